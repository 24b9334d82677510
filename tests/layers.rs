//! Who may import whom: the table of ARCHITECTURE.md, section 2, held against the `use crate::` lines of the code.

#![allow(
    clippy::disallowed_methods,
    clippy::case_sensitive_file_extension_comparisons,
    reason = "a test touches the disk, and knows how its own files are called"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// A room and the rooms it may use. Ground (`source`, `error`, `diagnostic`) is open to all above it.
const TABLE: &[(&str, &[&str])] = &[
    ("facet", &[]),
    ("source", &[]),
    ("error", &[]),
    ("diagnostic", &["source"]),
    ("document", &["source", "diagnostic"]),
    (
        "config",
        &["document", "facet", "source", "diagnostic", "error"],
    ),
    ("output", &["source", "diagnostic", "error"]),
    // Which files are published, the manifest of the built folder says.
    ("publish", &["output", "error"]),
    ("postmortem", &["document", "facet", "source", "diagnostic"]),
    ("change", &["facet", "diagnostic"]),
    ("highlight", &[]),
    ("language", &[]),
    (
        "html",
        &["highlight", "language", "document", "source", "diagnostic"],
    ),
    // It asks what `html` asks, and links to what `html` links to.
    ("markdown", &["html", "document", "source", "diagnostic"]),
    ("search", &["document", "source", "diagnostic"]),
    (
        "theme",
        &["language", "config", "source", "diagnostic", "error"],
    ),
    (
        "archive",
        &["postmortem", "document", "facet", "source", "diagnostic"],
    ),
    ("read", &["document", "source", "diagnostic"]),
    ("scan", &["config", "source", "diagnostic", "error"]),
    (
        "site",
        &[
            "archive",
            "postmortem",
            "document",
            "html",
            "highlight",
            "language",
            "markdown",
            "search",
            "config",
            "facet",
            "source",
            "diagnostic",
        ],
    ),
    ("links", &["archive", "document", "diagnostic", "error"]),
    (
        "lint",
        &[
            "archive",
            "postmortem",
            "document",
            "config",
            "source",
            "diagnostic",
        ],
    ),
    (
        "pipeline",
        &[
            "site",
            "links",
            "lint",
            "archive",
            "read",
            "scan",
            "postmortem",
            "html",
            "highlight",
            "language",
            "markdown",
            "search",
            "theme",
            "document",
            "config",
            "output",
            "facet",
            "source",
            "diagnostic",
            "error",
        ],
    ),
    // What it serves it has from a function of the command line's, which knows where a project is.
    (
        "serve",
        &["pipeline", "site", "theme", "scan", "diagnostic", "error"],
    ),
    // The export, `diff`, `render` and `show` are the doors of the command line that go past the pages.
    (
        "cli",
        &[
            "serve",
            "pipeline",
            "change",
            "links",
            "publish",
            "output",
            "config",
            "scan",
            "theme",
            "language",
            "site",
            "read",
            "html",
            "postmortem",
            "document",
            "facet",
            "source",
            "diagnostic",
            "error",
        ],
    ),
    ("main", &["cli"]),
];

/// The Rust files below a folder.
fn files(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("src is readable") {
        let path = entry.expect("src is readable").path();
        if path.is_dir() {
            files(&path, out);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            out.push(path);
        }
    }
}

/// The rooms that a text names behind `crate::`, tests at its end left out.
fn imports(text: &str) -> BTreeSet<String> {
    let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or("");
    let mut out = BTreeSet::new();
    for line in code
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
    {
        for part in line.split("crate::").skip(1) {
            if let Some(group) = part.strip_prefix('{') {
                let names = group
                    .split([',', '}'])
                    .map(|name| name.trim().split("::").next().unwrap_or(""));
                out.extend(names.filter(|name| !name.is_empty()).map(str::to_owned));
            } else {
                out.insert(
                    part.chars()
                        .take_while(|c| c.is_alphanumeric() || *c == '_')
                        .collect(),
                );
            }
        }
    }
    out
}

#[test]
fn no_room_uses_a_room_above_it() {
    let allowed: BTreeMap<&str, &[&str]> = TABLE.iter().copied().collect();
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut all = Vec::new();
    files(&src, &mut all);
    let mut wrong = Vec::new();
    let mut seen = 0;
    for file in all {
        let inside = file.strip_prefix(&src).expect("the file is in src");
        let room = inside
            .components()
            .next()
            .map(|part| part.as_os_str().to_string_lossy().replace(".rs", ""));
        let room = room.expect("a file has a name");
        if room == "lib"
            || inside
                .components()
                .any(|part| matches!(part.as_os_str().to_str(), Some("tests" | "tests.rs")))
        {
            continue;
        }
        let Some(may) = allowed.get(room.as_str()) else {
            wrong.push(format!(
                "{} stands in a room that the table does not know",
                inside.display()
            ));
            continue;
        };
        let text = std::fs::read_to_string(&file).expect("a source file is readable");
        for used in imports(&text) {
            seen += 1;
            if used != room && !may.contains(&used.as_str()) {
                wrong.push(format!("{} uses {used}", inside.display()));
            }
        }
    }
    assert!(
        seen > 50,
        "the test found only {seen} imports: it does not look where the code is"
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_table_has_no_circle() {
    for (at, (room, uses)) in TABLE.iter().enumerate() {
        for used in *uses {
            let place = TABLE.iter().position(|(other, _)| other == used);
            assert!(
                place.is_some_and(|place| place < at),
                "{room} uses {used}, which does not stand below it"
            );
        }
    }
}
