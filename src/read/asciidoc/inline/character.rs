//! Characters that markup may stand beside, and signs that stand for a character: `(C)`, `->`, `...`.

/// True for what words are made of.
pub(super) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// What stands for a character at the beginning of these words: the character, and how many bytes it takes the place of.
pub(super) fn sign(rest: &str) -> Option<(&'static str, usize)> {
    const SIGNS: &[(&str, &str)] = &[
        ("(C)", "\u{a9}"),
        ("(R)", "\u{ae}"),
        ("(TM)", "\u{2122}"),
        ("...", "\u{2026}"),
        ("->", "\u{2192}"),
        ("=>", "\u{21d2}"),
        ("<-", "\u{2190}"),
        ("<=", "\u{21d0}"),
    ];
    let (sign, character) = SIGNS.iter().find(|(sign, _)| rest.starts_with(sign))?;
    Some((character, sign.len()))
}

/// True where `--` at a byte is a dash: between blanks, or between words.
pub(super) fn is_dash(words: &str, at: usize) -> bool {
    if !words[at..].starts_with("--") {
        return false;
    }
    let before = words[..at].chars().next_back();
    let behind = words[at + 2..].chars().next();
    let is_blank = |c: Option<char>| c.is_none_or(|c| matches!(c, ' ' | '\n'));
    let is_letter = |c: Option<char>| c.is_some_and(is_word);
    is_blank(before) && is_blank(behind) || is_letter(before) && is_letter(behind)
}

/// True where `'` at a byte is an apostrophe: between letters.
pub(super) fn is_apostrophe(words: &str, at: usize) -> bool {
    let before = words[..at].chars().next_back();
    let behind = words[at + 1..].chars().next();
    before.is_some_and(char::is_alphanumeric) && behind.is_some_and(char::is_alphabetic)
}
