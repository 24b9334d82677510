//! The timeline of a report, where its page shows it.

use serde::Serialize;

use super::line::TimeView;
use crate::site::shared::Markup;

/// The timeline in the body of a report. The body marks each entry; this says what they have in common.
#[derive(Debug, Clone, Serialize)]
pub struct TimelineView {
    /// The body up to the block that the timeline begins in, in HTML (safe).
    pub above: Markup,
    /// The rest of the body, from that block on, in HTML (safe).
    pub from: Markup,
    /// How many entries have a time.
    pub times: usize,
    /// How many of these have a zone that is known, hence a time by UTC and by the clock of the reader.
    pub with_zone: usize,
    /// How many have a zone that differs from UTC: beside these stands what they are by UTC.
    pub other_than_utc: usize,
    /// The start of the incident that the times since it are counted from; none where the entries show no such times.
    pub start: Option<TimeView>,
}
