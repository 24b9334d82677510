//! What a line is by its beginning: the item of a list, a title, a line of brackets.
//!
//! Takes the words of one line, which have no blanks at their end. It knows no other line.

use crate::document::Numbering;

/// What a list has before its items; equal for items of one list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// `*`, `**`, `-`: the sign, and how many.
    Bullet(char, usize),
    /// `.`, `..`: how many.
    Dots(usize),
    /// `1.`, `a.`, `i)`.
    Number(Numbering),
    /// `<1>`.
    Callout,
    /// `::`, `:::`, `;;`: the sign, and how many.
    Term(u8, usize),
}

/// The beginning of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marker {
    pub(super) sign: Sign,
    /// Where the words of a term begin and end; empty otherwise.
    pub(super) term: (usize, usize),
    /// Where its words begin.
    pub(super) words: usize,
    /// The number as written, for numbered items.
    pub(super) number: Option<u64>,
}

/// The item that a line begins.
pub(super) fn marker(line: &str) -> Option<Marker> {
    let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
    let item = &line[indent..];
    let simple = |sign, length: usize, number| {
        let rest = &item[length..];
        let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        (blanks > 0 && blanks < rest.len()).then_some(Marker {
            sign,
            term: (0, 0),
            words: indent + length + blanks,
            number,
        })
    };
    let run = |sign: char| item.len() - item.trim_start_matches(sign).len();
    let first = item.chars().next()?;
    let found = match first {
        '*' => simple(Sign::Bullet('*', run('*')), run('*'), None),
        '-' => simple(Sign::Bullet('-', 1), 1, None),
        '\u{2022}' => simple(Sign::Bullet('\u{2022}', 1), first.len_utf8(), None),
        '.' => simple(Sign::Dots(run('.')), run('.'), None),
        '<' => item[1..].find('>').and_then(|length| {
            let number = &item[1..=length];
            let is_one = number == "." || number.bytes().all(|byte| byte.is_ascii_digit());
            let number = number.parse().ok();
            (is_one && length > 0)
                .then(|| simple(Sign::Callout, length + 2, number))
                .flatten()
        }),
        _ => numbered(item).and_then(|(numbering, number, length)| {
            simple(Sign::Number(numbering), length, number)
        }),
    };
    found.or_else(|| term(line, indent))
}

/// How an item counts, its number, and how many bytes that takes.
fn numbered(item: &str) -> Option<(Numbering, Option<u64>, usize)> {
    let bytes = item.as_bytes();
    let digits = bytes
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    if digits > 0 {
        let is_one = digits < 10 && bytes.get(digits) == Some(&b'.');
        return is_one.then(|| (Numbering::Figures, item[..digits].parse().ok(), digits + 1));
    }
    let is_letter = bytes.first().is_some_and(u8::is_ascii_alphabetic);
    if is_letter && bytes.get(1) == Some(&b'.') {
        let numbering = if bytes[0].is_ascii_lowercase() {
            Numbering::LowerLetters
        } else {
            Numbering::UpperLetters
        };
        return Some((numbering, None, 2));
    }
    let roman = bytes
        .iter()
        .take_while(|byte| matches!(byte.to_ascii_lowercase(), b'i' | b'v' | b'x'))
        .count();
    if roman > 0 && roman < 10 && bytes.get(roman) == Some(&b')') {
        let numbering = if bytes[0].is_ascii_lowercase() {
            Numbering::LowerRoman
        } else {
            Numbering::UpperRoman
        };
        return Some((numbering, None, roman + 1));
    }
    None
}

/// A term: words, and behind them `::`.
fn term(line: &str, indent: usize) -> Option<Marker> {
    let bytes = line.as_bytes();
    if line[indent..].starts_with("//") && !line[indent..].starts_with("///") {
        return None;
    }
    let mut from = indent + 1;
    while let Some(ahead) = memchr::memchr2(b':', b';', bytes.get(from..)?) {
        let start = from + ahead;
        let sign = bytes[start];
        let run = bytes[start..]
            .iter()
            .take_while(|byte| **byte == sign)
            .count();
        let end = start + run;
        from = end;
        let most = if sign == b':' { 4 } else { 2 };
        let count = run.min(most);
        let is_last = bytes
            .get(end)
            .is_none_or(|byte| matches!(byte, b' ' | b'\t'));
        if run < 2 || !is_last {
            continue;
        }
        let rest = &line[end..];
        return Some(Marker {
            sign: Sign::Term(sign, count),
            term: (indent, end - count),
            words: end + rest.len() - rest.trim_start_matches([' ', '\t']).len(),
            number: None,
        });
    }
    None
}

/// The level of a title of one line from 0, and where its words begin and end.
pub(super) fn title(line: &str) -> Option<(usize, usize, usize)> {
    let sign = line
        .chars()
        .next()
        .filter(|sign| matches!(sign, '=' | '#'))?;
    let run = line.len() - line.trim_start_matches(sign).len();
    let rest = &line[run..];
    let words = rest.trim_start_matches([' ', '\t']);
    if run > 6 || words.is_empty() || words.len() == rest.len() {
        return None;
    }
    let mut end = line.len();
    // The same signs may stand behind it.
    if let Some(before) = line.strip_suffix(&line[..run])
        && before.ends_with([' ', '\t'])
        && before.trim_end().len() > run
    {
        end = before.trim_end().len();
    }
    Some((run - 1, line.len() - words.len(), end))
}

/// The level of a title by the line under it.
pub(super) fn underlined(line: &str, under: &str) -> Option<usize> {
    let sign = under.chars().next()?;
    let level = ['=', '-', '~', '^', '+']
        .iter()
        .position(|known| *known == sign)?;
    let is_line = under.len() > 1 && under.chars().all(|other| other == sign);
    let is_title = !line.starts_with([' ', '\t', '.'])
        && line.chars().any(|c| c.is_alphanumeric() || c == '_')
        && line.chars().count().abs_diff(under.len()) < 2;
    (is_line && is_title).then_some(level)
}

