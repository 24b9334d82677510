//! Every command of pmsite that the read-me and the guide show is run as it stands there, in the order of its document, in an archive of
//! its own with a remote to publish to. What would ask the network, or never ends, is listed with what is done instead.

#![cfg(unix)]
#![allow(
    clippy::disallowed_methods,
    clippy::case_sensitive_file_extension_comparisons,
    reason = "a test touches the disk, the environment and other programs, and knows how its own files are called"
)]

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use support::files;

/// Beginnings of lines that are no commands of ours, or not to be run here.
const LEFT: &[(&str, &str)] = &[
    ("pmsite check --links", "it asks hosts of the web"),
    ("pmsite completions zsh", "a variable of zsh stands in it"),
];

/// A home folder with an archive in it, which is a repository with a remote.
struct Home {
    folder: tempfile::TempDir,
}

impl Home {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("there is room for a temporary folder");
        let home = Self { folder };
        let incidents = home.incidents();
        fs::create_dir_all(&incidents).expect("a folder");
        for (name, text) in [
            (
                "2021-01-30-disk.md",
                "# The disk ran full\n\nDate: 2021-01-30\n\n## Summary\n\nLogs filled the disk of the orders database.\n",
            ),
            (
                "2022-03-04-dns.md",
                "# Names were not found\n\nDate: 2022-03-04\n\n## Summary\n\nThe zone had lost its records.\n",
            ),
        ] {
            fs::write(incidents.join(name), text).expect("a report");
        }
        home.run("git init -q --bare ../remote.git && git init -q -b main && git add . && git commit -qm Reports && git remote add origin ../remote.git && git push -q origin main");
        home
    }

    fn incidents(&self) -> PathBuf {
        self.folder.path().join("incidents")
    }

    /// Runs a line in the archive, as a shell does.
    fn run(&self, line: &str) -> Output {
        let program = Path::new(env!("CARGO_BIN_EXE_pmsite"));
        let own = program.parent().expect("a program is in a folder");
        let path = std::env::var_os("PATH").unwrap_or_default();
        let path = std::env::join_paths(
            std::iter::once(own.to_owned()).chain(std::env::split_paths(&path)),
        )
        .expect("folders without colons");
        let output = Command::new("sh")
            .args(["-c", line])
            .current_dir(self.incidents())
            .env("HOME", self.folder.path())
            .env("PATH", path)
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .envs(["AUTHOR", "COMMITTER"].map(|who| (format!("GIT_{who}_NAME"), "Ada")))
            .envs(
                ["AUTHOR", "COMMITTER"].map(|who| (format!("GIT_{who}_EMAIL"), "ada@example.org")),
            )
            .output()
            .expect("there is a shell");
        assert!(
            output.status.success(),
            "{line}: {}\n{}{}",
            output.status,
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
        output
    }
}

/// The lines behind a `$` in the blocks of a document, without what explains them.
fn commands(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut inside = false;
    for line in text.lines() {
        if line.starts_with("```") {
            inside = line == "```console";
        } else if let Some(command) = line.strip_prefix("$ ").filter(|_| inside) {
            let command = command.split("  #").next().unwrap_or_default();
            out.push(command.trim().to_owned());
        }
    }
    out
}

/// What is run for a line of the guide; nothing where that is not to be run.
fn runnable(command: &str) -> Option<String> {
    if LEFT.iter().any(|(left, _)| command.starts_with(left)) {
        return None;
    }
    // A folder that a line makes is there for those behind it.
    if command.starts_with("mkdir ") {
        return Some(command.to_owned());
    }
    let ours = command.strip_prefix("pmsite ")?;
    // A server goes on until somebody ends it.
    if ours.starts_with("serve") {
        return Some(format!(
            "{{ timeout 5 pmsite {} || [ $? = 124 ]; }}",
            ours.trim_end_matches(" -o")
        ));
    }
    // What shows a manual is not everywhere.
    let ours = ours.split(" | man").next().unwrap_or_default();
    Some(format!("pmsite {ours}"))
}

#[test]
fn what_the_guide_shows_runs() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let documents = files(&root.join("docs"))
        .into_iter()
        .filter(|(path, _)| path.ends_with(".md"))
        .map(|(path, bytes)| (path, String::from_utf8(bytes).expect("a document is text")));
    let readme = fs::read_to_string(root.join("README.md")).expect("there is a read-me");
    let mut run = 0;
    for (path, text) in documents.chain([("README.md".to_owned(), readme)]) {
        let lines: Vec<String> = commands(&text)
            .iter()
            .filter_map(|line| runnable(line))
            .collect();
        if lines.is_empty() {
            continue;
        }
        let home = Home::new();
        // A state before, for what compares two.
        home.run("git worktree add -q ../before HEAD");
        for line in &lines {
            eprintln!("{path}: {line}");
            home.run(line);
            run += 1;
        }
    }
    assert!(run >= 20, "only {run} commands");
}
