//! Links: from a page to another file of the site, and from a document's own words to where they lead.
//!
//! Takes what `archive::references` resolved, gives addresses. It resolves no author's path itself.

use crate::archive::Target;
use crate::document::anchor;
use crate::html::{Href, Picture, Resolver};
use crate::language::Language;

use super::Site;
use super::path::{SitePath, encode_fragment, relative};

/// Makes links from one page.
#[derive(Debug, Clone)]
pub(super) struct Linker<'a> {
    from: &'a SitePath,
    /// The outermost folder of that.
    top: &'a str,
    /// How many folders deep it is.
    depth: usize,
    /// For the page that is served under any address: the root of the site on its host. Nothing can be relative there.
    root: Option<String>,
}

impl<'a> Linker<'a> {
    /// Links from that page.
    pub(super) fn new(from: &'a SitePath) -> Self {
        Self {
            from,
            top: from.top(),
            depth: from.depth(),
            root: None,
        }
    }

    /// Links from the page that is shown for every missing address. Where the address of the site is known, or its path on a host, they
    /// start at its root there.
    pub(super) fn for_missing(from: &'a SitePath, home: Option<&str>) -> Self {
        let root = home.map(|url| {
            let after = url.split_once("://").map_or(url, |(_, rest)| rest);
            match after.split_once('/') {
                Some((_, path)) => format!("/{}/", path.trim_matches('/')).replace("//", "/"),
                None => "/".to_owned(),
            }
        });
        Self {
            root,
            ..Self::new(from)
        }
    }

    /// The page that the links are made for.
    pub(super) fn from(&self) -> &SitePath {
        self.from
    }

    /// The link to a file of the site.
    pub(super) fn to(&self, path: &SitePath) -> String {
        match &self.root {
            Some(root) => format!("{root}{}", path.encoded_address()),
            None => relative(self.from, path),
        }
    }

    /// How many folders deep this page stands, where its link to that file goes by the root of the site: the links of all such
    /// pages are the same.
    pub(super) fn by_root(&self, path: &SitePath) -> Option<usize> {
        let beside = path.as_str().strip_prefix(self.top);
        let goes_by_root = self.depth == 0 || !beside.is_some_and(|rest| rest.starts_with('/'));
        (goes_by_root && self.root.is_none()).then_some(self.depth)
    }

    /// The way to the root of the site.
    pub(super) fn root(&self) -> String {
        self.root.clone().unwrap_or_else(|| self.from.to_root())
    }

    /// The link to a place in a page; the name of the place alone where it is this page.
    pub(super) fn to_place(&self, path: &SitePath, anchor: Option<&str>) -> String {
        match anchor {
            Some(anchor) if path == self.from => format!("#{}", encode_fragment(anchor)),
            Some(anchor) => [&*self.to(path), "#", &encode_fragment(anchor)].concat(),
            None => self.to(path),
        }
    }
}

/// Answers for the links and images of one document, shown on one page.
#[derive(Debug)]
pub(super) struct DocumentLinks<'a> {
    /// The site.
    pub(super) site: &'a Site,
    /// The path of the document's source.
    pub(super) source: &'a str,
    /// What it is shown in.
    pub(super) linker: &'a Linker<'a>,
    /// The page that has its places.
    pub(super) page: &'a SitePath,
    /// What a link to a report leads to.
    pub(super) reports: &'a [SitePath],
}

impl DocumentLinks<'_> {
    fn target(&self, written: &str) -> Option<&Target> {
        self.site.archive.references.target(self.source, written)
    }

    /// The page of a folder, or of the nearest one above it that has a page.
    fn folder(&self, folder: &str) -> SitePath {
        let mut folder = Some(folder);
        while let Some(name) = folder {
            if let Some(page) = self.site.folder_pages.get(name) {
                return page.clone();
            }
            folder = name.rsplit_once('/').map(|(above, _)| above);
        }
        SitePath::page("")
    }

    fn place(&self, target: &Target) -> Option<String> {
        match target {
            Target::Report(report, None) => Some(self.linker.to(self.reports.get(*report)?)),
            Target::Report(report, anchor) => Some(
                self.linker
                    .to_place(self.site.addresses.get(*report)?, anchor.as_deref()),
            ),
            Target::Index(index, anchor) => Some(
                self.linker
                    .to_place(self.site.index_pages.get(*index)?, anchor.as_deref()),
            ),
            Target::Folder(folder) => Some(self.linker.to(&self.folder(folder))),
            Target::Here(anchor) if anchor.is_empty() => Some(self.linker.to(self.linker.from())),
            Target::Here(anchor) => Some(self.linker.to_place(self.page, Some(anchor))),
            Target::Asset(path) => Some(self.linker.to(self.site.asset(path)?)),
            Target::Away(address) => Some(address.clone()),
            Target::Nowhere | Target::Unpublished => None,
        }
    }
}

