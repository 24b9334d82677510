//! What changed in the facts of one report: values, and lists of values.
//!
//! Takes two states of a report, gives each fact that differs with both its values. Timeline and actions are told beside it.

use std::collections::BTreeSet;

use serde::Serialize;

use super::incident::{Facet, Incident};
use crate::facet::Property;

/// A fact with one value that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// Which: `date`, `severity`, … as the export calls it.
    pub name: &'static str,
    /// Its value before; null where it had none.
    pub old: Option<String>,
    /// Its value now; null where it has none.
    pub new: Option<String>,
}

/// A list whose values changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Values {
    /// Which: `services`, `causes`, … as the export calls it.
    pub name: &'static str,
    /// What is in it now.
    pub added: Vec<String>,
    /// What was in it.
    pub gone: Vec<String>,
}

/// The facts that differ.
pub(super) fn facts(old: &Incident, new: &Incident) -> Vec<Fact> {
    let of = |incident: &Incident| -> [(&'static str, Option<String>); 14] {
        let stones = &incident.milestones;
        let severity = incident.severity.as_ref();
        [
            ("title", Some(incident.title.clone())),
            ("url", Some(incident.url.clone())),
            ("source", Some(incident.source.clone())),
            ("date", incident.date.clone()),
            ("start", incident.start.clone()),
            ("end", incident.end.clone()),
            (
                "duration_minutes",
                incident.duration_minutes.map(|minutes| minutes.to_string()),
            ),
            ("detected", stones.detected.clone()),
            ("acknowledged", stones.acknowledged.clone()),
            ("declared", stones.declared.clone()),
            ("mitigated", stones.mitigated.clone()),
            ("resolved", stones.resolved.clone()),
            ("severity", severity.map(|severity| severity.label.clone())),
            ("status", incident.status.clone()),
        ]
    };
    let pairs = of(old).into_iter().zip(of(new));
    let mut facts: Vec<Fact> = pairs
        .filter(|((_, old), (_, new))| old != new)
        .map(|((name, old), (_, new))| Fact { name, old, new })
        .collect();
    if old.summary != new.summary {
        facts.push(Fact {
            name: "summary",
            old: old.summary.clone(),
            new: new.summary.clone(),
        });
    }
    facts
}

/// The lists that differ.
pub(super) fn values(old: &Incident, new: &Incident) -> Vec<Values> {
    let of = |incident: &Incident| -> Vec<(&'static str, Vec<String>)> {
        let headings = incident.sections.iter();
        let headings = headings.map(|section| section.heading.clone()).collect();
        let values =
            Property::TOLD.map(|property| (property.list(), of_property(incident, property)));
        values.into_iter().chain([("sections", headings)]).collect()
    };
    let pairs = of(old).into_iter().zip(of(new));
    let lists = pairs.map(|((name, old), (_, new))| Values {
        name,
        added: without(&new, &old),
        gone: without(&old, &new),
    });
    lists
        .filter(|list| !list.added.is_empty() || !list.gone.is_empty())
        .collect()
}

/// The values of a property.
fn of_property(incident: &Incident, property: Property) -> Vec<String> {
    match property {
        Property::Service => names(&incident.services),
        Property::Cause => names(&incident.causes),
        Property::Trigger => names(&incident.triggers),
        Property::Detection => incident.detection.clone(),
        Property::Tag => incident.tags.clone(),
        Property::Team => incident.teams.clone(),
    }
}

/// Names, each with where it came from where it was not stated: that a guess became certain is news.
fn names(facets: &[Facet]) -> Vec<String> {
    let name = |facet: &Facet| match &*facet.origin {
        "" | "stated" => facet.name.clone(),
        origin => format!("{} ({origin})", facet.name),
    };
    facets.iter().map(name).collect()
}

/// What is in the one list and not in the other, in order.
fn without(of: &[String], other: &[String]) -> Vec<String> {
    let other: BTreeSet<&String> = other.iter().collect();
    let rest = of.iter().filter(|value| !other.contains(value));
    rest.cloned().collect()
}
