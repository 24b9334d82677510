//! Reports and documents made by hand, for the tests of this room.

use std::sync::Arc;

use crate::document::{
    Block, BlockKind, By, Document, Heading, Image, Inline, InlineKind, Link, List, ListItem,
    Numbering, Pointers, anchor,
};
use crate::postmortem::claim::Claims;
use crate::postmortem::{
    DateOrigin, Facet, Facets, Index, Keywords, Origin, Postmortem, Precision, Severity, When,
};
use crate::source::Span;

/// A report at that path, of that day (empty for none), holding these blocks.
pub(crate) fn report(path: &str, day: &str, blocks: Vec<Block>) -> Postmortem {
    let date = (!day.is_empty()).then(|| day.parse().expect("a date of the test"));
    let title = path.rsplit('/').next().unwrap_or(path);
    let Document { blocks, .. } = document(blocks);
    Postmortem {
        path: Arc::from(path),
        portion: None,
        format: "markdown",
        title: title.trim_end_matches(".md").replace('-', " "),
        title_block: None,
        title_id: None,
        occurred: When {
            date,
            origin: date.map(|_| DateOrigin::Text),
            precision: date.map(|_| Precision::Day),
            ..When::default()
        },
        undecided: None,
        language: None,
        severity: None,
        status: None,
        audience: None,
        draft: false,
        facets: Facets::default(),
        participants: Vec::new(),
        candidates: Vec::new(),
        summary: None,
        slug: None,
        aliases: Vec::new(),
        weight: None,
        further: Vec::new(),
        lede: false,
        sections: Vec::new(),
        timeline: Vec::new(),
        actions: Vec::new(),
        five_whys: Vec::new(),
        remarks: Vec::new(),
        scorecard: None,
        related: Vec::new(),
        recurs: Vec::new(),
        keywords: Keywords::default(),
        evidence: 9,
        pointers: Pointers::of(&blocks),
        claims: Claims::default(),
    }
}

/// An index file at that path, holding these blocks.
pub(super) fn index(path: &str, blocks: Vec<Block>) -> Index {
    Index {
        path: Arc::from(path),
        portion: None,
        title: None,
        draft: false,
        weight: None,
        max_depth: None,
        document: document(blocks),
    }
}

fn document(mut blocks: Vec<Block>) -> Document {
    anchor::assign(&mut blocks, &anchor::Seen::ALL);
    Document {
        blocks,
        ..Document::default()
    }
}

/// Facets as authors state them.
pub(super) fn facets(names: &[&str]) -> Vec<Facet> {
    names
        .iter()
        .map(|name| Facet {
            name: (*name).to_owned(),
            origin: Origin::Stated,
            evidence: None,
            span: Span::default(),
        })
        .collect()
}

/// A severity of that label and level.
pub(super) fn severity(label: &str, level: Option<u8>) -> Severity {
    Severity {
        label: label.to_owned(),
        level,
        origin: Origin::Stated,
    }
}

/// A heading.
pub(super) fn heading(level: u8, words: &str) -> Block {
    block(BlockKind::Heading(Box::new(Heading {
        level,
        content: vec![text(words)],
        id: None,
    })))
}

/// A paragraph of links to these targets.
pub(super) fn links(targets: &[&str]) -> Block {
    paragraph(targets.iter().map(|target| link(target)).collect())
}

/// A paragraph.
pub(super) fn paragraph(content: Vec<Inline>) -> Block {
    block(BlockKind::Paragraph(content))
}

/// A list of these items.
pub(super) fn list(items: Vec<Vec<Block>>) -> Block {
    block(BlockKind::List(Box::new(List {
        start: None,
        numbering: Numbering::default(),
        tight: true,
        items: items
            .into_iter()
            .map(|blocks| ListItem {
                span: Span::default(),
                check: None,
                blocks,
            })
            .collect(),
    })))
}

/// A list in which each item is one link.
pub(super) fn link_list(targets: &[&str]) -> Block {
    list(
        targets
            .iter()
            .map(|target| vec![links(&[target])])
            .collect(),
    )
}

/// A link.
pub(super) fn link(target: &str) -> Inline {
    inline(InlineKind::Link(Box::new(Link {
        target: target.into(),
        title: None,
        by: By::Path,
        bare: false,
        content: vec![text(target)],
    })))
}

/// A link that names a document.
pub(super) fn named(target: &str) -> Inline {
    inline(InlineKind::Link(Box::new(Link {
        target: target.into(),
        title: None,
        by: By::Name,
        bare: false,
        content: vec![text(target)],
    })))
}

/// An image.
pub(super) fn image(source: &str) -> Inline {
    inline(InlineKind::Image(Box::new(Image {
        source: source.into(),
        title: None,
        alt: "".into(),
    })))
}

/// Words.
pub(super) fn text(words: &str) -> Inline {
    Inline::text(Span::default(), words)
}

fn inline(kind: InlineKind) -> Inline {
    Inline::new(Span::default(), kind)
}

fn block(kind: BlockKind) -> Block {
    Block::new(Span::default(), kind)
}
