//! Constructs of template languages in Markdown: Hugo's shortcodes, Liquid (Jekyll), ERB.
//!
//! The parser would tear them (`[a]({{< relref "b.md" >}})` is no link to it), so each is masked by a word of the same number
//! of bytes before parsing. Positions stay true, and [`Masked::restore`] gives back what the author wrote wherever the word
//! comes out again. What a construct means is said by [`form`].

use std::borrow::Cow;

use crate::document::{Block, BlockKind};
use crate::document::{Figure, Image, Inline, InlineKind, Link};
use crate::source::Span;

/// Starts a mask; then the number in letters `a` to `j`, then fill, then [`STOP`].
const START: char = '\u{e000}';
const STOP: char = 'z';
const FILL: char = 'y';

/// A text in which constructs are masked.
#[derive(Debug)]
pub(super) struct Masked {
    /// The text with masks, as long as the source.
    pub(super) text: String,
    constructs: Vec<Construct>,
}

/// One construct of the source.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Construct {
    /// As written.
    pub(super) source: String,
    /// Where.
    pub(super) span: Span,
}

/// A part of a text that came through the parser.
#[derive(Debug)]
pub(super) enum Part<'a> {
    /// Words.
    Words(&'a str),
    /// A construct.
    Construct(&'a Construct),
}

impl Masked {
    /// A text without masks.
    pub(super) fn plain(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            constructs: Vec::new(),
        }
    }

    /// What the author wrote.
    pub(super) fn restore<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.constructs.is_empty() || !text.contains(START) {
            return Cow::Borrowed(text);
        }
        let mut out = String::with_capacity(text.len());
        for part in self.parts(text) {
            match part {
                Part::Words(words) => out.push_str(words),
                Part::Construct(construct) => out.push_str(&construct.source),
            }
        }
        Cow::Owned(out)
    }

    /// True where a text holds a mask.
    pub(super) fn is_masked(&self, text: &str) -> bool {
        !self.constructs.is_empty() && text.contains(START)
    }

    /// The words and constructs of a text that came through the parser.
    pub(super) fn parts<'t>(&'t self, text: &'t str) -> Vec<Part<'t>> {
        let mut out = Vec::new();
        let mut rest = text;
        while let Some(at) = rest.find(START) {
            let after = &rest[at + START.len_utf8()..];
            let found = after.find(STOP).and_then(|stop| {
                let construct = self
                    .constructs
                    .get(number(after[..stop].trim_end_matches(FILL))?)?;
                Some((stop, construct))
            });
            let Some((stop, construct)) = found else {
                break;
            };
            if at > 0 {
                out.push(Part::Words(&rest[..at]));
            }
            out.push(Part::Construct(construct));
            rest = &after[stop + STOP.len_utf8()..];
        }
        if !rest.is_empty() {
            out.push(Part::Words(rest));
        }
        out
    }
}

fn number(letters: &str) -> Option<usize> {
    letters.bytes().try_fold(0usize, |sum, letter| {
        let digit = letter.checked_sub(b'a').filter(|digit| *digit < 10)?;
        sum.checked_mul(10)?.checked_add(usize::from(digit))
    })
}

/// Masks the constructs of `text` behind `start`.
pub(super) fn mask(text: &str, start: usize) -> Masked {
    let body = text.get(start..).unwrap_or("");
    let has_construct = body.contains("{{") || body.contains("{%") || body.contains("<%");
    if !has_construct || text.contains(START) {
        return Masked::plain(text);
    }
    let mut out = text[..start].to_owned();
    let mut constructs: Vec<Construct> = Vec::new();
    let mut at = start;
    while let Some(found) = next_opening(&text[at..]) {
        let begin = at + found;
        out.push_str(&text[at..begin]);
        let Some(length) = construct_length(&text[begin..]) else {
            out.push_str(&text[begin..begin + 2]);
            at = begin + 2;
            continue;
        };
        let source = &text[begin..begin + length];
        if let Some((fenced, consumed)) =
            highlighted(&text[begin..], source, at_line_start(text, begin))
        {
            out.push_str(&fenced);
            at = begin + consumed;
            continue;
        }
        let letters: String = constructs
            .len()
            .to_string()
            .bytes()
            .map(|digit| (digit - b'0' + b'a') as char)
            .collect();
        let room = length.checked_sub(START.len_utf8() + letters.len() + 1);
        match room {
            Some(room) => {
                out.push(START);
                out.push_str(&letters);
                out.extend(std::iter::repeat_n(FILL, room));
                out.push(STOP);
                constructs.push(Construct {
                    source: source.to_owned(),
                    span: Span::new(begin, begin + length),
                });
            }
            None => out.push_str(source),
        }
        at = begin + length;
    }
    out.push_str(&text[at..]);
    Masked {
        text: out,
        constructs,
    }
}

