//! Days that no calendar has, where they date something: `31.06.2019` at the beginning of a line or a cell, or behind a label.
//!
//! Takes a line, gives each such day as written. In running text such a day may be what went wrong (`valid until February 29, 2021`).
//! Those of a head that should tell when it happened are told where the head is read.

use super::{Claims, Spot};
use crate::postmortem::prose::Line;
use crate::postmortem::when::impossible_days;

/// Adds the days of a line that are in no calendar.
pub(super) fn read(line: &Line, claims: &mut Claims) {
    for range in impossible_days(&line.text) {
        let before = line.text[..range.start].trim_end_matches([' ', '*', '_', '(', '[']);
        let begins =
            before.is_empty() || before.ends_with([':', '：', '|', '-', '–', '•', '>', '\n']);
        if begins {
            claims.impossible.push(Spot {
                words: line.text[range].to_owned(),
                span: line.span,
            });
        }
    }
}
