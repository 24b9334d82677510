//! Odd surroundings: names, links, permissions, sizes and neighbours that an archive does not choose. Each ends in a good site
//! or in a message that says what to do.
#![cfg(unix)]

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::fs::File;
use std::io::Write as _;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant, SystemTime};

use crate::archive::everything;
use crate::support::{Files, Outcome, Site, difference, files, pmsite};

const REPORT: &str = "# DNS\n\n## Impact\n\nNobody could log in.\n";

/// A site with one report.
fn site() -> Site {
    let site = Site::empty("site-under-test");
    site.edit("2021-01-02-dns.md", REPORT);
    site
}

/// The program without the right to pass over permissions, which root has.
fn unprivileged() -> Command {
    let is_root = File::open("/proc/self/status").is_ok()
        && std::fs::read_to_string("/proc/self/status")
            .is_ok_and(|status| status.lines().any(|line| line.starts_with("Uid:\t0\t")));
    if !is_root {
        return pmsite();
    }
    let mut command = Command::new("setpriv");
    command
        .args(["--inh-caps=-all", "--bounding-set=-all"])
        .arg(pmsite().get_program());
    command
}

fn allow(place: &Path, mode: u32) {
    std::fs::set_permissions(place, std::fs::Permissions::from_mode(mode)).expect("it is ours");
}

/// The folders of reports in a built site.
fn report_pages(output: &Files) -> usize {
    output
        .iter()
        .filter(|(path, bytes)| {
            path.ends_with(".html")
                && String::from_utf8_lossy(bytes).contains("<article class=\"report")
        })
        .count()
}

#[test]
fn a_file_without_permission_is_told_and_the_others_are_built() {
    let site = site();
    site.edit("secret.md", REPORT)
        .edit("closed/inside.md", REPORT);
    allow(&site.root().join("secret.md"), 0o000);
    allow(&site.root().join("closed"), 0o000);
    let outcome = Outcome::of(unprivileged().current_dir(site.root()).arg("build"));
    allow(&site.root().join("closed"), 0o755);
    let outcome = outcome.code(0);
    for words in ["Permission denied", "--> secret.md", "--> closed"] {
        assert!(outcome.stderr.contains(words), "{}", outcome.stderr);
    }
    assert_eq!(report_pages(&site.output()), 1);
}

#[test]
fn a_folder_that_cannot_be_written_is_told_and_stays() {
    let site = site();
    site.build(&[]).code(0);
    let before = site.output();
    site.edit("2021-02-03-more.md", REPORT);
    for (folder, place) in [("site", "site"), (".", "other/site")] {
        let folder = site.root().join(folder);
        allow(&folder, 0o555);
        let mut command = unprivileged();
        command.current_dir(site.root());
        let outcome = Outcome::of(command.args(["build", "-d", place]));
        allow(&folder, 0o755);
        outcome
            .code(1)
            .says(&format!("`{place}"))
            .says("Permission denied")
            .says("choose another folder with `-d`")
            .says("nothing was written");
    }
    assert!(difference(&before, &site.output()).is_empty());
    assert!(!site.root().join("other").exists());
    // In the middle of the move: what stands says so, and the next build ends the work.
    let folder = site.root().join("site/2021-01-02-dns");
    site.edit(
        "2021-01-02-dns.md",
        REPORT.replace("Nobody", "Hardly anybody"),
    );
    allow(&folder, 0o555);
    let outcome = Outcome::of(unprivileged().current_dir(site.root()).arg("build"));
    allow(&folder, 0o755);
    outcome
        .code(1)
        .says("`site/2021-01-02-dns/index.html`")
        .says("build again to end the work");
    site.build(&[]).code(0);
    let again = everything(&site.root().join("site"));
    assert!(
        !again
            .keys()
            .any(|path| path.contains("staging") || path.contains("lock"))
    );
    assert_eq!(report_pages(&again), 2);
}

