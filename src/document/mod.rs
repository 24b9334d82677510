//! The format-neutral tree that every reader gives: blocks that hold blocks or inlines, each with the bytes it came from.
//!
//! It is owned, comparable data that can cross threads. It does not know which syntax it came from, and it knows no HTML.
//! Nothing that an author wrote disappears in it: what a reader does not understand is a [`Directive`], a code block or
//! text. A text may hold `\n`, which stands for a line break of the source that means nothing (a soft break).

pub mod anchor;
pub mod cut;
pub mod depth;
pub mod dump;
mod inline;
pub mod letters;
pub mod meta;
pub mod outline;
pub mod pointers;
pub mod prompt;
pub mod section;
pub mod text;
pub mod ticket;
pub mod tidy;
pub mod walk;
pub mod wiki;

pub use inline::{By, FootnoteReference, Image, Inline, InlineKind, Link, Style};
pub use meta::{Meta, MetaEntry, MetaOrigin, MetaValue};
pub use pointers::{Pointer, PointerKind, Pointers};

use crate::source::Span;

/// One document: what its head says about it, and its body.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Document {
    /// Key/value pairs of front matter, or of a `Key: value` head.
    pub meta: Meta,
    /// The body, in the order of the source.
    pub blocks: Vec<Block>,
}

/// A block and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// Bytes of the source.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// What a block is.
#[derive(Debug, Clone, PartialEq)]
pub enum BlockKind {
    /// A heading: `## Impact`.
    Heading(Box<Heading>),
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list: `- a`, `1. b`, `- [x] c`.
    List(Box<List>),
    /// Terms with their definitions.
    DefinitionList(Vec<Definition>),
    /// Literal text: a fenced or indented code block.
    Code(Box<Code>),
    /// A quotation: `> …`.
    Quote(Vec<Block>),
    /// A note, tip, warning and the like: `> [!NOTE]`, `!!! note`, `:::{note}`.
    Admonition(Box<Admonition>),
    /// A table.
    Table(Box<Table>),
    /// A picture (or a table) with its caption.
    Figure(Box<Figure>),
    /// Something folded: `<details>`.
    Details(Box<Details>),
    /// A thematic break: `---`.
    Rule,
    /// A comment of the source: kept, never rendered.
    Comment(Box<str>),
    /// Displayed mathematics, in the notation of the source.
    Math(Box<str>),
    /// The text of a footnote: `[^1]: …`. Rendered at the end of the document.
    Footnote(Box<Footnote>),
    /// Blocks that belong together without meaning more: `<div>`, an unknown container's body.
    Group(Vec<Block>),
    /// A construct of another tool that we do not know: its name, options and raw source are kept and shown.
    Directive(Box<Directive>),
    /// A list of documents that belong under this one: Sphinx's `.. toctree::`. Only the archive knows what it names.
    Toctree(Box<Toctree>),
    /// Another file that stands here: `.. include::`, `.. literalinclude::`. A reader opens no file.
    Include(Box<Include>),
}

/// A heading.
#[derive(Debug, Clone, PartialEq)]
pub struct Heading {
    /// 1 to 6, as in the source.
    pub level: u8,
    /// Its words.
    pub content: Vec<Inline>,
    /// The id it can be linked by; readers set an explicit one, [`anchor::assign`] gives all others theirs.
    pub id: Option<Box<str>>,
}

/// A list.
#[derive(Debug, Clone, PartialEq)]
pub struct List {
    /// The first number of an ordered list; `None` for bullets.
    pub start: Option<u64>,
    /// In what an ordered list counts.
    pub numbering: Numbering,
    /// True where the paragraphs of items are set without space between them.
    pub tight: bool,
    /// The items.
    pub items: Vec<ListItem>,
}

/// In what an ordered list counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Numbering {
    /// `1`, `2`.
    #[default]
    Figures,
    /// `a`, `b`.
    LowerLetters,
    /// `A`, `B`.
    UpperLetters,
    /// `i`, `ii`.
    LowerRoman,
    /// `I`, `II`.
    UpperRoman,
}

impl Numbering {
    /// The first number of it, which HTML names it by.
    pub fn first(self) -> &'static str {
        match self {
            Self::Figures => "1",
            Self::LowerLetters => "a",
            Self::UpperLetters => "A",
            Self::LowerRoman => "i",
            Self::UpperRoman => "I",
        }
    }
}

/// One item of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct ListItem {
    /// Bytes of the source.
    pub span: Span,
    /// The state of its check mark, where it has one.
    pub check: Option<bool>,
    /// Its content.
    pub blocks: Vec<Block>,
}

/// One entry of a definition list.
#[derive(Debug, Clone, PartialEq)]
pub struct Definition {
    /// The words defined.
    pub term: Vec<Inline>,
    /// What is said of them.
    pub details: Vec<Block>,
}

/// Literal text.
#[derive(Debug, Clone, PartialEq)]
pub struct Code {
    /// The language named in the source, for example `rust`.
    pub language: Option<Box<str>>,
    /// The text; ends in a line break where the source had one.
    pub text: Box<str>,
}

