//! What an output folder must survive.
#![expect(clippy::disallowed_methods, reason = "the tests look at the disk")]

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::{About, Cleaned, Forbidden, MANIFEST, Output, Summary, clean, open};
use crate::error::Error;

fn temp() -> TempDir {
    tempfile::tempdir().expect("a temporary folder can be made")
}

fn build(folder: &Path, files: &[(&str, &str)]) -> Result<Summary, Error> {
    let output = open(folder, &[])?;
    stage(&output, files)?;
    output.commit(About::default())
}

fn stage(output: &Output, files: &[(&str, &str)]) -> Result<(), Error> {
    files
        .iter()
        .try_for_each(|(path, text)| output.stage(path, text.as_bytes()))
}

fn counts(written: usize, unchanged: usize, removed: usize) -> Summary {
    Summary {
        written,
        unchanged,
        removed,
    }
}

fn text(folder: &Path, path: &str) -> Option<String> {
    fs::read_to_string(folder.join(path)).ok()
}

/// Every file of a folder, hidden ones too.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = walkdir::WalkDir::new(folder)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .filter_map(|entry| {
            let path = entry.path().strip_prefix(folder).ok()?;
            Some(path.to_string_lossy().replace('\\', "/"))
        })
        .collect();
    names.sort();
    names
}

fn refusal(result: Result<impl Sized, Error>) -> String {
    match result {
        Err(error @ Error::Refused(_)) => error.to_string(),
        Err(error) => panic!("not a refusal: {error}"),
        Ok(_) => panic!("not refused"),
    }
}

#[test]
fn the_second_build_writes_only_what_changed() -> Result<(), Error> {
    let temp = temp();
    let out = temp.path().join("a/site");
    let files = [
        ("index.html", "home"),
        ("x/index.html", "x"),
        ("x/y.css", ""),
    ];
    assert_eq!(build(&out, &files)?, counts(3, 0, 0));
    let written = fs::metadata(out.join(MANIFEST)).and_then(|facts| facts.modified());
    assert_eq!(build(&out, &files)?, counts(0, 3, 0));
    let again = fs::metadata(out.join(MANIFEST)).and_then(|facts| facts.modified());
    assert_eq!(written.ok(), again.ok());
    assert_eq!(
        build(&out, &[("index.html", "HOME"), ("z/a/b", "z")])?,
        counts(2, 0, 2)
    );
    assert_eq!(names(&out), [".pmsite-manifest", "index.html", "z/a/b"]);
    assert!(!out.join("x").exists(), "the empty folder is gone");
    // A file that somebody removed comes back.
    let _ = fs::remove_file(out.join("z/a/b"));
    assert_eq!(
        build(&out, &[("index.html", "HOME"), ("z/a/b", "z")])?,
        counts(1, 1, 0)
    );
    // A file where a folder was, and a folder where a file was.
    assert_eq!(
        build(&out, &[("index.html/a", "1"), ("z/a", "2")])?,
        counts(2, 0, 2)
    );
    assert_eq!(text(&out, "index.html/a").as_deref(), Some("1"));
    assert_eq!(text(&out, "z/a").as_deref(), Some("2"));
    Ok(())
}

#[test]
fn what_is_not_ours_is_left_alone() -> Result<(), Error> {
    let temp = temp();
    let out = temp.path().join("site");
    let _ = fs::create_dir_all(out.join(".git"));
    let _ = fs::write(out.join("CNAME"), "mine.example");
    assert_eq!(
        build(&out, &[("a/index.html", "a"), ("CNAME", "other.example")])?,
        counts(1, 0, 0)
    );
    let _ = fs::write(out.join("a/note.txt"), "mine");
    assert_eq!(build(&out, &[("index.html", "home")])?, counts(1, 0, 1));
    assert_eq!(text(&out, "a/note.txt").as_deref(), Some("mine"));
    assert_eq!(text(&out, "CNAME").as_deref(), Some("mine.example"));
    let message = refusal(build(&out, &[("a/note.txt", "ours")]));
    assert!(message.contains("was not written by pmsite"), "{message}");
    assert_eq!(text(&out, "index.html").as_deref(), Some("home"));
    assert_eq!(clean(&out)?, Cleaned::Site(1));
    assert_eq!(names(&out), ["CNAME", "a/note.txt"]);
    refusal(clean(&out));
    Ok(())
}

#[test]
fn folders_of_others_are_refused_and_stay_as_they_are() {
    let temp = temp();
    let source = temp.path().join("reports");
    let _ = fs::create_dir_all(source.join("2020"));
    let _ = fs::write(source.join("a.md"), "a");
    let message = refusal(open(&source, &[]));
    assert!(message.contains("(`2020`)"), "{message}");
    assert_eq!(names(&source), ["a.md"]);
    let forbidden = |inside: bool| {
        let forbidden = Forbidden::new(&source, "the source folder");
        [if inside {
            forbidden.inside_too()
        } else {
            forbidden
        }]
    };
    for (folder, inside, relation) in [
        ("reports", false, "is"),
        ("reports/2020/..", false, "is"),
        ("missing/../reports", false, "is"),
        (".", false, "contains"),
        ("reports/site", true, "lies in"),
    ] {
        let message = refusal(open(&temp.path().join(folder), &forbidden(inside)));
        assert!(
            message.contains(&format!(" {relation} the source folder")),
            "{message}"
        );
    }
    assert!(open(&source.join("site"), &forbidden(false)).is_ok());
    assert!(
        !source.join("site").exists(),
        "nothing came of it, nothing stays"
    );
}

