//! What is said about links that lead nowhere, or not quite where they should.

use super::super::address::is_bare_host;
use super::Target;
use super::anchors::Anchors;
use crate::diagnostic::Diagnostic;

/// What is asked for: the answer and the complaint depend on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Wish {
    /// A link by path.
    Link,
    /// A link that names a document instead of giving its path.
    Name,
    /// An image.
    Image,
}

/// An answer: where it leads, and what is wrong with it, still without a place.
#[derive(Debug, Clone)]
pub(super) struct Answer {
    pub(super) target: Target,
    pub(super) trouble: Option<Diagnostic>,
}

impl From<Target> for Answer {
    fn from(target: Target) -> Self {
        Self {
            target,
            trouble: None,
        }
    }
}

/// An anchor that its document does not have.
pub(super) fn broken_anchor(anchor: &str, place: &str, anchors: &Anchors) -> Diagnostic {
    let diagnostic = Diagnostic::warning(
        "broken-anchor",
        format!("`#{anchor}` is no heading of {place}"),
    );
    match anchors.nearest(anchor) {
        Some(near) => diagnostic.help(format!("did you mean `#{near}`?")),
        None => diagnostic,
    }
}

/// A target that several files answer to.
pub(super) fn ambiguous(target: &str, taken: &str) -> Diagnostic {
    Diagnostic::note(
        "ambiguous-link",
        format!("`{target}` names several files; `{taken}` is taken, the first by path"),
    )
    .help("write the path from the folder of this document")
}

/// A target that names nothing; `near` is a path that may have been meant.
pub(super) fn not_found(target: &str, wish: Wish, near: Option<&str>) -> Answer {
    let diagnostic = match wish {
        Wish::Image => Diagnostic::warning(
            "missing-asset",
            format!("there is no file for the image `{target}`"),
        ),
        _ if target.is_empty() => Diagnostic::warning("broken-link", "the link has no target"),
        _ => Diagnostic::warning(
            "broken-link",
            format!("the link to `{target}` leads nowhere"),
        ),
    };
    let help = if is_bare_host(target) {
        Some(format!(
            "for an address of the web write `https://{target}`"
        ))
    } else {
        near.map(|near| format!("did you mean `{near}`?"))
    };
    Answer {
        target: Target::Nowhere,
        trouble: Some(match help {
            Some(help) => diagnostic.help(help),
            None => diagnostic,
        }),
    }
}

/// A file that exists and has no place on the site; `what` it is.
pub(super) fn unpublished(target: &str, wish: Wish, what: &str) -> Diagnostic {
    let (subject, verb) = match wish {
        Wish::Image => ("image", "is"),
        Wish::Link | Wish::Name => ("link to", "leads to"),
    };
    Diagnostic::note(
        "unpublished-link",
        format!("the {subject} `{target}` {verb} {what}, which is not on the site"),
    )
}

/// Turns a complaint about a link into one about an entry of a list of contents.
pub(in super::super) fn as_dead_entry(diagnostic: &mut Diagnostic) {
    diagnostic.rule = "dead-contents-entry";
    diagnostic.message = diagnostic.message.replacen("the link to", "the entry", 1);
}
