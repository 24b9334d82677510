//! A head that its language refuses, read line by line: every `key: value` and every `- item` list that can be understood
//! is, and what cannot be stays as text of the pair it stands under.

use super::{Head, toml, yaml};
use crate::document::{MetaEntry, MetaValue};
use crate::source::Span;

/// True where the text between two fences is plainly meant as a head: it begins with a key, and keys, items, comments and
/// indented lines are at least half of it.
pub(super) fn is_head(text: &str, mark: char) -> bool {
    let mut first = None;
    let (mut fitting, mut others) = (0_usize, 0_usize);
    for line in text.lines() {
        if line.trim().is_empty() {
            // A rule, a blank line and then text: that is a body.
            if first.is_none() {
                return false;
            }
            continue;
        }
        let fits =
            key_of(line, mark).is_some() || line.starts_with([' ', '\t', '#', '-', '[', ']', '}']);
        if first.is_none() && !line.starts_with('#') {
            first = Some(fits);
        }
        if fits {
            fitting += 1;
        } else {
            others += 1;
        }
    }
    first == Some(true) && fitting >= others
}

/// Reads the pairs; `mark` is what stands between key and value.
pub(super) fn read(text: &str, offset: usize, mark: char) -> Vec<MetaEntry> {
    let mut entries: Vec<MetaEntry> = Vec::new();
    for chunk in chunks(text, mark) {
        let source = &text[chunk.clone()];
        let span = Span::new(
            offset + chunk.start,
            offset + chunk.start + source.trim_end().len(),
        );
        let head = if mark == '=' {
            toml::read(source, offset + chunk.start)
        } else {
            yaml::read(source, offset + chunk.start, &mut |_| {})
        };
        match (
            head,
            source.lines().next().and_then(|line| key_of(line, mark)),
        ) {
            (Head::Pairs(read), _) => entries.extend(read),
            (_, Some(key)) => {
                let behind = source
                    .find(mark)
                    .map_or("", |at| &source[at + mark.len_utf8()..]);
                entries.push(MetaEntry {
                    key: key.into(),
                    span,
                    value: rough(behind),
                });
            }
            (_, None) => entries.push(MetaEntry {
                key: "text".into(),
                span,
                value: MetaValue::Text(source.trim().into()),
            }),
        }
    }
    entries
}

/// Each key line with the lines under it that begin no other key.
fn chunks(text: &str, mark: char) -> Vec<std::ops::Range<usize>> {
    let mut out: Vec<std::ops::Range<usize>> = Vec::new();
    let mut at = 0;
    let mut in_table = false;
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        let opens_table = mark == '=' && line.starts_with('[');
        in_table |= opens_table;
        let begins = opens_table || (key_of(line, mark).is_some() && !in_table);
        match out.last_mut() {
            Some(last) if !begins => last.end = end,
            _ if line.trim().is_empty() && !begins => {}
            _ => out.push(at..end),
        }
        at = end;
    }
    out
}

/// The key of a line that stands at the margin.
pub(super) fn key_of(line: &str, mark: char) -> Option<&str> {
    let (key, value) = line.split_once(mark)?;
    let fits = !key.is_empty()
        && (key.len() <= 60 || !key.contains(char::is_whitespace))
        && !key.starts_with([' ', '\t', '-', '#', '[', '{', '*', '>'])
        && key
            .trim_end()
            .trim_matches(['"', '\''])
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ' | '.' | '/'))
        && key.split_whitespace().count() <= 4
        && (mark == '=' || value.is_empty() || value.starts_with([' ', '\t', '\n']));
    fits.then(|| key.trim().trim_matches(['"', '\'']))
}

/// A value that no language reads: a list of items where every line is one, else text.
fn rough(text: &str) -> MetaValue {
    let lines: Vec<&str> = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    if !lines.is_empty() && lines.iter().all(|line| line.starts_with("- ")) {
        return MetaValue::List(
            lines
                .iter()
                .map(|line| MetaValue::Text(unquote(&line[2..]).into()))
                .collect(),
        );
    }
    match lines[..] {
        [] => MetaValue::Null,
        ["true"] => MetaValue::Bool(true),
        ["false"] => MetaValue::Bool(false),
        [one] => MetaValue::Text(unquote(one).into()),
        _ => MetaValue::Text(lines.join("\n").into()),
    }
}

fn unquote(text: &str) -> &str {
    let text = text.trim();
    for quote in ['"', '\''] {
        if let Some(inner) = text
            .strip_prefix(quote)
            .and_then(|text| text.strip_suffix(quote))
        {
            return inner;
        }
    }
    text
}
