//! What addresses answered, on the disk: read by builds and checks, written by `pmsite check --links`.

#![expect(
    clippy::disallowed_methods,
    reason = "the command line reads and writes what addresses answered, and on which day"
)]

use std::io::ErrorKind;
use std::path::PathBuf;

use super::project::Project;
use super::report;
use crate::error::Error;
use crate::links::{NAME, Results};

/// Where the file stands.
pub(super) fn place(project: &Project) -> PathBuf {
    project.root.join(NAME)
}

/// What was written down; nothing where nobody has asked.
pub(super) fn read(project: &Project) -> Result<Results, Error> {
    let place = place(project);
    match std::fs::read_to_string(&place) {
        Ok(text) => Results::parse(&text).map_err(|problem| {
            Error::Usage(format!(
                "`{}` is no list of what links answered: {problem}; remove it, and `pmsite check --links` makes it anew",
                report::shown(&place)
            ))
        }),
        Err(cause) if cause.kind() == ErrorKind::NotFound => Ok(Results::default()),
        Err(cause) => Err(Error::io("reading", &place, cause)),
    }
}

#[cfg(feature = "links")]
pub(super) use asking::{Which, ask};

#[cfg(feature = "links")]
mod asking {
    use std::fmt::Write as _;
    use std::time::{Duration, SystemTime};

    use jiff::civil::Date;
    use jiff::tz::TimeZone;

    use super::super::known::put;
    use super::super::progress::Bar;
    use super::super::project::Project;
    use super::super::report::{self, Volume};
    use super::{place, read};
    use crate::error::Error;
    use crate::links::{self, Answer, Asked, Ignored, Outcome, Problem, Results, State, Way};
    use crate::pipeline::{self, Input, Progress as _};

    /// Which addresses are asked.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
    pub(in crate::cli) enum Which {
        /// Those that were not asked in the last seven days, or did not answer then.
        New,
        /// All of them.
        Again,
    }

    /// So many seconds a question may take where nothing else is said.
    const TIMEOUT: u64 = 20;

    /// So many answers are lost at most where somebody stops it.
    const AT_ONCE: usize = 50;

    /// Asks the addresses that the reports link to, writes down what they answer, and says how many.
    pub(in crate::cli) fn ask(
        project: &Project,
        which: Which,
        (drafts, private): (bool, bool),
        volume: Volume,
    ) -> Result<(), Error> {
        let mut results = read(project)?;
        let bar = Bar::new(volume == Volume::Quiet);
        let skip = project.skip();
        let input = Input {
            drafts,
            ..project.input(&skip)
        };
        let built = pipeline::assemble(&input, &bar)?;
        let ignored = Ignored::new(&project.config.links.ignore)?;
        let addresses = links::addresses(built.site.archive(), &ignored);
        drop(built);
        results.0.retain(|address, _| addresses.contains(address));
        let today = today()?;
        let known = |address: &str| {
            let answer = results.0.get(address);
            which == Which::New && answer.is_some_and(|answer| answer.is_fresh(today))
        };
        let addresses = addresses.iter().map(String::as_str);
        let (fresh, addresses): (Vec<&str>, Vec<&str>) = addresses.partition(|one| known(one));
        bar.begin("asking", addresses.len());
        let timeout = project.config.links.timeout;
        let way = Way {
            private,
            timeout: Duration::from_secs(timeout.map_or(TIMEOUT, u64::from).max(1)),
        };
        let mut told = Told {
            known: fresh.len(),
            ..Told::default()
        };
        // Written down at last: without any answer it is not certain that there is a network at all.
        let mut without_host: Vec<&str> = Vec::new();
        let mut is_connected = false;
        let mut failed = None;
        links::ask(addresses.iter().copied(), way, &mut |address, asked| {
            bar.advance();
            let (outcome, to) = match asked {
                Asked::Answered(outcome, to) => (outcome, to),
                Asked::Private => {
                    told.private += 1;
                    return;
                }
                Asked::Left => {
                    told.left += 1;
                    return;
                }
            };
            match outcome {
                Outcome::Status(_) => is_connected = true,
                Outcome::Nothing(Problem::NoHost) => {
                    without_host.push(address);
                    return;
                }
                Outcome::Nothing(_) => {}
            }
            told.count(outcome);
            let day = today;
            let answer = Answer { outcome, to, day };
            results.0.insert(address.to_owned(), answer);
            if told.asked().is_multiple_of(AT_ONCE) && failed.is_none() {
                failed = put(&place(project), &results.to_text()).err();
            }
        });
        let problem = if is_connected {
            Problem::NoHost
        } else {
            Problem::NoLookup
        };
        for address in without_host {
            let outcome = Outcome::Nothing(problem);
            told.count(outcome);
            let (to, day) = (None, today);
            results
                .0
                .insert(address.to_owned(), Answer { outcome, to, day });
        }
        bar.finish();
        if let Some(error) = failed {
            return Err(error);
        }
        if results != Results::default() || place(project).exists() {
            put(&place(project), &results.to_text())?;
        }
        if volume > Volume::Quiet {
            report::say(&told.line(&report::shown(&place(project))));
        }
        Ok(())
    }

    /// The day, in UTC.
    fn today() -> Result<Date, Error> {
        let now = jiff::Timestamp::try_from(SystemTime::now());
        let now = now.map_err(|error| Error::Failed(format!("the clock tells no day: {error}")))?;
        Ok(now.to_zoned(TimeZone::UTC).date())
    }

    /// How many addresses did what.
    #[derive(Debug, Default)]
    struct Told {
        there: usize,
        gone: usize,
        unsure: usize,
        private: usize,
        left: usize,
        known: usize,
    }

    impl Told {
        fn count(&mut self, outcome: Outcome) {
            match outcome.state() {
                State::There => self.there += 1,
                State::Gone => self.gone += 1,
                State::Unsure => self.unsure += 1,
            }
        }

        fn asked(&self) -> usize {
            self.there + self.gone + self.unsure
        }

        fn line(&self, place: &str) -> String {
            let asked = self.asked();
            let mut line = match asked {
                1 => "1 address asked".to_owned(),
                n => format!("{n} addresses asked"),
            };
            for (count, one, many) in [
                (self.there, "answers", "answer"),
                (self.gone, "is gone", "are gone"),
                (self.unsure, "did not answer", "did not answer"),
                (
                    self.left,
                    "was left, its host does not answer",
                    "were left, their hosts do not answer",
                ),
                (
                    self.private,
                    "of a private network was not asked",
                    "of private networks were not asked",
                ),
                (
                    self.known,
                    "known of the last seven days",
                    "known of the last seven days",
                ),
            ] {
                if count > 0 {
                    let _ = write!(line, "; {count} {}", if count == 1 { one } else { many });
                }
            }
            if asked > 0 {
                let _ = write!(line, "; written to `{place}`");
            }
            line
        }
    }
}
