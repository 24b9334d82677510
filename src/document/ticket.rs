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

/// The words of a text with where they begin: what stands between blanks and brackets, without the marks of a sentence around it.
pub fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let parts = text.split(|c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '(' | ')' | '[' | ']' | '{' | '}' | ',' | ';' | '"' | '“' | '”' | '<' | '>' | '|'
            )
    });
    parts.filter_map(move |part| {
        let word = part.trim_start_matches(['\'', '*', ':', '.']);
        let word = word.trim_end_matches(['.', ':', '!', '?', '\'', '*', '…']);
        let word = word
            .strip_suffix("'s")
            .or_else(|| word.strip_suffix("’s"))
            .unwrap_or(word);
        let at = word.as_ptr() as usize - text.as_ptr() as usize;
        (!word.is_empty()).then_some((at, word))
    })
}
