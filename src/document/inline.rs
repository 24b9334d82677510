//! The inlines of a document: words and what stands among them.
//!
//! Plain data that every reader makes and every writer takes; what a link leads to is not known here.

use crate::source::Span;

/// An inline and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Inline {
    /// Bytes of the source.
    pub span: Span,
    /// What it is.
    pub kind: InlineKind,
}

/// What an inline is.
#[derive(Debug, Clone, PartialEq)]
pub enum InlineKind {
    /// Words; `\n` is a line break of the source without meaning.
    Text(Box<str>),
    /// Words that are set otherwise: `*a*`, `**b**`, `~~c~~`.
    Styled(Style, Vec<Inline>),
    /// Literal words: `` `a` ``.
    Code(Box<str>),
    /// Mathematics in the notation of the source: `$x$`.
    Math(Box<str>),
    /// A link.
    Link(Box<Link>),
    /// An image.
    Image(Box<Image>),
    /// A line break that the author meant.
    Break,
    /// A reference to a footnote: `[^1]`.
    FootnoteReference(Box<FootnoteReference>),
    /// A comment of the source: kept, never rendered.
    Comment(Box<str>),
    /// A place that links can point at: `<a name="x">`, an attribute id.
    Anchor(Box<str>),
}

/// How words are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Style {
    /// `*emphasis*`.
    Emphasis,
    /// `**strong**`.
    Strong,
    /// `~~struck out~~`.
    Strike,
    /// `<u>`, `<ins>`.
    Underline,
    /// `<mark>`.
    Mark,
    /// `<sub>`.
    Subscript,
    /// `<sup>`.
    Superscript,
    /// `<small>`.
    Small,
    /// `<kbd>`.
    Keyboard,
    /// `<q>`.
    Quoted,
}

/// A link.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// Where to, as the author meant it: no escapes of the syntax left, percent encoding untouched.
    pub target: Box<str>,
    /// The title shown on hover.
    pub title: Option<Box<str>>,
    /// How the target says what it means.
    pub by: By,
    /// True where the author gave no words of his own, so that those there are only repeat the target: the title of what the
    /// link leads to is shown, where it is known.
    pub bare: bool,
    /// Its words.
    pub content: Vec<Inline>,
}

/// How a target says what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum By {
    /// By path or address.
    #[default]
    Path,
    /// By the name of a document: `[[name]]`, `{doc}`, `relref`.
    Name,
    /// By the label of a place in any document: `:ref:`.
    Label,
}

/// An image.
#[derive(Debug, Clone, PartialEq)]
pub struct Image {
    /// Where it is, as the author meant it.
    pub source: Box<str>,
    /// The title shown on hover.
    pub title: Option<Box<str>>,
    /// The words that stand for it.
    pub alt: Box<str>,
}

/// A reference to a footnote.
#[derive(Debug, Clone, PartialEq)]
pub struct FootnoteReference {
    /// The label of the footnote.
    pub label: Box<str>,
    /// The number of the footnote.
    pub number: u32,
    /// Which reference to that footnote this is, from 1.
    pub occurrence: u32,
    /// What is shown instead of the number: the label of a citation, a star.
    pub mark: Option<Box<str>>,
}

impl Inline {
    /// An inline of that kind, there.
    pub fn new(span: Span, kind: InlineKind) -> Self {
        Self { span, kind }
    }

    /// Words, there.
    pub fn text(span: Span, text: impl Into<Box<str>>) -> Self {
        Self::new(span, InlineKind::Text(text.into()))
    }

    /// A link to a path or an address, with words of its own and no title.
    pub fn link(span: Span, target: impl Into<Box<str>>, content: Vec<Self>) -> Self {
        Self::new(
            span,
            InlineKind::Link(Box::new(Link {
                target: target.into(),
                title: None,
                by: By::Path,
                bare: false,
                content,
            })),
        )
    }
}
