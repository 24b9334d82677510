//! How an archive writes its times: what `[time]` of its configuration says, and the offset of a zone on a day.
//!
//! Takes a zone as written with the wall clock beside it, gives seconds east of UTC where that clock was read once on that day. What
//! means several zones has an offset only where the archive says which is meant.

use std::collections::BTreeMap;

use jiff::civil::DateTime;
use jiff::tz::{AmbiguousOffset, TimeZone};

use super::DateOrder;
use super::zone::{place_of, zone_offset};

/// How an archive writes its times.
#[derive(Debug, Clone, PartialEq, Eq, Default, Hash)]
pub struct Conventions {
    /// The zone of times that name none, in documents that declare none: `Europe/Oslo`, `UTC`.
    pub zone: Option<String>,
    /// What abbreviations mean, in capitals: `IST` is `Asia/Kolkata`.
    pub zones: BTreeMap<String, String>,
    /// Which comes first in `7/5/2023`.
    pub order: Option<DateOrder>,
    /// True where an abbreviation of standard time means the clocks of that place, in summer too: `PST` in July is seven hours
    /// behind.
    pub as_local: bool,
}

impl Conventions {
    /// True where the archive says what a zone as written means.
    pub(in crate::postmortem) fn declares(&self, zone: &str) -> bool {
        !self.zones.is_empty() && self.zones.contains_key(&key_of(zone))
    }

    /// Seconds east of UTC in a zone as written, or in that of the archive where none is.
    pub(in crate::postmortem) fn offset(&self, zone: Option<&str>, local: DateTime) -> Option<i32> {
        let Some(zone) = zone else {
            return of_name(self.zone.as_deref()?, local);
        };
        let zone = bare(zone);
        if self.zones.is_empty() && zone.eq_ignore_ascii_case("UTC") {
            return Some(0);
        }
        let upper = key_of(zone);
        if let Some(meant) = self.zones.get(&upper) {
            return of_name(meant, local);
        }
        let (place, is_for_all_year) = place_of(&upper).unzip();
        if let Some(place) = place.filter(|_| self.as_local || is_for_all_year == Some(true)) {
            return of_name(place, local);
        }
        zone_offset(zone).or_else(|| zone.contains('/').then(|| of_name(zone, local))?)
    }
}

/// A zone without the brackets around it.
fn bare(zone: &str) -> &str {
    zone.trim().trim_matches(['(', ')']).trim()
}

/// As `zones` names it.
fn key_of(zone: &str) -> String {
    bare(zone).to_ascii_uppercase()
}

/// The offset of a place, or of a zone that has just one. None for an hour that a change of clocks leaves out or repeats.
fn of_name(name: &str, local: DateTime) -> Option<i32> {
    if let Some(offset) = zone_offset(name).filter(|_| !name.contains('/')) {
        return Some(offset);
    }
    let zone = TimeZone::get(name).ok()?;
    match zone.to_ambiguous_timestamp(local).offset() {
        AmbiguousOffset::Unambiguous { offset } => Some(offset.seconds()),
        AmbiguousOffset::Gap { .. } | AmbiguousOffset::Fold { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use super::Conventions;
    use jiff::civil::{DateTime, date};

    fn hours(conventions: &Conventions, zone: &str, local: DateTime) -> Option<f64> {
        let zone = Some(zone).filter(|zone| !zone.is_empty());
        let seconds = conventions.offset(zone, local)?;
        Some(f64::from(seconds) / 3600.0)
    }

    #[test]
    fn offsets_on_a_day() {
        let winter = date(2021, 1, 30).at(10, 0, 0, 0);
        let summer = date(2021, 7, 11).at(10, 0, 0, 0);
        let plain = Conventions::default();
        let declared = Conventions {
            zone: Some("Europe/Oslo".to_owned()),
            zones: [
                ("IST", "Asia/Kolkata"),
                ("EST", "Australia/Sydney"),
                ("CST", "+08:00"),
            ]
            .map(|(key, value)| (key.to_owned(), value.to_owned()))
            .into(),
            ..Conventions::default()
        };
        let local = Conventions {
            as_local: true,
            ..Conventions::default()
        };
        for (conventions, zone, in_winter, in_summer) in [
            (&plain, "UTC", Some(0.0), Some(0.0)),
            (&plain, "PST", Some(-8.0), Some(-8.0)),
            (&local, "PST", Some(-8.0), Some(-7.0)),
            (&local, "CEST", Some(1.0), Some(2.0)),
            (&local, "GMT", Some(0.0), Some(0.0)),
            (&plain, "PT", Some(-8.0), Some(-7.0)),
            (&plain, "Eastern Time", Some(-5.0), Some(-4.0)),
            (&plain, "Europe/Oslo", Some(1.0), Some(2.0)),
            (&plain, "Nowhere/Else", None, None),
            (&plain, "IST", None, None),
            (&plain, "CST", None, None),
            (&plain, "BST", None, None),
            (&plain, "", None, None),
            (&declared, "", Some(1.0), Some(2.0)),
            (&declared, "IST", Some(5.5), Some(5.5)),
            (&declared, "est", Some(11.0), Some(10.0)),
            (&declared, "CST", Some(8.0), Some(8.0)),
            (&declared, "PST", Some(-8.0), Some(-8.0)),
        ] {
            assert_eq!(
                hours(conventions, zone, winter),
                in_winter,
                "{zone} in winter"
            );
            assert_eq!(
                hours(conventions, zone, summer),
                in_summer,
                "{zone} in summer"
            );
        }
        // An hour that is read twice, and one that is read never.
        for local in [
            date(2021, 10, 31).at(2, 30, 0, 0),
            date(2021, 3, 28).at(2, 30, 0, 0),
        ] {
            assert_eq!(hours(&plain, "Europe/Oslo", local), None, "{local}");
        }
    }
}
