//! Room that the lists of a report grew by and do not need: reports are held for as long as their archive is.
//!
//! Takes a report that was read, gives the room back. It changes nothing that the report says.

use super::Postmortem;
use super::claim::Claims;

/// Gives the room of lists back.
macro_rules! shrink {
    ($($list:expr),* $(,)?) => { $($list.shrink_to_fit();)* };
}

/// Gives back what no list of the report needs.
pub(super) fn give_back(report: &mut Postmortem) {
    shrink!(
        report.candidates,
        report.participants,
        report.aliases,
        report.further,
        report.sections,
        report.timeline,
        report.actions,
        report.five_whys,
        report.remarks,
        report.related,
        report.recurs,
        report.keywords.tickets,
        report.pointers.anchors,
    );
    for list in report.facets.lists_mut() {
        list.shrink_to_fit();
    }
    for action in &mut report.actions {
        shrink!(action.tickets, action.links);
    }
    let Claims {
        moments,
        timeless,
        lengths,
        ranges,
        weekdays,
        impossible,
        zones,
        empty,
        blanks,
        braced,
        unsure,
        prompts,
        turned: _,
        over: _,
        headings,
        threads,
        sketch,
    } = &mut report.claims;
    shrink!(
        moments,
        timeless,
        lengths,
        ranges,
        weekdays,
        impossible,
        zones,
        empty,
        blanks,
        braced,
        unsure,
        prompts,
        headings,
        threads,
        sketch.smallest,
    );
}