#[test]
fn without_a_commit_the_old_site_stands() -> Result<(), Error> {
    let temp = temp();
    let out = temp.path();
    build(out, &[("index.html", "old")])?;
    let before = names(out);
    let output = open(out, &[])?;
    stage(&output, &[("index.html", "new"), ("more.html", "new")])?;
    let message = refusal(open(out, &[]));
    assert!(message.contains("another build"), "{message}");
    refusal(stage(&output, &[("../outside.html", "")]));
    refusal(stage(&output, &[("more.html", "twice")]));
    drop(output);
    assert_eq!(names(out), before);
    assert_eq!(text(out, "index.html").as_deref(), Some("old"));
    Ok(())
}

#[test]
fn a_killed_move_is_cleaned_up_by_the_next_build() -> Result<(), Error> {
    let temp = temp();
    let out = temp.path();
    build(out, &[("index.html", "old"), ("gone.html", "old")])?;
    // As a build leaves it that was killed after the first file.
    let staging = out.join(".pmsite-staging");
    let _ = fs::create_dir(&staging);
    let _ = fs::write(staging.join("7"), "left");
    let _ = fs::write(out.join("new.html"), "half");
    let open = "0".repeat(32);
    let manifest =
        format!("pmsite manifest 1\n{open}  gone.html\n{open}  index.html\n{open}  new.html\n");
    let _ = fs::write(out.join(MANIFEST), manifest);
    assert_eq!(build(out, &[("index.html", "old")])?, counts(1, 0, 2));
    assert_eq!(names(out), [".pmsite-manifest", "index.html"]);
    Ok(())
}

#[test]
fn cleaning_takes_away_what_a_killed_move_left_on_its_way() -> Result<(), Error> {
    let temp = temp();
    let out = temp.path().join("site");
    build(&out, &[("index.html", "home"), ("x/index.html", "x")])?;
    // As a move to another file system leaves it: on its way, and told so by the manifest.
    let _ = fs::write(out.join("x/.pmsite-arriving"), "half");
    let open = "0".repeat(32);
    let manifest = format!("pmsite manifest 1\n{open}  index.html\n{open}  x/index.html\n");
    let _ = fs::write(out.join(MANIFEST), manifest);
    assert_eq!(clean(&out)?, Cleaned::Site(2));
    assert!(!out.exists(), "{:?} is left", names(&out));
    Ok(())
}

#[test]
fn new_folders_that_differ_in_case_only_are_two() -> Result<(), Error> {
    let temp = temp();
    let out = temp.path().join("site");
    let files = [("DNS/index.html", "one"), ("dns/two/index.html", "two")];
    assert_eq!(build(&out, &files)?, counts(2, 0, 0));
    assert_eq!(build(&out, &files)?, counts(0, 2, 0));
    for (path, words) in files {
        assert_eq!(text(&out, path).as_deref(), Some(words), "{path}");
    }
    assert!(!out.join(".pmsite-staging").exists());
    Ok(())
}

#[cfg(unix)]
#[test]
fn a_failure_at_the_first_step_is_undone_and_a_later_one_told() -> Result<(), Error> {
    let temp = temp();
    let out = temp.path().join("made/site");
    // Behind our back, after the staging: a folder stands where the first file is to go.
    let built = |files: &[(&str, &str)], blocked: &str| {
        let output = open(&out, &[])?;
        stage(&output, files)?;
        fs::create_dir_all(out.join(blocked).join("own")).expect("it can be made");
        let result = output.commit(About::default());
        let _ = fs::remove_dir_all(out.join(blocked));
        result
    };
    let first = [("a.css", "old"), ("b.css", "old")];
    let result = built(&first, "a.css");
    assert!(matches!(result, Err(Error::Io { .. })), "{result:?}");
    assert_eq!(names(&out), [""; 0]);
    build(&out, &first)?;
    let manifest = text(&out, MANIFEST);
    let second = [("a.css", "new"), ("b.css", "new"), ("c/d.css", "new")];
    let _ = fs::remove_file(out.join("a.css"));
    let result = built(&second, "a.css");
    assert!(matches!(result, Err(Error::Io { .. })), "{result:?}");
    assert_eq!(names(&out), [MANIFEST, "b.css"]);
    assert_eq!(text(&out, MANIFEST), manifest);
    assert_eq!(text(&out, "b.css").as_deref(), Some("old"));
    let _ = fs::remove_file(out.join("b.css"));
    let result = built(&second, "b.css");
    assert!(matches!(result, Err(Error::HalfDone(_))), "{result:?}");
    assert_eq!(text(&out, "a.css").as_deref(), Some("new"));
    build(&out, &second)?;
    assert_eq!(names(&out), [MANIFEST, "a.css", "b.css", "c/d.css"]);
    Ok(())
}

