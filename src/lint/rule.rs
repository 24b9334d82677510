//! What a rule is: its name and its level, what it looks for as data beside the function that looks.

use std::fmt;

use crate::archive::Archive;
use crate::diagnostic::{Diagnostic, Severity};
use crate::postmortem::Postmortem;

/// One rule.
#[derive(Debug)]
pub struct Rule {
    /// Its name in kebab case: the problem.
    pub name: &'static str,
    /// How much what it finds weighs where `[lint]` says nothing.
    pub level: Severity,
    /// What it finds, in a sentence or a few.
    pub what: &'static str,
    /// Why that is worth a look.
    pub why: &'static str,
    /// A text that it finds fault with, below a title; one that begins with `# ` brings its own.
    pub example: &'static str,
    /// The function that looks.
    pub check: Check,
}

/// What a rule looks at.
#[derive(Clone, Copy)]
pub enum Check {
    /// One report after the other; the archive only tells what recurs in it.
    Report(fn(&Rule, &Postmortem, &Archive) -> Vec<Diagnostic>),
    /// All reports at once.
    Archive(fn(&Rule, &Archive) -> Vec<Diagnostic>),
}

impl fmt::Debug for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Report(_) => "Report",
            Self::Archive(_) => "Archive",
        })
    }
}

impl Rule {
    /// A diagnostic of this rule, at its own level.
    pub(super) fn found(&self, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(self.level, self.name, message)
    }
}
