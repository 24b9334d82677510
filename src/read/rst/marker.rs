//! What the first line of a construct looks like: docutils' patterns, in docutils' order.
//!
//! Takes a line, gives its [`Marker`]. It does not look at other lines: an enumerator that its next line refutes, or an option
//! without a description, is decided by those who know them.

use super::enumerator::{self, Enumerator, behind};

/// What a line may begin. Numbers are bytes of the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marker<'l> {
    /// `- words`: the sign, and where the words begin.
    Bullet(char, usize),
    /// `1. words`.
    Enumerator(Enumerator<'l>),
    /// `:name: words`: where the name ends and where the words begin.
    Field(usize, usize),
    /// `-a, --all  words`: where the words begin.
    Option(usize),
    /// `>>> words`.
    Doctest,
    /// `| words`: where the words begin.
    LineBlock(usize),
    /// `+---+---+`.
    GridTable,
    /// `=== ===`.
    SimpleTable,
    /// `.. words`: where the words begin.
    Explicit(usize),
    /// `__ words`: where the words begin.
    Anonymous(usize),
    /// A line of one repeated sign.
    Rule,
    /// Anything else.
    Text,
}

/// What a line that is neither blank nor set in begins.
pub(super) fn marker(line: &str) -> Marker<'_> {
    let bytes = line.as_bytes();
    let found = match bytes.first() {
        Some(b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'(' | b'#') => {
            enumerator::parse(line).map(Marker::Enumerator)
        }
        Some(b'-' | b'+' | b'*') => bullet(line).or_else(|| option(line)).or_else(|| grid(line)),
        Some(b':') => field(line),
        Some(b'/') => option(line),
        Some(b'>') if line.starts_with(">>>") => behind(line, 3).map(|_| Marker::Doctest),
        Some(b'|') => behind(line, 1).map(Marker::LineBlock),
        Some(b'=') => simple(line),
        Some(b'.') if line.starts_with("..") => behind(line, 2).map(Marker::Explicit),
        Some(b'_') if line.starts_with("__") => behind(line, 2).map(Marker::Anonymous),
        Some(0xe2) => bullet(line),
        _ => None,
    };
    found.unwrap_or(if is_rule(line) {
        Marker::Rule
    } else {
        Marker::Text
    })
}

fn bullet(line: &str) -> Option<Marker<'_>> {
    let sign = line.chars().next()?;
    if !matches!(sign, '-' | '+' | '*' | '\u{2022}' | '\u{2023}' | '\u{2043}') {
        return None;
    }
    behind(line, sign.len_utf8()).map(|words| Marker::Bullet(sign, words))
}

/// A line of one repeated sign of punctuation.
pub(super) fn is_rule(line: &str) -> bool {
    let bytes = line.as_bytes();
    bytes.first().is_some_and(u8::is_ascii_punctuation)
        && bytes.iter().all(|byte| *byte == bytes[0])
}

fn field(line: &str) -> Option<Marker<'_>> {
    let bytes = line.as_bytes();
    if matches!(bytes.get(1), None | Some(b':' | b' ')) {
        return None;
    }
    let mut at = 1;
    while let Some(byte) = bytes.get(at) {
        match (byte, bytes.get(at + 1)) {
            (b'\\', Some(_)) => at += 2,
            (b':', None | Some(b' ')) => {
                if bytes[at - 1] == b' ' {
                    return None;
                }
                return behind(line, at + 1).map(|words| Marker::Field(at, words));
            }
            (b'\\', None) | (b':', Some(b'`')) => return None,
            _ => at += 1,
        }
    }
    None
}

/// The top of a grid table.
fn grid(line: &str) -> Option<Marker<'_>> {
    is_grid_rule(line, b'-').then_some(Marker::GridTable)
}

