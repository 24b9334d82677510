//! The names of the months in the languages that reports are written in.

/// The number of a month by its name or a usual short form, in any case; `None` for other words.
pub(super) fn number(word: &str) -> Option<i8> {
    // Nearly every word of a text is none: its first letter tells.
    let first = word.bytes().next()?.to_ascii_lowercase();
    let (is_first, longest) = &BOUNDS;
    if !is_first[usize::from(first)] || word.len() > *longest {
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

/// Which bytes the names begin with, and how many bytes the longest has.
static BOUNDS: ([bool; 256], usize) = {
    let mut first = [false; 256];
    let mut longest = 0;
    let mut month = 0;
    while month < MONTHS.len() {
        let mut name = 0;
        while name < MONTHS[month].len() {
            let bytes = MONTHS[month][name].as_bytes();
            first[bytes[0] as usize] = true;
            if bytes.len() > longest {
                longest = bytes.len();
            }
            name += 1;
        }
        month += 1;
    }
    (first, longest)
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
