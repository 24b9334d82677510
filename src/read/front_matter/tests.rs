//! Heads in all notations, whole and broken.

use std::fmt::Write;

use super::{Head, plain, split, yaml};
use crate::diagnostic::Diagnostics;
use crate::document::{MetaEntry, MetaOrigin, MetaValue};
use crate::source::{Format, SourceFile};

fn show(value: &MetaValue) -> String {
    match value {
        MetaValue::Null => "~".to_owned(),
        MetaValue::Bool(value) => value.to_string(),
        MetaValue::Text(text) => format!("{text:?}"),
        MetaValue::List(items) => {
            format!("[{}]", items.iter().map(show).collect::<Vec<_>>().join(" "))
        }
        MetaValue::Map(entries) => format!("{{{}}}", show_all(entries)),
    }
}

fn show_all(entries: &[MetaEntry]) -> String {
    entries
        .iter()
        .map(|entry| format!("{}={}", entry.key, show(&entry.value)))
        .collect::<Vec<_>>()
        .join(" ")
}

/// The pairs, the body, and the messages with the text they point at.
fn read(text: &str) -> (MetaOrigin, String, String, Vec<String>) {
    let source = SourceFile::new("a.md", Format::Markdown, text);
    let mut diagnostics = Diagnostics::new();
    let (meta, at) = split(&source, &mut diagnostics);
    for entry in &meta.entries {
        assert!(
            text.get(entry.span.range()).is_some(),
            "{:?} does not fit the text",
            entry.span
        );
    }
    let messages = diagnostics
        .iter()
        .map(|d| {
            let span = d.place.as_ref().and_then(|place| place.span);
            let at = span.map_or("", |span| span.of(text));
            format!("{} @ {at}", d.message)
        })
        .collect();
    (
        meta.origin,
        show_all(&meta.entries),
        text[at..].to_owned(),
        messages,
    )
}

#[test]
fn heads_of_every_syntax() {
    for (text, origin, pairs, body) in [
        (
            "---\ntitle: A\ndate: 2020-07-15 03:30:07.836000\nversion: 1.10\nok: yes\ndraft: true\nempty:\n---\nbody",
            MetaOrigin::Yaml,
            "title=\"A\" date=\"2020-07-15 03:30:07.836000\" version=\"1.10\" ok=\"yes\" draft=true empty=~",
            "body",
        ),
        (
            "---\ntags:\n- a\n- \"b: c\"\nextra: {n: 1}\ntext: |\n  one\n  two\n...\nbody",
            MetaOrigin::Yaml,
            "tags=[\"a\" \"b: c\"] extra={n=\"1\"} text=\"one\\ntwo\\n\"",
            "body",
        ),
        (
            "---\nbase: &b {x: 1}\ncopy: *b\nmerged:\n  <<: *b\n  y: 2\n---\n",
            MetaOrigin::Yaml,
            "base={x=\"1\"} copy={x=\"1\"} merged={y=\"2\" x=\"1\"}",
            "",
        ),
        (
            "\n---\na: 1\n---\nbody",
            MetaOrigin::Yaml,
            "a=\"1\"",
            "body",
        ),
        ("---\n---\nbody", MetaOrigin::Yaml, "", "body"),
        (
            "---\n# only a comment\n---\nbody",
            MetaOrigin::Yaml,
            "",
            "body",
        ),
        (
            "+++\ntitle = \"A\"\ndate = 2021-01-12\nn = 1.10\ntags = ['x']\n[extra]\nk = true\n+++\nbody",
            MetaOrigin::Toml,
            "title=\"A\" date=\"2021-01-12\" n=\"1.10\" tags=[\"x\"] extra={k=true}",
            "body",
        ),
        (
            "{\n  \"title\": \"A\",\n  \"n\": 1.10,\n  \"tags\": [\"x\"], \"none\": null\n}\nbody",
            MetaOrigin::Json,
            "title=\"A\" n=\"1.10\" tags=[\"x\"] none=~",
            "\nbody",
        ),
        (
            "Title: A\nDate: 2021-01-12\n\nbody",
            MetaOrigin::Head,
            "Title=\"A\" Date=\"2021-01-12\"",
            "\nbody",
        ),
        (
            "# A\n\nDate: 2021-01-12  \nSeverity: SEV2\n\nbody",
            MetaOrigin::Head,
            "Date=\"2021-01-12\" Severity=\"SEV2\"",
            "# A\n\nDate: 2021-01-12  \nSeverity: SEV2\n\nbody",
        ),
    ] {
        let (got_origin, got, rest, messages) = read(text);
        assert_eq!((got_origin, got.as_str()), (origin, pairs), "{text}");
        assert_eq!(
            rest.trim_start_matches('\n'),
            body.trim_start_matches('\n'),
            "{text}"
        );
        assert_eq!(messages, [""; 0], "{text}");
    }
}

