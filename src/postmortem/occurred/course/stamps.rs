//! The times of day in running text, one by one and as ranges.
//!
//! Takes words, gives stamps with where they stand. A number is a time only where it is set off as one. What a time is the time of is not
//! its matter.

use crate::document::text;
use crate::postmortem::when::stamp::{Day, Stamp, stamp};
use crate::postmortem::when::{is_month, next_figure, zone_in};

/// The times of day in a text that are set off as such: `10:43`, `9 pm`, `0817 UTC`.
pub(super) fn times(words: &str) -> Vec<(Stamp, std::ops::Range<usize>)> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(start) = next_figure(words, at) {
        let before = words[..start].chars().next_back();
        let is_apart = before.is_none_or(|c| {
            !c.is_alphanumeric() && !matches!(c, '.' | '-' | ':' | '/' | '#' | '$')
        });
        if !is_apart {
            at = start + digits(&words[start..]);
            continue;
        }
        let stamp = stamp(&words[start..]);
        if stamp.is_none()
            && let Some((stamp, end)) = four_figures(words, start)
        {
            out.push((stamp, start..end));
            at = end;
            continue;
        }
        match stamp.filter(|stamp| stamp.time.is_some()) {
            Some(stamp) => {
                at = start + stamp.end.max(1);
                let is_of_clock = |byte: u8| matches!(byte, b':' | b'm' | b'M');
                let is_clock = stamp.zone.is_some() || words[start..at].bytes().any(is_of_clock);
                if is_clock {
                    let day = stamp
                        .day
                        .is_none()
                        .then(|| with_day_before(words, start, at));
                    let dated = day.flatten().map(|(dated, _)| dated);
                    out.push((dated.unwrap_or(stamp), start..at));
                }
            }
            None => {
                at = start + digits(&words[start..]);
            }
        }
    }
    out
}

/// The same time with the day that stands right before it, which names no year: `on December 17th at 10:05`; and where that begins.
fn with_day_before(words: &str, start: usize, end: usize) -> Option<(Stamp, usize)> {
    let near = text::last(&words[..start], 37);
    let from = start - near.len();
    // Only the name of a month makes a day of figures without a year, or a sign between two of them: `3/26 23:04`.
    let is_figures = |three: &[u8]| matches!(three, [b'0'..=b'9', b'-' | b'/' | b'.', b'0'..=b'9']);
    let mut names = near.split(|c: char| !c.is_alphabetic());
    if !names.any(is_month) && !near.as_bytes().windows(3).any(is_figures) {
        return None;
    }
    let begins = |(at, c): &(usize, char)| {
        c.is_alphanumeric() && !near[..*at].ends_with(char::is_alphanumeric)
    };
    near.char_indices()
        .filter(begins)
        .filter_map(|(at, _)| Some((from + at, stamp(&words[from + at..])?)))
        .find(|(at, found)| {
            matches!(found.day, Some(Day::Yearless(..)))
                && found.time.is_some()
                && at + found.end == end
        })
        .map(|(at, found)| (found, at))
}

/// Four figures behind a word that leads to a time: `until about 1300`. What may be a year is none.
fn four_figures(words: &str, start: usize) -> Option<(Stamp, usize)> {
    const LEADS: &[&str] = &["until", "till", "til", "by", "at"];
    const FILLERS: &[&str] = &["about", "around", "approximately", "roughly", "ca", "kl"];
    if digits(&words[start..]) != 4 {
        return None;
    }
    let figures = words.get(start..start + 4)?;
    let goes_on =
        words[start + 4..].starts_with(|c: char| c.is_alphanumeric() || "./-:%".contains(c));
    let ends_sentence = words[start + 4..].starts_with(". ") || &words[start + 4..] == ".";
    let is_year = figures.starts_with("19") || figures.starts_with("20");
    let is_set_off = ends_time(&words[start + 4..]);
    if goes_on && !ends_sentence || is_year || !is_set_off {
        return None;
    }
    let lead = words[..start]
        .split_whitespace()
        .rev()
        .take(2)
        .map(|word| word.trim_start_matches('('))
        .find(|word| !FILLERS.contains(word))?;
    let clock = stamp(&format!("{}:{}", &figures[..2], &figures[2..]))?;
    LEADS
        .iter()
        .any(|word| lead.eq_ignore_ascii_case(word))
        .then_some((clock, start + 4))
}

/// True where figures end the sentence or a part of it, or a zone or a word that goes on with the sentence follows: `until 1300 users came`
/// counts something.
fn ends_time(behind: &str) -> bool {
    const GOES_ON: &[&str] = &["and", "when", "on", "but", "while", "the", "we", "by"];
    let rest = behind.trim_start();
    let word = rest
        .split(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or(rest);
    rest.is_empty()
        || !behind.starts_with(|c: char| c.is_alphanumeric() || c == ' ')
        || rest.starts_with(['(', '[', '-', '–', '—'])
        || zone_in(word).is_some()
        || GOES_ON.contains(&word)
}

/// The ranges of times in a text.
pub(super) fn ranges(words: &str) -> Vec<(Stamp, std::ops::Range<usize>)> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(start) = next_figure(words, at) {
        let before = words[..start].chars().next_back();
        let is_apart =
            before.is_none_or(|c| !c.is_alphanumeric() && c != '.' && c != '-' && c != ':');
        if is_apart
            && let Some(stamp) = stamp(&words[start..])
            && stamp.until.is_some()
        {
            at = start + stamp.end.max(1);
            if !are_versions(words, &stamp, start..at) && !are_two(words, start..at) {
                let day = stamp.day.is_none();
                let day = day.then(|| with_day_before(words, start, at)).flatten();
                let (stamp, start) = day.unwrap_or((stamp, start));
                out.push((stamp, start..at));
            }
            continue;
        }
        at = start + digits(&words[start..]);
    }
    out
}

/// True for numbers with a full stop inside of which the sentence says that they are versions: `upgraded from version 1.13 to 1.14`.
fn are_versions(words: &str, stamp: &Stamp, place: std::ops::Range<usize>) -> bool {
    const SAID: &[&str] = &["version", "release", "upgrade", "update", "downgrade"];
    /// Characters before them that are looked at.
    const NEAR: usize = 60;
    let written = &words[place.clone()];
    if stamp.zone.is_some() || !written.contains('.') || written.contains([':', 'm', 'M', 'h']) {
        return false;
    }
    let near = text::last(&words[..place.start], NEAR + 1).to_lowercase();
    SAID.iter().any(|said| near.contains(said))
}

/// True for two times that a word joins, and nothing before them says that it is the time between them: `spikes at 04:44 and 05:56`.
fn are_two(words: &str, place: std::ops::Range<usize>) -> bool {
    /// Words before them that are looked at.
    const NEAR: usize = 8;
    const LEADS: &[&str] = &["between", "from", "window", "range", "time"];
    let Some(joined) = words[place.clone()].find(" and ") else {
        return false;
    };
    // `on 2021-05-04 between 12:17 and 12:30`: the word may stand behind the day.
    let mut before = words[..place.start + joined]
        .rsplit(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .take(NEAR);
    !before.any(|word| LEADS.iter().any(|lead| word.eq_ignore_ascii_case(lead)))
}

/// How many figures a text begins with.
pub(super) fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}
