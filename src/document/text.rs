//! The plain words of a part of a tree, for titles, slugs, summaries and search. Comments are left out, since no reader
//! ever sees them; images give their alternative text.

use std::borrow::Cow;

use super::{Block, BlockKind, Inline, InlineKind, Style};

/// The words of some inlines; soft breaks become blanks.
pub fn of_inlines(inlines: &[Inline]) -> String {
    let mut out = String::with_capacity(length(inlines));
    push_inlines(inlines, &mut out);
    out
}

/// How many bytes the words of some inlines have, about.
pub fn length(inlines: &[Inline]) -> usize {
    let of_one = |inline: &Inline| match &inline.kind {
        InlineKind::Text(text) | InlineKind::Code(text) | InlineKind::Math(text) => text.len(),
        InlineKind::Styled(_, content) => length(content),
        InlineKind::Link(link) => length(&link.content),
        InlineKind::Image(image) => image.alt.len(),
        InlineKind::Break => 1,
        InlineKind::FootnoteReference(_) | InlineKind::Comment(_) | InlineKind::Anchor(_) => 0,
    };
    inlines.iter().map(of_one).sum()
}

/// The words of some inlines, borrowed where they stand together already, as they mostly do.
pub fn words(inlines: &[Inline]) -> Cow<'_, str> {
    match together(inlines) {
        Some(text) => Cow::Borrowed(text),
        None => Cow::Owned(of_inlines(inlines)),
    }
}

/// The words of inlines that stand together in the tree, on one line.
fn together(inlines: &[Inline]) -> Option<&str> {
    match inlines {
        [
            Inline {
                kind: InlineKind::Text(text),
                ..
            },
        ] if !has_break(text) => Some(text),
        _ => None,
    }
}

/// The same, borrowed from a buffer where they do not stand together, so that many texts need one.
pub fn words_in<'a>(inlines: &'a [Inline], buffer: &'a mut String) -> &'a str {
    if let Some(text) = together(inlines) {
        return text;
    }
    buffer.clear();
    push_inlines(inlines, buffer);
    buffer
}

/// Gives the plain words of inlines, a line for each line of the source.
pub fn each_line(inlines: &[Inline], give: &mut dyn FnMut(&str)) {
    let mut line = String::with_capacity(length(inlines));
    for inline in inlines {
        match &inline.kind {
            InlineKind::Break => {
                give(&line);
                line.clear();
            }
            InlineKind::Text(text) => {
                for (number, part) in text.split('\n').enumerate() {
                    if number > 0 {
                        give(&line);
                        line.clear();
                    }
                    line.push_str(part);
                }
            }
            _ => push_inlines(std::slice::from_ref(inline), &mut line),
        }
    }
    give(&line);
}

/// The words of the blocks of a cell as [`of_blocks`] gives them, borrowed where they stand together, as they mostly do.
pub fn of_cell(blocks: &[Block]) -> Cow<'_, str> {
    if let [
        Block {
            kind: BlockKind::Paragraph(content),
            ..
        },
    ] = blocks
        && let Some(text) = together(content)
    {
        return Cow::Borrowed(text.trim_end());
    }
    Cow::Owned(of_blocks(blocks))
}

/// The words of a heading without what stands in small letters before or behind them: that is said beside its name.
pub fn name(heading: &[Inline]) -> Cow<'_, str> {
    let is_beside = |inline: &Inline| match &inline.kind {
        InlineKind::Styled(Style::Small, _) | InlineKind::Anchor(_) => true,
        InlineKind::Text(text) => text.trim().is_empty(),
        _ => false,
    };
    let Some(first) = heading.iter().position(|inline| !is_beside(inline)) else {
        return words(heading);
    };
    let last = heading.iter().rposition(|inline| !is_beside(inline));
    words(&heading[first..=last.unwrap_or(first)])
}

/// The words of some inlines on one line, borrowed where they stand so already.
pub fn on_one_line(inlines: &[Inline]) -> Cow<'_, str> {
    let words = words(inlines);
    if is_one_line(&words) {
        words
    } else {
        Cow::Owned(without_gaps(&words))
    }
}

