//! The head of a text: YAML between `---`, TOML between `+++`, a JSON object, or unfenced `Key: value` lines.
//!
//! Takes a source, gives ordered pairs with their places and the byte at which the body begins. Scalars stay as written
//! (`1.10`, `2021-01-12`, `no`). A fenced head that its language refuses is read line by line, with a warning at the exact
//! place, and nothing of it is lost. It does not know which keys mean something; of unfenced heads it knows just enough
//! words not to take prose for one.

mod head;
mod json;
mod lines;
mod toml;
mod yaml;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::{Meta, MetaEntry, MetaOrigin};
use crate::source::{SourceFile, Span};

/// The rule that all trouble with a head is told under.
const RULE: &str = "malformed-front-matter";

/// What a reader of one syntax makes of a head.
enum Head {
    /// Its pairs.
    Pairs(Vec<MetaEntry>),
    /// The text between the fences is no head at all: it belongs to the body.
    Body,
    /// The syntax is broken there.
    Broken(Fault),
}

/// What is wrong with a head, and where.
struct Fault {
    span: Span,
    message: String,
    help: Option<String>,
}

/// Reads the head of a source. Gives the pairs and the byte at which the body begins. A head that cannot be read is a warning
/// at its place; what could be read of it is kept, line by line.
///
/// A head of `Key: value` lines at the very top is taken out of the body. One that stands behind the title gives its pairs
/// too, but its lines stay in the body (which then begins at byte 0): they cannot be cut out of the middle of a text, and a
/// reader of the report should not miss them.
pub fn split(source: &SourceFile, diagnostics: &mut Diagnostics) -> (Meta, usize) {
    let text = &*source.text;
    let mut report = |fault: Fault| {
        let mut diagnostic = Diagnostic::warning(RULE, fault.message).at(&source.path, fault.span);
        diagnostic.help = fault.help;
        diagnostics.push(diagnostic);
    };
    if let Some(fenced) = fenced(text) {
        let inside = &text[fenced.inside.clone()];
        let head = match fenced.origin {
            MetaOrigin::Toml => toml::read(inside, fenced.inside.start),
            _ => yaml::read(inside, fenced.inside.start, &mut report),
        };
        let entries = match head {
            Head::Pairs(entries) => entries,
            Head::Body => return (Meta::default(), 0),
            Head::Broken(fault) => {
                let mark = if fenced.origin == MetaOrigin::Toml {
                    '='
                } else {
                    ':'
                };
                if !lines::is_head(inside, mark) {
                    return (Meta::default(), 0);
                }
                report(fault);
                lines::read(inside, fenced.inside.start, mark)
            }
        };
        let meta = Meta {
            origin: fenced.origin,
            span: Span::new(fenced.start, fenced.end),
            entries,
        };
        return (meta, fenced.end);
    }
    if text.starts_with('{')
        && let Some((entries, end)) = json::read(text, &mut report)
    {
        let meta = Meta {
            origin: MetaOrigin::Json,
            span: Span::new(0, end),
            entries,
        };
        return (meta, end);
    }
    head::read(text)
}

/// A head between fences.
struct Fenced {
    origin: MetaOrigin,
    /// Where the opening fence stands.
    start: usize,
    /// What stands between the fences.
    inside: std::ops::Range<usize>,
    /// Where the body begins.
    end: usize,
}

/// The head between the fence that opens the text, blank lines aside, and the next that closes it; `None` where either is
/// missing.
fn fenced(text: &str) -> Option<Fenced> {
    let blank: usize = text
        .split_inclusive('\n')
        .take_while(|line| line.trim().is_empty())
        .map(str::len)
        .sum();
    let first = text[blank..].split_inclusive('\n').next()?;
    let (origin, closing): (_, &[&str]) = match first.trim_end() {
        "---" => (MetaOrigin::Yaml, &["---", "..."]),
        "+++" => (MetaOrigin::Toml, &["+++"]),
        _ => return None,
    };
    let start = blank + first.len();
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if closing.contains(&line.trim_end()) {
            return Some(Fenced {
                origin,
                start: blank,
                inside: start..at,
                end: at + line.len(),
            });
        }
        at += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::split;
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
            "---\ntitle: never closed\n\nbody",
            "---\nA heading\n---\nbody",
            "---\n- a list\n---\n",
            "{{< figure src=\"a.png\" >}}\n",
            "{% include x %}\n",
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
}
