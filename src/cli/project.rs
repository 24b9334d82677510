//! Where a project is: its folder, its `book.toml`, its sources, its output, its theme.
//!
//! Takes a folder as the command line names it, gives all of these as paths with the configuration that was read. It reads no report.

#![expect(
    clippy::disallowed_methods,
    reason = "the command line reads `book.toml` and asks which folders there are"
)]

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::env::VarError;
use std::fs::Metadata;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use crate::config::{self, Config};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::error::Error;
use crate::language::Language;
use crate::links;
use crate::output::{Forbidden, barrier};
use crate::pipeline::{self, Input};
use crate::scan;
use crate::theme::{self, Theme};

use super::report::{self, Format, Texts, Volume};
use super::ways::{BOOK, Ways};

/// Bytes of the largest `book.toml` that is read: thousands of declared names have room.
const LARGEST_BOOK: u64 = 4 * 1024 * 1024;

/// The texts of `book.toml` and of the files that it names to be read with it. A copy costs nothing.
#[derive(Debug, Clone)]
pub(super) struct Book(Arc<BTreeMap<String, Arc<str>>>);

impl Book {
    /// The text of one of them, by its path inside the project.
    pub(super) fn text(&self, path: &str) -> Option<Arc<str>> {
        self.0.get(path).cloned()
    }

    /// Their paths inside the project.
    #[cfg(feature = "serve")]
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}

/// A project, located.
#[derive(Debug)]
pub(super) struct Project {
    /// The folder that was named.
    pub(super) root: PathBuf,
    /// Its configuration.
    pub(super) config: Config,
    /// `book.toml` and what it names, for messages about them.
    pub(super) book: Book,
    /// What is wrong with `book.toml`; there is no configuration to go on with where it has an error.
    pub(super) diagnostics: Diagnostics,
    /// The folder of the sources.
    pub(super) source: PathBuf,
    /// Where that is in the project's folder, as `book.toml` says it; empty where it is that folder.
    inside: PathBuf,
    /// True where `book.toml` names it.
    pub(super) declared_source: bool,
    /// The folder of the site, as people wrote it: relative to the current folder where they did so.
    pub(super) output: PathBuf,
    /// The folder whose files shadow those of the theme, where there is one.
    pub(super) theme: Option<PathBuf>,
    /// The site's own words: causes and triggers are called by them in data, too.
    language: Arc<Language>,
}

impl Project {
    /// Locates the project in `folder`. `destination` is `-d`, relative to the current folder.
    pub(super) fn locate(folder: &Path, destination: Option<&Path>) -> Result<Self, Error> {
        // `pmsite build path/book.toml` means the folder it stands in.
        let folder = match folder.file_name() {
            Some(name) if name == BOOK && folder.is_file() => folder.parent().unwrap_or(folder),
            _ => folder,
        };
        let folder = if folder.as_os_str().is_empty() {
            Path::new(".")
        } else {
            folder
        };
        let what = match look(folder)? {
            Some(facts) if facts.is_dir() => None,
            Some(_) => Some("is a file, not a folder"),
            None => Some("does not exist"),
        };
        if let Some(what) = what {
            let help = "name the folder that holds the reports or the `book.toml`";
            return Err(Error::Usage(format!(
                "`{}` {what}: {help}",
                folder.display()
            )));
        }
        let root = folder
            .canonicalize()
            .map_err(|cause| Error::io("finding", folder, cause))?;
        let book_path = root.join(BOOK);
        let book = book_text(&book_path)?;
        let mut texts = BTreeMap::new();
        let (config, diagnostics) = match &book {
            Some(text) => {
                let named = RefCell::new(BTreeMap::new());
                let open = |path: &str| {
                    let text = named_text(&root, path)?;
                    named
                        .borrow_mut()
                        .insert(path.to_owned(), Arc::clone(&text));
                    Ok(text)
                };
                let read = config::parse_with(BOOK, text, &open);
                texts = named.into_inner();
                texts.insert(BOOK.to_owned(), Arc::clone(text));
                read
            }
            None => (Config::default(), Diagnostics::new()),
        };
        let inside = match &config.src {
            Some(src) => normal(Path::new(src)),
            // mdBook's default, where there is such a folder.
            None if book.is_some() && root.join("src").is_dir() => PathBuf::from("src"),
            None => PathBuf::new(),
        };
        let source = root.join(&inside);
        if !look(&source)?.is_some_and(|facts| facts.is_dir()) {
            let help = "`[book] src` must name a folder beside `book.toml`";
            return Err(Error::Usage(format!(
                "the source folder `{}` does not exist: {help}",
                report::shown(&source)
            )));
        }
        let source = source
            .canonicalize()
            .map_err(|cause| Error::io("finding", &source, cause))?;
        let output = match (destination, &config.build_dir) {
            (Some(destination), _) => as_written(destination, || absolute(destination))?,
            (None, build_dir) => {
                let build_dir = Path::new(build_dir.as_deref().unwrap_or("site"));
                as_written(&folder.join(build_dir), || {
                    Ok(normal(&root.join(build_dir)))
                })?
            }
        };
        // A folder of that name may as well hold reports about themes.
        let is_theme = |folder: &PathBuf| {
            ["templates", "static", "languages", "theme.toml"]
                .iter()
                .any(|part| folder.join(part).exists())
        };
        let theme = Some(root.join("theme")).filter(is_theme);
        // A `book.toml` that names neither folder nor files says nothing about what is a report.
        let declared_source = config.src.is_some() || source != root || !config.include.is_empty();
        let language = theme::language(
            config.html.theme_name(),
            theme.as_deref(),
            config.language(),
        );
        Ok(Self {
            root,
            language,
            config,
            book: Book(Arc::new(texts)),
            diagnostics,
            source,
            inside,
            declared_source,
            output,
            theme,
        })
    }

