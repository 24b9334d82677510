//! The collection: all reports in order, and every index over them.
//!
//! Takes the readings of all documents, gives an [`Archive`]. It is total and deterministic: the order of its input does not
//! matter. It knows neither pages nor HTML; addresses are made by `site`.

mod address;
pub mod contents;
mod date_order;
#[cfg(test)]
pub(crate) mod fixture;
mod held;
pub mod insights;
pub mod ledger;
mod linked;
mod own_name;
pub mod parts;
pub mod recurrence;
pub mod references;
pub mod related;
mod remark;
pub mod retold;
pub mod selection;
mod service;
mod spelling;
pub mod taxonomy;
mod toctree;
mod tracker;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::Diagnostics;
use crate::document::MetaEntry;
use crate::postmortem::{Facet, Index, Keywords, Origin, Postmortem, Reading};

pub use contents::{Contents, Entry, Group};
pub use insights::Insights;
pub use ledger::Ledger;
use ledger::Promises;
pub use parts::Parts;
pub use recurrence::Recurrence;
pub use references::{References, Target};
pub use related::Related;
pub use taxonomy::{Taxonomy, Term};

/// The key that switches off what only the words of a report suggest.
pub const SUGGESTED: &str = "suggested";

pub use spelling::humanised;

/// A report's place in [`Archive::reports`].
pub type ReportIndex = usize;

/// What the archive wants to know of the configuration; `pipeline` fills it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Options {
    /// True where drafts take part, marked.
    pub drafts: bool,
    /// True where the user named the source folder: then every document in it is a report unless it says otherwise.
    pub declared_source: bool,
    /// True where the source folder also holds program code.
    pub among_code: bool,
    /// By the path of a document, the paths of the files whose text became its own, also by way of others.
    pub includes: BTreeMap<Arc<str>, Vec<String>>,
    /// Absolute address prefixes that mean the root of the source folder or of the site.
    pub own_addresses: Vec<String>,
    /// What stands before the name of a page in the addresses of the wiki.
    pub wiki: Option<String>,
    /// Paths of all files that reports may point at, sorted, drafts' own files included.
    pub assets: Vec<String>,
    /// Paths of files that exist in the source folder but are no documents of the site and no assets (for links to them).
    pub other_files: Vec<String>,
    /// Taxonomies that are switched off, by key; `suggested` stands for what only the words of a report suggest.
    pub without: BTreeSet<String>,
    /// Declared names with their aliases, by taxonomy key (`service`, `cause`, `team`).
    pub vocabulary: Vec<Declared>,
    /// What terms are called that nobody declared, by the key of their taxonomy and their id: `("cause", "capacity/memory")`.
    pub names: BTreeMap<(&'static str, String), String>,
    /// The months as the site calls them.
    pub months: taxonomy::Months,
    /// What those are shown as that others stand under, by taxonomy and the first part of their ids, where that is another word than
    /// that part: `("cause", "capacity")`. An author's spelling goes before.
    pub groups: BTreeMap<(&'static str, String), String>,
    /// The declared places of severities.
    pub severity: Scale,
    /// What counts how much where reports are compared.
    pub related: related::Weights,
    /// The same thing again is what comes so many days later at most; with 0 only what heads say.
    pub recurrence_days: u32,
    /// What the action ledger wants to know.
    pub ledger: ledger::Options,
}

/// Which places severities have in this archive.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Scale {
    /// Labels with their declared levels.
    pub levels: Vec<(String, u8)>,
    /// True where no severity is worse than 1: what is read as 0 is a 1.
    pub from_one: bool,
}

impl Scale {
    /// Puts the levels of all reports right.
    fn apply(&self, reports: &mut [Arc<Postmortem>]) {
        let declared: BTreeMap<String, u8> = self
            .levels
            .iter()
            .map(|(label, level)| (spelling::identity(label), *level))
            .collect();
        for report in reports {
            let Some(severity) = &report.severity else {
                continue;
            };
            let level = match declared.get(&spelling::identity(&severity.label)) {
                Some(level) => Some(*level),
                None if self.from_one => severity.level.map(|level| level.max(1)),
                None => severity.level,
            };
            if level != severity.level
                && let Some(severity) = &mut Arc::make_mut(report).severity
            {
                severity.level = level;
            }
        }
    }
}

/// One declared name of a vocabulary.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Declared {
    /// The key of the taxonomy: `service`, `cause`, `team`.
    pub taxonomy: String,
    /// The name that is shown.
    pub name: String,
    /// Other spellings that mean the same.
    pub aliases: Vec<String>,
    /// The term's own words, where given.
    pub description: Option<String>,
}

/// All reports in order with every index over them.
#[derive(Debug, Default)]
pub struct Archive {
    /// The reports, newest first; those without a date last, then by path. Whoever remembers what was read has the same ones: what the
    /// archive decides of one is put into a copy of it then.
    pub reports: Vec<Arc<Postmortem>>,
    /// The index files, by path.
    pub indexes: Vec<Index>,
    /// The indexes by service, cause, …, in the order of the table in [`taxonomy`].
    pub taxonomies: Vec<Taxonomy>,
    /// Those that were switched off: they have no pages, but their ids stay what they are.
    pub switched_off: Vec<Taxonomy>,
    /// The contents tree.
    pub contents: Contents,
    /// Where every link leads, and who mentions whom.
    pub references: References,
    /// Which reports are alike.
    pub related: Related,
    /// What happened again.
    pub recurrence: Recurrence,
    /// What they promise, and what of it is still open.
    pub ledger: Ledger,
    /// Fingerprints of paragraphs that recur as prompts of a template.
    pub prompts: BTreeSet<u64>,
    /// How many drafts were left out.
    pub drafts_left_out: usize,
    /// The documents that take no part, by path, and what they are.
    pub left_out: BTreeMap<Arc<str>, &'static str>,
}

