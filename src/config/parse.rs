//! The text of `book.toml` as a [`Config`].
//!
//! Takes the text, gives a configuration and every problem in it at once, each at its place. What mdBook knows and we have
//! no use for is named in a note; what nobody knows is an error.

use std::sync::Arc;

use toml::de::{DeTable, DeValue};

use super::address::{absolute, is_host_name, is_language_tag, site_url};
use super::table::{Entry, Problems, Table};
use super::vocabulary::vocabulary;
use super::{Config, Html, Level};
use crate::diagnostic::Diagnostics;

/// The taxonomies that `[taxonomies]` can switch.
const TAXONOMIES: [&str; 8] = [
    "service", "cause", "trigger", "severity", "tag", "team", "year", "month",
];

/// Keys at the top of the file, and those that mdBook has besides.
const TOP: [&str; 6] = [
    "book",
    "build",
    "output",
    "taxonomies",
    "vocabulary",
    "lint",
];
const TOP_UNUSED: [&str; 2] = ["preprocessor", "rust"];
const BOOK: [&str; 5] = ["title", "description", "authors", "language", "src"];
const BOOK_UNUSED: [&str; 2] = ["multilingual", "text-direction"];
const BUILD: [&str; 3] = ["build-dir", "include", "exclude"];
const BUILD_UNUSED: [&str; 3] = [
    "create-missing",
    "extra-watch-dirs",
    "use-default-preprocessors",
];
const OUTPUT_UNUSED: [&str; 6] = ["markdown", "linkcheck", "pandoc", "pdf", "epub", "typst"];
const HTML: [&str; 7] = [
    "theme",
    "site-url",
    "cname",
    "edit-url-template",
    "git-repository-url",
    "additional-css",
    "remote-images",
];
const HTML_UNUSED: [&str; 23] = [
    "additional-js",
    "admonitions",
    "code",
    "copy-fonts",
    "curly-quotes",
    "default-theme",
    "definition-lists",
    "fold",
    "git-repository-icon",
    "google-analytics",
    "hash-files",
    "input-404",
    "live-reload-endpoint",
    "mathjax-support",
    "no-section-label",
    "playground",
    "playpen",
    "preferred-dark-theme",
    "print",
    "redirect",
    "search",
    "sidebar-header-nav",
    "smart-punctuation",
];

/// Reads the text of a `book.toml`. `path` is how messages name it. Every unknown key, wrong type and wrong value is an error
/// with its position and a suggestion; the configuration is usable only where there is no error.
pub fn parse(path: &str, text: &str) -> (Config, Diagnostics) {
    let path: Arc<str> = path.into();
    let mut problems = Problems::new(Arc::clone(&path));
    let (root, syntax) = DeTable::parse_recoverable(text);
    let mut config = Config::default();
    if syntax.is_empty() {
        let root = Table::new("", root.get_ref());
        read(&root, &mut config, &mut problems);
    } else {
        // What follows a fault of syntax is read by guess: its other faults may be none.
        for fault in syntax {
            problems.syntax(fault.message(), fault.span());
        }
    }
    let mut diagnostics = problems.found;
    diagnostics.sort();
    (config, diagnostics)
}

fn read(root: &Table<'_>, config: &mut Config, problems: &mut Problems) {
    root.check(&TOP, &TOP_UNUSED, problems);
    if let Some(table) = root.table("book", problems) {
        book(&table, config, problems);
    }
    if let Some(table) = root.table("build", problems) {
        build(&table, config, problems);
    }
    if let Some(table) = root.table("output", problems) {
        table.check(&["html"], &OUTPUT_UNUSED, problems);
        if let Some(table) = table.table("html", problems) {
            config.html = html(&table, problems);
        }
    }
    if let Some(table) = root.table("taxonomies", problems) {
        table.check(&TAXONOMIES, &[], problems);
        for key in TAXONOMIES {
            if let Some(shown) = table.boolean(key, problems) {
                config.taxonomies.insert(key.to_owned(), shown);
            }
        }
    }
    if let Some(table) = root.table("vocabulary", problems) {
        config.vocabulary = vocabulary(&table, problems);
    }
    if let Some(table) = root.table("lint", problems) {
        for entry in table.entries() {
            if let Some(level) = level(&entry, problems) {
                config.lint.insert(entry.key.to_owned(), level);
            }
        }
    }
}

