//! Headings that mean one thing in one company and another in another: their neighbours decide.
//!
//! Takes the passages of a report, gives some of them another kind. `What went wrong?` beside `What went well` looks back on the response;
//! alone, over prose, in a report that names its cause nowhere else, it tells what broke. It reads no facts.

use super::SectionKind;
use super::passage::Passage;
use crate::document::section::{Headings, normal};
use crate::document::{Block, BlockKind};

/// What asks for the cause as well as for what could have gone better.
const TWO_MEANINGS: &[&str] = &[
    "what went wrong",
    "what did go wrong",
    "hva gikk galt",
    "was lief schief",
    "was ist schiefgelaufen",
    "vad gick fel",
    "hvad gik galt",
    "wat ging er mis",
    "que sest il passé",
    "qué salió mal",
    "qué falló",
];

/// Names anew what their neighbours tell the meaning of. What the archive declares of a heading stays.
pub(super) fn reinterpret(passages: &mut [Passage<'_>], headings: &Headings) {
    let has_neighbour = passages.iter().any(|passage| {
        matches!(
            passage.kind,
            SectionKind::WentWell
                | SectionKind::Lucky
                | SectionKind::RootCause
                | SectionKind::FiveWhys
                | SectionKind::Trigger
        )
    });
    if has_neighbour {
        return;
    }
    let mut of_kind = passages
        .iter_mut()
        .filter(|passage| passage.kind == SectionKind::WentWrong);
    if let (Some(only), None) = (of_kind.next(), of_kind.next())
        && TWO_MEANINGS.contains(&normal(&only.heading).as_str())
        && is_prose(only)
        && !headings.declares(&only.heading)
    {
        only.kind = SectionKind::RootCause;
    }
}

/// True where a passage begins with a sentence and not with a list.
fn is_prose(passage: &Passage<'_>) -> bool {
    let is_paragraph = |block: &Block| matches!(block.kind, BlockKind::Paragraph(_));
    !passage.words.is_empty() || passage.blocks.first().is_some_and(is_paragraph)
}
