//! Questions and ideas: sentences that name what may be used, not what was struck.
//!
//! Takes a line, gives it without them. It knows them by how they begin and end, and asks nothing of what they say.

use std::borrow::Cow;

/// How questions and ideas begin: they name what may be used, not what was struck.
#[rustfmt::skip] // One a line would bury them.
const IDEAS: [&str; 16] = [
    "can we ", "could we ", "should we ", "shall we ", "do we ", "did we ", "may we ", "would it ", "how can ", "how could ", "what if ", "we should ", "we could ",
    "consider ", "maybe ", "perhaps ",
];

/// A line without its questions and ideas.
pub(super) fn without(line: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let (mut start, mut kept) = (0, 0);
    let mut asked = |end: usize, is_question: bool, out: &mut String, start: &mut usize| {
        if is_question || is_idea(&line[*start..end]) {
            out.push_str(&line[kept..*start]);
            // It parts what stands on both sides.
            out.push_str(". ");
            kept = end;
        }
        *start = end;
    };
    for at in memchr::memchr3_iter(b'.', b'!', b'?', line.as_bytes()) {
        let end = at + 1;
        // A dot in a name ends nothing.
        if line[end..].starts_with(|c: char| c.is_whitespace() || matches!(c, '"' | '”' | ')')) {
            let is_question = line.as_bytes()[at] == b'?';
            asked(end, is_question, &mut out, &mut start);
        }
    }
    let is_question = line[start..].trim_end().ends_with('?');
    asked(line.len(), is_question, &mut out, &mut start);
    if kept == 0 {
        return Cow::Borrowed(line);
    }
    out.push_str(&line[kept..]);
    Cow::Owned(out)
}

/// True for a sentence that begins as an idea does.
fn is_idea(sentence: &str) -> bool {
    let words = sentence.trim_start_matches(|c: char| !c.is_alphanumeric());
    let first = words.bytes().next().unwrap_or(0);
    let begins_so = |begin: &&str| {
        let head = words.as_bytes().get(..begin.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(begin.as_bytes()))
    };
    FIRSTS & bit(first) != 0 && IDEAS.iter().any(begins_so)
}

/// A bit for each first letter of an idea.
const FIRSTS: u32 = {
    let (mut all, mut at) = (0, 0);
    while at < IDEAS.len() {
        all |= bit(IDEAS[at].as_bytes()[0]);
        at += 1;
    }
    all
};

/// The bit of a byte, whatever the case of letters; some bytes share one.
const fn bit(byte: u8) -> u32 {
    1 << (byte & 31)
}
