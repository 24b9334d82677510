//! What a text defines for all of itself, wherever it stands: keywords of tasks, macros, short forms of links, tags that hide.
//!
//! Takes the lines, gives the definitions; later ones do not change what earlier ones say. It shows nothing.

use std::collections::{BTreeSet, HashMap};

use super::lines::{Body, Part};
use super::shape::{Shape, headline, shape};

/// The definitions of a text.
#[derive(Debug)]
pub(super) struct Settings {
    /// The keywords of tasks that are open, and of those that are done.
    tasks: BTreeSet<String>,
    /// True where the text names its keywords itself.
    has_tasks: bool,
    /// What each macro stands for.
    pub(super) macros: HashMap<String, String>,
    /// The addresses that short forms of links begin with.
    pub(super) links: HashMap<String, String>,
    /// The tags of headlines that are not shown.
    hidden: Vec<String>,
    /// False where the text says that `^` and `_` are words.
    pub(super) has_scripts: bool,
    /// True where one headline of the first level is all the title there is.
    pub(super) is_headline_title: bool,
    /// Values of keywords that macros of their names stand for.
    pub(super) values: HashMap<&'static str, String>,
}

/// Keywords whose values are macros too.
const AS_MACROS: [&str; 4] = ["title", "author", "date", "email"];

impl Settings {
    /// What the source says.
    pub(super) fn of(text: &str, part: &Part) -> Self {
        let mut settings = Self {
            tasks: BTreeSet::from(["TODO".to_owned(), "DONE".to_owned()]),
            has_tasks: false,
            macros: HashMap::new(),
            links: HashMap::new(),
            hidden: vec!["noexport".to_owned()],
            has_scripts: true,
            is_headline_title: false,
            values: HashMap::new(),
        };
        settings.gather(text, part);
        let first = |line: &&super::lines::Line| headline(&text[line.start..]) == Some(1);
        let tops = part.lines.iter().filter(first).take(2).count();
        settings.is_headline_title = tops == 1 && !settings.values.contains_key("title");
        settings
    }

    /// Adds what a text says that stands in the source.
    pub(super) fn gather(&mut self, text: &str, part: &Part) {
        let body = Body::of(part, 0, part.lines.len());
        let mut at = 0;
        while at < body.to {
            let line = body.words(text, at);
            at += 1;
            if !line.trim_start().starts_with("#+") {
                continue;
            }
            match shape(line) {
                Shape::Keyword(key, _, value) => self.define(key, line[value..].trim()),
                Shape::Block(name, _) => {
                    let mark = format!("#+end_{}", name.to_lowercase());
                    at = part.end(&mark, at, body.to).unwrap_or(at);
                }
                _ => {}
            }
        }
    }

    fn define(&mut self, key: &str, value: &str) {
        match key.to_ascii_uppercase().as_str() {
            "TODO" | "SEQ_TODO" | "TYP_TODO" => {
                if !self.has_tasks {
                    self.tasks.clear();
                }
                self.has_tasks = true;
                let words = value.split_whitespace().filter(|word| *word != "|");
                let words = words.map(|word| word.split('(').next().unwrap_or(word));
                self.tasks.extend(words.map(str::to_owned));
            }
            "MACRO" => {
                let (name, words) = value.split_once(char::is_whitespace).unwrap_or((value, ""));
                let macros = &mut self.macros;
                macros
                    .entry(name.to_lowercase())
                    .or_insert_with(|| words.trim().replace("\\n", "\n"));
            }
            "LINK" => {
                if let Some((name, address)) = value.split_once(char::is_whitespace) {
                    let links = &mut self.links;
                    links
                        .entry(name.trim_matches('"').to_owned())
                        .or_insert_with(|| address.trim().to_owned());
                }
            }
            "EXCLUDE_TAGS" => {
                self.hidden = value.split_whitespace().map(str::to_owned).collect();
            }
            "OPTIONS" => {
                if value.split_whitespace().any(|option| option == "^:nil") {
                    self.has_scripts = false;
                }
            }
            other => {
                let known = AS_MACROS
                    .iter()
                    .find(|name| name.eq_ignore_ascii_case(other));
                if let Some(name) = known {
                    self.values.entry(name).or_insert_with(|| value.to_owned());
                }
            }
        }
    }

    /// True for a word that says of a headline whether it is done.
    pub(super) fn is_task(&self, word: &str) -> bool {
        self.tasks.contains(word)
    }

    /// True for a tag that hides a headline and what stands under it.
    pub(super) fn hides(&self, tag: &str) -> bool {
        self.hidden.iter().any(|known| known == tag)
    }
}
