//! The names that an archive declares, found in the words of a report.
//!
//! Takes the names with their other spellings, gives those that stand in a text as whole words. A short name counts only as it is
//! written, and a name does not count where the words behind it say that it was not affected.

use aho_corasick::{AhoCorasick, MatchKind};

use super::account::{Line, Part};
use super::phrases::around;
use super::{Facet, Origin};
use crate::source::Span;

/// The declared services, ready to be searched for.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// The names as they are shown.
    shown: Vec<String>,
    /// For each spelling the name and how it is written.
    spellings: Vec<(usize, String)>,
    search: Option<AhoCorasick>,
}

impl PartialEq for Names {
    fn eq(&self, other: &Self) -> bool {
        self.shown == other.shown && self.spellings == other.spellings
    }
}

/// Names of so few letters count only as they are written: `API`, `Go`.
const SHORT: usize = 3;

impl Names {
    /// The names and the other spellings of each.
    pub fn new<'a>(declared: impl IntoIterator<Item = (&'a str, &'a [String])>) -> Self {
        let mut names = Vec::new();
        let mut spellings = Vec::new();
        for (name, aliases) in declared {
            let at = names.len();
            names.push(name.to_owned());
            let all = std::iter::once(name).chain(aliases.iter().map(String::as_str));
            let written = all.map(str::trim).filter(|spelling| !spelling.is_empty());
            spellings.extend(written.map(|spelling| (at, spelling.to_owned())));
        }
        let search = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .ascii_case_insensitive(true)
            .build(spellings.iter().map(|(_, spelling)| spelling));
        Self {
            search: search.ok().filter(|_| !spellings.is_empty()),
            shown: names,
            spellings,
        }
    }

    /// Those that the title or the account names, in the order of their first mention.
    pub(super) fn find(&self, title: (&str, Span), account: &[Line]) -> Vec<Facet> {
        let Some(search) = &self.search else {
            return Vec::new();
        };
        let mut out: Vec<Facet> = Vec::new();
        let told = account
            .iter()
            .filter(|line| matches!(line.part, Part::Opening | Part::Summary | Part::Impact))
            .map(|line| (&*line.text, line.span));
        for (words, span) in std::iter::once(title).chain(told) {
            for found in search.find_iter(words) {
                let (name, spelling) = &self.spellings[found.pattern().as_usize()];
                let name = &self.shown[*name];
                let range = found.range();
                let is_as_written =
                    spelling.chars().count() > SHORT || words[range.clone()] == **spelling;
                let is_there = is_as_written
                    && is_whole(words, &range)
                    && !is_spared(&words[range.end..])
                    && out.iter().all(|facet| facet.name != *name);
                if is_there {
                    out.push(Facet {
                        name: name.clone(),
                        origin: Origin::Vocabulary,
                        evidence: Some(around(words, range)),
                        span,
                    });
                }
            }
        }
        out
    }
}

/// True where no word goes on before or behind: `orders` is not named by `orders-api`.
fn is_whole(words: &str, range: &std::ops::Range<usize>) -> bool {
    let joins = |c: char| matches!(c, '-' | '_' | '.' | '/');
    let mut before = words[..range.start].chars().rev();
    let mut behind = words[range.end..].chars();
    let goes_on = |first: Option<char>, second: Option<char>| {
        first.is_some_and(char::is_alphanumeric)
            || first.is_some_and(joins) && second.is_some_and(char::is_alphanumeric)
    };
    // Scripts without blanks between words have no borders to look for.
    let has_borders = words[range.clone()]
        .chars()
        .all(|c| c.is_ascii() || c < '\u{3000}');
    !has_borders || !goes_on(before.next(), before.next()) && !goes_on(behind.next(), behind.next())
}

/// True for `… was not affected`.
fn is_spared(behind: &str) -> bool {
    let mut words = behind.split_whitespace().take(4);
    let is_being = words
        .next()
        .is_some_and(|word| matches!(word, "was" | "were" | "is" | "are" | "remained"));
    let spared = |word: &str| word.starts_with("unaffected") || word.starts_with("unimpacted");
    let rest: Vec<&str> = words.collect();
    is_being
        && match rest.as_slice() {
            [first, ..] if spared(first) => true,
            ["not", next, ..] => next.starts_with("affected") || next.starts_with("impacted"),
            _ => false,
        }
}
