//! The messages that an archive had when it began to be checked: they are known, and only new ones are told.
//!
//! Takes diagnostics, gives the text of the file and back; takes what a build found, leaves out what is known. A message is known by
//! its file, its rule and its words without numbers of lines, so many times as it was found: a fourth of three shows. Errors are
//! never known, nor are notes that find no fault. It reads and writes no file.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

use crate::diagnostic::{Diagnostic, Diagnostics, Severity};

/// The name of the file beside `book.toml`, where nothing else is said.
pub const NAME: &str = "pmsite-baseline.json";

/// The version of the form of the file.
const VERSION: u32 = 1;

/// Known messages, and how often each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    known: BTreeMap<Key, usize>,
}

/// A file, a rule, and the words of the message.
type Key = (String, String, String);

/// The file.
#[derive(Deserialize)]
struct File {
    version: u32,
    known: Vec<Line>,
}

/// One line of the file.
#[derive(Serialize, Deserialize)]
struct Line {
    path: String,
    rule: String,
    message: String,
    #[serde(default = "one")]
    count: usize,
}

fn one() -> usize {
    1
}

impl Baseline {
    /// What is found now is known from now on.
    pub fn of(diagnostics: &Diagnostics) -> Self {
        let mut known = BTreeMap::new();
        for diagnostic in diagnostics.iter().filter(|one| may_be_known(one)) {
            *known.entry(key(diagnostic)).or_default() += diagnostic.times;
        }
        Self { known }
    }

    /// Reads the file; the error says what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, String> {
        let file: File = serde_json::from_str(text).map_err(|error| error.to_string())?;
        if file.version != VERSION {
            return Err(format!(
                "its version is {}, and this program knows {VERSION}",
                file.version
            ));
        }
        let mut known = BTreeMap::new();
        for line in file.known {
            *known
                .entry((line.path, line.rule, line.message))
                .or_default() += line.count;
        }
        Ok(Self { known })
    }

    /// The text of the file: a line for each message, sorted.
    pub fn to_text(&self) -> String {
        let mut out = format!("{{\n  \"version\": {VERSION},\n  \"known\": [");
        for (at, ((path, rule, message), count)) in self.known.iter().enumerate() {
            let line = Line {
                path: path.clone(),
                rule: rule.clone(),
                message: message.clone(),
                count: *count,
            };
            let line = serde_json::to_string(&line).unwrap_or_default();
            let comma = if at == 0 { "" } else { "," };
            let _ = write!(out, "{comma}\n    {line}");
        }
        out.push_str(if self.known.is_empty() {
            "]\n}\n"
        } else {
            "\n  ]\n}\n"
        });
        out
    }

    /// How many messages are known.
    pub fn count(&self) -> usize {
        self.known.values().sum()
    }

    /// Leaves out what is known, and gives how many messages that were. What is left over of the baseline has no message any more.
    pub fn hide(&mut self, diagnostics: &mut Diagnostics) -> usize {
        let mut hidden = 0;
        diagnostics.retain_mut(|diagnostic| {
            if !may_be_known(diagnostic) {
                return true;
            }
            let Some(left) = self.known.get_mut(&key(diagnostic)) else {
                return true;
            };
            let taken = (*left).min(diagnostic.times);
            *left -= taken;
            hidden += taken;
            diagnostic.times -= taken;
            diagnostic.times > 0
        });
        self.known.retain(|_, left| *left > 0);
        hidden
    }

    /// The note that some of what is known occurs no longer.
    pub fn stale(&self, name: &str) -> Option<Diagnostic> {
        let message = match self.count() {
            0 => return None,
            1 => format!("`{name}` lists a message that no longer occurs"),
            n => format!("`{name}` lists {n} messages that no longer occur"),
        };
        let ((path, rule, first), _) = self.known.first_key_value()?;
        let place = if path.is_empty() {
            String::new()
        } else {
            format!(" in `{path}`")
        };
        Some(Diagnostic::note("stale-baseline", message).help(format!(
            "`pmsite check --write-baseline` makes it anew; the first is `{rule}`{place}: {first}"
        )))
    }
}

/// Rules whose notes say what the program did, and find no fault with a report.
const HOUSEKEEPING: [&str; 7] = [
    "left-out",
    "no-site-url",
    "set-aside",
    "skipped-files",
    "unused-allow",
    "unused-heading",
    "unused-key",
];

/// An error is never known: without it a page would be wrong. Nor is a note that finds no fault.
fn may_be_known(diagnostic: &Diagnostic) -> bool {
    match diagnostic.severity {
        Severity::Error => false,
        Severity::Warning => true,
        Severity::Note => !HOUSEKEEPING.contains(&diagnostic.rule),
    }
}

fn key(diagnostic: &Diagnostic) -> Key {
    let path = diagnostic.place.as_ref().map_or("", |place| &*place.path);
    let message = if diagnostic.times > 1 {
        "further messages of this rule in this file".to_owned()
    } else {
        without_lines(&diagnostic.message)
    };
    (path.to_owned(), diagnostic.rule.to_owned(), message)
}

/// The words of a message with `line 7` as `line`: an edit above moves what it speaks of.
fn without_lines(message: &str) -> String {
    let mut out = String::with_capacity(message.len());
    let mut words = message.split(' ').peekable();
    while let Some(word) = words.next() {
        out.push_str(word);
        if matches!(word, "line" | "lines") {
            words.next_if(|next| next.starts_with(|c: char| c.is_ascii_digit()));
        }
        if words.peek().is_some() {
            out.push(' ');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::Baseline;
    use crate::diagnostic::{Diagnostic, Diagnostics};

    fn three(words: &str) -> Diagnostics {
        let one = |at: usize| {
            Diagnostic::warning("broken-link", format!("{words} in line {at} of it"))
                .in_file("a.md")
        };
        (1..=3).map(one).collect()
    }

    #[test]
    fn the_fourth_of_three_shows() {
        let baseline = Baseline::of(&three("gone"));
        assert_eq!(baseline.count(), 3);
        let mut found = three("gone");
        found.push(Diagnostic::warning("broken-link", "gone in line 9 of it").in_file("a.md"));
        found.push(Diagnostic::error("broken-link", "gone in line 9 of it").in_file("a.md"));
        assert_eq!(baseline.clone().hide(&mut found), 3);
        assert_eq!(found.iter().count(), 2);
    }

    #[test]
    fn what_finds_no_fault_is_not_known() {
        let found: Diagnostics = [
            Diagnostic::note("skipped-files", "3 binary files"),
            Diagnostic::warning("skipped-files", "a large text"),
            Diagnostic::note("missing-date", "no date"),
        ]
        .into_iter()
        .collect();
        assert_eq!(Baseline::of(&found).count(), 2);
    }

    #[test]
    fn what_occurs_no_longer_is_told() {
        let mut baseline = Baseline::of(&three("gone"));
        let mut found = Diagnostics::new();
        assert_eq!(baseline.hide(&mut found), 0);
        let note = baseline.stale("known.json").expect("three are left over");
        assert!(note.message.contains("3 messages"), "{}", note.message);
    }

    #[test]
    fn the_file_is_read_as_it_was_written() {
        let baseline = Baseline::of(&three("a \"quoted\" name"));
        let text = baseline.to_text();
        assert_eq!(Baseline::parse(&text), Ok(baseline));
        assert_eq!(
            Baseline::parse(&Baseline::default().to_text()),
            Ok(Baseline::default())
        );
        assert!(Baseline::parse("{\"version\": 2, \"known\": []}").is_err());
        assert!(Baseline::parse("[]").is_err());
    }
}