/// What stands in the brackets of a line that speaks of the next block.
pub(super) fn brackets(line: &str) -> Option<&str> {
    let inside = line.strip_prefix('[')?.strip_suffix(']')?;
    let first = inside.chars().next();
    let fits = first.is_none_or(|first| {
        first.is_alphanumeric() || matches!(first, '_' | '.' | '#' | '%' | '{' | ',' | '"' | '\'')
    });
    (fits && !closes_early(inside)).then_some(inside)
}

/// True where the bracket that the line begins with closes before its end: `[red]#Over#, see https://a.example[this]` are words, which
/// Asciidoctor would drop.
fn closes_early(inside: &str) -> bool {
    let mut depth = 0_u32;
    let mut is_quoted = false;
    for byte in inside.bytes() {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'[' if !is_quoted => depth += 1,
            b']' if !is_quoted && depth == 0 => return true,
            b']' if !is_quoted => depth -= 1,
            _ => {}
        }
    }
    false
}

/// The id, and the words, of a line `[[id,words]]`.
pub(super) fn anchor(line: &str) -> Option<(&str, &str)> {
    let inside = line.strip_prefix("[[")?.strip_suffix("]]")?;
    let (id, words) = inside.split_once(',').unwrap_or((inside, ""));
    is_id(id).then_some((id, words.trim()))
}

/// True for words that may be an id.
pub(super) fn is_id(id: &str) -> bool {
    id.starts_with(|c: char| c.is_alphabetic() || matches!(c, '_' | ':'))
        && id
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | ':' | '-' | '.'))
}

/// True for a line that speaks of the next block.
pub(super) fn speaks_of_block(line: &str) -> bool {
    line.starts_with('[') && (brackets(line).is_some() || anchor(line).is_some())
}

/// True for the title of a block: `.Title`.
pub(super) fn is_block_title(line: &str) -> bool {
    let Some(rest) = line.strip_prefix('.') else {
        return false;
    };
    let rest = rest.strip_prefix('.').unwrap_or(rest);
    rest.starts_with(|c: char| !matches!(c, ' ' | '\t' | '.'))
}

/// True for a comment of one line.
pub(super) fn is_comment(line: &str) -> bool {
    line.starts_with("//") && !line.starts_with("///")
}

/// True for a line that asks for a rule.
pub(super) fn is_rule(line: &str) -> bool {
    if line.len() >= 3 && line.bytes().all(|byte| byte == b'\'') {
        return true;
    }
    matches!(line, "---" | "- - -" | "***" | "* * *" | "___" | "_ _ _")
}

/// True for a line that asks for a new page.
pub(super) fn is_page_break(line: &str) -> bool {
    line.len() >= 3 && line.bytes().all(|byte| byte == b'<')
}

/// A macro that is a block: its name, its target, and what stands in its brackets.
pub(super) fn block_macro(line: &str) -> Option<(&str, &str, &str)> {
    let (name, rest) = line.split_once("::")?;
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    let (target, words) = rest.strip_suffix(']')?.split_once('[')?;
    let fits = is_name && !target.starts_with([' ', '\t', ':']) && !target.ends_with([' ', '\t']);
    fits.then_some((name, target, words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_begin_with_their_signs() {
        for (line, expected) in [
            ("* a", Some((Sign::Bullet('*', 1), 2))),
            ("  ** a", Some((Sign::Bullet('*', 2), 5))),
            ("- a", Some((Sign::Bullet('-', 1), 2))),
            ("-- a", None),
            ("*a", None),
            ("*", None),
            (". a", Some((Sign::Dots(1), 2))),
            (".. a", Some((Sign::Dots(2), 3))),
            ("12. a", Some((Sign::Number(Numbering::Figures), 4))),
            ("b. a", Some((Sign::Number(Numbering::LowerLetters), 3))),
            ("iv) a", Some((Sign::Number(Numbering::LowerRoman), 4))),
            ("<1> a", Some((Sign::Callout, 4))),
            ("<.> a", Some((Sign::Callout, 4))),
            ("<a> b", None),
            ("term:: a", Some((Sign::Term(b':', 2), 7))),
            ("term::", Some((Sign::Term(b':', 2), 6))),
            ("a::b::: c", Some((Sign::Term(b':', 3), 8))),
            ("term;; a", Some((Sign::Term(b';', 2), 7))),
            ("std::vector is", None),
            ("// a:: b", None),
        ] {
            let found = marker(line).map(|marker| (marker.sign, marker.words));
            assert_eq!(found, expected, "{line}");
        }
    }

    #[test]
    fn titles_and_brackets() {
        assert_eq!(title("== A b"), Some((1, 3, 6)));
        assert_eq!(title("== A b =="), Some((1, 3, 6)));
        assert_eq!(title("## A"), Some((1, 3, 4)));
        assert_eq!(title("======= A"), None);
        assert_eq!(title("==A"), None);
        assert_eq!(underlined("Impact", "------"), Some(1));
        assert_eq!(underlined("Impact", "----"), None);
        assert_eq!(brackets("[quote, Ann]"), Some("quote, Ann"));
        assert_eq!(brackets("[[a]]"), None);
        assert_eq!(anchor("[[a,b c]]"), Some(("a", "b c")));
        assert!(is_block_title(".Title") && !is_block_title(". a") && !is_block_title("...."));
        assert_eq!(
            block_macro("image::a.png[b]"),
            Some(("image", "a.png", "b"))
        );
        assert_eq!(block_macro("a b::c[d]"), None);
    }
}
