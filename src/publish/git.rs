//! The program `git`, asked in one repository.
//!
//! Takes arguments, gives what it says. No hook runs, nothing of a text is converted, no user's index is read or written, and what the
//! environment says of another repository does not count; who is asked for a password is the user's own affair. What git says of
//! addresses is shown without the secrets in them.
#![expect(
    clippy::disallowed_methods,
    reason = "an index of our own, and objects that nobody keeps, stand in a folder of their own"
)]

use std::ffi::OsStr;
use std::io::{BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use super::address::without_secrets;
use crate::error::Error;

/// Settings of a user or of a repository that would run something, give other bytes, or leave work behind.
const SETTINGS: [&str; 9] = [
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "core.splitIndex=false",
    "gc.auto=0",
    "maintenance.auto=false",
    "fetch.writeCommitGraph=false",
    "submodule.recurse=false",
    "i18n.commitEncoding=UTF-8",
    // Who publishes is said by somebody, and not guessed from the name of a machine.
    "user.useConfigOnly=true",
];

/// What git does not count among the variables of a repository.
const FURTHER: [&str; 2] = ["GIT_NAMESPACE", "GIT_QUARANTINE_PATH"];

/// A repository, and a folder for what is in no repository.
#[derive(Debug)]
pub(super) struct Git {
    folder: PathBuf,
    /// What the environment says of another repository: a hook of git sets these for those whom it runs.
    foreign: Vec<String>,
    aside: Aside,
    /// True where new objects stand in that folder too, and go with it.
    is_dry: bool,
}

/// What git said.
#[derive(Debug)]
pub(super) struct Said {
    /// True where it did what it was asked.
    pub(super) is_ok: bool,
    /// What it prints.
    pub(super) out: Vec<u8>,
    /// What it tells people, without secrets.
    pub(super) told: String,
}

impl Said {
    fn of(output: Output) -> Self {
        Self {
            is_ok: output.status.success(),
            out: output.stdout,
            told: without_secrets(&String::from_utf8_lossy(&output.stderr)),
        }
    }

    /// What it prints, as one line of text.
    pub(super) fn line(&self) -> String {
        String::from_utf8_lossy(&self.out).trim_end().to_owned()
    }

    /// Why it did not do it: its own words, in one line, without what it advises.
    pub(super) fn why(&self) -> String {
        let lines = self.told.lines().map(str::trim);
        let lines = lines.filter(|line| !line.is_empty() && !line.starts_with("hint:"));
        let lines: Vec<&str> = lines
            .map(|line| {
                let starts = ["fatal: ", "error: "];
                let rest = starts.iter().find_map(|start| line.strip_prefix(start));
                rest.unwrap_or(line)
            })
            .take(MOST_LINES)
            .collect();
        if lines.is_empty() {
            return "git fails and says nothing".to_owned();
        }
        format!("git says: {}", lines.join("; "))
    }
}

/// So many lines of what git complains about are shown.
const MOST_LINES: usize = 6;

impl Git {
    /// The repository that a folder lies in.
    pub(super) fn open(folder: &Path, is_dry: bool) -> Result<Self, Error> {
        let mut git = Self {
            folder: folder.to_owned(),
            foreign: Vec::new(),
            aside: Aside::new()?,
            is_dry: false,
        };
        let of_repositories = git.ask(["rev-parse", "--local-env-vars"])?;
        let names = String::from_utf8_lossy(&of_repositories.out);
        let names = names.lines().chain(FURTHER);
        // Settings that somebody gives on the way are meant: they may be how a password is found.
        let names = names.filter(|name| !name.starts_with("GIT_CONFIG"));
        git.foreign = names.map(str::to_owned).collect();
        let found = git.ask(["rev-parse", "--absolute-git-dir"])?;
        if !found.is_ok {
            return Err(if found.told.contains("not a git repository") {
                Error::Usage(format!(
                    "`{}` is in no git repository: make one with `git init`, and name a remote with `git remote add origin URL`",
                    folder.display()
                ))
            } else {
                Error::Failed(format!(
                    "`{}` cannot be published: {}",
                    folder.display(),
                    found.why()
                ))
            });
        }
        if is_dry {
            git.set_objects_aside()?;
        }
        Ok(git)
    }

    /// From now on new objects are no part of the repository.
    fn set_objects_aside(&mut self) -> Result<(), Error> {
        let found = self.done(
            ["rev-parse", "--git-path", "objects"],
            "finding its objects",
        )?;
        let objects = self.folder.join(found.line());
        let objects = objects
            .canonicalize()
            .map_err(|cause| Error::io("finding", &objects, cause))?;
        let info = self.aside.0.join("objects/info");
        std::fs::create_dir_all(&info).map_err(|cause| Error::io("creating", &info, cause))?;
        let file = info.join("alternates");
        let mut line = objects.into_os_string();
        line.push("\n");
        std::fs::write(&file, line.as_encoded_bytes())
            .map_err(|cause| Error::io("writing", &file, cause))?;
        self.is_dry = true;
        Ok(())
    }

    /// A file beside the repository, for git and us alone.
    pub(super) fn aside(&self, name: &str) -> PathBuf {
        self.aside.0.join(name)
    }

    fn command(&self) -> Command {
        let mut git = Command::new("git");
        for name in &self.foreign {
            git.env_remove(name);
        }
        // What git says is read, so it must say it in the words that are known.
        git.env("LC_ALL", "C").env_remove("LANGUAGE");
        git.env("GIT_OPTIONAL_LOCKS", "0")
            .env("GIT_NO_REPLACE_OBJECTS", "1")
            .env("GIT_INDEX_FILE", self.aside("index"));
        if self.is_dry {
            git.env("GIT_OBJECT_DIRECTORY", self.aside("objects"));
        }
        git.arg("-C").arg(&self.folder).arg("--no-pager");
        for setting in SETTINGS {
            git.args(["-c", setting]);
        }
        git
    }

    /// Asks git.
    pub(super) fn ask<A: AsRef<OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = A>,
    ) -> Result<Said, Error> {
        let mut git = self.command();
        git.args(arguments).stdin(Stdio::null());
        git.output().map(Said::of).map_err(missing)
    }

    /// Asks git about the index that people have, which is only read.
    pub(super) fn ask_with_index<A: AsRef<OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = A>,
    ) -> Result<Said, Error> {
        let mut git = self.command();
        git.env_remove("GIT_INDEX_FILE");
        git.args(arguments).stdin(Stdio::null());
        git.output().map(Said::of).map_err(missing)
    }

    /// Asks git for what it cannot but do, but where the machine fails. `attempt` is a participle: `making a commit`.
    pub(super) fn done<A: AsRef<OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = A>,
        attempt: &str,
    ) -> Result<Said, Error> {
        let said = self.ask(arguments)?;
        if said.is_ok {
            return Ok(said);
        }
        Err(Error::Failed(format!("{attempt} failed: {}", said.why())))
    }

    /// The same, where git reads what `write` gives. It may print a line and no more before it has read all.
    pub(super) fn fed<A: AsRef<OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = A>,
        attempt: &str,
        write: impl FnOnce(&mut dyn Write) -> Result<(), Fault>,
    ) -> Result<Said, Error> {
        let mut git = self.command();
        git.args(arguments);
        git.stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = git.spawn().map_err(missing)?;
        let written = match child.stdin.take() {
            Some(pipe) => {
                let mut pipe = BufWriter::with_capacity(1 << 16, pipe);
                write(&mut pipe).and_then(|()| pipe.flush().map_err(Fault::Pipe))
            }
            None => Ok(()),
        };
        let output = child.wait_with_output();
        // Where we stop it is no fault of git's.
        if let Err(Fault::Ours(error)) = written {
            return Err(error);
        }
        let failed = |cause: std::io::Error| Error::Failed(format!("{attempt} failed: {cause}"));
        let said = Said::of(output.map_err(failed)?);
        if !said.is_ok {
            return Err(Error::Failed(format!("{attempt} failed: {}", said.why())));
        }
        match written {
            Err(Fault::Pipe(cause)) => Err(failed(cause)),
            _ => Ok(said),
        }
    }
}

