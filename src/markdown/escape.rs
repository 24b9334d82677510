//! Words as Markdown that says them: what would be markup gets a backslash, and no more than that, so that they stay readable.
//!
//! A `<` becomes `&lt;` and gets no backslash: that holds even where a reader takes a line for HTML.

/// What stands before a sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Last {
    /// Nothing at all.
    None,
    Sign(char),
    /// What an open place ends with.
    Unknown,
}

impl Last {
    fn is_word(self) -> bool {
        matches!(self, Self::Sign(sign) if sign.is_alphanumeric())
    }

    /// True for a blank, and at the beginning of all.
    fn is_free(self) -> bool {
        match self {
            Self::None => true,
            Self::Sign(sign) => is_blank(sign),
            Self::Unknown => false,
        }
    }
}

/// How words are set where they stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'a> {
    /// What a line begins with; `None` where the words stay on one.
    pub(super) prefix: Option<&'a str>,
    /// True between brackets, where one more would end them.
    pub(super) in_link: bool,
    /// True in words that are struck out.
    pub(super) in_strike: bool,
    /// True in a heading, which ends in `#` for some.
    pub(super) in_heading: bool,
    /// True right behind an open place: nobody knows yet what it ends with.
    pub(super) behind_open: bool,
    /// True right behind a footnote's reference that begins the line: a colon would make it the footnote.
    pub(super) behind_reference: bool,
}

/// Words of one line, wherever they stand in it but at its beginning.
pub fn one_line(text: &str) -> String {
    of_one_line(text, false)
}

/// Words of one line that may begin it, or that of an item, or stand behind a footnote's reference there.
pub fn line_start(text: &str) -> String {
    let mut out = of_one_line(text, true);
    if out.starts_with(':') {
        out.insert(0, '\\');
    }
    out
}

fn of_one_line(text: &str, mut at_start: bool) -> String {
    let place = Place {
        prefix: None,
        in_link: true,
        in_strike: true,
        in_heading: true,
        behind_open: false,
        behind_reference: false,
    };
    let mut out = String::with_capacity(text.len() + 8);
    push(text.trim(), &mut out, &mut at_start, place);
    out
}

/// Adds words. `at_start` is true where nothing stands in the line yet, and is kept true.
pub(super) fn push(text: &str, out: &mut String, at_start: &mut bool, place: Place<'_>) {
    let begin = out.len();
    let mut rest = text;
    while let Some(sign) = rest.chars().next() {
        let behind = &rest[sign.len_utf8()..];
        let is_first = out.len() == begin;
        let last = if is_first && place.behind_open {
            Last::Unknown
        } else {
            out.chars().next_back().map_or(Last::None, Last::Sign)
        };
        if is_blank(sign) {
            let end = rest.find(|sign| !is_blank(sign)).unwrap_or(rest.len());
            let (run, others) = rest.split_at(end);
            rest = others;
            if *at_start {
                // What a line is indented by would mean something.
            } else if let Some(prefix) = place.prefix.filter(|_| run.contains('\n')) {
                new_line(out, prefix);
                *at_start = true;
            } else if last != Last::Sign(' ') {
                out.push(' ');
            }
            continue;
        }
        rest = behind;
        if sign.is_control() {
            continue;
        }
        if *at_start {
            *at_start = false;
            if let Some(figures) = number(sign, behind) {
                // `1.` and `1)` begin a list.
                out.push(sign);
                out.push_str(&behind[..figures]);
                out.push('\\');
                rest = &behind[figures..];
                continue;
            }
            if begins_block(sign, behind) {
                out.extend(['\\', sign]);
                continue;
            }
        }
        match sign {
            '<' if !behind.starts_with(is_blank) => out.push_str("&lt;"),
            '&' if begins_entity(behind) => out.push_str("&amp;"),
            ':' if is_first && place.behind_reference => out.push_str("\\:"),
            _ if is_markup(sign, behind, last, place) => out.extend(['\\', sign]),
            _ => out.push(sign),
        }
    }
}

