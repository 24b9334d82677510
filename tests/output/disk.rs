//! Disks that are full, read-only, or two where one was expected.
//!
//! Each test runs itself again in a mount namespace of its own, where it may mount what it likes and nothing is left behind.
//! Where the system allows no such namespace the tests fail and say so; `PMSITE_TESTS_WITHOUT_MOUNT=1` is the way to pass
//! without them knowingly.
#![cfg(target_os = "linux")]

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::archive::{everything, fresh, write_archive};
use crate::support::{Files, Outcome, Site, difference, pmsite};

/// Set for the run inside the namespace.
const INSIDE: &str = "PMSITE_TESTS_INSIDE_NAMESPACE";
/// Set by those who cannot mount and know it.
const WITHOUT: &str = "PMSITE_TESTS_WITHOUT_MOUNT";
/// Reports of the archive that fills the disk.
const REPORTS: usize = 12;

/// True in the namespace; outside it, runs the test of that name there and answers false.
fn is_inside(test: &str) -> bool {
    if std::env::var_os(INSIDE).is_some() {
        return true;
    }
    if std::env::var_os(WITHOUT).is_some() {
        eprintln!("NOT TESTED, as {WITHOUT} asks: {test}");
        return false;
    }
    let program = std::env::current_exe().expect("the test has a program");
    let unshared = |flags: &str, what: &[&std::ffi::OsStr]| {
        Command::new("unshare")
            .arg(flags)
            .args(what)
            .env(INSIDE, "1")
            .output()
    };
    // As root without a user namespace, so that mounting works in containers too.
    let works = |flags: &&str| {
        let mount = "mount -t tmpfs tmpfs /mnt";
        unshared(flags, &["sh".as_ref(), "-c".as_ref(), mount.as_ref()])
            .is_ok_and(|output| output.status.success())
    };
    let flags = ["-m", "-rm"].into_iter().find(works).unwrap_or_else(|| {
        panic!(
            "`unshare -m` and `unshare -rm` cannot mount here, so that full disks are not tested: run as root, allow \
             user namespaces (`sysctl kernel.apparmor_restrict_unprivileged_userns=0`), or set {WITHOUT}=1 to go without"
        )
    });
    let name = format!("disk::{test}");
    let arguments = [name.as_str(), "--exact", "--nocapture"].map(std::ffi::OsStr::new);
    let mut all = vec![program.as_os_str()];
    all.extend(arguments);
    let output = unshared(flags, &all).expect("it has just worked");
    let said = String::from_utf8_lossy(&output.stdout);
    print!("{said}");
    assert!(
        output.status.success() && said.contains("1 passed"),
        "{said}\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    false
}

/// A mounted folder, until it is dropped.
struct Mount(PathBuf);

impl Mount {
    fn new(place: PathBuf, arguments: &[&str]) -> Self {
        std::fs::create_dir_all(&place).expect("the folder is ours");
        run(Command::new("mount").args(arguments).arg(&place));
        Self(place)
    }

    /// A file system in memory with such options: `size=64k`, `nr_inodes=20`.
    fn memory(place: PathBuf, options: &str) -> Self {
        Self::new(place, &["-t", "tmpfs", "-o", options, "tmpfs"])
    }

    fn change(&self, options: &str) {
        let options = format!("remount,{options}");
        run(Command::new("mount").args(["-o", &options]).arg(&self.0));
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

fn run(command: &mut Command) {
    let output = command.output().expect("the program is there");
    assert!(output.status.success(), "{command:?}: {output:?}");
}

/// The archive in its two states with a fresh build of each.
struct Scene {
    site: Site,
    sites: [Files; 2],
}

impl Scene {
    fn new() -> Self {
        let site = Site::empty("archives");
        let sites = [0, 1].map(|state| {
            let source = site.root().join(state.to_string());
            write_archive(&source, state, REPORTS);
            fresh(&source, &site.beside(&format!("fresh-{state}")))
        });
        Self { site, sites }
    }

    fn build(&self, state: usize, out: &Path) -> Outcome {
        let source = self.site.root().join(state.to_string());
        // One thread, so that a disk fills up at the same file each time.
        Outcome::of(
            pmsite()
                .args(["build", "-j", "1"])
                .arg(source)
                .arg("-d")
                .arg(out),
        )
    }

    fn assert_is(&self, state: usize, out: &Path, when: &str) {
        let mut all = everything(out);
        if let Some(manifest) = all.get_mut(".pmsite-manifest") {
            // Which folders were made for the site says nothing about the site.
            let text = String::from_utf8_lossy(manifest).replace("above  made\n", "");
            *manifest = text.into_bytes();
        }
        let difference = difference(&self.sites[state], &all);
        assert!(difference.is_empty(), "{when}: {difference}");
    }
}

/// Kibibytes of the pages of memory that files take.
fn kibibytes(files: &Files) -> usize {
    files
        .values()
        .map(|bytes| bytes.len().div_ceil(4096) * 4)
        .sum()
}

fn assert_says_full(outcome: Outcome, when: &str) {
    assert!(
        outcome.stderr.contains("No space left on device")
            && outcome.stderr.contains("make room on the disk")
            && outcome.stderr.contains("nothing was written"),
        "{when}: {}",
        outcome.stderr
    );
    outcome.code(1);
}

#[test]
fn a_full_disk_leaves_no_first_site() {
    if !is_inside("a_full_disk_leaves_no_first_site") {
        return;
    }
    let scene = Scene::new();
    let files = scene.sites[0].len();
    let need = kibibytes(&scene.sites[0]);
    for point in 0..10 {
        let mut ways = vec![format!("size={}k", (need * point / 10).max(4))];
        if point % 3 == 0 {
            ways.push(format!("size=64m,nr_inodes={}", 3 + files * point / 10));
        }
        for options in ways {
            let disk = Mount::memory(scene.site.beside("disk"), &options);
            let out = disk.0.join("made/site");
            assert_says_full(scene.build(0, &out), &options);
            let left: Vec<_> = everything(&disk.0).into_keys().collect();
            assert!(left.is_empty(), "{options}: {left:?}");
            disk.change("size=64m,nr_inodes=100000");
            scene.build(0, &out).code(0);
            scene.assert_is(0, &out, &options);
        }
    }
}

#[test]
fn a_full_disk_leaves_the_last_site() {
    if !is_inside("a_full_disk_leaves_the_last_site") {
        return;
    }
    let scene = Scene::new();
    let (old, new) = (kibibytes(&scene.sites[0]), kibibytes(&scene.sites[1]));
    let mut failed = 0;
    for point in 0..10 {
        let disk = Mount::memory(scene.site.beside("disk"), "size=64m");
        let out = disk.0.join("site");
        scene.build(0, &out).code(0);
        let inodes = walkdir::WalkDir::new(&disk.0).into_iter().count();
        let mut ways = vec![format!("size={}k", old + new * point / 12)];
        if point % 3 == 0 {
            let more = 2 + scene.sites[1].len() * point / 8;
            ways.push(format!("size=64m,nr_inodes={}", inodes + more));
        }
        for options in ways {
            disk.change(&options);
            let outcome = scene.build(1, &out);
            if outcome.code == 0 {
                scene.assert_is(1, &out, &options);
            } else {
                failed += 1;
                assert_says_full(outcome, &options);
                scene.assert_is(0, &out, &options);
            }
            disk.change("size=64m,nr_inodes=100000");
            scene.build(1, &out).code(0);
            scene.assert_is(1, &out, &options);
            scene.build(0, &out).code(0);
        }
    }
    println!("the disk was full {failed} times");
    assert!(failed >= 9, "the disk was full only {failed} times");
}

#[test]
fn a_disk_that_is_full_at_a_folder_leaves_the_last_site() {
    if !is_inside("a_disk_that_is_full_at_a_folder_leaves_the_last_site") {
        return;
    }
    let scene = Scene::new();
    let disk = Mount::memory(scene.site.beside("disk"), "size=64m");
    let out = disk.0.join("site");
    let mut at_a_folder = 0;
    for first in [true, false] {
        for room in 0..8 {
            let _ = std::fs::remove_dir_all(&out);
            let written = if first {
                scene.sites[1].len() - 1
            } else {
                scene.build(0, &out).code(0);
                scene.build(1, &out).code(0);
                let said = scene.build(0, &out).code(0).stderr;
                let (_, after) = said.split_once("`: ").expect("it counts the files");
                let (written, _) = after.split_once(' ').expect("it counts the files");
                written.parse().expect("it is a number")
            };
            // What is staged, with the folder, both manifests and the lock; hence it is folders, most of them, that find no room.
            let there = walkdir::WalkDir::new(&disk.0).into_iter().count();
            let limit = there + written + 4 + usize::from(first) + room;
            let options = format!("size=64m,nr_inodes={limit}");
            disk.change(&options);
            let outcome = scene.build(1, &out);
            at_a_folder += usize::from(outcome.stderr.contains("creating `"));
            assert_says_full(outcome, &options);
            if first {
                assert!(!out.exists(), "{options}: something is left");
            } else {
                scene.assert_is(0, &out, &options);
            }
            disk.change("size=64m,nr_inodes=100000");
        }
    }
    assert!(
        at_a_folder >= 4,
        "the disk was full at a folder {at_a_folder} times"
    );
}

#[test]
fn a_read_only_disk_is_told() {
    if !is_inside("a_read_only_disk_is_told") {
        return;
    }
    let scene = Scene::new();
    let place = scene.site.beside("disk");
    std::fs::create_dir(&place).expect("the folder is ours");
    let out = place.join("site");
    scene.build(0, &out).code(0);
    let name = place.display().to_string();
    let disk = Mount::new(place, &["--bind", "-o", "ro", &name]);
    for out in [out.clone(), disk.0.join("another/site")] {
        let outcome = scene.build(1, &out).code(1);
        for words in ["Read-only file system", "`-d`", "nothing was written"] {
            assert!(outcome.stderr.contains(words), "{}", outcome.stderr);
        }
    }
    scene.assert_is(0, &out, "after the refusal");
}

#[test]
fn a_folder_of_the_site_may_be_on_another_disk() {
    if !is_inside("a_folder_of_the_site_may_be_on_another_disk") {
        return;
    }
    let scene = Scene::new();
    let out = scene.site.beside("out");
    let disk = Mount::memory(out.join("pictures"), "size=1m");
    // A fresh folder that holds a foreign one is refused; one of ours may get such a folder later.
    scene.build(0, &out).code(2);
    drop(disk);
    std::fs::remove_dir(out.join("pictures")).expect("it is empty");
    scene.build(0, &out).code(0);
    let _disk = Mount::memory(out.join("pictures"), "size=1m");
    std::fs::write(
        out.join("pictures/.pmsite-arriving"),
        "left by a killed move",
    )
    .expect("the disk is ours");
    // As a killed move leaves it: the manifest says that a file is on its way there.
    let manifest = out.join(".pmsite-manifest");
    let text = std::fs::read_to_string(&manifest).expect("it is ours");
    let open: String = text
        .lines()
        .map(|line| match line.split_once("  ") {
            Some((_, path)) if path.starts_with("pictures/") => {
                format!("{}  {path}\n", "0".repeat(32))
            }
            _ => format!("{line}\n"),
        })
        .collect();
    std::fs::write(&manifest, open).expect("it is ours");
    for state in [0, 1, 0] {
        scene.build(state, &out).code(0);
        scene.assert_is(state, &out, "with a folder on another disk");
    }
}

#[test]
fn a_link_on_the_way_to_another_disk_is_not_followed() {
    if !is_inside("a_link_on_the_way_to_another_disk_is_not_followed") {
        return;
    }
    let scene = Scene::new();
    let out = scene.site.beside("out");
    scene.build(0, &out).code(0);
    let thesis = scene.site.beside("thesis.txt");
    std::fs::write(&thesis, "years of work").expect("the folder is ours");
    let disk = Mount::memory(out.join("pictures"), "size=1m");
    std::os::unix::fs::symlink(&thesis, disk.0.join(".pmsite-arriving")).expect("the disk is ours");
    scene.build(0, &out).code(0);
    let text = std::fs::read_to_string(&thesis).expect("it is there");
    assert_eq!(text, "years of work");
    scene.assert_is(0, &out, "with a link on the way");
    assert!(
        walkdir::WalkDir::new(&out)
            .into_iter()
            .all(|entry| entry.is_ok_and(|entry| !entry.path_is_symlink())),
        "a link took the place of a file"
    );
}

#[test]
fn the_staging_folder_is_on_the_disk_of_the_site() {
    if !is_inside("the_staging_folder_is_on_the_disk_of_the_site") {
        return;
    }
    let scene = Scene::new();
    // The sources, the temporary files and the site on three disks.
    let disk = Mount::memory(scene.site.beside("disk"), "size=64m");
    let temporary = Mount::memory(scene.site.beside("temporary"), "size=4k");
    let out = disk.0.join("site");
    for state in [0, 1] {
        let source = scene.site.root().join(state.to_string());
        let mut command = pmsite();
        command.env("TMPDIR", &temporary.0).arg("build").arg(source);
        Outcome::of(command.arg("-d").arg(&out)).code(0);
        scene.assert_is(state, &out, "on another disk");
    }
}
