//! The places of a written body that are still open, packed: a body has a hundred of them, and all bodies are held at once.
//!
//! Takes places in their order, each with what is to be asked there, gives them back one by one. It asks nothing.

/// What is to be asked. Lengths are those of words that stand at the place, one behind the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// A link begins: its target, and its title.
    Link(usize, Option<usize>),
    /// The innermost open link ends.
    LinkEnd,
    /// A link to a document without words of its own: its target, which is shown where the document has no title.
    Named(usize),
    /// An image: its source, its words, and its title.
    Image(usize, usize, Option<usize>),
    /// A paragraph begins that may be a prompt; its fingerprint.
    Paragraph(u64),
    /// That paragraph ends.
    ParagraphEnd,
    /// The timeline begins with the next block.
    Timeline,
    /// The time of that entry begins, as its author wrote it.
    Time(u32),
    /// It ends; what it is by another clock comes next.
    TimeEnd(u32),
    /// How long after the start that entry was.
    Since(u32),
    /// What is known of the time of that entry, behind its words.
    Beside(u32),
}

/// The kinds of places, as they are packed.
mod kind {
    pub(super) const LINK: u8 = 0;
    pub(super) const TITLED_LINK: u8 = 1;
    pub(super) const LINK_END: u8 = 2;
    pub(super) const NAMED: u8 = 3;
    pub(super) const IMAGE: u8 = 4;
    pub(super) const TITLED_IMAGE: u8 = 5;
    pub(super) const PARAGRAPH: u8 = 6;
    pub(super) const PARAGRAPH_END: u8 = 7;
    pub(super) const TIMELINE: u8 = 8;
    pub(super) const TIME: u8 = 9;
    pub(super) const TIME_END: u8 = 10;
    pub(super) const SINCE: u8 = 11;
    pub(super) const BESIDE: u8 = 12;
}

/// Open places, while they are found.
#[derive(Debug, Default)]
pub(super) struct Found {
    bytes: Vec<u8>,
    /// Where the last one is.
    last: usize,
}

impl Found {
    /// Adds one behind those that are there.
    pub(super) fn push(&mut self, at: usize, what: What) {
        self.number((at - self.last) as u64);
        self.last = at;
        let (kind, numbers): (u8, [Option<usize>; 3]) = match what {
            What::Link(target, title) => {
                let kind = title.map_or(kind::LINK, |_| kind::TITLED_LINK);
                (kind, [Some(target), title, None])
            }
            What::LinkEnd => (kind::LINK_END, [None; 3]),
            What::Named(target) => (kind::NAMED, [Some(target), None, None]),
            What::Image(source, alt, title) => {
                let kind = title.map_or(kind::IMAGE, |_| kind::TITLED_IMAGE);
                (kind, [Some(source), Some(alt), title])
            }
            What::Paragraph(fingerprint) => {
                self.bytes.push(kind::PARAGRAPH);
                self.bytes.extend(fingerprint.to_le_bytes());
                return;
            }
            What::ParagraphEnd => (kind::PARAGRAPH_END, [None; 3]),
            What::Timeline => (kind::TIMELINE, [None; 3]),
            What::Time(entry) => (kind::TIME, [Some(entry as usize), None, None]),
            What::TimeEnd(entry) => (kind::TIME_END, [Some(entry as usize), None, None]),
            What::Since(entry) => (kind::SINCE, [Some(entry as usize), None, None]),
            What::Beside(entry) => (kind::BESIDE, [Some(entry as usize), None, None]),
        };
        self.bytes.push(kind);
        for number in numbers.into_iter().flatten() {
            self.number(number as u64);
        }
    }

    /// Adds a number, seven bits a byte.
    fn number(&mut self, mut number: u64) {
        while number > 127 {
            self.bytes.push((number & 127) as u8 | 128);
            number >>= 7;
        }
        self.bytes.push(number as u8);
    }
}

/// Open places, as they are kept.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Places(Box<[u8]>);

impl From<Found> for Places {
    fn from(found: Found) -> Self {
        Self(found.bytes.into())
    }
}

impl Places {
    /// Each place, and what is to be asked there.
    pub(super) fn each(&self) -> impl Iterator<Item = (usize, What)> {
        let mut rest = &*self.0;
        let mut at = 0;
        std::iter::from_fn(move || {
            at += number(&mut rest)?;
            Some((at, what(&mut rest)?))
        })
    }

    /// How many bytes they take.
    pub(super) fn size(&self) -> usize {
        self.0.len()
    }
}

/// Takes off what is to be asked.
fn what(from: &mut &[u8]) -> Option<What> {
    let (kind, after) = from.split_first()?;
    *from = after;
    Some(match *kind {
        kind::LINK => What::Link(number(from)?, None),
        kind::TITLED_LINK => What::Link(number(from)?, Some(number(from)?)),
        kind::LINK_END => What::LinkEnd,
        kind::NAMED => What::Named(number(from)?),
        kind::IMAGE => What::Image(number(from)?, number(from)?, None),
        kind::TITLED_IMAGE => What::Image(number(from)?, number(from)?, Some(number(from)?)),
        kind::PARAGRAPH => {
            let (bytes, after) = from.split_first_chunk()?;
            *from = after;
            What::Paragraph(u64::from_le_bytes(*bytes))
        }
        kind::PARAGRAPH_END => What::ParagraphEnd,
        kind::TIMELINE => What::Timeline,
        kind::TIME => What::Time(number(from)? as u32),
        kind::TIME_END => What::TimeEnd(number(from)? as u32),
        kind::SINCE => What::Since(number(from)? as u32),
        kind::BESIDE => What::Beside(number(from)? as u32),
        _ => return None,
    })
}

/// Takes off a number.
fn number(from: &mut &[u8]) -> Option<usize> {
    let (mut number, mut shift) = (0, 0);
    loop {
        let (byte, after) = from.split_first()?;
        *from = after;
        number |= usize::from(byte & 127).checked_shl(shift)?;
        if *byte < 128 {
            return Some(number);
        }
        shift += 7;
    }
}

#[cfg(test)]
mod tests {
    use super::{Found, Places, What};

    #[test]
    fn places_are_what_they_were() {
        let all = [
            (0, What::Timeline),
            (0, What::Link(3, None)),
            (3, What::LinkEnd),
            (130, What::Link(200, Some(70_000))),
            (131, What::LinkEnd),
            (70_400, What::Named(0)),
            (70_400, What::Image(1, 0, None)),
            (70_500, What::Image(128, 127, Some(0))),
            (70_501, What::Paragraph(u64::MAX)),
            (70_502, What::ParagraphEnd),
            (70_502, What::Paragraph(0)),
            (70_502, What::ParagraphEnd),
            (80_000, What::Time(0)),
            (80_001, What::TimeEnd(127)),
            (80_002, What::Since(128)),
            (u32::MAX as usize, What::Beside(u32::MAX)),
        ];
        let mut found = Found::default();
        for (at, what) in all {
            found.push(at, what);
        }
        let places = Places::from(found);
        assert_eq!(places.each().collect::<Vec<_>>(), all);
        assert_eq!(Places::default().each().next(), None);
    }
}
