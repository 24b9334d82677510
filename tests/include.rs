//! Files that a document includes: only those of the source folder that the scan met, and never without end.

#![allow(clippy::disallowed_methods, reason = "a test touches the disk")]

mod support;

use std::fmt::Write as _;

use support::Site;

const TITLE: &str = "The disk was full\n=================\n\nIt was.\n\n";

/// A site with one report that includes these files.
fn with(files: &[&str]) -> Site {
    let site = Site::empty("reports");
    let mut text = TITLE.to_owned();
    for file in files {
        writeln!(text, ".. include:: {file}\n").expect("a string takes all");
    }
    site.edit("2024-03-02-disk.rst", text);
    site
}

#[cfg(unix)]
#[test]
fn nothing_out_of_the_folder_is_shown() {
    use std::os::unix::fs::symlink;
    let site = with(&[
        "../secret.txt",
        "sub/../../secret.txt",
        "linked.txt",
        "folder/secret.txt",
        "hidden.txt",
        "/secret.txt",
        "https://example.org/secret.txt",
        "sub",
        "data.bin",
    ]);
    std::fs::write(site.beside("secret.txt"), "TOP SECRET").expect("the folder is ours");
    symlink(site.beside("secret.txt"), site.root().join("linked.txt")).expect("ours too");
    symlink(site.beside(""), site.root().join("folder")).expect("ours too");
    site.edit("hidden.txt", "TOP SECRET")
        .edit(".gitignore", "hidden.txt\n")
        .edit("sub/a.txt", "a")
        .edit("data.bin", [0_u8, 1, 2, 0]);
    let outcome = site.build(&[]).code(0);
    assert_eq!(
        outcome.stderr.matches("warning[missing-include]").count(),
        9,
        "{}",
        outcome.stderr
    );
    let page = site.expect_file("2024-03-02-disk/index.html");
    assert!(!page.contains("TOP SECRET"), "{page}");
    assert!(page.contains(".. include:: linked.txt"), "{page}");
}

#[test]
fn files_that_include_each_other_come_to_an_end() {
    let site = with(&["0.txt"]);
    // Each includes the next twice: 2^40 pieces.
    for number in 0..40 {
        let next = format!("Words {number}.\n\n.. include:: {}.txt\n", number + 1);
        site.edit(&format!("{number}.txt"), format!("{next}\n{next}"));
    }
    site.edit("40.txt", "The end.\n");
    site.build(&[])
        .code(0)
        .says("too many files stand in this document");
    let page = site.expect_file("2024-03-02-disk/index.html");
    assert!(page.contains("Words 11."), "{page}");
    let pieces = page.matches("<p>Words ").count();
    assert!((12..=400).contains(&pieces), "{pieces} pieces");
}

#[test]
fn an_included_text_is_text_of_the_document() {
    let site = Site::empty("reports");
    site.edit(
        "2024-03-02-disk.rst",
        format!(
            "{TITLE}.. |us| replace:: the *host*\n.. _runbook: https://example.org/runbook\n\nA note [#]_ here and |them| and \
             `their page`_ and :loud:`quiet` and :ref:`below`.\n\n.. include:: a/one.txt\n\nAfter [#shared]_ it.\n\n.. [#] Of \
             the report.\n\n+-------------------------+\n| .. include:: a/cell.txt |\n+-------------------------+\n"
        ),
    )
    .edit(
        "a/one.txt",
        ".. role:: loud(strong)\n\nSay |us| and runbook_ [#shared]_ :loud:`here`.\n\n.. |them| replace:: *others*\n\
         .. [#shared] Of the file.\n\n.. include:: two.txt\n",
    )
    .edit(
        "a/two.txt",
        ".. _their page: https://example.org/theirs\n\n.. _below:\n\nInner\n-----\n\n\tset in |us|\n\nNo |such| thing.\n\n\
         .. a comment\n\n.. unknown:: x\n   :y: z\n",
    )
    .edit("a/cell.txt", "cell |us|\n");
    let outcome = site.build(&["-v"]).code(0);
    let page = site.expect_file("2024-03-02-disk/index.html");
    for expected in [
        "id=\"pm:fnref-2\">2</a></sup> here and <em>others</em>",
        "<a href=\"https://example.org/theirs\">their page</a>",
        "and :loud:",
        "<a href=\"#below\">Inner</a>",
        "<p>Say the <em>host</em> and <a href=\"https://example.org/runbook\">runbook</a> <sup",
        "<strong>here</strong>",
        "<blockquote>\n<p>set in the <em>host</em></p>",
        "After <sup class=\"footnote-ref\"><a href=\"#pm:fn-1\" id=\"pm:fnref-1-2\">1</a></sup> it.",
        "No |such| thing.",
        "<td>cell the <em>host</em></td>",
        ".. unknown:: x\n   :y: z",
    ] {
        assert!(page.contains(expected), "{expected}: {page}");
    }
    let outcome = outcome.says("in `a/two.txt`: no substitution is named `such`");
    let missing = outcome.stderr.matches("missing-include").count();
    assert_eq!(missing, 0, "{}", outcome.stderr);
    assert!(
        outcome.stderr.contains("2024-03-02-disk.rst:11:1"),
        "{}",
        outcome.stderr
    );
}

