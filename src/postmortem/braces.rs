//! Words in the braces of a template that somebody filled in and left standing: `{{ 06:10 }}`, `{{ The queue stood still }}`.
//!
//! Takes a document, gives the same without the braces around what are words, for the reading of facts alone: pages show what the author
//! wrote. A prompt (`{{ summary }}`, `{{ hh:mm }}`, `{{ Describe the impact }}`) and a variable (`{{ page.title }}`) keep theirs. That a
//! day or a time stands in braces shows that they were filled in; without one, words in braces may be a template's own: they are told and
//! not read. It reads no facts.

use std::borrow::Cow;

use super::claim::Spot;
use super::template::{asks, is_prompt, tells_in_words, words_of};
use super::when::{dates, has_figure};
use crate::document::{
    Block, Document, Inline, InlineKind, Meta, MetaEntry, MetaValue, text, walk,
};
use crate::source::Span;

/// A document without the braces around words.
pub(super) struct Filled {
    /// What the facts are read from, where anything in it differs from what was written.
    pub(super) document: Option<Document>,
    /// Where braces stand around words that are read.
    pub(super) read: Vec<Span>,
    /// Where they stand around words that may be a prompt.
    pub(super) unsure: Vec<Spot>,
}

/// What stands in braces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Inside {
    /// A day or a time, which no template has.
    Certain,
    /// Words that say something.
    Words,
    /// One word with a capital, which may be the name of somebody or of a template.
    Name,
    /// Words of which one alone says something.
    Unsure,
    /// A prompt, a variable, a piece of a program.
    Prompt,
}

/// The document as it is understood.
pub fn understood(document: &Document) -> Cow<'_, Document> {
    let filled = filled(document).document;
    filled.map_or(Cow::Borrowed(document), Cow::Owned)
}

/// Looks at what stands in braces; nearly every document has none.
pub(super) fn filled(document: &Document) -> Filled {
    let mut found = Vec::new();
    values(&document.meta.entries, &mut |value, span| {
        each_pair(value, &mut |_, inside| {
            found.push((judge(inside), inside.to_owned(), span));
        });
    });
    walk::blocks(&document.blocks, &mut |block| {
        walk::each_inlines(block, &mut |content| {
            if has_braces(content) {
                let words = texts_of(content);
                each_pair(&words, &mut |_, inside| {
                    found.push((judge(inside), inside.to_owned(), block.span));
                });
            }
        });
    });
    let is_filled = found.iter().any(|(kind, ..)| *kind == Inside::Certain);
    let mut out = Filled {
        document: None,
        read: Vec::new(),
        unsure: Vec::new(),
    };
    for (kind, words, span) in found {
        match kind {
            Inside::Prompt => {}
            Inside::Certain => out.read.push(span),
            Inside::Words | Inside::Name if is_filled => out.read.push(span),
            Inside::Name | Inside::Unsure if !is_filled => {}
            Inside::Words | Inside::Name | Inside::Unsure => out.unsure.push(Spot {
                words: text::one_line(&words),
                span,
            }),
        }
    }
    if is_filled {
        let mut bare = document.clone();
        without_in_meta(&mut bare.meta);
        without_in(&mut bare.blocks);
        out.document = Some(bare);
    }
    out
}

/// The longest words in braces that are looked at, in bytes.
const LONGEST: usize = 600;

/// Gives what stands between braces, and where with them.
fn each_pair(words: &str, give: &mut dyn FnMut(std::ops::Range<usize>, &str)) {
    let mut at = 0;
    while let Some(open) = words[at..].find("{{").map(|found| at + found) {
        let rest = &words[open + 2..];
        let Some(length) = text::first(rest, LONGEST).find("}}") else {
            at = open + 2;
            continue;
        };
        let inside = &rest[..length];
        // The innermost pair.
        let inner = inside.rfind("{{").map_or(0, |found| found + 2);
        let end = open + 2 + length + 2;
        give(open + inner..end, &inside[inner..]);
        at = end;
    }
}

