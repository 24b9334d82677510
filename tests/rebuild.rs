//! Same input, same bytes: whatever the number of threads, the folder, the time, the language and the order of the files.

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
            (
                "quo'te\"s & <signs> %41 #x ?y",
                &[
                    ("SOURCE_DATE_EPOCH", "0"),
                    ("NO_COLOR", "1"),
                    ("COLUMNS", "20"),
                ],
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

#[test]
fn any_edits_give_what_a_fresh_build_gives() {
    let site = Site::from_dir("sites/folders");
    let original = files(site.root());
    let texts: Vec<&String> = original
        .keys()
        .filter(|path| path.ends_with(".md"))
        .collect();
    let mut state = 0x5eed_u64;
    let mut random = |bound: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % bound as u64).unwrap_or(0)
    };
    let url = ["--site-url", "https://a.example/pm/"];
    for step in 0..14 {
        for _ in 0..=random(3) {
            let path = texts[random(texts.len())];
            let place = site.root().join(path);
            let there = std::fs::read(&place).ok();
            match (random(6), there) {
                (0, Some(_)) => {
                    site.remove(path);
                }
                (1, Some(text)) => {
                    // Under another name, in another folder.
                    site.remove(path)
                        .edit(&format!("content/moved/{step}.md"), text);
                }
                (2, Some(mut text)) => {
                    text.truncate(random(text.len() + 1));
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
