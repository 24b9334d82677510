//! `[time]`: how the reports of an archive write days and times.
//!
//! Takes the table, gives what it says. Zones are checked against the table of the program: it is the same on every machine.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;
use toml::de::DeValue;

use super::table::{Entry, Problems, Table, closest};

/// `[time]`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Time {
    /// `zone`: the zone of times that name none, in reports that declare none.
    pub zone: Option<String>,
    /// `zones`: what abbreviations mean in this archive, by their capitals.
    pub zones: BTreeMap<String, String>,
    /// `date-order`: which comes first in `7/5/2023`.
    pub date_order: Option<DateOrder>,
    /// `as-local`: abbreviations of standard time mean the clocks of their place, in summer too.
    pub as_local: bool,
}

/// Which comes first in a date such as `7/5/2023`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrder {
    /// `dmy`.
    DayFirst,
    /// `mdy`.
    MonthFirst,
}

const HELP_ZONE: &str =
    "write a zone by its place, such as `Europe/Oslo`, or an offset, such as `+01:00`";

/// Reads the table.
pub(super) fn time(table: &Table<'_>, problems: &mut Problems) -> Time {
    table.check(&["zone", "zones", "date-order", "as-local"], &[], problems);
    Time {
        zone: table.checked("zone", problems, zone),
        zones: zones(table, problems),
        date_order: table.checked("date-order", problems, |word| match word {
            "dmy" => Ok(DateOrder::DayFirst),
            "mdy" => Ok(DateOrder::MonthFirst),
            _ => Err((
                format!("`{word}` is no order of day and month"),
                "write `dmy` (7/5/2023 is the seventh of May) or `mdy` (the fifth of July)"
                    .to_owned(),
            )),
        }),
        as_local: table.boolean("as-local", problems).unwrap_or(false),
    }
}

fn zones(table: &Table<'_>, problems: &mut Problems) -> BTreeMap<String, String> {
    let mut zones = BTreeMap::new();
    let Some(table) = table.table("zones", problems) else {
        return zones;
    };
    for entry in table.entries() {
        let key = entry.key.trim().to_ascii_uppercase();
        let is_abbreviation =
            (2..=5).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_uppercase());
        if !is_abbreviation {
            problems.bad_value(
                entry.key_span.clone(),
                format!("`{}` is no abbreviation of a zone", entry.key),
                "write what stands behind the times in the reports, such as `IST = \"Asia/Kolkata\"`",
            );
            continue;
        }
        if let Some(meant) = meant(&entry, problems) {
            zones.insert(key, meant);
        }
    }
    zones
}

fn meant(entry: &Entry<'_>, problems: &mut Problems) -> Option<String> {
    let DeValue::String(written) = entry.value.get_ref() else {
        problems.wrong_type(entry, "a string", HELP_ZONE);
        return None;
    };
    match zone(written) {
        Ok(zone) => Some(zone),
        Err((message, help)) => {
            problems.bad_value(entry.value.span(), message, help);
            None
        }
    }
}

/// A zone that the table of the program knows, as that spells it, or an offset.
fn zone(written: &str) -> Result<String, (String, String)> {
    let written = written.trim();
    if is_offset(written) {
        return Ok(written.to_owned());
    }
    if let Ok(zone) = TimeZone::get(written)
        && let Some(name) = zone.iana_name()
    {
        return Ok(name.to_owned());
    }
    let names: Vec<String> = jiff::tz::db()
        .available()
        .map(|name| name.as_str().to_owned())
        .collect();
    let known: Vec<&str> = names.iter().map(String::as_str).collect();
    // People know the city.
    let city = |name: &&&str| {
        let own = name.rsplit('/').next().unwrap_or(name);
        own.eq_ignore_ascii_case(&written.replace(' ', "_"))
    };
    let meant = known
        .iter()
        .find(city)
        .copied()
        .or_else(|| closest(written, &known));
    let help = meant.map_or_else(
        || HELP_ZONE.to_owned(),
        |meant| format!("did you mean `{meant}`?"),
    );
    Err((format!("`{written}` is not the name of a zone"), help))
}

/// `+01:00`, `-0530`.
fn is_offset(written: &str) -> bool {
    let Some(rest) = written.strip_prefix(['+', '-']) else {
        return false;
    };
    let digits: String = rest.chars().filter(|c| *c != ':').collect();
    let is_clock = matches!(rest.find(':'), None | Some(2));
    is_clock
        && digits.len() == 4
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && digits[..2] <= *"14"
        && digits[2..] < *"60"
}
