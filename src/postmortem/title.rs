//! What a report is called: by its head, by its first heading, by its file.
//!
//! Takes a document and the name of its file, gives the title with where it stands; a word that every template has is no title. It
//! shortens nothing for lists.

use super::keys::Keys;
use super::names::Name;
use super::template::{is_template_word, says_nothing};
use super::when::dates;
use crate::document::section::{self, Headings};
use crate::document::{Block, BlockKind, Cell, Document, text};
use crate::source::Span;

/// Keys of a title.
pub(super) const KEYS: &[&str] = &["title", "incidenttitle", "tittel", "titel"];
/// Keys of a title for lists, which is taken where there is no other.
pub(super) const SHORT: &[&str] = &["linktitle", "sidebarlabel", "shorttitle"];

/// A title and where it came from.
pub(super) struct Title {
    pub(super) text: String,
    /// The top-level heading that repeats it.
    pub(super) block: Option<usize>,
    /// Where the author wrote it; `None` where the file name had to serve.
    pub(super) span: Option<Span>,
}

/// The first blocks of a document, among which its title stands.
const NEAR_THE_TOP: usize = 8;

/// The title that the author gave, by head or heading; `None` where there is none or only a template's word.
pub(super) fn stated(document: &Document, keys: &Keys<'_>, headings: &Headings) -> Option<Title> {
    let named = keys.all(KEYS);
    let entry = named.first().copied().filter(|entry| {
        let text = entry.value.as_text().unwrap_or_default();
        let is_title = !is_template_word(text);
        // What a template left around words stays unread: the words are shown with the rest of the head.
        if is_title || says_nothing(text) {
            keys.mark(entry);
        }
        is_title
    });
    let heading = heading(document, headings);
    // `Incident: Cache stampede` names it where nothing else does; `Incident: 123` is its number.
    let entry = entry.or_else(|| {
        let named = keys.all(&["incident"]).into_iter().find(|entry| {
            let words = entry.value.as_text().unwrap_or("");
            let is_named = words
                .split_whitespace()
                .filter(|word| word.chars().all(char::is_alphabetic))
                .nth(1)
                .is_some();
            heading.is_none() && is_named && !is_template_word(words)
        })?;
        keys.mark(named);
        Some(named)
    });
    let Some((entry, text)) = entry.and_then(|entry| Some((entry, entry.value.as_text()?))) else {
        return heading.map(|(at, text)| Title {
            text,
            block: Some(at),
            span: document.blocks.get(at).map(|block| block.span),
        });
    };
    let text = text::one_line(text);
    let whole = section::normal(&text);
    let bare = match undated(&text) {
        bare if bare == text => whole.clone(),
        bare => section::normal(&bare),
    };
    let repeated = near_headings(&document.blocks).find(|(_, heading)| {
        // A heading without a figure has no date.
        let has_date = heading.contains(|c: char| c.is_numeric());
        // Most begin with another letter.
        if !has_date
            && ![&whole, &bare]
                .iter()
                .any(|title| may_be_same(heading, title))
        {
            return false;
        }
        let words = section::normal(heading);
        let is_same = |title: &str| !words.is_empty() && words == title;
        is_same(&whole)
            || is_same(&bare)
            || (has_date && !bare.is_empty() && section::normal(&undated(heading)) == bare)
    });
    let text = match &repeated {
        // Of two that differ by a date only, the one without it: the page shows the date anyway.
        Some((_, heading)) if heading.len() < text.len() => heading.clone(),
        _ => text,
    };
    Some(Title {
        text,
        block: repeated.map(|(at, _)| at),
        span: Some(entry.span),
    })
}

/// False for a heading that begins with another letter of ASCII than a title in its normal form. Behind one that is followed by another
/// character a mark may stand that makes one letter of both.
fn may_be_same(heading: &str, title: &str) -> bool {
    match heading.as_bytes() {
        [first, second, ..] if first.is_ascii_alphanumeric() && second.is_ascii() => {
            title.bytes().next() == Some(first.to_ascii_lowercase())
        }
        _ => true,
    }
}

/// What a table of facts calls the incident, where nothing else names the report: `Incident ID | 2021-11-25 queue outage`.
pub(super) fn of_table(document: &Document) -> Option<Title> {
    const NAMES: &[&str] = &[
        "incident",
        "incident id",
        "incident name",
        "incident title",
        "title",
        "name of the incident",
    ];
    let tables = document
        .blocks
        .iter()
        .take(NEAR_THE_TOP)
        .filter_map(|block| match &block.kind {
            BlockKind::Table(table) => Some(table),
            _ => None,
        });
    for row in tables.flat_map(|table| &table.rows) {
        for pair in row.cells.chunks(2) {
            let [key, value] = pair else {
                continue;
            };
            let words = |cell: &Cell| text::one_line(&text::of_blocks(&cell.blocks));
            if !NAMES.contains(&section::normal(&words(key)).as_str()) {
                continue;
            }
            let value_words = words(value);
            // A number alone names no incident to people.
            let is_named = value_words
                .split_whitespace()
                .filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 1)
                .nth(1)
                .is_some();
            if is_named && !is_template_word(&value_words) {
                return Some(Title {
                    text: value_words,
                    block: None,
                    span: Some(row.span),
                });
            }
        }
    }
    None
}

