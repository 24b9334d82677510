//! A search index read back from its files, as a page reads it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::Files;

/// The files of an index.
#[derive(Debug)]
pub(crate) struct Index {
    pub(crate) manifest: Value,
    pub(crate) facets: Value,
    /// All reports, by number.
    pub(crate) reports: Vec<Value>,
    /// The entries of each shard.
    pub(crate) shards: Vec<Vec<Value>>,
    /// The first part of each report, and that behind the last.
    starts: Vec<usize>,
}

/// A place where a word stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    /// The title of the report.
    pub(crate) report: String,
    /// The id of the section; none for the head.
    pub(crate) section: Option<String>,
    pub(crate) weight: u32,
}

impl Index {
    /// Reads the index of a site.
    #[track_caller]
    pub(crate) fn of(files: &Files) -> Self {
        let manifest = data(files, "manifest", "manifest", "\"\"");
        let number = |key: &str| {
            usize::try_from(manifest[key].as_u64().expect("a number")).expect("it is small")
        };
        let blocks = number("count").div_ceil(number("blockSize"));
        let block = |at: usize| list(&data(files, &format!("d{at}"), "reports", &at.to_string()));
        let reports: Vec<Value> = (0..blocks).flat_map(block).collect();
        let shard = |at: usize| list(&data(files, &format!("w{at}"), "words", &at.to_string()));
        let shards = (0..list(&manifest["shards"]).len()).map(shard).collect();
        let mut starts = vec![0];
        for parts in numbers(&manifest["units"]) {
            starts.push(starts.last().expect("it has a first") + parts as usize);
        }
        assert_eq!(reports.len(), number("count"));
        assert_eq!(starts.len(), reports.len() + 1);
        Self {
            facets: data(files, "facets", "facets", "\"\""),
            manifest,
            reports,
            shards,
            starts,
        }
    }

    /// The words that are found together with one, which is looked for as a page does; none where it stands nowhere.
    pub(crate) fn group(&self, word: &str) -> Option<(Vec<String>, &str)> {
        let firsts = list(&self.manifest["shards"]);
        let at = firsts
            .partition_point(|first| text(first) <= word)
            .saturating_sub(1);
        let in_shard = |at: usize, word: &str| {
            self.shards
                .get(at)?
                .iter()
                .find(|entry| match entry.as_array().map(Vec::len) {
                    Some(2) => text(&entry[0]).split(' ').any(|one| one == word),
                    _ => text(&entry[0]) == word,
                })
        };
        let mut entry = in_shard(at, word)?;
        if entry.as_array().is_some_and(|entry| entry.len() == 3) {
            let shard = usize::try_from(entry[1].as_u64()?).ok()?;
            entry = in_shard(shard, text(&entry[2]))?;
        }
        let words = text(&entry[0]).split(' ').map(str::to_owned).collect();
        Some((words, entry[1].as_str()?))
    }

    /// The words that are found together with one, sorted.
    pub(crate) fn together(&self, word: &str) -> Vec<String> {
        let mut words = self.group(word).map(|(words, _)| words).unwrap_or_default();
        words.sort();
        words
    }

    /// Where a word stands, or one that is found with it.
    pub(crate) fn places(&self, word: &str) -> Vec<Place> {
        let Some((_, places)) = self.group(word) else {
            return Vec::new();
        };
        let mut part = 0;
        let places = decode(places).map(|place| {
            part += place as usize / 4;
            let report = self.starts.partition_point(|start| *start <= part) - 1;
            let section = part - self.starts[report];
            let shown = &self.reports[report];
            Place {
                report: text(&shown[0]).to_owned(),
                section: section
                    .checked_sub(1)
                    .map(|at| text(&shown[8][at][0]).to_owned()),
                weight: place % 4,
            }
        });
        places.collect()
    }

    /// The titles of the reports in which a word stands.
    pub(crate) fn reports(&self, word: &str) -> BTreeSet<String> {
        self.places(word)
            .into_iter()
            .map(|place| place.report)
            .collect()
    }

    /// The titles of the reports of a list with gaps.
    pub(crate) fn of_gaps(&self, gaps: &Value) -> Vec<&str> {
        let mut next = 0;
        let reports = numbers(gaps).map(|gap| {
            let report = next + gap as usize;
            next = report + 1;
            text(&self.reports[report][0])
        });
        reports.collect()
    }

    /// The terms of a facet: id, name, titles of reports.
    pub(crate) fn facet(&self, key: &str) -> BTreeMap<String, (String, Vec<&str>)> {
        let facets = self.facets["facets"].as_array().expect("a list");
        let facet = facets.iter().find(|facet| facet["key"] == key);
        let values = facet.and_then(|facet| facet["values"].as_array());
        let values = values.into_iter().flatten();
        values
            .map(|value| {
                (
                    text(&value[0]).to_owned(),
                    (text(&value[1]).to_owned(), self.of_gaps(&value[2])),
                )
            })
            .collect()
    }
}

/// The data of a file.
#[track_caller]
fn data(files: &Files, name: &str, kind: &str, number: &str) -> Value {
    let bytes = files
        .get(&format!("search/{name}.js"))
        .unwrap_or_else(|| panic!("there is no {name}.js"));
    let script = std::str::from_utf8(bytes).expect("a script is text");
    let start = format!("window.pmsiteSearch.add(\"{kind}\",{number},");
    let json = script
        .strip_prefix(&start)
        .and_then(|rest| rest.strip_suffix(");\n"));
    let json =
        json.unwrap_or_else(|| panic!("{name}.js is no call: {}", &script[..script.len().min(80)]));
    assert!(
        !json.contains(['<', '>', '\u{2028}', '\u{2029}', '\n']),
        "{name}.js"
    );
    serde_json::from_str(json).unwrap_or_else(|error| panic!("{name}.js: {error}"))
}

fn list(value: &Value) -> Vec<Value> {
    value.as_array().expect("a list").clone()
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}

/// The numbers of a list.
pub(crate) fn numbers(list: &Value) -> impl Iterator<Item = u32> + '_ {
    decode(text(list))
}

fn decode(list: &str) -> impl Iterator<Item = u32> + '_ {
    const DIGITS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut letters = list.chars();
    std::iter::from_fn(move || {
        let (mut number, mut place) = (0, 1);
        loop {
            let digit =
                u32::try_from(DIGITS.find(letters.next()?).expect("a digit")).expect("it is small");
            number += digit % 32 * place;
            if digit < 32 {
                return Some(number);
            }
            place *= 32;
        }
    })
}
