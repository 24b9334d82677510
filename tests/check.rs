//! `pmsite check`, and the two ways to live with what it tells: an answer in the report, and a baseline.

#![allow(clippy::disallowed_methods, reason = "a test touches the disk")]

mod support;

use support::Site;

const REPORT: &str = "# The disk was full on 2021-03-04\n\nAs in [the last one](2021-01-01-dsik.md).\n\n## Impact\n\n";

fn read(site: &Site, path: &str) -> String {
    std::fs::read_to_string(site.root().join(path)).expect("the file is there")
}

fn archive() -> Site {
    let site = Site::empty("incidents");
    site.edit("2021-03-04-disk.md", REPORT);
    site
}

#[test]
fn a_check_says_what_a_build_says_and_writes_nothing() {
    let site = archive();
    site.edit(
        "book.toml",
        "[output.html]\nsite-url = \"https://mill.example/\"\n",
    );
    for format in ["human", "json", "sarif", "github"] {
        let checked = site.run(&["check", "-v", "--format", format]).code(0);
        assert!(!site.root().join("site").exists());
        let built = site.build(&["-v", "--format", format]).code(0);
        assert_eq!(checked.stdout, built.stdout, "{format}");
        let told = |text: &str| -> String {
            let lines = text.lines().filter(|line| !line.contains(" s; "));
            lines.collect::<Vec<_>>().join("\n")
        };
        assert_eq!(told(&checked.stderr), told(&built.stderr), "{format}");
        site.run(&["clean"]).code(0);
    }
    let outcome = site
        .run(&["check", "--strict"])
        .code(1)
        .says("warning[broken-link]");
    assert!(
        outcome.stderr.contains("1 report checked, in "),
        "{}",
        outcome.stderr
    );
    let outcome = site.run(&["check", "-q"]).code(0);
    assert!(!outcome.stderr.contains("checked"), "{}", outcome.stderr);
    site.edit("book.toml", "[lint]\nbroken-link = \"deny\"\n");
    site.run(&["check"]).code(1).says("error[broken-link]");
    site.edit("book.toml", "[lnt]\n");
    site.run(&["check"]).code(2).says("nothing was checked");
    site.run(&["check", "nowhere"])
        .code(2)
        .says("does not exist");
}

#[test]
fn a_check_asks_for_no_address_of_a_site_that_it_does_not_write() {
    let site = archive();
    site.build(&["-v"]).code(0).says("note[no-site-url]");
    let checked = site.run(&["check", "-v"]).code(0);
    assert!(
        !checked.stderr.contains("no-site-url"),
        "{}",
        checked.stderr
    );
    // Who asks for it is told.
    site.edit("book.toml", "[lint]\nno-site-url = \"warn\"\n");
    site.run(&["check"]).code(0).says("warning[no-site-url]");
}

#[test]
fn a_missing_date_is_told_at_a_line() {
    let site = Site::empty("incidents");
    site.edit("disk.md", "\n# The disk was full\n\n## Impact\n\nNone.\n");
    let checked = site.run(&["check", "-v", "--format", "github"]).code(0);
    assert!(
        checked
            .stdout
            .contains("file=disk.md,line=2,col=1,title=missing-date"),
        "{}",
        checked.stdout
    );
}

