//! What a report mentions by name: software, machines, hosts, names of code; and the tickets it names.
//!
//! Takes its title and the lines of its account, gives words that look like names and not like language: in camel case, in capitals,
//! with figures or `_` in them, in code, or known software. A word with a capital alone may be anybody's name or any noun, so it is kept
//! apart: only the archive can tell. It decides nothing about likeness; words that everyone uses are no keywords here, and words that
//! everyone in an archive uses are none there.

mod look;
mod piece;
#[cfg(test)]
mod tests;
mod words;

use super::account::Line;
use super::action::ticket;
use super::service::Lexicon;
use super::vocabulary::Vocabulary;
use crate::document::ticket::Tickets;
use look::{Look, bare, is_hash, is_id};
use piece::pieces;
use words::{FILES, NOTHING, SHOUTED, TECHNIQUES, TOOLS};

/// So many names of a report are kept, the first ones.
const MOST: usize = 64;
/// So many tickets.
const MOST_TICKETS: usize = 64;
/// The longest name, in bytes.
const LONGEST: usize = 40;
/// The longest ending of a word in capitals.
const LONGEST_ENDING: usize = 4;
/// Names of so many signs mean many things.
const SHORT: usize = 3;
/// Words in capitals with more letters are shouted.
const LONGEST_LETTERS: usize = 5;

/// What a report mentions.
#[derive(Debug, Clone, Default, PartialEq, Hash)]
pub struct Keywords {
    /// The names, each on a line of its own behind the sign of its kind: one text takes a tenth of the room of fifty.
    names: Box<str>,
    /// Tickets: the address where it is known, else the name as written.
    pub tickets: Vec<Box<str>>,
}

/// How a name can be told from language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Its letters tell: nobody writes a word of language so.
    Name,
    /// So do they, but the name is one that things far apart have: well-known software, three signs.
    Common,
    /// It begins with a capital in the middle of a sentence, and that is all.
    Capital,
}

impl Kind {
    /// What stands before such a name.
    fn sign(self) -> char {
        match self {
            Self::Name => '+',
            Self::Common => '=',
            Self::Capital => '-',
        }
    }
}

/// What the title and the account mention.
pub(super) fn keywords(
    title: &str,
    account: &[Line<'_>],
    vocabulary: &Vocabulary,
    declared: &Tickets,
) -> Keywords {
    let starter;
    let lexicon = if let Some(own) = vocabulary.services() {
        own
    } else {
        starter = Vocabulary::default();
        let Some(known) = starter.services() else {
            return Keywords::default();
        };
        known
    };
    let mut search = Search {
        lexicon,
        declared,
        seen: Vec::with_capacity(MOST),
        names: String::new(),
        tickets: Vec::new(),
    };
    // In a title a capital says nothing.
    search.line(title, false);
    for line in account {
        search.line(&line.text, true);
    }
    Keywords {
        names: search.names.into(),
        tickets: search.tickets,
    }
}

impl Keywords {
    /// The names, each once, in the order of the text.
    pub fn names(&self) -> impl Iterator<Item = (&str, Kind)> {
        self.names.lines().filter_map(|line| {
            let kinds = [Kind::Name, Kind::Common, Kind::Capital];
            let kind = kinds
                .into_iter()
                .find(|kind| line.starts_with(kind.sign()))?;
            Some((line.get(1..)?, kind))
        })
    }
}

/// The names of a report while they are gathered.
struct Search<'a> {
    lexicon: &'a Lexicon,
    declared: &'a Tickets,
    /// What stands for the names found so far.
    seen: Vec<u64>,
    names: String,
    tickets: Vec<Box<str>>,
}

