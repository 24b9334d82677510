//! What a section is about, decided by its heading through one table of synonyms.
//!
//! Takes a heading as written, gives a [`SectionKind`]. Emoji, numbering, case, brackets and closing punctuation do not count,
//! and one slip of the pen is forgiven. It does not look at what stands under the heading, and a heading it does not know
//! stays [`SectionKind::Other`]. It lies in the ground because two rooms ask it: what is understood of a report, and the reader of
//! plain text, where nothing but its words tells a label (`Root cause: …`) from other words before a colon.

mod headings;
mod normal;
mod synonyms;

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

pub use headings::Headings;
pub use normal::{normal, normal_up_to};

/// What a section is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SectionKind {
    /// What happened in short.
    Summary,
    /// Who and what was affected, and how.
    Impact,
    /// What happened when.
    Timeline,
    /// What led up to the incident.
    Leadup,
    /// What set it off.
    Trigger,
    /// How it was noticed.
    Detection,
    /// What was done while it lasted.
    Response,
    /// Who took part in the response or in the review.
    Participants,
    /// What ended it.
    Resolution,
    /// Why it happened.
    RootCause,
    /// The chain of whys.
    FiveWhys,
    /// What went well.
    WentWell,
    /// What went wrong.
    WentWrong,
    /// Where luck helped.
    Lucky,
    /// What nobody expected.
    Surprise,
    /// What was learned.
    Lessons,
    /// What will be done.
    ActionItems,
    /// What will keep it from happening again.
    Prevention,
    /// What one must know to understand the rest.
    Background,
    /// Figures: times to detect and recover, category.
    Stats,
    /// A questionnaire about the response.
    Scorecard,
    /// What was told to whom.
    Communication,
    /// Where more is written.
    References,
    /// What is still open.
    Questions,
    /// Facts about the report itself.
    Metadata,
    /// The few moments that figures are computed from.
    KeyEvents,
    /// Not recognised: kept with its own title.
    Other,
}

impl SectionKind {
    /// Every kind, in the order of the export's documentation.
    pub const ALL: [Self; 27] = [
        Self::Summary,
        Self::Impact,
        Self::Timeline,
        Self::Leadup,
        Self::Trigger,
        Self::Detection,
        Self::Response,
        Self::Participants,
        Self::Resolution,
        Self::RootCause,
        Self::FiveWhys,
        Self::WentWell,
        Self::WentWrong,
        Self::Lucky,
        Self::Surprise,
        Self::Lessons,
        Self::ActionItems,
        Self::Prevention,
        Self::Background,
        Self::Stats,
        Self::Scorecard,
        Self::Communication,
        Self::References,
        Self::Questions,
        Self::Metadata,
        Self::KeyEvents,
        Self::Other,
    ];

    /// True for what only reports of incidents have: their course, causes and consequences.
    pub fn tells(self) -> bool {
        matches!(
            self,
            Self::Impact
                | Self::Timeline
                | Self::Leadup
                | Self::Trigger
                | Self::Detection
                | Self::Resolution
                | Self::RootCause
                | Self::FiveWhys
                | Self::WentWell
                | Self::WentWrong
                | Self::Lucky
                | Self::Lessons
                | Self::ActionItems
                | Self::Prevention
        )
    }

    /// True for what is promised: a heading below such a one is a group of promises, whatever it is called elsewhere.
    pub fn promises(self) -> bool {
        matches!(self, Self::ActionItems | Self::Prevention)
    }

    /// True for what stays what it is below such a heading: it looks back on the response, or lists questions, links and points. What
    /// tells of the incident does not: `Detection` below `Action items` says how the next one shall be noticed.
    pub fn stays_below_promises(self) -> bool {
        matches!(
            self,
            Self::ActionItems
                | Self::Prevention
                | Self::WentWell
                | Self::WentWrong
                | Self::Lucky
                | Self::Surprise
                | Self::Lessons
                | Self::Questions
                | Self::References
                | Self::Metadata
                | Self::Scorecard
        )
    }

