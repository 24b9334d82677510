//! What a word looks like: a host, a name in parts, a name in camel case, letters only, a name, a plain word.
//!
//! Takes a word, gives its shape and how much that alone speaks for a service. What stands around it is judged in `context`.

use super::sense::Sense;
use super::word::{Bytes, Word};

/// How a word is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Shape {
    /// A word in small letters: `orders`. Only what is said of it can make it a name.
    Plain,
    /// A word with a capital: `Orders`. At the beginning of a sentence it may be any word.
    Capital,
    /// Capitals only: `ADFS`.
    Letters,
    /// A machine: `db1007`.
    Machine,
    /// A word of a language that joins words, of which the last says what it is: `Bestellsystem`.
    Compound,
    /// Small words joined by dashes: `orders-eu`, also `read-only`.
    Dashed,
    /// A word of code: `orders`.
    Code,
    /// Capitals inside: `OrderStore`.
    Camel,
    /// Words joined by dashes of which the last says what it is, or of code: `orders-api`.
    Parts,
    /// A host: `orders.example.com`.
    Host,
}

impl Shape {
    /// How much it speaks for a service by itself.
    pub(super) fn weight(self) -> f32 {
        match self {
            Self::Plain => 0.0,
            Self::Capital | Self::Dashed => 0.2,
            Self::Machine | Self::Letters => 0.3,
            Self::Compound => 0.6,
            Self::Code => 0.5,
            Self::Camel => 0.7,
            Self::Parts => 0.9,
            Self::Host => 1.0,
        }
    }
}

/// The longest name.
const LONGEST: usize = 60;

/// The shape of a word; `None` for what is no name of anything.
pub(super) fn shape(word: &Word<'_>) -> Option<Shape> {
    let text = word.text;
    if text.len() < 2 || text.len() > LONGEST || is_function(word) {
        return None;
    }
    // So most words are made: of small letters behind the first.
    let rest = &text.as_bytes()[1..];
    let usual = if word.bytes == Bytes::SMALL {
        Some(Shape::Plain)
    } else {
        let has_capital = word.bytes == Bytes::MIXED && Bytes::of(rest) == Bytes::SMALL;
        has_capital.then_some(Shape::Capital)
    };
    if let Some(usual) = usual {
        return if word.names_nothing() || is_state_before_noun(word) {
            None
        } else if word.is_code {
            Some(Shape::Code)
        } else if word.lexicon.compounds.end(&word.lower) {
            Some(Shape::Compound)
        } else {
            Some(usual)
        };
    }
    if !text.starts_with(char::is_alphabetic)
        || !text.ends_with(char::is_alphanumeric)
        || word.names_nothing()
    {
        return None;
    }
    if !word.bytes.are_plain() {
        if is_region(&word.lower) {
            return None;
        }
        let is_made = |c: char| c.is_alphanumeric() || matches!(c, '-' | '.' | '’' | '\'');
        if !text.chars().all(is_made) {
            return None;
        }
    }
    if is_hash(text) {
        return None;
    }
    let counts = Counts::of(text);
    if !word.bytes.are_plain() {
        if let Some((before, end)) = word.lower.rsplit_once('.') {
            return host(word, before, end);
        }
        if text.contains(['\'', '’']) {
            return None;
        }
        if text.contains('-') {
            return dashed(word, counts.capitals);
        }
    }
    made_of_letters(word, &counts)
}

/// True for a word that only joins others, in small letters or where a sentence begins: `ES` may be a name, and so may `Mir` within one.
fn is_function(word: &Word<'_>) -> bool {
    let is_small = word.bytes == Bytes::SMALL || word.text.chars().all(char::is_lowercase);
    (is_small || word.begins && word.text.contains(char::is_lowercase))
        && word.is(Sense::FUNCTION)
        && !word.is_code
}

/// True for what a service is said to be, in the form that it has before a noun: `langsame Suche`.
fn is_state_before_noun(word: &Word<'_>) -> bool {
    const ENDS: [&str; 5] = ["e", "en", "er", "es", "em"];
    let stem = |end: &&str| {
        let stem = word.lower.strip_suffix(*end);
        stem.is_some_and(|stem| word.lexicon.senses(stem).has(Sense::STATE))
    };
    (word.bytes == Bytes::SMALL || word.begins) && !word.is_code && ENDS.iter().any(stem)
}

/// The shape of a word of letters and figures alone.
fn made_of_letters(word: &Word<'_>, counts: &Counts) -> Option<Shape> {
    let text = word.text;
    let Counts {
        letters,
        capitals,
        others: digits,
    } = *counts;
    if capitals > 0 && is_attribute(word) {
        return None;
    }
    if word.is_code {
        return (letters >= 2 && capitals < letters || letters > 3).then_some(Shape::Code);
    }
    if digits == 0 && word.lexicon.compounds.end(&word.lower) {
        return Some(Shape::Compound);
    }
    if capitals == 0 {
        let trailing = text.chars().rev().take_while(char::is_ascii_digit).count();
        let is_machine = digits > 0 && trailing == digits && letters >= 2 && digits <= 5;
        return Some(if is_machine {
            Shape::Machine
        } else {
            Shape::Plain
        })
        .filter(|_| digits == 0 || is_machine);
    }
    if capitals == letters && letters >= 2 {
        return (letters <= 6 && digits <= 2).then_some(Shape::Letters);
    }
    if digits > 3 {
        return None;
    }
    let is_capital = capitals == 1 && text.starts_with(char::is_uppercase);
    if is_capital {
        return Some(Shape::Capital);
    }
    // `APIs` and `VMs` are no names.
    let is_plural = capitals == letters - 1 && text.ends_with('s');
    (!is_plural).then_some(Shape::Camel)
}

