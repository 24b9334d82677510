//! `pmsite diff`: what it tells of two states of an archive, as folders and as exports, in each of its forms.
//!
//! `SNAPSHOTS=overwrite` rewrites what `tests/diff/told.*` expect.

#![allow(clippy::disallowed_methods, reason = "a test touches the disk")]

mod support;

use serde_json::{Value, json};
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

/// Each action that changed, as `what: now (was before)`, of a report with these actions before and now.
fn actions(old: &Value, new: &Value) -> Vec<String> {
    let site = Site::empty("exports");
    for (file, actions) in [("old.json", old), ("new.json", new)] {
        let record = json!([{"id": "a", "title": "A", "actions": actions}]);
        site.edit(file, record.to_string());
    }
    let outcome = diff(&site, "old.json", "new.json", &["--format", "json"]).code(0);
    let told: Value = serde_json::from_str(&outcome.stdout).expect("it is JSON");
    let Some(changed) = told["changed"].get(0) else {
        return Vec::new();
    };
    let actions = changed["actions"].as_array().expect("it is a list").iter();
    let words = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let line = |action: &Value| match &action["old_text"] {
        Value::Null => format!("{}: {}", words(&action["change"]), words(&action["text"])),
        was => format!(
            "{}: {} (was {})",
            words(&action["change"]),
            words(&action["text"]),
            words(was)
        ),
    };
    actions.map(line).collect()
}

#[test]
fn actions_without_ids_are_known_by_their_words() {
    let item = |text: &str| json!({"text": text, "status": "open"});
    let both = json!([item("Grease the hinge"), item("Count the keys")]);
    assert_eq!(actions(&both, &both), <[&str; 0]>::default());
    let turned = json!([item("Count the keys"), item("Grease the hinge")]);
    assert_eq!(actions(&both, &turned), <[&str; 0]>::default());
    let named = json!([
        {"id": "a-1", "text": "Grease the hinge", "status": "open"},
        {"id": "a-2", "text": "Count the keys", "status": "done"},
    ]);
    assert_eq!(actions(&both, &named), ["closed: Count the keys"]);
}

#[test]
fn twins_are_two_actions() {
    let item = |status: &str| json!({"id": "a", "text": "Grease the hinge", "status": status});
    let one = json!([item("open")]);
    let two = json!([item("open"), item("open")]);
    assert_eq!(actions(&two, &two), <[&str; 0]>::default());
    assert_eq!(actions(&one, &two), ["added: Grease the hinge"]);
    assert_eq!(actions(&two, &one), ["gone: Grease the hinge"]);
    let done = json!([item("open"), item("done")]);
    assert_eq!(actions(&two, &done), ["closed: Grease the hinge"]);
}

#[test]
fn what_a_ticket_says_no_words_take() {
    // By its words alone the first would be taken for the second's partner.
    let old = json!([
        {"id": "a", "text": "Grease the upper hinge weekly", "status": "open"},
        {"id": "b", "text": "Look at hinges", "status": "open", "tickets": ["OPS-4"]},
    ]);
    let new = json!([
        {"id": "c", "text": "Grease the upper hinge daily", "status": "open", "tickets": ["OPS-4"]},
        {"id": "d", "text": "Grease each upper hinge weekly", "status": "open"},
    ]);
    let expected = [
        "changed: Grease the upper hinge daily (was Look at hinges)",
        "changed: Grease each upper hinge weekly (was Grease the upper hinge weekly)",
    ];
    assert_eq!(actions(&old, &new), expected);
}

#[test]
fn small_words_and_tickets_do_not_make_another_action() {
    let old =
        json!([{"id": "a", "text": "Draw up a plan on doors and broken hinges", "status": "open"}]);
    let new = json!([{
        "id": "b",
        "text": "Draw up a list about doors and broken hinges (OPS-12)",
        "status": "open",
        "tickets": ["OPS-12"],
    }]);
    let changed = actions(&old, &new);
    assert_eq!(changed.len(), 1, "{changed:?}");
    assert!(
        changed[0].starts_with("changed: Draw up a list"),
        "{changed:?}"
    );
}

#[test]
fn what_only_the_marks_of_other_items_tell_is_no_news() {
    let item = |id: &str, status: &str| json!({"id": id, "text": format!("Grease {id}"), "status": status});
    let old = json!([item("a", "unknown"), item("b", "unknown")]);
    let new = json!([item("a", "done"), item("b", "open")]);
    assert_eq!(actions(&old, &new), ["closed: Grease a"]);
    assert_eq!(actions(&new, &old), ["reopened: Grease a"]);
}

#[test]
fn no_words_of_a_report_become_a_link_in_a_comment() {
    let site = Site::empty("exports");
    let title = "See https://evil.example, WWW.evil.example, #12, GH-12, other/name#7 and @ada";
    site.edit("old.json", "[]").edit(
        "new.json",
        json!([{"id": "a", "title": title, "source": "a.md"}]).to_string(),
    );
    let outcome = diff(&site, "old.json", "new.json", &["--format", "markdown"]).code(0);
    for link in ["://", "WWW.", "#12", "GH-12", "#7", "@ada"] {
        assert!(!outcome.stdout.contains(link), "{link}: {}", outcome.stdout);
    }
    assert!(
        outcome.stdout.contains(
            "See https&#58;<!-- -->//evil.example, WWW&#46;<!-- -->evil.example, &#35;<!-- -->12, GH<!-- -->-12"
        ),
        "{}",
        outcome.stdout
    );
}

#[test]
fn a_title_that_begins_with_its_day_says_it_once_and_as_it_is_written() {
    let site = Site::empty("exports");
    for (title, line) in [
        (
            "2031-02-03: Mill-stones",
            "- 2031-02-03: Mill-stones, `a.md`",
        ),
        ("[2031/02/03] Mill", "- \\[2031/02/03\\] Mill, `a.md`"),
        (
            "2031-02-04: Mill",
            "- 2031-02-04: Mill (2031-02-03), `a.md`",
        ),
        ("3. Mill", "- 3\\. Mill (2031-02-03), `a.md`"),
        ("3.5 mills", "- 3.5 mills (2031-02-03), `a.md`"),
        ("- Mill", "- \\- Mill (2031-02-03), `a.md`"),
        ("-1 mill", "- -1 mill (2031-02-03), `a.md`"),
    ] {
        let record = json!([{"id": "a", "title": title, "source": "a.md", "date": "2031-02-03"}]);
        site.edit("old.json", "[]")
            .edit("new.json", record.to_string());
        let outcome = diff(&site, "old.json", "new.json", &["--format", "markdown"]).code(0);
        let lines: Vec<&str> = outcome.stdout.lines().collect();
        assert!(lines.contains(&line), "{line}: {}", outcome.stdout);
    }
}

#[test]
fn addresses_of_the_ledger_and_of_data_are_kept() {
    let site = states();
    site.edit("new/book.toml", "[actions]\nledger = false\n");
    let outcome = diff(&site, "old", "new", &["--format", "json"]).code(0);
    let changes: Value = serde_json::from_str(&outcome.stdout).expect("it is JSON");
    let vanished = changes["vanished"].as_array().expect("it is a list");
    for address in ["actions/", "api/v1/actions.csv", "api/v1/actions.json"] {
        assert!(
            vanished.contains(&json!(address)),
            "{address}: {vanished:?}"
        );
    }
}