/// A note set apart.
#[derive(Debug, Clone, PartialEq)]
pub struct Admonition {
    /// Its kind in lower case: `note`, `tip`, `important`, `warning`, `caution`, or another word of the author's.
    pub kind: Box<str>,
    /// The author's title; `None` where only the kind was written.
    pub title: Option<Vec<Inline>>,
    /// True where the author folded it away.
    pub folded: bool,
    /// Its content.
    pub blocks: Vec<Block>,
}

/// How a column of a table is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Alignment {
    /// Not said.
    #[default]
    None,
    /// To the left.
    Left,
    /// In the middle.
    Center,
    /// To the right.
    Right,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// Its caption, where it has one.
    pub caption: Vec<Inline>,
    /// One per column.
    pub alignments: Vec<Alignment>,
    /// The rows, headers first.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Bytes of the source.
    pub span: Span,
    /// True for a row of column headers.
    pub header: bool,
    /// Its cells.
    pub cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// True for a header cell.
    pub header: bool,
    /// Columns it spans, at least 1.
    pub columns: u16,
    /// Rows it spans, at least 1.
    pub rows: u16,
    /// Its content. A cell of one plain paragraph is set without paragraph marks.
    pub blocks: Vec<Block>,
}

/// A picture with its caption.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// What is shown.
    pub blocks: Vec<Block>,
    /// What is said of it.
    pub caption: Vec<Inline>,
    /// What is said below that, at length.
    pub legend: Vec<Block>,
}

/// Something folded away by its author.
#[derive(Debug, Clone, PartialEq)]
pub struct Details {
    /// The line that stays visible.
    pub summary: Vec<Inline>,
    /// True where it starts unfolded.
    pub open: bool,
    /// What unfolds.
    pub blocks: Vec<Block>,
}

/// The text of a footnote.
#[derive(Debug, Clone, PartialEq)]
pub struct Footnote {
    /// The label that references use.
    pub label: Box<str>,
    /// Its number, from 1, in the order of first reference.
    pub number: u32,
    /// How often it is referred to.
    pub references: u32,
    /// What is shown instead of the number: the label of a citation, a star.
    pub mark: Option<Box<str>>,
    /// The text.
    pub blocks: Vec<Block>,
}

/// A construct that we keep without understanding it.
#[derive(Debug, Clone, PartialEq)]
pub struct Directive {
    /// Its name, for example `mermaid` or `include`.
    pub name: Box<str>,
    /// The whole construct as written.
    pub source: Box<str>,
}

/// A list of documents that belong under this one.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Toctree {
    /// Its options as written, for example `maxdepth` and `1`; a flag has no words.
    pub options: Vec<(Box<str>, Box<str>)>,
    /// What it lists.
    pub entries: Vec<TocEntry>,
    /// The whole construct as written, shown where nobody knows what it names.
    pub source: Box<str>,
}

impl Toctree {
    /// What an option says; empty for a flag, `None` where it is not given.
    pub fn option(&self, name: &str) -> Option<&str> {
        let mut options = self.options.iter();
        let (_, value) = options.find(|(key, _)| &**key == name)?;
        Some(value)
    }

    /// True for an entry that stands for every document whose name fits it (`2021/*`), which only `glob` allows.
    pub fn is_pattern(&self, entry: &TocEntry) -> bool {
        entry.title.is_none()
            && entry.target.contains(['*', '[', '?'])
            && self.option("glob").is_some()
    }

    /// The entries but the page itself, which has its place already.
    pub fn others(&self) -> impl Iterator<Item = &TocEntry> {
        self.entries.iter().filter(|entry| &*entry.target != "self")
    }
}

/// One line of a [`Toctree`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TocEntry {
    /// Bytes of the source.
    pub span: Span,
    /// The title that the author gave: `Title <target>`.
    pub title: Option<Box<str>>,
    /// The document, address or pattern of names, or `self`.
    pub target: Box<str>,
}

impl TocEntry {
    /// The entry that a line says: `Title <target>`, or the target alone.
    pub fn written(line: &str, span: Span) -> Self {
        let titled = line
            .strip_suffix('>')
            .and_then(|line| line.rsplit_once('<'));
        let (title, target) = match titled {
            Some((title, target)) => (title.trim(), target.trim()),
            None => ("", line),
        };
        Self {
            span,
            title: (!title.is_empty()).then(|| title.into()),
            target: target.into(),
        }
    }
}

/// Another file that stands here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Include {
    /// The file as written: from the folder of the document, or with a leading `/` from the root of the sources.
    pub path: Box<str>,
    /// As what it stands here.
    pub how: Inclusion,
    /// The options as written, for example `start-line` and `2`.
    pub options: Vec<(Box<str>, Box<str>)>,
    /// The whole construct as written, shown where the file is not there.
    pub source: Box<str>,
}

/// As what an included file stands in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Inclusion {
    /// It is read as a part of the document.
    Parse,
    /// Its text as it is.
    Literal,
    /// Its text as code; the option `language` or `code` names the language.
    Code,
    /// Its lines as rows of a table.
    Csv,
}

impl Inclusion {
    /// The word that the dump uses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Parse => "parse",
            Self::Literal => "literal",
            Self::Code => "code",
            Self::Csv => "csv",
        }
    }
}

impl Block {
    /// A block of that kind, there.
    pub fn new(span: Span, kind: BlockKind) -> Self {
        Self { span, kind }
    }
}
