//! Words with their escapes, names and addresses as they are written.

use std::borrow::Cow;

/// Words with `\0` for every backslash that escapes.
pub(in crate::read::rst) fn escaped(words: &str) -> Cow<'_, str> {
    if !words.contains('\\') {
        return Cow::Borrowed(words);
    }
    let mut out = String::with_capacity(words.len());
    let mut chars = words.chars();
    while let Some(c) = chars.next() {
        if c == '\\' {
            out.push('\0');
            out.extend(chars.next());
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// Escaped words as they are meant: escaped white space is nothing, any other escaped character is itself.
pub(in crate::read::rst) fn unescaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(at) = memchr::memchr(0, rest.as_bytes()) {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let mut chars = rest.chars();
        match chars.next() {
            Some(' ' | '\n') => rest = chars.as_str(),
            Some(c) => {
                out.push(c);
                rest = chars.as_str();
            }
            None => {}
        }
    }
    out.push_str(rest);
    out
}

/// An address in an option or an argument, where a backslash is no escape but before a blank.
pub(in crate::read::rst) fn plain_address(words: &str) -> String {
    without_space(&escaped(words))
}

/// Escaped words without white space, but where that is escaped.
pub(super) fn without_space(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut chars = words.chars();
    while let Some(c) = chars.next() {
        match c {
            '\0' => match chars.next() {
                Some(c) if c.is_whitespace() => out.push(' '),
                other => out.extend(other),
            },
            c if c.is_whitespace() => {}
            c => out.push(c),
        }
    }
    out
}

/// How many bytes a simple name takes that begins there: letters and figures, and single signs inside.
pub(in crate::read::rst) fn simple_name(words: &str) -> usize {
    let mut end = 0;
    let mut was_sign = true;
    for (at, c) in words.char_indices() {
        if super::character::is_word(c) {
            end = at + c.len_utf8();
            was_sign = false;
        } else if matches!(c, '-' | '.' | '_' | '+' | ':') && !was_sign {
            was_sign = true;
        } else {
            break;
        }
    }
    end
}

/// True where the words end there, or markup may end before what follows.
pub(super) fn may_end(words: &str, at: usize) -> bool {
    words[at..]
        .chars()
        .next()
        .is_none_or(super::character::may_stand_behind)
}
