//! What stands around a name: that it is a service, that it was in trouble, that it is a tool of the people at work.
//!
//! Takes the words of a line and which of them are the name, gives how much its neighbours speak for a service. It looks at a few
//! words on both sides and never further than the marks that part a sentence.

use super::sense::Sense;
use super::word::{Bytes, Word};

/// What the neighbours of a name say.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Context {
    /// How much they speak for a service.
    pub(super) weight: f32,
    /// True where the name does or suffers something, or is called a service: it is no word of the language there.
    pub(super) is_subject: bool,
    /// True where it was in trouble.
    pub(super) is_in_trouble: bool,
    /// True where a verb says so, not a noun behind it.
    pub(super) is_told: bool,
    /// True where it is said in words that mean nothing else: `outage`, or the verb.
    pub(super) is_clear: bool,
    /// True where it only says where something else was: `the service in Orders failed`.
    pub(super) is_place: bool,
    /// True where something is inside of it, or a noun says that it is a place: `in Orders`, `the Orders datacenter`.
    pub(super) is_inside: bool,
    /// True where it does what people do.
    pub(super) is_person: bool,
    /// True where it is a tool, a place to talk, people.
    pub(super) is_tool: bool,
    /// True where the noun before it says what it is, or may begin a sentence of its own: `the database hit a limit`.
    pub(super) is_behind_kind: bool,
    /// True where it is an example of what a sentence says was struck.
    pub(super) is_example: bool,
    /// How many words behind the name belong to it: `service`, `cluster`.
    pub(super) kinds: usize,
}

impl Context {
    /// Of an example of what was struck, whatever else stands beside it.
    pub(super) fn make_example(&mut self) {
        if self.weight < TROUBLE {
            self.weight = TROUBLE;
        }
        self.is_in_trouble = true;
        self.is_clear = true;
        self.is_example = true;
        self.is_tool = false;
    }
}

/// A noun of kind beside the name.
const KIND: f32 = 1.0;
/// Trouble told of it.
const TROUBLE: f32 = 1.3;
/// Words such as `access to` before it.
const ABOUT: f32 = 1.0;

/// The neighbours of the words from `from` to `to`.
pub(super) fn context(words: &[Word<'_>], from: usize, to: usize, is_title: bool) -> Context {
    let mut context = Context::default();
    behind(words, to, is_title, &mut context);
    before(words, from, &mut context);
    // `a bug in Orders found`: that was done by others.
    context.is_person &= !from
        .checked_sub(1)
        .is_some_and(|at| words[at].is(Sense::PREPOSITION));
    context
}

/// The word at a place, where nothing parts it from the one before.
fn joined<'w, 'a>(words: &'w [Word<'a>], at: usize) -> Option<&'w Word<'a>> {
    words.get(at).filter(|word| !word.is_parted)
}

