//! At the root of a repository full of code only the reports are published; what was set aside is named, and why.

#![allow(
    clippy::disallowed_methods,
    clippy::case_sensitive_file_extension_comparisons,
    reason = "a test touches the disk, and knows how its own files are called"
)]

mod support;

use support::{Site, pages};

#[test]
fn only_reports_of_a_repository_are_published() {
    let site = Site::from_dir("sites/code");
    let outcome = site.build(&["-v"]).code(0).says("2 reports in `site`");
    let output = site.output();
    for page in [
        "docs/postmortems/2023/2023-04-30-cart/index.html",
        "docs/postmortems/2023/payments/index.html",
    ] {
        assert!(
            output.contains_key(page),
            "{page} is missing among {:?}",
            output.keys()
        );
    }
    assert!(
        output.contains_key("docs/images/orders.svg"),
        "the picture of a report is missing"
    );
    assert!(
        !output.contains_key("docs/images/logo.svg"),
        "nobody points at that picture"
    );
    for (path, text) in pages(&output) {
        for words in [
            "How to deploy</h1>",
            "Be kind",
            "Push a tag",
            "Three services and a queue",
            "Who does what",
            "We answer within",
        ] {
            assert!(!text.contains(words), "{path} says `{words}`");
        }
    }
    for path in output.keys() {
        let is_code = [".rs", ".go", ".toml", ".yml", ".txt"]
            .iter()
            .any(|ending| path.ends_with(ending) && path != "robots.txt");
        assert!(
            !is_code && !path.contains("guides") && !path.contains("changelog"),
            "{path} was published"
        );
    }
    // Nothing is passed over in silence.
    for aside in [
        "deploy.md",
        "architecture.md",
        "incident-response.md",
        "template.md",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
    ] {
        let told = outcome
            .stderr
            .lines()
            .any(|line| line.starts_with("note[") && line.contains(aside));
        assert!(told, "no note names {aside}: {}", outcome.stderr);
    }
    assert!(
        outcome.stderr.contains("note[skipped-files]"),
        "{}",
        outcome.stderr
    );
}

#[test]
fn a_note_counts_what_was_set_aside() {
    let site = Site::from_dir("sites/code");
    let outcome = site.build(&["--format", "json"]).code(0);
    let asides: Vec<&str> = outcome
        .stdout
        .lines()
        .filter(|line| line.contains("\"rule\":\"set-aside\""))
        .collect();
    assert!(
        !asides.is_empty() && asides.len() < 8,
        "a note for each reason, not for each file: {asides:#?}"
    );
}

#[test]
fn a_declared_folder_is_taken_whole() {
    let site = Site::from_dir("sites/code");
    site.edit("book.toml", "[book]\nsrc = \"docs/guides\"\n");
    // Who names a folder means what is in it.
    site.build(&[]).code(0).says("2 reports in `site`");
    assert!(site.output().contains_key("deploy/index.html"));
}

#[test]
fn links_of_reports_to_what_is_not_published_are_told() {
    let site = Site::from_dir("sites/code");
    let outcome = site.build(&["-v"]).code(0);
    let told = outcome
        .stderr
        .lines()
        .filter(|line| line.contains("[unpublished-link]"))
        .count();
    assert_eq!(told, 2, "{}", outcome.stderr);
    assert!(
        !outcome.stderr.contains("[broken-link]"),
        "{}",
        outcome.stderr
    );
}
