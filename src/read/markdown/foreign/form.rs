//! What the constructs of template languages mean: figures, links, admonitions, comments; the rest is kept as source.
//!
//! Takes a construct that was masked before the parser, gives the node that it stands for. No template is run and no file is opened.

use super::{
    Construct, construct_length, is_command, is_comment, name_and_arguments, next_opening,
};
use crate::document::{Block, BlockKind, By, Figure, Image, Inline, InlineKind, Link, Style};
use crate::source::Span;

/// What a construct means where it stands among words.
#[derive(Debug, PartialEq)]
pub(in crate::read::markdown) enum Form {
    /// Just what it says: shown as written.
    Words,
    /// A comment of the template language.
    Comment,
    /// An inline of ours.
    Inline(Inline),
    /// A figure.
    Figure(Block),
    /// Opens an element, with attributes.
    Open(&'static str, Vec<(&'static str, String)>),
    /// Closes an element.
    Close(&'static str),
    /// Not understood.
    Kept,
}

const ADMONITIONS: &[&str] = &[
    "alert",
    "notice",
    "callout",
    "hint",
    "admonition",
    "note",
    "tip",
    "warning",
    "info",
    "caution",
    "important",
    "danger",
    "pageinfo",
];
const FOLDED: &[&str] = &["details", "expand", "collapse", "spoiler"];

/// What a construct means.
pub(in crate::read::markdown) fn form(construct: &Construct) -> Form {
    let source = construct.source.as_str();
    let span = construct.span;
    let (name, arguments) = name_and_arguments(source);
    if source.starts_with("{{<") || source.starts_with("{{%") {
        return shortcode(source, name, arguments, span);
    }
    if source.starts_with("{%") {
        if is_comment(source) {
            return Form::Comment;
        }
        return liquid(name, arguments, span);
    }
    if source.starts_with("<%") {
        return erb(source, name, arguments, span);
    }
    if is_command(source) {
        return Form::Kept;
    }
    Form::Words
}

fn shortcode(source: &str, name: &str, arguments: &str, span: Span) -> Form {
    // `{{</* name */>}}` is how Hugo's authors show a shortcode instead of calling it.
    if source[3..].starts_with("/*") {
        let shown = source.replacen("/*", "", 1).replacen("*/", "", 1);
        return Form::Inline(Inline::text(span, shown));
    }
    if let Some(name) = name.strip_prefix('/') {
        return match name {
            name if ADMONITIONS.contains(&name) => Form::Close("pm-admonition"),
            name if FOLDED.contains(&name) => Form::Close("details"),
            _ => Form::Kept,
        };
    }
    let values = values(arguments);
    let mut positional = values
        .iter()
        .filter(|(key, _)| key.is_empty())
        .map(|(_, value)| value.clone());
    let first = positional.next();
    match name {
        "figure" | "img" | "image" | "imgproc" => figure(&values, span),
        "ref" | "relref" => match first {
            Some(target) => link(&target, &target, true, span),
            None => Form::Kept,
        },
        "youtube" => first.map_or(Form::Kept, |id| {
            let target = format!("https://www.youtube.com/watch?v={id}");
            link(&target, &target, false, span)
        }),
        name if ADMONITIONS.contains(&name) => {
            let get = |key: &str| {
                values
                    .iter()
                    .find(|(k, _)| k == key)
                    .map(|(_, value)| value.clone())
            };
            let generic = matches!(
                name,
                "alert" | "notice" | "callout" | "hint" | "admonition" | "pageinfo"
            );
            let named = get("type").or(get("color")).or(get("context"));
            // `{{% notice warning "Careful" %}}` names kind and title, `{{< note "Careful" >}}` the title alone.
            let (kind, title) = match (named, generic) {
                (Some(kind), _) => (Some(kind), first),
                (None, true) => (first, positional.next()),
                (None, false) => (None, first),
            };
            let kind = kind
                .filter(|kind| !kind.is_empty())
                .unwrap_or_else(|| if generic { "note" } else { name }.to_owned());
            let mut attributes = vec![("type", kind)];
            attributes.extend(get("title").or(title).map(|title| ("title", title)));
            Form::Open("pm-admonition", attributes)
        }
        name if FOLDED.contains(&name) => {
            let title = values
                .iter()
                .find(|(key, _)| matches!(key.as_str(), "title" | "summary" | ""));
            Form::Open(
                "details",
                title
                    .map(|(_, title)| ("pm-summary", title.clone()))
                    .into_iter()
                    .collect(),
            )
        }
        _ => Form::Kept,
    }
}

fn liquid(name: &str, arguments: &str, span: Span) -> Form {
    match name {
        "raw" | "endraw" | "#" => Form::Comment,
        "post_url" | "link" => link(arguments, arguments, true, span),
        "include" | "include_relative" | "include_cached" => {
            let file = arguments.split_whitespace().next().unwrap_or("");
            if file.contains("figure") || file.contains("image") || file.contains("img") {
                figure(&values(&arguments[file.len()..]), span)
            } else {
                Form::Kept
            }
        }
        _ => Form::Kept,
    }
}