    /// The word that the export uses, for example `root_cause`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Summary => "summary",
            Self::Impact => "impact",
            Self::Timeline => "timeline",
            Self::Leadup => "leadup",
            Self::Trigger => "trigger",
            Self::Detection => "detection",
            Self::Response => "response",
            Self::Participants => "participants",
            Self::Resolution => "resolution",
            Self::RootCause => "root_cause",
            Self::FiveWhys => "five_whys",
            Self::WentWell => "went_well",
            Self::WentWrong => "went_wrong",
            Self::Lucky => "lucky",
            Self::Surprise => "surprise",
            Self::Lessons => "lessons",
            Self::ActionItems => "action_items",
            Self::Prevention => "prevention",
            Self::Background => "background",
            Self::Stats => "stats",
            Self::Scorecard => "scorecard",
            Self::Communication => "communication",
            Self::References => "references",
            Self::Questions => "questions",
            Self::Metadata => "metadata",
            Self::KeyEvents => "key_events",
            Self::Other => "other",
        }
    }
}

/// Longer headings are sentences; no table knows them and no slip of the pen is looked for.
const LONGEST: usize = 64;

/// Headings of fewer letters are not looked for with a slip of the pen.
const SHORTEST: usize = 6;

/// Every word of the table with its kind; as written, where that is normal already.
static KINDS: LazyLock<HashMap<Cow<'static, str>, SectionKind>> = LazyLock::new(|| {
    let words = synonyms::TABLE.iter().map(|(_, words)| words.len());
    let mut kinds = HashMap::with_capacity(words.sum());
    for (kind, words) in synonyms::TABLE {
        kinds.extend(words.iter().map(|word| (normal_word(word), *kind)));
    }
    kinds
});

/// The same words by their number of letters, in the order of the table: only these can be one slip away.
static BY_LENGTH: LazyLock<Vec<Vec<Known>>> = LazyLock::new(|| {
    let mut out: Vec<Vec<_>> = vec![Vec::new(); LONGEST + 2];
    for (kind, words) in synonyms::TABLE {
        for word in *words {
            let word = normal_word(word);
            let length = word.chars().count();
            if (SHORTEST..out.len()).contains(&length) {
                let (first, last) = ends(&word);
                out[length].push(Known {
                    first,
                    last,
                    word,
                    kind: *kind,
                });
            }
        }
    }
    out
});

/// A word of the table, with the bytes with which it begins and ends.
#[derive(Clone)]
struct Known {
    first: u8,
    last: u8,
    word: Cow<'static, str>,
    kind: SectionKind,
}

/// The bytes with which a text begins and ends.
fn ends(text: &str) -> (u8, u8) {
    let of = |byte: Option<&u8>| byte.copied().unwrap_or_default();
    let bytes = text.as_bytes();
    (of(bytes.first()), of(bytes.last()))
}

