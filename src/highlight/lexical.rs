//! The languages of `hl-lite`: one pass over the bytes, whatever they are.

use hl_lite::{Kind, Lang};

use super::Class;
use super::runs::Runs;

/// Adds the runs of a text.
pub(super) fn runs(language: Lang, text: &str, runs: &mut Runs) {
    within(language, text, 0, text.len(), runs);
}

/// Adds the runs of a part of a text, as if it stood alone.
pub(super) fn within(language: Lang, text: &str, from: usize, to: usize, runs: &mut Runs) {
    let mut at = from;
    for span in hl_lite::highlight(language, &text[from..to]) {
        let end = at + span.text.len();
        if let Some(class) = class(language, span.kind) {
            runs.push(text, at..end, class);
        }
        at = end;
    }
}

fn class(language: Lang, kind: Kind) -> Option<Class> {
    match kind {
        // Signs are told apart by their shape already.
        Kind::Plain | Kind::Operator | Kind::Punctuation => None,
        Kind::String => Some(Class::String),
        Kind::Comment => Some(Class::Comment),
        Kind::Number | Kind::Constant => Some(Class::Number),
        Kind::Type => Some(Class::Type),
        Kind::Function => Some(Class::Function),
        Kind::Attribute | Kind::Property => Some(Class::Property),
        Kind::Tag if language == Lang::Toml => Some(Class::Heading),
        Kind::Keyword | Kind::Tag => Some(Class::Keyword),
        Kind::Variable => Some(Class::Variable),
    }
}
