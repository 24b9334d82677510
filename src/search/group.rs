//! Words that are found together, with the places where they stand.

use super::numbers::Numbers;

/// Words that are found together.
#[derive(Debug, Default)]
pub(super) struct Group {
    /// In small letters without accents, in their order.
    pub(super) words: Vec<String>,
    /// Where they stand.
    pub(super) places: Numbers,
    /// The last part they stand in; 0 before the first.
    pub(super) last_part: u32,
    /// In how many reports.
    pub(super) reports: u32,
    /// The last of them, from 1.
    pub(super) last_report: u32,
}
