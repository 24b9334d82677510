//! The primer of a service, full and nearly empty.

use super::*;

pub(in super::super) fn primer() -> PrimerView {
    PrimerView {
        name: "PostgreSQL".into(),
        url: "../index.html".into(),
        count: 7,
        suggested: 2,
        latest: lines(),
        causes: taxonomies()[0].terms.clone(),
        without_cause: 1,
        detection: vec![NoticedView {
            name: "Alert".into(),
            count: 3,
            suggested: 1,
        }],
        unnoticed: 4,
        actions: term().actions,
        runbooks: vec![RunbookView {
            title: "Runbook <of> the queue".into(),
            url: "https://example.org/runbook".into(),
            external: true,
            report: Shared::new(&link("Outage & co", "../../../2021/outage/index.html")),
        }],
        more_runbooks: 2,
        luck: vec![RemarkedView {
            report: Shared::new(&link("Outage & co", "../../../2021/outage/index.html")),
            day: None,
            remarks: vec![RemarkView {
                text: "It was a <quiet> Sunday".into(),
                url: "../../../2021/outage/index.html#luck".into(),
            }],
            more: 2,
        }],
    }
}

/// A service of which its reports say next to nothing.
pub(in super::super) fn bare_primer() -> PrimerView {
    PrimerView {
        suggested: 0,
        causes: Vec::new(),
        detection: Vec::new(),
        actions: None,
        runbooks: Vec::new(),
        more_runbooks: 0,
        luck: Vec::new(),
        ..primer()
    }
}
