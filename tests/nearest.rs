//! Which project a command means that was given no folder: the nearest one above, and never one of another repository.

#![allow(
    clippy::disallowed_methods,
    reason = "a test touches the disk, and knows how its own files are called"
)]

mod support;

use std::path::Path;

use support::{Outcome, Site, files, pmsite};

const REPORT: &str =
    "# The pump stopped\n\n## Impact\n\nNo water for a day.\n\n## Root cause\n\nSand.\n";

/// A project whose reports stand in folders of their own.
fn project() -> Site {
    let site = Site::empty("site-under-test");
    site.edit("book.toml", "[book]\ntitle = \"Ours\"\nsrc = \"in\"\n")
        .edit("in/2030/2030-01-02-pump.md", REPORT)
        .edit("in/2031/2031-01-02-mill.md", REPORT)
        .edit("notes/plan.md", "# Plan\n\nLater.\n");
    site
}

fn run(folder: &Path, arguments: &[&str]) -> Outcome {
    Outcome::of(pmsite().current_dir(folder).args(arguments))
}

/// What was written below a folder.
fn paths(folder: &Path) -> Vec<String> {
    files(folder).into_keys().collect()
}

#[test]
fn every_command_finds_the_project_that_it_is_run_in() {
    let site = project();
    let inside = site.root().join("in/2030");
    let using = "using `../../book.toml`\n";
    let before = paths(site.root());

    let out = run(&inside, &["check"]).code(0).says(using);
    assert!(out.stderr.contains("2 reports checked"), "{}", out.stderr);
    let out = run(&inside, &["export", "--format", "ndjson"]).code(0);
    assert_eq!((out.stdout.lines().count(), &*out.stderr), (2, using));
    let out = run(&inside, &["diff", "../.."]).code(0);
    assert!(out.stderr.starts_with(using), "{}", out.stderr);
    assert_eq!(paths(site.root()), before, "nothing was written");

    run(&inside, &["build"])
        .code(0)
        .says(using)
        .says("2 reports in `../../site`");
    assert!(site.expect_file("index.html").contains("Ours"));
    // Quiet is quiet.
    let out = run(&inside, &["build", "-q"]).code(0);
    assert_eq!(out.stderr, "");
    // Also where the sources are not.
    run(&site.root().join("notes"), &["build"])
        .code(0)
        .says("using `../book.toml`\n")
        .says("2 reports in `../site`");
    run(&inside, &["theme", "copy", "templates/report.html"])
        .says(using)
        .code(0);
    assert!(!paths(&site.root().join("theme")).is_empty());
    let out = run(&inside, &["new", "Quay", "--date", "2031-02-03"]).code(0);
    assert!(
        out.stdout.ends_with("in/2031/2031-02-03-quay.md\n"),
        "{}",
        out.stdout
    );
    assert!(out.stderr.starts_with(using), "{}", out.stderr);
    run(&inside, &["clean"]).code(0).says(using);
    assert!(!site.root().join("site").exists());
    assert_eq!(
        paths(&inside),
        ["2030-01-02-pump.md"],
        "nothing was written beside the report"
    );
}

#[test]
fn a_folder_that_is_named_is_that_one() {
    let site = project();
    let inside = site.root().join("in/2030");
    let out = run(&inside, &["build", "."]).code(0);
    assert!(
        !out.stderr.contains("using") && out.stderr.contains("1 report in `site`"),
        "{}",
        out.stderr
    );
    assert!(inside.join("site/index.html").exists());
}

#[test]
fn what_lies_above_the_repository_or_the_home_is_not_meant() {
    let site = project();
    let inside = site.root().join("in");
    std::fs::create_dir(inside.join(".git")).expect("the folder is ours");
    let out = run(&inside.join("2030"), &["build"]).code(0);
    assert!(
        !out.stderr.contains("using") && out.stderr.contains("1 report in `site`"),
        "{}",
        out.stderr
    );

    let site = project();
    let inside = site.root().join("in");
    let out = pmsite()
        .current_dir(inside.join("2030"))
        .env("HOME", &inside)
        .arg("check")
        .output()
        .expect("the program starts");
    let said = String::from_utf8_lossy(&out.stderr).into_owned();
    assert!(!said.contains("using"), "{said}");
}

#[test]
fn a_project_in_a_project_is_made_on_request_alone() {
    let site = project();
    let inside = site.root().join("in/2030");
    let before = files(site.root());
    run(&inside, &["init"]).code(2).says(
        "this folder lies in the project of `../../book.toml`: `pmsite init ../..` adds to that, \
         `pmsite init .` makes a project of its own here",
    );
    assert_eq!(files(site.root()), before, "nothing was written");
    run(&inside, &["init", "."]).code(0);
    assert!(inside.join("book.toml").exists());
    // Where it is its own project it is made ready further.
    run(&inside, &["init"]).code(0).says("kept `book.toml`");
}
