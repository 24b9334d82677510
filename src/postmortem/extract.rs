//! From a document to its reading: calls the modules beside it, decides only what they leave open.
//!
//! Takes a document with what is known besides its text, gives a report, an index or an aside, with what is told about its dates. It sees
//! no other document.

use std::sync::Arc;

use super::claim::Claims;
pub use super::evidence::EVIDENCE_NEEDED;
use super::keys::Keys;
use super::names::Name;
use super::occurred::{self, Open, Witnesses};
use super::passage::Passage;
use super::property::Properties;
use super::role::{Evidence, Role};
use super::timeline::Entry;
use super::title::Title;
use super::when::Conventions;
use super::{
    Aside, Index, Moment, Portion, Postmortem, Precision, Reading, Section, SectionKind, Settings,
    Undecided, When, action, braces, cause, claim, five_whys, lede, named, passage, property,
    prose, publication, reinterpret, remark, room, scorecard, timeline, title, unsplit,
};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::section::Headings;
use crate::document::{Block, BlockKind, Document, Pointers, anchor, outline, text, walk};
use crate::facet::Property;

/// Keys of how deep the page of an index file lists groups.
pub(super) const DEPTH: &[&str] = &["maxdepth", "tocdepth"];

/// What is known of a document besides its text.
#[derive(Debug, Clone)]
pub struct Clues {
    /// Path inside the source folder.
    pub path: Arc<str>,
    /// Name of the format, for the export.
    pub format: &'static str,
    /// The name of the folder that is the root of the sources: a file at the root of `incidents/` is in good company.
    pub root_name: String,
    /// What the document is a part of, where it is no file of its own.
    pub portion: Option<Portion>,
    /// What the archive declares about how its reports are to be understood.
    pub settings: Arc<Settings>,
}

/// Reads the meaning of a document. An index file keeps it; the body of a report is the caller's to write.
pub fn extract(document: &Document, clues: &Clues) -> (Reading, Diagnostics) {
    let (reading, mut diagnostics) = extract_as(document, clues, None);
    if let Reading::Report(report) = &reading {
        diagnostics.extend(unsplit::proposal(document, report));
    }
    (reading, diagnostics)
}