#[test]
fn cells_that_include_each_other_come_to_an_end() {
    let site = Site::empty("reports");
    // Each table includes the next sixty times.
    let rows = |file: usize| {
        let cell = format!("\".. csv-table::\n   :file: {file}.csv\n\"\n");
        cell.repeat(60)
    };
    let report = format!("{TITLE}.. csv-table::\n   :file: 0.csv\n\nThe end.\n");
    site.edit("2024-03-02-disk.rst", report);
    for number in 0..12 {
        site.edit(&format!("{number}.csv"), rows(number + 1));
    }
    site.edit("12.csv", "last\n");
    site.build(&[])
        .code(0)
        .says("too many files stand in this document");
    let page = site.expect_file("2024-03-02-disk/index.html");
    assert!(page.contains("The end."), "{page}");
    assert!(page.len() < 4_000_000, "{} bytes", page.len());
}

#[test]
fn what_spans_a_document_and_its_files_has_a_place_in_the_document() {
    let site = Site::empty("reports");
    site.edit(
        "2024-03-02-disk.rst",
        format!("{TITLE}.. raw:: html\n\n   <div>\n\n.. include:: a.txt\n"),
    )
    .edit(
        "a.txt",
        "A\n-\n\n.. raw:: html\n\n   <p>words\n\n.. tags:: one\n\n.. raw:: html\n\n   </div>\n",
    );
    site.build(&["-v"]).code(0);
    let page = site.expect_file("2024-03-02-disk/index.html");
    assert!(page.contains("words"), "{page}");
}

#[test]
fn an_org_file_stands_below_the_headline_around_it() {
    let site = Site::empty("reports");
    site.edit(
        "2024-03-02-disk.org",
        "#+TITLE: The disk was full\n\n* Impact\n\n#+INCLUDE: \"parts/impact.org\"\n\n* Timeline\n\n\
         #+INCLUDE: \"parts/alert.sh\" src sh :lines \"2-3\"\n\n#+INCLUDE: \"parts/impact.org\" :minlevel 1\n\n\
         #+INCLUDE: \"../../secret.txt\"\n\n#+INCLUDE: \"gone.org\"\n\nSee {{{where}}}[fn:1].\n",
    )
    .edit(
        "parts/impact.org",
        "#+TITLE: Another title\n#+MACRO: where the disk\n* On users\nNobody could *write*.\n** For long\nAn hour.\n\n[fn:1] The first one.\n",
    )
    .edit("parts/alert.sh", "one\ntwo\nthree\n");
    std::fs::write(site.beside("secret.txt"), "TOP SECRET").expect("the folder is ours");
    let outcome = site.build(&[]).code(0);
    let page = site.expect_file("2024-03-02-disk/index.html");
    assert!(!page.contains("TOP SECRET"), "{page}");
    assert_eq!(
        outcome.stderr.matches("warning[missing-include]").count(),
        2,
        "{}",
        outcome.stderr
    );
    let at = |words: &str| {
        page.find(words)
            .unwrap_or_else(|| panic!("no `{words}` in {page}"))
    };
    let level = |words: &str| {
        let before = &page[..at(words)];
        let tag = before.rfind("<h").unwrap_or_default();
        before[tag..]
            .chars()
            .nth(2)
            .and_then(|digit| digit.to_digit(10))
    };
    assert_eq!(
        level("On users <a class"),
        level("Impact <a class").map(|level| level + 1)
    );
    assert_eq!(
        level("For long <a class"),
        level("Impact <a class").map(|level| level + 2)
    );
    at("Nobody could <strong>write</strong>.");
    at("<code class=\"language-sh\">two\n</code>");
    at("See the disk");
    at("The first one.");
    assert!(!page.contains("Another title"), "{page}");
}

#[test]
fn lines_of_asciidoc_are_put_where_they_are_named() {
    let site = Site::empty("reports");
    // The words of code in one piece.
    site.edit("book.toml", "[output.html]\nhighlight = false\n");
    site.edit(
        "2024-03-02-disk.adoc",
        "= The disk was full\n:dir: parts\n\nIt was.\n\ninclude::{dir}/impact.adoc[leveloffset=+1]\n\n\
         == Cause\n\n[source,sh]\n----\ninclude::parts/clean.txt[tag=run]\n----\n\n\
         ----\ninclude::parts/gone.txt[]\n----\n\ninclude::../secret.txt[]\n",
    )
    .edit(
        "parts/impact.adoc",
        "= Impact\n\nNobody could write in {dir}.\n\ninclude::more.txt[lines=2..3]\n",
    )
    .edit("parts/more.txt", "one\ntwo\nthree\nfour\n")
    .edit(
        "parts/clean.txt",
        "before\n# tag::run[]\nrm -r /tmp/a\n# end::run[]\nbehind\n",
    );
    std::fs::write(site.beside("secret.txt"), "TOP SECRET").expect("the folder is ours");
    let outcome = site.build(&[]).code(0);
    let page = site.expect_file("2024-03-02-disk/index.html");
    for words in [
        "<h2 id=\"impact\">",
        "Nobody could write in parts.",
        "two\nthree",
        "rm -r /tmp/a",
        "include::parts/gone.txt[]",
        "include::../secret.txt[]",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    for words in ["four", "before", "tag::", "TOP SECRET"] {
        assert!(!page.contains(words), "{words}: {page}");
    }
    let told = outcome.stderr.matches("warning[missing-include]").count();
    assert_eq!(told, 2, "{}", outcome.stderr);
}
