//! A state of a site: everything that can be asked for, by its path.
//!
//! Takes what a build assembles and a theme, gives the bytes of each file that `pmsite build` would write, made when they are asked for;
//! pages carry the script that hears of changes besides. A path that is not in the site's own lists is not there, whatever the disk holds.

#![expect(
    clippy::disallowed_methods,
    reason = "files that reports point at are opened when somebody asks for them"
)]

use std::collections::BTreeMap;
use std::fmt;
use std::fs::File;
use std::io::Read as _;
use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};
use std::time::SystemTime;

use minijinja::Value;

use super::{kind, page};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::pipeline::{self, Built};
use crate::scan;
use crate::site::{Catalogue, Page, Site, SitePath};
use crate::theme::{self, STATIC_FOLDER, Theme};

/// Bytes of the largest file that is read as a whole; a larger one goes out part by part.
const WHOLE: u64 = 1 << 20;

/// Says what is wrong with a template, as people are told.
pub type Explain = dyn Fn(&Diagnostic) -> String + Send + Sync;

/// A state of a site.
pub struct State {
    /// States of which only the texts of some reports or the looks differ have one and the same.
    built: Arc<RwLock<Built>>,
    theme: Arc<Theme>,
    /// The folder of the sources, and that of the project.
    folders: [PathBuf; 2],
    /// The path that the site stands under: `/`, or `/incidents/`.
    base: String,
    explain: Box<Explain>,
    /// The files that are no pages.
    others: BTreeMap<String, Other>,
}

impl fmt::Debug for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reports = self.reports();
        write!(f, "State of {reports} reports at {}", self.base)
    }
}

/// A file that is no page.
#[derive(Debug, Clone)]
enum Other {
    /// A static file of the theme, by its path there.
    Theme(String),
    /// A file that is copied: the number of its folder, its path in it.
    Copied(usize, String),
    /// A file with an entry for every report, by its number.
    Catalogue(usize, Catalogue),
}

/// What stands at a path.
#[derive(Debug)]
pub(super) enum Content {
    /// A page that hears of changes.
    Page(Vec<u8>),
    /// Any other file.
    Whole(Vec<u8>),
    /// A file that is too large to be held.
    Large {
        /// The file, open.
        file: File,
        /// How many bytes it has.
        size: u64,
        /// When it was changed.
        changed: Option<SystemTime>,
    },
    /// There was such a file, and it cannot be read any more.
    Gone,
    /// A page could not be made: what people are told.
    Faulty(String),
}

impl State {
    /// A state of what was assembled. `folders` are that of the sources and that of the project; `home` is
    /// where the site stands: its address, or its path alone.
    pub fn new(
        built: Arc<RwLock<Built>>,
        theme: Arc<Theme>,
        folders: [PathBuf; 2],
        home: Option<&str>,
        explain: Box<Explain>,
    ) -> Self {
        let mut others = BTreeMap::new();
        let held = read(&built);
        let site = &held.site;
        for (path, _) in theme.static_files() {
            let other = Other::Theme(path.to_owned());
            others.insert(format!("{STATIC_FOLDER}/{path}"), other);
        }
        for (folder, (from, to)) in
            (site.assets().map(|pair| (0, pair))).chain(site.styles().map(|pair| (1, pair)))
        {
            let other = Other::Copied(folder, from.to_owned());
            others.insert(to.as_str().to_owned(), other);
        }
        for (at, (path, catalogue)) in site.catalogues().enumerate() {
            let other = Other::Catalogue(at, catalogue);
            others.insert(path.as_str().to_owned(), other);
        }
        drop(held);
        Self {
            base: base(home),
            built,
            theme,
            folders,
            explain,
            others,
        }
    }

    /// How many reports the site has.
    pub fn reports(&self) -> usize {
        read(&self.built).site.archive().reports.len()
    }

    /// What was assembled: another text of a report is put there.
    pub fn built(&self) -> &Arc<RwLock<Built>> {
        &self.built
    }

    /// The path that the site stands under: it begins and ends with `/`.
    pub(super) fn base(&self) -> &str {
        &self.base
    }

    /// Whether the site has a file at that path.
    pub(super) fn has(&self, path: &str) -> bool {
        let page = SitePath::file(path);
        let is_page = page.as_str() == path && read(&self.built).site.page(&page).is_some();
        is_page || self.others.contains_key(path)
    }

