//! Odd surroundings: permissions, sizes, environments and clocks that an archive does not choose. Each ends in a good site or
//! in a message that says what to do.
#![cfg(unix)]

use std::fmt::Write as _;
use std::fs::File;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant, SystemTime};

use crate::archive::everything;
use crate::support::{Files, Outcome, Site, difference, files, fixtures, pmsite};

pub(crate) const REPORT: &str = "# DNS\n\n## Impact\n\nNobody could log in.\n";

/// A site with one report.
pub(crate) fn site() -> Site {
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
pub(crate) fn report_pages(output: &Files) -> usize {
    output
        .iter()
        .filter(|(path, bytes)| {
            path.ends_with(".html")
                && String::from_utf8_lossy(bytes).contains("<article class=\"report")
        })
        .count()
}

#[test]
fn what_cannot_be_read_loses_no_page() {
    let site = site();
    site.edit("secret.md", REPORT)
        .edit("closed/inside.md", REPORT);
    site.build(&[]).code(0);
    let before = site.output();
    allow(&site.root().join("secret.md"), 0o000);
    allow(&site.root().join("closed"), 0o000);
    let build = || Outcome::of(unprivileged().current_dir(site.root()).arg("build"));
    let refused = build();
    site.edit(
        "book.toml",
        "[build]\nexclude = [\"secret.md\", \"closed\"]\n",
    );
    let excluded = build();
    allow(&site.root().join("closed"), 0o755);
    let refused = refused.code(1).says("nothing was written: 2 errors");
    for words in [
        "Permission denied",
        "--> secret.md",
        "--> closed",
        "`exclude`",
    ] {
        assert!(refused.stderr.contains(words), "{}", refused.stderr);
    }
    assert_eq!(report_pages(&before), 3);
    // What is left out on purpose goes.
    excluded.code(0).says("1 report in");
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
    site.edit(
        "2021-01-02-dns.md",
        REPORT.replace("Nobody", "Hardly anybody"),
    );
    build_into_closed(&site, &[])
        .code(1)
        .says("`site/2021-01-02-dns/index.html`")
        .says("the site is partly the new one already")
        .says("build again to end the work");
    site.build(&[]).code(0);
    // At the first step of the move nothing has happened yet.
    let before = everything(&site.root().join("site"));
    site.edit("2021-01-02-dns.md", REPORT);
    let outcome = build_into_closed(&site, &[])
        .code(1)
        .says("`site/2021-01-02-dns/index.html`")
        .says("nothing was written");
    assert!(
        !outcome.stderr.contains("build again"),
        "{}",
        outcome.stderr
    );
    let after = everything(&site.root().join("site"));
    let difference = difference(&before, &after);
    assert!(difference.is_empty(), "{difference}");
    site.build(&[]).code(0);
    let again = everything(&site.root().join("site"));
    assert!(
        !again
            .keys()
            .any(|path| path.contains("staging") || path.contains("lock"))
    );
    assert_eq!(report_pages(&again), 2);
}

/// A build that may not change the page of the report there is.
fn build_into_closed(site: &Site, arguments: &[&str]) -> Outcome {
    let folder = site.root().join("site/2021-01-02-dns");
    allow(&folder, 0o555);
    let mut command = unprivileged();
    command
        .current_dir(site.root())
        .arg("build")
        .args(arguments);
    let outcome = Outcome::of(&mut command);
    allow(&folder, 0o755);
    outcome
}

#[test]
fn a_failure_after_the_rendering_is_one_document_with_the_diagnostics() {
    let site = site();
    site.build(&[]).code(0);
    site.edit("2021-01-02-dns.md", format!("{REPORT}\n[gone](gone.md)\n"));
    for format in ["sarif", "json"] {
        // The new page moves before that which changes.
        site.edit(&format!("2021-02-03-{format}.md"), REPORT);
        let outcome = build_into_closed(&site, &["--format", format])
            .code(1)
            .says("build again to end the work");
        let told = if format == "sarif" {
            let document: serde_json::Value =
                serde_json::from_str(&outcome.stdout).expect("it is one document");
            let run = &document["runs"][0];
            assert_eq!(run["results"][0]["ruleId"], "broken-link");
            run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"].clone()
        } else {
            let last = outcome.stdout.lines().last().unwrap_or_default();
            let last: serde_json::Value = serde_json::from_str(last).expect("it is JSON");
            assert!(outcome.stdout.contains("broken-link") && last["rule"].is_null());
            last["message"].clone()
        };
        let told = told.as_str().unwrap_or_default();
        assert!(told.contains("build again to end the work"), "{told}");
    }
}

#[test]
fn what_may_not_be_entered_is_named() {
    let site = site();
    site.edit("closed/project/2021-01-02-dns.md", REPORT);
    site.edit("closed/site/index.html", "mine");
    allow(&site.root().join("closed"), 0o000);
    let mut told = Vec::new();
    for arguments in [
        ["build", "closed"].as_slice(),
        &["build", "closed/project"],
        &["clean", "closed"],
        &["build", "-d", "closed/site"],
        &["clean", "-d", "closed/site"],
        &["build", "-d", "2021-01-02-dns.md/site"],
    ] {
        let mut command = unprivileged();
        let outcome = Outcome::of(command.current_dir(site.root()).args(arguments));
        told.push((arguments, outcome));
    }
    allow(&site.root().join("closed"), 0o755);
    let expected = [
        "reading `closed` failed: Permission denied (os error 13); allow it to be read\n",
        "reading `closed` failed: Permission denied (os error 13); allow it to be read\n",
        "reading `closed` failed: Permission denied (os error 13); allow it to be read\n",
        "entering `closed` failed: Permission denied (os error 13); allow it to be entered, or choose another folder with `-d`\n",
        "entering `closed` failed: Permission denied (os error 13); allow it to be entered\n",
        "entering `2021-01-02-dns.md` failed: Not a directory (os error 20); it is a file, or a part of its path is\n",
    ];
    for ((arguments, outcome), expected) in told.into_iter().zip(expected) {
        let outcome = outcome.code(1);
        assert!(
            outcome.stderr.contains(expected),
            "{arguments:?}: {}",
            outcome.stderr
        );
    }
}

#[test]
fn a_folder_that_cannot_be_cleaned_is_told() {
    let site = site();
    site.build(&[]).code(0);
    let before = site.output();
    let folder = site.root().join("site");
    allow(&folder, 0o555);
    let outcome = Outcome::of(unprivileged().current_dir(site.root()).arg("clean"));
    allow(&folder, 0o755);
    let outcome = outcome
        .code(1)
        .says("Permission denied")
        .says("; allow its folder to be written");
    assert!(!outcome.stderr.contains("-d"), "{}", outcome.stderr);
    assert!(difference(&before, &site.output()).is_empty());
    site.run(&["clean"]).code(0);
}

#[cfg(target_os = "linux")]
#[test]
fn a_huge_file_costs_no_memory_and_no_time() {
    let site = site();
    for name in ["huge.md", "huge.png", "notes"] {
        let file = File::create(site.root().join(name)).expect("the folder is ours");
        file.set_len(4 * 1024 * 1024 * 1024).expect("it has holes");
    }
    site.edit(
        "2021-01-03-link.md",
        "# Disk\n\n## Impact\n\nSee [it](huge.md).\n",
    );
    let begun = Instant::now();
    let mut command = Command::new("sh");
    // There is less room of addresses than the file would take, and far more than the program asks for
    // (arenas of the allocator, stacks, its own pages), which differs from machine to machine.
    command
        .args(["-c", "ulimit -v 500000; exec \"$0\" build -j 1"])
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
fn what_has_no_end_is_not_read_to_it() {
    let site = site();
    let huge = site.root().join("huge.md");
    let file = File::create(&huge).expect("the folder is ours");
    file.set_len(4 * 1024 * 1024 * 1024).expect("it has holes");
    let bounded = |script: &str| {
        let mut command = Command::new("sh");
        command
            .args(["-c", &format!("ulimit -v 500000; {script}")])
            .arg(pmsite().get_program())
            .current_dir(site.root());
        Outcome::of(&mut command).code(2)
    };
    bounded("exec \"$0\" render huge.md").says("`huge.md` has more than 16 MiB: split it");
    bounded("exec \"$0\" render /dev/zero").says("`/dev/zero` has more than 16 MiB");
    bounded("exec \"$0\" render - </dev/zero").says("standard input has more than 16 MiB");
    std::fs::rename(&huge, site.root().join("book.toml")).expect("it is ours");
    bounded("exec \"$0\" build").says("`book.toml` has more than 4 MiB: it is no configuration");
}

#[cfg(target_os = "linux")]
#[test]
fn a_huge_picture_is_copied_in_parts() {
    let site = site();
    let file = File::create(site.root().join("huge.png")).expect("the folder is ours");
    file.set_len(600 * 1024 * 1024).expect("it has holes");
    site.edit(
        "2021-01-03-link.md",
        "# Disk\n\n## Impact\n\n![it](huge.png)\n",
    );
    let mut command = Command::new("sh");
    command
        .args(["-c", "ulimit -v 500000; exec \"$0\" build -j 1"])
        .arg(pmsite().get_program())
        .current_dir(site.root());
    Outcome::of(&mut command).code(0);
    let facts = std::fs::metadata(site.root().join("site/huge.png")).expect("it is copied");
    assert_eq!(facts.len(), 600 * 1024 * 1024);
}

#[test]
fn a_file_of_nothing_but_faults_is_told_in_part_and_counted_whole() {
    let site = site();
    let mut links = String::from("# Links\n\n## Impact\n\n");
    for number in 0..1000 {
        let _ = writeln!(links, "- [gone](gone-{number}.md)");
    }
    site.edit("2021-01-03-links.md", &links);
    site.edit("2021-01-04-link.md", format!("{REPORT}\n[gone](gone.md)\n"));
    let rest = "and 900 more messages of this rule in this file, from here on";
    let human = site.build(&[]).code(0).says(rest).says("; 1001 warnings");
    assert_eq!(human.stderr.matches("warning[broken-link]").count(), 102);
    for (format, of_one) in [
        ("json", "\"rule\":\"broken-link\""),
        ("github", "title=broken-link::"),
        ("sarif", "\"ruleId\": \"broken-link\""),
    ] {
        let outcome = site
            .build(&["--format", format])
            .code(0)
            .says("; 1001 warnings");
        assert_eq!(outcome.stdout.matches(of_one).count(), 102, "{format}");
        assert!(outcome.stdout.contains(rest), "{format}");
    }
    let sarif = site.build(&["--format", "sarif"]).stdout;
    assert!(sarif.contains("\"occurrenceCount\": 900"));
    let json = site.build(&["--format", "json"]).stdout;
    assert!(json.contains("\"times\":900}"));
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

#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[test]
fn a_clock_in_1970_changes_nothing() {
    let site = site();
    let clock = site.beside("clock.so");
    let compiled = Command::new("rustc")
        .args(["--edition", "2024", "--crate-type", "cdylib", "-o"])
        .arg(&clock)
        .arg(fixtures().join("output/clock_of_1970.rs"))
        .output()
        .expect("the compiler is there");
    assert!(compiled.status.success(), "{compiled:?}");
    let date = Command::new("date")
        .args(["-u", "+%Y-%m-%d"])
        .env("LD_PRELOAD", &clock)
        .output()
        .expect("there is a clock");
    assert_eq!(String::from_utf8_lossy(&date.stdout).trim(), "1970-01-02");
    let url = ["build", "--site-url", "https://a.example/", "-d"];
    let sites = [false, true].map(|is_1970| {
        let out = site.beside(if is_1970 { "1970" } else { "today" });
        let mut command = pmsite();
        command.current_dir(site.root()).args(url).arg(&out);
        if is_1970 {
            command.env("LD_PRELOAD", &clock);
        }
        Outcome::of(&mut command).code(0);
        everything(&out)
    });
    let difference = difference(&sites[0], &sites[1]);
    assert!(difference.is_empty(), "{difference}");
}

/// `clippy.toml` forbids clocks; this holds the exceptions to those there are. Nothing that makes a page is among them: stop watches, the
/// times by which a server knows that a file changed, the day on which somebody asked links, the day of a report that somebody begins.
#[test]
fn no_code_that_makes_pages_asks_for_the_day() {
    let mut with = [(); 3].map(|()| Vec::new());
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for entry in walkdir::WalkDir::new(&src).sort_by_file_name() {
        let entry = entry.expect("the source is readable");
        let is_code = entry.path().extension().is_some_and(|end| end == "rs");
        if !is_code || entry.file_name() == "tests.rs" {
            continue;
        }
        let text = std::fs::read_to_string(entry.path()).expect("the source is readable");
        let inside = entry.path().strip_prefix(&src).expect("it is there");
        for (words, found) in [
            &["SystemTime", ".modified()"][..],
            &["Instant::now"],
            &["Zoned::now", "Timestamp::now"],
        ]
        .iter()
        .zip(&mut with)
        {
            if words.iter().any(|word| text.contains(word)) {
                found.push(inside.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    let [times_of_files, stop_watches, days] = with;
    assert_eq!(
        times_of_files,
        [
            "cli/links.rs",
            "scan/stamp.rs",
            "serve/answer.rs",
            "serve/snapshot.rs",
            "serve/state.rs",
            "serve/watch.rs",
        ]
    );
    assert_eq!(
        stop_watches,
        [
            "cli/build.rs",
            "cli/check.rs",
            "cli/progress.rs",
            "cli/serve.rs",
            "pipeline/timings.rs",
            "serve/watch.rs",
        ]
    );
    assert_eq!(days, ["cli/new.rs"]);
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