/// A text on one line, borrowed where it stands so already.
pub fn as_one_line(text: Cow<'_, str>) -> Cow<'_, str> {
    if is_one_line(&text) {
        text
    } else {
        Cow::Owned(one_line(&text))
    }
}

/// True for a text whose words stand one blank apart, none at the ends.
fn is_one_line(text: &str) -> bool {
    let bytes = text.as_bytes();
    let Some((b'!'.., rest)) = bytes.split_first() else {
        return text.is_empty();
    };
    let is_plain = bytes[0] <= b'~' && !is_loose(bytes, rest);
    is_plain && bytes[bytes.len() - 1] != b' '
        || !is_plain && !is_blank(bytes, 0) && gap(text).is_none()
}

/// True where a text goes on in another line.
fn has_break(text: &str) -> bool {
    memchr::memchr(b'\n', text.as_bytes()).is_some()
}

/// True where two blanks stand side by side, or what is no letter, figure, sign or blank of ASCII. `next` is the text from its second
/// byte on.
fn is_loose(bytes: &[u8], next: &[u8]) -> bool {
    // All bytes at once: without a way out in between the processor takes many together.
    bytes.iter().zip(next).fold(false, |any, (one, next)| {
        let is_gap = *one == b' ' && *next == b' ';
        any | is_gap | !(b' '..=b'~').contains(next)
    })
}

/// True where a blank of any width stands there, or nothing.
fn is_blank(bytes: &[u8], at: usize) -> bool {
    match bytes.get(at..).unwrap_or_default() {
        [] | [b' ' | b'\t'..=b'\r', ..] => true,
        [byte, ..] if *byte < 0xc2 => false,
        // The blanks of Unicode.
        [0xc2, 0x85 | 0xa0, ..]
        | [0xe1, 0x9a, 0x80, ..]
        | [0xe2, 0x80, 0x80..=0x8a | 0xa8 | 0xa9 | 0xaf, ..]
        | [0xe2, 0x81, 0x9f, ..]
        | [0xe3, 0x80, 0x80, ..] => true,
        _ => false,
    }
}

/// Where the first blank stands that is more than one blank between two words.
fn gap(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    (0..bytes.len()).find(|at| match bytes[*at] {
        b' ' => is_blank(bytes, at + 1),
        b'!'..=b'~' => false,
        _ => is_blank(bytes, *at),
    })
}

/// A text on one line: its words one blank apart, none at the ends.
pub fn one_line(text: &str) -> String {
    if is_one_line(text) {
        text.to_owned()
    } else {
        without_gaps(text)
    }
}

/// The same for a text that is not: what stands together already is taken as a whole.
fn without_gaps(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.trim_start();
    while let Some(end) = gap(rest) {
        out.push_str(&rest[..end]);
        rest = rest[end..].trim_start();
        if rest.is_empty() {
            return out;
        }
        out.push(' ');
    }
    out.push_str(rest);
    out
}

/// So many characters at the beginning of a text; all of it where it has fewer.
pub fn first(text: &str, count: usize) -> &str {
    match text.as_bytes().get(..count) {
        None => text,
        Some(bytes) if bytes.is_ascii() => &text[..count],
        Some(_) => {
            let mut ends = text.char_indices();
            ends.nth(count).map_or(text, |(end, _)| &text[..end])
        }
    }
}

/// So many characters at the end of a text; all of it where it has fewer.
pub fn last(text: &str, count: usize) -> &str {
    let Some(from) = text.len().checked_sub(count) else {
        return text;
    };
    if text.as_bytes()[from..].is_ascii() {
        return &text[from..];
    }
    let mut starts = text.char_indices().rev().skip(count.saturating_sub(1));
    starts.next().map_or(text, |(from, _)| &text[from..])
}

/// Where the first colon of a text stands, the wide one too.
pub fn colon(text: &str) -> Option<usize> {
    const WIDE: &str = "：";
    let bytes = text.as_bytes();
    memchr::memchr2_iter(b':', WIDE.as_bytes()[0], bytes)
        .find(|at| bytes[*at] == b':' || bytes[*at..].starts_with(WIDE.as_bytes()))
}

/// The words of some blocks, one block a line.
pub fn of_blocks(blocks: &[Block]) -> String {
    let mut out = String::new();
    push_blocks(blocks, &mut out);
    out.truncate(out.trim_end().len());
    out
}

/// Adds the words of some inlines.
pub fn push_inlines(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(text) => {
                let mut rest = &**text;
                while let Some(end) = memchr::memchr(b'\n', rest.as_bytes()) {
                    out.push_str(&rest[..end]);
                    out.push(' ');
                    rest = &rest[end + 1..];
                }
                out.push_str(rest);
            }
            InlineKind::Styled(_, content) => push_inlines(content, out),
            InlineKind::Code(text) | InlineKind::Math(text) => out.push_str(text),
            InlineKind::Link(link) => push_inlines(&link.content, out),
            InlineKind::Image(image) => out.push_str(&image.alt),
            InlineKind::Break => out.push(' '),
            InlineKind::FootnoteReference(_) | InlineKind::Comment(_) | InlineKind::Anchor(_) => {}
        }
    }
}

