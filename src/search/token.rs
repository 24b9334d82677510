//! The words of a text, as people look for them.
//!
//! Takes any text, gives its words one by one in small letters. A name is given whole and by its parts (`max_open_files`, `max`, `open`,
//! `files`; `HedgeProxy`, `hedge`, `proxy`), text of languages without blanks by pairs of signs. Nearly all text is ASCII, and the words of
//! an archive are many: those are read byte by byte. The rules are those of the client, word for word (`docs/search.md`): what is not
//! divided alike is not found. It knows no language and no stems.

use super::normal::{is_unspaced, is_word, small};
use super::short::{self, Short};

/// The longest word that is of use.
const LONGEST: usize = 40;
/// Figures of the longest number that is.
const LONGEST_NUMBER: usize = 8;
/// From so many figures and letters `a` to `f` on it is a fingerprint.
const FINGERPRINT: usize = 16;

/// What a byte may be a part of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Other,
    Lower,
    Upper,
    Figure,
    Joiner,
    Wide,
}

const CLASSES: [Class; 256] = classes();

const fn classes() -> [Class; 256] {
    let mut table = [Class::Other; 256];
    let mut at = 0;
    while at < 256 {
        table[at] = match at as u8 {
            b'a'..=b'z' => Class::Lower,
            b'A'..=b'Z' => Class::Upper,
            b'0'..=b'9' => Class::Figure,
            b'_' | b'-' | b'.' | b'/' | b':' => Class::Joiner,
            0x80.. => Class::Wide,
            _ => Class::Other,
        };
        at += 1;
    }
    table
}

/// What the letters of a run are.
#[derive(Clone, Copy, Default)]
struct Letters {
    lower: bool,
    upper: bool,
    /// Upper case behind the first letter.
    inner: bool,
    figure: bool,
    wide: bool,
}

/// A run of letters and figures.
#[derive(Clone, Copy)]
struct Run {
    from: usize,
    to: usize,
    letters: Letters,
}

/// A word of a text.
#[derive(Debug, Clone, Copy)]
pub(super) enum Token<'a> {
    /// One whose letters were read at once.
    Short(Short),
    /// The bytes of any other.
    Bytes(&'a [u8]),
}

/// Gives every word of a text.
pub(super) fn each(text: &str, buffer: &mut String, give: &mut impl FnMut(Token<'_>)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let class = CLASSES[usize::from(bytes[at])];
        if matches!(class, Class::Other | Class::Joiner) {
            at += 1;
            continue;
        }
        if let Some((word, end)) = plain(bytes, at) {
            give(Token::Short(word));
            at = end;
            continue;
        }
        match run_at(text, at) {
            Some(run) => at = name(text, run, buffer, &mut |word| give(Token::Bytes(word))),
            None => at += width(text, at),
        }
    }
}

/// The plain word that begins there and stands by itself, and where it ends.
#[inline]
fn plain(bytes: &[u8], from: usize) -> Option<(Short, usize)> {
    let (word, length) = short::plain_at(bytes, from)?;
    let to = from + length;
    let class = |at: usize| bytes.get(at).map(|byte| CLASSES[usize::from(*byte)]);
    let is_alone = match class(to) {
        None | Some(Class::Other) => true,
        // It joins nothing where no word stands behind it.
        Some(Class::Joiner) => {
            let behind = class(to + 1);
            matches!(behind, None | Some(Class::Other | Class::Joiner))
        }
        Some(_) => false,
    };
    let is_word = is_alone && (length > 1 || !is_beside_apostrophe(bytes, from, to));
    is_word.then_some((word, to))
}

/// How many bytes the character there has.
fn width(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(1, char::len_utf8)
}

/// The run that begins there.
fn run_at(text: &str, from: usize) -> Option<Run> {
    let bytes = text.as_bytes();
    let mut letters = Letters::default();
    let mut to = from;
    while let Some(byte) = bytes.get(to) {
        match CLASSES[usize::from(*byte)] {
            Class::Lower => letters.lower = true,
            Class::Upper => {
                letters.upper = true;
                letters.inner |= to > from;
            }
            Class::Figure => letters.figure = true,
            Class::Wide => match text[to..].chars().next() {
                Some(c) if is_word(c) => {
                    letters.wide = true;
                    to += c.len_utf8();
                    continue;
                }
                _ => break,
            },
            Class::Other | Class::Joiner => break,
        }
        to += 1;
    }
    (to > from).then_some(Run { from, to, letters })
}

