//! The properties of a report from all that tell them: its head, labels in its text, declared names, at last its words.
//!
//! Takes what the modules beside it read of, gives each property with where it came from. What is stated stands; only where nothing is
//! does the next one count. A label may stand before any sentence: what tells something behind it names nothing.

use super::account::{Line, account};
use super::declared::Names;
use super::facets;
use super::keys::Keys;
use super::keyword::{self, Keywords};
use super::label::{Label, Labelled, labelled};
use super::passage::Passage;
use super::timeline::Entry;
use super::vocabulary::Vocabulary;
use super::{
    Candidate, Facet, Facets, Origin, Participant, Section, Severity, detection, participant,
    publication, service, severity,
};
use crate::document::Block;
use crate::document::ticket::Tickets;
use crate::facet::Property;
use crate::source::Span;

/// What is known of a report when its properties are asked for.
pub(super) struct Known<'a> {
    pub(super) keys: &'a Keys<'a>,
    /// The title and where it stands.
    pub(super) title: (&'a str, Span),
    /// The index of its block.
    pub(super) title_block: Option<usize>,
    pub(super) passages: &'a [Passage<'a>],
    pub(super) sections: &'a [Section],
    pub(super) blocks: &'a [Block],
    /// Its timeline.
    pub(super) timeline: &'a [Entry],
    /// The entry by which the report tells when it was noticed.
    pub(super) noticing: Option<&'a Entry>,
    /// The services that the archive declares.
    pub(super) names: &'a Names,
    /// What the names of tickets look like.
    pub(super) tickets: &'a Tickets,
    /// What services and ways of noticing are suggested by.
    pub(super) vocabulary: &'a Vocabulary,
}

/// The properties of a report.
pub(super) struct Properties {
    pub(super) facets: Facets,
    pub(super) candidates: Vec<Candidate>,
    pub(super) severity: Option<Severity>,
    /// The status that a label in the text states.
    pub(super) status: Option<String>,
    pub(super) participants: Vec<Participant>,
    pub(super) keywords: Keywords,
}

/// Reads them.
pub(super) fn read(known: &Known<'_>) -> Properties {
    let mut facets = facets::read(known.keys);
    let labelled = labelled(known.passages, known.sections, known.blocks);
    let account = account(known.title_block, known.passages, known.blocks);
    let of = |label: Label| labelled.iter().filter(move |found| found.label == label);

    if facets[Property::Service].is_empty() {
        let values = of(Label::Service)
            .flat_map(|found| found.values.iter().map(|value| (&**value, found.span)))
            .filter(|(value, _)| !tells(value));
        facets[Property::Service] = facets::names(values);
    }
    if facets[Property::Service].is_empty() {
        facets[Property::Service] = known.names.find(known.title, &account);
    }
    let candidates = match known.vocabulary.services() {
        Some(words) if facets[Property::Service].is_empty() => {
            service::candidates(known.title, &account, words)
        }
        _ => Vec::new(),
    };
    if facets[Property::Detection].is_empty() {
        facets[Property::Detection] = ways(
            of(Label::Detection),
            &account,
            known.timeline,
            known.vocabulary.detection(),
        );
    }
    if facets[Property::Detection].is_empty() {
        let noticing = known.noticing.into_iter();
        let told = noticing
            .filter_map(|entry| detection::of_noticing(entry, known.vocabulary.detection()));
        facets[Property::Detection] = told.collect();
    }
    let severity = severity::read(known.keys)
        .or_else(|| {
            of(Label::Severity)
                .filter(|found| found.values.first().is_some_and(|value| !tells(value)))
                .find_map(|found| severity::labelled(&found.key, found.values.first()?))
        })
        .or_else(|| severity::in_title(known.title.0))
        .or_else(|| severity::in_words(account.iter().map(|line| &*line.text)));
    // Several are those of tasks, each with its own.
    let mut labels = of(Label::Status);
    let status = labels
        .next()
        .filter(|_| labels.next().is_none())
        .and_then(|found| found.values.first())
        // In doubt it is a draft.
        .filter(|value| publication::is_unfinished(value) || !tells(value))
        .and_then(|value| publication::labelled_status(value));
    let roles = of(Label::Role).map(|found| (&*found.key, &*found.values, found.span));
    let participants = participant::read(roles, known.passages);
    let keywords = keyword::keywords(known.title.0, &account, known.vocabulary, known.tickets);
    Properties {
        facets,
        candidates,
        severity,
        status,
        participants,
        keywords,
    }
}

/// Words of sentences: denials, forms of being and doing, and who speaks.
#[rustfmt::skip] // A language a line.
const TELLING: &[&str] = &[
    "none", "no", "not", "never", "nothing", "nobody", "neither", "was", "were", "is", "are", "be", "been", "has", "have", "had", "did", "does", "could", "would", "should", "will", "we", "our", "us", "they", "it", "which", "who",
    "ingen", "ikke", "var", "ble", "vi", "våre", "kein", "keine", "nicht", "war", "wurde", "wir", "unsere", "aucun", "aucune", "était", "nous", "ningún", "ninguno", "nuestros",
];

/// True for a value that tells something and names nothing: `none of our users were affected`. Remarks in brackets may.
fn tells(value: &str) -> bool {
    let mut depth = 0_usize;
    value.split_whitespace().enumerate().any(|(at, word)| {
        let is_remark = depth > 0 || word.starts_with(['(', '[']);
        depth = (depth + word.matches(['(', '[']).count())
            .saturating_sub(word.matches([')', ']']).count());
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        // `IT` and `US` are names.
        let lower = if at == 0 && bare.chars().skip(1).all(char::is_lowercase) {
            bare.to_lowercase()
        } else {
            bare.to_owned()
        };
        !is_remark
            && (TELLING.contains(&lower.as_str())
                || lower.ends_with("n't")
                || lower.ends_with("n’t"))
    })
}

/// How it was noticed: as a label names it, else as words suggest.
fn ways<'l>(
    labels: impl Iterator<Item = &'l Labelled> + Clone,
    account: &[Line],
    timeline: &[Entry],
    vocabulary: &detection::Vocabulary,
) -> Vec<Facet> {
    let values = labels.flat_map(|found| found.values.iter().map(|value| (&**value, found.span)));
    let mut stated: Vec<Facet> = Vec::new();
    for (value, span) in values.clone() {
        if let Some(way) = detection::way_of(value, vocabulary)
            && stated.iter().all(|facet| facet.name != way)
        {
            stated.push(Facet {
                name: way.to_owned(),
                origin: Origin::Stated,
                evidence: None,
                span,
            });
        }
    }
    if stated.is_empty() {
        detection::suggest(values, account, timeline, vocabulary)
    } else {
        stated
    }
}
