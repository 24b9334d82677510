//! Boxes beside the text: notes, warnings and their like.

use std::fmt::Write as _;

use super::{Writer, escape};
use crate::document::Admonition;
use crate::language::said;

impl<'a> Writer<'a> {
    /// Writes a box, under the title that its author gives it or the name of its kind.
    pub(super) fn admonition(&mut self, admonition: &'a Admonition) {
        let kind = escape::text(&admonition.kind);
        if admonition.folded {
            let _ = write!(
                self.body.html,
                "<details class=\"admonition\" data-kind=\"{kind}\"><summary>"
            );
        } else {
            let _ = write!(
                self.body.html,
                "<aside class=\"admonition\" data-kind=\"{kind}\">\n<p class=\"admonition-title\">"
            );
        }
        match &admonition.title {
            Some(title) => self.inlines(title),
            None => match admonition_title(&admonition.kind) {
                Some(title) => {
                    let title = self.text(title);
                    escape::push(title, &mut self.body.html);
                }
                None => {
                    let mut letters = admonition.kind.chars();
                    let first: String = letters
                        .next()
                        .into_iter()
                        .flat_map(char::to_uppercase)
                        .collect();
                    escape::push(&first, &mut self.body.html);
                    escape::push(letters.as_str(), &mut self.body.html);
                }
            },
        }
        self.body.html.push_str(if admonition.folded {
            "</summary>\n"
        } else {
            "</p>\n"
        });
        self.blocks(&admonition.blocks);
        self.body.html.push_str(if admonition.folded {
            "</details>\n"
        } else {
            "</aside>\n"
        });
    }
}

/// What a box of that kind is called where its author gives it no title; `None` for a kind of the author's own.
fn admonition_title(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "abstract" => said("Abstract"),
        "attention" => said("Attention"),
        "bug" => said("Bug"),
        "caution" => said("Caution"),
        "danger" => said("Danger"),
        "error" => said("Error"),
        "example" => said("Example"),
        "failure" => said("Failure"),
        "hint" => said("Hint"),
        "info" => said("Info"),
        "important" => said("Important"),
        "note" => said("Note"),
        "question" => said("Question"),
        "quote" => said("Quote"),
        "seealso" => said("See also"),
        "success" => said("Success"),
        "tip" => said("Tip"),
        "todo" => said("Todo"),
        "warning" => said("Warning"),
        _ => return None,
    })
}