impl Search<'_> {
    /// Looks at a line. `capitals` says whether a capital in the middle of a sentence tells a name from a noun.
    fn line(&mut self, line: &str, capitals: bool) {
        let mut is_code = false;
        for (number, part) in line.split('`').enumerate() {
            if number > 0 {
                is_code = !is_code;
            }
            // Of a command line only the whole would be a name.
            let is_word = is_code && !part.trim().contains(char::is_whitespace);
            let mut begins = !is_code && number == 0;
            // The words of a command line are none.
            if is_code && !is_word {
                continue;
            }
            for piece in pieces(part) {
                // Nearly every word: only known software can be a name in small letters.
                if piece.is_small && !is_code {
                    if (2..=LONGEST).contains(&piece.text.len()) {
                        self.software(piece.text);
                    }
                    begins = false;
                    continue;
                }
                let word = bare(piece.text);
                if is_word {
                    self.code(word);
                } else if !is_code && word.len() > 1 {
                    self.word(word, begins, capitals);
                }
                begins = piece.text.ends_with(['.', '!', '?', ':']);
            }
        }
    }

    /// A word of the text.
    fn word(&mut self, word: &str, begins: bool, capitals: bool) {
        let Some(look) = Look::of(word) else {
            return;
        };
        if look.is_small() {
            self.software(word);
            return;
        }
        if look.digits && self.ticket(word) {
            return;
        }
        let lower = word.to_ascii_lowercase();
        // `K8s` is known software too.
        if !look.marks && self.software(&lower) || is_id(word) {
            return;
        }
        let has_inner = look.capitals > usize::from(look.begins_large);
        let kind = if look.marks {
            look.is_made(word, self.lexicon).then_some(Kind::Name)
        } else if look.digits {
            let is_name = look.letters >= 2 && look.figures <= 5 && !lower.starts_with("sev");
            // `K8s` and `EC2` are everybody's.
            let is_short = word.len() <= SHORT;
            is_name.then_some(if is_short { Kind::Common } else { Kind::Name })
        } else if look.capitals == look.letters {
            match look.letters {
                ..SHORT => None,
                SHORT => Some(Kind::Common),
                4..=LONGEST_LETTERS => {
                    (SHOUTED.binary_search(&&*lower).is_err()).then_some(Kind::Name)
                }
                _ => (!begins && capitals).then_some(Kind::Capital),
            }
        } else if has_inner {
            (!self.is_inflected(word)).then_some(Kind::Name)
        } else {
            (!begins && capitals && look.letters >= 3).then_some(Kind::Capital)
        };
        // Most words with a capital begin a sentence: of those nobody has to be asked.
        if let Some(kind) = kind
            && !self.is_nothing(&lower)
        {
            let is_technique = TECHNIQUES.binary_search(&&*lower).is_ok();
            let is_common = is_technique && kind == Kind::Name;
            let kind = if is_common { Kind::Common } else { kind };
            self.add(word, kind);
        }
    }

    /// A word of code that stands alone.
    fn code(&mut self, word: &str) {
        let Some(look) = Look::of(word) else {
            return;
        };
        if look.digits && self.ticket(word) {
            return;
        }
        let lower = word.to_ascii_lowercase();
        let file = lower.rsplit_once('.');
        let is_file = file.is_some_and(|(_, end)| FILES.contains(&end));
        if look.letters < 3 || is_file || is_hash(word) || is_id(word) || self.is_nothing(&lower) {
            return;
        }
        if !self.software(&lower) {
            self.add(word, Kind::Name);
        }
    }

    /// True for a word that names nothing.
    fn is_nothing(&self, lower: &str) -> bool {
        self.lexicon.names_nothing(lower) || NOTHING.binary_search(&lower).is_ok()
    }

    /// True for capitals that name nothing with an ending: `APIs`, `VMene`.
    fn is_inflected(&self, word: &str) -> bool {
        let capitals = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
        let is_one = capitals.len() > 1
            && word.len() - capitals.len() <= LONGEST_ENDING
            && capitals.bytes().all(|byte| byte.is_ascii_uppercase());
        is_one && (word.ends_with('s') || self.is_nothing(&capitals.to_ascii_lowercase()))
    }

    /// Takes known software, by the name it has for everyone. True where it is some.
    fn software(&mut self, lower: &str) -> bool {
        let lexicon = self.lexicon;
        let Some((name, is_generic)) = lexicon.software(lower) else {
            return false;
        };
        if !is_generic && !TOOLS.iter().any(|tool| tool.eq_ignore_ascii_case(name)) {
            self.add(name, Kind::Common);
        }
        true
    }

    /// Takes a ticket. True where it is one.
    fn ticket(&mut self, word: &str) -> bool {
        let kind = self.declared.kind_of(word);
        if kind.is_none() && !ticket::is_name(word) {
            return false;
        }
        let address = kind.and_then(|kind| kind.address_of(word));
        let ticket: Box<str> = address.unwrap_or_else(|| word.to_owned()).into();
        if self.tickets.len() < MOST_TICKETS && !self.tickets.contains(&ticket) {
            self.tickets.push(ticket);
        }
        true
    }

    fn add(&mut self, name: &str, kind: Kind) {
        if self.seen.len() >= MOST {
            return;
        }
        let mut identity = [0_u8; LONGEST];
        let letters = name.bytes().filter(|byte| !matches!(byte, b'-' | b'_'));
        let mut length = 0;
        for (place, byte) in identity.iter_mut().zip(letters) {
            *place = byte.to_ascii_lowercase();
            length += 1;
        }
        let is_name = u64::from(kind != Kind::Capital);
        let number = xxhash_rust::xxh3::xxh3_64(&identity[..length]) & !1 | is_name;
        // What is a name in one place need not be kept as a capital from another.
        if self
            .seen
            .iter()
            .any(|one| *one == number || *one == number | 1)
        {
            return;
        }
        self.seen.push(number);
        self.names.push(kind.sign());
        self.names.push_str(name);
        self.names.push('\n');
    }
}
