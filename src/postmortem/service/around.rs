//! Words around names: what introduces examples, people, places, what people left undone.

/// People, and where they talk.
pub(super) const PEOPLE: [&str; 7] = [
    "team",
    "teams",
    "engineer",
    "engineers",
    "channel",
    "staff",
    "administrators",
];

/// What stands before a place.
pub(super) const PLACES: [&str; 10] = [
    "in", "on", "at", "from", "for", "within", "across", "inside", "i", "på",
];

/// What stands before `to` and what people left undone.
pub(super) const NEGLECTING: [&str; 3] = ["failed", "forgot", "neglected"];

/// The words that introduce examples, each with the next word where it does so only together with that.
pub(super) const INTRODUCING: [(&str, Option<&str>); 7] = [
    ("e.g", None),
    ("eg", None),
    ("including", None),
    ("like", None),
    ("namely", None),
    ("such", Some("as")),
    ("for", Some("example")),
];

/// The first of them, as the lexicon knows them.
pub(super) const FIRST: [&str; INTRODUCING.len()] = {
    let mut first = [""; INTRODUCING.len()];
    let mut at = 0;
    while at < first.len() {
        first[at] = INTRODUCING[at].0;
        at += 1;
    }
    first
};
