//! Which links of a report lead to runbooks: those whose words or address say so, and those under a heading that does.
//!
//! Takes the reports, gives for each the places of such links among its links, once for all pages that show them. It follows none.

use std::sync::Arc;

use crate::archive::ReportIndex;
use crate::document::{Pointer, PointerKind};
use crate::postmortem::Postmortem;

/// What runbooks are called.
const NAMES: [&str; 4] = ["runbook", "run book", "playbook", "play book"];
/// What all of these have.
const PART: &[u8; 4] = b"book";
/// So many links of a report are kept, the first ones.
const MOST: usize = 32;

/// The links of all reports to runbooks.
#[derive(Debug, Default)]
pub(super) struct Runbooks(Vec<Box<[u32]>>);

impl Runbooks {
    /// Those of these reports.
    pub(super) fn of_all(reports: &[Arc<Postmortem>]) -> Self {
        Self(reports.iter().map(|report| links(report)).collect())
    }

    /// Those of one of them.
    pub(super) fn of<'r>(
        &self,
        report: &'r Postmortem,
        at: ReportIndex,
    ) -> impl Iterator<Item = &'r Pointer> {
        let places = self.0.get(at).map_or(&[][..], |places| places);
        places
            .iter()
            .filter_map(|place| report.pointers.targets.get(*place as usize))
    }
}

fn links(report: &Postmortem) -> Box<[u32]> {
    let sections = &report.sections;
    let named: Vec<bool> = (sections.iter())
        .map(|section| is_runbook(&section.heading))
        .collect();
    let is_under_one = |pointer: &Pointer| {
        let above = sections.partition_point(|section| section.span.start <= pointer.span.start);
        above
            .checked_sub(1)
            .and_then(|at| named.get(at))
            .is_some_and(|named| *named)
    };
    let mut found = Vec::new();
    for (place, pointer) in (0..).zip(&report.pointers.targets) {
        let is_link = !matches!(pointer.kind, PointerKind::Image | PointerKind::Entry);
        let is_one = is_link
            && (is_runbook(&pointer.words) || is_runbook(&pointer.target) || is_under_one(pointer));
        if is_one {
            found.push(place);
            if found.len() == MOST {
                break;
            }
        }
    }
    found.into()
}

fn is_runbook(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut ends = memchr::memchr2_iter(b'k', b'K', bytes).map(|at| &bytes[..=at]);
    let is_part = |part: &[u8]| part.eq_ignore_ascii_case(PART);
    // Hardly any text has it.
    if !ends.any(|end| end.last_chunk::<4>().is_some_and(|part| is_part(part))) {
        return false;
    }
    let text = text.to_lowercase().replace(['-', '_'], " ");
    NAMES.iter().any(|name| text.contains(name))
}
