//! How deep the tags stand that have been written for the parser. It compares open elements with one another at every tag, so
//! that a depth of thousands would cost its square; tags that stand too deep are not written, what they hold is.

/// How many elements may stand open around a tag.
const STRUCTURE: usize = 200;
/// How many tags that set words may be open: the parser opens each again in every block behind it.
const FORMATTING: usize = 30;
/// How many of them may be equal. The parser has this bound itself, but our marks make each tag a different one.
const EQUAL: usize = 3;
/// How far back an opening tag is looked for among those that were not written.
const REACH: usize = 100;

/// Elements that stay open behind the end of the block they stand in.
const FORMATTING_TAGS: &[&str] = &[
    "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];

/// Elements that hold nothing, or that the next of their kind ends. An `a` ends the `a` before it.
const UNCOUNTED_TAGS: &[&str] = &[
    "a", "br", "col", "colgroup", "dd", "dt", "embed", "hr", "img", "input", "li", "p", "rp", "rt",
    "source", "tbody", "td", "tfoot", "th", "thead", "tr", "track", "wbr",
];

/// The tags that are open.
#[derive(Debug, Default)]
pub(super) struct Nesting {
    structure: Vec<Box<str>>,
    /// Name and attributes.
    formatting: Vec<(Box<str>, Box<str>)>,
    unwritten: Vec<Box<str>>,
}

impl Nesting {
    /// Notes an opening tag; true where it is to be written.
    pub(super) fn open(&mut self, name: &str, attributes: &str) -> bool {
        let name = name.to_ascii_lowercase();
        if UNCOUNTED_TAGS.contains(&name.as_str()) {
            return true;
        }
        let is_written = if FORMATTING_TAGS.contains(&name.as_str()) {
            let equal = |open: &&(Box<str>, Box<str>)| *open.0 == *name && *open.1 == *attributes;
            self.formatting.len() < FORMATTING
                && self.formatting.iter().filter(equal).count() < EQUAL
        } else {
            self.structure.len() < STRUCTURE
        };
        if !is_written {
            self.unwritten.push(name.into());
        } else if FORMATTING_TAGS.contains(&name.as_str()) {
            self.formatting.push((name.into(), attributes.into()));
        } else {
            self.structure.push(name.into());
        }
        is_written
    }

    /// Notes a closing tag; true where it is to be written.
    pub(super) fn close(&mut self, name: &str) -> bool {
        let name = name.to_ascii_lowercase();
        let first = self.unwritten.len().saturating_sub(REACH);
        if let Some(at) = self.unwritten[first..]
            .iter()
            .rposition(|open| **open == *name)
        {
            self.unwritten.remove(first + at);
            return false;
        }
        if let Some(at) = self
            .formatting
            .iter()
            .rposition(|(open, _)| **open == *name)
        {
            self.formatting.remove(at);
        } else if let Some(at) = self.structure.iter().rposition(|open| **open == *name) {
            // With it ends everything inside.
            self.structure.truncate(at);
            self.unwritten.clear();
        }
        true
    }
}
