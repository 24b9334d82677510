//! Stepping over the parts of a written date: numbers, names, the marks between them.

use super::signs::{self, Signs};

/// What may stand between the parts of a date written in words.
pub(super) static GAP: Signs = Signs::new(b" ,.-\n/_'", &['\u{a0}', '–', '’']);

/// How many signs of a gap there are at most.
pub(super) const WIDEST: usize = 4;

/// A cursor over the few bytes that a date can take.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    /// The byte that stands there.
    pub(super) fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// One to `most` digits, of which there are four at most, that are not followed by a further digit.
    pub(super) fn number(&mut self, most: usize) -> Option<(i16, usize)> {
        let rest = self.text.as_bytes().get(self.at..)?;
        let length = signs::figures(&rest[..rest.len().min(most + 1)]);
        if length == 0 || length > most {
            return None;
        }
        self.at += length;
        Some((signs::number(&rest[..length]), length))
    }

    pub(super) fn take(&mut self, c: char) -> bool {
        let found = self.rest().starts_with(c);
        if found {
            self.at += c.len_utf8();
        }
        found
    }

    pub(super) fn one_of(&mut self, set: &[char]) -> Option<char> {
        let c = self.rest().chars().next().filter(|c| set.contains(c))?;
        self.at += c.len_utf8();
        Some(c)
    }

    /// A word of letters.
    pub(super) fn word(&mut self) -> Option<&'a str> {
        let rest = self.rest();
        let length = signs::letters(rest, 20);
        if length == 0 {
            return None;
        }
        self.at += length;
        Some(&rest[..length])
    }

    /// Blanks, commas, points and hyphens between the parts of a date written in words.
    pub(super) fn gap(&mut self) -> bool {
        let from = self.at;
        for _ in 0..WIDEST {
            match GAP.one(self.text, self.at) {
                0 => break,
                length => self.at += length,
            }
        }
        self.at > from
    }

    /// A small word that may stand between day and month or month and year: `of`, `de`, `den`.
    pub(super) fn small_word(&mut self) {
        if !matches!(self.byte(), Some(b'o' | b'd')) {
            return;
        }
        let mut next = *self;
        if next.word().is_some_and(is_small_word) && next.gap() {
            *self = next;
        }
    }

    /// `st`, `nd`, `rd`, `th`, `er`, `º`, `ª` behind a day.
    pub(super) fn ordinal(&mut self) {
        let rest = self.rest();
        let length = match rest.as_bytes() {
            [b's' | b'S', b't' | b'T', ..]
            | [b'n' | b'N' | b'r' | b'R', b'd' | b'D', ..]
            | [b't' | b'T', b'h' | b'H', ..]
            | [b'e' | b'E', b'r' | b'R', ..] => 2,
            [b' '..=b'~', ..] => return,
            _ if rest.starts_with(['º', 'ª', '°']) => 2,
            _ if rest.starts_with("ᵗʰ") => "ᵗʰ".len(),
            _ => return,
        };
        if !rest[length..].starts_with(char::is_alphanumeric) {
            self.at += length;
        }
    }

    /// `-25`, ` to 25th`: the second day of a range.
    pub(super) fn second_day(&mut self) {
        let mut next = *self;
        next.blanks();
        let is_sign = match next.byte() {
            Some(b'-' | b'&' | b'/') => next.one_of(&['-', '&', '/']).is_some(),
            Some(b't' | b'a' | b'u' | b'b' | b'o') => matches!(
                next.word(),
                Some("to" | "and" | "until" | "til" | "bis" | "och" | "og")
            ),
            Some(0x80..) => next.one_of(&['–', '—']).is_some(),
            _ => false,
        };
        if !is_sign {
            return;
        }
        next.blanks();
        if next
            .number(2)
            .is_some_and(|(day, _)| (1..=31).contains(&day))
        {
            next.ordinal();
            *self = next;
        }
    }

    fn blanks(&mut self) {
        while self.byte() == Some(b' ') {
            self.at += 1;
        }
    }

    /// A year of four digits that ends there.
    pub(super) fn year(&mut self) -> Option<i16> {
        let mut next = *self;
        let (year, length) = next.number(4)?;
        if length != 4 || next.is_more() {
            return None;
        }
        *self = next;
        year_of(year)
    }

    /// True where the figures go on in a way no date does: a letter, a point and a digit.
    pub(super) fn is_more(&self) -> bool {
        if let None | Some(b' ' | b',' | b':' | b')') = self.byte() {
            return false;
        }
        let mut rest = self.rest().chars();
        match rest.next() {
            Some('.') => rest.next().is_some_and(|c| c.is_ascii_digit()),
            Some('T' | 't') => !rest.next().is_some_and(|c| c.is_ascii_digit()),
            Some('Z') => rest.next().is_some_and(char::is_alphanumeric),
            Some(c) => c.is_alphanumeric() && (c as u32) < 0x2E80,
            None => false,
        }
    }
}

/// True for a small word that may stand between the parts of a date.
pub(super) fn is_small_word(word: &str) -> bool {
    matches!(word, "of" | "de" | "del" | "di" | "do" | "den")
}

/// The years that running text means by four figures.
const YEARS: std::ops::Range<i16> = 1950..2101;

/// A year that running text can mean.
pub(super) fn year_of(year: i16) -> Option<i16> {
    YEARS.contains(&year).then_some(year)
}
