//! What the head of a document says about it: ordered key/value pairs, each with its bytes.
//!
//! Front matter in YAML, TOML or JSON, unfenced `Key: value` lines and field lists all end here. It does not know which keys mean
//! something; an unknown key is kept.

use super::Block;
use crate::source::Span;

/// The head of a document, in the order written.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Meta {
    /// Which syntax it was written in.
    pub origin: MetaOrigin,
    /// The whole head in the source, fences included.
    pub span: Span,
    /// The pairs.
    pub entries: Vec<MetaEntry>,
}

/// The syntax a head was written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MetaOrigin {
    /// There is none.
    #[default]
    None,
    /// `---` fences, YAML.
    Yaml,
    /// `+++` fences, TOML.
    Toml,
    /// A JSON object.
    Json,
    /// `Key: value` lines without a fence.
    Head,
    /// A field list: `:key: value`.
    Fields,
    /// Templates and categories of a wiki.
    Templates,
    /// Keywords: `#+KEY: value`, and drawers of properties.
    Keywords,
    /// The head of a mail: `From:`, `Subject:`.
    Mail,
    /// What a page of HTML says in its `head`, and in the elements that its author's tool made for facts.
    Page,
}

impl MetaOrigin {
    /// The name that the dump uses.
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Yaml => "yaml",
            Self::Toml => "toml",
            Self::Json => "json",
            Self::Head => "head",
            Self::Fields => "fields",
            Self::Templates => "templates",
            Self::Keywords => "keywords",
            Self::Mail => "mail",
            Self::Page => "page",
        }
    }
}

/// One pair.
#[derive(Debug, Clone, PartialEq)]
pub struct MetaEntry {
    /// The key as written.
    pub key: Box<str>,
    /// Bytes of the pair in the source (of the whole head where the syntax tells no more).
    pub span: Span,
    /// The value.
    pub value: MetaValue,
}

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub enum MetaValue {
    /// Nothing, or an explicit null.
    Null,
    /// True or false.
    Bool(bool),
    /// A scalar as written: a string, a number, a date (`2021-01-12`).
    Text(Box<str>),
    /// A sequence.
    List(Vec<MetaValue>),
    /// A table of further pairs.
    Map(Vec<MetaEntry>),
}

impl MetaValue {
    /// The scalar, trimmed; `None` for an empty one and for lists and tables.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text.trim()).filter(|text| !text.is_empty()),
            Self::Bool(true) => Some("true"),
            Self::Bool(false) => Some("false"),
            _ => None,
        }
    }

    /// The truth value, also where it was written as a word (`yes`, `on`).
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            Self::Text(text) => match text.trim().to_ascii_lowercase().as_str() {
                "true" | "yes" | "on" | "1" => Some(true),
                "false" | "no" | "off" | "0" => Some(false),
                _ => None,
            },
            _ => None,
        }
    }

    /// The scalars of a list, or the one scalar as a list of one. Tables inside give their `name`, `title` or `id`.
    pub fn texts(&self) -> Vec<&str> {
        match self {
            Self::List(items) => items.iter().flat_map(Self::texts).collect(),
            Self::Map(entries) => ["name", "title", "id"]
                .iter()
                .find_map(|key| entries.iter().find(|entry| &*entry.key == *key))
                .and_then(|entry| entry.value.as_text())
                .into_iter()
                .collect(),
            scalar => scalar.as_text().into_iter().collect(),
        }
    }

    /// The value under a key of a table, case ignored.
    pub fn get(&self, key: &str) -> Option<&MetaEntry> {
        match self {
            Self::Map(entries) => find(entries, key),
            _ => None,
        }
    }
}

/// Blocks among which the lines of a head are looked for.
const NEAR_TITLE: usize = 4;

impl Meta {
    /// True where its lines stand in the body, as those without fences below a title do, which are words to read.
    pub fn stands_in(&self, blocks: &[Block]) -> bool {
        let own = self.span;
        let is_inside = |block: &Block| own.start <= block.span.start && block.span.end <= own.end;
        self.origin == MetaOrigin::Head && blocks.iter().take(NEAR_TITLE).any(is_inside)
    }

    /// The first pair with that key; case, `-`, `_` and blanks are ignored (`start_time` is `Start time`).
    pub fn get(&self, key: &str) -> Option<&MetaEntry> {
        find(&self.entries, key)
    }

    /// The scalar under that key.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.get(key)?.value.as_text()
    }

    /// Adds a pair that a text tells beside its words, in the way of that syntax.
    pub fn tell(&mut self, origin: MetaOrigin, key: &str, span: Span, value: MetaValue) {
        self.span = if self.origin == MetaOrigin::None {
            span
        } else {
            self.span.join(span)
        };
        self.origin = origin;
        self.entries.push(MetaEntry {
            key: key.into(),
            span,
            value,
        });
    }

    /// True where nothing was written.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

fn find<'a>(entries: &'a [MetaEntry], key: &str) -> Option<&'a MetaEntry> {
    entries.iter().find(|entry| same_key(&entry.key, key))
}

/// True where two keys differ in case, `-`, `_` and blanks only.
pub fn same_key(a: &str, b: &str) -> bool {
    fn letters(key: &str) -> impl Iterator<Item = char> {
        let letters = key.chars().filter(|c| !matches!(c, '-' | '_' | ' '));
        letters.flat_map(char::to_lowercase)
    }
    letters(a).eq(letters(b))
}
