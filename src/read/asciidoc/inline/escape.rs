//! Backslashes before markup, which make words of it.

use super::Inside;
use super::character::sign;
use super::run::{Found, Run};
use crate::read::asciidoc::Reading;
use crate::read::wikitext;

impl Reading<'_> {
    /// A backslash before something that would mean more than its words: it goes, and the words stay.
    pub(super) fn escaped(
        &mut self,
        run: &mut Run<'_>,
        at: usize,
        inside: Inside,
    ) -> Option<Found> {
        let words = run.words;
        let all = words.all();
        // Doubled marks are guarded by one backslash or by two.
        let is_double = ["**", "__", "``", "##"].iter().any(|marks| {
            all[at + 1..run.end]
                .strip_prefix('\\')
                .is_some_and(|rest| rest.starts_with(marks))
        });
        let next = at + 1 + usize::from(is_double);
        let rest = all.get(next..run.end)?;
        let first = rest.chars().next()?;
        let length = match first {
            '*' | '_' | '`' | '#' | '^' | '~' | '"' | '\'' => {
                let before = all[..at].chars().next_back();
                let found = run
                    .ends
                    .quote(all, next, run.end, before, &|at| words.is_inert(at));
                if let Some(quote) = found {
                    run.push_words(at);
                    run.take(next);
                    run.push_words(quote.inside.start);
                    let depth = inside.depth + 1;
                    let content =
                        self.part(words, quote.inside.clone(), Inside { depth, ..inside });
                    run.extend(content);
                    run.take(quote.inside.end);
                    run.push_words(quote.end);
                    return Some(Found::Taken(quote.end));
                } else if first == '\''
                    && before.is_some_and(char::is_alphanumeric)
                    && rest[1..].starts_with(char::is_alphabetic)
                {
                    1
                } else {
                    return None;
                }
            }
            '[' if rest.starts_with("[[") => 2,
            '[' => {
                let close = words
                    .brackets
                    .close(next)
                    .filter(|close| *close < run.end)?;
                let is_role = all[close + 1..run.end].starts_with(['#', '*', '_', '`']);
                if !is_role {
                    return None;
                }
                1
            }
            ']' => 1,
            '|' if self.in_cell => 1,
            '<' if rest.starts_with("<<") => 2,
            '(' if rest.starts_with("((") => 2,
            '&' => wikitext::decode(rest)?.1,
            '-' if rest.starts_with("--") => 2,
            _ if inside.code => return None,
            _ => sign(rest)?.1,
        };
        run.push_words(at);
        run.take(next);
        Some(Found::Skipped(next + length))
    }
}
