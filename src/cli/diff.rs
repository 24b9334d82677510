//! `pmsite diff`: what changed between two states of an archive, each of them a folder or an export.

#![expect(
    clippy::disallowed_methods,
    reason = "the states to compare are named on the command line"
)]

use std::path::{Path, PathBuf};

use super::assembled::assemble;
use super::nearest;
use super::report;
use crate::change::{self, State, incident};
use crate::error::Error;
use crate::site::{Page, export};

/// What to compare, and how to tell it.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The state before: a folder of reports, or a file that `pmsite export` made.
    old: PathBuf,
    /// The state now: the same; without it the nearest folder above that has a `book.toml`, else this folder.
    new: Option<PathBuf>,
    /// The form in which changes are told.
    #[arg(long, value_enum, default_value_t = Form::Human)]
    format: Form,
    /// Take drafts in.
    #[arg(long)]
    drafts: bool,
    /// Exit with 1 where anything changed.
    #[arg(long)]
    exit_code: bool,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Form {
    /// Lines for people.
    Human,
    /// Markdown, for a comment on a change.
    Markdown,
    /// One JSON object.
    Json,
}

/// Tells the changes.
pub(super) fn run(arguments: &Arguments) -> Result<u8, Error> {
    let new = nearest::chosen(arguments.new.as_deref(), false);
    let (Some(old), Some(new)) = (
        state(&arguments.old, arguments.drafts)?,
        state(&new, arguments.drafts)?,
    ) else {
        return Ok(2);
    };
    let changes = change::compare(&old, &new);
    report::print(&match arguments.format {
        Form::Human => change::told(&changes),
        Form::Markdown => change::marked(&changes),
        // Its keys are texts, so that it can be written.
        Form::Json => serde_json::to_string_pretty(&changes).unwrap_or_default() + "\n",
    });
    Ok(u8::from(arguments.exit_code && !changes.is_none()))
}

/// The state that a path names. `None` where its configuration has an error, which was told.
fn state(place: &Path, drafts: bool) -> Result<Option<State>, Error> {
    if place.is_file()
        && place
            .file_name()
            .is_none_or(|name| name != super::ways::BOOK)
    {
        return of_export(place).map(Some);
    }
    of_folder(place, drafts)
}

fn of_export(place: &Path) -> Result<State, Error> {
    let text = std::fs::read(place).map_err(|cause| Error::io("reading", place, cause))?;
    let no_export = |why: &str| {
        Error::Usage(format!(
            "`{}` is no export that can be compared: {why}",
            report::shown(place)
        ))
    };
    let text = String::from_utf8(text).map_err(|_| no_export("it is not UTF-8"))?;
    let incidents = incident::read(&text).map_err(|why| no_export(&why))?;
    Ok(State {
        incidents,
        pages: None,
    })
}

fn of_folder(place: &Path, drafts: bool) -> Result<Option<State>, Error> {
    let Some(assembled) = assemble(place, drafts, Some("nothing was compared"))? else {
        return Ok(None);
    };
    let site = &assembled.built.site;
    // In the form of an export, so that both kinds of states are read by the same rules.
    let records = export::ndjson(&export::records(site));
    let incidents = incident::read(&records).map_err(Error::Usage)?;
    // What people keep. Feeds of terms and records go with their pages, and the rest is nothing but files that tools ask for.
    let is_kept = |page: Page| match page.kind() {
        "home" | "report" | "index" | "taxonomies" | "taxonomy" | "term" | "actions" | "data"
        | "redirect" => true,
        _ => matches!(
            page,
            Page::Insights | Page::Remarks(_, 0) | Page::Feed | Page::JsonFeed | Page::Opml
        ),
    };
    let pages = site.pages().filter(|(_, page)| is_kept(*page));
    let assets = site.assets().map(|(_, path)| path);
    let addresses = pages.map(|(path, _)| path).chain(assets);
    let pages = addresses.map(|path| path.address().to_owned()).collect();
    Ok(Some(State {
        incidents,
        pages: Some(pages),
    }))
}
