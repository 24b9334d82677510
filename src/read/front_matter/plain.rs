//! The heads that nearly all reports have: lines of `key: value` with nothing in them that needs a YAML parser.
//!
//! Takes the text between the fences, gives its pairs, or nothing where any line is less plain; then the parser has the word.
//! What it gives is what the parser gives (a test compares them): it is there because parsing a head costs as much as half a
//! report's Markdown.

use super::yaml::scalar;
use crate::document::{MetaEntry, MetaValue};
use crate::source::Span;

/// A longer key is nothing plain.
const LONGEST_KEY: usize = 60;

/// The pairs of a plain head, which stands at `offset` in the source.
pub(super) fn read(text: &str, offset: usize) -> Option<Vec<MetaEntry>> {
    let mut entries = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        if !line.is_empty() {
            let (key, value, length) = pair(line)?;
            let at = offset + start;
            entries.push(MetaEntry {
                key: key.into(),
                span: Span::new(at, at + length),
                value,
            });
        }
        start += line.len() + 1;
    }
    (!entries.is_empty()).then_some(entries)
}

/// Key, value, and how many bytes of the line they take.
fn pair(line: &str) -> Option<(&str, MetaValue, usize)> {
    let (key, value) = line.split_once(": ")?;
    let is_key = key.len() <= LONGEST_KEY
        && key.starts_with(|c: char| c.is_ascii_alphabetic())
        && key
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    let trimmed = value.trim_end_matches(' ');
    let value = trimmed.trim_start_matches(' ');
    let length = key.len() + 2 + trimmed.len();
    let value = match value.as_bytes().first()? {
        quote @ (b'"' | b'\'') => quoted(value, char::from(*quote))?,
        b'[' => list(value)?,
        _ => scalar(plain(value, b",()':;=~?!&@%")?, true),
    };
    is_key.then_some((key, value, length))
}

/// Words in quotes, without anything that stands for something else.
fn quoted(value: &str, quote: char) -> Option<MetaValue> {
    let words = value.strip_prefix(quote)?.strip_suffix(quote)?;
    let is_plain = words
        .chars()
        .all(|c| is_letter(c) && c != quote && c != '\\');
    is_plain.then(|| MetaValue::Text(words.into()))
}

/// `[a, b]`, of plain words.
fn list(value: &str) -> Option<MetaValue> {
    let inside = value.strip_prefix('[')?.strip_suffix(']')?;
    if inside.is_empty() {
        return Some(MetaValue::List(Vec::new()));
    }
    let items = inside
        .split(',')
        .map(|item| Some(scalar(plain(item.trim_matches(' '), b"")?, true)));
    Some(MetaValue::List(items.collect::<Option<_>>()?))
}

/// Words that begin with a letter or a figure and hold only such, blanks, a few marks that mean nothing anywhere, and those
/// that are allowed `besides`; a colon only where it separates nothing.
fn plain<'a>(value: &'a str, besides: &[u8]) -> Option<&'a str> {
    let fits = |c: char| {
        c.is_alphanumeric()
            || matches!(c, ' ' | '-' | '_' | '.' | '/' | '+')
            || u8::try_from(c).is_ok_and(|byte| besides.contains(&byte))
    };
    let is_plain = value.starts_with(char::is_alphanumeric)
        && value.chars().all(|c| fits(c) && is_letter(c))
        && !value.contains(": ")
        && !value.ends_with(':');
    is_plain.then_some(value)
}

/// True for characters that YAML lets stand for themselves wherever letters may.
fn is_letter(c: char) -> bool {
    matches!(c, ' '..='~') || (c > '\u{a0}' && c.is_alphanumeric())
}
