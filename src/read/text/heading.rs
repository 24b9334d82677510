//! Headings: underlined ones, those between adornments, CAPITALS, `Heading:` lines, and short lines that stand alone.
//!
//! Takes a line with what stands around it. How certain a shape is decides what it asks for beside itself.

mod words;

use super::Reading;
use super::clock;
use super::inline::push_words;
use super::lines::Line;
use super::shape::{adorned, marker, rule, width};
use crate::document::section;
use crate::document::{Block, BlockKind, Heading, Inline};
use crate::source::Span;

use words::{LONGEST, Shape, shape};
pub(super) use words::{is_set_as_title, may_go_on};

/// So many words are a sentence, and no line of an address or a list.
const SENTENCE: usize = 6;

/// The levels of headings by their adornments, in the order in which they are met.
#[derive(Debug, Default)]
pub(super) struct Levels {
    /// The adornments met.
    styles: Vec<(Kind, char)>,
    /// True where a title stands above all that has no adornment.
    has_bare_title: bool,
    /// The highest level of headings that are drawn and name sections as reports have them.
    section: Option<u8>,
    /// True where capitals stand right below the last of these: then it holds them, and they do not stand beside it.
    holds_capitals: bool,
}

/// How a heading is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Underlined,
    Overlined,
    Framed,
}

/// A heading that is drawn: how, and where.
pub(super) struct Drawn {
    kind: Kind,
    sign: char,
    words: Span,
    whole: Span,
    /// The line behind it.
    behind: usize,
}

impl Levels {
    /// A title without adornment stands above everything.
    pub(super) fn set_title(&mut self) {
        self.has_bare_title = true;
    }

    /// The level of a heading that is drawn so.
    pub(super) fn drawn(&mut self, kind: Kind, sign: char) -> u8 {
        let style = (kind, sign);
        let at = self.styles.iter().position(|known| *known == style);
        let at = at.unwrap_or_else(|| {
            self.styles.push(style);
            self.styles.len() - 1
        });
        level(at + 1 + usize::from(self.has_bare_title))
    }

    /// The level of a heading that is only words: under those that are drawn. Where both name sections as reports have them, they stand on
    /// one level, however each is set.
    fn of_words(&self, is_section: bool) -> u8 {
        let section = self.section.filter(|_| is_section);
        section.unwrap_or_else(|| self.bare())
    }

    /// The level under those that are drawn.
    fn bare(&self) -> u8 {
        let above = self.styles.len() + usize::from(self.has_bare_title);
        level(above.max(1) + 1)
    }
}

fn level(depth: usize) -> u8 {
    u8::try_from(depth.min(6)).unwrap_or(6)
}

