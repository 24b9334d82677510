//! Literal text: listings, fences, literal blocks and paragraphs.

use super::Reading;
use super::attributes_of_blocks::BlockAttributes;
use crate::document::{BlockKind, Code};
use crate::read::rst::Line;

impl Reading<'_> {
    /// Lines as code of the language that is said of them.
    pub(super) fn code(&mut self, lines: &[Line], said: &BlockAttributes) -> BlockKind {
        let mut text = self.text.string(lines);
        text.truncate(text.trim_end().len());
        // Blank lines at the top go, the indent of the first line stays.
        let blank = text.len() - text.trim_start().len();
        let begin = text[..blank].rfind('\n').map_or(0, |at| at + 1);
        text.drain(..begin);
        if let Some(indent) = said
            .named("indent")
            .and_then(|indent| indent.trim().parse().ok())
        {
            text = indented(&text, indent);
        }
        let subs = said.named("subs").unwrap_or("");
        let has_attributes = subs.split(',').any(|sub| {
            let sub = sub.trim().trim_matches('+');
            matches!(sub, "attributes" | "a" | "normal" | "n")
        });
        if has_attributes {
            text = self.attributes.expanded(&text);
        }
        if !text.is_empty() {
            text.push('\n');
        }
        let own = match &*said.style {
            "source" => said.at(1).or_else(|| said.named("language")),
            // `[,ruby]` says it in short.
            "" if said.positional.len() > 1 => said.at(1),
            "" | "listing" | "literal" | "verse" => None,
            other => Some(other),
        };
        let usual = || {
            let usual = self.attributes.get("source-language");
            usual.filter(|_| said.style == "source")
        };
        let language = own
            .or_else(usual)
            .filter(|name| !name.contains(char::is_whitespace));
        BlockKind::Code(Box::new(Code {
            language: language.map(Into::into),
            text: text.into(),
        }))
    }
}

/// Text whose lines are set in by so many blanks.
fn indented(text: &str, indent: usize) -> String {
    let width = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let written = text.lines().filter(|line| !line.trim().is_empty());
    let least = written.map(width).min().unwrap_or(0);
    let before = " ".repeat(indent.min(40));
    let lines = text.lines().map(|line| {
        let words = line.get(least..).unwrap_or("");
        if words.is_empty() {
            String::new()
        } else {
            format!("{before}{words}")
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}