/// What stands in a pair of braces.
fn judge(inside: &str) -> Inside {
    let words = inside.trim();
    let is_open = words.ends_with(['?', '…']) || words.ends_with("...");
    if is_open || is_code(words) || asks(words) || is_prompt(words) {
        return Inside::Prompt;
    }
    if has_figure(words) && (dates(words).next().is_some() || has_clock(words)) {
        return Inside::Certain;
    }
    let all = words_of(words);
    let count = all.clone().count();
    let telling = all.clone().filter(|word| tells_in_words(word)).count();
    let is_name = || {
        all.clone()
            .next()
            .is_some_and(|word| word.starts_with(char::is_uppercase))
    };
    match (count, telling) {
        _ if words.contains(LINK) => Inside::Words,
        (_, 0) => Inside::Prompt,
        (1, _) if is_name() => Inside::Name,
        // `{{ orders }}` may be a variable.
        (1, _) | (_, 1) => Inside::Unsure,
        _ => Inside::Words,
    }
}

/// True for what a template language reads: `page.title`, `name | upper`, `#if x`, `'text'`, `.Title`, `f(x)`.
fn is_code(words: &str) -> bool {
    const SIGNS: &[char] = &[
        '#', '/', '%', '<', '>', '&', '!', '^', '.', '$', '"', '\'', '~', '=', '-',
    ];
    words.is_empty()
        || words.starts_with(SIGNS)
        || words.contains(['|', '=', '\\'])
        || words.split_whitespace().any(is_variable)
}

/// True for `page.title`, `incident_date`, `f(x)`.
fn is_variable(word: &str) -> bool {
    let Some((first, rest)) = word.split_once(['.', '_', '(']) else {
        return false;
    };
    let is_letter = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '(' | ')');
    let is_name = first.starts_with(|c: char| c.is_ascii_lowercase());
    is_name
        && rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == ')')
        && rest.chars().all(is_letter)
}

/// True where a time of day stands in some words: `06:10`, `9.05`.
fn has_clock(words: &str) -> bool {
    words.as_bytes().windows(4).any(|four| {
        matches!(four, [hour, b':' | b'.', tens, ones]
            if hour.is_ascii_digit() && matches!(tens, b'0'..=b'5') && ones.is_ascii_digit())
    })
}

/// Gives every text of the values of a head.
fn values<'a>(entries: &'a [MetaEntry], give: &mut impl FnMut(&'a str, Span)) {
    fn value<'a>(one: &'a MetaValue, span: Span, give: &mut impl FnMut(&'a str, Span)) {
        match one {
            MetaValue::Text(text) => give(text, span),
            MetaValue::List(items) => items.iter().for_each(|item| value(item, span, give)),
            MetaValue::Map(entries) => values(entries, give),
            MetaValue::Null | MetaValue::Bool(_) => {}
        }
    }
    for entry in entries {
        value(&entry.value, entry.span, give);
    }
}

/// True where braces open somewhere in the words.
fn has_braces(content: &[Inline]) -> bool {
    content.iter().any(|inline| match &inline.kind {
        InlineKind::Text(text) => memchr::memmem::find(text.as_bytes(), b"{{").is_some(),
        InlineKind::Styled(_, inner) => has_braces(inner),
        InlineKind::Link(link) => has_braces(&link.content),
        _ => false,
    })
}

/// What stands for the words of something that is no text in [`texts_of`]: one letter, and an address for a link.
const OTHER: &str = "\u{fffc}";
const LINK: &str = "://";

/// The texts of inlines one behind the other. Code and its like are no words; a link brings an address.
fn texts_of(content: &[Inline]) -> String {
    let mut out = String::with_capacity(text::length(content));
    push(content, &mut out);
    out
}

fn push(content: &[Inline], out: &mut String) {
    for inline in content {
        match &inline.kind {
            InlineKind::Text(text) => out.push_str(text),
            InlineKind::Styled(_, inner) => push(inner, out),
            InlineKind::Link(link) => {
                out.push_str(LINK);
                push(&link.content, out);
            }
            InlineKind::Break => out.push('\n'),
            _ => out.push_str(OTHER),
        }
    }
}

