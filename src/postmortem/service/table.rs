//! A table of words with what is known of each, asked for every word of an account.
//!
//! Takes words with values, gives the value of a word. A word is known by its first and its last bytes as two numbers, which are
//! all of it for nearly every word, so that nothing is hashed and compared byte by byte. It knows nothing of cases and of languages.

/// All words.
#[derive(Debug)]
pub(super) struct Table<V> {
    entries: Vec<Entry<V>>,
    /// For each slot some bits of the word in it, 0 where there is none: few words of a text are in the table, and these bytes alone
    /// tell it of nearly all. Open addressing, the number of slots is a power of two.
    tags: Vec<u8>,
    /// For each slot the number of its entry.
    slots: Vec<u32>,
    /// So many bits of the product stay where a slot is sought.
    shift: u32,
}

/// A word.
#[derive(Debug)]
struct Entry<V> {
    ends: Ends,
    length: usize,
    word: Box<str>,
    value: V,
}

/// The first and the last bytes of a word: eight each, four each of fewer than eight, of fewer than four all of them.
type Ends = (u64, u64);

/// So many bits below those of the slot are what stands for a word in it.
const TAG_BITS: u32 = u8::BITS;
/// Two ends of so many bytes leave nothing out.
const WHOLE: usize = 16;

impl<V: Copy + Default> Table<V> {
    /// A table for at most so many words.
    pub(super) fn with_room(words: usize) -> Self {
        let bits = (words * 2 + 2).next_power_of_two().trailing_zeros();
        Self {
            entries: Vec::with_capacity(words),
            tags: vec![0; 1 << bits],
            slots: vec![0; 1 << bits],
            shift: u64::BITS - bits,
        }
    }

    /// The value of a word, to be set.
    pub(super) fn entry(&mut self, word: &str) -> &mut V {
        let ends = ends(word.as_bytes());
        let number = match self.place(word, ends) {
            Ok(known) => known,
            Err((slot, tag)) => {
                let number = self.entries.len();
                self.tags[slot] = tag;
                self.slots[slot] = number as u32;
                self.entries.push(Entry {
                    ends,
                    length: word.len(),
                    word: word.into(),
                    value: V::default(),
                });
                number
            }
        };
        &mut self.entries[number].value
    }

    /// What is known of a word.
    #[inline]
    pub(super) fn get(&self, word: &str) -> Option<V> {
        let ends = ends(word.as_bytes());
        let known = self.place(word, ends).ok()?;
        Some(self.entries[known].value)
    }

    /// The number of a word, or the slot that is free for it with what is to stand there.
    #[inline]
    fn place(&self, word: &str, ends: Ends) -> Result<usize, (usize, u8)> {
        let mixed = (ends.0 ^ ends.1.rotate_left(23)).wrapping_add(word.len() as u64);
        let mixed = mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (self.shift - TAG_BITS);
        let tag = mixed as u8 | 1;
        let mut slot = (mixed >> TAG_BITS) as usize;
        loop {
            let known = self.tags[slot];
            if known == 0 {
                return Err((slot, tag));
            }
            if known == tag {
                let number = self.slots[slot] as usize;
                let entry = &self.entries[number];
                let is_it = entry.ends == ends
                    && entry.length == word.len()
                    && (word.len() <= WHOLE || *entry.word == *word);
                if is_it {
                    return Ok(number);
                }
            }
            slot = (slot + 1) & (self.tags.len() - 1);
        }
    }

    /// The words of the table.
    #[cfg(test)]
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|entry| &*entry.word)
    }
}

#[inline]
fn ends(word: &[u8]) -> Ends {
    if let (Some(first), Some(last)) = (word.first_chunk::<8>(), word.last_chunk::<8>()) {
        return (u64::from_le_bytes(*first), u64::from_le_bytes(*last));
    }
    if let (Some(first), Some(last)) = (word.first_chunk::<4>(), word.last_chunk::<4>()) {
        let number = |four: &[u8; 4]| u64::from(u32::from_le_bytes(*four));
        return (number(first), number(last));
    }
    match *word {
        [one, two, three] => (u64::from_le_bytes([one, two, three, 0, 0, 0, 0, 0]), 0),
        [one, two] => (u64::from_le_bytes([one, two, 0, 0, 0, 0, 0, 0]), 0),
        [one] => (u64::from(one), 0),
        _ => (0, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::Table;

    #[test]
    fn each_word_has_its_own_value() {
        let words = [
            "",
            "a",
            "b",
            "ab",
            "ba",
            "abc",
            "abd",
            "abcd",
            "abcde",
            "abcdabcd",
            "abcdabcdabcdabcd",
            "abcdabcdaabcdabcd",
            "abcdabcdbabcdabcd",
            "a\0",
            "tjänst",
        ];
        let mut table: Table<usize> = Table::with_room(words.len());
        for word in words.iter().step_by(2) {
            *table.entry(word) += word.len();
            *table.entry(word) += 1;
        }
        for (at, word) in words.iter().enumerate() {
            let expected = at.is_multiple_of(2).then_some(word.len() + 1);
            assert_eq!(table.get(word), expected, "{word}");
        }
    }
}
