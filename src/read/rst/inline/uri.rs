//! Addresses that stand in words without any markup: `https://example.org`, `someone@example.org`.

use super::character::{may_stand_before, may_stand_behind};

/// Schemes of addresses that are links by themselves, in the order of the alphabet.
const SCHEMES: &[&str] = &[
    "about", "acap", "afp", "cid", "data", "dav", "dict", "dns", "ed2k", "facetime", "feed",
    "file", "finger", "ftp", "ftps", "geo", "git", "go", "gopher", "hdl", "http", "https", "im",
    "imap", "info", "ipp", "irc", "ircs", "jabber", "jar", "jdbc", "ldap", "ldaps", "magnet",
    "mailto", "matrix", "md5", "mid", "news", "nfs", "nntp", "pop", "res", "rsync", "rtsp",
    "service", "sftp", "sip", "sips", "skype", "slack", "smb", "sms", "smtp", "snmp", "spotify",
    "ssh", "steam", "svn", "tag", "tel", "telnet", "tftp", "tip", "tn3270", "tv", "urn", "uuid",
    "wais", "webcal", "ws", "wss", "xmpp", "zoommtg",
];

/// No scheme is longer.
const LONGEST_SCHEME: usize = 16;

fn is_uri(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-_.!~*'()[];/:@&=+$,%\0".contains(&byte)
}

/// The last character of an address is no punctuation.
fn is_last(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"_~*/=+".contains(&byte)
}

fn is_mail_sign(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-_!~*'{|}/#?^`&=+$%\0".contains(&byte)
}

/// Tells of every address: where it begins and ends, and where it leads. Words are escaped.
pub(super) fn find(words: &str, mut tell: impl FnMut(usize, usize, String)) {
    let bytes = words.as_bytes();
    let mut base = 0;
    let mut from = 0;
    while let Some(ahead) = memchr::memchr2(b':', b'@', &bytes[from..]) {
        let at = from + ahead;
        from = at + 1;
        let found = if bytes[at] == b':' {
            absolute(words, base, at).map(|(start, end)| (start, end, ""))
        } else {
            mail(words, base, at).map(|(start, end)| (start, end, "mailto:"))
        };
        if let Some((start, end, scheme)) = found {
            tell(start, end, format!("{scheme}{}", &words[start..end]));
            base = end;
            from = end.max(from);
        }
    }
}

/// The end of an address that is all of these words from the start.
pub(super) fn whole(words: &str) -> Option<usize> {
    let colon = words.find(':')?;
    let (start, end) = absolute(words, 0, colon)?;
    (start == 0).then_some(end)
}

/// True for words that are nothing but an address of mail.
pub(super) fn is_mail(words: &str) -> bool {
    memchr::memchr(b'@', words.as_bytes())
        .and_then(|at| mail(words, 0, at))
        .is_some_and(|(start, end)| start == 0 && end == words.len())
}

/// The address whose scheme ends at that colon.
fn absolute(words: &str, base: usize, colon: usize) -> Option<(usize, usize)> {
    let bytes = words.as_bytes();
    let run = bytes[base..colon]
        .iter()
        .rev()
        .take(LONGEST_SCHEME + 1)
        .take_while(|byte| byte.is_ascii_alphanumeric() || b"+.-".contains(byte))
        .count();
    let start = (colon - run..colon).find(|start| {
        let is_scheme = bytes[*start].is_ascii_alphabetic() && is_scheme(&words[*start..colon]);
        is_scheme && may_begin(words, base, *start)
    })?;
    let path = run_of(bytes, colon + 1);
    // Behind the whole path a query may follow, and behind either a fragment.
    let query = (bytes.get(path) == Some(&b'?')).then(|| run_of(bytes, path + 1));
    let ends_from = |end: usize, begin: usize| (begin + 1..=end).rev();
    let mut candidates: Vec<usize> = Vec::new();
    if ends_well(bytes, path) {
        if let Some(query) = query {
            if ends_well(bytes, query)
                && let Some(end) = fragment(words, query)
            {
                return Some((start, end));
            }
            candidates.extend(ends_from(query, path + 1));
        }
        if let Some(end) = fragment(words, path) {
            candidates.push(end);
        }
    }
    let found = candidates
        .into_iter()
        .chain(ends_from(path, colon + 1))
        .find(|end| ends_well(bytes, *end) && may_end(words, *end))?;
    Some((start, found))
}