#[test]
fn links_lead_in_no_circle() {
    let site = site();
    let root = site.root();
    for (target, link) in [
        (".", "here"),
        ("b.md", "a.md"),
        ("a.md", "b.md"),
        ("..", "up"),
        ("nowhere.md", "broken.md"),
        ("/etc/passwd", "passwd.md"),
    ] {
        symlink(target, root.join(link)).expect("the folder is ours");
    }
    site.build(&["-v"])
        .code(0)
        .says("5 symbolic links that lead out of the folder or to nothing were not followed");
    assert_eq!(report_pages(&site.output()), 1);
}

#[test]
fn links_in_the_theme_are_told() {
    let site = site();
    site.edit("theme/static/own.txt", "own");
    for (target, link) in [
        ("nowhere.svg", "theme/static/logo.svg"),
        ("../static", "theme/static/circle"),
        ("b.txt", "theme/static/a.txt"),
        ("a.txt", "theme/static/b.txt"),
    ] {
        symlink(target, site.root().join(link)).expect("the folder is ours");
    }
    site.build(&[])
        .code(0)
        .says("warning[unreadable-file]: the link leads nowhere")
        .says("--> theme/static/logo.svg")
        .says("--> theme/static/circle")
        .says("--> theme/static/a.txt");
    site.expect_file("theme/own.txt");
    site.build(&["--strict"]).code(1);
}

#[test]
fn the_output_may_be_a_link_to_a_folder() {
    let site = site();
    std::fs::create_dir(site.beside("elsewhere")).expect("the folder is ours");
    symlink(site.beside("elsewhere"), site.root().join("site")).expect("the folder is ours");
    site.build(&[]).code(0);
    assert!(site.root().join("site").is_symlink());
    assert!(site.beside("elsewhere/index.html").is_file());
    site.build(&[]).code(0).says(": 0 files written");
    site.build(&["-d", "2021-01-02-dns.md"])
        .code(2)
        .says("`2021-01-02-dns.md` is no folder");
    site.build(&["-d", "2021-01-02-dns.md/x"])
        .code(1)
        .says("a part of the path is a file");
    // But not one that leads nowhere or to the sources.
    symlink("nowhere", site.root().join("broken")).expect("the folder is ours");
    site.build(&["-d", "broken"])
        .code(2)
        .says("`broken` is a link that leads nowhere");
    symlink(".", site.root().join("self")).expect("the folder is ours");
    site.build(&["-d", "self"])
        .code(2)
        .says("the output folder `self` is the source folder");
}

#[test]
fn our_own_names_are_no_way_out_of_the_folder() {
    let site = site();
    site.build(&[]).code(0);
    let outside = site.beside("outside");
    std::fs::create_dir(&outside).expect("the folder is ours");
    std::fs::write(outside.join("thesis.txt"), "years of work").expect("the folder is ours");
    let place = |name: &str| site.root().join("site").join(name);
    symlink(&outside, place(".pmsite-staging")).expect("the folder is ours");
    site.build(&[]).code(0);
    assert!(!place(".pmsite-staging").is_symlink());
    symlink(outside.join("thesis.txt"), place(".pmsite-lock")).expect("the folder is ours");
    site.build(&[])
        .code(2)
        .says("`site/.pmsite-lock` is no file of pmsite");
    let text = std::fs::read_to_string(outside.join("thesis.txt")).expect("it is there");
    assert_eq!(text, "years of work");
}

#[test]
fn a_lock_that_a_dead_process_left_holds_nobody_up() {
    let site = site();
    site.build(&[]).code(0);
    // The number of a process that lives: numbers are given again.
    let own = std::process::id().to_string();
    for holder in ["", "999999999", "no number", &own] {
        site.edit("site/.pmsite-lock", holder);
        site.build(&[]).code(0);
        assert!(!site.root().join("site/.pmsite-lock").exists());
    }
}

