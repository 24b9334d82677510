//! The two forms of a text about changes.
//!
//! Takes words, names and lines, gives them as a terminal or as Markdown wants them. Words of reports are others' words: a terminal gets
//! nothing that it obeys, and in Markdown they are words and nothing else: no markup, no link, no name that is called, no other report
//! of a tracker that is mentioned. What GitHub would make a link of is broken by a comment; of a commit's hash alone it still may make one.

use crate::diagnostic::visible;

/// How the parts of a text are written.
pub(super) trait Form {
    /// Words of a report.
    fn words(&self, words: &str) -> String;
    /// Words of a report at the beginning of a line.
    fn first_words(&self, words: &str) -> String;
    /// A path, an address, an id.
    fn name(&self, name: &str) -> String;
    /// The first line.
    fn counts(&self, counts: &str) -> String;
    /// What stands over a group.
    fn heading(&self, heading: &str) -> String;
    /// A line of a group.
    fn item(&self, text: &str) -> String;
    /// A line of an item.
    fn detail(&self, label: &str, text: &str) -> String;
}

/// For people at a terminal.
pub(super) struct Plain;

impl Form for Plain {
    fn words(&self, words: &str) -> String {
        visible(words).into_owned()
    }
    fn first_words(&self, words: &str) -> String {
        self.words(words)
    }
    fn name(&self, name: &str) -> String {
        format!("`{}`", visible(name))
    }
    fn counts(&self, counts: &str) -> String {
        format!("{counts}\n")
    }
    fn heading(&self, heading: &str) -> String {
        format!("\n{heading}\n")
    }
    fn item(&self, text: &str) -> String {
        format!("  {text}\n")
    }
    fn detail(&self, label: &str, text: &str) -> String {
        format!("    {label:<10} {text}\n")
    }
}

/// True where a text ends with these letters of ASCII, in any case.
fn ends_with(text: &str, letters: &str) -> bool {
    let at = text.len().checked_sub(letters.len());
    let end = at.and_then(|at| text.get(at..));
    end.is_some_and(|end| end.eq_ignore_ascii_case(letters))
}

/// For a comment on a change.
pub(super) struct Markdown;

impl Form for Markdown {
    fn words(&self, words: &str) -> String {
        let words = visible(words);
        let mut out = String::with_capacity(words.len());
        let mut signs = words.chars().peekable();
        while let Some(c) = signs.next() {
            let next = signs.peek();
            match c {
                // A name behind it would be called.
                '@' => out.push_str("&#64;<!-- -->"),
                // So would be a ticket by its number: `#12`, `GH-12`.
                '#' => out.push_str("&#35;<!-- -->"),
                '-' if next.is_some_and(char::is_ascii_digit) && ends_with(&out, "gh") => {
                    out.push_str("<!-- -->-");
                }
                // An address would become a link: `https://`, `www.`.
                ':' if next == Some(&'/') => out.push_str("&#58;<!-- -->"),
                '.' if ends_with(&out, "www") => out.push_str("&#46;<!-- -->"),
                '&' => out.push_str("&amp;"),
                '<' => out.push_str("&lt;"),
                '>' => out.push_str("&gt;"),
                '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' | '!' => {
                    out.extend(['\\', c]);
                }
                // A picture by its name: `:tada:`.
                ':' if next.is_some_and(char::is_ascii_alphabetic) => out.push_str("\\:"),
                c => out.push(c),
            }
        }
        out
    }
    fn first_words(&self, words: &str) -> String {
        let mut out = self.words(words);
        let figures = out.bytes().take_while(u8::is_ascii_digit).count();
        let mut behind = out[figures..].chars();
        let sign = behind.next();
        let next = behind.next();
        let ends = next.is_none_or(char::is_whitespace);
        // `1. ` and `- ` would begin a list, and `---` be a line across: the `-` of a day or of a word is none of these.
        let begins_block = match sign {
            Some('.' | ')') => figures > 0 && ends,
            Some('-') => figures == 0 && (ends || next == Some('-')),
            Some('+') => figures == 0 && ends,
            _ => false,
        };
        if begins_block {
            out.insert(figures, '\\');
        }
        out
    }
    fn name(&self, name: &str) -> String {
        let name = visible(name);
        let longest = name.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(longest + 1);
        let pad = if name.starts_with('`') || name.ends_with('`') {
            " "
        } else {
            ""
        };
        format!("{fence}{pad}{name}{pad}{fence}")
    }
    fn counts(&self, counts: &str) -> String {
        format!("**{counts}**\n")
    }
    fn heading(&self, heading: &str) -> String {
        format!("\n### {heading}\n\n")
    }
    fn item(&self, text: &str) -> String {
        format!("- {text}\n")
    }
    fn detail(&self, label: &str, text: &str) -> String {
        format!("  - {label}: {text}\n")
    }
}
