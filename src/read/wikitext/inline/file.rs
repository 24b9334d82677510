//! Files that are shown: `[[File:Graph.png|thumb|alt=…|caption]]`.

use std::ops::Range;

use super::super::Reading;
use super::super::text::{MARK, Text};
use super::title::{Named, named, target};
use crate::document::{Block, BlockKind, Figure, Image, Inline, InlineKind, text as plain};
use crate::source::Span;

/// Options that say how a file is set and are shown to nobody.
const OPTIONS: &[&str] = &[
    "baseline",
    "border",
    "bottom",
    "center",
    "centre",
    "frame",
    "framed",
    "frameless",
    "left",
    "middle",
    "none",
    "right",
    "sub",
    "super",
    "text-bottom",
    "text-top",
    "thumb",
    "thumbnail",
    "top",
    "upright",
];

/// Options with a value that are shown to nobody either.
const KEYS: &[&str] = &[
    "class",
    "lang",
    "page",
    "thumbnail",
    "upright",
    "thumb",
    "thumbtime",
    "loop",
    "muted",
];

/// A picture as it is to be shown.
#[derive(Debug)]
pub(in crate::read::wikitext) struct Shown {
    /// The picture, or a link around it.
    pub(in crate::read::wikitext) picture: Inline,
    pub(in crate::read::wikitext) caption: Vec<Inline>,
    /// True where the caption stands under it; else it stands for it.
    is_framed: bool,
}

impl Shown {
    /// The picture as a block of its own.
    pub(in crate::read::wikitext) fn into_block(self, span: Span) -> Block {
        let paragraph = Block::new(span, BlockKind::Paragraph(vec![self.picture]));
        if self.caption.is_empty() {
            return paragraph;
        }
        let figure = Figure {
            blocks: vec![paragraph],
            caption: self.caption,
            legend: Vec::new(),
        };
        Block::new(span, BlockKind::Figure(Box::new(figure)))
    }
}

