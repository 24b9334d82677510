//! What the beginning of a line looks like: markers of lists, rules, adornments.
//!
//! Takes the words of one line, answers by a bounded look at them.

/// What an item of a list begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marker {
    /// A sign that stands for itself.
    Bullet(char),
    /// A box to check, which is the first of the item's words: `[ ] watch the disk`.
    Box,
    /// A number with what stands around it, by their signs.
    Number(u64, Option<char>, char),
    /// A letter, likewise.
    Letter(char, Option<char>, char),
}

impl Marker {
    /// True for the markers of items of one list.
    pub(super) fn is_of_one_list(self, other: Self) -> bool {
        match (self, other) {
            (Self::Bullet(a), Self::Bullet(b)) => a == b,
            (Self::Box, Self::Box) => true,
            (Self::Number(_, a, b), Self::Number(_, c, d)) => (a, b) == (c, d),
            (Self::Letter(one, open, close), Self::Letter(next, also, too)) => {
                (open, close) == (also, too) && one.is_uppercase() == next.is_uppercase()
            }
            _ => false,
        }
    }

    /// True for one that begins a list also in the midst of a paragraph.
    pub(super) fn interrupts(self) -> bool {
        matches!(
            self,
            Self::Bullet(_) | Self::Box | Self::Number(1, ..) | Self::Letter('a' | 'A', _, ')')
        )
    }
}

/// Signs that stand before items.
const BULLETS: &[char] = &[
    '-', '*', '+', '•', '‣', '◦', '▪', '▫', '■', '□', '●', '○', '·', '∙', '–', '—', '→', '➢', '⁃',
    '»',
];

/// Bullets that no word begins with: the blank behind them may be missing.
const SURE: &[char] = &['•', '‣', '◦', '▪', '▫', '●', '➢', '⁃'];

/// Boxes that are items without a bullet.
const BOXES: &[&str] = &["[ ]", "[x]", "[X]"];

/// The marker that a line begins with, and how many bytes are before the words of the item.
pub(super) fn marker(line: &str) -> Option<(Marker, usize)> {
    let first = line.chars().next()?;
    if BULLETS.contains(&first) {
        let rest = &line[first.len_utf8()..];
        let blanks = blanks(rest);
        let is_item = blanks > 0 || rest.is_empty() || SURE.contains(&first);
        return is_item.then_some((Marker::Bullet(first), first.len_utf8() + blanks));
    }
    if let Some(behind) = BOXES.iter().find_map(|mark| line.strip_prefix(mark)) {
        return behind.starts_with([' ', '\t']).then_some((Marker::Box, 0));
    }
    let (open, at) = match first {
        '(' => (Some('('), 1),
        _ => (None, 0),
    };
    let rest = &line[at..];
    let digits = rest.bytes().take(4).take_while(u8::is_ascii_digit).count();
    let (name, length) = if digits > 0 {
        (None, digits)
    } else {
        let letter = rest.chars().next().filter(char::is_ascii_alphabetic)?;
        (Some(letter), 1)
    };
    let close = rest[length..].chars().next()?;
    let fits = match (open, close) {
        (Some(_) | None, ')') => true,
        // A letter with a dot is an initial.
        (None, '.') => name.is_none(),
        _ => false,
    };
    let behind = &rest[length + close.len_utf8()..];
    let blanks = blanks(behind);
    // `1.` alone is an item without words, `2021.` the end of a sentence.
    if !fits || (blanks == 0 && (!behind.is_empty() || digits > 2)) || digits > 3 {
        return None;
    }
    let marker = match name {
        Some(letter) => Marker::Letter(letter, open, close),
        None => Marker::Number(rest[..length].parse().ok()?, open, close),
    };
    Some((marker, at + length + close.len_utf8() + blanks))
}

/// How many bytes of white space a text begins with.
pub(super) fn blanks(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

/// Signs that draw lines.
const RULES: &[char] = &[
    '=', '-', '~', '^', '"', '*', '+', '#', '_', '.', '─', '━', '═',
];

/// The sign of a line that is drawn with one sign.
pub(super) fn rule(line: &str) -> Option<char> {
    let sign = line.chars().next().filter(|sign| RULES.contains(sign))?;
    let is_long = line.len() >= 3 * sign.len_utf8() || line == "--";
    (is_long && line.chars().all(|other| other == sign)).then_some(sign)
}

/// A rule with gaps: `- - -`, `* * *`.
pub(super) fn is_spaced_rule(line: &str) -> bool {
    let mut signs = line.chars().filter(|sign| !sign.is_whitespace());
    let Some(sign) = signs.next().filter(|sign| "-*_=".contains(*sign)) else {
        return false;
    };
    let mut count = 1;
    signs.all(|other| {
        count += 1;
        other == sign
    }) && count >= 3
}

/// A title between adornments, `=== Impact ===`: the sign, and where the title stands in the line.
pub(super) fn adorned(line: &str) -> Option<(char, std::ops::Range<usize>)> {
    let sign = line
        .chars()
        .next()
        .filter(|sign| "=*#-~_".contains(*sign))?;
    let inner = line.trim_matches(sign);
    let before = line.len() - line.trim_start_matches(sign).len();
    let after = line.len() - line.trim_end_matches(sign).len();
    let title = inner.trim();
    let is_title = before >= 2
        && after >= 2
        && !title.is_empty()
        && title.chars().any(char::is_alphanumeric)
        && title.chars().count() <= 100
        && (sign != '*' && sign != '_' || inner.len() > title.len());
    if !is_title {
        return None;
    }
    let start = before + blanks(inner);
    Some((sign, start..start + title.len()))
}

/// How many characters a line has.
pub(super) fn width(line: &str) -> usize {
    line.chars().count()
}
