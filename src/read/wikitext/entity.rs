//! Character references: `&eacute;`, `&#233;`, `&#xe9;`, as MediaWiki decodes them: only with their semicolon.

use std::collections::HashMap;
use std::sync::LazyLock;

use entities::{Codepoints, ENTITIES};

/// No reference is longer, from `&` to `;`.
const LONGEST: usize = 40;

static NAMED: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let with_semicolon = ENTITIES.iter().filter(|one| one.entity.ends_with(';'));
    with_semicolon
        .filter(|one| !matches!(one.codepoints, Codepoints::Single(0)))
        .map(|one| (one.entity, one.characters))
        .collect()
});

/// The character that the reference at the beginning of these words means, and how long the reference is.
pub(in crate::read) fn decode(words: &str) -> Option<(Decoded, usize)> {
    let bytes = &words.as_bytes()[..words.len().min(LONGEST)];
    let length = memchr::memchr(b';', bytes)? + 1;
    let reference = words.get(..length)?;
    let Some(number) = reference.strip_prefix("&#") else {
        return NAMED
            .get(reference)
            .map(|words| (Decoded::Words(words), length));
    };
    let digits = &number[..number.len() - 1];
    let (digits, radix) = match digits.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16),
        None => (digits, 10),
    };
    if digits.is_empty() || !digits.chars().all(|c| c.is_digit(radix)) {
        return None;
    }
    let code = u32::from_str_radix(digits, radix).ok()?;
    let is_legal = matches!(code, 9 | 10 | 13 | 0x20..=0xd7ff | 0xe000..=0xfffd | 0x1_0000..);
    let character = char::from_u32(code).filter(|_| is_legal)?;
    Some((Decoded::One(character), length))
}

/// What a reference means.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::read) enum Decoded {
    One(char),
    Words(&'static str),
}

impl Decoded {
    /// Adds it to some words.
    pub(in crate::read) fn push(self, out: &mut String) {
        match self {
            Self::One(character) => out.push(character),
            Self::Words(words) => out.push_str(words),
        }
    }
}

/// Words with every reference decoded.
pub(super) fn decoded(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(at) = memchr::memchr(b'&', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some((meant, length)) = decode(rest) {
            meant.push(&mut out);
            rest = &rest[length..];
        } else {
            out.push('&');
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_decoded() {
        for (words, expected) in [
            ("a &amp; b", "a & b"),
            ("&eacute;&#233;&#xE9;", "ééé"),
            (
                "&xacute; &amp &ampamp; &#xsee; &#0; &#xd800;",
                "&xacute; &amp &ampamp; &#xsee; &#0; &#xd800;",
            ),
            ("&amp;eacute;", "&eacute;"),
        ] {
            assert_eq!(decoded(words), expected);
        }
    }
}