/// The same for a document of which somebody knows already what it is.
pub(super) fn extract_as(
    written: &Document,
    clues: &Clues,
    known: Option<Role>,
) -> (Reading, Diagnostics) {
    // Blocks stand at the same places in both.
    let filled = braces::filled(written);
    let document = filled.document.as_ref().unwrap_or(written);
    let mut diagnostics = Diagnostics::new();
    let keys = Keys::new(&document.meta);
    let name = Name::new(&clues.path);
    let stated = title::stated(document, &keys, &clues.settings.headings)
        .or_else(|| title::of_page(&keys, &clues.settings.headings))
        .or_else(|| title::of_table(document))
        .or_else(|| title::unnamed(document, &name));
    let title_block = stated.as_ref().and_then(|title| title.block);
    let headings = &clues.settings.headings;
    let sections = sections(document, title_block, headings);
    let lines = prose::Lines::new(document, &sections, title_block);
    let has_incident_keys = occurred::has_incident_keys(&keys, document.meta.origin);
    let evidence = Evidence {
        clues,
        name: &name,
        keys: &keys,
        document,
        sections: &sections,
        title: stated.as_ref(),
        lines: &lines,
        has_incident_keys,
    };
    let role = known.unwrap_or_else(|| evidence.role());
    if let Role::Aside(why) = role {
        let passages = passage::passages(document, &sections, title_block, headings);
        let remarks = remark::read(&passages, headings);
        return (Reading::Aside(Aside { why, remarks }), diagnostics);
    }
    let page = publication::read(&keys, &name);
    if role == Role::Index {
        let index = Index {
            path: Arc::clone(&clues.path),
            portion: clues.portion.clone(),
            title: stated.map(|title| title.text),
            draft: page.draft,
            weight: page.weight,
            max_depth: keys
                .text(DEPTH)
                .and_then(|text| text.parse().ok())
                .or_else(|| max_depth(document)),
            document: written.clone(),
        };
        return (Reading::Index(Box::new(index)), diagnostics);
    }
    let score = evidence.score();
    let summary = prose::summary(document, &keys, &sections, title_block);
    let title = stated.unwrap_or_else(|| {
        let title = title::fallback(&keys, &name, summary.as_deref());
        tell_missing_title(&title, clues, &mut diagnostics);
        title
    });
    let witnesses = Witnesses {
        title: &title,
        name: &name,
        lines: &lines,
    };
    let (occurred, open) = occurred::read(
        &keys,
        document.meta.origin,
        &witnesses,
        clues,
        &mut diagnostics,
    );
    // A day with two readings is the archive's to decide, or to tell.
    if occurred.date.is_none() && open.is_none() {
        let told = Diagnostic::note("missing-date", "no date tells when this incident happened");
        // At the title, which may tell it; else where the text begins.
        let first = document.blocks.first().map(|block| block.span);
        let told = match title.span.or(first) {
            Some(span) => told.at(&clues.path, span),
            None => told.in_file(Arc::clone(&clues.path)),
        };
        diagnostics.push(
            told.help("begin the file name with the day, or write `incident_date: 2021-01-30` in the front matter"),
        );
    }
    let mut passages = passage::passages(document, &sections, title.block, headings);
    timeline::name(&mut passages, headings);
    reinterpret::reinterpret(&mut passages, headings);
    let told = Told {
        title: &title,
        passages: &passages,
        blocks: &document.blocks,
        conventions: &clues.settings.conventions,
    };
    let undecided = open.map(|open| Box::new(told.undecided(&occurred, open)));
    let (occurred, entries) = told.course(occurred);
    let actions = action::read(&passages, &document.blocks, &clues.settings.tickets);
    let whys = five_whys::read(&passages);
    let remarks = remark::read(&passages, headings);
    let scorecard = scorecard::read(&keys, &passages, &document.blocks);
    let Properties {
        mut facets,
        candidates,
        severity,
        status,
        participants,
        keywords,
    } = property::read(&property::Known {
        keys: &keys,
        title: (&title.text, title.span.unwrap_or_default()),
        title_block: title.block,
        passages: &passages,
        sections: &sections,
        blocks: &document.blocks,
        timeline: &entries,
        noticing: entry_of(&entries, occurred.detected.as_ref()),
        names: &clues.settings.names,
        tickets: &clues.settings.tickets,
        vocabulary: &clues.settings.vocabulary,
    });
    // What is stated is not guessed.
    if facets[Property::Cause].is_empty() && facets[Property::Trigger].is_empty() {
        let suggested = cause::suggest(
            clues.settings.vocabulary.causes(),
            &title.text,
            &passages,
            &document.blocks,
        );
        facets[Property::Cause] = suggested.causes;
        facets[Property::Trigger] = suggested.triggers;
    }
    // Not in the place of the passages, which are larger: these stay as long as the report does.
    let mut named = Vec::with_capacity(passages.len());
    named.extend(passages.into_iter().map(Section::from));
    let related = named::related(&keys);
    let recurs = named::recurs(&keys);
    // What stands in the body needs to be told nowhere else.
    let is_in_body = document.meta.stands_in(&document.blocks);
    let further = if is_in_body {
        Vec::new()
    } else {
        keys.unread()
    };
    let lede = keys.text(prose::SUMMARY).is_some()
        && summary
            .as_deref()
            .is_some_and(|summary| lede::is_needed(summary, &document.blocks, title.block));
    let mut postmortem = Postmortem {
        path: Arc::clone(&clues.path),
        portion: clues.portion.clone(),
        format: clues.format,
        title: title.text,
        title_block: title.block,
        title_id: title.block.and_then(|at| id_of(document.blocks.get(at)?)),
        occurred,
        undecided,
        language: page.language,
        severity,
        draft: page.draft
            || page.status.is_none() && status.as_deref().is_some_and(publication::is_unfinished),
        status: page.status.or(status),
        audience: page.audience,
        facets,
        candidates,
        participants,
        summary,
        lede,
        slug: page.slug,
        aliases: page.aliases,
        weight: page.weight,
        further,
        sections: named,
        timeline: entries,
        actions,
        five_whys: whys,
        remarks,
        scorecard,
        related,
        recurs,
        keywords,
        evidence: score,
        pointers: Pointers::of(&written.blocks),
        claims: Claims::default(),
    };
    name_entries(&mut postmortem);
    let told = claim::Sources {
        meta: &document.meta,
        lines: &lines,
        blocks: &document.blocks,
        sections: &sections,
        conventions: &clues.settings.conventions,
    };
    postmortem.claims = claim::read(&told, &postmortem);
    postmortem.claims.braced = filled.read;
    postmortem.claims.unsure = filled.unsure;
    room::give_back(&mut postmortem);
    (Reading::Report(Arc::new(postmortem)), diagnostics)
}

/// The entry of the timeline that a moment was read from.
fn entry_of<'e>(entries: &'e [Entry], moment: Option<&Moment>) -> Option<&'e Entry> {
    let moment = moment?;
    entries
        .iter()
        .find(|entry| entry.at.as_ref() == Some(moment))
}

