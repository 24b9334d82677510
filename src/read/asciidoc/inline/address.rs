//! Addresses that stand in words: `https://example.org`, `ann@example.org`.
//!
//! Takes words and a byte, gives where an address begins and ends. It makes no link.

use super::character::is_word;

const SCHEMES: &[&str] = &["https", "http", "ftp", "irc", "file"];

/// No name of a macro and no scheme is longer.
pub(super) const LONGEST: usize = 24;

/// Where the address begins whose scheme ends at that colon.
pub(super) fn scheme(words: &str, from: usize, colon: usize) -> Option<usize> {
    if !words[colon..].starts_with("://") {
        return None;
    }
    let scheme = SCHEMES
        .iter()
        .find(|scheme| words[from..colon].ends_with(*scheme))?;
    let start = colon - scheme.len();
    let before = words[..start].chars().next_back();
    before.is_none_or(|c| !is_word(c)).then_some(start)
}

/// Where an address ends that brackets follow; `None` where none do.
pub(super) fn before_brackets(words: &str, from: usize, end: usize) -> Option<usize> {
    let rest = &words[from..end];
    let length = rest.find(|c: char| c.is_whitespace() || matches!(c, '[' | ']'))?;
    rest[length..].starts_with('[').then_some(from + length)
}

/// Where an address ends that stands by itself.
pub(super) fn bare(words: &str, from: usize, end: usize) -> usize {
    let rest = &words[from..end];
    let is_end = |c: char| c.is_whitespace() || matches!(c, '[' | ']' | '<' | '>' | '"');
    let mut length = rest.find(is_end).unwrap_or(rest.len());
    // Punctuation behind an address belongs to the sentence.
    let signs = [
        ',', '.', '?', '!', ')', ';', ':', '\'', '\u{2019}', '\u{201d}',
    ];
    length = rest[..length].trim_end_matches(signs).len();
    from + length
}

/// The address of mail around that sign.
pub(super) fn mail(words: &str, from: usize, at: usize, end: usize) -> Option<(usize, usize)> {
    let bytes = words.as_bytes();
    let is_name = |byte: &&u8| byte.is_ascii_alphanumeric() || b"_.%+-".contains(*byte);
    let before = bytes[from..at]
        .iter()
        .rev()
        .take(64)
        .take_while(is_name)
        .count();
    let start = at - before;
    let is_free = start == 0 || !matches!(bytes[start - 1], b'\\' | b'>' | b':' | b'/' | b'@');
    let may_begin = bytes
        .get(start)
        .is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
    if before == 0 || !is_free || !may_begin {
        return None;
    }
    let is_host = |byte: &&u8| byte.is_ascii_alphanumeric() || b"_.-".contains(*byte);
    let host = bytes[at + 1..end]
        .iter()
        .take(255)
        .take_while(is_host)
        .count();
    let host = words[at + 1..at + 1 + host].trim_end_matches(['.', '-', '_']);
    let (_, last) = host.rsplit_once('.')?;
    let is_last =
        (2..=24).contains(&last.len()) && last.bytes().all(|byte| byte.is_ascii_alphabetic());
    let stop = at + 1 + host.len();
    let is_whole = host.starts_with(|c: char| c.is_ascii_alphanumeric())
        && words[stop..]
            .chars()
            .next()
            .is_none_or(|c| !c.is_alphanumeric());
    (is_last && is_whole).then_some((start, stop))
}