/// Gives the words of the name that begins with a run: those of each of its runs, and itself. Gives where it ends.
fn name(text: &str, first: Run, buffer: &mut String, give: &mut impl FnMut(&[u8])) -> usize {
    let bytes = text.as_bytes();
    let from = first.from;
    let mut run = first;
    let mut has_letter = false;
    loop {
        let Letters {
            lower, upper, wide, ..
        } = run.letters;
        has_letter |= lower | upper | wide;
        word(text, run, buffer, give);
        let joined = bytes.get(run.to).is_some_and(|byte| {
            // A joiner joins what stands on both sides of it.
            CLASSES[usize::from(*byte)] == Class::Joiner
        });
        match joined.then(|| run_at(text, run.to + 1)).flatten() {
            Some(next) => run = next,
            None => break,
        }
    }
    if run.from > from && has_letter {
        whole(&text[from..run.to], buffer, give);
    }
    run.to
}

/// Gives a name as a whole.
fn whole(name: &str, buffer: &mut String, give: &mut impl FnMut(&[u8])) {
    if name.is_ascii() {
        if name.len() <= LONGEST {
            with_small(name, give);
        }
        return;
    }
    let mut out = String::with_capacity(name.len());
    for part in name.split_inclusive(['_', '-', '.', '/', ':']) {
        let run = part.trim_end_matches(['_', '-', '.', '/', ':']);
        small(run, buffer);
        out.push_str(buffer);
        out.push_str(&part[run.len()..]);
    }
    if out.chars().count() <= LONGEST && !out.contains(is_unspaced) {
        give(out.as_bytes());
    }
}

/// Gives ASCII in small letters; it is no longer than the longest word.
fn with_small(word: &str, give: &mut impl FnMut(&[u8])) {
    let mut letters = [0_u8; LONGEST];
    let letters = &mut letters[..word.len().min(LONGEST)];
    for (small, letter) in letters.iter_mut().zip(word.bytes()) {
        *small = letter.to_ascii_lowercase();
    }
    give(letters);
}

/// Gives the words of one run.
fn word(text: &str, run: Run, buffer: &mut String, give: &mut impl FnMut(&[u8])) {
    let Run { from, to, letters } = run;
    let own = &text[from..to];
    if letters.wide {
        return wide(own, buffer, give);
    }
    if own.len() > LONGEST {
        return;
    }
    if own.len() == 1 && !letters.figure && is_beside_apostrophe(text.as_bytes(), from, to) {
        return;
    }
    if letters.figure {
        if !letters.lower && !letters.upper {
            if own.len() <= LONGEST_NUMBER {
                give(own.as_bytes());
            }
            return;
        }
        if own.len() >= FINGERPRINT && own.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return;
        }
    }
    if !letters.upper {
        return give(own.as_bytes());
    }
    with_small(own, give);
    if letters.inner && letters.lower {
        humps(own, give);
    }
}

/// Gives the parts of `HedgeProxy` and `HTTPServer`, where there are several.
fn humps(run: &str, give: &mut impl FnMut(&[u8])) {
    let bytes = run.as_bytes();
    let mut from = 0;
    for at in 1..bytes.len() {
        let (before, here) = (bytes[at - 1], bytes[at]);
        let after = bytes.get(at + 1).copied().unwrap_or(0);
        let begins = here.is_ascii_uppercase()
            && (before.is_ascii_lowercase()
                || (before.is_ascii_uppercase() && after.is_ascii_lowercase()));
        if begins {
            with_small(&run[from..at], give);
            from = at;
        }
    }
    if from > 0 {
        with_small(&run[from..], give);
    }
}

/// True where an apostrophe of either form stands on one side: what is left of `server's` and `l'incident`.
fn is_beside_apostrophe(bytes: &[u8], from: usize, to: usize) -> bool {
    let (before, after) = (&bytes[..from], &bytes[to..]);
    let form = "’".as_bytes();
    before.ends_with(b"'")
        || after.starts_with(b"'")
        || before.ends_with(form)
        || after.starts_with(form)
}

/// Gives the words of a run that is not all ASCII.
fn wide(run: &str, buffer: &mut String, give: &mut impl FnMut(&[u8])) {
    small(run, buffer);
    let mut rest = buffer.as_str();
    while let Some(first) = rest.chars().next() {
        let kind = is_unspaced(first);
        let end = rest.find(|c| is_unspaced(c) != kind).unwrap_or(rest.len());
        let (own, after) = rest.split_at(end);
        rest = after;
        if kind {
            pairs(own, give);
            continue;
        }
        let is_number = own.chars().all(char::is_numeric);
        let length = own.chars().count();
        if length <= if is_number { LONGEST_NUMBER } else { LONGEST } {
            give(own.as_bytes());
        }
    }
}

/// Gives each sign with the one behind it; one that is alone by itself.
fn pairs(run: &str, give: &mut impl FnMut(&[u8])) {
    let mut starts = run.char_indices().map(|(at, _)| at).chain([run.len()]);
    let (Some(mut one), Some(mut two)) = (starts.next(), starts.next()) else {
        return;
    };
    if two == run.len() {
        return give(run.as_bytes());
    }
    for three in starts {
        give(&run.as_bytes()[one..three]);
        (one, two) = (two, three);
    }
    let _ = two;
}
