//! Diagnostics for programs: JSON lines, SARIF, GitHub workflow annotations.
//!
//! Takes diagnostics and a way to get the texts they speak of, gives a text to print. Lines and columns start at 1, columns
//! count characters, and the end is the place after the last character. It neither sorts nor filters. A `failure` is why the
//! tool could not go on, where it could not: it has no rule and no place.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value, json};

use super::places::{Places, TextOf};
use super::visible::visible;
use super::{Diagnostic, Diagnostics, Place, Severity};

/// What a path in an address may hold as it is, besides letters and digits (RFC 3986, `pchar` and `/`).
const PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// One JSON object a line: `severity`, `rule`, `message`, `path`, `line`, `column`, `end_line`, `end_column`, `labels`, `help`,
/// `times`. What is not known is `null`.
pub fn json(diagnostics: &Diagnostics, failure: Option<&str>, text_of: &TextOf<'_>) -> String {
    let mut places = Places::new(text_of);
    let mut out = String::new();
    for diagnostic in diagnostics {
        let mut object = Map::new();
        object.insert("severity".into(), diagnostic.severity.name().into());
        object.insert("rule".into(), diagnostic.rule.into());
        object.insert("message".into(), diagnostic.message.as_str().into());
        insert_place(&mut object, diagnostic.place.as_ref(), &mut places);
        let labels = diagnostic
            .labels
            .iter()
            .map(|label| {
                let mut object = Map::new();
                object.insert("message".into(), label.message.as_str().into());
                insert_place(&mut object, Some(&label.place), &mut places);
                Value::Object(object)
            })
            .collect();
        object.insert("labels".into(), Value::Array(labels));
        object.insert("help".into(), json!(diagnostic.help));
        object.insert("times".into(), diagnostic.times.into());
        let _ = writeln!(out, "{}", Value::Object(object));
    }
    if let Some(message) = failure {
        let object = json!({
            "severity": "error",
            "rule": null,
            "message": message,
            "path": null,
            "line": null,
            "column": null,
            "end_line": null,
            "end_column": null,
            "labels": [],
            "help": null,
            "times": 1,
        });
        let _ = writeln!(out, "{object}");
    }
    out
}

fn insert_place(object: &mut Map<String, Value>, place: Option<&Place>, places: &mut Places<'_>) {
    let ends = place.and_then(|place| places.ends(place));
    object.insert("path".into(), json!(place.map(|place| &*place.path)));
    object.insert("line".into(), json!(ends.map(|(start, _)| start.line)));
    object.insert("column".into(), json!(ends.map(|(start, _)| start.column)));
    object.insert("end_line".into(), json!(ends.map(|(_, end)| end.line)));
    object.insert("end_column".into(), json!(ends.map(|(_, end)| end.column)));
}

/// One SARIF 2.1.0 document, as code scanning services read it. Paths are relative to the base `SRCROOT`. A
/// failure is a notification of the invocation.
pub fn sarif(diagnostics: &Diagnostics, failure: Option<&str>, text_of: &TextOf<'_>) -> String {
    let mut places = Places::new(text_of);
    let rules: BTreeMap<&str, usize> = {
        let names: std::collections::BTreeSet<&str> = diagnostics
            .iter()
            .map(|diagnostic| diagnostic.rule)
            .collect();
        names.into_iter().zip(0..).collect()
    };
    let results: Vec<Value> = diagnostics
        .iter()
        .map(|diagnostic| sarif_result(diagnostic, &rules, &mut places))
        .collect();
    let rules: Vec<Value> = rules.keys().map(|rule| json!({ "id": rule })).collect();
    let mut document = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "pmsite",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    if let Some(message) = failure {
        document["runs"][0]["invocations"] = json!([{
            "executionSuccessful": false,
            "toolExecutionNotifications": [{ "level": "error", "message": { "text": message } }],
        }]);
    }
    format!("{document:#}\n")
}

fn sarif_result(
    diagnostic: &Diagnostic,
    rules: &BTreeMap<&str, usize>,
    places: &mut Places<'_>,
) -> Value {
    let text = match &diagnostic.help {
        Some(help) => format!("{}; {help}", diagnostic.message),
        None => diagnostic.message.clone(),
    };
    let locations: Vec<Value> = diagnostic
        .place
        .iter()
        .map(|place| sarif_location(place, places))
        .collect();
    let related: Vec<Value> = diagnostic
        .labels
        .iter()
        .map(|label| {
            let mut location = sarif_location(&label.place, places);
            location["message"] = json!({ "text": label.message });
            location
        })
        .collect();
    let mut result = json!({
        "ruleId": diagnostic.rule,
        "ruleIndex": rules.get(diagnostic.rule),
        "level": diagnostic.severity.name(),
        "message": { "text": text },
        "locations": locations,
    });
    if diagnostic.times > 1 {
        result["occurrenceCount"] = diagnostic.times.into();
    }
    if !related.is_empty() {
        result["relatedLocations"] = Value::Array(related);
    }
    result
}

fn sarif_location(place: &Place, places: &mut Places<'_>) -> Value {
    let uri = utf8_percent_encode(&place.path, PATH).to_string();
    let mut physical = json!({ "artifactLocation": { "uri": uri, "uriBaseId": "SRCROOT" } });
    if let Some((start, end)) = places.ends(place) {
        physical["region"] = json!({
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
        });
    }
    json!({ "physicalLocation": physical })
}

