//! How much reports say by themselves: for each fact how many state it, for how many a rule of ours read it, how many say nothing.
//!
//! Takes the reports, gives three numbers a fact, which add up to all reports. A declared name that stands in the text counts as stated, as
//! it does on every page; days and lengths are stated where `pmsite show` says so.

use std::sync::Arc;

use crate::facet::Property;
use crate::postmortem::{DateOrigin, Facet, Origin, Postmortem};

/// A fact that a report may state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fact {
    /// On which day it was.
    Date,
    /// How bad it was.
    Severity,
    /// Why it happened.
    Causes,
    /// What was struck.
    Services,
    /// How long it lasted.
    Duration,
    /// How it was noticed.
    Detection,
}

/// How many reports tell a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told {
    /// Which.
    pub fact: Fact,
    /// How many state it.
    pub stated: usize,
    /// For how many it was read by a rule.
    pub inferred: usize,
    /// How many say nothing of it.
    pub silent: usize,
}

/// How a report tells a fact: true for stated, false for inferred, none for nothing.
type Read = fn(&Postmortem) -> Option<bool>;

pub(super) fn of(reports: &[Arc<Postmortem>]) -> Vec<Told> {
    let facts: [(Fact, Read); 6] = [
        (Fact::Date, date),
        (Fact::Severity, |report| {
            let severity = report.severity.as_ref()?;
            Some(severity.origin != Origin::Suggested)
        }),
        (Fact::Causes, |report| any(&report.facets[Property::Cause])),
        (Fact::Services, |report| {
            any(&report.facets[Property::Service])
        }),
        (Fact::Duration, |report| {
            let when = &report.occurred;
            when.duration_minutes.map(|_| when.is_duration_stated())
        }),
        (Fact::Detection, |report| {
            any(&report.facets[Property::Detection])
        }),
    ];
    let told = |(fact, read): (Fact, Read)| {
        let count = |wanted| reports.iter().filter(|one| read(one) == wanted).count();
        Told {
            fact,
            stated: count(Some(true)),
            inferred: count(Some(false)),
            silent: count(None),
        }
    };
    facts.into_iter().map(told).collect()
}

fn date(report: &Postmortem) -> Option<bool> {
    report.day()?;
    Some(report.occurred.origin.is_some_and(DateOrigin::is_stated))
}

fn any(facets: &[Facet]) -> Option<bool> {
    let is_stated = |facet: &Facet| facet.origin != Origin::Suggested;
    (!facets.is_empty()).then(|| facets.iter().any(is_stated))
}
