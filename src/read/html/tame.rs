//! Raw markup made fit for the HTML parser before it sees it: unknown tags become words, scripts and drawings become kept
//! sources, tags that switch the parser into another mode become plain ones. Every tag is marked with its place.

use std::fmt::Write as _;

use super::Kept;
use super::lower::KEPT;
use crate::source::Span;

/// What becomes of a tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum Tamed {
    /// It goes to the parser.
    Tag,
    /// It goes, its content stays: it would change how the parser reads what follows.
    Transparent,
    /// The whole element is kept as source and shown as such.
    Source,
    /// It is no HTML at all: its words are shown.
    Words,
}

/// The attribute that carries the place of a tag.
pub(super) const MARK: &str = "pm-at";

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
    "a", "abbr", "acronym", "audio", "b", "bdi", "bdo", "big", "br", "button", "caption", "cite",
    "code", "col", "colgroup", "data", "del", "dfn", "em", "embed", "font", "i", "iframe", "img",
    "input", "ins", "kbd", "label", "mark", "meter", "nobr", "object", "output", "picture",
    "progress", "q", "rp", "rt", "ruby", "s", "samp", "small", "source", "span", "strike",
    "strong", "sub", "sup", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "track", "tt",
    "u", "var", "video", "wbr",
];

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

/// Writes `markup`, made harmless, to `out`. What is kept as source is also listed in `kept`.
pub(super) fn tame(markup: &str, span: Span, out: &mut String, kept: &mut Vec<Kept>) {
    let mut rest = markup;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let here = Span::new(
            span.start as usize + (markup.len() - rest.len()),
            span.end as usize,
        );
        rest = match piece(rest) {
            Piece::Comment(length) => {
                out.push_str(&rest[..length]);
                if !rest[..length].ends_with("-->") {
                    out.push_str("-->");
                }
                &rest[length..]
            }
            Piece::Tag {
                name,
                attributes,
                length,
            } => tag(rest, name, attributes, length, here, out, kept),
            Piece::Declaration(length) => {
                keep("markup", &rest[..length], here, out, kept);
                &rest[length..]
            }
            Piece::Words => {
                out.push_str("&lt;");
                &rest[1..]
            }
        };
    }
    out.push_str(rest);
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

/// What begins at the `<` that starts `text`.
fn piece(text: &str) -> Piece<'_> {
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
    let Some(end) = tag_end(&text[name_start + name_length..]) else {
        return Piece::Words;
    };
    let attributes_start = name_start + name_length;
    Piece::Tag {
        name,
        attributes: &text[attributes_start..attributes_start + end],
        length: attributes_start + end + 1,
    }
}

/// Where the `>` stands that ends a tag, quotes respected.
fn tag_end(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at),
            (None, b'"' | b'\'') if text[..at].trim_end().ends_with('=') => quote = Some(byte),
            (Some(open), close) if open == close => quote = None,
            _ => {}
        }
    }
    // A quote that never closes: the tag ends where it would without quotes.
    text.find('>')
}

fn tag<'a>(
    rest: &'a str,
    name: &str,
    attributes: &str,
    length: usize,
    span: Span,
    out: &mut String,
    kept: &mut Vec<Kept>,
) -> &'a str {
    let closing = rest.as_bytes().get(1) == Some(&b'/');
    match policy(name) {
        Tamed::Tag => {
            if closing {
                let _ = write!(out, "</{name}>");
            } else {
                let _ = write!(out, "<{name}");
                mark(out, span);
                out.push_str(attributes);
                out.push('>');
            }
            &rest[length..]
        }
        Tamed::Transparent => &rest[length..],
        Tamed::Source => {
            let end = if closing {
                length
            } else {
                source_end(rest, name, length)
            };
            keep(&name.to_ascii_lowercase(), &rest[..end], span, out, kept);
            &rest[end..]
        }
        Tamed::Words
            if name.starts_with(|c: char| c.is_ascii_uppercase())
                && is_component(attributes, closing) =>
        {
            component(name, attributes, &rest[..length], closing, span, out, kept);
            &rest[length..]
        }
        Tamed::Words => {
            escape_into(&rest[..length], out);
            &rest[length..]
        }
    }
}

/// Where the element that starts `text` ends: behind its closing tag, else behind its opening one.
fn source_end(text: &str, name: &str, length: usize) -> usize {
    let lower = text.to_ascii_lowercase();
    let close = format!("</{}", name.to_ascii_lowercase());
    lower[length..]
        .find(&close)
        .and_then(|at| {
            lower[length + at..]
                .find('>')
                .map(|end| length + at + end + 1)
        })
        .unwrap_or(length)
}

fn keep(name: &str, source: &str, span: Span, out: &mut String, kept: &mut Vec<Kept>) {
    kept.push(Kept {
        name: name.to_owned(),
        span,
    });
    let _ = write!(out, "<{KEPT} name=\"{name}\"");
    mark(out, span);
    out.push('>');
    escape_into(source, out);
    let _ = write!(out, "</{KEPT}>");
}

/// A capitalised tag is a component of MDX when it is written like one; `<Name>` alone is a placeholder of the author's.
fn is_component(attributes: &str, closing: bool) -> bool {
    closing || attributes.contains('=') || attributes.trim_end().ends_with('/')
}

/// Components of MDX that have a node of ours; others are kept as source, their content stays.
fn component(
    name: &str,
    attributes: &str,
    source: &str,
    closing: bool,
    span: Span,
    out: &mut String,
    kept: &mut Vec<Kept>,
) {
    let target = match name {
        "Callout" | "Admonition" | "Alert" | "Note" | "Tip" | "Warning" | "Info" | "Caution"
        | "Aside" => "pm-admonition",
        "Image" | "Img" => "img",
        "Link" | "NavLink" => "a",
        "Figure" => "figure",
        "Details" | "Accordion" => "details",
        _ => {
            keep(name, source, span, out, kept);
            return;
        }
    };
    if closing {
        let _ = write!(out, "</{target}>");
        return;
    }
    let _ = write!(out, "<{target}");
    mark(out, span);
    if target == "pm-admonition" && !attributes.contains("type=") {
        let _ = write!(out, " type=\"{}\"", name.to_ascii_lowercase());
    }
    let plain = attributes.trim_end().trim_end_matches('/');
    out.push_str(
        &plain
            .replace("={\"", "=\"")
            .replace("\"}", "\"")
            .replace(" to=", " href="),
    );
    out.push('>');
    if attributes.trim_end().ends_with('/') && target != "img" {
        let _ = write!(out, "</{target}>");
    }
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
        ] {
            let mut out = String::new();
            tame(
                markup,
                Span::new(0, markup.len()),
                &mut out,
                &mut Vec::new(),
            );
            assert_eq!(out, expected, "{markup}");
        }
        let mut kept = Vec::new();
        let mut out = String::new();
        tame(
            "a<script>alert(1)</script>b",
            Span::new(0, 27),
            &mut out,
            &mut kept,
        );
        assert!(!out.contains("<script"), "{out}");
        assert!(
            out.contains("&lt;script&gt;alert(1)&lt;/script&gt;"),
            "{out}"
        );
        assert_eq!(kept.len(), 1);
    }
}
