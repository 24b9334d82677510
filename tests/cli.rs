//! What the program says: transcripts in `tests/cli/*.md`, each run in a copy of the folder `<name>.in` beside it; and what a
//! transcript cannot hold.
//!
//! `SNAPSHOTS=overwrite` rewrites them, as it does all other expectations.

#![allow(
    clippy::disallowed_methods,
    clippy::case_sensitive_file_extension_comparisons,
    reason = "a test touches the disk, and knows how its own files are called"
)]

mod support;

use support::Site;

/// The variable that trycmd itself looks at.
const TRYCMD: &str = "TRYCMD";

#[test]
fn transcripts() {
    let asked = std::env::var("SNAPSHOTS").unwrap_or_default();
    if asked == "overwrite" && std::env::var_os(TRYCMD).is_none() {
        // trycmd reads its own variable and none else, so this test runs itself once more with that one set.
        let program = std::env::current_exe().expect("a test knows its program");
        let status = std::process::Command::new(program)
            .args(["--exact", "transcripts"])
            .env(TRYCMD, asked)
            .status();
        assert!(status.expect("it started once already").success());
        return;
    }
    trycmd::TestCases::new()
        .register_bin(
            "pmsite",
            std::path::PathBuf::from(env!("CARGO_BIN_EXE_pmsite")),
        )
        .case("tests/cli/*.md");
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
fn one_document_is_read_in_whatever_bytes_it_is_written() {
    let site = Site::empty("site-under-test");
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
