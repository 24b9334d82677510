//! What a folder holds before anything is written into it, and which folder of it `book.toml` has to name.
//!
//! Takes a project, gives counts and a folder. The reports of an archive must be the same with a `book.toml` as without: naming a folder
//! makes every document in it a report, so that what would change is tried before it is written.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::PathBuf;

use crate::cli::progress::Bar;
use crate::cli::project::Project;
use crate::config::Config;
use crate::diagnostic::Severity;
use crate::error::Error;
use crate::pipeline::{self, Input};
use crate::postmortem::{Index, is_bundle};
use crate::source::Format;

/// The file by which a folder is known to be a site of ours.
const MANIFEST: &str = ".pmsite-manifest";

/// What a build finds, drafts among it.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// How many reports.
    pub(super) reports: usize,
    /// What the site is called by the index file of its root.
    pub(super) title: Option<String>,
    /// How many of each format.
    pub(super) formats: BTreeMap<&'static str, usize>,
    /// How many tell no day.
    undated: usize,
    /// How many are drafts.
    drafts: usize,
    /// How many errors and warnings there are.
    pub(super) faults: usize,
    /// The files of reports and of index files, by their paths in the project.
    files: BTreeSet<String>,
}

impl Found {
    /// What a build of the project finds, as it stands.
    pub(super) fn of(project: &Project) -> Result<Self, Error> {
        let skip = project.skip();
        Self::by(&project.input(&skip), "")
    }

    /// What one would find below `folder`, were that named.
    fn below(project: &Project, config: &Config, folder: &str) -> Result<Self, Error> {
        let skip = project.skip();
        let (source, before) = match folder {
            "." => (project.root.clone(), String::new()),
            folder => (project.root.join(folder), format!("{folder}/")),
        };
        let input = Input {
            source: &source,
            declared_source: true,
            config,
            ..project.input(&skip)
        };
        Self::by(&input, &before)
    }

    fn by(input: &Input<'_>, before: &str) -> Result<Self, Error> {
        let bar = Bar::new(false);
        let input = Input {
            drafts: true,
            ..*input
        };
        let built = pipeline::assemble(&input, &bar)?;
        bar.finish();
        let archive = built.site.archive();
        let mut found = Self {
            reports: archive.reports.len(),
            faults: built.diagnostics.count(Severity::Error)
                + built.diagnostics.count(Severity::Warning),
            ..Self::default()
        };
        for report in &archive.reports {
            *found.formats.entry(report.format).or_default() += 1;
            found.undated += usize::from(report.day().is_none());
            found.drafts += usize::from(report.draft);
        }
        let root = archive.contents.root.index;
        let index = root.and_then(|at| archive.indexes.get(at));
        found.title = index.and_then(|index| index.title.clone());
        let reports = archive.reports.iter().map(|report| report.file());
        let indexes = archive.indexes.iter().map(Index::file);
        let files = reports.chain(indexes);
        found.files = files.map(|file| format!("{before}{file}")).collect();
        Ok(found)
    }

    /// `43 reports: 40 Markdown, 3 reStructuredText; 12 without a date`.
    pub(super) fn told(&self) -> String {
        let counted = match self.reports {
            1 => "1 report".to_owned(),
            n => format!("{n} reports"),
        };
        let mut formats: Vec<_> = self.formats.iter().collect();
        formats.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
        let mut out = match formats[..] {
            [(format, _)] => format!("{counted} in {}", name_of(format)),
            _ => {
                let each = formats
                    .iter()
                    .map(|(format, count)| format!("{count} {}", name_of(format)));
                format!("{counted}: {}", each.collect::<Vec<_>>().join(", "))
            }
        };
        if self.undated > 0 {
            let _ = write!(out, "; {} without a date", self.undated);
        }
        match self.drafts {
            0 => {}
            1 => out.push_str("; 1 draft among them"),
            n => {
                let _ = write!(out, "; {n} drafts among them");
            }
        }
        out
    }
}

/// What people call a format.
fn name_of(format: &str) -> &str {
    match Format::from_name(format) {
        Some(known) => known.title(),
        None => format,
    }
}

