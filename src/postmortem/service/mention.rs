//! What one mention of a name says: how much it speaks for a service, and whether it can be but a name.
//!
//! Takes a name with its neighbours and its place, gives its weight. What is said of any word says nothing, and a tool of the people at
//! work must be said to have been in trouble itself.

use super::context::Context;
use super::lists::Technology;
use super::name::{Case, Name};
use super::sense::Sense;
use super::shape::Shape;
use super::word::Word;
use crate::source::Span;

/// Where a line stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// How much a mention there counts.
    pub(super) weight: f32,
    pub(super) span: Span,
    pub(super) case: Case,
    pub(super) is_title: bool,
    /// True where only what is said to have been in trouble counts.
    pub(super) only_trouble: bool,
}

/// What one mention says.
pub(super) struct Mention {
    pub(super) weight: f32,
    /// False where it may be a word like any other.
    pub(super) is_sure: bool,
}

/// The words of a title, as far as they may be names.
#[derive(Debug, Default)]
pub(super) struct Title {
    words: Vec<TitleWord>,
    /// A bit for the first byte and the length of each; some share one.
    firsts: u64,
    /// True where the title is hardly more than them.
    is_name: bool,
}

/// The bit of the first byte of a word and its length.
#[inline]
fn first_bit(word: &str) -> u64 {
    let of_byte = |byte: &u8| 1 << ((usize::from(*byte) + 7 * word.len()) & 63);
    word.as_bytes().first().map_or(0, of_byte)
}

#[derive(Debug)]
struct TitleWord {
    lower: String,
    /// True where the text writes it with a capital in the middle of a sentence.
    is_proper: bool,
    /// True where the text writes it small.
    is_common: bool,
}

impl Title {
    /// Of the words that may be names, and the number of all of them.
    pub(super) fn new(told: &[&Word<'_>], count: usize) -> Self {
        let word = |word: &&Word<'_>| TitleWord {
            lower: word.lower.to_string(),
            is_proper: false,
            is_common: false,
        };
        let bits = told.iter().map(|word| first_bit(&word.lower));
        Self {
            firsts: bits.fold(0, |all, bit| all | bit),
            words: told.iter().map(word).collect(),
            is_name: count <= 2 && told.len() == count,
        }
    }

