//! Reports are untrusted text. `tests/sites/hostile` holds what people have thought of to smuggle a script into a page; after
//! the build every page is read by an HTML parser, and nothing in it runs, styles, loads or submits but the theme's own.

#![allow(
    clippy::disallowed_methods,
    clippy::case_sensitive_file_extension_comparisons,
    reason = "a test touches the disk, and knows how its own files are called"
)]

mod support;

use support::invariants::inert;
use support::{Site, demonstration, pages};

/// A file name that closes whatever it is put into. Not every system can store it, so it is no fixture.
const NAME: &str = "\"><img src=x onerror=alert(1)>.md";

/// Schemes of the links in the fixtures that lead away and no more; what has none leads through the site.
const SCHEMES: [&str; 5] = ["http", "https", "mailto", "feed", "x"];

/// What is unsafe in a page of the fixtures.
fn faults(text: &str) -> Vec<String> {
    inert::faults(text, &|scheme| SCHEMES.contains(&scheme))
}

/// The hostile site, built; where the system stores it, with a hostile file name.
fn hostile(arguments: &[&str]) -> Site {
    let site = Site::from_dir("sites/hostile");
    let text =
        "# File name\n\n## Summary\n\nSee [this](%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E.md).\n";
    if cfg!(unix) {
        site.edit(&format!("content/{NAME}"), text);
    }
    site.build(arguments).code(0);
    site
}

#[track_caller]
fn check(site: &Site) {
    let output = site.output();
    let mut all = Vec::new();
    let mut count = 0;
    for (path, text) in pages(&output) {
        count += 1;
        all.extend(
            faults(text)
                .into_iter()
                .map(|fault| format!("{path}: {fault}")),
        );
    }
    assert!(count > 20, "only {count} pages were looked at");
    assert!(all.is_empty(), "{}", all.join("\n"));
}

#[test]
fn nothing_of_a_report_runs() {
    check(&hostile(&[]));
}

#[test]
fn nothing_of_a_report_runs_where_remote_pictures_are_allowed() {
    let site = Site::from_dir("sites/hostile");
    let book = std::fs::read_to_string(site.root().join("book.toml")).expect("the fixture has one");
    site.edit(
        "book.toml",
        book.replace("[output.html]", "[output.html]\nremote-images = \"allow\""),
    );
    site.build(&[]).code(0);
    check(&site);
    let page = site.expect_file("2021-01-02-markdown/index.html");
    assert!(
        page.contains("src=\"https://evil.example/track.png\""),
        "the switch does not work"
    );
}

#[test]
fn nothing_of_a_report_runs_where_it_is_rendered_alone() {
    let site = Site::from_dir("sites/hostile");
    for page in [
        "2021-01-02-markdown.md",
        "2021-01-03-raw-html.md",
        "2021-01-04-other-tools.md",
        "2021-01-08-more-heads.md",
        "2021-01-09-mutation.md",
        "2021-01-10-control.md",
    ] {
        let page = format!("content/{page}");
        let html = site.run(&["render", &page]).code(0).stdout;
        let faults = faults(&inert::page_around(&html));
        assert!(faults.is_empty(), "{page}: {}", faults.join("\n"));
    }
}

#[test]
fn the_words_of_a_report_are_still_there() {
    let site = hostile(&[]);
    for (page, words) in [
        (
            "2021-01-03-raw-html/index.html",
            "&lt;script&gt;alert(1)&lt;/script&gt;",
        ),
        ("2021-01-03-raw-html/index.html", "after the end"),
        ("2021-01-04-other-tools/index.html", "alert(&#39;erb&#39;)"),
        ("index.html", "alert(&#39;introduction&#39;)"),
    ] {
        assert!(
            site.expect_file(page).contains(words),
            "{page} has lost `{words}`"
        );
    }
}

#[test]
fn feeds_and_the_sitemap_are_xml() {
    let output = hostile(&[]).output();
    let mut titles = Vec::new();
    for (path, bytes) in output.iter().filter(|(path, _)| path.ends_with(".xml")) {
        let text = std::str::from_utf8(bytes).expect("a feed is UTF-8");
        let xml =
            roxmltree::Document::parse(text).unwrap_or_else(|error| panic!("{path}: {error}"));
        for node in xml.descendants().filter(roxmltree::Node::is_element) {
            let space = node.tag_name().namespace().unwrap_or("");
            assert!(
                space == "http://www.w3.org/2005/Atom"
                    || space.starts_with("http://www.sitemaps.org/"),
                "{path}: <{}> is foreign",
                node.tag_name().name()
            );
            if node.tag_name().name() == "title" {
                titles.push(node.text().unwrap_or("").to_owned());
            }
        }
    }
    assert!(
        titles
            .iter()
            .any(|title| title == "Shop </title><script>alert('title')</script> down"),
        "{titles:?}"
    );
}

