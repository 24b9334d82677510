//! `pmsite diff`: what it tells of two states of an archive, as folders and as exports, in each of its forms.
//!
//! `SNAPSHOTS=overwrite` rewrites what `tests/diff/told.*` expect.

#![allow(clippy::disallowed_methods, reason = "a test touches the disk")]

mod support;

use serde_json::Value;
use snapbox::Data;
use support::{Outcome, Site, fixtures};

/// Both states side by side in one folder.
fn states() -> Site {
    Site::from_dir("diff")
}

fn diff(site: &Site, old: &str, new: &str, options: &[&str]) -> Outcome {
    site.run(&[&["diff", old, new], options].concat())
}

#[test]
fn each_form_tells_the_same_changes() {
    let site = states();
    for (form, file) in [
        ("human", "told.txt"),
        ("markdown", "told.md"),
        ("json", "told.json"),
    ] {
        let outcome = diff(&site, "old", "new", &["--format", form]).code(0);
        let expected = Data::read_from(&fixtures().join("diff").join(file), None).raw();
        snapbox::Assert::new()
            .action_env("SNAPSHOTS")
            .eq(outcome.stdout, expected);
    }
}

#[test]
fn an_export_is_a_state_too() {
    let site = states();
    for (form, file) in [("json", "old.json"), ("ndjson", "old.ndjson")] {
        let export = site.run(&["export", "old", "--format", form]).code(0);
        site.edit(file, export.stdout);
        let folders = diff(&site, "old", "new", &["--format", "json"]).code(0);
        let export = diff(&site, file, "new", &["--format", "json"]).code(0);
        let read = |outcome: &Outcome| -> Value {
            serde_json::from_str(&outcome.stdout).expect("it is JSON")
        };
        let (folders, export) = (read(&folders), read(&export));
        for part in ["added", "gone", "changed"] {
            assert_eq!(folders[part], export[part], "{file}");
        }
        // Of an export only the reports have addresses.
        assert_eq!(export["vanished"], serde_json::json!(["2021-05-06-mail/"]));
    }
}

#[test]
fn the_same_state_has_no_changes() {
    let site = states();
    let outcome = diff(&site, "old", "old", &["--exit-code"]).code(0);
    assert_eq!(outcome.stdout, "nothing changed\n");
    diff(&site, "old", "new", &["--exit-code"]).code(1);
}

#[test]
fn what_is_no_state_is_refused() {
    let site = states();
    site.edit("table.csv", "id,title\na,b\n")
        .edit("broken.json", "[{\"id\": \"a\"},\n{\"id\": 7}]\n")
        .edit("other.json", "[{\"name\": \"a\"}]\n");
    diff(&site, "table.csv", "new", &[])
        .code(2)
        .says("`table.csv` is no export that can be compared")
        .says("pmsite export --format json");
    diff(&site, "broken.json", "new", &[])
        .code(2)
        .says("line 2 column");
    diff(&site, "other.json", "new", &[])
        .code(2)
        .says("its record 1 has no `id`");
    diff(&site, "nowhere", "new", &[])
        .code(2)
        .says("`nowhere` does not exist");
}
