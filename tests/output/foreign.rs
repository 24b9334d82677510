//! Folders and sites that are not ours, or not this archive's: they stay as they are, and the refusal says what to do.

use std::fs;
use std::path::Path;

use crate::archive::everything;
use crate::support::{Outcome, Site, difference, pmsite, write};

const REPORT: &str = "# DNS\n\n## Impact\n\nNobody could log in.\n";

#[test]
fn a_folder_of_somebody_else_is_refused_and_left_alone() {
    let site = Site::from_dir("sites/bare");
    site.edit("site/thesis.txt", "years of work");
    let outcome = site.build(&[]).code(2).says("thesis.txt");
    assert_eq!(outcome.stdout, "");
    assert_eq!(site.output().keys().collect::<Vec<_>>(), ["thesis.txt"]);
    assert!(!site.root().join("site/.pmsite-lock").exists());
}

/// Builds a folder into another.
fn build(source: &Path, out: &Path) -> Outcome {
    Outcome::of(pmsite().arg("build").arg(source).arg("-d").arg(out))
}

#[test]
fn a_site_with_reports_is_not_replaced_by_one_without() {
    let site = Site::empty("archive");
    site.edit("2021-01-02-dns.md", REPORT)
        .edit("2021-01-03-mail.md", REPORT);
    site.build(&[]).code(0);
    let before = everything(&site.root().join("site"));
    site.remove("2021-01-02-dns.md");
    site.build(&[]).code(0);
    site.edit("2021-01-02-dns.md", REPORT);
    site.build(&[]).code(0);
    site.remove("2021-01-02-dns.md")
        .remove("2021-01-03-mail.md");
    // A level does not make an error less.
    for book in ["", "[lint]\nno-reports = \"allow\"\n"] {
        site.edit("book.toml", book);
        site.build(&[])
            .code(1)
            .says("error[no-reports]: there is no report in this folder, and the site that stands has 2: it stays")
            .says("run `pmsite clean` first")
            .says("nothing was written");
        let difference = difference(&before, &everything(&site.root().join("site")));
        assert!(difference.is_empty(), "{difference}");
    }
    site.run(&["clean"]).code(0);
    site.build(&[]).code(0);
    // An empty site may stay empty.
    site.build(&[]).code(0);
}

#[test]
fn the_site_of_another_archive_is_refused() {
    let site = Site::empty("archives");
    let out = site.beside("public");
    let root = |name: &str| site.root().join(name);
    site.edit("one/2021-01-02-dns.md", REPORT)
        .edit("one/2021-01-03-mail.md", REPORT)
        .edit("two/2022-05-06-disk.md", REPORT)
        .edit("two/2022-05-07-queue.md", REPORT);
    build(&root("one"), &out).code(0);
    let before = everything(&out);
    build(&root("two"), &out).code(2).says(&format!(
        "`{0}` holds the site of another archive with 2 reports, none of which is in this one; choose another folder with \
         `-d`, or run `pmsite clean -d {0}` first",
        out.display()
    ));
    assert!(difference(&before, &everything(&out)).is_empty());
    // A title that both have speaks for one archive, a title that only one has against it.
    let book = "[book]\ntitle = \"Outages\"\n";
    site.edit("one/book.toml", book);
    build(&root("one"), &out).code(0);
    let said = "another archive `Outages` with 2 reports";
    build(&root("two"), &out).code(2).says(said);
    site.edit("two/book.toml", book);
    build(&root("two"), &out).code(0);
    // What was cleaned is free.
    Outcome::of(pmsite().arg("clean").arg(root("two")).arg("-d").arg(&out)).code(0);
    site.remove("one/book.toml");
    build(&root("one"), &out).code(0);
}

#[test]
fn an_archive_is_the_same_under_another_name_and_at_another_place() {
    let site = Site::empty("archives");
    site.edit("old/2021-01-02-dns.md", REPORT)
        .edit("old/2021-01-03-mail.md", REPORT);
    let out = site.beside("public");
    let inside = site.root().join("old/site");
    for out in [&out, &inside] {
        build(&site.root().join("old"), out).code(0);
    }
    assert!(difference(&everything(&out), &everything(&inside)).is_empty());
    let renamed = site.beside("new");
    fs::rename(site.root().join("old"), &renamed).expect("the folder is ours");
    write(&renamed.join("book.toml"), b"[book]\ntitle = \"Renamed\"\n");
    fs::remove_file(renamed.join("2021-01-02-dns.md")).expect("the file is ours");
    build(&renamed, &out).code(0);
    // In its own folder nothing has to be in common.
    fs::rename(
        renamed.join("2021-01-03-mail.md"),
        renamed.join("2021-01-03-post.md"),
    )
    .expect("the file is ours");
    build(&renamed, &renamed.join("site")).code(0);
}

#[test]
fn clean_takes_the_folders_that_were_made_for_the_site_and_no_other() {
    let site = Site::empty("archive");
    site.edit("2021-01-02-dns.md", REPORT);
    let clean = |place: &str| site.run(&["clean", "-d", place]).code(0);
    site.build(&["-d", "a/b/c"]).code(0);
    // The second build knows it still.
    site.edit("2021-01-03-mail.md", REPORT);
    site.build(&["-d", "a/b/c"]).code(0);
    clean("a/b/c");
    assert!(!site.root().join("a").exists());
    // Something of the user's is in it.
    site.build(&["-d", "a/b/c"]).code(0);
    site.edit("a/mine.txt", "mine");
    clean("a/b/c");
    assert!(!site.root().join("a/b").exists());
    assert!(site.root().join("a/mine.txt").is_file());
    // The user's own folder, empty but for the site.
    fs::create_dir_all(site.root().join("own")).expect("the folder is ours");
    site.build(&["-d", "own/b/c"]).code(0);
    clean("own/b/c");
    assert!(site.root().join("own").is_dir() && !site.root().join("own/b").exists());
    // Moved to folders that are not of our making.
    site.build(&["-d", "x/y/z"]).code(0);
    fs::create_dir_all(site.root().join("new/home")).expect("the folder is ours");
    fs::rename(site.root().join("x/y/z"), site.root().join("new/home/z"))
        .expect("the folder is ours");
    clean("new/home/z");
    assert!(site.root().join("new/home").is_dir());
}

#[test]
fn what_a_killed_first_build_left_is_cleaned_up() {
    let site = Site::empty("archive");
    site.edit("2021-01-02-dns.md", REPORT);
    let left = || {
        site.edit("site/.pmsite-lock", "999999999")
            .edit("site/.pmsite-staging/0", "half a page")
            .edit("site/.pmsite-staging/tree/2021/index.html", "a page")
    };
    left();
    site.run(&["clean"])
        .code(0)
        .says("what a killed build left is removed from `site`; there was no site");
    assert!(!site.root().join("site").exists());
    // A file of the user's beside it: cleaning leaves it, building says what to do.
    left().edit("site/mine.txt", "mine");
    site.build(&[])
        .code(2)
        .says("holds what a killed build left, and files that pmsite did not write (`mine.txt`)")
        .says("move those away until the site is built");
    site.run(&["clean"]).code(0);
    assert_eq!(
        everything(&site.root().join("site"))
            .into_keys()
            .collect::<Vec<_>>(),
        ["mine.txt"]
    );
    left();
    fs::rename(site.root().join("site/mine.txt"), site.beside("mine.txt")).expect("it is ours");
    site.build(&[]).code(0);
    fs::rename(site.beside("mine.txt"), site.root().join("site/mine.txt")).expect("it is ours");
    site.build(&[]).code(0).says("0 files written");
}