impl Reading<'_> {
    /// The heading that begins at a line of the body: adds it, and gives the line behind it.
    pub(super) fn heading(
        &mut self,
        lines: &[Line],
        at: usize,
        out: &mut Vec<Block>,
    ) -> Option<usize> {
        self.drawn_heading(lines, at, out)
            .or_else(|| self.bare_heading(lines, at, out))
    }

    /// A heading with something drawn around it: adds it, and gives the line behind it.
    pub(super) fn drawn_heading(
        &mut self,
        lines: &[Line],
        at: usize,
        out: &mut Vec<Block>,
    ) -> Option<usize> {
        let drawn = self.drawn_at(lines, at)?;
        // The first of a text may be its title, whatever it is called: `Incident Summary`.
        let may_be_title = self.levels.styles.is_empty() && !self.levels.has_bare_title;
        let level = self.levels.drawn(drawn.kind, drawn.sign);
        self.levels.holds_capitals = false;
        if !may_be_title && section::is_section_name(drawn.words.of(self.text)) {
            let known = self.levels.section.unwrap_or(level);
            self.levels.section = Some(level.min(known));
        }
        self.push_heading(level, drawn.words, drawn.whole, out);
        Some(drawn.behind)
    }

    /// Whether something is drawn around a heading at a line. Asking changes nothing.
    pub(super) fn drawn_at(&self, lines: &[Line], at: usize) -> Option<Drawn> {
        let line = *lines.get(at)?;
        let words = line.of(self.text);
        let drawn = |number: usize| rule(lines.get(number)?.of(self.text));
        if let Some((sign, range)) = adorned(words) {
            return Some(Drawn {
                kind: Kind::Framed,
                sign,
                words: Span::new(line.start + range.start, line.start + range.end),
                whole: line.span(),
                behind: at + 1,
            });
        }
        if let Some(sign) = rule(words) {
            // A line above and one below.
            let title = *lines.get(at + 1)?;
            let below = *lines.get(at + 2)?;
            let fits = drawn(at + 2) == Some(sign)
                && self.may_be_title(title)
                && width(below.of(self.text)) == width(words);
            return fits.then(|| Drawn {
                kind: Kind::Overlined,
                sign,
                words: title.span(),
                whole: Span::new(line.start, below.end),
                behind: at + 3,
            });
        }
        let below = *lines.get(at + 1)?;
        let sign = drawn(at + 1).filter(|sign| *sign != '.')?;
        let (above, under) = (width(words), width(below.of(self.text)));
        // Who underlines counts roughly.
        let fits = under >= 3 && under * 2 >= above && under <= above * 2 + 6;
        if !fits || !self.may_be_title(line) || line.indent.abs_diff(below.indent) > 2 {
            return None;
        }
        Some(Drawn {
            kind: Kind::Underlined,
            sign,
            words: line.span(),
            whole: Span::new(line.start, below.end),
            behind: at + 2,
        })
    }

    /// True for a line that may stand over an underline.
    fn may_be_title(&self, line: Line) -> bool {
        let words = line.of(self.text);
        !line.is_blank()
            && words.len() <= 4 * LONGEST
            && words.contains(char::is_alphanumeric)
            && width(words) <= LONGEST
            && !words.starts_with(['|', '+', '>'])
            && !matches!(marker(words), Some((super::shape::Marker::Bullet(_), _)))
    }

    /// A heading that is only words.
    fn bare_heading(&mut self, lines: &[Line], at: usize, out: &mut Vec<Block>) -> Option<usize> {
        let line = *lines.get(at)?;
        let words = line.of(self.text);
        if words.len() > 4 * LONGEST || !self.has_content(lines, at) {
            return None;
        }
        let is_apart = at == 0 || lines[at - 1].is_blank();
        // Right below the title stands when it was and who wrote.
        if at == 0 && clock::begins_with_day(words) {
            return None;
        }
        let after = lines.get(at + 1)?;
        let stands_alone = after.is_blank() || self.opens_block(*after, line);
        let shape = shape(words)?;
        let is_heading = match shape {
            Shape::Capitals | Shape::Named => is_apart || stands_alone,
            Shape::Colon => is_apart,
            // Over a line that is a whole paragraph no blank line is needed, nor where nothing but a heading is so called.
            Shape::Alone => {
                let below = after
                    .of(self.text)
                    .split_whitespace()
                    .take(SENTENCE)
                    .count();
                let stands_over = is_set_as_title(words) && self.is_wide(*after)
                    || section::is_section_name(words) && below == SENTENCE;
                is_apart && (stands_alone || stands_over) && line.indent < 4
            }
        };
        if !is_heading {
            return None;
        }
        let end = line.start + words.trim_end_matches([':', '：']).trim_end().len();
        let named = Span::new(line.start, end);
        let is_section = shape == Shape::Capitals && section::is_section_name(named.of(self.text));
        let is_right_below = matches!(out.last().map(|block| &block.kind),
            Some(BlockKind::Heading(above)) if Some(above.level) == self.levels.section);
        self.levels.holds_capitals |= is_section && is_right_below;
        let level = self
            .levels
            .of_words(is_section && !self.levels.holds_capitals);
        self.push_heading(level, named, line.span(), out);
        Some(at + 1)
    }

    /// True where something follows that a heading could stand over.
    fn has_content(&self, lines: &[Line], at: usize) -> bool {
        // A blank line or two; whoever leaves more has ended.
        lines[at + 1..]
            .iter()
            .take(4)
            .find(|line| !line.is_blank())
            .is_some_and(|line| !line.of(self.text).starts_with("--"))
    }

    /// True for a line that begins something else than the paragraph before it.
    fn opens_block(&self, line: Line, before: Line) -> bool {
        let words = line.of(self.text);
        marker(words).is_some_and(|(marker, _)| marker.interrupts())
            || clock::clock(words).is_some()
            || line.indent >= before.indent + 2
    }

    /// The level of labels that are headings.
    pub(super) fn label_level(&self) -> u8 {
        self.levels.bare()
    }

    /// Adds a heading of these words.
    pub(super) fn push_heading(
        &mut self,
        level: u8,
        words: Span,
        whole: Span,
        out: &mut Vec<Block>,
    ) {
        let mut content: Vec<Inline> = Vec::new();
        push_words(self.text, words.range(), &mut content);
        out.push(Block::new(
            whole,
            BlockKind::Heading(Box::new(Heading {
                level,
                content,
                id: None,
            })),
        ));
    }
}
