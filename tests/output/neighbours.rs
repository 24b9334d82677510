//! Others at work while a build runs: another build, a dead one's lock, an author who saves.
#![cfg(unix)]

use std::fs::File;
use std::io::Write as _;
use std::process::Stdio;

use crate::archive::everything;
use crate::odd::{REPORT, site};
use crate::support::{difference, pmsite};

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
