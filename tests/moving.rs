//! Folders of other tools, read as they are: what `docs/moving.md` promises of them.

#![allow(clippy::disallowed_methods, reason = "a test touches the disk")]

mod support;

use support::Site;

const BOOK: &str = "[book]\ntitle = \"Our book\"\nsrc = \"src\"\n";

/// A book of mdBook.
fn book() -> Site {
    let site = Site::empty("a-book");
    site.edit("book.toml", BOOK)
        .edit(
            "src/SUMMARY.md",
            "# Summary\n\n[Introduction](README.md)\n\n- [Queue](2023/queue.md)\n- [Disk](2023/disk.md)\n- [Planned]()\n\n---\n\n[Cable](cable.md)\n",
        )
        .edit("src/README.md", "# The book\n\nWhat broke.\n")
        .edit("src/2023/queue.md", "# The queue was full\n\nOn 2023-05-19 it was.\n")
        .edit("src/2023/disk.md", "# The disk was full\n\nOn 2023-06-19 it was.\n")
        .edit("src/cable.md", "# The cable was cut\n\nOn 2023-07-19 it was.\n");
    site
}

#[test]
fn a_summary_has_no_page() {
    let site = book();
    let out = site.build(&[]).code(0);
    let pages = site.output();
    assert!(
        !pages.keys().any(|path| path.contains("summary")),
        "{:?}",
        pages.keys()
    );
    assert!(pages.contains_key("cable/index.html"));
    // An entry without a document says what to do.
    assert!(
        out.stderr
            .contains("[dead-contents-entry]: the entry has no target")
            && out
                .stderr
                .contains("= help: name the document that it stands for, or remove the entry"),
        "{}",
        out.stderr
    );
    // One that says more keeps its page.
    site.edit(
        "src/SUMMARY.md",
        "# Summary\n\n- [Queue](2023/queue.md)\n\nRead these first.\n",
    );
    site.build(&[]).code(0);
    assert!(site.output().contains_key("summary/index.html"));
}

#[test]
fn files_stand_in_chapters() {
    let site = book();
    site.edit("src/snippets/cause.md", "a *full* queue\n")
        .edit("src/snippets/nested.md", "## Nested\n\n{{#include cause.md}}, nested.\n")
        .edit("src/snippets/run.sh", "#!/bin/sh\n# ANCHOR: drain\ndrain --all\n# ANCHOR_END: drain\nstop\n")
        .edit(
            "src/2023/queue.md",
            "# The queue was full\n\nOn 2023-05-19 it was {{#include ../snippets/cause.md}} again.\n\n\
             {{#include ../snippets/nested.md}}\n\n```sh\n{{#include ../snippets/run.sh:drain}}\n```\n\n\
             ```sh\n{{#include ../snippets/run.sh:5:}}\n```\n\n{{#playground ../snippets/run.sh editable}}\n\n\
             `\\{{#include cause.md}}` and [gone](gone.md).\n",
        );
    let said = site.build(&["-v"]).code(0).stderr;
    let page = site.expect_file("2023/queue/index.html");
    assert!(
        page.contains("it was a <em>full</em> queue again."),
        "{page}"
    );
    assert!(page.contains("<em>full</em> queue, nested."), "{page}");
    assert!(page.contains("Nested"));
    assert!(
        page.contains("drain") && page.contains("{{#include cause.md}}"),
        "{page}"
    );
    assert!(!page.contains("ANCHOR: drain\n```"), "{page}");
    // What stands behind keeps its place.
    assert!(said.contains("src/2023/queue.md:17:30"), "{said}");
    // A snippet is no report by itself.
    assert!(
        said.contains("2 files were set aside (`snippets/cause.md`, `snippets/nested.md`): a text that another document includes"),
        "{said}"
    );
    assert!(!said.contains("missing-include"), "{said}");
}

#[test]
fn what_cannot_stand_in_a_chapter_is_told_at_its_place() {
    let site = book();
    std::fs::write(site.root().join("secret.md"), "TOP SECRET").expect("the folder is ours");
    site.edit("src/a.md", "{{#include b.md}}\n")
        .edit("src/b.md", "{{#include a.md}} words\n")
        .edit("src/part.md", "words\n")
        .edit(
            "src/2023/queue.md",
            "# The queue was full\n\nOn 2023-05-19 it was, {{#include ../../secret.md}}, {{#include /secret.md}},\n\
             {{#include none.md}}, {{#include ../a.md}}, {{#include ../part.md:name}} and {{#title Words}}.\n",
        );
    let said = site.build(&["-v"]).code(0).stderr;
    for message in [
        "`../../secret.md` is out of the source folder and not included",
        "`/secret.md` is out of the source folder and not included",
        "there is no text `2023/none.md` to include",
        "`a.md` includes itself",
        "`part.md` does not hold `name`, the part that is to be included",
    ] {
        assert!(said.contains(message), "no `{message}` in {said}");
    }
    assert!(said.contains("src/2023/queue.md:4:1\n"), "{said}");
    let page = site.expect_file("2023/queue/index.html");
    assert!(!page.contains("TOP SECRET"), "{page}");
    assert!(page.contains("{{#include none.md}}"), "{page}");
}

