//! Constructs of template languages in Markdown: Hugo's shortcodes, Liquid (Jekyll), ERB.
//!
//! The parser would tear them (`[a]({{< relref "b.md" >}})` is no link to it), so each is masked by a word of the same number
//! of bytes before parsing. Positions stay true, and [`Masked::restore`] gives back what the author wrote wherever the word
//! comes out again. What a construct means is said by [`form`].

mod form;

use std::borrow::Cow;

use memchr::memmem;

use super::letters::{self, STOP};
use crate::source::Span;

pub(super) use form::{Form, form, target};

/// Starts a mask; then the number in letters `a` to `j`, then fill, then [`STOP`].
const START: char = '\u{e000}';
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

    /// True where nothing in the whole source is masked.
    pub(super) fn is_empty(&self) -> bool {
        self.constructs.is_empty()
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
                    .get(letters::decode(after[..stop].trim_end_matches(FILL))?)?;
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

/// Masks the constructs of `text` behind `start`.
pub(super) fn mask(text: &str, start: usize) -> Masked {
    let body = text.get(start..).unwrap_or("");
    let holds = |mark: &str| memmem::find(body.as_bytes(), mark.as_bytes()).is_some();
    let has_construct = holds("{{") || holds("{%") || holds("<%");
    if !has_construct || text.contains(START) {
        return Masked::plain(text);
    }
    let mut out = text[..start].to_owned();
    let mut constructs: Vec<Construct> = Vec::new();
    let mut at = start;
    let mut closes_further_on = true;
    let mut comment_ends_further_on = true;
    while let Some(found) = next_opening(&text[at..]) {
        let begin = at + found;
        out.push_str(&text[at..begin]);
        let Some(mut length) = construct_length(&text[begin..]) else {
            out.push_str(&text[begin..begin + 2]);
            at = begin + 2;
            continue;
        };
        if comment_ends_further_on && opens_comment(&text[begin..begin + length]) {
            match comment_end(&text[begin..], length) {
                Some(end) => length = end,
                // Looked for once in vain, it is not looked for again.
                None => comment_ends_further_on = false,
            }
        }
        let source = &text[begin..begin + length];
        if is_output(source) && !is_command(source) && !in_address(&text[..begin]) {
            // Words in braces among words may hold Markdown; only inside of an address would the parser tear them.
            out.push_str("{{");
            at = begin + 2;
            continue;
        }
        if opens_highlight(source) && at_line_start(text, begin) && closes_further_on {
            match highlighted(&text[begin..], source) {
                Some((fenced, consumed)) => {
                    out.push_str(&fenced);
                    at = begin + consumed;
                    continue;
                }
                // Looked for once in vain, it is not looked for again.
                None => closes_further_on = false,
            }
        }
        let letters = letters::encode(constructs.len());
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

/// True for `{{ words }}`, which puts out a value, or is a prompt of somebody's template.
fn is_output(source: &str) -> bool {
    source.starts_with("{{") && !source.starts_with("{{<") && !source.starts_with("{{%")
}

/// True for a command of mdBook and its like: `{{#title The queue}}`. Files are put in their places before the text comes here; what names
/// one still is shown as written, and told there.
pub(super) fn is_command(source: &str) -> bool {
    const FILES: [&str; 3] = ["include", "rustdoc_include", "playground"];
    let Some(name) = source.strip_prefix("{{#") else {
        return false;
    };
    let end = name.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
    let name = &name[..end.unwrap_or(name.len())];
    name.starts_with(|c: char| c.is_ascii_alphabetic()) && !FILES.contains(&name)
}

/// True where what follows stands in the address of a link, or in an attribute of a tag.
fn in_address(before: &str) -> bool {
    before.ends_with(['(', '<', '"', '\'', '=', '/'])
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

/// True for Liquid's `{% comment %}`.
fn opens_comment(source: &str) -> bool {
    source.starts_with("{%") && name_and_arguments(source).0 == "comment"
}

/// Where the comment ends that the construct of `length` bytes begins: all of it is one construct, also over several paragraphs.
fn comment_end(text: &str, length: usize) -> Option<usize> {
    let mut search = length;
    loop {
        let at = search + memmem::find(&text.as_bytes()[search..], b"{%")?;
        if let Some(length) = construct_length(&text[at..])
            && name_and_arguments(&text[at..at + length]).0 == "endcomment"
        {
            return Some(at + length);
        }
        search = at + 2;
    }
}

/// True for a construct that is a comment with what stands in it.
fn is_comment(source: &str) -> bool {
    construct_length(source)
        .is_some_and(|length| length < source.len() && opens_comment(&source[..length]))
}

/// True for `{% highlight ruby %}` and `{{< highlight ruby >}}` on one line.
fn opens_highlight(source: &str) -> bool {
    name_and_arguments(source).0 == "highlight" && !source.contains('\n')
}

/// `{% highlight ruby %} … {% endhighlight %}` and Hugo's `{{< highlight ruby >}}` are fences by another name: rewritten as
/// fences with the same number of bytes and lines.
fn highlighted(text: &str, opening: &str) -> Option<(String, usize)> {
    let (_, arguments) = name_and_arguments(opening);
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
    // `{% highlight x %}` is always longer than `~~~x`.
    let mut fence = format!("~~~{language}");
    fence.extend(std::iter::repeat_n(
        ' ',
        opening.len().saturating_sub(fence.len()),
    ));
    let mut out = fence;
    out.push_str(&text[opening.len()..close_at]);
    out.push_str("~~~");
    out.extend(std::iter::repeat_n(' ', close_length.saturating_sub(3)));
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
    fn commands_are_no_words_of_a_template() {
        for (source, expected) in [
            ("{{#title}}", true),
            ("{{#title The queue}}", true),
            ("{{#include queue.md}}", false),
            ("{{#12}}", false),
            ("{{ title }}", false),
        ] {
            assert_eq!(is_command(source), expected, "{source}");
        }
    }

    #[test]
    fn a_comment_of_liquid_is_one_construct() {
        let text = "a\n\n{%- comment -%}\nb\n\n{% if x %}\n# c\n{% endcomment %} d {% comment %} e";
        let masked = mask(text, 0);
        assert_eq!(masked.text.len(), text.len());
        let sources: Vec<&str> = masked.constructs.iter().map(|one| &*one.source).collect();
        assert_eq!(
            sources,
            [
                "{%- comment -%}\nb\n\n{% if x %}\n# c\n{% endcomment %}",
                "{% comment %}"
            ]
        );
        assert_eq!(masked.restore(&masked.text), text);
        assert_eq!(form(&masked.constructs[0]), Form::Comment);
        assert_eq!(form(&masked.constructs[1]), Form::Kept);
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
