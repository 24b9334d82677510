//! The day of a build, as somebody says it: `[build] date`, or the seconds of `SOURCE_DATE_EPOCH`.
//!
//! Takes what is written, gives a day. It asks no clock: what a site says must not depend on when it was built.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use toml::de::DeValue;

use super::table::{Problems, Table};

const HELP: &str = "write the day as `date = 2024-05-31`";

/// Reads `date`.
pub(super) fn date(table: &Table<'_>, problems: &mut Problems) -> Option<Date> {
    let entry = table.entry("date")?;
    let written = match entry.value.get_ref() {
        DeValue::String(written) => written.to_string(),
        DeValue::Datetime(written) => written.to_string(),
        _ => {
            problems.wrong_type(&entry, "a day", HELP);
            return None;
        }
    };
    let day = written.trim().parse();
    if day.is_err() || written.trim().len() != "2024-05-31".len() {
        problems.bad_value(entry.value.span(), format!("`{written}` is no day"), HELP);
        return None;
    }
    day.ok()
}

/// The day of `SOURCE_DATE_EPOCH`, in UTC; else what is wrong with it.
pub fn of_epoch(written: &str) -> Result<Date, String> {
    let seconds = written.trim().parse().ok();
    let moment = seconds.and_then(|seconds| Timestamp::from_second(seconds).ok());
    moment
        .map(|moment| moment.to_zoned(TimeZone::UTC).date())
        .ok_or_else(|| format!("`{written}` is no number of seconds since 1970"))
}

#[cfg(test)]
mod tests {
    use super::of_epoch;

    #[test]
    fn seconds_are_a_day_in_utc() {
        assert_eq!(
            of_epoch("1709251199").map(|day| day.to_string()),
            Ok("2024-02-29".to_owned())
        );
        assert_eq!(
            of_epoch("1709251200\n").map(|day| day.to_string()),
            Ok("2024-03-01".to_owned())
        );
        assert!(of_epoch("yesterday").is_err());
        assert!(of_epoch("99999999999999").is_err());
    }
}
