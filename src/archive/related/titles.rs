//! Titles that reports share: the same, or made of the same words.
//!
//! Takes reports, gives two lists. Dates and what every report is (`Incident report: ...`) make no title alike.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::LazyLock;

use super::super::spelling::{identity, lowered};
use super::gathered::Gathered;
use crate::postmortem::Postmortem;

/// So many words that say something make two titles alike.
const FEWEST: usize = 3;

/// Words that say nothing of an incident: of language, of what every report is, of days.
const SILENT: &str = "a after again all an and are as at be been being but by did does due during for from had has have in into is it \
    its new no not of off on or our out over some than that the their them they this to up was we were when while will with without \
    incident incidents report reports postmortem postmortems post mortem mortems retrospective review writeup rca update summary \
    january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct \
    nov dec monday tuesday wednesday thursday friday saturday sunday utc";

/// The same to be looked up in: every word of every title is.
static IS_SILENT: LazyLock<BTreeSet<&str>> = LazyLock::new(|| SILENT.split(' ').collect());

/// The titles of several words.
pub(super) fn titles(reports: &[Arc<Postmortem>]) -> Vec<Gathered> {
    by(reports, |title| {
        let is_of_several = title.split_whitespace().nth(1).is_some();
        is_of_several.then(|| identity(title))
    })
}

/// The titles made of the same words, where not all of them are the same title.
pub(super) fn alike(reports: &[Arc<Postmortem>]) -> Vec<Gathered> {
    let mut all = by(reports, words);
    all.retain(|one| {
        let titles = one.reports.iter();
        let mut titles = titles.map(|(report, _)| identity(&reports[*report as usize].title));
        let first = titles.next();
        titles.any(|title| Some(title) != first)
    });
    all
}

/// The reports by what is compared of their titles, each called by the first of its titles.
fn by(reports: &[Arc<Postmortem>], compared: impl Fn(&str) -> Option<String>) -> Vec<Gathered> {
    let mut of: BTreeMap<String, Gathered> = BTreeMap::new();
    for (number, report) in (0_u32..).zip(reports) {
        if let Some(compared) = compared(&report.title) {
            let gathered = of.entry(compared).or_insert_with(|| Gathered {
                name: report.title.as_str().into(),
                ..Gathered::default()
            });
            gathered.reports.push((number, false));
        }
    }
    of.into_values().collect()
}

/// The words of a title that say something, each once, in their order by letters; `None` where there are too few.
fn words(title: &str) -> Option<String> {
    let lower = lowered(title);
    let says_something =
        |word: &&str| !word.is_empty() && !is_of_date(word) && !IS_SILENT.contains(*word);
    let words = lower.split(|c: char| !c.is_alphanumeric());
    let mut words: Vec<&str> = words.filter(says_something).collect();
    words.sort_unstable();
    words.dedup();
    (words.len() >= FEWEST).then(|| words.join(" "))
}

/// True for what may be a part of a date: `3`, `3rd`, `2031`, `20310203`. Another number tells one incident from another: `404`, `v2`.
fn is_of_date(word: &str) -> bool {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    match digits {
        1 | 2 => matches!(&word[digits..], "" | "st" | "nd" | "rd" | "th"),
        4 => digits == word.len() && (word.starts_with("19") || word.starts_with("20")),
        8 => digits == word.len(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn words_that_say_something() {
        for (title, expected) in [
            ("Logs not shipped to the Attic", Some("attic logs shipped")),
            (
                "Logs not being shipped to Attic",
                Some("attic logs shipped"),
            ),
            ("2031-02-03: Mill out of water, again", None),
            ("Pages of 404 at the mill", Some("404 mill pages")),
            (
                "Incident report, March 3rd: mill pond frozen",
                Some("frozen mill pond"),
            ),
        ] {
            assert_eq!(words(title).as_deref(), expected, "{title}");
        }
    }
}
