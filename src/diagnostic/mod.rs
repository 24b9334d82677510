//! Trouble with somebody's material, as data: a severity, a rule, a sentence, a place.
//!
//! Every stage returns its value with its diagnostics; nothing here prints, and nothing here decides an exit code. The
//! drawing for people is in [`snippet`], the forms for programs are in [`machine`].

mod collected;
pub mod machine;
mod places;
pub mod rules;
pub mod snippet;
mod visible;

use std::sync::Arc;

pub use collected::Diagnostics;
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
    /// The words meant among those bytes, where they stand there as they are: a paragraph may be all that is known of their place.
    pub words: Option<Arc<str>>,
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
    /// How many messages it stands for: 1, but for the one that counts what a file holds too often to be told.
    pub times: usize,
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
            times: 1,
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
            words: None,
        });
        self
    }

    /// The same, at these words of its place, where they stand there as they are.
    #[must_use]
    pub fn words(mut self, words: &str) -> Self {
        if let Some(place) = &mut self.place {
            place.words = (!words.is_empty()).then(|| Arc::from(words));
        }
        self
    }

    /// The same, about that file as a whole.
    #[must_use]
    pub fn in_file(mut self, path: impl Into<Arc<str>>) -> Self {
        self.place = Some(Place {
            path: path.into(),
            span: None,
            words: None,
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
                words: None,
            },
            message: message.into(),
        });
        self
    }

    /// One message for so many of its rule in its file, of which it was the first.
    fn standing_for(self, times: usize) -> Self {
        let message = format!("and {times} more messages of this rule in this file, from here on");
        Self {
            place: self.place,
            times,
            ..Self::new(self.severity, self.rule, message)
        }
    }

    /// The same, saying what would be right.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}
