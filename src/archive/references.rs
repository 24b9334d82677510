//! Where links lead: reports, index files, assets, elsewhere, nowhere; and who mentions whom.

use std::collections::BTreeMap;

use super::ReportIndex;

/// Where a link or an image leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A report, and an anchor in it.
    Report(ReportIndex, Option<String>),
    /// An index file, and an anchor in it.
    Index(usize, Option<String>),
    /// A place in the same document.
    Here(String),
    /// A file of the source folder that is copied to the site, by its path there.
    Asset(String),
    /// Out of the archive: an address with a scheme, as written.
    Away(String),
    /// Nowhere: what was written names nothing that the site has.
    Nowhere,
}

/// Every link of the archive, resolved.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct References {
    /// By path of the source, then by target as written: where it leads. Targets with a scheme of the web are not listed.
    pub targets: BTreeMap<String, BTreeMap<String, Target>>,
    /// For each report the reports that link to it, in the archive's order, each once.
    pub backlinks: Vec<Vec<ReportIndex>>,
    /// Paths of the assets that published documents point at, sorted, each once.
    pub assets: Vec<String>,
}

impl References {
    /// Where the target that a document wrote leads; `None` where it was not looked at (an address of the web).
    pub fn target(&self, path: &str, target: &str) -> Option<&Target> {
        self.targets.get(path)?.get(target)
    }
}

/// Resolves every link and image of every document.
pub fn resolve(
    reports: &[crate::postmortem::Postmortem],
    indexes: &[crate::postmortem::Index],
    options: &super::Options,
    diagnostics: &mut crate::diagnostic::Diagnostics,
) -> References {
    let _ = (reports, indexes, options, diagnostics);
    References::default()
}