/// Begins a line.
pub(super) fn new_line(out: &mut String, prefix: &str) {
    out.push('\n');
    out.push_str(prefix);
}

fn is_blank(sign: char) -> bool {
    matches!(sign, ' ' | '\t' | '\n' | '\r' | '\u{b}' | '\u{c}')
}

/// True for a sign that a reader of Markdown would take for markup where it stands.
fn is_markup(sign: char, behind: &str, last: Last, place: Place<'_>) -> bool {
    let next = behind.chars().next();
    match sign {
        '\\' | '`' | '*' | '[' | '|' | '$' => true,
        ']' => place.in_link,
        // Behind the bracket it would be that of a footnote.
        '^' => place.in_link && matches!(last, Last::None | Last::Unknown),
        // Within a word it emphasises nothing.
        '_' => !(last.is_word() && next.is_some_and(char::is_alphanumeric)),
        // Before a word it can only begin what nothing ends.
        '~' => place.in_strike || !last.is_free() || !next.is_some_and(char::is_alphanumeric),
        '#' => {
            let may_end = last.is_free() || matches!(last, Last::Sign('#') | Last::Unknown);
            place.in_heading && may_end
        }
        _ => false,
    }
}

/// True for a sign that begins a block, or a line below one, where it stands first in a line.
fn begins_block(sign: char, behind: &str) -> bool {
    let next = behind.chars().next();
    let ends = next.is_none_or(is_blank);
    match sign {
        '#' | '>' => true,
        '+' => ends,
        '-' => ends || matches!(next, Some('-' | ':' | '|')),
        '=' => ends || next == Some('='),
        ':' => next == Some('-'),
        _ => false,
    }
}

/// Where a number begins that a reader would take for that of an item: the length of its other figures.
fn number(sign: char, behind: &str) -> Option<usize> {
    if !sign.is_ascii_digit() {
        return None;
    }
    let figures = behind
        .bytes()
        .take_while(u8::is_ascii_digit)
        .take(10)
        .count();
    let mut after = behind[figures..].chars();
    let is_mark = matches!(after.next(), Some('.' | ')'));
    (is_mark && figures < 9 && after.next().is_none_or(is_blank)).then_some(figures)
}

/// True where a reader could find the name of a character behind a `&`.
fn begins_entity(behind: &str) -> bool {
    /// No name is longer.
    const LONGEST: usize = 40;
    let name = behind.strip_prefix('#').unwrap_or(behind);
    let length = name
        .bytes()
        .take(LONGEST)
        .take_while(u8::is_ascii_alphanumeric)
        .count();
    matches!(name.as_bytes().get(length), None | Some(b';'))
}

/// The words of a title between quotation marks.
pub(super) fn title(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for sign in words.split_whitespace().flat_map(|word| [" ", word]) {
        for sign in sign.chars().filter(|sign| !sign.is_control()) {
            match sign {
                '\\' | '"' | '|' => out.extend(['\\', sign]),
                '&' => out.push_str("&amp;"),
                '<' => out.push_str("&lt;"),
                sign => out.push(sign),
            }
        }
    }
    out.trim_start().to_owned()
}

/// An address that may be linked to, as it stands between the parentheses of a link.
pub(super) fn address(encoded: &str) -> String {
    let mut parts = encoded.split('&');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push_str(if begins_entity(part) { "&amp;" } else { "&" });
        out.push_str(part);
    }
    // Parentheses would have to be in pairs.
    if out.is_empty() || out.contains(['(', ')']) {
        format!("<{out}>")
    } else {
        out
    }
}

/// The longest run of a sign in a text.
pub(super) fn longest_run(text: &str, sign: u8) -> usize {
    let mut longest = 0;
    let mut own = 0;
    for byte in text.bytes() {
        own = if byte == sign { own + 1 } else { 0 };
        longest = longest.max(own);
    }
    longest
}