/// An answer in every format that has comments, and in heads: the rest of the text breaks a link by its own syntax.
#[test]
fn an_answer_holds_for_its_file_in_every_format() {
    let allow = "pmsite: allow broken-link: the page is kept elsewhere";
    let link = "[there](nowhere.md)";
    for (name, text) in [
        ("a.md", format!("# A\n\n<!-- {allow} -->\n\n{link}\n")),
        ("inline.md", format!("# A\n\nSee {link} <!-- {allow} --> there.\n")),
        ("lines.md", format!("# A\n\n{link}\n\n<!--\nother words\n{allow}\n-->\n")),
        ("erb.html.md.erb", format!("# A\n\n{link}\n\n<%# {allow} %>\n")),
        ("a.rst", format!("A\n=\n\n`there <nowhere.rst>`__\n\n.. {allow}\n")),
        ("a.wiki", format!("== A ==\n\n[[File:nowhere.png]]\n\n<!-- {} -->\n", allow.replace("broken-link", "missing-asset"))),
        ("a.adoc", format!("= A\n\nlink:nowhere.adoc[there]\n\n// {allow}\n")),
        ("a.org", format!("* A\n\n[[./nowhere.org][there]]\n\n# {allow}\n")),
        ("a.html", format!("<html><body><main><h1>A</h1><p><a href=\"nowhere.html\">there</a></p><!-- {allow} --></main></body></html>")),
        ("yaml.md", format!("---\ntitle: A\npmsite-allow:\n  broken-link: kept elsewhere\n---\n\n{link}\n")),
        ("list.md", format!("---\ntitle: A\npmsite-allow: [\"broken-link: kept elsewhere\"]\n---\n\n{link}\n")),
        ("toml.md", format!("+++\ntitle = \"A\"\n[pmsite-allow]\nbroken-link = \"kept elsewhere\"\n+++\n\n{link}\n")),
        ("head.md", format!("Title: A\nDate: 2021-03-04\npmsite-allow: broken-link: kept elsewhere\n\n{link}\n")),
        ("fields.rst", "A\n=\n\n:date: 2021-03-04\n:pmsite-allow: broken-link: kept elsewhere\n\n`there <nowhere.rst>`__\n".to_owned()),
    ] {
        let site = Site::empty("incidents");
        site.edit(name, &text).edit("book.toml", "[book]\nsrc = \".\"\n");
        let outcome = site.run(&["check", "-v"]).code(0);
        for rule in ["[broken-link]", "[missing-asset]", "[unused-allow]", "[malformed-allow]"] {
            assert!(!outcome.stderr.contains(rule), "{name}: {}", outcome.stderr);
        }
        // Without the answer it is told.
        let without = text.replace("pmsite", "pmsit");
        site.edit(name, without);
        let outcome = site.run(&["check", "-v"]).code(0);
        let is_told = outcome.stderr.contains("[broken-link]") || outcome.stderr.contains("[missing-asset]");
        assert!(is_told, "{name}: {}", outcome.stderr);
    }
}

/// Rules parted by commas before one colon; a comma in a reason parts nothing.
#[test]
fn one_reason_may_answer_several_rules() {
    let site = archive();
    let told = |allow: &str| -> Vec<bool> {
        let text = format!("{REPORT}<!-- pmsite: allow {allow} -->\n");
        site.edit("2021-03-04-disk.md", text);
        let outcome = site.run(&["check", "-v"]).code(0);
        let rules = ["[broken-link]", "[empty-section]", "-allow]"];
        rules.map(|rule| outcome.stderr.contains(rule)).to_vec()
    };
    assert_eq!(told("broken-link: elsewhere"), [false, true, false]);
    assert_eq!(
        told("broken-link, empty-section: as it was found"),
        [false, false, false]
    );
    assert_eq!(
        told("broken-link, since it is kept elsewhere"),
        [false, true, false]
    );
    assert_eq!(told("broken-link, empty-section"), [true, true, true]);
}

#[test]
fn plain_text_is_answered_in_its_head() {
    let site = Site::empty("incidents");
    let text = "Date: 2021-03-04\npmsite-allow: duration-disagrees: counted by the vendor\n\nThe disk was full\n\nStarted: 2021-03-04 10:00\nEnded: 2021-03-04 12:00\nDuration: 1h 0m\n\nThe disk of the archive was full.\n";
    site.edit("2021-03-04-disk.txt", text);
    let outcome = site.run(&["check", "-v"]).code(0);
    assert!(
        !outcome.stderr.contains("duration-disagrees"),
        "{}",
        outcome.stderr
    );
    site.edit(
        "2021-03-04-disk.txt",
        text.replace("pmsite-allow", "remark"),
    );
    site.run(&["check", "-v"])
        .code(0)
        .says("[duration-disagrees]");
}

#[test]
fn an_answer_in_a_log_holds_for_all_of_it_and_its_key_is_not_shown() {
    let site = Site::empty("incidents");
    let log = "---\npmsite-allow:\n  broken-link: kept elsewhere\n---\n\n# Log\n\n## 2021-03-04 Disk\n\n[there](nowhere.md)\n\n## 2021-04-04 Mail\n\n[there](nowhere.md)\n";
    site.edit("log.md", log)
        .edit("book.toml", "[[split]]\nfiles = \"log.md\"\nlevel = 2\n");
    let outcome = site.run(&["check", "-v"]).code(0);
    assert!(
        !outcome.stderr.contains("-link]") && !outcome.stderr.contains("-allow]"),
        "{}",
        outcome.stderr
    );
    site.edit(
        "2021-05-04-head.md",
        "---\ntitle: A\npmsite-allow:\n  broken-link: kept elsewhere\n---\n\n[there](nowhere.md)\n",
    );
    site.build(&[]).code(0);
    for (path, bytes) in site.output() {
        let text = String::from_utf8_lossy(&bytes);
        assert!(
            !text.contains("pmsite-allow") && !text.contains("kept elsewhere"),
            "{path}"
        );
    }
}

