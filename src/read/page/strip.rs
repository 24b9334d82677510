//! What no reader of a page sees, taken out of its text before it is parsed: the head, scripts, style sheets, drawings, the controls
//! of forms, declarations.
//!
//! Takes the text, gives the pieces between. What the head says goes to [`Head`]. One pass; it builds no tree.

use std::ops::Range;

use super::furniture::{LeftOut, What};
use super::head::Head;
use crate::read::html::{TagEnds, is_known_tag};
use crate::source::Span;

/// Elements that go with all they hold.
fn what_goes(name: &str) -> Option<What> {
    Some(match name {
        "script" => What::Script,
        "style" => What::Style,
        "svg" | "canvas" => What::Drawing,
        "noscript" | "template" | "noembed" | "noframes" => What::Fallback,
        "select" | "datalist" | "textarea" | "optgroup" => What::Control,
        _ => return None,
    })
}

/// Begins words that are no markup.
const CDATA: &str = "<![CDATA[";

/// The longest name of an element that is looked at.
const LONGEST: usize = 60;

/// The pieces of a page that are to be parsed.
pub(super) fn pieces(
    text: &str,
    start: usize,
    head: &mut Head,
    left_out: &mut LeftOut,
) -> Vec<Range<usize>> {
    let mut strip = Strip {
        text,
        pieces: Vec::new(),
        begin: start,
        unclosed: Vec::new(),
        last: memchr::memrchr(b'>', text.as_bytes()).unwrap_or(0),
        ends: TagEnds::default(),
    };
    strip.run(start, head, left_out);
    strip.cut(text.len(), text.len());
    strip.pieces
}

struct Strip<'t> {
    text: &'t str,
    pieces: Vec<Range<usize>>,
    /// Where the piece begins that is being gathered.
    begin: usize,
    /// Names of elements that nothing closes any more: not looked for again.
    unclosed: Vec<&'t str>,
    /// No tag begins behind the last `>`.
    last: usize,
    ends: TagEnds,
}

impl<'t> Strip<'t> {
    fn run(&mut self, start: usize, head: &mut Head, left_out: &mut LeftOut) {
        let text = self.text;
        let bytes = text.as_bytes();
        let mut at = start;
        while let Some(ahead) = memchr::memchr(b'<', &bytes[at..]) {
            at += ahead;
            let rest = &text[at..];
            if rest.starts_with("<!--") {
                at = find(text, at + 4, "-->").map_or(text.len(), |end| end + 3);
                continue;
            }
            if rest.starts_with("<!") || rest.starts_with("<?") {
                at = self.declaration(at, left_out);
                continue;
            }
            let Some(tag) = self.tag(at) else {
                at += 1;
                continue;
            };
            at = self.element(at, &tag, head, left_out);
        }
    }

    /// Takes out a declaration or a program; gives where to go on. Of what nothing closes only the mark goes.
    fn declaration(&mut self, at: usize, left_out: &mut LeftOut) -> usize {
        let rest = &self.text[at..];
        let starts = |mark: &str| {
            rest.get(..mark.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(mark))
        };
        if let Some(mark) = ["<?php", "<?="].into_iter().find(|mark| starts(mark)) {
            // The end of a program may stand behind many a `>`.
            let end = self.mark("?>", at).unwrap_or(at + mark.len());
            left_out.add(What::Script, Span::new(at, end));
            self.cut(at, end);
            return end;
        }
        if starts(CDATA) {
            let inside = at + CDATA.len();
            self.cut(at, inside);
            return match self.mark("]]>", inside) {
                Some(end) => {
                    self.cut(end - "]]>".len(), end);
                    end
                }
                None => inside,
            };
        }
        let end = if at <= self.last {
            memchr::memchr(b'>', rest.as_bytes())
        } else {
            None
        };
        let end = end.map_or(at + 2, |end| at + end + 1);
        if !starts("<!doctype") && !starts("<?xml") {
            left_out.add(What::Declaration, Span::new(at, end));
        }
        self.cut(at, end);
        end
    }

