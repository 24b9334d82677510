//! A table of `book.toml` as its readers see it: values by key and type, problems collected with their places.
//!
//! Takes parsed TOML, gives plain values; what does not fit becomes a diagnostic and the value is left out. It does not know
//! which keys there are: the readers say so.

use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::size;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::Span;

/// What a check answers: the value, or a message and a help.
pub(super) type Checked<T> = Result<T, (String, String)>;

/// So many dots of a key are more than the parser takes.
const DEEPEST: usize = 80;

/// The problems of one file.
pub(super) struct Problems {
    path: Arc<str>,
    pub(super) found: Diagnostics,
}

impl Problems {
    pub(super) fn new(path: Arc<str>) -> Self {
        Self {
            path,
            found: Diagnostics::new(),
        }
    }

    pub(super) fn push(&mut self, span: Range<usize>, diagnostic: Diagnostic) {
        let span = Span::new(span.start, span.end);
        self.found.push(diagnostic.at(&self.path, span));
    }

    /// What the TOML parser said about a text, in our style.
    pub(super) fn syntax(&mut self, said: &str, span: Option<Range<usize>>, text: &str) {
        if said.contains("recurs") {
            let message = "values or dotted keys stand too deep in one another";
            let diagnostic = Diagnostic::error("config-syntax", message)
                .help("no key of pmsite stands deeper than in three tables");
            // Of keys the parser does not say which.
            let place = span
                .or_else(|| deep_key(text))
                .or_else(|| deepest_line(text));
            self.push_somewhere(place, diagnostic);
            return;
        }
        let mut lines = said.lines().map(str::trim).filter(|line| !line.is_empty());
        let first = lines.next().unwrap_or("not TOML");
        let mut letters = first.chars();
        let message: String = letters
            .next()
            .into_iter()
            .flat_map(char::to_lowercase)
            .chain(letters)
            .collect();
        let mut diagnostic = Diagnostic::error("config-syntax", message);
        let rest: Vec<&str> = lines.collect();
        if said.contains("escape") {
            // A pattern or a path of Windows between the wrong quotes.
            diagnostic = diagnostic.help(
                "between `\"` a `\\` begins an escape: write what holds one between `'`, as in `'OPS-\\d+'`",
            );
        } else if !rest.is_empty() {
            diagnostic = diagnostic.help(rest.join(", "));
        }
        self.push_somewhere(span, diagnostic);
    }

    /// At its bytes where they are known, else in the file.
    fn push_somewhere(&mut self, span: Option<Range<usize>>, diagnostic: Diagnostic) {
        match span {
            Some(span) => self.push(span, diagnostic),
            None => self.found.push(diagnostic.in_file(&*self.path)),
        }
    }

    pub(super) fn wrong_type(&mut self, entry: &Entry<'_>, wanted: &str, help: &str) {
        let found = entry.value.get_ref().type_str();
        let message = format!("`{}` is {}, not {wanted}", entry.key, with_article(found));
        let diagnostic = Diagnostic::error("wrong-type", message).help(help);
        self.push(entry.value.span(), diagnostic);
    }

    pub(super) fn bad_value(
        &mut self,
        span: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.push(span, Diagnostic::error("bad-value", message).help(help));
    }
}

/// The first dotted key with more parts than the parser takes.
fn deep_key(text: &str) -> Option<Range<usize>> {
    let mut start = 0;
    for part in text.split_inclusive(['\n', '=', '{', ',', '[', ']', '#', '"', '\'']) {
        let key = part.trim_end_matches(|sign: char| !sign.is_alphanumeric());
        let skipped = key.len() - key.trim_start().len();
        let is_key = key.split('.').all(|name| !name.trim().is_empty());
        if is_key && key.matches('.').count() >= DEEPEST {
            return Some(start + skipped..start + key.len());
        }
        start += part.len();
    }
    None
}

/// The line with the most signs that lead deeper, for what is too deep and no key: nothing but dots.
fn deepest_line(text: &str) -> Option<Range<usize>> {
    let mut deepest = None;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let told = line.split('#').next().unwrap_or(line);
        let depth = told.matches(['.', '[', '{']).count();
        if deepest.as_ref().is_none_or(|(most, _)| depth > *most) {
            let begins = start + line.len() - line.trim_start().len();
            let ends = start + line.trim_end().len();
            deepest = Some((depth, begins.min(ends)..ends));
        }
        start += line.len();
    }
    deepest.map(|(_, line)| line)
}