    /// Its theme, with the files of its folder above those of the built-in one.
    pub(super) fn load_theme(&self) -> Result<(Theme, Diagnostics), Error> {
        let name = self.config.html.theme_name();
        Theme::load(name, self.theme.as_deref(), self.config.language())
    }

    /// Asks the environment for the day of the build where `book.toml` tells none. Only what counts ages needs it: no other command
    /// stops at a variable that is no number.
    pub(super) fn date(&mut self) -> Result<(), Error> {
        if self.config.date.is_none() {
            self.config.date = epoch()?;
        }
        Ok(())
    }

    /// The ways to its files from the current folder.
    pub(super) fn ways(&self) -> Ways {
        let here = std::env::current_dir().and_then(|here| here.canonicalize());
        let named = self.book.0.keys().cloned().collect();
        let sources = (&*self.source, &*self.inside);
        Ways::new(here.ok().as_deref(), &self.root, sources, named)
    }

    /// Tells what is wrong with `book.toml` where nothing can be done with it; true where that is so. `undone` is said then:
    /// `nothing was built`.
    pub(super) fn is_refused(
        &mut self,
        strict: bool,
        (format, volume): (Format, Volume),
        undone: Option<&str>,
    ) -> bool {
        if !report::is_fatal(&self.diagnostics, strict) {
            return false;
        }
        let ways = self.ways();
        ways.lead_to_project(&mut self.diagnostics);
        let text_of = |path: &str| self.book.text(ways.inside_project(path)?);
        let none = BTreeMap::new();
        let texts = Texts::new(&text_of, &none, &ways);
        report::tell(&self.diagnostics, &texts, format, volume);
        if let Some(undone) = undone {
            let counts = report::counts(&self.diagnostics, volume);
            report::say(&format!("{undone}: {counts}"));
        }
        true
    }

    /// What a build of it starts from: without drafts, in the place of no other site. `skip` are the folders of [`Self::skip`].
    pub(super) fn input<'p>(&'p self, skip: &'p [PathBuf]) -> Input<'p> {
        Input {
            source: &self.source,
            declared_source: self.declared_source,
            skip,
            config: &self.config,
            drafts: false,
            standing: 0,
            rendered: false,
            beside: None,
            language: &self.language,
            links: None,
            with_memory: false,
        }
    }

    /// Tells which style sheets that `book.toml` names are not there.
    pub(super) fn check_styles(&mut self) {
        for style in &self.config.html.additional_css {
            let fault = match scan::real(&self.root, style) {
                Ok(Some(_)) => continue,
                Ok(None) if self.root.join(style).is_file() => Diagnostic::error(
                    "missing-style",
                    format!(
                        "`{style}`, which `additional-css` names, is a link out of the project"
                    ),
                )
                .help("copy the file itself to its place"),
                _ => Diagnostic::error(
                    "missing-style",
                    format!(
                        "there is no file `{style}` beside `{BOOK}`, which `additional-css` names"
                    ),
                ),
            };
            self.diagnostics.push(fault.in_file(BOOK));
        }
    }

    /// The list of what an archive had before: what `book.toml` names, else the file of the usual name beside it.
    pub(super) fn baseline(&self) -> PathBuf {
        let name = self.config.baseline.as_deref();
        self.root.join(name.unwrap_or(pipeline::BASELINE))
    }

    /// Folders that scan passes over.
    pub(super) fn skip(&self) -> Vec<PathBuf> {
        let mut skip = vec![self.output.clone(), self.root.join(BOOK), self.baseline()];
        skip.push(self.root.join(links::NAME));
        skip.extend(self.book.0.keys().map(|named| self.root.join(named)));
        skip.extend(self.theme.clone());
        // What reports begin as is none.
        skip.extend(self.config.template.iter().map(|file| self.root.join(file)));
        skip
    }

    /// True where the output folder, which exists, lies in the project's own.
    pub(super) fn holds_output(&self) -> bool {
        self.output
            .canonicalize()
            .is_ok_and(|output| output.starts_with(&self.root))
    }

