//! JSON heads: one object at the very top, as Hugo knows them, or between fences, there also without its braces.
//!
//! An object that is no valid JSON is read pair by pair, with a warning: a `"draft": true` in it must not be lost.

use std::ops::Range;

use serde_json::Value;

use super::{Fault, Head, RULE, head, yaml};
use crate::document::{MetaEntry, MetaValue};
use crate::source::Span;

/// Reads the object that the text begins with, and where the body begins behind it. `None` where there is no such object.
pub(super) fn read(text: &str, report: &mut dyn FnMut(Fault)) -> Option<(Vec<MetaEntry>, usize)> {
    if !begins_object(text) {
        return None;
    }
    let (entries, end) = object(text, report)?;
    let newline = text[end..].find('\n').map_or(text.len(), |at| end + at + 1);
    let body = if text[end..newline].trim().is_empty() {
        newline
    } else {
        end
    };
    Some((entries, body))
}

/// True for a brace with a key behind it. Template languages open with `{{`, `{%` and `{#`. A key without its quotes may be a word
/// of prose (`{note: all times are UTC}`): as for other heads without a fence there must be two pairs, or a key that heads have.
fn begins_object(text: &str) -> bool {
    let inside = text[1..].trim_start();
    if inside.starts_with(['"', '}']) {
        return true;
    }
    let behind = inside.trim_start_matches(|c: char| c.is_alphanumeric() || matches!(c, '_' | '-'));
    let is_key = behind.len() < inside.len()
        && behind
            .strip_prefix(':')
            .is_some_and(|value| value.starts_with(char::is_whitespace));
    let Some(end) = is_key.then(|| closing(text)).flatten() else {
        return false;
    };
    let mut pairs = 0;
    pieces(&text[..end], true)
        .into_iter()
        .filter_map(|piece| key_of(&text[piece]))
        .any(|(key, _)| {
            pairs += 1;
            pairs == 2 || head::is_known(key)
        })
}

/// Reads the text between two fences, which stands at `offset` in the source.
pub(super) fn inside(text: &str, offset: usize, report: &mut dyn FnMut(Fault)) -> Head {
    let blank = text.len() - text.trim_start().len();
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Head::Pairs(Vec::new());
    }
    // Without braces the text is as good as between them; the brace then stands on the fence's line break.
    let (whole, start) = if trimmed.starts_with('{') {
        (trimmed.to_owned(), offset + blank)
    } else {
        (format!("{{{trimmed}}}"), offset + blank - 1)
    };
    let last = offset + text.len();
    let shifted = |span: Span| {
        let range = span.range();
        Span::new(
            (start + range.start).min(last),
            (start + range.end).min(last),
        )
    };
    let mut shift = |mut fault: Fault| {
        fault.span = shifted(fault.span);
        report(fault);
    };
    match object(&whole, &mut shift) {
        Some((mut entries, _)) => {
            move_all(&mut entries, &shifted);
            Head::Pairs(entries)
        }
        None => Head::Body,
    }
}

/// Moves pairs to where they stand in the source.
fn move_all(entries: &mut [MetaEntry], shifted: &dyn Fn(Span) -> Span) {
    fn inner(value: &mut MetaValue, shifted: &dyn Fn(Span) -> Span) {
        match value {
            MetaValue::Map(entries) => move_all(entries, shifted),
            MetaValue::List(items) => items.iter_mut().for_each(|item| inner(item, shifted)),
            _ => {}
        }
    }
    for entry in entries {
        entry.span = shifted(entry.span);
        inner(&mut entry.value, shifted);
    }
}

