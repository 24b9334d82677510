//! `[severity]`: which place on the scale the labels of an archive have, and whether it has a 0.
//!
//! Takes the table, gives the labels with their levels. It reads no report: that is done in `postmortem`, and put right in `archive`.

use toml::de::DeValue;

use super::table::{Entry, Problems, Table};

/// The scale of an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Severities {
    /// `levels`: labels as they are written, with their places from 0 (worst) to 5.
    pub levels: Vec<(String, u8)>,
    /// `zero`: true where the scale begins at 0, which it does unless the configuration says otherwise.
    pub zero: bool,
}

impl Default for Severities {
    fn default() -> Self {
        Self {
            levels: Vec::new(),
            zero: true,
        }
    }
}

/// Reads the table.
pub(super) fn severity(table: &Table<'_>, problems: &mut Problems) -> Severities {
    table.check(&["levels", "zero"], &[], problems);
    let zero = table.boolean("zero", problems).unwrap_or(true);
    let levels = table
        .table("levels", problems)
        .map_or(Vec::new(), |levels| {
            let read = |entry: Entry<'_>| level(&entry, zero, problems);
            levels.entries().filter_map(read).collect()
        });
    Severities { levels, zero }
}

fn level(entry: &Entry<'_>, zero: bool, problems: &mut Problems) -> Option<(String, u8)> {
    let first = u8::from(!zero);
    let help = format!("write a number from {first} (worst) to 5, such as `\"Blocker\" = 1`");
    let DeValue::Integer(number) = entry.value.get_ref() else {
        problems.wrong_type(entry, "a number", &help);
        return None;
    };
    let level = u8::from_str_radix(number.as_str(), number.radix()).ok();
    let level = level.filter(|level| (first..=5).contains(level));
    if level.is_none() {
        let message = format!("`{number}` is no severity");
        problems.bad_value(entry.value.span(), message, help);
    }
    Some((entry.key.trim().to_owned(), level?))
}
