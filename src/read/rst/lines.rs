//! Lines of a text as pairs of bytes: a body is a list of them, its indent cut off, and no line is ever copied.
//!
//! Takes lines, gives the lines of an indented block and where it ends, by docutils' rules. It does not know what they mean.

/// A line without the indent of what it stands in and without blanks at its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) struct Line {
    /// Its first byte in the text.
    pub(in crate::read) start: usize,
    /// The byte behind its last.
    pub(in crate::read) end: usize,
}

impl Line {
    /// True where nothing is written.
    pub(in crate::read) fn is_blank(self) -> bool {
        self.start >= self.end
    }

    /// The line from that byte of it on; blank where it is shorter.
    #[must_use]
    pub(in crate::read) fn from(self, bytes: usize) -> Self {
        Self {
            start: (self.start + bytes).min(self.end.max(self.start)),
            end: self.end,
        }
    }
}

/// All lines of a text.
pub(in crate::read) fn split(text: &str) -> Vec<Line> {
    let mut out = Vec::with_capacity(text.len() / 40);
    let mut start = 0;
    for end in memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
        let length = text[start..end].trim_end().len();
        out.push(Line {
            start,
            end: start + length,
        });
        start = end + 1;
    }
    out
}

/// How many blanks a line begins with.
pub(super) fn indent(text: &str, line: Line) -> usize {
    text.as_bytes()[line.start..line.end.max(line.start)]
        .iter()
        .take_while(|byte| **byte == b' ')
        .count()
}

/// How far in the lines of a block stand.
#[derive(Debug, Clone, Copy)]
pub(super) enum Depth {
    /// As far as the least of them.
    Least,
    /// So many blanks: what stands less far ends the block. The first line begins behind so many bytes.
    Known(usize, usize),
    /// The first line begins behind its marker; the others stand as far as the least of them.
    First(usize),
}

/// What else decides where a block ends and what is cut off.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Ways {
    /// It ends at the first blank line.
    pub(super) until_blank: bool,
    /// Its indent stays.
    pub(super) keep_indent: bool,
    /// Blank lines at its top stay.
    pub(super) keep_top: bool,
}

/// An indented block.
#[derive(Debug)]
pub(super) struct Indented {
    /// Its lines, without blank ones at the end.
    pub(super) lines: Vec<Line>,
    /// The line behind it.
    pub(super) next: usize,
    /// True where a blank line or the end of the text follows, as it should.
    pub(super) is_finished: bool,
}

/// The block that begins at a line.
pub(super) fn indented(
    text: &str,
    all: &[Line],
    from: usize,
    depth: Depth,
    ways: Ways,
) -> Indented {
    let (known, first) = match depth {
        Depth::Least => (None, None),
        Depth::Known(indent, bytes) => (Some(indent), Some(bytes)),
        Depth::First(indent) => (None, Some(indent)),
    };
    let mut least: Option<usize> = known;
    let mut end = from + usize::from(first.is_some());
    let mut is_finished = true;
    while let Some(line) = all.get(end) {
        if line.is_blank() {
            if ways.until_blank {
                break;
            }
            end += 1;
            continue;
        }
        let own = indent(text, *line);
        if own == 0 || known.is_some_and(|known| own < known) {
            is_finished = end > from && all[end - 1].is_blank();
            break;
        }
        if known.is_none() {
            least = Some(least.map_or(own, |least| least.min(own)));
        }
        end += 1;
    }
    let cut = if ways.keep_indent {
        0
    } else {
        least.unwrap_or(0)
    };
    let block = &all[from.min(all.len())..end.min(all.len())];
    let mut lines: Vec<Line> = Vec::with_capacity(block.len());
    for (number, line) in block.iter().enumerate() {
        let bytes = match first {
            Some(first) if number == 0 => first,
            _ => cut,
        };
        lines.push(line.from(bytes));
    }
    while lines.last().is_some_and(|line| line.is_blank()) {
        lines.pop();
    }
    if !ways.keep_top {
        let top = lines.iter().take_while(|line| line.is_blank()).count();
        lines.drain(..top);
    }
    Indented {
        lines,
        next: end.min(all.len()),
        is_finished,
    }
}
