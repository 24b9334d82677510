//! Where the facts of a report stand that carry no place of their own: title, date, summary and the like, found again in its document.
//!
//! Takes a document with what was read of it, gives places. A build never asks: only who wants to check a fact does, so the search
//! costs nothing elsewhere. What is not found has no place; none is made up.

use jiff::civil::Date;

use super::{DateOrigin, Postmortem, timeline};
use crate::document::{Block, BlockKind, Document, MetaEntry, MetaValue, text, walk};
use crate::source::Span;

/// Where a fact stands, and the words that tell it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The pair of the head, the block, or the words themselves.
    pub span: Span,
    /// The words as written.
    pub words: String,
}

/// A document to find facts in.
#[derive(Debug)]
pub struct Places<'a> {
    document: &'a Document,
    report: &'a Postmortem,
    text: &'a str,
    leaves: Vec<(Span, String)>,
}

impl<'a> Places<'a> {
    /// The places of this report, which was read out of this document of that text.
    pub fn new(document: &'a Document, report: &'a Postmortem, text: &'a str) -> Self {
        let mut leaves = Vec::new();
        walk::blocks(&document.blocks, &mut |block| {
            if let Some(words) = own_words(block) {
                leaves.push((block.span, words));
            }
        });
        Self {
            document,
            report,
            text,
            leaves,
        }
    }

    /// That of the title; `None` where the name of the file had to serve.
    pub fn title(&self) -> Option<Place> {
        let title = self.report.title.as_str();
        let heading = self.report.title_block.and_then(|at| {
            let block = self.document.blocks.get(at)?;
            Some(place(block.span, &own_words(block)?))
        });
        self.of_head(title)
            .or(heading)
            .or_else(|| self.of_words(title))
    }

    /// That of the day; `None` where it stands in the path.
    pub fn date(&self) -> Option<Place> {
        let when = &self.report.occurred;
        let date = when.date?;
        match when.origin? {
            DateOrigin::FrontMatter | DateOrigin::Publication => {
                self.pair(&|text| tells(text, date))
            }
            DateOrigin::Title => {
                let title = self.title()?;
                let words = words_of_date(&title.words, date)?;
                Some(self.narrowed(place(title.span, &words)))
            }
            DateOrigin::Text => self.leaves.iter().find_map(|(span, words)| {
                Some(self.narrowed(place(*span, &words_of_date(words, date)?)))
            }),
            DateOrigin::Timeline => {
                let is_it = |entry: &&timeline::Entry| {
                    entry.at.as_ref().is_some_and(|at| at.local.date() == date)
                };
                let entry = self.report.timeline.iter().find(is_it)?;
                Some(place(entry.span, &entry.as_written))
            }
            DateOrigin::FileName => None,
        }
    }

    /// True for the place of a pair of the head.
    pub fn is_of_head(&self, span: Span) -> bool {
        holds(&self.document.meta.entries, span)
    }

    /// The very words, if they stand in that span.
    pub fn at(&self, span: Span, words: &str) -> Place {
        self.narrowed(place(span, words))
    }

    /// That of a value which stands in the head as written.
    pub fn of_head(&self, value: &str) -> Option<Place> {
        self.pair(&|text| text == value)
    }

    /// That of words which stand somewhere in the text, line breaks and markup apart.
    pub fn of_words(&self, words: &str) -> Option<Place> {
        if words.is_empty() {
            return None;
        }
        let found = self.leaves.iter().find(|(_, leaf)| leaf.contains(words));
        found.map(|(span, _)| self.narrowed(place(*span, words)))
    }

    /// The very words inside a place, where they stand there as they were written.
    fn narrowed(&self, place: Place) -> Place {
        let found = place.span.of(self.text).find(&*place.words);
        let start = found.map(|at| place.span.start as usize + at);
        let span = start.map(|start| Span::new(start, start + place.words.len()));
        Place {
            span: span.unwrap_or(place.span),
            ..place
        }
    }

    /// That of words in the text, else in the head.
    pub fn anywhere(&self, words: &str) -> Option<Place> {
        let of_head = || self.pair(&|text| text.contains(words));
        self.of_words(words).or_else(of_head)
    }

    /// The first pair of the head with such a value.
    fn pair(&self, is_it: &dyn Fn(&str) -> bool) -> Option<Place> {
        pair_of(&self.document.meta.entries, is_it)
    }
}

fn holds(entries: &[MetaEntry], span: Span) -> bool {
    entries.iter().any(|entry| {
        let inside = matches!(&entry.value, MetaValue::Map(inner) if holds(inner, span));
        entry.span == span || inside
    })
}

fn place(span: Span, words: &str) -> Place {
    Place {
        span,
        words: words.to_owned(),
    }
}

fn pair_of(entries: &[MetaEntry], is_it: &dyn Fn(&str) -> bool) -> Option<Place> {
    entries.iter().find_map(|entry| match &entry.value {
        MetaValue::Map(inner) => pair_of(inner, is_it),
        value => {
            let text = value.texts().into_iter().find(|text| {
                let text = text::one_line(text);
                is_it(&text)
            })?;
            Some(place(entry.span, &format!("{}: {text}", entry.key)))
        }
    })
}

/// The words of a block that holds no other blocks.
fn own_words(block: &Block) -> Option<String> {
    let words = match &block.kind {
        BlockKind::Paragraph(content) => text::words(content),
        BlockKind::Heading(heading) => text::words(&heading.content),
        _ => return None,
    };
    Some(text::one_line(&words))
}

fn tells(words: &str, date: Date) -> bool {
    words_of_date(words, date).is_some()
}

/// The words that tell that very day, or its month where no day is known.
fn words_of_date(words: &str, date: Date) -> Option<String> {
    let found = super::when::dates(words).find(|found| found.date == date)?;
    Some(words[found.range].to_owned())
}
