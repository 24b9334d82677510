//! Asking addresses whether they answer: bounded and polite.
//!
//! Takes addresses, gives what came back of each, one after the other, as it comes. At most eight are asked at once and of one host one at
//! a time, with a pause before the next; a host that does not answer three times is left alone. Addresses of the own machine and of
//! private networks are not asked unless that is wanted. It keeps nothing.

mod guard;
mod one;
mod redirect;

use std::collections::BTreeMap;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::results::{Outcome, Problem, State};
use one::Asker;
use redirect::host;

/// So many hosts are asked at once.
const AT_ONCE: usize = 8;

/// Between two questions to one host.
const PAUSE: Duration = Duration::from_millis(250);

/// A host that did not answer so many times in a row is not asked further.
const PATIENCE: usize = 3;

/// How to ask.
#[derive(Debug, Clone, Copy)]
pub struct Way {
    /// True where addresses of the own machine and of private networks are asked too.
    pub private: bool,
    /// How long one question may take.
    pub timeout: Duration,
}

/// What came of an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// It was asked: what came back, and where it has moved for good.
    Answered(Outcome, Option<String>),
    /// It is one of the own machine or of a private network, or leads there.
    Private,
    /// It was not asked: its host does not answer.
    Left,
}

/// Asks. `each` is called for every address, from the thread that asks for all this.
pub fn ask<'a>(
    addresses: impl IntoIterator<Item = &'a str>,
    way: Way,
    each: &mut dyn FnMut(&'a str, Asked),
) {
    let mut hosts: BTreeMap<&str, Vec<&'a str>> = BTreeMap::new();
    for address in addresses {
        hosts.entry(host(address)).or_default().push(address);
    }
    let mut hosts: Vec<Vec<&str>> = hosts.into_values().collect();
    // The host with most of them takes longest, and is begun with.
    hosts.sort_by_key(Vec::len);
    let threads = hosts.len().min(AT_ONCE);
    let hosts = Mutex::new(hosts);
    let who = Asker::new(way);
    let (sender, answers) = channel();
    std::thread::scope(|scope| {
        for _ in 0..threads {
            let (hosts, who, sender) = (&hosts, &who, sender.clone());
            scope.spawn(move || {
                loop {
                    let next = lock(hosts).pop();
                    match next {
                        Some(addresses) => ask_host(who, &addresses, &sender),
                        None => break,
                    }
                }
            });
        }
        drop(sender);
        for (address, asked) in answers {
            each(address, asked);
        }
    });
}

/// Asks the addresses of one host.
fn ask_host<'a>(who: &Asker, addresses: &[&'a str], sender: &Sender<(&'a str, Asked)>) {
    let mut silent = 0;
    let mut no_host = None;
    for address in addresses {
        let asked = match &no_host {
            Some(asked) => Asked::clone(asked),
            None if silent >= PATIENCE => Asked::Left,
            None => who.ask(address),
        };
        match &asked {
            Asked::Answered(Outcome::Nothing(Problem::NoHost | Problem::NoLookup), None) => {
                no_host = Some(asked.clone());
            }
            // It has told us that we ask too much.
            Asked::Answered(Outcome::Status(429), _) => silent = PATIENCE,
            Asked::Answered(outcome, _) if outcome.state() == State::Unsure => silent += 1,
            Asked::Answered(..) => silent = 0,
            Asked::Private | Asked::Left => {}
        }
        // Who waits for answers may have gone: then nobody misses them.
        let _ = sender.send((address, asked));
    }
}

/// Whose turn it is to ask a host: redirects of different addresses may lead to the same.
#[derive(Debug, Default)]
struct Turns(Mutex<BTreeMap<String, Arc<Mutex<bool>>>>);

impl Turns {
    /// Runs a question when it is its turn, with a pause after the one before.
    fn wait<T>(&self, host: &str, question: impl FnOnce() -> T) -> T {
        let turn = Arc::clone(lock(&self.0).entry(host.to_owned()).or_default());
        let mut was_asked = lock(&turn);
        if *was_asked {
            std::thread::sleep(PAUSE);
        }
        *was_asked = true;
        question()
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
