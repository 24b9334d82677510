//! What words tell of the course: that it began or is over, that somebody noticed it, took it up, declared, mitigated or resolved it.
//!
//! Takes a text and a table of phrases, says whether one stands in it as words of their own that the sentence does not deny. The words
//! themselves are in `telling.rs` and `over.rs`.

use std::borrow::Cow;
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
use crate::postmortem::phrases::{Hit, Phrases, together};

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
    tells: Vec<ByStance>,
}

/// What one phrase tells.
#[derive(Clone, Copy, Default)]
struct ByStance {
    /// However it stands.
    all: Told,
    /// Where it stands so.
    of: [Told; Stance::ALL.len()],
}

impl ByStance {
    fn add(&mut self, stance: Stance, told: Told) {
        self.of[stance as usize].0 |= told.0;
        self.all.0 |= told.0;
    }
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut all: Vec<(u64, Cow<'_, str>, Stance, Told)> = Vec::with_capacity(MOST);
    for (tells, stance, lists) in PHRASES {
        let phrases = lists.iter().copied().flatten();
        all.extend(phrases.map(|phrase| (head(phrase), (*phrase).into(), stance, tells.alone())));
    }
    for (tells, stance, subjects, said) in PAIRS {
        let both = tells.iter().fold(0, |all, tells| all | tells.alone().0);
        for subject in subjects {
            let pairs = said.iter().map(|said| [subject, *said].join(" "));
            let pairs = pairs.filter(|phrase| !NO_PAIRS.contains(&phrase.as_str()));
            all.extend(pairs.map(|phrase| (head(&phrase), phrase.into(), stance, Told(both))));
        }
    }
    all.sort_unstable_by(|one, other| (one.0, &one.1).cmp(&(other.0, &other.1)));
    let mut tells = Vec::with_capacity(all.len());
    for alike in all.chunk_by(|one, other| one.1 == other.1) {
        let mut by_stance = ByStance::default();
        for (_, _, stance, told) in alike {
            by_stance.add(*stance, *told);
        }
        tells.push(by_stance);
    }
    all.dedup_by(|one, other| one.1 == other.1);
    Table {
        search: together(all.iter().map(|(_, phrase, ..)| phrase.as_bytes())),
        tells,
    }
});

/// More phrases than there are.
const MOST: usize = 4_500;

/// The first bytes of a phrase as a number: by it most are put in order.
fn head(phrase: &str) -> u64 {
    let mut head = [0; 8];
    for (to, from) in head.iter_mut().zip(phrase.bytes()) {
        *to = from;
    }
    u64::from_be_bytes(head)
}

impl Tells {
    /// This and nothing else.
    const fn alone(self) -> Told {
        Told(1 << self as u16)
    }
}

/// What a text tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Told(u16);

/// What is told of an end, which may be yet to come.
const OVER: Told = Told(
    Tells::End.alone().0
        | Tells::Mitigate.alone().0
        | Tells::Remedy.alone().0
        | Tells::Deed.alone().0,
);

/// What is told by phrases, some of which tell of an end and of this: whether one counts as the one hangs on those before it.
const BESIDE: Told = Told(Tells::Well.alone().0 | Tells::Resolve.alone().0);

/// What nobody asks of an entry of a timeline as such. Most of its phrases tell that.
const OF_SENTENCES: Told =
    Told(Tells::Trouble.alone().0 | Tells::Break.alone().0 | Tells::Amiss.alone().0);

/// What the words of an entry tell.
#[derive(Debug, Clone, Copy)]
pub(super) struct OfEntry {
    /// But for trouble.
    pub(super) told: Told,
    /// True where a phrase that tells of an end stands in them, though it may be denied.
    pub(super) names_end: bool,
}

impl Told {
    /// What the phrases of an entry tell that stand in it as words of their own and are not denied.
    pub(super) fn of_entry(text: &str) -> OfEntry {
        let mut names_end = false;
        let told = Self::in_order(text, Self(!OF_SENTENCES.0), &mut |told| {
            names_end |= told.has(Tells::End) || told.has(Tells::Deed);
        });
        OfEntry { told, names_end }
    }

    /// What phrases tell of what is asked, those that end first before the others.
    fn in_order(text: &str, asked: Self, see: &mut dyn FnMut(Self)) -> Self {
        let mut told = Self::default();
        let tells = &TABLE.tells;
        let is_asked = |phrase: usize| tells[phrase].all.0 & asked.0 != 0;
        for hit in TABLE.search.find_of(text, &is_asked) {
            see(tells[hit.phrase].all);
            told.0 |= (tells[hit.phrase].news(text, hit, Self(asked.0 & !told.0))).0;
        }
        told
    }

    /// True where it tells that.
    pub(super) fn has(self, what: Tells) -> bool {
        self.0 & what.alone().0 != 0
    }
}

impl ByStance {
    /// What the phrase tells where it stands, of what is asked.
    fn news(&self, text: &str, hit: Hit, asked: Told) -> Told {
        if self.all.0 & asked.0 == 0 {
            return Told::default();
        }
        let range = hit.range();
        let news = Stance::ALL.iter().fold(0, |all, stance| {
            let of_stance = self.of[*stance as usize].0 & asked.0;
            let is_so = of_stance != 0 && stance.is_of(text, &range);
            if is_so { all | of_stance } else { all }
        });
        // `investigation of the incident starts`
        let begins = Tells::Begin.alone().0;
        let is_work = news & begins != 0 && is_of_work(&text[..range.start]);
        let news = if is_work { news & !begins } else { news };
        let is_told =
            news != 0 && counts(text, &range) && !(news & OVER.0 != 0 && is_open(text, &range));
        Told(if is_told { news } else { 0 })
    }
}

/// True where a text tells that.
pub(super) fn speaks(text: &str, what: Tells) -> bool {
    let asked = what.alone();
    if text.is_empty() {
        return false;
    }
    if asked.0 & BESIDE.0 != 0 {
        return Told::in_order(text, Told(asked.0 | OVER.0), &mut |_| {}).has(what);
    }
    let mut is_told = false;
    TABLE.search.until(text, &mut |hit| {
        is_told = TABLE.tells[hit.phrase].news(text, hit, asked).has(what);
        is_told
    });
    is_told
}

#[cfg(test)]
mod tests {
    use super::{BESIDE, OVER, TABLE};

    #[test]
    fn phrases_that_tell_of_an_end_tell_little_else() {
        for by_stance in &TABLE.tells {
            let tells = by_stance.all.0;
            assert!(tells & OVER.0 == 0 || tells & !OVER.0 & !BESIDE.0 == 0);
        }
    }
}
