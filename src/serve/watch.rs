//! Hearing that something changed.
//!
//! Takes the folders that files are in, gives hints: paths that something happened to, gathered until it is quiet. The system tells of
//! changes; where it does not, as on disks of other machines, a look from time to time does, which is a hint without a path. Nothing here
//! opens a file or decides whether one has changed.

#![expect(
    clippy::disallowed_methods,
    reason = "that it is quiet is told by a clock"
)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::Watch;
use super::snapshot::Hints;

/// How long nothing must happen until what happened is looked at: an editor saves in several steps, a millisecond or less apart.
const QUIET: Duration = Duration::from_millis(10);
/// The same where many files change: a version-control system at work pauses between them.
const QUIET_OF_MANY: Duration = Duration::from_millis(100);
/// More files than an editor saves at once.
const MANY: usize = 8;
/// After so long it is looked at in any case: something may write all the time.
const LONGEST: Duration = Duration::from_secs(2);
/// For so long it is believed that who locked the index of a repository is at work on its files. An editor for a message may keep it locked
/// for minutes, and a program that was killed for ever.
const LOCKED: Duration = Duration::from_secs(3);
/// How often to look where the system tells nothing.
const POLL: Duration = Duration::from_secs(1);

/// Hears of changes.
#[derive(Debug)]
pub(super) struct Ear {
    watcher: Option<RecommendedWatcher>,
    events: Receiver<notify::Result<Event>>,
    /// Keeps the channel open where nobody tells anything.
    _sender: Sender<notify::Result<Event>>,
    poll: Option<Duration>,
}

impl Ear {
    /// An ear; with `poll` it looks from time to time. Where the system tells nothing it says so, and looks as well.
    pub(super) fn new(poll: Option<Duration>) -> (Self, Option<String>) {
        let (sender, events) = channel();
        let mut ear = Self {
            watcher: None,
            events,
            _sender: sender.clone(),
            poll,
        };
        if poll.is_some() {
            return (ear, None);
        }
        let told = move |event| {
            // Nobody listens any more when the program ends.
            let _ = sender.send(event);
        };
        match notify::recommended_watcher(told) {
            Ok(watcher) => {
                ear.watcher = Some(watcher);
                (ear, None)
            }
            Err(cause) => {
                let words = ear.look_instead(&cause);
                (ear, Some(words))
            }
        }
    }

    /// Listens to these folders, and to those that single files are in. Gives a line to say where that fails: from then on it looks from
    /// time to time.
    pub(super) fn listen(&mut self, watch: &Watch, folders: &BTreeSet<PathBuf>) -> Option<String> {
        let watcher = self.watcher.as_mut()?;
        let mut failed = None;
        for (folder, mode) in places(watch, folders) {
            match watcher.watch(folder, mode) {
                // It may have gone in the meantime, or not be there yet.
                Err(cause) if !is_gone(&cause) && folder.exists() => failed = Some(cause),
                _ => {}
            }
        }
        failed.map(|cause| {
            self.watcher = None;
            self.look_instead(&cause)
        })
    }

    fn look_instead(&mut self, cause: &notify::Error) -> String {
        self.poll = Some(POLL);
        let seconds = POLL.as_secs();
        let why = match cause.kind {
            notify::ErrorKind::MaxFilesWatch => {
                "the system watches no more folders for this user".to_owned()
            }
            _ => cause.to_string(),
        };
        let every = if seconds == 1 {
            "every second".to_owned()
        } else {
            format!("every {seconds} seconds")
        };
        format!("the system does not tell of changes ({why}): looking for them {every}")
    }

    /// Waits until something happened and it is quiet again. None where there will never be anything.
    pub(super) fn hear(&self, watch: &Watch) -> Option<Hints> {
        self.gather(watch, None)
    }

    /// What happened until now, where anything did: who heard nothing for a moment gets none.
    pub(super) fn hear_now(&self, watch: &Watch) -> Option<Hints> {
        self.gather(watch, Some(QUIET))
    }

