//! What the page of a report says to search engines: JSON-LD with the words of schema.org.
//!
//! Takes a report, gives the content of a script element: a `TechArticle` about an `Event`. Whatever the report says, its text can
//! never end that element, since no `<` stands in it. A day on which a report was published is not one on which anything happened.

use serde_json::{Map, Value, json};

use crate::archive::ReportIndex;
use crate::language;
use crate::postmortem::{DateOrigin, Moment, Precision};
use crate::site::Site;
use crate::site::shared::Markup;
use crate::site::words;

use super::{frame, keywords};

/// Characters of a description.
const MOST_DESCRIPTION: usize = 300;

/// The data of a report's page.
pub(super) fn of_report(site: &Site, at: ReportIndex) -> Markup {
    let report = &site.archive.reports[at];
    let when = &report.occurred;
    let url = frame::absolute(site, &site.addresses[at]);
    let summary = report.summary.as_deref();
    let description = summary.map(|summary| words::beginning(summary, MOST_DESCRIPTION));
    let keywords = keywords::of(site, at);
    let is_day = !matches!(when.precision, Some(Precision::Month | Precision::Year));
    let is_of_incident = when.origin != Some(DateOrigin::Publication);
    let day = report.day().filter(|_| is_day && is_of_incident);
    let start = when.start.as_ref().map(moment);
    let mut event = Map::new();
    event.insert("@type".to_owned(), "Event".into());
    event.insert("name".to_owned(), report.title.as_str().into());
    put(
        &mut event,
        "startDate",
        start.or(day.map(|day| day.to_string())),
    );
    put(&mut event, "endDate", when.end.as_ref().map(moment));

    let published = when
        .published
        .or(report.day().filter(|_| is_day && !is_of_incident));
    let mut article = Map::new();
    article.insert("@context".to_owned(), "https://schema.org".into());
    article.insert("@type".to_owned(), "TechArticle".into());
    article.insert("headline".to_owned(), report.title.as_str().into());
    put(&mut article, "description", description);
    put(&mut article, "url", url);
    let language = report.language.as_deref().and_then(language::tag);
    let language = language.unwrap_or_else(|| site.options.language.clone());
    article.insert("inLanguage".to_owned(), language.into());
    put(
        &mut article,
        "datePublished",
        published.map(|day| day.to_string()),
    );
    if !keywords.is_empty() {
        article.insert("keywords".to_owned(), keywords.into());
    }
    let authors: Vec<Value> = (site.options.authors.iter())
        .map(|name| json!({"@type": "Organization", "name": name}))
        .collect();
    if !authors.is_empty() {
        article.insert("author".to_owned(), authors.into());
    }
    article.insert("about".to_owned(), event.into());
    let mut whole = Map::new();
    whole.insert("@type".to_owned(), "WebSite".into());
    whole.insert("name".to_owned(), site.view.title.as_str().into());
    put(&mut whole, "url", site.options.site_url.clone());
    article.insert("isPartOf".to_owned(), whole.into());
    Markup::from(in_script(&Value::Object(article).to_string()))
}

fn put(object: &mut Map<String, Value>, key: &str, value: Option<String>) {
    if let Some(value) = value {
        object.insert(key.to_owned(), value.into());
    }
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
    const SIGNS: [char; 5] = ['<', '>', '&', '\u{2028}', '\u{2029}'];
    let mut out = String::with_capacity(json.len());
    let mut from = 0;
    for (at, sign) in json.match_indices(SIGNS) {
        out.push_str(&json[from..at]);
        let numbers = sign
            .chars()
            .map(|sign| format!("\\u{:04x}", u32::from(sign)));
        out.extend(numbers);
        from = at + sign.len();
    }
    out.push_str(&json[from..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_the_element() {
        let hostile = "</script><!--<script>\u{2028}&amp;\"\\ ]]>";
        let text = in_script(&json!({ "a": hostile }).to_string());
        assert!(!text.contains(['<', '>', '&', '\u{2028}']), "{text}");
        let back: Value = serde_json::from_str(&text).expect("it is JSON");
        assert_eq!(back["a"], hostile);
    }
}
