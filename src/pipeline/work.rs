//! A file on its way through the stages, alone or with others.
//!
//! Takes what was loaded of files, gives what each turned out to be. Several go from stage to stage together: what the processor
//! fetched of a stage for the first of them, its program and its tables, is still at hand for the others. It does nothing itself: each
//! stage is a call.

use super::file::{File, Piece, Project, Read, Texts, Understood};
use crate::scan::{Loaded, Unpacked};

/// The stages of one file: texts, documents, meaning. A log comes with the level it is split at and the folder of its parts.
pub(super) fn understand(
    loaded: Loaded,
    log: Option<(u8, &String)>,
    project: &Project<'_>,
) -> File {
    let mut work = Work::new(loaded, log, project.clone());
    work.read();
    work.understand();
    work.write();
    work.file()
}

/// The same of several files, each stage of all of them before the next.
pub(super) fn together(mut work: Vec<Work<'_>>) -> Vec<File> {
    work.iter_mut().for_each(Work::read);
    work.iter_mut().for_each(Work::understand);
    work.iter_mut().for_each(Work::write);
    work.into_iter().map(Work::file).collect()
}

/// A file on its way through the stages.
pub(super) struct Work<'a> {
    project: Project<'a>,
    log: Option<(u8, &'a String)>,
    loaded: Loaded,
    /// The document of its own text, then those of the texts that were taken out of it.
    documents: Vec<Read>,
    pieces: Vec<Piece>,
    /// For each of them.
    texts: Vec<Texts>,
}

impl<'a> Work<'a> {
    pub(super) fn new(loaded: Loaded, log: Option<(u8, &'a String)>, project: Project<'a>) -> Self {
        Self {
            project,
            log,
            loaded,
            documents: Vec::new(),
            pieces: Vec::new(),
            texts: Vec::new(),
        }
    }

    fn read(&mut self) {
        let unpacked = self.loaded.unpacked.iter().map(|one| &one.source);
        let sources = self.loaded.source.iter().chain(unpacked);
        let documents = sources.map(|source| self.project.read(source));
        self.documents = documents.collect();
    }

    fn understand(&mut self) {
        let mut documents = std::mem::take(&mut self.documents).into_iter();
        let project = &self.project;
        if let Some(source) = &self.loaded.source
            && let Some(read) = documents.next()
        {
            let log = self.log.map(|(level, folder)| (level, folder.as_str()));
            self.pieces = project.pieces_of(source, read, log);
        }
        for (Unpacked { source, origin }, read) in self.loaded.unpacked.iter().zip(documents) {
            let piece = project.piece_of(source, read, Some(origin.clone()));
            self.pieces.push(piece);
        }
    }

    fn write(&mut self) {
        let texts = self.pieces.iter().map(|piece| self.project.texts(piece));
        self.texts = texts.collect();
    }

    fn file(self) -> File {
        let pieces = self.pieces.into_iter().zip(self.texts);
        let understood = pieces.map(|(piece, texts)| Understood::of(piece, texts, &self.project));
        File {
            understood: understood.collect(),
            set_aside: self.loaded.set_aside,
            loading: self.loaded.diagnostics,
        }
    }
}
