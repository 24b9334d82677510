//! Languages of the interface: every text that templates, pages and scripts say has words in each of them; a site speaks the one that it is
//! told to; what a project says otherwise holds.

#![allow(
    clippy::disallowed_methods,
    reason = "a test reads the files of the themes and the code"
)]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use pmsite::archive::humanised;
use pmsite::facet::{Index, Property};
use pmsite::language::{Declared, Language};
use support::Site;

/// Texts that are said somewhere: those called by themselves, and numbers with their words by the word for many.
#[derive(Debug, Default, PartialEq, Eq)]
struct Said {
    texts: BTreeSet<String>,
    counted: BTreeSet<String>,
}

/// The literals of text at the begin of that, parted by commas: those of a call's arguments, blanks and lines between them.
fn literals(mut text: &str) -> Vec<String> {
    let mut out = Vec::new();
    while let Some(inside) = text.trim_start().strip_prefix('"') {
        let mut literal = String::new();
        let mut letters = inside.char_indices();
        let mut end = None;
        while let Some((at, letter)) = letters.next() {
            match letter {
                '"' => {
                    end = Some(at + 1);
                    break;
                }
                '\\' => literal.extend(letters.next().map(|(_, letter)| letter)),
                letter => literal.push(letter),
            }
        }
        let Some(end) = end else { break };
        out.push(literal);
        text = inside[end..].trim_start();
        match text.strip_prefix(',') {
            Some(rest) => text = rest,
            None => break,
        }
    }
    out
}

/// What stands behind each of these calls, where no name goes on before it.
fn behind<'a>(text: &'a str, call: &'a str) -> impl Iterator<Item = &'a str> {
    text.match_indices(call).filter_map(move |(at, _)| {
        let before = text[..at].chars().next_back();
        let is_own = call.starts_with(['.', '|'])
            || before.is_none_or(|c| !(c.is_alphanumeric() || c == '_'));
        is_own.then(|| &text[at + call.len()..])
    })
}

impl Said {
    /// What a template says.
    fn template(&mut self, text: &str) {
        for arguments in behind(text, "t(") {
            self.texts.extend(literals(arguments).into_iter().take(1));
        }
        for filter in ["|plural(", "|heard("] {
            for arguments in behind(text, filter) {
                self.counted.extend(literals(arguments).into_iter().nth(1));
            }
        }
        for mut arguments in behind(text, "words(") {
            // Texts and lists of two, parted by commas.
            loop {
                arguments = arguments.trim_start();
                if let Some(pair) = arguments.strip_prefix('[') {
                    let both = literals(pair);
                    assert_eq!(both.len(), 2, "{pair:.80}");
                    self.counted.extend(both.into_iter().nth(1));
                    arguments = pair.split_once(']').map_or("", |(_, rest)| rest);
                } else if let [first, ..] = literals(arguments).as_slice() {
                    self.texts.insert(first.clone());
                    let length = format!("\"{}\"", first.replace('"', "\\\"")).len();
                    arguments = &arguments[length..];
                } else {
                    break;
                }
                arguments = arguments.trim_start().trim_start_matches(',');
            }
        }
    }

    /// What code says.
    fn code(&mut self, text: &str) {
        let text = text.split("#[cfg(test)]\nmod ").next().unwrap_or(text);
        for call in [".text(", ".filled(", "said(", "numbered("] {
            for arguments in behind(text, call) {
                self.texts.extend(literals(arguments).into_iter().take(1));
            }
        }
        for arguments in behind(text, ".counted(").filter_map(|rest| rest.split_once(',')) {
            self.counted
                .extend(literals(arguments.1).into_iter().nth(1));
        }
    }
}

/// The files below a folder whose names end so.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the folder is readable") {
        let path = entry.expect("the folder is readable").path();
        if path.is_dir() {
            out.extend(files(&path, ending));
        } else if path.to_string_lossy().ends_with(ending) {
            out.push(path);
        }
    }
    out
}