impl Archive {
    /// Selects, sorts, indexes and links. Each reading comes with the path of its source.
    pub fn new(readings: Vec<(Arc<str>, Reading)>, options: &Options) -> (Self, Diagnostics) {
        Self::again(readings, options, None)
    }

    /// The same for who keeps parts of an archive for the next: those that were made of the same are not made again.
    pub fn again(
        readings: Vec<(Arc<str>, Reading)>,
        options: &Options,
        parts: Option<&mut Parts>,
    ) -> (Self, Diagnostics) {
        let mut diagnostics = Diagnostics::new();
        let selection::Selection {
            mut reports,
            mut indexes,
            drafts_left_out,
            left_out,
            asides,
        } = selection::select(readings, options, &mut diagnostics);
        date_order::decide(&mut reports, &mut diagnostics);
        reports.sort_by(|a, b| {
            (a.day().is_none(), std::cmp::Reverse(a.day()), &a.path).cmp(&(
                b.day().is_none(),
                std::cmp::Reverse(b.day()),
                &b.path,
            ))
        });
        indexes.sort_by(|a, b| a.path.cmp(&b.path));
        options.severity.apply(&mut reports);
        if options.without.contains(SUGGESTED) {
            reports.iter_mut().for_each(without_suggestions);
        } else {
            service::suggest(&mut reports);
        }
        let own_names = own_name::OwnNames::of(&reports, &options.ledger.tickets);
        own_names.take_from(&mut reports);
        let prompts = selection::recurring_prompts(&reports);
        remark::take_templates(&mut reports, &asides);
        let (mut of_related, mut of_ledger) = (None, None);
        if let Some(parts) = parts {
            parts.prepare(&options.ledger.tickets);
            (of_related, of_ledger) = (Some(&mut parts.related), Some(&mut parts.ledger));
        }
        // Neither asks the other, and each takes about as long.
        let links = linked::Links::of(&reports);
        let (of_indexes, of_promises) = rayon::join(
            || {
                let mut told = Diagnostics::new();
                let taxonomies = taxonomy::build(&reports, options, &mut told);
                let references =
                    references::resolve(&reports, &indexes, &left_out, options, &mut told);
                (taxonomies, references, told)
            },
            || {
                let mut told = Diagnostics::new();
                let trackers = tracker::Trackers::of(&reports, &links, &options.ledger.tickets);
                let of_ledger = (&options.ledger, of_ledger);
                let promises = Promises::of(&reports, &trackers, of_ledger, &mut told);
                (trackers, promises, told)
            },
        );
        let ((taxonomies, switched_off), mut references, told) = of_indexes;
        diagnostics.append(told);
        let both = [&*taxonomies, &*switched_off];
        let (trackers, promises, told) = of_promises;
        let related = Related::new(
            &reports,
            (&both, &own_names),
            (&links, &trackers),
            &references,
            (options, of_related),
        );
        diagnostics.append(told);
        // Nobody asks for what reports mention any more; where somebody remembers the report, it stays.
        for report in reports.iter_mut().filter_map(Arc::get_mut) {
            report.keywords = Keywords::default();
        }
        // It puts the states of the overlay into the reports; what asks for states comes behind it.
        let ledger = Ledger::new(&mut reports, promises, &options.ledger, &mut diagnostics);
        let (recurrence, refused) =
            Recurrence::new(&reports, &both, &references, options, &mut diagnostics);
        for (at, mut found) in std::mem::take(&mut references.found_keys) {
            // Of a name that was refused no list tells.
            found.retain(|key| !refused.contains(&(at, *key)));
            let is_found = |entry: &MetaEntry| found.contains(&entry.span);
            if reports[at].further.iter().any(is_found) {
                let further = &mut Arc::make_mut(&mut reports[at]).further;
                further.retain(|entry| !is_found(entry));
            }
        }
        let contents = contents::build(&reports, &indexes, &references, &mut diagnostics);
        (
            Self {
                reports,
                indexes,
                taxonomies,
                switched_off,
                contents,
                references,
                related,
                recurrence,
                ledger,
                prompts,
                drafts_left_out,
                left_out,
            },
            diagnostics,
        )
    }
}

/// Takes out of a report what only its words suggest.
fn without_suggestions(report: &mut Arc<Postmortem>) {
    let is_suggested = |facet: &Facet| facet.origin == Origin::Suggested;
    let suggests = |(_, values): (_, &[Facet])| values.iter().any(is_suggested);
    if !report.facets.lists().any(suggests) {
        return;
    }
    for facets in Arc::make_mut(report).facets.lists_mut() {
        facets.retain(|facet| !is_suggested(facet));
    }
}
