//! What a branch of a remote holds: whose files those are.
//!
//! Takes the tip of the branch, fetched, gives its files, and refuses what a site must not take the place of. It changes nothing.

use std::collections::BTreeMap;

use super::git::Git;
use crate::error::Error;
use crate::output::{MANIFEST, Published};

/// The custom domain of GitHub Pages, which people set there and not here.
pub(super) const CNAME: &str = "CNAME";

/// What people put on an empty branch for GitHub Pages. The site has one of its own.
const NO_JEKYLL: &str = ".nojekyll";

/// A file of a commit: what git calls its mode, and its object.
pub(super) type Entry = (String, String);

/// What a branch holds. Without a tip there is no such branch.
#[derive(Debug, Default)]
pub struct Held {
    /// The commit.
    pub(super) tip: Option<String>,
    /// Its tree.
    pub(super) tree: Option<String>,
    /// True where the commit has others before it.
    pub(super) has_history: bool,
    /// Its files by their paths.
    pub(super) files: BTreeMap<String, Entry>,
    /// What pmsite published there.
    ours: Option<Published>,
    /// The text of a `CNAME` that pmsite did not make.
    cname: Option<String>,
}

impl Held {
    /// Reads a commit that is in the repository.
    pub(super) fn read(git: &Git, tip: &str) -> Result<Self, Error> {
        const READING: &str = "reading what the branch holds";
        let tree = git.done(["rev-parse", &format!("{tip}^{{tree}}")], READING)?;
        let parent = format!("{tip}^");
        let parent = git.ask(["rev-parse", "--verify", "--quiet", &parent])?;
        let list = git.done(["ls-tree", "-r", "-z", "--full-tree", tip], READING)?;
        let mut held = Self {
            tip: Some(tip.to_owned()),
            tree: Some(tree.line()),
            has_history: parent.is_ok,
            files: entries(&list.out),
            ..Self::default()
        };
        let text = |path: &str| -> Result<Option<String>, Error> {
            let Some((_, object)) = held.files.get(path) else {
                return Ok(None);
            };
            let text = git.done(["cat-file", "blob", object], READING)?;
            Ok(Some(String::from_utf8_lossy(&text.out).into_owned()))
        };
        let manifest = text(MANIFEST)?;
        let ours = manifest.as_deref().and_then(Published::of_text);
        let is_ours = ours.as_ref().is_some_and(|ours| ours.has(CNAME));
        let cname = if is_ours { None } else { text(CNAME)? };
        (held.ours, held.cname) = (ours, cname);
        Ok(held)
    }

    /// The name of the host that a `CNAME` says which pmsite did not make.
    pub fn cname(&self) -> Option<&str> {
        let name = self.cname.as_deref()?.lines().next()?.trim();
        (!name.is_empty()).then_some(name)
    }

    /// That file itself, where there is one.
    pub(super) fn kept(&self) -> Option<&Entry> {
        self.cname.as_ref().and_then(|_| self.files.get(CNAME))
    }

    /// How many reports the site has that stands there.
    pub(super) fn reports(&self) -> usize {
        let reports = self.ours.as_ref().and_then(Published::reports);
        reports.unwrap_or_default()
    }

    /// True for a site of ours that knew its own address, as feeds and a sitemap need it.
    pub fn knew_its_address(&self) -> bool {
        self.ours
            .as_ref()
            .is_some_and(|ours| ours.has("sitemap.xml"))
    }

    /// Refuses a site with less than half the reports of the one that stands there: more likely it was made of a part of the folder.
    /// `place` is what people call it.
    pub(super) fn check_size(&self, reports: usize, place: &str) -> Result<(), Error> {
        let standing = self.reports();
        if reports * 2 >= standing {
            return Ok(());
        }
        let has = if reports == 1 { "report" } else { "reports" };
        Err(Error::Refused(format!(
            "{place} has {standing} reports, and this site {reports} {has}: publish from the folder that holds all of them, \
             or let the small site take the place of the large one with `--replace`"
        )))
    }

    /// Refuses a branch with files that are no site of pmsite. `place` is what people call it.
    pub fn check(&self, place: &str) -> Result<(), Error> {
        let is_ours = |path: &str| match &self.ours {
            Some(ours) => path == MANIFEST || ours.has(path),
            None => path == NO_JEKYLL,
        };
        let foreign = self.files.keys().filter(|path| *path != CNAME);
        let foreign: Vec<&String> = foreign.filter(|path| !is_ours(path)).collect();
        if self.ours.is_none() && self.files.contains_key(MANIFEST) {
            return Err(Error::Refused(format!(
                "the `{MANIFEST}` of {place} is no list that this version of pmsite can read: publish with a newer version, \
                 to another branch with `--branch`, or with `--replace` in place of all that is there"
            )));
        }
        let named = match foreign[..] {
            [] => return Ok(()),
            [one] => format!("`{one}`"),
            [first, ..] => format!("`{first}` and {} more", foreign.len() - 1),
        };
        Err(Error::Refused(format!(
            "{place} holds files that pmsite did not publish ({named}): publish to another branch with `--branch`, move them away, \
             or let the site take their place with `--replace`"
        )))
    }
}

/// The files of a list by `git ls-tree -z`.
fn entries(list: &[u8]) -> BTreeMap<String, Entry> {
    let lines = list.split(|byte| *byte == 0);
    let entry = |line: &[u8]| {
        let line = String::from_utf8_lossy(line);
        let (facts, path) = line.split_once('\t')?;
        let mut facts = facts.split(' ');
        let (mode, _, object) = (facts.next()?, facts.next()?, facts.next()?);
        Some((path.to_owned(), (mode.to_owned(), object.to_owned())))
    };
    lines.filter_map(entry).collect()
}
