//! Builds killed at random moments (`kill -9`), most of all in the middle of the move.
//!
//! After each kill every file is wholly of one of the two states, nobody who follows links from the home page or from a page
//! that both states have comes to something missing, and the next build leaves what a fresh build would.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use crate::archive::{everything, fresh, write_archive};
use crate::support::random::Random;
use crate::support::{Files, Outcome, Site, difference, pmsite};

/// The start of the names that are pmsite's own.
const OWN: &str = ".pmsite-";
/// How many builds are killed at most beyond those asked for.
const MORE: usize = 100;
/// In the manifest, a file that is about to move.
const OPEN: &str = "00000000000000000000000000000000";

/// What a build was doing when it was killed, as the disk tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Phase {
    BeforeWriting,
    Staging,
    Moving,
    Removing,
    Ended,
}

/// One archive in two states, and the folder where they are built in turn.
struct Scene {
    site: Site,
    sites: [Files; 2],
    links: [BTreeMap<String, BTreeSet<String>>; 2],
}

impl Scene {
    fn new(reports: usize) -> Self {
        let site = Site::empty("archives");
        let sites = [0, 1].map(|state| {
            write_archive(&site.root().join(state.to_string()), state, reports);
            fresh(
                &site.root().join(state.to_string()),
                &site.beside(&format!("fresh-{state}")),
            )
        });
        let links = [0, 1].map(|state| {
            let pages = crate::support::pages(&sites[state]);
            pages
                .map(|(path, text)| (path.to_owned(), links(path, text)))
                .collect()
        });
        Self { site, sites, links }
    }

    fn out(&self) -> std::path::PathBuf {
        self.site.beside("out")
    }

    fn command(&self, state: usize) -> std::process::Command {
        let mut command = pmsite();
        command
            .arg("build")
            .arg(self.site.root().join(state.to_string()))
            .arg("-d")
            .arg(self.out());
        command
    }

    /// Builds to the end and holds the result against a fresh build.
    fn build(&self, state: usize) -> Duration {
        let begun = Instant::now();
        Outcome::of(&mut self.command(state)).code(0);
        let time = begun.elapsed();
        let difference = difference(&self.sites[state], &everything(&self.out()));
        assert!(difference.is_empty(), "after the next build: {difference}");
        time
    }

    fn start(&self, state: usize) -> Child {
        self.command(state)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts")
    }

    /// How long a rebuild takes, and the part of it after both manifests are staged.
    fn times(&self) -> (Duration, Duration) {
        self.build(0);
        let whole = self.build(1);
        let mut child = self.start(0);
        wait_for_the_move(&self.out(), &mut child);
        let begun = Instant::now();
        child.wait().expect("it ends");
        (whole, begun.elapsed())
    }

    /// Kills a build after that time, counted from the start or from the beginning of the move; answers where it was.
    fn kill(&self, state: usize, after: Duration, in_the_move: bool) -> Phase {
        let before = everything(&self.out());
        let mut child = self.start(state);
        if in_the_move {
            wait_for_the_move(&self.out(), &mut child);
        }
        std::thread::sleep(after);
        let _ = child.kill();
        let status = child.wait().expect("it ends");
        let there = everything(&self.out());
        let phase = if status.success() {
            Phase::Ended
        } else {
            phase(&before, &there, &self.sites[state])
        };
        self.check(&there, phase);
        phase
    }

    /// Nothing is torn, and no way from a page that counts leads to something missing.
    fn check(&self, there: &Files, phase: Phase) {
        let mut links: BTreeMap<&str, &BTreeSet<String>> = BTreeMap::new();
        for (path, bytes) in there {
            if path.starts_with(OWN) || path.ends_with('/') {
                continue;
            }
            let state = [0, 1]
                .into_iter()
                .find(|state| self.sites[*state].get(path) == Some(bytes))
                .unwrap_or_else(|| panic!("{phase:?}: {path} is torn"));
            if let Some(of_page) = self.links[state].get(path) {
                links.insert(path, of_page);
            }
        }
        let both = |path: &str| self.sites.iter().all(|site| site.contains_key(path));
        let mut open: Vec<&str> = links.keys().copied().filter(|path| both(path)).collect();
        // In a first build even the pages of both states come one by one; only what begins at the home page counts.
        if !there.contains_key("index.html") {
            open.clear();
        }
        let mut seen: BTreeSet<&str> = open.iter().copied().collect();
        while let Some(page) = open.pop() {
            for target in links[page] {
                assert!(
                    there.contains_key(target),
                    "{phase:?}: {page} points at {target}, which is not there"
                );
                if links.contains_key(target.as_str()) && seen.insert(target) {
                    open.push(target);
                }
            }
        }
    }
}

