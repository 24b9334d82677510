//! Pages that only lead to another: `#REDIRECT [[Page]]`.

use std::ops::Range;

use super::Reading;
use super::text::Text;
use crate::document::MetaValue;

/// The word in the languages of the largest wikis, in lower case.
const WORDS: &[&str] = &[
    "redirect",
    "doorverwijzing",
    "patrz",
    "redirección",
    "redirection",
    "redirecionamento",
    "rinvia",
    "weiterleitung",
    "перенаправление",
    "転送",
    "重定向",
];

impl Reading<'_> {
    /// True for the line of a redirect; where it leads is told in the head.
    pub(super) fn redirect(&mut self, text: &Text<'_>, line: Range<usize>) -> bool {
        let Some(rest) = text.words[line.clone()].trim_start().strip_prefix('#') else {
            return false;
        };
        let Some((word, rest)) = rest.split_once("[[") else {
            return false;
        };
        let word = word.trim().trim_end_matches(':').trim_end().to_lowercase();
        let Some((target, _)) = rest.split_once("]]") else {
            return false;
        };
        if !WORDS.contains(&word.as_str()) {
            return false;
        }
        let name = target.split('|').next().unwrap_or(target).trim();
        let value = MetaValue::Text(super::entity::decoded(name).into());
        self.tell("redirect", text.span(text.trimmed(line)), value);
        true
    }
}
