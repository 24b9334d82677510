//! Lists of contents that are no lists of links: a `toctree` that the reader kept as written, and Quarto's `listing`.
//!
//! Takes a block or the head of an index file, gives the entries as written. It does not know what they lead to.

use crate::document::{Block, BlockKind, Document, MetaValue};
use crate::source::Span;

/// One entry as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct Written {
    /// The document it names, or a pattern of names.
    pub(in super::super) target: String,
    /// Where it stands, as exactly as is known.
    pub(in super::super) span: Span,
}

impl Written {
    /// True for a pattern (`./2*`) instead of a name.
    pub(super) fn is_pattern(&self) -> bool {
        self.target.contains(['*', '[', '?'])
    }
}

/// The entries of a `toctree`; `None` for any other block.
pub(super) fn entries(block: &Block) -> Option<Vec<Written>> {
    let source = match &block.kind {
        BlockKind::Directive(directive) if is_toctree(&directive.name) => &directive.source,
        BlockKind::Code(code) if code.language.as_deref().is_some_and(is_toctree) => &code.text,
        _ => return None,
    };
    let mut entries = Vec::new();
    let mut reversed = false;
    let mut in_options = false;
    for line in source.lines().map(str::trim) {
        if line == "---" {
            in_options = !in_options;
        } else if line.trim_matches(':').trim() == "reversed" || line.starts_with(":reversed:") {
            reversed = true;
        } else if in_options || line.is_empty() || line.starts_with([':', '`', '~', '.'].as_slice())
        {
            // `./name` is an entry; `.. toctree::` is not.
            if line.starts_with("./") || line.starts_with("../") {
                entries.push(written(line, block.span));
            }
        } else {
            entries.push(written(line, block.span));
        }
    }
    if reversed {
        entries.reverse();
    }
    Some(entries)
}

/// True where the patterns of a `toctree` give their documents from the last to the first.
pub(super) fn is_reversed(block: &Block) -> bool {
    let source = match &block.kind {
        BlockKind::Directive(directive) => &directive.source,
        BlockKind::Code(code) => &code.text,
        _ => return false,
    };
    source
        .lines()
        .any(|line| line.trim().starts_with(":reversed:"))
}

/// `Title <target>` or the target alone.
fn written(line: &str, span: Span) -> Written {
    let target = line
        .strip_suffix('>')
        .and_then(|line| line.rsplit_once('<'))
        .map_or(line, |(_, target)| target);
    Written {
        target: target.trim().to_owned(),
        span,
    }
}

fn is_toctree(name: &str) -> bool {
    name.trim_matches(['{', '}', ' ']) == "toctree"
}

/// The documents that Quarto's `listing: contents:` in the head names.
pub(super) fn listing(document: &Document) -> Vec<Written> {
    let Some(listing) = document.meta.get("listing") else {
        return Vec::new();
    };
    let contents: Vec<&MetaValue> = match &listing.value {
        MetaValue::List(listings) => listings
            .iter()
            .filter_map(|listing| listing.get("contents"))
            .map(|entry| &entry.value)
            .collect(),
        value => value
            .get("contents")
            .map(|entry| &entry.value)
            .into_iter()
            .collect(),
    };
    contents
        .into_iter()
        .flat_map(MetaValue::texts)
        .map(|target| Written {
            target: target.to_owned(),
            span: listing.span,
        })
        // `contents: posts` names a folder, whose own order is the right one.
        .filter(|written| written.is_pattern() || written.target.contains('.'))
        .collect()
}

/// The entries of an index file that are no links in its body, and so must be resolved besides them.
pub(super) fn declared(document: &Document) -> Vec<Written> {
    let mut all = listing(document);
    for block in &document.blocks {
        all.extend(entries(block).unwrap_or_default());
    }
    all.retain(|written| !written.is_pattern());
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Directive;

    #[test]
    fn a_toctree_gives_its_entries() {
        let block = Block::new(
            Span::default(),
            BlockKind::Directive(Box::new(Directive {
                name: "toctree".into(),
                source:
                    "```{toctree}\n:maxdepth: 1\n:reversed: true\n./2*\nThe first <one>\n\ntwo\n```"
                        .into(),
            })),
        );
        let targets: Vec<String> = entries(&block)
            .unwrap_or_default()
            .into_iter()
            .map(|entry| entry.target)
            .collect();
        assert_eq!(targets, ["two", "one", "./2*"]);
        assert!(is_reversed(&block));
    }
}
