//! When files were first and last changed, as the git repository tells in which the source folder lies.
//!
//! Takes the folder and the paths of its documents, gives a first and a last day for each that git knows; one `git log` for all of them.
//! A file that was renamed keeps its days. In a shallow clone the beginning of the history is cut off, and what was before nobody
//! tells: days that only the cut would give are left out. It is asked only where `git-dates` is set: a history may be long, and a site
//! from a copy without one would be another.

#![expect(
    clippy::disallowed_methods,
    reason = "git lists the commits at which a shallow clone was cut in a file"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, Stdio};

/// The days of the files that git knows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct History {
    /// By the path inside the source folder.
    pub files: BTreeMap<String, Changed>,
    /// True where the clone is shallow: some days are not known.
    pub is_shallow: bool,
}

/// When a file was changed: days as `2021-01-30`, in the zone of who changed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// First, under whatever name; `None` where the clone does not reach back so far.
    pub first: Option<String>,
    /// Last.
    pub last: String,
}

/// Asks git. The error is what stands in the way, for people.
pub fn history(root: &Path, documents: &BTreeSet<&str>) -> Result<History, String> {
    let cuts = cuts(root)?;
    let mut child = git(root)
        .args(["log", "-z", "-M", RENAMES, "--name-status", "--relative"])
        .args(["--no-ext-diff", "--no-textconv", "--no-show-signature"])
        // The signs that begin a commit stand in no path that a text editor makes.
        .arg("--format=%x01%H%x02%as")
        .args(["--", "."])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|cause| format!("git does not start: {cause}"))?;
    let mut walk = Walk {
        documents,
        cuts: &cuts,
        names: BTreeMap::new(),
        files: BTreeMap::new(),
    };
    // Read while the other pipe is: where one is full and nobody reads it, git waits for ever.
    let complaints = child.stderr.take();
    let complaints = std::thread::spawn(move || complaints.map_or_else(String::new, beginning));
    let read = match child.stdout.take() {
        Some(out) => walk.read(BufReader::new(out)),
        None => Ok(()),
    };
    if read.is_err() {
        // It may have ended by itself; then there is nothing to kill.
        let _ = child.kill();
    }
    let status = child.wait();
    let said = complaints.join().unwrap_or_default();
    let status = read
        .and(status)
        .map_err(|cause| format!("git breaks off: {cause}"))?;
    if !status.success() {
        return Err(first_line(&said));
    }
    Ok(History {
        files: walk.files,
        is_shallow: !cuts.is_empty(),
    })
}

/// So many bytes of what git complains about are kept; the first line is shown.
const COMPLAINTS: u64 = 16 * 1024;

/// What a pipe says first; all of it is read.
fn beginning(mut pipe: impl Read) -> String {
    let mut said = Vec::new();
    // What git says is only shown: where it cannot be read, nothing is.
    let _ = pipe.by_ref().take(COMPLAINTS).read_to_end(&mut said);
    let _ = std::io::copy(&mut pipe, &mut std::io::sink());
    String::from_utf8_lossy(&said).into_owned()
}

/// So many files of a commit at most are held against each other to find renamed ones, whatever the machine's settings say.
const RENAMES: &str = "-l1000";

/// Settings of a user or of a repository that would give other days, or run or fetch something.
const SETTINGS: [&str; 4] = [
    "core.fsmonitor=false",
    // The first commit, too, says what it added.
    "log.showRoot=true",
    "log.follow=false",
    "protocol.allow=never",
];

/// What the environment may say of another repository: a hook of git sets these for those whom it runs.
const OF_ANOTHER: [&str; 14] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_COMMON_DIR",
    "GIT_NAMESPACE",
    "GIT_PREFIX",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_SHALLOW_FILE",
    "GIT_GRAFT_FILE",
    "GIT_REPLACE_REF_BASE",
    "GIT_NO_REPLACE_OBJECTS",
    "GIT_EXTERNAL_DIFF",
];

/// The program, in that folder. Nothing that a repository configures is run, and nothing is fetched.
fn git(root: &Path) -> Command {
    let mut git = Command::new("git");
    for name in OF_ANOTHER {
        git.env_remove(name);
    }
    git.env("GIT_NO_LAZY_FETCH", "1").arg("-C").arg(root);
    git.arg("--no-pager");
    for setting in SETTINGS {
        git.args(["-c", setting]);
    }
    git.stdin(Stdio::null());
    git
}

