//! Where a new report goes: to where the others lie.
//!
//! Takes the paths of the documents that there are, gives the folder for one of a day, and why. A path that names no day says nothing:
//! guides and lists lie elsewhere than reports. Where reports lie in no one way, the folder of the sources takes it.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::postmortem::is_bundle;

/// Where a new report goes.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The folder inside that of the sources, empty for that itself.
    pub(super) folder: String,
    /// True where each report has a folder of its own, with an `index` in it.
    pub(super) has_own_folder: bool,
    /// Why there, where that is not the folder of the sources.
    pub(super) why: Option<String>,
}

/// A part of the path to reports.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    /// A folder as it is.
    Named(String),
    /// One of their year: `2024`.
    Year,
    /// One of their month: `05`, below that of the year.
    Month,
    /// One of both: `2024-05`.
    YearAndMonth,
}

/// The place for a report of that day beside those of these paths.
pub(super) fn place<'a>(paths: impl Iterator<Item = &'a str>, day: Date) -> Place {
    let mut ways: BTreeMap<(Vec<Part>, bool), usize> = BTreeMap::new();
    let mut all = 0;
    for path in paths {
        if let Some(way) = way(path) {
            all += 1;
            *ways.entry(way).or_default() += 1;
        }
    }
    let most = ways.into_iter().max_by_key(|(_, count)| *count);
    let Some(((parts, has_own_folder), count)) = most.filter(|(_, count)| count * 2 > all) else {
        return Place {
            folder: String::new(),
            has_own_folder: false,
            why: None,
        };
    };
    let folders: Vec<String> = parts
        .iter()
        .map(|part| match part {
            Part::Named(name) => name.clone(),
            Part::Year => format!("{:04}", day.year()),
            Part::Month => format!("{:02}", day.month()),
            Part::YearAndMonth => format!("{:04}-{:02}", day.year(), day.month()),
        })
        .collect();
    let is_of_time = parts.iter().any(|part| !matches!(part, Part::Named(_)));
    let lie = match (is_of_time, has_own_folder) {
        (true, false) => "lie in folders of their time",
        (true, true) => "lie in folders of their own below those of their time",
        (false, true) => "have a folder of their own",
        (false, false) => "lie there",
    };
    let is_usual = parts.is_empty() && !has_own_folder;
    Place {
        folder: folders.join("/"),
        has_own_folder,
        why: (!is_usual).then(|| format!("{count} of {all} reports {lie}")),
    }
}

/// The way to a report, and whether it has a folder of its own. `None` where its path names no day.
fn way(path: &str) -> Option<(Vec<Part>, bool)> {
    let mut names: Vec<&str> = path.split('/').collect();
    let mut name = names.pop()?;
    let has_own_folder = is_bundle(path);
    if has_own_folder {
        name = names.pop()?;
    }
    let mut parts = Vec::new();
    for folder in &names {
        parts.push(match (number(folder), parts.last()) {
            (Some((4, 1970..2100)), _) => Part::Year,
            (Some((2, 1..=12)), Some(Part::Year)) => Part::Month,
            _ if is_year_and_month(folder) => Part::YearAndMonth,
            _ => Part::Named((*folder).to_owned()),
        });
    }
    let has_day = begins_with_year(name);
    let is_of_time = parts.iter().any(|part| !matches!(part, Part::Named(_)));
    // An index file of a year is no report of it.
    let is_numbered = name.starts_with(|first: char| first.is_ascii_digit());
    (has_day || is_of_time && is_numbered).then_some((parts, has_own_folder))
}

/// How many figures a name of nothing else has, and what they are worth.
fn number(name: &str) -> Option<(usize, u16)> {
    let is_number = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| Some((name.len(), name.parse().ok()?)))?
}

fn is_year_and_month(name: &str) -> bool {
    let Some((year, month)) = name.split_once('-') else {
        return false;
    };
    matches!(number(year), Some((4, 1970..2100))) && matches!(number(month), Some((2, 1..=12)))
}

/// True for `2024-05-31-disk.md` and `20240531_disk.md`.
fn begins_with_year(name: &str) -> bool {
    let figures: String = name
        .chars()
        .filter(|sign| !matches!(sign, '-' | '_' | '.'))
        .take_while(char::is_ascii_digit)
        .collect();
    let year = figures.get(..4).and_then(number);
    figures.len() >= 6 && matches!(year, Some((_, 1970..2100)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(paths: &[&str]) -> (String, bool, Option<String>) {
        let place = place(paths.iter().copied(), jiff::civil::date(2031, 2, 9));
        (place.folder, place.has_own_folder, place.why)
    }

    #[test]
    fn a_report_goes_where_the_others_are() {
        for (paths, folder, has_own_folder) in [
            (&[][..], "", false),
            (
                &["2030-01-02-a.md", "2029-01-02-b.md", "guide/setup.md"][..],
                "",
                false,
            ),
            (
                &["2030/2030-01-02-a.md", "2029/2029-01-02-b.md", "index.md"],
                "2031",
                false,
            ),
            (&["2030/01-02-a.md", "2029/index.md"], "2031", false),
            (
                &["in/2030/01/02-a.md", "in/2029/12/02-b.md"],
                "in/2031/02",
                false,
            ),
            (&["2030-01/2030-01-02-a.md"], "2031-02", false),
            (
                &["docs/pm/20300102_a.md", "docs/setup.md"],
                "docs/pm",
                false,
            ),
            (
                &["2030-01-02-a/index.md", "2030-01-03-b/index.md"],
                "",
                true,
            ),
            (&["2030/2030-01-02-a/index.md"], "2031", true),
            // One half here, one half there.
            (&["dns/2030-01-02-a.md", "web/2030-01-03-b.md"], "", false),
        ] {
            let (is, own, _) = of(paths);
            assert_eq!((&*is, own), (folder, has_own_folder), "{paths:?}");
        }
    }

    #[test]
    fn why_is_said_where_it_is_not_plain() {
        assert_eq!(of(&["2030-01-02-a.md"]).2, None);
        assert_eq!(
            of(&[
                "2030/2030-01-02-a.md",
                "2029-01-02-b.md",
                "2030/2030-01-03-c.md"
            ])
            .2,
            Some("2 of 3 reports lie in folders of their time".to_owned())
        );
    }
}
