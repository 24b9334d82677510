//! The part of a file that a request asks for.
//!
//! Takes the header `Range` and the size of the file, gives the bytes that are meant. Several ranges at once are answered with the whole
//! file, as the standard allows: no browser needs them, and many small ones are an old way to keep a server busy.

use std::ops::Range;

/// What a request asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Asked {
    /// All of it.
    Whole,
    /// These bytes; never none.
    Part(Range<u64>),
    /// Bytes that the file does not have.
    Beyond,
}

/// What the value of the header asks of a file of that size.
pub(super) fn asked(header: &str, size: u64) -> Asked {
    let Some(range) = header.trim().strip_prefix("bytes=") else {
        return Asked::Whole;
    };
    let Some((from, to)) = range.trim().split_once('-') else {
        return Asked::Whole;
    };
    let number = |text: &str| {
        let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        // A number that is too large for any file is one all the same.
        is_number.then(|| text.parse::<u64>().unwrap_or(u64::MAX))
    };
    let part = match (number(from), number(to)) {
        (Some(from), None) if to.is_empty() => from..size,
        (Some(from), Some(to)) if from <= to => from..to.saturating_add(1).min(size),
        (None, Some(last)) if from.is_empty() => size.saturating_sub(last)..size,
        _ => return Asked::Whole,
    };
    if part.is_empty() {
        Asked::Beyond
    } else {
        Asked::Part(part)
    }
}

#[cfg(test)]
mod tests {
    use super::{Asked, asked};

    #[test]
    fn one_range_is_understood_and_several_are_the_whole() {
        for (header, expected) in [
            ("bytes=0-0", Asked::Part(0..1)),
            ("bytes=2-", Asked::Part(2..10)),
            ("bytes=2-99999999999999999999999", Asked::Part(2..10)),
            ("bytes=-3", Asked::Part(7..10)),
            ("bytes=-30", Asked::Part(0..10)),
            ("bytes=10-", Asked::Beyond),
            ("bytes=99999999999999999999999-", Asked::Beyond),
            ("bytes=-0", Asked::Beyond),
            ("bytes=3-2", Asked::Whole),
            ("bytes=0-1,4-5", Asked::Whole),
            ("bytes=-", Asked::Whole),
            ("bytes=a-b", Asked::Whole),
            ("bytes=+1-2", Asked::Whole),
            ("lines=1-2", Asked::Whole),
            ("", Asked::Whole),
        ] {
            assert_eq!(asked(header, 10), expected, "{header}");
        }
        assert_eq!(asked("bytes=0-", 0), Asked::Beyond);
    }
}
