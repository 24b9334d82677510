//! `[vocabulary] starter`: whether what we bring along is searched for, or a file in the same form.
//!
//! Takes the key, gives for causes, detection and services what they start from. The forms are those of our own files, which
//! `pmsite vocabulary` prints.

use std::collections::{BTreeMap, BTreeSet};

use toml::de::DeValue;

use super::open::{self, Opener};
use super::table::{Entry, Problems, Table};
use super::term::{Axis, Claimed, Term, check_id, keys, phrase, term};

/// What each vocabulary starts from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Starter {
    /// That of causes and triggers.
    pub causes: Start,
    /// That of ways of noticing.
    pub detection: Start,
    /// That of services.
    pub services: Start,
}

/// What a vocabulary starts from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Start {
    /// Ours.
    #[default]
    Ours,
    /// Nothing.
    Nothing,
    /// What a file says.
    File(Lists),
}

/// A vocabulary as a file says it; what its kind does not have is empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lists {
    /// Lists of words by their names: `causal`, `kinds`.
    pub words: BTreeMap<String, Vec<String>>,
    /// Causes and triggers, or ways of noticing.
    pub terms: Vec<Term>,
    /// Well-known software.
    pub technologies: Vec<Technology>,
}

/// Well-known software, or a noun of services that everybody has.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Technology {
    /// The name that is shown.
    pub name: String,
    /// How it is written.
    pub words: Vec<String>,
    /// True for a tool of the people at work.
    pub tool: bool,
    /// True for a word of the language.
    pub word: bool,
    /// True for a noun such as `database`.
    pub generic: bool,
}

const HELP: &str = "write `starter = false`, or say it of each: `starter = { causes = false, detection = true, \
                    services = \"services.toml\" }`";

const TABLES: &str = "write a table for each, as the files do that `pmsite vocabulary` prints";

/// The lists of words in a file of causes.
const OF_CAUSES: [&str; 7] = [
    "causal",
    "causal-before",
    "denying",
    "denying-before",
    "ruling-out",
    "intending",
    "harmless",
];
/// The lists of words in a file of services.
const OF_SERVICES: [&str; 27] = [
    "kinds",
    "troubles",
    "states",
    "being",
    "adverbs",
    "verbs",
    "about",
    "prepositions",
    "tools",
    "tools-before",
    "introduces",
    "determiners",
    "endings",
    "domains",
    "ambiguous",
    "calendar",
    "compounds",
    "never",
    "conditions",
    "function-words",
    "qualities",
    "attributes",
    "collectives",
    "things",
    "compound-ends",
    "places",
    "agents",
];

/// Reads the key.
pub(super) fn starter(table: &Table<'_>, open: Opener<'_>, problems: &mut Problems) -> Starter {
    let Some(entry) = table.entry("starter") else {
        return Starter::default();
    };
    match entry.value.get_ref() {
        DeValue::Boolean(true) => Starter::default(),
        DeValue::Boolean(false) => Starter {
            causes: Start::Nothing,
            detection: Start::Nothing,
            services: Start::Nothing,
        },
        DeValue::Table(inner) => {
            let inner = Table::new("vocabulary.starter", inner);
            inner.check(&["causes", "detection", "services"], &[], problems);
            let mut of = |key, reader: fn(&Table<'_>, &mut Problems) -> Lists| {
                let entry = inner.entry(key);
                entry.map_or(Start::Ours, |entry| start(&entry, open, problems, reader))
            };
            Starter {
                causes: of("causes", causes),
                detection: of("detection", detection),
                services: of("services", services),
            }
        }
        _ => {
            problems.wrong_type(&entry, "a boolean or a table", HELP);
            Starter::default()
        }
    }
}

