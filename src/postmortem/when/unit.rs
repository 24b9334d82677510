//! Units of time in the languages that reports are written in, and whether a text has one behind a number at all.
//!
//! Takes words, gives seconds. What the number is, and what is told of it, is read elsewhere.

use super::number::NUMBERS;
use super::signs::Beginnings;

/// The seconds of a unit.
pub(super) fn factor(unit: &str) -> Option<f64> {
    let bytes = unit.as_bytes();
    if !UNITS.may_be(bytes) {
        return None;
    }
    if !bytes.is_ascii() {
        return factor_of(unit.to_lowercase().as_bytes());
    }
    let mut lower = [0; LONGEST_UNIT];
    let lower = lower.get_mut(..bytes.len())?;
    lower.copy_from_slice(bytes);
    lower.make_ascii_lowercase();
    factor_of(lower)
}

/// How the units begin.
static UNITS: Beginnings = Beginnings::NONE.of(&[
    "s", "second", "m", "minute", "h", "hr", "hour", "heure", "t", "time", "day", "d", "dia",
    "día", "std", "uur", "uke", "tag", "jour", "w", "week", "woche",
]);

/// Letters of the longest unit.
const LONGEST_UNIT: usize = 8;

fn factor_of(unit: &[u8]) -> Option<f64> {
    Some(match unit {
        b"s" | b"sec" | b"secs" | b"second" | b"seconds" | b"sekunder" | b"sekunden"
        | b"secondes" | b"segundos" => 1.0,
        b"m" | b"min" | b"mins" | b"minute" | b"minutes" | b"minutt" | b"minutter" | b"minuten"
        | b"minuter" | b"minutos" | b"minuti" => 60.0,
        b"h" | b"hr" | b"hrs" | b"hour" | b"hours" | b"t" | b"time" | b"timer" | b"std"
        | b"stunde" | b"stunden" | b"heure" | b"heures" | b"hora" | b"horas" | b"uur"
        | b"timmar" => 3600.0,
        b"d" | b"day" | b"days" | b"dag" | b"dager" | b"dagar" | b"dage" | b"dagen" | b"tag"
        | b"tage" | b"jour" | b"jours" | b"dia" | b"dias" => 86_400.0,
        b"w" | b"week" | b"weeks" | b"uke" | b"uker" | b"woche" | b"wochen" => 604_800.0,
        _ if unit == "día".as_bytes() || unit == "días".as_bytes() => 86_400.0,
        _ => return None,
    })
}

/// False for a text in which no unit of time stands behind a number: one look at where its words begin tells.
pub(in crate::postmortem) fn may_tell_duration(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (eights, rest) = bytes.as_chunks::<8>();
    for (number, eight) in eights.iter().enumerate() {
        let mut ends = ends_of_words(*eight);
        while ends != 0 {
            let at = number * 8 + ends.trailing_zeros() as usize / 8;
            if is_unit_behind(text, at) {
                return true;
            }
            ends &= ends - 1;
        }
    }
    let from = bytes.len() - rest.len();
    (from..bytes.len()).any(|at| is_unit_behind(text, at))
}

/// The highest bit of each of eight bytes that is a figure or a sign such as stands between words; of some others too.
fn ends_of_words(eight: [u8; 8]) -> u64 {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    // Letters of ASCII are larger than all figures.
    const AFTER_FIGURES: u64 = (b'9' as u64 + 1) * ONES;
    let bytes = u64::from_le_bytes(eight);
    (bytes.wrapping_sub(AFTER_FIGURES) | bytes) & (ONES << 7)
}

/// True where a unit of time begins behind that byte, and a number ends with it or before it.
#[inline]
fn is_unit_behind(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let may_follow = matches!(bytes[at], b' ' | b'-' | 0xa0 | b'.' | b'0'..=b'9');
    let begins = bytes.get(at + 1).map(|byte| byte | 0x20);
    may_follow
        && matches!(
            begins,
            Some(b's' | b'm' | b'h' | b't' | b'd' | b'w' | b'j' | b'u')
        )
        && UNITS.may_stand_in(&bytes[at + 1..])
        && is_counted(text, at + 1)
}

