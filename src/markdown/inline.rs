//! Inlines as Markdown.
//!
//! Takes inlines, adds words in which every mark of theirs is escaped, and marks that are read as ours beside whatever stands there. It
//! begins no line of its own.

use crate::document::{Inline, InlineKind, Link, Style};

use super::{Line, Writer, escape};

/// What stands at an end of some words, as far as it decides whether a mark beside it is read as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Edge {
    /// A blank, or the end of all.
    Blank,
    /// A letter or a figure.
    Letter,
    /// Another sign, or what may be one.
    Sign,
}

impl Edge {
    fn of(sign: char) -> Self {
        if sign.is_whitespace() {
            Self::Blank
        } else if sign.is_alphanumeric() {
            Self::Letter
        } else {
            Self::Sign
        }
    }
}

impl Writer<'_> {
    /// Writes some inlines.
    pub(super) fn inlines(&mut self, inlines: &[Inline]) {
        for (at, inline) in inlines.iter().enumerate() {
            match &inline.kind {
                InlineKind::Break => {
                    self.breaks = true;
                    continue;
                }
                InlineKind::Comment(_) | InlineKind::Anchor(_) => continue,
                _ if self.breaks => self.line_break(),
                _ => {}
            }
            match &inline.kind {
                InlineKind::Text(words) => self.words(words),
                InlineKind::Styled(style, content) => {
                    self.styled(*style, content, &inlines[at + 1..]);
                }
                InlineKind::Code(code) => self.code_span(code),
                // So it is code for those who read no mathematics, and nothing of it is taken for markup.
                InlineKind::Math(math) => {
                    self.push("$");
                    self.code_span(math);
                    self.push("$");
                }
                InlineKind::Link(link) => self.link(link),
                InlineKind::Image(image) => {
                    self.draft.part_from_bang();
                    let begins = self.may_begin_block();
                    self.draft.image(image, begins);
                    self.at_line_start = false;
                }
                InlineKind::FootnoteReference(reference) => {
                    let number = reference.number.to_string();
                    // A citation has a name, which is read in the line.
                    if let Some(name) = (reference.mark.as_deref())
                        .filter(|mark| mark.starts_with(char::is_alphabetic))
                    {
                        self.push(&["\\[", &escape::one_line(name), "\\]"].concat());
                    }
                    self.draft.part_from_bang();
                    let begins = self.at_line_start;
                    self.push(&["[^", &number, "]"].concat());
                    if begins {
                        self.reference_at = Some(self.draft.text.len());
                    }
                }
                InlineKind::Break | InlineKind::Comment(_) | InlineKind::Anchor(_) => {}
            }
        }
    }

    /// A break that words follow; behind the last words of a line it would be read as a sign.
    fn line_break(&mut self) {
        self.breaks = false;
        match self.line {
            Line::Free if self.at_line_start => {}
            Line::Free => {
                self.push("\\");
                self.new_line();
            }
            Line::Heading => self.words(" "),
            Line::Cell => self.push("<br>"),
        }
    }

    /// Words in bold.
    pub(super) fn bold(&mut self, words: &[Inline]) {
        self.styled(Style::Strong, words, &[]);
    }

    /// Words that are set otherwise: between marks where these are read as such, else between tags.
    pub(super) fn styled(&mut self, style: Style, content: &[Inline], behind: &[Inline]) {
        let (tag, mark) = match style {
            Style::Emphasis => ("em", "*"),
            Style::Strong => ("strong", "**"),
            Style::Strike => ("del", "~~"),
            Style::Underline => ("u", ""),
            Style::Mark => ("mark", ""),
            Style::Subscript => ("sub", ""),
            Style::Superscript => ("sup", ""),
            Style::Small => ("small", ""),
            Style::Keyboard => ("kbd", ""),
            Style::Quoted => ("q", ""),
        };
        let Some(first) = first(content) else {
            // Nothing to be set.
            return self.inlines(content);
        };
        let last = last(content).unwrap_or(Edge::Blank);
        let next = self::first(behind).unwrap_or(Edge::Blank);
        let before = if self.at_line_start {
            Edge::Blank
        } else {
            // Behind a link nobody knows yet.
            self.draft.last().map_or(Edge::Letter, Edge::of)
        };
        let is_nested = match style {
            Style::Emphasis | Style::Strong => self.stars > 0,
            _ => self.strikes > 0,
        };
        let is_read = |inner: Edge, outer: Edge| match inner {
            Edge::Blank => false,
            Edge::Letter => true,
            Edge::Sign => outer != Edge::Letter,
        };
        let runs_on = mark
            .chars()
            .next()
            .is_some_and(|mark| self.draft.text.ends_with(mark));
        if mark.is_empty()
            || is_nested
            || runs_on
            || !is_read(first, before)
            || !is_read(last, next)
        {
            let starts = self.at_line_start;
            self.draft.text.extend(["<", tag, ">"]);
            // What stands behind a tag at the beginning of a line is still at its beginning: a tag alone in a line is a block.
            self.at_line_start = starts;
            self.inlines(content);
            self.push(&["</", tag, ">"].concat());
            return;
        }
        let depth = if mark == "~~" {
            &mut self.strikes
        } else {
            &mut self.stars
        };
        *depth += 1;
        self.push(mark);
        self.inlines(content);
        self.push(mark);
        let depth = if mark == "~~" {
            &mut self.strikes
        } else {
            &mut self.stars
        };
        *depth -= 1;
    }

    /// Literal words.
    pub(super) fn code_span(&mut self, code: &str) {
        let code: String = (code.chars())
            .map(|sign| if sign.is_control() { ' ' } else { sign })
            .collect();
        if code.is_empty() {
            return;
        }
        // In a cell, a bar ends it even here, and a backslash before one is lost.
        let is_torn = self.line == Line::Cell && code.contains('|') && code.contains('\\');
        if is_torn || self.draft.text.ends_with('`') {
            self.push("<code>");
            self.words(&code);
            self.push("</code>");
            return;
        }
        let fence = "`".repeat(escape::longest_run(&code, b'`') + 1);
        // A blank at both ends is taken for room.
        let has_ends = |sign: char| code.starts_with(sign) || code.ends_with(sign);
        let room = if has_ends('`') || (has_ends(' ') && !code.trim().is_empty()) {
            " "
        } else {
            ""
        };
        let code = match self.line {
            Line::Cell => code.replace('|', "\\|"),
            Line::Free | Line::Heading => code,
        };
        self.push(&[&fence, room, &code, room, &fence].concat());
    }

    /// A link to a document, whose title is shown.
    pub(super) fn named_link(&mut self, target: &str) {
        let begins = self.may_begin_block();
        self.draft.named_link(target, begins);
        self.at_line_start = false;
    }

    fn link(&mut self, link: &Link) {
        self.draft.part_from_bang();
        if link.bare {
            return self.named_link(&link.target);
        }
        self.draft.begin_link(&link.target, link.title.as_deref());
        self.links += 1;
        if first(&link.content).is_none() {
            self.words(&link.target);
        } else {
            self.inlines(&link.content);
        }
        self.links -= 1;
        self.draft.end_link();
    }
}