    /// Folders that the output must not be, nor contain.
    pub(super) fn forbidden(&self) -> Vec<Forbidden> {
        let source = Forbidden::new(&self.source, "the source folder");
        let mut forbidden = vec![if self.source == self.root {
            source
        } else {
            source.inside_too()
        }];
        forbidden.push(Forbidden::new(&self.root, "the project's folder"));
        forbidden.extend(
            self.theme
                .iter()
                .map(|theme| Forbidden::new(theme, "the theme folder").inside_too()),
        );
        let repository = self
            .root
            .ancestors()
            .find(|folder| folder.join(".git").exists());
        forbidden
            .extend(repository.map(|folder| Forbidden::new(folder, "the root of the repository")));
        forbidden
    }
}

/// The variable by which builds that others shall repeat are told their time.
const EPOCH: &str = "SOURCE_DATE_EPOCH";

/// The day of the build, where the environment tells it.
pub(super) fn epoch() -> Result<Option<Date>, Error> {
    let written = match std::env::var(EPOCH) {
        Ok(written) if !written.trim().is_empty() => written,
        Ok(_) | Err(VarError::NotPresent) => return Ok(None),
        Err(VarError::NotUnicode(_)) => {
            return Err(Error::Usage(format!("`{EPOCH}` is no number of seconds")));
        }
    };
    let day = config::of_epoch(&written);
    day.map(Some)
        .map_err(|problem| Error::Usage(format!("`{EPOCH}`: {problem}")))
}

/// The text of `book.toml`, where there is one.
fn book_text(path: &Path) -> Result<Option<Arc<str>>, Error> {
    let read = std::fs::File::open(path).and_then(|file| scan::read_at_most(file, LARGEST_BOOK));
    let wrong = |what: &str| Error::Usage(format!("`{}` {what}", report::shown(path)));
    let bytes = match read {
        Ok(Some(bytes)) => bytes,
        Ok(None) => {
            let size = config::shown_size(LARGEST_BOOK);
            return Err(wrong(&format!(
                "has more than {size}: it is no configuration"
            )));
        }
        Err(cause) if cause.kind() == ErrorKind::NotFound => return Ok(None),
        Err(cause) => return Err(Error::io("reading", barrier(path), cause)),
    };
    let text = String::from_utf8(bytes).map_err(|_| wrong("is not UTF-8: save it as UTF-8"))?;
    Ok(Some(Arc::from(text)))
}

/// The text of a file that `book.toml` names, or why there is none.
pub(super) fn named_text(root: &Path, path: &str) -> Result<Arc<str>, String> {
    let place = match scan::real(root, path) {
        Ok(Some(place)) => place,
        Ok(None) => return Err("it is no file, or a link out of the project".to_owned()),
        Err(cause) if cause.kind() == ErrorKind::NotFound => {
            return Err(format!("there is no such file beside `{BOOK}`"));
        }
        Err(cause) => return Err(cause.to_string()),
    };
    let read = std::fs::File::open(place).and_then(|file| scan::read_at_most(file, LARGEST_BOOK));
    let bytes = read.map_err(|cause| cause.to_string())?;
    let size = config::shown_size(LARGEST_BOOK);
    let bytes = bytes.ok_or_else(|| format!("it has more than {size}"))?;
    let text = String::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())?;
    Ok(Arc::from(text))
}

/// What there is at a path, links followed; an error where nobody may look.
fn look(path: &Path) -> Result<Option<Metadata>, Error> {
    match std::fs::metadata(path) {
        Ok(facts) => Ok(Some(facts)),
        Err(cause) if cause.kind() == ErrorKind::NotFound => Ok(None),
        Err(cause) => Err(Error::io("reading", barrier(path), cause)),
    }
}

/// The path as people wrote it, so that messages show what they know; where it leads down and up again, which depends on
/// links, the one that `resolve` gives.
fn as_written(
    path: &Path,
    resolve: impl FnOnce() -> Result<PathBuf, Error>,
) -> Result<PathBuf, Error> {
    let parts: Vec<Component<'_>> = path
        .components()
        .filter(|part| *part != Component::CurDir)
        .collect();
    let leads_up_again = parts
        .windows(2)
        .any(|pair| pair[0] != Component::ParentDir && pair[1] == Component::ParentDir);
    if parts.is_empty() || leads_up_again {
        return Ok(report::from_here(&resolve()?));
    }
    Ok(parts.iter().collect())
}

/// A path from the current folder, without `.` and `..`; it need not exist.
fn absolute(path: &Path) -> Result<PathBuf, Error> {
    let absolute = std::path::absolute(path).map_err(|cause| Error::io("finding", path, cause))?;
    Ok(normal(&absolute))
}

fn normal(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                out.pop();
            }
            Component::CurDir => {}
            part => out.push(part),
        }
    }
    out
}
