//! The first pass: one walk over a part of the source that takes comments out and puts one mark in the place of each piece that
//! is a whole by itself, as MediaWiki's preprocessor does.
//!
//! Takes a range of the source, gives a [`Text`] and what was taken out of it ([`Aside`]). It does not look into what it
//! finds: templates, notes and the like are read from their own ranges later. Linear: what is not closed is looked for once.

use std::collections::HashSet;
use std::ops::Range;

use super::brace::{self, Brace};
use super::element::{Sort, element_of};
use super::tag::tag_of;
use super::text::{Ending, Hole, Maker, Parts, Text};

/// What is kept in the tree and never shown: a comment, a word that speaks to MediaWiki. Its bytes in the source.
pub(super) type Aside = Range<usize>;

/// Words between two underscores on each side that speak to MediaWiki.
const MAGIC: &[&str] = &[
    "ARCHIVEDTALK",
    "DISAMBIG",
    "END",
    "EXPECTED_UNCONNECTED_PAGE",
    "EXPECTUNUSEDCATEGORY",
    "EXPECTUNUSEDTEMPLATE",
    "FORCETOC",
    "HIDDENCAT",
    "INDEX",
    "NEWSECTIONLINK",
    "NOCC",
    "NOCONTENTCONVERT",
    "NOEDITSECTION",
    "NOGALLERY",
    "NOGLOBAL",
    "NOINDEX",
    "NONEWSECTIONLINK",
    "NOTALK",
    "NOTC",
    "NOTITLECONVERT",
    "NOTOC",
    "START",
    "STATICREDIRECT",
    "TOC",
];

/// Something met on the way.
struct Atom {
    range: Range<usize>,
    what: What,
}

enum What {
    /// It goes, and is kept aside.
    Gone,
    /// A line of nothing but comments goes.
    Comments(Vec<Aside>),
    Hole(Hole),
    /// Other words stand there.
    Instead(&'static str),
}

/// Takes out of a part of the source what is not read as lines.
pub(super) fn strip<'s>(source: &'s str, range: Range<usize>, asides: &mut Vec<Aside>) -> Text<'s> {
    let mut walk = Walk {
        source,
        end: range.end,
        start: range.start,
        atoms: Vec::new(),
        braces: Vec::new(),
        unclosed: HashSet::new(),
        last_close: memchr::memrchr(b'>', &source.as_bytes()[range.clone()])
            .map_or(range.start, |at| range.start + at),
        comment_is_open: false,
    };
    walk.walk();
    let Walk { atoms, braces, .. } = walk;
    let wholes = brace::matched(source, &braces);
    if atoms.is_empty() && wholes.is_empty() {
        return Text::cut(source, range);
    }
    let mut atoms: Vec<Atom> = atoms;
    atoms.extend(wholes.into_iter().map(|whole| {
        let hole = if whole.is_parameter {
            Hole::Parameter(whole.range.clone())
        } else if let Some(sign) = brace::sign(&source[whole.range.clone()]) {
            return Atom {
                range: whole.range,
                what: What::Instead(sign),
            };
        } else {
            Hole::Template(whole.range.clone())
        };
        Atom {
            range: whole.range,
            what: What::Hole(hole),
        }
    }));
    // What lies in a template comes behind it and is passed over.
    atoms.sort_by_key(|atom| (atom.range.start, usize::MAX - atom.range.end));
    let mut made = Maker::default();
    let mut from = range.start;
    for atom in atoms {
        if atom.range.start < from {
            continue;
        }
        made.push(source, from..atom.range.start);
        from = atom.range.end;
        match atom.what {
            What::Gone => asides.push(atom.range),
            What::Comments(mut comments) => asides.append(&mut comments),
            What::Hole(hole) => made.hole(hole, atom.range),
            What::Instead(words) => made.instead(words, atom.range),
        }
    }
    made.push(source, from..range.end);
    made.text(range.start)
}

struct Walk<'s> {
    source: &'s str,
    start: usize,
    end: usize,
    atoms: Vec<Atom>,
    braces: Vec<Brace>,
    /// Names of elements that nothing closes any more.
    unclosed: HashSet<&'static str>,
    /// The last `>`: no tag ends behind it.
    last_close: usize,
    /// True where a comment was met that nothing closes.
    comment_is_open: bool,
}

