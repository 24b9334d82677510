//! A change that tells the archive nothing new: the site stays, and one page of it has another text.
//!
//! Takes the files that were touched and a site that stands, reads these files alone, and puts their texts into their places. Where
//! anything else is to be done (a file is new or gone, a report tells something else, a message of the whole archive named it) it does
//! nothing and says so; then [`super::assemble_again`] makes all anew. Both give the same pages.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::file::{File, Tools};
use super::memory::{Memory, Opened, inside};
use super::timings::Parts;
use super::work::understand;
use super::{Built, Input};
use crate::archive::retold::retold;
use crate::config::Level;
use crate::diagnostic::{Diagnostics, Severity};
use crate::lint;
use crate::postmortem::claim::Claims;
use crate::postmortem::{Postmortem, Reading};
use crate::scan::{self, Stamp};

/// More files than these are no edit.
const MOST: usize = 8;

/// One report that is told anew.
struct One {
    at: usize,
    path: String,
    report: Arc<Postmortem>,
    file: File,
    stamp: Option<Stamp>,
}

/// What was told anew.
#[derive(Debug, Default)]
pub struct Retold {
    /// The reports, by the paths of their sources.
    pub sources: BTreeSet<Arc<str>>,
    /// All that is to be said of these.
    pub diagnostics: Diagnostics,
}

/// Shows other texts of reports that tell the archive nothing new; `None` where all has to be made anew, and then nothing was changed.
pub fn retell(
    input: &Input<'_>,
    memory: &mut Memory,
    built: &mut Built,
    touched: &BTreeSet<PathBuf>,
) -> Option<Retold> {
    // A rule that compares all reports may end a build.
    let may_end = input
        .config
        .lint
        .values()
        .any(|level| *level == Level::Deny);
    if touched.is_empty() || touched.len() > MOST || may_end {
        return None;
    }
    let tools = memory.tools(input)?;
    let all: Option<Vec<One>> = (touched.iter())
        .map(|path| retold_of(input, (memory, &tools), built, path))
        .collect();
    let mut out = Retold::default();
    let told = &mut out.diagnostics;
    for mut one in all? {
        let understood = one.file.understood.first()?;
        told.append(understood.diagnostics.clone());
        told.append(lint::of_report(&one.report, built.site.archive()));
        if let Some(report) = Arc::get_mut(&mut one.report) {
            report.claims = Claims::default();
        }
        let texts = (understood.body.clone()?, understood.markdown.clone());
        built
            .site
            .retell(one.at, one.report, texts, understood.words.clone());
        out.sources.insert(Arc::clone(&understood.path));
        memory.renew(&one.path, one.file, one.stamp);
    }
    out.diagnostics.sort();
    Some(out)
}

/// The report of a file, where it tells nothing new.
fn retold_of(
    input: &Input<'_>,
    (memory, tools): (&Memory, &Tools),
    built: &Built,
    touched: &Path,
) -> Option<One> {
    let path = inside(input.source, touched)?;
    let kept = memory.kept(&path)?;
    let candidate = kept.candidate();
    if candidate.disk != touched || !kept.is_alone() || memory.is_asked_for(&path) {
        return None;
    }
    let before = only_report(&kept.file)?;
    if memory.named.contains(&before.path) {
        return None;
    }
    let stamp = scan::stamp(&candidate.disk);
    let loaded = scan::load(candidate, input.config.max_file_size());
    if loaded.set_aside.is_some() || !loaded.unpacked.is_empty() {
        return None;
    }
    let opened = Opened::default();
    let open = |path: &str| opened.note(path, None);
    let parts = Parts::new(false);
    let file = understand(loaded, None, &tools.project(input, &open, &parts));
    let now = only_report(&file)?;
    let is_wrong = |told: &Diagnostics| told.count(Severity::Error) > 0;
    let has_allows = [&kept.file, &file].iter().any(|file| {
        let mut all = file.understood.iter();
        all.any(|one| one.allows.is_some() || is_wrong(&one.diagnostics))
    });
    if !opened.all().is_empty() || has_allows {
        return None;
    }
    let archive = built.site.archive();
    let at = archive
        .reports
        .iter()
        .position(|one| one.path == before.path)?;
    let report = retold(before, &archive.reports[at], now)?;
    Some(One {
        at,
        path,
        report,
        file,
        stamp,
    })
}

/// The report of a file that holds one and nothing else, and of which by itself there is nothing to say.
fn only_report(file: &File) -> Option<&Arc<Postmortem>> {
    let [one] = &*file.understood else {
        return None;
    };
    let is_plain = file.loading.is_empty() && one.origin.is_none() && one.includes.is_empty();
    match &one.reading {
        Reading::Report(report) if is_plain => Some(report),
        _ => None,
    }
}