/// What some inlines begin with; `None` where nothing is to be read.
fn first(inlines: &[Inline]) -> Option<Edge> {
    inlines
        .iter()
        .find_map(|inline| edge(&inline.kind, |words| words.chars().next()))
}

/// What they end with.
fn last(inlines: &[Inline]) -> Option<Edge> {
    let mut inlines = inlines.iter().rev();
    inlines.find_map(|inline| edge(&inline.kind, |words| words.chars().next_back()))
}

fn edge(inline: &InlineKind, of: impl Fn(&str) -> Option<char>) -> Option<Edge> {
    match inline {
        InlineKind::Text(words) => of(words).map(Edge::of),
        InlineKind::Code(words) | InlineKind::Math(words) => {
            (!words.trim().is_empty()).then_some(Edge::Sign)
        }
        InlineKind::Break => Some(Edge::Blank),
        InlineKind::Comment(_) | InlineKind::Anchor(_) => None,
        // Where a link leads nowhere, its words stand there alone.
        InlineKind::Link(link) => match edges(&link.content, &of) {
            Some(Edge::Blank) => Some(Edge::Blank),
            _ => Some(Edge::Sign),
        },
        InlineKind::Styled(..) | InlineKind::Image(_) | InlineKind::FootnoteReference(_) => {
            Some(Edge::Sign)
        }
    }
}

/// What the words of a link have at both ends: a blank at one of them is one.
fn edges(content: &[Inline], of: &impl Fn(&str) -> Option<char>) -> Option<Edge> {
    let ends = [content.first(), content.last()].into_iter().flatten();
    let mut ends = ends.filter_map(|inline| match &inline.kind {
        InlineKind::Text(words) => of(words).map(Edge::of),
        _ => None,
    });
    ends.find(|edge| *edge == Edge::Blank)
}
