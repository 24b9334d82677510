//! JSON Feed 1.1: the same feeds as the Atom ones, for programs that would rather read JSON.
//!
//! Takes the view that the Atom template takes, so that both say the same. What is in a feed is decided in `feed.rs`.

use serde::Serialize;

use crate::site::Site;
use crate::site::path::SitePath;
use crate::site::views::{FeedEntryView, FeedView};

use super::feed;

/// The whole file. Its fields have the names of the format.
#[derive(Serialize)]
struct Whole<'a> {
    version: &'static str,
    title: &'a str,
    home_page_url: &'a str,
    feed_url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    language: &'a str,
    authors: Vec<Author<'a>>,
    items: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Author<'a> {
    name: &'a str,
}

#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    url: &'a str,
    title: &'a str,
    /// An item without any content is none.
    content_text: &'a str,
    date_published: &'a str,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    tags: &'a [String],
}

/// The feed of all reports.
pub(super) fn all(site: &Site, path: &SitePath) -> String {
    let view = feed::view_of_all(site, path);
    text(site, &view, site.view.description.as_deref())
}

/// The feed of a term.
pub(super) fn of_term(site: &Site, path: &SitePath, t: usize, k: usize) -> String {
    let view = feed::view_of_term(site, path, t, k);
    let term = &site.archive.taxonomies[t].terms[k];
    text(site, &view, term.description.as_deref())
}

fn text(site: &Site, view: &FeedView, description: Option<&str>) -> String {
    let mut authors: Vec<Author<'_>> = (site.view.authors.iter())
        .map(|name| Author { name })
        .collect();
    if authors.is_empty() {
        let name = &site.view.title;
        authors.push(Author { name });
    }
    let feed = Whole {
        version: "https://jsonfeed.org/version/1.1",
        title: &view.title,
        home_page_url: &view.page_url,
        feed_url: &view.self_url,
        description,
        language: &site.options.language,
        authors,
        items: view.entries.iter().map(item).collect(),
    };
    // A feed has only text keys, so that this cannot fail.
    serde_json::to_string_pretty(&feed).unwrap_or_default() + "\n"
}

fn item(entry: &FeedEntryView) -> Item<'_> {
    Item {
        id: &entry.url,
        url: &entry.url,
        title: &entry.title,
        content_text: entry.summary.as_deref().unwrap_or(&entry.title),
        date_published: &entry.updated,
        tags: &entry.categories,
    }
}
