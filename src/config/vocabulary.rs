//! `[vocabulary]`: the names that an archive declares, with their other spellings.
//!
//! Takes the table, gives the words in the order of the file. It matches nothing: that is done where reports are read.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::de::DeValue;

use super::Word;
use super::table::{Entry, Problems, Table, list};

/// The tables of `[vocabulary]` and the taxonomy each names.
const TABLES: [(&str, &str); 5] = [
    ("services", "service"),
    ("causes", "cause"),
    ("triggers", "trigger"),
    ("teams", "team"),
    ("tags", "tag"),
];

/// The words of all tables.
pub(super) fn vocabulary(table: &Table<'_>, problems: &mut Problems) -> Vec<Word> {
    table.check(&TABLES.map(|(key, _)| key), &[], problems);
    let mut words = Vec::new();
    for (key, taxonomy) in TABLES {
        let Some(table) = table.table(key, problems) else {
            continue;
        };
        let mut entries: Vec<Entry<'_>> = table.entries().collect();
        entries.sort_by_key(|entry| entry.key_span.start);
        let mut spellings = BTreeMap::new();
        for entry in entries {
            let found = word(&entry, (key, taxonomy), problems);
            declare(&found, &entry.key_span, &mut spellings, problems);
            words.push(found);
        }
    }
    words
}

fn word(entry: &Entry<'_>, (key, taxonomy): (&str, &str), problems: &mut Problems) -> Word {
    let mut word = Word {
        taxonomy: taxonomy.to_owned(),
        name: entry.key.trim().to_owned(),
        ..Word::default()
    };
    if word.name.is_empty() {
        let help = "write the name as it is to be shown, such as `\"PostgreSQL\" = [\"postgres\"]`";
        problems.bad_value(entry.key_span.clone(), "a declared name is empty", help);
    }
    match entry.value.get_ref() {
        DeValue::Array(_) => {
            word.aliases = list(entry, problems, alias);
        }
        DeValue::Table(table) => {
            let table = Table::new(format!("vocabulary.{key}.{}", entry.key), table);
            table.check(&["aliases", "description"], &[], problems);
            word.aliases = table.each("aliases", problems, alias);
            word.description = table.string("description", problems);
        }
        _ => problems.wrong_type(
            entry,
            "a list of other spellings or a table",
            "write `\"PostgreSQL\" = [\"postgres\", \"pg\"]`, or a table with `aliases` and `description`",
        ),
    }
    word
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