    /// The file at that path; `mark` is the state that its page shows.
    pub(super) fn content(&self, path: &str, mark: &str) -> Option<Content> {
        let place = SitePath::file(path);
        // A text that is being put there waits for the page, and the page for it.
        let built = read(&self.built);
        let page = built.site.page(&place).filter(|_| place.as_str() == path);
        if let Some(page) = page {
            return Some(self.page(&built.site, (&place, page), mark));
        }
        drop(built);
        Some(match self.others.get(path)? {
            Other::Theme(inside) => {
                let bytes = self.theme.static_file(inside);
                bytes.map_or(Content::Gone, |bytes| Content::Whole(bytes.to_vec()))
            }
            Other::Copied(folder, inside) => self.copied(*folder, inside).unwrap_or(Content::Gone),
            Other::Catalogue(at, catalogue) => {
                let site = &read(&self.built).site;
                Content::Whole(pipeline::catalogue_bytes(site, *at, *catalogue))
            }
        })
    }

    /// What is wrong with templates as far as a page of each kind tells.
    pub fn faults(&self) -> Diagnostics {
        let mut samples: BTreeMap<&str, (&SitePath, Page)> = BTreeMap::new();
        let built = read(&self.built);
        for (path, page) in built.site.pages() {
            if let Some(template) = page.template() {
                samples.entry(template).or_insert((path, page));
            }
        }
        let rendered = samples
            .into_values()
            .map(|(path, page)| self.render(&built.site, path, page));
        let mut faults = theme::once_each(rendered.filter_map(Result::err));
        faults.sort();
        faults
    }

    fn page(&self, site: &Site, (path, page): (&SitePath, Page), mark: &str) -> Content {
        match self.render(site, path, page) {
            // A page that only leads on is left at once, and lets no script run.
            Ok(bytes) if matches!(page, Page::Redirect(_)) => Content::Whole(bytes),
            Ok(bytes) if kind::of(path.as_str()) == kind::HTML => {
                Content::Page(page::with_script(bytes, mark))
            }
            Ok(bytes) => Content::Whole(bytes),
            Err(fault) => Content::Faulty((self.explain)(&fault)),
        }
    }

    #[expect(
        clippy::result_large_err,
        reason = "a fault is rare, and a diagnostic is what every caller wants"
    )]
    fn render(&self, site: &Site, path: &SitePath, page: Page) -> Result<Vec<u8>, Diagnostic> {
        let fill =
            |template: &str, context: Value| self.theme.render(template, context, path.as_str());
        site.render(path, page, &fill)
    }

    /// A file of the project. None where it is gone, or has become a link out of its folder.
    fn copied(&self, folder: usize, inside: &str) -> Option<Content> {
        let place = scan::real(&self.folders[folder], inside).ok().flatten()?;
        let mut file = File::open(place).ok()?;
        let facts = file.metadata().ok().filter(std::fs::Metadata::is_file)?;
        if facts.len() > WHOLE {
            return Some(Content::Large {
                size: facts.len(),
                changed: facts.modified().ok(),
                file,
            });
        }
        let mut bytes = Vec::new();
        // It may grow while it is read.
        file.by_ref().take(WHOLE).read_to_end(&mut bytes).ok()?;
        Some(Content::Whole(bytes))
    }
}

/// What was assembled, to be looked at: whoever failed while changing it has changed nothing yet.
fn read(built: &RwLock<Built>) -> RwLockReadGuard<'_, Built> {
    built.read().unwrap_or_else(PoisonError::into_inner)
}

/// The path of an address, without what could make it that of another host.
fn base(home: Option<&str>) -> String {
    let rest = home.map_or("", |home| {
        home.split_once("://").map_or(home, |(_, rest)| rest)
    });
    let path = rest.split_once('/').map_or("", |(_, path)| path);
    let decoded = percent_encoding::percent_decode_str(path).decode_utf8_lossy();
    let parts = decoded.split('/').filter(|part| !part.is_empty());
    let mut base = "/".to_owned();
    for part in parts {
        base.push_str(part);
        base.push('/');
    }
    base
}

#[cfg(test)]
mod tests {
    use super::base;

    #[test]
    fn a_site_stands_under_the_path_of_its_address() {
        for (url, expected) in [
            (None, "/"),
            (Some("https://example.com/"), "/"),
            (Some("https://example.com/repo/"), "/repo/"),
            (Some("/repo/"), "/repo/"),
            (Some("/"), "/"),
            (Some("https://example.com/a/b%20c/"), "/a/b c/"),
            // No address of another host.
            (Some("https://example.com//evil.example/"), "/evil.example/"),
        ] {
            assert_eq!(base(url), expected, "{url:?}");
        }
    }
}