fn without_in_meta(meta: &mut Meta) {
    fn change(value: &mut MetaValue) {
        match value {
            MetaValue::Text(text) => {
                let cuts = cuts(text);
                if !cuts.is_empty() {
                    *text = without(text, 0, &cuts).into();
                }
            }
            MetaValue::List(items) => items.iter_mut().for_each(change),
            MetaValue::Map(entries) => entries
                .iter_mut()
                .for_each(|entry| change(&mut entry.value)),
            MetaValue::Null | MetaValue::Bool(_) => {}
        }
    }
    for entry in &mut meta.entries {
        change(&mut entry.value);
    }
}

fn without_in(blocks: &mut [Block]) {
    for block in blocks {
        for content in walk::block_inlines_mut(block) {
            if has_braces(content) {
                let cuts = cuts(&texts_of(content));
                let mut at = 0;
                cut(content, &mut at, &cuts);
            }
        }
        for children in walk::child_blocks_mut(block) {
            without_in(children);
        }
    }
}

/// Where the braces stand that go, with the blanks inside of them.
fn cuts(words: &str) -> Vec<std::ops::Range<usize>> {
    let mut out = Vec::new();
    each_pair(words, &mut |range, inside| {
        if matches!(
            judge(inside),
            Inside::Certain | Inside::Words | Inside::Name
        ) {
            let before = inside.len() - inside.trim_start().len();
            let behind = inside.len() - inside.trim_end().len();
            out.push(range.start..range.start + 2 + before);
            out.push(range.end - 2 - behind..range.end);
        }
    });
    out
}

/// Takes the cuts out of the texts of inlines, of which `at` bytes went before.
fn cut(content: &mut [Inline], at: &mut usize, cuts: &[std::ops::Range<usize>]) {
    for inline in content {
        match &mut inline.kind {
            InlineKind::Text(text) => {
                let start = *at;
                *at += text.len();
                let cuts = &cuts[cuts.partition_point(|cut| cut.end <= start)..];
                if cuts.first().is_some_and(|cut| cut.start < *at) {
                    *text = without(text, start, cuts).into();
                }
            }
            InlineKind::Styled(_, inner) => cut(inner, at, cuts),
            InlineKind::Link(link) => {
                *at += LINK.len();
                cut(&mut link.content, at, cuts);
            }
            InlineKind::Break => *at += 1,
            _ => *at += OTHER.len(),
        }
    }
}

/// A text without its part of the cuts; it begins at byte `start` of what they count.
fn without(text: &str, start: usize, cuts: &[std::ops::Range<usize>]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for cut in cuts.iter().take_while(|cut| cut.start < start + text.len()) {
        let from = cut.start.saturating_sub(start).min(text.len());
        let to = cut.end.saturating_sub(start).min(text.len());
        if from < to {
            out.push_str(&text[done..from]);
            done = to;
        }
    }
    out.push_str(&text[done..]);
    out
}

#[cfg(test)]
mod tests {
    use super::{Inside, cuts, judge, without};

    #[test]
    fn words_and_prompts() {
        for (inside, expected) in [
            (" 06:10 ", Inside::Certain),
            (" 2024-05-06 Between 02:00 and 02.30 PM ", Inside::Certain),
            ("The belt stood still", Inside::Words),
            (
                "Write down what to do when the belt stands still",
                Inside::Words,
            ),
            ("Ada", Inside::Name),
            ("belt date", Inside::Unsure),
            ("summary", Inside::Prompt),
            ("belt", Inside::Unsure),
            ("hh:mm", Inside::Prompt),
            ("yyyy-mm-dd hh:mm", Inside::Prompt),
            ("incident name", Inside::Prompt),
            ("most convenient timezone", Inside::Prompt),
            (
                "Describe the action, its owner and until when",
                Inside::Prompt,
            ),
            ("What was the fix?", Inside::Prompt),
            ("page.title | upper", Inside::Prompt),
            ("incident_date", Inside::Prompt),
            (".Title", Inside::Prompt),
            ("#title", Inside::Prompt),
            ("", Inside::Prompt),
        ] {
            assert_eq!(judge(inside), expected, "{inside}");
        }
    }

    #[test]
    fn only_the_braces_go() {
        let words = "a {{ 06:10 }} b {{ time }} {{The belt stood still}}";
        assert_eq!(
            without(words, 0, &cuts(words)),
            "a 06:10 b {{ time }} The belt stood still"
        );
    }
}