impl Reading<'_> {
    /// A file in running words.
    pub(super) fn file(
        &mut self,
        text: &Text<'_>,
        name: &str,
        inner: Range<usize>,
        whole: Range<usize>,
    ) -> Vec<Inline> {
        let span = text.span(whole);
        let shown = self.picture(text, name, inner, span, false);
        let mut out = vec![shown.picture];
        if shown.is_framed && !shown.caption.is_empty() {
            out.push(Inline::text(span, " "));
            out.extend(shown.caption);
        }
        out
    }

    /// A file that begins a line: the picture as a block, and the byte behind it.
    pub(in crate::read::wikitext) fn leading_file(
        &mut self,
        text: &Text<'_>,
        line: Range<usize>,
    ) -> Option<(Block, usize)> {
        let all = &text.words[..line.end];
        let inner = line.start + 2;
        let rest = all.get(line.start..)?.strip_prefix("[[")?;
        let end = rest.find(['|', ']', '[', '{', '}', MARK])?;
        if !rest[end..].starts_with(['|', ']']) {
            return None;
        }
        let Some(Named::File(name)) = named(&rest[..end]) else {
            return None;
        };
        let close = closing(all, line.start)?;
        let behind = close + 2;
        let span = text.span(line.start..behind);
        let mut shown = self.picture(text, &name, inner..close, span, false);
        let is_alone = all[behind..].trim().is_empty();
        if !is_alone && !shown.is_framed {
            return None;
        }
        if !shown.is_framed {
            shown.caption.clear();
        }
        Some((shown.into_block(span), behind))
    }

    /// A picture by its name and what is said of it: all that stands between the brackets.
    fn picture(
        &mut self,
        text: &Text<'_>,
        name: &str,
        inner: Range<usize>,
        span: Span,
        mut is_framed: bool,
    ) -> Shown {
        let (mut alt, mut link, mut caption) = (None, None, None);
        for part in parts(&text.words, inner).into_iter().skip(1) {
            let words = text.words[part.clone()].trim_start();
            let start = part.end - words.len();
            let option = words.trim_end();
            let lower = option.to_lowercase();
            match lower.split_once('=') {
                Some(("alt", _)) => {
                    let words = start + "alt=".len()..start + option.len();
                    alt = Some(plain::of_inlines(&self.inlines(text, words)));
                }
                Some(("link", value)) if !value.contains(MARK) => {
                    link = option.split_once('=').map(|(_, words)| words);
                }
                Some((key, _)) if KEYS.contains(&key) => {}
                None if OPTIONS.contains(&lower.as_str()) => {
                    is_framed |=
                        matches!(lower.as_str(), "thumb" | "thumbnail" | "frame" | "framed");
                }
                None if is_size(&lower) => {}
                _ => caption = Some(part),
            }
        }
        let caption = caption.map_or_else(Vec::new, |caption| self.inlines(text, caption));
        let alt = match alt {
            Some(alt) => alt,
            None if caption.is_empty() || is_framed => name.replace('_', " "),
            None => plain::of_inlines(&caption),
        };
        let image = Image {
            source: target(&format!("File:{name}"), None).into(),
            title: None,
            alt: alt.into(),
        };
        let picture = Inline::new(span, InlineKind::Image(Box::new(image)));
        let link = link.map(str::trim).filter(|link| !link.is_empty());
        let picture = match link {
            Some(link) if super::address::protocol(link).is_some() => {
                Inline::link(span, super::super::entity::decoded(link), vec![picture])
            }
            Some(link) => {
                let content = vec![picture.clone()];
                Self::page_link(link, content, span).unwrap_or(picture)
            }
            None => picture,
        };
        Shown {
            picture,
            caption,
            is_framed,
        }
    }

    /// A line of a gallery: `File:Graph.png|caption`.
    pub(in crate::read::wikitext) fn gallery_line(
        &mut self,
        text: &Text<'_>,
        line: Range<usize>,
    ) -> Option<Block> {
        let words = &text.words[line.clone()];
        let end = words.find('|').unwrap_or(words.len());
        let name = match named(words[..end].trim())? {
            Named::File(name) => name,
            Named::Page(_) | Named::Category(_) => words[..end].trim().to_owned(),
        };
        let span = text.span(line.clone());
        let shown = self.picture(text, &name, line, span, true);
        Some(shown.into_block(span))
    }

    /// A name of a file that is all of a line, as copies of pages show a gallery.
    pub(in crate::read::wikitext) fn bare_file(line: &str, span: Span) -> Option<Inline> {
        let Some(Named::File(name)) = named(line) else {
            return None;
        };
        let is_file = name
            .rsplit_once('.')
            .is_some_and(|(_, ending)| (2..=5).contains(&ending.len()) && !ending.contains(' '));
        let image = Image {
            source: target(&format!("File:{name}"), None).into(),
            title: None,
            alt: name.into(),
        };
        is_file.then(|| Inline::new(span, InlineKind::Image(Box::new(image))))
    }
}

/// `300px`, `x200px`, `300x200px`.
fn is_size(option: &str) -> bool {
    option.strip_suffix("px").is_some_and(|size| {
        let size = size.trim();
        !size.is_empty()
            && size
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b'x')
    })
}

/// What stands between the `|` of these bytes; those of links inside are theirs.
fn parts(words: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let bytes = words.as_bytes();
    let (mut out, mut from, mut depth, mut at) = (Vec::new(), range.start, 0_usize, range.start);
    while at < range.end {
        match bytes[at] {
            b'[' if bytes.get(at + 1) == Some(&b'[') => {
                depth += 1;
                at += 1;
            }
            b']' if bytes.get(at + 1) == Some(&b']') => {
                depth = depth.saturating_sub(1);
                at += 1;
            }
            b'|' if depth == 0 => {
                out.push(from..at);
                from = at + 1;
            }
            _ => {}
        }
        at += 1;
    }
    out.push(from..range.end);
    out
}

/// Where the `]]` begins that belongs to the `[[` at a byte.
fn closing(all: &str, at: usize) -> Option<usize> {
    let bytes = all.as_bytes();
    let (mut depth, mut at) = (0_usize, at);
    loop {
        at += memchr::memchr2(b'[', b']', &bytes[at..])?;
        if bytes.get(at + 1) != Some(&bytes[at]) {
            at += 1;
            continue;
        }
        if bytes[at] == b'[' {
            depth += 1;
        } else {
            depth = depth.checked_sub(1)?;
            if depth == 0 {
                return Some(at);
            }
        }
        at += 2;
    }
}