/// Gives the entries of the timeline and the actions ids that no other place of the text has; links may lead to them.
fn name_entries(report: &mut Postmortem) {
    let pointers = &report.pointers;
    let taken = || {
        let places = pointers.headings.iter().chain(&pointers.anchors);
        places.map(|id| &**id)
    };
    action::name(&mut report.actions, taken());
    timeline::anchor::assign(&mut report.timeline, taken());
    if let Some(undecided) = &mut report.undecided {
        timeline::anchor::assign(&mut undecided.day_first.1, taken());
        timeline::anchor::assign(&mut undecided.month_first.1, taken());
    }
    let ids = report.timeline.iter().map(|entry| entry.anchor.clone());
    let of_actions = report.actions.iter().filter_map(|one| one.anchor.clone());
    report.pointers.anchors.extend(ids.chain(of_actions));
}

/// What the course of an incident is read from.
struct Told<'a> {
    title: &'a Title,
    passages: &'a [Passage<'a>],
    blocks: &'a [Block],
    conventions: &'a Conventions,
}

impl Told<'_> {
    /// The timeline, and what it tells besides of when it happened.
    fn course(&self, mut occurred: When) -> (When, Vec<timeline::Entry>) {
        let timeline = timeline::read(
            self.passages,
            self.blocks,
            &timeline::Known {
                day: occurred.date.filter(|_| occurred.tells_day()),
                zone: occurred.zone.as_deref(),
                conventions: self.conventions,
            },
        );
        occurred.zone = occurred.zone.take().or_else(|| timeline.zone.clone());
        let zone = occurred.zone.clone();
        occurred::course::read(
            &mut occurred,
            &occurred::course::Known {
                title: (&self.title.text, self.title.span),
                passages: self.passages,
                blocks: self.blocks,
                timeline: &timeline,
                zone: zone.as_deref(),
                conventions: self.conventions,
            },
        );
        (occurred, timeline.entries)
    }

    /// The same for each reading of a day that has two.
    fn undecided(&self, occurred: &When, open: Open) -> Undecided {
        let read = |date| {
            let mut when = occurred.clone();
            when.date = Some(date);
            when.origin = Some(open.origin);
            when.precision = Some(Precision::Day);
            when.evidence.date = Some(open.as_written.clone());
            self.course(when)
        };
        Undecided {
            day_first: read(open.day_first),
            month_first: read(open.month_first),
            as_written: open.as_written,
            span: open.span,
        }
    }
}

fn id_of(block: &Block) -> Option<Box<str>> {
    match &block.kind {
        BlockKind::Heading(heading) => heading.id.clone(),
        _ => None,
    }
}

/// How deep the lists of contents of a page go: the deepest of them. `-1` is none.
fn max_depth(document: &Document) -> Option<u32> {
    let mut deepest = None;
    walk::blocks(&document.blocks, &mut |block| {
        let BlockKind::Toctree(toctree) = &block.kind else {
            return;
        };
        let depth = toctree.option("maxdepth");
        let depth = depth.and_then(|depth| depth.trim().parse().ok());
        deepest = deepest.max(depth.filter(|depth| *depth > 0));
    });
    deepest
}

/// Every heading among the top-level blocks but the title, in reading order. One below a heading of action items is a group of them.
fn sections(document: &Document, title: Option<usize>, headings: &Headings) -> Vec<Section> {
    let mut out = Vec::new();
    let blocks = &document.blocks;
    flatten(
        &outline::sections(blocks),
        blocks,
        (title, headings),
        None,
        &mut out,
    );
    out
}

fn flatten(
    nested: &[outline::Section<'_>],
    blocks: &[Block],
    (title, headings): (Option<usize>, &Headings),
    promises: Option<SectionKind>,
    out: &mut Vec<Section>,
) {
    for found in nested {
        let mut around = promises;
        if Some(found.at) != title {
            let content = &found.heading.content;
            let heading = text::on_one_line(content).into_owned();
            // Most headings are one text, which is their name as well.
            let kind = if content.len() == 1 {
                headings.kind_of(&heading)
            } else {
                headings.kind_of(&text::one_line(&text::name(content)))
            };
            let is_group = !kind.stays_below_promises() && !headings.declares(&heading);
            let kind = promises.filter(|_| is_group).unwrap_or(kind);
            around = match kind {
                SectionKind::Other => promises,
                _ => kind.promises().then_some(kind),
            };
            out.push(Section {
                kind,
                anchor: found
                    .heading
                    .id
                    .as_deref()
                    .map_or_else(|| anchor::slug(&heading), str::to_owned),
                heading,
                at: found.at,
                end: found.end,
                level: Some(found.heading.level),
                span: blocks[found.at].span,
            });
        }
        flatten(&found.sections, blocks, (title, headings), around, out);
    }
}

fn tell_missing_title(title: &Title, clues: &Clues, diagnostics: &mut Diagnostics) {
    diagnostics.push(
        Diagnostic::note(
            "missing-title",
            format!("the document names no title; it is shown as `{}`", title.text),
        )
        .in_file(Arc::clone(&clues.path))
        .help("begin the text with a heading of the first level, or write `title:` in the front matter"),
    );
}
