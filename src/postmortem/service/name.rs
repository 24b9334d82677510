//! The names in a line: software of the lexicon, words with capitals that belong together, words that look like names.
//!
//! Takes the words of a line and where to begin, gives the name that begins there. Whether it is a service is not asked here.

use super::sense::Sense;
use super::shape::{Shape, shape};
use super::word::Word;

/// How the words of a line are written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Case {
    /// As in a sentence.
    Words,
    /// Like This: a capital says nothing.
    Title,
}

/// A name: some words of a line.
#[derive(Debug)]
pub(super) struct Name {
    /// Its first word.
    pub(super) from: usize,
    /// The word behind its last one.
    pub(super) to: usize,
    /// How its first word looks.
    pub(super) shape: Shape,
    /// Which software of the lexicon it is.
    pub(super) technology: Option<usize>,
    /// True where the noun behind it belongs to it: `` `prod` hub ``.
    is_environment: bool,
}

impl Name {
    /// As it is shown.
    pub(super) fn shown(&self, words: &[Word<'_>]) -> String {
        if let Some(technology) = self.technology {
            return words[self.from].lexicon.technologies[technology]
                .name
                .clone();
        }
        let to = self.to + usize::from(self.is_environment);
        let mut shown = words[self.from].text.to_owned();
        for word in &words[self.from + 1..to] {
            shown.push(' ');
            shown.push_str(word.text);
        }
        shown
    }
}

/// No name has more words.
const MOST_WORDS: usize = 4;

/// The name that begins at a word.
pub(super) fn name_at(words: &[Word<'_>], at: usize, case: Case) -> Option<Name> {
    if let Some((technology, to)) = technology_at(words, at) {
        return Some(Name {
            from: at,
            to,
            shape: Shape::Capital,
            technology: Some(technology),
            is_environment: false,
        });
    }
    let word = &words[at];
    if let Some(name) = environment_at(words, at) {
        return Some(name);
    }
    let shape = match shape(word) {
        Some(shape) => shape,
        // `Feature Flags`: in the middle of a sentence a capital makes a word a part of a name.
        None if case == Case::Words && !word.begins && leads(words, at) => Shape::Capital,
        None => return None,
    };
    let mut to = at + 1;
    // The first word of a sentence has its capital from there.
    let may_go_on = matches!(shape, Shape::Capital | Shape::Letters | Shape::Camel);
    if may_go_on {
        while to - at < MOST_WORDS
            && (continues(words, to) || is_capital(words, to) && continues(words, to + 1))
        {
            to += 1;
        }
    }
    Some(Name {
        from: at,
        to,
        shape,
        technology: None,
        is_environment: false,
    })
}

/// `` `prod` hub ``: in code such a word is the name of one of several.
fn environment_at(words: &[Word<'_>], at: usize) -> Option<Name> {
    let word = &words[at];
    if !word.is_code {
        return None;
    }
    let kind = words.get(at + 1)?;
    let is_environment = matches!(
        &*word.lower,
        "prod" | "production" | "staging" | "dev" | "test" | "live" | "main" | "core"
    );
    let is_hub = is_environment && !kind.is_parted && kind.is(Sense::KIND);
    is_hub.then(|| Name {
        from: at,
        to: at + 1,
        shape: Shape::Parts,
        technology: None,
        is_environment: true,
    })
}

/// True for a word with a capital that nothing parts from the one before.
fn is_capital(words: &[Word<'_>], at: usize) -> bool {
    words.get(at).is_some_and(|word| {
        !word.is_parted
            && !word.is_code
            && word.text.starts_with(char::is_uppercase)
            && (word.bytes.are_plain() || word.text.chars().all(char::is_alphanumeric))
            && !word.is(Sense::CALENDAR)
            && !word.is(Sense::TROUBLE)
            && !word.is(Sense::KIND)
    })
}

/// True where the word belongs to a name of several words with capitals.
fn continues(words: &[Word<'_>], at: usize) -> bool {
    is_capital(words, at)
        && technology_at(words, at).is_none()
        && shape(&words[at])
            .is_some_and(|shape| matches!(shape, Shape::Capital | Shape::Letters | Shape::Camel))
}

/// True for a common word with a capital that begins a name of several.
fn leads(words: &[Word<'_>], at: usize) -> bool {
    let word = &words[at];
    let is_written_large = word.text.starts_with(char::is_uppercase)
        && word.text.chars().skip(1).all(char::is_lowercase)
        && word.text.len() > 3;
    is_written_large
        && !word.is_code
        && !word.is(Sense::CALENDAR)
        && !word.is(Sense::TROUBLE)
        && !matches!(
            &*word.lower,
            "post" | "postmortem" | "incident" | "summary" | "update"
        )
        && continues(words, at + 1)
}

/// Software of the lexicon that is named there, and where its name ends.
#[inline]
fn technology_at(words: &[Word<'_>], at: usize) -> Option<(usize, usize)> {
    if words[at].is(Sense::SOFTWARE) {
        software_at(words, at)
    } else {
        None
    }
}

/// The same at a word that such a name may begin with.
fn software_at(words: &[Word<'_>], at: usize) -> Option<(usize, usize)> {
    let lexicon = words[at].lexicon;
    let known = |spelled: &str| lexicon.written.get(spelled).copied();
    let mut found = known(&words[at].lower).map(|technology| (technology, at + 1));
    if words[at].is(Sense::LONGER) {
        let mut spelled = words[at].lower.to_string();
        for (to, word) in words.iter().enumerate().skip(at + 1).take(2) {
            if word.is_parted {
                break;
            }
            spelled.push(' ');
            spelled.push_str(&word.lower);
            if let Some(technology) = known(&spelled) {
                found = Some((technology, to + 1));
            }
        }
    }
    let (technology, to) = found?;
    let is_meant = words[at].is_code || words[at].text.starts_with(char::is_uppercase);
    if lexicon.technologies[technology].word && !is_meant {
        return None;
    }
    // `Orders API`: the noun belongs to the name before it.
    let belongs = lexicon.technologies[technology].generic
        && !words[at].is_parted
        && at.checked_sub(1).is_some_and(|before| {
            let before = &words[before];
            shape(before).is_some_and(|shape| shape > Shape::Plain) && !before.begins
        });
    (!belongs).then_some((technology, to))
}
