//! The files of a built site as objects of git.
//!
//! Takes a folder with a site, gives the object of each file and the tree of all. The bytes go to git as they are, through no filter:
//! one process takes them all, and keeps only those that the repository does not have. The index is one of our own.
#![expect(
    clippy::disallowed_methods,
    reason = "git says in a file which object is which"
)]

use std::collections::BTreeMap;
use std::io::Write;

use super::git::{Fault, Git};
use super::held::Entry;
use crate::error::Error;
use crate::output::{Built, MANIFEST};

/// The mode of a file that nobody runs.
const FILE: &str = "100644";

/// The entries of the site by their paths, the manifest among them.
pub(super) fn entries(git: &Git, site: &Built) -> Result<BTreeMap<String, Entry>, Error> {
    const STORING: &str = "giving the files to git";
    let marks = git.aside("marks");
    let mut arguments = std::ffi::OsString::from("--export-marks=");
    arguments.push(&marks);
    // What is alike is told by the push: here it would only cost time.
    let arguments = [
        "fast-import".into(),
        "--quiet".into(),
        "--depth=0".into(),
        arguments,
    ];
    git.fed(arguments, STORING, |pipe| {
        for (number, path) in site.files.paths().enumerate() {
            let bytes = site.read(path).map_err(Fault::Ours)?;
            blob(pipe, number, &bytes)?;
        }
        let manifest = site.files.text();
        Ok(blob(pipe, site.files.paths().len(), manifest.as_bytes())?)
    })?;
    let said = std::fs::read_to_string(&marks);
    let said = said.map_err(|cause| Error::io("reading", &marks, cause))?;
    let objects: BTreeMap<usize, &str> = said.lines().filter_map(mark).collect();
    let paths = site.files.paths().chain([MANIFEST]);
    let entry = |(number, path): (usize, &str)| match objects.get(&number) {
        Some(object) => Ok((path.to_owned(), (FILE.to_owned(), (*object).to_owned()))),
        None => Err(Error::Failed(format!(
            "{STORING} failed: it says nothing of `{path}`"
        ))),
    };
    paths.enumerate().map(entry).collect()
}

/// One file, in the language of `git fast-import`. Its marks begin with one.
fn blob(pipe: &mut dyn Write, number: usize, bytes: &[u8]) -> std::io::Result<()> {
    write!(pipe, "blob\nmark :{}\ndata {}\n", number + 1, bytes.len())?;
    pipe.write_all(bytes)?;
    pipe.write_all(b"\n")
}

/// A line of its marks: which file is which object.
fn mark(line: &str) -> Option<(usize, &str)> {
    let (mark, object) = line.strip_prefix(':')?.split_once(' ')?;
    let number: usize = mark.parse().ok()?;
    Some((number.checked_sub(1)?, object))
}

/// The tree of entries.
pub(super) fn of(git: &Git, entries: &BTreeMap<String, Entry>) -> Result<String, Error> {
    const MAKING: &str = "making the tree of the site";
    git.fed(["update-index", "-z", "--index-info"], MAKING, |pipe| {
        for (path, (mode, object)) in entries {
            write!(pipe, "{mode} {object}\t{path}\0")?;
        }
        Ok(())
    })?;
    Ok(git.done(["write-tree"], MAKING)?.line())
}
