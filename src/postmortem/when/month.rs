//! The names of the months in the languages that reports are written in.

use super::signs::Beginnings;

/// The number of a month by its name or a usual short form, in any case; `None` for other words.
pub(super) fn number(word: &str) -> Option<i8> {
    // Nearly every word of a text is none: its length and its first letters tell.
    if !(SHORTEST..=LONGEST).contains(&word.len()) || !BEGINNINGS.may_be(word.as_bytes()) {
        return None;
    }
    let at = if word.is_ascii() {
        let first = word.as_bytes()[0] | 0x20;
        let is_it = |name: &&str| {
            name.as_bytes()[0] == first
                && name.len() == word.len()
                && name.eq_ignore_ascii_case(word)
        };
        MONTHS.iter().position(|names| names.iter().any(&is_it))?
    } else {
        let word = word.to_lowercase();
        MONTHS
            .iter()
            .position(|names| names.contains(&word.as_str()))?
    };
    i8::try_from(at + 1).ok()
}

/// True for the name of a month.
pub(in crate::postmortem) fn is_month(word: &str) -> bool {
    number(word).is_some()
}

/// English, German, Norwegian, Danish, Swedish, Dutch, French, Spanish, Portuguese, Italian.
#[rustfmt::skip] // A month a line.
const MONTHS: [&[&str]; 12] = [
    &["january", "jan", "januar", "januari", "janvier", "janv", "enero", "ene", "janeiro", "gennaio", "gen", "jänner"],
    &["february", "feb", "februar", "februari", "février", "fevrier", "févr", "fév", "febrero", "fevereiro", "fev", "febbraio"],
    &["march", "mar", "märz", "maerz", "mär", "mars", "maart", "mrt", "marzo", "março", "marco"],
    &["april", "apr", "avril", "avr", "abril", "abr", "aprile"],
    &["may", "mai", "maj", "mei", "mayo", "maio", "maggio", "mag"],
    &["june", "jun", "juni", "juin", "junio", "junho", "giugno", "giu"],
    &["july", "jul", "juli", "juillet", "juil", "julio", "julho", "luglio", "lug"],
    &["august", "aug", "augustus", "augusti", "août", "aout", "agosto", "ago"],
    &["september", "sep", "sept", "septembre", "septiembre", "setembro", "set", "settembre"],
    &["october", "oct", "oktober", "okt", "octobre", "octubre", "outubro", "out", "ottobre", "ott"],
    &["november", "nov", "novembre", "noviembre", "novembro"],
    &["december", "dec", "dezember", "dez", "desember", "des", "décembre", "decembre", "déc", "diciembre", "dic", "dezembro", "dicembre"],
];

/// How few and how many bytes a name has.
const SHORTEST: usize = 3;
pub(super) const LONGEST: usize = 10;

/// How the names begin.
static BEGINNINGS: Beginnings = {
    let mut beginnings = Beginnings::NONE;
    let mut month = 0;
    while month < MONTHS.len() {
        beginnings = beginnings.of(MONTHS[month]);
        month += 1;
    }
    beginnings
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_found() {
        for (at, names) in MONTHS.iter().enumerate() {
            for name in *names {
                let expected = i8::try_from(at + 1).ok();
                assert_eq!(number(name), expected, "{name}");
                assert_eq!(number(&name.to_uppercase()), expected, "{name}");
            }
        }
        for word in ["", "m", "monday", "été"] {
            assert_eq!(number(word), None, "{word}");
        }
    }
}
