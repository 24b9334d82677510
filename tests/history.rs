//! When reports were changed: what pages and the export say with `git-dates`, of a whole clone, of a shallow one, of none.

#![allow(clippy::disallowed_methods, reason = "a test touches the disk")]

mod support;

use std::process::Command;

use serde_json::{Value, json};
use support::{Outcome, Site, pmsite};

const BOOK: &str = "[output.html]\ngit-dates = true\n";

/// Runs git in the folder of the site, on that day; nothing of the machine's own settings counts.
fn git(site: &Site, day: &str, arguments: &[&str]) {
    let mut git = Command::new("git");
    git.current_dir(site.root())
        .args(["-c", "user.name=A", "-c", "user.email=a@example.org"])
        .args([
            "-c",
            "commit.gpgsign=false",
            "-c",
            "protocol.file.allow=always",
        ])
        .args(arguments)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_AUTHOR_DATE", format!("{day}T23:30:00-0800"))
        .env("GIT_COMMITTER_DATE", format!("{day}T23:30:00-0800"));
    let output = git.output().expect("git is there");
    assert!(output.status.success(), "{output:?}");
}

fn commit(site: &Site, day: &str) {
    git(site, day, &["add", "-A"]);
    git(site, day, &["commit", "-q", "-m", "a change"]);
}

/// A repository with a folder of reports in it: one was renamed, and another file has its old name now.
fn repository() -> Site {
    let site = Site::empty("repository");
    site.edit("in/book.toml", BOOK)
        .edit(
            "in/2021-03-04-orders.md",
            "# Orders stood still\n\nThe desk was shut for an hour.\n",
        )
        .edit(
            "in/2021-05-06-mail.md",
            "# Mail was late\n\nThe relay was full.\n",
        );
    git(&site, "2021-03-05", &["init", "-q", "."]);
    commit(&site, "2021-03-05");
    git(
        &site,
        "2021-04-01",
        &["mv", "in/2021-03-04-orders.md", "in/2021-03-04-desk.md"],
    );
    commit(&site, "2021-04-01");
    site.edit(
        "in/2021-03-04-orders.md",
        "# Orders again\n\nNobody came.\n",
    );
    commit(&site, "2021-05-07");
    site
}

/// What the export says of each report, by its source.
fn changed(site: &Site, folder: &str) -> Vec<(String, Value)> {
    let outcome = site.run(&["export", folder]).code(0);
    let records: Value = serde_json::from_str(&outcome.stdout).expect("it is JSON");
    let records = records.as_array().expect("it is a list").iter();
    let of = |record: &Value| {
        let source = record["source"].as_str().expect("it has a source");
        (source.to_owned(), record["changed"].clone())
    };
    let mut changed: Vec<_> = records.map(of).collect();
    changed.sort_by(|one, other| one.0.cmp(&other.0));
    changed
}

#[test]
fn a_renamed_file_keeps_its_days() {
    let site = repository();
    // Days are those of who made the change, wherever the build runs.
    let expected = [
        (
            "2021-03-04-desk.md",
            json!({"first": "2021-03-05", "last": "2021-04-01"}),
        ),
        (
            "2021-03-04-orders.md",
            json!({"first": "2021-05-07", "last": "2021-05-07"}),
        ),
        (
            "2021-05-06-mail.md",
            json!({"first": "2021-03-05", "last": "2021-03-05"}),
        ),
    ];
    let expected = expected.map(|(source, changed)| (source.to_owned(), changed));
    assert_eq!(changed(&site, "in"), expected);
    site.run(&["build", "-q", "--strict", "in"]).code(0);
    let page = std::fs::read_to_string(site.root().join("in/site/2021-03-04-desk/index.html"));
    let page = page.expect("the page is there");
    assert!(
        page.contains(
            "In git since <time datetime=\"2021-03-05\">5 March 2021</time>, last changed"
        )
    );
    // What was not asked for is not told.
    site.edit("in/book.toml", "");
    assert!(
        changed(&site, "in")
            .iter()
            .all(|(_, changed)| changed.is_null())
    );
}

#[test]
fn a_shallow_clone_says_so_and_invents_no_day() {
    let site = repository();
    git(
        &site,
        "2021-06-01",
        &["clone", "-q", "--depth", "2", "--no-local", ".", "clone"],
    );
    let outcome = site.run(&["build", "clone/in"]).code(0);
    let outcome = outcome.says("warning[git-history]: the clone is shallow");
    assert!(outcome.stderr.contains("fetch-depth: 0"));
    let expected = [
        // Its renaming is the cut itself: what was there before is not known.
        ("2021-03-04-desk.md", Value::Null),
        (
            "2021-03-04-orders.md",
            json!({"first": "2021-05-07", "last": "2021-05-07"}),
        ),
        ("2021-05-06-mail.md", Value::Null),
    ];
    let expected = expected.map(|(source, changed)| (source.to_owned(), changed));
    assert_eq!(changed(&site, "clone/in"), expected);
}

#[test]
fn a_folder_without_a_repository_is_told() {
    let site = Site::empty("incidents");
    site.edit("book.toml", BOOK).edit(
        "2021-03-04-orders.md",
        "# Orders stood still\n\nSo it was.\n",
    );
    site.build(&[])
        .code(0)
        .says("warning[git-history]: `git-dates` is set, but no history can be read: git says: not a git repository");
}

/// What the export says, run in that environment.
fn changed_in(site: &Site, environment: &[(&str, &str)]) -> Value {
    let mut program = pmsite();
    program
        .current_dir(site.root())
        .args(["export", "in"])
        .envs(environment.iter().copied());
    let outcome = Outcome::of(&mut program).code(0);
    let records: Value = serde_json::from_str(&outcome.stdout).expect("it is JSON");
    let records = records.as_array().expect("it is a list").iter();
    records
        .map(|record| json!([record["source"], record["changed"]]))
        .collect()
}

#[test]
fn settings_of_the_machine_change_no_day() {
    let site = repository();
    let plain = changed_in(&site, &[("GIT_CONFIG_GLOBAL", "/dev/null")]);
    site.edit(
        "settings",
        "[log]\nshowRoot = false\nfollow = true\n[diff]\nrenames = false\nrenameLimit = 1\n",
    );
    let settings = site.root().join("settings");
    let settings = settings.to_str().expect("it is UTF-8");
    assert_eq!(changed_in(&site, &[("GIT_CONFIG_GLOBAL", settings)]), plain);
    assert!(plain.to_string().contains("2021-03-05"), "{plain}");
}

#[test]
fn the_repository_is_that_of_the_folder_whatever_the_environment_says() {
    let site = repository();
    let plain = changed_in(&site, &[]);
    let other = Site::empty("other");
    other.edit("a.md", "# Another\n");
    git(&other, "2020-01-02", &["init", "-q", "."]);
    commit(&other, "2020-01-02");
    let (root, git) = (other.root(), other.root().join(".git"));
    let (root, git) = (
        root.to_str().expect("it is UTF-8"),
        git.to_str().expect("it is UTF-8"),
    );
    for environment in [
        &[("GIT_DIR", git)][..],
        &[("GIT_DIR", git), ("GIT_WORK_TREE", root)],
        &[("GIT_DIR", ".git"), ("GIT_INDEX_FILE", "nowhere")],
        &[("GIT_COMMON_DIR", git)],
        &[("GIT_NAMESPACE", "other"), ("GIT_OBJECT_DIRECTORY", root)],
    ] {
        assert_eq!(changed_in(&site, environment), plain, "{environment:?}");
    }
}