fn start(
    entry: &Entry<'_>,
    open: Opener<'_>,
    problems: &mut Problems,
    reader: fn(&Table<'_>, &mut Problems) -> Lists,
) -> Start {
    match entry.value.get_ref() {
        DeValue::Boolean(true) => Start::Ours,
        DeValue::Boolean(false) => Start::Nothing,
        DeValue::String(path) => {
            let at = (&**path, entry.key, entry.value.span());
            let lists = open::read(at, open, problems, reader);
            Start::File(lists.unwrap_or_default())
        }
        _ => {
            problems.wrong_type(entry, "a boolean or the name of a file", HELP);
            Start::Ours
        }
    }
}

fn causes(root: &Table<'_>, problems: &mut Problems) -> Lists {
    let mut known = OF_CAUSES.to_vec();
    known.extend(["cause", "trigger"]);
    root.check(&known, &[], problems);
    let mut claimed = Claimed::default();
    let mut out = terms(root, ("cause", Axis::Cause), &mut claimed, problems);
    out.extend(terms(
        root,
        ("trigger", Axis::Trigger),
        &mut claimed,
        problems,
    ));
    Lists {
        words: words(root, &OF_CAUSES, problems),
        terms: out,
        ..Lists::default()
    }
}

fn detection(root: &Table<'_>, problems: &mut Problems) -> Lists {
    root.check(&["way"], &[], problems);
    let mut claimed = Claimed::default();
    Lists {
        terms: terms(root, ("way", Axis::Detection), &mut claimed, problems),
        ..Lists::default()
    }
}

fn services(root: &Table<'_>, problems: &mut Problems) -> Lists {
    let mut known = OF_SERVICES.to_vec();
    known.push("technology");
    root.check(&known, &[], problems);
    let mut technologies = Vec::new();
    for (table, span) in root.tables("technology", TABLES, problems) {
        table.check(&["name", "words", "tool", "word", "generic"], &[], problems);
        let mut is = |key| table.boolean(key, problems).unwrap_or(false);
        let (tool, word, generic) = (is("tool"), is("word"), is("generic"));
        let words = table.each("words", problems, |words| {
            let words = phrase(words.trim_end())?;
            if words.split(' ').count() > 3 {
                let help = "write one to three words with single blanks between them";
                return Err((
                    format!("`{words}` has more than three words"),
                    help.to_owned(),
                ));
            }
            Ok(words)
        });
        match table.string("name", problems) {
            Some(name) if !name.trim().is_empty() => technologies.push(Technology {
                name,
                words,
                tool,
                word,
                generic,
            }),
            _ => problems.bad_value(
                span,
                "this `[[technology]]` has no `name`",
                "write the name that is shown: `name = \"PostgreSQL\"`",
            ),
        }
    }
    Lists {
        words: words(root, &OF_SERVICES, problems),
        technologies,
        ..Lists::default()
    }
}

/// The lists of words by their names.
fn words(
    root: &Table<'_>,
    names: &[&str],
    problems: &mut Problems,
) -> BTreeMap<String, Vec<String>> {
    let lists = names.iter().map(|name| {
        let words = root.each(name, problems, phrase);
        ((*name).to_owned(), words)
    });
    lists.collect()
}

/// The terms of an array of tables, each with an id and with something that speaks for it.
fn terms(
    root: &Table<'_>,
    (key, axis): (&str, Axis),
    claimed: &mut Claimed,
    problems: &mut Problems,
) -> Vec<Term> {
    let mut known = vec!["id", "name"];
    known.extend(keys(axis));
    known.extend((axis == Axis::Detection).then_some("aliases"));
    let mut out: Vec<Term> = Vec::new();
    let mut ids = BTreeSet::new();
    for (table, span) in root.tables(key, TABLES, problems) {
        table.check(&known, &[], problems);
        let Some(id) = table.string("id", problems) else {
            let message = format!("this `[[{key}]]` has no `id`");
            problems.bad_value(
                span,
                message,
                "write one, such as `id = \"capacity/memory\"`",
            );
            continue;
        };
        let place = table.entry("id").map_or(span.clone(), |id| id.value.span());
        check_id(&id, axis, place.clone(), problems);
        if !ids.insert(id.clone()) {
            let message = format!("there are two `[[{key}]]` with the id `{id}`");
            problems.bad_value(place, message, "make one of them");
        }
        let mut found = term(&table, (axis, &id), claimed, problems);
        found.name = table.string("name", problems).unwrap_or_default();
        if keys(axis).iter().all(|key| table.entry(key).is_none()) {
            let message = format!("nothing speaks for `{id}`");
            problems.bad_value(span, message, "write `phrases = [\"…\"]`");
        }
        out.push(found);
    }
    out
}
