//! What the search page shows of reports, by blocks.

use serde::ser::SerializeTuple;
use serde::{Serialize, Serializer};

use crate::archive::ReportIndex;
use crate::site::Site;
use crate::site::link::Linker;
use crate::site::words;

use super::{BLOCK, Search};

/// Characters of what a result says of its report.
const MOST_LEDE: usize = 160;
/// Characters of the title of a section.
const MOST_TITLE: usize = 100;

/// A report as a result shows it.
#[derive(Serialize)]
pub(super) struct Shown<'a>(
    /// Its title.
    &'a str,
    /// Its address from the search page.
    String,
    /// Its day as far as it is known, for programs.
    String,
    /// The same for people.
    String,
    /// Its severity.
    &'a str,
    /// The level of it.
    Option<u8>,
    /// How long it lasted.
    String,
    /// The beginning of its summary.
    String,
    /// What can be linked to in it.
    Vec<Section<'a>>,
);

/// A section: its id and its title; the title alone where the id follows from it.
struct Section<'a>(&'a str, &'a str);

impl Serialize for Section<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(id, title) = self;
        let title = words::beginning(title, MOST_TITLE);
        if !id.is_empty() && *id == plain_id(&title) {
            return serializer.serialize_str(&title);
        }
        let mut out = serializer.serialize_tuple(2)?;
        out.serialize_element(id)?;
        out.serialize_element(&title)?;
        out.end()
    }
}

/// The id that a page makes of a title without being told: of letters and figures of ASCII in small letters, blanks as hyphens, none at
/// the ends.
fn plain_id(title: &str) -> String {
    let own = title.bytes().filter_map(|byte| match byte {
        b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-' => Some(char::from(byte)),
        b'A'..=b'Z' => Some(char::from(byte.to_ascii_lowercase())),
        b' ' => Some('-'),
        _ => None,
    });
    own.collect::<String>().trim_matches('-').to_owned()
}

/// The reports of a block.
pub(super) fn of<'a>(site: &'a Site, search: &'a Search, block: usize) -> Vec<Shown<'a>> {
    let from = block * BLOCK;
    let to = (from + BLOCK).min(site.archive.reports.len());
    let linker = Linker::new(&search.page);
    (from..to)
        .map(|at| shown(site, search, &linker, at))
        .collect()
}

fn shown<'a>(
    site: &'a Site,
    search: &'a Search,
    linker: &Linker<'_>,
    at: ReportIndex,
) -> Shown<'a> {
    let report = &site.archive.reports[at];
    let (machine, day) = match words::day(site.language(), &report.occurred) {
        Some(day) => (day.machine, day.short),
        None => (String::new(), String::new()),
    };
    let severity = report.severity.as_ref();
    let summary = report.summary.as_deref().unwrap_or_default();
    Shown(
        words::list_title(&report.title, report.day()),
        linker.to(&site.addresses[at]),
        machine,
        day,
        severity.map_or("", |severity| &severity.label),
        severity.and_then(|severity| severity.level),
        report
            .occurred
            .duration_minutes
            .map(|minutes| words::duration(site.language(), minutes))
            .unwrap_or_default(),
        words::beginning(summary, MOST_LEDE),
        (search.index(site).sections(at))
            .map(|(id, title)| Section(id, title))
            .collect(),
    )
}
