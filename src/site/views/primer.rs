//! The primer of a service, for people on call.

use serde::Serialize;

use super::actions::TermActionsView;
use super::frame::LinkView;
use super::insights::RemarkedView;
use super::line::ReportLineView;
use super::lists::TermNodeView;
use crate::site::shared::Shared;

/// What people on call should know of a service: template `primer.html`, name `primer`.
#[derive(Debug, Clone, Serialize)]
pub struct PrimerView {
    /// The name of the service, with those of its parents.
    pub name: String,
    /// The address of its page.
    pub url: String,
    /// How many reports.
    pub count: usize,
    /// How many of them only by words that suggest it.
    pub suggested: usize,
    /// Its newest incidents, at most five.
    pub latest: Vec<Shared<ReportLineView>>,
    /// Its causes, the commonest first, at most eight.
    pub causes: Vec<TermNodeView>,
    /// How many reports have no cause.
    pub without_cause: usize,
    /// How it was noticed, the commonest first, at most eight.
    pub detection: Vec<NoticedView>,
    /// How many reports do not tell.
    pub unnoticed: usize,
    /// What its reports promise: at most ten that are not over; none where they promise nothing.
    pub actions: Option<TermActionsView>,
    /// What its reports call runbooks or playbooks, each once, at most twelve.
    pub runbooks: Vec<RunbookView>,
    /// How many more there are.
    pub more_runbooks: usize,
    /// What its reports say of luck, the newest first, at most five.
    pub luck: Vec<RemarkedView>,
}

/// A way in which incidents were noticed.
#[derive(Debug, Clone, Serialize)]
pub struct NoticedView {
    /// The way, for example `Alert`.
    pub name: String,
    /// How many reports tell of it.
    pub count: usize,
    /// How many of them only by words that suggest it.
    pub suggested: usize,
}

/// A link that a report calls a runbook.
#[derive(Debug, Clone, Serialize)]
pub struct RunbookView {
    /// The words of the link, or its address.
    pub title: String,
    /// Its address.
    pub url: String,
    /// True where it leads out of the site.
    pub external: bool,
    /// The newest report that has it.
    pub report: Shared<LinkView>,
}