    fn gather(&self, watch: &Watch, within: Option<Duration>) -> Option<Hints> {
        let mut hints = Hints::default();
        let mut quiet_at: Option<Instant> = None;
        let mut latest: Option<Instant> = None;
        loop {
            let now = Instant::now();
            let event = match (
                quiet_at.into_iter().chain(latest).min(),
                within.or(self.poll),
            ) {
                (Some(end), _) if end <= now => {
                    if !is_locked(watch) {
                        return Some(hints);
                    }
                    quiet_at = Some(now + QUIET);
                    latest = None;
                    continue;
                }
                (Some(end), _) => self.events.recv_timeout(end - now),
                (None, Some(poll)) => self.events.recv_timeout(poll),
                (None, None) => self
                    .events
                    .recv()
                    .map_err(|_| RecvTimeoutError::Disconnected),
            };
            match event {
                Ok(event) => {
                    if !take(&mut hints, event, watch) {
                        continue;
                    }
                    let now = Instant::now();
                    let is_many = hints.is_all || hints.paths.len() > MANY;
                    let quiet = if is_many { QUIET_OF_MANY } else { QUIET };
                    quiet_at = Some(now + quiet);
                    latest.get_or_insert(now + LONGEST);
                }
                // The time is up, as is seen above.
                Err(RecvTimeoutError::Timeout) if quiet_at.is_some() => {}
                // Git is about to go on.
                Err(RecvTimeoutError::Timeout) if within.is_some() && is_locked(watch) => {}
                Err(RecvTimeoutError::Timeout) if within.is_some() && self.poll.is_none() => {
                    return None;
                }
                Err(RecvTimeoutError::Timeout) => {
                    hints.is_all = true;
                    return Some(hints);
                }
                Err(RecvTimeoutError::Disconnected) => return None,
            }
        }
    }
}

/// Whether git changes files right now: as a checkout does, which may pause for longer than any quiet.
fn is_locked(watch: &Watch) -> bool {
    let facts = watch.lock.as_ref().and_then(|lock| lock.metadata().ok());
    let age = facts
        .and_then(|facts| facts.modified().ok())
        .and_then(|since| since.elapsed().ok());
    age.is_some_and(|age| age < LOCKED)
}

/// Where to listen. Where the system can only be told folder by folder, somebody else's code is not listened to at all.
fn places<'a>(
    watch: &'a Watch,
    folders: &'a BTreeSet<PathBuf>,
) -> BTreeSet<(&'a Path, RecursiveMode)> {
    let is_each = cfg!(any(target_os = "linux", target_os = "android"));
    let trees = watch.trees.iter().map(|tree| &*tree.folder);
    let mut places = BTreeSet::new();
    if is_each {
        places.extend(
            folders
                .iter()
                .map(|folder| (&**folder, RecursiveMode::NonRecursive)),
        );
    } else {
        places.extend(
            trees
                .clone()
                .map(|folder| (folder, RecursiveMode::Recursive)),
        );
    }
    // A folder that is moved away, and one that is not there yet, is told of by the one that it is in.
    let above = trees.chain(watch.files.iter().map(|file| &**file));
    for folder in above.filter_map(Path::parent) {
        let is_heard = places.contains(&(folder, RecursiveMode::Recursive))
            || !is_each
                && watch
                    .trees
                    .iter()
                    .any(|tree| folder.starts_with(&tree.folder));
        if !is_heard {
            places.insert((folder, RecursiveMode::NonRecursive));
        }
    }
    places
}

fn is_gone(cause: &notify::Error) -> bool {
    match &cause.kind {
        notify::ErrorKind::PathNotFound => true,
        notify::ErrorKind::Io(cause) => cause.kind() == std::io::ErrorKind::NotFound,
        _ => false,
    }
}

/// Adds what an event says; false where it says nothing of what is watched.
fn take(hints: &mut Hints, event: notify::Result<Event>, watch: &Watch) -> bool {
    let Ok(event) = event else {
        // Something was missed.
        hints.is_all = true;
        return true;
    };
    if event.need_rescan() {
        hints.is_all = true;
        return true;
    }
    let is_read = match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => false,
        // That is us, and whoever else reads.
        EventKind::Access(_) => true,
        _ => false,
    };
    if is_read {
        return false;
    }
    let mut is_watched = false;
    for path in event.paths {
        let matters = watch.files.contains(&path)
            || watch
                .trees
                .iter()
                .any(|tree| tree.may_hold(&path) || tree.folder.starts_with(&path));
        if matters {
            hints.paths.insert(path);
            is_watched = true;
        }
    }
    is_watched
}
