//! Signs by their names: `\alpha`, `\rarr`, `\nbsp{}`, `\_  `.
//!
//! Most names are those that HTML has; the others are in the table below. What is no name stays as written.

use std::collections::HashMap;
use std::sync::LazyLock;

use entities::{Codepoints, ENTITIES};

/// No name is longer.
const LONGEST: usize = 24;

/// Blanks that stay, and are as wide as half a letter is high.
const WIDE: &str = "\u{2002}\u{2002}\u{2002}\u{2002}\u{2002}\u{2002}\u{2002}\u{2002}";

/// Names that HTML does not have, or has for another sign.
const OWN: &[(&str, &str)] = &[
    ("AA", "Å"),
    ("Rightarrow", "⇒"),
    ("Leftarrow", "⇐"),
    ("ast", "*"),
    ("backslash", "\\"),
    ("bigstar", "★"),
    ("ccedil", "ç"),
    ("checkmark", "✓"),
    ("colon", ":"),
    ("div", "÷"),
    ("dollar", "$"),
    ("dots", "…"),
    ("ell", "ℓ"),
    ("emptyset", "∅"),
    ("epsilon", "ε"),
    ("exists", "∃"),
    ("geq", "≥"),
    ("gets", "←"),
    ("hbar", "ℏ"),
    ("iff", "⇔"),
    ("in", "∈"),
    ("infty", "∞"),
    ("int", "∫"),
    ("larr", "←"),
    ("lbrace", "{"),
    ("ldots", "…"),
    ("leftarrow", "←"),
    ("leq", "≤"),
    ("neg", "¬"),
    ("neq", "≠"),
    ("notin", "∉"),
    ("num", "#"),
    ("percent", "%"),
    ("phi", "φ"),
    ("plus", "+"),
    ("pm", "±"),
    ("quad", "\u{2003}"),
    ("quot", "\""),
    ("rbrace", "}"),
    ("rightarrow", "→"),
    ("simeq", "≅"),
    ("slash", "/"),
    ("smiley", "☺"),
    ("tilde", "~"),
    ("times", "×"),
    ("to", "→"),
    ("under", "_"),
    ("vert", "|"),
    ("vbar", "|"),
];

/// Names of HTML that are no names of Org, but words that people write behind a backslash.
const NO_NAMES: &[&str] = &["Tab", "NewLine"];

static NAMES: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let of_html = ENTITIES.iter().filter_map(|one| {
        let name = one.entity.strip_prefix('&')?.strip_suffix(';')?;
        let is_sign = !matches!(one.codepoints, Codepoints::Single(0));
        (is_sign && !NO_NAMES.contains(&name)).then_some((name, one.characters))
    });
    of_html.chain(OWN.iter().copied()).collect()
});

/// The sign whose name these words begin with behind a backslash, and how long name and backslash are.
pub(super) fn entity(words: &str) -> Option<(&'static str, usize)> {
    let rest = &words[1..];
    if rest.starts_with("_ ") {
        // As many wide blanks as blanks are written.
        let blanks = rest[1..].bytes().take(WIDE.chars().count());
        let count = blanks.take_while(|byte| *byte == b' ').count();
        let length = '\u{2002}'.len_utf8() * count;
        return Some((&WIDE[..length], 2 + count));
    }
    if rest.starts_with('-') {
        return Some(("\u{ad}", 2));
    }
    let bytes = rest.as_bytes();
    let letters = bytes
        .iter()
        .take(LONGEST)
        .take_while(|byte| byte.is_ascii_alphabetic())
        .count();
    let with_digits = [
        "there4", "sup1", "sup2", "sup3", "frac12", "frac13", "frac14", "frac34",
    ]
    .into_iter()
    .find(|name| rest.starts_with(name));
    let length = with_digits.map_or(letters, str::len);
    let name = &rest[..length];
    let is_whole = bytes
        .get(length)
        .is_none_or(|byte| !byte.is_ascii_alphabetic());
    if length == 0 || !is_whole {
        return None;
    }
    let meant = NAMES.get(name)?;
    let braces = if rest[length..].starts_with("{}") {
        2
    } else {
        0
    };
    // Braces with words in them belong to a command of LaTeX.
    (braces == 2 || !rest[length..].starts_with('{')).then_some((meant, 1 + length + braces))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_signs() {
        for (words, expected) in [
            ("\\alpha", Some(("α", 6))),
            ("\\to b", Some(("→", 3))),
            ("\\rarr{}b", Some(("→", 7))),
            ("\\frac12", Some(("½", 7))),
            ("\\_  a", Some(("\u{2002}\u{2002}", 4))),
            ("\\alphabet", None),
            ("\\emph{a}", None),
            ("\\", None),
            ("\\1", None),
        ] {
            assert_eq!(entity(words), expected, "{words}");
        }
    }
}