#[test]
fn an_answer_needs_a_reason_and_a_rule_and_something_to_answer() {
    let site = archive();
    for (answer, said) in [
        (
            "broken-link",
            "warning[malformed-allow]: no reason is given for allowing `broken-link`: it hides nothing",
        ),
        (
            "brokn-link: because",
            "warning[malformed-allow]: there is no rule `brokn-link` to allow",
        ),
        ("", "warning[malformed-allow]: this names no rule to allow"),
        (
            "out-of-order: because",
            "note[unused-allow]: there is no message of `out-of-order` here to allow",
        ),
    ] {
        site.edit(
            "2021-03-04-disk.md",
            format!("{REPORT}<!-- pmsite: allow {answer} -->\n"),
        );
        site.run(&["check", "-v"])
            .code(0)
            .says(said)
            .says("[broken-link]");
    }
    site.edit(
        "2021-03-04-disk.md",
        format!("{REPORT}<!-- pmsite: allow brokn-link: because -->\n"),
    );
    site.run(&["check", "-v"])
        .says("did you mean `broken-link`?");
    site.edit(
        "2021-03-04-disk.md",
        format!("{REPORT}<!-- pmsite: alow broken-link: because -->\n"),
    );
    site.run(&["check", "-v"])
        .says("there is no rule `alow` to allow")
        .says("[broken-link]");
    // A sentence about the program is no answer.
    site.edit(
        "2021-03-04-disk.md",
        format!("{REPORT}<!-- built with pmsite: see the guide -->\n"),
    );
    let outcome = site.run(&["check", "-v"]);
    assert!(!outcome.stderr.contains("malformed-allow"), "{outcome:?}");
}

#[test]
fn an_answer_goes_before_levels_and_hides_no_error() {
    let site = archive();
    site.edit(
        "2021-03-04-disk.md",
        format!("{REPORT}<!-- pmsite: allow broken-link: kept elsewhere -->\n"),
    )
    .edit("book.toml", "[lint]\nbroken-link = \"deny\"\n");
    site.run(&["check"]).code(0);
    let clash =
        "---\ntitle: A\nslug: same\n---\n\nWords. <!-- pmsite: allow address-clash: it is so -->\n";
    site.edit("2021-04-01-a.md", clash)
        .edit("2021-04-02-b.md", clash);
    site.run(&["check", "-v"])
        .code(1)
        .says("error[address-clash]");
}

#[test]
fn an_old_archive_starts_green() {
    let site = archive();
    let last = "[again](2021-01-01-dsik.md)\n";
    site.edit("2021-03-04-disk.md", format!("{REPORT}{last}"));
    site.run(&["check", "--strict"]).code(1);
    let outcome = site.run(&["check", "--strict", "--write-baseline"]).code(0);
    assert!(
        outcome.stderr.contains(" known, in `pmsite-baseline.json`"),
        "{}",
        outcome.stderr
    );
    let written = read(&site, "pmsite-baseline.json");
    assert_eq!(
        written
            .lines()
            .filter(|line| line.contains("broken-link"))
            .count(),
        1,
        "{written}"
    );
    assert!(written.contains("\"count\":2"), "{written}");
    site.run(&["check", "--strict", "--write-baseline"]).code(0);
    assert_eq!(read(&site, "pmsite-baseline.json"), written, "it is stable");
    // The list itself is no news to anybody, and lines above move nothing.
    site.edit(
        "2021-03-04-disk.md",
        REPORT.replace("As in", "Words.\n\nAs in") + last,
    );
    let outcome = site.run(&["check", "--strict", "-v"]).code(0);
    assert!(
        !outcome.stderr.contains("[broken-link]") && !outcome.stderr.contains("baseline"),
        "{}",
        outcome.stderr
    );
    site.build(&["--strict"]).code(0).says(" known");
    // A third of two shows.
    site.edit("2021-03-04-disk.md", format!("{REPORT}{last}\n{last}"));
    let outcome = site.run(&["check", "--strict"]).code(1);
    assert_eq!(
        outcome.stderr.matches("[broken-link]").count(),
        1,
        "{}",
        outcome.stderr
    );
    // What occurs no longer is told.
    site.edit("2021-03-04-disk.md", REPORT);
    site.run(&["check", "-v"])
        .code(0)
        .says("note[stale-baseline]: `pmsite-baseline.json` lists a message that no longer occurs");
    site.edit("pmsite-baseline.json", "{}");
    site.run(&["check"])
        .code(2)
        .says("`pmsite-baseline.json` is no baseline");
    site.run(&["check", "--write-baseline"]).code(0);
}

