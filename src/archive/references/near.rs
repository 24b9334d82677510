//! Proposes a name that is near to one that was not found.
//!
//! A slip of the pen leaves the beginning or the end of a name as it was. So only the neighbours of a name in two orders are
//! compared (by letters from the front, by letters from the back), and the cost of a proposal does not grow with the archive.

use strsim::normalized_damerau_levenshtein;

use super::super::address::{key, split};
use super::super::spelling::without_date;

/// How many neighbours on each side are compared.
const NEIGHBOURS: usize = 8;

/// Names longer than this are not compared.
const LONGEST: usize = 160;

/// How alike two names must be, from 0 to 1.
const ALIKE: f64 = 0.75;

/// The names that can be proposed for others.
#[derive(Debug)]
pub(in crate::archive) struct Alike {
    /// The name as it is compared, and what is shown.
    forward: Vec<(String, String)>,
    /// The same, the letters of the name turned around.
    backward: Vec<(String, String)>,
}

impl Alike {
    /// These names, each with what is shown for it.
    pub(in crate::archive) fn new(mut forward: Vec<(String, String)>) -> Self {
        forward.retain(|(name, _)| name.len() <= LONGEST);
        forward.sort();
        let mut backward: Vec<(String, String)> = forward
            .iter()
            .map(|(name, shown)| (turned(name), shown.clone()))
            .collect();
        backward.sort();
        Self { forward, backward }
    }

    /// What is shown for the name that is nearest to that one, where one is near enough.
    pub(in crate::archive) fn nearest(&self, wanted: &str) -> Option<&str> {
        if wanted.is_empty() || wanted.len() > LONGEST {
            return None;
        }
        let back = turned(wanted);
        let neighbours = around(&self.forward, wanted)
            .iter()
            .map(|(name, shown)| (normalized_damerau_levenshtein(name, wanted), shown));
        let others = around(&self.backward, &back)
            .iter()
            .map(|(name, shown)| (normalized_damerau_levenshtein(name, &back), shown));
        best(neighbours.chain(others))
    }
}

/// The paths that can be proposed, by the names of their files.
#[derive(Debug)]
pub(super) struct Names(Alike);

impl Names {
    /// The names of these paths.
    pub(super) fn new<'a>(paths: impl Iterator<Item = &'a str>) -> Self {
        let mut names: Vec<(String, String)> = Vec::new();
        for path in paths {
            let key = key(path);
            let name = split(&key).1;
            if name.len() <= LONGEST {
                // Who forgets the date in front still means that file.
                let bare = without_date(name).map(str::to_owned);
                names.extend(bare.map(|bare| (bare, path.to_owned())));
                names.push((name.to_owned(), path.to_owned()));
            }
        }
        Self(Alike::new(names))
    }

    /// The path whose name is nearest to that of `path`, where one is near enough.
    pub(super) fn nearest(&self, path: &str) -> Option<&str> {
        let wanted = key(path);
        self.0.nearest(split(&wanted).1)
    }
}

fn turned(name: &str) -> String {
    name.chars().rev().collect()
}

fn around<'a>(sorted: &'a [(String, String)], wanted: &str) -> &'a [(String, String)] {
    let at = sorted.partition_point(|(name, _)| name.as_str() < wanted);
    &sorted[at.saturating_sub(NEIGHBOURS)..sorted.len().min(at + NEIGHBOURS)]
}

fn best<'a>(rated: impl Iterator<Item = (f64, &'a String)>) -> Option<&'a str> {
    rated
        .filter(|(alike, _)| *alike >= ALIKE)
        .max_by(|(a, a_name), (b, b_name)| a.total_cmp(b).then_with(|| b_name.cmp(a_name)))
        .map(|(_, name)| name.as_str())
}

/// The id nearest to an anchor, among the ids of one document.
pub(super) fn nearest_id<'a>(wanted: &str, ids: &'a [String]) -> Option<&'a str> {
    if wanted.is_empty() || wanted.len() > LONGEST {
        return None;
    }
    let first = wanted.chars().next();
    let rated = ids
        .iter()
        .take(1000)
        .filter(|id| id.len() <= LONGEST && id.chars().next() == first)
        .take(16 * NEIGHBOURS)
        .map(|id| (normalized_damerau_levenshtein(id, wanted), id));
    best(rated)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_at_either_end_is_found() {
        let mut paths: Vec<String> = (0..500)
            .map(|n| format!("a/2021-report-{n:03}.md"))
            .collect();
        paths.push("a/2021-01-12-django-site.md".to_owned());
        let names = Names::new(paths.iter().map(String::as_str));
        for wrong in [
            "2021-01-12-djnago-site.md",
            "2022-01-12-django-site",
            "x/2021-01-12-django-sites.html",
            "djago-site",
        ] {
            assert_eq!(
                names.nearest(wrong),
                Some("a/2021-01-12-django-site.md"),
                "{wrong}"
            );
        }
        assert_eq!(names.nearest("something/else.md"), None);
    }
}
