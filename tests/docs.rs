//! What the pages say of the code is so: the rules, the tree, the files that touch the world. Its comments can be read.

#![allow(
    clippy::disallowed_methods,
    clippy::case_sensitive_file_extension_comparisons,
    reason = "a test touches the disk, and knows how its own files are called"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use pmsite::diagnostic::rules::RULES;

/// The rules that the guide explains: the first cells of its tables.
fn explained() -> BTreeSet<String> {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/messages.md");
    let text = std::fs::read_to_string(page).expect("the guide is there");
    let rows = text.lines().filter_map(|line| line.strip_prefix("| `"));
    rows.filter_map(|row| row.split_once('`'))
        .map(|(rule, _)| rule.to_owned())
        .collect()
}

/// All code in one text.
fn code(folder: &Path, out: &mut String) {
    for entry in std::fs::read_dir(folder).expect("src is readable") {
        let path = entry.expect("src is readable").path();
        if path.is_dir() {
            code(&path, out);
        } else if path.extension().is_some_and(|extension| extension == "rs")
            && !path.ends_with("rules.rs")
        {
            out.push_str(&std::fs::read_to_string(&path).expect("a source file is readable"));
        }
    }
}

#[test]
fn every_rule_is_listed_and_explained() {
    let listed: BTreeSet<String> = RULES.iter().map(|rule| (*rule).to_owned()).collect();
    assert_eq!(listed.len(), RULES.len(), "a rule is listed twice");
    assert_eq!(listed, explained(), "the table and docs/messages.md differ");
    let mut text = String::new();
    code(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut text,
    );
    for rule in RULES {
        assert!(
            text.contains(&format!("\"{rule}\"")),
            "nothing in the code tells `{rule}`"
        );
    }
}

#[test]
fn the_code_tells_no_other_rule() {
    let mut text = String::new();
    code(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut text,
    );
    // Tests of the drawing use rules of their own.
    let invented = ["some-rule", "broken"];
    for call in [
        "Diagnostic::error(",
        "Diagnostic::warning(",
        "Diagnostic::note(",
    ] {
        for after in text.split(call).skip(1) {
            let Some(rule) = after
                .trim_start()
                .strip_prefix('"')
                .and_then(|rest| rest.split('"').next())
            else {
                continue;
            };
            assert!(
                RULES.contains(&rule) || invented.contains(&rule),
                "`{rule}` is not in the table of rules"
            );
        }
    }
}

/// The paths of a word, `{one,other}` taken apart: `site/pages/{home,report}.rs` names two.
fn paths(word: &str) -> Vec<String> {
    let parts = word
        .split_once('{')
        .and_then(|(before, rest)| Some((before, rest.split_once('}')?)));
    match parts {
        Some((before, (names, after))) => names
            .split(',')
            .map(|name| format!("{before}{name}{after}"))
            .collect(),
        None => vec![word.to_owned()],
    }
}

#[test]
fn the_architecture_names_the_files_that_touch_the_world() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = std::fs::read_to_string(root.join("ARCHITECTURE.md")).expect("the page is there");
    let list = page
        .split("hold an `expect` attribute that says why: ")
        .nth(1)
        .and_then(|rest| rest.split(". ").next())
        .expect("it lists them");
    let named = list.split('`').filter(|word| word.ends_with(".rs"));
    let named: BTreeSet<String> = named.flat_map(paths).collect();
    let mut all = Vec::new();
    files(&root.join("src"), "", &mut all);
    let is_test = |path: &str| path.contains("tests");
    let touching = all.into_iter().filter(|path| {
        let text = std::fs::read_to_string(root.join("src").join(path));
        !is_test(path) && text.is_ok_and(|text| text.contains("clippy::disallowed_methods"))
    });
    assert_eq!(named, touching.collect());
}

/// The files of a folder by their paths from `src`.
fn files(folder: &Path, prefix: &str, out: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).expect("src is readable") {
        let path = entry.expect("src is readable").path();
        let name = path
            .file_name()
            .expect("a file has a name")
            .to_string_lossy()
            .into_owned();
        if path.is_dir() {
            files(&path, &format!("{prefix}{name}/"), out);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            out.push(format!("{prefix}{name}"));
        }
    }
}

#[test]
fn the_tree_in_the_architecture_is_that_of_the_code() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = std::fs::read_to_string(root.join("ARCHITECTURE.md")).expect("the page is there");
    let tree = page
        .split("\nsrc/\n")
        .nth(1)
        .and_then(|rest| rest.split("```").next())
        .expect("it holds the tree");
    let mut in_tree = BTreeSet::new();
    for line in tree.lines() {
        let Some(path) = line.split_whitespace().next() else {
            continue;
        };
        in_tree.extend(paths(path));
    }
    let mut all = Vec::new();
    files(&root.join("src"), "", &mut all);
    let is_test = |path: &String| {
        path.split('/')
            .any(|part| part == "tests" || part == "tests.rs")
    };
    let missing: Vec<&String> = all
        .iter()
        .filter(|path| !is_test(path) && !in_tree.contains(*path))
        .collect();
    assert!(missing.is_empty(), "the tree does not name {missing:?}");
    let gone: Vec<&String> = in_tree
        .iter()
        .filter(|path| path.ends_with(".rs") && !all.contains(path))
        .collect();
    assert!(
        gone.is_empty(),
        "the tree names {gone:?}, which are not there"
    );
}

#[test]
fn no_comment_is_too_wide_to_be_read() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in ["src", "tests"] {
        let mut all = Vec::new();
        files(&root.join(folder), &format!("{folder}/"), &mut all);
        for path in all {
            let text = std::fs::read_to_string(root.join(&path)).expect("the code is readable");
            for (at, line) in text.lines().enumerate() {
                let is_comment = line.trim_start().starts_with("//");
                let width = line.chars().count();
                assert!(!is_comment || width <= 140, "{path}:{}: {width}", at + 1);
            }
        }
    }
}