#[test]
fn what_is_no_head() {
    for text in [
        "---\n\nA thematic break, then a paragraph.\n\n---\n\nMore.",
        "---\nA rule, and then text that goes on\nfor two lines.\n\nbody",
        "--- yaml is a language\n",
        "---\nA heading\n---\nbody",
        "---\n- a list\n---\n",
        "{{< figure src=\"a.png\" >}}\n",
        "{% include x %}\n",
        "{TODO: write a summary}\n\n# T\n",
        "{note: all times are UTC\n\n# T\n\nbody",
        "{note: all times are UTC} and so on.\n",
        "{title: A\n\n# T\n\nbody",
        "Note: this is prose.\nUpdate: so is this.\n",
        "Date: alone\n\nbody",
        "# T\n\nThe cause: unknown.\nThe fix: a restart.\n",
        "",
        "---",
        "+++\n",
    ] {
        let (origin, pairs, rest, messages) = read(text);
        assert_eq!(origin, MetaOrigin::None, "{text} gave {pairs}");
        assert_eq!(rest, text);
        assert_eq!(messages, [""; 0], "{text}");
    }
}

#[test]
fn broken_heads_lose_nothing() {
    for (text, pairs, place) in [
        (
            "---\ntitle: Outage: the sequel\ntags:\n  - a\n  - b\ndraft: true\n---\n",
            "title=\"Outage: the sequel\" tags=[\"a\" \"b\"] draft=true",
            ": the sequel",
        ),
        (
            "---\ntitle: A\n\tservices: [x, y]\nstray words\n---\n",
            "title=\"A\\nservices: [x, y]\\nstray words\"",
            "\t",
        ),
        (
            "---\ntitle: {{ page.title }}\nn: 1\n---\n",
            "title=\"{{ page.title }}\" n=\"1\"",
            "{{ page.title }}",
        ),
        (
            "---\ntitle: A\ntitle: B\n---\n",
            "title=\"A\" title=\"B\"",
            "title",
        ),
        (
            "+++\ntitle = \"A\"\nowner = nobody in particular\ntags = [\"x\"]\n+++\n",
            "title=\"A\" owner=\"nobody in particular\" tags=[\"x\"]",
            "nobody in particular",
        ),
    ] {
        let (_, got, _, messages) = read(text);
        assert_eq!(got, pairs, "{text}");
        assert_eq!(messages.len(), 1, "{text}: {messages:?}");
        assert!(
            messages[0]
                .split(" @ ")
                .nth(1)
                .is_some_and(|at| place.contains(at) && !at.is_empty()),
            "{text}: {messages:?}"
        );
    }
}

#[test]
fn heads_that_are_not_closed_and_json_that_is_none() {
    for (text, pairs, body) in [
        (
            "---\ntitle: A\ndraft: true\n\nbody",
            "title=\"A\" draft=true",
            "\nbody",
        ),
        (
            "---\ntitle: A\ndraft: true\n\nMany words.\n\nOf a body.\n\nAnd more.\n\n---\n\nEnd",
            "title=\"A\" draft=true",
            "\nMany words.\n\nOf a body.\n\nAnd more.\n\n---\n\nEnd",
        ),
        (
            "---\ntitle: A\n\ntags: [x]\n\ndraft: true\nowner: me\n\nbody",
            "title=\"A\" tags=[\"x\"] draft=true owner=\"me\"",
            "\nbody",
        ),
        ("+++\ndraft = true", "draft=true", ""),
        (";;;\n\"draft\": true\n\nbody", "draft=true", "\nbody"),
        (
            "{\n  \"title\": \"A, {b\",\n  \"tags\": [\"x\", \"y\"],\n  \"draft\": true,\n}\nbody",
            "title=\"A, {b\" tags=[\"x\" \"y\"] draft=true",
            "body",
        ),
        (
            "{\n  title: \"A\",\n  draft: true\n}\nbody",
            "title=\"A\" draft=true",
            "body",
        ),
        ("{title: A}\nbody", "title=\"A\"", "body"),
        ("{n: 1, m: 2}\nbody", "n=\"1\" m=\"2\"", "body"),
        (
            "{\"title\": \"A\" \"n\": 1, \"draft\":true,}\nbody",
            "title=\"A\" n=\"1\" draft=true",
            "body",
        ),
        (
            "{\n  \"title\": \"A,\n  \"params\": {\"draft\": true},\n}\nbody",
            "title=\"A\" params={draft=true}",
            "body",
        ),
        (
            "{\n  \"title\": \"A\",\n  \"tags\": [\"x\",\n  \"draft\": true\n}\nbody",
            "title=\"A\" tags=\"[\\\"x\" draft=true",
            "body",
        ),
    ] {
        let (_, got, rest, messages) = read(text);
        assert_eq!((got.as_str(), rest.as_str()), (pairs, body), "{text}");
        assert_eq!(messages.len(), 1, "{text}: {messages:?}");
    }
}

