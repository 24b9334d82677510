//! The work behind the server: hear of a change, have a new state made, put it into place, tell the browsers.
//!
//! Takes a maker, leaves a status. While a state is made, whatever happens gathers for the next. There is one of it, on a thread of its
//! own.

use std::collections::BTreeSet;
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch::Sender;

use super::news::Status;
use super::snapshot::{Changed, Hints, Snapshot};
use super::state::State;
use super::watch::Ear;
use super::{Made, Maker, Watch};

/// States that are made in a row before one is shown, because the configuration names other files or some went in the meantime: more than
/// two only where something writes all the time.
const MOST_IN_A_ROW: usize = 4;

/// The work.
pub(super) struct Work {
    maker: Box<dyn Maker>,
    status: Sender<Status>,
    ear: Ear,
    snapshot: Snapshot,
    watch: Watch,
}

impl fmt::Debug for Work {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Work on {:?}", self.watch)
    }
}

impl Work {
    /// Begins to listen, and makes the first state.
    pub(super) fn begin(
        maker: Box<dyn Maker>,
        status: Sender<Status>,
        poll: Option<Duration>,
    ) -> Self {
        let (ear, words) = Ear::new(poll);
        let mut work = Self {
            watch: maker.watch(),
            maker,
            status,
            ear,
            snapshot: Snapshot::default(),
        };
        work.say(words);
        work.look(&everything());
        work.renew(Changed {
            paths: BTreeSet::new(),
            is_all: true,
        });
        work
    }

    pub(super) fn maker(&self) -> &dyn Maker {
        &*self.maker
    }

    /// Works as long as anything may happen.
    pub(super) fn go_on(mut self) {
        while let Some(hints) = self.ear.hear(&self.watch) {
            let paths = self.look(&hints);
            if !paths.is_empty() {
                self.renew(Changed {
                    paths,
                    is_all: false,
                });
            }
        }
    }

    /// What changed of what is hinted at; folders that are new are listened to from now on.
    fn look(&mut self, hints: &Hints) -> BTreeSet<PathBuf> {
        let mut found = self.snapshot.look(&self.watch, hints);
        let words = self.ear.listen(&self.watch, &found.folders);
        self.say(words);
        // What happened between the look and the listening.
        if !found.folders.is_empty() {
            let hints = Hints {
                paths: std::mem::take(&mut found.folders),
                is_all: hints.is_all,
            };
            let again = self.snapshot.look(&self.watch, &hints);
            found.changed.extend(again.changed);
            let words = self.ear.listen(&self.watch, &again.folders);
            self.say(words);
        }
        found.changed
    }

    /// Makes a new state and puts it into place, or says why there is none.
    fn renew(&mut self, mut changed: Changed) {
        let mut made = self.maker.make(&changed);
        for _ in 1..MOST_IN_A_ROW {
            let hints = if made.watch != self.watch {
                // Other files from now on, which may have changed since they were read.
                self.watch = made.watch.clone();
                Some(everything())
            } else if made.outcome.is_err() {
                // A file that goes while it is to be read is nobody's error: the next state has none of it.
                self.ear.hear_now(&self.watch)
            } else {
                None
            };
            let more = hints.map(|hints| self.look(&hints)).unwrap_or_default();
            if more.is_empty() {
                break;
            }
            made = self.maker.make(&Changed {
                paths: more.clone(),
                is_all: false,
            });
            changed.paths.extend(more);
        }
        let Made { outcome, .. } = made;
        if let Ok(state) = &outcome {
            let status = self.status.borrow();
            let is_last = |last: &Arc<State>| Arc::ptr_eq(last, state);
            if status.trouble.is_none() && status.state.as_ref().is_some_and(is_last) {
                return;
            }
        }
        let is_styles = !changed.is_all && changed.paths.iter().all(|path| self.is_style(path));
        let mut old = None;
        self.status.send_modify(|status| match outcome {
            Ok(state) => {
                let styles_only = is_styles && status.state.is_some() && status.trouble.is_none();
                old = status.take(state, styles_only);
            }
            Err(words) => status.trouble = Some(Arc::from(words)),
        });
        // Taking it apart takes a while, and nobody has to wait for that.
        drop(old);
    }

    /// Whether a file is a style sheet and nothing else.
    fn is_style(&self, path: &std::path::Path) -> bool {
        let is_sheet = path.extension().is_some_and(|end| end == "css");
        is_sheet && (self.watch.styles.iter()).any(|style| path.starts_with(style))
    }

    fn say(&self, words: Option<String>) {
        if let Some(words) = words {
            self.maker.say(&words);
        }
    }
}

/// The hint that anything may have happened.
fn everything() -> Hints {
    Hints {
        paths: BTreeSet::new(),
        is_all: true,
    }
}