/// Reads the object that the text begins with, and where it ends.
fn object(text: &str, report: &mut dyn FnMut(Fault)) -> Option<(Vec<MetaEntry>, usize)> {
    let mut stream = serde_json::Deserializer::from_str(text).into_iter::<Value>();
    let object = match stream.next()? {
        Ok(Value::Object(object)) => object,
        Ok(_) => return None,
        Err(error) => return lenient(text, &error, report),
    };
    let end = stream.byte_offset();
    // JSON is nearly always YAML too, and the YAML reader knows the place and the spelling of everything.
    let entries = match yaml::read(&text[..end], 0, report) {
        Head::Pairs(entries) => entries,
        Head::Body | Head::Broken(_) => object
            .into_iter()
            .map(|(key, value)| pair(key, value, Span::new(0, end)))
            .collect(),
    };
    Some((entries, end))
}

/// What can be understood of an object that is no valid JSON, with a warning; `None` where not one pair can.
fn lenient(
    text: &str,
    error: &serde_json::Error,
    report: &mut dyn FnMut(Fault),
) -> Option<(Vec<MetaEntry>, usize)> {
    let line: usize = text
        .split_inclusive('\n')
        .take(error.line().saturating_sub(1))
        .map(str::len)
        .sum();
    let at = (line + error.column().saturating_sub(1)).min(text.len().saturating_sub(1));
    let at = (0..=at)
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0);
    let length = text[at..].chars().next().map_or(0, char::len_utf8);
    let mut fault = Fault {
        span: Span::new(at, at + length),
        message: format!(
            "the front matter is no valid JSON: {}",
            error.to_string().split(" at line").next().unwrap_or(RULE)
        ),
        help: Some(
            "write `\"key\": value`, with a comma between two pairs and none behind the last"
                .to_owned(),
        ),
    };
    let (end, is_balanced) = match closing(text) {
        Some(end) => (end, true),
        None => (rough_end(text), false),
    };
    let mut entries: Vec<MetaEntry> = Vec::new();
    // The value of the last pair with what follows it without a key, gathered in one text.
    let mut longer = String::new();
    for piece in pieces(&text[..end], is_balanced) {
        let source = &text[piece.clone()];
        let span = Span::new(piece.start, piece.end);
        match (key_of(source), entries.last_mut()) {
            (Some((key, behind)), _) => {
                close(&mut longer, &mut entries);
                entries.push(MetaEntry {
                    key: key.into(),
                    span,
                    value: rough(behind),
                });
            }
            (None, Some(last)) => {
                last.span = last.span.join(span);
                if longer.is_empty() {
                    longer.push_str(shown(&last.value));
                }
                longer.push(' ');
                longer.push_str(source);
            }
            (None, None) => {}
        }
    }
    close(&mut longer, &mut entries);
    if entries.is_empty() {
        fault.message = fault.message.replacen(
            "the front matter is no valid JSON",
            "the text begins like JSON front matter but is none",
            1,
        );
        fault.help = Some("it is shown as text; correct the JSON to have it read".to_owned());
        report(fault);
        return None;
    }
    report(fault);
    Some((entries, end))
}

/// Gives the last pair its longer value.
fn close(longer: &mut String, entries: &mut [MetaEntry]) {
    if !longer.is_empty()
        && let Some(last) = entries.last_mut()
    {
        last.value = MetaValue::Text(std::mem::take(longer).into());
    }
}

