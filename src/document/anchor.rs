//! The ids that headings are linked by. They follow GitHub's rule (lower case, blanks to `-`, punctuation dropped, a number
//! behind a repeated one), since that is what authors write links against; they never depend on a theme.
//!
//! No id of a document begins as [`RESERVED`] says: such ids are those of the page around it.

use std::collections::BTreeMap;

use super::{Block, BlockKind, Inline, InlineKind, text, walk};

/// How ids begin that no document has, so that pages may use them for what stands around its text: the parts of a template, the
/// footnotes. No heading's words give such an id, since [`slug`] keeps no colon; one that an author declares goes.
pub const RESERVED: &str = "pm:";

/// Ids of the terms of glossaries begin so, and so do labels that name one: no slug holds a colon.
pub const TERM: &str = "term::";

/// Labels of the pages that Sphinx makes of itself. They mean those only where the archive has no such label.
pub const MADE_BY_SPHINX: [&str; 4] = ["genindex", "modindex", "py-modindex", "search"];

/// The id of a term of a glossary.
pub fn of_term(term: &str) -> String {
    format!("{TERM}{}", slug(term))
}

/// Gives every heading without an id one that is unique in the document. Explicit ids are kept, each where it stands first: a
/// place that bears the id of a heading, or of an earlier place, would be a second element of that id, and goes, as does one
/// with a reserved id.
pub fn assign(blocks: &mut [Block], seen: &Seen) {
    let mut used: BTreeMap<String, u32> = BTreeMap::new();
    if seen.ids {
        keep_first(blocks, &mut used);
    }
    if seen.inner_headings {
        assign_in(blocks, &mut used);
    } else {
        blocks
            .iter_mut()
            .for_each(|block| assign_to(block, &mut used));
    }
    if seen.places {
        drop_repeated(blocks, &mut used);
    }
}

/// What a document has that can bear an id: most have headings at the top alone, and there is no need to look further.
#[derive(Debug, Default)]
pub struct Seen {
    /// A heading has an id already.
    pub ids: bool,
    /// A heading stands inside another block.
    pub inner_headings: bool,
    /// An inline marks a place.
    pub places: bool,
}

impl Seen {
    /// For a tree that nobody has looked at.
    pub const ALL: Self = Self {
        ids: true,
        inner_headings: true,
        places: true,
    };
}

fn keep_first(blocks: &mut [Block], used: &mut BTreeMap<String, u32>) {
    for block in blocks {
        if let BlockKind::Heading(heading) = &mut block.kind
            && let Some(id) = &heading.id
            && (id.starts_with(RESERVED) || used.insert(id.to_string(), 0).is_some())
        {
            heading.id = None;
        }
        for children in walk::child_blocks_mut(block) {
            keep_first(children, used);
        }
    }
}

fn drop_repeated(blocks: &mut [Block], used: &mut BTreeMap<String, u32>) {
    for block in blocks {
        for content in walk::block_inlines_mut(block) {
            drop_repeated_in(content, used);
        }
        for children in walk::child_blocks_mut(block) {
            drop_repeated(children, used);
        }
    }
}

fn drop_repeated_in(content: &mut Vec<Inline>, used: &mut BTreeMap<String, u32>) {
    content.retain_mut(|inline| match &mut inline.kind {
        InlineKind::Anchor(id) => {
            !id.starts_with(RESERVED) && used.insert(id.to_string(), 0).is_none()
        }
        InlineKind::Styled(_, children) => {
            drop_repeated_in(children, used);
            true
        }
        InlineKind::Link(link) => {
            drop_repeated_in(&mut link.content, used);
            true
        }
        _ => true,
    });
}

fn assign_in(blocks: &mut [Block], used: &mut BTreeMap<String, u32>) {
    for block in blocks {
        assign_to(block, used);
        for children in walk::child_blocks_mut(block) {
            assign_in(children, used);
        }
    }
}

