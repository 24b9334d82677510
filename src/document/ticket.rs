//! The names that an archive gives its tickets, and the addresses these stand for.
//!
//! Takes patterns with templates of addresses, finds tickets in words, and makes links of those in a tree that are none yet. A pattern
//! fits whole words only and is tried in one pass over each, so that no text costs more than its length. It knows no file: whoever
//! reads `book.toml` makes it.

mod link;
mod pattern;

pub use link::link;
pub use pattern::{Fault, Pattern};

/// One kind of tickets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TicketKind {
    /// What their names look like.
    pub pattern: Pattern,
    /// Where one leads; `{ticket}` stands for its name, `{number}` for the figures at its end. `None` where it leads nowhere.
    pub address: Option<String>,
}

/// The kinds of tickets of an archive; the first that fits a word names it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tickets {
    /// In the order of `book.toml`.
    pub kinds: Vec<TicketKind>,
}

/// No name of a ticket is longer, in bytes.
const LONGEST: usize = 64;

impl Tickets {
    /// True where no kind is declared.
    pub fn is_empty(&self) -> bool {
        self.kinds.is_empty()
    }

    /// The kind of a word, where it is a ticket.
    pub fn kind_of(&self, word: &str) -> Option<&TicketKind> {
        if word.is_empty() || word.len() > LONGEST {
            return None;
        }
        self.kinds.iter().find(|kind| kind.pattern.fits(word))
    }

    /// The bytes of every ticket in a text.
    fn found<'t>(&self, text: &'t str) -> impl Iterator<Item = (usize, &'t str, &TicketKind)> {
        words(text).filter_map(|(at, word)| Some((at, word, self.kind_of(word)?)))
    }
}

impl TicketKind {
    /// Where a ticket of this kind leads.
    pub fn address_of(&self, ticket: &str) -> Option<String> {
        let template = self.address.as_ref()?;
        let digits = ticket.len() - ticket.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let number = &ticket[ticket.len() - digits..];
        let encode = |text: &str| {
            use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
            const KEPT: &percent_encoding::AsciiSet = &NON_ALPHANUMERIC
                .remove(b'-')
                .remove(b'_')
                .remove(b'.')
                .remove(b'~');
            utf8_percent_encode(text, KEPT).to_string()
        };
        let filled = template.replace("{ticket}", &encode(ticket));
        Some(filled.replace("{number}", &encode(number)))
    }
}

/// The address of a ticket up to what else it asks for and to a place on its page, without the slashes at its end.
pub fn path_of(address: &str) -> &str {
    let end = memchr::memchr2(b'?', b'#', address.as_bytes()).unwrap_or(address.len());
    let mut path = &address[..end];
    while let Some(shorter) = path.strip_suffix('/') {
        path = shorter;
    }
    path
}

/// What stands between words, by the bytes of ASCII.
const BETWEEN: [bool; 128] = {
    let mut between = [false; 128];
    // As `char::is_whitespace` has it.
    let signs = b"\t\n\x0b\x0c\r ()[]{},;\"<>|";
    let mut at = 0;
    while at < signs.len() {
        between[signs[at] as usize] = true;
        at += 1;
    }
    between
};

/// The words of a text with where they begin: what stands between blanks and brackets, without the marks of a sentence around it.
pub fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut next = 0;
    let parts = std::iter::from_fn(move || {
        let from = next;
        let rest = text.get(from..)?;
        let (len, width) = first_between(rest);
        next = from + len + width.max(1);
        Some((from, &rest[..len]))
    });
    parts.filter_map(|(from, part)| {
        let word = part.trim_start_matches(['\'', '*', ':', '.']);
        let at = from + part.len() - word.len();
        let is_bare = |byte: &u8| byte.is_ascii_alphanumeric() && *byte != b's';
        if word.as_bytes().last().is_some_and(is_bare) {
            return Some((at, word));
        }
        let word = word.trim_end_matches(['.', ':', '!', '?', '\'', '*', '…']);
        let word = word
            .strip_suffix("'s")
            .or_else(|| word.strip_suffix("’s"))
            .unwrap_or(word);
        (!word.is_empty()).then_some((at, word))
    })
}

/// Where the first character stands that is between words, and how many bytes it has; the end of the text where there is none.
fn first_between(text: &str) -> (usize, usize) {
    let mut at = 0;
    while let Some(byte) = text.as_bytes().get(at) {
        if let Some(is_between) = BETWEEN.get(usize::from(*byte)) {
            if *is_between {
                return (at, 1);
            }
            at += 1;
            continue;
        }
        let Some(c) = text[at..].chars().next() else {
            break;
        };
        if c.is_whitespace() || matches!(c, '“' | '”') {
            return (at, c.len_utf8());
        }
        at += c.len_utf8();
    }
    (text.len(), 0)
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn words_between_blanks_and_brackets() {
        for (text, expected) in [
            ("", &[][..]),
            (
                "Alert (OPS-7), soon.",
                &[(0, "Alert"), (7, "OPS-7"), (15, "soon")],
            ),
            ("“Ab’s”\u{a0}**x**…", &[(3, "Ab"), (16, "x")]),
            (
                "...a: 's b's\u{b}c",
                &[(3, "a"), (7, "s"), (9, "b"), (13, "c")],
            ),
        ] {
            let found: Vec<_> = words(text).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