/// How many letters a word has, how many of them are capitals, and how many other characters.
struct Counts {
    letters: usize,
    capitals: usize,
    others: usize,
}

impl Counts {
    fn of(text: &str) -> Self {
        if text.is_ascii() {
            let count = |(letters, capitals), byte: u8| {
                (
                    letters + usize::from(byte.is_ascii_alphabetic()),
                    capitals + usize::from(byte.is_ascii_uppercase()),
                )
            };
            let (letters, capitals) = text.bytes().fold((0, 0), count);
            return Self {
                letters,
                capitals,
                others: text.len() - letters,
            };
        }
        let count = |is: fn(char) -> bool| text.chars().filter(|c| is(*c)).count();
        let letters = count(char::is_alphabetic);
        Self {
            letters,
            capitals: count(char::is_uppercase),
            others: text.chars().count() - letters,
        }
    }
}

/// True for a name in camel case that is one of a field, a condition, an exception: `startupProbe`.
fn is_attribute(word: &Word<'_>) -> bool {
    let last = word.text.rfind(char::is_uppercase);
    last.filter(|at| *at > 0).is_some_and(|at| {
        let sense = if word.text.is_ascii() {
            word.lexicon.senses(&word.lower[at..])
        } else {
            word.lexicon.senses(&word.text[at..].to_lowercase())
        };
        sense.has(Sense::ATTRIBUTE)
    })
}

/// A name with dots: a host where it ends like one.
fn host(word: &Word<'_>, before: &str, end: &str) -> Option<Shape> {
    let lexicon = word.lexicon;
    let is_label =
        |part: &str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '-');
    if !before.split('.').all(is_label) || !before.contains(char::is_alphabetic) {
        return None;
    }
    let is_deep = before.contains('.')
        && word
            .lower
            .split('.')
            .all(|part| part.contains(char::is_alphabetic));
    // `ours.slack.com` is where people talk, and not theirs.
    let mut labels = before.rsplit('.');
    let software = labels.next().and_then(|site| lexicon.written.get(site));
    let is_tool = software.is_some_and(|at| lexicon.technologies[*at].tool);
    if is_tool && labels.next().is_some() {
        return None;
    }
    let domain = lexicon.senses(end);
    let is_known = domain.has(Sense::DOMAIN)
        && !(word.text.starts_with(char::is_uppercase) && end.len() == 2 && before.len() < 3);
    match (is_known, domain.has(Sense::AMBIGUOUS)) {
        (true, false) => Some(Shape::Host),
        // `docs.rs` may be a file.
        (true, true) if before.len() > 2 => Some(Shape::Machine),
        _ if is_deep && !word.is_code && end.len() >= 2 => Some(Shape::Machine),
        _ => None,
    }
}

/// A name of several parts: which of them is the last tells more than the rest.
fn dashed(word: &Word<'_>, capitals: usize) -> Option<Shape> {
    let lexicon = word.lexicon;
    let parts: Vec<&str> = word.lower.split('-').collect();
    let last = parts.last().copied().unwrap_or("");
    let is_word = |part: &str| {
        part.len() < 2 || lexicon.names_nothing(part) || lexicon.senses(part).has(Sense::COMPOUND)
    };
    // `third-party`, `on-call`: all its parts are words that name nothing.
    if parts.iter().all(|part| is_word(part))
        && !(word.is_code && last.starts_with(|c: char| c.is_ascii_digit()))
    {
        return None;
    }
    if capitals > 0 && !word.is_code {
        return Some(Shape::Dashed);
    }
    let software = lexicon
        .written
        .get(parts[0])
        .map(|at| &lexicon.technologies[*at]);
    let is_known = lexicon.senses(last).has(Sense::ENDING)
        || software.is_some_and(|software| !software.tool && !software.generic);
    if is_known || parts.len() > 2 && !parts.iter().any(|part| is_word(part)) {
        return Some(Shape::Parts);
    }
    Some(if word.is_code {
        Shape::Code
    } else {
        Shape::Dashed
    })
}

/// True for the name of a place where a provider has machines: `us-east-1`.
pub(super) fn is_region(word: &str) -> bool {
    let mut parts = word.split('-');
    let (Some(country), Some(side), number) = (parts.next(), parts.next(), parts.next()) else {
        return false;
    };
    country.len() == 2
        && ["east", "west", "north", "south", "central"]
            .iter()
            .any(|word| side.starts_with(word))
        && (number.is_some() || side.ends_with(|c: char| c.is_ascii_digit()))
}

/// True for the name of a commit and the like.
fn is_hash(text: &str) -> bool {
    text.len() >= 7
        && text
            .bytes()
            .all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
        && text.bytes().any(|byte| byte.is_ascii_digit())
}
