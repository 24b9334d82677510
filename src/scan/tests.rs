//! Trees as people have them, walked.
#![expect(
    clippy::disallowed_methods,
    reason = "the tests make trees on the disk"
)]

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::{Found, Request, check_asset, load, notes, walk};
use crate::diagnostic::Diagnostics;
use crate::error::Error;

/// A tree of files; a path that ends in `/` is an empty folder.
fn tree(files: &[(&str, &str)]) -> TempDir {
    let temp = tempfile::tempdir().expect("a temporary folder can be made");
    for (path, text) in files {
        let place = temp.path().join(path);
        let folder = if path.ends_with('/') {
            Some(place.as_path())
        } else {
            place.parent()
        };
        fs::create_dir_all(folder.expect("it has a parent")).expect("a folder can be made");
        if !path.ends_with('/') {
            fs::write(&place, text).expect("a file can be written");
        }
    }
    temp
}

fn walked(root: &Path, include: &[&str], exclude: &[&str]) -> Result<(Found, Diagnostics), Error> {
    let owned =
        |globs: &[&str]| -> Vec<String> { globs.iter().map(|&glob| glob.to_owned()).collect() };
    walk(&Request {
        root,
        include: &owned(include),
        exclude: &owned(exclude),
        formats: &[],
        splits: &[],
        skip: &[],
    })
}

fn paths(found: &Found) -> Vec<&str> {
    found
        .candidates
        .iter()
        .map(|candidate| candidate.path.as_str())
        .collect()
}

fn said(found: &Found) -> Vec<String> {
    notes(&found.set_aside)
        .into_iter()
        .map(|note| note.message)
        .collect()
}

#[test]
fn what_is_passed_over_is_counted() -> Result<(), Error> {
    let temp = tree(&[
        ("b.md", ""),
        ("B/a.markdown", ""),
        ("a/é x.html.md.erb", ""),
        ("a/PM 9 - notes", ""),
        ("a/graph.png", ""),
        ("a/old.adoc", ""),
        ("a/tool.bin", ""),
        ("a/what.xyz", ""),
        (".git/HEAD", ""),
        (".github/x.md", ""),
        (".secret.md", ""),
        ("node_modules/p/README.md", ""),
        ("target/a.md", ""),
        ("out1/.pmsite-manifest", ""),
        ("out1/a.md", ""),
        ("public/index.html", ""),
        ("public/a.md", ""),
        ("site/a.md", ""),
    ]);
    let (found, diagnostics) = walked(temp.path(), &[], &[])?;
    assert_eq!(diagnostics, Diagnostics::new());
    assert_eq!(
        paths(&found),
        [
            "B/a.markdown",
            "a/PM 9 - notes",
            "a/old.adoc",
            "a/é x.html.md.erb",
            "b.md",
            "site/a.md"
        ]
    );
    assert_eq!(found.assets, ["a/graph.png", "a/what.xyz"]);
    assert_eq!(found.other_files, ["a/tool.bin"]);
    assert!(!found.among_code);
    assert_eq!(
        said(&found),
        [
            "1 binary file was not read (`a/tool.bin`)",
            "1 file of unknown kind was not read (`a/what.xyz`)",
            "2 hidden files or folders were passed over (`.github`, `.secret.md`)",
            "1 folder of dependencies was passed over (`node_modules`)",
            "3 folders that a build wrote were passed over (`out1`, `public`, `target`)",
        ]
    );
    Ok(())
}

#[test]
fn git_decides_what_is_ignored() -> Result<(), Error> {
    let temp = tree(&[
        (".git/info/exclude", "local.md\n"),
        (".gitignore", "*.tmp.md\n/docs/only-here.md\nbuilt/\n"),
        ("docs/only-here.md", ""),
        ("docs/local.md", ""),
        ("docs/a.tmp.md", ""),
        ("docs/keep/.gitignore", "!a.tmp.md\nb.md\n"),
        ("docs/keep/a.tmp.md", ""),
        ("docs/keep/b.md", ""),
        ("docs/next/b.md", ""),
        ("docs/built/c.md", ""),
    ]);
    let (found, _) = walked(&temp.path().join("docs"), &[], &[])?;
    assert_eq!(paths(&found), ["keep/a.tmp.md", "next/b.md"]);
    Ok(())
}

