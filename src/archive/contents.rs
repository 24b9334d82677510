//! The contents tree: groups and order from index files and folders, else by date.

use super::ReportIndex;

/// The contents tree of the archive.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Contents {
    /// The root group. Its `index` is the index file at the root of the source folder, where there is one.
    pub root: Group,
    /// The reports in reading order, for previous and next; each report once.
    pub order: Vec<ReportIndex>,
}

/// A group of the contents tree: a folder, an index file's list, a year.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Group {
    /// Its title.
    pub title: String,
    /// The folder it stands for, `/` between parts, empty for the root; `None` for a group that is no folder (a year, a
    /// heading of an index file's list).
    pub folder: Option<String>,
    /// The index file that introduces it, as an index into [`super::Archive::indexes`].
    pub index: Option<usize>,
    /// How deep its page lists entries (`maxdepth`), where its index file says so.
    pub max_depth: Option<u32>,
    /// What it holds, in order.
    pub entries: Vec<Entry>,
}

/// An entry of a group.
#[derive(Debug, Clone, PartialEq)]
pub enum Entry {
    /// A report.
    Report(ReportIndex),
    /// A group inside.
    Group(Group),
    /// A link out of the archive that an index file's list gives a place to.
    Link {
        /// Its words.
        title: String,
        /// Where to.
        target: String,
    },
}

/// Builds the contents tree.
pub fn build(
    reports: &[crate::postmortem::Postmortem],
    indexes: &[crate::postmortem::Index],
    references: &super::References,
    diagnostics: &mut crate::diagnostic::Diagnostics,
) -> Contents {
    let _ = (reports, indexes, references, diagnostics);
    Contents::default()
}