#[test]
fn nothing_is_written_outside_the_site() {
    let site = hostile(&[]);
    let mut names: Vec<String> = std::fs::read_dir(site.beside(""))
        .expect("the folder is ours")
        .map(|entry| {
            entry
                .expect("it is readable")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    names.sort();
    assert_eq!(names, ["site-under-test"]);
}

#[test]
fn the_demonstration_is_clean() {
    let (_folder, files) = demonstration();
    for (path, text) in pages(&files) {
        assert_eq!(faults(text), Vec::<String>::new(), "{path}");
    }
}

#[test]
fn the_check_sees_what_is_wrong() {
    let (_folder, files) = demonstration();
    let (_, page) = pages(&files)
        .find(|(path, _)| path.contains("fastly"))
        .expect("the report is there");
    assert!(
        page.contains("class=\"prose\""),
        "the text of a report stands in `.prose`"
    );
    for bad in [
        "<script>alert(1)</script>",
        "<script src=\"theme/js/../x.js\"></script>",
        "<p onclick=alert(1)>",
        "<p style=\"color:red\">",
        "<style>a{}</style>",
        "<a href=\"java\tscript:alert(1)\">",
        "<a href=\"\u{1}javascript:alert(1)\">",
        "<a href=\"data:text/html,x\">",
        "<img src=\"data:text/html,x\">",
        "<iframe></iframe>",
        "<base href=x>",
        "<meta http-equiv=refresh content=\"0; url=https://x.example\">",
        "<svg></svg>",
        "<p class=x data-x=y>",
    ] {
        let broken = page.replacen(
            "<div class=\"prose\">",
            &format!("<div class=\"prose\">{bad}"),
            1,
        );
        assert!(!faults(&broken).is_empty(), "{bad}");
    }
}

#[cfg(unix)]
#[test]
fn nothing_from_outside_the_project_is_published() {
    use std::os::unix::fs::symlink;
    let site = Site::empty("site-under-test");
    site.edit("r/2021-01-02-dns.md", "# DNS\n\nIt broke.\n")
        .edit("theme/static/own.txt", "own")
        .edit("shared/logo.txt", "logo")
        .edit(".env", "secret");
    std::fs::write(site.beside("pw.css"), "secret").expect("the folder is ours");
    let root = site.root();
    for (target, link) in [
        (site.beside("pw.css"), "theme/static/pw.txt"),
        (site.beside(""), "theme/static/all"),
        (root.join(".env"), "theme/static/env.txt"),
        (root.join("shared/logo.txt"), "theme/static/logo.txt"),
        (site.beside("pw.css"), "pw.css"),
    ] {
        symlink(target, root.join(link)).expect("the folder is ours");
    }
    site.edit("book.toml", "[book]\nsrc = \"r\"\n");
    let outcome = site.build(&[]).code(0);
    for path in ["pw.txt", "all", "env.txt"] {
        assert!(
            outcome.stderr.contains(&format!("theme/static/{path}")),
            "{path} is not told:\n{}",
            outcome.stderr
        );
    }
    let output = site.output();
    assert!(output.contains_key("theme/own.txt") && output.contains_key("theme/logo.txt"));
    for (path, bytes) in &output {
        assert!(!bytes.windows(6).any(|part| part == b"secret"), "{path}");
    }
    site.edit(
        "book.toml",
        "[book]\nsrc = \"r\"\n[output.html]\nadditional-css = [\"pw.css\"]\n",
    );
    site.build(&[])
        .code(1)
        .says("`pw.css`, which `additional-css` names, is a link out of the project");
}

#[test]
fn a_picture_that_runs_is_not_published() {
    let site = Site::empty("site-under-test");
    site.edit(
        "2021-01-02-dns.md",
        "# DNS\n\nIt broke: ![good](good.svg), ![bad](bad.svg), [bad](bad.svg).\n",
    )
    .edit("good.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
    .edit("bad.svg", "<svg onload=\"alert(1)\"/>")
    .edit("unused.svg", "<svg onload=\"alert(1)\"/>");
    let outcome = site
        .build(&[])
        .code(0)
        .says("warning[unsafe-asset]: the picture holds an `on…` attribute and is not published")
        .says("--> bad.svg");
    assert!(!outcome.stderr.contains("unused.svg"));
    let output = site.output();
    assert!(output.contains_key("good.svg") && !output.contains_key("bad.svg"));
    let (_, page) = pages(&output)
        .find(|(path, _)| path.contains("dns"))
        .expect("the report is there");
    assert!(page.contains("src=\"../good.svg\""), "{page}");
    // Its words stay, with its name in their title.
    for leads in ["src=\"../bad.svg", "href=\"../bad.svg"] {
        assert!(!page.contains(leads), "{page}");
    }
}

#[test]
fn an_impossible_address_is_told_and_not_used() {
    for head in [
        "aliases: [\"/.pmsite-manifest\"]".to_owned(),
        "aliases: [\"/.git/hooks/x.html\"]".to_owned(),
        "slug: .pmsite-lock".to_owned(),
        "slug: /.git/hooks".to_owned(),
        format!("aliases: [\"/{}/\"]", "a".repeat(300)),
    ] {
        let site = Site::empty("site-under-test");
        site.edit(
            "2021-01-02-dns.md",
            format!("---\n{head}\n---\n# DNS\n\nIt broke.\n"),
        );
        site.build(&[])
            .code(0)
            .says("warning[unusable-address]")
            .says("--> 2021-01-02-dns.md:2:");
    }
}