fn behind(words: &[Word<'_>], to: usize, is_title: bool, context: &mut Context) {
    // What may be found there is found by these of the next three words.
    const TELLING: Sense = Sense::KIND
        .with(Sense::TROUBLE)
        .with(Sense::TOOL)
        .with(Sense::PEOPLE)
        .with(Sense::VERB)
        .with(Sense::BEING)
        .with(Sense::SITE)
        .with(Sense::AGENT)
        .with(Sense::NEGLECT);
    let mut near = Sense::default();
    for word in words.iter().skip(to).take(3) {
        if !word.is_parted {
            near = near.with(word.senses());
        }
    }
    if !near.has(TELLING) {
        return;
    }
    let mut at = to;
    let is_kind =
        |at: usize| joined(words, at).is_some_and(|word| word.is(Sense::KIND) && !word.is_code);
    if is_kind(to + 1) && joined(words, to).is_some_and(is_qualifier) {
        // `Orders production cluster`, `Orders training hub`.
        at += 1;
    }
    while at - to < 3 && is_kind(at) {
        at += 1;
    }
    context.kinds = at - to;
    if context.kinds > 0 {
        context.weight += KIND;
        context.is_subject = true;
    }
    let Some(word) = joined(words, at) else {
        return;
    };
    context.is_inside |= word.is(Sense::SITE);
    context.is_person = word.is(Sense::AGENT) && context.kinds == 0 || is_neglect(words, at);
    // `Orders postmortem`, `Orders metrics missing`: what a title is about.
    let is_tool = word.is(Sense::TOOL) && (!is_title || word.is(Sense::PEOPLE));
    if is_tool && context.kinds == 0 {
        context.is_tool = true;
        return;
    }
    let next = joined(words, at + 1);
    if context.kinds == 0 && next.is_some_and(|word| word.is(Sense::PEOPLE)) {
        // `Orders infrastructure team`.
        context.is_tool = true;
        return;
    }
    // The name before `attack` is that of the attack, but in a title.
    let is_trouble = |word: &Word<'_>| {
        word.is(Sense::TROUBLE)
            && (is_title || !matches!(&*word.lower, "attack" | "exploit" | "hack"))
    };
    let may_qualify = |word: &Word<'_>| {
        const OTHER: Sense = Sense::PREPOSITION
            .with(Sense::BEING)
            .with(Sense::DETERMINER)
            .with(Sense::VERB);
        !word.is(OTHER)
    };
    // `Orders report export issue`.
    let is_far = is_title
        && may_qualify(word)
        && next.is_some_and(may_qualify)
        && joined(words, at + 2).is_some_and(is_trouble);
    if is_trouble(word)
        || is_far
        // `Orders connection surge`, `Orders total outage`.
        || next.is_some_and(is_trouble) && !word.is(Sense::PREPOSITION) && !word.is(Sense::BEING) && !word.is(Sense::DETERMINER)
    {
        context.weight += TROUBLE;
        context.is_subject = true;
        context.is_in_trouble = true;
        let is_outage = |word: &Word<'_>| matches!(&*word.lower, "outage" | "outages" | "crash");
        context.is_clear = is_outage(word) || next.is_some_and(is_outage);
        return;
    }
    if word.is(Sense::VERB) && !is_done_to(&word.lower, next) {
        context.weight += TROUBLE;
        context.is_subject = true;
        context.is_in_trouble = true;
        context.is_told = true;
        context.is_clear = true;
        return;
    }
    if !word.is(Sense::BEING) {
        return;
    }
    let mut behind = at + 1;
    // `has been`, `was not`, `to be`.
    while behind - at < 4
        && joined(words, behind).is_some_and(|word| {
            word.is(Sense::BEING) || word.is(Sense::ADVERB) || word.lower.ends_with("ly")
        })
        && !joined(words, behind).is_some_and(|word| word.is(Sense::STATE))
    {
        behind += 1;
    }
    let is_denied = words[at + 1..behind.min(words.len())]
        .iter()
        .any(|word| matches!(&*word.lower, "not" | "ikke" | "no"));
    let Some(state) = joined(words, behind) else {
        return;
    };
    let is_state = is_state(state);
    // `was not affected` says the opposite, `was not responding` does not.
    if is_state && !is_denied || is_denied && is_activity(&state.lower) {
        context.weight += TROUBLE;
        context.is_subject = true;
        context.is_in_trouble = true;
        context.is_told = true;
        context.is_clear = true;
    }
}

/// `down`, `crashed`, `unexecutable`.
pub(super) fn is_state(word: &Word<'_>) -> bool {
    word.is(Sense::STATE)
        || word.is(Sense::VERB)
        || word.lower.starts_with("un") && word.lower.ends_with("able")
}