/// A word of the table as [`normal`] writes it.
fn normal_word(word: &'static str) -> Cow<'static, str> {
    let is_letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let is_normal = |word: &str| !word.is_empty() && word.bytes().all(is_letter);
    if word.split(' ').all(is_normal) {
        word.into()
    } else {
        normal(word).into()
    }
}

/// What a section of that heading is about.
///
/// The whole heading is looked up first, then the part before a colon or a dash (`Timeline - 20.04.22`), then its beginning
/// (`Root cause of the outage`), and at last anything one slip of the pen away.
pub fn kind_of(heading: &str) -> SectionKind {
    let whole = normal(heading);
    if whole.is_empty() {
        return SectionKind::Other;
    }
    if let Some(kind) = KINDS.get(&*whole) {
        return *kind;
    }
    let bare = without_figures(&whole);
    if let Cow::Owned(bare) = &bare
        && let Some(kind) = KINDS.get(&**bare)
    {
        return *kind;
    }
    if let Some(kind) = lead(heading).and_then(named) {
        return kind;
    }
    if let Some((_, kind)) = synonyms::BEGINNINGS.iter().find(|(beginning, _)| {
        beginning.as_bytes().first() == whole.as_bytes().first() && begins_with(&whole, beginning)
    }) {
        return *kind;
    }
    // `A short, confusing timeline`.
    if whole.ends_with(" timeline") && whole.split(' ').nth(5).is_none() {
        return SectionKind::Timeline;
    }
    // `Background of the ferries`, `Some context`.
    let is_background = begins_with(&whole, "background")
        || [" context", " background"]
            .iter()
            .any(|end| whole.ends_with(end));
    if is_background && whole.split(' ').nth(3).is_none() {
        return SectionKind::Background;
    }
    near(&bare).unwrap_or(SectionKind::Other)
}

/// True where the whole heading is the name of a section, so that it is no title of a document.
pub fn is_section_name(heading: &str) -> bool {
    named(heading).is_some()
}

/// The kind of sections that the whole heading is a name of.
fn named(heading: &str) -> Option<SectionKind> {
    KINDS.get(&*normal_up_to(heading, LONGEST)).copied()
}

/// True for words that head a part of a report, or begin or end with one that does: `Root cause`, `Summary of impact`, `Mail impact`.
pub fn speaks_of_section(words: &str) -> bool {
    kind_of(words) != SectionKind::Other || {
        let words = normal(words);
        let ends = [words.split(' ').next(), words.split(' ').next_back()];
        let mut kinds = ends
            .into_iter()
            .flatten()
            .filter_map(|word| KINDS.get(word));
        kinds.any(|kind| kind.tells())
    }
}

/// The part of a heading before a colon or a dash that stands by itself.
fn lead(heading: &str) -> Option<&str> {
    const BETWEEN_BLANKS: &[&str] = &["- ", "– ", "— ", "/ ", "| "];
    let bytes = heading.as_bytes();
    // A mark with which the heading begins parts nothing anywhere.
    let mut idle = None;
    for at in memchr::memchr_iter(b' ', bytes) {
        let is_colon = at > 0 && bytes[at - 1] == b':' && idle != Some(": ");
        let (at, mark) = if is_colon {
            (at - 1, ": ")
        } else {
            let behind = &bytes[at + 1..];
            let is_mark = |mark: &&&str| behind.starts_with(mark.as_bytes());
            let Some(mark) = BETWEEN_BLANKS.iter().find(is_mark) else {
                continue;
            };
            (at, *mark)
        };
        if at == 0 {
            idle = Some(mark);
        } else if idle != Some(mark) {
            return Some(&heading[..at]);
        }
    }
    None
}

fn begins_with(whole: &str, beginning: &str) -> bool {
    whole
        .strip_prefix(beginning)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// The kind whose name is one letter wrong, missing, too many or swapped; only for words of six letters or more.
fn near(heading: &str) -> Option<SectionKind> {
    let length = heading.chars().count();
    if !(SHORTEST..=LONGEST).contains(&length) {
        return None;
    }
    let (first, last) = ends(heading);
    for words in BY_LENGTH.get(length - 1..=length + 1)? {
        for known in words {
            // Few pairs do: one slip leaves the first letter of a word or its last.
            let shares_an_end = known.first == first || known.last == last;
            if shares_an_end && is_one_slip(&known.word, heading) {
                return Some(known.kind);
            }
        }
    }
    None
}

/// True for words that differ by one letter that is wrong, missing, too many or swapped with the next: what they share at their
/// beginnings and ends tells, and nearly all pairs share nothing.
fn is_one_slip(a: &str, b: &str) -> bool {
    let same = |pair: &(char, char)| pair.0 == pair.1;
    let shared: usize = a
        .chars()
        .zip(b.chars())
        .take_while(same)
        .map(|(c, _)| c.len_utf8())
        .sum();
    let (a, b) = (&a[shared..], &b[shared..]);
    let behind: usize = (a.chars().rev().zip(b.chars().rev()))
        .take_while(same)
        .map(|(c, _)| c.len_utf8())
        .sum();
    let mut a = a[..a.len() - behind].chars();
    let mut b = b[..b.len() - behind].chars();
    match (a.next(), a.next(), a.next(), b.next(), b.next(), b.next()) {
        (_, None, _, _, None, _) => true,
        (Some(a), Some(next_a), None, Some(b), Some(next_b), None) => a == next_b && b == next_a,
        _ => false,
    }
}

/// A heading without words that hold a digit: numbering, dates, numbers of incidents.
fn without_figures(normal: &str) -> Cow<'_, str> {
    if !normal.bytes().any(|byte| byte.is_ascii_digit()) {
        return normal.into();
    }
    normal
        .split(' ')
        .filter(|word| !word.contains(|c: char| c.is_ascii_digit()))
        .collect::<Vec<_>>()
        .join(" ")
        .into()
}

#[cfg(test)]
mod tests {
    use super::{SectionKind as Kind, kind_of, normal, synonyms};

    #[test]
    fn colons_part_words_where_they_are_no_shortcode() {
        for (heading, expected) in [
            ("Impact: who's hit", "impact whos hit"),
            (":fire: Impact", "impact"),
            ("at 10:07: it", "at 10 it"),
            ("at 10:07:30", "at 1030"),
            ("What — went: (well)", "what went"),
            ("Fix:", "fix"),
        ] {
            assert_eq!(normal(heading), expected, "{heading}");
        }
    }

    #[test]
    fn no_heading_of_the_table_is_longer_than_what_is_compared() {
        let longest = super::KINDS.keys().map(|heading| heading.len()).max();
        assert!(longest.is_some_and(|longest| longest <= super::LONGEST));
    }

    #[test]
    fn headings_as_people_write_them() {
        for (heading, kind) in [
            ("Summary", Kind::Summary),
            ("## Summary ##", Kind::Summary),
            ("🥏 Impact", Kind::Impact),
            (":flyingdisc: Impact", Kind::Impact),
            ("⚠️ Leadup", Kind::Leadup),
            ("👁️ Detection", Kind::Detection),
            ("🙋🏿\u{200d}♂️ Response", Kind::Response),
            ("🔎 Five Why’s", Kind::FiveWhys),
            ("🌱 Blameless root cause", Kind::RootCause),
            ("Cause(s)", Kind::RootCause),
            ("Root cause of the outage", Kind::RootCause),
            ("☑️ Follow-up tasks", Kind::ActionItems),
            ("3. Action Items:", Kind::ActionItems),
            ("Timeline (times in BST)", Kind::Timeline),
            ("Timeline 20.04.22", Kind::Timeline),
            ("Tidslinje", Kind::Timeline),
            ("Atendees", Kind::Participants),
            ("Hva lærte vi?´", Kind::Lessons),
            ("What Didn't Go So Well?", Kind::WentWrong),
            ("What didn’t go well", Kind::WentWrong),
            ("Mitigation", Kind::Resolution),
            ("Mitigations", Kind::Prevention),
            ("Background: the swap pool", Kind::Background),
            ("Q&A", Kind::Questions),
            ("根本原因", Kind::RootCause),
            ("Maßnahmen", Kind::ActionItems),
            ("Résumé", Kind::Summary),
            ("Sumary", Kind::Summary),
            ("Why the cache was cold", Kind::Other),
            ("", Kind::Other),
            ("🎉", Kind::Other),
        ] {
            assert_eq!(kind_of(heading), kind, "{heading}");
        }
    }

    #[test]
    fn no_two_kinds_claim_one_word() {
        let mut seen = std::collections::BTreeMap::new();
        for (kind, words) in synonyms::TABLE {
            for word in *words {
                if let Some(other) = seen.insert(normal(word), *kind) {
                    assert_eq!(other, *kind, "{word} stands under two kinds");
                }
            }
        }
        for kind in Kind::ALL {
            assert!(
                kind == Kind::Other || seen.values().any(|k| *k == kind),
                "{}",
                kind.name()
            );
        }
    }
}
