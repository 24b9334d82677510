//! The columns of a table: `cols="1,2a,>3m"`, `cols="3*"`.

use super::MOST;
use crate::document::Alignment;

/// What is said of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Column {
    pub(super) alignment: Alignment,
    pub(super) style: Option<char>,
}

/// The columns that an attribute names.
pub(super) fn columns(words: &str) -> Vec<Column> {
    let words = words.trim();
    // One number alone is how many there are.
    if let Ok(count) = words.parse::<usize>()
        && count > 1
    {
        return vec![Column::default(); count.min(MOST)];
    }
    let parts = words.split([',', ';']).map(str::trim);
    let mut out: Vec<Column> = Vec::new();
    for part in parts {
        let (times, rest) = match part.split_once('*') {
            Some((times, rest)) => (times.trim().parse::<usize>().unwrap_or(1), rest),
            None => (1, part),
        };
        let column = Column {
            alignment: alignment(rest),
            style: style(rest),
        };
        let times = times.clamp(1, MOST - out.len().min(MOST - 1));
        out.extend(std::iter::repeat_n(column, times));
        if out.len() >= MOST {
            break;
        }
    }
    out
}

/// The first sign that says how words are set, not behind a full stop.
pub(super) fn alignment(words: &str) -> Alignment {
    let mut before = ' ';
    for c in words.chars() {
        let found = match c {
            '<' => Alignment::Left,
            '^' => Alignment::Center,
            '>' => Alignment::Right,
            _ => Alignment::None,
        };
        if found != Alignment::None && before != '.' {
            return found;
        }
        before = c;
    }
    Alignment::None
}

/// The letter that says how a cell is read.
pub(super) fn style(words: &str) -> Option<char> {
    let last = words.chars().next_back()?;
    matches!(last, 'a' | 'd' | 'e' | 'h' | 'l' | 'm' | 's' | 'v').then_some(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_counted() {
        for (words, expected) in [
            ("1,2", 2),
            ("3*", 3),
            ("4", 4),
            ("1,3*<m", 4),
            ("1", 1),
            ("~,20%;a", 3),
        ] {
            assert_eq!(columns(words).len(), expected, "{words}");
        }
        let last = columns("1,.>^2m")[1];
        assert_eq!(last.alignment, Alignment::Center);
        assert_eq!(last.style, Some('m'));
        assert_eq!(columns("999999*").len(), MOST);
    }
}