/// Fields in their order, each with whether it may be none.
type Fields = Vec<(String, bool)>;

/// The structs of a folder that are written with their fields: what themes and programs see, in the order of the code.
fn written_structs(folder: &str) -> BTreeMap<String, Fields> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut all = Vec::new();
    files(&root.join(folder), "", &mut all);
    let mut structs: BTreeMap<String, Fields> = BTreeMap::new();
    for path in all {
        let text = std::fs::read_to_string(root.join(folder).join(path));
        let mut open: Option<String> = None;
        for line in text.expect("the code is readable").lines() {
            let name = |rest: &str| {
                let end = rest.find(|c: char| !c.is_alphanumeric());
                rest[..end.unwrap_or(rest.len())].to_owned()
            };
            if let Some(rest) = line.strip_prefix("pub struct ") {
                open = line.ends_with('{').then(|| name(rest));
                structs.extend(open.clone().map(|open| (open, Vec::new())));
            } else if line == "}" {
                open = None;
            } else if let Some(open) = &open
                && let Some((field, kind)) = line
                    .strip_prefix("    pub ")
                    .and_then(|rest| rest.split_once(": "))
            {
                let field = field.trim_start_matches("r#").to_owned();
                let own = structs.get_mut(open).expect("it is open");
                own.push((field, kind.starts_with("Option<")));
            }
        }
    }
    structs
}

/// The tables of fields of a page of the guide, by the names of their sections.
fn tables_of_fields(page: &str, out: &mut BTreeMap<String, Fields>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(page);
    let text = std::fs::read_to_string(path).expect("the guide is there");
    let (mut section, mut is_table) = (None, false);
    for line in text.lines() {
        if line.starts_with('#') {
            section = Some(line.trim_start_matches(['#', ' ']).to_owned());
        }
        if line.starts_with("| field | type | ") {
            is_table = true;
            let name = section.clone().expect("a table stands in a section");
            let known = out.insert(name, Vec::new());
            assert_eq!(known, None, "{page}: two tables of one name: {section:?}");
        }
        is_table &= line.starts_with('|');
        let row = line
            .strip_prefix("| `")
            .and_then(|rest| rest.split_once('`'));
        if let (true, Some(name), Some((field, rest))) = (is_table, &section, row) {
            let table = out.get_mut(name).expect("its head came before");
            let may_be_none = ["or none |", "or null |", "eft out"];
            table.push((
                field.to_owned(),
                may_be_none.iter().any(|words| rest.contains(words)),
            ));
        }
    }
}

#[test]
fn the_guide_lists_every_field_that_themes_and_programs_see() {
    // The order of fields is a promise in records, and says nothing in views.
    for (folder, pages, is_ordered) in [
        ("src/site/views", &["docs/themes.md"][..], false),
        (
            "src/site/export",
            &["docs/export.md", "docs/actions.md"],
            true,
        ),
    ] {
        let structs = written_structs(folder);
        assert!(structs.len() > 10, "{folder}: {structs:?}");
        let mut tables = BTreeMap::new();
        for page in pages {
            tables_of_fields(page, &mut tables);
        }
        let names = |of: &BTreeMap<String, Fields>| of.keys().cloned().collect::<Vec<_>>();
        assert_eq!(
            names(&structs),
            names(&tables),
            "{folder} and {pages:?} differ"
        );
        for (name, mut fields) in structs {
            let mut rows = tables.remove(&name).expect("the names are the same");
            if !is_ordered {
                fields.sort();
                rows.sort();
            }
            // Lists may be left out too, without being options.
            for ((field, is_option), (_, may_be_none)) in fields.iter_mut().zip(&mut rows) {
                assert!(
                    !*is_option || *may_be_none,
                    "{pages:?}: {name}: `{field}` may be none"
                );
                (*is_option, *may_be_none) = (false, false);
            }
            assert_eq!(fields, rows, "{pages:?}: {name}");
        }
    }
}

/// The keys that a table of `book.toml` may have, as the message about another one tells them.
fn known_keys(table: &str) -> Vec<String> {
    let head = if table.is_empty() {
        String::new()
    } else {
        format!("[{table}]\n")
    };
    let (_, told) = pmsite::config::parse("book.toml", &format!("{head}zzzz = 1\n"));
    let unknown = told
        .iter()
        .find(|one| one.rule == "unknown-key" && one.message.contains("`zzzz`"));
    let help = unknown
        .and_then(|one| one.help.as_deref())
        .unwrap_or_default();
    let known = help.split("known keys are ").nth(1).unwrap_or_default();
    let keys = known.split('`').skip(1).step_by(2);
    keys.map(str::to_owned).collect()
}

#[test]
fn the_guide_tells_of_every_key_of_the_configuration() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/configuration.md");
    let guide = std::fs::read_to_string(page).expect("the guide is there");
    let mut tables = vec![String::new()];
    let mut seen = 0;
    while let Some(table) = tables.pop() {
        for key in known_keys(&table) {
            seen += 1;
            let full = if table.is_empty() {
                key.clone()
            } else {
                format!("{table}.{key}")
            };
            let is_told = [format!("`{key}`"), format!("[{full}]"), format!("`{full}`")]
                .iter()
                .any(|form| guide.contains(form.as_str()));
            assert!(is_told, "docs/configuration.md does not tell of `{full}`");
            // The kinds of sections are words of reports, and stand with them in `reading.md`.
            if full != "sections" {
                tables.push(full);
            }
        }
    }
    assert!(seen > 60, "only {seen} keys were found");
}
