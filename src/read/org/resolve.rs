//! Where links to places of the text lead, when all of it is read.
//!
//! Org looks for a target of that name, then for an element, then for a headline. What the text does not have may be a document of
//! the archive, by its name or by an `ID` in it: who knows all of them decides.

use std::collections::HashMap;

use super::{MARK, Reading, folded};
use crate::document::{Block, BlockKind, By, Inline, InlineKind, Link, anchor, text, walk};
use crate::source::is_ending;

/// What a link waits for.
#[derive(Debug, Clone)]
pub(super) enum Pending {
    /// The headline of that title: `*Title`.
    Headline(String),
    /// What has that `CUSTOM_ID`: `#id`.
    Custom(String),
    /// What has that `ID`: `id:…`.
    Id(String),
    /// Anything of that name.
    Name(String),
}

impl Pending {
    /// What stands for a link whose author gave no words.
    pub(super) fn words(&self) -> &str {
        match self {
            Self::Headline(words) | Self::Custom(words) | Self::Id(words) | Self::Name(words) => {
                words
            }
        }
    }
}

/// Where names lead.
struct Places {
    /// The ids of headings by their titles.
    headings: HashMap<String, String>,
    /// What headings are called, by their ids.
    titles: HashMap<String, String>,
}

impl Reading<'_> {
    /// Makes every link lead where it should.
    pub(super) fn resolve(&mut self, blocks: &mut [Block]) {
        if self.pending.is_empty() {
            return;
        }
        let mut places = Places {
            headings: HashMap::new(),
            titles: HashMap::new(),
        };
        walk::blocks(blocks, &mut |block| {
            if let BlockKind::Heading(heading) = &block.kind
                && let Some(id) = &heading.id
            {
                if let Some(title) = self.titles.get(&block.span.start) {
                    let headings = &mut places.headings;
                    headings
                        .entry(title.clone())
                        .or_insert_with(|| id.to_string());
                }
                let words = text::of_inlines(&heading.content);
                places
                    .titles
                    .insert(id.to_string(), words.trim().to_owned());
            }
        });
        self.resolve_in(blocks, &places);
    }

    fn resolve_in(&self, blocks: &mut [Block], places: &Places) {
        for block in blocks {
            for content in walk::block_inlines_mut(block) {
                self.resolve_inlines(content, places);
            }
            for children in walk::child_blocks_mut(block) {
                self.resolve_in(children, places);
            }
        }
    }

    fn resolve_inlines(&self, content: &mut [Inline], places: &Places) {
        for inline in content {
            match &mut inline.kind {
                InlineKind::Styled(_, inner) => self.resolve_inlines(inner, places),
                InlineKind::Link(link) => {
                    let waits = link
                        .target
                        .strip_prefix(MARK)
                        .and_then(|number| self.pending.get(number.parse::<usize>().ok()?))
                        .filter(|(span, _)| *span == inline.span);
                    if let Some((_, pending)) = waits {
                        lead(self, link, pending, places);
                    }
                    self.resolve_inlines(&mut link.content, places);
                }
                _ => {}
            }
        }
    }
}

/// Gives a link its target.
fn lead(reading: &Reading<'_>, link: &mut Link, pending: &Pending, places: &Places) {
    let name = |key: &str| reading.names.get(key);
    let (target, by) = match pending {
        Pending::Headline(title) => {
            let id = places.headings.get(&folded(title)).cloned();
            (
                format!("#{}", id.unwrap_or_else(|| anchor::slug(title))),
                By::Path,
            )
        }
        Pending::Custom(id) => {
            let known = name(&format!("#{id}"));
            (format!("#{}", known.unwrap_or(id)), By::Path)
        }
        Pending::Id(id) => match name(&format!("id:{}", folded(id))) {
            Some(id) => (format!("#{id}"), By::Path),
            None => (id.clone(), By::Label),
        },
        Pending::Name(words) => {
            let key = folded(words);
            match name(&key).or_else(|| places.headings.get(&key)) {
                Some(id) => (format!("#{id}"), By::Path),
                None if is_file(words) => (words.clone(), By::Path),
                None => (words.clone(), By::Name),
            }
        }
    };
    if link.bare
        && matches!(pending, Pending::Custom(_) | Pending::Id(_))
        && let Some(title) = target
            .strip_prefix('#')
            .and_then(|id| places.titles.get(id))
        && let [words] = link.content.as_mut_slice()
    {
        words.kind = InlineKind::Text(title.as_str().into());
    }
    // The title of another document is better than its name.
    link.bare &= !target.starts_with('#');
    link.target = target.into();
    link.by = by;
}

/// True for a name that ends as those of documents do.
fn is_file(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending);
    ending.is_some_and(is_ending) && !name.contains(' ')
}