    /// Where a closing mark ends; what nothing closes any more is not looked for again.
    fn mark(&mut self, mark: &'static str, from: usize) -> Option<usize> {
        if self.unclosed.contains(&mark) {
            return None;
        }
        let end = find(self.text, from, mark).map(|end| end + mark.len());
        if end.is_none() {
            self.unclosed.push(mark);
        }
        end
    }

    /// The tag that begins at a byte.
    fn tag(&mut self, at: usize) -> Option<Tag<'t>> {
        if at > self.last {
            return None;
        }
        let slash = usize::from(self.text.as_bytes().get(at + 1) == Some(&b'/'));
        let start = at + 1 + slash;
        let length = self.text.as_bytes()[start..]
            .iter()
            .take(LONGEST)
            .take_while(|byte| byte.is_ascii_alphanumeric() || b"-_:.".contains(byte))
            .count();
        let name = &self.text[start..start + length];
        if !name.starts_with(|sign: char| sign.is_ascii_alphabetic()) {
            return None;
        }
        let behind = start + length;
        let end = self.ends.find(self.text, at, behind)?;
        Some(Tag {
            name,
            attributes: &self.text[behind..end],
            is_closing: slash == 1,
            end: end + 1,
        })
    }

    /// Takes an element out or lets it be; gives where to go on.
    fn element(
        &mut self,
        at: usize,
        tag: &Tag<'t>,
        head: &mut Head,
        left_out: &mut LeftOut,
    ) -> usize {
        let name = tag.name.to_ascii_lowercase();
        if tag.is_closing {
            if is_of_tool(&name) {
                self.cut(at, tag.end);
            }
            return tag.end;
        }
        match name.as_str() {
            "html" => head.language(tag.attributes),
            "meta" => {
                head.meta(tag.attributes, Span::new(at, tag.end));
                self.cut(at, tag.end);
            }
            "title" => {
                if let Some((end, behind)) = self.closing(tag.name, tag.end) {
                    head.title(&self.text[tag.end..end], Span::new(tag.end, end));
                    self.cut(at, behind);
                    return behind;
                }
            }
            _ => {
                if let Some(what) = what_goes(&name) {
                    let is_empty = tag.attributes.ends_with('/') && what == What::Drawing;
                    let closing = if is_empty {
                        None
                    } else {
                        self.closing(tag.name, tag.end)
                    };
                    // What nothing closes is not all that follows.
                    let behind = closing.map_or(tag.end, |(_, behind)| behind);
                    left_out.add(what, Span::new(at, behind));
                    self.cut(at, behind);
                    return behind;
                }
                if is_of_tool(&name) {
                    self.cut(at, tag.end);
                }
            }
        }
        tag.end
    }

    /// Where the closing tag of that name begins and ends.
    fn closing(&mut self, name: &'t str, from: usize) -> Option<(usize, usize)> {
        if self
            .unclosed
            .iter()
            .any(|known| known.eq_ignore_ascii_case(name))
        {
            return None;
        }
        let bytes = self.text.as_bytes();
        let mut at = from;
        while let Some(ahead) = memchr::memmem::find(&bytes[at..], b"</") {
            at += ahead + 2;
            let is_name = bytes
                .get(at..at + name.len())
                .is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
                && !bytes
                    .get(at + name.len())
                    .is_some_and(u8::is_ascii_alphanumeric);
            if is_name {
                let end =
                    memchr::memchr(b'>', &bytes[at..]).map_or(bytes.len(), |end| at + end + 1);
                return Some((at - 2, end));
            }
        }
        self.unclosed.push(name);
        None
    }

    /// Ends the piece before what goes, and begins the next behind it.
    fn cut(&mut self, start: usize, end: usize) {
        if self.begin < start {
            self.pieces.push(self.begin..start);
        }
        self.begin = end.max(self.begin);
    }
}

struct Tag<'t> {
    name: &'t str,
    attributes: &'t str,
    is_closing: bool,
    end: usize,
}

/// True for an element of some tool's own: its tag says nothing, what it holds is shown.
fn is_of_tool(name: &str) -> bool {
    name.contains(['-', ':']) && !is_known_tag(name)
}

fn find(text: &str, from: usize, words: &str) -> Option<usize> {
    memchr::memmem::find(text.as_bytes().get(from..)?, words.as_bytes()).map(|at| from + at)
}
