//! Text of others made fit for a terminal.
//!
//! Takes what came from a file name or a report, gives it without characters that a terminal or a log would obey: control
//! characters become the pictures that stand for them, marks that turn the direction of writing the replacement character.
//! It changes no letter, and nothing that a program reads.

use std::borrow::Cow;

/// The text in one line, with nothing in it that a terminal obeys: an escape character becomes `␛`.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_obeyed) {
        return Cow::Borrowed(text);
    }
    text.chars()
        .map(|sign| match sign {
            '\t' => ' ',
            '\0'..='\u{1f}' => char::from_u32(0x2400 + sign as u32).unwrap_or('\u{fffd}'),
            '\u{7f}' => '\u{2421}',
            sign if is_obeyed(sign) => '\u{fffd}',
            sign => sign,
        })
        .collect()
}

/// A line of a source with the control characters that the drawing would leave in it replaced by one of as many bytes, so
/// that every place in it stays true.
pub(super) fn drawable(line: &str) -> Cow<'_, str> {
    let is_left = |sign: char| matches!(sign, '\u{80}'..='\u{9f}');
    if line.contains(is_left) {
        Cow::Owned(line.replace(is_left, "\u{bf}"))
    } else {
        Cow::Borrowed(line)
    }
}

/// Control characters, line separators, and the marks that turn the direction of writing.
fn is_obeyed(sign: char) -> bool {
    sign.is_control() || matches!(sign, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::{drawable, visible};

    #[test]
    fn nothing_is_left_that_a_terminal_obeys() {
        for (text, expected) in [
            ("a b.md", "a b.md"),
            ("a\nb\u{1b}[31m\u{7f}\tc", "a␊b␛[31m␡ c"),
            (
                "\u{9b}31m \u{202e}x\u{2066}",
                "\u{fffd}31m \u{fffd}x\u{fffd}",
            ),
            ("é 🔥 字", "é 🔥 字"),
        ] {
            assert_eq!(visible(text), expected);
        }
        let line = "é \u{9b}31m";
        assert_eq!(drawable(line), "é ¿31m");
        assert_eq!(drawable(line).len(), line.len());
    }
}