/// The commits at which a shallow clone was cut: none in a whole one.
fn cuts(root: &Path) -> Result<BTreeSet<String>, String> {
    let output = git(root)
        .args([
            "rev-parse",
            "--is-shallow-repository",
            "--git-path",
            "shallow",
        ])
        .output()
        .map_err(|cause| format!("git does not start: {cause}"))?;
    if !output.status.success() {
        return Err(first_line(&String::from_utf8_lossy(&output.stderr)));
    }
    let said = String::from_utf8_lossy(&output.stdout);
    let mut lines = said.lines();
    if lines.next() != Some("true") {
        return Ok(BTreeSet::new());
    }
    let list = root.join(lines.next().unwrap_or_default());
    let list = std::fs::read_to_string(&list)
        .map_err(|cause| format!("reading `{}` failed: {cause}", list.display()))?;
    Ok(list.lines().map(str::to_owned).collect())
}

fn first_line(said: &str) -> String {
    let line = said.lines().find(|line| !line.trim().is_empty());
    let line = line.map(|line| line.trim_start_matches("fatal: "));
    line.map_or_else(
        || "git fails".to_owned(),
        |line| format!("git says: {line}"),
    )
}

/// A walk through the history from the newest commit to the oldest.
struct Walk<'a> {
    documents: &'a BTreeSet<&'a str>,
    cuts: &'a BTreeSet<String>,
    /// What files were called at the commit: the name that they have today, or `None` for another file of that name.
    names: BTreeMap<String, Option<String>>,
    files: BTreeMap<String, Changed>,
}

impl Walk<'_> {
    fn read(&mut self, mut from: impl BufRead) -> std::io::Result<()> {
        let mut day: Option<String> = None;
        let mut is_cut = false;
        let mut parts = std::iter::from_fn(|| part(&mut from).transpose());
        while let Some(part) = parts.next().transpose()? {
            let part = part.trim_start_matches('\n');
            if let Some(commit) = part.strip_prefix('\u{1}') {
                let (hash, of) = commit.split_once('\u{2}').unwrap_or((commit, ""));
                is_cut = self.cuts.contains(hash);
                day = Some(of.to_owned());
                continue;
            }
            let Some(status) = part.bytes().next() else {
                continue;
            };
            let Some(path) = parts.next().transpose()? else {
                break;
            };
            // Renamed or copied: the old name, then the new one.
            let new = match status {
                b'R' | b'C' => parts.next().transpose()?,
                _ => None,
            };
            if let Some(day) = &day {
                self.changed(status, path, new, (day, is_cut));
            }
        }
        Ok(())
    }

    /// One line of a commit.
    fn changed(&mut self, status: u8, path: String, new: Option<String>, at: (&str, bool)) {
        let name = new.as_ref().unwrap_or(&path);
        let known = match self.names.get(name) {
            Some(known) => known.clone(),
            None => (self.documents.contains(&**name)).then(|| name.clone()),
        };
        let Some(known) = known else { return };
        let (day, is_cut) = at;
        match self.files.get_mut(&known) {
            // Whether it was there before the cut, nobody tells.
            Some(file) if is_cut => file.first = None,
            Some(file) => file.first = Some(day.to_owned()),
            None if is_cut => {}
            None => {
                let (first, last) = (Some(day.to_owned()), day.to_owned());
                self.files.insert(known.clone(), Changed { first, last });
            }
        }
        match (status, new) {
            (b'R', Some(new)) => {
                self.names.insert(path, Some(known));
                self.names.insert(new, None);
            }
            // Before it was added another file may have had its name.
            (b'A' | b'C', new) => {
                self.names.insert(new.unwrap_or(path), None);
            }
            _ => {}
        }
    }
}

/// The next part of the output, up to the byte 0; `None` at its end. Names that are no text are given as they can be shown.
fn part(from: &mut impl BufRead) -> std::io::Result<Option<String>> {
    let mut bytes = Vec::new();
    if from.read_until(0, &mut bytes)? == 0 {
        return Ok(None);
    }
    if bytes.last() == Some(&0) {
        bytes.pop();
    }
    Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
}
