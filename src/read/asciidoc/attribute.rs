//! Attributes of a document: `:name: value` lines, and `{name}` where a value is meant.
//!
//! Takes lines and words, gives names, values, and words with values in the places of names. What is not set stays as written.

use std::cell::Cell;
use std::collections::HashMap;

use super::character::{SET, character};
use crate::read::rst::Line;

/// A longer value stands for nothing.
const LONGEST: usize = 4_096;
/// So many bytes of values may stand in one document, beside four times its own.
const MOST: usize = 1 << 18;

/// What is set.
#[derive(Debug)]
pub(super) struct Attributes {
    values: HashMap<Box<str>, Box<str>>,
    /// So many bytes of values may still be put in places.
    left: Cell<usize>,
}

/// A line that sets an attribute, or takes it away.
#[derive(Debug, PartialEq)]
pub(super) struct Entry {
    /// In lower case.
    pub(super) name: String,
    /// As written, its lines joined; `None` where it takes the attribute away.
    pub(super) value: Option<String>,
    /// The line behind it.
    pub(super) next: usize,
}

impl Attributes {
    pub(super) fn new() -> Self {
        let values = SET
            .iter()
            .map(|(name, value)| ((*name).into(), (*value).into()));
        Self {
            values: values.collect(),
            left: Cell::new(MOST),
        }
    }

    /// What a name stands for.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let own = self.values.get(name).map(|value| &**value);
        own.or_else(|| character(name))
    }

    pub(super) fn is_set(&self, name: &str) -> bool {
        self.get(&name.to_ascii_lowercase()).is_some()
    }

    pub(super) fn set(&mut self, name: &str, value: &str) {
        self.values.insert(name.into(), value.into());
    }

    /// Does what an entry says.
    pub(super) fn take(&mut self, entry: &Entry) {
        match &entry.value {
            Some(value) => {
                let value = self.expanded(value);
                if value.len() <= LONGEST {
                    self.set(&entry.name, plain(&value));
                }
            }
            None => {
                self.values.remove(&*entry.name);
            }
        }
    }

    /// Words with values in the places of names.
    pub(super) fn expanded(&self, words: &str) -> String {
        let mut out = String::with_capacity(words.len());
        let mut from = 0;
        while let Some(ahead) = memchr::memchr(b'{', &words.as_bytes()[from..]) {
            let at = from + ahead;
            match self.reference(words, at) {
                Some((end, value)) => {
                    let is_escaped = words[from..at].ends_with('\\');
                    out.push_str(&words[from..at - usize::from(is_escaped)]);
                    out.push_str(if is_escaped { &words[at..end] } else { value });
                    from = end;
                }
                None => {
                    out.push_str(&words[from..=at]);
                    from = at + 1;
                }
            }
        }
        out.push_str(&words[from..]);
        out
    }

    /// The value that the brace at a byte asks for, and the byte behind it.
    pub(super) fn reference(&self, words: &str, at: usize) -> Option<(usize, &str)> {
        let inside = &words[at + 1..];
        let length = inside
            .bytes()
            .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
            .count();
        let is_name = length > 0 && inside.as_bytes().get(length) == Some(&b'}');
        if !is_name {
            return None;
        }
        let name = &inside[..length];
        let value = if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
            self.get(&name.to_ascii_lowercase())?
        } else {
            self.get(name)?
        };
        let left = self.left.get();
        if value.len() > left {
            return None;
        }
        self.left.set(left - value.len());
        Some((at + length + 2, value))
    }
}

/// A value whose author guarded it by `pass:[…]`.
fn plain(value: &str) -> &str {
    let rest = value.strip_prefix("pass:").and_then(|rest| {
        let (subs, rest) = rest.split_once('[')?;
        let is_list = subs
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte == b',');
        rest.strip_suffix(']').filter(|_| is_list)
    });
    rest.unwrap_or(value)
}

/// The entry that begins at a line.
pub(super) fn entry(text: &str, lines: &[Line], at: usize) -> Option<Entry> {
    let words = |line: &Line| &text[line.start..line.end.max(line.start)];
    let first = words(lines.get(at)?).strip_prefix(':')?;
    let colon = memchr::memchr(b':', first.as_bytes())?;
    let (name, value) = (&first[..colon], &first[colon + 1..]);
    if !(value.is_empty() || value.starts_with([' ', '\t'])) {
        return None;
    }
    let is_away = name.starts_with('!') || name.ends_with('!');
    let name = name.trim_matches('!');
    let fits = name.starts_with(|c: char| c.is_alphanumeric() || c == '_')
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ' | '.'));
    if !fits {
        return None;
    }
    // A name is what is left without blanks and signs.
    let name: String = name
        .chars()
        .filter(|c| !matches!(c, ' ' | '.'))
        .flat_map(char::to_lowercase)
        .collect();
    let mut next = at + 1;
    let mut value = value.trim().to_owned();
    while let Some(before) = value.strip_suffix(" \\")
        && let Some(line) = lines.get(next).filter(|line| !line.is_blank())
    {
        // ` + \` is a break that stays.
        let length = before.trim_end().len();
        let is_break = before.trim_end().ends_with(" +");
        value.truncate(length);
        value.push(if is_break { '\n' } else { ' ' });
        value.push_str(words(line).trim_start());
        next += 1;
    }
    if value == "\\" {
        value.clear();
    }
    Some(Entry {
        name,
        value: (!is_away).then_some(value),
        next,
    })
}
