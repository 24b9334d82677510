//! Which lines belong to the item of a list, by the rules of Asciidoctor.
//!
//! Takes the lines from the item's first on, gives those of the item and the line behind them. What `+` attaches is among them; that
//! line itself is blank then, unless a list inside needs it.

use super::Reading;
use super::attribute::entry;
use super::delimiter::{delimiter, ends};
use super::line::{Sign, is_block_title, marker, speaks_of_block};
use crate::read::rst::Line;

/// The lines of an item.
#[derive(Debug)]
pub(super) struct Item {
    /// The first is what stands behind the marker.
    pub(super) lines: Vec<Line>,
    pub(super) next: usize,
}

/// What a `+` means for the next line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joint {
    /// There was none.
    None,
    /// What follows is attached.
    Open,
    /// There were two: nothing is attached any more.
    Frozen,
}

/// An item being collected.
struct Collecting {
    sign: Sign,
    lines: Vec<Line>,
    joint: Joint,
    /// True where a list began inside: its `+` are its own.
    is_nested: bool,
    /// True where the item has words; a term may have them further down.
    has_words: bool,
    /// A `+` behind a blank line, which attaches to this item and not to those inside.
    detached: Option<usize>,
}

impl Reading<'_> {
    /// The lines of the item whose words begin in that line.
    pub(super) fn collect(&self, all: &[Line], at: usize, first: Line, sign: Sign) -> Item {
        // Where what the lines before speak of stands, and whether it is an item.
        let mut spoken: Option<(usize, bool)> = None;
        let mut item = Collecting {
            sign,
            lines: Vec::new(),
            joint: Joint::None,
            is_nested: false,
            has_words: !first.is_blank(),
            detached: None,
        };
        let is_term = matches!(sign, Sign::Term(..));
        let mut next = at + 1;
        while let Some(line) = all.get(next).copied() {
            let words = self.line(line);
            let is_sibling = |line: &str| marker(line).is_some_and(|found| found.sign == sign);
            if is_sibling(words) {
                break;
            }
            let last = item.lines.last().map(|last| self.line(*last));
            if last == Some("+") {
                if item.joint == Joint::None {
                    item.joint = Joint::Open;
                    item.has_words = true;
                    if !item.is_nested {
                        item.blank_last();
                    }
                }
                if words == "+" {
                    if item.joint != Joint::Frozen {
                        item.joint = Joint::Frozen;
                        item.lines.push(line);
                    }
                    next += 1;
                    continue;
                }
            }
            if let Some(kind) = delimiter(words) {
                if item.joint != Joint::Open {
                    break;
                }
                let rest = &all[next + 1..];
                let end = rest
                    .iter()
                    .position(|other| ends(kind, words, self.line(*other)))
                    .map_or(all.len(), |length| next + 2 + length);
                item.lines.extend(&all[next..end]);
                next = end;
                item.joint = Joint::None;
                continue;
            }
            if is_term && item.joint != Joint::Open && speaks_of_block(words) {
                // It speaks of what follows, which is an item or stands outside. Lines of one run speak of the same.
                let (behind, is_item) = match spoken.filter(|(behind, _)| *behind > next) {
                    Some(known) => known,
                    None => {
                        let rest = &all[next + 1..];
                        let length = rest.iter().position(|line| {
                            let words = self.line(*line);
                            !speaks_of_block(words) && !is_block_title(words)
                        });
                        let is_item = length.is_some_and(|length| {
                            let words = self.line(rest[length]);
                            !words.is_empty() && marker(words).is_some() && !is_sibling(words)
                        });
                        (next + 1 + length.unwrap_or(rest.len()), is_item)
                    }
                };
                spoken = Some((behind, is_item));
                if !is_item {
                    break;
                }
                item.lines.push(line);
                next += 1;
            } else if item.joint == Joint::Open && !line.is_blank() {
                if words.starts_with([' ', '\t']) && !item.takes(words) {
                    next = self.literal(all, next, &mut item);
                    item.joint = Joint::None;
                    continue;
                }
                let is_said = is_block_title(words)
                    || speaks_of_block(words)
                    || entry(&self.source.text, all, next).is_some();
                if !is_said {
                    item.nest(words);
                    item.joint = Joint::None;
                }
                item.lines.push(line);
                next += 1;
            } else if last == Some("") {
                let mut line = line;
                let mut words = words;
                if line.is_blank() {
                    let rest = &all[next..];
                    let Some(ahead) = rest.iter().position(|line| !line.is_blank()) else {
                        next = all.len();
                        break;
                    };
                    next += ahead;
                    line = all[next];
                    words = self.line(line);
                    if is_sibling(words) {
                        break;
                    }
                }
                if words == "+" {
                    item.detached = Some(item.lines.len());
                    item.lines.push(line);
                } else if item.has_words {
                    if marker(words).is_some_and(|found| found.sign != Sign::Callout) {
                        item.nest(words);
                        item.lines.push(line);
                    } else if words.starts_with([' ', '\t']) {
                        next = self.literal(all, next, &mut item);
                        continue;
                    } else {
                        break;
                    }
                } else {
                    // A term whose words stand below a blank line.
                    if !item.is_nested {
                        item.lines.pop();
                    }
                    item.lines.push(line);
                    item.has_words = true;
                }
                next += 1;
            } else {
                if !line.is_blank() {
                    item.has_words = true;
                }
                item.nest(words);
                item.lines.push(line);
                next += 1;
            }
        }
        let mut lines = vec![first];
        lines.extend(item.finish(|line| self.line(line)));
        Item { lines, next }
    }

    /// The lines of an indented paragraph; gives the line behind it.
    fn literal(&self, all: &[Line], from: usize, item: &mut Collecting) -> usize {
        let is_term = matches!(item.sign, Sign::Term(..));
        let length = all[from..]
            .iter()
            .position(|line| {
                let words = self.line(*line);
                let is_sibling =
                    is_term && marker(words).is_some_and(|found| found.sign == item.sign);
                words.is_empty() || words == "+" || is_sibling
            })
            .unwrap_or(all.len() - from);
        // The first line is taken in any case.
        let end = from + length.max(1);
        item.lines.extend(&all[from..end]);
        end
    }
}

impl Collecting {
    /// Makes the last line blank.
    fn blank_last(&mut self) {
        if let Some(last) = self.lines.last_mut() {
            last.end = last.start;
        }
    }

    /// True for a line that begins an item inside.
    fn takes(&self, words: &str) -> bool {
        marker(words).is_some_and(|found| match found.sign {
            Sign::Callout => false,
            Sign::Term(..) => true,
            _ => !self.is_nested,
        })
    }

    /// Notes that a line begins a list inside.
    fn nest(&mut self, words: &str) {
        if self.takes(words) {
            self.is_nested = true;
            if let Some(found) = marker(words)
                && matches!(found.sign, Sign::Term(..))
                && found.words >= words.len()
            {
                // Its words are still to come.
                self.has_words = false;
            }
        }
    }

    /// The lines without what is left over at their end.
    fn finish<'t>(mut self, words: impl Fn(Line) -> &'t str) -> Vec<Line> {
        if let Some(at) = self.detached {
            self.lines[at].end = self.lines[at].start;
        }
        while let Some(last) = self.lines.last() {
            let is_joint = words(*last) == "+";
            if !last.is_blank() && !is_joint {
                break;
            }
            self.lines.pop();
            if is_joint {
                break;
            }
        }
        self.lines
    }
}
