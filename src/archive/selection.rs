//! Which documents take part: drafts, index files, and what is no incident report are set aside here, each with a note.
//!
//! Takes all readings, gives the reports and index files of the site and the paths of what was left out. It does not order
//! anything, and it never looks at words: what speaks for a report was weighed when the document was read.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use super::Options;
use super::address::last_name;
use super::spelling::folded;
use super::toctree;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::{InlineKind, walk};
use crate::postmortem::extract::EVIDENCE_NEEDED;
use crate::postmortem::{Aside, Index, Postmortem, Reading};

/// In how many reports a prompt must stand before it counts as template text.
pub(super) const RECURS: usize = 3;

/// Names of folders that hold incident reports and nothing else, folded and without `-`.
const REPORT_FOLDERS: [&str; 14] = [
    "postmortem",
    "postmortems",
    "incident",
    "incidents",
    "incidentreport",
    "incidentreports",
    "incidentreview",
    "incidentreviews",
    "incidentlog",
    "outage",
    "outages",
    "rca",
    "rcas",
    "retrospectives",
];

/// What messages call a document that is no report.
const ASIDE: &str = "a document that was set aside";

/// What they call one that is a draft.
const DRAFT: &str = "a draft";

/// What was selected.
#[derive(Debug, Default)]
pub struct Selection {
    /// The reports that take part. They stay in the boxes they came in, since a report is large and they are yet to be parted and
    /// sorted.
    pub reports: Vec<Arc<Postmortem>>,
    /// The index files that take part.
    pub indexes: Vec<Index>,
    /// How many drafts were left out.
    pub drafts_left_out: usize,
    /// The documents that take no part, with what they are: `a draft`.
    pub left_out: BTreeMap<Arc<str>, &'static str>,
    /// What was read of those that are no reports.
    pub asides: Vec<Aside>,
}

/// Decides which readings take part; each comes with the path of its source.
pub fn select(
    mut readings: Vec<(Arc<str>, Reading)>,
    options: &Options,
    diagnostics: &mut Diagnostics,
) -> Selection {
    readings.sort_by(|(a, _), (b, _)| a.cmp(b));
    let mut selection = Selection::default();
    let mut asides: BTreeMap<&'static str, Vec<Arc<str>>> = BTreeMap::new();
    let mut drafts = Vec::new();
    for (path, reading) in readings {
        match reading {
            Reading::Report(report) if report.draft && !options.drafts => {
                drafts.push(path);
            }
            Reading::Index(index) if index.draft && !options.drafts => {
                drafts.push(path);
            }
            Reading::Report(report) => selection.reports.push(report),
            Reading::Index(index) => selection.indexes.push(*index),
            Reading::Aside(aside) => {
                selection.left_out.insert(Arc::clone(&path), ASIDE);
                asides.entry(aside.why).or_default().push(path);
                selection.asides.push(aside);
            }
        }
    }
    for (reason, paths) in asides {
        diagnostics.push(set_aside(&paths, reason));
    }
    if !drafts.is_empty() {
        let note = set_aside(&drafts, DRAFT);
        diagnostics.push(
            note.help("`--drafts` takes drafts in; `pmsite show` tells what makes a file one"),
        );
        selection.leave_out_drafts(drafts);
    }
    selection.set_weak_reports_aside(options, diagnostics);
    selection.set_parts_aside(options, diagnostics);
    selection.set_idle_indexes_aside(options, diagnostics);
    note_second_indexes(&selection.indexes, diagnostics);
    selection
}

impl Selection {
    fn leave_out_drafts(&mut self, paths: Vec<Arc<str>>) {
        self.drafts_left_out += paths.len();
        self.left_out
            .extend(paths.into_iter().map(|path| (path, DRAFT)));
    }

