//! What the path of a source tells: its own name, the folders above it, a date in them.
//!
//! Takes a path inside the source folder, gives its parts in words. It never looks at a disk.

use jiff::civil::Date;
use percent_encoding::percent_decode_str;

use super::Precision;
use super::template::is_template_word;
use super::when::{Found, dates};
use crate::document::text;
use crate::source;

/// The parts of a source's path that mean something.
pub(super) struct Name {
    /// The file name without its suffixes, percent decoded.
    pub(super) stem: String,
    /// The folders from the outermost, percent decoded.
    pub(super) folders: Vec<String>,
    /// True where the file is only the content of its folder: `2022-12-18-slow-media/index.md`.
    pub(super) is_bundle: bool,
}

/// True for `2021-01-30-disk/index.md`: the folder stands for the document, and this path names it.
pub fn is_bundle(path: &str) -> bool {
    Name::new(path).is_bundle
}

impl Name {
    pub(super) fn new(path: &str) -> Self {
        let mut folders: Vec<String> = path
            .split('/')
            .map(|part| match memchr::memchr(b'%', part.as_bytes()) {
                Some(_) => percent_decode_str(part).decode_utf8_lossy().into_owned(),
                None => part.to_owned(),
            })
            .collect();
        let mut stem = folders.pop().unwrap_or_default();
        stem.truncate(source::stem(&stem).len());
        let is_index = ["index", "readme"]
            .iter()
            .any(|name| stem.eq_ignore_ascii_case(name));
        let is_bundle = is_index
            && folders.last().is_some_and(|folder| {
                dates(folder)
                    .next()
                    .is_some_and(|date| date.range.start == 0)
            });
        Self {
            stem,
            folders,
            is_bundle,
        }
    }

    /// The name that stands for the document: that of its folder, where it is only the folder's content.
    pub(super) fn own(&self) -> &str {
        match self.folders.last() {
            Some(folder) if self.is_bundle => folder,
            _ => &self.stem,
        }
    }

    /// True where Jekyll's convention says that the date in the name is the day of publication.
    pub(super) fn is_dated_by_publication(&self) -> bool {
        self.folders
            .iter()
            .any(|folder| matches!(folder.as_str(), "_posts" | "_drafts"))
    }

    /// True for a post of a blog that holds more than incidents: the date in its name is that of the post.
    pub(super) fn is_post(&self) -> bool {
        let is_blog = |folder: &String| matches!(folder.as_str(), "blog" | "blogs");
        self.folders.iter().any(is_blog)
            && !self
                .folders
                .iter()
                .any(|folder| speaks_of_incidents(&words(&folder.to_lowercase())))
    }

    /// The date in the name, else in the nearest folder that has one, else in folders for year, month and day.
    pub(super) fn date(&self) -> Option<(Date, Precision)> {
        if !is_machine_made(&self.stem)
            && let Some(date) = best(dates(&self.stem))
        {
            return Some(date);
        }
        if let Some(date) = self.folders.iter().rev().find_map(|name| best(dates(name))) {
            return Some(date);
        }
        let numbers: Vec<Option<i16>> = self
            .folders
            .iter()
            .chain(std::iter::once(&self.stem))
            .map(|part| {
                let digits = part.bytes().take_while(u8::is_ascii_digit).count();
                let whole = digits == part.len() || part[digits..].starts_with(['-', '_', ' ']);
                (matches!(digits, 2 | 4) && whole)
                    .then(|| part[..digits].parse().ok())
                    .flatten()
            })
            .collect();
        let at = numbers
            .iter()
            .position(|number| number.is_some_and(|year| (1990..2101).contains(&year)))?;
        let year = numbers[at]?;
        let month = i8::try_from(numbers.get(at + 1).copied().flatten()?).ok()?;
        let day = numbers
            .get(at + 2)
            .copied()
            .flatten()
            .and_then(|day| i8::try_from(day).ok());
        if let Some(date) = day.and_then(|day| Date::new(year, month, day).ok()) {
            return Some((date, Precision::Day));
        }
        Some((Date::new(year, month, 1).ok()?, Precision::Month))
    }

