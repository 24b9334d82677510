//! TOML heads. Numbers and dates are cut out of the source, so that they stay as written.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Fault, Head};
use crate::document::{MetaEntry, MetaValue};
use crate::source::Span;

/// Reads the text between the fences, which stands at `offset` in the source.
pub(super) fn read(text: &str, offset: usize) -> Head {
    match DeTable::parse(text) {
        Ok(table) => Head::Pairs(pairs(text, offset, table.get_ref())),
        Err(error) => {
            let range = error.span().unwrap_or(0..text.len());
            let end = text
                .get(range.start..)
                .and_then(|rest| rest.find('\n'))
                .map_or(text.len(), |newline| range.start + newline);
            Head::Broken(Fault {
                span: Span::new(
                    offset + range.start,
                    offset + range.end.clamp(range.start, end.max(range.start)),
                ),
                message: format!(
                    "the front matter is no valid TOML: {}",
                    error
                        .message()
                        .lines()
                        .next()
                        .unwrap_or("it cannot be read")
                ),
                help: Some("write `key = \"value\"`, with texts in quotes".to_owned()),
            })
        }
    }
}

/// The pairs of a table in the order of the source.
fn pairs(text: &str, offset: usize, table: &DeTable<'_>) -> Vec<MetaEntry> {
    let mut entries: Vec<MetaEntry> = table
        .iter()
        .map(|(key, value)| {
            let (key_span, value_span) = (key.span(), value.span());
            MetaEntry {
                key: key.get_ref().as_ref().into(),
                span: Span::new(
                    offset + key_span.start,
                    offset + key_span.end.max(value_span.end),
                ),
                value: convert(text, offset, value),
            }
        })
        .collect();
    // The parser's map sorts by name.
    entries.sort_by_key(|entry| entry.span.start);
    entries
}

fn convert(text: &str, offset: usize, value: &Spanned<DeValue<'_>>) -> MetaValue {
    let written = || text.get(value.span()).unwrap_or("").trim();
    match value.get_ref() {
        DeValue::String(text) => MetaValue::Text(text.as_ref().into()),
        DeValue::Boolean(value) => MetaValue::Bool(*value),
        DeValue::Integer(_) | DeValue::Float(_) | DeValue::Datetime(_) => {
            MetaValue::Text(written().into())
        }
        DeValue::Array(items) => MetaValue::List(
            items
                .iter()
                .map(|item| convert(text, offset, item))
                .collect(),
        ),
        DeValue::Table(table) => MetaValue::Map(pairs(text, offset, table)),
    }
}
