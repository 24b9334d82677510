//! The places of the words of a shard, packed together.
//!
//! Takes for each group of words in turn the parts in which they stand, ascending, with weights, gives one text. A long part has more
//! words than a short one and so is likelier to be the next that is told: each part is given room by its size. Of a group its middle
//! place is told first, then those before and those behind it, each time among the parts that are left for it.

use super::coder::{Coder, Model};
use super::numbers::{self, Numbers};

/// How large parts are, by how many words they have: 0 for one, 1 for two or three, 2 for four to seven, and so on.
#[derive(Debug, Default)]
pub(super) struct Sizes {
    sizes: Vec<u8>,
}

impl Sizes {
    /// Adds the next part, by how many words it has.
    pub(super) fn push(&mut self, words: usize) {
        self.sizes.push(words.max(1).ilog2() as u8);
    }

    /// As a list of numbers.
    pub(super) fn list(&self) -> Numbers {
        self.sizes.iter().map(|size| u32::from(*size)).collect()
    }

    /// Where each part begins when each has room by its size, and where the last ends.
    fn rooms(&self) -> Vec<u64> {
        let mut end = 0;
        let ends = self.sizes.iter().map(|size| {
            end += 1 << size;
            end
        });
        [0].into_iter().chain(ends).collect()
    }
}

/// What is packed so far.
struct Packing<'a> {
    coder: Coder,
    sizes: &'a [u8],
    rooms: &'a [u64],
    /// How many digits of two the number of places of a group has.
    lengths: Model<32>,
    /// By how many places a group has, what its last weight was, and the size of the part.
    weights: [[[Model<4>; 4]; 4]; 4],
}

/// Packs the places of groups.
pub(super) fn pack<'a>(groups: impl Iterator<Item = &'a Numbers>, sizes: &Sizes) -> String {
    let rooms = sizes.rooms();
    let mut packing = Packing {
        coder: Coder::default(),
        sizes: &sizes.sizes,
        rooms: &rooms,
        lengths: Model::new([4; 32]),
        // Most words stand once.
        weights: [[[Model::new([8, 3, 1, 1]); 4]; 4]; 4],
    };
    let (mut parts, mut weights): (Vec<usize>, Vec<u8>) = Default::default();
    for group in groups {
        parts.clear();
        weights.clear();
        let mut part = 0;
        for number in numbers::read(group.text()) {
            part += number as usize / 4;
            parts.push(part);
            weights.push((number % 4) as u8);
        }
        packing.group(&parts, &weights);
    }
    packing.coder.text()
}

impl Packing<'_> {
    fn group(&mut self, parts: &[usize], weights: &[u8]) {
        let count = parts.len() as u64 + 1;
        let length = count.ilog2();
        self.lengths.tell(length as usize, &mut self.coder);
        let first = 1 << length;
        self.coder.tell(count - first, 1, first);
        self.among(parts, 0, self.sizes.len());
        let often = (length as usize).min(7) / 2;
        let mut last = 0;
        for (part, weight) in parts.iter().zip(weights) {
            let size = usize::from(self.sizes[*part].min(7)) / 2;
            let weight = usize::from(*weight);
            self.weights[often][last][size].tell(weight, &mut self.coder);
            last = weight;
        }
    }

    /// Tells places that are among the parts from `first` to before `end`.
    fn among(&mut self, parts: &[usize], first: usize, end: usize) {
        let middle = parts.len() / 2;
        let Some((part, behind)) = parts[middle..].split_first() else {
            return;
        };
        // Each place before it and behind it needs a part.
        let (from, to) = (first + middle, end - behind.len());
        if to - from > 1 {
            let room = |at: usize| self.rooms[at] - self.rooms[from];
            let (begin, after, all) = (room(*part), room(*part + 1), room(to));
            self.coder.tell(begin, after - begin, all);
        }
        self.among(&parts[..middle], first, *part);
        self.among(behind, *part + 1, end);
    }
}

#[cfg(test)]
mod tests {
    use super::{Sizes, pack};
    use crate::search::numbers::Numbers;

    /// The client's tests read the same texts.
    #[test]
    fn places_are_packed() {
        let mut sizes = Sizes::default();
        [1, 9, 40, 5, 200, 3]
            .into_iter()
            .for_each(|words| sizes.push(words));
        assert_eq!(sizes.list().text(), "ADFCHB");
        let numbers = |numbers: &[u32]| numbers.iter().copied().collect::<Numbers>();
        // In parts 0 and 4; nowhere; in each; in the last.
        let groups = [
            numbers(&[0, 19]),
            numbers(&[]),
            numbers(&[0, 5, 6, 7, 4, 4]),
            numbers(&[20]),
        ];
        assert_eq!(pack(groups.iter(), &sizes), "DQx1YmBLL");
        assert_eq!(pack([].iter(), &sizes), "");
        // What comes often takes less than a digit.
        let often = vec![numbers(&[19]); 400];
        let packed = pack(often.iter(), &sizes);
        assert!(packed.len() < 120, "{packed}");
    }
}
