//! Who stands where: every file of the site is claimed once. Two claims to one path, also where they differ in case only or
//! where one would be the folder of the other, are noticed here.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::archive::ReportIndex;
use crate::postmortem::Postmortem;
use crate::source::Span;

use super::path::SitePath;

/// Who has claimed a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Owner {
    /// A report by its derived address.
    Report(ReportIndex),
    /// A report by the address its author declared, there.
    Declared(ReportIndex, Span),
    /// A former address of a report, declared there.
    Alias(ReportIndex, Span),
    /// A former address that `book.toml` names.
    Redirect,
    /// A file that is copied.
    Asset(String),
    /// A page that the site makes itself.
    Site(String),
}

impl Owner {
    /// The owner in words, for messages.
    pub(super) fn describe(&self, reports: &[Arc<Postmortem>]) -> String {
        match self {
            Self::Report(report) | Self::Declared(report, _) => {
                format!("`{}`", reports[*report].path)
            }
            Self::Alias(report, _) => format!("an alias of `{}`", reports[*report].path),
            Self::Redirect => "a redirect in `book.toml`".to_owned(),
            Self::Asset(path) => format!("the file `{path}`"),
            Self::Site(what) => what.clone(),
        }
    }
}

/// Paths that only the site itself may have, and what they are.
#[derive(Debug, Clone, Copy)]
struct Kept {
    has: fn(&str) -> bool,
    what: &'static str,
}

/// All claims.
#[derive(Debug, Default)]
pub(super) struct Register {
    files: BTreeMap<String, Owner>,
    /// Paths with capitals, by those without.
    spelled: BTreeMap<String, Box<str>>,
    folders: BTreeMap<String, Owner>,
    /// The next number to try behind a name that was taken.
    numbers: BTreeMap<String, u32>,
    kept: Option<Kept>,
}

impl Register {
    /// Claims a path, or tells who has it.
    pub(super) fn claim(&mut self, path: &SitePath, owner: Owner) -> Result<(), Owner> {
        let key = fold(path.as_str());
        if let Some(Kept { has, what }) = self.kept
            && !matches!(owner, Owner::Site(_))
            && has(&key)
        {
            return Err(Owner::Site(what.to_owned()));
        }
        if let Some(other) = self.holder(&key) {
            return Err(other.clone());
        }
        for folder in folders(&key) {
            if !self.folders.contains_key(folder) {
                self.folders.insert(folder.to_owned(), owner.clone());
            }
        }
        if key != path.as_str() {
            self.spelled.insert(key.clone(), path.as_str().into());
        }
        self.files.insert(key, owner);
        Ok(())
    }

    /// The path that is taken and differs from this one in capitals alone.
    pub(super) fn otherwise_spelled(&self, path: &SitePath) -> Option<&str> {
        let key = fold(path.as_str());
        let (taken, _) = self.files.get_key_value(&key)?;
        let taken = self.spelled.get(taken).map_or(&**taken, |path| path);
        (taken != path.as_str()).then_some(taken)
    }

    /// Keeps paths for the site itself, also such as it has no file at.
    pub(super) fn keep(&mut self, has: fn(&str) -> bool, what: &'static str) {
        self.kept = Some(Kept { has, what });
    }

    /// Claims the page of a folder; where it is taken, that of the same name with a number behind it. Tells who had the
    /// first choice.
    pub(super) fn claim_page(&mut self, folder: &str, owner: Owner) -> (SitePath, Option<Owner>) {
        self.claim_numbered(folder, owner, &|number| match number {
            None => SitePath::page(folder),
            Some(number) => SitePath::page(&format!("{}-{number}", folder.trim_end_matches('/'))),
        })
    }

    /// Claims a file; where it is taken, one with a number before its ending.
    pub(super) fn claim_file(&mut self, path: &str, owner: Owner) -> (SitePath, Option<Owner>) {
        let name = path.rfind('/').map_or(0, |at| at + 1);
        let dot = path[name..]
            .rfind('.')
            .filter(|at| *at > 0)
            .map_or(path.len(), |at| name + at);
        self.claim_numbered(path, owner, &|number| match number {
            None => SitePath::file(path),
            Some(number) => SitePath::file(&format!("{}-{number}{}", &path[..dot], &path[dot..])),
        })
    }

    fn claim_numbered(
        &mut self,
        wish: &str,
        owner: Owner,
        name: &dyn Fn(Option<u32>) -> SitePath,
    ) -> (SitePath, Option<Owner>) {
        let first = name(None);
        let Err(holder) = self.claim(&first, owner.clone()) else {
            return (first, None);
        };
        if let Some(depth) = self.file_above(&first) {
            // No other name in a folder that is a file is free: the folder gets the number.
            let (path, _) = self.claim_numbered(wish, owner, &|number| {
                let number = number.unwrap_or(2);
                let parts = first.as_str().split('/').enumerate();
                let parts: Vec<String> = parts
                    .map(|(at, part)| {
                        if at == depth {
                            format!("{part}-{number}")
                        } else {
                            part.to_owned()
                        }
                    })
                    .collect();
                SitePath::file(&parts.join("/"))
            });
            return (path, Some(holder));
        }
        let key = fold(wish);
        let mut number = self.numbers.get(&key).copied().unwrap_or(2);
        loop {
            let path = name(Some(number));
            number += 1;
            if self.claim(&path, owner.clone()).is_ok() {
                self.numbers.insert(key, number);
                return (path, Some(holder));
            }
        }
    }

    /// Which part of a path is a file already, though it would have to be a folder.
    fn file_above(&self, path: &SitePath) -> Option<usize> {
        let key = fold(path.as_str());
        folders(&key).position(|folder| self.files.contains_key(folder))
    }

    fn holder(&self, key: &str) -> Option<&Owner> {
        self.files
            .get(key)
            .or_else(|| self.folders.get(key))
            .or_else(|| folders(key).find_map(|folder| self.files.get(folder)))
    }
}

/// Every folder above a path.
fn folders(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

/// The same for paths that some file systems take for one.
fn fold(path: &str) -> String {
    if path.is_ascii() {
        return path.to_ascii_lowercase();
    }
    path.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_path_is_given_twice() {
        let mut register = Register::default();
        let site = |name: &str| Owner::Site(name.to_owned());
        for (path, free) in [
            ("a/b/index.html", true),
            ("A/B/index.html", false),
            ("a", false),
            ("a/b/index.html/x", false),
            ("a/c.png", true),
        ] {
            let claim = register.claim(&SitePath::file(path), site(path));
            assert_eq!(claim.is_ok(), free, "{path}");
        }
        let pages: Vec<String> = ["x", "x", "X"]
            .iter()
            .map(|folder| register.claim_page(folder, site(folder)).0.to_string())
            .collect();
        assert_eq!(pages, ["x/index.html", "x-2/index.html", "X-3/index.html"]);
        assert_eq!(
            register.claim_file("A/c.png", site("c")).0.as_str(),
            "A/c-2.png"
        );
        // A folder that is a file.
        let wishes = ["a/c.png/d.png", "A/C.png/d.png", "a/c.png/d.png"];
        let files = wishes.map(|wish| register.claim_file(wish, site("d")).0.to_string());
        assert_eq!(
            files,
            ["a/c.png-2/d.png", "A/C.png-3/d.png", "a/c.png-4/d.png"]
        );
        let page = register.claim_page("a/c.png/e", site("e")).0;
        assert_eq!(page.as_str(), "a/c.png-2/e/index.html");
    }
}