/// What the disk tells about the moment of the kill.
fn phase(before: &Files, there: &Files, new: &Files) -> Phase {
    let manifest = |files: &Files| files.get(".pmsite-manifest").cloned().unwrap_or_default();
    let is_open = String::from_utf8_lossy(&manifest(there)).contains(OPEN);
    if manifest(there) == manifest(new) && !is_open {
        return Phase::Ended;
    }
    if is_open && manifest(there) != manifest(before) {
        let is_moved = new
            .iter()
            .all(|(path, bytes)| path.starts_with(OWN) || there.get(path) == Some(bytes));
        return if is_moved {
            Phase::Removing
        } else {
            Phase::Moving
        };
    }
    if there.keys().any(|path| path.starts_with(".pmsite-staging")) {
        Phase::Staging
    } else {
        Phase::BeforeWriting
    }
}

/// Waits until the manifests of the move are written, or the build has ended.
fn wait_for_the_move(out: &Path, child: &mut Child) {
    let sign = out.join(".pmsite-staging/manifest");
    while !sign.exists() && child.try_wait().is_ok_and(|status| status.is_none()) {
        std::thread::sleep(Duration::from_micros(50));
    }
}

/// The files of the site that a page points at.
fn links(page: &str, text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for sign in [" href=\"", " src=\"", "url="] {
        for (at, _) in text.match_indices(sign) {
            let rest = &text[at + sign.len()..];
            let target = &rest[..rest.find('"').unwrap_or(0)];
            let target = target.split(['#', '?']).next().unwrap_or_default();
            let path = match target.strip_prefix("https://a.example/pm/") {
                Some(path) => path.to_owned(),
                None if target.is_empty() || target.contains(':') => continue,
                None => match target.strip_prefix("/pm/") {
                    Some(path) => path.to_owned(),
                    None => resolved(page, target),
                },
            };
            let path = if path.is_empty() || path.ends_with('/') {
                format!("{path}index.html")
            } else {
                path
            };
            found.insert(path);
        }
    }
    found
}

/// A relative address as a path under the root.
fn resolved(page: &str, target: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in target.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Kills builds, half of them in the move, some early, the others anywhere, and reports how many fell where. The move is short:
/// should none have fallen into it, more are killed until one has.
fn kill_many(reports: usize, kills: usize, seed: u64) -> BTreeMap<Phase, usize> {
    let scene = Scene::new(reports);
    let mut random = Random::new(seed);
    // The links are those of a whole site, else the check would be blind.
    for state in [0, 1] {
        scene.check(&scene.sites[state], Phase::Ended);
        assert!(
            scene.links[state]
                .values()
                .map(BTreeSet::len)
                .sum::<usize>()
                > reports * 5
        );
    }
    let (whole, moving) = scene.times();
    let mut fell: BTreeMap<Phase, usize> = BTreeMap::new();
    let mut firsts = 0;
    let mut state = 1;
    for number in 0.. {
        if number >= kills && (fell.contains_key(&Phase::Moving) || number >= kills + MORE) {
            break;
        }
        // Now and then a first build.
        if number % 6 == 5 {
            std::fs::remove_dir_all(scene.out()).expect("the folder is ours");
            std::fs::create_dir(scene.out()).expect("the folder is ours");
            firsts += 1;
        }
        let in_the_move = number % 2 == 0 || number >= kills;
        let longest = match number % 8 {
            _ if number >= kills => moving,
            _ if in_the_move => moving * 11 / 10,
            1 => whole / 5,
            _ => whole * 11 / 10,
        };
        let phase = scene.kill(state, random.part_of(longest), in_the_move);
        *fell.entry(phase).or_default() += 1;
        // Sometimes the next build is killed as well, or is one of the other state.
        match random.below(4) {
            0 => {}
            1 => {
                scene.build(state);
            }
            _ => {
                state = 1 - state;
                scene.build(state);
            }
        }
        state = 1 - state;
    }
    scene.build(state);
    println!(
        "{} kills of builds of {reports} reports ({} files; {whole:?}, of that {moving:?} for the move), {firsts} of first builds: {fell:?}",
        fell.values().sum::<usize>(),
        scene.sites[0].len()
    );
    fell
}

#[test]
fn a_killed_build_tears_nothing_and_the_next_cleans_up() {
    let fell = kill_many(24, 14, 0x5eed_0001);
    assert!(fell.len() > 1, "all kills fell into one phase: {fell:?}");
    assert!(
        fell.contains_key(&Phase::Moving),
        "no kill fell into the move: {fell:?}"
    );
}

/// `cargo test --release --test output -- --ignored --nocapture a_hundred_killed_builds`
#[test]
#[ignore = "takes minutes; the command stands above"]
fn a_hundred_killed_builds() {
    let fell = kill_many(500, 120, 0x5eed_0002);
    for phase in [Phase::BeforeWriting, Phase::Staging, Phase::Moving] {
        assert!(
            fell.get(&phase).copied().unwrap_or(0) >= 5,
            "hardly a kill fell into {phase:?}: {fell:?}"
        );
    }
}
