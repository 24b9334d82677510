//! Raw markup made fit for the HTML parser before it sees it: unknown tags become words, scripts and drawings become kept
//! sources, tags that switch the parser into another mode become plain ones. Every tag is marked with its place.

use std::collections::HashSet;
use std::fmt::Write as _;

use super::Kept;
use super::names::{ADMONITION, KEPT, MARK, MEDIA};
use super::nesting::Nesting;
use super::place::{MarkupLine, Places};
use crate::source::Span;

/// What becomes of a tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum Tamed {
    /// It goes to the parser.
    Tag,
    /// Its opening tag goes to the parser as an element of its own that holds nothing; its content follows.
    Empty,
    /// It goes, its content stays: it would change how the parser reads what follows.
    Transparent,
    /// The whole element is kept as source and shown as such.
    Source,
    /// It is no HTML at all: its words are shown.
    Words,
}

const BLOCK_TAGS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "ul",
];

const OTHER_TAGS: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "button", "caption", "cite", "code",
    "col", "colgroup", "data", "del", "dfn", "em", "embed", "font", "i", "img", "input", "ins",
    "kbd", "label", "mark", "meter", "nobr", "output", "picture", "progress", "q", "rp", "rt",
    "ruby", "s", "samp", "small", "source", "span", "strike", "strong", "sub", "sup", "tbody",
    "td", "tfoot", "th", "thead", "time", "tr", "track", "tt", "u", "var", "wbr",
];

/// What is played or framed: see [`MEDIA`].
const MEDIA_TAGS: &[&str] = &["audio", "iframe", "object", "video"];

const TRANSPARENT_TAGS: &[&str] = &[
    "base",
    "basefont",
    "body",
    "datalist",
    "frame",
    "frameset",
    "head",
    "hgroup",
    "html",
    "link",
    "map",
    "area",
    "meta",
    "noframes",
    "noscript",
    "optgroup",
    "option",
    "param",
    "select",
    "selectedcontent",
    "slot",
    "template",
    "textarea",
    "title",
];

const SOURCE_TAGS: &[&str] = &[
    "applet",
    "canvas",
    "math",
    "noembed",
    "plaintext",
    "script",
    "style",
    "svg",
    "xmp",
    "marquee",
    "portal",
];

/// What becomes of the tag of that name.
pub(in crate::read) fn policy(name: &str) -> Tamed {
    let lower = name.to_ascii_lowercase();
    let is_in = |table: &[&str]| table.contains(&lower.as_str());
    if is_in(BLOCK_TAGS) || is_in(OTHER_TAGS) {
        Tamed::Tag
    } else if is_in(MEDIA_TAGS) {
        Tamed::Empty
    } else if is_in(SOURCE_TAGS) {
        Tamed::Source
    } else if is_in(TRANSPARENT_TAGS) {
        Tamed::Transparent
    } else {
        Tamed::Words
    }
}

/// True for the name of an element that stands for a block.
pub(in crate::read) fn is_block_tag(name: &str) -> bool {
    BLOCK_TAGS.iter().any(|tag| tag.eq_ignore_ascii_case(name))
}

/// True for the name of any element of HTML.
pub(in crate::read) fn is_known_tag(name: &str) -> bool {
    policy(name) != Tamed::Words
}

/// Where markup is written, made harmless.
pub(super) struct Taming<'o> {
    /// The text for the parser.
    pub(super) out: &'o mut String,
    /// What is kept as source is also listed here.
    pub(super) kept: &'o mut Vec<Kept>,
    /// The tags that are open.
    pub(super) nesting: &'o mut Nesting,
}

