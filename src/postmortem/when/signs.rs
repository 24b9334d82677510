//! What stands around times and between their parts, and how their names begin: asked for so often that each question is one look into
//! a table.

/// A set of signs: a place for each of ASCII, and a short list of others.
pub(super) struct Signs {
    ascii: [bool; 128],
    others: &'static [char],
}

impl Signs {
    /// These signs, those of ASCII apart.
    pub(super) const fn new(ascii: &[u8], others: &'static [char]) -> Self {
        let mut set = [false; 128];
        let mut at = 0;
        while at < ascii.len() {
            set[ascii[at] as usize] = true;
            at += 1;
        }
        Self { ascii: set, others }
    }

    /// How many bytes the sign at that byte takes; 0 where none of them stands there.
    #[inline]
    pub(super) fn one(&self, text: &str, at: usize) -> usize {
        let Some(byte) = text.as_bytes().get(at) else {
            return 0;
        };
        match self.ascii.get(usize::from(*byte)) {
            Some(is_sign) => usize::from(*is_sign),
            None => {
                let c = text.get(at..).and_then(|rest| rest.chars().next());
                c.filter(|c| self.others.contains(c))
                    .map_or(0, char::len_utf8)
            }
        }
    }

    /// The first byte from that one on where none of them stands.
    #[inline]
    pub(super) fn skip(&self, text: &str, mut at: usize) -> usize {
        loop {
            match self.one(text, at) {
                0 => return at,
                length => at += length,
            }
        }
    }
}

/// The first two letters of some names: nearly every word begins as none of them does.
pub(super) struct Beginnings([u32; 26]);

impl Beginnings {
    /// Those of no names.
    pub(super) const NONE: Self = Self([0; 26]);

    /// The same with those of a further name, which begins with a letter of ASCII.
    pub(super) const fn and(mut self, name: &str) -> Self {
        let bytes = name.as_bytes();
        let first = (bytes[0] | 0x20) - b'a';
        self.0[first as usize] |= match bytes {
            [_] => ALONE,
            [_, second, ..] if second.is_ascii_alphabetic() => 1 << ((*second | 0x20) - b'a'),
            _ => OTHER,
        };
        self
    }

    /// The same with those of further names.
    pub(super) const fn of(mut self, names: &[&str]) -> Self {
        let mut at = 0;
        while at < names.len() {
            self = self.and(names[at]);
            at += 1;
        }
        self
    }

    /// False where a word begins as none of the names does.
    #[inline]
    pub(super) fn may_be(&self, word: &[u8]) -> bool {
        let Some(first) = word.first() else {
            return false;
        };
        let Some(seconds) = self.0.get(usize::from((first | 0x20).wrapping_sub(b'a'))) else {
            return false;
        };
        let second = match word.get(1) {
            Some(second) => match (second | 0x20).wrapping_sub(b'a') {
                letter @ 0..26 if second.is_ascii() => 1 << letter,
                _ => OTHER,
            },
            None => ALONE,
        };
        seconds & second != 0
    }
}

impl Beginnings {
    /// The same for a text that may begin with one of the names. A byte beyond ASCII may go on with the name or stand behind it.
    #[inline]
    pub(super) fn may_stand_in(&self, text: &[u8]) -> bool {
        match text {
            [first, second, ..] if !second.is_ascii_alphabetic() => {
                self.may_be(&[*first]) || !second.is_ascii() && self.may_be(text)
            }
            _ => self.may_be(text),
        }
    }
}

/// The bit of a second letter that is none of ASCII, and that of a name of one letter.
const OTHER: u32 = 1 << 26;
const ALONE: u32 = 1 << 27;

/// How many bytes the letters take that a text begins with; so many letters at most.
#[inline]
pub(super) fn letters(text: &str, most: usize) -> usize {
    let bytes = text.as_bytes();
    let near = &bytes[..bytes.len().min(most)];
    let plain = near.iter().take_while(|byte| byte.is_ascii_alphabetic());
    let plain = plain.count();
    if plain == most || bytes.get(plain).is_none_or(u8::is_ascii) {
        return plain;
    }
    let mut all = text.char_indices().take(most);
    let end = all.find(|(_, c)| !c.is_alphabetic()).map(|(end, _)| end);
    end.unwrap_or_else(|| {
        text.char_indices()
            .nth(most)
            .map_or(text.len(), |(at, _)| at)
    })
}

/// How many figures a text begins with.
#[inline]
pub(super) fn figures(bytes: &[u8]) -> usize {
    bytes
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .count()
}

/// The number that so many figures make, which are few.
#[inline]
pub(super) fn number(figures: &[u8]) -> i16 {
    figures
        .iter()
        .fold(0, |number, figure| number * 10 + i16::from(figure - b'0'))
}

#[cfg(test)]
mod tests {
    use super::{Beginnings, Signs, letters};

    #[test]
    fn signs_are_stepped_over() {
        const SIGNS: Signs = Signs::new(b" ,", &['–', '\u{a0}']);
        for (text, at) in [
            ("", 0),
            ("a", 0),
            (" , a", 3),
            (" –\u{a0},x", 7),
            ("—", 0),
            ("  ", 2),
        ] {
            assert_eq!(SIGNS.skip(text, 0), at, "{text:?}");
        }
    }

    #[test]
    fn words_begin_as_names_do() {
        const NAMES: Beginnings = Beginnings::NONE.of(&["march", "märz", "d"]);
        for (word, may_be) in [
            ("", false),
            ("March", true),
            ("mä", true),
            ("mo", false),
            ("D", true),
            ("dä", false),
            ("d-", false),
            ("[a", false),
        ] {
            assert_eq!(NAMES.may_be(word.as_bytes()), may_be, "{word}");
        }
    }

    #[test]
    fn letters_at_the_beginning() {
        for (text, most, length) in [
            ("", 5, 0),
            ("abc d", 5, 3),
            ("abcdef", 5, 5),
            ("März 5", 20, 5),
            ("äöü", 2, 4),
            ("ab–c", 9, 2),
        ] {
            assert_eq!(letters(text, most), length, "{text}");
        }
    }
}
