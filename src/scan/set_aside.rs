//! What a scan did not take up, and the notes that say so.
//!
//! Takes a list of paths with reasons, gives one note per reason that counts them and names up to three. It decides nothing:
//! the reasons come from the walk and from loading.

use std::collections::BTreeMap;

use super::decide::Unread;
use crate::diagnostic::{Diagnostic, Diagnostics};

/// How many paths a note names.
const NAMED: usize = 3;

/// What to do about what should have been read and could not be.
pub(super) const UNREADABLE_HELP: &str =
    "allow it to be read, or name it in `exclude` in `[build]` of `book.toml`";

/// Why a file or folder was not taken up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// A format that has no reader yet.
    Unread(Unread),
    /// A patch; the documents that it adds are read.
    Unpacked,
    /// A text under a name that says nothing of it, which another document includes: it is read there.
    Included,
    /// Holds no text.
    Binary,
    /// A name that says nothing we know.
    UnknownKind,
    /// Program code, build files, lock files.
    Code,
    /// Larger than a text can be.
    TooLarge,
    /// Its name starts with a dot.
    Hidden,
    /// A kind of file that holds keys or passwords.
    Secret,
    /// Neither a file nor a folder nor a link: a pipe, a socket, a device.
    NotAFile,
    /// Named by a `.gitignore`.
    Ignored,
    /// Declared to be no document, and nothing that could be copied safely: a browser could run what is in it.
    NoDocument,
    /// Named by `exclude`, or not by `include`, of the configuration.
    Excluded,
    /// A folder of somebody else's code: `node_modules`, `vendor`.
    Dependencies,
    /// A folder that a build wrote.
    Built,
    /// A link out of the source folder, or to nothing.
    LinkOutside,
    /// A link to something that is read at its own place, or was itself not taken up.
    LinkInside,
    /// A name that is not Unicode, of a file that is no document.
    UnnamableName,
    /// Could not be read, or named; a message of its own says why.
    Unreadable,
}

impl Reason {
    /// Whether a file set aside for this reason may still be published where a document points at it.
    pub fn leaves_asset(self) -> bool {
        matches!(
            self,
            Self::Unread(Unread::PlainText) | Self::Included | Self::UnknownKind
        )
    }

    /// The end of a note, for one and for many.
    fn words(self) -> Option<(String, String)> {
        let (one, many) = match self {
            Self::Unread(Unread::Patch) => (
                "patch that adds no document was passed over",
                "patches that add no document were passed over",
            ),
            Self::Unread(Unread::PlainText) => (
                "text is no prose and was not read",
                "texts are no prose and were not read",
            ),
            Self::Unpacked => (
                "patch was unpacked: the documents that it adds are read",
                "patches were unpacked: the documents that they add are read",
            ),
            Self::Included => (
                "text stands in the documents that include it, and nowhere else",
                "texts stand in the documents that include them, and nowhere else",
            ),
            Self::Binary => ("binary file was not read", "binary files were not read"),
            Self::UnknownKind => (
                "file of unknown kind was not read",
                "files of unknown kind were not read",
            ),
            Self::Code => (
                "file of program code or configuration was not read",
                "files of program code or configuration were not read",
            ),
            Self::Secret => (
                "file of keys or passwords was not read and is never published",
                "files of keys or passwords were not read and are never published",
            ),
            Self::NotAFile => (
                "pipe, socket or device was passed over",
                "pipes, sockets or devices were passed over",
            ),
            Self::Hidden => (
                "hidden file or folder was passed over",
                "hidden files or folders were passed over",
            ),
            Self::Ignored => (
                "file or folder that `.gitignore` names was passed over",
                "files or folders that `.gitignore` names were passed over",
            ),
            Self::Excluded => (
                "file or folder was left out by `include` and `exclude`",
                "files or folders were left out by `include` and `exclude`",
            ),
            Self::NoDocument => (
                "file that `[formats]` calls an asset was not read, nor is it copied: a browser could run what is in it",
                "files that `[formats]` calls assets were not read, nor are they copied: a browser could run what is in them",
            ),
            Self::Dependencies => (
                "folder of dependencies was passed over",
                "folders of dependencies were passed over",
            ),
            Self::Built => (
                "folder that a build wrote was passed over",
                "folders that a build wrote were passed over",
            ),
            Self::LinkOutside => (
                "symbolic link that leads out of the folder or to nothing was not followed",
                "symbolic links that lead out of the folder or to nothing were not followed",
            ),
            Self::LinkInside => (
                "symbolic link was not followed: its target is read at its own place or not at all",
                "symbolic links were not followed: their targets are read at their own places or not at all",
            ),
            Self::UnnamableName => (
                "file has a name that is not Unicode and was passed over",
                "files have names that are not Unicode and were passed over",
            ),
            // Each of these has a warning of its own.
            Self::TooLarge | Self::Unreadable => return None,
        };
        Some((one.to_owned(), many.to_owned()))
    }
}

/// One path that was not taken up.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SetAside {
    /// Why.
    pub reason: Reason,
    /// The path inside the source folder; a folder stands for all it holds.
    pub path: String,
}

/// One note per reason, with the number of paths and the first of them.
pub fn notes<'a>(set_aside: impl IntoIterator<Item = &'a SetAside>) -> Diagnostics {
    let mut by_reason: BTreeMap<Reason, Vec<&str>> = BTreeMap::new();
    for SetAside { reason, path } in set_aside {
        by_reason.entry(*reason).or_default().push(path);
    }
    by_reason
        .into_iter()
        .filter_map(|(reason, paths)| note(reason, paths))
        .collect()
}

fn note(reason: Reason, mut paths: Vec<&str>) -> Option<Diagnostic> {
    let (one, many) = reason.words()?;
    let count = paths.len();
    paths.sort_unstable();
    let named: Vec<String> = paths
        .iter()
        .take(NAMED)
        .map(|path| format!("`{path}`"))
        .collect();
    let more = if count > NAMED { ", …" } else { "" };
    let words = if count == 1 { one } else { many };
    let message = format!("{count} {words} ({}{more})", named.join(", "));
    Some(Diagnostic::note("skipped-files", message))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_counts_and_names() {
        let aside = |reason, path: &str| SetAside {
            reason,
            path: path.to_owned(),
        };
        let all = [
            aside(Reason::Binary, "d.bin"),
            aside(Reason::Binary, "b.bin"),
            aside(Reason::Unread(Unread::Patch), "a.patch"),
            aside(Reason::Binary, "c.bin"),
            aside(Reason::Binary, "a.bin"),
            aside(Reason::Unreadable, "x.md"),
        ];
        let messages: Vec<String> = notes(&all).into_iter().map(|note| note.message).collect();
        assert_eq!(
            messages,
            [
                "1 patch that adds no document was passed over (`a.patch`)",
                "4 binary files were not read (`a.bin`, `b.bin`, `c.bin`, …)",
            ]
        );
    }
}
