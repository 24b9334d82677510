//! What of the sample only machines read.

use super::*;

pub(in super::super) fn feed() -> FeedView {
    FeedView {
        title: "Outage & co".into(),
        id: "https://example.org/feed.xml".into(),
        self_url: "https://example.org/feed.xml".into(),
        page_url: "https://example.org/".into(),
        updated: "2021-07-11T00:00:00Z".into(),
        entries: vec![FeedEntryView {
            title: "An outage".into(),
            url: "https://example.org/outage/".into(),
            updated: "2021-07-11T00:00:00Z".into(),
            summary: Some("It was < expected.".into()),
            categories: vec!["DNS".into()],
        }],
    }
}

pub(in super::super) fn opml() -> OpmlView {
    let feed = ListedFeedView {
        title: "Outage & co".into(),
        url: "https://example.org/feed.xml".into(),
        page_url: "https://example.org/".into(),
    };
    OpmlView {
        all: vec![feed],
        groups: Vec::new(),
    }
}

pub(in super::super) fn sitemap() -> SitemapView {
    SitemapView {
        urls: vec!["https://example.org/a/?x=1&y=2".into()],
    }
}

pub(in super::super) fn redirect() -> RedirectView {
    RedirectView {
        url: "../new/index.html".into(),
        title: "An outage".into(),
    }
}
