//! The stages of one file: read, understood, its body written; and what all files of a project are understood with.
//!
//! Takes loaded sources, gives documents with what they say, and at last only what is kept of them. A file knows nothing of the others,
//! except those that it includes.

use std::sync::Arc;

use super::marks;
use super::settings::settings;
use super::timings::{Part, Parts};
use super::{Input, root_name};
use crate::config::Output;
use crate::diagnostic::Diagnostics;
use crate::document::{Document, ticket};
use crate::highlight::Highlighter;
use crate::html::Body;
use crate::html::Means;
use crate::language::Language;
use crate::lint::allow::{self, Allow};
use crate::markdown;
use crate::postmortem::{self, Clues, Reading, Settings, log};
use crate::read;
use crate::scan::{Origin, SetAside};
use crate::search::{self, Pool};
use crate::source::SourceFile;

/// What one candidate gave.
#[derive(Debug, Clone)]
pub(super) struct File {
    /// The document, or each that was taken out of a patch or a log.
    pub(super) understood: Vec<Understood>,
    pub(super) set_aside: Option<SetAside>,
    /// What is to be said of the file.
    pub(super) loading: Diagnostics,
}

/// What one source gave.
#[derive(Debug, Clone)]
pub(super) struct Understood {
    pub(super) path: Arc<str>,
    pub(super) reading: Reading,
    /// The text of a report, written for its page: its tree goes as soon as it is understood.
    pub(super) body: Option<Arc<Body>>,
    /// The same as Markdown, where that is asked for.
    pub(super) markdown: Option<Arc<markdown::Body>>,
    /// The words of a report, where it is to be found by them.
    pub(super) words: Option<Arc<search::Words>>,
    /// The paths of the files whose text became its own.
    pub(super) includes: Vec<String>,
    /// Where it stands, if in a patch or a log.
    pub(super) origin: Option<Origin>,
    /// What its comments allow, and the path of the document or the log that this holds for.
    pub(super) allows: Option<(Arc<str>, Vec<Allow>)>,
    /// What is to be said of the document, where it takes part.
    pub(super) diagnostics: Diagnostics,
}

/// What all files of a project are understood with.
#[derive(Debug)]
pub(super) struct Tools {
    /// The name of the folder that is the root of the sources.
    root_name: String,
    settings: Arc<Settings>,
    highlighter: Option<Highlighter>,
    pub(super) pool: Arc<Pool>,
    /// True where what is read is remembered.
    is_kept: bool,
}

impl Tools {
    /// Those of files that are remembered, or of such that are not.
    pub(super) fn new(input: &Input<'_>, is_kept: bool) -> Self {
        Self {
            is_kept,
            root_name: root_name(input.source),
            settings: settings(input.config),
            highlighter: (!input.config.html.plain_code).then(Highlighter::default),
            pool: Arc::default(),
        }
    }

    /// Those of a build that renders pages.
    pub(super) fn project<'a>(
        &'a self,
        input: &Input<'a>,
        open: &'a (dyn Fn(&str) -> Option<String> + Sync),
        parts: &'a Parts,
    ) -> Project<'a> {
        Project {
            root_name: &self.root_name,
            settings: Arc::clone(&self.settings),
            open,
            parts,
            with_markdown: input.config.outputs.has(Output::PageMd),
            is_kept: self.is_kept,
            words: (input.rendered && input.config.outputs.has(Output::Search))
                .then_some((&*self.pool, input.config.report_language())),
            highlighter: self.highlighter.as_ref(),
            language: input.language,
        }
    }
}

/// One document with what it says, before anything of it goes.
pub(super) struct Piece {
    pub(super) path: Arc<str>,
    pub(super) document: Document,
    pub(super) reading: Reading,
    /// The paths of the files whose text became its own.
    pub(super) includes: Vec<String>,
    /// Where it stands, if in a patch or a log.
    pub(super) origin: Option<Origin>,
    /// What is to be said of the document, where it takes part.
    pub(super) diagnostics: Diagnostics,
}

/// The text of a report, written for its page; and as Markdown, where that is asked for.
pub(super) type Texts = (Option<Body>, Option<markdown::Body>);

impl Understood {
    pub(super) fn of(piece: Piece, (body, markdown): Texts, project: &Project<'_>) -> Self {
        let words = (project.words).and_then(|words| {
            let parts = project.parts;
            parts.time(Part::Words, || {
                words_of(&piece.reading, &piece.document, words)
            })
        });
        Self {
            body: body.map(Arc::new),
            markdown: markdown.map(Arc::new),
            words: words.map(Arc::new),
            allows: allows(&piece),
            path: piece.path,
            reading: piece.reading,
            includes: piece.includes,
            origin: piece.origin,
            diagnostics: piece.diagnostics,
        }
    }
}

/// What every file of a project is understood with.
#[derive(Clone)]
pub(super) struct Project<'a> {
    /// The name of the folder that is the root of the sources.
    pub(super) root_name: &'a str,
    /// What it declares about how reports are to be understood.
    pub(super) settings: Arc<Settings>,
    /// Opens a file that a document includes.
    pub(super) open: &'a (dyn Fn(&str) -> Option<String> + Sync),
    /// What the parts of the work cost.
    pub(super) parts: &'a Parts,
    /// True where reports are to be written as Markdown too.
    pub(super) with_markdown: bool,
    /// True where their texts are remembered while pages of few are asked for.
    pub(super) is_kept: bool,
    /// What their words are read with, and the language of the site, where reports are to be searched.
    pub(super) words: Option<(&'a Pool, &'a str)>,
    /// What code is highlighted with; none where that is switched off.
    pub(super) highlighter: Option<&'a Highlighter>,
    /// The language of the site's own words.
    pub(super) language: &'a Language,
}

