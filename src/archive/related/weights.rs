//! What counts how much where reports are compared.

/// How much each thing counts that two reports share; 0 leaves it out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weights {
    /// So many reports are listed, besides those that a head names; with 0 nothing is compared.
    pub most: usize,
    /// The least score that is listed, in hundredths.
    pub least: u32,
    /// The same service.
    pub service: u32,
    /// The same cause.
    pub cause: u32,
    /// The same trigger.
    pub trigger: u32,
    /// The same ticket.
    pub ticket: u32,
    /// The same title.
    pub title: u32,
    /// A link of one to the other, or to the same place.
    pub link: u32,
    /// A rare name that both mention.
    pub word: u32,
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            most: 5,
            least: 30,
            service: 4,
            cause: 3,
            trigger: 1,
            ticket: 8,
            title: 4,
            link: 4,
            word: 2,
        }
    }
}

/// The logarithm of `number` to the base of two in sixteenths, rounded down: whole numbers are the same on every machine.
pub(super) fn log2(number: u64) -> u32 {
    let Some(whole) = number.checked_ilog2() else {
        return 0;
    };
    // Between 1 and 2, with 30 bits behind the point; each square gives one bit of the logarithm.
    let mut part = if whole >= 30 {
        number >> (whole - 30)
    } else {
        number << (30 - whole)
    };
    let mut out = whole;
    for _ in 0..4 {
        part = (part * part) >> 30;
        out *= 2;
        if part >= 1 << 31 {
            part >>= 1;
            out += 1;
        }
    }
    out
}

/// A smaller archive counts as one of so many reports: what three of seven have is rare among all that can happen.
const FEWEST: usize = 64;
/// What more than one in so many reports has is what the archive is about.
const COMMON: usize = 5;
/// In so few reports nothing is common.
pub(super) const HANDFUL: usize = 4;

/// True for what says little of two reports since so many of the archive's have it.
pub(in crate::archive) fn is_common(reports: usize, having: usize) -> bool {
    having > (reports / COMMON).max(HANDFUL)
}

/// How much it says that two of so many reports share what `having` of them have: nothing where all have it, in sixteenths. In a
/// handful of reports even what all have says a little. What is common in a small archive is so by its own size.
pub(super) fn rarity(reports: usize, having: usize) -> u32 {
    let wide = |number: usize| u64::try_from(number).unwrap_or(u64::MAX >> 1);
    let among = if having == reports || is_common(reports, having) {
        reports
    } else {
        reports.max(FEWEST)
    };
    log2(wide(among).saturating_add(2)).saturating_sub(log2(wide(having.max(1))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logarithms() {
        let known = [
            (0, 0),
            (1, 0),
            (2, 16),
            (3, 25),
            (4, 32),
            (10, 53),
            (1000, 159),
            (1 << 40, 640),
        ];
        for (number, expected) in known {
            assert_eq!(log2(number), expected, "{number}");
        }
        assert_eq!(log2(u64::MAX), 1023);
    }

    #[test]
    fn what_is_rare_says_more() {
        assert!(rarity(1000, 2) > rarity(1000, 20));
        assert!(rarity(2, 2) > 0);
        assert_eq!(rarity(7, 3), rarity(64, 3));
        assert!(rarity(7, 7) < rarity(64, 7));
        assert!(rarity(23, 6) < rarity(64, 6));
        assert_eq!(rarity(23, 4), rarity(64, 4));
        assert_eq!(rarity(100_000, 100_000), 0);
    }
}
