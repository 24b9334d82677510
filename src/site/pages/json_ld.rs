//! What the page of a report says to search engines: JSON-LD with the words of schema.org.
//!
//! Takes a report, gives the content of a script element: a `TechArticle` about an `Event`. Whatever the report says, its text can
//! never end that element, since no `<` stands in it. A day on which a report was published is not one on which anything happened.

use std::fmt::Write as _;

use serde::Serialize;

use crate::archive::ReportIndex;
use crate::language;
use crate::postmortem::{DateOrigin, Moment, Precision};
use crate::site::Site;
use crate::site::shared::Markup;
use crate::site::words;

use super::{frame, keywords};

/// Characters of a description.
const MOST_DESCRIPTION: usize = 300;

/// An article about an incident. The fields have the names of schema.org, in the order in which they are written.
#[derive(Serialize)]
struct Article<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    headline: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(rename = "inLanguage")]
    language: &'a str,
    #[serde(rename = "datePublished", skip_serializing_if = "Option::is_none")]
    published: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    keywords: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Named<'a>>,
    about: Event<'a>,
    #[serde(rename = "isPartOf")]
    whole: Named<'a>,
}

/// What happened.
#[derive(Serialize)]
struct Event<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    #[serde(rename = "startDate", skip_serializing_if = "Option::is_none")]
    start: Option<String>,
    #[serde(rename = "endDate", skip_serializing_if = "Option::is_none")]
    end: Option<String>,
}

/// Who wrote it, and what it is a part of.
#[derive(Serialize)]
struct Named<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

/// The data of a report's page.
pub(super) fn of_report(site: &Site, at: ReportIndex) -> Markup {
    let report = &site.archive.reports[at];
    let when = &report.occurred;
    let is_day = !matches!(when.precision, Some(Precision::Month | Precision::Year));
    let is_of_incident = when.origin != Some(DateOrigin::Publication);
    let day = report.day().filter(|_| is_day && is_of_incident);
    let published = (when.published).or(report.day().filter(|_| is_day && !is_of_incident));
    let language = report.language.as_deref().and_then(language::tag);
    let summary = report.summary.as_deref();
    let authors = site.options.authors.iter().map(|name| Named {
        kind: "Organization",
        name,
        url: None,
    });
    let start = when.start.as_ref().map(moment);
    let article = Article {
        context: "https://schema.org",
        kind: "TechArticle",
        headline: &report.title,
        description: summary.map(|summary| words::beginning(summary, MOST_DESCRIPTION)),
        url: frame::absolute(site, &site.addresses[at]),
        language: language.as_deref().unwrap_or(&site.options.language),
        published: published.map(|day| day.to_string()),
        keywords: keywords::of(site, at),
        author: authors.collect(),
        about: Event {
            kind: "Event",
            name: &report.title,
            start: start.or(day.map(|day| day.to_string())),
            end: when.end.as_ref().map(moment),
        },
        whole: Named {
            kind: "WebSite",
            name: &site.view.title,
            url: site.options.site_url.as_deref(),
        },
    };
    // It has only text keys, so that this cannot fail.
    let json = serde_json::to_string(&article).unwrap_or_default();
    Markup::from(in_script(&json))
}

/// A moment as exact as it was written.
fn moment(moment: &Moment) -> String {
    match moment.precision {
        Precision::Day | Precision::Month | Precision::Year => moment.local.date().to_string(),
        _ => words::instant(moment),
    }
}

/// JSON as it may stand in a script element of HTML: in it these signs are only ever parts of strings, where they can be written
/// by their numbers.
fn in_script(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let mut from = 0;
    let bytes = json.as_bytes();
    let signs = memchr::memchr3_iter(b'<', b'>', b'&', bytes);
    // Both separators of lines begin with this byte, and so do dashes and curly quotes.
    let others = memchr::memchr_iter(0xe2, bytes)
        .filter(|at| json[*at..].starts_with(['\u{2028}', '\u{2029}']));
    let mut found: Vec<usize> = signs.chain(others).collect();
    found.sort_unstable();
    for at in found {
        let sign = json[at..].chars().next().unwrap_or_default();
        out.push_str(&json[from..at]);
        let _ = write!(out, "\\u{:04x}", u32::from(sign));
        from = at + sign.len_utf8();
    }
    out.push_str(&json[from..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    #[test]
    fn nothing_ends_the_element() {
        let hostile = "</script><!--<script>\u{2028}&amp;\"\\ ]]>";
        let text = in_script(&json!({ "a": hostile }).to_string());
        assert!(!text.contains(['<', '>', '&', '\u{2028}']), "{text}");
        let back: Value = serde_json::from_str(&text).expect("it is JSON");
        assert_eq!(back["a"], hostile);
    }
}