/// The end of a fragment that begins at a byte.
fn fragment(words: &str, at: usize) -> Option<usize> {
    let bytes = words.as_bytes();
    if bytes.get(at) != Some(&b'#') {
        return None;
    }
    let end = run_of(bytes, at + 1);
    (at + 2..=end)
        .rev()
        .find(|end| ends_well(bytes, *end) && may_end(words, *end))
}

/// The address of mail around that sign.
fn mail(words: &str, base: usize, at: usize) -> Option<(usize, usize)> {
    let bytes = words.as_bytes();
    if at == base || bytes[at - 1] == 0 {
        return None;
    }
    let is_part = |byte: &u8| is_mail_sign(*byte) || *byte == b'.';
    let mut before = 0;
    while let Some(byte) = bytes[base..at - before].last().filter(|byte| is_part(byte)) {
        // Two full stops in a row are no part of a name, nor is one at its end.
        if *byte == b'.' && bytes[at - before] == if before == 0 { b'@' } else { b'.' } {
            break;
        }
        before += 1;
    }
    let start =
        (at - before..at).find(|start| bytes[*start] != b'.' && may_begin(words, base, *start))?;
    let host = bytes[at + 1..]
        .iter()
        .take_while(|byte| is_part(byte))
        .count();
    let end = (at + 2..=at + 1 + host)
        .rev()
        .find(|end| bytes[at + 1] != b'.' && ends_well(bytes, *end) && may_end(words, *end))?;
    Some((start, end))
}

fn run_of(bytes: &[u8], from: usize) -> usize {
    from + bytes[from..]
        .iter()
        .take_while(|byte| is_uri(**byte))
        .count()
}

/// True where an address may end at that byte.
fn ends_well(bytes: &[u8], end: usize) -> bool {
    let last = bytes[end - 1];
    is_last(last) || (is_uri(last) && bytes.get(end) == Some(&b'>'))
}

fn may_begin(words: &str, base: usize, at: usize) -> bool {
    words[base..at]
        .chars()
        .next_back()
        .is_none_or(may_stand_before)
}

fn may_end(words: &str, at: usize) -> bool {
    words.is_char_boundary(at) && words[at..].chars().next().is_none_or(may_stand_behind)
}

fn is_scheme(scheme: &str) -> bool {
    let lower = scheme.to_ascii_lowercase();
    SCHEMES.binary_search(&lower.as_str()).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(words: &str) -> Vec<String> {
        let mut out = Vec::new();
        find(words, |start, end, target| {
            out.push(format!("{}={target}", &words[start..end]));
        });
        out
    }

    #[test]
    fn schemes_are_sorted() {
        assert!(SCHEMES.is_sorted());
    }

    #[test]
    fn addresses_end_before_punctuation() {
        for (words, expected) in [
            (
                "see https://example.org/a_b, and",
                "https://example.org/a_b",
            ),
            ("(http://example.org/?a=b#c).", "http://example.org/?a=b#c"),
            ("<http://example.org/(a)>", "http://example.org/(a)"),
            ("at 12:30 note: x", ""),
            ("xhttp://a", ""),
        ] {
            let expected: Vec<String> = [expected]
                .into_iter()
                .filter(|expected| !expected.is_empty())
                .map(|expected| format!("{expected}={expected}"))
                .collect();
            assert_eq!(found(words), expected, "{words}");
        }
        assert_eq!(found("a@b.org."), ["a@b.org=mailto:a@b.org"]);
    }
}
