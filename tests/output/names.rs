//! Names of files of every kind: long, alike, reserved, with what a terminal or an address would obey.
#![cfg(unix)]

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;

use crate::odd::{REPORT, report_pages, site};

#[test]
fn names_of_every_kind_become_pages() {
    let site = site();
    let names: Vec<Vec<u8>> = vec![
        // As long as a name may be, twice with the same beginning.
        format!("{}.md", "a".repeat(252)).into_bytes(),
        format!("{}b.md", "a".repeat(251)).into_bytes(),
        format!("{}.md", "é".repeat(126)).into_bytes(),
        b"CON.md".to_vec(),
        b"aux.md".to_vec(),
        b"com1.report.md".to_vec(),
        b"dots....md".to_vec(),
        b"a space .md".to_vec(),
        b"new\nline.md".to_vec(),
        b"tab\tand \x1b[31mred.md".to_vec(),
        b"back\\slash.md".to_vec(),
        b"c:drive.md".to_vec(),
        b"<>|?*\".md".to_vec(),
        b"%2e%2e%2fup.md".to_vec(),
        b"Case.md".to_vec(),
        b"case.md".to_vec(),
        b"CASE.MD".to_vec(),
        "\u{202e}turned.md".into(),
        "e\u{301}.md".into(),
        "\u{e9}.md".into(),
        b"-rf.md".to_vec(),
        "🔥.md".into(),
    ];
    for name in &names {
        std::fs::write(site.root().join(OsStr::from_bytes(name)), REPORT)
            .expect("the folder is ours");
    }
    let outcome = site
        .build(&["-v", "--site-url", "https://a.example/"])
        .code(0);
    let obeyed = |sign: char| sign.is_control() && sign != '\n' || sign == '\u{202e}';
    assert!(!outcome.stderr.contains(obeyed), "{:?}", outcome.stderr);
    let output = site.output();
    assert_eq!(report_pages(&output), names.len() + 1);
    let mut folded = std::collections::BTreeSet::new();
    for path in output.keys() {
        assert!(
            folded.insert(path.to_lowercase()),
            "{path} differs by case only"
        );
        for part in path.split('/') {
            assert!(part.len() <= 255, "{part}");
            let stem = part
                .split('.')
                .next()
                .unwrap_or_default()
                .to_ascii_lowercase();
            assert!(
                !["con", "aux", "nul", "prn", "com1"].contains(&stem.as_str()),
                "{part}"
            );
            assert!(!part.ends_with(['.', ' ']), "{part}");
            assert!(
                !part.contains(['<', '>', ':', '"', '|', '?', '*', '\\']),
                "{part}"
            );
            assert!(!part.contains(char::is_control), "{part:?}");
        }
    }
}

#[test]
fn an_annotation_names_the_true_file() {
    let site = site();
    let text = format!("{REPORT}\n[gone](gone.md)\n");
    site.edit("new\nline, 100%: really.md", text);
    let outcome = site.build(&["--format", "github"]).code(0);
    let file = outcome
        .stdout
        .lines()
        .find_map(|line| line.strip_prefix("::warning file=")?.split(',').next());
    // As GitHub takes it apart.
    let file = file.unwrap_or_default();
    let escapes = [
        ("%0A", "\n"),
        ("%0D", "\r"),
        ("%3A", ":"),
        ("%2C", ","),
        ("%25", "%"),
    ];
    let path = escapes
        .iter()
        .fold(file.to_owned(), |path, (escape, sign)| {
            path.replace(escape, sign)
        });
    assert!(site.root().join(&path).is_file(), "{path:?}");
}

#[test]
fn a_name_that_is_not_unicode_is_told_where_a_report_may_hide() {
    let site = site();
    let place = |name: &[u8]| site.root().join(OsStr::from_bytes(name));
    let write = |name: &[u8]| std::fs::write(place(name), REPORT).expect("the folder is ours");
    write(b"torn\xff.md");
    write(b"graph\xff.png");
    write(b".hidden\xff.md");
    std::fs::create_dir(place(b"jahr\xe4")).expect("the folder is ours");
    write(b"jahr\xe4/2021.md");
    site.build(&[])
        .code(0)
        .says("warning[skipped-files]: the file has a name that is not Unicode")
        .says("--> torn\u{fffd}.md")
        .says("warning[skipped-files]: the folder has a name that is not Unicode")
        .says("--> jahr\u{fffd}")
        .says("; 2 warnings, 3 notes");
    site.build(&["-v"])
        .code(0)
        .says("1 file has a name that is not Unicode and was passed over (`graph\u{fffd}.png`)");
    site.build(&["--strict"]).code(1);
    assert_eq!(report_pages(&site.output()), 1);
}

#[test]
fn names_of_assets_are_made_fit() {
    let site = site();
    let long = format!("{}.png", "p".repeat(251));
    site.edit(&long, "x")
        .edit("aux.png", "x")
        .edit("A.png", "1")
        .edit("a.png", "2");
    site.edit(
        "2021-01-03-pictures.md",
        format!("# Disk\n\n## Impact\n\n![x]({long}) ![x](aux.png) ![x](A.png) ![x](a.png)\n"),
    );
    site.build(&[]).code(0);
    let output = site.output();
    let pictures = output.keys().filter(|path| path.ends_with(".png")).count();
    assert_eq!(pictures, 4, "{:?}", output.keys());
    let folded: std::collections::BTreeSet<String> =
        output.keys().map(|path| path.to_lowercase()).collect();
    assert_eq!(folded.len(), output.len());
}