fn erb(source: &str, name: &str, arguments: &str, span: Span) -> Form {
    if source.starts_with("<%#") {
        return Form::Comment;
    }
    let strings = quoted(arguments);
    match (name, strings.as_slice()) {
        ("image_tag", [image, rest @ ..]) => {
            let alt = if arguments.contains("alt:") {
                rest.first().cloned()
            } else {
                None
            };
            let image = Image {
                source: image.as_str().into(),
                title: None,
                alt: alt.unwrap_or_default().into(),
            };
            Form::Inline(Inline::new(span, InlineKind::Image(Box::new(image))))
        }
        ("link_to", [words, target, ..]) => link(words, target, false, span),
        _ => Form::Kept,
    }
}

fn link(words: &str, target: &str, by_name: bool, span: Span) -> Form {
    let content = vec![Inline::text(span, words)];
    let link = Link {
        target: target.into(),
        title: None,
        by: if by_name { By::Name } else { By::Path },
        bare: false,
        content,
    };
    Form::Inline(Inline::new(span, InlineKind::Link(Box::new(link))))
}

fn figure(values: &[(String, String)], span: Span) -> Form {
    let get = |keys: &[&str]| {
        values
            .iter()
            .find(|(key, _)| keys.contains(&key.as_str()))
            .map(|(_, value)| value.as_str())
    };
    let Some(source) = get(&["src", "url", "image_path", "path", "file", ""]) else {
        return Form::Kept;
    };
    let (title, words) = (get(&["title"]), get(&["caption"]));
    let alt = get(&["alt"]).or(words).or(title).unwrap_or("");
    let image = Image {
        source: source.into(),
        title: None,
        alt: alt.into(),
    };
    let mut shown = Inline::new(span, InlineKind::Image(Box::new(image)));
    if let Some(target) = get(&["link", "href"]) {
        shown = Inline::link(span, target, vec![shown]);
    }
    let mut caption = Vec::new();
    if let Some(title) = title {
        caption.push(Inline::new(
            span,
            InlineKind::Styled(Style::Strong, vec![Inline::text(span, title)]),
        ));
    }
    for words in [words, get(&["attr"])].into_iter().flatten() {
        let between = if caption.is_empty() { "" } else { " " };
        caption.push(Inline::text(span, format!("{between}{words}")));
    }
    let blocks = vec![Block::new(span, BlockKind::Paragraph(vec![shown]))];
    Form::Figure(Block::new(
        span,
        BlockKind::Figure(Box::new(Figure {
            blocks,
            caption,
            legend: Vec::new(),
        })),
    ))
}

/// The arguments of a shortcode: `key="value"`, `key=value`, `"value"`, `value`; the key of a bare value is empty.
fn values(arguments: &str) -> Vec<(String, String)> {
    let mut out = Vec::new();
    let mut rest = arguments.trim();
    while !rest.is_empty() {
        let key_end = rest
            .find(|c: char| c == '=' || c == '"' || c == '`' || c.is_whitespace())
            .unwrap_or(rest.len());
        let (key, after) = match rest[key_end..].strip_prefix('=') {
            Some(after) => (&rest[..key_end], after.trim_start()),
            None => ("", rest),
        };
        let quote = after
            .chars()
            .next()
            .filter(|c| matches!(c, '"' | '`' | '\''));
        let (value, next) = match quote {
            Some(quote) => after[1..].split_once(quote).unwrap_or((&after[1..], "")),
            None => after.split_at(after.find(char::is_whitespace).unwrap_or(after.len())),
        };
        out.push((key.to_owned(), value.to_owned()));
        rest = next.trim_start_matches(|c: char| c == ',' || c.is_whitespace());
    }
    out
}

/// The quoted strings of a call.
fn quoted(arguments: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut rest = arguments;
    while let Some(at) = rest.find(['"', '\'']) {
        let quote = &rest[at..=at];
        let Some((value, next)) = rest[at + 1..].split_once(quote) else {
            break;
        };
        out.push(value.to_owned());
        rest = next;
    }
    out
}

/// The target of a link or image with the template constructs in it resolved as far as text alone can, and whether it names a
/// document instead of giving a path.
pub(in crate::read::markdown) fn target(written: &str) -> (String, bool) {
    if !written.contains("{{") && !written.contains("{%") {
        return (written.to_owned(), false);
    }
    let mut out = String::new();
    let mut by_name = false;
    let mut rest = written;
    while let Some(at) = next_opening(rest) {
        out.push_str(&rest[..at]);
        let Some(length) = construct_length(&rest[at..]) else {
            break;
        };
        let source = &rest[at..at + length];
        let (name, arguments) = name_and_arguments(source);
        let strings = quoted(source);
        match name {
            "ref" | "relref" | "post_url" | "link" => {
                by_name = true;
                out.push_str(
                    strings
                        .first()
                        .map_or_else(|| arguments.trim(), String::as_str),
                );
            }
            // The root of the site, under whatever name the template has for it.
            "site.baseurl" | "site.url" | ".Site.BaseURL" | "site.github.url" | "base_url"
            | "page.baseurl" => {}
            _ => match strings.first() {
                Some(path) => out.push_str(path),
                None => out.push_str(source),
            },
        }
        rest = &rest[at + length..];
    }
    out.push_str(rest);
    (out, by_name)
}