    /// The year that its number names: `REP2022-6`, `INC-2022-14`. One number alone (`OPS-2023`) counts reports, not years.
    pub(super) fn year(&self) -> Option<i16> {
        let mut runs = self.own().split(|c: char| !c.is_ascii_digit());
        let year = runs.find(|run| run.len() == 4)?.parse().ok()?;
        // The next run of figures stands right behind one mark.
        let is_followed = runs.next().is_some_and(|run| !run.is_empty());
        (is_followed && (1990..2101).contains(&year)).then_some(year)
    }

    /// The name as a title: no date before or behind, no running number, blanks between words, a capital first. `None` for
    /// names that machines give.
    pub(super) fn title(&self) -> Option<String> {
        let name = self.own();
        if is_machine_made(name) {
            return None;
        }
        let mut rest = name;
        if let Some(first) = dates(rest).next()
            && first.range.start == 0
        {
            rest = &rest[first.range.end..];
        }
        if let Some(last) = dates(rest).last()
            && last.range.end == rest.len()
        {
            rest = &rest[..last.range.start];
        }
        let is_mark = |c: char| c.is_whitespace() || matches!(c, '-' | '_' | '.' | ',' | ':' | '–');
        rest = rest.trim_matches(is_mark);
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if (1..=5).contains(&digits) && rest[digits..].starts_with(['-', '_']) {
            rest = rest[digits..].trim_matches(is_mark);
        }
        if rest.is_empty() {
            // Nothing but a date: then that is its name.
            return name
                .contains(char::is_alphanumeric)
                .then(|| name.to_owned());
        }
        let words = if rest.contains(' ') {
            rest.replace('_', " ")
        } else {
            rest.replace(['-', '_'], " ")
        };
        let words = text::one_line(&words);
        // `Outage` alone would name half an archive: then the date or number stays.
        let words = if is_template_word(&words) {
            let ends = name.len() - rest.len();
            match name.find(rest) {
                Some(at) if ends > 0 => format!(
                    "{} {words} {}",
                    name[..at].trim_matches(is_mark),
                    name[at + rest.len()..].trim_matches(is_mark)
                )
                .trim()
                .to_owned(),
                _ => words,
            }
        } else {
            words
        };
        let mut chars = words.chars();
        let first = chars.next()?;
        Some(first.to_uppercase().chain(chars).collect())
    }
}

/// The first whole day, else the first month.
fn best(found: impl Iterator<Item = Found>) -> Option<(Date, Precision)> {
    let mut month = None;
    for found in found {
        if found.precision == Precision::Day {
            return Some((found.date, Precision::Day));
        }
        month = month.or(Some((found.date, found.precision)));
    }
    month
}

/// True for a UUID, a hash, a bare number.
fn is_machine_made(name: &str) -> bool {
    let digits = name.bytes().filter(u8::is_ascii_digit).count();
    let hex = name.bytes().filter(u8::is_ascii_hexdigit).count();
    let marks = name.bytes().filter(|b| matches!(b, b'-' | b'_')).count();
    // A day with marks in it begins no hash, and no UUID: `2021-03-04-bad-cafe` are words.
    let is_dated = || {
        let first = dates(name).next();
        first.is_some_and(|date| date.range.start == 0 && name[date.range].contains(['-', '_']))
    };
    let has_signs = name.len() >= 16 && hex + marks == name.len() && digits > 0 && marks != 2;
    let is_hash = has_signs && !is_dated();
    let is_number = digits == name.len() && dates(name).next().is_none();
    is_hash || is_number
}

/// The words of a name or a title that is in lower case.
pub(super) fn words(lower: &str) -> Vec<&str> {
    let mut out = Vec::with_capacity(8);
    if lower.is_ascii() {
        let mut start = 0;
        for (at, byte) in lower.bytes().enumerate() {
            if !byte.is_ascii_alphanumeric() {
                out.push(&lower[start..at]);
                start = at + 1;
            }
        }
        out.push(&lower[start..]);
    } else {
        out.extend(lower.split(|c: char| !c.is_alphanumeric()));
    }
    out.retain(|word| !word.is_empty());
    out
}

