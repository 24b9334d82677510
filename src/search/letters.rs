//! The words of a shard as one text, each by what it does not share with the word before it.
//!
//! Takes groups in the order of the shard, each with its words in their order, gives a text. Words have no capitals and few signs, so those
//! say what comes: `A` to `Z` that a group begins, and how many letters its first word shares with the last word; one of [`CUTS`] that
//! another word of the group follows, and how many letters of the last word are cut off.

/// Signs that no word has and that need no escape in a script: how many letters are cut off. The last of them cuts all.
const CUTS: &[u8; 23] = b" !#$%&()*+,;=?@[]^`{|}~";

/// The words of groups as one text.
pub(super) fn pack<'a>(groups: impl Iterator<Item = &'a [String]>) -> String {
    let mut out = String::new();
    let mut last: &str = "";
    for words in groups {
        for (at, word) in words.iter().enumerate() {
            let shared = shared(last, word);
            let (sign, kept) = if at == 0 {
                let kept = shared.letters.min(25);
                (b'A' + kept as u8, kept)
            } else {
                let cut = units(last) - shared.letters;
                let most = CUTS.len() - 1;
                let kept = if cut < most { shared.letters } else { 0 };
                (CUTS[cut.min(most)], kept)
            };
            out.push(char::from(sign));
            out.push_str(if kept == shared.letters {
                &word[shared.bytes..]
            } else {
                beyond(word, kept)
            });
            last = word;
        }
    }
    out
}

/// What the beginnings of two words share.
struct Shared {
    bytes: usize,
    /// As scripts count them, in units of sixteen bits.
    letters: usize,
}

fn shared(last: &str, word: &str) -> Shared {
    let same = last.chars().zip(word.chars()).take_while(|(a, b)| a == b);
    let same = same.map(|(c, _)| (c.len_utf8(), c.len_utf16()));
    let (bytes, letters) = same.fold((0, 0), |sum, own| (sum.0 + own.0, sum.1 + own.1));
    Shared { bytes, letters }
}

fn units(word: &str) -> usize {
    word.chars().map(char::len_utf16).sum()
}

/// A word without its first letters.
fn beyond(word: &str, letters: usize) -> &str {
    let mut left = letters;
    for (at, c) in word.char_indices() {
        if left < c.len_utf16() {
            return &word[at..];
        }
        left -= c.len_utf16();
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::pack;

    #[test]
    fn words_are_told_by_what_they_do_not_share() {
        let long = format!("{}b", "a".repeat(39));
        for (groups, expected) in [
            (
                vec![vec!["aged", "ageing"], vec!["ageless"], vec!["zoo"]],
                "Aaged!ingDlessAzoo".to_owned(),
            ),
            // As scripts count, the third letter is two.
            (
                vec![vec!["ab𐐨c"], vec!["ab𐐨d", "ab𐐩"]],
                "Aab𐐨cEd$𐐩".to_owned(),
            ),
            // More than a sign can say is kept, or cut.
            (
                vec![vec![&*long], vec![&*long, "b"]],
                format!("A{long}Z{}~b", &long[25..]),
            ),
            (
                vec![vec!["abc", "abcaaaaaaaaaaaaaaaaaaaaaaaa", "abcb"]],
                "Aabc aaaaaaaaaaaaaaaaaaaaaaaa~abcb".to_owned(),
            ),
        ] {
            let groups: Vec<Vec<String>> = groups
                .into_iter()
                .map(|words| words.into_iter().map(str::to_owned).collect())
                .collect();
            assert_eq!(pack(groups.iter().map(|words| &**words)), expected);
        }
    }
}
