//! Remarks that a template makes and no author: those that stand in a template of the archive, and those of many words that stand word
//! for word in three reports or more.
//!
//! Takes the reports and what was set aside, takes such remarks out of the reports. It does not ask what a remark says: few words alike
//! (`It was a Sunday`) may be the same luck again.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use super::selection::RECURS;
use crate::postmortem::remark::Remark;
use crate::postmortem::{Aside, Postmortem};

/// Words of the shortest remark that nobody writes a third time by himself.
const LONG: usize = 5;

/// Takes the remarks of templates out of the reports.
pub(super) fn take_templates(reports: &mut [Arc<Postmortem>], asides: &[Aside]) {
    let of_asides: HashSet<String> = (asides.iter())
        .flat_map(|aside| aside.remarks.iter().map(key))
        .collect();
    let mut counts: HashMap<String, usize> = HashMap::new();
    for report in reports.iter() {
        let own: BTreeSet<String> = report
            .remarks
            .iter()
            .filter(|one| is_long(one))
            .map(key)
            .collect();
        for one in own {
            *counts.entry(one).or_default() += 1;
        }
    }
    let is_of_template = |one: &Remark| {
        let key = key(one);
        let recurs = counts.get(&key).is_some_and(|count| *count >= RECURS);
        recurs || of_asides.contains(&key)
    };
    for report in reports {
        if report.remarks.iter().any(is_of_template) {
            let remarks = &mut Arc::make_mut(report).remarks;
            remarks.retain(|one| !is_of_template(one));
        }
    }
}

fn is_long(remark: &Remark) -> bool {
    remark.text.split_whitespace().count() >= LONG
}

/// What two remarks of the same words have in common: letters and figures.
fn key(remark: &Remark) -> String {
    let letters = remark.text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}
