//! The globs of a request: which files are read, which do not exist for us, and which were declared to be something.
//!
//! Takes patterns as people write them, answers for paths inside the source folder. A glob without `/` holds at any depth, and one
//! that names a folder holds for all it contains.

use std::collections::BTreeSet;

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

use super::Request;
use crate::error::Error;
use crate::source::Format;

/// All globs of a request.
pub(super) struct Globs {
    pub(super) include: Option<GlobSet>,
    pub(super) exclude: Option<GlobSet>,
    formats: Option<GlobSet>,
    /// What each glob of `formats` declares, and how long it is; each stands twice in the set.
    declared: Vec<(usize, Option<Format>)>,
    splits: Option<GlobSet>,
    /// The level that each glob of `splits` names; each stands twice in the set.
    levels: Vec<u8>,
}

/// What somebody says that a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meant {
    /// A document of that format.
    Document(Format),
    /// No document, but something to point at.
    Asset,
}

impl Globs {
    pub(super) fn new(request: &Request<'_>) -> Result<Self, Error> {
        let patterns: Vec<&str> = request.formats.iter().map(|row| &*row.glob).collect();
        let logs = || {
            let rows = request.splits.iter();
            rows.flat_map(|row| row.files.iter().map(|glob| (&**glob, row.level)))
        };
        let files: Vec<&str> = logs().map(|(glob, _)| glob).collect();
        Ok(Self {
            include: glob_set("include", request.include)?,
            exclude: glob_set("exclude", request.exclude)?,
            formats: glob_set("[formats]", &patterns)?,
            declared: request
                .formats
                .iter()
                .map(|row| (row.glob.len(), row.format))
                .collect(),
            splits: glob_set("[[split]]", &files)?,
            levels: logs().map(|(_, level)| level).collect(),
        })
    }

    /// The level of the headings that a file is to be split at; of several globs the last decides, and `met` gathers all.
    pub(super) fn split(&self, path: &str, met: &mut BTreeSet<usize>) -> Option<u8> {
        let matches = self.splits.as_ref()?.matches(path);
        let rows = matches.iter().map(|at| at / FORMS);
        met.extend(rows.clone());
        self.levels.get(rows.max()?).copied()
    }

    /// What a file was declared to be; of several globs the longest decides.
    pub(super) fn declared(&self, path: &str) -> Option<Meant> {
        let matches = self.formats.as_ref()?.matches(path);
        let rows = matches
            .iter()
            .filter_map(|at| self.declared.get(at / FORMS));
        let (_, format) = rows.max_by_key(|(length, _)| *length)?;
        Some(format.map_or(Meant::Asset, Meant::Document))
    }
}

/// A glob holds for what it names and, where that is a folder, for what is in it.
const FORMS: usize = 2;

fn glob_set(key: &str, globs: &[impl AsRef<str>]) -> Result<Option<GlobSet>, Error> {
    if globs.is_empty() {
        return Ok(None);
    }
    let refused = |glob: &str, fault: &globset::Error| {
        Error::Usage(format!(
            "`{glob}` in `{key}` is not a glob: {}",
            fault.kind()
        ))
    };
    let mut set = GlobSetBuilder::new();
    for glob in globs {
        let plain = glob.as_ref().trim_end_matches('/');
        let plain = plain.strip_prefix("./").unwrap_or(plain);
        let rooted = match plain.strip_prefix('/') {
            Some(rooted) => rooted.to_owned(),
            None if plain.contains('/') => plain.to_owned(),
            None => format!("**/{plain}"),
        };
        let forms: [String; FORMS] = [rooted.clone(), format!("{rooted}/**")];
        for form in forms {
            let built = GlobBuilder::new(&form).literal_separator(true).build();
            set.add(built.map_err(|fault| refused(glob.as_ref(), &fault))?);
        }
    }
    let all = || {
        let all: Vec<&str> = globs.iter().map(AsRef::as_ref).collect();
        all.join("`, `")
    };
    let set = set.build().map_err(|fault| refused(&all(), &fault))?;
    Ok(Some(set))
}
