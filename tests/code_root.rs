//! At the root of a repository full of code only the reports are published; what was set aside is named, and why.

#![allow(
    clippy::disallowed_methods,
    clippy::case_sensitive_file_extension_comparisons,
    reason = "a test touches the disk, and knows how its own files are called"
)]

mod support;

use support::{Site, pages};

#[test]
fn only_reports_of_a_repository_are_published() {
    let site = Site::from_dir("sites/code");
    let outcome = site.build(&["-v"]).code(0).says("2 reports in `site`");
    let output = site.output();
    for page in [
        "docs/postmortems/2023/2023-04-30-cart/index.html",
        "docs/postmortems/2023/payments/index.html",
    ] {
        assert!(
            output.contains_key(page),
            "{page} is missing among {:?}",
            output.keys()
        );
    }
    assert!(
        output.contains_key("docs/images/orders.svg"),
        "the picture of a report is missing"
    );
    assert!(
        !output.contains_key("docs/images/logo.svg"),
        "nobody points at that picture"
    );
    for (path, text) in pages(&output) {
        for words in [
            "How to deploy</h1>",
            "Be kind",
            "Push a tag",
            "Three services and a queue",
            "Who does what",
            "We answer within",
        ] {
            assert!(!text.contains(words), "{path} says `{words}`");
        }
    }
    for path in output.keys() {
        let is_code = [".rs", ".go", ".toml", ".yml", ".txt"]
            .iter()
            .any(|ending| {
                path.ends_with(ending) && !["robots.txt", "llms.txt"].contains(&path.as_str())
            });
        assert!(
            !is_code && !path.contains("guides") && !path.contains("changelog"),
            "{path} was published"
        );
    }
    // Nothing is passed over in silence.
    for aside in [
        "deploy.md",
        "architecture.md",
        "incident-response.md",
        "template.md",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
    ] {
        let told = outcome
            .stderr
            .lines()
            .any(|line| line.starts_with("note[") && line.contains(aside));
        assert!(told, "no note names {aside}: {}", outcome.stderr);
    }
    assert!(
        outcome.stderr.contains("note[skipped-files]"),
        "{}",
        outcome.stderr
    );
}

#[test]
fn a_note_counts_what_was_set_aside() {
    let site = Site::from_dir("sites/code");
    let outcome = site.build(&["--format", "json"]).code(0);
    let asides: Vec<&str> = outcome
        .stdout
        .lines()
        .filter(|line| line.contains("\"rule\":\"set-aside\""))
        .collect();
    assert!(
        !asides.is_empty() && asides.len() < 8,
        "a note for each reason, not for each file: {asides:#?}"
    );
}

#[test]
fn a_declared_folder_is_taken_whole() {
    let site = Site::from_dir("sites/code");
    site.edit("book.toml", "[book]\nsrc = \"docs/guides\"\n");
    // Who names a folder means what is in it.
    site.build(&[]).code(0).says("2 reports in `site`");
    assert!(site.output().contains_key("deploy/index.html"));
}

#[test]
fn links_of_reports_to_what_is_not_published_are_told() {
    let site = Site::from_dir("sites/code");
    let outcome = site.build(&["-v"]).code(0);
    let told = outcome
        .stderr
        .lines()
        .filter(|line| line.contains("[unpublished-link]"))
        .count();
    assert_eq!(told, 2, "{}", outcome.stderr);
    assert!(
        !outcome.stderr.contains("[broken-link]"),
        "{}",
        outcome.stderr
    );
}

#[test]
fn texts_and_pages_are_judged_like_other_documents() {
    let site = Site::from_dir("sites/code");
    let words = "These are words that a licence or a note may well have, and enough of them to be read as prose.\n";
    let page = |title: &str| {
        format!(
            "<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{words}</p></body></html>"
        )
    };
    site.edit("LICENSE-MIT.txt", format!("MIT License\n\n{words}"))
        .edit("requirements-dev.txt", "pytest==7.0\n")
        .edit("CMakeLists.txt", format!("# {words}"))
        .edit("humans.txt", words)
        .edit("docs/notes.txt", format!("Notes of a meeting\n\n{words}"))
        .edit("docs/hosts.txt", "web-1 10.0.0.1\nweb-2 10.0.0.2\n")
        .edit("docs/api.html", page("The interface"))
        .edit(
            "docs/postmortems/2023/2023-06-01-mail.txt",
            format!("Mail was late\n\nIMPACT\n\n{words}"),
        )
        .edit(
            "docs/postmortems/2023/2023-07-01-page.html",
            page("The page was blank"),
        );
    let outcome = site.build(&["-v"]).code(0).says("4 reports in `site`");
    let mail = site.expect_file("docs/postmortems/2023/2023-06-01-mail/index.html");
    assert!(mail.contains("Mail was late</h1>"), "{mail}");
    let page = site.expect_file("docs/postmortems/2023/2023-07-01-page/index.html");
    assert!(page.contains("The page was blank</h1>"), "{page}");
    outcome
        .says("5 documents do not look like incident reports")
        .says("5 files were set aside")
        .says("3 texts are no prose and were not read");
    for (path, text) in pages(&site.output()) {
        for title in [
            "MIT License",
            "Notes of a meeting",
            "The interface",
            "pytest",
        ] {
            assert!(!text.contains(title), "{path} says `{title}`");
        }
    }
}

#[test]
fn formats_can_be_declared() {
    let site = Site::empty("incidents");
    let words =
        "It broke at nine because the disk was full, and somebody emptied it at ten by hand.";
    site.edit(
        "2021-01-01-a.txt",
        format!("A was full\n\n{words} See [the notes](notes/a.txt).\n"),
    )
    .edit("2021-01-02-b.log", format!("B was full\n\n{words}\n"))
    .edit("notes/a.txt", format!("Notes\n\n{words}\n"))
    .edit("notes/c.html", "<script>alert(1)</script>")
    .edit(
        "book.toml",
        "[formats]\n\"*.txt\" = \"markdown\"\n\"*.log\" = \"text\"\n\"notes/**\" = \"asset\"\n",
    );
    site.edit("notes/d.wiki", format!("== D ==\n\n{words}\n"))
        .edit("notes/e", format!("E\n\n{words}\n"))
        .edit("2021-01-03-f.md", "# F\n\n[D](notes/d.wiki)\n")
        .build(&["-d", "site", "-v"])
        .code(0)
        .says("3 reports in")
        .says("2 files that `[formats]` calls assets were not read");
    site.expect_file("notes/d.wiki");
    assert!(!site.output().contains_key("notes/e"));
    let page = site.expect_file("2021-01-01-a/index.html");
    assert!(page.contains(">the notes</a>"), "{page}");
    assert!(page.contains("notes/a.txt"), "{page}");
    site.expect_file("notes/a.txt");
    site.expect_file("2021-01-02-b-log/index.html");
    // What could run something is no asset by anybody's word.
    assert!(!site.output().contains_key("notes/c.html"));
    site.edit("book.toml", "[formats]\n\"*.txt\" = \"word\"\n");
    site.build(&["-d", "site"])
        .code(2)
        .says("`word` is no format");
}
