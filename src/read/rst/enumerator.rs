//! The numbers of enumerated lists: `1.`, `(a)`, `iv)`, `#.`.
//!
//! Takes a line, gives what its enumerator says; gives the enumerator that should follow. It knows no list.

/// What stands around a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// `(1)`.
    Parentheses,
    /// `1)`.
    Parenthesis,
    /// `1.`.
    Period,
}

/// In what an enumeration counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sequence {
    /// `#`: the number is left to the reader.
    Auto,
    /// `1`, `2`.
    Arabic,
    /// `a`, `b`.
    LowerAlpha,
    /// `A`, `B`.
    UpperAlpha,
    /// `i`, `ii`.
    LowerRoman,
    /// `I`, `II`.
    UpperRoman,
}

/// In this order they are tried.
const SEQUENCES: [Sequence; 5] = [
    Sequence::Arabic,
    Sequence::LowerAlpha,
    Sequence::UpperAlpha,
    Sequence::LowerRoman,
    Sequence::UpperRoman,
];

/// An enumerator as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Enumerator<'l> {
    pub(super) form: Form,
    /// The number without what stands around it.
    pub(super) text: &'l str,
    /// Where the words of the item begin.
    pub(super) words: usize,
}

/// The enumerator that a line begins with.
pub(super) fn parse(line: &str) -> Option<Enumerator<'_>> {
    let is_open = line.starts_with('(');
    let body = &line[usize::from(is_open)..];
    let bytes = body.as_bytes();
    let all_of = |is: fn(u8) -> bool| bytes.iter().take_while(|byte| is(**byte)).count();
    let length = match bytes.first()? {
        b'#' => 1,
        byte if byte.is_ascii_digit() => all_of(|byte| byte.is_ascii_digit()),
        byte if byte.is_ascii_lowercase() => all_of(|byte| byte.is_ascii_lowercase()),
        byte if byte.is_ascii_uppercase() => all_of(|byte| byte.is_ascii_uppercase()),
        _ => return None,
    };
    let text = &body[..length];
    let is_roman = text
        .bytes()
        .all(|byte| b"ivxlcdm".contains(&byte.to_ascii_lowercase()));
    if length > 1 && !bytes[0].is_ascii_digit() && !is_roman {
        return None;
    }
    let form = match (is_open, bytes.get(length)?) {
        (true, b')') => Form::Parentheses,
        (false, b')') => Form::Parenthesis,
        (false, b'.') => Form::Period,
        _ => return None,
    };
    let words = behind(line, usize::from(is_open) + length + 1)?;
    Some(Enumerator { form, text, words })
}

impl Enumerator<'_> {
    /// In what it counts, and its number; `None` for what is no number. `expected` is tried first.
    pub(super) fn number(&self, expected: Option<Sequence>) -> Option<(Sequence, u64)> {
        if self.text == "#" {
            return Some((Sequence::Auto, 1));
        }
        let sequence = expected
            .filter(|sequence| sequence.takes(self.text))
            .or(match (expected, self.text) {
                (None, "i") => Some(Sequence::LowerRoman),
                (None, "I") => Some(Sequence::UpperRoman),
                _ => None,
            })
            .or_else(|| {
                SEQUENCES
                    .into_iter()
                    .find(|sequence| sequence.takes(self.text))
            })?;
        Some((sequence, sequence.value(self.text)?))
    }

    /// True where the next line does not refute it: it is blank, set in, or begins with the next number.
    pub(super) fn is_followed(&self, sequence: Sequence, number: u64, next: Option<&str>) -> bool {
        let Some(next) = next else { return true };
        if next.is_empty() || next.starts_with(' ') {
            return true;
        }
        let Some(expected) = number
            .checked_add(1)
            .and_then(|number| sequence.text(number))
        else {
            return false;
        };
        let (before, after) = match self.form {
            Form::Parentheses => ("(", ") "),
            Form::Parenthesis => ("", ") "),
            Form::Period => ("", ". "),
        };
        [expected.as_str(), "#"].into_iter().any(|text| {
            next.strip_prefix(before)
                .and_then(|rest| rest.strip_prefix(text))
                .is_some_and(|rest| rest.starts_with(after))
        })
    }
}

