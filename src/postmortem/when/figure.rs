//! Whether there is a figure in a text at all: what looks for times and days asks first, and of most texts never again.
//!
//! Takes a text, gives places of figures. It reads no number.

use super::signs::figures;

/// True where a figure stands in the text.
pub(in crate::postmortem) fn has_figure(text: &str) -> bool {
    // Many bytes at once: without a way out in between the processor takes them together.
    text.as_bytes().chunks(64).any(is_in)
}

/// Where the next figure stands from that byte on.
pub(in crate::postmortem) fn next_figure(text: &str, from: usize) -> Option<usize> {
    let mut rest = text.as_bytes().get(from..)?;
    // As above: a stretch without figures is passed at once.
    while let Some((part, behind)) = rest.split_first_chunk::<32>() {
        if is_in(part) {
            break;
        }
        rest = behind;
    }
    let at = rest.iter().position(u8::is_ascii_digit)?;
    Some(text.len() - rest.len() + at)
}

/// True where one of these bytes is a figure.
fn is_in(part: &[u8]) -> bool {
    part.iter()
        .fold(false, |any, byte| any | byte.is_ascii_digit())
}

/// Figures that a year has at least.
const YEAR: usize = 4;

/// Where the last four figures in a row end, without which a text names no year; 0 where it has none.
pub(in crate::postmortem) fn last_year(text: &str) -> usize {
    let mut at = 0;
    let mut end = 0;
    while let Some(start) = next_figure(text, at) {
        let run = figures(&text.as_bytes()[start..]);
        at = start + run;
        if run >= YEAR {
            end = at;
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::{has_figure, last_year, next_figure};

    #[test]
    fn figures_in_a_text() {
        let far = format!("{}7", "word ".repeat(40));
        for (text, has, next, year) in [
            ("", false, None, 0),
            ("none", false, None, 0),
            ("at 9:30", true, Some(3), 0),
            ("2021-01-02, at 10:30", true, Some(0), 4),
            ("20210102", true, Some(0), 8),
            ("für 2021 und 123", true, Some(5), 9),
            (&*far, true, Some(200), 0),
        ] {
            assert_eq!(has_figure(text), has, "{text}");
            assert_eq!(next_figure(text, 0), next, "{text}");
            assert_eq!(last_year(text), year, "{text}");
        }
    }
}
