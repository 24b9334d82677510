//! The ways from where one stands to a project's files: what stands before their paths in every message, in every form.
//!
//! Takes the project's folder and that of its sources, gives prefixes that end in `/` where they are not empty. Below the
//! current folder a path begins there; else all paths begin in the project's folder, but that from inside the project a way up
//! is `../`. It decides nothing about files of the built-in theme and addresses of pages: those are no files of the user's.

use std::path::Path;

use crate::diagnostic::Diagnostics;

/// The name of the configuration.
pub(super) const BOOK: &str = "book.toml";

/// The user's folder of theme files, as messages about it call it.
const THEME: &str = "theme/";

/// What stands before the paths of a project's files.
#[derive(Debug, Default)]
pub(super) struct Ways {
    project: String,
    sources: String,
    /// Files beside `book.toml` that it names to be read with it.
    named: Vec<String>,
}

impl Ways {
    /// The ways from `here`, where that is known. `inside` is where the sources are in the project; all paths but that are
    /// without links.
    pub(super) fn new(
        here: Option<&Path>,
        root: &Path,
        (source, inside): (&Path, &Path),
        named: Vec<String>,
    ) -> Self {
        let down = |to: &Path| Some(way(to.strip_prefix(here?).ok()?));
        let up = || {
            let depth = here?.strip_prefix(root).ok()?.components().count();
            Some("../".repeat(depth))
        };
        let inside = way(inside);
        match (down(root), down(source)) {
            (Some(project), sources) => Self {
                sources: sources.unwrap_or_else(|| format!("{project}{inside}")),
                project,
                named,
            },
            (None, Some(sources)) => Self {
                project: up().unwrap_or_default(),
                sources,
                named,
            },
            (None, None) => Self {
                project: String::new(),
                sources: inside,
                named,
            },
        }
    }

    /// Makes the paths of what was said about `book.toml`, the theme and the rendering those from where one stands.
    pub(super) fn lead_to_project(&self, diagnostics: &mut Diagnostics) {
        diagnostics.prefix_paths(|path| {
            let is_named = || self.named.iter().any(|named| named == path);
            if path == BOOK || path.starts_with(THEME) || is_named() {
                &self.project
            } else {
                ""
            }
        });
    }

    /// The same for what was said about sources, and by the way about `book.toml` and what it names.
    pub(super) fn lead_to_sources(&self, diagnostics: &mut Diagnostics) {
        diagnostics.prefix_paths(|path| {
            // What `book.toml` names to be read with it lies beside it, also where reports are held against it.
            if path == BOOK || self.named.iter().any(|named| named == path) {
                &self.project
            } else {
                &self.sources
            }
        });
    }

    /// The path inside the project that a message means.
    pub(super) fn inside_project<'p>(&self, path: &'p str) -> Option<&'p str> {
        path.strip_prefix(&self.project)
    }

    /// The path inside the source folder that a message means.
    pub(super) fn inside_sources<'p>(&self, path: &'p str) -> Option<&'p str> {
        path.strip_prefix(&self.sources)
    }
}

/// A relative path as a prefix.
fn way(path: &Path) -> String {
    let parts = path
        .components()
        .map(|part| format!("{}/", part.as_os_str().to_string_lossy()));
    parts.collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::Ways;

    #[test]
    fn paths_begin_where_one_stands_or_in_the_project() {
        let (root, source, inside) = (Path::new("/a/p"), Path::new("/a/p/src"), Path::new("src"));
        for (here, project, sources) in [
            ("/a", "p/", "p/src/"),
            ("/a/p", "", "src/"),
            ("/a/p/src", "../", ""),
            ("/a/p/docs", "", "src/"),
            ("/b", "", "src/"),
        ] {
            let ways = Ways::new(Some(Path::new(here)), root, (source, inside), Vec::new());
            assert_eq!(
                (&*ways.project, &*ways.sources),
                (project, sources),
                "{here}"
            );
        }
        // The sources are behind a link.
        let ways = Ways::new(
            Some(Path::new("/a")),
            root,
            (Path::new("/c"), inside),
            Vec::new(),
        );
        assert_eq!((&*ways.project, &*ways.sources), ("p/", "p/src/"));
    }
}
