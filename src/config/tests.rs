//! Whole configurations, read.

use super::{Actions, Config, Heading, Html, Level, Links, Split, Word, parse};
use crate::diagnostic::Diagnostics;
use crate::document::section::SectionKind;
use crate::document::ticket::{Pattern, TicketKind};
use crate::source::Span;

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
report-language = "en-GB"
[build]
build-dir = "../out"
exclude = ["drafts/**"]
max-file-size = "1 MiB"
date = 2024-05-31
[actions]
ledger = false
states = { "Ready for QA" = "in_progress" }
[insights]
page = false
[output.html]
site-url = "https://example.com/incidents"
remote-images = "allow"
[[split]]
files = "log.md"
level = 3
[links]
ignore = ["https://tickets.example.com/*"]
timeout = 5

[wiki]
base-url = "https://wiki.example.com/wiki"
[sections]
root_cause = ["Why it broke"]
other = ["Trigger"]
[tickets]
'OPS-\d+' = "https://tickets.example.com/{ticket}"
'T\d+' = ""
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
    let heading = |kind, words: &str| {
        let start = text.find(&format!("\"{words}\"")).expect("it is there");
        Heading {
            kind,
            words: words.to_owned(),
            span: Span::new(start, start + words.len() + 2),
        }
    };
    let expected = Config {
        title: Some("Incidents".to_owned()),
        authors: vec!["One".to_owned(), "Two".to_owned()],
        language: Some("nb".to_owned()),
        report_language: Some("en-GB".to_owned()),
        build_dir: Some("../out".to_owned()),
        exclude: vec!["drafts/**".to_owned()],
        max_file_size: Some(1024 * 1024),
        date: Some(jiff::civil::date(2024, 5, 31)),
        actions: Actions {
            without_ledger: true,
            overlay: None,
            states: vec![("Ready for QA".to_owned(), "in_progress")],
        },
        without_insights: true,
        splits: vec![Split {
            files: vec!["log.md".to_owned()],
            level: 3,
        }],
        links: Links {
            ignore: vec!["https://tickets.example.com/*".to_owned()],
            timeout: Some(5),
        },
        wiki: Some("https://wiki.example.com/wiki/".to_owned()),
        sections: vec![
            heading(SectionKind::RootCause, "Why it broke"),
            heading(SectionKind::Other, "Trigger"),
        ],
        tickets: vec![
            TicketKind {
                pattern: Pattern::parse("OPS-\\d+").expect("a pattern"),
                address: Some("https://tickets.example.com/{ticket}".to_owned()),
            },
            TicketKind {
                pattern: Pattern::parse("T\\d+").expect("a pattern"),
                address: None,
            },
        ],
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
            r#"2:1 error[unknown-key] unknown key `titel` in `[book]` | did you mean `title`? known keys are `title`, `description`, `authors`, `language`, `report-language`, `src`
3:9 error[wrong-type] `title` is an integer, not a string | write `title = "…"`
4:1 note[unused-key] `multilingual` in `[book]` has no effect here | mdBook knows it; pmsite has no use for it
5:11 error[wrong-type] `authors` is a string, not a list of strings | write `authors = ["…"]`
6:12 error[bad-value] `en_US` is not a language tag | write a BCP 47 tag such as `en-US`
7:7 error[bad-value] `src` is empty | write a path beside `book.toml`, such as `src = "src"`"#,
        ),
        (
            "[wiki]\nbase-url = \"wiki/\"\nbase = 1\n",
            "2:12 error[bad-value] `wiki/` is not an absolute `http` or `https` address | write what stands before the name of a page, such as `https://wiki.example.com/wiki/`
3:1 error[unknown-key] unknown key `base` in `[wiki]` | known keys are `base-url`",
        ),
        (
            "[wiki]\nbase-url = \"https://a.example/#\"\n",
            "2:12 error[bad-value] `https://a.example/#` holds a `#`, which what stands before the name of a page cannot | write what stands before the name of a page, such as `https://wiki.example.com/wiki/`",
        ),
        (
            "[build]\nmax-file-size = \"a lot\"\n",
            "2:17 error[bad-value] `a lot` is not a size: a whole number is one, alone or with KB, MB, GB, KiB, MiB or GiB behind it | write a number of bytes or a string, such as `max-file-size = \"16 MiB\"`",
        ),
        (
            "[build]\nmax-file-size = 0x7fff_ffff_ffff_ffff\n",
            "2:17 error[bad-value] `0x7fffffffffffffff` is more than the `1 GiB` that can be read | write a number of bytes or a string, such as `max-file-size = \"16 MiB\"`",
        ),
        (
            "[build]\nmax-file-size = -1\n",
            "2:17 error[bad-value] `-1` lets no file be read | write a number of bytes or a string, such as `max-file-size = \"16 MiB\"`",
        ),
        (
            "[build]\nmax-file-size = [16]\n",
            "2:17 error[wrong-type] `max-file-size` is an array, not a size | write a number of bytes or a string, such as `max-file-size = \"16 MiB\"`",
        ),
        (
            r#"[buld]
[build]
build-dir = "/tmp"
include = ["a[", 3]
[output]
html = 4
"#,
            r#"1:2 error[unknown-key] unknown key `buld` at the top of the file | did you mean `build`? known keys are `actions`, `book`, `build`, `formats`, `insights`, `links`, `new`, `output`, `recurrence`, `related`, `sections`, `severity`, `split`, `taxonomies`, `tickets`, `time`, `vocabulary`, `wiki`, `lint`
3:13 error[bad-value] `/tmp` is an absolute path | write a path beside `book.toml`, such as `build-dir = "site"`
4:12 error[bad-value] `a[` is not a glob: unclosed character class; missing ']' | write a pattern such as `*.md` or `drafts/**`
4:18 error[wrong-type] `include` holds an integer, not only strings | write `include = ["…"]`
6:8 error[wrong-type] `html` is an integer, not a table | write it as `[output.html]`"#,
        ),
        (
            r#"[output.html]
site-url = "book/"
cname = "https://a.b"
edit-url-template = "https://a.b/"
remote-images = "yes"
theme = "a/b"
additional-css = ["../x.css"]
search = {}
"#,
            r#"2:12 error[bad-value] `book/` is not an absolute `http` or `https` address | write the whole address, such as `https://example.com/postmortems/`, or the path alone: `/postmortems/`
3:9 error[bad-value] `https://a.b` is not the name of a host | write it without scheme and path, such as `postmortems.example.com`
4:21 error[bad-value] `https://a.b/` holds no `{path}` | `{path}` stands for the path of a report, as in `https://github.com/owner/name/edit/main/{path}`
5:17 error[bad-value] `yes` says nothing about remote images | write `allow` (they are shown) or `link` (they become links)
6:9 error[bad-value] there is no theme `a/b`; there are `classic` and `default` | files in `theme/` beside `book.toml` replace those of a theme one by one
7:19 error[bad-value] `../x.css` leads out of the folder of `book.toml` | write a path inside that folder, such as `additional-css = ["extra.css"]`
8:1 note[unused-key] `search` in `[output.html]` has no effect here | mdBook knows it; pmsite has no use for it"#,
        ),
        (
            r#"[lint]
broken-link = "error"
borken-link = "deny"
orphan = 3
[taxonomies]
services = true
team = "no"
"#,
            r"2:15 error[bad-value] `error` is not a level | write `allow`, `note`, `warn` or `deny`
3:1 error[unknown-key] there is no rule `borken-link` | did you mean `broken-link`?
4:10 error[wrong-type] `orphan` is an integer, not a string | write `allow`, `note`, `warn` or `deny`
6:1 error[unknown-key] unknown key `services` in `[taxonomies]` | did you mean `service`? known keys are `service`, `cause`, `trigger`, `severity`, `tag`, `team`, `people`, `year`, `month`, `suggested`
7:8 error[wrong-type] `team` is a string, not a boolean | write `true` or `false`",
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
4:9 error[wrong-type] `Other` is an integer, not a list of other spellings or a table | write `"PostgreSQL" = ["postgres", "pg"]`, or a table with `aliases`
6:12 error[bad-value] an alias is empty | leave it out
7:1 error[unknown-key] unknown key `alias` in `[vocabulary.services.Redis]` | did you mean `aliases`? known keys are `aliases`, `description`
8:13 error[unknown-key] unknown key `zzz` in `[vocabulary]` | known keys are `services`, `causes`, `triggers`, `teams`, `tags`, `detection`, `starter`"#,
        ),
        (
            r#"[book
title = "x
"#,
            r"1:6 error[config-syntax] unclosed table, expected `]` | -",
        ),
        (
            r#"[formats]
"mails/*.txt" = "text"
"*.log" = "asset"
"*.doc" = "word"
"a{" = "text"
"b" = 1
"#,
            r#"4:11 error[bad-value] `word` is no format | known are `markdown`, `commonmark`, `rst`, `wikitext`, `asciidoc`, `text`, `org`, `html`, `asset`
5:1 error[bad-value] `a{` is not a glob: unclosed alternate group; missing '}' (maybe escape '{' with '[{]'?) | write a pattern such as `*.md` or `drafts/**`
6:7 error[wrong-type] `b` is an integer, not a string | write `b = "…"`"#,
        ),
        (
            r#"[[split]]
files = "log.md"
level = 7
[[split]]
file = ["log.md"]
level = "2"
[[split]]
files = ["a[", "b.md"]
"#,
            r#"3:9 error[bad-value] `7` is no level of a heading | write a number from 1 (`#`) to 6 (`######`)
4:1 error[bad-value] this `[[split]]` has no `files` | write a table for each kind of log: `[[split]]`, `files = "incident-log.md"`, `level = 2`
5:1 error[unknown-key] unknown key `file` in `[[split]]` | did you mean `files`? known keys are `files`, `level`
6:9 error[wrong-type] `level` is a string, not a whole number | write `level = 2` for headings as `##`
7:1 error[bad-value] this `[[split]]` has no `level` | write a table for each kind of log: `[[split]]`, `files = "incident-log.md"`, `level = 2`
8:10 error[bad-value] `a[` is not a glob: unclosed character class; missing ']' | write a pattern such as `*.md` or `drafts/**`"#,
        ),
        (
            r#"[sections]
root_causes = ["Why it broke"]
timeline = ["Context", "🎉"]
background = ["context!", 1]
impact = "Harm"
"#,
            r#"2:1 error[unknown-key] unknown key `root_causes` in `[sections]` | did you mean `root_cause`? known keys are `summary`, `impact`, `timeline`, `leadup`, `trigger`, `detection`, `response`, `participants`, `resolution`, `root_cause`, `five_whys`, `went_well`, `went_wrong`, `lucky`, `surprise`, `lessons`, `action_items`, `prevention`, `background`, `stats`, `scorecard`, `communication`, `references`, `questions`, `metadata`, `key_events`, `other`
3:24 error[bad-value] `🎉` holds no word that a heading could be known by | write the headings of a kind as a list: `root_cause = ["Why it broke"]`
4:15 error[bad-value] `context!` is given to both `timeline` and `background` | leave it with one of them
4:27 error[wrong-type] `background` holds an integer, not only strings | write `background = ["…"]`
5:10 error[wrong-type] `impact` is a string, not a list of strings | write `impact = ["…"]`"#,
        ),
        (
            r#"[tickets]
"(a|b)" = "https://a.example/{ticket}"
'A\d+' = "https://a.example/"
'B\d+' = "a.example/{ticket}"
'C\d+' = "https://{ticket}.example/"
'D\d+' = 1
'E[' = ""
"#,
            r#"2:1 error[bad-value] `(` in `(a|b)` is no part of a pattern of tickets | a pattern is of letters, `\d`, `\w` and `[A-Z]`, each with `+`, `*`, `?`, `{2}` or `{2,10}` behind it where it recurs; write `\(` for the sign itself, and a line for each kind
3:10 error[bad-value] `https://a.example/` holds neither `{ticket}` nor `{number}` | `{ticket}` stands for the whole name, `{number}` for the figures at its end, as in `'OPS-\d+' = "https://tickets.example.com/{ticket}"`
4:10 error[bad-value] `a.example/{ticket}` is not an absolute `http` or `https` address | write a whole address, as in `'OPS-\d+' = "https://tickets.example.com/{ticket}"`
5:10 error[bad-value] `https://{ticket}.example/` has a ticket for its host | write the host as it is, as in `'OPS-\d+' = "https://tickets.example.com/{ticket}"`
6:10 error[wrong-type] `D\d+` is an integer, not an address | write where such a ticket leads: `'OPS-\d+' = "https://tickets.example.com/{ticket}"`
7:1 error[bad-value] nothing ends the `[` in `E[` | a pattern is of letters, `\d`, `\w` and `[A-Z]`, each with `+`, `*`, `?`, `{2}` or `{2,10}` behind it where it recurs"#,
        ),
        (
            "split = 1",
            r#"1:9 error[wrong-type] `split` is an integer, not an array of tables | write a table for each kind of log: `[[split]]`, `files = "incident-log.md"`, `level = 2`"#,
        ),
        (
            r"a = 1
a = 2
",
            r"2:1 error[config-syntax] duplicate key | -",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(said(text).join("\n"), expected);
    }
}

