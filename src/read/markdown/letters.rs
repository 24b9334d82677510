//! Numbers in letters, for the words that stand in for something while the parser runs: `12` is `bc`. Digits would touch
//! digits of the text, letters end at the stop.

/// Ends a number.
pub(super) const STOP: char = 'z';

/// A number in letters, without the stop.
pub(super) fn encode(number: usize) -> String {
    number
        .to_string()
        .bytes()
        .map(|digit| (digit - b'0' + b'a') as char)
        .collect()
}

/// The number that letters mean; `None` for other words.
pub(super) fn decode(letters: &str) -> Option<usize> {
    if letters.is_empty() {
        return None;
    }
    letters.bytes().try_fold(0usize, |sum, letter| {
        let digit = letter.checked_sub(b'a').filter(|digit| *digit < 10)?;
        sum.checked_mul(10)?.checked_add(usize::from(digit))
    })
}