fn line(inlines: &[Inline], out: &mut String) {
    let start = out.len();
    push_inlines(inlines, out);
    if out.len() > start {
        out.push('\n');
    }
}

fn push_blocks(blocks: &[Block], out: &mut String) {
    for block in blocks {
        match &block.kind {
            BlockKind::Heading(heading) => line(&heading.content, out),
            BlockKind::Paragraph(content) => line(content, out),
            BlockKind::List(list) => list
                .items
                .iter()
                .for_each(|item| push_blocks(&item.blocks, out)),
            BlockKind::DefinitionList(definitions) => {
                for definition in definitions {
                    line(&definition.term, out);
                    push_blocks(&definition.details, out);
                }
            }
            BlockKind::Code(code) => {
                out.push_str(&code.text);
                out.push('\n');
            }
            BlockKind::Quote(blocks) | BlockKind::Group(blocks) => push_blocks(blocks, out),
            BlockKind::Admonition(admonition) => {
                line(admonition.title.as_deref().unwrap_or(&[]), out);
                push_blocks(&admonition.blocks, out);
            }
            BlockKind::Table(table) => {
                line(&table.caption, out);
                for row in &table.rows {
                    for cell in &row.cells {
                        push_blocks(&cell.blocks, out);
                    }
                }
            }
            BlockKind::Figure(figure) => {
                push_blocks(&figure.blocks, out);
                line(&figure.caption, out);
                push_blocks(&figure.legend, out);
            }
            BlockKind::Details(details) => {
                line(&details.summary, out);
                push_blocks(&details.blocks, out);
            }
            BlockKind::Footnote(footnote) => push_blocks(&footnote.blocks, out),
            BlockKind::Math(text) => {
                out.push_str(text);
                out.push('\n');
            }
            BlockKind::Directive(directive) => {
                out.push_str(&directive.source);
                out.push('\n');
            }
            BlockKind::Rule
            | BlockKind::Comment(_)
            | BlockKind::Toctree(_)
            | BlockKind::Include(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{colon, first, last, on_one_line, one_line};
    use crate::document::Inline;
    use crate::source::Span;
    use std::borrow::Cow;

    #[test]
    fn beginnings_and_ends() {
        for (text, count, begins, ends) in [
            ("", 2, "", ""),
            ("a", 2, "a", "a"),
            ("ab", 2, "ab", "ab"),
            ("abc", 2, "ab", "bc"),
            ("äöü", 2, "äö", "öü"),
            ("äb", 2, "äb", "äb"),
            ("abü", 2, "ab", "bü"),
            ("äbc", 0, "", ""),
        ] {
            assert_eq!(first(text, count), begins, "{text}");
            assert_eq!(last(text, count), ends, "{text}");
        }
    }

    #[test]
    fn the_first_colon_of_either_width() {
        for (text, at) in [
            ("", None),
            ("none", None),
            ("a: b: c", Some(1)),
            ("影響：全員", Some(6)),
            ("全角！ａ：b: c", Some(12)),
        ] {
            assert_eq!(colon(text), at, "{text}");
        }
    }

    #[test]
    fn words_that_stand_on_one_line_are_borrowed() {
        for (words, is_borrowed) in [
            ("a b", true),
            ("a", true),
            ("", true),
            ("a  b", false),
            (" a", false),
            ("a ", false),
            ("a\tb", false),
            ("a \tb", false),
            ("a é — b", true),
            ("\u{a0}a é", false),
            ("a é ", false),
            ("a\u{2003} b", false),
            ("a\nb", false),
        ] {
            let inlines = [Inline::text(Span::default(), words)];
            let found = on_one_line(&inlines);
            assert_eq!(found, one_line(words), "{words:?}");
            assert_eq!(matches!(found, Cow::Borrowed(_)), is_borrowed, "{words:?}");
        }
    }
}
