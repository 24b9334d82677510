//! The text of `book.toml` as a [`Config`].
//!
//! Takes the text, gives a configuration and every problem in it at once, each at its place. What mdBook knows and we have
//! no use for is named in a note; what nobody knows is an error.

use std::sync::Arc;

use toml::de::{DeTable, DeValue};

use super::actions::actions;
use super::address::{absolute, is_host_name, is_language_tag, site_home, wiki_url};
use super::built;
use super::formats::formats;
use super::open::Opener;
use super::outputs::{keys as output_keys, outputs};
use super::place::{inside, relative};
use super::redirect::redirects;
use super::related::{recurrence, related};
use super::sections::sections;
use super::severity::severity;
use super::split::splits;
use super::starter::starter;
use super::table::{Entry, Problems, Table, closest};
use super::tickets::tickets;
use super::time::time;
use super::vocabulary::vocabulary;
use super::{Config, Html, Level, Links};
use crate::diagnostic::rules::RULES;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::facet;

/// What `[taxonomies]` can switch besides the indexes: what only the words of a report suggest.
const SUGGESTED: &str = "suggested";

/// Keys at the top of the file, and those that mdBook has besides.
const TOP: [&str; 19] = [
    "actions",
    "book",
    "build",
    "formats",
    "insights",
    "links",
    "new",
    "output",
    "recurrence",
    "related",
    "sections",
    "severity",
    "split",
    "taxonomies",
    "tickets",
    "time",
    "vocabulary",
    "wiki",
    "lint",
];
const TOP_UNUSED: [&str; 2] = ["preprocessor", "rust"];
const BOOK: [&str; 6] = [
    "title",
    "description",
    "authors",
    "language",
    "report-language",
    "src",
];
const BOOK_UNUSED: [&str; 2] = ["multilingual", "text-direction"];
const BUILD: [&str; 5] = ["build-dir", "include", "exclude", "max-file-size", "date"];
const BUILD_UNUSED: [&str; 3] = [
    "create-missing",
    "extra-watch-dirs",
    "use-default-preprocessors",
];
const OUTPUT_UNUSED: [&str; 6] = ["markdown", "linkcheck", "pandoc", "pdf", "epub", "typst"];
const HTML: [&str; 10] = [
    "theme",
    "site-url",
    "cname",
    "edit-url-template",
    "git-repository-url",
    "git-dates",
    "highlight",
    "additional-css",
    "remote-images",
    "redirect",
];
const HTML_UNUSED: [&str; 22] = [
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
    "search",
    "sidebar-header-nav",
    "smart-punctuation",
];

/// The built-in themes, sorted: what the folder `themes` of the program holds, which a test of `theme` compares.
pub const THEMES: [&str; 2] = ["classic", "default"];

/// The most seconds that an address may take to answer.
const LONGEST_TIMEOUT: u32 = 120;

/// Reads the text of a `book.toml`. `path` is how messages name it. Every unknown key, wrong type and wrong value is an error
/// with its position and a suggestion; the configuration is usable only where there is no error.
pub fn parse(path: &str, text: &str) -> (Config, Diagnostics) {
    parse_with(path, text, &|_| Err("no files are read here".to_owned()))
}

/// The same; `open` gives the texts of files that it names to be read with it.
pub fn parse_with(path: &str, text: &str, open: Opener<'_>) -> (Config, Diagnostics) {
    let path: Arc<str> = path.into();
    let mut problems = Problems::new(Arc::clone(&path));
    let (root, syntax) = DeTable::parse_recoverable(text);
    let mut config = Config::default();
    if syntax.is_empty() {
        let root = Table::new("", root.get_ref());
        read(&root, &mut config, open, &mut problems);
    } else {
        // What follows a fault of syntax is read by guess: its other faults may be none.
        for fault in syntax {
            problems.syntax(fault.message(), fault.span(), text);
        }
    }
    let mut diagnostics = problems.found;
    diagnostics.sort();
    (config, diagnostics)
}

