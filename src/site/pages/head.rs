//! What the head of a report says beyond the facts that have their own places: addresses, further pairs.
//!
//! Takes what was read of the head, gives it in words. Only addresses of the web become links.

use crate::document::{MetaEntry, MetaValue};
use crate::language::Language;
use crate::site::views::PairView;

/// Keys of the place where a report was first published.
const ORIGINAL: [&str; 8] = [
    "url",
    "link",
    "source",
    "sourceurl",
    "originalurl",
    "original",
    "externalurl",
    "reporturl",
];
/// Keys of a copy of that place.
const ARCHIVED: [&str; 4] = ["archiveurl", "archivedurl", "archive", "archivelink"];
/// Beginnings of keys that name pictures: an address of one says nothing about the incident.
const PICTURES: [&str; 10] = [
    "avatar",
    "banner",
    "cover",
    "featuredimage",
    "header",
    "hero",
    "image",
    "logo",
    "ogimage",
    "thumb",
];

/// The pairs of a head that have no own place.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Further {
    /// Addresses, each with what stands there and the name of its host.
    pub(super) links: Vec<PairView>,
    /// All others.
    pub(super) pairs: Vec<PairView>,
}

/// Divides what a head says further.
pub(super) fn further(language: &Language, entries: &[MetaEntry]) -> Further {
    let mut out = Further::default();
    for entry in entries {
        // Several addresses under one key are several links.
        let parts = match &entry.value {
            MetaValue::List(items) if items.iter().all(|item| address_of(item).is_some()) => {
                items.as_slice()
            }
            value => std::slice::from_ref(value),
        };
        for value in parts {
            match address_of(value) {
                Some(address) if !is_picture(&entry.key) => {
                    let is_known = |link: &PairView| link.url.as_deref() == Some(address);
                    if !out.links.iter().any(is_known) {
                        out.links.push(link(language, &entry.key, address));
                    }
                }
                address => {
                    let value = in_words(language, value);
                    if !value.is_empty() {
                        out.pairs.push(PairView {
                            key: entry.key.to_string(),
                            value,
                            url: address.map(str::to_owned),
                        });
                    }
                }
            }
        }
    }
    out
}

fn link(language: &Language, key: &str, address: &str) -> PairView {
    let plain = plain_key(key);
    let label = if ORIGINAL.contains(&plain.as_str()) {
        language.text("Original report").to_owned()
    } else if ARCHIVED.contains(&plain.as_str()) {
        language.text("Archived copy").to_owned()
    } else {
        in_title_case(key)
    };
    PairView {
        key: label,
        value: host(address).to_owned(),
        url: Some(address.to_owned()),
    }
}

/// A key as the words it stands for: `status_page` is `Status page`.
fn in_title_case(key: &str) -> String {
    let mut chars = key.trim().chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    first
        .chain(chars.map(|c| if c == '_' { ' ' } else { c }))
        .collect()
}

fn is_picture(key: &str) -> bool {
    let plain = plain_key(key);
    PICTURES.iter().any(|picture| plain.starts_with(picture))
}

fn plain_key(key: &str) -> String {
    key.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// The value where it is one address of the web and nothing else.
fn address_of(value: &MetaValue) -> Option<&str> {
    let text = value.as_text()?;
    let is_one = !text.contains(|c: char| c.is_whitespace() || c.is_control());
    (is_one && !host(text).is_empty()).then_some(text)
}

/// The name of the host of an address of the web; empty where it is none.
fn host(address: &str) -> &str {
    let Some((scheme, rest)) = address.split_once("://") else {
        return "";
    };
    if !["http", "https"]
        .iter()
        .any(|web| scheme.eq_ignore_ascii_case(web))
    {
        return "";
    }
    let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
    let authority = &rest[..end];
    let host = authority.rsplit('@').next().unwrap_or(authority);
    host.strip_prefix("www.").unwrap_or(host)
}

fn in_words(language: &Language, value: &MetaValue) -> String {
    match value {
        MetaValue::Null => String::new(),
        MetaValue::Bool(true) => language.text("yes").to_owned(),
        MetaValue::Bool(false) => language.text("no").to_owned(),
        MetaValue::Text(text) => text.trim().to_owned(),
        MetaValue::List(items) => joined(items.iter().map(|item| in_words(language, item))),
        MetaValue::Map(entries) => {
            joined(
                entries
                    .iter()
                    .map(|entry| match in_words(language, &entry.value) {
                        value if value.is_empty() => value,
                        value => format!("{}: {value}", entry.key),
                    }),
            )
        }
    }
}

fn joined(items: impl Iterator<Item = String>) -> String {
    items
        .filter(|item| !item.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    fn entry(key: &str, value: MetaValue) -> MetaEntry {
        MetaEntry {
            key: key.into(),
            span: Span::default(),
            value,
        }
    }

    fn words(value: &str) -> MetaValue {
        MetaValue::Text(value.into())
    }

    #[test]
    fn addresses_of_the_head_become_links() {
        let address = "https://www.example.org/report?id=1";
        let Further { links, pairs } = further(
            &Language::english(),
            &[
                entry("url", words(address)),
                entry("source_url", words(address)),
                entry("archive-url", words("HTTP://archive.example/1")),
                entry("status_page", words("https://status.example")),
                entry("image", words("https://example.org/a.png")),
                entry("link", words("javascript:alert(1)")),
                entry("company", words("https://example.org and others")),
                entry(
                    "references",
                    MetaValue::List(vec![words("https://a.example"), words("https://b.example")]),
                ),
                entry("empty", MetaValue::Null),
            ],
        );
        let shown = |list: &[PairView]| -> Vec<(String, String, bool)> {
            list.iter()
                .map(|pair| (pair.key.clone(), pair.value.clone(), pair.url.is_some()))
                .collect()
        };
        let expected = |list: &[(&str, &str, bool)]| -> Vec<(String, String, bool)> {
            list.iter()
                .map(|(key, value, linked)| ((*key).to_owned(), (*value).to_owned(), *linked))
                .collect()
        };
        assert_eq!(
            shown(&links),
            expected(&[
                ("Original report", "example.org", true),
                ("Archived copy", "archive.example", true),
                ("Status page", "status.example", true),
                ("References", "a.example", true),
                ("References", "b.example", true),
            ])
        );
        assert_eq!(
            shown(&pairs),
            expected(&[
                ("image", "https://example.org/a.png", true),
                ("link", "javascript:alert(1)", false),
                ("company", "https://example.org and others", false),
            ])
        );
    }
}
