//! Which words a site has: the file of its language in the theme, and the project's own beside it.
//!
//! Takes the tag that `book.toml` asks for, gives the language. Where nobody has words in it the site speaks English, which is told.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Files, fault, shadow};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::language::{Declared, Language};
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
    own: &BTreeMap<String, Vec<u8>>,
    texts: &mut BTreeMap<Arc<str>, String>,
    diagnostics: &mut Diagnostics,
) -> Language {
    let tags = tags(wanted);
    let path_of = |path: &String| path.to_lowercase();
    let mut declared = Declared::default();
    let mut found = tags.last().is_some_and(|tag| tag == ENGLISH);
    for tag in tags.iter().rev() {
        if let Some(bytes) = builtin.get(&file(tag)) {
            // What is wrong with ours a test tells.
            declared.extend(Declared::read(&String::from_utf8_lossy(bytes)).0);
            found = true;
        }
    }
    let is_builtin = found;
    let known = known(builtin);
    for tag in tags.iter().rev() {
        let Some((path, bytes)) = own.iter().find(|(path, _)| path_of(path) == file(tag)) else {
            continue;
        };
        found = true;
        let shown: Arc<str> = format!("{}/{path}", shadow::FOLDER).into();
        let text = String::from_utf8_lossy(bytes).into_owned();
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned();
        let (mine, problems) = Declared::read(&text);
        for problem in problems {
            let span = Span::new(problem.span.start, problem.span.end);
            diagnostics.push(
                Diagnostic::error(fault::RULE, problem.message)
                    .at(&shown, span)
                    .help(problem.help),
            );
        }
        for (key, place) in mine.keys() {
            if !known.contains(key) && !is_said(key, own) {
                diagnostics.push(
                    without_effect(key, &known).at(&shown, Span::new(place.start, place.end)),
                );
            }
        }
        let missing = known
            .iter()
            .filter(|key| !mine.has(key))
            .collect::<Vec<_>>();
        if let ([first, ..], false) = (missing.as_slice(), is_builtin) {
            let message = match missing.len() {
                1 => format!("`{first}` has no words here and is said in English"),
                count => format!(
                    "`{first}` and {} more texts have no words here and are said in English",
                    count - 1
                ),
            };
            diagnostics.push(
                Diagnostic::note(RULE, message)
                    .in_file(Arc::clone(&shown))
                    .help("`pmsite theme copy languages/de.toml` gives a file with all of them"),
            );
        }
        texts.insert(shown, text);
        declared.extend(mine);
    }
    if found {
        return Language::of(wanted, &declared);
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

/// What the built-in files have words for: all that our templates and pages say.
fn known(builtin: &Files) -> BTreeSet<String> {
    let files = builtin.iter().filter(|(path, _)| is_file(path));
    let declared = files.map(|(_, bytes)| Declared::read(&String::from_utf8_lossy(bytes)).0);
    declared
        .flat_map(|declared| {
            declared
                .keys()
                .map(|(key, _)| key.to_owned())
                .collect::<Vec<_>>()
        })
        .collect()
}

/// True where a template of the project's says it.
fn is_said(key: &str, own: &BTreeMap<String, Vec<u8>>) -> bool {
    let templates = own
        .iter()
        .filter(|(path, _)| path.starts_with("templates/"));
    let mut texts = templates.filter_map(|(_, bytes)| std::str::from_utf8(bytes).ok());
    texts.any(|text| text.contains(key))
}

/// A key that nothing is called by.
fn without_effect(key: &str, known: &BTreeSet<String>) -> Diagnostic {
    let told = Diagnostic::warning(
        RULE,
        format!("no text of the site is called `{key}`; this has no effect"),
    );
    let near = known
        .iter()
        .map(|known| (strsim::osa_distance(known, key), known));
    match near
        .min()
        .filter(|(distance, _)| distance * 3 <= key.chars().count())
    {
        Some((_, meant)) => told.help(format!("did you mean `{meant}`?")),
        None => told.help("texts are called by their English words, letter by letter"),
    }
}
