//! What an answer counts, and sums of that.
//!
//! Takes answers as written, gives points that add up without rounding. It knows numbers, yes and no; other words count nothing.

use std::fmt;

use crate::document::section::normal;

/// A score, to the thousandth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Points(i64);

/// A point in parts.
const ONE: i64 = 1000;

impl Points {
    /// That many whole points.
    pub fn whole(points: i32) -> Self {
        Self(i64::from(points) * ONE)
    }

    /// Both together.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// What an answer counts; `None` for `N/A` and for words.
    pub(super) fn of_answer(answer: &str, question: &str) -> Option<Self> {
        let answer = answer.trim();
        if let Some(points) = Self::parse(answer) {
            return Some(points);
        }
        let is_yes = match normal(answer).as_str() {
            "yes" | "y" | "ja" | "oui" | "sí" | "sim" => true,
            "no" | "n" | "nei" | "nein" | "non" | "não" | "いいえ" => false,
            _ => match answer {
                "✓" | "✔" | "✔️" | "✅" | "はい" => true,
                "✗" | "✘" | "❌" => false,
                _ => return None,
            },
        };
        // `(score 0 for yes, 1 for no)`.
        let question = question.to_lowercase();
        let is_turned = question.contains("0 for yes") || question.contains("1 for no");
        Some(Self::whole(i32::from(is_yes != is_turned)))
    }

    /// The number that a total means: that before a stroke or before words.
    pub(super) fn of_total(written: &str) -> Option<Self> {
        let first = written
            .trim()
            .split(|c: char| c.is_whitespace() || c == '/')
            .find(|part| !part.is_empty())?;
        Self::parse(first)
    }

    /// A number with at most three places behind its point.
    fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (is_negative, digits) = match text.strip_prefix(['-', '−']) {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, places) = digits.split_once(['.', ',']).unwrap_or((digits, ""));
        let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || whole.len() > 6 || places.len() > 3 {
            return None;
        }
        if !is_number(whole)
            || !is_number(places)
            || places.is_empty() && digits.len() > whole.len()
        {
            return None;
        }
        let whole: i64 = whole.parse().ok()?;
        let places: i64 = format!("{places:0<3}").parse().ok()?;
        let points = whole * ONE + places;
        Some(Self(if is_negative { -points } else { points }))
    }
}

impl fmt::Display for Points {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, places) = (self.0.abs() / ONE, self.0.abs() % ONE);
        if places == 0 {
            return write!(f, "{sign}{whole}");
        }
        let places = format!("{places:03}");
        write!(f, "{sign}{whole}.{}", places.trim_end_matches('0'))
    }
}

#[cfg(test)]
mod tests {
    use super::Points;

    #[test]
    fn answers_and_what_they_count() {
        for (answer, question, counts) in [
            ("1", "", Some("1")),
            ("0.5", "", Some("0.5")),
            ("2,25", "", Some("2.25")),
            ("-1", "", Some("-1")),
            ("yes", "Was there a runbook?", Some("1")),
            ("No", "Was there a runbook?", Some("0")),
            (
                "yes",
                "Were more than five paged? (score 0 for yes, 1 for no)",
                Some("0"),
            ),
            (
                "no",
                "Were more than five paged? (score 0 for yes, 1 for no)",
                Some("1"),
            ),
            ("N/A", "", None),
            ("", "", None),
            ("1.", "", None),
            ("1.2345", "", None),
            ("mostly", "", None),
        ] {
            let points = Points::of_answer(answer, question).map(|points| points.to_string());
            assert_eq!(points.as_deref(), counts, "{answer}");
        }
    }

    #[test]
    fn totals() {
        for (written, number) in [
            ("5", Some("5")),
            ("5/15", Some("5")),
            ("5 of 15", Some("5")),
            ("five", None),
        ] {
            let points = Points::of_total(written).map(|points| points.to_string());
            assert_eq!(points.as_deref(), number, "{written}");
        }
        let sum = ["0.1", "0.2"]
            .into_iter()
            .filter_map(Points::of_total)
            .reduce(Points::plus);
        assert_eq!(sum.map(|sum| sum.to_string()).as_deref(), Some("0.3"));
    }
}
