//! What the files of feeds are called.

/// The name of an Atom feed.
pub(super) const ATOM: &str = "feed.xml";
/// The name of a feed as JSON.
pub(in crate::site) const JSON: &str = "feed.json";
/// The list of all feeds.
pub(in crate::site) const OPML: &str = "feeds.opml";