/// True where a unit of time stands at that byte, and a number before it.
#[inline(never)] // So that the question above, which is asked at each word, stays small.
fn is_counted(text: &str, start: usize) -> bool {
    let behind = &text.as_bytes()[start..];
    // Behind a unit of one letter another word may begin: `2h of downtime`.
    if let [first, second, third, ..] = behind
        && second.is_ascii_alphabetic()
        && third.is_ascii_alphabetic()
        && !may_be_third(first | 0x20, third | 0x20)
    {
        return false;
    }
    let near = &behind[..behind.len().min(LONGEST_UNIT + 1)];
    let is_letter = |byte: &&u8| byte.is_ascii_alphabetic();
    let length = near.iter().take_while(is_letter).count();
    let word = &text[start..start + length];
    // A letter that is none of ASCII may go on with the unit.
    let goes_on = behind.get(length).is_some_and(|byte| !byte.is_ascii());
    if !UNITS.may_be(word.as_bytes()) || !goes_on && factor(word).is_none() {
        return false;
    }
    let is_small = !goes_on && (length < 3 || word == "time");
    text.get(..start)
        .is_some_and(|before| is_behind_number(before, is_small))
}

/// False for a third letter that no unit has which begins so: `service`, `disk`, `worker`.
fn may_be_third(first: u8, third: u8) -> bool {
    match first {
        b's' => matches!(third, b'c' | b'k' | b'g' | b'd' | b'u'),
        b'm' => third == b'n',
        b'h' => matches!(third, b'u' | b's' | b'r'),
        b't' => matches!(third, b'm' | b'g'),
        b'd' => matches!(third, b'y' | b'g' | b'a'),
        b'w' => matches!(third, b'e' | b'c'),
        b'j' => third == b'u',
        b'u' => matches!(third, b'r' | b'e'),
        _ => true,
    }
}

/// True where a text ends with a number and what may stand behind one; where the unit is small, with a number in figures.
fn is_behind_number(text: &str, is_small: bool) -> bool {
    let number = text.trim_end_matches([' ', '-', '\u{a0}']);
    if number.ends_with(|c: char| c.is_ascii_digit() || c == '.') {
        return true;
    }
    // The longest word that a number ends with has seven letters.
    let bytes = number.as_bytes();
    let letters = bytes.iter().rev().take(8);
    let letters = letters
        .take_while(|byte| byte.is_ascii_alphabetic())
        .count();
    let last = &number[number.len() - letters..];
    let ends_with = |(word, _): &(&str, f64)| {
        let from = word.len().checked_sub(last.len());
        from.is_some_and(|from| word.as_bytes()[from..].eq_ignore_ascii_case(last.as_bytes()))
    };
    !is_small && letters > 0 && number.len() < text.len() && NUMBERS.iter().any(ends_with)
}

#[cfg(test)]
mod tests {
    use super::may_tell_duration;

    #[test]
    fn texts_that_may_tell_a_duration() {
        for (text, may) in [
            ("", false),
            ("the site was down for some time", false),
            ("the day before", false),
            ("users' sessions", false),
            ("for two hours", true),
            ("half a day", true),
            ("forty-five minutes", true),
            ("a T", false),
            ("for a time", false),
            ("5 t", true),
            ("2h of downtime", true),
            ("2h10", true),
            ("lasted 45m—then it came back", true),
            ("down for 2h…", true),
            ("down for 30m”", true),
            ("3 días", true),
            ("dos días", false),
            ("two días", true),
            ("87-minute outage", true),
            ("1.5\u{a0}hours", true),
            ("20 users, minutes later", false),
        ] {
            assert_eq!(may_tell_duration(text), may, "{text}");
        }
    }
}
