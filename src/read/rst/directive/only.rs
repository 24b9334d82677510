//! What is meant for some outputs only: `only` with an expression of tags, and `ifconfig`.
//!
//! Sphinx shows it where the tags hold, and no tag holds by itself but those of the output. In doubt it is meant for others and must not
//! be published, so what is not sure to hold for pages is kept as a comment, with a note.

use super::Call;
use crate::document::BlockKind;
use crate::read::rst::Reading;
use crate::read::rst::flow::Flow;

/// The tags that hold for pages.
const TAGS: [&str; 3] = ["html", "format_html", "builder_html"];

/// So many brackets and negations may stand in each other.
const DEEP: usize = 60;

impl Reading<'_> {
    /// Blocks under a condition.
    pub(super) fn only(&mut self, call: &Call<'_>, flow: &mut Flow) {
        let condition = call.text.string(&call.parts.argument);
        // What `ifconfig` asks for stands in a configuration that nobody runs here.
        if call.name == "only" && holds(&condition) {
            let blocks = self.inside(call.text, &call.parts.content);
            flow.push(call.span, BlockKind::Group(blocks));
            return;
        }
        let condition = condition.trim();
        let what = format!("what stands under `{}:: {condition}`", call.name);
        self.note_left_out(&what, call.span);
        self.unseen(call, flow);
    }
}

/// True where an expression of tags (`html and not draft`) holds for pages; false for what is none.
fn holds(expression: &str) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut tags = Tags {
        words: &words,
        depth: 0,
    };
    tags.any() == Some(true) && tags.words.is_empty()
}

/// What is still to be read of an expression. Each function gives nothing where it finds no expression.
struct Tags<'w> {
    words: &'w [&'w str],
    depth: usize,
}

impl Tags<'_> {
    fn take(&mut self, word: &str) -> bool {
        let is_next = self.words.first() == Some(&word);
        if is_next {
            self.words = &self.words[1..];
        }
        is_next
    }

    fn any(&mut self) -> Option<bool> {
        let mut holds = self.all()?;
        while self.take("or") {
            holds |= self.all()?;
        }
        Some(holds)
    }

    fn all(&mut self) -> Option<bool> {
        let mut holds = self.one()?;
        while self.take("and") {
            holds &= self.one()?;
        }
        Some(holds)
    }

    fn one(&mut self) -> Option<bool> {
        self.depth += 1;
        if self.depth > DEEP {
            return None;
        }
        let holds = if self.take("not") {
            !self.one()?
        } else if self.take("(") {
            let holds = self.any()?;
            self.take(")").then_some(holds)?
        } else {
            let (tag, rest) = self.words.split_first()?;
            if matches!(*tag, "and" | "or" | ")") {
                return None;
            }
            self.words = rest;
            TAGS.contains(tag)
        };
        self.depth -= 1;
        Some(holds)
    }
}

#[cfg(test)]
mod tests {
    use super::holds;

    #[test]
    fn what_is_not_sure_to_hold_does_not() {
        for (expression, expected) in [
            ("html", true),
            ("builder_html and not latex", true),
            ("latex or (html and not internal)", true),
            ("not (latex or text)", true),
            ("internal", false),
            ("html and internal", false),
            ("not html", false),
            ("", false),
            ("html internal", false),
            ("html and", false),
            ("(html", false),
        ] {
            assert_eq!(holds(expression), expected, "{expression}");
        }
        assert!(!holds(&"(".repeat(100_000)));
    }
}
