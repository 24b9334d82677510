//! Logs: one document that holds the reports of many incidents, one under each heading of a level.
//!
//! Takes a document and the level that `[[split]]` names for its file, gives each report as a document of its own and what is left
//! around them as an index file. What stands under a heading of that level and tells of no incident stays with the rest. Where no
//! level is named nothing is cut.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use super::extract::{extract, extract_as};
use super::role::Role;
use super::unsplit::{MANY, TELLING};
use super::when::{DateOrigin, find_date};
use super::{Clues, Portion, Postmortem, Precision, Reading};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::{Block, BlockKind, Document, anchor, cut, text};
use crate::source::{LineIndex, SourceFile, Span, stem};

/// One document of a log.
#[derive(Debug)]
pub struct Part {
    /// The path that it has in the archive, which no file has.
    pub path: Arc<str>,
    /// The document.
    pub document: Document,
    /// What it says.
    pub reading: Reading,
    /// What is to be said of it.
    pub diagnostics: Diagnostics,
}

/// Cuts a log at the headings of that level, and reads its parts: what is left of the log first, then each report. They have paths
/// inside `folder`, where no other document stands. `None`, with the reason, where no part is a report.
pub fn parts(
    document: &Document,
    source: &SourceFile,
    clues: &Clues,
    (level, folder): (u8, &str),
) -> Result<Vec<Part>, Diagnostic> {
    let lines = LineIndex::new(&source.text);
    let ending = ending_of(&source.path);
    let mut used = BTreeMap::from([("index".to_owned(), 1)]);
    let notes = cut::Notes::of(document);
    let mut candidates = Vec::new();
    for range in cut::sections(&document.blocks, level) {
        let heading = heading_words(&document.blocks[range.start]);
        let part = cut::part(document, &range, &notes);
        let path: Arc<str> = format!("{folder}/{}{ending}", name(&heading, &mut used)).into();
        let clues = Clues {
            path: Arc::clone(&path),
            portion: Some(Portion {
                file: Arc::clone(&source.path),
                lines: lines_of(&document.blocks[range.clone()], &source.text, &lines),
            }),
            ..clues.clone()
        };
        let (reading, diagnostics) = extract(&part, &clues);
        candidates.push(Candidate {
            has_day: names_day(&heading),
            is_empty: range.len() < 2,
            range,
            part: Part {
                path,
                document: part,
                reading,
                diagnostics,
            },
        });
    }
    let dated = candidates.iter().filter(|one| one.has_day).count();
    // Where the others name their days in their headings, a section that does not is no incident.
    let by_heading = dated * 2 >= candidates.len() && dated > 0;
    if !by_heading && let Some(other) = deeper(document, level) {
        let message = format!(
            "sections of level {level} name no days, but headings of level {other} do; the file is read whole"
        );
        return Err(Diagnostic::warning("nothing-to-split", message)
            .in_file(Arc::clone(&source.path))
            .help(format!(
                "write `level = {other}` if those are the incidents"
            )));
    }
    let (mut reports, left): (Vec<_>, Vec<_>) = candidates
        .into_iter()
        .partition(|candidate| candidate.is_report(by_heading));
    if reports.is_empty() {
        return Err(nothing_to_cut(level, left.is_empty()).in_file(Arc::clone(&source.path)));
    }
    let places: Vec<(Range<usize>, String)> = reports
        .iter()
        .map(|one| (one.range.clone(), format!("/{}", one.part.path)))
        .collect();
    let whole = whole(document, source, clues, (folder, ending), &places, &left);
    let language = match &whole.reading {
        Reading::Index(_) => super::keys::Keys::new(&document.meta)
            .text(&["lang", "language", "locale"])
            .map(str::to_owned),
        _ => None,
    };
    let is_draft = matches!(&whole.reading, Reading::Index(index) if index.draft);
    for one in &mut reports {
        if let Reading::Report(report) = &mut one.part.reading {
            let report = Arc::make_mut(report);
            report.draft |= is_draft;
            report.language = report.language.take().or_else(|| language.clone());
        }
    }
    let reports = reports.into_iter().map(|one| one.part);
    Ok(std::iter::once(whole).chain(reports).collect())
}

/// True for words that name a very day: a quarter of a year is no incident.
fn names_day(words: &str) -> bool {
    find_date(words).is_some_and(|(_, precision, _)| precision == Precision::Day)
}