#[test]
fn files_that_include_each_other_come_to_an_end() {
    let site = book();
    for number in 0..40 {
        let next = format!("Words {number}. {{{{#include {}.md}}}}", number + 1);
        site.edit(&format!("src/{number}.md"), format!("{next}\n\n{next}\n"));
    }
    site.edit("src/cable.md", "# The cable was cut\n\n{{#include 0.md}}\n");
    site.build(&[])
        .code(0)
        .says("too many files stand in this document");
    assert!(site.expect_file("cable/index.html").contains("Words 5."));
}

#[test]
fn redirects_of_book_toml_lead_to_reports() {
    let site = book();
    site.edit(
        "book.toml",
        format!(
            "{BOOK}[output.html.redirect]\n\"/old/queue.html\" = \"../2023/queue.html\"\n\"/disk.html\" = \"2023/disk/\"\n\
             \"/cable/index.html\" = \"/cable.html\"\n\"/away.html\" = \"https://example.com/\"\n\"/gone.html\" = \"gone.html\"\n\
             \"/2023/disk/\" = \"/cable.html\"\n\"/theme/style.css\" = \"/cable.html\"\n"
        ),
    );
    let said = site.build(&[]).code(0).stderr;
    assert!(
        site.expect_file("old/queue.html")
            .contains("../2023/queue/index.html")
    );
    assert!(
        site.expect_file("disk.html")
            .contains("2023/disk/index.html")
    );
    for message in [
        "book.toml:8:16",
        "the redirect from `/away.html` leads to `https://example.com/`, where no report stands",
        "the redirect from `/gone.html` leads to `gone.html`, where no report stands",
        "the redirect from `/2023/disk/` begins at the address of `2023/disk.md`",
        "the redirect from `/theme/style.css` begins at no address under this site",
    ] {
        assert!(said.contains(message), "no `{message}` in {said}");
    }
    assert_eq!(said.matches("warning[").count(), 5, "{said}");
    site.edit(
        "book.toml",
        format!("{BOOK}[output.html.redirect]\n\"/a.html\" = 3\n"),
    );
    site.build(&[])
        .code(2)
        .says("is an integer, not an address");
}

#[test]
fn an_alias_that_differs_in_capitals_alone_stops_no_build() {
    let site = book();
    site.edit(
        "src/cable.md",
        "---\naliases: [/2023/Queue/, /2023/Disk.html, /CABLE/]\n---\n# The cable was cut\n\nOn 2023-07-19 it was.\n",
    );
    let said = site.build(&[]).code(0).stderr;
    for (alias, path) in [
        ("/2023/Queue/", "2023/queue/index.html"),
        ("/CABLE/", "cable/index.html"),
    ] {
        let message =
            format!("the alias `{alias}` differs in capitals alone from `{path}`, which is there");
        assert!(said.contains(&message), "no `{message}` in {said}");
    }
    assert!(site.expect_file("2023/Disk.html").contains("cable"));
    // The very address of another is an error as before.
    site.edit(
        "src/cable.md",
        "---\naliases: [/2023/queue/]\n---\n# The cable was cut\n\nOn 2023-07-19 it was.\n",
    );
    site.build(&[]).code(1).says("error[address-clash]");
}

#[test]
fn a_page_bundle_with_a_day_is_a_report() {
    let site = Site::empty("a-site");
    site.edit("book.toml", "[book]\nsrc = \"content\"\n")
        .edit("content/_index.md", "---\ntitle: All\n---\n\nAll of it.\n")
        .edit(
            "content/incidents/index.md",
            "---\ntitle: Incidents\ndate: 2024-03-01\n---\n\nAll of them.\n",
        )
        .edit(
            "content/incidents/queue/index.md",
            "---\ntitle: Queue\ndate: 2024-03-01\n---\n\nThe queue was full.\n",
        )
        .edit(
            "content/incidents/disk/index.md",
            "+++\ntitle = \"Disk\"\ndate = 2024-04-01\n+++\n\nThe disk was full.\n",
        )
        .edit(
            "content/about/index.md",
            "---\ntitle: About\n---\n\nWho we are.\n",
        );
    site.build(&[]).code(0).says("2 reports in `site`");
    for path in ["incidents/queue/index.html", "incidents/disk/index.html"] {
        assert!(site.expect_file(path).contains("was full"), "{path}");
    }
}

#[test]
fn a_comment_of_liquid_is_shown_on_no_page() {
    let site = Site::empty("a-site");
    site.edit(
        "2024-03-01-queue.md",
        "# The queue was full\n\nIt {% comment %}we never say why{% endcomment %}was.\n\n{% comment %}\n# Not a heading\n\nHidden words.\n\
         {% endcomment %}\n\n{% # hidden too %}\n\n## Impact\n\n```liquid\n{% comment %}\nshown in code\n{% endcomment %}\n```\n\n[gone](gone.md)\n",
    );
    let said = site.build(&["-v"]).code(0).stderr;
    let page = site.expect_file("2024-03-01-queue/index.html");
    for hidden in [
        "never say",
        "Not a heading",
        "Hidden words",
        "hidden too",
        "endcomment %}was",
    ] {
        assert!(!page.contains(hidden), "`{hidden}` in {page}");
    }
    assert!(page.contains("shown in code"), "{page}");
    assert!(said.contains("2024-03-01-queue.md:21:1"), "{said}");
    assert!(!said.contains("kept-as-source"), "{said}");
}
