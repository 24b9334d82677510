//! Feeds and the page of the data files.

use serde::Serialize;

/// The list of all feeds: template `feeds.opml`, name `opml`.
#[derive(Debug, Clone, Serialize)]
pub struct OpmlView {
    /// The feed of all reports.
    pub all: Vec<ListedFeedView>,
    /// Those of the terms, by their indexes.
    pub groups: Vec<FeedGroupView>,
}

/// The feeds of an index.
#[derive(Debug, Clone, Serialize)]
pub struct FeedGroupView {
    /// The title of the index, for example `Services`.
    pub title: String,
    /// The feeds of its terms.
    pub feeds: Vec<ListedFeedView>,
}

/// A feed in the list of feeds.
#[derive(Debug, Clone, Serialize)]
pub struct ListedFeedView {
    /// Its title.
    pub title: String,
    /// Its absolute address.
    pub url: String,
    /// The absolute address of the page it belongs to.
    pub page_url: String,
}

/// The page of data: template `data.html`, name `data`.
#[derive(Debug, Clone, Serialize)]
pub struct DataView {
    /// The files for programs, in the order in which they are of use.
    pub files: Vec<DataFileView>,
    /// The address of a record by itself, as an example: `v1/postmortems/2021/outage.json`; none where records have no files.
    pub record: Option<String>,
    /// The address of a report as Markdown, as an example: `../2021/outage/page.md`; none where there are no such files.
    pub markdown: Option<String>,
}

/// A file for programs.
#[derive(Debug, Clone, Serialize)]
pub struct DataFileView {
    /// What it is: `All reports as JSON`.
    pub title: String,
    /// Its name, for example `postmortems.json`.
    pub name: String,
    /// Its address.
    pub url: String,
    /// Its media type, for example `application/json`.
    pub media_type: &'static str,
    /// What it is good for, in a sentence.
    pub about: String,
}

/// An Atom feed: template `feed.xml`, name `feed`.
#[derive(Debug, Clone, Serialize)]
pub struct FeedView {
    /// Its title.
    pub title: String,
    /// A permanent identifier, an absolute address.
    pub id: String,
    /// The absolute address of the feed.
    pub self_url: String,
    /// The absolute address of the page it belongs to.
    pub page_url: String,
    /// When the newest entry is dated, RFC 3339; never the time of the build.
    pub updated: String,
    /// The entries, newest first, at most fifty.
    pub entries: Vec<FeedEntryView>,
}

/// An entry of a feed.
#[derive(Debug, Clone, Serialize)]
pub struct FeedEntryView {
    /// Its title.
    pub title: String,
    /// The absolute address of the report, also its identifier.
    pub url: String,
    /// Its date, RFC 3339.
    pub updated: String,
    /// Its summary.
    pub summary: Option<String>,
    /// Its terms among services, causes and tags: those it states, none that is only suggested.
    pub categories: Vec<String>,
}
