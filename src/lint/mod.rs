//! Whether the reports of an archive agree with themselves: rules that hold one thing that a text says against another.
//!
//! Takes the archive, gives diagnostics that show both sides; a rule says "disagrees" and never which side is wrong. Beside the rules
//! stand the two ways to go on with what is known: [`allow`], a reason written into the report, and [`baseline`], a list of what
//! an old archive had before. It reads no text: what the rules need stands in the reading.

pub mod allow;
pub mod baseline;
mod moments;
pub mod rule;
pub mod rules;

use crate::archive::Archive;
use crate::diagnostic::Diagnostics;
use crate::postmortem::Postmortem;

use rule::Check;

/// What the rules find in one report that look at one after the other.
pub fn of_report(report: &Postmortem, archive: &Archive) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    for rule in rules::ALL {
        if let Check::Report(check) = rule.check {
            diagnostics.extend(check(rule, report, archive));
        }
    }
    diagnostics
}

/// What the rules find that compare all reports.
pub fn of_archive(archive: &Archive) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    for rule in rules::ALL {
        if let Check::Archive(check) = rule.check {
            diagnostics.extend(check(rule, archive));
        }
    }
    diagnostics
}