/// Behind the brace that closes the first one. A string that is never closed ends with its line.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, c) in outside_strings(text) {
        match c {
            '{' | '[' => depth += 1,
            '}' | ']' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// Where an object that is never closed ends: behind the first line that is a brace at the margin, else at a blank line.
fn rough_end(text: &str) -> usize {
    let mut at = 0;
    let mut blank = None;
    for line in text.split_inclusive('\n') {
        if line.starts_with('}') {
            return at + line.trim_end().len();
        }
        if line.trim().is_empty() {
            blank = blank.or(Some(at));
        }
        at += line.len();
    }
    blank.unwrap_or(text.len())
}

/// The letters that stand in no string, with their places.
fn outside_strings(text: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    let mut in_string = false;
    let mut is_escaped = false;
    text.char_indices().filter(move |(_, c)| {
        if !in_string {
            in_string = *c == '"';
            return !in_string;
        }
        let ends = (*c == '"' && !is_escaped) || *c == '\n';
        is_escaped = *c == '\\' && !is_escaped;
        if ends {
            in_string = false;
        }
        *c == '\n'
    })
}

/// The pairs of an object: what stands between its commas and line breaks. Where its brackets do not match, those of inner
/// tables too.
fn pieces(text: &str, is_balanced: bool) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut depth = 0_usize;
    let mut push = |range: Range<usize>| {
        let piece = &text[range.clone()];
        let fringe = |c: char| c.is_whitespace() || c == ',';
        let front = range.start + piece.len() - piece.trim_start_matches(fringe).len();
        let piece = piece.trim_matches(fringe);
        let mut from = 0;
        while let Some(next) = next_key(&piece[from..]) {
            out.push(front + from..front + from + piece[from..from + next].trim_end().len());
            from += next + 1;
            from += piece[from..].len() - piece[from..].trim_start().len();
        }
        if !piece[from..].is_empty() {
            out.push(front + from..front + piece.len());
        }
    };
    for (at, c) in outside_strings(text) {
        let is_bracket = matches!(c, '{' | '}');
        if is_balanced {
            match c {
                '{' | '[' => depth += 1,
                '}' | ']' => depth = depth.saturating_sub(1),
                _ => {}
            }
            let is_outer = depth == 0 || (depth == 1 && at == 0);
            if (is_bracket && is_outer) || (depth == 1 && matches!(c, ',' | '\n')) {
                push(start..at);
                start = at + 1;
            }
        } else if is_bracket || matches!(c, ',' | '\n') {
            push(start..at);
            start = at + 1;
        }
    }
    push(start..text.len());
    out
}

/// The blank before a second `"key":` in a pair, where the comma between two pairs is missing; not inside of its brackets.
fn next_key(piece: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, c) in outside_strings(piece) {
        match c {
            '{' | '[' => depth += 1,
            '}' | ']' => depth = depth.saturating_sub(1),
            c if depth == 0 && c.is_ascii_whitespace() => {
                let behind = piece[at..].trim_start().strip_prefix('"');
                let after = behind
                    .and_then(|rest| rest.split_once('"'))
                    .map(|(_, after)| after);
                if after.is_some_and(|after| after.trim_start().starts_with(':')) {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

/// The key of `"key": value`, and what stands behind it.
fn key_of(piece: &str) -> Option<(&str, &str)> {
    let (key, behind) = piece.split_once(':')?;
    let key = key.trim().trim_matches(['"', '\'']);
    let fits = !key.is_empty()
        && key.len() <= 60
        && key
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ' | '.' | '/'));
    fits.then(|| (key, behind.trim()))
}

/// A value by itself, as YAML understands it; else its words.
fn rough(text: &str) -> MetaValue {
    match yaml::read(&format!("value: {text}"), 0, &mut |_| {}) {
        Head::Pairs(mut entries) if entries.len() == 1 => entries.remove(0).value,
        _ => MetaValue::Text(text.trim_matches('"').into()),
    }
}

fn shown(value: &MetaValue) -> &str {
    value.as_text().unwrap_or("")
}

fn pair(key: String, value: Value, span: Span) -> MetaEntry {
    MetaEntry {
        key: key.into(),
        span,
        value: convert(value, span),
    }
}

fn convert(value: Value, span: Span) -> MetaValue {
    match value {
        Value::Null => MetaValue::Null,
        Value::Bool(value) => MetaValue::Bool(value),
        Value::Number(number) => MetaValue::Text(number.to_string().into()),
        Value::String(text) => MetaValue::Text(text.into()),
        Value::Array(items) => {
            MetaValue::List(items.into_iter().map(|item| convert(item, span)).collect())
        }
        Value::Object(object) => MetaValue::Map(
            object
                .into_iter()
                .map(|(key, value)| pair(key, value, span))
                .collect(),
        ),
    }
}
