//! Writing without accidents, held against the program itself: what is not ours survives, what is stale goes, whatever fails
//! leaves the last site as it was, and the next build ends what a killed one began.
//!
//! The kills, the disks, the links, the names, the neighbours, the folders and sites of others and the odd surroundings have
//! files of their own in `tests/output/`.

#![allow(
    clippy::disallowed_methods,
    clippy::case_sensitive_file_extension_comparisons,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a test touches the disk, knows how its own files are called, and reports what it could not know before"
)]

#[path = "output/archive.rs"]
mod archive;
#[path = "output/disk.rs"]
mod disk;
#[path = "output/foreign.rs"]
mod foreign;
#[path = "output/killed.rs"]
mod killed;
#[path = "output/links.rs"]
mod links;
#[path = "output/names.rs"]
mod names;
#[path = "output/neighbours.rs"]
mod neighbours;
#[path = "output/odd.rs"]
mod odd;
mod support;

use support::{Site, assert_same, difference, files};

/// Files of the user's in and beside our folders.
const FOREIGN: [&str; 5] = [
    "CNAME",
    ".git/HEAD",
    "notes.txt",
    "network/mine.txt",
    "theme/mine.css",
];

#[test]
fn pages_of_removed_reports_go_and_what_is_not_ours_stays() {
    let site = Site::from_dir("sites/folders");
    site.build(&[]).code(0);
    for foreign in FOREIGN {
        site.edit(&format!("site/{foreign}"), "mine");
    }
    site.remove("content/network/2022-11-09-resolver.md")
        .remove("content/network/2023-06-30-fibre.md");
    let outcome = site.build(&[]).code(0);
    assert!(
        !outcome.stderr.contains(", 0 removed"),
        "{}",
        outcome.stderr
    );
    let output = site.output();
    let stale: Vec<&String> = output
        .keys()
        .filter(|path| path.contains("resolver") || path.contains("fibre"))
        .collect();
    let stale: Vec<_> = stale
        .into_iter()
        .filter(|path| !path.starts_with("services/"))
        .collect();
    assert!(stale.is_empty(), "{stale:?}");
    assert!(
        !output.contains_key("network/images/answers.svg"),
        "nobody points at that picture any more"
    );
    for foreign in FOREIGN {
        assert_eq!(
            output.get(foreign).map(Vec::as_slice),
            Some(b"mine".as_slice()),
            "{foreign}"
        );
    }
    assert!(
        !site.root().join("site/old").exists(),
        "a folder without files stays behind"
    );
}

#[test]
fn the_sources_are_never_the_output() {
    let site = Site::from_dir("sites/folders");
    let before = files(site.root());
    for place in [".", "content", "content/out", ".."] {
        site.build(&["-d", place]).code(2).says("the output folder");
        let difference = difference(&before, &files(site.root()));
        assert!(difference.is_empty(), "-d {place}: {difference}");
    }
}

#[test]
fn a_build_with_an_error_leaves_the_old_site() {
    let site = Site::from_dir("sites/folders");
    site.build(&[]).code(0);
    let before = site.output();
    for path in ["one", "two"] {
        site.edit(
            &format!("content/{path}.md"),
            format!("---\nslug: twice\n---\n\n# {path}\n\n## Impact\n\nNone.\n"),
        );
    }
    let outcome = site
        .build(&[])
        .code(1)
        .says("nothing was written")
        .says("error[");
    assert!(
        outcome.stderr.contains("content/one.md") && outcome.stderr.contains("content/two.md"),
        "{}",
        outcome.stderr
    );
    assert_same(&before, &site.output());
    assert!(!site.root().join("site/.pmsite-staging").exists());
}

#[test]
fn an_error_in_a_template_leaves_the_old_site() {
    let site = Site::from_dir("sites/folders");
    site.build(&[]).code(0);
    let before = site.output();
    site.edit(
        "theme/templates/report.html",
        "{% extends \"base.html\" %}\n{% block main %}{{ no.such.thing }}{% endblock %}\n",
    );
    site.build(&[])
        .code(1)
        .says("nothing was written")
        .says("theme/templates/report.html");
    assert_same(&before, &site.output());
}