fn book(table: &Table<'_>, config: &mut Config, problems: &mut Problems) {
    table.check(&BOOK, &BOOK_UNUSED, problems);
    config.title = table.string("title", problems);
    config.description = table.string("description", problems);
    config.authors = table.strings("authors", problems);
    config.language = table.checked("language", problems, |tag| {
        if is_language_tag(tag) {
            Ok(tag.to_owned())
        } else {
            let guess = tag.replace('_', "-");
            let guess = if is_language_tag(&guess) {
                &guess
            } else {
                "en"
            };
            Err((
                format!("`{tag}` is not a language tag"),
                format!("write a BCP 47 tag such as `{guess}`"),
            ))
        }
    });
    config.src = table.checked("src", problems, |folder| {
        inside(folder, "src", "src = \"src\"")
    });
}

fn build(table: &Table<'_>, config: &mut Config, problems: &mut Problems) {
    table.check(&BUILD, &BUILD_UNUSED, problems);
    config.build_dir = table.checked("build-dir", problems, |folder| {
        relative(folder, "build-dir", "build-dir = \"site\"").map(|()| folder.to_owned())
    });
    config.include = globs(table, "include", problems);
    config.exclude = globs(table, "exclude", problems);
}

fn html(table: &Table<'_>, problems: &mut Problems) -> Html {
    table.check(&HTML, &HTML_UNUSED, problems);
    let address = |example: &'static str| {
        move |written: &str| match absolute(written) {
            Ok(()) => Ok(written.to_owned()),
            Err(message) => Err((
                message,
                format!("write the whole address, such as `{example}`"),
            )),
        }
    };
    Html {
        theme: table.checked("theme", problems, |name| {
            let is_name = !name.is_empty()
                && name
                    .chars()
                    .all(|sign| sign.is_alphanumeric() || matches!(sign, '-' | '_'));
            if is_name {
                return Ok(name.to_owned());
            }
            Err((
                format!("`{name}` is not the name of a theme"),
                "write the name of a built-in theme, such as `default`; files in `theme/` beside \
                 `book.toml` replace its files one by one"
                    .to_owned(),
            ))
        }),
        site_url: table.checked("site-url", problems, |written| {
            site_url(written).map_err(|message| {
                let help = "write the whole address, such as `https://example.com/postmortems/`";
                (message, help.to_owned())
            })
        }),
        cname: table.checked("cname", problems, |name| {
            if is_host_name(name) {
                return Ok(name.to_owned());
            }
            Err((
                format!("`{name}` is not the name of a host"),
                "write it without scheme and path, such as `postmortems.example.com`".to_owned(),
            ))
        }),
        edit_url_template: table.checked("edit-url-template", problems, |written| {
            let example = "https://github.com/owner/name/edit/main/{path}";
            if !written.contains("{path}") {
                return Err((
                    format!("`{written}` holds no `{{path}}`"),
                    format!("`{{path}}` stands for the path of a report, as in `{example}`"),
                ));
            }
            address(example)(written)
        }),
        git_repository_url: table.checked(
            "git-repository-url",
            problems,
            address("https://github.com/owner/name"),
        ),
        additional_css: table.each("additional-css", problems, |file| {
            inside(file, "additional-css", "additional-css = [\"extra.css\"]")
        }),
        allow_remote_images: table
            .checked("remote-images", problems, |word| match word {
                "allow" => Ok(true),
                "link" => Ok(false),
                _ => Err((
                    format!("`{word}` says nothing about remote images"),
                    "write `allow` (they are shown) or `link` (they become links)".to_owned(),
                )),
            })
            .unwrap_or(false),
    }
}

/// A path beside `book.toml`, which may lead upwards.
fn relative(path: &str, key: &str, example: &str) -> Result<(), (String, String)> {
    let help = format!("write a path beside `book.toml`, such as `{example}`");
    if path.trim().is_empty() {
        return Err((format!("`{key}` is empty"), help));
    }
    let has_drive = path.as_bytes().get(1) == Some(&b':');
    if path.starts_with(['/', '\\']) || has_drive {
        return Err((format!("`{path}` is an absolute path"), help));
    }
    Ok(())
}

/// A path beside or below `book.toml`.
fn inside(path: &str, key: &str, example: &str) -> Result<String, (String, String)> {
    relative(path, key, example)?;
    if path.split(['/', '\\']).any(|part| part == "..") {
        return Err((
            format!("`{path}` leads out of the folder of `book.toml`"),
            format!("write a path inside that folder, such as `{example}`"),
        ));
    }
    Ok(path.to_owned())
}