/// What `book.toml` says of the sources.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Sources {
    /// `[book] src`, where it has to be said.
    pub(super) src: Option<String>,
    /// `[build] exclude`: documents that are no reports, and would be by naming the folder.
    pub(super) exclude: Vec<String>,
    /// What the index file of that folder calls the site.
    pub(super) title: Option<String>,
}

/// Which folder to name for what was found, so that a build finds the same.
pub(super) fn sources(project: &Project, found: &Found) -> Result<Sources, Error> {
    let folder = common(&found.files);
    // Addresses begin below the folder that is named: those of a site that is there already stay.
    let has_site = project.output.join(MANIFEST).exists();
    if !folder.is_empty() && !has_site {
        let below = Found::below(project, &project.config, &folder)?;
        if below.files == found.files && below.faults <= found.faults {
            return Ok(Sources {
                src: Some(folder),
                title: below.title,
                exclude: Vec::new(),
            });
        }
    }
    // With a `book.toml` a folder of this name is that of the sources, where nothing else is said.
    if !project.root.join("src").is_dir() {
        return Ok(Sources::default());
    }
    let whole = Found::below(project, &project.config, ".")?;
    let more = whole.files.difference(&found.files);
    Ok(Sources {
        src: Some(".".to_owned()),
        exclude: more.map(|file| globset::escape(file)).collect(),
        title: None,
    })
}

/// The folder that holds all of these files and may hold further reports: none of a year, and none of a single report.
fn common(files: &BTreeSet<String>) -> String {
    let folder = |file: &String| {
        let mut names: Vec<String> = file.split('/').map(str::to_owned).collect();
        names.pop();
        if is_bundle(file) {
            names.pop();
        }
        let is_of_time = |name: &String| name.starts_with(|first: char| first.is_ascii_digit());
        let end = names.iter().position(is_of_time);
        names.truncate(end.unwrap_or(names.len()));
        names
    };
    let folders = files.iter().map(folder);
    let shared = folders.reduce(|one, other| {
        let both = one.into_iter().zip(other);
        both.take_while(|(one, other)| one == other)
            .map(|(one, _)| one)
            .collect()
    });
    shared.unwrap_or_default().join("/")
}

/// A folder for reports where there is none yet: one that is not there, so that nothing in it becomes a report.
pub(super) fn new_folder(root: &std::path::Path) -> String {
    let names = ["reports", "incidents", "postmortems"];
    let free = names.iter().find(|name| !root.join(name).exists());
    (*free.unwrap_or(&names[0])).to_owned()
}

/// A folder for the site: one that a build may write to.
pub(super) fn build_folder(root: &std::path::Path) -> String {
    let names = ["site", "public", "pmsite-out"];
    let is_usable = |name: &&&str| {
        let folder: PathBuf = root.join(name);
        !folder.exists() || folder.join(MANIFEST).exists()
    };
    let usable = names.iter().find(is_usable);
    (*usable.unwrap_or(&names[0])).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_of_all_reports_is_none_of_a_year_or_of_one_report() {
        for (files, folder) in [
            (&[][..], ""),
            (&["a.md", "docs/b.md"], ""),
            (&["docs/pm/a.md", "docs/pm/b.md"], "docs/pm"),
            (&["docs/pm/a.md", "docs/pmx/b.md"], "docs"),
            (&["content/2024/a.md", "content/2024/b.md"], "content"),
            (&["2024/a.md"], ""),
            (&["in/2024-01-02-a/index.md"], "in"),
        ] {
            let files = files.iter().map(|file| (*file).to_owned()).collect();
            assert_eq!(common(&files), folder, "{files:?}");
        }
    }

    #[test]
    fn what_was_found_is_told_in_one_line() {
        let mut found = Found {
            reports: 43,
            formats: [("markdown", 40), ("rst", 3)].into(),
            undated: 12,
            ..Found::default()
        };
        let told = "43 reports: 40 Markdown, 3 reStructuredText; 12 without a date";
        assert_eq!(found.told(), told);
        found = Found {
            reports: 1,
            formats: [("text", 1)].into(),
            drafts: 1,
            ..Found::default()
        };
        assert_eq!(found.told(), "1 report in plain text; 1 draft among them");
    }
}