/// A line `+---+---+` of a grid table; its header's has `=`.
pub(super) fn is_grid_rule(line: &str, sign: u8) -> bool {
    let bytes = line.as_bytes();
    bytes.len() >= 4
        && bytes.starts_with(&[b'+', sign])
        && bytes.ends_with(&[sign, b'+'])
        && bytes.iter().all(|byte| *byte == sign || *byte == b'+')
}

/// The top of a simple table.
fn simple(line: &str) -> Option<Marker<'_>> {
    let is_top = line.contains(' ') && line.bytes().all(|byte| matches!(byte, b'=' | b' '));
    is_top.then_some(Marker::SimpleTable)
}

/// Options, and where what is said of them begins.
fn option(line: &str) -> Option<Marker<'_>> {
    let mut at = 0;
    loop {
        at = one_option(line.as_bytes(), at)?;
        let rest = &line[at..];
        if rest.is_empty() {
            return Some(Marker::Option(line.len()));
        }
        if rest.starts_with("  ") {
            let words = rest.trim_start_matches(' ').len();
            return Some(Marker::Option(line.len() - words));
        }
        if !rest.starts_with(", ") {
            return None;
        }
        at += 2;
    }
}

/// Where the option that begins there ends, its argument with it.
fn one_option(bytes: &[u8], at: usize) -> Option<usize> {
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    let run = |from: usize| {
        bytes[from..]
            .iter()
            .take_while(|byte| is_name(byte))
            .count()
    };
    let rest = bytes.get(at..)?;
    let is_long = rest.starts_with(b"--") || rest.starts_with(b"/");
    let (end, delimiters): (usize, &[u8]) = if is_long {
        let name = at + if rest[0] == b'/' { 1 } else { 2 };
        bytes
            .get(name)
            .filter(|byte| byte.is_ascii_alphanumeric())?;
        (name + run(name), b" =")
    } else {
        let is_short = matches!(rest, [b'-' | b'+', name, ..] if name.is_ascii_alphanumeric());
        if !is_short {
            return None;
        }
        (at + 2, b" ")
    };
    let argument = |from: usize| match bytes.get(from)? {
        b'<' => {
            let length = bytes[from + 1..]
                .iter()
                .position(|byte| matches!(byte, b'<' | b'>'))?;
            (length > 0 && bytes[from + 1 + length] == b'>').then_some(from + length + 2)
        }
        byte if byte.is_ascii_alphabetic() => Some(from + run(from)),
        _ => None,
    };
    let is_delimited = bytes.get(end).is_some_and(|byte| delimiters.contains(byte));
    let with = if is_delimited {
        argument(end + 1)
    } else if is_long {
        None
    } else {
        argument(end)
    };
    Some(with.unwrap_or(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_begin_what_docutils_says() {
        for (line, expected) in [
            ("- a", Marker::Bullet('-', 2)),
            ("-", Marker::Bullet('-', 1)),
            ("-a", Marker::Option(2)),
            ("-a b  c", Marker::Option(6)),
            ("-a b c", Marker::Text),
            ("--all=<a b>, /V  c", Marker::Option(17)),
            ("--", Marker::Rule),
            (":a b: c", Marker::Field(4, 6)),
            (":a:b: c", Marker::Field(4, 6)),
            (":a:`b`", Marker::Text),
            (":a :", Marker::Text),
            ("::", Marker::Rule),
            (">>> a", Marker::Doctest),
            (">>>>", Marker::Rule),
            ("| a", Marker::LineBlock(2)),
            ("+--+-+", Marker::GridTable),
            ("=== ==", Marker::SimpleTable),
            ("=====", Marker::Rule),
            ("..  a", Marker::Explicit(4)),
            ("...", Marker::Rule),
            ("__ a", Marker::Anonymous(3)),
            (
                "a. b c",
                Marker::Enumerator(enumerator::parse("a. b c").expect("one")),
            ),
            ("a b", Marker::Text),
            ("é", Marker::Text),
        ] {
            assert_eq!(marker(line), expected, "{line}");
        }
    }
}
