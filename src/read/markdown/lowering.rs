//! What every part of the lowering of one parse stands on: the text it reads, the way back to the source, and what stood where
//! masks and placeholders stand. It lowers nothing itself.

use std::borrow::Cow;

use comrak::nodes::Sourcepos;

use super::container::{self, Container};
use super::lines::Lines;
use super::{Reading, letters};
use crate::read::html::Weave;
use crate::source::Span;

/// The lowering of one parse.
pub(super) struct Lowering<'r, 'a> {
    pub(super) reading: &'r mut Reading<'a>,
    pub(super) lines: &'r Lines<'r>,
    pub(super) containers: &'r [Container],
}

impl Lowering<'_, '_> {
    /// The bytes of the source that a position of the parser means.
    pub(super) fn span(&self, at: Sourcepos) -> Span {
        let text = &self.reading.source.text;
        let floor = |mut byte: usize| {
            byte = byte.min(text.len());
            while !text.is_char_boundary(byte) {
                byte -= 1;
            }
            byte
        };
        let start = floor(self.lines.byte(at.start.line, at.start.column));
        let end = floor(self.lines.byte(at.end.line, at.end.column + 1));
        Span::new(start, end)
    }

    /// Lines that are parsed once more, with containers back where their placeholders stand: the next parse knows nothing of them.
    pub(super) fn with_containers<'p>(&'p self, parts: Vec<(&'p str, u32)>) -> Vec<(&'p str, u32)> {
        if self.containers.is_empty() {
            return parts;
        }
        let mut out = Vec::with_capacity(parts.len());
        for (line, origin) in parts {
            match container::number(line).and_then(|number| self.containers.get(number)) {
                Some(container) => {
                    out.extend(container.lines_at(line.len() - line.trim_start().len()));
                }
                None => out.push((line, origin)),
            }
        }
        out
    }

    /// What the author wrote where the parser saw masks and placeholders.
    pub(super) fn restore(&self, text: &str) -> String {
        self.restored(text).into_owned()
    }

    /// The same, borrowed where it is the same text.
    pub(super) fn restored<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.containers.is_empty() || !text.contains(container::START) {
            return self.reading.masked.restore(text);
        }
        // Containers first: what they hold may itself be masked.
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.find(container::START) {
            let word = rest[at..]
                .find(letters::STOP)
                .map(|stop| &rest[at..=at + stop]);
            let found =
                word.and_then(|word| Some((word, self.containers.get(container::number(word)?)?)));
            let Some((word, container)) = found else {
                break;
            };
            out.push_str(&rest[..at]);
            out.push_str(container.source());
            rest = &rest[at + word.len()..];
        }
        out.push_str(rest);
        self.reading.masked.restore(&out).into_owned().into()
    }
}

/// Opens an element of our own.
pub(super) fn open(
    weave: &mut Weave,
    name: &str,
    attributes: &[(&'static str, String)],
    span: Span,
) {
    let attributes: Vec<(&str, &str)> = attributes
        .iter()
        .map(|(key, value)| (*key, value.as_str()))
        .collect();
    weave.open(name, &attributes, span);
}
