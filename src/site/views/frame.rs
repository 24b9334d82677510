//! What every page has: the site, the page itself, the frame around it, and the pages without one (redirect, sitemap).

use crate::site::shared::Shared;
use serde::Serialize;

/// The site as a whole; the same for every page but for the relative addresses.
#[derive(Debug, Clone, Serialize)]
pub struct SiteView {
    /// The title of the site, for example `Incident postmortems`.
    pub title: String,
    /// One sentence on the site, or none.
    pub description: Option<String>,
    /// The language of the site's own words, for example `en`.
    pub language: String,
    /// In which direction they are written: `ltr`, `rtl`.
    pub direction: &'static str,
    /// The absolute address, ending in `/`, where it is known.
    pub url: Option<String>,
    /// Who writes the reports.
    pub authors: Vec<String>,
    /// How many reports are published.
    pub reports: usize,
    /// The first year of an incident, for example `2016`.
    pub first_year: Option<i16>,
    /// The last year of an incident.
    pub last_year: Option<i16>,
    /// The repository's address, where known.
    pub repository: Option<String>,
    /// Name and version of the generator, for example `pmsite 0.1.0`.
    pub generator: String,
}

/// The page being rendered.
#[derive(Debug, Clone, Serialize)]
pub struct PageView {
    /// The title of the page, for the `title` element, without the site's name.
    pub title: String,
    /// One sentence for search engines, or none.
    pub description: Option<String>,
    /// The kind: `home`, `report`, `index`, `taxonomies`, `taxonomy`, `term`, `actions`, `insights`, `search`, `titles`, `data`,
    /// `not_found`.
    pub kind: &'static str,
    /// The language of the page's text.
    pub language: String,
    /// In which direction it is written: `ltr`, `rtl`.
    pub direction: &'static str,
    /// The address of this page under the root, for example `2021/outage/`.
    pub path: String,
    /// The absolute address, where the site's is known.
    pub canonical: Option<String>,
    /// The way from home to this page, home first, this page left out.
    pub trail: Vec<LinkView>,
    /// What it has around its text like all pages of its folder.
    pub frame: Shared<FrameView>,
    /// The contents tree beside it, where `theme.toml` asks for one (`beside`).
    pub beside: Option<BesideView>,
}

/// The contents tree beside a page, as far as one page shows it.
#[derive(Debug, Clone, Serialize)]
pub struct BesideView {
    /// The outermost groups, at most 40.
    pub groups: Vec<NavigationView>,
    /// True where there are more; the home page has all.
    pub is_more: bool,
    /// On a report's page the reports of its group that stand nearest, and itself.
    pub reports: Vec<NavigationView>,
}

/// What pages of one folder have around them alike.
#[derive(Debug, Clone, Serialize)]
pub struct FrameView {
    /// What this frame depends on, for `remember`: frames of the same key are the same.
    pub key: String,
    /// The way from the page to the root of the site, for example `../` or `./`.
    pub root: String,
    /// The address of the home page from here, for example `../index.html`.
    pub home: String,
    /// True on the home page.
    pub at_home: bool,
    /// Feeds to offer: the page's own first, then that of the whole archive.
    pub feeds: Vec<LinkView>,
    /// The same in other forms, for the `link` elements of the head: feeds as JSON, the calendar.
    pub alternates: Vec<AlternateView>,
    /// The address of the page of data, where there is one.
    pub data: Option<String>,
    /// Style sheets to load after the theme's, from `additional-css`.
    pub styles: Vec<String>,
    /// True where pages may show images of other hosts (`remote-images = "allow"`): their Content-Security-Policy says so.
    pub remote_images: bool,
    /// The address of the search page, where there is one.
    pub search: Option<String>,
    /// True on the search page, which has a field of its own.
    pub at_search: bool,
    /// The site's main navigation.
    pub navigation: Vec<NavigationView>,
}

/// An entry of the main navigation.
#[derive(Debug, Clone, Serialize)]
pub struct NavigationView {
    /// Its words.
    pub title: String,
    /// Its address.
    pub url: String,
    /// True where the page is in that part of the site.
    pub current: bool,
}

/// The same in another form.
#[derive(Debug, Clone, Serialize)]
pub struct AlternateView {
    /// What it is called.
    pub title: String,
    /// Its address.
    pub url: String,
    /// Its media type, for example `application/feed+json`.
    pub media_type: &'static str,
}

/// A link.
#[derive(Debug, Clone, Serialize)]
pub struct LinkView {
    /// Its words.
    pub title: String,
    /// Its address.
    pub url: String,
}

/// A redirect page: template `redirect.html`, name `redirect`.
#[derive(Debug, Clone, Serialize)]
pub struct RedirectView {
    /// Where to, relative.
    pub url: String,
    /// The title of the target.
    pub title: String,
}

/// The sitemap: template `sitemap.xml`, name `sitemap`.
#[derive(Debug, Clone, Serialize)]
pub struct SitemapView {
    /// Absolute addresses, in order.
    pub urls: Vec<String>,
}
