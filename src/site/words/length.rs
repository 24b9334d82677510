//! Lengths of time in words: how long something lasted, how long ago a day was.
//!
//! Takes minutes and days, gives text in the language of the site. What is said of a length beside it is the caller's.

use jiff::Unit;
use jiff::civil::Date;

use crate::language::Language;

/// How long something lasted: `43 min`, `6 h 9 min`, `2 days 3 h`.
pub(in crate::site) fn duration(language: &Language, minutes: u32) -> String {
    let of = |count: u32, one, many| language.counted(u64::from(count), one, many);
    let hours_of = |count| of(count, "h", "h");
    let (days, hours, rest) = (minutes / 1440, minutes / 60 % 24, minutes % 60);
    match (days, hours, rest) {
        (0, 0, 0) => language.text("under 1 min").to_owned(),
        (0, 0, rest) => of(rest, "min", "min"),
        (0, hours, 0) => hours_of(hours),
        (0, hours, rest) => together(language, &hours_of(hours), &of(rest, "min", "min")),
        (days, 0, _) => of(days, "day", "days"),
        (days, hours, _) => together(language, &of(days, "day", "days"), &hours_of(hours)),
    }
}

/// The same to the minute, in the same words: `2 days 1 h 29 min`.
pub(in crate::site) fn exact_duration(language: &Language, minutes: u32) -> String {
    let parts = [
        (minutes / 1440, "day", "days"),
        (minutes / 60 % 24, "h", "h"),
        (minutes % 60, "min", "min"),
    ];
    let told = parts
        .into_iter()
        .filter(|(count, unit, _)| *count > 0 || (*unit == "min" && minutes == 0))
        .map(|(count, one, many)| language.counted(u64::from(count), one, many));
    told.reduce(|long, short| together(language, &long, &short))
        .unwrap_or_default()
}

/// A length in a long unit and what is left of it in a shorter one.
fn together(language: &Language, long: &str, short: &str) -> String {
    language.filled("{long} {short}", &[("long", long), ("short", short)])
}

/// How long ago that day was, as it stands in `promised 212 days ago`: `1 day`, `212 days`, `1 year 3 months`.
pub(in crate::site) fn age(language: &Language, from: Date, to: Date) -> Option<String> {
    let passed = from.until((Unit::Year, to)).ok()?;
    let years = u64::try_from(passed.get_years()).ok()?;
    let months = u64::try_from(passed.get_months()).ok()?;
    let years_of = |years| language.counted(years, "year|ago", "years|ago");
    Some(match (years, months) {
        (0, _) => {
            let days = u64::try_from(from.until(to).ok()?.get_days()).ok()?;
            language.counted(days, "day|ago", "days|ago")
        }
        (years, 0) => years_of(years),
        (years, months) => {
            let months = language.counted(months, "month|ago", "months|ago");
            together(language, &years_of(years), &months)
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::ENGLISH;

    #[test]
    fn durations_read_well() {
        for (minutes, text) in [
            (0, "under 1 min"),
            (43, "43 min"),
            (60, "1 h"),
            (369, "6 h 9 min"),
            (1440, "1 day"),
            (2 * 1440 + 3 * 60 + 5, "2 days 3 h"),
        ] {
            assert_eq!(duration(&ENGLISH, minutes), text);
        }
    }

    #[test]
    fn exact_durations_leave_nothing_out() {
        for (minutes, text) in [
            (0, "0 min"),
            (82, "1 h 22 min"),
            (1441, "1 day 1 min"),
            (2969, "2 days 1 h 29 min"),
        ] {
            assert_eq!(exact_duration(&ENGLISH, minutes), text);
        }
    }

    #[test]
    fn ages_read_well() {
        for (from, to, words) in [
            ("2021-03-01", "2021-03-01", "0 days"),
            ("2020-02-28", "2020-02-29", "1 day"),
            ("2020-03-01", "2021-02-28", "364 days"),
            ("2020-03-01", "2021-03-01", "1 year"),
            ("2020-03-01", "2021-04-02", "1 year 1 month"),
            ("2016-02-29", "2024-02-28", "7 years 11 months"),
        ] {
            let day = |text: &str| text.parse().expect("a day of the test");
            assert_eq!(age(&ENGLISH, day(from), day(to)).as_deref(), Some(words));
        }
    }
}