impl Resolver for DocumentLinks<'_> {
    fn link(&self, written: &str) -> Href {
        match self.target(written) {
            Some(Target::Unpublished) => Href::Withheld,
            Some(target) => self.place(target).map_or(Href::Broken, Href::To),
            None if is_away(written) => Href::To(written.to_owned()),
            None if written.starts_with('#') && self.page == self.linker.from() => {
                Href::To(written.to_owned())
            }
            None if written.starts_with('#') => Href::To(self.linker.to(self.page) + written),
            None => Href::Broken,
        }
    }

    fn title(&self, written: &str) -> Option<String> {
        let archive = &self.site.archive;
        match self.target(written)? {
            Target::Report(report, None) => Some(archive.reports.get(*report)?.title.clone()),
            Target::Index(index, None) => archive.indexes.get(*index)?.title.clone(),
            Target::Report(report, Some(place)) => {
                self.place_title(&archive.reports.get(*report)?.path, place, written)
            }
            Target::Index(index, Some(place)) => {
                self.place_title(&archive.indexes.get(*index)?.path, place, written)
            }
            Target::Here(place) => self.place_title(self.source, place, written),
            _ => None,
        }
    }

    fn image(&self, source: &str) -> Picture {
        match self.target(source) {
            Some(Target::Away(address)) => self.remote(address),
            Some(target @ Target::Asset(_)) => {
                self.place(target).map_or(Picture::Missing, Picture::Shown)
            }
            Some(target) => self.place(target).map_or(Picture::Missing, Picture::Linked),
            None if starts_with(source, "data:image/") => Picture::Shown(source.to_owned()),
            None if is_away(source) => self.remote(source),
            None => Picture::Missing,
        }
    }

    fn image_size(&self, source: &str) -> Option<(u32, u32)> {
        match self.target(source)? {
            Target::Asset(path) => self.site.options.pictures.get(path).copied(),
            _ => None,
        }
    }

    fn language(&self) -> &Language {
        self.site.language()
    }

    fn is_prompt(&self, fingerprint: u64) -> bool {
        self.site.archive.prompts.contains(&fingerprint)
    }
}

impl DocumentLinks<'_> {
    /// What a place of the document at `path` is called; a heading that is named behind a path (`queue:Timeline`) as there.
    fn place_title(&self, path: &str, place: &str, written: &str) -> Option<String> {
        let known = self.site.archive.references.title(path, place);
        let named = || {
            let (_, heading) = written.split_once(':')?;
            (anchor::slug(heading) == place).then(|| heading.trim())
        };
        known.or_else(named).map(str::to_owned)
    }

    /// Where a target leads, for a template to use as it is, and whether that is out of the site: only addresses of the web
    /// pass, no `javascript:`.
    pub(super) fn safe(&self, target: &str) -> Option<(String, bool)> {
        let address = match self.target(target) {
            Some(Target::Away(address)) => address.clone(),
            Some(target) => return self.place(target).map(|place| (place, false)),
            None => target.to_owned(),
        };
        ["https:", "http:", "mailto:", "//"]
            .iter()
            .any(|beginning| starts_with(&address, beginning))
            .then_some((address, true))
    }

    /// An image of another host tells that host who reads; it is shown only where the configuration allows it.
    fn remote(&self, address: &str) -> Picture {
        let loads = starts_with(address, "http:")
            || starts_with(address, "https:")
            || address.starts_with("//");
        if loads && self.site.options.allow_remote_images {
            Picture::Shown(address.to_owned())
        } else {
            Picture::Linked(address.to_owned())
        }
    }
}

/// True for an address of the web, which a page may lead to.
pub(super) fn is_web(address: &str) -> bool {
    starts_with(address, "https://") || starts_with(address, "http://")
}

/// True for an address that leads to another host or program.
fn is_away(target: &str) -> bool {
    target.starts_with("//")
        || target.split_once(':').is_some_and(|(scheme, _)| {
            scheme.starts_with(|c: char| c.is_ascii_alphabetic())
                && scheme
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
        })
}

fn starts_with(text: &str, beginning: &str) -> bool {
    text.get(..beginning.len())
        .is_some_and(|head| head.eq_ignore_ascii_case(beginning))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_for_missing_addresses_links_from_the_root() {
        let page = SitePath::file("404.html");
        let target = SitePath::page("a/b");
        for (url, root, link) in [
            (Some("https://x.org/"), "/", "/a/b/"),
            (Some("https://x.org/pm/"), "/pm/", "/pm/a/b/"),
            (Some("/pm/"), "/pm/", "/pm/a/b/"),
            (Some("/"), "/", "/a/b/"),
            (None, "./", "a/b/index.html"),
        ] {
            let linker = Linker::for_missing(&page, url);
            assert_eq!(
                (linker.root().as_str(), linker.to(&target).as_str()),
                (root, link)
            );
        }
    }
}
