//! The rules in the code, in the table that `[lint]` is held against, and in the guide are the same.

#![expect(
    clippy::disallowed_methods,
    reason = "the test reads the guide and the code"
)]

use std::collections::BTreeSet;
use std::path::Path;

use pmsite::diagnostic::rules::RULES;

/// The rules that the guide explains: the first cells of its tables.
fn explained() -> BTreeSet<String> {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/messages.md");
    let text = std::fs::read_to_string(page).expect("the guide is there");
    let rows = text.lines().filter_map(|line| line.strip_prefix("| `"));
    rows.filter_map(|row| row.split_once('`'))
        .map(|(rule, _)| rule.to_owned())
        .collect()
}

/// All code in one text.
fn code(folder: &Path, out: &mut String) {
    for entry in std::fs::read_dir(folder).expect("src is readable") {
        let path = entry.expect("src is readable").path();
        if path.is_dir() {
            code(&path, out);
        } else if path.extension().is_some_and(|extension| extension == "rs")
            && !path.ends_with("rules.rs")
        {
            out.push_str(&std::fs::read_to_string(&path).expect("a source file is readable"));
        }
    }
}

#[test]
fn every_rule_is_listed_and_explained() {
    let listed: BTreeSet<String> = RULES.iter().map(|rule| (*rule).to_owned()).collect();
    assert_eq!(listed.len(), RULES.len(), "a rule is listed twice");
    assert_eq!(listed, explained(), "the table and docs/messages.md differ");
    let mut text = String::new();
    code(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut text,
    );
    for rule in RULES {
        assert!(
            text.contains(&format!("\"{rule}\"")),
            "nothing in the code tells `{rule}`"
        );
    }
}

#[test]
fn the_code_tells_no_other_rule() {
    let mut text = String::new();
    code(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut text,
    );
    // Tests of the drawing use rules of their own.
    let invented = ["some-rule", "broken"];
    for call in [
        "Diagnostic::error(",
        "Diagnostic::warning(",
        "Diagnostic::note(",
    ] {
        for after in text.split(call).skip(1) {
            let Some(rule) = after
                .trim_start()
                .strip_prefix('"')
                .and_then(|rest| rest.split('"').next())
            else {
                continue;
            };
            assert!(
                RULES.contains(&rule) || invented.contains(&rule),
                "`{rule}` is not in the table of rules"
            );
        }
    }
}
