//! `docs/commands.md` is what the program says of its commands: it is made of that, and held against it.
//!
//! `SNAPSHOTS=overwrite cargo test --test commands` writes it anew.

#![allow(
    clippy::disallowed_methods,
    reason = "a test reads the guide and runs the program"
)]

mod support;

use std::fmt::Write as _;
use std::path::Path;

use support::{Outcome, pmsite};

/// What stands before the commands.
const HEAD: &str = "# Commands\n\nWhat `pmsite COMMAND --help` says, one command after the other. Each has a page of the guide where there is \
more to say; `pmsite man` prints all of this as a manual page, and `pmsite completions SHELL` what a shell completes.\n";

/// What the program says of itself, or of a command.
fn help(command: Option<&str>) -> String {
    let mut program = pmsite();
    let outcome = Outcome::of(program.args(command).arg("--help")).code(0);
    // Lines end where a terminal of the usual width ends them, some with blanks.
    let lines = outcome.stdout.lines().map(str::trim_end);
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_guide_has_what_the_program_says() {
    let all = help(None);
    let commands: Vec<&str> = (all.lines())
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.strip_prefix("  "))
        // What a command does may take several lines.
        .filter(|line| !line.starts_with(' '))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .collect();
    assert!(commands.len() > 10, "{all}");
    let mut page = format!("{HEAD}\n```text\n{}\n```\n", all.trim_end());
    for command in commands {
        let text = help(Some(command));
        let _ = write!(
            page,
            "\n## `pmsite {command}`\n\n```text\n{}\n```\n",
            text.trim_end()
        );
    }
    let place = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/commands.md");
    if std::env::var("SNAPSHOTS").as_deref() == Ok("overwrite") {
        std::fs::write(&place, &page).expect("the guide can be written");
    }
    let written = std::fs::read_to_string(&place).unwrap_or_default();
    assert!(
        written == page,
        "docs/commands.md is not what the program says: SNAPSHOTS=overwrite cargo test --test commands"
    );
}

#[test]
fn the_manual_page_names_values() {
    let page = Outcome::of(pmsite().arg("man"))
        .code(0)
        .stdout
        .replace("\\-", "-");
    for words in [
        "[\\fB-d\\fR|\\fB--dest-dir\\fR \\fIDIR\\fR]",
        "[\\fB--site-url\\fR \\fIURL\\fR]",
        "[\\fB--poll\\fR[=\\fISECONDS\\fR]]",
        "\\fBpmsite new\\fR ",
        " \\fITITLE\\fR...",
        "[\\fB--strict\\fR] ",
    ] {
        assert!(page.contains(words), "no `{words}` in {page}");
    }
    let folder = tempfile::TempDir::new().expect("there is room");
    Outcome::of(pmsite().arg("man").arg("--dir").arg(folder.path())).code(0);
    let build = std::fs::read_to_string(folder.path().join("pmsite-build.1")).expect("it is there");
    assert!(
        build
            .replace("\\-", "-")
            .contains("\\fB--jobs\\fR \\fIN\\fR]"),
        "{build}"
    );
}