fn globs(table: &Table<'_>, key: &'static str, problems: &mut Problems) -> Vec<String> {
    table.each(key, problems, |glob| match globset::Glob::new(glob) {
        Ok(_) => Ok(glob.to_owned()),
        Err(fault) => Err((
            format!("`{glob}` is not a glob: {}", fault.kind()),
            "write a pattern such as `*.md` or `drafts/**`".to_owned(),
        )),
    })
}

fn level(entry: &Entry<'_>, problems: &mut Problems) -> Option<Level> {
    let is_rule = !entry.key.is_empty()
        && entry
            .key
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if !is_rule {
        problems.bad_value(
            entry.key_span.clone(),
            format!("`{}` is not the name of a rule", entry.key),
            "rules are named in lower case with hyphens, such as `broken-link`",
        );
        return None;
    }
    let help = "write `allow`, `note`, `warn` or `deny`";
    match entry.value.get_ref() {
        DeValue::String(word) => match &**word {
            "allow" => Some(Level::Allow),
            "note" => Some(Level::Note),
            "warn" => Some(Level::Warn),
            "deny" => Some(Level::Deny),
            _ => {
                let message = format!("`{word}` is not a level");
                problems.bad_value(entry.value.span(), message, help);
                None
            }
        },
        _ => {
            problems.wrong_type(entry, "a string", help);
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Word;

    /// Each diagnostic as `line:column severity[rule] message | help`.
    fn said(text: &str) -> Vec<String> {
        let lines = crate::source::LineIndex::new(text);
        let (_, diagnostics) = parse("book.toml", text);
        diagnostics
            .iter()
            .map(|diagnostic| {
                let span = diagnostic.place.as_ref().and_then(|place| place.span);
                let at = lines.line_column(text, span.expect("every problem has a place").start);
                format!(
                    "{}:{} {}[{}] {} | {}",
                    at.line,
                    at.column,
                    diagnostic.severity.name(),
                    diagnostic.rule,
                    diagnostic.message,
                    diagnostic.help.as_deref().unwrap_or("-"),
                )
            })
            .collect()
    }

    #[test]
    fn a_whole_file_is_read() {
        let text = r#"
[book]
title = "Incidents"
authors = ["One", "Two"]
language = "nb"
[build]
build-dir = "../out"
exclude = ["drafts/**"]
[output.html]
site-url = "https://example.com/incidents"
remote-images = "allow"
[taxonomies]
month = false
[vocabulary.services]
"PostgreSQL" = ["postgres", " pg "]
Cache = { description = "keeps answers" }
[lint]
broken-link = "deny"
"#;
        let (config, diagnostics) = parse("book.toml", text);
        assert_eq!(diagnostics, Diagnostics::new());
        let word = |name: &str, aliases: &[&str], description: Option<&str>| Word {
            taxonomy: "service".to_owned(),
            name: name.to_owned(),
            aliases: aliases.iter().map(|&alias| alias.to_owned()).collect(),
            description: description.map(str::to_owned),
        };
        let expected = Config {
            title: Some("Incidents".to_owned()),
            authors: vec!["One".to_owned(), "Two".to_owned()],
            language: Some("nb".to_owned()),
            build_dir: Some("../out".to_owned()),
            exclude: vec!["drafts/**".to_owned()],
            html: Html {
                site_url: Some("https://example.com/incidents/".to_owned()),
                allow_remote_images: true,
                ..Html::default()
            },
            taxonomies: [("month".to_owned(), false)].into(),
            vocabulary: vec![
                word("PostgreSQL", &["postgres", "pg"], None),
                word("Cache", &[], Some("keeps answers")),
            ],
            lint: [("broken-link".to_owned(), Level::Deny)].into(),
            ..Config::default()
        };
        assert_eq!(config, expected);
    }

    #[test]
    fn problems_are_all_named_at_once() {
        let cases = [
            (
                r#"[book]
titel = 1
title = 2
multilingual = false
authors = "me"
language = "en_US"
src = ""
"#,
                r#"2:1 error[unknown-key] unknown key `titel` in `[book]` | did you mean `title`? known keys are `title`, `description`, `authors`, `language`, `src`
3:9 error[wrong-type] `title` is an integer, not a string | write `title = "…"`
4:1 note[unused-key] `multilingual` in `[book]` has no effect here | mdBook knows it; pmsite has no use for it
5:11 error[wrong-type] `authors` is a string, not a list of strings | write `authors = ["…"]`
6:12 error[bad-value] `en_US` is not a language tag | write a BCP 47 tag such as `en-US`
7:7 error[bad-value] `src` is empty | write a path beside `book.toml`, such as `src = "src"`"#,
            ),
            (
                r#"[buld]
[build]
build-dir = "/tmp"
include = ["a[", 3]
[output]
html = 4
"#,
                r#"1:2 error[unknown-key] unknown key `buld` at the top of the file | did you mean `build`? known keys are `book`, `build`, `output`, `taxonomies`, `vocabulary`, `lint`
3:13 error[bad-value] `/tmp` is an absolute path | write a path beside `book.toml`, such as `build-dir = "site"`
4:12 error[bad-value] `a[` is not a glob: unclosed character class; missing ']' | write a pattern such as `*.md` or `drafts/**`
4:18 error[wrong-type] `include` holds an integer, not only strings | write `include = ["…"]`
6:8 error[wrong-type] `html` is an integer, not a table | write it as `[output.html]`"#,
            ),
            (
                r#"[output.html]
site-url = "/book/"
cname = "https://a.b"
edit-url-template = "https://a.b/"
remote-images = "yes"
theme = "a/b"
additional-css = ["../x.css"]
search = {}
"#,
                r#"2:12 error[bad-value] `/book/` is not an absolute `http` or `https` address | write the whole address, such as `https://example.com/postmortems/`
3:9 error[bad-value] `https://a.b` is not the name of a host | write it without scheme and path, such as `postmortems.example.com`
4:21 error[bad-value] `https://a.b/` holds no `{path}` | `{path}` stands for the path of a report, as in `https://github.com/owner/name/edit/main/{path}`
5:17 error[bad-value] `yes` says nothing about remote images | write `allow` (they are shown) or `link` (they become links)
6:9 error[bad-value] `a/b` is not the name of a theme | write the name of a built-in theme, such as `default`; files in `theme/` beside `book.toml` replace its files one by one
7:19 error[bad-value] `../x.css` leads out of the folder of `book.toml` | write a path inside that folder, such as `additional-css = ["extra.css"]`
8:1 note[unused-key] `search` in `[output.html]` has no effect here | mdBook knows it; pmsite has no use for it"#,
            ),
            (
                r#"[lint]
broken-link = "error"
Bad = "deny"
x = 3
[taxonomies]
services = true
team = "no"
"#,
                r#"2:15 error[bad-value] `error` is not a level | write `allow`, `note`, `warn` or `deny`
3:1 error[bad-value] `Bad` is not the name of a rule | rules are named in lower case with hyphens, such as `broken-link`
4:5 error[wrong-type] `x` is an integer, not a string | write `allow`, `note`, `warn` or `deny`
6:1 error[unknown-key] unknown key `services` in `[taxonomies]` | did you mean `service`? known keys are `service`, `cause`, `trigger`, `severity`, `tag`, `team`, `year`, `month`
7:8 error[wrong-type] `team` is a string, not a boolean | write `true` or `false`"#,
            ),
            (
                r#"[vocabulary.services]
"PostgreSQL" = ["postgres", "pg"]
Pigeon = ["PG"]
Other = 3
[vocabulary.services.Redis]
aliases = [""]
alias = []
[vocabulary.zzz]
"#,
                r#"3:1 error[bad-value] `PG` stands for both `PostgreSQL` and `Pigeon` | leave it with one of them
4:9 error[wrong-type] `Other` is an integer, not a list of other spellings or a table | write `"PostgreSQL" = ["postgres", "pg"]`, or a table with `aliases` and `description`
6:12 error[bad-value] an alias is empty | leave it out
7:1 error[unknown-key] unknown key `alias` in `[vocabulary.services.Redis]` | did you mean `aliases`? known keys are `aliases`, `description`
8:13 error[unknown-key] unknown key `zzz` in `[vocabulary]` | known keys are `services`, `causes`, `triggers`, `teams`, `tags`"#,
            ),
            (
                r#"[book
title = "x
"#,
                r#"1:6 error[config-syntax] unclosed table, expected `]` | -"#,
            ),
            (
                r#"a = 1
a = 2
"#,
                r#"2:1 error[config-syntax] duplicate key | -"#,
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(said(text).join("\n"), expected);
        }
    }
}
