//! A site to build in a test: a fixture copied to a folder of its own, the program run on it, the outcome at hand.
//!
//! Every test file that needs it takes this module in by itself, so none of them uses all of it.

#![allow(
    clippy::disallowed_methods,
    clippy::case_sensitive_file_extension_comparisons,
    reason = "a test touches the disk, and knows how its own files are called"
)]
#![allow(dead_code, reason = "each test file uses a part of it")]

pub(crate) mod invariants;
pub(crate) mod random;
pub(crate) mod search;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// The folder of the tests' fixtures.
pub(crate) fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

/// The program, ready for arguments.
pub(crate) fn pmsite() -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_pmsite"));
    // What the machine says of its builds is no part of a test.
    program.env_remove("SOURCE_DATE_EPOCH");
    program
}

/// What a run of the program gave.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Outcome {
    /// Runs the command to its end.
    pub(crate) fn of(command: &mut Command) -> Self {
        let output = command.output().expect("the program starts");
        Self {
            code: output.status.code().expect("the program ends by itself"),
            stdout: String::from_utf8(output.stdout).expect("the program prints UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("the program prints UTF-8"),
        }
    }

    /// The same, after checking the exit code.
    #[track_caller]
    pub(crate) fn code(self, expected: i32) -> Self {
        assert_eq!(self.code, expected, "exit code; {self:#?}");
        self
    }

    /// The same, after checking that standard error says something.
    #[track_caller]
    pub(crate) fn says(self, words: &str) -> Self {
        assert!(
            self.stderr.contains(words),
            "no `{words}` in {}",
            self.stderr
        );
        self
    }
}

/// A folder of sources in a place of its own, and what was built of it.
pub(crate) struct Site {
    folder: TempDir,
    root: PathBuf,
}

impl Site {
    /// A copy of `tests/<fixture>`. What a golden site expects (`expected/`) stays behind.
    pub(crate) fn from_dir(fixture: &str) -> Self {
        let site = Self::empty("site-under-test");
        copy(&fixtures().join(fixture), &site.root, "expected");
        site
    }

    /// A folder of that name without a file.
    pub(crate) fn empty(name: &str) -> Self {
        let folder = TempDir::new().expect("there is room for temporary files");
        let root = folder.path().join(name);
        std::fs::create_dir(&root).expect("the new folder is ours");
        Self { folder, root }
    }

    /// The folder of the sources.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// A place beside the sources.
    pub(crate) fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file of the sources.
    pub(crate) fn edit(&self, path: &str, content: impl AsRef<[u8]>) -> &Self {
        write(&self.root.join(path), content.as_ref());
        self
    }

    /// Removes a file of the sources.
    pub(crate) fn remove(&self, path: &str) -> &Self {
        std::fs::remove_file(self.root.join(path))
            .unwrap_or_else(|error| panic!("{path}: {error}"));
        self
    }

    /// Runs the program in the folder of the sources.
    pub(crate) fn run(&self, arguments: &[&str]) -> Outcome {
        Outcome::of(pmsite().current_dir(&self.root).args(arguments))
    }

    /// Runs `pmsite build` there.
    pub(crate) fn build(&self, arguments: &[&str]) -> Outcome {
        Outcome::of(
            pmsite()
                .current_dir(&self.root)
                .arg("build")
                .args(arguments),
        )
    }

    /// The built site, in the folder that it has when nothing else is said.
    pub(crate) fn output(&self) -> Files {
        files(&self.root.join("site"))
    }

    /// The text of one file of the built site.
    #[track_caller]
    pub(crate) fn expect_file(&self, path: &str) -> String {
        let place = self.root.join("site").join(path);
        std::fs::read_to_string(&place).unwrap_or_else(|error| panic!("{path}: {error}"))
    }
}

/// Files by their path, `/` between its parts.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// Every file below a folder but the lock, which says nothing.
pub(crate) fn files(folder: &Path) -> Files {
    let mut out = Files::new();
    visit(folder, "", &mut |path, place| {
        if path != ".pmsite-lock" {
            out.insert(
                path.to_owned(),
                std::fs::read(place).expect("the file is readable"),
            );
        }
    });
    out
}

/// The pages among them, as text.
pub(crate) fn pages(files: &Files) -> impl Iterator<Item = (&str, &str)> {
    files
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, bytes)| {
            let text = std::str::from_utf8(bytes).unwrap_or_else(|error| panic!("{path}: {error}"));
            (path.as_str(), text)
        })
}

/// The built site of this repository's own reports, in a folder that goes with the answer.
pub(crate) fn demonstration() -> (TempDir, Files) {
    let folder = TempDir::new().expect("there is room for temporary files");
    let out = folder.path().join("out");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    Outcome::of(pmsite().arg("build").arg(root).arg("-d").arg(&out)).code(0);
    let files = files(&out);
    (folder, files)
}

/// What differs between two folders, a path a line; empty where nothing does.
pub(crate) fn difference(one: &Files, other: &Files) -> String {
    let mut out = String::new();
    for path in one
        .keys()
        .chain(other.keys().filter(|path| !one.contains_key(*path)))
    {
        let what = match (one.get(path), other.get(path)) {
            (Some(a), Some(b)) if a == b => continue,
            (Some(_), Some(_)) => "differs",
            (Some(_), None) => "is in the first only",
            _ => "is in the second only",
        };
        let _ = writeln!(out, "{path} {what}");
    }
    out
}

/// The records by their sources.
pub(crate) fn records(site: &Site) -> BTreeMap<String, serde_json::Value> {
    let out = site.run(&["export", "--format", "ndjson"]).code(0).stdout;
    let records = out.lines().filter(|line| !line.is_empty());
    records
        .map(|line| {
            let record: serde_json::Value = serde_json::from_str(line).expect("a record is JSON");
            (
                record["source"].as_str().expect("a path").to_owned(),
                record,
            )
        })
        .collect()
}

/// Two builds gave the same site.
#[track_caller]
pub(crate) fn assert_same(one: &Files, other: &Files) {
    let difference = difference(one, other);
    assert!(difference.is_empty(), "{difference}");
    assert!(one.len() > 10, "{} files are hardly a site", one.len());
}

/// Writes a file and the folders above it.
pub(crate) fn write(place: &Path, content: &[u8]) {
    std::fs::create_dir_all(place.parent().expect("a file stands in a folder"))
        .expect("the folder is ours");
    std::fs::write(place, content).unwrap_or_else(|error| panic!("{}: {error}", place.display()));
}

/// Copies a folder without one entry at its top.
pub(crate) fn copy(from: &Path, to: &Path, without: &str) {
    visit(from, "", &mut |path, place| {
        if path.split('/').next() != Some(without) {
            write(
                &to.join(path),
                &std::fs::read(place).expect("the fixture is readable"),
            );
        }
    });
}

fn visit(folder: &Path, prefix: &str, each: &mut dyn FnMut(&str, &Path)) {
    let entries =
        std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut entries: Vec<_> = entries
        .map(|entry| entry.expect("the folder is readable").path())
        .collect();
    entries.sort();
    for place in entries {
        let name = place
            .file_name()
            .expect("an entry has a name")
            .to_string_lossy()
            .into_owned();
        let path = if prefix.is_empty() {
            name
        } else {
            format!("{prefix}/{name}")
        };
        if place.is_dir() {
            visit(&place, &path, each);
        } else {
            each(&path, &place);
        }
    }
}
