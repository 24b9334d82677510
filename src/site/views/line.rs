//! What many pages show alike: days, severities, terms, and a report as one line.

use serde::Serialize;

/// A day or a moment.
#[derive(Debug, Clone, Serialize)]
pub struct TimeView {
    /// For the `datetime` attribute: `2021-07-11`, `2021-07-11T00:27Z`, `2021-07`.
    pub machine: String,
    /// For people: `11 July 2021`, `11 July 2021, 00:27 UTC`, `July 2021`.
    pub text: String,
    /// Short, for lists: `11 Jul 2021`.
    pub short: String,
    /// True where the author said "about": the words have a `~` before the time then.
    pub approximate: bool,
}

/// A severity.
#[derive(Debug, Clone, Serialize)]
pub struct SeverityView {
    /// As written: `SEV-2`.
    pub label: String,
    /// 0 (worst) to 5, or none where the label is not known.
    pub level: Option<u8>,
    /// The address of its index page.
    pub url: Option<String>,
}

/// A term of an index, as a report or a list shows it.
#[derive(Debug, Clone, Serialize)]
pub struct TermLinkView {
    /// Its name, parents first: `Capacity / memory`.
    pub name: String,
    /// The address of its page; none where that index is switched off.
    pub url: Option<String>,
    /// True where the author stated it; false where a rule of ours suggests it.
    pub stated: bool,
    /// The words that speak for it, where it was not stated.
    pub evidence: Option<String>,
}

/// A report as one line of a list.
#[derive(Debug, Clone, Serialize)]
pub struct ReportLineView {
    /// What this line depends on, for `remember`: lines of the same key are the same.
    pub key: String,
    /// Its title, without a leading date that repeats its day.
    pub title: String,
    /// Its address.
    pub url: String,
    /// Its day; none where the report does not tell.
    pub day: Option<TimeView>,
    /// True where the day is that of publication: whoever shows the day must say so.
    pub published_only: bool,
    /// Its severity, without an address.
    pub severity: Option<SeverityView>,
    /// How long it lasted, for example `6 h 9 min`.
    pub duration: Option<String>,
    /// The services affected, at most six.
    pub services: Vec<String>,
    /// True where words of the text suggest these, and nobody stated them.
    pub services_suggested: bool,
    /// One sentence or two on what happened.
    pub summary: Option<String>,
    /// True for a draft that `--drafts` brought in.
    pub draft: bool,
}
