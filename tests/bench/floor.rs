//! The least that any generator of this kind has to do: walk, read, turn Markdown into HTML with comrak, write one file each.
//!
//! Takes the folder of the reports and one for the pages. It has no front matter, no templates, no indexes: what the build
//! costs beyond this is what understanding and laying out cost.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use comrak::Options;
use rayon::prelude::*;

/// Builds the floor's pages.
pub(crate) fn build(source: &Path, output: &Path) -> io::Result<()> {
    let paths: Vec<PathBuf> = walkdir::WalkDir::new(source)
        .into_iter()
        .collect::<Result<Vec<_>, _>>()?
        .into_iter()
        .filter(|entry| entry.file_type().is_file())
        .map(walkdir::DirEntry::into_path)
        .collect();
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.tasklist = true;
    options.extension.strikethrough = true;
    options.extension.autolink = true;
    options.extension.footnotes = true;
    options.extension.front_matter_delimiter = Some("---".into());
    paths.par_iter().try_for_each(|path| {
        let text = fs::read_to_string(path)?;
        let html = comrak::markdown_to_html(&text, &options);
        let inside = path.strip_prefix(source).map_err(io::Error::other)?;
        // An address that ends in a folder, as every generator of this kind writes it.
        let folder = output.join(inside.with_extension(""));
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("index.html"), html)
    })
}
