//! Stepping over the parts of a written date: numbers, names, the marks between them.

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

    /// One to `most` digits that are not followed by a further digit.
    pub(super) fn number(&mut self, most: usize) -> Option<(i16, usize)> {
        let rest = self.rest();
        let length = rest.bytes().take_while(u8::is_ascii_digit).count();
        if length == 0 || length > most {
            return None;
        }
        self.at += length;
        Some((rest[..length].parse().ok()?, length))
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
        let length = rest
            .char_indices()
            .take(20)
            .find(|(_, c)| !c.is_alphabetic())
            .map_or_else(
                || rest.char_indices().nth(20).map_or(rest.len(), |(at, _)| at),
                |(at, _)| at,
            );
        if length == 0 {
            return None;
        }
        self.at += length;
        Some(&rest[..length])
    }

    /// Blanks, commas, points and hyphens between the parts of a date written in words.
    pub(super) fn gap(&mut self) -> bool {
        let rest = self.rest();
        let length = rest
            .char_indices()
            .take(4)
            .take_while(|(_, c)| {
                matches!(
                    c,
                    ' ' | ',' | '.' | '-' | '\u{a0}' | '\n' | '/' | '_' | '–' | '’' | '\''
                )
            })
            .last()
            .map_or(0, |(at, c)| at + c.len_utf8());
        self.at += length;
        length > 0
    }

    /// A small word that may stand between day and month or month and year: `of`, `de`, `den`.
    pub(super) fn small_word(&mut self) {
        let mut next = *self;
        if next
            .word()
            .is_some_and(|word| matches!(word, "of" | "de" | "del" | "di" | "do" | "den"))
            && next.gap()
        {
            *self = next;
        }
    }

    /// `st`, `nd`, `rd`, `th`, `er`, `º`, `ª` behind a day.
    pub(super) fn ordinal(&mut self) {
        let rest = self.rest();
        for suffix in ["st", "nd", "rd", "th", "er", "ᵗʰ", "º", "ª", "°"] {
            if rest
                .get(..suffix.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(suffix))
                && !rest[suffix.len()..].starts_with(char::is_alphanumeric)
            {
                self.at += suffix.len();
                return;
            }
        }
    }

    /// `-25`, ` to 25th`: the second day of a range.
    pub(super) fn second_day(&mut self) {
        let mut next = *self;
        while next.take(' ') {}
        let sign = next.one_of(&['-', '–', '—', '&', '/']).is_some() || {
            let mut word = next;
            let is_word = matches!(
                word.word(),
                Some("to" | "and" | "until" | "til" | "bis" | "och" | "og")
            );
            if is_word {
                next = word;
            }
            is_word
        };
        if !sign {
            return;
        }
        while next.take(' ') {}
        if next
            .number(2)
            .is_some_and(|(day, _)| (1..=31).contains(&day))
        {
            next.ordinal();
            *self = next;
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

/// The years that running text means by four figures.
const YEARS: std::ops::Range<i16> = 1950..2101;

/// A year that running text can mean.
pub(super) fn year_of(year: i16) -> Option<i16> {
    YEARS.contains(&year).then_some(year)
}