#[test]
fn of_two_builds_at_once_one_is_refused_and_both_end_well() {
    let site = site();
    for number in 0..150 {
        let day = number % 28 + 1;
        site.edit(&format!("r/2020-01-{day:02}-report-{number}.md"), REPORT);
    }
    let start = || {
        let mut command = pmsite();
        command.current_dir(site.root()).arg("build");
        command
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts")
    };
    let mut refused = 0;
    for round in 0..4 {
        site.edit("2021-01-02-dns.md", format!("{REPORT}\nRound {round}.\n"));
        let outcomes = [start(), start(), start()].map(std::process::Child::wait_with_output);
        let mut built = 0;
        for outcome in outcomes {
            let outcome = outcome.expect("it ends");
            let said = String::from_utf8_lossy(&outcome.stderr);
            match outcome.status.code() {
                Some(0) => built += 1,
                Some(2) => {
                    refused += 1;
                    assert!(said.contains("another build"), "{said}");
                    assert!(said.contains("is writing to `site`; wait for it"), "{said}");
                }
                code => panic!("{code:?}: {said}"),
            }
        }
        assert!(built > 0, "nobody built");
    }
    assert!(refused > 0, "no two builds met");
    let fresh = site.beside("fresh");
    site.build(&["-d", &fresh.display().to_string()]).code(0);
    let difference = difference(&everything(&fresh), &everything(&site.root().join("site")));
    assert!(difference.is_empty(), "{difference}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_huge_file_costs_no_memory_and_no_time() {
    let site = site();
    for name in ["huge.md", "huge.png", "notes"] {
        let file = File::create(site.root().join(name)).expect("the folder is ours");
        file.set_len(200 * 1024 * 1024).expect("it has holes");
    }
    site.edit(
        "2021-01-03-link.md",
        "# Disk\n\n## Impact\n\nSee [it](huge.md).\n",
    );
    let begun = Instant::now();
    let mut command = Command::new("sh");
    // There is less room than the file would take.
    command
        .args(["-c", "ulimit -v 190000; exec \"$0\" build -j 1"])
        .arg(pmsite().get_program())
        .current_dir(site.root());
    Outcome::of(&mut command)
        .code(0)
        .says("warning[skipped-files]")
        .says("--> huge.md");
    assert!(begun.elapsed() < Duration::from_secs(10));
    assert_eq!(report_pages(&site.output()), 2);
}

#[cfg(target_os = "linux")]
#[test]
fn a_huge_picture_is_copied_in_parts() {
    let site = site();
    let file = File::create(site.root().join("huge.png")).expect("the folder is ours");
    file.set_len(150 * 1024 * 1024).expect("it has holes");
    site.edit(
        "2021-01-03-link.md",
        "# Disk\n\n## Impact\n\n![it](huge.png)\n",
    );
    let mut command = Command::new("sh");
    command
        .args(["-c", "ulimit -v 150000; exec \"$0\" build -j 1"])
        .arg(pmsite().get_program())
        .current_dir(site.root());
    Outcome::of(&mut command).code(0);
    let facts = std::fs::metadata(site.root().join("site/huge.png")).expect("it is copied");
    assert_eq!(facts.len(), 150 * 1024 * 1024);
}

#[test]
fn a_head_that_explodes_is_told() {
    let mut head = String::from("a: &a [x, x, x, x, x, x, x, x, x]\n");
    for (name, before) in ('b'..='k').zip('a'..) {
        let list = vec![format!("*{before}"); 9].join(", ");
        let _ = writeln!(head, "{name}: &{name} [{list}]");
    }
    let site = site();
    site.edit("2021-01-03-bomb.md", format!("---\n{head}---\n{REPORT}"));
    let begun = Instant::now();
    site.build(&[])
        .code(0)
        .says("warning[malformed-front-matter]")
        .says("--> 2021-01-03-bomb.md");
    assert!(begun.elapsed() < Duration::from_secs(10));
    assert_eq!(report_pages(&site.output()), 2);
}

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
    // A name that is no text cannot become an address.
    let torn = OsStr::from_bytes(b"torn\xff.md");
    std::fs::write(site.root().join(torn), REPORT).expect("the folder is ours");
    let outcome = site
        .build(&["-v", "--site-url", "https://a.example/"])
        .code(0);
    assert!(outcome.stderr.contains("not Unicode"), "{}", outcome.stderr);
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

#[test]
fn no_environment_is_needed() {
    let site = site();
    site.build(&[]).code(0);
    let first = everything(&site.root().join("site"));
    let out = site.beside("bare");
    let mut command = pmsite();
    command.env_clear().current_dir(site.root());
    Outcome::of(command.arg("build").arg("-d").arg(&out)).code(0);
    let difference = difference(&first, &everything(&out));
    assert!(difference.is_empty(), "{difference}");
}

#[test]
fn no_clock_is_needed() {
    let site = site();
    site.edit("graph.png", "x")
        .edit("theme/static/own.txt", "own")
        .edit(
            "2021-01-03-graph.md",
            "# Disk\n\n## Impact\n\n![x](graph.png)\n",
        );
    let url = ["--site-url", "https://a.example/"];
    site.build(&url).code(0);
    let first = everything(&site.root().join("site"));
    let year = Duration::from_secs(365 * 24 * 3600);
    for time in [
        SystemTime::UNIX_EPOCH,
        SystemTime::UNIX_EPOCH - year,
        SystemTime::UNIX_EPOCH + 130 * year,
    ] {
        for path in files(site.root()).into_keys() {
            let file = File::options().write(true).open(site.root().join(&path));
            file.and_then(|file| file.set_modified(time))
                .expect("it is ours");
        }
        let outcome = site.build(&url).code(0);
        assert!(
            outcome.stderr.contains(": 0 files written"),
            "{}",
            outcome.stderr
        );
        let out = site.beside(&format!("{time:?}").replace(['/', ' '], "-"));
        site.build(&[url[0], url[1], "-d", &out.display().to_string()])
            .code(0);
        let difference = difference(&first, &everything(&out));
        assert!(difference.is_empty(), "{time:?}: {difference}");
    }
}

#[test]
fn a_clock_in_1970_changes_nothing() {
    let site = site();
    site.build(&["--site-url", "https://a.example/"]).code(0);
    let first = everything(&site.root().join("site"));
    let out = site.beside("out");
    // A clock of its own needs a library that is preloaded; where it is not installed the code itself is asked.
    let mut command = Command::new("faketime");
    command
        .args(["1970-01-02 00:00:00"])
        .arg(pmsite().get_program())
        .args(["build", "--site-url", "https://a.example/", "-d"])
        .arg(&out)
        .current_dir(site.root());
    if command.output().is_ok_and(|output| output.status.success()) {
        let difference = difference(&first, &everything(&out));
        assert!(difference.is_empty(), "{difference}");
    }
    // `clippy.toml` forbids clocks; this holds the exceptions to the stop watches there are.
    let mut with_clock = Vec::new();
    for entry in walkdir::WalkDir::new(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")) {
        let entry = entry.expect("the source is readable");
        if !entry.file_type().is_file() || entry.file_name() == "tests.rs" {
            continue;
        }
        let text = std::fs::read_to_string(entry.path()).expect("the source is readable");
        assert!(!text.contains("SystemTime"), "{}", entry.path().display());
        assert!(!text.contains(".modified()"), "{}", entry.path().display());
        if text.contains("Instant::now") {
            with_clock.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    with_clock.sort();
    assert_eq!(with_clock, ["build.rs", "pipeline.rs", "progress.rs"]);
}

#[test]
fn a_source_may_change_while_it_is_built() {
    let site = site();
    for number in 0..200 {
        site.edit(
            &format!("r/report-{number}.md"),
            format!("{REPORT}\n![x](p-{number}.png)\n"),
        );
        site.edit(&format!("r/p-{number}.png"), "x");
    }
    for round in 0..5 {
        let mut child = pmsite()
            .current_dir(site.root())
            .arg("build")
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        for number in 0..200 {
            let path = site.root().join(format!("r/report-{number}.md"));
            match (number + round) % 4 {
                0 => drop(std::fs::remove_file(path)),
                1 => drop(std::fs::remove_file(
                    path.with_file_name(format!("p-{number}.png")),
                )),
                2 => drop(
                    File::options()
                        .append(true)
                        .open(path)
                        .and_then(|mut file| {
                            file.write_all("\nMore, [é](nowhere.md).\n".as_bytes())
                        }),
                ),
                _ => drop(std::fs::write(path, REPORT)),
            }
        }
        let status = child.wait().expect("it ends");
        // A picture that went after it was found is an error, and nothing is written.
        assert!(matches!(status.code(), Some(0 | 1)), "{status:?}");
    }
    site.build(&[]).code(0);
    let out = site.beside("fresh");
    site.build(&["-d", &out.display().to_string()]).code(0);
    let difference = difference(&everything(&out), &everything(&site.root().join("site")));
    assert!(difference.is_empty(), "{difference}");
}

#[test]
fn a_file_swapped_for_a_link_is_not_published() {
    use pmsite::config::Config;
    use pmsite::pipeline::{self, Input, Progress};

    struct Silent;
    impl Progress for Silent {
        fn begin(&self, _: &'static str, _: usize) {}
        fn advance(&self) {}
    }

    let site = site();
    site.edit(
        "2021-01-03-graph.md",
        "# Disk\n\n## Impact\n\n![x](graph.png)\n",
    )
    .edit("graph.png", "x");
    std::fs::write(site.beside("secret"), "secret").expect("the folder is ours");
    let config = Config::default();
    let input = Input {
        source: site.root(),
        declared_source: false,
        skip: &[],
        config: &config,
        drafts: false,
    };
    let built = pipeline::assemble(&input, &Silent).expect("it is readable");
    // Between the walk and the copy.
    site.remove("graph.png");
    symlink(site.beside("secret"), site.root().join("graph.png")).expect("the folder is ours");
    let theme = pmsite::theme::Theme::builtin("default").expect("it is built in");
    let out = site.beside("out");
    let output = pmsite::output::open(&out, &[]).expect("it is free");
    let error = pipeline::copy(&built, &theme, &input, site.root(), &output)
        .expect_err("a link out of the folder is not followed");
    assert!(
        error
            .to_string()
            .contains("`graph.png` leads out of its folder"),
        "{error}"
    );
    drop(output);
    assert!(!out.exists(), "nothing came of it, nothing stays");
}

#[test]
fn a_second_build_touches_nothing_and_says_the_same() {
    let site = Site::from_dir("sites/forms");
    site.build(&[]).code(0);
    let old = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    let out = site.root().join("site");
    let all = everything(&out);
    for path in all.keys() {
        let file = File::options().write(true).open(out.join(path));
        file.and_then(|file| file.set_modified(old))
            .expect("it is ours");
    }
    let mut told: Vec<String> = Vec::new();
    for _ in 0..2 {
        let outcome = site.build(&["-v"]).code(0).says(": 0 files written");
        // But for the time it took.
        told.push(
            outcome
                .stderr
                .lines()
                .filter(|line| !line.contains(" written"))
                .collect(),
        );
    }
    assert_eq!(told[0], told[1]);
    assert!(
        told[0].contains("warning["),
        "the fixture has nothing to tell"
    );
    // With `--strict` it fails as often as it is asked.
    for _ in 0..2 {
        site.build(&["--strict"]).code(1);
    }
    assert!(difference(&all, &everything(&out)).is_empty());
    for path in all.keys() {
        let facts = std::fs::metadata(out.join(path)).expect("it is there");
        assert_eq!(facts.modified().ok(), Some(old), "{path} was touched");
    }
}

#[test]
fn a_damaged_manifest_is_told_and_nothing_is_touched() {
    let site = site();
    site.build(&[]).code(0);
    for text in ["", "pmsite manifest 99\n", "\0\0\0\0", "something else\n"] {
        site.edit("site/.pmsite-manifest", text);
        let before = everything(&site.root().join("site"));
        for command in ["build", "clean"] {
            site.run(&[command])
                .code(2)
                .says("`site/.pmsite-manifest` is no list that this version of pmsite can read");
        }
        assert!(difference(&before, &everything(&site.root().join("site"))).is_empty());
    }
    // Lines that lead out of the folder are passed over.
    std::fs::write(site.beside("thesis.txt"), "years of work").expect("the folder is ours");
    let fingerprint = "1".repeat(32);
    site.edit(
        "site/.pmsite-manifest",
        format!("pmsite manifest 1\n{fingerprint}  ../../thesis.txt\n{fingerprint}  ../2021-01-02-dns.md\nrubbish\n"),
    );
    site.build(&[]).code(2);
    site.run(&["clean"]).code(0);
    assert!(site.beside("thesis.txt").is_file() && site.root().join("2021-01-02-dns.md").is_file());
}