#[test]
fn globs_choose_documents_and_hide_files() -> Result<(), Error> {
    let temp = tree(&[
        ("a.md", ""),
        ("x/a.md", ""),
        ("x/p.png", ""),
        ("y/b.md", ""),
        ("y/p.png", ""),
    ]);
    for (include, exclude, documents, assets) in [
        (
            vec!["a.md"],
            vec![],
            vec!["a.md", "x/a.md"],
            vec!["x/p.png", "y/p.png"],
        ),
        (
            vec!["/a.md"],
            vec![],
            vec!["a.md"],
            vec!["x/p.png", "y/p.png"],
        ),
        (
            vec!["x/"],
            vec![],
            vec!["x/a.md"],
            vec!["x/p.png", "y/p.png"],
        ),
        (vec!["*/*.md"], vec!["y"], vec!["x/a.md"], vec!["x/p.png"]),
        (
            vec![],
            vec!["y/**"],
            vec!["a.md", "x/a.md"],
            vec!["x/p.png"],
        ),
        (
            vec![],
            vec!["*.png", "./x/*"],
            vec!["a.md", "y/b.md"],
            vec![],
        ),
    ] {
        let (found, _) = walked(temp.path(), &include, &exclude)?;
        assert_eq!(paths(&found), documents, "{include:?} {exclude:?}");
        assert_eq!(found.assets, assets, "{include:?} {exclude:?}");
    }
    let error = walked(temp.path(), &["a["], &[])
        .err()
        .map(|error| error.to_string());
    let expected = "`a[` in `include` is not a glob: unclosed character class; missing ']'";
    assert_eq!(error.as_deref(), Some(expected));
    Ok(())
}

#[test]
fn code_is_known_by_its_manifest_or_its_number() -> Result<(), Error> {
    for (files, among_code) in [
        (vec![("Cargo.toml", "")], true),
        (vec![("deep/package.json", ""), ("a.py", "")], false),
        (
            vec![
                ("a.py", ""),
                ("b.py", ""),
                ("x/c.go", ""),
                ("d.rs", ""),
                ("e.ts", ""),
            ],
            true,
        ),
        (vec![(".git/HEAD", ""), ("a.md", "")], false),
    ] {
        let (found, _) = walked(tree(&files).path(), &[], &[])?;
        assert_eq!(found.among_code, among_code, "{files:?}");
    }
    Ok(())
}

#[test]
fn skipped_folders_and_missing_roots() -> Result<(), Error> {
    let temp = tree(&[("a.md", ""), ("out/b.md", "")]);
    let skip: [PathBuf; 2] = [temp.path().join("out"), temp.path().join("missing")];
    let request = Request {
        root: temp.path(),
        include: &[],
        exclude: &[],
        formats: &[],
        splits: &[],
        skip: &skip,
    };
    let (found, _) = walk(&request)?;
    assert_eq!(paths(&found), ["a.md"]);
    assert!(said(&found).is_empty());
    assert!(matches!(
        walked(&temp.path().join("no"), &[], &[]),
        Err(Error::Io { .. })
    ));
    assert!(matches!(
        walked(&temp.path().join("a.md"), &[], &[]),
        Err(Error::Io { .. })
    ));
    Ok(())
}

#[test]
fn candidates_become_sources_or_are_set_aside() -> Result<(), Error> {
    let temp = tree(&[
        ("a.md", "\u{feff}one\r\ntwo"),
        ("b.txt", "## Summary\n"),
        ("c.txt", "It broke.\n"),
        ("d", "\0\u{1}\u{2}"),
        ("e.md", "\0\u{1}\u{2}"),
    ]);
    let _ = fs::write(temp.path().join("f.md"), b"caf\xe9");
    let (found, _) = walked(temp.path(), &[], &[])?;
    let loaded: Vec<_> = found
        .candidates
        .iter()
        .map(|candidate| load(candidate, 1000))
        .collect();
    let texts: Vec<Option<&str>> = loaded
        .iter()
        .map(|loaded| loaded.source.as_ref().map(|source| &*source.text))
        .collect();
    assert_eq!(
        texts,
        [
            Some("one\ntwo"),
            Some("## Summary\n"),
            None,
            None,
            None,
            Some("café")
        ]
    );
    let set_aside = notes(loaded.iter().filter_map(|loaded| loaded.set_aside.as_ref()));
    let own = loaded.iter().flat_map(|loaded| &loaded.diagnostics);
    let messages: Vec<&str> = set_aside
        .iter()
        .chain(own)
        .map(|found| found.message.as_str())
        .collect();
    assert_eq!(
        messages,
        [
            "1 text is no prose and was not read (`c.txt`)",
            "1 binary file was not read (`d`)",
            "the name does not say what the text is; read as markdown by its lines",
            "the file is named as a text but holds binary data and was not read",
            "the file is not UTF-8; read as Windows-1252",
        ]
    );
    Ok(())
}

