//! The properties of a report from all that tell them: its head, labels in its text, declared names, at last its words.
//!
//! Takes what the modules beside it read of, gives each property with where it came from. What is stated stands; only where nothing is
//! does the next one count.

use super::account::{Line, account};
use super::declared::Names;
use super::facets::{self, Facets};
use super::keys::Keys;
use super::label::{Label, Labelled, labelled};
use super::passage::Passage;
use super::{
    Candidate, Facet, Origin, Participant, Section, Severity, detection, participant, service,
    severity,
};
use crate::document::Block;
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
    /// The services that the archive declares.
    pub(super) names: &'a Names,
}

/// The properties of a report.
pub(super) struct Properties {
    pub(super) facets: Facets,
    pub(super) candidates: Vec<Candidate>,
    pub(super) severity: Option<Severity>,
    pub(super) participants: Vec<Participant>,
}

/// Reads them.
pub(super) fn read(known: &Known<'_>) -> Properties {
    let mut facets = facets::read(known.keys);
    let labelled = labelled(known.passages, known.sections, known.blocks);
    let account = account(known.title_block, known.passages, known.blocks);
    let of = |label: Label| labelled.iter().filter(move |found| found.label == label);

    if facets.services.is_empty() {
        let values = of(Label::Service)
            .flat_map(|found| found.values.iter().map(|value| (&**value, found.span)));
        facets.services = facets::names(values);
    }
    if facets.services.is_empty() {
        facets.services = known.names.find(known.title, &account);
    }
    let candidates = if facets.services.is_empty() {
        service::candidates(known.title.0, known.title.1, &account)
    } else {
        Vec::new()
    };
    if facets.detection.is_empty() {
        facets.detection = ways(of(Label::Detection), &account);
    }
    let severity = severity::read(known.keys)
        .or_else(|| {
            of(Label::Severity)
                .find_map(|found| severity::labelled(&found.key, found.values.first()?))
        })
        .or_else(|| severity::in_title(known.title.0))
        .or_else(|| severity::in_words(account.iter().map(|line| &*line.text)));
    let roles = of(Label::Role).map(|found| (&*found.key, &*found.values, found.span));
    let participants = participant::read(roles, known.passages);
    Properties {
        facets,
        candidates,
        severity,
        participants,
    }
}

/// How it was noticed: as a label names it, else as words suggest.
fn ways<'l>(labels: impl Iterator<Item = &'l Labelled> + Clone, account: &[Line]) -> Vec<Facet> {
    let values = labels.flat_map(|found| found.values.iter().map(|value| (&**value, found.span)));
    let mut stated: Vec<Facet> = Vec::new();
    for (value, span) in values.clone() {
        if let Some(way) = detection::way_of(value)
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
        detection::suggest(values, account)
    } else {
        stated
    }
}
