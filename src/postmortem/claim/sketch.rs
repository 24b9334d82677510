//! A sketch of the words of a report, by which its copies are known.
//!
//! Takes paragraphs one by one, gives the smallest of their fingerprints: two texts that share most paragraphs share most of these.
//! Short paragraphs do not count, since labels and headings of one form stand in every report.

use xxhash_rust::xxh3::xxh3_64;

/// So many fingerprints are kept.
const KEPT: usize = 24;

/// Words of fewer bytes do not count.
const SHORTEST: usize = 40;

/// A sketch of a text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sketch {
    /// The smallest fingerprints of its paragraphs, in order.
    pub smallest: Vec<u64>,
    /// How many of its paragraphs counted.
    pub paragraphs: u32,
}

impl Sketch {
    /// Adds the words of a paragraph.
    pub(super) fn add(&mut self, words: &str) {
        let words = words.trim();
        if words.len() < SHORTEST {
            return;
        }
        self.paragraphs += 1;
        let fingerprint = xxh3_64(words.as_bytes());
        if let Err(at) = self.smallest.binary_search(&fingerprint)
            && at < KEPT
        {
            self.smallest.insert(at, fingerprint);
            self.smallest.truncate(KEPT);
        }
    }

    /// How much of two texts is the same, from 0 to 1: of the smallest fingerprints of both together, those that both have.
    pub fn likeness(&self, other: &Self) -> f64 {
        let (mut a, mut b) = (
            self.smallest.iter().peekable(),
            other.smallest.iter().peekable(),
        );
        let (mut seen, mut shared) = (0_u32, 0_u32);
        while seen < u32::try_from(KEPT).unwrap_or(u32::MAX) {
            match (a.peek(), b.peek()) {
                (Some(x), Some(y)) if x == y => {
                    shared += 1;
                    a.next();
                    b.next();
                }
                (Some(x), Some(y)) if x < y => {
                    a.next();
                }
                (_, Some(_)) => {
                    b.next();
                }
                (Some(_), None) => {
                    a.next();
                }
                (None, None) => break,
            }
            seen += 1;
        }
        if seen == 0 {
            return 0.0;
        }
        f64::from(shared) / f64::from(seen)
    }
}