fn text(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// All that is said.
fn said() -> Said {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut said = Said::default();
    for path in files(&root.join("themes"), ".html") {
        said.template(&text(&path));
    }
    for path in files(&root.join("src"), ".rs") {
        let is_test =
            path.components().any(|part| part.as_os_str() == "tests") || path.ends_with("tests.rs");
        // The words of a language are named there by examples alone.
        if !is_test && !path.starts_with(root.join("src/language")) {
            said.code(&text(&path));
        }
    }
    // What tables hold that the archive and the understanding of reports have, which know no language.
    let titles = Property::ALL.map(|property| [property.title(), property.one()]);
    let indexes = Index::ALL.map(Index::title);
    let names = titles.as_flattened().iter().chain(&indexes);
    said.texts.extend(names.map(|name| (*name).to_owned()));
    let whys = text(&root.join("src/postmortem/timeline/inferred.rs"));
    for reason in behind(&whys, "=> \"").filter(|rest| rest.contains(' ')) {
        let reason = reason.split('"').next().unwrap_or_default();
        // Those of one word are names for programs.
        if reason.contains(' ') {
            said.texts.insert(reason.to_owned());
        }
    }
    let turns = text(&root.join("src/postmortem/timeline/resolve.rs"));
    for turn in behind(&turns, "turned(clock(local), clock(before), ") {
        said.texts.extend(literals(turn));
    }
    // The names that the starter vocabulary has for ids, and the words for what others stand under.
    for (file, tables) in [
        (
            "cause/causes.toml",
            [("cause", "cause"), ("trigger", "trigger")].as_slice(),
        ),
        ("detection/detection.toml", &[("way", "way")]),
    ] {
        let table: toml::Table = text(&root.join("src/postmortem").join(file))
            .parse()
            .expect("our own file is TOML");
        for (name, context) in tables {
            for term in table[*name].as_array().expect("a list of terms") {
                let id = term["id"].as_str().expect("a term has an id");
                let shown = match id.split_once('/') {
                    Some((group, _)) => humanised(group),
                    None if *name == "way" => humanised(id),
                    None => continue,
                };
                said.texts.insert(format!("{shown}|{context}"));
                if let Some(name) = term.get("name").and_then(toml::Value::as_str) {
                    said.texts.insert(format!("{name}|{context}"));
                }
            }
        }
    }
    // The units of durations.
    let units = ["d", "h", "min", "days", "weeks", "years"];
    said.counted.extend(units.map(str::to_owned));
    said
}

#[test]
fn every_text_has_words_in_every_language() {
    let said = said();
    assert!(
        said.texts.len() > 150 && said.counted.len() > 40,
        "{} and {} texts are hardly all",
        said.texts.len(),
        said.counted.len()
    );
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default/languages");
    let mut languages = BTreeSet::new();
    let mut faults = Vec::new();
    for path in files(&folder, ".toml") {
        let tag = path.file_stem().unwrap_or_default().to_string_lossy();
        let text = text(&path);
        let (declared, problems) = Declared::read(&text);
        for problem in problems {
            let at = text.get(problem.span).unwrap_or_default();
            faults.push(format!(
                "{tag}: {at}: {}; {}",
                problem.message, problem.help
            ));
        }
        let table: toml::Table = text.parse().expect("it was read before");
        for (name, wanted) in [("texts", &said.texts), ("counted", &said.counted)] {
            let own = table.get(name).and_then(toml::Value::as_table);
            let own: BTreeSet<String> = own
                .into_iter()
                .flat_map(|own| own.keys().cloned())
                .collect();
            let missing = wanted
                .difference(&own)
                .map(|key| format!("{tag}: no {name} for `{key}`"));
            faults.extend(missing);
            let unused = own
                .difference(wanted)
                .map(|key| format!("{tag}: nothing says `{key}` ({name})"));
            faults.extend(unused);
        }
        if !table.contains_key("dates") {
            faults.push(format!("{tag}: no dates"));
        }
        // Each number finds a form made for its kind.
        let language = Language::of(&tag, &declared);
        for key in &said.counted {
            let Some(forms) = language.own_forms(key) else {
                continue;
            };
            let fallen: Vec<u64> = (0..=120)
                .filter(|count| !forms.contains_key(language.kind(*count)))
                .collect();
            if let [first, ..] = fallen.as_slice() {
                faults.push(format!("{tag}: `{key}` has no form for {first}"));
            }
        }
        languages.insert(tag.into_owned());
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(languages.len() > 4, "{languages:?}");
}

/// An index without them is called by its title, which a language may have to bend.
#[test]
fn every_index_has_words_of_its_own() {
    let place = "themes/default/templates/partials/terms_in_words.html";
    let template = text(&Path::new(env!("CARGO_MANIFEST_DIR")).join(place));
    let macros: Vec<&str> = template.split("{% macro ").skip(1).collect();
    assert_eq!(macros.len(), 3);
    for words in macros {
        for index in Index::ALL {
            let asked = format!("key == \"{}\"", index.key());
            assert!(words.contains(&asked), "{asked} in {words:.20}");
        }
    }
}

#[test]
fn the_guide_shows_what_can_be_said() {
    let said = said();
    let guide = text(&Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/themes.md"));
    let block = guide.split("```toml").nth(1).expect("an example");
    let example = block.split("```").next().unwrap_or_default();
    let keys = example.lines().filter_map(|line| line.strip_prefix('"'));
    let keys: Vec<&str> = keys.filter_map(|line| line.split('"').next()).collect();
    assert!(keys.len() > 3, "{example}");
    for key in keys {
        let is_said = said.texts.contains(key) || said.counted.contains(key);
        assert!(is_said, "nothing says `{key}`");
    }
}

/// A site of one report in a language.
fn site(language: &str) -> Site {
    let site = Site::empty("site-under-test");
    site.edit("book.toml", format!("[book]\nlanguage = \"{language}\"\n"))
        .edit(
            "2021-03-01-disk.md",
            "---\ntitle: Disk full\nservices: [queue]\nstart: 2021-03-01 10:00 UTC\nend: 2021-03-03 12:30 UTC\n---\n\n# Disk full\n\n\
             ## Timeline\n\n- 10:00 UTC the disk filled\n- 12:30 UTC it was emptied\n\n## Action items\n\n- [ ] watch the disk\n",
        );
    site
}

#[test]
fn a_site_speaks_its_language() {
    let mut homes = BTreeMap::new();
    let all = [
        (
            "en",
            "en",
            ["1 report from 2021.", "1 March 2021", "2 days 2 h"],
        ),
        (
            "de-AT",
            "de-AT",
            ["1 Bericht aus 2021.", "1. März 2021", "2 Tage 2 h"],
        ),
        (
            "fr",
            "fr",
            ["1 rapport de 2021.", "1er mars 2021", "2 jours 2 h"],
        ),
        (
            "es",
            "es",
            ["1 informe de 2021.", "1 de marzo de 2021", "2 días 2 h"],
        ),
        (
            "ja",
            "ja",
            ["2021年のレポート1件。", "2021年3月1日", "2日2時間"],
        ),
        (
            "nb",
            "nb",
            ["1 rapport fra 2021.", "1. mars 2021", "2 døgn 2 t"],
        ),
        (
            "nn",
            "nb",
            ["1 rapport fra 2021.", "1. mars 2021", "2 døgn 2 t"],
        ),
    ];
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default/languages");
    for path in files(&folder, ".toml") {
        let tag = path.file_stem().unwrap_or_default().to_string_lossy();
        let is_tried = all
            .iter()
            .any(|(language, ..)| language.split('-').next() == Some(&*tag));
        assert!(is_tried, "no site is built in `{tag}`");
    }
    for (language, lang, words) in all {
        let site = site(language);
        let outcome = site.build(&["-v"]).code(0);
        assert!(
            !outcome.stderr.contains("no-words"),
            "{language}: {}",
            outcome.stderr
        );
        let home = site.expect_file("index.html");
        let report = site
            .expect_file("2021-03-01-disk/index.html")
            .replace('\u{a0}', " ");
        assert!(
            home.contains(&format!("<html lang=\"{lang}\">")),
            "{language}"
        );
        assert!(
            home.contains(words[0]),
            "{language}: no `{}` in {home}",
            words[0]
        );
        for word in &words[1..] {
            assert!(report.contains(word), "{language}: no `{word}` in {report}");
        }
        homes.insert(language, home);
    }
    assert_ne!(homes["en"], homes["de-AT"]);
}

#[test]
fn reports_have_another_language_than_the_interface() {
    let site = site("de");
    site.edit(
        "book.toml",
        "[book]\nlanguage = \"de\"\nreport-language = \"en\"\n",
    );
    site.build(&[]).code(0);
    let report = site.expect_file("2021-03-01-disk/index.html");
    assert!(report.contains("<html lang=\"de\">"), "{report}");
    assert!(report.contains(" lang=\"en\""), "{report}");
    assert!(report.contains("Zum Inhalt springen"), "{report}");
    site.edit("book.toml", "[book]\nreport-language = \"de-1\"\n");
    site.build(&[]).code(2).says("`de-1` is not a language tag");
}

#[test]
fn a_language_without_words_is_english_and_told() {
    let site = site("tlh");
    let outcome = site.build(&["-v"]).code(0);
    assert!(
        outcome
            .stderr
            .contains("note[no-words]: the site's own words are English: there are none in `tlh`"),
        "{}",
        outcome.stderr
    );
    let report = site.expect_file("2021-03-01-disk/index.html");
    assert!(
        report.contains("<html lang=\"en\">") && report.contains(" lang=\"tlh\""),
        "{report}"
    );
}

#[test]
fn a_project_says_it_otherwise() {
    let site = site("de");
    site.edit(
        "theme/languages/de.toml",
        "[texts]\n\"Timeline\" = \"x\"\n\"Skip to the content\" = \"Gleich zum <Text>\"\n\"Page {number}\" = \"Seite\"\n\
         [counted]\n\"{n} reports from {year}.\" = { other = \"{n} Stück, {year}\" }\n",
    );
    let outcome = site.build(&["-v"]).code(1);
    for told in [
        "error[template-fault]: this text has other values than `Page {number}`",
        "theme/languages/de.toml:4:19",
        "warning[no-words]: no text of the site is called `Timeline`",
    ] {
        assert!(
            outcome.stderr.contains(told),
            "no `{told}` in {}",
            outcome.stderr
        );
    }
    site.edit(
        "theme/languages/de.toml",
        "[texts]\nreports = \"Berichte\"\n\"Week {number}\" = \"Woche {n} {number}\"\n",
    );
    let outcome = site.build(&["-v"]).code(1);
    for told in [
        "warning[no-words]: `reports` has no effect in `[texts]`",
        "it belongs into `[counted]`",
        "error[template-fault]: this text has other values than `Week {number}`",
    ] {
        assert!(
            outcome.stderr.contains(told),
            "no `{told}` in {}",
            outcome.stderr
        );
    }
    site.edit(
        "theme/languages/de.toml",
        b"[texts]\n\"Newest\" = \"\xff\"\n",
    );
    site.build(&[]).code(1).says("no UTF-8 text");
    site.edit(
        "theme/languages/de.toml",
        "[texts]\n\"Skip to the content\" = \"Gleich zum <Text>\"\n[counted]\n\"{n} reports from {year}.\" = { other = \"{n} Stück, {year}\" }\n",
    );
    site.build(&[]).code(0);
    let home = site.expect_file("index.html");
    assert!(home.contains("Gleich zum &lt;Text&gt;</a>"), "{home}");
    assert!(home.contains("1 Stück, 2021"), "{home}");
    assert!(home.contains("Suche"), "the other words stay: {home}");
}

#[test]
fn languages_from_right_to_left_are_laid_out_so() {
    let site = site("he");
    site.edit(
        "theme/languages/he.toml",
        "[texts]\n\"Skip to the content\" = \"דילוג לתוכן\"\n",
    )
    .edit(
        "2021-04-01-link.md",
        "---\ntitle: Link down\nlang: en\n---\n\nIt broke.\n",
    );
    let outcome = site.build(&["-v"]).code(0);
    assert!(
        outcome
            .stderr
            .contains("more texts have no words here and are said in English"),
        "{}",
        outcome.stderr
    );
    let home = site.expect_file("index.html");
    assert!(home.contains("<html lang=\"he\" dir=\"rtl\">"), "{home}");
    assert!(home.contains("דילוג לתוכן"), "{home}");
    let report = site.expect_file("2021-04-01-link/index.html");
    assert!(report.contains(" lang=\"en\" dir=\"ltr\""), "{report}");
}

/// What is read or heard on a page beside the text of its author and outside of brackets: pieces of texts and attributes, each with its
/// page. What stands in the prose of a report, and elements that no one reads, are left out.
fn around_the_text(path: &str, page: &str, out: &mut BTreeMap<String, String>) {
    let document = scraper::Html::parse_document(page);
    let mut met = |words: String| {
        // A mark between two things is no part of either.
        for piece in words.split([
            '·', ',', ';', ':', '(', ')', '“', '”', '–', '…', '/', '\u{1}',
        ]) {
            out.entry(plain(piece)).or_insert_with(|| path.to_owned());
        }
    };
    // A text in brackets may have markup in it.
    let mut depth = 0;
    for node in document.tree.root().descendants() {
        let is_apart = |element: &scraper::node::Element| {
            matches!(element.name(), "script" | "style" | "code")
                || element.classes().any(|class| class == "prose")
        };
        let mut around = node.ancestors().filter_map(|one| one.value().as_element());
        if around.any(is_apart) {
            continue;
        }
        match node.value() {
            scraper::Node::Text(text) => met(outside_brackets(text, &mut depth)),
            scraper::Node::Element(element) => {
                for name in ["aria-label", "title", "placeholder", "alt"] {
                    if let Some(value) = element.attr(name) {
                        met(outside_brackets(value, &mut 0));
                    }
                }
            }
            _ => {}
        }
    }
    assert_eq!(depth, 0, "{path}: brackets are open");
}

/// Texts of a made-up language: each in brackets, with the values that it has.
fn in_brackets(said: &Said) -> String {
    let quoted = |text: &str| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
    let shown = |key: &str| key.split('|').next().unwrap_or_default().to_owned();
    let mut file = "[texts]\n".to_owned();
    for key in &said.texts {
        let text = quoted(&format!("⟦{}⟧", shown(key)));
        let _ = writeln!(file, "{} = {text}", quoted(key));
    }
    file.push_str("[counted]\n");
    for key in &said.counted {
        let words = shown(key);
        let number = if words.contains("{n}") { "" } else { "{n} " };
        let text = quoted(&format!("⟦{number}{words}⟧"));
        let _ = writeln!(file, "{} = {{ other = {text} }}", quoted(key));
    }
    file.push_str("[dates]\nmonths = [");
    let months: Vec<String> = (1..=12).map(|month| format!("\"⟦m{month}⟧\"")).collect();
    file.push_str(&months.join(", "));
    file.push_str("]\nshort_months = [");
    file.push_str(&months.join(", "));
    file.push_str(
        "]\nyear = \"{year}\"\nmonth = \"{month} {year}\"\nshort_month = \"{month} {year}\"\nday = \"{day} {month} {year}\"\n\
         short_day = \"{day} {month} {year}\"\nday_of_year = \"{day} {month}\"\nshort_day_of_year = \"{day} {month}\"\n\
         moment = \"{day}, {time}\"\n",
    );
    file
}

/// Words without what stands in brackets, which may stand in each other; a mark stands for that.
fn outside_brackets(words: &str, depth: &mut usize) -> String {
    let mut out = String::new();
    for letter in words.chars() {
        match letter {
            '⟦' => *depth += 1,
            '⟧' => {
                *depth = depth.saturating_sub(1);
                out.push('\u{1}');
            }
            letter if *depth == 0 => out.push(letter),
            _ => {}
        }
    }
    out
}

/// Names of formats, of the clock of all and of what is on a page for programs.
const NAMES: [&str; 7] = [
    "csv",
    "json",
    "utc",
    "markdown",
    "wikitext",
    "restructuredtext",
    "pmsite",
];

/// The words of a text, a blank between them. Figures are none, names are known, and a letter alone is that of an index.
fn plain(text: &str) -> String {
    let parts = text.split(|c: char| !c.is_alphanumeric());
    let parts: Vec<String> = parts
        .map(str::to_lowercase)
        .filter(|part| part.chars().count() > 1 && part.chars().any(char::is_alphabetic))
        .filter(|part| !NAMES.contains(&part.as_str()))
        .collect();
    parts.join(" ")
}

#[test]
fn no_word_of_the_interface_is_left_in_english() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let site = Site::from_dir("../content");
    site.edit("theme/languages/zxx.toml", in_brackets(&said()));
    let mut sources = String::new();
    let mut add = |path: &Path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        // Markup of a wiki is none of the words of its author.
        let text = text(path).replace("<code>", " ").replace("</code>", " ");
        sources.extend([&*name, " ", &*text, " "]);
    };
    for path in files(&root.join("content"), "") {
        add(&path);
    }
    // Names of services stay.
    add(&root.join("src/postmortem/service/services.toml"));
    let sources = format!(" {} ", plain(&sources));
    for (theme, extended) in pmsite::theme::all() {
        let drafts = if extended.is_none() {
            "--drafts"
        } else {
            "--quiet"
        };
        let book = format!(
            "[book]\nlanguage = \"zxx\"\nreport-language = \"en\"\n[output.html]\ntheme = \"{theme}\"\n\
             site-url = \"https://example.org/\"\nedit-url-template = \"https://example.org/{{path}}\"\n"
        );
        site.edit("book.toml", book);
        site.build(&[drafts]).code(0);
        let mut met = BTreeMap::new();
        for (path, page) in support::pages(&site.output()) {
            around_the_text(path, page, &mut met);
        }
        assert!(met.len() > 200, "{} texts are hardly all", met.len());
        let left = met
            .iter()
            .filter(|(words, _)| !words.is_empty() && !sources.contains(&format!(" {words} ")));
        let left: Vec<String> = left
            .map(|(words, page)| format!("{page}: {words}"))
            .collect();
        assert!(left.is_empty(), "{theme}:\n{}", left.join("\n"));
    }
}
