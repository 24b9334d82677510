//! Reports that have the shape of a log, and the warning that proposes to split them.
//!
//! Takes a document with what was read of it, gives the warning. It cuts nothing: nobody asked.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::when::find_date;
use super::{Postmortem, SectionKind};
use crate::diagnostic::Diagnostic;
use crate::document::{Block, BlockKind, Document, Inline, InlineKind, Style, text};

/// From how many dated headings of one level on a document looks like a log.
pub(super) const MANY: usize = 3;

/// Parts of its own that a section has at least, where it tells of an incident.
pub(super) const TELLING: usize = 2;

/// Proposes to split a report that has the shape of a log: several headings of one level that name different days, each with parts
/// of its own under it. The days of a timeline have none.
pub(super) fn proposal(document: &Document, report: &Postmortem) -> Option<Diagnostic> {
    // A part of a log has been cut out already.
    if report.portion.is_some() {
        return None;
    }
    let level = (1..=6).find(|level| {
        let mut days = BTreeSet::new();
        let mut timeline = 0;
        for section in &report.sections {
            if section.kind == SectionKind::Timeline {
                timeline = timeline.max(section.end);
            }
            if section.level == Some(*level)
                && section.at >= timeline
                && let Some((day, ..)) = find_date(&section.heading)
                && has_parts(&document.blocks[section.at + 1..section.end])
            {
                days.insert(day);
            }
        }
        days.len() >= MANY
    })?;
    let own = report
        .sections
        .iter()
        .filter(|section| section.level == Some(level));
    let dated = own.filter(|section| find_date(&section.heading).is_some());
    let message = format!(
        "{} headings of level {level} name a day: this looks like a log of incidents, and is one report",
        dated.count()
    );
    let help = format!(
        "to give each incident a page, write into book.toml: `[[split]]`, `files = \"{}\"`, `level = {level}`",
        report.path
    );
    Some(
        Diagnostic::warning("unsplit-log", message)
            .in_file(Arc::clone(&report.path))
            .help(help),
    )
}

/// True for text that has headings of its own, or words in bold that serve as such.
fn has_parts(blocks: &[Block]) -> bool {
    let leads = blocks.iter().map(|block| match &block.kind {
        BlockKind::Heading(_) => 1,
        BlockKind::Paragraph(content) => usize::from(is_lead(content)),
        BlockKind::List(list) => list
            .items
            .iter()
            .filter(|item| match item.blocks.first().map(|block| &block.kind) {
                Some(BlockKind::Paragraph(content)) => is_lead(content),
                _ => false,
            })
            .count(),
        BlockKind::DefinitionList(definitions) => definitions.len(),
        _ => 0,
    });
    leads.sum::<usize>() >= TELLING
}

/// True for words in bold at the beginning, but for a time.
fn is_lead(content: &[Inline]) -> bool {
    match content.first().map(|inline| &inline.kind) {
        Some(InlineKind::Styled(Style::Strong, words)) => {
            let words = text::words(words);
            !words.starts_with(|sign: char| sign.is_numeric())
        }
        _ => false,
    }
}
