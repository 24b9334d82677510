//! What the parser forgets: code and HTML that end a list inside a container between colons are left open where the container
//! is closed, and come out empty. So are containers between colons that the same line closes with the one around them.
//!
//! Takes such a node, gives its lines out of the source. It can go when the parser closes them itself.

use comrak::nodes::{AstNode, NodeValue};

use super::lowering::Lowering;

impl Lowering<'_, '_> {
    /// The value of a node, with the text that the parser forgot, and with the word behind its fence.
    pub(super) fn finished<'n>(&self, node: &'n AstNode<'n>, mut value: NodeValue) -> NodeValue {
        let (literal, info) = match &mut value {
            NodeValue::CodeBlock(code) if code.fenced && code.closed => return value,
            NodeValue::CodeBlock(code) => {
                let code = &mut **code;
                (&mut code.literal, code.fenced.then_some(&mut code.info))
            }
            NodeValue::HtmlBlock(html) => (&mut html.literal, None),
            _ => return value,
        };
        if literal.is_empty()
            && let Some((fence, text)) = self.forgotten(node, usize::from(info.is_some()))
        {
            *literal = text;
            if let Some(info) = info {
                behind(&fence).clone_into(info);
            }
        }
        value
    }

    /// The first lines of a node, as many as asked for, and those behind them to the end of the container that was closed around
    /// it.
    fn forgotten<'n>(&self, node: &'n AstNode<'n>, skip: usize) -> Option<(String, String)> {
        let (begin, known) = {
            let place = node.data().sourcepos;
            (place.start, place.end)
        };
        // What is left open has no end of its own; fenced code that is really empty ends behind its fence.
        if skip > 0 && known != begin {
            return None;
        }
        // A container that was left open as well ends, for the parser, with what it knows of the node; the one that was closed
        // ends on a line after it.
        let is_closed = |outer: &'n AstNode<'n>| {
            let data = outer.data();
            matches!(data.value, NodeValue::BlockDirective(_))
                && data.sourcepos.end.line > known.line
        };
        let mut last = node;
        while !is_closed(last) {
            if last.next_sibling().is_some() {
                return None;
            }
            last = last.parent()?;
        }
        let end = last.data().sourcepos.end.line;
        let (from, to) = (self.lines.byte(begin.line, 1), self.lines.byte(end, 1));
        let text = self.reading.masked.text.get(from..to)?;
        let (mut skipped, mut rest) = (String::new(), String::new());
        for (at, line) in text.lines().enumerate() {
            // What stands before the node on its first line are marks and blanks; on the others as much is blank or a mark.
            let margin = line.len() - line.trim_start_matches([' ', '\t', '>', '-']).len();
            let out = if at < skip { &mut skipped } else { &mut rest };
            out.push_str(&line[margin.min(begin.column - 1)..]);
            out.push('\n');
        }
        Some((skipped, rest))
    }
}

/// What stands behind the marks of a fence.
fn behind(line: &str) -> &str {
    let marks = ["```", "~~~"].into_iter();
    let fence = marks.filter_map(|mark| line.find(mark)).min();
    let fence = fence.map_or("", |at| &line[at..]);
    fence.trim_start_matches(['`', '~']).trim()
}
