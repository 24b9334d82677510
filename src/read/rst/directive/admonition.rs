//! Notes set apart: admonitions, topics and sidebars, cards, what changed in which version; and what is folded.

use super::Call;
use crate::document::{Admonition, BlockKind, Details, Inline};
use crate::read::rst::Reading;
use crate::read::rst::flow::Flow;
use crate::read::rst::literal;

/// True for the name of a note of some kind.
pub(super) fn is_one(name: &str) -> bool {
    is_plain(name) || has_title(name) || change(name).is_some()
}

/// True for the name of a note that says its kind and has no title.
pub(super) fn is_plain(name: &str) -> bool {
    matches!(
        name,
        "attention"
            | "caution"
            | "danger"
            | "error"
            | "hint"
            | "important"
            | "note"
            | "tip"
            | "warning"
            | "seealso"
            | "todo"
    )
}

/// True for a note whose argument is its title.
fn has_title(name: &str) -> bool {
    matches!(
        name,
        "admonition" | "topic" | "sidebar" | "card" | "grid-item-card"
    )
}

/// What happened in the version that the argument names.
fn change(name: &str) -> Option<&'static str> {
    Some(match name {
        "versionadded" => "Added in version",
        "versionchanged" => "Changed in version",
        "deprecated" | "deprecated-removed" => "Deprecated since version",
        "versionremoved" => "Removed in version",
        _ => return None,
    })
}

impl Reading<'_> {
    pub(super) fn admonition(&mut self, call: &Call<'_>, flow: &mut Flow) {
        let parts = &call.parts;
        let mut title = None;
        let mut before = Vec::new();
        if let Some(words) = change(&call.name) {
            let version = call.first_word().unwrap_or("");
            title = Some(vec![Inline::text(call.span, format!("{words} {version}"))]);
            if let Some(first) = parts.argument.first() {
                let mut lines = parts.argument.clone();
                let line = call.text.of(*first);
                let rest = line.trim_start()[version.len()..].trim_start().len();
                lines[0] = first.from(line.len() - rest);
                before = self.inside(call.text, &lines);
            }
        } else if has_title(&call.name) && !parts.argument.is_empty() {
            title = Some(self.inlines(&call.text.joined(&parts.argument)));
        }
        let mut blocks = before;
        if let Some(words) = parts.option("subtitle") {
            let words = Inline::text(call.span, words);
            blocks.push(crate::document::Block::new(
                call.span,
                BlockKind::Paragraph(vec![words]),
            ));
        }
        blocks.extend(self.inside(call.text, &parts.content));
        if title.is_none() && matches!(call.name.as_str(), "sidebar" | "topic") {
            flow.push(call.span, BlockKind::Group(blocks));
            return;
        }
        let kind = match call.name.as_str() {
            "grid-item-card" => "card",
            name => name,
        };
        let admonition = Admonition {
            kind: kind.into(),
            title,
            folded: parts
                .option("class")
                .is_some_and(|class| class.contains("dropdown"))
                || parts.option("collapsible").is_some(),
            blocks,
        };
        flow.push(call.span, BlockKind::Admonition(Box::new(admonition)));
    }

    /// Something that its reader unfolds, or a tab: its title stays in sight.
    pub(super) fn folded(&mut self, call: &Call<'_>, flow: &mut Flow) {
        let parts = &call.parts;
        let mut summary = self.inlines(&call.text.joined(&parts.argument));
        let blocks = if call.name == "code-tab" {
            let argument = call.text.string(&parts.argument);
            let (language, title) = argument.split_once(' ').unwrap_or((&argument, &argument));
            summary = vec![Inline::text(call.span, title.trim())];
            let span = call.text.span_of(&parts.content);
            let kind = literal::code(call.text, &parts.content, Some(language));
            vec![crate::document::Block::new(span, kind)]
        } else {
            self.inside(call.text, &parts.content)
        };
        let details = Details {
            summary,
            open: parts.option("open").is_some() || parts.option("selected").is_some(),
            blocks,
        };
        flow.push(call.span, BlockKind::Details(Box::new(details)));
    }
}
