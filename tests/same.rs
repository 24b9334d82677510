//! Same input, same bytes: whatever the number of threads, the folder, the time, the language and the order of the files.

#![allow(
    clippy::disallowed_methods,
    clippy::case_sensitive_file_extension_comparisons,
    reason = "a test touches the disk, and knows how its own files are called"
)]

mod support;

use std::path::Path;

use support::{Outcome, Site, assert_same, copy, files, fixtures, pmsite};

/// The fixtures that hold most kinds of pages.
const SITES: [&str; 3] = ["sites/bare", "sites/folders", "sites/forms"];

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

/// A site with the address that feeds and the sitemap need.
fn with_address(fixture: &str) -> Site {
    let site = Site::from_dir(fixture);
    site.build(&["--site-url", "https://a.example/pm/"]).code(0);
    site
}

#[test]
fn neither_place_nor_time_nor_language_is_in_the_site() {
    for fixture in SITES {
        let first = with_address(fixture).output();
        let surroundings: [(&str, &[(&str, &str)]); 4] = [
            (
                "a",
                &[("TZ", "Pacific/Kiritimati"), ("LC_ALL", "tr_TR.UTF-8")],
            ),
            (
                "deep/er/and/deeper/still",
                &[("TZ", "America/Los_Angeles"), ("LANG", "C")],
            ),
            (
                "with spaces/und Ümläuten/字 🔥",
                &[("TZ", ":nonsense"), ("LC_ALL", "xx_XX")],
            ),
            // The day of the build, where the environment tells it, is no surrounding: `actions.rs` holds what it does.
            (
                "quo'te\"s & <signs> %41 #x ?y",
                &[("NO_COLOR", "1"), ("COLUMNS", "20")],
            ),
        ];
        for (folder, environment) in surroundings {
            let site = Site::empty("elsewhere");
            // A bare folder has nothing but its name for a title.
            let root = site.root().join(folder).join("site-under-test");
            copy(&fixtures().join(fixture), &root, "expected");
            let mut command = pmsite();
            command.current_dir(&root).envs(environment.iter().copied());
            command.args(["build", "--site-url", "https://a.example/pm/"]);
            Outcome::of(&mut command).code(0);
            assert_same(&first, &files(&root.join("site")));
        }
    }
}

#[cfg(unix)]
#[test]
fn the_mask_of_permissions_changes_no_byte() {
    let first = with_address("sites/forms").output();
    for mask in ["000", "077"] {
        let site = Site::from_dir("sites/forms");
        let mut command = std::process::Command::new("sh");
        command
            .args([
                "-c",
                "umask \"$1\"; exec \"$0\" build --site-url https://a.example/pm/",
            ])
            .arg(pmsite().get_program())
            .arg(mask)
            .current_dir(site.root());
        Outcome::of(&mut command).code(0);
        assert_same(&first, &site.output());
    }
}