/// The level below whose headings name days, several of them.
fn deeper(document: &Document, level: u8) -> Option<u8> {
    (level + 1..=6).find(|level| {
        let sections = cut::sections(&document.blocks, *level);
        let dated = sections
            .iter()
            .filter(|range| names_day(&heading_words(&document.blocks[range.start])));
        dated.count() >= MANY
    })
}

/// What is left of the log around its reports.
fn whole(
    document: &Document,
    source: &SourceFile,
    clues: &Clues,
    (folder, ending): (&str, &str),
    places: &[(Range<usize>, String)],
    left: &[Candidate],
) -> Part {
    let path: Arc<str> = format!("{folder}/index{ending}").into();
    let clues = Clues {
        path: Arc::clone(&path),
        portion: Some(Portion {
            file: Arc::clone(&source.path),
            lines: (0, 0),
        }),
        ..clues.clone()
    };
    let rest = cut::rest(document, places);
    let (reading, mut diagnostics) = extract_as(&rest, &clues, Some(Role::Index));
    for one in left.iter().filter(|one| !one.is_empty) {
        let heading = &one.part.document.blocks[0];
        let message =
            "this section names no day and tells of no incident: it stays on the page of the log";
        diagnostics.push(
            Diagnostic::note("log-section", message)
                .at(&path, heading.span)
                .help("write the day of the incident into its heading, if it is one"),
        );
    }
    Part {
        path,
        document: rest,
        reading,
        diagnostics,
    }
}

/// A section that may be a report.
struct Candidate {
    range: Range<usize>,
    /// Its heading names a day.
    has_day: bool,
    /// Nothing stands under its heading.
    is_empty: bool,
    part: Part,
}

impl Candidate {
    fn is_report(&self, by_heading: bool) -> bool {
        let Reading::Report(report) = &self.part.reading else {
            return false;
        };
        let by_text = !by_heading
            && report.occurred.date.is_some()
            && report.occurred.origin != Some(DateOrigin::Publication);
        !self.is_empty && (self.has_day || by_text || telling_kinds(report) >= TELLING)
    }
}

fn telling_kinds(report: &Postmortem) -> usize {
    let kinds = report.sections.iter().map(|section| section.kind);
    kinds
        .filter(|kind| kind.tells())
        .collect::<BTreeSet<_>>()
        .len()
}

fn nothing_to_cut(level: u8, has_none: bool) -> Diagnostic {
    let message = if has_none {
        format!("there is no heading of level {level} to split this file at; it is read whole")
    } else {
        format!(
            "no section of level {level} names a day or tells of an incident; the file is read whole"
        )
    };
    Diagnostic::warning("nothing-to-split", message)
        .help("name the level of the headings that incidents have, from 1 (`#`) to 6, as `level` of `[[split]]`")
}

/// The endings of a file name, with the dot before each.
fn ending_of(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    &name[stem(name).len()..]
}

/// The folder that stands for a log: its path without endings.
pub fn folder_of(path: &str) -> &str {
    &path[..path.len() - ending_of(path).len()]
}

/// A name of its own for the part under that heading; `used` counts those there are.
fn name(heading: &str, used: &mut BTreeMap<String, u32>) -> String {
    let slug = match anchor::slug(heading) {
        slug if slug.is_empty() => "incident".to_owned(),
        slug => slug,
    };
    loop {
        let count = used.entry(slug.clone()).or_default();
        *count += 1;
        let name = match *count {
            1 => return slug,
            count => format!("{slug}-{count}"),
        };
        // A heading may end in a number of its own.
        if !used.contains_key(&name) {
            used.insert(name.clone(), 1);
            return name;
        }
    }
}

fn heading_words(block: &Block) -> String {
    match &block.kind {
        BlockKind::Heading(heading) => text::one_line(&text::words(&heading.content)),
        _ => String::new(),
    }
}

/// The first and the last line of these blocks.
fn lines_of(blocks: &[Block], text: &str, lines: &LineIndex) -> (usize, usize) {
    let span = blocks.first().zip(blocks.last());
    let span = span.map_or(Span::new(0, 0), |(first, last)| Span {
        start: first.span.start,
        end: last.span.end,
    });
    let last = span.end.saturating_sub(1).max(span.start);
    let line = |byte| lines.line_column(text, byte).line;
    (line(span.start), line(last))
}
