//! `pmsite man`: the manual page.
//!
//! Takes the commands as the arguments declare them, gives one page with all of them on standard output, or a page for each in a folder.
//! What it says is what `--help` says: nothing is told twice.

#![expect(
    clippy::disallowed_methods,
    reason = "pages are written to a folder that was named for them"
)]

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::{Arg, Command};
use clap_mangen::Man;

use super::report::{print, say, shown};
use crate::error::Error;

/// Where it goes.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Write a page for each command into this folder, which is made where it does not exist; pages of these names are replaced.
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
}

/// Prints the page, or writes all pages; gives the exit code.
pub(super) fn run(arguments: &Arguments) -> Result<u8, Error> {
    let mut command = super::command().disable_help_subcommand(true);
    command.build();
    let Some(folder) = &arguments.dir else {
        let page =
            page(&command).map_err(|cause| Error::io("writing", "pmsite.1".as_ref(), cause))?;
        print(&page);
        return Ok(0);
    };
    std::fs::create_dir_all(folder).map_err(|cause| Error::io("creating", folder, cause))?;
    let mut pages = 0;
    for command in all(&command) {
        let page = Man::new(command.clone());
        let target = folder.join(page.get_filename());
        let mut roff = Vec::new();
        page.render(&mut roff)
            .and_then(|()| std::fs::write(&target, with_synopsis(&roff, command)))
            .map_err(|cause| Error::io("writing", &target, cause))?;
        pages += 1;
    }
    say(&format!("{pages} pages in `{}`", shown(folder)));
    Ok(0)
}

/// A command and all below it, in the order of their declaration.
fn all(command: &Command) -> Vec<&Command> {
    let shown = |command: &&Command| !command.is_hide_set();
    let below = command.get_subcommands().filter(shown).flat_map(all);
    std::iter::once(command).chain(below).collect()
}

/// One page of all.
fn page(command: &Command) -> std::io::Result<String> {
    let mut roff = Vec::new();
    let man = Man::new(command.clone());
    man.render_title(&mut roff)?;
    man.render_name_section(&mut roff)?;
    man.render_synopsis_section(&mut roff)?;
    man.render_description_section(&mut roff)?;
    man.render_options_section(&mut roff)?;
    let mut page = with_synopsis(&roff, command);
    for command in all(command).into_iter().skip(1) {
        let mut roff = Vec::new();
        let man = Man::new(command.clone());
        man.render_description_section(&mut roff)?;
        man.render_synopsis_section(&mut roff)?;
        man.render_options_section(&mut roff)?;
        let name = command.get_bin_name().unwrap_or_else(|| command.get_name());
        let _ = writeln!(page, ".SH \"{name}\"");
        for line in with_synopsis(&roff, command).lines() {
            match line.strip_prefix(".SH ") {
                // The words below the name of a command are its description.
                Some("DESCRIPTION") => {}
                Some(heading) => {
                    let _ = writeln!(page, ".SS {heading}");
                }
                None if line.starts_with(".ie ") || line.starts_with(".el ") => {}
                None => {
                    page.push_str(line);
                    page.push('\n');
                }
            }
        }
    }
    Ok(page)
}

/// The page with the names of values in its synopsis, which clap's leaves out.
fn with_synopsis(roff: &[u8], command: &Command) -> String {
    let page = String::from_utf8_lossy(roff);
    let mut out = String::with_capacity(page.len());
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        out.push_str(line);
        out.push('\n');
        if line == ".SH SYNOPSIS" {
            let theirs = lines.next();
            // Of a command that only has others below it there is nothing to add.
            match theirs {
                Some(theirs) if command.has_subcommands() => out.push_str(theirs),
                _ => out.push_str(&synopsis(command)),
            }
            out.push('\n');
        }
    }
    out
}

/// A command with its options and arguments in one line.
fn synopsis(command: &Command) -> String {
    let escaped = |text: &str| text.replace('\\', "\\\\").replace('-', "\\-");
    let bold = |text: &str| format!("\\fB{}\\fR", escaped(text));
    let name = command.get_bin_name().unwrap_or_else(|| command.get_name());
    let mut parts = vec![bold(name)];
    let shown = command.get_arguments().filter(|one| !one.is_hide_set());
    let (placed, options): (Vec<&Arg>, Vec<&Arg>) = shown.partition(|one| one.is_positional());
    for one in options.into_iter().chain(placed) {
        let names: Vec<String> = one
            .get_short()
            .map(|short| bold(&format!("-{short}")))
            .into_iter()
            .chain(one.get_long().map(|long| bold(&format!("--{long}"))))
            .collect();
        let mut words = names.join("|");
        let values = one.get_num_args().unwrap_or_default();
        if values.takes_values() {
            let value = one.get_value_names().and_then(|names| names.first());
            let value = value.map_or_else(|| one.get_id().as_str(), |name| name.as_str());
            let value = format!("\\fI{}\\fR", escaped(value));
            match (one.is_positional(), values.min_values() == 0) {
                (true, _) => words.push_str(&value),
                // `--poll[=SECONDS]`
                (false, true) => words.extend(["[=", &value, "]"]),
                (false, false) => words.extend([" ", &value]),
            }
        }
        if !one.is_required_set() {
            words = format!("[{words}]");
        }
        if values.max_values() > 1 {
            words.push_str("...");
        }
        parts.push(words);
    }
    parts.join(" ")
}
