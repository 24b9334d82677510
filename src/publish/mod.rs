//! A built site as a commit on a branch of a remote.
//!
//! Takes a folder in a repository, a remote, a branch, and the folder of a built site; gives one commit with exactly the files of the
//! site, pushed. All is done by the program `git`, and nothing of it is seen in the repository: neither the work tree nor the index nor a
//! branch of it changes, and no hook runs. It builds nothing and prints nothing.
//!
//! The branch is ours where its root has a manifest of ours; that goes with the site. What else stands there is never taken away
//! unasked, but for a `CNAME`, which is kept. What was fetched is what the push replaces, or nothing is.

mod address;
mod git;
mod held;
mod push;
mod tree;

use std::collections::BTreeMap;
use std::path::Path;

use crate::error::Error;
use crate::output::Built;

use git::Git;
pub use held::Held;
use held::{CNAME, Entry};

/// A branch of a remote, and the repository from which it is pushed.
#[derive(Debug)]
pub struct Target {
    git: Git,
    remote: String,
    branch: String,
    /// Where git pushes to; it may hold a password.
    url: String,
    /// What it is asked by: the name of the remote, where that means the same place.
    source: String,
    is_dry: bool,
}

/// What a commit is to be.
#[derive(Debug, Clone, Copy)]
pub struct Wish<'a> {
    /// Its words.
    pub message: &'a str,
    /// True where it shall have no commit before it.
    pub orphan: bool,
    /// True where it may take the place of files that are not ours.
    pub replace: bool,
}

/// What was done, or would be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// False where the branch held the same already.
    pub is_new: bool,
    /// True where there was no such branch.
    pub is_first: bool,
    /// How many files the branch holds now.
    pub files: usize,
    /// Those that it did not have.
    pub added: usize,
    /// Those that it had with other bytes.
    pub changed: usize,
    /// Those that it has no more.
    pub removed: usize,
    /// True where a `CNAME` that is not ours stays.
    pub keeps_cname: bool,
}

/// Where the sources of a site are in the history of their repository.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The commit, in short.
    pub commit: String,
    /// True where something is not committed.
    pub is_changed: bool,
}

impl Target {
    /// Asks the repository of a folder for the remote and the branch. `is_dry` keeps everything out of it.
    pub fn open(folder: &Path, remote: &str, branch: &str, is_dry: bool) -> Result<Self, Error> {
        let name = format!("refs/heads/{branch}");
        let git = Git::open(folder, is_dry)?;
        let is_name = branch != "HEAD" && !branch.starts_with('-');
        if !is_name || !git.ask(["check-ref-format", &name])?.is_ok {
            return Err(Error::Usage(format!(
                "`{branch}` can be no name of a branch: name one with `--branch`"
            )));
        }
        let current = git.ask(["symbolic-ref", "--quiet", "HEAD"])?;
        if current.line() == name {
            return Err(Error::Refused(format!(
                "`{branch}` is the branch that is checked out here, and a site would take the place of its files: \
                 name another with `--branch`"
            )));
        }
        let url = git.ask(["remote", "get-url", "--push", "--", remote])?;
        if !url.is_ok {
            return Err(Error::Usage(no_remote(&git, remote)?));
        }
        let url = url.line();
        let fetched = git.ask(["remote", "get-url", "--", remote])?.line();
        let source = if fetched == url { remote } else { &url };
        for who in ["GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"] {
            let said = git.ask(["var", who])?;
            if !said.is_ok {
                return Err(Error::Usage(format!(
                    "git does not know who publishes: tell it with `git config user.name NAME` and `git config user.email ADDRESS` ({})",
                    said.told
                        .lines()
                        .last()
                        .unwrap_or(who)
                        .trim_start_matches("fatal: ")
                )));
            }
        }
        Ok(Self {
            source: source.to_owned(),
            remote: remote.to_owned(),
            branch: branch.to_owned(),
            git,
            url,
            is_dry,
        })
    }

    /// What people call the branch.
    pub fn place(&self) -> String {
        format!("`{}` of `{}`", self.branch, self.remote)
    }

    /// Where GitHub Pages will show it; `None` where the remote is elsewhere.
    pub fn pages(&self) -> Option<String> {
        address::of_pages(&self.url)
    }

    /// Where the sources are in their history; `None` where nothing is committed yet. `site` is the folder of the site, which is no
    /// source.
    pub fn from(&self, root: &Path, site: &Path) -> Result<Option<Source>, Error> {
        let commit = self
            .git
            .ask(["rev-parse", "--verify", "--quiet", "--short", "HEAD"])?;
        if !commit.is_ok {
            return Ok(None);
        }
        let mut status: Vec<std::ffi::OsString> =
            ["status", "--porcelain", "--ignore-submodules", "--", "."]
                .map(Into::into)
                .into();
        let site = site.canonicalize();
        if let Some(inside) = site
            .as_deref()
            .ok()
            .and_then(|site| site.strip_prefix(root).ok())
        {
            let mut but = std::ffi::OsString::from(":(exclude,literal)");
            but.push(inside);
            status.push(but);
        }
        let said = self.git.ask_with_index(status)?;
        Ok(Some(Source {
            commit: commit.line(),
            is_changed: !said.is_ok || !said.out.is_empty(),
        }))
    }

