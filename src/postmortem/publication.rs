//! What a head says about the page itself: whether it may be published, where it stands, in which language it is.
//!
//! Takes the keys of a head and the name of the file. In doubt a report is a draft; what builds do with drafts is not known here.

use std::collections::BTreeSet;

use super::keys::Keys;
use super::names::Name;
use super::template::tells_of_none;
use crate::document::MetaValue;
use crate::source::Span;

/// What the page itself is to be.
pub(super) struct Publication {
    pub(super) status: Option<String>,
    pub(super) audience: Option<String>,
    pub(super) draft: bool,
    pub(super) language: Option<String>,
    pub(super) slug: Option<(String, Span)>,
    pub(super) aliases: Vec<(String, Span)>,
    pub(super) weight: Option<i64>,
}

pub(super) const STATUS: &[&str] = &["status", "state"];

/// Labels of it in the text, letters only.
pub(super) const STATUS_LABELS: &[&str] = &[
    "status",
    "incidentstatus",
    "statusoftheincident",
    "currentstatus",
    "postmortemstatus",
    "reportstatus",
    "tilstand",
    "hendelsesstatus",
    "statuspåhendelsen",
    "zustand",
    "vorfallsstatus",
    "statut",
    "état",
    "statutdelincident",
    "étatdelincident",
    "estado",
    "estadodelincidente",
    "stato",
    "statodellincidente",
    "läge",
    "händelsestatus",
    "ステータス",
    "状态",
];

/// The status that a label in the text states, as written: a few words, not a choice of a template, not a sentence.
pub(super) fn labelled_status(value: &str) -> Option<String> {
    let value = value.trim();
    let bare = value
        .strip_prefix('[')
        .and_then(|value| value.strip_suffix(']'));
    let value = bare.unwrap_or(value).trim();
    let is_part = |word: &&str| {
        let bare = word.trim_end_matches([',', ';', '.', ':']);
        bare == *word && word.starts_with(char::is_alphabetic)
    };
    let words = value.split_whitespace().take_while(is_part).count();
    let is_choice = value.contains(['|', '/']);
    let has_words = value.contains(char::is_alphabetic);
    let is_short = value.split_whitespace().count() <= LONGEST_VALUE;
    let is_status = has_words && is_short && words <= LONGEST_STATUS && !tells_of_none(value);
    ((is_status || is_unfinished(value)) && !is_choice).then(|| value.to_owned())
}

/// A status of more words before its first sign or figure tells something else.
const LONGEST_STATUS: usize = 4;

/// So does one of more words in all.
const LONGEST_VALUE: usize = 6;
/// Keys that hold a report back, and those that do so with `false`.
pub(super) const HELD: &[&str] = &["draft", "private", "confidential", "unpublished"];
pub(super) const RELEASED: &[&str] = &["published", "publish", "public"];
pub(super) const LANGUAGE: &[&str] = &["lang", "language", "locale"];
pub(super) const SLUG: &[&str] = &["slug", "permalink", "path", "url"];
pub(super) const ALIASES: &[&str] = &["aliases", "redirectfrom", "alias", "redirects"];
pub(super) const WEIGHT: &[&str] = &["weight", "navorder", "sidebarposition", "order", "position"];
pub(super) const AUDIENCE: &[&str] = &["audience", "visibility", "audiences"];

/// Audiences that are everyone.
const PUBLIC: &[&str] = &[
    "public",
    "everyone",
    "everybody",
    "all",
    "anyone",
    "external",
    "world",
    "open",
    "internet",
    "customers",
    "tlp:clear",
    "tlp:white",
    "offentlig",
    "öffentlich",
    "publique",
    "público",
    "publico",
    "pública",
];

/// Reads it.
pub(super) fn read(keys: &Keys<'_>, name: &Name) -> Publication {
    let status = keys.text(STATUS).filter(|status| !tells_of_none(status));
    let audience = keys.get(AUDIENCE);
    Publication {
        draft: is_draft(keys, name),
        audience: audience.map(|entry| entry.value.texts().join(", ")),
        status: status.map(str::to_owned),
        language: keys.text(LANGUAGE).map(str::to_owned),
        slug: slug(keys),
        aliases: aliases(keys),
        weight: weight(keys),
    }
}

