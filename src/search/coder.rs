//! Numbers in as few digits as they have news: what is likely takes less than a digit, what is not takes more.
//!
//! Takes numbers, each with how large a part of all possible ones it is, gives digits of 64 signs (those of lists of numbers). This is a
//! range coder: all that was told so far is a range of numbers of eight digits, and what is told next is a part of it; a digit that all
//! numbers of the range share is done. Whole numbers only, below 2^53, so that a browser reckons the same.

use super::numbers::DIGITS;

/// Numbers of eight digits.
const WHOLE: u64 = 1 << 48;
/// Below this all numbers of a range have the same first digit, or will have after a carry.
const NARROW: u64 = 1 << 42;

/// What is told so far.
#[derive(Debug)]
pub(super) struct Coder {
    digits: Vec<u8>,
    low: u64,
    range: u64,
}

impl Default for Coder {
    fn default() -> Self {
        Self {
            digits: Vec::new(),
            low: 0,
            range: WHOLE,
        }
    }
}

impl Coder {
    /// Tells the part of `size` that begins at `from`, of `all`.
    pub(super) fn tell(&mut self, from: u64, size: u64, all: u64) {
        let one = self.range / all;
        self.low += one * from;
        self.range = one * size;
        self.carry();
        while self.range < NARROW {
            self.digits.push((self.low >> 42) as u8);
            self.low = (self.low & (NARROW - 1)) << 6;
            self.range <<= 6;
        }
    }

    /// A number that outgrew eight digits goes over to those that are done.
    fn carry(&mut self) {
        if self.low < WHOLE {
            return;
        }
        self.low -= WHOLE;
        for digit in self.digits.iter_mut().rev() {
            *digit = (*digit + 1) & 63;
            if *digit != 0 {
                break;
            }
        }
    }

    /// The digits. Behind them come as many zeros as anybody asks for.
    pub(super) fn text(mut self) -> String {
        let end = self.low + self.range;
        // The number of the fewest digits that is in the range.
        let step = (0..=8).rev().map(|left| 1_u64 << (6 * left));
        let number = step
            .map(|step| self.low.next_multiple_of(step))
            .find(|number| *number < end);
        self.low = number.unwrap_or(self.low);
        self.carry();
        (0..8).for_each(|at| self.digits.push((self.low >> (42 - 6 * at)) as u8 & 63));
        let zeros = self.digits.iter().rev().take_while(|digit| **digit == 0);
        let length = self.digits.len() - zeros.count();
        (self.digits[..length].iter())
            .map(|digit| char::from(DIGITS[usize::from(*digit)]))
            .collect()
    }
}

/// How often each of a few numbers came so far: what came often is likely.
#[derive(Debug, Clone, Copy)]
pub(super) struct Model<const N: usize> {
    counts: [u32; N],
}

impl<const N: usize> Model<N> {
    /// What counts more than what was expected at first.
    const STEP: u32 = 24;
    /// What is long ago counts half.
    const MOST: u32 = 2048;

    /// What is expected before anything came: at least 1 of each.
    pub(super) fn new(counts: [u32; N]) -> Self {
        Self { counts }
    }

    /// Tells a number.
    pub(super) fn tell(&mut self, number: usize, coder: &mut Coder) {
        let Some(own) = self.counts.get(number).copied() else {
            return;
        };
        let before: u32 = self.counts.iter().take(number).sum();
        let all: u32 = self.counts.iter().sum();
        coder.tell(before.into(), own.into(), all.into());
        self.counts[number] += Self::STEP;
        if all + Self::STEP > Self::MOST {
            for count in &mut self.counts {
                *count = count.div_ceil(2);
            }
        }
    }
}
