//! A build over an older site gives what a fresh one gives, and says the same.

#![allow(
    clippy::disallowed_methods,
    clippy::case_sensitive_file_extension_comparisons,
    reason = "a test touches the disk, and knows how its own files are called"
)]

mod support;

use support::random::Random;
use support::{Outcome, Site, assert_same, copy, difference, files};

#[test]
fn twice_is_once() {
    for fixture in ["sites/bare", "sites/folders", "sites/forms"] {
        let site = Site::from_dir(fixture);
        site.build(&[]).code(0);
        let first = site.output();
        site.build(&[])
            .code(0)
            .says(": 0 files written")
            .says(", 0 removed,");
        assert_same(&first, &site.output());
    }
}

#[test]
fn edits_one_by_one_give_what_a_fresh_build_gives() {
    let site = Site::from_dir("sites/folders");
    site.build(&[]).code(0);
    // A path and its new content; a file without content goes.
    let edits = [
        ("content/network/2023-06-30-fibre.md", None),
        (
            "content/new/2024-01-01-new.md",
            Some("# New\n\n## Summary\n\nNew.\n\n![x](x.svg)\n"),
        ),
        (
            "content/new/x.svg",
            Some("<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
        ),
        (
            "content/platform/nodes.md",
            Some("---\nslug: moved\ntags: [moved]\n---\n\n# Moved\n\n## Impact\n\nNone.\n"),
        ),
        ("content/new/x.svg", None),
        (
            "book.toml",
            Some("[book]\ntitle = \"Other\"\nsrc = \"content\"\n"),
        ),
    ];
    for (path, content) in edits {
        match content {
            Some(content) => site.edit(path, content),
            None => site.remove(path),
        };
        site.build(&[]).code(0);
        let fresh = Site::empty("site-under-test");
        copy(site.root(), fresh.root(), "site");
        fresh.build(&[]).code(0);
        let difference = difference(&site.output(), &fresh.output());
        assert!(
            difference.is_empty(),
            "after an edit of {path}: {difference}"
        );
    }
}

#[test]
fn any_edits_give_what_a_fresh_build_gives() {
    let site = Site::from_dir("sites/folders");
    let original = files(site.root());
    let texts: Vec<&String> = original
        .keys()
        .filter(|path| path.ends_with(".md"))
        .collect();
    let mut random = Random::new(0x5eed);
    let url = ["--site-url", "https://a.example/pm/"];
    for step in 0..14 {
        for _ in 0..=random.below(3) {
            let path = *random.pick(&texts);
            let place = site.root().join(path);
            let there = std::fs::read(&place).ok();
            match (random.below(6), there) {
                (0, Some(_)) => {
                    site.remove(path);
                }
                (1, Some(text)) => {
                    // Under another name, in another folder.
                    site.remove(path)
                        .edit(&format!("content/moved/{step}.md"), text);
                }
                (2, Some(mut text)) => {
                    text.truncate(random.below(text.len() + 1));
                    site.edit(path, text);
                }
                (3, Some(text)) => {
                    let head = "---\ntags: [new]\nservices: [Another]\n---\n";
                    site.edit(path, [head.as_bytes(), &text].concat());
                }
                (4, Some(mut text)) => {
                    text.extend_from_slice(b"\n## Lessons\n\nSee [it](nodes.md#lessons).\n");
                    site.edit(path, text);
                }
                _ => {
                    site.edit(path, &original[path.as_str()]);
                }
            }
        }
        let warm = site.build(&url);
        let fresh = Site::empty("site-under-test");
        copy(site.root(), fresh.root(), "site");
        let cold = fresh.build(&url);
        assert_eq!(warm.code, cold.code, "{}\n{}", warm.stderr, cold.stderr);
        if warm.code == 0 {
            let difference = difference(&site.output(), &fresh.output());
            assert!(difference.is_empty(), "after step {step}: {difference}");
        }
        let told = |outcome: &Outcome| {
            let lines = outcome.stderr.lines();
            lines
                .filter(|line| !line.contains(" written"))
                .collect::<Vec<_>>()
                .join("\n")
        };
        assert_eq!(told(&warm), told(&cold), "after step {step}");
    }
}
