//! Words in the form in which they are compared: without case, without accents.
//!
//! Takes a run of letters, figures and marks, gives it in small letters of one spelling ([`small`]), and without accents ([`folded`]).
//! Whoever asks writes `resume` for `Résumé`; the client does the same to what is asked for.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// True for what words are made of.
pub(super) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || is_ignored(c) || (!c.is_ascii() && is_combining_mark(c))
}

/// What may stand inside a word and is not seen: soft hyphens, what joins letters or keeps them apart.
fn is_ignored(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200c}' | '\u{200d}')
}

/// A run in small letters, each sign in its plain form (`Ａ` is an `a`), accents kept: stems depend on them.
pub(super) fn small(run: &str, out: &mut String) {
    out.clear();
    let seen = run.chars().filter(|c| !is_ignored(*c));
    let plain: String = seen.nfkd().collect();
    // The small form of a letter may depend on its neighbours.
    let letters = plain.to_lowercase();
    out.extend(letters.nfc().filter(|c| is_word(*c)));
}

/// A word in small letters without accents.
pub(super) fn folded(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        return Cow::Borrowed(word);
    }
    let mut out = String::with_capacity(word.len());
    for c in word.nfkd().filter(|c| !matches!(c, '\u{300}'..='\u{36f}')) {
        match c {
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'ø' => out.push('o'),
            'đ' | 'ð' => out.push('d'),
            'ł' => out.push('l'),
            'þ' => out.push_str("th"),
            'ı' => out.push('i'),
            'ς' => out.push('σ'),
            c => out.push(c),
        }
    }
    Cow::Owned(out.nfc().collect())
}

/// True for letters of languages that set no blanks between words.
pub(super) fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1100}'..='\u{11ff}' | '\u{1780}'..='\u{17ff}'
        | '\u{2e80}'..='\u{a4cf}' | '\u{a960}'..='\u{a97f}' | '\u{ac00}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}'
        | '\u{ff66}'..='\u{ff9f}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::{folded, small};

    #[test]
    fn words_are_compared_without_case_and_accents() {
        for (written, kept, compared) in [
            ("Résumé", "résumé", "resume"),
            ("GRÜẞE", "grüße", "grusse"),
            ("Ærlig", "ærlig", "aerlig"),
            ("Ødelagt", "ødelagt", "odelagt"),
            ("Århus", "århus", "arhus"),
            ("İstanbul", "i̇stanbul", "istanbul"),
            ("Ｗｉｄｅ", "wide", "wide"),
            ("soft\u{ad}hyphen", "softhyphen", "softhyphen"),
            ("ΟΔΟΣ", "οδος", "οδοσ"),
            ("ガイド", "ガイド", "ガイド"),
            ("한국", "한국", "한국"),
            ("Ёлка", "ёлка", "елка"),
            ("½", "12", "12"),
        ] {
            let mut out = String::new();
            small(written, &mut out);
            let expected = if written == "ΟΔΟΣ" {
                "οδος"
            } else {
                kept
            };
            assert_eq!(out, expected, "{written}");
            assert_eq!(folded(&out), compared, "{written}");
        }
    }
}