/// True where the words name an incident or a report about one.
pub(super) fn speaks_of_incidents(words: &[&str]) -> bool {
    let is_one = |word: &str| {
        matches!(
            word,
            "postmortem"
                | "postmortems"
                | "portmortem"
                | "incident"
                | "incidents"
                | "outage"
                | "outages"
                | "rca"
                | "rcas"
                | "retro"
                | "retros"
                | "retrospective"
                | "retrospectives"
                | "downtime"
                | "vorfall"
                | "vorfälle"
                | "hendelse"
                | "hendelser"
                | "incidente"
                | "incidentes"
                | "障害"
        )
    };
    words.iter().any(|word| {
        is_one(word)
            || word
                .strip_prefix("pm")
                .or_else(|| word.strip_prefix("inc"))
                .or_else(|| word.strip_prefix("sev"))
                .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit()))
    }) || words
        .windows(2)
        .any(|pair| pair[0] == "post" && matches!(pair[1], "mortem" | "mortems" | "incident"))
}

/// True for `postmortems`, `incident-reports`, `outages`; not for `incident-bot` or `incident-response`.
pub(super) fn is_folder_of_reports(folder: &str) -> bool {
    const OTHERS: &[&str] = &[
        "response",
        "management",
        "bot",
        "service",
        "tooling",
        "tools",
        "api",
        "app",
        "ui",
        "manager",
        "handler",
        "process",
        "playbook",
        "playbooks",
        "runbooks",
        "training",
        "lib",
        "cli",
    ];
    let folder = folder.to_lowercase();
    let words = words(&folder);
    speaks_of_incidents(&words) && !words.iter().any(|word| OTHERS.contains(word))
}

#[cfg(test)]
mod tests {
    use super::Name;

    #[test]
    fn a_year_is_followed_by_a_number() {
        for (path, year) in [
            ("REP2022-6 - shelf.md", Some(2022)),
            ("INC-2022-14.md", Some(2022)),
            ("INC_2022_14-shelf.md", Some(2022)),
            ("OPS-2023.md", None),
            ("OPS-2023 - shelf 4.md", None),
            ("OPS-2023-shelf.md", None),
            ("OPS-3023-14.md", None),
        ] {
            assert_eq!(Name::new(path).year(), year, "{path}");
        }
    }

    #[test]
    fn titles_and_dates_of_names() {
        for (path, title, date) in [
            ("0007-disk-full.md", Some("Disk full"), None),
            (
                "2024-03-29-login is slow.md",
                Some("Login is slow"),
                Some("2024-03-29"),
            ),
            (
                "_posts/2018-05-27-outage.md",
                Some("2018-05-27 outage"),
                Some("2018-05-27"),
            ),
            (
                "a/2022-12-18-slow-media/index.md",
                Some("Slow media"),
                Some("2022-12-18"),
            ),
            (
                "2023-05-appeals/index.md",
                Some("Appeals"),
                Some("2023-05-01"),
            ),
            (
                "2022/10/2022-10-20-disk.md",
                Some("Disk"),
                Some("2022-10-20"),
            ),
            ("2022/12/03/disk.md", Some("Disk"), Some("2022-12-03")),
            ("2022/12/disk.md", Some("Disk"), Some("2022-12-01")),
            ("20210711_db.html.md.erb", Some("Db"), Some("2021-07-11")),
            (
                "PM2021-042 - Ingress broke.md",
                Some("PM2021-042 - Ingress broke"),
                None,
            ),
            ("A%20b.md", Some("A b"), None),
            ("2019-01-23.md", Some("2019-01-23"), Some("2019-01-23")),
            ("data/5f0c1a2b-77d1-4e7a-9b1c-0a2b3c4d5e6f.md", None, None),
        ] {
            let name = Name::new(path);
            assert_eq!(name.title().as_deref(), title, "{path}");
            assert_eq!(
                name.date().map(|(date, _)| date.to_string()).as_deref(),
                date,
                "{path}"
            );
        }
    }
}
