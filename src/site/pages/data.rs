//! The page of data: which files there are for programs, and what each is good for.

use crate::language::{Language, said};
use crate::site::link::Linker;
use crate::site::path::SitePath;
use crate::site::views::{DataFileView, DataView};
use crate::site::{Catalogue, Page, Site, data};

use super::feed_names::OPML;
use super::{Shown, frame};

/// The page of data.
pub(super) fn show(site: &Site, linker: &Linker<'_>) -> Shown {
    let mut files: Vec<DataFileView> = site
        .catalogues()
        .map(|(path, catalogue)| of_catalogue((site.language(), linker), path, catalogue))
        .collect();
    if let Some(ledger) = &site.ledger {
        files.push(file(
            (site.language(), linker),
            &ledger.csv,
            said("All actions as a table"),
            "text/csv",
            said("CSV with a header line: one action a row, with its state, its age, its owner, its tickets and its report."),
        ));
        files.push(file(
            (site.language(), linker),
            &ledger.json,
            said("All actions as JSON"),
            "application/json",
            said("The same as one object: the day to which ages are counted, and the actions."),
        ));
    }
    let schema = data::schema_path();
    if site.page(&schema) == Some(Page::Schema) {
        files.push(file(
            (site.language(), linker),
            &schema,
            said("The fields of a record"),
            "application/schema+json",
            said("JSON Schema: every field with what it means, for programs that check or make types."),
        ));
    }
    let opml = SitePath::file(OPML);
    if site.page(&opml) == Some(Page::Opml) {
        files.push(file(
            (site.language(), linker),
            &opml,
            said("All feeds"),
            "text/x-opml",
            said("OPML: the feed of all reports and that of every term, for readers of feeds to take in at once."),
        ));
    }
    let view = DataView {
        files,
        record: site.records.first().map(|path| linker.to(path)),
        markdown: site.texts.first().map(|path| linker.to(path)),
    };
    let mut page = frame::of(site, linker, Page::Data, site.language().text("Data"));
    page.description = Some(
        (site.language())
            .text("Every report of this archive as data for programs.")
            .to_owned(),
    );
    Shown::new(page, "data", &view)
}

fn of_catalogue(
    (language, linker): (&Language, &Linker<'_>),
    path: &SitePath,
    catalogue: Catalogue,
) -> DataFileView {
    let (title, media_type, about) = match catalogue {
        Catalogue::Json => (
            said("All reports as JSON"),
            "application/json",
            said(
                "One array, newest first: facts with their origin, sections, timeline, action items.",
            ),
        ),
        Catalogue::Lines => (
            said("All reports as lines of JSON"),
            "application/x-ndjson",
            said("The same records, one a line, to be read without holding all of them."),
        ),
        Catalogue::Table => (
            said("All reports as a table"),
            "text/csv",
            said(
                "CSV with a header line, for spreadsheets: one report a row, lists joined by semicolons.",
            ),
        ),
        Catalogue::Calendar => (
            said("The incidents as a calendar"),
            "text/calendar",
            said("iCalendar, to be subscribed to: an event for every report that tells its day."),
        ),
        Catalogue::Llms => (
            said("The archive for language models"),
            "text/markdown",
            said(
                "llms.txt: what this archive is, and a link to every report with a line about it.",
            ),
        ),
    };
    file((language, linker), path, title, media_type, about)
}

fn file(
    (language, linker): (&Language, &Linker<'_>),
    path: &SitePath,
    title: &'static str,
    media_type: &'static str,
    about: &'static str,
) -> DataFileView {
    let name = path.as_str().rsplit('/').next().unwrap_or_default();
    DataFileView {
        title: language.text(title).to_owned(),
        name: name.to_owned(),
        url: linker.to(path),
        media_type,
        about: language.text(about).to_owned(),
    }
}
