//! JSON heads: one object at the very top, as Hugo knows them.

use serde_json::Value;

use super::{Fault, Head, RULE, yaml};
use crate::document::{MetaEntry, MetaValue};
use crate::source::Span;

/// Reads the object that the text begins with, and where the body begins behind it. `None` where there is no such object;
/// something that was plainly meant as one is told.
pub(super) fn read(text: &str, report: &mut dyn FnMut(Fault)) -> Option<(Vec<MetaEntry>, usize)> {
    // Template languages open with `{{`, `{%` and `{#`.
    if !text[1..].trim_start().starts_with(['"', '}']) {
        return None;
    }
    let mut stream = serde_json::Deserializer::from_str(text).into_iter::<Value>();
    let object = match stream.next()? {
        Ok(Value::Object(object)) => object,
        Ok(_) => return None,
        Err(error) => {
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
            report(Fault {
                span: Span::new(at, at + length),
                message: format!(
                    "the text begins like JSON front matter but is none: {}",
                    error.to_string().split(" at line").next().unwrap_or(RULE)
                ),
                help: Some("it is shown as text; correct the JSON to have it read".to_owned()),
            });
            return None;
        }
    };
    let end = stream.byte_offset();
    let newline = text[end..].find('\n').map_or(text.len(), |at| end + at + 1);
    let body = if text[end..newline].trim().is_empty() {
        newline
    } else {
        end
    };
    // JSON is nearly always YAML too, and the YAML reader knows the place and the spelling of everything.
    let entries = match yaml::read(&text[..end], 0, report) {
        Head::Pairs(entries) => entries,
        Head::Body | Head::Broken(_) => object
            .into_iter()
            .map(|(key, value)| pair(key, value, Span::new(0, end)))
            .collect(),
    };
    Some((entries, body))
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
