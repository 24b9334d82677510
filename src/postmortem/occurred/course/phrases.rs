//! What words tell of the course: that it began or is over, that somebody noticed it, took it up, declared, mitigated or resolved it.
//!
//! Takes a text and a table of phrases, says whether one stands in it as words of their own that the sentence does not deny. The words
//! themselves are in `telling.rs` and `over.rs`.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::denial::{counts, is_open};
use super::over::{
    ALL_WELL, CAME_BACK, CEASED, ENDS, IN_VAIN, PARTS, PARTS_OVER, REMEDIES, RUNNING, SIGNS,
    SO_NOW, SOUND, SYSTEMS, WELL, WHOLE, WHOLE_OVER,
};
use super::telling::{
    BEGAN, BEGINNERS, BEGINS, BREAKS, DECLARES, MITIGATES, NOTICES, RESOLVES, TAKES_UP, TROUBLES,
};
use crate::postmortem::phrases::{Phrases, together};

/// What words can tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tells {
    /// That it began.
    Begin,
    /// That everything is well again.
    Well,
    /// That somebody noticed it.
    Notice,
    /// That somebody took it up.
    TakeUp,
    /// That it was declared.
    Declare,
    /// That it was mitigated.
    Mitigate,
    /// That it was resolved.
    Resolve,
    /// That something broke.
    Break,
    /// That it is over.
    End,
    /// That something is amiss.
    Trouble,
    /// That something was done about it, or came back: it may be over.
    Remedy,
    /// That what was done did not help.
    Vain,
}

/// The phrases of each.
const PHRASES: [(Tells, &[&[&str]]); 12] = [
    (Tells::Begin, &[BEGINS]),
    (Tells::Well, &[ALL_WELL]),
    (Tells::Notice, &[NOTICES]),
    (Tells::TakeUp, &[TAKES_UP]),
    (Tells::Declare, &[DECLARES]),
    (Tells::Mitigate, &[MITIGATES]),
    (Tells::Resolve, &[RESOLVES]),
    (Tells::Break, &[BREAKS]),
    (Tells::End, &[ALL_WELL, ENDS]),
    (Tells::Trouble, &[TROUBLES, NOTICES, BREAKS]),
    (Tells::Remedy, &[REMEDIES]),
    (Tells::Vain, &[IN_VAIN]),
];

/// Phrases of two parts, each subject with each thing said of it, and what they tell.
const PAIRS: [(&[Tells], &[&str], &[&str]); 7] = [
    (&[Tells::Begin], BEGINNERS, BEGAN),
    (&[Tells::Well, Tells::End], WHOLE, WHOLE_OVER),
    (&[Tells::End], PARTS, PARTS_OVER),
    (&[Tells::End], SO_NOW, SOUND),
    (&[Tells::End], SYSTEMS, CAME_BACK),
    (&[Tells::End], SIGNS, CEASED),
    (&[Tells::Remedy], RUNNING, WELL),
];

/// All phrases, looked for at once, and what each tells.
struct Table {
    search: Phrases,
    tells: Vec<Told>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut by_phrase: BTreeMap<Cow<'_, str>, Told> = BTreeMap::new();
    for (tells, lists) in PHRASES {
        for phrase in lists.iter().copied().flatten() {
            by_phrase.entry((*phrase).into()).or_default().0 |= 1 << tells as u16;
        }
    }
    for (tells, subjects, said) in PAIRS {
        let of_both = tells.iter().fold(0, |all, tells| all | 1 << *tells as u16);
        for (subject, said) in subjects
            .iter()
            .flat_map(|subject| said.iter().map(move |said| (subject, said)))
        {
            let phrase = format!("{subject} {said}");
            by_phrase.entry(phrase.into()).or_default().0 |= of_both;
        }
    }
    Table {
        search: together(by_phrase.keys().map(|phrase| phrase.as_bytes())),
        tells: by_phrase.into_values().collect(),
    }
});

/// What a text tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Told(u16);

impl Told {
    /// What phrases tell that stand in a text as words of their own and are not denied.
    pub(super) fn by(text: &str) -> Self {
        let mut told = Self::default();
        for found in TABLE.search.find(text) {
            let of_phrase = TABLE.tells[found.phrase];
            let is_over = [Tells::End, Tells::Mitigate, Tells::Remedy]
                .iter()
                .any(|tells| of_phrase.has(*tells));
            if of_phrase.0 & !told.0 != 0
                && counts(text, &found.range())
                && !(is_over && is_open(text, &found.range()))
            {
                told.0 |= of_phrase.0;
            }
        }
        told
    }

    /// True where it tells that.
    pub(super) fn has(self, what: Tells) -> bool {
        self.0 & (1 << what as u16) != 0
    }
}

/// True where a text tells that.
pub(super) fn speaks(text: &str, what: Tells) -> bool {
    Told::by(text).has(what)
}