fn next_opening(text: &str) -> Option<usize> {
    text.as_bytes()
        .windows(2)
        .position(|pair| matches!(pair, b"{{" | b"{%" | b"<%"))
}

fn at_line_start(text: &str, at: usize) -> bool {
    text[..at]
        .rsplit('\n')
        .next()
        .is_some_and(|before| before.trim().is_empty())
}

/// The number of bytes of the construct that starts `text`, at most some thousand.
fn construct_length(text: &str) -> Option<usize> {
    let close = match text.get(..3) {
        Some("{{<") => ">}}",
        Some("{{%") => "%}}",
        _ => match &text[..2] {
            "{{" => "}}",
            "{%" => "%}",
            _ => "%>",
        },
    };
    let mut limit = text.len().min(4000);
    while !text.is_char_boundary(limit) {
        limit -= 1;
    }
    let end = text[2..limit].find(close)? + 2 + close.len();
    // A blank line never stands inside a construct, but often between two stray braces.
    (!text[..end].contains("\n\n")).then_some(end)
}

/// `{% highlight ruby %} … {% endhighlight %}` and Hugo's `{{< highlight ruby >}}` are fences by another name: rewritten as
/// fences with the same number of bytes and lines.
fn highlighted(text: &str, opening: &str, at_line_start: bool) -> Option<(String, usize)> {
    let (name, arguments) = name_and_arguments(opening);
    if name != "highlight" || !at_line_start || opening.contains('\n') {
        return None;
    }
    let mut search = opening.len();
    let (close_at, close_length) = loop {
        let at = search + next_opening(&text[search..])?;
        let length = construct_length(&text[at..]);
        if let Some(length) = length
            && matches!(
                name_and_arguments(&text[at..at + length]).0,
                "endhighlight" | "/highlight"
            )
        {
            break (at, length);
        }
        search = at + 2;
    };
    let language = arguments
        .split_whitespace()
        .next()
        .unwrap_or("")
        .trim_matches('"');
    let mut fence = format!("~~~{language}");
    if fence.len() > opening.len() || close_length < 3 {
        return None;
    }
    fence.extend(std::iter::repeat_n(' ', opening.len() - fence.len()));
    let mut out = fence;
    out.push_str(&text[opening.len()..close_at]);
    out.push_str("~~~");
    out.extend(std::iter::repeat_n(' ', close_length - 3));
    Some((out, close_at + close_length))
}

/// The name of a construct (`/name` where it closes one) and what follows it.
fn name_and_arguments(source: &str) -> (&str, &str) {
    let inner = inner(source);
    let end = inner
        .find(|c: char| c.is_whitespace() || c == '(')
        .unwrap_or(inner.len());
    (&inner[..end], inner[end..].trim())
}

fn inner(source: &str) -> &str {
    let cut: &[char] = &['{', '}', '<', '>', '%', '-', '='];
    source
        .trim_start_matches(cut)
        .trim_end_matches(cut)
        .trim()
        .trim_end_matches('/')
        .trim()
}

