//! What stands in brackets before a block, or behind a macro: `[quote, Ann, the log]`, `[#id.role%option]`, `[cols="1,2"]`.
//!
//! Takes the words between the brackets, gives what they say by place and by name.

use crate::read::rst::Line;

/// A quoted value with marks in it ends before so many bytes.
const LONGEST: usize = 4_096;

/// What is said of a block.
#[derive(Debug, Default, Clone)]
pub(super) struct BlockAttributes {
    /// The first word without what the signs in it say.
    pub(super) style: String,
    /// What has no name, by its place; the first as written.
    pub(super) positional: Vec<String>,
    /// In the order written.
    pub(super) named: Vec<(Box<str>, Box<str>)>,
    pub(super) id: Option<String>,
    pub(super) roles: Vec<String>,
    pub(super) options: Vec<String>,
    /// The line of its title, without the full stop.
    pub(super) title: Option<Line>,
    /// Where what is said of it begins.
    pub(super) start: Option<usize>,
}

impl BlockAttributes {
    /// What the brackets of a macro say: there the first word is just a word.
    pub(super) fn of_macro(words: &str) -> Self {
        let mut out = Self::default();
        out.add(words, false);
        out
    }

    /// Adds what a line of brackets says.
    pub(super) fn read(&mut self, words: &str) {
        self.add(words, true);
    }

    fn add(&mut self, words: &str, is_block: bool) {
        for (place, (name, value)) in parts(words).into_iter().enumerate() {
            let Some(name) = name else {
                if is_block && place == 0 {
                    self.shorthand(&value);
                }
                if self.positional.len() <= place {
                    self.positional.resize(place + 1, String::new());
                }
                if !value.is_empty() {
                    self.positional[place] = value;
                }
                continue;
            };
            match name {
                "id" => self.id = Some(value),
                "role" | "roles" if is_block => {
                    self.roles
                        .extend(value.split_whitespace().map(str::to_owned));
                }
                "options" | "opts" => {
                    let options = value.split(',').map(|option| option.trim().to_owned());
                    self.options.extend(options);
                }
                _ => {
                    if is_block {
                        self.named.retain(|(key, _)| &**key != name);
                    }
                    self.named.push((name.into(), value.into()));
                }
            }
        }
    }

    /// What the first word says by its signs: `style#id.role%option`.
    fn shorthand(&mut self, word: &str) {
        if word.contains(char::is_whitespace) {
            word.clone_into(&mut self.style);
            return;
        }
        let mut rest = word;
        let mut sign = ' ';
        loop {
            let end = rest.find(['#', '.', '%']).unwrap_or(rest.len());
            let part = &rest[..end];
            match sign {
                _ if part.is_empty() => {}
                '#' => self.id = Some(part.to_owned()),
                '.' => self.roles.push(part.to_owned()),
                '%' => self.options.push(part.to_owned()),
                _ => part.clone_into(&mut self.style),
            }
            let Some(next) = rest[end..].chars().next() else {
                return;
            };
            sign = next;
            rest = &rest[end + 1..];
        }
    }

    /// What stands at a place, from 0.
    pub(super) fn at(&self, place: usize) -> Option<&str> {
        let value = self.positional.get(place)?.trim();
        Some(value).filter(|value| !value.is_empty())
    }

    /// What a name says.
    pub(super) fn named(&self, name: &str) -> Option<&str> {
        let (_, value) = self.named.iter().find(|(key, _)| &**key == name)?;
        Some(value)
    }

    pub(super) fn has_option(&self, name: &str) -> bool {
        self.options.iter().any(|option| option == name)
    }

    /// Where the block begins, its title and what is said of it counted in.
    pub(super) fn begin(&self, start: usize) -> usize {
        self.start.unwrap_or(start).min(start)
    }
}

/// The parts between commas, each with its name where it has one.
pub(super) fn parts(words: &str) -> Vec<(Option<&str>, String)> {
    let mut out = Vec::new();
    let mut rest = words.trim();
    if rest.is_empty() {
        return out;
    }
    loop {
        let name = rest
            .find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | ':')))
            .filter(|end| *end > 0 && rest[*end..].trim_start().starts_with('='));
        let (name, value) = match name {
            Some(end) => {
                let value = rest[end..].trim_start();
                (Some(&rest[..end]), value[1..].trim_start())
            }
            None => (None, rest),
        };
        let (value, behind) = value_of(value);
        out.push((name, value));
        match behind {
            Some(behind) => rest = behind.trim_start(),
            None => return out,
        }
    }
}

/// The value at the beginning, and what follows the comma behind it.
fn value_of(words: &str) -> (String, Option<&str>) {
    if let Some(quote @ ('"' | '\'')) = words.chars().next() {
        let mut from = 1;
        while from < LONGEST
            && let Some(ahead) = words[from..].find(quote)
        {
            let end = from + ahead;
            if words[..end].ends_with('\\') {
                from = end + 1;
                continue;
            }
            let behind = words[end + 1..].trim_start();
            if !behind.is_empty() && !behind.starts_with(',') {
                break;
            }
            let value = words[1..end].replace(&format!("\\{quote}"), &quote.to_string());
            return (value, behind.strip_prefix(','));
        }
    }
    match words.split_once(',') {
        Some((value, behind)) => (value.trim_end().to_owned(), Some(behind)),
        None => (words.trim_end().to_owned(), None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_are_read() {
        let mut attributes = BlockAttributes::default();
        attributes.read("quote#a.b.c%d, \"Ann, B\", plain words, cols=\"1,2\", opts='x,y', role=z");
        assert_eq!(attributes.style, "quote");
        assert_eq!(attributes.at(1), Some("Ann, B"));
        assert_eq!(attributes.at(2), Some("plain words"));
        assert_eq!(attributes.named("cols"), Some("1,2"));
        assert_eq!(attributes.id.as_deref(), Some("a"));
        assert_eq!(attributes.roles, ["b", "c", "z"]);
        assert_eq!(attributes.options, ["d", "x", "y"]);
        let link = BlockAttributes::of_macro("a.b \"c\", window=_blank");
        assert_eq!(link.at(0), Some("a.b \"c\""));
        assert_eq!(link.style, "");
    }
}
