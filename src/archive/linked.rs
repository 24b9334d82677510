//! Where reports link to: of the text and of actions, each address once for a report, in the order in which it is first met.
//!
//! Takes the reports, gives lists of addresses as written. What an address is, and which tracker or place of the web it tells, others
//! find out.

use std::sync::Arc;

use foldhash::{HashSet, HashSetExt};

use super::ReportIndex;
use crate::document::PointerKind;
use crate::postmortem::Postmortem;

/// So many links of a report are compared one by one.
const FEW: usize = 16;

/// The addresses that the reports of an archive link to.
#[derive(Debug)]
pub(super) struct Links<'a> {
    /// Where the addresses of each report end in `all`.
    ends: Vec<usize>,
    all: Vec<&'a str>,
}

impl<'a> Links<'a> {
    /// Those of these reports.
    pub(super) fn of(reports: &'a [Arc<Postmortem>]) -> Self {
        let mut links = Self {
            ends: Vec::with_capacity(reports.len()),
            all: Vec::new(),
        };
        let mut known: HashSet<&str> = HashSet::new();
        for report in reports {
            let from = links.all.len();
            known.clear();
            let pointers = report.pointers.targets.iter();
            let of_text = pointers.filter(|one| one.kind == PointerKind::Link);
            let of_actions = report.actions.iter().flat_map(|action| &action.links);
            let both = of_text
                .map(|one| &*one.target)
                .chain(of_actions.map(String::as_str));
            for link in both {
                // An action mostly links to what its text does. Of few links it costs less to look at each.
                let own = &links.all[from..];
                let is_new = if own.len() < FEW {
                    !own.contains(&link)
                } else {
                    if known.is_empty() {
                        known.extend(own);
                    }
                    known.insert(link)
                };
                if is_new {
                    links.all.push(link);
                }
            }
            links.ends.push(links.all.len());
        }
        links
    }

    /// Those of one report.
    pub(super) fn of_report(&self, at: ReportIndex) -> &[&'a str] {
        let from = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.all[from..self.ends[at]]
    }

    /// Those of each report, in the archive's order.
    pub(super) fn of_each(&self) -> impl Iterator<Item = &[&'a str]> {
        (0..self.ends.len()).map(|at| self.of_report(at))
    }
}
