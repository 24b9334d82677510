//! The syntaxes that a source can be written in, and what each is called: by programs, by people, by the endings of files.
//!
//! Takes names, gives formats, and the other way round. It knows no reader and looks into no text: what a file is whose name leaves it
//! open, `scan` decides.

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

/// What a format is called.
struct Names {
    /// By the command line, `book.toml` and the export.
    name: &'static str,
    /// By people.
    title: &'static str,
    /// The endings of files that are written in it, in lower case; none where the text decides.
    endings: &'static [&'static str],
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

    /// The table of names.
    const fn names(self) -> Names {
        let (name, title, endings): (_, _, &[_]) = match self {
            Self::Markdown => (
                "markdown",
                "Markdown",
                &[
                    "md", "markdown", "mdown", "mkd", "mkdn", "mdwn", "mdx", "qmd", "rmd", "mdtext",
                ],
            ),
            Self::CommonMark => ("commonmark", "CommonMark", &[]),
            Self::ReStructuredText => ("rst", "reStructuredText", &["rst", "rest"]),
            Self::Wikitext => (
                "wikitext",
                "MediaWiki text",
                &["wiki", "mediawiki", "wikitext"],
            ),
            Self::AsciiDoc => ("asciidoc", "AsciiDoc", &["adoc", "asciidoc", "asc"]),
            Self::Text => ("text", "plain text", &[]),
            Self::Org => ("org", "Org", &["org"]),
            Self::Html => ("html", "HTML", &["html", "htm", "xhtml"]),
        };
        Names {
            name,
            title,
            endings,
        }
    }

    /// The name by which the command line and the export know the format, for example `markdown`.
    pub fn name(self) -> &'static str {
        self.names().name
    }

    /// What people call it, for example `MediaWiki text`.
    pub fn title(self) -> &'static str {
        self.names().title
    }

    /// The format of that name, if there is one.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|format| format.name() == name || (name == "md" && *format == Self::Markdown))
    }

    /// The format that files of that ending (in lower case) are written in, if it says so.
    pub fn of_ending(ending: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|format| format.names().endings.contains(&ending))
    }
}

/// Endings of file names that are no part of a name either, though they tell no format: of template languages, and of texts whose lines
/// tell what they are.
const OTHER_ENDINGS: [&str; 11] = [
    "creole", "erb", "j2", "jinja", "jinja2", "liquid", "njk", "text", "tmpl", "tpl", "txt",
];

/// Endings of file names that tell a format or a template language and are no part of a name: addresses do not show them, and
/// links are understood with any of them and without.
fn endings() -> impl Iterator<Item = &'static str> {
    let of_formats = Format::ALL.iter().flat_map(|format| format.names().endings);
    of_formats.chain(&OTHER_ENDINGS).copied()
}

/// True for one of them, in lower case.
pub fn is_ending(ending: &str) -> bool {
    endings().any(|known| known == ending)
}

/// A file name without the endings that are no part of it, also where there are several (`a.html.md.erb`).
pub fn stem(name: &str) -> &str {
    let mut stem = name;
    while let Some((rest, ending)) = stem.rsplit_once('.')
        && !rest.is_empty()
        && endings().any(|known| known.eq_ignore_ascii_case(ending))
    {
        stem = rest;
    }
    stem
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ending_is_that_of_one_format() {
        for format in Format::ALL {
            for ending in format.names().endings {
                assert!(!OTHER_ENDINGS.contains(ending), "{ending}");
                assert_eq!(Format::of_ending(ending), Some(format), "{ending}");
            }
        }
    }

    #[test]
    fn names_without_endings() {
        for (name, expected) in [
            ("a.md", "a"),
            ("a.REST", "a"),
            ("a.html.md.erb", "a"),
            ("v1.2 rolled out.wikitext", "v1.2 rolled out"),
            (".md", ".md"),
            ("a.", "a."),
            ("a", "a"),
        ] {
            assert_eq!(stem(name), expected, "{name}");
        }
    }
}
