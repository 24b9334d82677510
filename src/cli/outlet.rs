//! Where what the program prints goes, if that is a file: `pmsite serve > log.txt` writes to one that may lie among the sources.
//!
//! Takes nothing, knows a path again. Where the system does not tell one file from another it knows none.

#![expect(
    clippy::disallowed_methods,
    reason = "the files that the program prints to are looked at on the disk"
)]

use std::path::Path;

/// The files that standard output and standard error go to.
#[derive(Debug, Default)]
pub(super) struct Outlet(Vec<Id>);

/// A device, and the number of a file on it.
type Id = (u64, u64);

impl Outlet {
    /// Those of this program.
    #[cfg(unix)]
    pub(super) fn of_this_program() -> Self {
        use std::fs::File;
        use std::os::fd::AsFd as _;
        let (out, err) = (std::io::stdout(), std::io::stderr());
        let ends = [out.as_fd(), err.as_fd()];
        let ids = ends.iter().filter_map(|end| {
            let facts = File::from(end.try_clone_to_owned().ok()?).metadata().ok()?;
            facts.is_file().then(|| id(&facts))
        });
        Self(ids.collect())
    }

    /// None is known.
    #[cfg(not(unix))]
    pub(super) fn of_this_program() -> Self {
        Self::default()
    }

    /// True for a file that is printed to.
    pub(super) fn is(&self, path: &Path) -> bool {
        let facts = || std::fs::metadata(path).ok();
        !self.0.is_empty() && facts().is_some_and(|facts| self.0.contains(&id(&facts)))
    }
}

#[cfg(unix)]
fn id(facts: &std::fs::Metadata) -> Id {
    use std::os::unix::fs::MetadataExt as _;
    (facts.dev(), facts.ino())
}

#[cfg(not(unix))]
fn id(_: &std::fs::Metadata) -> Id {
    (0, 0)
}