    /// Fetches the branch, and reads what it holds.
    pub fn held(&self) -> Result<Held, Error> {
        let name = format!("refs/heads/{}", self.branch);
        let asking = format!("asking `{}` for its branches", self.remote);
        let asked = ["ls-remote", "--", &self.source, &name];
        let said = self.git.done(asked, &asking)?.line();
        let mut lines = said.lines().filter_map(|line| line.split_once('\t'));
        let Some((tip, _)) = lines.find(|(_, of)| *of == name) else {
            return Ok(Held::default());
        };
        let fetching = format!("fetching {}", self.place());
        let fetch = [
            "fetch",
            "--quiet",
            "--no-tags",
            "--no-prune",
            "--no-recurse-submodules",
            "--no-write-fetch-head",
            // No branch that follows the remote's is moved.
            "--refmap=",
            "--",
            &self.source,
            &name,
        ];
        self.git.done(fetch, &fetching)?;
        let is_there = self
            .git
            .ask(["cat-file", "-e", &format!("{tip}^{{commit}}")])?;
        if !is_there.is_ok {
            return Err(self.moved_on());
        }
        Held::read(&self.git, tip)
    }

    /// Makes the commit, and pushes it.
    pub fn publish(&self, held: &Held, site: &Built, wish: &Wish<'_>) -> Result<Outcome, Error> {
        if !wish.replace && held.reports() > 0 && site.files.reports() == Some(0) {
            return Err(Error::Refused(format!(
                "there is no report in this site, and that on {} has {}: it stays; with `--replace` it goes",
                self.place(),
                held.reports()
            )));
        }
        if let Some(reports) = site.files.reports().filter(|_| !wish.replace) {
            held.check_size(reports, &self.place())?;
        }
        let mut entries = tree::entries(&self.git, site)?;
        let kept = held.kept().filter(|_| !entries.contains_key(CNAME));
        let kept = kept.map(|entry| (CNAME.to_owned(), entry.clone()));
        let keeps_cname = kept.is_some();
        entries.extend(kept);
        let tree = tree::of(&self.git, &entries)?;
        let is_same = held.tree.as_ref() == Some(&tree);
        let outcome = Outcome {
            is_new: !is_same || (wish.orphan && held.has_history),
            is_first: held.tip.is_none(),
            keeps_cname,
            ..counted(&held.files, &entries)
        };
        if outcome.is_new && !self.is_dry {
            let commit = self.commit(held, &tree, wish)?;
            let expected = held.tip.as_deref();
            push::push(&self.git, &self.remote, &self.branch, &commit, expected)?
                .then_some(())
                .ok_or_else(|| self.moved_on())?;
        }
        Ok(outcome)
    }

    fn commit(&self, held: &Held, tree: &str, wish: &Wish<'_>) -> Result<String, Error> {
        let mut arguments = vec!["commit-tree", tree, "-F", "-"];
        if let Some(tip) = held.tip.as_deref().filter(|_| !wish.orphan) {
            arguments.extend(["-p", tip]);
        }
        let message = wish.message.trim_end();
        let said = self.git.fed(arguments, "making the commit", |pipe| {
            Ok(writeln!(pipe, "{message}")?)
        })?;
        Ok(said.line())
    }

    /// Somebody else has published meanwhile.
    fn moved_on(&self) -> Error {
        Error::Failed(format!(
            "{} has moved on since it was fetched: somebody else has pushed to it; nothing was pushed, publish again",
            self.place()
        ))
    }
}

/// What to say where there is no such remote.
fn no_remote(git: &Git, remote: &str) -> Result<String, Error> {
    let all = git.ask(["remote"])?.line();
    let all: Vec<String> = all.lines().map(|name| format!("`{name}`")).collect();
    Ok(if all.is_empty() {
        format!(
            "the repository has no remote `{remote}`: add it with `git remote add {remote} URL`"
        )
    } else {
        format!(
            "the repository has no remote `{remote}`: name one with `--remote` ({})",
            all.join(", ")
        )
    })
}

/// What differs.
fn counted(old: &BTreeMap<String, Entry>, new: &BTreeMap<String, Entry>) -> Outcome {
    let had = |path: &String| old.contains_key(path);
    Outcome {
        is_new: false,
        is_first: false,
        files: new.len(),
        added: new.keys().filter(|path| !had(path)).count(),
        changed: new
            .iter()
            .filter(|(path, entry)| had(path) && old.get(*path) != Some(*entry))
            .count(),
        removed: old.keys().filter(|path| !new.contains_key(*path)).count(),
        keeps_cname: false,
    }
}
