//! Why reports are alike, in words: on pages in the language of the site, in the export in English.
//!
//! Takes the reasons of the archive, gives short phrases. What is only suggested is always called so.

use crate::archive::related::{Reason, What};
use crate::language::{Language, said};

/// Reasons in words.
pub(super) fn all(language: &Language, reasons: &[Reason]) -> Vec<String> {
    reasons
        .iter()
        .map(|reason| words(language, reason))
        .collect()
}

/// A reason in words: `same service: Orders`, `same cause (suggested): Capacity / disk`, `both mention HedgeProxy, rook17`.
pub(super) fn words(language: &Language, reason: &Reason) -> String {
    let (what, suggested, names) = match reason {
        Reason::Named => return language.text("named as related").to_owned(),
        Reason::Recurs => return language.text("named as the same again").to_owned(),
        Reason::Linked => return language.text("one links to the other").to_owned(),
        Reason::Shared {
            what,
            suggested,
            names,
        } => (*what, *suggested, names.join(", ")),
    };
    let message = match (what, suggested) {
        (What::Title, _) => said("same title"),
        (What::TitleWords, _) => said("the same words in the title"),
        (What::Ticket, _) => said("same ticket: {names}"),
        (What::Service, false) => said("same service: {names}"),
        (What::Service, true) => said("same service (suggested): {names}"),
        (What::Cause, false) => said("same cause: {names}"),
        (What::Cause, true) => said("same cause (suggested): {names}"),
        (What::Trigger, false) => said("same trigger: {names}"),
        (What::Trigger, true) => said("same trigger (suggested): {names}"),
        (What::Link, _) => said("both link to {names}"),
        (What::Word, _) => said("both mention {names}"),
    };
    language.filled(message, &[("names", &names)])
}