#[test]
fn fences_that_name_their_language() {
    for (text, origin) in [
        (
            "---json\n{\"a\": 1, \"b\": true}\n---\nbody",
            MetaOrigin::Json,
        ),
        (";;;\n\"a\": 1,\n\"b\": true\n;;;\nbody", MetaOrigin::Json),
        (
            ";;;\n{\n\"a\": 1,\n\"b\": true\n}\n;;;\nbody",
            MetaOrigin::Json,
        ),
        ("---toml\na = 1\nb = true\n---\nbody", MetaOrigin::Toml),
        ("--- yaml\na: 1\nb: true\n---\nbody", MetaOrigin::Yaml),
    ] {
        let (got, pairs, rest, messages) = read(text);
        assert_eq!(
            (got, pairs.as_str(), rest.as_str()),
            (origin, "a=\"1\" b=true", "body"),
            "{text}"
        );
        assert_eq!(messages, [""; 0], "{text}");
        let source = SourceFile::new("a.md", Format::Markdown, text);
        let (meta, _) = split(&source, &mut Diagnostics::new());
        assert!(meta.entries[1].span.of(text).contains('b'), "{text}");
        assert!(meta.entries[1].span.of(text).contains("true"), "{text}");
    }
}

#[test]
fn an_alias_bomb_is_refused() {
    let mut text = String::from("---\na: &a [x, x, x, x, x, x, x, x, x, x]\n");
    for (name, before) in ["b", "c", "d", "e", "f", "g"]
        .iter()
        .zip(["a", "b", "c", "d", "e", "f"])
    {
        let list = vec![format!("*{before}"); 10].join(", ");
        writeln!(text, "{name}: &{name} [{list}]").unwrap();
    }
    text.push_str("---\nbody");
    let (_, _, rest, messages) = read(&text);
    assert_eq!(rest, "body");
    assert_eq!(messages.len(), 1, "{messages:?}");
}

/// What the short way gives is what the parser gives, for any text that it takes.
#[test]
fn plain_heads_are_what_the_parser_reads() {
    use proptest::prelude::*;
    use proptest::strategy::ValueTree as _;
    let value = prop_oneof![
        "[a-zäF0-9][a-zäF0-9 .:/#,()'+~?!&@%=;_-]{0,12}",
        "\\[[a-z0-9, .:#'\"~-]{0,12}\\]",
        "\"[a-z :#\\\\'-]{0,8}\"",
        "'[a-z :#\"-]{0,8}'",
        Just("null".to_owned()),
        Just("True".to_owned()),
        Just("2021-01-12T10:00:00Z".to_owned()),
        Just("1.10".to_owned()),
        Just("~".to_owned()),
        Just("a b  ".to_owned()),
        Just("  x".to_owned()),
    ];
    let line = ("[a-c][a-c_-]{0,2}", value).prop_map(|(key, value)| format!("{key}: {value}\n"));
    let line = prop_oneof![9 => line, 1 => Just("\n".to_owned())];
    let head = prop::collection::vec(line, 1..4).prop_map(|lines| lines.concat());
    let mut taken = 0;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    for _ in 0..6_000 {
        let head = head
            .new_tree(&mut runner)
            .expect("it can be made")
            .current();
        let Some(short) = plain::read(&head, 3) else {
            continue;
        };
        taken += 1;
        match yaml::parse(&head, 3, &mut |_| {}) {
            Head::Pairs(long) => assert_eq!(short, long, "{head:?}"),
            Head::Body => panic!("a body: {head:?}"),
            Head::Broken(fault) => panic!("{}: {head:?}", fault.message),
        }
    }
    assert!(taken > 1_500, "only {taken} heads were plain");
}
