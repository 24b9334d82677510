//! `[vocabulary]`: the names that an archive declares, with their other spellings and with the phrases that speak for them.
//!
//! Takes the table, or the files that it names, gives the words in the order of the file. It matches nothing: that is done where reports
//! are read.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::de::DeValue;

use super::Word;
use super::open::{self, Opener};
use super::table::{Entry, Problems, Table, list};
use super::term::{Axis, Claimed, Term, check_id, keys, term};
use crate::facet::Property;

/// The properties whose names can be declared, a table each, those at last whose table holds ways and no names.
fn tables() -> [Property; Property::ALL.len()] {
    let mut all = Property::TOLD;
    all.sort_by_key(|property| axis(*property) == Some(Axis::Detection));
    all
}

/// What the phrases of a property's names speak for.
fn axis(property: Property) -> Option<Axis> {
    match property {
        Property::Cause => Some(Axis::Cause),
        Property::Trigger => Some(Axis::Trigger),
        Property::Detection => Some(Axis::Detection),
        Property::Service | Property::Tag | Property::Team => None,
    }
}

const HELP: &str = "write `\"PostgreSQL\" = [\"postgres\", \"pg\"]`, or a table with `aliases`";

/// What was read so far.
#[derive(Default)]
struct Found {
    words: Vec<Word>,
    terms: Vec<Term>,
    claimed: Claimed,
}

/// The words of all tables, and the terms among them that have phrases.
pub(super) fn vocabulary(
    table: &Table<'_>,
    open: Opener<'_>,
    problems: &mut Problems,
) -> (Vec<Word>, Vec<Term>) {
    let mut known: Vec<&str> = tables().into_iter().map(Property::list).collect();
    known.push("starter");
    table.check(&known, &[], problems);
    let mut found = Found::default();
    for of in tables() {
        let key = of.list();
        let Some(entry) = table.entry(key) else {
            continue;
        };
        if let DeValue::String(path) = entry.value.get_ref() {
            let at = (&**path, key, entry.value.span());
            open::read(at, open, problems, |table, problems| {
                entries(table, of, &mut found, problems);
            });
        } else if let Some(table) = table.table(key, problems) {
            entries(&table, of, &mut found, problems);
        }
    }
    (found.words, found.terms)
}

/// The entries of one table.
fn entries(table: &Table<'_>, of: Property, found: &mut Found, problems: &mut Problems) {
    let mut entries: Vec<Entry<'_>> = table.entries().collect();
    entries.sort_by_key(|entry| entry.key_span.start);
    let mut spellings = BTreeMap::new();
    for entry in entries {
        if axis(of) == Some(Axis::Detection) {
            found.way(&entry, problems);
            continue;
        }
        let word = found.word(&entry, of, problems);
        declare(&word, &entry.key_span, &mut spellings, problems);
        found.words.push(word);
    }
}

impl Found {
    fn word(&mut self, entry: &Entry<'_>, of: Property, problems: &mut Problems) -> Word {
        let axis = axis(of);
        let mut word = Word {
            taxonomy: of.key().to_owned(),
            name: entry.key.trim().to_owned(),
            ..Word::default()
        };
        if word.name.is_empty() {
            let help =
                "write the name as it is to be shown, such as `\"PostgreSQL\" = [\"postgres\"]`";
            problems.bad_value(entry.key_span.clone(), "a declared name is empty", help);
        }
        match entry.value.get_ref() {
            DeValue::Array(_) => {
                word.aliases = list(entry, problems, alias);
            }
            DeValue::Table(table) => {
                let table = Table::new(format!("vocabulary.{}.{}", of.list(), entry.key), table);
                let mut known = vec!["aliases", "description"];
                if let Some(axis) = axis {
                    known.extend(["name", "starter"]);
                    known.extend(keys(axis));
                }
                table.check(&known, &[], problems);
                word.aliases = table.each("aliases", problems, alias);
                word.description = table.string("description", problems);
                if let Some(axis) = axis {
                    self.term(&table, axis, (entry, &mut word), problems);
                }
            }
            _ => problems.wrong_type(entry, "a list of other spellings or a table", HELP),
        }
        word
    }

    /// The phrases of a cause or a trigger, and the name that its id is shown by.
    fn term(
        &mut self,
        table: &Table<'_>,
        axis: Axis,
        (entry, word): (&Entry<'_>, &mut Word),
        problems: &mut Problems,
    ) {
        let has = |key: &&str| table.entry(key).is_some();
        let name = table.checked("name", problems, shown);
        let is_term = has(&"starter") || keys(axis).iter().any(has);
        // A name that only has other spellings may have any signs.
        let is_id = name.is_some() || is_term && word.name.contains('/');
        if is_id {
            check_id(&word.name, axis, entry.key_span.clone(), problems);
        }
        let spellings = std::iter::once(&word.name).chain(&word.aliases);
        let id = spellings.clone().find(|one| one.contains('/'));
        let id = id.unwrap_or(&word.name).clone();
        if is_term {
            let mut found = term(table, (axis, &id), &mut self.claimed, problems);
            found.name = name.clone().unwrap_or_else(|| word.name.clone());
            found.replaces = table.boolean("starter", problems) == Some(false);
            self.terms.push(found);
        }
        if let Some(name) = name {
            let id = std::mem::replace(&mut word.name, name);
            word.aliases.insert(0, id);
        }
    }

    /// A way of noticing.
    fn way(&mut self, entry: &Entry<'_>, problems: &mut Problems) {
        check_id(entry.key, Axis::Detection, entry.key_span.clone(), problems);
        let DeValue::Table(table) = entry.value.get_ref() else {
            let help = "write `luck = { phrases = [\"stumbled upon\"] }`";
            problems.wrong_type(entry, "a table", help);
            return;
        };
        let table = Table::new(format!("vocabulary.detection.{}", entry.key), table);
        let mut known = vec!["aliases", "starter"];
        known.extend(keys(Axis::Detection));
        table.check(&known, &[], problems);
        let of = (Axis::Detection, entry.key);
        let mut found = term(&table, of, &mut self.claimed, problems);
        found.replaces = table.boolean("starter", problems) == Some(false);
        self.terms.push(found);
    }
}

/// The name that a term is shown by.
fn shown(written: &str) -> Result<String, (String, String)> {
    let written = written.trim();
    if written.is_empty() {
        let help = "leave it out, or write the words that readers are to see";
        return Err(("a `name` is empty".to_owned(), help.to_owned()));
    }
    Ok(written.to_owned())
}

fn alias(written: &str) -> Result<String, (String, String)> {
    let written = written.trim();
    if written.is_empty() {
        let help = "leave it out";
        return Err(("an alias is empty".to_owned(), help.to_owned()));
    }
    Ok(written.to_owned())
}

/// Refuses a spelling that already stands for another name of the same table.
fn declare(
    word: &Word,
    span: &Range<usize>,
    spellings: &mut BTreeMap<String, String>,
    problems: &mut Problems,
) {
    for spelling in std::iter::once(&word.name).chain(&word.aliases) {
        let owner = spellings
            .entry(spelling.to_lowercase())
            .or_insert_with(|| word.name.clone());
        if *owner != word.name {
            problems.bad_value(
                span.clone(),
                format!("`{spelling}` stands for both `{owner}` and `{}`", word.name),
                "leave it with one of them",
            );
        }
    }
}