fn read(root: &Table<'_>, config: &mut Config, open: Opener<'_>, problems: &mut Problems) {
    root.check(&TOP, &TOP_UNUSED, problems);
    if let Some(table) = root.table("book", problems) {
        book(&table, config, problems);
    }
    if let Some(table) = root.table("build", problems) {
        build(&table, config, problems);
    }
    if let Some(table) = root.table("actions", problems) {
        config.actions = actions(&table, open, problems);
    }
    if let Some(table) = root.table("formats", problems) {
        config.formats = formats(&table, problems);
    }
    if let Some(table) = root.table("insights", problems) {
        table.check(&["page"], &[], problems);
        config.without_insights = table.boolean("page", problems) == Some(false);
    }
    if let Some(table) = root.table("new", problems) {
        table.check(&["template"], &[], problems);
        config.template = table.checked("template", problems, |file| {
            inside(file, "template", "template = \"template.md\"")
        });
    }
    if let Some(table) = root.table("links", problems) {
        table.check(&["ignore", "timeout"], &[], problems);
        config.links = Links {
            ignore: globs(&table, "ignore", problems),
            timeout: table.number("timeout", LONGEST_TIMEOUT, problems),
        };
    }
    config.splits = splits(root, problems);
    if let Some(table) = root.table("wiki", problems) {
        table.check(&["base-url"], &[], problems);
        config.wiki = table.checked("base-url", problems, |written| {
            wiki_url(written).map_err(|message| {
                let help = "write what stands before the name of a page, such as \
                            `https://wiki.example.com/wiki/`";
                (message, help.to_owned())
            })
        });
    }
    if let Some(table) = root.table("output", problems) {
        let known: Vec<&str> = ["html"].into_iter().chain(output_keys()).collect();
        table.check(&known, &OUTPUT_UNUSED, problems);
        config.outputs = outputs(&table, problems);
        if let Some(table) = table.table("html", problems) {
            config.html = html(&table, problems);
        }
    }
    if let Some(table) = root.table("taxonomies", problems) {
        let known: Vec<&str> = facet::switches().chain([SUGGESTED]).collect();
        table.check(&known, &[], problems);
        for key in known {
            if let Some(shown) = table.boolean(key, problems) {
                config.taxonomies.insert(key.to_owned(), shown);
            }
        }
    }
    if let Some(table) = root.table("recurrence", problems) {
        config.recurrence = recurrence(&table, problems);
    }
    if let Some(table) = root.table("related", problems) {
        config.related = related(&table, problems);
    }
    if let Some(table) = root.table("time", problems) {
        config.time = time(&table, problems);
    }
    if let Some(table) = root.table("severity", problems) {
        config.severity = severity(&table, problems);
    }
    if let Some(table) = root.table("vocabulary", problems) {
        config.starter = starter(&table, open, problems);
        (config.vocabulary, config.terms) = vocabulary(&table, open, problems);
    }
    if let Some(table) = root.table("sections", problems) {
        config.sections = sections(&table, problems);
    }
    if let Some(table) = root.table("tickets", problems) {
        config.tickets = tickets(&table, problems);
    }
    if let Some(table) = root.table("lint", problems) {
        config.baseline = table.string("baseline", problems);
        for entry in table.entries().filter(|entry| entry.key != "baseline") {
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
    config.language = table.checked("language", problems, language_tag);
    config.report_language = table.checked("report-language", problems, language_tag);
    config.src = table.checked("src", problems, |folder| {
        inside(folder, "src", "src = \"src\"")
    });
}

/// The tag of a language.
fn language_tag(tag: &str) -> Result<String, (String, String)> {
    if is_language_tag(tag) {
        return Ok(tag.to_owned());
    }
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

fn build(table: &Table<'_>, config: &mut Config, problems: &mut Problems) {
    table.check(&BUILD, &BUILD_UNUSED, problems);
    config.build_dir = table.checked("build-dir", problems, |folder| {
        relative(folder, "build-dir", "build-dir = \"site\"").map(|()| folder.to_owned())
    });
    config.include = globs(table, "include", problems);
    config.exclude = globs(table, "exclude", problems);
    config.max_file_size = table.size("max-file-size", problems);
    config.date = built::date(table, problems);
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
    let home = table.checked("site-url", problems, |written| {
        site_home(written).map_err(|message| {
            let help = "write the whole address, such as `https://example.com/postmortems/`, or the path alone: `/postmortems/`";
            (message, help.to_owned())
        })
    });
    let mut html = Html {
        site_url: None,
        site_path: None,
        redirects: table
            .table("redirect", problems)
            .map(|table| redirects(&table, problems))
            .unwrap_or_default(),
        theme: table.checked("theme", problems, |name| {
            if THEMES.contains(&name) {
                return Ok(name.to_owned());
            }
            Err((
                format!(
                    "there is no theme `{name}`; there are `{}`",
                    THEMES.join("` and `")
                ),
                "files in `theme/` beside `book.toml` replace those of a theme one by one"
                    .to_owned(),
            ))
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
        git_dates: table.boolean("git-dates", problems).unwrap_or(false),
        plain_code: !table.boolean("highlight", problems).unwrap_or(true),
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
    };
    if let Some(home) = home {
        html.stand(home);
    }
    html
}

fn globs(table: &Table<'_>, key: &'static str, problems: &mut Problems) -> Vec<String> {
    table.each(key, problems, super::glob::glob)
}

fn level(entry: &Entry<'_>, problems: &mut Problems) -> Option<Level> {
    if !RULES.contains(&entry.key) {
        let help = match closest(entry.key, RULES) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "a message names its rule in brackets, such as `broken-link`".to_owned(),
        };
        let message = format!("there is no rule `{}`", entry.key);
        problems.push(
            entry.key_span.clone(),
            Diagnostic::error("unknown-key", message).help(help),
        );
        return None;
    }
    let help = "write `allow`, `note`, `warn` or `deny`";
    let DeValue::String(word) = entry.value.get_ref() else {
        problems.wrong_type(entry, "a string", help);
        return None;
    };
    match &**word {
        "allow" => Some(Level::Allow),
        "note" => Some(Level::Note),
        "warn" => Some(Level::Warn),
        "deny" => Some(Level::Deny),
        _ => {
            let message = format!("`{word}` is not a level");
            problems.bad_value(entry.value.span(), message, help);
            None
        }
    }
}
