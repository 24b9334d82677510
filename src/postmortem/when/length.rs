//! Lengths of time as they are shown where they must be exact.

/// `6 min`, `1 h 22 min`, `2 d 1 h 29 min`; parts of nothing are left out.
pub fn shown(minutes: u32) -> String {
    let parts = [
        (minutes / 1440, "d"),
        (minutes / 60 % 24, "h"),
        (minutes % 60, "min"),
    ];
    let told: Vec<String> = parts
        .iter()
        .filter(|(number, unit)| *number > 0 || (*unit == "min" && minutes == 0))
        .map(|(number, unit)| format!("{number} {unit}"))
        .collect();
    told.join(" ")
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn parts_of_nothing_are_left_out() {
        for (minutes, expected) in [
            (0, "0 min"),
            (6, "6 min"),
            (60, "1 h"),
            (82, "1 h 22 min"),
            (1440, "1 d"),
            (2969, "2 d 1 h 29 min"),
        ] {
            assert_eq!(shown(minutes), expected);
        }
    }
}