fn with_article(kind: &str) -> String {
    let article = if kind.starts_with(['a', 'i']) {
        "an"
    } else {
        "a"
    };
    format!("{article} {kind}")
}

/// One key with its value.
pub(super) struct Entry<'a> {
    pub(super) key: &'a str,
    pub(super) key_span: Range<usize>,
    pub(super) value: &'a Spanned<DeValue<'a>>,
}

/// One table, with the name that messages give it.
pub(super) struct Table<'a> {
    name: String,
    table: &'a DeTable<'a>,
}

impl<'a> Table<'a> {
    /// The table of that dotted name; the root has none.
    pub(super) fn new(name: impl Into<String>, table: &'a DeTable<'a>) -> Self {
        Self {
            name: name.into(),
            table,
        }
    }

    /// Every key with its value, in the order of the keys.
    pub(super) fn entries(&self) -> impl Iterator<Item = Entry<'a>> + use<'a> {
        self.table.iter().map(|(key, value)| Entry {
            key: key.get_ref(),
            key_span: key.span(),
            value,
        })
    }

    /// The entry of that key.
    pub(super) fn entry(&self, key: &str) -> Option<Entry<'a>> {
        self.entries().find(|entry| entry.key == key)
    }

    /// Refuses keys that are neither known nor known to be without effect, and names the latter in notes.
    pub(super) fn check(&self, known: &[&str], unused: &[&str], problems: &mut Problems) {
        let place = if self.name.is_empty() {
            "at the top of the file".to_owned()
        } else {
            format!("in `[{}]`", self.name)
        };
        for entry in self.entries() {
            let key = entry.key;
            if known.contains(&key) {
                continue;
            }
            let diagnostic = if unused.contains(&key) {
                Diagnostic::note("unused-key", format!("`{key}` {place} has no effect here"))
                    .help("mdBook knows it; pmsite has no use for it")
            } else {
                let list = listed(known);
                let help = match closest(key, known) {
                    Some(meant) => format!("did you mean `{meant}`? known keys are {list}"),
                    None => format!("known keys are {list}"),
                };
                Diagnostic::error("unknown-key", format!("unknown key `{key}` {place}")).help(help)
            };
            problems.push(entry.key_span, diagnostic);
        }
    }

    pub(super) fn table(&self, key: &str, problems: &mut Problems) -> Option<Table<'a>> {
        let entry = self.entry(key)?;
        let name = if self.name.is_empty() {
            key.to_owned()
        } else {
            format!("{}.{key}", self.name)
        };
        if let DeValue::Table(table) = entry.value.get_ref() {
            return Some(Table::new(name, table));
        }
        problems.wrong_type(&entry, "a table", &format!("write it as `[{name}]`"));
        None
    }

    /// A whole number from 0 to that one.
    pub(super) fn number(&self, key: &str, most: u32, problems: &mut Problems) -> Option<u32> {
        let entry = self.entry(key)?;
        let help = format!("write a number from 0 to {most}");
        let DeValue::Integer(written) = entry.value.get_ref() else {
            problems.wrong_type(&entry, "a whole number", &help);
            return None;
        };
        let number = written.to_string().parse().ok();
        let number = number.filter(|number| *number <= most);
        if number.is_none() {
            let message = format!("`{written}` is no number that `{key}` can have");
            problems.bad_value(entry.value.span(), message, help);
        }
        number
    }

    /// The tables of an array, each with its place.
    pub(super) fn tables(
        &self,
        key: &str,
        help: &str,
        problems: &mut Problems,
    ) -> Vec<(Table<'a>, Range<usize>)> {
        let Some(entry) = self.entry(key) else {
            return Vec::new();
        };
        let DeValue::Array(items) = entry.value.get_ref() else {
            problems.wrong_type(&entry, "an array of tables", help);
            return Vec::new();
        };
        let mut out = Vec::new();
        for item in items {
            if let DeValue::Table(table) = item.get_ref() {
                out.push((Table::new(format!("[{key}]"), table), item.span()));
            } else {
                let entry = Entry {
                    key: entry.key,
                    key_span: item.span(),
                    value: item,
                };
                problems.wrong_type(&entry, "a table", help);
            }
        }
        out
    }

    pub(super) fn boolean(&self, key: &str, problems: &mut Problems) -> Option<bool> {
        let entry = self.entry(key)?;
        let value = entry.value.get_ref().as_bool();
        if value.is_none() {
            problems.wrong_type(&entry, "a boolean", "write `true` or `false`");
        }
        value
    }

    /// A number of bytes, or a string that means one.
    pub(super) fn size(&self, key: &str, problems: &mut Problems) -> Option<u64> {
        let entry = self.entry(key)?;
        let help = format!("write a number of bytes or a string, such as `{key} = \"16 MiB\"`");
        let size = match entry.value.get_ref() {
            DeValue::String(text) => size::parse(text),
            DeValue::Integer(number) => {
                let bytes = i128::from_str_radix(number.as_str(), number.radix());
                // What is below zero lets nothing through; what does not fit is too large.
                let bytes = bytes.map_or(u64::MAX, |bytes| {
                    u64::try_from(bytes.max(0)).unwrap_or(u64::MAX)
                });
                size::check(bytes, &number.to_string())
            }
            _ => {
                problems.wrong_type(&entry, "a size", &help);
                return None;
            }
        };
        size.map_err(|message| problems.bad_value(entry.value.span(), message, help))
            .ok()
    }

    pub(super) fn string(&self, key: &str, problems: &mut Problems) -> Option<String> {
        self.checked(key, problems, |text| Ok(text.to_owned()))
    }

    /// A string that a check turns into its value.
    pub(super) fn checked<T>(
        &self,
        key: &str,
        problems: &mut Problems,
        check: impl FnOnce(&str) -> Checked<T>,
    ) -> Option<T> {
        let entry = self.entry(key)?;
        let DeValue::String(text) = entry.value.get_ref() else {
            problems.wrong_type(&entry, "a string", &format!("write `{key} = \"…\"`"));
            return None;
        };
        match check(text) {
            Ok(value) => Some(value),
            Err((message, help)) => {
                problems.bad_value(entry.value.span(), message, help);
                None
            }
        }
    }

    pub(super) fn strings(&self, key: &str, problems: &mut Problems) -> Vec<String> {
        self.each(key, problems, |text| Ok(text.to_owned()))
    }

    /// A list of strings, each of which a check turns into its value.
    pub(super) fn each<T>(
        &self,
        key: &str,
        problems: &mut Problems,
        check: impl Fn(&str) -> Checked<T>,
    ) -> Vec<T> {
        self.entry(key)
            .map(|entry| list(&entry, problems, check))
            .unwrap_or_default()
    }
}

