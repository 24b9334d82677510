//! The only place that makes HTML out of words: escaping, and addresses that a browser may be given.
//!
//! Takes words or an address as somebody wrote it, gives text for a page, or an address of a scheme that leads and does nothing else. It
//! knows no element.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use memchr_n::MemchrN;

/// Words for text and attribute values.
pub fn text(words: &str) -> Cow<'_, str> {
    // All bytes at once: without a way out in between the processor takes many together.
    let is_special = |byte: u8| matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'');
    if !words
        .bytes()
        .fold(false, |any, byte| any | is_special(byte))
    {
        return Cow::Borrowed(words);
    }
    let mut out = String::with_capacity(words.len() + 16);
    push(words, &mut out);
    Cow::Owned(out)
}

/// Adds escaped words.
pub fn push(words: &str, out: &mut String) {
    /// The bytes that are written as entities.
    static SPECIAL: LazyLock<MemchrN> = LazyLock::new(|| MemchrN::new(b"&<>\"'"));
    let mut from = 0;
    for at in SPECIAL.iter(words.as_bytes()) {
        let entity = match words.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => "&#39;",
        };
        out.push_str(&words[from..at]);
        out.push_str(entity);
        from = at + 1;
    }
    out.push_str(&words[from..]);
}

/// An address for an attribute, or nothing where its scheme is one that no link may have (`javascript:`, `data:`).
/// Characters that an address may not hold are percent-encoded, as `CommonMark` does it.
pub fn address(address: &str) -> Option<String> {
    let allowed = allowed(address)?;
    match text(&allowed) {
        Cow::Borrowed(_) => Some(allowed),
        Cow::Owned(escaped) => Some(escaped),
    }
}

/// The same as it is written where nothing is HTML.
pub fn allowed(address: &str) -> Option<String> {
    let address = address.trim_matches(|c: char| c.is_whitespace() || c.is_control());
    if let Some(scheme) = scheme(address)
        && REFUSED
            .iter()
            .any(|refused| scheme.eq_ignore_ascii_case(refused))
    {
        return None;
    }
    // A place in a page holds no second mark, and a percent sign without two digits stands for itself.
    let place = address.find('#');
    let is_stray = |at: usize, byte: u8| match byte {
        b'#' => place.is_some_and(|first| first < at),
        b'%' => !address.as_bytes()[at + 1..]
            .first_chunk()
            .is_some_and(|digits: &[u8; 2]| digits.iter().all(u8::is_ascii_hexdigit)),
        _ => false,
    };
    let is_kept = |at: usize, byte: u8| IS_SAFE[usize::from(byte)] && !is_stray(at, byte);
    let mut bytes = address.bytes().enumerate();
    if bytes.all(|(at, byte)| is_kept(at, byte)) {
        return Some(address.to_owned());
    }
    let mut out = String::with_capacity(address.len());
    let host = host(address);
    for (at, byte) in address.bytes().enumerate() {
        match byte {
            // A host that is a number of version 6.
            b'[' | b']' if host.contains(&at) => out.push(byte as char),
            b'&' | b'\'' => out.push(byte as char),
            byte if is_kept(at, byte) => out.push(byte as char),
            byte => {
                const HEX: &[u8; 16] = b"0123456789ABCDEF";
                out.push('%');
                out.push(HEX[usize::from(byte >> 4)] as char);
                out.push(HEX[usize::from(byte & 15)] as char);
            }
        }
    }
    Some(out)
}

/// The bytes of the host of an absolute address, with its port.
fn host(address: &str) -> Range<usize> {
    let Some(slashes) = address.find("//") else {
        return 0..0;
    };
    if !address[..slashes].ends_with(':') && slashes > 0 {
        return 0..0;
    }
    let start = slashes + 2;
    let length = address[start..].find(['/', '?', '#', '\\']);
    start..length.map_or(address.len(), |length| start + length)
}

/// The address of a picture: as [`address`], and a picture that the text itself holds. In an `img` element none of them runs.
pub fn picture(address: &str) -> Option<String> {
    allowed_picture(address).map(|allowed| text(&allowed).into_owned())
}

/// The same as it is written where nothing is HTML.
pub fn allowed_picture(address: &str) -> Option<String> {
    let trimmed = address.trim();
    let is_data = trimmed
        .get(..11)
        .is_some_and(|head| head.eq_ignore_ascii_case("data:image/"));
    if is_data {
        // Base64 and percent encoding need no more than this; anything else would not be a picture.
        let is_plain = trimmed.bytes().all(|byte| {
            byte.is_ascii_graphic() && !matches!(byte, b'"' | b'\'' | b'<' | b'>' | b'&')
        });
        return is_plain.then(|| trimmed.to_owned());
    }
    allowed(address)
}

/// True for the bytes that stand in an address as they are: letters, digits, and these marks.
const IS_SAFE: [bool; 256] = {
    const MARKS: &[u8] = b"-_.+!*(),%#@?=;:/$~";
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    let mut at = 0;
    while at < MARKS.len() {
        table[MARKS[at] as usize] = true;
        at += 1;
    }
    table
};

/// Schemes by which a browser runs or shows what the address itself holds, or opens the reader's own files. Everything else,
/// a chat program's scheme included, only leads away. (cmark-gfm refuses `javascript`, `vbscript`, `file` and `data`.)
const REFUSED: &[&str] = &[
    "javascript",
    "vbscript",
    "livescript",
    "mocha",
    "data",
    "blob",
    "filesystem",
    "view-source",
    "jar",
    "file",
    "about",
];

/// The scheme of an address, as a browser would find it: tabs and line breaks inside do not hide it.
fn scheme(address: &str) -> Option<Cow<'_, str>> {
    let end = address.find(':')?;
    let head = &address[..end];
    let head: Cow<'_, str> = if head.contains(|c: char| c.is_whitespace() || c.is_control()) {
        head.chars()
            .filter(|c| !(c.is_whitespace() || c.is_control()))
            .collect::<String>()
            .into()
    } else {
        head.into()
    };
    let is_scheme = head.starts_with(|c: char| c.is_ascii_alphabetic())
        && head
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    is_scheme.then_some(head)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_never_run() {
        for hostile in [
            "javascript:alert(1)",
            " JavaScript:alert(1)",
            "java\nscript:alert(1)",
            "java\tscript:alert(1)",
            "\u{1}javascript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
        ] {
            assert_eq!(address(hostile), None, "{hostile:?}");
        }
        for (good, expected) in [
            ("a b.md", "a%20b.md"),
            ("https://x/?a=1&b='", "https://x/?a=1&amp;b=&#39;"),
            ("2021:x/y", "2021:x/y"),
            ("ä", "%C3%A4"),
            ("../a/#b", "../a/#b"),
            ("http://[::1]:80/a[1]", "http://[::1]:80/a%5B1%5D"),
            ("a//[b]", "a//%5Bb%5D"),
            ("https://x/T1#2%7CT1#2", "https://x/T1#2%7CT1%232"),
            ("100%", "100%25"),
            ("50%2g/%C3%A4", "50%252g/%C3%A4"),
        ] {
            assert_eq!(address(good).as_deref(), Some(expected), "{good}");
        }
    }
}
