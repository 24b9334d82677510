//! The first letters of words by all that follows them: so that a word is found whose first letter is wrong.
//!
//! Takes words, gives files of buckets: which bucket a word is in follows from its letters but the first, and the bucket holds that first
//! one. What else is in the bucket is not told, so whoever looks there finds letters that may fit, and looks the word up. Words of fewer
//! than four letters, names with figures or signs, and words that stand in one place only are left out: nearly all of the last are names,
//! and they would be a quarter of it.

use super::normal::is_unspaced;
use super::numbers::{self, Numbers};

/// Buckets for each word: more of them hold fewer letters that do not fit.
const FOR_EACH: usize = 2;
/// Buckets of a file.
const OF_FILE: usize = 1 << 14;
/// The most buckets: above that a browser would not reckon the same.
const MOST: usize = 1 << 21;
/// The shortest word that is looked for otherwise.
const SHORTEST: usize = 4;

/// First letters by what follows them.
#[derive(Debug, Default)]
pub struct Firsts {
    /// How many buckets there are.
    pub buckets: usize,
    /// The letters of the buckets of each file, a blank between two.
    pub files: Vec<String>,
}

impl Firsts {
    /// Of groups of words with the places where they stand.
    pub(super) fn of<'a>(groups: impl Iterator<Item = (&'a [String], &'a Numbers)>) -> Self {
        let often = groups.filter(|(_, places)| numbers::read(places.text()).nth(1).is_some());
        let words: Vec<(char, &str)> = often
            .flat_map(|(words, _)| words)
            .filter_map(|word| parted(word))
            .collect();
        let buckets = (words.len() * FOR_EACH).min(MOST);
        let mut placed: Vec<(usize, char)> = (words.iter())
            .map(|(first, rest)| (bucket(rest, buckets), *first))
            .collect();
        placed.sort_unstable();
        placed.dedup();
        let mut files = vec![String::new(); buckets.div_ceil(OF_FILE)];
        let mut last = 0;
        for (at, first) in placed {
            // A file begins with its first bucket.
            let from = if last / OF_FILE == at / OF_FILE {
                last
            } else {
                at - at % OF_FILE
            };
            let file = &mut files[at / OF_FILE];
            file.extend(std::iter::repeat_n(' ', at - from));
            file.push(first);
            last = at;
        }
        Self { buckets, files }
    }
}

/// The first letter of a word, and the others.
fn parted(word: &str) -> Option<(char, &str)> {
    let first = word.chars().next()?;
    let is_plain = word.chars().all(char::is_alphabetic) && !word.starts_with(is_unspaced);
    (is_plain && word.chars().count() >= SHORTEST).then_some((first, &word[first.len_utf8()..]))
}

/// The bucket of letters.
fn bucket(letters: &str, buckets: usize) -> usize {
    let mut hash = 0x811c_9dc5_u32;
    for unit in letters.encode_utf16() {
        hash = (hash ^ u32::from(unit)).wrapping_mul(0x0100_0193);
    }
    hash ^= hash >> 15;
    hash = hash.wrapping_mul(0x2c1b_3c6d);
    hash ^= hash >> 12;
    ((u64::from(hash) * buckets as u64) >> 32) as usize
}

#[cfg(test)]
mod tests {
    use super::{Firsts, Numbers, bucket};

    #[test]
    fn buckets_are_those_of_the_client() {
        for (letters, of_many, of_few) in [
            ("atabase", 1_799_807, 31),
            ("törung", 1_592_994, 28),
            ("", 218_672, 3),
            ("onnections", 491_220, 8),
        ] {
            assert_eq!(bucket(letters, 1 << 21), of_many, "{letters}");
            assert_eq!(bucket(letters, 37), of_few, "{letters}");
        }
    }

    #[test]
    fn first_letters_stand_in_the_buckets_of_the_others() {
        let owned = |words: &[&str]| {
            words
                .iter()
                .map(|word| (*word).to_owned())
                .collect::<Vec<_>>()
        };
        let groups = [
            (owned(&["mouse", "house", "öuse"]), 2),
            (owned(&["louse"]), 1),
            (owned(&["db17", "a-lot", "the", "障害対応"]), 3),
        ]
        .map(|(words, places)| (words, [0; 3].into_iter().take(places).collect::<Numbers>()));
        let firsts = Firsts::of(groups.iter().map(|(words, places)| (&**words, places)));
        assert_eq!(firsts.buckets, 6);
        assert_eq!(firsts.files.len(), 1);
        let buckets: Vec<&str> = firsts.files[0].split(' ').collect();
        for (first, rest) in [('m', "ouse"), ('h', "ouse"), ('ö', "use")] {
            assert!(buckets[bucket(rest, 6)].contains(first), "{buckets:?}");
        }
        assert_eq!(buckets.concat().chars().count(), 3, "{buckets:?}");
        assert!(Firsts::of(std::iter::empty()).files.is_empty());
    }

    #[test]
    fn files_begin_with_their_buckets() {
        let word = |at: usize| {
            let letter = |place: u32| {
                char::from(b'a' + u8::try_from(at / 26_usize.pow(place) % 26).unwrap_or(0))
            };
            [letter(0), 'x', letter(1), letter(2), letter(3)]
                .iter()
                .collect::<String>()
        };
        let words: Vec<String> = (0..20_000).map(word).collect();
        let places: Numbers = [0, 0].into_iter().collect();
        let firsts = Firsts::of(std::iter::once((&*words, &places)));
        assert_eq!(firsts.buckets, 40_000);
        assert_eq!(firsts.files.len(), 3);
        let files: Vec<Vec<&str>> = firsts
            .files
            .iter()
            .map(|file| file.split(' ').collect())
            .collect();
        for word in words {
            let at = bucket(&word[1..], firsts.buckets);
            let letters = files[at >> 14]
                .get(at & 0x3fff)
                .copied()
                .unwrap_or_default();
            assert!(letters.contains(&word[..1]), "{word}: {letters}");
        }
    }
}
