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
    /// A link that names a place by its label.
    Label,
    /// An entry of a list of contents that is no link: a name too.
    Entry,
    /// An image.
    Image,
}

impl Wish {
    /// True where a document may be named instead of its path being given.
    pub(super) fn takes_names(self) -> bool {
        matches!(self, Self::Name | Self::Label | Self::Entry)
    }

    /// The rule that a target breaks which names nothing.
    fn rule(self) -> &'static str {
        match self {
            Self::Image => "missing-asset",
            Self::Entry => DEAD_ENTRY,
            Self::Link | Self::Name | Self::Label => "broken-link",
        }
    }
}

const DEAD_ENTRY: &str = "dead-contents-entry";

/// Whether somebody will read what a message of that rule proposes. To look for a near name costs more than all else that is done
/// for a link, so that it is looked for only then.
pub(super) type IsRead<'a> = &'a dyn Fn(&'static str) -> bool;

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
pub(super) fn broken_anchor(
    anchor: &str,
    place: &str,
    anchors: &Anchors,
    is_read: IsRead<'_>,
) -> Diagnostic {
    let rule = "broken-anchor";
    let near = is_read(rule).then(|| anchors.nearest(anchor)).flatten();
    let help = near.map(|near| format!("did you mean `#{near}`?"));
    let message = format!("`#{anchor}` is no heading of {place}");
    with_help(Diagnostic::warning(rule, message), help)
}

/// A target that several files answer to.
pub(super) fn ambiguous(target: &str, taken: &str) -> Diagnostic {
    Diagnostic::note(
        "ambiguous-link",
        format!("`{target}` names several files; `{taken}` is taken, the first by path"),
    )
    .help("write the path from the folder of this document")
}

/// A target that names nothing; `near` gives a path that may have been meant.
pub(super) fn not_found<'a>(
    target: &str,
    wish: Wish,
    near: impl FnOnce() -> Option<&'a str>,
    is_read: IsRead<'_>,
) -> Answer {
    let help = if !is_read(wish.rule()) {
        None
    } else if is_bare_host(target) {
        Some(format!(
            "for an address of the web write `https://{target}`"
        ))
    } else {
        let near = near().map(|near| format!("did you mean `{near}`?"));
        near.or_else(|| {
            // With a colon it names a heading of a document, see `Resolver::heading`.
            let is_label = wish == Wish::Label && !target.is_empty() && !target.contains(':');
            is_label
                .then(|| format!("define it with `.. _{target}:` above the place that is meant"))
        })
    };
    let trouble = match wish {
        Wish::Entry => dead_entry(target, help),
        Wish::Image => {
            let message = format!("there is no file for the image `{target}`");
            with_help(Diagnostic::warning(wish.rule(), message), help)
        }
        Wish::Link | Wish::Name | Wish::Label => {
            let message = match target {
                "" => "the link has no target".to_owned(),
                target => format!("the link to `{target}` leads nowhere"),
            };
            with_help(Diagnostic::warning(wish.rule(), message), help)
        }
    };
    Answer {
        target: Target::Nowhere,
        trouble: Some(trouble),
    }
}

/// A term that no glossary holds.
pub(super) fn unknown_term(term: &str) -> Answer {
    let message = format!("no glossary holds the term `{term}`");
    Answer {
        target: Target::Nowhere,
        trouble: Some(
            Diagnostic::warning(Wish::Label.rule(), message).help(
                "put it into a `.. glossary::` of any document, or write it without the role",
            ),
        ),
    }
}

/// A page of a wiki whose address nobody told.
pub(super) fn no_wiki(page: &str) -> Answer {
    let message = format!("`{page}` is a page of the wiki, and its address is not known");
    Answer {
        target: Target::Nowhere,
        trouble: Some(
            Diagnostic::note("broken-link", message)
                .help("write where the wiki is: `base-url` in `[wiki]` of `book.toml`"),
        ),
    }
}

/// An entry of a list of contents that names nothing.
pub(in super::super) fn dead_entry(target: &str, help: Option<String>) -> Diagnostic {
    let (message, usual) = match target.trim() {
        "" => (
            "the entry has no target".to_owned(),
            "name the document that it stands for, or remove the entry",
        ),
        target => (
            format!("the entry `{target}` leads nowhere"),
            "name a document of the source folder, or remove the entry",
        ),
    };
    let help = help.unwrap_or_else(|| usual.to_owned());
    Diagnostic::warning(DEAD_ENTRY, message).help(help)
}

fn with_help(diagnostic: Diagnostic, help: Option<String>) -> Diagnostic {
    Diagnostic { help, ..diagnostic }
}

/// A file that exists and has no place on the site; `what` it is.
pub(super) fn unpublished(target: &str, wish: Wish, what: &str) -> Diagnostic {
    let (subject, verb) = match wish {
        Wish::Image => ("image", "is"),
        Wish::Link | Wish::Name | Wish::Label | Wish::Entry => ("link to", "leads to"),
    };
    Diagnostic::note(
        "unpublished-link",
        format!("the {subject} `{target}` {verb} {what}, which is not on the site"),
    )
}
