//! A source: one text as it was found, with the path it has inside the archive's folder.
//!
//! Takes nothing and knows no disk: `scan` makes these values, `read` consumes them. A source is plain owned data and
//! can cross threads.

pub mod path;
mod span;

use std::sync::Arc;

pub use span::{LineColumn, LineIndex, Span};

/// Endings of file names that tell a format or a template language and are no part of a name: addresses do not show them, and
/// links are understood with any of them and without.
pub const ENDINGS: &[&str] = &[
    "adoc",
    "asc",
    "asciidoc",
    "creole",
    "erb",
    "htm",
    "html",
    "j2",
    "jinja",
    "jinja2",
    "liquid",
    "markdown",
    "md",
    "mdown",
    "mdtext",
    "mdwn",
    "mdx",
    "mediawiki",
    "mkd",
    "mkdn",
    "njk",
    "org",
    "qmd",
    "rmd",
    "rst",
    "text",
    "tmpl",
    "tpl",
    "txt",
    "wiki",
    "wikitext",
    "xhtml",
];

/// One text as found: where it stood, in which syntax it is written, and what it says.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Path inside the source folder, with `/` between its parts, never absolute and never holding `..`.
    pub path: Arc<str>,
    /// The syntax the text is written in, decided by `scan`.
    pub format: Format,
    /// The text: UTF-8 without a byte order mark, lines ending in `\n`.
    pub text: Arc<str>,
}

impl SourceFile {
    /// A source of the given path, format and text; line ends are made `\n` and a byte order mark is taken away.
    pub fn new(path: impl Into<Arc<str>>, format: Format, text: &str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let text: Arc<str> = if memchr::memchr(b'\r', text.as_bytes()).is_some() {
            text.replace("\r\n", "\n").replace('\r', "\n").into()
        } else {
            text.into()
        };
        Self {
            path: path.into(),
            format,
            text,
        }
    }
}

/// The syntaxes that a source can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Markdown as GitHub, Hugo, Zola, Jekyll, `MkDocs`, Quarto and `MyST` know it: every extension on.
    Markdown,
    /// `CommonMark` alone, every extension off. Only `pmsite render --from commonmark` asks for it.
    CommonMark,
    /// reStructuredText as docutils and Sphinx know it.
    ReStructuredText,
    /// `MediaWiki` text, and copies of its pages saved as text.
    Wikitext,
    /// Text without markup, laid out the way people do in mails and notes.
    Text,
    /// `AsciiDoc` as Asciidoctor knows it.
    AsciiDoc,
    /// Org, as Emacs reads and exports it.
    Org,
    /// A page of HTML: a whole document as a browser, a wiki or an editor saves it.
    Html,
}

impl Format {
    /// Every format, in the order that messages list them.
    pub const ALL: [Self; 8] = [
        Self::Markdown,
        Self::CommonMark,
        Self::ReStructuredText,
        Self::Wikitext,
        Self::AsciiDoc,
        Self::Text,
        Self::Org,
        Self::Html,
    ];

    /// The name by which the command line and the export know the format, for example `markdown`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Markdown => "markdown",
            Self::CommonMark => "commonmark",
            Self::ReStructuredText => "rst",
            Self::Wikitext => "wikitext",
            Self::AsciiDoc => "asciidoc",
            Self::Text => "text",
            Self::Org => "org",
            Self::Html => "html",
        }
    }

    /// The format of that name, if there is one.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|format| format.name() == name || (name == "md" && *format == Self::Markdown))
    }
}
