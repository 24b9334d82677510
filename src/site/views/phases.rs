//! The course of an incident as phases on one axis.

use serde::Serialize;

use super::line::TimeView;

/// The phases of an incident: from the moments that its report tells.
#[derive(Debug, Clone, Serialize)]
pub struct PhasesView {
    /// From when to when the axis goes: what the second has in common with the first is left out of it.
    pub axis: (TimeView, TimeView),
    /// How long that is: `6 h 9 min`.
    pub length: String,
    /// The phases, in this order, those that are told: lead-up, impact, detection, response, recovery.
    pub phases: Vec<PhaseView>,
    /// True where one of them was read from words of the text.
    pub inferred: bool,
}

/// A phase of an incident.
#[derive(Debug, Clone, Serialize)]
pub struct PhaseView {
    /// `lead-up`, `impact`, `detection`, `response` or `recovery`. Impact runs beside the others, which follow each other.
    pub key: &'static str,
    /// For people: `Lead-up`.
    pub name: String,
    /// Where it begins on the axis, in thousandths.
    pub from: u32,
    /// How much of the axis it takes, in thousandths.
    pub width: u32,
    /// False for a lead-up that is longer than the incident, which is not drawn.
    pub is_drawn: bool,
    /// How long it was: `23 min`.
    pub length: String,
    /// When it began; on the day of the axis its text is the time alone, without the zone where the axis tells it.
    pub start: TimeView,
    /// When it ended; on the day of the start its text is the time alone, without the zone where the axis tells it.
    pub end: TimeView,
    /// True where one of its ends was read from words of the text: no head and no label states it.
    pub inferred: bool,
}