fn assign_to(block: &mut Block, used: &mut BTreeMap<String, u32>) {
    if let BlockKind::Heading(heading) = &mut block.kind
        && heading.id.is_none()
    {
        let base = match slug(&text::words(&heading.content)) {
            slug if slug.is_empty() => "section".to_owned(),
            slug => slug,
        };
        heading.id = Some(unique(base, used, 0).into());
    }
}

/// What the places in a tree are called that its author marked, by their ids: by the heading, the title or the caption that a
/// place stands in, or right before.
pub fn titles(blocks: &[Block]) -> Vec<(Box<str>, Box<str>)> {
    let mut titles = Vec::new();
    let mut waiting: Vec<&str> = Vec::new();
    walk::blocks(blocks, &mut |block| {
        let words = match &block.kind {
            BlockKind::Comment(_) => return,
            BlockKind::Paragraph(content) => {
                let places = content.iter().map(place);
                waiting.clear();
                waiting.extend(places.collect::<Option<Vec<&str>>>().unwrap_or_default());
                return;
            }
            BlockKind::Heading(heading) => &heading.content,
            BlockKind::Figure(figure) => &figure.caption,
            BlockKind::Table(table) => &table.caption,
            BlockKind::Admonition(admonition) => match &admonition.title {
                Some(title) => title,
                None => return waiting.clear(),
            },
            BlockKind::DefinitionList(terms) => {
                waiting.clear();
                for term in terms {
                    let words = text::of_inlines(&term.term);
                    let places = term.term.iter().filter_map(place);
                    titles.extend(places.map(|id| (id.into(), words.trim().into())));
                }
                return;
            }
            _ => return waiting.clear(),
        };
        let places = waiting.drain(..).chain(words.iter().filter_map(place));
        let words = text::of_inlines(words);
        if !words.trim().is_empty() {
            titles.extend(places.map(|id| (id.into(), words.trim().into())));
        }
    });
    titles
}

fn place(inline: &Inline) -> Option<&str> {
    match &inline.kind {
        InlineKind::Anchor(id) => Some(id),
        _ => None,
    }
}

/// A name that is not used yet: itself, else with the next number behind it. `used` holds the last number of each name; one that is
/// used for the first time has `first`.
pub fn unique(base: String, used: &mut BTreeMap<String, u32>, first: u32) -> String {
    let Some(mut count) = used.get(&base).copied() else {
        used.insert(base.clone(), first);
        return base;
    };
    loop {
        count += 1;
        let candidate = format!("{base}-{count}");
        if !used.contains_key(&candidate) {
            used.insert(base, count);
            used.insert(candidate.clone(), first);
            return candidate;
        }
    }
}

/// GitHub's slug of a heading: letters and digits of any script in lower case, `-` and `_` kept, blanks become `-`,
/// everything else goes. Blanks and hyphens at the ends go too, so that an emoji before the words leaves no trace.
pub fn slug(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.trim().chars() {
        if c.is_ascii() {
            match c {
                'a'..='z' | '0'..='9' | '_' | '-' => out.push(c),
                'A'..='Z' => out.push(c.to_ascii_lowercase()),
                c if c.is_whitespace() => out.push('-'),
                _ => {}
            }
        } else if c.is_alphanumeric() || is_mark(c) {
            out.extend(c.to_lowercase());
        } else if c.is_whitespace() {
            out.push('-');
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    let start = out.len() - out.trim_start_matches('-').len();
    out.drain(..start);
    out
}

/// True for a character that joins the one before it (an accent written by itself, a vowel sign).
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c) && !('\u{fe00}'..='\u{fe0f}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn slugs_are_those_people_link_to() {
        for (heading, expected) in [
            ("Action Items", "action-items"),
            ("What went well?", "what-went-well"),
            ("🥏 Impact", "impact"),
            ("⚠️ Leadup", "leadup"),
            ("Hva gikk dårlig", "hva-gikk-dårlig"),
            ("C++ & Rust", "c--rust"),
            ("タイムライン", "タイムライン"),
            ("2021-01-12: Django site", "2021-01-12-django-site"),
            ("!!!", ""),
        ] {
            assert_eq!(slug(heading), expected, "{heading}");
        }
    }
}