/// True for what must not be published. In doubt it is: a draft on the web is a leak, a missing page is not.
fn is_draft(keys: &Keys<'_>, name: &Name) -> bool {
    // A yes or no has done its work here; other words are shown as well.
    let values = |names: &[&str]| -> Vec<Option<bool>> {
        keys.all(names)
            .into_iter()
            .map(|entry| {
                let value = entry.value.as_bool();
                if value.is_some() {
                    keys.mark(entry);
                }
                value
            })
            .collect()
    };
    let held = values(HELD);
    let released = values(RELEASED);
    let of = |names: &[&str], holds: &dyn Fn(&MetaValue) -> bool| {
        keys.all(names).into_iter().any(|entry| holds(&entry.value))
    };
    held.iter().any(|value| *value != Some(false))
        || released.contains(&Some(false))
        || of(STATUS, &|status| {
            status.texts().into_iter().any(is_unfinished)
        })
        || of(AUDIENCE, &is_internal)
        || name
            .folders
            .iter()
            .any(|folder| folder.eq_ignore_ascii_case("_drafts"))
}

/// True for a status whose first word says that the report is not done: `Draft (pending review)`, `WIP`.
pub(super) fn is_unfinished(status: &str) -> bool {
    let status = status.to_lowercase();
    let mut words = status
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    match words.next() {
        Some("draft" | "drafts" | "wip") => true,
        Some("work") => words.next() == Some("in") && words.next() == Some("progress"),
        _ => false,
    }
}

/// True for an audience that is not everyone: one name that is not, in whatever form, is enough.
fn is_internal(audience: &MetaValue) -> bool {
    match audience {
        MetaValue::Null => false,
        MetaValue::Text(text) => text
            .split([',', ';'])
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .any(|name| !PUBLIC.contains(&name.to_lowercase().as_str())),
        MetaValue::List(items) => items.iter().any(is_internal),
        MetaValue::Map(entries) => !entries.is_empty(),
        MetaValue::Bool(_) => true,
    }
}

/// The declared address, as far as it is one inside the site.
fn slug(keys: &Keys<'_>) -> Option<(String, Span)> {
    keys.all(SLUG).into_iter().find_map(|entry| {
        let text = entry.value.as_text()?;
        // `/:categories/:title/` is a pattern of Jekyll's, the words are names of its patterns.
        let is_address = text.contains("://")
            || text.starts_with("//")
            || text.contains([':', '{', '<', '?', '#'])
            || matches!(text, "date" | "pretty" | "ordinal" | "weekdate" | "none");
        (!is_address && text.contains(char::is_alphanumeric)).then(|| {
            keys.mark(entry);
            (text.to_owned(), entry.span)
        })
    })
}

fn aliases(keys: &Keys<'_>) -> Vec<(String, Span)> {
    let mut out = Vec::new();
    let mut seen = BTreeSet::new();
    for entry in keys.all(ALIASES) {
        let addresses = entry.value.texts();
        if addresses.iter().all(|text| !text.contains("://")) {
            keys.mark(entry);
        }
        for text in addresses {
            if !text.contains("://") && seen.insert(text) {
                out.push((text.to_owned(), entry.span));
            }
        }
    }
    out
}

fn weight(keys: &Keys<'_>) -> Option<i64> {
    let direct = keys.text(WEIGHT);
    let text = direct.or_else(|| {
        // Starlight and others: `sidebar: {order: 3}`.
        let entry = keys.get(&["sidebar", "nav"])?;
        match &entry.value {
            MetaValue::Map(_) => entry.value.get("order")?.value.as_text(),
            _ => None,
        }
    })?;
    text.parse::<i64>().ok().or_else(|| {
        let number: f64 = text.parse().ok()?;
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a fraction of a weight is dropped; the range is checked"
        )]
        (number.abs() < 1e15).then_some(number.floor() as i64)
    })
}
