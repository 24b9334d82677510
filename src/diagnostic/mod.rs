//! Trouble with somebody's material, as data: a severity, a rule, a sentence, a place.
//!
//! Every stage returns its value with its diagnostics; nothing here prints, and nothing here decides an exit code. The
//! drawing for people is in [`snippet`], the forms for programs are in [`machine`].

pub mod machine;
mod places;
pub mod rules;
pub mod snippet;
mod visible;

use std::sync::Arc;

pub use places::TextOf;
pub use visible::visible;

use crate::source::Span;

/// How much a diagnostic weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The page would be wrong: nothing is written, the exit code is 1.
    Error,
    /// The page is right, but something in the material is not: fatal only with `--strict`.
    Warning,
    /// Something a careful author may want to know; never fatal.
    Note,
}

impl Severity {
    /// The word that messages use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// A file, and where one is known the bytes in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The path inside the source folder (or of `book.toml`, or of a template), as messages show it.
    pub path: Arc<str>,
    /// The bytes meant, in that file.
    pub span: Option<Span>,
}

/// A second place that explains the first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Label {
    /// Where.
    pub place: Place,
    /// What is there, for example "first used here".
    pub message: String,
}

/// One problem, or one thing worth knowing, about the material.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How much it weighs.
    pub severity: Severity,
    /// The rule in kebab case, for example `broken-link`.
    pub rule: &'static str,
    /// One line, starting in lower case, without a full stop: what was found.
    pub message: String,
    /// The main place; `None` where the whole archive is meant.
    pub place: Option<Place>,
    /// Further places.
    pub labels: Vec<Label>,
    /// What would be right.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A diagnostic without a place.
    pub fn new(severity: Severity, rule: &'static str, message: impl Into<String>) -> Self {
        Self {
            severity,
            rule,
            message: message.into(),
            place: None,
            labels: Vec::new(),
            help: None,
        }
    }

    /// An error: the page would be wrong.
    pub fn error(rule: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, rule, message)
    }

    /// A warning: the page is right, the material is not.
    pub fn warning(rule: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, rule, message)
    }

    /// A note: worth knowing.
    pub fn note(rule: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, rule, message)
    }

    /// The same, at these bytes of that file.
    #[must_use]
    pub fn at(mut self, path: &Arc<str>, span: Span) -> Self {
        self.place = Some(Place {
            path: Arc::clone(path),
            span: Some(span),
        });
        self
    }

    /// The same, about that file as a whole.
    #[must_use]
    pub fn in_file(mut self, path: impl Into<Arc<str>>) -> Self {
        self.place = Some(Place {
            path: path.into(),
            span: None,
        });
        self
    }

    /// The same, with one more place.
    #[must_use]
    pub fn label(
        mut self,
        path: &Arc<str>,
        span: Option<Span>,
        message: impl Into<String>,
    ) -> Self {
        self.labels.push(Label {
            place: Place {
                path: Arc::clone(path),
                span,
            },
            message: message.into(),
        });
        self
    }

    /// The same, saying what would be right.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// The diagnostics of one stage or of a whole build, in the order they were found until [`Diagnostics::sort`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// No diagnostics.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Adds all of another stage, after the own.
    pub fn append(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// True where there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are of that severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.0
            .iter()
            .filter(|diagnostic| diagnostic.severity == severity)
            .count()
    }

    /// Each in turn.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }

    /// Keeps those for which `keep` holds, after it may have changed them.
    pub fn retain_mut(&mut self, keep: impl FnMut(&mut Diagnostic) -> bool) {
        self.0.retain_mut(keep);
    }

    /// Puts what `before` answers for a path before that path, in every place: paths inside the source folder become paths
    /// from where the reader of the messages stands.
    pub fn prefix_paths<'a>(&mut self, before: impl Fn(&str) -> &'a str) {
        for diagnostic in &mut self.0 {
            let labels = diagnostic.labels.iter_mut().map(|label| &mut label.place);
            for place in diagnostic.place.iter_mut().chain(labels) {
                let prefix = before(&place.path);
                if !prefix.is_empty() {
                    place.path = format!("{prefix}{}", place.path).into();
                }
            }
        }
    }

    /// Puts them in the one order in which they are shown (path, then position, then rule; the placeless last) and drops
    /// exact duplicates.
    pub fn sort(&mut self) {
        self.0.sort_by(|a, b| {
            let key = |d: &Diagnostic| {
                (
                    d.place.is_none(),
                    d.place.clone(),
                    d.rule,
                    d.message.clone(),
                )
            };
            key(a).cmp(&key(b))
        });
        self.0.dedup();
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(items: I) -> Self {
        Self(items.into_iter().collect())
    }
}
