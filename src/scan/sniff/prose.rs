//! Whether a text without markup is prose, which somebody may want to read as a report.
//!
//! Takes a text, answers by its words: lists of hosts, logs, tables of figures and settings have few words among what stands in
//! them, or few lines of several. It knows no language.

/// How many lines are looked at.
const LINES: usize = 500;

/// Prose has a line of so many words.
const WORDS_OF_A_LINE: usize = 5;

/// And so many in all.
const WORDS: usize = 12;

/// In scripts that put no blanks between words, so many letters are as much.
const LETTERS: usize = 30;

/// True for prose. A text with titles needs fewer words.
pub(super) fn is_prose(text: &str, has_titles: bool) -> bool {
    let mut seen = Seen::default();
    for line in text.lines().take(LINES) {
        seen.add(line.trim());
    }
    let is_log = seen.stamped * 5 >= seen.lines * 4 && seen.lines >= 10;
    let has_words = seen.words >= WORDS && seen.longest >= WORDS_OF_A_LINE;
    let is_written = seen.words * 2 >= seen.tokens && (has_words || has_titles && seen.words > 0);
    !is_log && (is_written || seen.letters >= LETTERS)
}

/// What the lines of a text hold.
#[derive(Default)]
struct Seen {
    lines: usize,
    /// Lines that a program wrote: they begin with day and second.
    stamped: usize,
    tokens: usize,
    words: usize,
    /// The words of the line that has most of them.
    longest: usize,
    /// Letters of scripts without blanks between words.
    letters: usize,
}

impl Seen {
    fn add(&mut self, line: &str) {
        if line.is_empty() {
            return;
        }
        self.lines += 1;
        self.stamped += usize::from(is_stamped(line));
        let mut words = 0;
        for token in line.split_whitespace() {
            self.tokens += 1;
            words += usize::from(is_word(token));
            if !token.is_ascii() {
                self.letters += token
                    .chars()
                    .filter(|sign| ('\u{2e80}'..'\u{e000}').contains(sign))
                    .count();
            }
        }
        self.words += words;
        self.longest = self.longest.max(words);
    }
}

/// True for letters, with the punctuation that prose puts around them.
fn is_word(token: &str) -> bool {
    let inner = token.trim_matches(|sign: char| !sign.is_alphanumeric());
    !inner.is_empty()
        && inner
            .chars()
            .all(|sign| sign.is_alphabetic() || matches!(sign, '\'' | '’' | '-' | '/'))
}

/// True for a line such as `2021-01-30T09:15:02.1 …`, `[2021-01-30 09:15:02] …`, `Jan 30 09:15:02 …`.
fn is_stamped(line: &str) -> bool {
    let head: &[u8] = &line.as_bytes()[..line.len().min(24)];
    let is_time = |window: &[u8]| {
        let digits = [0, 1, 3, 4, 6, 7]
            .iter()
            .all(|at| window[*at].is_ascii_digit());
        digits && window[2] == b':' && window[5] == b':'
    };
    head.windows(8).any(is_time)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_make_prose() {
        let log = "2021-01-30 09:15:02 ERROR the server refused the connection of the client\n";
        for (text, expected) in [
            (
                "It broke at nine because the disk was full, and we mended it at ten.",
                true,
            ),
            (
                "データベースのディスクがいっぱいになり、三十分のあいだ注文を受け付けられませんでした。",
                true,
            ),
            (
                "web-1.example.com 10.0.0.1\nweb-2.example.com 10.0.0.2\n",
                false,
            ),
            (
                "apple\nbanana\ncherry\ndate\nelder\nfig\ngrape\nhazel\niris\njuniper\nkiwi\nlemon\n",
                false,
            ),
            ("django==3.2\nrequests>=2.0\n", false),
            (&log.repeat(12), false),
            ("", false),
        ] {
            assert_eq!(is_prose(text, false), expected, "{text}");
        }
    }
}
