//! Sizes of files as people write them: a number of bytes, or a string such as `16 MiB`.

/// What a file may be large at most: every position in its text, also where decoding makes it longer, must fit into 32 bits.
const LARGEST: u64 = 1024 * 1024 * 1024;

/// Units with the bytes that they stand for, in lower case.
const UNITS: [(&str, u64); 8] = [
    ("", 1),
    ("b", 1),
    ("kb", 1_000),
    ("mb", 1_000_000),
    ("gb", 1_000_000_000),
    ("kib", 1 << 10),
    ("mib", 1 << 20),
    ("gib", 1 << 30),
];

/// The number of bytes that a text means; else what is wrong with it.
pub(super) fn parse(written: &str) -> Result<u64, String> {
    let text = written.trim();
    let end = text
        .find(|c: char| !(c.is_ascii_digit() || c == '_'))
        .unwrap_or(text.len());
    let (digits, unit) = text.split_at(end);
    let unit = unit.trim().to_ascii_lowercase();
    let unit = UNITS.iter().find(|(name, _)| *name == unit);
    let digits = digits.replace('_', "");
    let (Some((_, unit)), false) = (unit, digits.is_empty()) else {
        return Err(format!(
            "`{written}` is not a size: a whole number is one, alone or with KB, MB, GB, KiB, MiB or GiB behind it"
        ));
    };
    // A number that does not fit is too large in every unit.
    let number = digits.parse::<u64>().unwrap_or(u64::MAX);
    check(number.saturating_mul(*unit), written)
}

/// The same number, if a file can have that size; else what is wrong with it.
pub(super) fn check(bytes: u64, written: &str) -> Result<u64, String> {
    match bytes {
        0 => Err(format!("`{written}` lets no file be read")),
        1..=LARGEST => Ok(bytes),
        _ => Err(format!(
            "`{written}` is more than the `1 GiB` that can be read"
        )),
    }
}

/// A size for people: in the largest unit that leaves something before the point, with one digit behind it.
pub fn shown(bytes: u64) -> String {
    for (unit, name) in [(1 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB")] {
        if bytes >= unit {
            let tenths = bytes.saturating_mul(10) / unit;
            return match (tenths / 10, tenths % 10) {
                (whole, 0) => format!("{whole} {name}"),
                (whole, tenth) => format!("{whole}.{tenth} {name}"),
            };
        }
    }
    match bytes {
        1 => "1 byte".to_owned(),
        _ => format!("{bytes} bytes"),
    }
}

#[cfg(test)]
mod tests {
    use super::{parse, shown};

    #[test]
    fn sizes_are_read_as_people_write_them() {
        for (written, bytes) in [
            ("16 MiB", 16 * 1024 * 1024),
            ("16mib", 16 * 1024 * 1024),
            (" 500 kB ", 500_000),
            ("1 GB", 1_000_000_000),
            ("1_000", 1_000),
            ("7 B", 7),
        ] {
            assert_eq!(parse(written), Ok(bytes), "{written}");
        }
        for bad in [
            "",
            "MiB",
            "1.5 MiB",
            "-1",
            "0",
            "0 MiB",
            "2 GiB",
            "1 TiB",
            "99999999999999999999",
            "1 M iB",
        ] {
            assert!(parse(bad).is_err(), "{bad}");
        }
        let message = |written| parse(written).unwrap_err();
        assert!(message("99999999999999999999 MB").contains("more than"));
        assert!(message("1.5 MiB").contains("whole number"));
    }

    #[test]
    fn sizes_are_shown_short() {
        for (bytes, expected) in [
            (1, "1 byte"),
            (1023, "1023 bytes"),
            (1024, "1 KiB"),
            (1536, "1.5 KiB"),
            (16 * 1024 * 1024, "16 MiB"),
            (200_000_000, "190.7 MiB"),
            (1024 * 1024 * 1024, "1 GiB"),
        ] {
            assert_eq!(shown(bytes), expected);
        }
    }
}
