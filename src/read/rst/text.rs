//! A text that is read, and the way from its bytes back to those of the source.
//!
//! Most texts are cut out of the source as they stand; one that had tabs, or was joined of indented lines, or of cells without
//! their doubled quotes, knows for each run where the source has it. It parses nothing.

use std::borrow::Cow;

use memchr::memmem;

use super::lines::Line;
use crate::source::Span;

/// Blanks up to the next multiple of this many columns stand for a tab.
const TAB: usize = 8;

/// Characters that end a line beside `\n`.
const ENDS: [&str; 3] = ["\u{85}", "\u{2028}", "\u{2029}"];

/// A run of a text that stands as it is in the source.
#[derive(Debug, Clone, Copy)]
struct Run {
    /// Where it begins in the text.
    at: u32,
    /// Where it begins in the source.
    source: u32,
}

/// Words and where the source has them.
#[derive(Debug)]
pub(in crate::read) struct Text<'t> {
    pub(in crate::read) words: Cow<'t, str>,
    places: Places,
}

#[derive(Debug)]
enum Places {
    /// The text is a part of the source that begins there.
    Cut(u32),
    /// Runs in order, and the byte of the source behind the last.
    Runs(Vec<Run>, u32),
}

impl<'t> Text<'t> {
    /// The text of a source, or a part of it that begins at that byte: tabs become blanks, and what would be taken for a mark of
    /// ours becomes `\u{fffd}`.
    pub(in crate::read) fn of_source(source: &'t str, start: usize) -> Self {
        let bytes = source.as_bytes();
        let is_plain = memchr::memchr3(b'\t', 0, 0x0c, bytes).is_none()
            && ENDS
                .iter()
                .all(|end| memmem::find(bytes, end.as_bytes()).is_none());
        if is_plain {
            return Self::cut(source, start);
        }
        let mut made = Maker::default();
        let mut column = 0;
        let mut from = 0;
        for (at, c) in source.char_indices() {
            let instead = match c {
                '\t' => &"        "[column % TAB..],
                '\0' => "\u{fffd}",
                '\u{c}' => " ",
                '\u{85}' | '\u{2028}' | '\u{2029}' => {
                    column = 0;
                    made.push(&source[from..at], start + from);
                    made.push("\n", start + at);
                    from = at + c.len_utf8();
                    continue;
                }
                _ => {
                    column = if c == '\n' { 0 } else { column + 1 };
                    continue;
                }
            };
            made.push(&source[from..at], start + from);
            made.push(instead, start + at);
            from = at + c.len_utf8();
            column += instead.chars().count();
        }
        made.push(&source[from..], start + from);
        // The last character may be longer than what stands for it.
        made.runs.push(Run {
            at: made.words.len() as u32,
            source: (start + source.len()) as u32,
        });
        made.text(start + source.len())
    }

    /// A part of the source that begins at that byte.
    pub(in crate::read) fn cut(words: &'t str, at: usize) -> Self {
        Self {
            words: Cow::Borrowed(words),
            places: Places::Cut(at as u32),
        }
    }

    /// Lines of a text joined by line breaks; lines that stand so already are only cut out.
    pub(in crate::read) fn joined<'l>(&'l self, lines: &[Line]) -> Text<'l> {
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else {
            return Text::cut("", 0);
        };
        let is_one = lines
            .windows(2)
            .all(|pair| pair[0].end + 1 == pair[1].start);
        if let (true, Places::Cut(at)) = (is_one, &self.places) {
            let words = &self.words[first.start..last.end];
            return Text::cut(words, *at as usize + first.start);
        }
        let mut made = Maker::default();
        for (number, line) in lines.iter().enumerate() {
            if number > 0 {
                made.push("\n", self.place(lines[number - 1].end));
            }
            made.push_of(self, line.start, line.end);
        }
        let end = self.place(last.end);
        made.text(end)
    }

    /// The byte of the source for a byte of the text.
    pub(in crate::read) fn place(&self, at: usize) -> usize {
        match &self.places {
            Places::Cut(start) => *start as usize + at,
            Places::Runs(runs, end) => {
                let next = runs.partition_point(|run| run.at as usize <= at);
                let most = runs.get(next).map_or(*end, |run| run.source);
                match next.checked_sub(1).and_then(|last| runs.get(last)) {
                    Some(run) => (run.source as usize + (at - run.at as usize)).min(most as usize),
                    None => most as usize,
                }
            }
        }
    }

    /// The bytes of the source for bytes of the text.
    pub(in crate::read) fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.place(start), self.place(end))
    }

    /// The same words, of which only is known that they stand in that part of the source.
    pub(in crate::read) fn within(self, span: Span) -> Self {
        Self {
            words: self.words,
            places: Places::Runs(Vec::new(), span.start),
        }
    }

    /// The words of a line.
    pub(in crate::read) fn of(&self, line: Line) -> &str {
        &self.words[line.start..line.end]
    }

    /// Where lines stand, from the first to the last.
    pub(in crate::read) fn span_of(&self, lines: &[Line]) -> Span {
        match (lines.first(), lines.last()) {
            (Some(first), Some(last)) => self.span(first.start, last.end),
            _ => self.span(0, 0),
        }
    }

    /// Lines as one string.
    pub(in crate::read) fn string(&self, lines: &[Line]) -> String {
        let mut out = String::new();
        for (number, line) in lines.iter().enumerate() {
            if number > 0 {
                out.push('\n');
            }
            out.push_str(self.of(*line));
        }
        out
    }
}

/// A text being put together.
#[derive(Debug, Default)]
pub(in crate::read) struct Maker {
    words: String,
    runs: Vec<Run>,
}

impl Maker {
    /// Adds words that the source has at that byte, or has others for.
    pub(in crate::read) fn push(&mut self, words: &str, source: usize) {
        if words.is_empty() {
            return;
        }
        if let Some(last) = self.runs.last()
            && source == last.source as usize + (self.words.len() - last.at as usize)
        {
            self.words.push_str(words);
            return;
        }
        self.runs.push(Run {
            at: self.words.len() as u32,
            source: source as u32,
        });
        self.words.push_str(words);
    }

    /// Adds a part of another text with its places.
    pub(in crate::read) fn push_of(&mut self, text: &Text<'_>, start: usize, end: usize) {
        match &text.places {
            Places::Cut(_) => self.push(&text.words[start..end], text.place(start)),
            Places::Runs(runs, _) => {
                let mut from = start;
                let next = runs.partition_point(|run| run.at as usize <= start);
                for run in runs[next..]
                    .iter()
                    .take_while(|run| (run.at as usize) < end)
                {
                    self.push(&text.words[from..run.at as usize], text.place(from));
                    from = run.at as usize;
                }
                self.push(&text.words[from..end], text.place(from));
            }
        }
    }

    /// The text; `end` is the byte of the source behind it.
    pub(in crate::read) fn text(self, end: usize) -> Text<'static> {
        Text {
            words: Cow::Owned(self.words),
            places: Places::Runs(self.runs, end as u32),
        }
    }
}