impl Taming<'_> {
    /// Writes `markup`; `lines` says where its lines stand in the source.
    pub(super) fn tame(&mut self, markup: &str, lines: &[MarkupLine], span: Span) {
        let mut rest = markup;
        let mut places = Places::new(markup, lines, span);
        // Names of elements that nothing closes any more: not looked for again.
        let mut unclosed = Vec::new();
        let mut ends = TagEnds::default();
        // No tag begins behind the last `>`.
        let last = markup.rfind('>').unwrap_or(0);
        while let Some(at) = rest.find('<') {
            self.out.push_str(&rest[..at]);
            rest = &rest[at..];
            let start = markup.len() - rest.len();
            let here = Span::new(places.byte(start), span.end as usize);
            let piece = if start > last && !rest.starts_with("<!") && !rest.starts_with("<?") {
                Piece::Words
            } else {
                piece(markup, start, &mut ends)
            };
            let length = match piece {
                Piece::Comment(length) => {
                    // To the parser `--!>` ends a comment too.
                    self.out.push_str(&rest[..length].replace("--!>", "--! >"));
                    if !rest[..length].ends_with("-->") {
                        self.out.push_str("-->");
                    }
                    length
                }
                Piece::Tag {
                    name,
                    attributes,
                    length,
                } => self.tag(rest, name, attributes, length, here, &mut unclosed),
                Piece::Declaration(length) => {
                    self.keep("markup", &rest[..length], here);
                    length
                }
                Piece::Words => {
                    self.out.push_str("&lt;");
                    1
                }
            };
            rest = &rest[length..];
        }
        self.out.push_str(rest);
    }

    /// Writes the tag that starts `rest`; gives the length of what it stands for.
    fn tag<'a>(
        &mut self,
        rest: &'a str,
        name: &'a str,
        attributes: &str,
        length: usize,
        span: Span,
        unclosed: &mut Vec<&'a str>,
    ) -> usize {
        let closing = rest.as_bytes().get(1) == Some(&b'/');
        match policy(name) {
            Tamed::Tag => {
                if closing {
                    self.close(name);
                } else {
                    self.open(name, attributes, span);
                }
            }
            Tamed::Empty => {
                if !closing {
                    self.open(MEDIA, attributes, span);
                    self.close(MEDIA);
                }
            }
            Tamed::Transparent => {}
            Tamed::Source => {
                let end = if closing {
                    length
                } else {
                    source_end(rest, name, length, unclosed)
                };
                self.keep(&name.to_ascii_lowercase(), &rest[..end], span);
                return end;
            }
            Tamed::Words
                if name.starts_with(|c: char| c.is_ascii_uppercase())
                    && is_component(attributes, closing) =>
            {
                self.component(name, attributes, &rest[..length], closing, span);
            }
            Tamed::Words => escape_into(&rest[..length], self.out),
        }
        length
    }

    fn open(&mut self, name: &str, attributes: &str, span: Span) {
        if self.nesting.open(name, attributes) {
            let _ = write!(self.out, "<{name}");
            mark(self.out, span);
            self.out.push_str(attributes);
            self.out.push('>');
        }
    }

    fn close(&mut self, name: &str) {
        if self.nesting.close(name) {
            let _ = write!(self.out, "</{name}>");
        }
    }

    fn keep(&mut self, name: &str, source: &str, span: Span) {
        self.kept.push(Kept {
            name: name.to_owned(),
            span,
        });
        let _ = write!(self.out, "<{KEPT} name=\"{name}\"");
        mark(self.out, span);
        self.out.push('>');
        escape_into(source, self.out);
        let _ = write!(self.out, "</{KEPT}>");
    }

    /// Components of MDX that have a node of ours; others are kept as source, their content stays.
    fn component(&mut self, name: &str, attributes: &str, source: &str, closing: bool, span: Span) {
        let target = match name {
            "Callout" | "Admonition" | "Alert" | "Note" | "Tip" | "Warning" | "Info"
            | "Caution" | "Aside" => ADMONITION,
            "Image" | "Img" => "img",
            "Link" | "NavLink" => "a",
            "Figure" => "figure",
            "Details" | "Accordion" => "details",
            _ => {
                self.keep(name, source, span);
                return;
            }
        };
        if closing {
            self.close(target);
            return;
        }
        let mut written = String::new();
        if target == ADMONITION && !attributes.contains("type=") {
            let _ = write!(written, " type=\"{}\"", name.to_ascii_lowercase());
        }
        let plain = attributes.trim_end().trim_end_matches('/');
        written.push_str(
            &plain
                .replace("={\"", "=\"")
                .replace("\"}", "\"")
                .replace(" to=", " href="),
        );
        self.open(target, &written, span);
        if attributes.trim_end().ends_with('/') && target != "img" {
            self.close(target);
        }
    }
}

/// Marks the tag being written with its place.
pub(super) fn mark(out: &mut String, span: Span) {
    let _ = write!(out, " {MARK}=\"{}-{}\"", span.start, span.end);
}

/// Escapes words for HTML text or an attribute.
pub(super) fn escape_into(words: &str, out: &mut String) {
    for c in words.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
}

enum Piece<'a> {
    Comment(usize),
    Tag {
        name: &'a str,
        attributes: &'a str,
        length: usize,
    },
    Declaration(usize),
    Words,
}