impl Walk<'_> {
    fn walk(&mut self) {
        let bytes = &self.source.as_bytes()[..self.end];
        let mut at = self.start;
        while let Some(ahead) = bytes[at..]
            .iter()
            .position(|byte| matches!(byte, b'<' | b'{' | b'}' | b'_'))
        {
            at += ahead;
            at = match bytes[at] {
                b'<' => self.angle(at),
                b'_' => self.magic(at),
                sign => self.brace(sign, at),
            };
        }
    }

    fn rest(&self, at: usize) -> &str {
        &self.source[at..self.end]
    }

    fn gone(&mut self, range: Range<usize>, what: What) -> usize {
        let end = range.end;
        self.atoms.push(Atom { range, what });
        end
    }

    fn brace(&mut self, sign: u8, at: usize) -> usize {
        let run = self.source.as_bytes()[at..self.end]
            .iter()
            .take_while(|byte| **byte == sign)
            .count();
        if run > 1 {
            self.braces.push(Brace {
                at,
                count: run,
                opens: sign == b'{',
            });
        }
        at + run
    }

    fn magic(&mut self, at: usize) -> usize {
        let Some(rest) = self.rest(at).strip_prefix("__") else {
            return at + 1;
        };
        // The longest word has 25 letters.
        let word = rest.as_bytes().iter().take(26);
        let length = word
            .take_while(|byte| byte.is_ascii_uppercase() || **byte == b'_')
            .count();
        let Some(word) = rest[..length].strip_suffix("__") else {
            return at + 1;
        };
        if !MAGIC.contains(&word) {
            return at + 1;
        }
        let end = at + 2 + length;
        self.gone(at..end, What::Gone)
    }

    fn angle(&mut self, at: usize) -> usize {
        if self.rest(at).starts_with("<!--") {
            return self.comment(at);
        }
        self.tag(at).unwrap_or(at + 1)
    }

    /// A comment; where nothing but comments stands on a line, the line goes too.
    fn comment(&mut self, at: usize) -> usize {
        let bytes = self.source.as_bytes();
        let Some(mut first) = self.comment_end(at) else {
            return at + 4;
        };
        let is_space = |byte: &&u8| matches!(byte, b' ' | b'\t');
        let before = bytes[self.start..at].iter().rev().take_while(is_space);
        let line = at - before.count();
        let mut comments: Vec<Aside> = std::iter::once(at..first).collect();
        let mut end = first;
        loop {
            end += bytes[end..self.end].iter().take_while(is_space).count();
            if !self.rest(end).starts_with("<!--") {
                break;
            }
            let Some(next) = self.comment_end(end) else {
                break;
            };
            comments.push(end..next);
            end = next;
        }
        let is_line = line > self.start && bytes[line - 1] == b'\n';
        if is_line && end < self.end && bytes[end] == b'\n' {
            return self.gone(line..end + 1, What::Comments(comments));
        }
        // The blanks between them stay.
        for comment in comments {
            first = self.gone(comment, What::Gone);
        }
        first
    }

    fn comment_end(&mut self, at: usize) -> Option<usize> {
        if self.comment_is_open {
            return None;
        }
        let end = memchr::memmem::find(&self.rest(at).as_bytes()[4..], b"-->");
        self.comment_is_open = end.is_none();
        Some(at + 4 + end? + 3)
    }

    /// A tag; `None` where the sign is only a sign.
    fn tag(&mut self, at: usize) -> Option<usize> {
        if at >= self.last_close {
            return None;
        }
        let rest = self.rest(at);
        let closes = rest.as_bytes().get(1) == Some(&b'/');
        let name_at = 1 + usize::from(closes);
        // No name is longer.
        let letters = rest.as_bytes()[name_at..].iter().take(20);
        let length = letters
            .take_while(|byte| byte.is_ascii_alphanumeric())
            .count();
        let name = rest[name_at..name_at + length].to_ascii_lowercase();
        let behind = name_at + length;
        if !rest[behind..].starts_with(|c: char| c.is_ascii_whitespace() || c == '/' || c == '>') {
            return None;
        }
        if let Some(element) = element_of(&name) {
            let close = at + behind + memchr::memchr(b'>', &rest.as_bytes()[behind..])?;
            return self.element(element, at, at + behind, close, closes);
        }
        let tag = tag_of(&name)?;
        let end = behind + memchr::memchr2(b'<', b'>', &rest.as_bytes()[behind..])?;
        if rest.as_bytes()[end] == b'<' {
            return None;
        }
        let range = at..at + end + 1;
        let ending = if closes && !tag.is_void {
            Ending::Closes
        } else {
            Ending::Opens
        };
        self.atoms.push(Atom {
            range: range.clone(),
            what: What::Hole(Hole::Tag(tag, ending, range.clone())),
        });
        Some(range.end)
    }

    /// An element of an extension, whose opening tag ends with the `>` at `close`.
    fn element(
        &mut self,
        element: &'static super::element::Element,
        at: usize,
        name_end: usize,
        close: usize,
        closes: bool,
    ) -> Option<usize> {
        let end = close + 1;
        if element.sort == Sort::Transparent {
            return Some(self.gone(at..end, What::Gone));
        }
        if closes {
            return None;
        }
        let closes_itself = close > name_end && self.source.as_bytes()[close - 1] == b'/';
        let (content, whole) = if closes_itself {
            (end..end, at..end)
        } else {
            let (content_end, end_of_all) = self.closing(element.name, end)?;
            (end..content_end, at..end_of_all)
        };
        let last = whole.end;
        if element.sort == Sort::Silent {
            return Some(self.gone(whole, What::Gone));
        }
        let parts = Parts {
            whole: whole.clone(),
            attributes: name_end..close - usize::from(closes_itself),
            content,
        };
        self.atoms.push(Atom {
            range: whole,
            what: What::Hole(Hole::Element(element, parts)),
        });
        Some(last)
    }

    /// Where the closing tag of that name begins and ends.
    fn closing(&mut self, name: &'static str, from: usize) -> Option<(usize, usize)> {
        if self.unclosed.contains(name) {
            return None;
        }
        let bytes = &self.source.as_bytes()[..self.end];
        let found = memchr::memmem::find_iter(&bytes[from..], b"</")
            .map(|at| from + at)
            .find_map(|at| {
                let found = bytes.get(at + 2..at + 2 + name.len())?;
                if !found.eq_ignore_ascii_case(name.as_bytes()) {
                    return None;
                }
                let behind = &bytes[at + 2 + name.len()..];
                let blanks = behind
                    .iter()
                    .take_while(|byte| byte.is_ascii_whitespace())
                    .count();
                (behind.get(blanks) == Some(&b'>'))
                    .then_some((at, at + 2 + name.len() + blanks + 1))
            });
        if found.is_none() {
            self.unclosed.insert(name);
        }
        found
    }
}
