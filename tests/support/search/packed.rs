//! Words and places of a shard unpacked, by `docs/search.md`.

const SIGNS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const CUTS: &str = " !#$%&()*+,;=?@[]^`{|}~";

/// The values of digits.
pub(super) fn digits(text: &str) -> impl Iterator<Item = u32> + '_ {
    text.chars()
        .map(|sign| u32::try_from(SIGNS.find(sign).expect("a digit")).expect("it is small"))
}

/// The words of each group.
pub(super) fn words(letters: &str) -> Vec<Vec<String>> {
    let mut groups: Vec<Vec<String>> = Vec::new();
    let mut last: Vec<u16> = Vec::new();
    let is_sign = |c: char| c.is_ascii_uppercase() || CUTS.contains(c);
    let starts: Vec<usize> = letters.match_indices(is_sign).map(|(at, _)| at).collect();
    for (k, at) in starts.iter().enumerate() {
        let end = starts.get(k + 1).copied().unwrap_or(letters.len());
        let sign = letters[*at..].chars().next().expect("a sign");
        let cut = CUTS.find(sign);
        let kept = match cut {
            None => sign as usize - 'A' as usize,
            Some(22) => 0,
            Some(cut) => last.len() - cut,
        };
        last.truncate(kept);
        last.extend(letters[at + 1..end].encode_utf16());
        let word = String::from_utf16(&last).expect("a word");
        match groups.last_mut() {
            Some(group) if cut.is_some() => group.push(word),
            _ => groups.push(vec![word]),
        }
    }
    groups
}

/// What is left of a packed text.
struct Coder<I> {
    digits: I,
    range: u64,
    code: u64,
}

impl<I: Iterator<Item = u32>> Coder<I> {
    fn new(digits: I) -> Self {
        let mut coder = Self {
            digits,
            range: 1 << 48,
            code: 0,
        };
        (0..8).for_each(|_| coder.digit());
        coder
    }

    fn digit(&mut self) {
        self.code = self.code << 6 | u64::from(self.digits.next().unwrap_or(0));
    }

    /// What of rooms one behind the other was told.
    fn read(&mut self, rooms: &[u64]) -> usize {
        let all: u64 = rooms.iter().sum();
        let one = self.range / all;
        let mut left = self.code / one;
        assert!(left < all, "no room is there");
        let mut before = 0;
        for (at, room) in rooms.iter().enumerate() {
            if left < *room {
                self.code -= one * before;
                self.range = one * room;
                while self.range < 1 << 42 {
                    self.range <<= 6;
                    self.digit();
                }
                return at;
            }
            left -= room;
            before += room;
        }
        unreachable!("the rooms are as large as their sum")
    }

    fn learn(&mut self, counts: &mut [u64]) -> usize {
        let number = self.read(counts);
        counts[number] += 24;
        if counts.iter().sum::<u64>() > 2048 {
            counts
                .iter_mut()
                .for_each(|count| *count = count.div_ceil(2));
        }
        number
    }

    /// Places among parts, the middle one first.
    fn among(
        &mut self,
        count: usize,
        first: usize,
        end: usize,
        rooms: &[u64],
        out: &mut Vec<usize>,
    ) {
        if count == 0 {
            return;
        }
        let before = count / 2;
        let behind = count - before - 1;
        let (from, to) = (first + before, end - behind);
        let part = from
            + if to - from > 1 {
                self.read(&rooms[from..to])
            } else {
                0
            };
        self.among(before, first, part, rooms, out);
        out.push(part);
        self.among(behind, part + 1, end, rooms, out);
    }
}

/// Where each group stands: in which parts, with which weights.
pub(super) fn places(packed: &str, groups: usize, sizes: &[u32]) -> Vec<Vec<(usize, u32)>> {
    let mut coder = Coder::new(digits(packed));
    let rooms: Vec<u64> = sizes.iter().map(|size| 1 << size).collect();
    let mut lengths = [4; 32];
    let mut weights = [[8, 3, 1, 1]; 64];
    let group = |_| {
        let length = coder.learn(&mut lengths);
        let more = if length == 0 {
            0
        } else {
            coder.read(&vec![1; 1 << length])
        };
        let mut parts = Vec::new();
        coder.among((1 << length) + more - 1, 0, sizes.len(), &rooms, &mut parts);
        let mut last = 0;
        let weigh = |part: usize| {
            let size: usize = sizes[part].min(7) as usize / 2;
            last = coder.learn(&mut weights[(length.min(7) / 2 * 4 + last) * 4 + size]);
            (part, u32::try_from(last).expect("it is small"))
        };
        parts.into_iter().map(weigh).collect()
    };
    (0..groups).map(group).collect()
}
