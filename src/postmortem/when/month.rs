//! The names of the months in the languages that reports are written in.

/// The number of a month by its name or a usual short form, in any case; `None` for other words.
pub(super) fn number(word: &str) -> Option<i8> {
    if word.len() < 3 || word.len() > 14 {
        return None;
    }
    // Nearly every word of a text is none: its first letter tells.
    let first = word.as_bytes()[0].to_ascii_lowercase();
    if !b"jegfmalsond".contains(&first) {
        return None;
    }
    let word = word.to_lowercase();
    let at = MONTHS
        .iter()
        .position(|names| names.iter().any(|name| *name == word))?;
    i8::try_from(at + 1).ok()
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