#[cfg(unix)]
#[test]
fn links_are_read_once_and_never_lead_out() -> Result<(), Error> {
    use std::os::unix::fs::symlink;
    let outside = tree(&[("secret.md", ""), ("p.png", "")]);
    let temp = tree(&[("a.md", ""), ("x/p.png", ""), (".data/d.md", "")]);
    let root = temp.path();
    for (target, link) in [
        (root.join("a.md"), "again.md"),
        (root.join("x"), "y"),
        (root.to_owned(), "x/loop"),
        (root.join("x/p.png"), "q.png"),
        (root.join(".data/d.md"), "d.md"),
        (root.join(".data/d.md"), "e.md"),
        (outside.path().join("secret.md"), "secret.md"),
        (outside.path().to_owned(), "away"),
        (root.join("nothing"), "broken.md"),
    ] {
        let _ = symlink(target, root.join(link));
    }
    let (found, _) = walked(root, &[], &[])?;
    assert_eq!(paths(&found), ["a.md"]);
    assert_eq!(found.assets, ["q.png", "x/p.png"]);
    assert_eq!(
        said(&found),
        [
            "1 hidden file or folder was passed over (`.data`)",
            "3 symbolic links that lead out of the folder or to nothing were not followed (`away`, `broken.md`, `secret.md`)",
            "5 symbolic links were not followed: their targets are read at their own places or not at all (`again.md`, `d.md`, `e.md`, …)",
        ]
    );
    Ok(())
}

#[cfg(unix)]
#[test]
fn no_link_publishes_what_is_passed_over() -> Result<(), Error> {
    use std::os::unix::fs::symlink;
    let temp = tree(&[
        ("private/secret.md", ""),
        (".hid/t.log", ""),
        (".git/config", ""),
        ("built/page.png", ""),
        (".gitignore", "*.tmp.png\n"),
        ("x.tmp.png", ""),
        ("server.key", ""),
        ("shown/t.log", ""),
    ]);
    let root = temp.path();
    for (target, link) in [
        ("private/secret.md", "s.md"),
        (".hid/t.log", "p.log"),
        (".git/config", "x.log"),
        ("built/page.png", "q.png"),
        ("x.tmp.png", "r.png"),
        ("server.key", "k.log"),
        ("shown/t.log", "t.log"),
    ] {
        let _ = symlink(root.join(target), root.join(link));
    }
    let (found, _) = walk(&Request {
        root,
        include: &[],
        exclude: &["private".to_owned()],
        formats: &[],
        splits: &[],
        skip: &[root.join("built")],
    })?;
    assert_eq!(paths(&found), Vec::<&str>::new());
    assert_eq!(found.assets, ["shown/t.log", "t.log"]);
    Ok(())
}

#[test]
fn what_is_too_large_is_named_with_its_size_and_never_read() -> Result<(), Error> {
    let temp = tree(&[
        ("fits.md", "12345678"),
        ("over.md", "123456789"),
        ("a.svg", "<svg/>   "),
    ]);
    // Two hundred megabytes that take no room on the disk, and none in memory.
    let huge =
        fs::File::create(temp.path().join("huge.md")).and_then(|file| file.set_len(200_000_000));
    assert!(huge.is_ok(), "{huge:?}");
    let (found, _) = walked(temp.path(), &[], &[])?;
    let told: Vec<String> = found
        .candidates
        .iter()
        .flat_map(|candidate| load(candidate, 8).diagnostics)
        .chain(check_asset(temp.path(), "a.svg", 8))
        .map(|told| {
            let place = told.place.map(|place| place.path.to_string());
            format!(
                "{}: {}; {}",
                place.unwrap_or_default(),
                told.message,
                told.help.unwrap_or_default()
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            "huge.md: the file has 190.7 MiB, more than 8 bytes, and was not read; \
             split it into one file a report, or set `max-file-size` in `[build]` of `book.toml`",
            "over.md: the file has 9 bytes, more than 8 bytes, and was not read; \
             split it into one file a report, or set `max-file-size` in `[build]` of `book.toml`",
            "a.svg: the picture has 9 bytes, more than 8 bytes; what it holds is not known, and it is not published; \
             save it as a PNG, or set `max-file-size` in `[build]` of `book.toml`",
        ]
    );
    assert!(check_asset(temp.path(), "a.svg", 9).is_none());
    Ok(())
}

#[cfg(unix)]
#[test]
fn a_pipe_is_never_opened() -> Result<(), Error> {
    let temp = tree(&[("a.md", "")]);
    for name in ["pipe.png", "pipe.md"] {
        let made = std::process::Command::new("mkfifo")
            .arg(temp.path().join(name))
            .status();
        assert!(made.is_ok_and(|status| status.success()), "{name}");
    }
    let (mut found, _) = walked(temp.path(), &[], &[])?;
    assert_eq!(paths(&found), ["a.md"]);
    assert_eq!(
        said(&found),
        ["2 pipes, sockets or devices were passed over (`pipe.md`, `pipe.png`)"]
    );
    let set_aside = found.set_aside.clone();
    found.take_up(&set_aside);
    assert_eq!(found.assets, Vec::<String>::new());
    Ok(())
}
