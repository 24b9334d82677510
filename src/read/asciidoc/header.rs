//! The header: what stands right under the title of a document, and attributes above the first block.
//!
//! Author and revision lines and attributes are pairs of the document's head, as fields are in reStructuredText; those that only
//! say how a page is set are kept unseen.

use super::Reading;
use super::attribute::{Entry, entry};
use super::character::is_setting;
use super::delimiter::{Kind, delimiter};
use super::line::{is_comment, speaks_of_block};
use crate::document::{MetaEntry, MetaOrigin, MetaValue};
use crate::read::rst::Line;
use crate::source::Span;

impl Reading<'_> {
    /// Reads what stands right under the title; gives the line behind it.
    pub(super) fn header(&mut self, lines: &[Line], from: usize) -> usize {
        let mut at = from;
        // Author, then revision.
        let mut place = 0;
        while let Some(line) = lines.get(at).copied().filter(|line| !line.is_blank()) {
            let words = self.line(line);
            let span = self.span(&[line]);
            if delimiter(words) == Some(Kind::Comment) {
                at = self.comment_block(lines, at);
                continue;
            }
            if is_comment(words) {
                self.comment(&[line.from(2)], span);
            } else if let Some(found) = entry(&self.source.text, lines, at) {
                self.entry(&found, &lines[at..found.next]);
                at = found.next;
                continue;
            } else if place == 0 && self.authors(words, span) {
                place = 1;
            } else if place == 1 && self.revision(words, span) {
                place = 2;
            } else {
                break;
            }
            at += 1;
        }
        at
    }

    /// Sets an attribute; one of the header is a pair of the head.
    pub(super) fn entry(&mut self, entry: &Entry, lines: &[Line]) {
        self.attributes.take(entry);
        let is_fact = self.is_head && entry.value.is_some() && !is_setting(&entry.name);
        if !is_fact {
            self.unseen(lines);
            return;
        }
        let value = entry.value.as_deref().unwrap_or("");
        let value = self.attributes.expanded(value);
        let name = entry.name.strip_prefix("page-").unwrap_or(&entry.name);
        let key = match name {
            "revdate" => "date",
            "revnumber" => "version",
            "docdate" if self.meta.get("date").is_none() => "date",
            name => name,
        };
        let span = self.span(lines);
        self.tell(key, span, value_of(value.trim()));
    }

    /// One pair of the head.
    fn tell(&mut self, key: &str, span: Span, value: MetaValue) {
        let meta = &mut self.meta;
        if meta.origin == MetaOrigin::None {
            meta.origin = MetaOrigin::Fields;
            meta.span = span;
        }
        meta.span = meta.span.join(span);
        meta.entries.push(MetaEntry {
            key: key.into(),
            span,
            value,
        });
    }

    /// The line of authors: `Ann B. Lee <ann@example.org>; Bob Roe`. False where it cannot be one.
    fn authors(&mut self, words: &str, span: Span) -> bool {
        if words.len() > 400
            || speaks_of_block(words)
            || words.starts_with(['=', '#', '.', '*', '-'])
        {
            return false;
        }
        let words = self.attributes.expanded(words);
        let authors: Option<Vec<(&str, &str)>> = words
            .split("; ")
            .map(|author| author.trim().trim_end_matches(';'))
            .filter(|author| !author.is_empty())
            .map(author_of)
            .collect();
        let Some(authors) = authors.filter(|authors| !authors.is_empty()) else {
            return false;
        };
        let names: Vec<String> = authors
            .iter()
            .map(|(name, _)| name.replace('_', " "))
            .collect();
        let mails: Vec<&str> = authors.iter().map(|(_, mail)| *mail).collect();
        if let Some(first) = names.first() {
            self.attributes.set("author", first);
        }
        let list = |words: Vec<&str>| match words.as_slice() {
            [one] => MetaValue::Text((*one).into()),
            words => {
                let words = words.iter().map(|word| MetaValue::Text((*word).into()));
                MetaValue::List(words.collect())
            }
        };
        let key = if names.len() == 1 {
            "author"
        } else {
            "authors"
        };
        self.tell(key, span, list(names.iter().map(String::as_str).collect()));
        let mails: Vec<&str> = mails.into_iter().filter(|mail| !mail.is_empty()).collect();
        if let Some(first) = mails.first() {
            self.attributes.set("email", first);
            self.tell("email", span, list(mails));
        }
        true
    }

    /// The line of the revision: `v1.2, 2021-01-30: what changed`. False where it cannot be one.
    fn revision(&mut self, words: &str, span: Span) -> bool {
        let words = words.trim();
        let is_numbered = words
            .strip_prefix('v')
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        if !(is_numbered || words.bytes().any(|byte| byte.is_ascii_digit())) || words.len() > 400 {
            return false;
        }
        // Times of day have colons too.
        let (words, remark) = words.split_once(": ").unwrap_or((words, ""));
        let words = words.trim_end_matches(':');
        let (number, date) = match words.split_once(',') {
            Some((number, date)) if is_number(number) => (number, date),
            _ if is_numbered => (words, ""),
            _ => ("", words),
        };
        let number = number.trim();
        let number = if is_numbered { &number[1..] } else { number };
        for (name, key, value) in [
            ("revnumber", "version", number),
            ("revdate", "date", date.trim()),
            ("revremark", "revremark", remark.trim()),
        ] {
            if !value.is_empty() {
                self.attributes.set(name, value);
                let value = self.attributes.expanded(value);
                self.tell(key, span, MetaValue::Text(value.into()));
            }
        }
        true
    }
}

/// True for what may be the number of a revision, and not for a month with its day.
fn is_number(words: &str) -> bool {
    let words = words.trim();
    !words.contains(' ') && words.bytes().any(|byte| byte.is_ascii_digit()) && words.len() < 40
}

/// Name and address of an author: up to three words, each of letters, and an address in angle brackets.
fn author_of(words: &str) -> Option<(&str, &str)> {
    let (name, mail) = match words.split_once('<') {
        Some((name, mail)) => (name.trim(), mail.strip_suffix('>')?.trim()),
        None => (words, ""),
    };
    let is_word = |word: &str| {
        word.starts_with(char::is_alphabetic)
            && word
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '\'' | '\u{2019}' | '.'))
    };
    let most = if mail.is_empty() { 3 } else { 6 };
    let mut count = 0;
    let fits = name.split_whitespace().all(|word| {
        count += 1;
        is_word(word)
    });
    // A short sentence is none.
    let is_sentence = mail.is_empty() && name.ends_with('.');
    (fits && (1..=most).contains(&count) && !is_sentence).then_some((name, mail))
}

/// The value of a pair: a list in brackets, or words; what is only set is true.
fn value_of(words: &str) -> MetaValue {
    if words.is_empty() {
        return MetaValue::Bool(true);
    }
    let Some(inside) = words
        .strip_prefix('[')
        .and_then(|words| words.strip_suffix(']'))
    else {
        return MetaValue::Text(words.into());
    };
    let parts = inside
        .split(',')
        .map(|part| part.trim().trim_matches(['"', '\'']));
    let parts = parts.filter(|part| !part.is_empty());
    MetaValue::List(parts.map(|part| MetaValue::Text(part.into())).collect())
}
