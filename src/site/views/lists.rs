//! Pages that list reports: home, contents, indexes and their terms.

use serde::Serialize;

use super::actions::TermActionsView;
use super::frame::LinkView;
use super::line::{ReportLineView, TimeView};
use super::report::ChainView;
use crate::site::shared::{Markup, Shared};

/// The home page: template `home.html`, name `home`.
#[derive(Debug, Clone, Serialize)]
pub struct HomeView {
    /// The introduction from the root's index file, in HTML (safe); empty where there is none.
    pub introduction: Markup,
    /// True where there is a block of code in it.
    pub has_code: bool,
    /// The page that shows the whole of the root's index file, where that is more than an introduction.
    pub more: Option<LinkView>,
    /// The newest reports, at most five: those whose incident is dated, or where there are none, any.
    pub newest: Vec<Shared<ReportLineView>>,
    /// The contents tree.
    pub contents: GroupView,
    /// True where the tree is grouped by year only (no folder and no index file gives it an order).
    pub by_year: bool,
    /// The indexes there are, with their commonest terms.
    pub taxonomies: Vec<TaxonomyView>,
    /// Reports per year.
    pub strip: StripView,
    /// The address of the anniversaries, where there is that page.
    pub anniversaries: Option<String>,
    /// How many drafts are shown (with `--drafts`).
    pub drafts: usize,
}

/// Reports per year, as a strip of marks.
#[derive(Debug, Clone, Serialize)]
pub struct StripView {
    /// The years, oldest first; more than three years without a report in a row are left out.
    pub years: Vec<YearView>,
    /// The number of reports in the year that has most.
    pub most: usize,
    /// The severities that any of these reports has, worst first.
    pub levels: Vec<u8>,
    /// True where any of them states none.
    pub unset: bool,
}

/// A year of a strip.
#[derive(Debug, Clone, Serialize)]
pub struct YearView {
    /// The year.
    pub year: i16,
    /// How many years without a report are left out before this one.
    pub left_out: i16,
    /// The address of its page; none where it has no report.
    pub url: Option<String>,
    /// How many reports.
    pub count: usize,
    /// The severities of its reports, worst first, at most forty; none where not stated.
    pub severities: Vec<Option<u8>>,
}

/// A group of the contents tree.
#[derive(Debug, Clone, Serialize)]
pub struct GroupView {
    /// Its title; empty for the root.
    pub title: String,
    /// Its own page, where it has one.
    pub url: Option<String>,
    /// How many reports stand in it, at any depth.
    pub count: usize,
    /// What it holds, in order.
    pub entries: Vec<EntryView>,
    /// True where entries are left to the page at `url`, because the tree is deeper than `maxdepth` or too long. The root has
    /// an `url` in that case only.
    pub cut: bool,
}

/// An entry of a group: exactly one of the first three is set.
#[derive(Debug, Clone, Serialize)]
pub struct EntryView {
    /// A report.
    pub report: Option<Shared<ReportLineView>>,
    /// A group inside.
    pub group: Option<GroupView>,
    /// A link to something else: out of the archive, or to the page of an index file.
    pub link: Option<LinkView>,
    /// True where the link leaves the site.
    pub external: bool,
}

/// A page made from an index file or a folder: template `index.html`, name `index`.
#[derive(Debug, Clone, Serialize)]
pub struct IndexView {
    /// Its title.
    pub title: String,
    /// The whole body of the index file in HTML (safe); empty for a folder without one.
    pub body: Markup,
    /// True where there is a block of code in it.
    pub has_code: bool,
    /// What the group holds.
    pub contents: GroupView,
    /// The address where the source can be edited.
    pub edit_url: Option<String>,
}

/// An index with its terms: template `taxonomy.html`, name `taxonomy`; also in lists of indexes.
#[derive(Debug, Clone, Serialize)]
pub struct TaxonomyView {
    /// Its key, for example `service`.
    pub key: &'static str,
    /// Its title, for example `Services`.
    pub title: String,
    /// Its address.
    pub url: String,
    /// How many terms it has at its top level.
    pub count: usize,
    /// Its terms at the top level, children inside. On the home page and in the list of all indexes only the commonest.
    pub terms: Vec<TermNodeView>,
    /// On the page of an index of more than forty terms: those that most reports have, at most twenty. Else empty.
    pub commonest: Vec<TermNodeView>,
    /// On the page of an index of more than forty terms: the same as `terms`, by initial letter. Else empty; years and
    /// severities keep their own order.
    pub letters: Vec<LetterView>,
    /// On the page of the years: the reports without a day. None where there are none.
    pub undated: Option<GroupView>,
}

/// The terms of an index that begin with one letter.
#[derive(Debug, Clone, Serialize)]
pub struct LetterView {
    /// The letter; `0–9` for figures, `Other` for all that is neither.
    pub letter: String,
    /// Its id on the page.
    pub anchor: String,
    /// The terms, children inside.
    pub terms: Vec<TermNodeView>,
}

/// A term in the tree of its index.
#[derive(Debug, Clone, Serialize)]
pub struct TermNodeView {
    /// Its name, without those of its parents.
    pub name: String,
    /// Its address.
    pub url: String,
    /// How many reports.
    pub count: usize,
    /// How many of them only by words that suggest it: nobody stated it.
    pub suggested: usize,
    /// The day of its newest incident; none where only days of publication are known.
    pub latest: Option<TimeView>,
    /// The terms under it.
    pub children: Vec<TermNodeView>,
}

/// A term's page: template `term.html`, name `term`.
#[derive(Debug, Clone, Serialize)]
pub struct TermView {
    /// Its name, without those of its parents.
    pub name: String,
    /// The key of its index, for example `service`.
    pub taxonomy: &'static str,
    /// The title of its index, for example `Services`.
    pub taxonomy_title: String,
    /// What its owners say of it.
    pub description: Option<String>,
    /// The terms under it.
    pub children: Vec<TermNodeView>,
    /// How many reports.
    pub count: usize,
    /// How many of them only by words that suggest it: nobody stated it.
    pub suggested: usize,
    /// Its reports by year, newest first.
    pub years: Vec<YearGroupView>,
    /// Those of them for which it is stated, where others are suggested only; else none.
    pub stated_years: Vec<YearGroupView>,
    /// Those for which it is suggested only, where others state it; else none.
    pub suggested_years: Vec<YearGroupView>,
    /// What of it came back: of a service with which causes, of a cause in which services; at most eight, those that are stated first, of
    /// these the longest. Empty for other indexes.
    pub chains: Vec<ChainView>,
    /// How many more there are.
    pub more_chains: usize,
    /// What its reports most often have in other indexes: title of the index, and the terms with their counts.
    pub meets: Vec<TaxonomyView>,
    /// Reports per year, as on the home page.
    pub strip: StripView,
    /// What its reports promise, on the page of a service, a cause or a team; none where they promise nothing.
    pub actions: Option<TermActionsView>,
    /// The address of the primer for people on call, of a service that several reports tell of.
    pub primer: Option<String>,
}

/// The reports of one year.
#[derive(Debug, Clone, Serialize)]
pub struct YearGroupView {
    /// The year; none for reports without a date.
    pub year: Option<i16>,
    /// The reports, newest first.
    pub reports: Vec<Shared<ReportLineView>>,
}
