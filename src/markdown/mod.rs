//! Blocks as Markdown, as GitHub reads it, whatever their document was written in. What the words of an author look like to a reader
//! of Markdown is what they said: nothing of them becomes markup.
//!
//! Takes the tree that [`crate::html`] takes, and asks the same [`crate::html::Resolver`] where links lead. The tree has more than
//! Markdown: what stands lower or higher, or is set by keys, is written between tags of ours; a term stands in bold before what is said
//! of it, and so do titles of notes and of what is folded; what would be blocks in the cell of a table becomes its lines. It shows no
//! notes of ours beside the words of an author, and gives places no ids: a page has them.

mod block;
mod body;
mod escape;
mod inline;
mod lines;
mod list;
mod table;

use crate::document::{Footnote, outline::Levels};

pub use body::Body;
pub use escape::{line_start, one_line};

/// Blocks being written.
struct Writer<'a> {
    draft: body::Draft,
    /// What each line begins with: the marks of the quotes and the room of the lists that the writer is in.
    prefix: String,
    /// True where nothing stands in the innermost container yet, so that no line is left blank before the next block.
    is_fresh: bool,
    /// True where a blank is due before the next block: behind the mark of an item or a quote.
    pads: bool,
    /// The mark of the list that ended right before: one with the same mark would be read as the rest of it.
    before: Option<char>,
    /// True where nothing stands in the line but its prefix.
    at_line_start: bool,
    /// Where the reference to a footnote that begins a line ends: a colon would make it the footnote itself.
    reference_at: Option<usize>,
    /// Where a line may end.
    line: Line,
    /// True behind a break that is written when words follow.
    breaks: bool,
    /// How many links, emphasised and struck words the writer is in.
    links: usize,
    stars: usize,
    strikes: usize,
    /// How many containers it is in.
    depth: usize,
    levels: Levels,
    footnotes: Vec<&'a Footnote>,
}

/// Where a line may end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    /// Wherever its author ended it.
    Free,
    /// Nowhere.
    Heading,
    /// Nowhere, but for a tag.
    Cell,
}