/// Workflow commands that GitHub shows as annotations of a change, one a line.
pub fn github(diagnostics: &Diagnostics, failure: Option<&str>, text_of: &TextOf<'_>) -> String {
    let mut places = Places::new(text_of);
    let mut out = String::new();
    for diagnostic in diagnostics {
        let command = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let mut properties = String::new();
        if let Some(place) = &diagnostic.place {
            let _ = write!(properties, "file={},", property(&place.path));
            if let Some((start, _)) = places.ends(place) {
                let _ = write!(properties, "line={},col={},", start.line, start.column);
            }
        }
        let _ = write!(properties, "title={}", property(diagnostic.rule));
        let mut message = data(&diagnostic.message);
        if let Some(help) = &diagnostic.help {
            let _ = write!(message, "%0Ahelp: {}", data(help));
        }
        let _ = writeln!(out, "::{command} {properties}::{message}");
    }
    if let Some(message) = failure {
        let _ = writeln!(out, "::error title=pmsite::{}", data(message));
    }
    out
}

/// The escapes of a command's message. What a terminal would obey is shown instead: the log of a workflow is one.
fn data(text: &str) -> String {
    visible(text).replace('%', "%25")
}

/// The escapes of a command's property: its own separators, and line breaks, so that the name of a file stays its name. For
/// other control characters there is no escape; they are shown, as in a message.
fn property(text: &str) -> String {
    let escaped = text
        .replace('%', "%25")
        .replace('\n', "%0A")
        .replace('\r', "%0D")
        .replace(':', "%3A")
        .replace(',', "%2C");
    visible(&escaped).into_owned()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::source::Span;

    const TEXT: &str = "first\nzwölf [a](b)\n";

    fn sample() -> Diagnostics {
        let path: Arc<str> = "a: 1,\u{fc} b.md".into();
        let mut all = Diagnostics::new();
        all.push(
            Diagnostic::warning("broken-link", "100% gone")
                .at(&path, Span::new(13, 19))
                .label(&path, None, "in here")
                .help("write `c`"),
        );
        all.push(Diagnostic::note("some-rule", "of the archive"));
        all
    }

    fn texts(path: &str) -> Option<Arc<str>> {
        path.contains("b.md").then(|| TEXT.into())
    }

    #[test]
    fn json_has_one_object_a_line() {
        let expected = concat!(
            r#"{"severity":"warning","rule":"broken-link","message":"100% gone","path":"a: 1,ü b.md","#,
            r#""line":2,"column":7,"end_line":2,"end_column":13,"labels":[{"message":"in here","#,
            r#""path":"a: 1,ü b.md","line":null,"column":null,"end_line":null,"end_column":null}],"#,
            r#""help":"write `c`","times":1}"#,
            "\n",
            r#"{"severity":"note","rule":"some-rule","message":"of the archive","path":null,"line":null,"#,
            r#""column":null,"end_line":null,"end_column":null,"labels":[],"help":null,"times":1}"#,
            "\n",
        );
        assert_eq!(json(&sample(), None, &texts), expected);
    }

    #[test]
    fn sarif_names_rules_and_places() {
        let document: Value =
            serde_json::from_str(&sarif(&sample(), None, &texts)).expect("it is JSON");
        let run = &document["runs"][0];
        assert_eq!(run["columnKind"], "unicodeCodePoints");
        assert_eq!(run["tool"]["driver"]["rules"][1]["id"], "some-rule");
        let result = &run["results"][0];
        assert_eq!(result["level"], "warning");
        assert_eq!(result["ruleIndex"], 0);
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "a%3A%201%2C%C3%BC%20b.md");
        let region = json!({ "startLine": 2, "startColumn": 7, "endLine": 2, "endColumn": 13 });
        assert_eq!(place["region"], region);
        assert_eq!(run["results"][1]["locations"], json!([]));
    }

    #[test]
    fn a_failure_comes_last_and_has_no_rule() {
        let failure = Some("`a`: no\nroom");
        let told = json(&sample(), failure, &texts);
        assert!(told.ends_with(concat!(
            r#"{"severity":"error","rule":null,"message":"`a`: no\nroom","path":null,"line":null,"column":null,"#,
            r#""end_line":null,"end_column":null,"labels":[],"help":null,"times":1}"#,
            "\n"
        )));
        assert_eq!(told.lines().count(), 3);
        let told = sarif(&Diagnostics::new(), failure, &texts);
        let document: Value = serde_json::from_str(&told).expect("it is JSON");
        let run = &document["runs"][0];
        assert_eq!(run["results"], json!([]));
        let invocation = &run["invocations"][0];
        assert_eq!(invocation["executionSuccessful"], false);
        let notification = &invocation["toolExecutionNotifications"][0];
        assert_eq!(notification["message"]["text"], "`a`: no\nroom");
        let told = github(&Diagnostics::new(), failure, &texts);
        assert_eq!(told, "::error title=pmsite::`a`: no\u{240a}room\n");
    }

    #[test]
    fn github_escapes_its_separators() {
        let expected = "\
::warning file=a%3A 1%2Cü b.md,line=2,col=7,title=broken-link::100%25 gone%0Ahelp: write `c`
::notice title=some-rule::of the archive
";
        assert_eq!(github(&sample(), None, &texts), expected);
        let path = "new\nline\r, 100%: \u{1b}.md";
        let odd = Diagnostic::note("some-rule", "one\ntwo").in_file(path);
        let expected = "\
::notice file=new%0Aline%0D%2C 100%25%3A \u{241b}.md,title=some-rule::one\u{240a}two
";
        assert_eq!(github(&[odd].into_iter().collect(), None, &texts), expected);
    }
}
