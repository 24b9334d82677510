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
        .args(["log", "-z", "-M", "--name-status", "--relative"])
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
    if let Some(out) = child.stdout.take() {
        walk.read(BufReader::new(out))
            .map_err(|cause| format!("git breaks off: {cause}"))?;
    }
    let mut said = String::new();
    if let Some(mut errors) = child.stderr.take() {
        // What git says is only shown.
        let _ = errors.read_to_string(&mut said);
    }
    let status = child
        .wait()
        .map_err(|cause| format!("git breaks off: {cause}"))?;
    if !status.success() {
        return Err(first_line(&said));
    }
    Ok(History {
        files: walk.files,
        is_shallow: !cuts.is_empty(),
    })
}

/// The program, in that folder. Nothing that a repository configures is run.
fn git(root: &Path) -> Command {
    let mut git = Command::new("git");
    git.arg("-C")
        .arg(root)
        .args(["--no-pager", "-c", "core.fsmonitor=false"])
        .stdin(Stdio::null());
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
