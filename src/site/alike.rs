//! Why reports are alike, in words: the same on pages and in the export.
//!
//! Takes the reasons of the archive, gives short phrases. What is only suggested is always called so.

use crate::archive::related::{Reason, What};

/// A reason in words: `same service: Orders`, `same cause (suggested): Capacity / disk`, `both mention HedgeProxy, rook17`.
pub(super) fn words(reason: &Reason) -> String {
    let (what, suggested, names) = match reason {
        Reason::Named => return "named as related".to_owned(),
        Reason::Recurs => return "named as the same again".to_owned(),
        Reason::Linked => return "one links to the other".to_owned(),
        Reason::Shared {
            what,
            suggested,
            names,
        } => (*what, *suggested, names.join(", ")),
    };
    let mark = if suggested { " (suggested)" } else { "" };
    match what {
        What::Title => "same title".to_owned(),
        What::TitleWords => "the same words in the title".to_owned(),
        What::Ticket => format!("same ticket: {names}"),
        What::Service => format!("same service{mark}: {names}"),
        What::Cause => format!("same cause{mark}: {names}"),
        What::Trigger => format!("same trigger{mark}: {names}"),
        What::Link => format!("both link to {names}"),
        What::Word => format!("both mention {names}"),
    }
}
