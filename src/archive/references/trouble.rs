//! What is said about links that lead nowhere, or not quite where they should.

use super::Target;
use super::address::is_bare_host;
use super::anchors::Anchors;
use super::resolver::{Answer, Wish};
use crate::diagnostic::Diagnostic;

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