#[test]
fn a_baseline_may_have_another_name() {
    let site = archive();
    site.edit(
        "book.toml",
        "[lint]\nbaseline = \"old/known.json\"\nempty-section = \"allow\"\n",
    );
    site.run(&["check"])
        .code(2)
        .says("`old/known.json`, which `[lint] baseline` names, does not exist");
    std::fs::create_dir(site.root().join("old")).expect("the folder is ours");
    site.run(&["check", "--strict", "--write-baseline"]).code(0);
    assert!(
        !read(&site, "old/known.json").contains("empty-section"),
        "what is allowed is not known"
    );
    site.run(&["check", "--strict"]).code(0);
    let told = site.run(&["check", "-v"]).code(0).stderr;
    assert!(
        !told.contains("skipped-files"),
        "it is not counted among the files that were not read: {told}"
    );
    // An error is never known.
    site.edit("book.toml", "[lint]\nbaseline = 7\n");
    site.run(&["check"])
        .code(2)
        .says("`baseline` is an integer");
}

/// What `[time]` says of zones holds for labels, heads and timelines alike.
#[test]
fn zones_mean_what_the_archive_says_that_they_mean() {
    const PACIFIC: &str =
        "# Orders were down\n\nStarted: 2023-07-14 09:30 PST\n\nResolved: 2023-07-14 17:00 UTC\n";
    const SYDNEY: &str =
        "# Orders were down\n\nStarted: 2023-07-14 09:30 EST\n\nResolved: 2023-07-14 01:00 UTC\n";
    const HEAD: &str = "---\ntitle: Orders were down\nstarted: 2023-07-14 09:30 EST\nresolved: 2023-07-14 01:00 UTC\n---\n\nText.\n";
    let sydney = "zones = { EST = \"Australia/Sydney\" }";
    for (report, time, told) in [
        // 09:30 is 17:30 UTC where standard time is meant, and 16:30 on the clocks of the place.
        (PACIFIC, "", &["end-before-start", "zone-out-of-season"][..]),
        (PACIFIC, "as-local = true", &[]),
        (SYDNEY, "", &["end-before-start", "zone-out-of-season"]),
        (SYDNEY, sydney, &[]),
        (HEAD, "", &["end-before-start", "zone-out-of-season"]),
        (HEAD, sydney, &[]),
        // A place without summer time: declared, it holds all year, and then the order is wrong indeed.
        (
            PACIFIC,
            "zones = { PST = \"-08:00\" }",
            &["end-before-start"],
        ),
    ] {
        let site = Site::empty("incidents");
        site.edit("2023-07-14-orders.md", report).edit(
            "book.toml",
            format!("[book]\nsrc = \".\"\n\n[time]\n{time}\n"),
        );
        let outcome = site.run(&["check", "-v"]).code(0);
        for rule in ["end-before-start", "zone-out-of-season"] {
            let is_told = outcome.stderr.contains(&format!("[{rule}]"));
            assert_eq!(
                is_told,
                told.contains(&rule),
                "{time}: {rule}: {}",
                outcome.stderr
            );
        }
    }
}

#[test]
fn files_that_pmsite_keeps_for_itself_are_no_news() {
    let site = Site::empty("site-under-test");
    site.edit("2021-01-02-disk.md", "# Disk\n\nFull.\n")
        .edit("sub/.pmsite-links.json", "{}")
        .edit(".pmsite-staging/x.md", "# X\n")
        .edit(".other", "");
    let said = site.run(&["check", "-v"]).code(0).stderr;
    assert!(
        said.contains("1 hidden file or folder was passed over (`.other`)"),
        "{said}"
    );
    assert!(!said.contains("pmsite-"), "{said}");
}