impl Sequence {
    fn takes(self, text: &str) -> bool {
        let bytes = text.as_bytes();
        match self {
            Self::Auto => text == "#",
            Self::Arabic => bytes.iter().all(u8::is_ascii_digit),
            Self::LowerAlpha => bytes.len() == 1 && bytes[0].is_ascii_lowercase(),
            Self::UpperAlpha => bytes.len() == 1 && bytes[0].is_ascii_uppercase(),
            Self::LowerRoman => bytes.iter().all(|byte| b"ivxlcdm".contains(byte)),
            Self::UpperRoman => bytes.iter().all(|byte| b"IVXLCDM".contains(byte)),
        }
    }

    fn value(self, text: &str) -> Option<u64> {
        match self {
            Self::Auto => Some(1),
            Self::Arabic => text.parse().ok(),
            Self::LowerAlpha | Self::UpperAlpha => {
                let letter = text.bytes().next()?.to_ascii_lowercase();
                Some(u64::from(letter - b'a') + 1)
            }
            Self::LowerRoman | Self::UpperRoman => {
                let value = from_roman(text)?;
                (roman(value)? == text.to_ascii_uppercase()).then_some(value)
            }
        }
    }

    fn text(self, number: u64) -> Option<String> {
        let letter = |first: u8| {
            let letter = u8::try_from(number.checked_sub(1)?)
                .ok()
                .filter(|at| *at < 26)?;
            Some(char::from(first + letter).to_string())
        };
        match self {
            Self::Auto => Some("#".to_owned()),
            Self::Arabic => Some(number.to_string()),
            Self::LowerAlpha => letter(b'a'),
            Self::UpperAlpha => letter(b'A'),
            Self::LowerRoman => roman(number).map(|text| text.to_ascii_lowercase()),
            Self::UpperRoman => roman(number),
        }
    }
}

const ROMAN: [(&str, u64); 13] = [
    ("M", 1000),
    ("CM", 900),
    ("D", 500),
    ("CD", 400),
    ("C", 100),
    ("XC", 90),
    ("L", 50),
    ("XL", 40),
    ("X", 10),
    ("IX", 9),
    ("V", 5),
    ("IV", 4),
    ("I", 1),
];

fn roman(mut number: u64) -> Option<String> {
    if !(1..=4999).contains(&number) {
        return None;
    }
    let mut out = String::new();
    for (letters, value) in ROMAN {
        while number >= value {
            out.push_str(letters);
            number -= value;
        }
    }
    Some(out)
}

fn from_roman(text: &str) -> Option<u64> {
    // The longest number below 5000 is MMMMDCCCLXXXVIII.
    if text.len() > 16 {
        return None;
    }
    let upper = text.to_ascii_uppercase();
    let (mut rest, mut value) = (upper.as_str(), 0);
    for (letters, worth) in ROMAN {
        while let Some(after) = rest.strip_prefix(letters) {
            value += worth;
            rest = after;
        }
    }
    rest.is_empty().then_some(value)
}

/// Where the words behind a marker of so many bytes begin; `None` where neither a blank nor the end follows it.
pub(super) fn behind(line: &str, marker: usize) -> Option<usize> {
    let rest = line.get(marker..)?;
    if rest.is_empty() {
        return Some(line.len());
    }
    let words = rest.trim_start_matches(' ');
    (words.len() < rest.len()).then(|| line.len() - words.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_what_they_count() {
        let number = |line: &str, expected| parse(line).and_then(|found| found.number(expected));
        assert_eq!(number("12. a", None), Some((Sequence::Arabic, 12)));
        assert_eq!(number("(c) a", None), Some((Sequence::LowerAlpha, 3)));
        assert_eq!(number("i) a", None), Some((Sequence::LowerRoman, 1)));
        assert_eq!(
            number("c. a", Some(Sequence::LowerRoman)),
            Some((Sequence::LowerRoman, 100))
        );
        assert_eq!(number("MCMXC. a", None), Some((Sequence::UpperRoman, 1990)));
        assert_eq!(number("iiii. a", None), None);
        assert_eq!(number("99999999999999999999999. a", None), None);
        assert_eq!(number("1.a", None), None);
        assert_eq!(number("ab. a", None), None);
    }
}
