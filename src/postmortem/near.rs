//! Single words near a phrase: whether one is of a list, and the words of a text one by one.
//!
//! Takes text, gives parts of it. What a word means is the matter of who asks.

/// Words that are asked for together, whatever the case of their letters. Of nearly every other word length and first letter tell that
/// it is none of them.
pub(super) struct AnyOf {
    all: &'static [&'static str],
    /// For each length a bit for each first letter.
    firsts: [u32; LENGTHS],
}

/// More bytes than any of the words that are asked for.
const LENGTHS: usize = 16;

impl AnyOf {
    /// These words, of letters of ASCII.
    pub(super) const fn new(all: &'static [&'static str]) -> Self {
        let mut firsts = [0; LENGTHS];
        let mut at = 0;
        while at < all.len() {
            let word = all[at].as_bytes();
            firsts[word.len()] |= 1 << (word[0] & 31);
            at += 1;
        }
        Self { all, firsts }
    }

    /// True where a word is one of them.
    pub(super) fn has(&self, word: &str) -> bool {
        let (Some(first), Some(firsts)) = (word.as_bytes().first(), self.firsts.get(word.len()))
        else {
            return false;
        };
        firsts >> (first & 31) & 1 == 1 && self.all.iter().any(|one| word.eq_ignore_ascii_case(one))
    }
}

/// True for what stands in a word: letters, figures, and the marks of short forms (`didn't`).
fn is_in_word(c: char) -> bool {
    match u8::try_from(c) {
        Ok(byte @ 0..0x80) => IN_WORD[usize::from(byte)],
        _ => c == '’' || c.is_alphanumeric(),
    }
}

/// The same for each character of ASCII.
static IN_WORD: [bool; 128] = {
    let mut out = [false; 128];
    let mut byte = 0;
    while byte < 128 {
        out[byte as usize] = byte == b'\'' || byte.is_ascii_alphanumeric();
        byte += 1;
    }
    out
};

/// The words of a text from the first on.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let start = rest.len() - past(rest, |c| !is_in_word(c)).len();
        let behind = past(&rest[start..], is_in_word);
        let word = &rest[start..rest.len() - behind.len()];
        rest = behind;
        (!word.is_empty()).then_some(word)
    })
}

/// The words of a text from the last on, up to the end of the sentence before.
pub(super) fn words_back(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let end = before(rest, |c| !is_in_word(c) && !is_stop(c)).len();
        let start = before(&rest[..end], is_in_word).len();
        let word = &rest[start..end];
        rest = &rest[..start];
        // Before a sign that ends a sentence stands none.
        (!word.is_empty()).then_some(word)
    })
}

/// A text from the first character on that is not so.
fn past(text: &str, is_so: impl Fn(char) -> bool) -> &str {
    let bytes = text.as_bytes();
    let mut at = 0;
    // Nearly all are of ASCII: no character is put together then.
    while let Some(byte) = bytes.get(at) {
        if byte.is_ascii() {
            if !is_so(char::from(*byte)) {
                break;
            }
            at += 1;
        } else {
            match text[at..].chars().next().filter(|c| is_so(*c)) {
                Some(c) => at += c.len_utf8(),
                None => break,
            }
        }
    }
    &text[at..]
}

/// A text up to the last character that is not so.
fn before(text: &str, is_so: impl Fn(char) -> bool) -> &str {
    let bytes = text.as_bytes();
    let mut end = bytes.len();
    while let Some(byte) = end.checked_sub(1).map(|at| bytes[at]) {
        if byte.is_ascii() {
            if !is_so(char::from(byte)) {
                break;
            }
            end -= 1;
        } else {
            match text[..end].chars().next_back().filter(|c| is_so(*c)) {
                Some(c) => end -= c.len_utf8(),
                None => break,
            }
        }
    }
    &text[..end]
}

/// What a text begins with up to the end of its sentence.
pub(super) fn to_stop(text: &str) -> &str {
    let stop = text.bytes().position(|byte| is_stop(char::from(byte)));
    stop.map_or(text, |at| &text[..at])
}

/// True for a sign that ends a sentence.
fn is_stop(c: char) -> bool {
    matches!(c, '.' | ';' | '!' | '?')
}

#[cfg(test)]
mod tests {
    use super::{AnyOf, words, words_back};

    #[test]
    fn words_are_told_by_letters_figures_and_marks_of_short_forms() {
        for text in [
            "",
            " ",
            "a",
            "it didn't — «été» 3x, l’été!",
            "- x -",
            "原因は、不明",
        ] {
            let plain = text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’')));
            let plain: Vec<_> = plain.filter(|word| !word.is_empty()).collect();
            assert_eq!(words(text).collect::<Vec<_>>(), plain);
            let mut back: Vec<_> = words_back(text.trim_end_matches('!')).collect();
            back.reverse();
            assert_eq!(back, plain);
        }
        assert_eq!(words_back("a b. c? d e;").count(), 0);
        assert_eq!(words_back("a b. c? d, e").collect::<Vec<_>>(), ["e", "d"]);
    }

    #[test]
    fn a_word_of_a_list_is_known_in_any_case() {
        static SOME: AnyOf = AnyOf::new(&["not", "no", "believing"]);
        assert!(SOME.has("NOT") && SOME.has("no") && SOME.has("Believing"));
        assert!(!SOME.has("nit") && !SOME.has("") && !SOME.has("unbelievingly so far"));
    }
}