#[test]
fn what_stands_too_deep_is_told_at_its_place() {
    let (dotted, lists) = (format!("x{}", ".a".repeat(90)), "[".repeat(90));
    let words = "values or dotted keys stand too deep in one another | no key of pmsite stands deeper than in three tables";
    for (line, column) in [
        (format!("  {dotted} = 1"), 3),
        (format!("[{dotted}]"), 2),
        (format!("x = {{ {dotted} = 1 }}"), 7),
        (format!("title = {lists}"), 89),
        (format!("src {} = 1", ".".repeat(90)), 1),
    ] {
        let text = format!("# A comment. {}\n{line}\n", ". ".repeat(100));
        let expected = format!("2:{column} error[config-syntax] {words}");
        assert_eq!(said(&text).first(), Some(&expected), "{line}");
    }
}

#[test]
fn new_reports_begin_with_a_template() {
    let (config, told) = parse("book.toml", "[new]\ntemplate = \"forms/report.md\"\n");
    assert!(told.is_empty(), "{told:?}");
    assert_eq!(config.template.as_deref(), Some("forms/report.md"));
    assert_eq!(
        said("[new]\ntemplate = \"../report.md\"\nformat = \"md\"\n"),
        [
            "2:12 error[bad-value] `../report.md` leads out of the folder of `book.toml` | write a path inside that folder, \
             such as `template = \"template.md\"`",
            "3:1 error[unknown-key] unknown key `format` in `[new]` | known keys are `template`",
        ]
    );
    assert_eq!(
        said("[new]\ntemplate = 7\n"),
        [
            "2:12 error[wrong-type] `template` is an integer, not a string | write `template = \"…\"`"
        ]
    );
}
