//! How a language writes days and moments.
//!
//! Takes patterns with values in braces, gives text. The clock has 24 hours in all languages: so are logs written.

use jiff::civil::Date;

use super::fill;

/// How a language writes days and moments: its months and patterns that hold `{day}`, `{month}`, `{year}`, `{time}`.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dates {
    /// The months, as they stand in a day.
    months: [String; 12],
    /// The same, short, for lists.
    short_months: [String; 12],
    /// The months as they stand without a day, where that is other words: `{month}` of `month`.
    #[serde(default)]
    lone_months: Option<[String; 12]>,
    /// `{day}` of the first of a month, where that is no bare number: `1er`.
    #[serde(default)]
    first: Option<String>,
    /// A year.
    year: String,
    /// A month of a year.
    month: String,
    /// The same in lists.
    short_month: String,
    /// A day.
    day: String,
    /// The same in lists.
    short_day: String,
    /// A day without its year.
    day_of_year: String,
    /// The same in lists.
    short_day_of_year: String,
    /// A day with the time: `{day}` is the day as one of the patterns above writes it.
    moment: String,
}

/// English.
impl Default for Dates {
    fn default() -> Self {
        let months = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        Self {
            months: months.map(str::to_owned),
            short_months: months.map(|month| month[..3].to_owned()),
            lone_months: None,
            first: None,
            year: "{year}".to_owned(),
            month: "{month} {year}".to_owned(),
            short_month: "{month} {year}".to_owned(),
            day: "{day} {month} {year}".to_owned(),
            short_day: "{day} {month} {year}".to_owned(),
            day_of_year: "{day} {month}".to_owned(),
            short_day_of_year: "{day} {month}".to_owned(),
            moment: "{day}, {time}".to_owned(),
        }
    }
}

/// How much room there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Length {
    /// That of a sentence.
    Long,
    /// That of a list.
    Short,
}

impl Dates {
    /// `2021`.
    pub fn year(&self, year: i16) -> String {
        self.put(&self.year, 1, "", year)
    }

    /// `July 2021`.
    pub fn month(&self, date: Date, length: Length) -> String {
        match length {
            Length::Long => self.put(&self.month, 1, self.lone_month(date.month()), date.year()),
            Length::Short => self.put(
                &self.short_month,
                1,
                of(&self.short_months, date.month()),
                date.year(),
            ),
        }
    }

    /// `11 July 2021`.
    pub fn day(&self, date: Date, length: Length) -> String {
        let (pattern, months) = match length {
            Length::Long => (&self.day, &self.months),
            Length::Short => (&self.short_day, &self.short_months),
        };
        self.put(pattern, date.day(), of(months, date.month()), date.year())
    }

    /// `11 July`.
    pub fn day_of_year(&self, date: Date, length: Length) -> String {
        let (pattern, months) = match length {
            Length::Long => (&self.day_of_year, &self.months),
            Length::Short => (&self.short_day_of_year, &self.short_months),
        };
        self.put(pattern, date.day(), of(months, date.month()), date.year())
    }

    /// A month without its year and its day, from 1: `July`.
    pub fn lone_month(&self, month: i8) -> &str {
        of(self.lone_months.as_ref().unwrap_or(&self.months), month)
    }

    /// `11 July 2021, 08:00`: a day that is written already, and a time.
    pub fn moment(&self, day: &str, time: &str) -> String {
        fill(&self.moment, |name, out| {
            let value = match name {
                "day" => day,
                "time" => time,
                _ => return false,
            };
            out.push_str(value);
            true
        })
    }

    fn put(&self, pattern: &str, day: i8, month: &str, year: i16) -> String {
        use std::fmt::Write;
        fill(pattern, |name, out| {
            match (name, &self.first) {
                ("day", Some(first)) if day == 1 => out.push_str(first),
                ("day", _) => {
                    let _ = write!(out, "{day}");
                }
                ("month", _) => out.push_str(month),
                ("year", _) => {
                    let _ = write!(out, "{year}");
                }
                _ => return false,
            }
            true
        })
    }

    /// The patterns with what each may hold, for checks.
    pub(super) fn patterns(&self) -> [(&'static str, &str, &'static [&'static str]); 8] {
        [
            ("year", &self.year, &["year"]),
            ("month", &self.month, &["month", "year"]),
            ("short_month", &self.short_month, &["month", "year"]),
            ("day", &self.day, &["day", "month", "year"]),
            ("short_day", &self.short_day, &["day", "month", "year"]),
            ("day_of_year", &self.day_of_year, &["day", "month"]),
            (
                "short_day_of_year",
                &self.short_day_of_year,
                &["day", "month"],
            ),
            ("moment", &self.moment, &["day", "time"]),
        ]
    }
}

/// The name of a month, from 1.
fn of(names: &[String; 12], month: i8) -> &str {
    let at = usize::try_from(month - 1).unwrap_or(0);
    names.get(at).unwrap_or(&names[0])
}
