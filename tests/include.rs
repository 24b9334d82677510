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
