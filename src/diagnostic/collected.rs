//! Many diagnostics: collected, put in order, counted.
//!
//! Takes them one by one and stage by stage. Of one rule in one file it holds the first hundred and one more that counts the
//! rest: nobody reads the thousandth, and a file of nothing but faults must not fill the memory. It draws nothing.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Diagnostic, Severity};

/// So many messages of one rule in one file are told.
const TOLD: usize = 100;

/// The diagnostics of one stage or of a whole build, in the order they were found until [`Diagnostics::sort`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Diagnostics {
    all: Vec<Diagnostic>,
    /// How many of each kind `all` holds.
    tallies: BTreeMap<Kind, Tally>,
}

/// What is told a hundred times at most: a file, a rule and a severity.
type Kind = (Arc<str>, &'static str, Severity);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Tally {
    held: usize,
    /// Where in `all` the one is that stands for the rest.
    rest: Option<usize>,
}

impl Diagnostics {
    /// No diagnostics.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        let Some(place) = &diagnostic.place else {
            self.all.push(diagnostic);
            return;
        };
        let kind = (
            Arc::clone(&place.path),
            diagnostic.rule,
            diagnostic.severity,
        );
        let tally = self.tallies.entry(kind).or_default();
        match tally.rest {
            Some(at) => {
                let rest = &mut self.all[at];
                let times = rest.times + diagnostic.times;
                *rest = std::mem::replace(rest, diagnostic).standing_for(times);
            }
            None => {
                if tally.held == TOLD {
                    tally.rest = Some(self.all.len());
                } else {
                    tally.held += 1;
                }
                self.all.push(diagnostic);
            }
        }
    }

    /// True where a message of this kind would only be counted: what helps with it nobody would read.
    pub fn only_counts(&self, path: &Arc<str>, rule: &'static str, severity: Severity) -> bool {
        let tally = self.tallies.get(&(Arc::clone(path), rule, severity));
        tally.is_some_and(|tally| tally.rest.is_some())
    }

    /// Adds all of another stage, after the own.
    pub fn append(&mut self, other: Self) {
        for diagnostic in other.all {
            self.push(diagnostic);
        }
    }

    /// True where there is none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// How many there are of that severity, those too that are only counted.
    pub fn count(&self, severity: Severity) -> usize {
        self.all
            .iter()
            .filter(|diagnostic| diagnostic.severity == severity)
            .map(|diagnostic| diagnostic.times)
            .sum()
    }

    /// Each in turn.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.all.iter()
    }

    /// Keeps those for which `keep` holds, after it may have changed them.
    pub fn retain_mut(&mut self, keep: impl FnMut(&mut Diagnostic) -> bool) {
        self.all.retain_mut(keep);
        self.recount();
    }

    /// Puts what `before` answers for a path before that path, in every place: paths inside the source folder become paths
    /// from where the reader of the messages stands.
    pub fn prefix_paths<'a>(&mut self, before: impl Fn(&str) -> &'a str) {
        for diagnostic in &mut self.all {
            let labels = diagnostic.labels.iter_mut().map(|label| &mut label.place);
            for place in diagnostic.place.iter_mut().chain(labels) {
                let prefix = before(&place.path);
                if !prefix.is_empty() {
                    place.path = format!("{prefix}{}", place.path).into();
                }
            }
        }
        self.recount();
    }

    /// Puts them in the one order in which they are shown (path, then position, then rule; the placeless last) and drops
    /// exact duplicates.
    pub fn sort(&mut self) {
        self.all.sort_by(|a, b| {
            let key = |d: &Diagnostic| (d.place.is_none(), d.place.clone(), d.rule);
            key(a).cmp(&key(b)).then_with(|| a.message.cmp(&b.message))
        });
        self.all.dedup();
        self.recount();
    }

    /// Counts anew what has changed its place or its kind, and joins what is one kind now.
    fn recount(&mut self) {
        let all = std::mem::take(self).all;
        self.extend(all);
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, items: I) {
        for diagnostic in items {
            self.push(diagnostic);
        }
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.all.into_iter()
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.all.iter()
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(items: I) -> Self {
        let mut all = Self::new();
        all.extend(items);
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    #[test]
    fn what_is_told_too_often_is_counted() {
        let path: Arc<str> = "a.md".into();
        let link = |at: usize| {
            Diagnostic::warning("broken-link", format!("`{at}`")).at(&path, Span::new(at, at + 1))
        };
        let mut stages = [Diagnostics::new(), Diagnostics::new()];
        for at in 0..300 {
            stages[at / 150].push(link(at));
        }
        stages[0].push(Diagnostic::note("orphan", "elsewhere").in_file("b.md"));
        let [mut all, second] = stages;
        assert_eq!(all.count(Severity::Warning), 150);
        all.append(second);
        all.prefix_paths(|_| "r/");
        all.sort();
        let of_rule: Vec<&Diagnostic> = all.iter().filter(|d| d.rule == "broken-link").collect();
        assert_eq!(of_rule.len(), TOLD + 1);
        assert_eq!(of_rule[99].message, "`99`");
        let rest = of_rule[100];
        assert_eq!(
            rest.message,
            "and 200 more messages of this rule in this file, from here on"
        );
        assert_eq!(
            rest.place.as_ref().and_then(|place| place.span),
            Some(Span::new(100, 101))
        );
        assert_eq!(all.count(Severity::Warning), 300);
        assert!(all.only_counts(&"r/a.md".into(), "broken-link", Severity::Warning));
        all.retain_mut(|diagnostic| {
            diagnostic.severity = Severity::Error;
            true
        });
        assert_eq!((all.count(Severity::Error), all.iter().count()), (301, 102));
        // One more than is told is told itself.
        let mut exactly: Diagnostics = (0..TOLD).map(link).collect();
        assert!(!exactly.only_counts(&path, "broken-link", Severity::Warning));
        exactly.push(link(TOLD));
        assert!(exactly.only_counts(&path, "broken-link", Severity::Warning));
        assert_eq!(exactly.iter().last(), Some(&link(TOLD)));
    }
}