/// What a page of HTML is called, where its own heading is no title.
pub(super) fn of_page(keys: &Keys<'_>, headings: &Headings) -> Option<Title> {
    let entry = keys.get(&["pagetitle"])?;
    let text = text::one_line(entry.value.as_text()?);
    let is_title = !text.is_empty() && !is_template_word(&text) && !headings.is_section_name(&text);
    is_title.then_some(Title {
        text,
        block: None,
        span: Some(entry.span),
    })
}

/// The heading that a text begins with, though it names nothing (`Post Incident Report`), where the file name says even less.
pub(super) fn unnamed(document: &Document, name: &Name) -> Option<Title> {
    let (at, text) = near_headings(&document.blocks).next()?;
    let block = document.blocks.first()?;
    let is_chapter = matches!(&block.kind, BlockKind::Heading(heading) if heading.level == 1);
    let fits = at == 0
        && is_chapter
        && name.title().is_none()
        && is_template_word(&text)
        && !section::is_section_name(&text);
    fits.then_some(Title {
        text,
        block: Some(at),
        span: Some(block.span),
    })
}

/// The title of last resort: a short title of the head, the file name, or the first words of the text.
pub(super) fn fallback(keys: &Keys<'_>, name: &Name, summary: Option<&str>) -> Title {
    let text = keys
        .text(SHORT)
        .map(text::one_line)
        .or_else(|| name.title().filter(|title| has_words(title)))
        .or_else(|| summary.and_then(first_words))
        .unwrap_or_else(|| name.own().to_owned());
    Title {
        text: if has_words(&text) {
            text
        } else {
            "Untitled".to_owned()
        },
        block: None,
        span: None,
    }
}

/// False for marks alone, such as the `-` that standard input is called.
fn has_words(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

/// The heading that is the title: one that stands first, or the only one of the first level.
fn heading(document: &Document, headings: &Headings) -> Option<(usize, String)> {
    let blocks = &document.blocks;
    let first = blocks
        .iter()
        .position(|block| !matches!(block.kind, BlockKind::Comment(_) | BlockKind::Rule));
    let mut chapters = blocks
        .iter()
        .enumerate()
        .filter(
            |(_, block)| matches!(&block.kind, BlockKind::Heading(heading) if heading.level == 1),
        )
        .map(|(at, _)| at);
    let sole = chapters.next().filter(|_| chapters.next().is_none());
    [first, sole].into_iter().flatten().find_map(|at| {
        let words = heading_text(&blocks[at])?;
        let is_title =
            !words.is_empty() && !is_template_word(&words) && !headings.is_section_name(&words);
        is_title.then_some((at, words))
    })
}

fn near_headings(blocks: &[Block]) -> impl Iterator<Item = (usize, String)> {
    blocks
        .iter()
        .take(NEAR_THE_TOP)
        .enumerate()
        .filter_map(|(at, block)| Some((at, heading_text(block)?)))
}

fn heading_text(block: &Block) -> Option<String> {
    match &block.kind {
        BlockKind::Heading(heading) => Some(text::one_line(&text::name(&heading.content))),
        _ => None,
    }
}

/// A title without a date before or behind its words.
fn undated(title: &str) -> String {
    let mut rest = title;
    if let Some(first) = dates(rest).next()
        && rest[..first.range.start]
            .chars()
            .all(|c| !c.is_alphanumeric())
    {
        rest = &rest[first.range.end..];
    }
    if let Some(last) = dates(rest).last()
        && rest[last.range.end..].chars().all(|c| !c.is_alphanumeric())
    {
        rest = &rest[..last.range.start];
    }
    rest.trim().to_owned()
}

/// The first sentence, or as many words of it as a title can bear.
fn first_words(text: &str) -> Option<String> {
    const MOST: usize = 90;
    let sentence = text
        .split_inclusive(". ")
        .next()?
        .trim()
        .trim_end_matches('.');
    let mut out = String::new();
    for word in sentence.split_whitespace() {
        if out.chars().count() + word.chars().count() >= MOST {
            return Some(format!("{}…", out.trim_end_matches([',', ';', ':'])));
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    (!out.is_empty()).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::{first_words, may_be_same, undated};

    #[test]
    fn a_letter_and_its_mark_are_no_other_letter() {
        for heading in ["Ålesund outage", "A\u{30a}lesund outage"] {
            assert!(may_be_same(heading, "ålesund outage"), "{heading}");
        }
        assert!(may_be_same("Outage", "outage"));
        assert!(!may_be_same("Summary", "outage"));
    }

    #[test]
    fn titles_cut() {
        assert_eq!(
            undated("15.02.2020 - The pump stopped"),
            "- The pump stopped"
        );
        assert_eq!(undated("Outage (2021-01-02)"), "Outage (");
        assert_eq!(
            first_words("It broke. Then not.").as_deref(),
            Some("It broke")
        );
        assert!(
            first_words(&"word ".repeat(60)).is_some_and(|t| t.ends_with('…') && t.len() < 100)
        );
    }
}
