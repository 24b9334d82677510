//! Weekdays beside days: `Tuesday 12th January 2021`, `2021-01-12 (Tue)`, `tirsdag 12. januar 2021`.
//!
//! Takes a line, gives each whole date that has the name of a weekday right before or behind it. Whether they agree is not asked here.

use super::{Claims, Named};
use crate::document::text;
use crate::postmortem::Precision;
use crate::postmortem::prose::Line;
use crate::postmortem::when::{Found, weekday};

/// Adds the days of a line that have their weekday beside them.
pub(super) fn read(line: &Line, claims: &mut Claims) {
    let is_day = |found: &&Found| found.precision == Precision::Day;
    for found in line.dates().iter().filter(is_day) {
        let (before, behind) = (
            &line.text[..found.range.start],
            &line.text[found.range.end..],
        );
        let range = found.range.clone();
        let beside = weekday::before(before)
            .filter(|_| !ends_a_sentence(before))
            .map(|weekday| (weekday, name_before(before)..range.end))
            .or_else(|| {
                let weekday = weekday::behind(behind)?;
                Some((weekday, range.start..range.end + name_behind(behind)))
            });
        if let Some((weekday, range)) = beside {
            claims.weekdays.push(Named {
                weekday,
                as_written: text::one_line(&line.text[range]),
                date: found.date,
                span: line.span,
            });
        }
    }
}

/// True where a full stop parts the last word of a text from what follows: `on Friday. 2021-01-13 was`. Short names have one, too.
fn ends_a_sentence(text: &str) -> bool {
    let word = text.trim_end().strip_suffix('.');
    word.is_some_and(|text| {
        let letters = text.chars().rev().take_while(|c| c.is_alphabetic());
        letters.count() > 5
    })
}

/// Where the name begins that stands among the last words of a text.
fn name_before(text: &str) -> usize {
    let is_sign = |c: char| !c.is_alphabetic();
    let mut end = text.len();
    for _ in 0..2 {
        end = text[..end].trim_end_matches(is_sign).len();
        let start = text[..end].rfind(is_sign).map_or(0, |at| {
            at + text[at..].chars().next().map_or(1, char::len_utf8)
        });
        if weekday::named(&text[start..end]).is_some() {
            return start;
        }
        end = start;
    }
    end
}

/// Where the first word of a text ends, with the bracket around it.
fn name_behind(text: &str) -> usize {
    let start = text.find(char::is_alphabetic).unwrap_or(text.len());
    let rest = &text[start..];
    let end = rest
        .find(|c: char| !c.is_alphabetic())
        .unwrap_or(rest.len());
    start + end + usize::from(rest[end..].starts_with([')', ']']))
}