/// A text as its reader gave it.
pub(super) struct Read {
    document: Document,
    diagnostics: Diagnostics,
    /// The paths of the files whose text became its own.
    includes: Vec<String>,
}

impl Project<'_> {
    /// The documents of a source: itself, or what is left of a log and each of its reports.
    pub(super) fn pieces(&self, source: &SourceFile, log: Option<(u8, &str)>) -> Vec<Piece> {
        self.pieces_of(source, self.read(source), log)
    }

    pub(super) fn pieces_of(
        &self,
        source: &SourceFile,
        read: Read,
        log: Option<(u8, &str)>,
    ) -> Vec<Piece> {
        match log {
            Some(log) => self.pieces_of_log(source, read, log),
            None => vec![self.piece_of(source, read, None)],
        }
    }

    /// The document of a source, what is to be said of it, and the files whose text became its own.
    pub(super) fn read(&self, source: &SourceFile) -> Read {
        self.parts.time(Part::Reading, || {
            let (mut document, diagnostics, includes) = read::with_files(source, self.open);
            ticket::link(&mut document.blocks, &self.settings.tickets);
            Read {
                document,
                diagnostics,
                includes,
            }
        })
    }

    /// A source that is one document.
    pub(super) fn piece(&self, source: &SourceFile, origin: Option<Origin>) -> Piece {
        self.piece_of(source, self.read(source), origin)
    }

    pub(super) fn piece_of(
        &self,
        source: &SourceFile,
        read: Read,
        origin: Option<Origin>,
    ) -> Piece {
        let Read {
            document,
            mut diagnostics,
            includes,
        } = read;
        let (reading, understood) = (self.parts).time(Part::Understanding, || {
            postmortem::extract(&document, &clues(source, self))
        });
        diagnostics.append(understood);
        Piece {
            path: Arc::clone(&source.path),
            document,
            reading,
            includes,
            origin,
            diagnostics,
        }
    }

    /// A log gives what is left of it and each of its reports; where it holds none it is one document.
    fn pieces_of_log(&self, source: &SourceFile, mut read: Read, log: (u8, &str)) -> Vec<Piece> {
        let parts = self.parts.time(Part::Understanding, || {
            log::parts(&read.document, source, &clues(source, self), log)
        });
        let parts = match parts {
            Ok(parts) => parts,
            Err(trouble) => {
                let mut whole = self.piece_of(source, read, None);
                whole.diagnostics.push(trouble);
                return vec![whole];
            }
        };
        let mut pieces: Vec<Piece> = parts
            .into_iter()
            .map(|part| Piece {
                path: part.path,
                document: part.document,
                reading: part.reading,
                includes: Vec::new(),
                origin: Some(Origin::of_file(&source.path)),
                diagnostics: part.diagnostics,
            })
            .collect();
        if let Some(whole) = pieces.first_mut() {
            read.diagnostics
                .append(std::mem::take(&mut whole.diagnostics));
            whole.diagnostics = read.diagnostics;
            whole.includes = read.includes;
        }
        pieces
    }

    /// The text of a piece, written.
    pub(super) fn texts(&self, piece: &Piece) -> Texts {
        self.parts.time(Part::Writing, || {
            let markdown = self.with_markdown;
            let markdown = markdown.then(|| text(&piece.reading, &piece.document));
            let means = Means {
                highlighter: self.highlighter,
                language: self.language,
            };
            let mut body = body(&piece.reading, &piece.document, means);
            if self.is_kept {
                body = body.map(Body::pressed);
            }
            (body, markdown.flatten())
        })
    }
}

fn clues(source: &SourceFile, project: &Project<'_>) -> Clues {
    Clues {
        path: Arc::clone(&source.path),
        format: source.format.name(),
        root_name: project.root_name.to_owned(),
        portion: None,
        settings: Arc::clone(&project.settings),
    }
}

/// What the comments of a document allow, where they allow anything. Those of a part of a log hold for all of it.
fn allows(piece: &Piece) -> Option<(Arc<str>, Vec<Allow>)> {
    let allows = allow::read(&piece.document);
    let file = match &piece.reading {
        Reading::Report(report) => report.file(),
        Reading::Index(index) => index.file(),
        Reading::Aside(_) => &piece.path,
    };
    (!allows.is_empty()).then(|| (Arc::clone(file), allows))
}

/// The text of a report, written for its page.
fn body(reading: &Reading, document: &Document, means: Means<'_>) -> Option<Body> {
    match reading {
        Reading::Report(report) => Some(Body::of_page(
            &document.blocks,
            report.title_block,
            &marks::of(report, means.language),
            means,
        )),
        Reading::Index(_) | Reading::Aside(_) => None,
    }
}

/// The text of a report as Markdown.
fn text(reading: &Reading, document: &Document) -> Option<markdown::Body> {
    match reading {
        Reading::Report(report) => Some(markdown::Body::new(&document.blocks, report.title_block)),
        Reading::Index(_) | Reading::Aside(_) => None,
    }
}

/// The words of a report.
fn words_of(
    reading: &Reading,
    document: &Document,
    (pool, language): (&Pool, &str),
) -> Option<search::Words> {
    match reading {
        Reading::Report(report) => {
            let head = search::Head {
                title: &report.title,
                title_block: report.title_block,
                lede: report.summary.as_deref().filter(|_| report.lede),
            };
            let language = report.language.as_deref().unwrap_or(language);
            Some(pool.words(head, &document.blocks, language))
        }
        Reading::Index(_) | Reading::Aside(_) => None,
    }
}
