//! Addresses in running words: where they begin and end.

/// Schemes that make an address of what stands behind them.
const SCHEMES: &[&str] = &[
    "doi", "file", "ftp", "ftps", "gemini", "http", "https", "mailto", "news", "sftp", "ssh",
];

/// No scheme has more letters.
const LONGEST: usize = 6;

/// Where the address begins and ends whose scheme ends with the colon at a byte; words before `base` are none of its own.
pub(super) fn free(words: &str, base: usize, colon: usize, end: usize) -> Option<(usize, usize)> {
    let bytes = words.as_bytes();
    let run = bytes[base..colon]
        .iter()
        .rev()
        .take(LONGEST + 1)
        .take_while(|byte| byte.is_ascii_alphabetic())
        .count();
    let start = colon - run;
    let scheme = words[start..colon].to_ascii_lowercase();
    if !SCHEMES.contains(&scheme.as_str()) {
        return None;
    }
    let before = words[base..start].chars().next_back();
    if before.is_some_and(|c| c.is_alphanumeric() || c == '_') {
        return None;
    }
    let body = &words[colon + 1..end];
    let has_slashes = body.starts_with("//");
    let is_address = match scheme.as_str() {
        "mailto" => begin(body).contains('@'),
        "doi" | "news" => true,
        "file" => body.starts_with(['.', '/', '~']) || has_ending(begin(body)),
        _ => has_slashes,
    };
    if !is_address {
        return None;
    }
    let mut depth = 0_usize;
    let mut stop = colon + 1;
    for (at, c) in body.char_indices() {
        match c {
            '(' => depth += 1,
            ')' if depth == 0 => break,
            ')' => depth -= 1,
            c if c.is_whitespace() || matches!(c, '<' | '>' | '[' | ']' | '"') => break,
            _ => {}
        }
        stop = colon + 1 + at + c.len_utf8();
    }
    let address = &words[start..stop];
    let is_mark = |c: char| c.is_ascii_punctuation() && !matches!(c, '/' | ')');
    let length = address.trim_end_matches(is_mark).len();
    let least = colon - start + 1 + if has_slashes { 2 } else { 0 };
    (length > least).then_some((start, start + length))
}

/// What of a word is looked at to tell whether it is an address.
const LOOKED_AT: usize = 256;

/// The beginning of the first word.
fn begin(body: &str) -> &str {
    let end = body
        .char_indices()
        .take(LOOKED_AT)
        .find(|(_, c)| c.is_whitespace() || matches!(c, '<' | '>' | '[' | ']' | '"'))
        .map_or_else(
            || {
                body.char_indices()
                    .nth(LOOKED_AT)
                    .map_or(body.len(), |(at, _)| at)
            },
            |(at, _)| at,
        );
    &body[..end]
}

/// True where a word ends as a file does.
fn has_ending(word: &str) -> bool {
    let ending = word.rsplit_once('.').map_or("", |(_, ending)| ending);
    ending.starts_with(|c: char| c.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_addresses_end() {
        for (words, expected) in [
            (
                "see https://a.example/b_c/.",
                Some("https://a.example/b_c/"),
            ),
            ("(https://a.example/b)", Some("https://a.example/b")),
            ("https://a.example/b_(c)", Some("https://a.example/b_(c)")),
            ("https://a.example/b, c", Some("https://a.example/b")),
            ("mailto:a@b.example", Some("mailto:a@b.example")),
            ("mailto: nobody", None),
            ("file:a.png", Some("file:a.png")),
            ("file:line:column", None),
            ("xhttps://a.example", None),
            ("https:", None),
            ("https://", None),
            ("10:30", None),
        ] {
            let colon = words.find(':').expect("each has one");
            let found = free(words, 0, colon, words.len());
            let found = found.map(|(start, end)| &words[start..end]);
            assert_eq!(found, expected, "{words}");
        }
    }
}