/// What a construct means where it stands among words.
#[derive(Debug, PartialEq)]
pub(super) enum Form {
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
pub(super) fn form(construct: &Construct) -> Form {
    let source = construct.source.as_str();
    let span = construct.span;
    let (name, arguments) = name_and_arguments(source);
    if source.starts_with("{{<") || source.starts_with("{{%") {
        return shortcode(source, name, arguments, span);
    }
    if source.starts_with("{%") {
        return liquid(name, arguments, span);
    }
    if source.starts_with("<%") {
        return erb(source, name, arguments, span);
    }
    Form::Words
}

fn shortcode(source: &str, name: &str, arguments: &str, span: Span) -> Form {
    if source[3..].trim_start().starts_with("/*") {
        return Form::Comment;
    }
    if let Some(name) = name.strip_prefix('/') {
        return match name {
            name if ADMONITIONS.contains(&name) => Form::Close("pm-admonition"),
            name if FOLDED.contains(&name) => Form::Close("details"),
            _ => Form::Kept,
        };
    }
    let values = values(arguments);
    let first = values
        .iter()
        .find(|(key, _)| key.is_empty())
        .map(|(_, value)| value.clone());
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
            let kind = get("type")
                .or(get("color"))
                .or(get("context"))
                .or(if generic { first } else { None });
            let kind = kind
                .filter(|kind| !kind.is_empty())
                .unwrap_or_else(|| if generic { "note" } else { name }.to_owned());
            let mut attributes = vec![("type", kind)];
            attributes.extend(get("title").map(|title| ("title", title)));
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
        "raw" | "endraw" => Form::Comment,
        "post_url" | "link" => link(arguments, arguments, true, span),
        "include" | "include_relative" | "include_cached" if arguments.contains(['f', 'i']) => {
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
        by_name,
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
    let title = get(&["title"]);
    let caption = get(&["caption", "attr"]).or(title);
    let alt = get(&["alt"]).or(caption).unwrap_or("");
    let image = Image {
        source: source.into(),
        title: None,
        alt: alt.into(),
    };
    let mut shown = Inline::new(span, InlineKind::Image(Box::new(image)));
    if let Some(target) = get(&["link", "href"]) {
        let link = Link {
            target: target.into(),
            title: None,
            by_name: false,
            content: vec![shown],
        };
        shown = Inline::new(span, InlineKind::Link(Box::new(link)));
    }
    let caption = caption
        .map(|caption| vec![Inline::text(span, caption)])
        .unwrap_or_default();
    let blocks = vec![Block::new(span, BlockKind::Paragraph(vec![shown]))];
    Form::Figure(Block::new(
        span,
        BlockKind::Figure(Box::new(Figure { blocks, caption })),
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
        rest = next.trim_start_matches([',', ' ', '\n', '\t']);
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
pub(super) fn target(written: &str) -> (String, bool) {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masks_keep_every_byte_in_place_and_come_back() {
        let text = "a {{< figure src=\"x.png\" >}} b\n{% if x %}\n`{{ y }}` {{z}}";
        let masked = mask(text, 0);
        assert_eq!(masked.text.len(), text.len());
        assert!(!masked.text.contains("{%"));
        assert_eq!(masked.restore(&masked.text), text);
    }

    #[test]
    fn targets_lose_their_templates() {
        for (written, expected, by_name) in [
            ("{{< relref \"a/b.md\" >}}", "a/b.md", true),
            ("{{ site.baseurl }}/x.png", "/x.png", false),
            ("{{ '/x.png' | relative_url }}", "/x.png", false),
            (
                "{% post_url 2018-04-26-outage %}",
                "2018-04-26-outage",
                true,
            ),
            ("plain.md#a", "plain.md#a", false),
        ] {
            assert_eq!(target(written), (expected.to_owned(), by_name), "{written}");
        }
    }

    #[test]
    fn highlight_tags_become_fences_of_the_same_length() {
        let text = "{% highlight ruby %}\n# no heading\n{% endhighlight %}\nafter";
        let masked = mask(text, 0);
        assert_eq!(masked.text.len(), text.len());
        assert!(masked.text.starts_with("~~~ruby "), "{}", masked.text);
        assert!(masked.text.ends_with("\nafter"));
    }
}