    /// Looks how a line writes the words of the title.
    pub(super) fn look(&mut self, words: &[Word<'_>]) {
        for word in words {
            if self.firsts & first_bit(&word.lower) == 0 || word.is_code {
                continue;
            }
            let Some(own) = self.words.iter_mut().find(|own| own.lower == word.lower) else {
                continue;
            };
            if word.text.starts_with(char::is_lowercase) {
                own.is_common = true;
            } else {
                own.is_proper |= !word.begins;
            }
        }
    }

    /// True where the text writes the first word of a name as names are written.
    pub(super) fn is_name(&self, name: &str) -> bool {
        let own = self.first_of(name);
        own.is_some_and(|own| own.is_proper && !own.is_common)
    }

    /// True where the text writes a name of one word as words are written.
    pub(super) fn is_word(&self, name: &str) -> bool {
        let own = self.first_of(name).filter(|_| !name.contains(' '));
        own.is_some_and(|own| own.is_common && !own.is_proper)
    }

    fn first_of(&self, name: &str) -> Option<&TitleWord> {
        let first = name.split(' ').next().unwrap_or("").to_lowercase();
        self.words.iter().find(|own| own.lower == first)
    }

    /// Takes from the end of a name of the title what the text writes small: `Orders Replay` where it tells of a replay.
    pub(super) fn settle(&self, name: &mut String) {
        while let Some((before, last)) = name.rsplit_once(' ') {
            let last = last.to_lowercase();
            let is_common = |own: &TitleWord| own.lower == last && own.is_common && !own.is_proper;
            if !self.words.iter().any(is_common) {
                return;
            }
            name.truncate(before.len());
        }
    }

    pub(super) fn has(&self, word: &str) -> bool {
        self.firsts & first_bit(word) != 0 && self.words.iter().any(|own| own.lower == word)
    }

    /// True where the title is made of that word. A quality may stand there with what has it: `Wonky hub`.
    fn is_made_of(&self, word: &Word<'_>) -> bool {
        self.is_name && self.has(&word.lower) && (self.words.len() < 2 || !word.is(Sense::QUALITY))
    }

    /// What a mention says of a service; `None` for nothing.
    pub(super) fn judge(
        &self,
        words: &[Word<'_>],
        name: &Name,
        around: &Context,
        place: Place,
    ) -> Option<Mention> {
        let first = &words[name.from];
        let is_named = !place.is_title && self.is_made_of(first);
        // A small word of which nothing is said is no name, as nearly all are.
        let says_nothing = name.shape == Shape::Plain && around.weight == 0.0;
        if says_nothing && !is_named && !around.is_example && name.technology.is_none() {
            return None;
        }
        if around.is_tool && !is_named || place.only_trouble && !around.is_told {
            return None;
        }
        // `The service in Orders failed` does not say that Orders did.
        let is_placed = around.is_place
            && around.is_told
            && around.kinds == 0
            && name.shape < Shape::Parts
            && name.shape != Shape::Machine;
        if is_placed {
            return None;
        }
        let is_an_example = !first.is_parted
            && around.weight == 0.0
            && name
                .from
                .checked_sub(1)
                .is_some_and(|before| matches!(&*words[before].lower, "a" | "an"));
        if is_an_example && name.technology.is_none() {
            return None;
        }
        // One machine of many, of which nothing is told.
        let host = first.text.split('.').next().unwrap_or_default();
        let is_machine = name.shape == Shape::Machine
            || name.shape >= Shape::Parts && host.ends_with(|c: char| c.is_ascii_digit());
        if is_machine && !place.is_title && !self.has(&first.lower) && around.weight == 0.0 {
            return None;
        }
        let (mut weight, is_sure) = match name.technology {
            Some(at) => (
                software(
                    &first.lexicon.technologies[at],
                    around,
                    place.is_title || is_named,
                )?,
                true,
            ),
            None if is_named => (name.shape.weight(), true),
            None => (name.shape.weight(), certainty(words, name, around, place)?),
        };
        // What the title is made of is a name as soon as the text says it, too.
        if is_named {
            weight = weight.max(0.7);
        }
        let is_in_title = !place.is_title && self.has(&first.lower);
        if is_in_title && (name.shape > Shape::Plain || around.is_subject) {
            weight += 0.5;
        }
        Some(Mention {
            weight: (weight + around.weight) * place.weight,
            is_sure,
        })
    }
}

/// What a software counts; `None` where its mention says nothing.
fn software(technology: &Technology, around: &Context, is_titled: bool) -> Option<f32> {
    // Of a tool at work or a noun for everything it must be said that it was in trouble.
    if technology.generic {
        return around.is_clear.then_some(0.1);
    }
    if technology.tool {
        return (around.is_clear || is_titled).then_some(if is_titled { 0.45 } else { 0.2 });
    }
    Some(0.8)
}

/// Whether the words here can be but a name; `None` where they need not be one at all.
fn certainty(words: &[Word<'_>], name: &Name, around: &Context, place: Place) -> Option<bool> {
    let first = &words[name.from];
    let is_called = around.is_subject || place.is_title || around.weight > 0.0;
    match name.shape {
        Shape::Plain | Shape::Dashed if around.is_example => Some(true),
        Shape::Plain | Shape::Dashed => {
            let is_sure = is_subject(words, name, around);
            let says_nothing = name.shape == Shape::Plain && around.weight == 0.0;
            (is_sure || !says_nothing && !is_inflected(first)).then_some(is_sure)
        }
        // `Die Suche war langsam`: where all nouns have capitals, one behind an article may be any.
        Shape::Capital if is_noun(words, name) => is_called.then_some(false),
        Shape::Capital if name.to - name.from == 1 => {
            let may_be_word = first.begins || place.case == Case::Title;
            let is_told =
                around.is_told || around.kinds > 0 || place.is_title && around.is_in_trouble;
            let is_name = !may_be_word || is_told && !is_inflected(first);
            let is_name = is_name || around.is_example;
            // The text may tell whether a word of the title is a name.
            (is_name || place.is_title).then_some(is_name && is_called)
        }
        Shape::Capital | Shape::Letters | Shape::Camel => Some(is_called),
        _ => Some(true),
    }
}

/// True for a word with a capital that stands behind a German article in words that are German.
pub(super) fn is_noun(words: &[Word<'_>], name: &Name) -> bool {
    const ARTICLES: [&str; 13] = [
        "der", "die", "das", "dem", "ein", "eine", "einen", "einem", "einer", "unser", "unsere",
        "unserer", "unserem",
    ];
    const GERMAN: [&str; 14] = [
        "war", "waren", "ist", "sind", "wurde", "wurden", "wird", "nicht", "und", "mit", "für",
        "auf", "hatte", "fiel",
    ];
    let is_single = name.to - name.from == 1 && name.technology.is_none();
    let before = name.from.checked_sub(1).map(|at| &words[at]);
    is_single
        && name.shape == Shape::Capital
        && !words[name.from].is_parted
        && before.is_some_and(|word| ARTICLES.contains(&&*word.lower))
        && words[name.from.saturating_sub(NEAR)..]
            .iter()
            .take(2 * NEAR)
            .any(|word| GERMAN.contains(&word.text))
}

/// Words on both sides of a name by which the language is known.
const NEAR: usize = 12;

/// True where a word in small letters is a name: it has no article, and it is what the sentence says was in trouble.
fn is_subject(words: &[Word<'_>], name: &Name, around: &Context) -> bool {
    let first = &words[name.from];
    let before = name.from.checked_sub(1).map(|at| &words[at]);
    // `we noticed that orders was down`, `at 08:50 orders was down`.
    let is_alone = first.is_parted
        || before.is_some_and(|word| {
            word.is(Sense::INTRODUCES) || word.text.starts_with(|c: char| c.is_ascii_digit())
        });
    let is_whole = around.kinds == 0 || name.shape == Shape::Dashed;
    around.is_told && is_whole && is_alone && !first.begins && !is_inflected(first)
}

/// True for forms that names do not have: `caching`, `failures`, `scalability`.
fn is_inflected(word: &Word<'_>) -> bool {
    const ENDS: [&str; 14] = [
        "ing", "ed", "ly", "ity", "ous", "ful", "able", "ible", "ness", "ment", "tion", "sion",
        "ical", "ance",
    ];
    let lower = &word.lower;
    word.is(Sense::QUALITY)
        || lower.is_ascii()
            && lower.len() > 4
            && (ENDS.iter().any(|end| lower.ends_with(end))
                || lower.ends_with('s')
                    && !lower.ends_with("ss")
                    && !lower.ends_with("us")
                    && !lower.ends_with("is"))
}
