//! Same input, same bytes; and a build never harms what it did not write.

#![allow(
    clippy::disallowed_methods,
    clippy::case_sensitive_file_extension_comparisons,
    reason = "a test touches the disk, and knows how its own files are called"
)]

mod support;

use std::path::Path;

use support::{Files, Outcome, Site, copy, difference, files, fixtures, pmsite};

/// The fixtures that hold most kinds of pages.
const SITES: [&str; 3] = ["sites/bare", "sites/folders", "sites/forms"];

#[track_caller]
fn assert_same(one: &Files, other: &Files) {
    let difference = difference(one, other);
    assert!(difference.is_empty(), "{difference}");
    assert!(one.len() > 10, "{} files are hardly a site", one.len());
}

#[test]
fn one_thread_gives_what_eight_give() {
    for fixture in SITES {
        let site = Site::from_dir(fixture);
        let one = site.build(&["-j", "1", "-v"]).code(0);
        let first = site.output();
        let site = Site::from_dir(fixture);
        let eight = site.build(&["-j", "8", "-v"]).code(0);
        assert_same(&first, &site.output());
        let told = |outcome: &Outcome| {
            outcome
                .stderr
                .lines()
                .filter(|line| !line.contains(" written"))
                .collect::<Vec<_>>()
                .join("\n")
        };
        assert_eq!(
            told(&one),
            told(&eight),
            "{fixture}: messages depend on the number of threads"
        );
    }
}

#[test]
fn twice_is_once() {
    for fixture in SITES {
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
fn the_name_of_the_folder_says_nothing() {
    for fixture in SITES {
        let here = Site::from_dir(fixture);
        here.build(&[]).code(0);
        let there = Site::empty("quite another name");
        copy(&fixtures().join(fixture), there.root(), "expected");
        there.build(&[]).code(0);
        // A bare folder without an index file has nothing but its name for a title; these have one.
        assert_same(&here.output(), &there.output());
    }
}

#[test]
fn the_order_in_which_files_were_made_says_nothing() {
    for fixture in SITES {
        let one = Site::from_dir(fixture);
        one.build(&[]).code(0);
        let other = Site::empty("site-under-test");
        let sources = files(&fixtures().join(fixture));
        let sources = sources
            .iter()
            .rev()
            .filter(|(path, _)| !path.starts_with("expected/"));
        for (path, content) in sources {
            other.edit(path, content);
        }
        other.build(&[]).code(0);
        assert_same(&one.output(), &other.output());
    }
}

#[test]
fn no_page_tells_where_it_was_built() {
    let site = Site::from_dir("sites/forms");
    site.build(&[]).code(0);
    let place = site.beside("").display().to_string();
    for (path, bytes) in site.output() {
        assert!(
            !String::from_utf8_lossy(&bytes).contains(place.trim_end_matches('/')),
            "{path} names the folder"
        );
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
fn pages_of_removed_reports_go_and_what_is_not_ours_stays() {
    let site = Site::from_dir("sites/folders");
    site.build(&[]).code(0);
    for foreign in [
        "CNAME",
        ".git/HEAD",
        "notes.txt",
        "network/mine.txt",
        "theme/mine.css",
    ] {
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
    for foreign in [
        "CNAME",
        ".git/HEAD",
        "notes.txt",
        "network/mine.txt",
        "theme/mine.css",
    ] {
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
fn a_folder_of_somebody_else_is_refused_and_left_alone() {
    let site = Site::from_dir("sites/bare");
    site.edit("site/thesis.txt", "years of work");
    let outcome = site.build(&[]).code(2).says("thesis.txt");
    assert_eq!(outcome.stdout, "");
    assert_eq!(site.output().keys().collect::<Vec<_>>(), ["thesis.txt"]);
    assert!(!site.root().join("site/.pmsite-lock").exists());
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
fn the_folder_is_named_from_anywhere() {
    let site = Site::from_dir("sites/folders");
    let out = site.beside("elsewhere");
    let outcome = Outcome::of(
        pmsite()
            .current_dir(Path::new("/"))
            .arg("build")
            .arg(site.root())
            .arg("-d")
            .arg(&out),
    );
    outcome.code(0);
    site.build(&[]).code(0);
    assert_same(&site.output(), &files(&out));
}

#[test]
fn ids_do_not_depend_on_which_indexes_there_are() {
    let site = Site::empty("site-under-test");
    site.edit(
        "2021-01-02-dns.md",
        "---\nservices: [C++, DNS / API]\ncauses: [capacity/memory-limit]\ntags: [C#, C++]\n---\n# DNS\n\nIt broke.\n",
    );
    let with = site.run(&["export"]).code(0).stdout;
    assert!(with.contains("c-plus-plus"), "{with}");
    site.edit(
        "book.toml",
        "[taxonomies]\nservice = false\ncause = false\ntag = false\n",
    );
    assert_eq!(with, site.run(&["export"]).code(0).stdout);
}

#[test]
fn a_feed_invents_no_day() {
    let site = Site::empty("site-under-test");
    site.edit(
        "a.md",
        "---\nincident_date: July 2021\n---\n# DNS\n\nIt broke.\n",
    )
    .edit("2021-03-04-b.md", "# Disk\n\nIt was full.\n");
    site.build(&["--site-url", "https://a.example/"]).code(0);
    let feed = site.expect_file("feed.xml");
    assert!(feed.contains("2021-03-04T00:00:00Z"), "{feed}");
    assert!(!feed.contains("2021-07-01"), "{feed}");
}

#[test]
fn levels_hold_for_the_theme_too() {
    let site = Site::empty("site-under-test");
    site.edit("2021-01-02-dns.md", "# DNS\n\nIt broke.\n")
        .edit("theme/templates/haed.html", "")
        .edit("book.toml", "[lint]\nunknown-theme-file = \"deny\"\n");
    site.build(&[]).code(1).says("error[unknown-theme-file]");
    site.edit("book.toml", "[lint]\nunknown-theme-file = \"allow\"\n");
    let outcome = site.build(&["-v"]).code(0);
    assert!(!outcome.stderr.contains("unknown-theme-file"));
}

#[test]
fn wrong_use_exits_with_2_and_harms_nothing() {
    let site = Site::empty("site-under-test");
    site.edit("2021-01-02-dns.md", "# DNS\n\nIt broke.\n");
    site.build(&[]).code(0);
    let before = site.output();
    site.edit("book.toml", b"[book]\ntitle = \"caf\xe9\"\n");
    site.build(&[]).code(2).says("save it as UTF-8");
    site.edit("book.toml", "[book\n");
    site.run(&["clean"]).code(2).says("nothing was removed");
    assert_same(&before, &site.output());
    site.run(&["render", "nosuch.md"])
        .code(2)
        .says("does not exist");
    site.edit("old.md", b"# Caf\xe9\n\n\xe9\xe9\n");
    let outcome = site.run(&["render", "old.md"]).code(0);
    assert!(outcome.stdout.contains("Café"), "{}", outcome.stdout);
    site.edit("damaged.md", b"# Caf\xc3\xa9 \xc3\xa9\xc3\xa9 \xff\n");
    for to in ["html", "tree", "json"] {
        site.run(&["render", "--to", to, "damaged.md"])
            .code(0)
            .says("warning[decoded-text]");
    }
}
