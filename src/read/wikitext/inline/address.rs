//! Addresses of the web: which schemes MediaWiki knows, and where an address ends.

use super::super::entity::{self, Decoded};
use super::super::text::MARK;

/// Schemes that need two slashes, and those that do not, in lower case.
const WITH_SLASHES: &[&str] = &[
    "ftp",
    "ftps",
    "git",
    "gopher",
    "http",
    "https",
    "irc",
    "ircs",
    "mms",
    "nntp",
    "redis",
    "sftp",
    "ssh",
    "svn",
    "telnet",
    "worldwind",
];
const WITHOUT: &[&str] = &[
    "bitcoin", "geo", "magnet", "mailto", "matrix", "news", "sip", "sips", "sms", "tel", "urn",
    "xmpp",
];

/// No scheme has more letters.
const LONGEST: usize = 9;

/// How many bytes the scheme has that these words begin with, slashes included; two slashes alone count too.
pub(super) fn protocol(words: &str) -> Option<usize> {
    if words.starts_with("//") {
        return Some(2);
    }
    let colon = words.bytes().take(LONGEST + 1).position(|b| b == b':')?;
    scheme(&words[..colon], &words[colon..])
}

/// The same for a scheme and what follows it.
fn scheme(name: &str, behind: &str) -> Option<usize> {
    let is_in = |names: &[&str]| names.iter().any(|known| known.eq_ignore_ascii_case(name));
    if is_in(WITHOUT) {
        return Some(name.len() + 1);
    }
    (behind.starts_with("://") && is_in(WITH_SLASHES)).then_some(name.len() + 3)
}

/// Where an address in brackets ends.
pub(super) fn end(words: &str, from: usize) -> usize {
    let bytes = words.as_bytes();
    let stop = words[from..]
        .char_indices()
        .find(|(at, c)| is_stop(*c) || (*c == '\'' && bytes.get(from + at + 1) == Some(&b'\'')));
    stop.map_or(words.len(), |(at, _)| from + at)
}

fn is_stop(c: char) -> bool {
    matches!(c, '[' | ']' | '<' | '>' | '"' | '\u{7f}' | '\u{fffd}')
        || c <= ' '
        || c == MARK
        || (c > '\u{7f}' && is_space(c))
}

/// The blanks of all scripts.
pub(super) fn is_space(c: char) -> bool {
    matches!(
        c,
        ' ' | '\u{a0}' | '\u{1680}' | '\u{2000}'
            ..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}'
    )
}

/// The address in running words whose scheme ends with the colon at a byte; words before `base` are none of its own.
pub(super) fn free(words: &str, base: usize, colon: usize) -> Option<(usize, usize)> {
    let bytes = words.as_bytes();
    let run = bytes[base..colon]
        .iter()
        .rev()
        .take(LONGEST + 1)
        .take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_')
        .count();
    let start = colon - run;
    let scheme = scheme(&words[start..colon], &words[colon..])?;
    let before = words[..start].chars().next_back();
    if before.is_some_and(|c| c.is_alphanumeric() || c == '_') {
        return None;
    }
    let body = start + scheme;
    let end = end(words, body);
    let end = body + without_escaped_end(&words[body..end]);
    let end = start + trimmed(&words[start..end]);
    (end > body).then_some((start, end))
}

/// How far an address goes before a reference to a blank or to an angle bracket.
fn without_escaped_end(address: &str) -> usize {
    let ends = |at: &usize| {
        matches!(
            entity::decode(&address[*at..]),
            Some((
                Decoded::Words("<" | ">" | "\u{a0}") | Decoded::One('<' | '>' | '\u{a0}'),
                _
            ))
        )
    };
    let found = address.match_indices('&').map(|(at, _)| at).find(ends);
    found.unwrap_or(address.len())
}

/// How long an address is without the punctuation of the sentence around it.
fn trimmed(address: &str) -> usize {
    let has_bracket = address.contains('(');
    let is_mark = |c: char| {
        matches!(c, ',' | ';' | '.' | ':' | '!' | '?' | '\\') || (c == ')' && !has_bracket)
    };
    let end = address.trim_end_matches(is_mark).len();
    // The semicolon of a reference belongs to it.
    if address[end..].starts_with(';')
        && let Some(at) = address[..end].rfind('&')
        && entity::decode(&address[at..=end]).is_some_and(|(_, length)| at + length == end + 1)
    {
        return end + 1;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_end_where_mediawiki_ends_them() {
        for (words, expected) in [
            ("http://example.com,", Some("http://example.com")),
            ("see HttP://a.b/c.", Some("HttP://a.b/c")),
            ("(http://a.b/c)", Some("http://a.b/c")),
            ("http://a.b/(c)", Some("http://a.b/(c)")),
            ("http://a.b/?c&amp;", Some("http://a.b/?c&amp;")),
            ("http://a.b/&lt;c", Some("http://a.b/")),
            ("http://a.b/''c''", Some("http://a.b/")),
            ("mailto:a@b.c", Some("mailto:a@b.c")),
            ("NOPEhttp://a.b", None),
            ("größhttp://a.b", None),
            ("http:/a.b", None),
            ("(http://)", None),
            ("12:30", None),
        ] {
            let colon = words.find(':').expect("each has one");
            let found = free(words, 0, colon).map(|(start, end)| &words[start..end]);
            assert_eq!(found, expected, "{words}");
        }
    }
}
