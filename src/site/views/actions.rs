//! The pages of the action ledger.

use serde::Serialize;

use super::frame::LinkView;
use super::line::TimeView;
use crate::site::shared::Shared;

/// How many actions there are in which state.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct ActionCountsView {
    /// To be done, or begun.
    pub open: usize,
    /// How many of those are begun.
    pub in_progress: usize,
    /// Of which nothing tells how far they are.
    pub untold: usize,
    /// Done.
    pub done: usize,
    /// It will not be done, or something else is done instead.
    pub dropped: usize,
}

/// An action as one line of a list.
#[derive(Debug, Clone, Serialize)]
pub struct ActionLineView {
    /// What is to be done, in plain words; the beginning of a long one. Addresses of its tickets are left out, others are shown by their
    /// host.
    pub text: String,
    /// Its state: `open`, `in_progress`, `done`, `dropped`, `unknown`.
    pub status: &'static str,
    /// The state that its report tells, where the tracker's list says another.
    pub told: Option<&'static str>,
    /// Who does it, as written.
    pub owner: Option<String>,
    /// Who does it by its report, where the tracker's list says somebody else.
    pub owner_told: Option<String>,
    /// Until when it should be done, where its report says it.
    pub due: Option<ActionDueView>,
    /// Its tickets, at most eight.
    pub tickets: Vec<TicketView>,
    /// How many more it has.
    pub more_tickets: usize,
    /// The report that promises it.
    pub report: Shared<LinkView>,
    /// The address of its place in the report; of its page where it has no place of its own.
    pub url: String,
    /// The day of that.
    pub day: Option<Shared<TimeView>>,
    /// How old it is: `12 days`, `1 year 3 months`. None where its report has no day.
    pub age: Option<Shared<String>>,
    /// Where it was promised again, in the next later incident that did.
    pub again: Option<ActionAgainView>,
    /// Where it had been promised, in the last earlier incident that did.
    pub before: Option<ActionAgainView>,
    /// On the page of a term: true where its report stands under the term by suggestions only.
    pub suggested: bool,
}

/// Until when an action should be done.
#[derive(Debug, Clone, Serialize)]
pub struct ActionDueView {
    /// For people: `31 March 2021`; as written where that is no day: `end of March`.
    pub text: String,
    /// For the `datetime` attribute, where it is a day: `2021-03-31`.
    pub machine: Option<String>,
    /// True where the action is open, and the day lies before that to which ages are counted.
    pub overdue: bool,
}

/// A ticket of an action.
#[derive(Debug, Clone, Serialize)]
pub struct TicketView {
    /// As written: `OPS-12`.
    pub name: String,
    /// Where it leads, where the report or `[tickets]` tells.
    pub url: Option<String>,
}

/// The report of another action that is the same promise.
#[derive(Debug, Clone, Serialize)]
pub struct ActionAgainView {
    /// The report.
    pub report: Shared<LinkView>,
    /// True where both name the same ticket.
    pub same_ticket: bool,
    /// True where they say it in the same words; false for both where they say it in nearly the same.
    pub same_words: bool,
}

/// Actions that are alike far.
#[derive(Debug, Clone, Serialize)]
pub struct ActionGroupView {
    /// Which: `open`, `untold`, `over`.
    pub part: &'static str,
    /// How many there are.
    pub count: usize,
    /// The oldest of them.
    pub lines: Vec<ActionLineView>,
    /// How many are left out.
    pub more: usize,
}

/// The action ledger: template `actions.html`, name `actions`.
#[derive(Debug, Clone, Serialize)]
pub struct ActionsView {
    /// How many actions in which state.
    pub counts: ActionCountsView,
    /// How many reports promise something.
    pub reports: usize,
    /// How many actions were promised again in a later incident.
    pub again: usize,
    /// How many of those that are open are overdue.
    pub overdue: usize,
    /// The day to which ages are counted; none where no report has one and nobody says when the site was built.
    pub day: Option<TimeView>,
    /// True where that is the day of the build, false where it is that of the newest report.
    pub built: bool,
    /// What is open, then what nothing tells of, then what is over; those without an action are left out. In a ledger of more than two
    /// hundred actions what is over stands on the pages of the years alone.
    pub groups: Vec<ActionGroupView>,
    /// The years, newest first, in a ledger of more than two hundred actions; else none.
    pub years: Vec<ActionYearLinkView>,
    /// By service, cause and team: those with most that is not over.
    pub taxonomies: Vec<ActionTaxonomyView>,
    /// The address of the table (CSV).
    pub csv: String,
    /// The address of the data (JSON).
    pub json: String,
}

/// A year of the action ledger.
#[derive(Debug, Clone, Serialize)]
pub struct ActionYearLinkView {
    /// The year; none for reports without a day.
    pub year: Option<i16>,
    /// The address of its first page.
    pub url: String,
    /// How many actions in which state.
    pub counts: ActionCountsView,
}

/// The terms of an index by what their reports promise.
#[derive(Debug, Clone, Serialize)]
pub struct ActionTaxonomyView {
    /// The key of the index, for example `service`: one of its terms in a word.
    pub key: &'static str,
    /// The title of the index, for example `Services`.
    pub title: String,
    /// The address of the index.
    pub url: String,
    /// The terms with most actions that are not over, at most twelve.
    pub terms: Vec<ActionTermView>,
    /// How many terms more there are.
    pub more: usize,
}

/// A term with what its reports promise.
#[derive(Debug, Clone, Serialize)]
pub struct ActionTermView {
    /// Its name, parents first.
    pub name: String,
    /// The address of the list on its page.
    pub url: String,
    /// How many actions in which state.
    pub counts: ActionCountsView,
    /// How many of those that are not over are promised by reports that stand under it by suggestions only.
    pub suggested: usize,
}

/// What the reports of a term promise.
#[derive(Debug, Clone, Serialize)]
pub struct TermActionsView {
    /// How many actions in which state.
    pub counts: ActionCountsView,
    /// The oldest that are not over, at most twenty; those that are open first.
    pub lines: Vec<ActionLineView>,
    /// How many that are not over are left out.
    pub more: usize,
    /// The address of the action ledger.
    pub url: String,
}

/// A page of the actions of one year: template `action_year.html`, name `actions`.
#[derive(Debug, Clone, Serialize)]
pub struct ActionYearView {
    /// The year; none for reports without a day.
    pub year: Option<i16>,
    /// Which page of its year it is, from 1.
    pub number: usize,
    /// How many pages the year has.
    pub of: usize,
    /// The actions: what is open, what nothing tells of, what is over.
    pub groups: Vec<ActionGroupView>,
    /// The page before it.
    pub previous: Option<LinkView>,
    /// The page behind it.
    pub next: Option<LinkView>,
}
