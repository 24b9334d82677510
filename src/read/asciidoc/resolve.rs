//! References to places of the same document: by an id, by the id that Asciidoctor would make of a title, by the title itself.
//!
//! Places may be named before they stand, so this is done when the whole text is read and every title has its id.

use std::collections::HashMap;

use super::Reading;
use crate::document::{Block, BlockKind, Inline, InlineKind, Link, text, walk};

/// The places that have a name of their author's.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// What references without words show, by id.
    names: HashMap<Box<str>, Box<str>>,
}

impl Reading<'_> {
    /// What references to a place show that have no words.
    pub(super) fn name(&mut self, id: &str, words: &str) {
        if !words.is_empty() {
            self.places.names.insert(id.into(), words.into());
        }
    }

    /// Makes references lead to what they name.
    pub(super) fn resolve(&mut self, blocks: &mut [Block]) {
        let titles = titles(blocks);
        let resolving = Resolving {
            names: &self.places.names,
            titles: &titles,
        };
        resolving.blocks(blocks);
    }
}

/// A title: the id that it has, and its words.
struct Title {
    id: Box<str>,
    words: Box<str>,
}

/// The titles by all that they may be named by.
fn titles(blocks: &[Block]) -> HashMap<String, Title> {
    let mut out: HashMap<String, Title> = HashMap::new();
    let mut repeated: HashMap<String, usize> = HashMap::new();
    walk::blocks(blocks, &mut |block| {
        let BlockKind::Heading(heading) = &block.kind else {
            return;
        };
        let Some(id) = &heading.id else { return };
        let words = text::of_inlines(&heading.content);
        let words = words.trim();
        let title = || Title {
            id: id.clone(),
            words: words.into(),
        };
        let made = made_id(words);
        let count = repeated.entry(made.clone()).or_insert(0);
        *count += 1;
        let made = match *count {
            1 => made,
            count => format!("{made}_{count}"),
        };
        out.entry(words.to_owned()).or_insert_with(title);
        out.entry(made).or_insert_with(title);
        // An id goes before what only looks like it.
        out.insert(id.to_string(), title());
    });
    out
}

/// The id that Asciidoctor makes of a title.
fn made_id(words: &str) -> String {
    let mut out = String::from("_");
    for c in words.chars() {
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if (c.is_whitespace() || matches!(c, '-' | '.' | '_')) && !out.ends_with('_') {
            out.push('_');
        }
    }
    out.truncate(out.trim_end_matches('_').len());
    out
}

struct Resolving<'r> {
    names: &'r HashMap<Box<str>, Box<str>>,
    titles: &'r HashMap<String, Title>,
}

impl Resolving<'_> {
    fn blocks(&self, blocks: &mut [Block]) {
        for block in blocks {
            for content in walk::block_inlines_mut(block) {
                self.inlines(content);
            }
            for children in walk::child_blocks_mut(block) {
                self.blocks(children);
            }
        }
    }

    fn inlines(&self, content: &mut [Inline]) {
        for inline in content {
            match &mut inline.kind {
                InlineKind::Styled(_, inner) => self.inlines(inner),
                InlineKind::Link(link) => {
                    self.link(link);
                    self.inlines(&mut link.content);
                }
                _ => {}
            }
        }
    }

    fn link(&self, link: &mut Link) {
        let Some(name) = link.target.strip_prefix('#') else {
            return;
        };
        let title = self.titles.get(name);
        let words = self
            .names
            .get(name)
            .or_else(|| title.map(|title| &title.words));
        if link.bare
            && let Some(words) = words.filter(|words| !words.is_empty())
        {
            for inline in &mut link.content {
                inline.kind = InlineKind::Text(words.clone());
            }
            link.bare = false;
        }
        if let Some(title) = title {
            link.target = format!("#{}", title.id).into();
        }
    }
}