    /// In a folder that nobody declared to be an archive, what does not look like a report is not published.
    fn set_weak_reports_aside(&mut self, options: &Options, diagnostics: &mut Diagnostics) {
        if options.declared_source {
            return;
        }
        let in_report_folder = |report: &Postmortem| stands_in_report_folder(&report.path);
        let has_report_folder = self.reports.iter().any(|report| in_report_folder(report));
        let is_weak = |report: &Postmortem| {
            if options.among_code {
                report.evidence < EVIDENCE_NEEDED
            } else {
                has_report_folder && report.evidence == 0 && !in_report_folder(report)
            }
        };
        let (weak, kept): (Vec<_>, Vec<_>) = std::mem::take(&mut self.reports)
            .into_iter()
            .partition(|report| is_weak(report));
        self.reports = kept;
        let paths: Vec<Arc<str>> = weak
            .into_iter()
            .map(|report| Arc::clone(&report.path))
            .collect();
        if paths.is_empty() {
            return;
        }
        let sentence = if paths.len() == 1 {
            "1 document does not look like an incident report and was set aside".to_owned()
        } else {
            format!(
                "{} documents do not look like incident reports and were set aside",
                paths.len()
            )
        };
        diagnostics.push(
            Diagnostic::note("set-aside", format!("{sentence} ({})", named(&paths)))
                .help("list them in `[build] include`, or point pmsite at their folder"),
        );
        self.leave_out(paths);
    }

    /// A text without a day that another document holds as a part of it is no report by itself. Only documents that take part count: a
    /// part of a draft is shown nowhere else. Of texts that only include each other each stays.
    fn set_parts_aside(&mut self, options: &Options, diagnostics: &mut Diagnostics) {
        let indexes = self.indexes.iter().map(|index| &index.path);
        let reports = self.reports.iter().map(|report| &report.path);
        let includers: Vec<&Arc<str>> = (indexes.chain(reports))
            .filter(|path| options.includes.contains_key(*path))
            .collect();
        let by = |includers: &[&Arc<str>]| -> HashSet<&str> {
            let files = includers.iter().flat_map(|path| &options.includes[*path]);
            files.map(String::as_str).collect()
        };
        let of_any = by(&includers);
        let is_part = |report: &Postmortem, files: &HashSet<&str>| {
            report.occurred.date.is_none() && files.contains(&*report.path)
        };
        let parts = self.reports.iter().filter(|one| is_part(one, &of_any));
        let parts: HashSet<&str> = parts.map(|report| &*report.path).collect();
        let wholes: Vec<&Arc<str>> = (includers.into_iter())
            .filter(|path| !parts.contains(&***path))
            .collect();
        let of_wholes = by(&wholes);
        let (parts, kept): (Vec<_>, Vec<_>) = std::mem::take(&mut self.reports)
            .into_iter()
            .partition(|report| is_part(report, &of_wholes));
        self.reports = kept;
        let paths: Vec<Arc<str>> = parts
            .into_iter()
            .map(|report| Arc::clone(&report.path))
            .collect();
        if !paths.is_empty() {
            diagnostics.push(set_aside(&paths, "a text that another document includes"));
        }
        self.leave_out(paths);
    }

    /// An index file introduces reports; where its folder has none it introduces something else.
    fn set_idle_indexes_aside(&mut self, options: &Options, diagnostics: &mut Diagnostics) {
        let mut busy: HashSet<&str> = HashSet::new();
        let mut names: HashSet<String> = HashSet::new();
        let mut homes: HashSet<&str> = HashSet::new();
        for report in &self.reports {
            names.insert(last_name(&report.path));
            homes.insert(folder_of(&report.path));
            let mut folder = folder_of(&report.path);
            while busy.insert(folder) && !folder.is_empty() {
                folder = folder_of(folder);
            }
        }
        let among_code = options.among_code && !options.declared_source;
        let is_idle = |index: &Index| {
            let folder = folder_of(&index.path);
            if !busy.contains(folder) {
                return among_code || !folder.is_empty();
            }
            // Above the reports of a code repository stand the read-me files of the code.
            among_code
                && !homes.contains(folder)
                && !stands_in_report_folder(&index.path)
                && !mentions_any(index, &names)
        };
        let idle: Vec<bool> = self.indexes.iter().map(is_idle).collect();
        let mut paths = Vec::new();
        let mut kept = Vec::new();
        for (index, idle) in std::mem::take(&mut self.indexes).into_iter().zip(idle) {
            if idle {
                paths.push(index.path);
            } else {
                kept.push(index);
            }
        }
        self.indexes = kept;
        if !paths.is_empty() {
            let files = counted(paths.len(), "index file was", "index files were");
            diagnostics.push(Diagnostic::note(
                "set-aside",
                format!(
                    "{files} set aside ({}): no report stands there",
                    named(&paths)
                ),
            ));
        }
        self.leave_out(paths);
    }

