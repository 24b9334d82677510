//! One fact of a report, ready to be shown.
//!
//! A plain value: what it says, where it came from, where it stands. How it looks is the table's matter.

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
