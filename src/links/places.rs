//! The places of an archive where addresses of the web stand, and what is told there.
//!
//! Takes an archive and what addresses answered, gives addresses and diagnostics. What leads to a page of the site is no address of the
//! web, whatever it looks like: the archive has resolved it.

use std::collections::BTreeSet;
use std::sync::Arc;

use globset::{Glob, GlobSet, GlobSetBuilder};

use super::address::askable;
use super::results::{Answer, Results, State};
use crate::archive::Archive;
use crate::archive::references::Target;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::{Pointer, PointerKind, Pointers};
use crate::error::Error;

/// Addresses that nobody asks for, by globs.
#[derive(Debug, Clone, Default)]
pub struct Ignored(GlobSet);

impl Ignored {
    /// Those of `[links] ignore`.
    pub fn new(patterns: &[String]) -> Result<Self, Error> {
        let wrong = |fault: globset::Error| Error::Usage(format!("`[links] ignore`: {fault}"));
        let mut set = GlobSetBuilder::new();
        for pattern in patterns {
            set.add(Glob::new(pattern).map_err(wrong)?);
        }
        set.build().map(Self).map_err(wrong)
    }

    fn has(&self, target: &str) -> bool {
        self.0.is_match(target)
    }
}

/// Calls `each` with every link out of the archive: the path of its document, the link, and the address to ask.
fn each(archive: &Archive, ignored: &Ignored, each: &mut dyn FnMut(&Arc<str>, &Pointer, String)) {
    let mut of = |path: &Arc<str>, pointers: &Pointers| {
        let links = pointers.targets.iter();
        let links = links.filter(|one| matches!(one.kind, PointerKind::Link | PointerKind::Image));
        for link in links {
            let target = match archive.references.target(path, &link.target) {
                None => &*link.target,
                Some(Target::Away(address)) => address,
                Some(_) => continue,
            };
            if let Some(address) = askable(target)
                && !ignored.has(target)
            {
                each(path, link, address);
            }
        }
    };
    for report in &archive.reports {
        of(&report.path, &report.pointers);
    }
    for index in &archive.indexes {
        of(&index.path, &Pointers::of(&index.document.blocks));
    }
}

/// The addresses that an archive links to, each once.
pub fn addresses(archive: &Archive, ignored: &Ignored) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    each(archive, ignored, &mut |_, _, address| {
        all.insert(address);
    });
    all
}

/// What is told of the links of an archive, by what their addresses answered.
pub fn told(archive: &Archive, ignored: &Ignored, results: &Results) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    if results.0.is_empty() {
        return diagnostics;
    }
    each(archive, ignored, &mut |path, link, address| {
        let answer = results.0.get(&address);
        let told = answer.and_then(|answer| diagnostic(&address, answer));
        diagnostics.extend(told.map(|one| one.at(path, link.span)));
    });
    diagnostics
}

fn diagnostic(address: &str, answer: &Answer) -> Option<Diagnostic> {
    let Answer { outcome, to, day } = answer;
    let words = outcome.words();
    Some(match (outcome.state(), to) {
        (State::Gone, _) => {
            Diagnostic::warning("dead-link", format!("`{address}` is gone: {words}")).help(format!(
                "it was asked on {day}; correct it, or link to a copy of the page that somebody has kept"
            ))
        }
        (State::Unsure, _) => {
            Diagnostic::note("unanswered-link", format!("`{address}` did not answer: {words}"))
                .help(format!("it was asked on {day}; `pmsite check --links` asks again"))
        }
        (State::There, Some(to)) => {
            Diagnostic::note("moved-link", format!("`{address}` has moved for good"))
                .help(format!("write `{to}`"))
        }
        (State::There, None) => return None,
    })
}
