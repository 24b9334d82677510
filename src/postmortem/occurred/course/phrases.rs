//! What words tell of the course: that it began or is over, that somebody noticed it, took it up, declared, mitigated or resolved it.
//!
//! Takes a text and a table of phrases, says whether one stands in it as words of their own that the sentence does not deny. The words
//! themselves are in `telling.rs` and `over.rs`.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::denial::{counts, is_of_work, is_open};
use super::over::{
    ALL_WELL, AT_WORK, BACK_LAST, CAME_BACK, CEASED, CEASED_LAST, DEEDS, ENDS, ENDS_LAST, IN_VAIN,
    ONCE_MORE, OVER_LAST, PARTS, PARTS_OVER, REMEDIES, RUNNING, SIGNS, SO_NOW, SOUND, SYSTEMS,
    USUAL, WELL, WHOLE, WHOLE_OVER,
};
use super::stance::Stance;
use super::telling::{
    AMISS, BEGAN, BEGAN_AT_EDGE, BEGINNERS, BEGINS, BEGINS_AT_EDGE, BREAKS, DECLARES, MITIGATES,
    NOTICES, RESOLVES, TAKES_UP, TROUBLES,
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
    /// That something was amiss at the time of a sentence.
    Amiss,
    /// That something was done which stops it where a sentence says that it was done by then.
    Deed,
}

/// Phrases that tell one thing, and where they must stand to tell it.
type Alone = (Tells, Stance, &'static [&'static [&'static str]]);

/// Phrases of two parts, each subject with each thing said of it.
type Paired = (
    &'static [Tells],
    Stance,
    &'static [&'static str],
    &'static [&'static str],
);

/// The phrases of each.
const PHRASES: [Alone; 18] = [
    (Tells::Begin, Stance::Anywhere, &[BEGINS]),
    (Tells::Begin, Stance::Edge, &[BEGINS_AT_EDGE]),
    (Tells::Well, Stance::Anywhere, &[ALL_WELL]),
    (Tells::Notice, Stance::Anywhere, &[NOTICES]),
    (Tells::TakeUp, Stance::Anywhere, &[TAKES_UP]),
    (Tells::Declare, Stance::Anywhere, &[DECLARES]),
    (Tells::Mitigate, Stance::Anywhere, &[MITIGATES]),
    (Tells::Resolve, Stance::Anywhere, &[RESOLVES]),
    (Tells::Break, Stance::Anywhere, &[BREAKS]),
    (Tells::End, Stance::Anywhere, &[ALL_WELL, ENDS]),
    (Tells::End, Stance::Last, &[ENDS_LAST]),
    (Tells::End, Stance::Returned, &[USUAL]),
    (
        Tells::Trouble,
        Stance::Anywhere,
        &[TROUBLES, NOTICES, BREAKS],
    ),
    (Tells::Remedy, Stance::Anywhere, &[REMEDIES]),
    (Tells::Remedy, Stance::OfHarm, &[DEEDS]),
    (Tells::Vain, Stance::Anywhere, &[IN_VAIN]),
    (Tells::Amiss, Stance::Anywhere, &[AMISS, BREAKS]),
    (Tells::Deed, Stance::Anywhere, &[REMEDIES, DEEDS]),
];

/// Phrases of two parts, and what they tell.
const PAIRS: [Paired; 13] = [
    (&[Tells::Begin], Stance::Anywhere, BEGINNERS, BEGAN),
    (&[Tells::Begin], Stance::Edge, BEGINNERS, BEGAN_AT_EDGE),
    (
        &[Tells::Well, Tells::End],
        Stance::Anywhere,
        WHOLE,
        WHOLE_OVER,
    ),
    (&[Tells::Well, Tells::End], Stance::Last, WHOLE, OVER_LAST),
    (&[Tells::End], Stance::Anywhere, PARTS, PARTS_OVER),
    (&[Tells::End], Stance::Last, PARTS, OVER_LAST),
    (&[Tells::End], Stance::Anywhere, SO_NOW, SOUND),
    (&[Tells::End], Stance::Anywhere, SYSTEMS, CAME_BACK),
    (&[Tells::End], Stance::Last, SYSTEMS, BACK_LAST),
    (&[Tells::End], Stance::Anywhere, SIGNS, CEASED),
    (&[Tells::End], Stance::Last, SIGNS, CEASED_LAST),
    (&[Tells::End], Stance::Last, AT_WORK, ONCE_MORE),
    (
        &[Tells::Remedy, Tells::Deed],
        Stance::Anywhere,
        RUNNING,
        WELL,
    ),
];

/// What looks like a pair and tells another thing.
const NO_PAIRS: &[&str] = &[
    "queue up",
    "queues up",
    "traffic up",
    "all traffic up",
    "jobs up",
    "builds up",
    "jobs back up",
    "builds back up",
    "queue back up",
    "queues back up",
    "database back up",
    "databases back up",
];

/// All phrases, looked for at once, and what each tells by how it stands.
struct Table {
    search: Phrases,
    tells: Vec<[Told; Stance::ALL.len()]>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut by_phrase: BTreeMap<Cow<'_, str>, [Told; Stance::ALL.len()]> = BTreeMap::new();
    for (tells, stance, lists) in PHRASES {
        for phrase in lists.iter().copied().flatten() {
            by_phrase.entry((*phrase).into()).or_default()[stance as usize].0 |= 1 << tells as u16;
        }
    }
    for (tells, stance, subjects, said) in PAIRS {
        let of_both = tells.iter().fold(0, |all, tells| all | 1 << *tells as u16);
        for (subject, said) in subjects
            .iter()
            .flat_map(|subject| said.iter().map(move |said| (subject, said)))
        {
            let phrase = format!("{subject} {said}");
            if !NO_PAIRS.contains(&phrase.as_str()) {
                by_phrase.entry(phrase.into()).or_default()[stance as usize].0 |= of_both;
            }
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
            let by_stance = &TABLE.tells[found.phrase];
            let news = Stance::ALL.iter().fold(0, |all, stance| {
                let of_stance = by_stance[*stance as usize].0 & !told.0;
                let is_so = of_stance != 0 && stance.is_of(text, &found.range());
                if is_so { all | of_stance } else { all }
            });
            // `investigation of the incident starts`
            let begins = 1 << Tells::Begin as u16;
            let is_work = news & begins != 0 && is_of_work(&text[..found.start]);
            let news = if is_work { news & !begins } else { news };
            let of_phrase = Self(news);
            let is_over = [Tells::End, Tells::Mitigate, Tells::Remedy, Tells::Deed]
                .iter()
                .any(|tells| of_phrase.has(*tells));
            if news != 0
                && counts(text, &found.range())
                && !(is_over && is_open(text, &found.range()))
            {
                told.0 |= news;
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
