//! A file that holds several sources: a saved patch, or cgit's page of one, becomes the files that it adds.
//!
//! Takes the text of the patch, gives each added document as a source of its own, under its path in the patch from the folder of
//! the patch, with the way back from its bytes to those of the patch. It touches no disk. Only new files are whole in a patch, so
//! only these are taken out; of everything else it is said that it was passed over. It does not follow a patch inside a patch.

mod origin;
mod page;
mod parts;

use std::collections::BTreeSet;
use std::sync::Arc;

pub use origin::{Origin, lead_back};
pub(super) use page::is_page;

use super::decide::{Kind, by_name};
use super::sniff::kind_of;
use super::walk::is_never_entered;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{Format, SourceFile, Span};
use parts::{Content, Part};

/// The rule of everything that is said of the parts of a patch.
const RULE: &str = "patch-part";

/// A source that was taken out of a patch.
#[derive(Debug, Clone)]
pub struct Unpacked {
    /// The source, under its own path.
    pub source: SourceFile,
    /// Where it stands in the patch.
    pub origin: Origin,
}

/// The documents that a patch adds, in its order.
pub(super) fn unpack(file: &SourceFile, diagnostics: &mut Diagnostics) -> Vec<Unpacked> {
    let flat = if is_page(&file.text) {
        page::flat(&file.text)
    } else {
        origin::Flat::whole(&file.text)
    };
    let folder = file.path.rfind('/').map_or("", |at| &file.path[..=at]);
    let mut taken = BTreeSet::new();
    let mut unpacked = Vec::new();
    for part in parts::parts(&flat.text) {
        let head = flat.span(Span::new(part.head.start, part.head.end));
        let mut tell = |diagnostic: Diagnostic| diagnostics.push(diagnostic.at(&file.path, head));
        let format = match judge(&part) {
            Ok(format) => format,
            Err(diagnostic) => {
                tell(diagnostic);
                continue;
            }
        };
        let Content::Added(added) = part.content else {
            continue;
        };
        let path: Arc<str> = format!("{folder}{}", part.path).into();
        if !taken.insert(Arc::clone(&path)) {
            let message = format!("the patch adds `{}` a second time", part.path);
            tell(
                Diagnostic::warning(RULE, message)
                    .help("the first is read; save the patch of one change alone"),
            );
            continue;
        }
        if added.is_cut {
            let message = format!("the text of `{}` ends before it is complete", part.path);
            tell(
                Diagnostic::warning(RULE, message)
                    .help("save the patch again: this copy is cut off"),
            );
        }
        unpacked.push(Unpacked {
            source: SourceFile::new(Arc::clone(&path), format, &added.text),
            origin: Origin::new(&file.path, head, &flat, &added.pieces),
        });
    }
    unpacked
}

/// The format of a part that is to be read, else what is to be said of it.
fn judge(part: &Part<'_>) -> Result<Format, Diagnostic> {
    let path = &part.path;
    if !stays_inside(path) {
        let message =
            format!("the patch adds a file at `{path}`, which is no path inside a folder");
        return Err(Diagnostic::warning(RULE, message)
            .help("it is not read; write a path of names with `/` between them"));
    }
    let passed_over = |why: String| Err(Diagnostic::note(RULE, why));
    let added = match &part.content {
        Content::Added(added) => added,
        Content::Changed => {
            let message = format!("`{path}` is changed by the patch and is not whole in it");
            return Err(Diagnostic::note(RULE, message)
                .help("files that a patch adds are read; put the file itself into the folder"));
        }
        Content::Removed => return passed_over(format!("the patch removes `{path}`")),
        Content::Binary => {
            let message = format!("`{path}` is binary, and the patch does not hold it as text");
            return Err(Diagnostic::note(RULE, message).help("put the file itself into the folder"));
        }
        Content::Empty => return passed_over(format!("`{path}` holds nothing")),
    };
    let mut names: Vec<&str> = path.split('/').collect();
    let name = names.pop().unwrap_or_default();
    if name.starts_with('.') || names.iter().any(|name| name.starts_with('.')) {
        return passed_over(format!(
            "`{path}` of the patch is hidden and was passed over"
        ));
    }
    if names.iter().any(|name| is_never_entered(name)) {
        let message = format!("`{path}` of the patch stands in a folder that is passed over");
        return passed_over(message);
    }
    match by_name(name) {
        Kind::Document(format) => Ok(format),
        Kind::ByContent => match kind_of(&added.text) {
            Kind::Document(format) => Ok(format),
            _ => passed_over(format!("`{path}` of the patch is no document that is read")),
        },
        _ => passed_over(format!("`{path}` of the patch is no document that is read")),
    }
}

/// True for a path of plain names, which cannot lead out of the folder it starts from.
fn stays_inside(path: &str) -> bool {
    let is_plain = |name: &str| !matches!(name, "" | "." | "..");
    path.split('/').all(is_plain)
        && !path.chars().any(|sign| sign == '\\' || sign.is_control())
        // `C:` names a disk.
        && path.as_bytes().get(1) != Some(&b':')
}

#[cfg(test)]
mod tests;
