//! A search index read back from its files, as a page reads it.

mod packed;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::Files;

/// The files of an index.
#[derive(Debug)]
pub(crate) struct Index {
    /// Which writing of the index its files are of.
    pub(crate) generation: String,
    pub(crate) manifest: Value,
    pub(crate) facets: Value,
    /// All reports, by number.
    pub(crate) reports: Vec<Value>,
    /// What stands in each shard.
    shards: Vec<Shard>,
    /// The first part of each report, and that behind the last.
    starts: Vec<usize>,
}

/// A shard of words.
#[derive(Debug)]
struct Shard {
    groups: Vec<Group>,
    /// Words whose groups stand in other shards, and in which.
    elsewhere: BTreeMap<String, usize>,
}

/// Words that are found together, in their order, and where they stand.
type Group = (Vec<String>, Vec<(usize, u32)>);

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
        let (generation, manifest) = data(files, "manifest", "manifest", "\"\"");
        let own = |name: &str, kind: &str, number: &str| {
            let (own, data) = data(files, name, kind, number);
            assert_eq!(own, generation, "{name}.js is of the same writing");
            data
        };
        let number = |key: &str| {
            usize::try_from(manifest[key].as_u64().expect("a number")).expect("it is small")
        };
        let blocks = number("count").div_ceil(number("blockSize"));
        let block = |at: usize| list(&own(&format!("d{at}"), "reports", &at.to_string()));
        let reports: Vec<Value> = (0..blocks).flat_map(block).collect();
        let sizes: Vec<u32> = numbers(&manifest["sizes"]).collect();
        let shard = |at: usize| {
            let data = own(&format!("w{at}"), "words", &at.to_string());
            let words = packed::words(text(&data[1]));
            let places = packed::places(text(&data[0]), words.len(), &sizes);
            let absent = text(&data[2]).split_whitespace().map(str::to_owned);
            let at = numbers(&data[3]).map(|at| at as usize);
            Shard {
                groups: words.into_iter().zip(places).collect(),
                elsewhere: absent.zip(at).collect(),
            }
        };
        let shards = (0..list(&manifest["shards"]).len()).map(shard).collect();
        let mut starts = vec![0];
        for parts in numbers(&manifest["units"]) {
            starts.push(starts.last().expect("it has a first") + parts as usize);
        }
        assert_eq!(reports.len(), number("count"));
        assert_eq!(starts.len(), reports.len() + 1);
        Self {
            facets: own("facets", "facets", "\"\""),
            generation,
            manifest,
            reports: reports.into_iter().map(with_ids).collect(),
            shards,
            starts,
        }
    }

    /// The words that are found together with one, which is looked for as a page does, and where; none where it stands nowhere.
    fn group(&self, word: &str) -> Option<&Group> {
        let firsts = list(&self.manifest["shards"]);
        let at = firsts
            .partition_point(|first| text(first) <= word)
            .saturating_sub(1);
        let shard = self.shards.get(at)?;
        let at = shard.elsewhere.get(word).copied().unwrap_or(at);
        let groups = &self.shards.get(at)?.groups;
        (groups.iter()).find(|(words, _)| words.iter().any(|one| one == word))
    }

    /// The words that are found together with one, in their order.
    pub(crate) fn together(&self, word: &str) -> Vec<String> {
        let group = self.group(word);
        group.map(|(words, _)| words.clone()).unwrap_or_default()
    }

    /// Where a word stands, or one that is found with it.
    pub(crate) fn places(&self, word: &str) -> Vec<Place> {
        let Some((_, places)) = self.group(word) else {
            return Vec::new();
        };
        let place = |&(part, weight): &(usize, u32)| {
            let report = self.starts.partition_point(|start| *start <= part) - 1;
            let section = part - self.starts[report];
            let shown = &self.reports[report];
            Place {
                report: text(&shown[0]).to_owned(),
                section: section
                    .checked_sub(1)
                    .map(|at| text(&shown[8][at][0]).to_owned()),
                weight,
            }
        };
        places.iter().map(place).collect()
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
        self.of_list(text(gaps))
    }

    fn of_list(&self, gaps: &str) -> Vec<&str> {
        let mut next = 0;
        let reports = decode(gaps).map(|gap| {
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
        let Some(facet) = facet else {
            return BTreeMap::new();
        };
        let names = list(&facet["names"]);
        let reports = text(&facet["reports"]).split(' ');
        let value = |(at, (name, reports)): (usize, (&Value, &str))| {
            let name = text(name).to_owned();
            let id = facet["ids"][at.to_string()].as_str();
            let id = id.map_or_else(|| name.to_lowercase().replace(' ', "-"), str::to_owned);
            (id, (name, self.of_list(reports)))
        };
        names.iter().zip(reports).enumerate().map(value).collect()
    }
}

/// A row of the reports with the ids of its sections: one that stands alone is the title in small letters with hyphens.
fn with_ids(mut row: Value) -> Value {
    for section in row[8].as_array_mut().into_iter().flatten() {
        if let Some(title) = section.as_str() {
            let kept = title
                .chars()
                .filter(|c| c.is_ascii_alphanumeric() || matches!(c, ' ' | '-' | '_'));
            let id = kept
                .collect::<String>()
                .to_ascii_lowercase()
                .replace(' ', "-");
            *section = serde_json::json!([id.trim_matches('-'), title]);
        }
    }
    row
}

/// Which writing of the index a file is of, and its data.
#[track_caller]
fn data(files: &Files, name: &str, kind: &str, number: &str) -> (String, Value) {
    let bytes = files
        .get(&format!("search/{name}.js"))
        .unwrap_or_else(|| panic!("there is no {name}.js"));
    let script = std::str::from_utf8(bytes).expect("a script is text");
    let start = format!("window.pmsiteSearch.add(\"{kind}\",{number},\"");
    let json = script
        .strip_prefix(&start)
        .and_then(|rest| rest.strip_suffix(");\n"))
        .and_then(|rest| rest.split_once("\","));
    let (generation, json) =
        json.unwrap_or_else(|| panic!("{name}.js is no call: {}", &script[..script.len().min(80)]));
    assert!(
        !json.contains(['<', '>', '\u{2028}', '\u{2029}', '\n']),
        "{name}.js"
    );
    let data = serde_json::from_str(json).unwrap_or_else(|error| panic!("{name}.js: {error}"));
    (generation.to_owned(), data)
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
    let mut digits = packed::digits(list);
    std::iter::from_fn(move || {
        let (mut number, mut place) = (0, 1);
        loop {
            let digit = digits.next()?;
            number += digit % 32 * place;
            if digit < 32 {
                return Some(number);
            }
            place *= 32;
        }
    })
}
