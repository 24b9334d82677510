//! A file that is new: written where nothing stands, and never over anything.
//!
//! Takes a path and a text, gives whether it was written. What stands there already, be it a link that leads nowhere, is the user's and
//! stays; so nothing has to be asked before, and nobody can put a file there in between.

#![expect(
    clippy::disallowed_methods,
    reason = "new files go into the user's own folder, outside of every site"
)]

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::Path;

use crate::error::Error;

/// Writes a file, and the folders that it needs. False where something stands there already: it is left as it is.
pub(super) fn write(target: &Path, bytes: &[u8]) -> Result<bool, Error> {
    if let Some(folder) = target.parent() {
        std::fs::create_dir_all(folder).map_err(|cause| Error::io("creating", folder, cause))?;
    }
    let opened = OpenOptions::new().write(true).create_new(true).open(target);
    let mut file = match opened {
        Ok(file) => file,
        Err(cause) if cause.kind() == ErrorKind::AlreadyExists => return Ok(false),
        Err(cause) => return Err(Error::io("writing", target, cause)),
    };
    file.write_all(bytes)
        .map_err(|cause| Error::io("writing", target, cause))?;
    Ok(true)
}