/// Why nothing more is given to git.
#[derive(Debug)]
pub(super) enum Fault {
    /// It takes nothing more.
    Pipe(std::io::Error),
    /// There is nothing that could be given.
    Ours(Error),
}

impl From<std::io::Error> for Fault {
    fn from(cause: std::io::Error) -> Self {
        Self::Pipe(cause)
    }
}

/// Why git does not start.
fn missing(cause: std::io::Error) -> Error {
    Error::Failed(if cause.kind() == ErrorKind::NotFound {
        "git is not there: install it, or add its folder to `PATH`; `pmsite publish` works by it"
            .to_owned()
    } else {
        format!("git does not start: {cause}")
    })
}

/// A folder of our own that goes again.
#[derive(Debug)]
struct Aside(PathBuf);

impl Aside {
    fn new() -> Result<Self, Error> {
        let all = std::env::temp_dir();
        let process = std::process::id();
        for number in 0..u32::MAX {
            let folder = all.join(format!("pmsite-publish-{process}-{number}"));
            match std::fs::create_dir(&folder) {
                Ok(()) => return Ok(Self(folder)),
                // Of a process that had our number and was killed.
                Err(cause) if cause.kind() == ErrorKind::AlreadyExists => {}
                Err(cause) => return Err(Error::io("creating", &folder, cause)),
            }
        }
        Err(Error::Failed(format!(
            "there is no free name for a folder in `{}`",
            all.display()
        )))
    }
}

impl Drop for Aside {
    fn drop(&mut self) {
        // Made by us, under a name that nobody else has. What stays does no harm.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
