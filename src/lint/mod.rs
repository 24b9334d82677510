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

use rule::Check;

/// What every rule finds in this archive.
pub fn run(archive: &Archive) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    for rule in rules::ALL {
        match rule.check {
            Check::Report(check) => {
                for report in &archive.reports {
                    diagnostics.extend(check(rule, report, archive));
                }
            }
            Check::Archive(check) => diagnostics.extend(check(rule, archive)),
        }
    }
    diagnostics
}