    fn leave_out(&mut self, paths: Vec<Arc<str>>) {
        self.left_out
            .extend(paths.into_iter().map(|path| (path, ASIDE)));
    }
}

/// What is said of files that are no reports.
fn set_aside(paths: &[Arc<str>], reason: &str) -> Diagnostic {
    let files = counted(paths.len(), "file was", "files were");
    Diagnostic::note(
        "set-aside",
        format!("{files} set aside ({}): {reason}", named(paths)),
    )
}

/// Of two index files in one folder one introduces it; the other gives only the order of its lists.
fn note_second_indexes(indexes: &[Index], diagnostics: &mut Diagnostics) {
    for group in by_folder(indexes).into_values() {
        let Some((first, others)) = group.split_first() else {
            continue;
        };
        for other in others {
            // A summary is nothing but a list: all of it is used.
            // A summary has no introduction, and a page with a list of contents has its own place under it.
            let rank = introduction_rank(&indexes[*other].path);
            if rank == SUMMARY || (rank == PAGE && toctree::is_in(&indexes[*other].document)) {
                continue;
            }
            let introduction = &indexes[*first].path;
            diagnostics.push(
                Diagnostic::note(
                    "set-aside",
                    format!("only the lists of this file are used: `{introduction}` introduces its folder"),
                )
                .in_file(Arc::clone(&indexes[*other].path)),
            );
        }
    }
}

/// The index files of each folder, as places in `indexes`, the one that introduces the folder first.
pub(super) fn by_folder(indexes: &[Index]) -> BTreeMap<&str, Vec<usize>> {
    let mut folders: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, index) in indexes.iter().enumerate() {
        folders.entry(folder_of(&index.path)).or_default().push(at);
    }
    for places in folders.values_mut() {
        places.sort_by_key(|at| (introduction_rank(&indexes[*at].path), &indexes[*at].path));
    }
    folders
}

/// The rank of `SUMMARY.md`, which holds a list and no introduction.
pub(super) const SUMMARY: u8 = 3;

/// The rank of an index file that only its content makes one: it introduces nothing but itself.
pub(super) const PAGE: u8 = 2;

/// Which index file introduces its folder where there are several: the lowest does.
pub(super) fn introduction_rank(path: &str) -> u8 {
    match last_name(path).as_str() {
        "index" | "_index" => 0,
        "readme" => 1,
        "summary" => SUMMARY,
        _ => PAGE,
    }
}

/// The folder of a path inside the source folder, empty for its root.
pub(super) fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn stands_in_report_folder(path: &str) -> bool {
    folder_of(path)
        .split('/')
        .any(|part| REPORT_FOLDERS.contains(&folded(part).replace('-', "").as_str()))
}

fn mentions_any(index: &Index, names: &HashSet<String>) -> bool {
    let mut found = false;
    walk::inlines(&index.document.blocks, &mut |inline| {
        if let InlineKind::Link(link) = &inline.kind {
            found |= names.contains(&last_name(&link.target));
        }
    });
    let mut entries = toctree::named(&index.document).into_iter();
    found || entries.any(|entry| names.contains(&last_name(&entry.target)))
}

/// `1 file was`, `3 files were`.
pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// Up to three paths in code marks, and how many more there are.
pub(super) fn named(paths: &[Arc<str>]) -> String {
    let mut out: Vec<String> = paths
        .iter()
        .take(3)
        .map(|path| format!("`{path}`"))
        .collect();
    if paths.len() > 3 {
        out.push(format!("and {} more", paths.len() - 3));
    }
    out.join(", ")
}

/// Fingerprints of prompts that stand verbatim in three reports or more.
pub fn recurring_prompts(reports: &[Arc<Postmortem>]) -> BTreeSet<u64> {
    let mut counts: BTreeMap<u64, usize> = BTreeMap::new();
    for report in reports {
        let own: BTreeSet<u64> = report.pointers.prompts.iter().copied().collect();
        for prompt in own {
            *counts.entry(prompt).or_default() += 1;
        }
    }
    counts
        .into_iter()
        .filter(|(_, count)| *count >= RECURS)
        .map(|(prompt, _)| prompt)
        .collect()
}

#[cfg(test)]
mod tests;
