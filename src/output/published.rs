//! The files of a built site, as they are given away: what the manifest names, and the manifest itself.
//!
//! Takes the folder of a site, or the text of a manifest that was published before; gives the paths, and the bytes of each file
//! only where they are those that the build wrote. It writes nothing, and gives no file that pmsite did not make.
#![expect(
    clippy::disallowed_methods,
    reason = "output is where the files of a site are read"
)]

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use xxhash_rust::xxh3::xxh3_128;

use super::manifest::{self, Manifest};
use super::stage::closed;
use super::{MANIFEST, barrier};
use crate::error::Error;

/// The files of a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published(Manifest);

impl Published {
    /// Those of a text that was published; `None` where it is no manifest of ours.
    pub fn of_text(text: &str) -> Option<Self> {
        manifest::read(text).map(Self)
    }

    /// Whether there is a file of that path.
    pub fn has(&self, path: &str) -> bool {
        self.0.files.contains_key(path)
    }

    /// How many reports the site has, where that is known.
    pub fn reports(&self) -> Option<usize> {
        self.0.about.as_ref().map(|about| about.reports)
    }

    /// The paths in their order, without that of the manifest.
    pub fn paths(&self) -> impl ExactSizeIterator<Item = &str> {
        self.0.files.keys().map(String::as_str)
    }

    /// The manifest as it may be seen by all: without the folders that were made on this machine.
    pub fn text(&self) -> String {
        manifest::write(&Manifest {
            above: None,
            ..self.0.clone()
        })
    }
}

/// A folder with a site in it.
#[derive(Debug)]
pub struct Built {
    folder: PathBuf,
    /// Its files.
    pub files: Published,
}

impl Built {
    /// What the last build wrote into a folder.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        let file = folder.join(MANIFEST);
        let text = match std::fs::read_to_string(&file) {
            Ok(text) => text,
            Err(cause) if cause.kind() == ErrorKind::NotFound => {
                let place = folder.display();
                return Err(Error::Refused(format!(
                    "`{place}` holds no site that pmsite built"
                )));
            }
            Err(cause) => return Err(Error::io("reading", barrier(&file), cause)),
        };
        let files = Published::of_text(&text).ok_or_else(|| {
            Error::Refused(format!(
                "`{}` is no list that this version of pmsite can read",
                file.display()
            ))
        })?;
        let folder = folder.to_owned();
        Ok(Self { folder, files })
    }

    /// The bytes of one of its files. Others than those that the build wrote are refused: somebody has changed the file, or another
    /// build is at work.
    pub fn read(&self, path: &str) -> Result<Vec<u8>, Error> {
        let place = self.folder.join(path);
        let bytes = std::fs::read(&place).map_err(|cause| Error::io("reading", &place, cause))?;
        if self.files.0.files.get(path) == Some(&closed(xxh3_128(&bytes))) {
            return Ok(bytes);
        }
        Err(Error::Refused(format!(
            "`{}` is not as the build wrote it; if no other build is at work remove it, and publish again",
            place.display()
        )))
    }
}
