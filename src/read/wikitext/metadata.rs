//! Templates that say something about a report: their parameters as pairs of its head.

use super::Reading;
use super::template::Template;
use crate::document::{Block, BlockKind, By, Inline, InlineKind, MetaValue, text as plain, walk};
use crate::source::Span;

impl Reading<'_> {
    /// Adds the parameters of a template to the head.
    pub(super) fn metadata(&mut self, template: &Template<'_>) {
        if template.arguments.is_empty() {
            self.asides
                .push(template.span.start as usize..template.span.end as usize);
        }
        for argument in &template.arguments {
            // One without a name is told by that of the template.
            let key = match argument.key {
                Some(key) if key.parse::<u8>().is_err() => key,
                _ => template.name,
            };
            let blocks = self.blocks(argument.value.clone());
            let words = words(&blocks);
            let value = if words.is_empty() {
                MetaValue::Null
            } else {
                MetaValue::Text(words.into())
            };
            self.tell(key, argument.span, value);
        }
    }

    /// The title that the page shall be shown under.
    pub(super) fn title(&mut self, title: &str, span: Span) {
        let title = super::entity::decoded(title).replace("''", "");
        self.tell("title", span, MetaValue::Text(title.trim().into()));
    }
}

/// The words of a value; the address of a link stands behind its words.
fn words(blocks: &[Block]) -> String {
    let mut out = plain::of_blocks(blocks);
    let mut addresses = Vec::new();
    walk::inlines(blocks, &mut |inline: &Inline| {
        if let InlineKind::Link(link) = &inline.kind
            && link.by == By::Path
            && !out.contains(&*link.target)
            && addresses.len() < 8
        {
            addresses.push(link.target.clone());
        }
    });
    for address in addresses {
        out.push_str(" (");
        out.push_str(&address);
        out.push(')');
    }
    // A picture has a name that is all that can be said of it here.
    if out.is_empty()
        && let [
            Block {
                kind: BlockKind::Code(code),
                ..
            },
        ] = blocks
    {
        out.push_str(code.text.trim());
    }
    out
}
