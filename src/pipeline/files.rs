//! All files of an archive, on all threads.
//!
//! Takes what the scan found, gives for each candidate what it turned out to be, in their order. What is remembered of a file that is the
//! same is not read again. The stages themselves are those of one file (`file.rs`).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use rayon::prelude::*;

use super::file::{File, Project, Tools};
use super::memory::{Answer, Memory, Opened};
use super::timings::Parts;
use super::work::{Work, together};
use super::{Input, Progress};
use crate::postmortem::log;
use crate::scan::{self, Candidate};

/// So many files go from stage to stage together. What the processor fetched of a stage for the first of them, its program and its tables,
/// is still at hand for the others; with more of them nothing is gained.
const TOGETHER: usize = 16;
/// So many times each thread is to come back for more files, since some take longer than others.
const SHARES: usize = 8;

/// The stages of all files, on all threads. What is remembered of a file that is the same is not read again.
pub(super) fn read(
    found: &scan::Found,
    input: &Input<'_>,
    tools: &Tools,
    (parts, memory): (&Parts, Option<&mut Memory>),
    progress: &dyn Progress,
) -> Vec<File> {
    let largest = input.config.max_file_size();
    let paths = LazyLock::new(|| found.paths());
    // Only what the walk met: what was left out of it is not published by another way.
    let open = |path: &str| {
        let is_known = paths.contains(path);
        is_known.then(|| scan::text_inside(input.source, path, largest))?
    };
    let folders = log_folders(found);
    let project = tools.project(input, &open, parts);
    let recall = memory.as_deref().map(|memory| memory.recall(&open));
    let read = |candidates: &[Candidate]| {
        let known = candidates.iter().map(|candidate| {
            let folder = folders.get(&*candidate.path);
            (recall.as_ref()).and_then(|recall| recall.of(candidate, folder))
        });
        let known: Vec<Option<Answer>> = known.collect();
        let opened: Vec<Opened> = candidates.iter().map(|_| Opened::default()).collect();
        let opens: Vec<_> = (opened.iter())
            .map(|opened| |path: &str| opened.note(path, open(path)))
            .collect();
        let mut stamps = Vec::new();
        let mut work = Vec::new();
        for ((candidate, known), open) in candidates.iter().zip(&known).zip(&opens) {
            if known.is_some() {
                continue;
            }
            stamps.push(recall.as_ref().and_then(|_| scan::stamp(&candidate.disk)));
            let mut loaded = scan::load(candidate, largest);
            found.leave_out(&mut loaded);
            let project = Project {
                open,
                ..project.clone()
            };
            let folder = folders.get(&*candidate.path);
            work.push(Work::new(loaded, candidate.split.zip(folder), project));
        }
        let mut files = together(work).into_iter().zip(stamps);
        drop(opens);
        let answers = known.into_iter().zip(opened).map(|(known, opened)| {
            progress.advance();
            known.or_else(|| {
                let (file, stamp) = files.next()?;
                Some(Answer::New(file, stamp, opened.all()))
            })
        });
        answers.flatten().collect::<Vec<Answer>>()
    };
    let shares = found.candidates.len() / (rayon::current_num_threads() * SHARES);
    let answers: Vec<Answer> = (found.candidates)
        .par_chunks(shares.clamp(1, TOGETHER))
        .flat_map_iter(read)
        .collect();
    let Some(memory) = memory else {
        return answers.into_iter().map(Answer::file).collect();
    };
    memory.learn(&found.candidates, &folders, answers)
}

/// For each file that holds several reports the folder that these have in the archive: one that nothing else stands in.
pub(super) fn log_folders(found: &scan::Found) -> BTreeMap<&str, String> {
    let logs: Vec<&scan::Candidate> = found
        .candidates
        .iter()
        .filter(|candidate| candidate.split.is_some())
        .collect();
    let mut folders = BTreeMap::new();
    if logs.is_empty() {
        return folders;
    }
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let documents = found.candidates.iter().map(|candidate| &candidate.path);
    for path in documents.chain(&found.assets).chain(&found.other_files) {
        let ends = path.match_indices('/').map(|(at, _)| &path[..at]);
        taken.extend(ends.map(str::to_owned));
    }
    for log in logs {
        let plain = log::folder_of(&log.path);
        let mut folder = plain.to_owned();
        let mut number = 1;
        while !taken.insert(folder.clone()) {
            number += 1;
            folder = format!("{plain}-{number}");
        }
        folders.insert(&*log.path, folder);
    }
    folders
}