#[test]
fn copies_are_written_once() -> Result<(), Error> {
    let temp = temp();
    let from = temp.path().join("graph.png");
    let out = temp.path().join("site");
    let _ = fs::write(&from, vec![7; 200_000]);
    for expected in [counts(1, 0, 0), counts(0, 1, 0)] {
        let output = open(&out, &[])?;
        output.stage_copy("img/graph.png", &from)?;
        assert_eq!(output.commit(About::default())?, expected);
    }
    assert_eq!(
        fs::read(out.join("img/graph.png")).ok(),
        fs::read(&from).ok()
    );
    Ok(())
}

#[cfg(unix)]
#[test]
fn links_inside_the_folder_are_not_followed() -> Result<(), Error> {
    let temp = temp();
    let out = temp.path().join("site");
    let outside = temp.path().join("outside");
    let _ = fs::create_dir(&outside);
    let _ = fs::write(outside.join("index.html"), "mine");
    build(&out, &[("x/index.html", "x")])?;
    let _ = fs::remove_file(out.join("x/index.html"));
    let _ = fs::remove_dir(out.join("x"));
    let _ = std::os::unix::fs::symlink(&outside, out.join("x"));
    refusal(build(&out, &[("x/index.html", "new")]));
    build(&out, &[("index.html", "home")])?;
    assert_eq!(text(&outside, "index.html").as_deref(), Some("mine"));
    Ok(())
}

#[test]
fn a_new_folder_moves_as_a_whole_and_an_old_one_file_by_file() {
    let temp = temp();
    let out = temp.path().join("site");
    let first = [
        ("index.html", "home"),
        ("2021/a/index.html", "a"),
        ("2021/a/graph.png", "png"),
        ("theme/style.css", "css"),
    ];
    let output = open(&out, &[]).expect("the folder is free");
    stage(&output, &first).expect("there is room");
    assert!(
        !out.join("2021").exists(),
        "nothing is to be seen before the commit"
    );
    assert!(out.join(".pmsite-staging/tree/2021/a/index.html").is_file());
    assert_eq!(
        output.commit(About::default()).expect("the move ends"),
        counts(4, 0, 0)
    );
    let mut second = first.to_vec();
    second.push(("2021/b/index.html", "b"));
    second.push(("2022/c/index.html", "c"));
    // A folder of the user's of that name is there, in other letters.
    fs::create_dir(out.join("Tags")).expect("it can be made");
    fs::write(out.join("Tags/own.txt"), "own").expect("it can be written");
    second.push(("tags/x/index.html", "x"));
    assert_eq!(
        build(&out, &second).expect("the move ends"),
        counts(3, 4, 0)
    );
    for (path, words) in second {
        assert_eq!(text(&out, path).as_deref(), Some(words), "{path}");
    }
    assert_eq!(text(&out, "Tags/own.txt").as_deref(), Some("own"));
    assert!(!out.join(".pmsite-staging").exists());
    assert_eq!(build(&out, &first).expect("the move ends"), counts(0, 4, 3));
    assert_eq!(names(&out).len(), 6, "{:?}", names(&out));
}

#[test]
fn a_file_in_parts_is_as_one_that_comes_whole() -> Result<(), Error> {
    let temp = temp();
    let out = temp.path().join("site");
    let build = |parts: &[&str]| {
        let output = open(&out, &[])?;
        stage(&output, &[("index.html", "home")])?;
        let mut file = output.in_parts("x/all.txt")?;
        parts
            .iter()
            .try_for_each(|part| file.write(part.as_bytes()))?;
        file.finish()?;
        output.commit(About::default())
    };
    let long = "long ".repeat(20_000);
    for (parts, written) in [
        (vec!["one", "two"], 2),
        // The same in other parts.
        (vec!["onet", "", "wo"], 0),
        // Longer, shorter, different at its beginning and in its middle, empty, and from nothing.
        (vec!["one", "two", &long], 1),
        (vec!["onetwo", &long, "x"], 1),
        (
            vec!["onetwo", &long[..50_000], "-", &long[50_001..], "x"],
            1,
        ),
        (vec!["one", "two"], 1),
        (vec!["One", "two"], 1),
        (vec![], 1),
        (vec![], 0),
        (vec!["", "one"], 1),
    ] {
        assert_eq!(build(&parts)?.written, written, "{written}");
        assert_eq!(text(&out, "x/all.txt"), Some(parts.concat()));
        let staging = names(&out)
            .into_iter()
            .filter(|name| name.contains("staging"));
        assert_eq!(staging.count(), 0);
    }
    // What comes whole and says the same is the same.
    let output = open(&out, &[])?;
    stage(&output, &[("index.html", "home"), ("x/all.txt", "one")])?;
    assert_eq!(output.commit(About::default())?, counts(0, 2, 0));
    // Somebody's file is not written over, nor is a path outside taken.
    fs::write(out.join("theirs.txt"), "theirs").expect("it can be written");
    let output = open(&out, &[])?;
    refusal(output.in_parts("theirs.txt"));
    refusal(output.in_parts("../x.txt"));
    Ok(())
}
