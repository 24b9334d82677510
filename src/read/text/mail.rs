//! The head of a mail: `From:`, `Subject:`, `Date:`.
//!
//! Takes a text, gives what its head says and the subject as the title. What machines wrote to one another there is kept as a
//! comment. It decodes nothing: a mail is read as it was saved.

use crate::document::{Block, BlockKind, Heading, Inline, Meta, MetaEntry, MetaOrigin, MetaValue};
use crate::source::Span;

/// What has more lines than these is no head.
const MOST_LINES: usize = 300;

/// Fields that people read, by what they mean.
const SENDER: &[&str] = &["from", "von", "de", "fra", "från", "van", "da"];
const SENT: &[&str] = &[
    "date",
    "sent",
    "datum",
    "gesendet",
    "envoyé",
    "dato",
    "sendt",
    "skickat",
    "fecha",
    "verzonden",
];
const SUBJECT: &[&str] = &[
    "subject",
    "betreff",
    "objet",
    "emne",
    "ämne",
    "asunto",
    "onderwerp",
    "oggetto",
];
const OTHERS: &[&str] = &[
    "to",
    "cc",
    "bcc",
    "reply-to",
    "sender",
    "organization",
    "an",
    "kopie",
    "à",
    "til",
    "till",
    "kopia",
    "para",
    "aan",
    "priority",
    "importance",
    "keywords",
    "tags",
    "newsgroups",
    "x-priority",
];

/// What stands before the words of a subject.
const PREFIXES: &[&str] = &["re:", "fwd:", "fw:", "aw:", "wg:", "sv:", "vs:", "tr:"];

/// The head of a mail.
pub(super) struct Mail {
    pub(super) meta: Meta,
    /// Where the body begins.
    pub(super) end: usize,
    /// The title, and what machines wrote.
    pub(super) blocks: Vec<Block>,
}

/// One field: its name and value, and where it stands.
struct Field {
    name: Span,
    value: Span,
    whole: Span,
}

/// The head of a mail that a text begins with.
pub(super) fn head(text: &str) -> Option<Mail> {
    let start = text.len() - text.trim_start_matches('\n').len();
    let mut at = start;
    let mut fields: Vec<Field> = Vec::new();
    for (number, line) in text[start..].split_inclusive('\n').enumerate() {
        let words = line.trim_end();
        if words.is_empty() {
            break;
        }
        if number >= MOST_LINES {
            return None;
        }
        let whole = Span::new(at, at + words.len());
        let is_mailbox = number == 0 && words.starts_with("From ") && words.contains('@');
        if is_mailbox {
            fields.push(Field {
                name: Span::new(at, at),
                value: whole,
                whole,
            });
        } else if line.starts_with([' ', '\t']) {
            let last = fields.last_mut()?;
            last.whole = last.whole.join(whole);
            last.value = last.value.join(whole);
        } else {
            let colon = words.find(':')?;
            let name = &words[..colon];
            let is_name = (1..=40).contains(&name.len())
                && name
                    .chars()
                    .all(|sign| sign.is_alphanumeric() || sign == '-');
            if !is_name {
                return None;
            }
            let behind = &words[colon + 1..];
            let begin = at + words.len() - behind.trim_start().len();
            fields.push(Field {
                name: Span::new(at, at + colon),
                value: Span::new(begin, at + words.len()),
                whole,
            });
        }
        at += line.len();
    }
    let is_one_of = |field: &Field, names: &[&str]| {
        let name = field.name.of(text).to_lowercase();
        names.contains(&name.as_str())
    };
    let has = |names: &[&str]| fields.iter().any(|field| is_one_of(field, names));
    if !(has(SENDER) && (has(SUBJECT) || has(SENT) && fields.len() > 2)) {
        return None;
    }
    let mut meta = Meta {
        origin: MetaOrigin::Mail,
        span: Span::new(start, at),
        entries: Vec::new(),
    };
    let mut blocks = Vec::new();
    let mut kept = Vec::new();
    for field in &fields {
        if is_one_of(field, SUBJECT) && blocks.is_empty() {
            blocks.extend(title(text, field.value));
        }
        if [SENDER, SENT, SUBJECT, OTHERS]
            .iter()
            .any(|names| is_one_of(field, names))
        {
            let value = folded(field.value.of(text));
            meta.entries.push(MetaEntry {
                key: field.name.of(text).into(),
                span: field.whole,
                value: if value.is_empty() {
                    MetaValue::Null
                } else {
                    MetaValue::Text(value.into())
                },
            });
        } else {
            kept.push(field.whole);
        }
    }
    if let (Some(first), Some(last)) = (kept.first(), kept.last()) {
        let words: Vec<&str> = kept.iter().map(|span| span.of(text)).collect();
        let whole = first.join(*last);
        blocks.push(Block::new(
            whole,
            BlockKind::Comment(words.join("\n").into()),
        ));
    }
    Some(Mail {
        meta,
        end: at,
        blocks,
    })
}

/// A value on one line.
fn folded(value: &str) -> String {
    value.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The subject as a title, without what answering puts before it.
fn title(text: &str, value: Span) -> Option<Block> {
    let words = value.of(text);
    let mut rest = words;
    while let Some(prefix) = PREFIXES.iter().find(|prefix| {
        rest.get(..prefix.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(prefix))
    }) {
        rest = rest[prefix.len()..].trim_start();
    }
    let title = folded(rest);
    if title.is_empty() {
        return None;
    }
    let end = value.start as usize + words.len();
    let span = Span::new(end - rest.len(), end);
    let heading = Heading {
        level: 1,
        content: vec![Inline::text(span, title)],
        id: None,
    };
    Some(Block::new(span, BlockKind::Heading(Box::new(heading))))
}
