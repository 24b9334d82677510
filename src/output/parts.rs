//! A file of the site that is given in parts: nobody holds it as a whole.
//!
//! Takes the parts in their order. As long as they say what the file of the last build says they are only compared with it, so that a
//! file without a change costs no write; at the first difference what is known to be the same is copied, and the rest is written
//! behind it. It moves nothing: that is `commit.rs`.
#![expect(
    clippy::disallowed_methods,
    reason = "output is where files are written"
)]

use std::fmt;
use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Write};
use std::path::PathBuf;

use xxhash_rust::xxh3::Xxh3;

use super::stage::{Output, closed};
use super::staged::{How, Staged};
use crate::error::Error;

/// Bytes that are compared, or written, at once.
const ROOM: usize = 256 << 10;

/// A file that is being given in parts.
pub struct Parts<'a> {
    output: &'a Output,
    path: String,
    /// Where the file stands, for messages and for the file of the last build.
    place: PathBuf,
    hasher: Xxh3,
    size: u64,
    so_far: SoFar,
}

/// What is known of the parts so far.
#[derive(Debug)]
enum SoFar {
    /// They are what the file of the last build says; it is read along.
    Same(BufReader<File>),
    /// They are not, or there is no such file; they are written.
    Written(How, BufWriter<File>),
    /// The file is the user's and stays; what comes is not written.
    Kept,
}

impl fmt::Debug for Parts<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts = f.debug_struct("Parts");
        parts.field("path", &self.path).field("size", &self.size);
        parts.field("so_far", &self.so_far).finish_non_exhaustive()
    }
}

impl Output {
    /// Begins a file of the site that is given in parts. `path` is relative to the site, with `/` between its parts.
    pub fn in_parts(&self, path: &str) -> Result<Parts<'_>, Error> {
        let place = self.place_of(path)?;
        let mut parts = Parts {
            output: self,
            path: path.to_owned(),
            hasher: Xxh3::new(),
            size: 0,
            so_far: SoFar::Kept,
            place,
        };
        let is_known = self.has(path)
            && std::fs::symlink_metadata(&parts.place).is_ok_and(|facts| facts.is_file());
        if is_known && let Ok(old) = File::open(&parts.place) {
            parts.so_far = SoFar::Same(BufReader::with_capacity(ROOM, old));
        } else {
            parts.begin_writing()?;
        }
        Ok(parts)
    }
}

impl Parts<'_> {
    /// Takes the next part.
    pub fn write(&mut self, part: &[u8]) -> Result<(), Error> {
        if let SoFar::Same(old) = &mut self.so_far
            && !says(old, part).map_err(|cause| Error::io("reading", &self.place, cause))?
        {
            self.begin_writing()?;
        }
        if let SoFar::Written(_, file) = &mut self.so_far {
            let written = file.write_all(part);
            written.map_err(|cause| Error::io("writing", &self.place, cause))?;
        }
        self.hasher.update(part);
        self.size += part.len() as u64;
        Ok(())
    }

    /// No part comes any more: the file is staged.
    pub fn finish(mut self) -> Result<(), Error> {
        if let SoFar::Same(old) = &mut self.so_far {
            let mut more = [0];
            let left = old.read(&mut more);
            if left.map_err(|cause| Error::io("reading", &self.place, cause))? > 0 {
                self.begin_writing()?;
            }
        }
        let how = match self.so_far {
            SoFar::Same(_) => How::Unchanged,
            SoFar::Kept => How::Kept,
            SoFar::Written(how, mut file) => {
                let written = file.flush();
                written.map_err(|cause| Error::io("writing", &self.place, cause))?;
                how
            }
        };
        let fingerprint = closed(self.hasher.digest128());
        self.output
            .remember(&self.path, Staged { fingerprint, how })
    }

    /// Begins to write, with what was the same so far.
    fn begin_writing(&mut self) -> Result<(), Error> {
        let how = self.output.how(&self.path, None)?;
        let Some(waits) = how.waits() else {
            self.so_far = SoFar::Kept;
            return Ok(());
        };
        self.output.make_room(&how)?;
        // People know the page, not the place it waits at.
        let writing = |cause| Error::io("writing", &self.place, cause);
        let mut file = BufWriter::with_capacity(ROOM, File::create(waits).map_err(writing)?);
        if self.size > 0 {
            let old = File::open(&self.place);
            let old = old.map_err(|cause| Error::io("reading", &self.place, cause))?;
            std::io::copy(&mut old.take(self.size), &mut file).map_err(writing)?;
        }
        self.so_far = SoFar::Written(how, file);
        Ok(())
    }
}

/// Whether the next bytes of a file are these.
fn says(old: &mut impl Read, part: &[u8]) -> std::io::Result<bool> {
    let mut buffer = [0; 8 << 10];
    for piece in part.chunks(buffer.len()) {
        let mut read = 0;
        while read < piece.len() {
            match old.read(&mut buffer[read..piece.len()])? {
                0 => return Ok(false),
                more => read += more,
            }
        }
        if buffer[..read] != *piece {
            return Ok(false);
        }
    }
    Ok(true)
}
