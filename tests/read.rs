//! Readers through their public face: every text in `tests/read/<format>/` is read; its tree and its diagnostics are the files
//! `.tree` and `.diag` beside it. `SNAPSHOTS=overwrite cargo test` rewrites them; the review is `git diff tests/`.

#![allow(
    clippy::disallowed_methods,
    clippy::case_sensitive_file_extension_comparisons,
    reason = "a test touches the disk, and knows how its own files are called"
)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use pmsite::diagnostic::snippet;
use pmsite::document::dump;
use pmsite::read;
use pmsite::source::{Format, SourceFile};
use snapbox::Data;

fn fixtures(format: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/read")
        .join(format);
    let mut out: Vec<PathBuf> = std::fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.expect("the folder is readable").path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension != "tree" && extension != "diag")
        })
        .collect();
    out.sort();
    assert!(!out.is_empty(), "no fixture in {}", folder.display());
    out
}

/// The folder of the fixtures of a format: it is called as the format is, but for pages of HTML, which are called as their reader is.
fn folder_of(format: Format) -> &'static str {
    match format {
        Format::Html => "page",
        other => other.name(),
    }
}

fn check(format: Format) {
    let assert = snapbox::Assert::new().action_env("SNAPSHOTS");
    for path in fixtures(folder_of(format)) {
        let text = std::fs::read_to_string(&path).expect("a fixture is readable");
        let name = path
            .file_name()
            .expect("a fixture has a name")
            .to_string_lossy()
            .into_owned();
        let source = SourceFile::new(name, format, &text);
        let (document, mut diagnostics) = read::read(&source);
        diagnostics.sort();
        let text_of = |_: &str| Some(Arc::clone(&source.text));
        let drawn = snippet::render_all(&diagnostics, &text_of, false);
        assert.eq(
            dump::dump(&document),
            Data::read_from(&path.with_extension("tree"), None).raw(),
        );
        assert.eq(
            drawn,
            Data::read_from(&path.with_extension("diag"), None).raw(),
        );
    }
}

#[test]
fn markdown() {
    check(Format::Markdown);
}

#[test]
fn rst() {
    check(Format::ReStructuredText);
}

#[test]
fn text() {
    check(Format::Text);
}

#[test]
fn page() {
    check(Format::Html);
}

#[test]
fn wikitext() {
    check(Format::Wikitext);
}

#[test]
fn org() {
    check(Format::Org);
}

#[test]
fn asciidoc() {
    check(Format::AsciiDoc);
}

/// A format that nobody listed has no name on the command line; a folder that nobody asks for tests nothing.
#[test]
fn every_format_has_a_folder_and_every_folder_a_format() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/read");
    let folders: BTreeSet<String> = std::fs::read_dir(&folder)
        .expect("the fixtures are there")
        .map(|entry| entry.expect("the folder is readable").file_name())
        .map(|name| name.to_string_lossy().into_owned())
        .collect();
    let formats: BTreeSet<String> = Format::ALL
        .into_iter()
        .map(|format| folder_of(format).to_owned())
        .collect();
    assert_eq!(folders, formats);
}

/// Words of the fixtures that are `AsciiDoc`'s own, and names of attributes whose values are shown.
const SYNTAX: &[&str] = &[
    "NOTE",
    "TIP",
    "WARNING",
    "amp",
    "asterisk",
    "author",
    "blank",
    "btn",
    "case",
    "collapsible",
    "cols",
    "counter",
    "csv",
    "format",
    "hardbreaks",
    "horizontal",
    "indexterm",
    "indexterm2",
    "kbd",
    "lead",
    "line",
    "loweralpha",
    "menu",
    "name",
    "normal",
    "noheader",
    "options",
    "page",
    "pass",
    "plus",
    "quote",
    "red",
    "revdate",
    "role",
    "snake",
    "something",
    "source",
    "start",
    "stem",
    "through",
    "unknown",
    "verse",
    "video",
    "window",
    "xref",
];

#[test]
fn every_word_of_asciidoc_is_in_its_tree() {
    for path in fixtures("asciidoc") {
        let text = std::fs::read_to_string(&path).expect("a fixture is readable");
        let source = SourceFile::new("a.adoc", Format::AsciiDoc, &text);
        let dumped = dump::dump(&read::read(&source).0).replace("\\n", " ");
        let words = text.split(|c: char| !c.is_alphanumeric());
        for word in words.filter(|word| {
            word.len() > 2
                && !word.bytes().all(|byte| byte.is_ascii_digit())
                && !SYNTAX.contains(word)
        }) {
            assert!(
                dumped.contains(word),
                "{}: `{word}` is lost",
                path.display()
            );
        }
    }
}

#[test]
fn commonmark() {
    check(Format::CommonMark);
}

/// Words of markup that are nodes and no words of a tree.
const OF_MARKUP: [&str; 4] = ["END", "PROPERTIES", "html", "src"];

#[test]
fn every_word_of_an_org_text_is_in_its_tree() {
    for path in fixtures("org") {
        let text = std::fs::read_to_string(&path).expect("a fixture is readable");
        let source = SourceFile::new("a.org", Format::Org, &text);
        let (document, _) = read::read(&source);
        let dumped = dump::dump(&document)
            .replace("\\n", " ")
            .replace("\\t", " ");
        let is_letter = |c: char| c.is_alphanumeric();
        let kept: std::collections::BTreeSet<&str> = dumped.split(|c| !is_letter(c)).collect();
        for line in text.lines() {
            let line = line.trim();
            // What keywords and blocks are called is said by what they become; names of signs and tags are no words.
            let words = match line.strip_prefix("#+") {
                Some(keyword) => keyword
                    .split_once([':', ' '])
                    .map_or("", |(_, words)| words),
                None => line,
            };
            if words.contains(['\\', '@']) || words.contains("</") {
                continue;
            }
            for word in words.split(|c| !is_letter(c)) {
                let is_said = word.chars().count() < 3
                    || kept.contains(word)
                    || kept.contains(word.to_lowercase().as_str())
                    || OF_MARKUP.contains(&word)
                    || words.contains(&format!("[[{word}:"));
                assert!(is_said, "`{word}` of `{line}` is lost: {}", path.display());
            }
        }
    }
}
