//! Words that are set otherwise: `*strong*` where words end, `**strong**` anywhere; where they begin and end.
//!
//! Takes words and a byte, gives what is inside the marks. Searches that fail are remembered, so that time stays linear.

use std::ops::Range;

use super::character::is_word;
use crate::document::Style;

/// How words are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Set {
    Styled(Style),
    Code,
    /// Between quotation marks.
    Quoted(&'static str, &'static str),
}

/// Words between marks.
#[derive(Debug, PartialEq)]
pub(super) struct Quote {
    pub(super) set: Set,
    pub(super) inside: Range<usize>,
    pub(super) end: usize,
}

/// A mark: how it opens and closes, what it means, whether it may stand inside words.
struct Mark {
    open: &'static str,
    close: &'static str,
    set: Set,
    reach: Reach,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// Anywhere.
    Anywhere,
    /// Around whole words.
    Words,
    /// Around signs without a blank.
    Solid,
}

const fn mark(open: &'static str, close: &'static str, set: Set, reach: Reach) -> Mark {
    Mark {
        open,
        close,
        set,
        reach,
    }
}

/// What may stand anywhere goes before what must stand around words.
const MARKS: &[Mark] = &[
    mark("**", "**", Set::Styled(Style::Strong), Reach::Anywhere),
    mark("*", "*", Set::Styled(Style::Strong), Reach::Words),
    mark(
        "\"`",
        "`\"",
        Set::Quoted("\u{201c}", "\u{201d}"),
        Reach::Words,
    ),
    mark(
        "'`",
        "`'",
        Set::Quoted("\u{2018}", "\u{2019}"),
        Reach::Words,
    ),
    mark("``", "``", Set::Code, Reach::Anywhere),
    mark("`", "`", Set::Code, Reach::Words),
    mark("__", "__", Set::Styled(Style::Emphasis), Reach::Anywhere),
    mark("_", "_", Set::Styled(Style::Emphasis), Reach::Words),
    mark("##", "##", Set::Styled(Style::Mark), Reach::Anywhere),
    mark("#", "#", Set::Styled(Style::Mark), Reach::Words),
    mark("^", "^", Set::Styled(Style::Superscript), Reach::Solid),
    mark("~", "~", Set::Styled(Style::Subscript), Reach::Solid),
];

/// What is known of the ends of marks in a part of some words.
#[derive(Debug)]
pub(super) struct Ends {
    /// From there on a mark has no end.
    none: [usize; MARKS.len()],
    /// From the first to the second byte the next end is the second.
    found: [(usize, usize); MARKS.len()],
}

impl Default for Ends {
    fn default() -> Self {
        Self {
            none: [usize::MAX; MARKS.len()],
            found: [(usize::MAX, 0); MARKS.len()],
        }
    }
}

impl Ends {
    /// The words between marks that begin at a byte, up to an end; `before` is the character before, attributes left out.
    pub(super) fn quote(
        &mut self,
        words: &str,
        at: usize,
        end: usize,
        before: Option<char>,
        is_inert: &impl Fn(usize) -> bool,
    ) -> Option<Quote> {
        let rest = &words[at..end];
        for (number, mark) in MARKS.iter().enumerate() {
            if !rest.starts_with(mark.open) {
                continue;
            }
            let start = at + mark.open.len();
            let first = words[start..end].chars().next()?;
            let may_begin = match mark.reach {
                Reach::Anywhere => true,
                Reach::Solid => !first.is_whitespace(),
                Reach::Words => {
                    let is_code = mark.set == Set::Code;
                    !first.is_whitespace()
                        && before.is_none_or(|c| {
                            !(is_word(c)
                                || matches!(c, '&' | ';' | ':' | '}')
                                || is_code && is_quotation(c))
                        })
                }
            };
            if !may_begin {
                continue;
            }
            let from = start + first.len_utf8();
            if let Some(close) = self.close(words, number, from, end, is_inert) {
                return Some(Quote {
                    set: mark.set,
                    inside: start..close,
                    end: close + mark.close.len(),
                });
            }
        }
        None
    }

    /// The end of a mark from a byte on.
    fn close(
        &mut self,
        words: &str,
        number: usize,
        from: usize,
        end: usize,
        is_inert: &impl Fn(usize) -> bool,
    ) -> Option<usize> {
        let mark = &MARKS[number];
        if mark.reach == Reach::Solid {
            // No further than the next blank.
            let rest = &words[from.min(end)..end];
            let stop = rest.find(|c: char| c.is_whitespace() || mark.close.starts_with(c))?;
            let close = from + stop;
            return words[close..end].starts_with(mark.close).then_some(close);
        }
        if from >= self.none[number] {
            return None;
        }
        let (begin, known) = self.found[number];
        if begin <= from && from <= known {
            return Some(known);
        }
        let sign = mark.close.as_bytes()[0];
        let fits = |at: &usize| {
            let Some(behind) = words[*at..end].strip_prefix(mark.close) else {
                return false;
            };
            if is_inert(*at) {
                return false;
            }
            if mark.reach == Reach::Anywhere {
                return true;
            }
            let last = words[..*at].chars().next_back();
            let next = words[words.len().min(end - behind.len())..].chars().next();
            let is_code = mark.set == Set::Code;
            last.is_some_and(|c| !c.is_whitespace())
                && next.is_none_or(|c| !(is_word(c) || is_code && is_quotation(c)))
        };
        let rest = words.as_bytes().get(from..end)?;
        let found = memchr::memchr_iter(sign, rest)
            .map(|ahead| from + ahead)
            .find(fits);
        match found {
            Some(close) => self.found[number] = (from, close),
            None => self.none[number] = from,
        }
        found
    }
}

/// True for a sign that no code stands beside.
fn is_quotation(c: char) -> bool {
    matches!(c, '"' | '\'' | '`')
}

/// How words are set whose attributes stand before the marks: `[.underline]#words#`.
pub(super) fn with_role(set: Set, roles: &str) -> Option<Set> {
    if set != Set::Styled(Style::Mark) {
        return Some(set);
    }
    let has = |name: &str| {
        roles
            .split(['.', ' ', '#', '%', ','])
            .any(|role| role.trim() == name)
    };
    if has("line-through") || has("strike") || has("strikethrough") || has("del") {
        Some(Set::Styled(Style::Strike))
    } else if has("underline") {
        Some(Set::Styled(Style::Underline))
    } else if has("small") {
        Some(Set::Styled(Style::Small))
    } else if has("kbd") {
        Some(Set::Styled(Style::Keyboard))
    } else if has("mark") || has("highlight") {
        Some(set)
    } else {
        // Any other says something to a style sheet.
        None
    }
}
