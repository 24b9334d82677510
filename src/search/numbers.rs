//! Lists of numbers as short texts that need no escape in JSON: digits of base 32, the least significant first, each a letter of
//! base64 (`A-Za-z0-9-_`); the 32 added to a digit says that another follows.

pub(super) const DIGITS: &[u8; 64] =
    b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// A list of numbers being written.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Numbers(String);

impl Numbers {
    /// Adds a number.
    pub fn push(&mut self, number: u32) {
        let mut rest = number;
        loop {
            let digit = (rest & 31) as usize;
            rest >>= 5;
            let more = if rest == 0 { 0 } else { 32 };
            self.0.push(char::from(DIGITS[digit | more]));
            if rest == 0 {
                return;
            }
        }
    }

    /// The gaps between ascending numbers: the first as it is, each other less the one before and less 1.
    pub fn gaps(numbers: impl IntoIterator<Item = u32>) -> Self {
        let mut out = Self::default();
        let mut next = 0;
        for number in numbers {
            out.push(number.saturating_sub(next));
            next = number.saturating_add(1);
        }
        out
    }

    /// The list as a text.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// Gives back the room that it does not need.
    pub(super) fn shrink(&mut self) {
        self.0.shrink_to_fit();
    }

    /// The list as a text, to keep.
    pub fn into_text(self) -> String {
        self.0
    }
}

impl FromIterator<u32> for Numbers {
    fn from_iter<I: IntoIterator<Item = u32>>(numbers: I) -> Self {
        let mut out = Self::default();
        numbers.into_iter().for_each(|number| out.push(number));
        out
    }
}

/// The numbers of a list.
pub(super) fn read(list: &str) -> impl Iterator<Item = u32> + '_ {
    let mut letters = list.bytes();
    std::iter::from_fn(move || {
        let (mut number, mut shift) = (0_u32, 0);
        loop {
            let digit = value(letters.next()?);
            number |= (digit & 31) << shift;
            shift += 5;
            if digit < 32 {
                return Some(number);
            }
        }
    })
}

fn value(letter: u8) -> u32 {
    u32::from(match letter {
        b'A'..=b'Z' => letter - b'A',
        b'a'..=b'z' => letter - b'a' + 26,
        b'0'..=b'9' => letter - b'0' + 52,
        b'-' => 62,
        _ => 63,
    })
}

#[cfg(test)]
mod tests {
    use super::{Numbers, read};

    #[test]
    fn numbers_come_back() {
        let numbers = [0, 1, 31, 32, 33, 1023, 1024, 40_000, u32::MAX >> 2, 7];
        let list: Numbers = numbers.into_iter().collect();
        assert_eq!(read(list.text()).collect::<Vec<u32>>(), numbers);
        assert_eq!(Numbers::from_iter([0, 31, 32]).text(), "AfgB");
    }

    #[test]
    fn gaps_are_those_between() {
        let list = Numbers::gaps([2, 3, 7]);
        assert_eq!(read(list.text()).collect::<Vec<u32>>(), [2, 0, 3]);
        assert_eq!(Numbers::gaps([]).text(), "");
    }
}
