//! The search page, and all titles by letter.

use serde::Serialize;

use super::frame::LinkView;
use super::line::ReportLineView;
use crate::site::shared::Shared;

/// The search page: template `search.html`, name `search`.
#[derive(Debug, Clone, Serialize)]
pub struct SearchView {
    /// How many reports can be searched.
    pub count: usize,
    /// The address of the page of all titles.
    pub titles: String,
    /// The letters that titles begin with.
    pub letters: Vec<InitialView>,
    /// The indexes there are.
    pub indexes: Vec<LinkView>,
}

/// All titles, or those of one letter: template `titles.html`, name `titles`.
#[derive(Debug, Clone, Serialize)]
pub struct TitlesView {
    /// How many titles there are in all.
    pub count: usize,
    /// The letters that titles begin with.
    pub letters: Vec<InitialView>,
    /// The titles that stand on this page, by letter; empty where each letter has a page of its own and this is none of them.
    pub groups: Vec<TitleGroupView>,
    /// The indexes there are; on the page of a letter none.
    pub indexes: Vec<LinkView>,
}

/// A letter that titles begin with.
#[derive(Debug, Clone, Serialize)]
pub struct InitialView {
    /// The letter, `0–9` or `Other`.
    pub letter: String,
    /// The address of its titles: a page, or a place on the page of all titles.
    pub url: String,
    /// How many titles begin with it.
    pub count: usize,
    /// True where the page is that of this letter.
    pub current: bool,
}

/// The titles of one letter.
#[derive(Debug, Clone, Serialize)]
pub struct TitleGroupView {
    /// The letter, `0–9` or `Other`.
    pub letter: String,
    /// What its place on the page is called.
    pub anchor: String,
    /// The reports, by title.
    pub reports: Vec<Shared<ReportLineView>>,
}