/// `Ada failed to notice`: what people do or leave undone.
fn is_neglect(words: &[Word<'_>], at: usize) -> bool {
    let word = |at: usize| joined(words, at).map_or("", |word| &*word.lower);
    joined(words, at).is_some_and(|word| word.is(Sense::NEGLECT))
        && word(at + 1) == "to"
        && matches!(
            word(at + 2),
            "follow"
                | "notice"
                | "check"
                | "communicate"
                | "coordinate"
                | "realise"
                | "realize"
                | "inform"
                | "document"
                | "review"
                | "test"
        )
}

/// What may stand between a name and the noun that says what it is.
fn is_qualifier(word: &Word<'_>) -> bool {
    const OTHER: Sense = Sense::BEING
        .with(Sense::ADVERB)
        .with(Sense::VERB)
        .with(Sense::PREPOSITION)
        .with(Sense::DETERMINER)
        .with(Sense::INTRODUCES)
        .with(Sense::TOOL)
        .with(Sense::TOOL_BEFORE);
    // `Ada restarted pods`, `Orders serves sites`: no verb may stand there.
    let is_verb = |end: &str| word.lower.ends_with(end);
    word.text.len() > 2
        && (word.is(Sense::SOFTWARE) || word.bytes == Bytes::SMALL)
        && !["ed", "s", "ing", "ly"].into_iter().any(is_verb)
        && !word.is(OTHER)
}

/// `Ada restarted it`, `Ada ran the script`: what somebody does to something else is no trouble of theirs.
fn is_done_to(verb: &str, next: Option<&Word<'_>>) -> bool {
    let is_own = matches!(
        verb,
        "lost" | "experienced" | "experiences" | "experiencing" | "suffered" | "failed" | "fails"
    );
    let is_object = next
        .is_some_and(|word| word.is(Sense::DETERMINER) || matches!(&*word.lower, "it" | "them"));
    let is_out = next.is_some_and(|word| word.lower == "out");
    let is_command = matches!(
        verb,
        "stops" | "stopped" | "stopping" | "rebooted" | "restarted"
    );
    let is_named = next.is_some_and(|word| {
        let is_capital = word.text.starts_with(char::is_uppercase) && !word.is(Sense::CALENDAR);
        word.is(Sense::SOFTWARE) || is_capital || word.text.ends_with(|c: char| c.is_ascii_digit())
    });
    is_object && !is_own || verb == "ran" && !is_out || is_command && is_named
}

/// `was not responding`, `could not start`.
fn is_activity(word: &str) -> bool {
    [
        "respond", "work", "start", "serv", "accept", "load", "reach", "avail", "access", "runn",
        "ready", "process", "function", "resolv", "send", "receiv", "connect",
    ]
    .iter()
    .any(|stem| word.starts_with(stem))
}

fn before(words: &[Word<'_>], from: usize, context: &mut Context) {
    let name = &words[from];
    let Some(mut at) = from.checked_sub(1) else {
        return;
    };
    if name.is_parted && !name.is_bracketed {
        return;
    }
    let last = &words[at];
    context.is_place = last.is(Sense::PLACE);
    // `the servers in Westbay`, but `a bug in Orders`.
    let is_in = || matches!(&*last.lower, "in" | "at" | "within" | "across" | "inside");
    let is_kept = |at: usize| words[at].is(Sense::KIND.with(Sense::COLLECTIVE));
    context.is_inside |= context.is_place && at.checked_sub(1).is_some_and(is_kept) && is_in();
    if name.is_bracketed {
        // `the application (orders-api)`.
        if last.is(Sense::KIND) {
            context.weight += KIND;
            context.is_subject = true;
        }
        return;
    }
    // `meldt av Ada` is by her, `oppgradering av Orders` is of it.
    let is_of = last.lower == "av"
        && !at
            .checked_sub(1)
            .is_some_and(|at| words[at].lower.ends_with(['t', 'd']));
    if last.is(Sense::TOOL_BEFORE) && !is_of {
        context.is_tool = context.weight < TROUBLE;
        return;
    }
    if last.is(Sense::KIND) && !last.lower.ends_with('s') {
        context.weight += KIND;
        context.is_subject |= !name.lower.is_empty();
        context.is_behind_kind = true;
        return;
    }
    // `access to the Orders`.
    let mut is_near = !last.is_parted;
    if last.is(Sense::DETERMINER) && !matches!(&*last.lower, "of" | "av" | "von") && is_near {
        let Some(before) = at.checked_sub(1) else {
            return;
        };
        at = before;
        is_near = !words[at].is_parted;
    }
    let is_preposition = words[at].is(Sense::PREPOSITION);
    // `the database for Orders`.
    let is_for = matches!(&*words[at].lower, "for" | "of" | "til" | "für" | "von");
    let about = if is_preposition && is_near {
        at.checked_sub(1)
    } else {
        Some(at).filter(|_| is_transitive(&words[at].lower))
    };
    // `we moved the traffic to Westbay` tells of the way, `users of Orders` of what was struck.
    let is_way = |at: &usize| {
        words[*at].lower == "traffic"
            && words
                .get(at + 1)
                .is_some_and(|to| matches!(&*to.lower, "to" | "from"))
    };
    context.is_inside |= about.as_ref().is_some_and(is_way);
    let about = about.filter(|at| !is_way(at));
    let is_about = |at: &usize| words[*at].is(Sense::ABOUT) || is_for && words[*at].is(Sense::KIND);
    let Some(at) = about.filter(is_about) else {
        return;
    };
    context.weight += ABOUT;
    // `affected services included Orders`, `all servers including Orders`.
    let names_them = matches!(&*words[at].lower, "included" | "including");
    if names_them
        && at
            .checked_sub(1)
            .is_some_and(|before| is_service(words, before))
    {
        context.weight += TROUBLE - ABOUT;
        context.is_in_trouble = true;
        context.is_clear = true;
    }
}

fn is_service(words: &[Word<'_>], at: usize) -> bool {
    words[at].is(Sense::KIND)
}

/// `accessing Orders`, `affecting Orders`.
fn is_transitive(word: &str) -> bool {
    matches!(
        word,
        "accessing"
            | "access"
            | "affecting"
            | "impacting"
            | "affected"
            | "impacted"
            | "including"
            | "included"
            | "reach"
    )
}