/// What begins at the `<` that stands at a byte of some markup.
fn piece<'a>(markup: &'a str, start: usize, ends: &mut TagEnds) -> Piece<'a> {
    let text = &markup[start..];
    if text.starts_with("<!--") {
        return Piece::Comment(text.find("-->").map_or(text.len(), |at| at + 3));
    }
    if text.starts_with("<!") || text.starts_with("<?") {
        return Piece::Declaration(text.find('>').map_or(text.len(), |at| at + 1));
    }
    let slash = usize::from(text.as_bytes().get(1) == Some(&b'/'));
    let name_start = 1 + slash;
    let name_length = text[name_start..]
        .bytes()
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':' | b'.'))
        .count();
    let name = &text[name_start..name_start + name_length];
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return Piece::Words;
    }
    let attributes_start = name_start + name_length;
    let Some(end) = ends.find(markup, start, start + attributes_start) else {
        return Piece::Words;
    };
    Piece::Tag {
        name,
        attributes: &markup[start + attributes_start..end],
        length: end + 1 - start,
    }
}

/// Where the tags of one text end. It remembers which `<` begin none, since each of them is known only at the end of the text.
#[derive(Debug, Default)]
pub(in crate::read) struct TagEnds {
    endless: HashSet<usize>,
}

impl TagEnds {
    /// Where the `>` stands that ends the tag whose `<` stands at `start` and whose name ends at `from`, quotes respected.
    pub(in crate::read) fn find(&mut self, text: &str, start: usize, from: usize) -> Option<usize> {
        if self.endless.contains(&start) {
            return None;
        }
        let mut met = Vec::new();
        let mut quote = None;
        let bytes = text.as_bytes();
        let mut equals = false;
        for (at, byte) in bytes.iter().copied().enumerate().skip(from) {
            match (quote, byte) {
                (None, b'>') => return Some(at),
                (None, b'"' | b'\'') if equals => quote = Some(byte),
                // From here on it goes as for a tag that begins here.
                (None, b'<') if self.endless.contains(&at) => break,
                (None, b'<') => met.push(at),
                (Some(open), close) if open == close => quote = None,
                _ => {}
            }
            equals = byte == b'=' || (equals && byte.is_ascii_whitespace());
        }
        // A quote that never closes is no tag: the parser would read on in it, over everything that follows.
        self.endless.insert(start);
        self.endless.extend(met);
        None
    }
}

/// Where the element that starts `text` ends: behind its closing tag, else behind its opening one.
fn source_end<'a>(
    text: &'a str,
    name: &'a str,
    length: usize,
    unclosed: &mut Vec<&'a str>,
) -> usize {
    if unclosed
        .iter()
        .any(|known| known.eq_ignore_ascii_case(name))
    {
        return length;
    }
    let is_close = |at: usize| {
        text.as_bytes()[at..]
            .get(2..2 + name.len())
            .is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
    };
    let end = text[length..]
        .match_indices("</")
        .map(|(at, _)| length + at)
        .find(|at| is_close(*at))
        .and_then(|at| text[at..].find('>').map(|end| at + end + 1));
    end.unwrap_or_else(|| {
        unclosed.push(name);
        length
    })
}

/// A capitalised tag is a component of MDX when it is written like one; `<Name>` alone is a placeholder of the author's.
fn is_component(attributes: &str, closing: bool) -> bool {
    closing || attributes.contains('=') || attributes.trim_end().ends_with('/')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_angles_stay_words_and_scripts_stay_sources() {
        for (markup, expected) in [
            ("<username>", "&lt;username&gt;"),
            ("</none>", "&lt;/none&gt;"),
            ("a < b", "a &lt; b"),
            ("<b>x</b>", "<b pm-at=\"0-8\">x</b>"),
            ("<title>x</title>", "x"),
            ("<!-- x", "<!-- x-->"),
            ("<a href=\"x>y", "&lt;a href=\"x>y"),
            (
                "<iframe src=x>y",
                "<pm-media pm-at=\"0-15\" src=x></pm-media>y",
            ),
        ] {
            let mut out = String::new();
            Taming {
                out: &mut out,
                kept: &mut Vec::new(),
                nesting: &mut Nesting::default(),
            }
            .tame(markup, &[], Span::new(0, markup.len()));
            assert_eq!(out, expected, "{markup}");
        }
        let mut kept = Vec::new();
        let mut out = String::new();
        Taming {
            out: &mut out,
            kept: &mut kept,
            nesting: &mut Nesting::default(),
        }
        .tame("a<script>alert(1)</SCRIPT>b", &[], Span::new(0, 27));
        assert!(!out.contains("<script"), "{out}");
        assert!(
            out.contains("&lt;script&gt;alert(1)&lt;/SCRIPT&gt;"),
            "{out}"
        );
        assert_eq!(kept.len(), 1);
    }
}
