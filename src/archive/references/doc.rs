//! A document of the archive, by its place there.

use super::super::ReportIndex;

/// A document of the archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Doc {
    /// A report.
    Report(ReportIndex),
    /// An index file.
    Index(usize),
}
