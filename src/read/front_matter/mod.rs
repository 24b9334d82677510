//! The head of a text: YAML between `---`, TOML between `+++`, JSON between `;;;`, each also between `---yaml`, `---toml` or
//! `---json` and `---`; a JSON object; or unfenced `Key: value` lines.
//!
//! Takes a source, gives ordered pairs with their places and the byte at which the body begins. Scalars stay as written
//! (`1.10`, `2021-01-12`, `no`). A fenced head that its language refuses is read line by line, with a warning at the exact
//! place, and nothing of it is lost. So is one whose closing fence is missing, as far as the first blank line. It does not know which keys mean something; of unfenced heads it knows just enough
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
            MetaOrigin::Json => json::inside(inside, fenced.inside.start, &mut report),
            _ => yaml::read(inside, fenced.inside.start, &mut report),
        };
        let entries = match head {
            Head::Pairs(entries) => entries,
            Head::Body => return (Meta::default(), 0),
            Head::Broken(fault) => {
                let mark = mark_of(fenced.origin);
                if !lines::is_head(inside, mark) {
                    // The fence that was found may be a rule far below in the text.
                    let found = unclosed(text, &mut report);
                    if found.is_none() && fenced.origin != MetaOrigin::Yaml {
                        // Nothing else is written between such fences.
                        let help = "it is shown as text; correct it to have it read".to_owned();
                        report(Fault {
                            help: Some(help),
                            ..fault
                        });
                    }
                    return found.unwrap_or_default();
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
    unclosed(text, &mut report).unwrap_or_else(|| head::read(text))
}

/// What stands between key and value.
fn mark_of(origin: MetaOrigin) -> char {
    if origin == MetaOrigin::Toml { '=' } else { ':' }
}

/// A head whose closing fence is missing: the lines behind the opening one up to the first blank line, where they are plainly
/// meant as a head. To take them for text could publish a draft.
fn unclosed(text: &str, report: &mut dyn FnMut(Fault)) -> Option<(Meta, usize)> {
    let (opening, start) = opening(text)?;
    let mut end = text[start..]
        .split_inclusive('\n')
        .take_while(|line| !line.trim().is_empty() && !is_closing(opening.closing, line))
        .fold(start, |end, line| end + line.len());
    let inside = &text[start..end];
    let mark = mark_of(opening.origin);
    let entries = if opening.origin == MetaOrigin::Json {
        match json::inside(inside, start, &mut |_| {}) {
            Head::Pairs(entries) if !entries.is_empty() => entries,
            _ => return None,
        }
    } else {
        if !lines::is_head(inside, mark) {
            return None;
        }
        end = with_draft(text, end, mark);
        lines::read(&text[start..end], start, mark)
    };
    let fence = opening.closing[0];
    report(Fault {
        span: Span::new(opening.start, opening.start + fence.len()),
        message: format!("the front matter is not closed by a line `{fence}`"),
        help: Some(format!("write `{fence}` behind its last line")),
    });
    let meta = Meta {
        origin: opening.origin,
        span: Span::new(opening.start, end),
        entries,
    };
    Some((meta, end))
}

/// Where a head that is not closed ends if, blank lines aside, more pairs follow it and one of them says whether it is a draft.
fn with_draft(text: &str, end: usize, mark: char) -> usize {
    let mut found = end;
    let mut at = end;
    for line in text[end..].split_inclusive('\n') {
        let follows = found > end && found == at;
        at += line.len();
        match lines::key_of(line, mark) {
            Some(key) if follows || key.eq_ignore_ascii_case("draft") => found = at,
            None if !line.trim().is_empty() => break,
            _ => {}
        }
    }
    found
}

/// The line that opens a head.
struct Opening {
    origin: MetaOrigin,
    /// Where it stands.
    start: usize,
    /// The lines that close the head.
    closing: &'static [&'static str],
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

/// The fence that opens the text, blank lines aside, and the byte behind its line.
fn opening(text: &str) -> Option<(Opening, usize)> {
    let start: usize = text
        .split_inclusive('\n')
        .take_while(|line| line.trim().is_empty())
        .map(str::len)
        .sum();
    let first = text[start..].split_inclusive('\n').next()?;
    let fence = first.trim_end();
    let (origin, closing): (_, &'static [&'static str]) = match fence {
        "---" => (MetaOrigin::Yaml, &["---", "..."]),
        "+++" => (MetaOrigin::Toml, &["+++"]),
        ";;;" => (MetaOrigin::Json, &[";;;"]),
        _ => match fence
            .strip_prefix("---")?
            .trim()
            .to_ascii_lowercase()
            .as_str()
        {
            "yaml" | "yml" => (MetaOrigin::Yaml, &["---", "..."]),
            "toml" => (MetaOrigin::Toml, &["---"]),
            "json" => (MetaOrigin::Json, &["---"]),
            _ => return None,
        },
    };
    let opening = Opening {
        origin,
        start,
        closing,
    };
    Some((opening, start + first.len()))
}

fn is_closing(closing: &[&str], line: &str) -> bool {
    closing.contains(&line.trim_end())
}

/// The head between the fence that opens the text and the next that closes it; `None` where either is missing.
fn fenced(text: &str) -> Option<Fenced> {
    let (opening, start) = opening(text)?;
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if is_closing(opening.closing, line) {
            return Some(Fenced {
                origin: opening.origin,
                start: opening.start,
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
            "---\nA rule, and then text that goes on\nfor two lines.\n\nbody",
            "--- yaml is a language\n",
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
}