#[test]
fn strict_makes_warnings_fail_and_writes_nothing() {
    let site = Site::from_dir("sites/forms");
    site.build(&["--strict"])
        .code(1)
        .says("nothing was written")
        .says("warning[broken-link]");
    assert!(
        !site.root().join("site").exists(),
        "something was written: {:?}",
        site.output().keys()
    );
    // Without warnings strict is content.
    let site = Site::from_dir("sites/bare");
    site.build(&["--strict"]).code(0);
}

#[test]
fn clean_removes_what_builds_wrote_and_nothing_else() {
    let site = Site::from_dir("sites/bare");
    let sources = files(site.root());
    site.run(&["clean"]).code(0).says("nothing to remove");
    site.build(&[]).code(0);
    site.edit("site/CNAME", "mine")
        .edit("site/tags/mine.txt", "mine");
    site.run(&["clean"]).code(0);
    assert_eq!(
        site.output().keys().collect::<Vec<_>>(),
        ["CNAME", "tags/mine.txt"]
    );
    site.remove("site/CNAME").remove("site/tags/mine.txt");
    std::fs::remove_dir_all(site.root().join("site")).expect("the folder is ours");
    site.build(&[]).code(0);
    site.run(&["clean"]).code(0);
    assert!(!site.root().join("site").exists());
    let difference = difference(&sources, &files(site.root()));
    assert!(difference.is_empty(), "{difference}");
    site.edit("site/thesis.txt", "years of work");
    site.run(&["clean"]).code(2).says("removes nothing");
    assert_eq!(site.output().len(), 1);
}

#[test]
fn a_bare_folder_is_built_into_itself_twice() {
    let site = Site::from_dir("sites/bare");
    let sources = files(site.root());
    site.build(&[".", "-d", "out"])
        .code(0)
        .says("5 reports in `out`");
    let first = files(&site.root().join("out"));
    site.build(&[".", "-d", "out"])
        .code(0)
        .says("5 reports in `out`: 0 files written");
    assert_same(&first, &files(&site.root().join("out")));
    // Another output folder of ours is not read either.
    site.build(&[".", "-d", "second"])
        .code(0)
        .says("5 reports in `second`");
    assert_same(&first, &files(&site.root().join("second")));
    for folder in ["out", "second"] {
        site.run(&["clean", ".", "-d", folder]).code(0);
    }
    let difference = difference(&sources, &files(site.root()));
    assert!(
        difference.is_empty(),
        "the sources have changed: {difference}"
    );
}

#[test]
fn a_run_that_was_killed_is_cleaned_up_by_the_next() {
    let site = Site::from_dir("sites/bare");
    site.build(&[]).code(0);
    let before = site.output();
    // What a kill leaves: staged files, a page half renamed, a manifest that promises more.
    site.edit("site/.pmsite-staging/0", "half a page")
        .edit("site/.pmsite-staging/manifest", "pmsite man");
    site.edit("site/pm2022-005/index.html", "old");
    let manifest =
        std::fs::read_to_string(site.root().join("site/.pmsite-manifest")).expect("it is ours");
    let line = manifest
        .lines()
        .find(|line| line.ends_with("  pm2022-005/index.html"))
        .expect("the page is ours");
    let open = format!("{}  pm2022-005/index.html", "0".repeat(32));
    site.edit("site/.pmsite-manifest", manifest.replace(line, &open));
    site.build(&[]).code(0).says("1 file written");
    assert_same(&before, &site.output());
}

#[test]
fn a_wrong_configuration_leaves_the_old_site() {
    let site = Site::empty("site-under-test");
    site.edit("2021-01-02-dns.md", "# DNS\n\nIt broke.\n");
    site.build(&[]).code(0);
    let before = site.output();
    site.edit("book.toml", b"[book]\ntitle = \"caf\xe9\"\n");
    site.build(&[]).code(2).says("save it as UTF-8");
    site.edit("book.toml", "[book\n");
    site.run(&["clean"]).code(2).says("nothing was removed");
    assert_same(&before, &site.output());
}
