//! Headings and keys in the one form in which they are compared.
//!
//! Takes a text, gives its words: lower case, letters and digits alone, one blank apart. What they mean is the table's matter.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::LONGEST;

/// A heading as the table knows it: lower case, only letters and digits, words one blank apart; no emoji, no `:shortcode:`,
/// no brackets with what they hold (but `cause(s)` is `causes`).
pub fn normal(heading: &str) -> String {
    normal_up_to(heading, usize::MAX)
}

/// The same for who compares it with texts of at most so many bytes: of a longer one as much as tells that it is none of them.
pub fn normal_up_to(heading: &str, most: usize) -> String {
    // Longer ones are paragraphs by mistake; looking for brackets in them would cost more than their length.
    let longest = 4 * LONGEST;
    let end = (heading.len() > longest).then(|| heading.char_indices().nth(longest));
    let cut = end.flatten().map_or(heading, |(at, _)| &heading[..at]);
    if cut.is_ascii() || cut.chars().all(is_composed) {
        normal_of(cut, most)
    } else {
        normal_of(&cut.nfkc().collect::<String>(), most)
    }
}

/// True for the commonest characters that no normal form writes otherwise.
fn is_composed(c: char) -> bool {
    let is_sign = matches!(c, '–' | '—' | '‘' | '’' | '“' | '”' | '→');
    // Without those of two letters.
    let is_latin = matches!(c, '\0'..='\x7f' | 'À'..='ı' | 'Ĵ'..='ľ' | 'Ł'..='ň' | 'Ŋ'..='ž');
    // Cyrillic, kana, ideographs and Hangul.
    let is_other =
        || matches!(c, 'А'..='я' | 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー' | '一'..='鿿' | '가'..='힣');
    is_latin || is_sign || is_other()
}

fn normal_of(heading: &str, most: usize) -> String {
    let mut out = Words {
        text: String::with_capacity(heading.len().min(most)),
        is_apart: false,
    };
    let mut rest = heading;
    while let Some(first) = rest.bytes().next() {
        if out.text.len() > most {
            break;
        }
        if first.is_ascii_alphanumeric() {
            let (words, behind) = rest.split_at(words_of_ascii(rest.as_bytes()));
            out.push_words(words);
            rest = behind;
            continue;
        }
        let mut chars = rest.chars();
        let Some(c) = chars.next() else {
            break;
        };
        rest = chars.as_str();
        match c {
            ' ' => out.is_apart = true,
            '\'' | '’' | '‘' | '\u{200d}' | '\u{fe0f}' => {}
            '&' => {
                out.is_apart = true;
                out.push_words("and");
                out.is_apart = true;
            }
            ':' => match behind_shortcode(rest) {
                Some(behind) => rest = behind,
                None => out.is_apart = true,
            },
            '(' | '[' => match rest.find(if c == '(' { ')' } else { ']' }) {
                Some(end) => {
                    let inside = &rest[..end];
                    let is_plural = inside.len() <= 3
                        && inside.chars().all(char::is_alphabetic)
                        && out.ends_with(char::is_alphabetic);
                    // A heading that stands in brackets as a whole keeps its words.
                    if is_plural || out.is_untouched() {
                        inside.chars().for_each(|c| out.push(c));
                    }
                    rest = &rest[end + 1..];
                }
                None => out.is_apart = true,
            },
            // A variation selector is a combining mark too, but joins no letter.
            '\u{fe00}'..='\u{fe0e}' if out.ends_with(char::is_alphanumeric) => {}
            c if c.is_alphanumeric()
                || (is_combining_mark(c) && out.ends_with(char::is_alphanumeric)) =>
            {
                out.push(c);
            }
            _ => out.is_apart = true,
        }
    }
    out.text
}

/// How many bytes words of ASCII take that stand one blank apart, from the beginning of the text.
fn words_of_ascii(text: &[u8]) -> usize {
    let mut end = 0;
    loop {
        while text.get(end).is_some_and(u8::is_ascii_alphanumeric) {
            end += 1;
        }
        let goes_on =
            matches!(text.get(end..), Some([b' ', next, ..]) if next.is_ascii_alphanumeric());
        if !goes_on {
            return end;
        }
        end += 1;
    }
}

/// Words in lower case, one blank apart.
struct Words {
    text: String,
    /// A blank stands behind them, or before the first.
    is_apart: bool,
}

impl Words {
    /// Adds words of ASCII that stand one blank apart.
    fn push_words(&mut self, words: &str) {
        self.part();
        let start = self.text.len();
        self.text.push_str(words);
        self.text[start..].make_ascii_lowercase();
    }

    fn push(&mut self, c: char) {
        if c.is_whitespace() {
            self.is_apart = true;
        } else {
            self.part();
            self.text.extend(c.to_lowercase());
        }
    }

    fn part(&mut self) {
        if self.is_apart && !self.text.is_empty() {
            self.text.push(' ');
        }
        self.is_apart = false;
    }

    fn is_untouched(&self) -> bool {
        self.text.is_empty() && !self.is_apart
    }

    fn ends_with(&self, is_one: fn(char) -> bool) -> bool {
        !self.is_apart && self.text.ends_with(is_one)
    }
}

/// What stands behind a `:shortcode:`, of which the first colon is taken already.
fn behind_shortcode(inner: &str) -> Option<&str> {
    let end = inner.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '+')))?;
    if end == 0 {
        return None;
    }
    inner[end..].strip_prefix(':')
}
