//! What the program says: transcripts in `tests/cli/*.md`, each run in a copy of the folder `<name>.in` beside it.
//!
//! `SNAPSHOTS=overwrite` rewrites them, as it does all other expectations.

#![allow(
    clippy::disallowed_methods,
    clippy::case_sensitive_file_extension_comparisons,
    reason = "a test touches the disk, and knows how its own files are called"
)]

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
