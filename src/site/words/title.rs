//! Titles for lists that show the day beside them: what says the same day is left out.
//!
//! Takes a title and a day, gives a part of the title. It understands no other words than those of dates and times of day.

use jiff::civil::Date;

use crate::postmortem::{Precision, when};

/// A title for a list that shows the day beside it: without a leading date that says the same.
pub(in crate::site) fn list_title(title: &str, day: Option<Date>) -> &str {
    shortened(title, day).unwrap_or(title)
}

fn shortened(title: &str, day: Option<Date>) -> Option<&str> {
    let day = day?;
    let start = title.trim_start();
    let lead = INCIDENT_ON
        .iter()
        .find_map(|lead| strip_prefix_in_any_case(start, lead));
    let start = lead.unwrap_or(start);
    let (start, bracket) = match start.strip_prefix(['[', '(']) {
        Some(inside) => (inside, true),
        None => (start, false),
    };
    let date = when::dates(start).next()?;
    let says_the_same =
        date.range.start == 0 && date.date == day && date.precision == Precision::Day;
    let tail = start.get(date.range.end..).filter(|_| says_the_same)?;
    let tail = if bracket {
        tail.strip_prefix([']', ')'])?
    } else {
        tail
    };
    let rest = tail.trim_start_matches(|c: char| c.is_whitespace() || is_separator(c));
    let gap = &tail[..tail.len() - rest.len()];
    if let Some(behind) = behind_time(rest).filter(|_| !gap.is_empty()) {
        return Some(behind);
    }
    // Nothing was between them (`2021-07-11T…`), nothing is left, or the date goes on (`… to 12 July`, `… 14:30`).
    let word = rest.split_whitespace().next()?;
    let goes_on = ["to", "and", "until", "till", "through", "bis", "til", "&"]
        .iter()
        .any(|joint| word.eq_ignore_ascii_case(joint));
    let set_off = tail.starts_with([':', ',']);
    let small_number = word.len() <= 3 && word.bytes().all(|b| b.is_ascii_digit());
    let number_goes_on = rest.starts_with(char::is_numeric) && !(set_off && small_number);
    let joined = gap.is_empty() && !bracket;
    // `Incident on 30 March in the north` is one sentence, `Incident on 30 March - north` is not.
    let one_sentence = lead.is_some() && !gap.contains(is_separator);
    (!joined && !goes_on && !number_goes_on && !one_sentence).then_some(rest)
}

/// What stands behind a time of day that a sign sets off from it: `10:41 UTC - the mail stopped`.
fn behind_time(text: &str) -> Option<&str> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let hours = digits(text);
    let minutes = text.get(hours..)?.strip_prefix(':')?;
    if !(1..=2).contains(&hours) || digits(minutes) != 2 {
        return None;
    }
    let mut tail = minutes[2..].trim_start();
    let zone = tail.bytes().take_while(u8::is_ascii_uppercase).count();
    if (2..=5).contains(&zone) {
        tail = tail[zone..].trim_start();
    }
    let rest = tail.trim_start_matches(|c: char| c.is_whitespace() || is_separator(c));
    (rest.len() < tail.len() && rest.starts_with(char::is_alphabetic)).then_some(rest)
}

/// Words before a date that say no more than the list does.
const INCIDENT_ON: [&str; 2] = ["incident on ", "outage on "];

fn strip_prefix_in_any_case<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let head = text.get(..prefix.len())?;
    head.eq_ignore_ascii_case(prefix)
        .then(|| text[prefix.len()..].trim_start())
}

fn is_separator(c: char) -> bool {
    matches!(c, ':' | '-' | '–' | '—' | '|' | ',' | '_' | '.')
}