/// The value of an entry as a list of strings, each of which a check turns into its value.
pub(super) fn list<T>(
    entry: &Entry<'_>,
    problems: &mut Problems,
    check: impl Fn(&str) -> Checked<T>,
) -> Vec<T> {
    let values = placed(entry, problems, check);
    values.into_iter().map(|(value, _)| value).collect()
}

/// The same, each with its place.
pub(super) fn placed<T>(
    entry: &Entry<'_>,
    problems: &mut Problems,
    check: impl Fn(&str) -> Checked<T>,
) -> Vec<(T, Range<usize>)> {
    let help = format!("write `{} = [\"…\"]`", entry.key);
    let DeValue::Array(items) = entry.value.get_ref() else {
        problems.wrong_type(entry, "a list of strings", &help);
        return Vec::new();
    };
    let mut values = Vec::new();
    for item in items {
        let DeValue::String(text) = item.get_ref() else {
            let found = with_article(item.get_ref().type_str());
            let message = format!("`{}` holds {found}, not only strings", entry.key);
            let diagnostic = Diagnostic::error("wrong-type", message).help(help.clone());
            problems.push(item.span(), diagnostic);
            continue;
        };
        match check(text) {
            Ok(value) => values.push((value, item.span())),
            Err((message, help)) => problems.bad_value(item.span(), message, help),
        }
    }
    values
}

fn listed(known: &[&str]) -> String {
    let quoted: Vec<String> = known.iter().map(|key| format!("`{key}`")).collect();
    quoted.join(", ")
}

/// The known word that somebody most likely meant: at most a third of its letters differ.
pub(super) fn closest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let plain = word.to_lowercase().replace('_', "-");
    known
        .iter()
        .map(|candidate| (strsim::damerau_levenshtein(&plain, candidate), *candidate))
        .min_by_key(|(distance, _)| *distance)
        .filter(|(distance, candidate)| *distance <= (candidate.chars().count() / 3).max(1))
        .map(|(_, candidate)| candidate)
}
