//! Which words a site has: the file of its language in the theme, and the project's own beside it.
//!
//! Takes the tag that `book.toml` asks for, gives the language. Where nobody has words in it the site speaks English, which is told.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Files, fault, shadow};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::language::{Declared, Key, Language};
use crate::source::Span;

/// The folder of the files of languages, in a theme.
const FOLDER: &str = "languages/";

/// The language of the words that texts are called by.
const ENGLISH: &str = "en";

/// The rule under which is told that there are no words in a language.
const RULE: &str = "no-words";

/// The path of the file of a language inside a theme.
fn file(tag: &str) -> String {
    format!("{FOLDER}{tag}.toml")
}

/// True for the file of a language, which takes part where a site is in that language.
pub(super) fn is_file(path: &str) -> bool {
    path.strip_prefix(FOLDER)
        .and_then(|name| name.strip_suffix(".toml"))
        .is_some_and(|tag| !tag.contains('/'))
}

/// The files that serve a tag: `nb-NO` has those of `nb-NO` and of `nb`, the first goes before.
fn tags(wanted: &str) -> Vec<String> {
    let wanted = wanted.to_lowercase();
    let mut parts: Vec<&str> = wanted.split('-').collect();
    let mut tags = Vec::new();
    while !parts.is_empty() {
        tags.push(parts.join("-"));
        parts.pop();
    }
    // Both ways to write Norwegian are near enough to each other, and this is the one that there is.
    if tags.last().is_some_and(|tag| matches!(&**tag, "no" | "nn")) {
        tags.push("nb".to_owned());
    }
    tags
}

/// The language of that tag.
pub(super) fn choose(
    wanted: &str,
    builtin: &Files,
    shadow: &BTreeMap<String, Vec<u8>>,
    texts: &mut BTreeMap<Arc<str>, String>,
    diagnostics: &mut Diagnostics,
) -> Language {
    let tags = tags(wanted);
    let mut declared = Declared::default();
    let mut found = tags.last().is_some_and(|tag| tag == ENGLISH);
    for tag in tags.iter().rev() {
        if let Some(bytes) = builtin.get(&file(tag)) {
            // What is wrong with ours a test tells.
            declared.extend(Declared::read(&String::from_utf8_lossy(bytes)).0);
            found = true;
        }
    }
    let own: Vec<(&String, &Vec<u8>)> = (tags.iter().rev())
        .filter_map(|tag| own_files(shadow).find(|(path, _)| path.to_lowercase() == file(tag)))
        .collect();
    if !own.is_empty() {
        let known = known(builtin);
        let is_said = |words: &str| is_said(words, shadow);
        let (mut first, is_builtin) = (None, found);
        for (path, bytes) in own {
            let shown: Arc<str> = format!("{}/{path}", shadow::FOLDER).into();
            let Some(text) = fault::text(bytes, "file", &shown, diagnostics) else {
                continue;
            };
            let (mine, problems) = Declared::read(text);
            for problem in problems {
                let span = Span::new(problem.span.start, problem.span.end);
                let told = Diagnostic::error(fault::RULE, problem.message);
                diagnostics.push(told.at(&shown, span).help(problem.help));
            }
            for (key, place) in mine.keys() {
                if !known.contains(key) && !is_said(key.words()) {
                    let span = Span::new(place.start, place.end);
                    diagnostics.push(without_effect(key, &known).at(&shown, span));
                }
            }
            texts.insert(Arc::clone(&shown), text.to_owned());
            first.get_or_insert(shown);
            declared.extend(mine);
        }
        found |= first.is_some();
        if let (Some(shown), false) = (first, is_builtin) {
            diagnostics.extend(missing(&declared, &known, shown));
        }
    }
    if found {
        // A page in Bokmål is none in Nynorsk.
        let is_nynorsk = |path: &String| path.to_lowercase().starts_with("languages/nn");
        let stands_in = tags.iter().any(|tag| tag == "nn") && !shadow.keys().any(is_nynorsk);
        return Language::of(if stands_in { "nb" } else { wanted }, &declared);
    }
    let there = builtin.keys().filter(|path| is_file(path));
    let there = there.filter_map(|path| path.strip_prefix(FOLDER)?.strip_suffix(".toml"));
    let there: Vec<&str> = there.collect();
    diagnostics.push(
        Diagnostic::note(RULE, format!("the site's own words are English: there are none in `{wanted}`")).help(format!(
            "there are `{ENGLISH}`, `{}`; words in another language stand in `{}/{FOLDER}{wanted}.toml`",
            there.join("`, `"),
            shadow::FOLDER
        )),
    );
    Language::english()
}

/// The files of languages among the user's.
fn own_files(shadow: &BTreeMap<String, Vec<u8>>) -> impl Iterator<Item = (&String, &Vec<u8>)> {
    shadow.iter().filter(|(path, _)| is_file(path))
}

/// What the built-in files have words for: all that our templates and pages say.
fn known(builtin: &Files) -> BTreeSet<Key> {
    let files = builtin.iter().filter(|(path, _)| is_file(path));
    let declared = files.map(|(_, bytes)| Declared::read(&String::from_utf8_lossy(bytes)).0);
    let keys = declared.map(|declared| declared.keys().map(|(key, _)| key.clone()).collect());
    keys.flat_map(|keys: Vec<Key>| keys).collect()
}

/// What a language that only the project has words in says in English.
fn missing(declared: &Declared, known: &BTreeSet<Key>, shown: Arc<str>) -> Option<Diagnostic> {
    let missing = known.iter().filter(|key| !declared.has(key));
    let missing: Vec<&str> = missing.map(Key::words).collect();
    let message = match (missing.as_slice(), declared.has_dates()) {
        ([], true) => return None,
        ([], false) => "days are written as in English: there are no `[dates]`".to_owned(),
        ([one], _) => format!("`{one}` has no words here and is said in English"),
        ([first, rest @ ..], _) => format!(
            "`{first}` and {} more texts have no words here and are said in English",
            rest.len()
        ),
    };
    let help = "`pmsite theme copy languages/de.toml` gives a file with all texts";
    Some(Diagnostic::note(RULE, message).in_file(shown).help(help))
}

/// True where a template of the project's says it.
fn is_said(words: &str, shadow: &BTreeMap<String, Vec<u8>>) -> bool {
    let templates = shadow
        .iter()
        .filter(|(path, _)| path.starts_with("templates/"));
    let mut texts = templates.filter_map(|(_, bytes)| std::str::from_utf8(bytes).ok());
    texts.any(|text| text.contains(words))
}

/// A key that nothing is called by.
fn without_effect(key: &Key, known: &BTreeSet<Key>) -> Diagnostic {
    let words = key.words();
    let told = |message| Diagnostic::warning(RULE, message);
    if let Some(other) = known.iter().find(|known| known.words() == words) {
        let message = format!("`{words}` has no effect in `[{}]`", key.table());
        return told(message).help(format!("it belongs into `[{}]`", other.table()));
    }
    let told = told(format!(
        "no text of the site is called `{words}`; this has no effect"
    ));
    let near = known
        .iter()
        .map(|known| (strsim::osa_distance(known.words(), words), known.words()));
    match near
        .min()
        .filter(|(distance, _)| distance * 3 <= words.chars().count())
    {
        Some((_, meant)) => told.help(format!("did you mean `{meant}`?")),
        None => told.help("texts are called by their English words, letter by letter"),
    }
}
