//! The workflow that `--ci github` writes.
//!
//! Takes the project's folder, gives a path and a text. GitHub reads workflows at the root of a repository alone, so where the project is
//! a folder of one, the workflow stands above it and names that folder.

use std::path::{Path, PathBuf};

use crate::cli::quoted::quoted;

/// The workflow; a test holds it against what this repository says of itself.
const WORKFLOW: &str = include_str!("pmsite.yml");

/// Where the workflow goes, and its text.
pub(super) fn workflow(root: &Path) -> (PathBuf, String) {
    let mut above = root.ancestors();
    let repository = above.find(|folder| folder.join(".git").exists());
    let repository = repository.unwrap_or(root);
    let folder = match root.strip_prefix(repository) {
        Ok(path) if !path.as_os_str().is_empty() => path.to_string_lossy().replace('\\', "/"),
        _ => ".".to_owned(),
    };
    let text = WORKFLOW
        .replace(
            "PMSITE_DIR: \"\"",
            &format!("PMSITE_DIR: {}", quoted(&folder)),
        )
        .replace(
            "PMSITE_VERSION: \"\"",
            &format!("PMSITE_VERSION: {}", quoted(env!("CARGO_PKG_VERSION"))),
        );
    (repository.join(".github/workflows/pmsite.yml"), text)
}
