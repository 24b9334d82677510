//! Links of HTML: around words, and around blocks, where each block's words become a link of their own, since a link of ours
//! holds words only.

use scraper::node::Element;

use super::slot::has_words;
use crate::document::{Block, By, Inline, InlineKind, Link, walk};
use crate::source::Span;

/// The link that an `a` element stands for, without its words; `None` for one that leads nowhere.
pub(super) fn link_of(element: &Element) -> Option<Link> {
    let target = element.attr("href")?;
    Some(Link {
        target: target.trim().into(),
        title: element.attr("title").map(Into::into),
        by: By::Path,
        bare: false,
        content: Vec::new(),
    })
}

/// The place that an `a` element names the old way.
pub(super) fn name_anchor(element: &Element, span: Span, out: &mut Vec<Inline>) {
    if let Some(name) = element
        .attr("name")
        .filter(|name| !name.is_empty() && element.attr("id").is_none())
    {
        out.push(Inline::new(span, InlineKind::Anchor(name.into())));
    }
}

/// Adds words as a link. A link that nobody could see or follow is left out: the parser leaves one behind wherever an `a`
/// goes on in the next block.
pub(super) fn link_words(
    content: Vec<Inline>,
    link: Option<&Link>,
    span: Span,
    out: &mut Vec<Inline>,
) {
    match link {
        Some(link) if has_words(&content) => {
            let link = Link {
                content,
                ..link.clone()
            };
            out.push(Inline::new(span, InlineKind::Link(Box::new(link))));
        }
        _ => out.extend(content),
    }
}

/// Makes the words of these blocks lead where the link leads. What is a link already stays one.
pub(super) fn link_blocks(blocks: &mut [Block], link: &Link, span: Span) {
    for block in blocks {
        for content in walk::block_inlines_mut(block) {
            let mut out = Vec::new();
            let mut run = Vec::new();
            for inline in std::mem::take(content) {
                if holds_link(&inline) {
                    link_words(std::mem::take(&mut run), Some(link), span, &mut out);
                    out.push(inline);
                } else {
                    run.push(inline);
                }
            }
            link_words(run, Some(link), span, &mut out);
            *content = out;
        }
        for children in walk::child_blocks_mut(block) {
            link_blocks(children, link, span);
        }
    }
}

fn holds_link(inline: &Inline) -> bool {
    let mut found = false;
    walk::inlines_of(std::slice::from_ref(inline), &mut |inner| {
        found |= matches!(
            inner.kind,
            InlineKind::Link(_) | InlineKind::FootnoteReference(_)
        );
    });
    found
}
