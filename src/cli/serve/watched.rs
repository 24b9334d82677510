//! Which files a project is made of, and where git locks its index.

#![expect(
    clippy::disallowed_methods,
    reason = "where git's index is may stand in a file"
)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::super::links;
use super::super::project::Project;
use super::super::ways::BOOK;
use crate::serve::{Tree, Watch};
use crate::theme;

/// Which files a project is made of.
pub(super) fn of(project: &Project) -> Watch {
    let root = &project.root;
    let theme = root.join(theme::FOLDER);
    let output = std::path::absolute(&project.output).unwrap_or_else(|_| project.output.clone());
    let output = output.canonicalize().unwrap_or(output);
    let tree = |folder: &Path, is_source| Tree {
        folder: folder.to_owned(),
        is_source,
        skip: vec![output.clone()],
    };
    let beside = |name: &str| root.join(name);
    let styles = project.config.html.additional_css.iter();
    let styles: Vec<PathBuf> = styles.map(|style| beside(style)).collect();
    let mut files: BTreeSet<PathBuf> = project.book.paths().map(beside).collect();
    files.insert(beside(BOOK));
    files.insert(project.baseline());
    files.insert(links::place(project));
    files.extend(styles.iter().cloned());
    Watch {
        lock: index_lock(root),
        trees: vec![tree(&project.source, true), tree(&theme, false)],
        files,
        styles: [theme.join("static")].into_iter().chain(styles).collect(),
    }
}

/// The file by which git locks the index of the repository that the project is in: also where the folder is one of several work trees.
fn index_lock(root: &Path) -> Option<PathBuf> {
    let folder = root
        .ancestors()
        .find(|folder| folder.join(".git").exists())?;
    let git = folder.join(".git");
    let own = if git.is_dir() {
        git
    } else {
        let text = std::fs::read_to_string(&git).ok()?;
        folder.join(text.strip_prefix("gitdir:")?.trim())
    };
    Some(own.join("index.lock"))
}
