//! One fact of a report, ready to be shown.
//!
//! A plain value: what it says, where it came from, where it stands. How it looks is the table's matter.

use std::fmt::Write as _;

use crate::postmortem::{Moment, Precision};
use crate::source::Span;

/// One fact.
#[derive(Default)]
pub(super) struct Fact {
    pub(super) name: String,
    /// The field of the record that holds it.
    pub(super) field: Option<String>,
    pub(super) value: String,
    /// `stated`, `vocabulary`, `suggested`, `inferred`; `None` for what is no claim.
    pub(super) origin: Option<&'static str>,
    /// The words it was read from, where they are not the value.
    pub(super) words: Option<String>,
    pub(super) span: Option<Span>,
    pub(super) remark: Option<String>,
}

/// A moment as people read it: day, time, offset, and how exact it is where that is not to the minute.
pub(super) fn told(moment: &Moment) -> String {
    let local = &moment.local;
    let mut out = match moment.precision {
        Precision::Day => local.strftime("%Y-%m-%d").to_string(),
        Precision::Month => local.strftime("%Y-%m").to_string(),
        Precision::Year => local.strftime("%Y").to_string(),
        _ if local.second() == 0 => local.strftime("%Y-%m-%d %H:%M").to_string(),
        _ => local.strftime("%Y-%m-%d %H:%M:%S").to_string(),
    };
    if let Some(offset) = moment.offset {
        let (sign, all) = (if offset < 0 { '-' } else { '+' }, offset.abs() / 60);
        let _ = write!(out, " {sign}{:02}:{:02}", all / 60, all % 60);
    }
    if moment.precision == Precision::Approximate {
        out.push_str(" (about)");
    }
    out
}
