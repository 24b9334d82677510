//! What every page has around its own view: title, addresses, feeds, navigation, the way from home.
//!
//! Takes a page and where its links begin, gives its frame, made once for all pages that have the same. It knows nothing of what stands
//! inside.

use std::collections::{BTreeMap, BTreeSet};

use crate::archive::Archive;
use crate::html::Body;
use crate::language::Direction;

use crate::site::data;
use crate::site::facet;
use crate::site::link::{DocumentLinks, Linker};
use crate::site::path::{SitePath, encode};
use crate::site::shared::{Markup, Shared};
use crate::site::views::{AlternateView, FrameView, LinkView, NavigationView, PageView, SiteView};
use crate::site::{Catalogue, Options, Page, Site};

use super::{beside, feed_names};

/// Titles of index files that say nothing about the site.
const EMPTY_TITLES: [&str; 8] = [
    "contents",
    "documentation",
    "home",
    "index",
    "overview",
    "readme",
    "summary",
    "table of contents",
];

/// Indexes that the main navigation leads to; the others are behind "All indexes".
const IN_NAVIGATION: [&str; 4] = ["service", "cause", "severity", "year"];

/// The media type of a feed as JSON.
const JSON_FEED: &str = "application/feed+json";

/// The folder of the page that lists all indexes.
const ALL_INDEXES: &str = "indexes";

/// The folder of the action ledger.
const ACTIONS: &str = "actions";

/// The folder of the insights.
const INSIGHTS: &str = "insights";

/// What is around a page whose trail is home alone.
pub(super) fn of(site: &Site, linker: &Linker<'_>, page: Page, title: &str) -> PageView {
    let path = linker.from();
    let Frames { linked, by_key } = site.frames.get_or_init(|| Frames::of(site));
    let key = key(linked, site, path, page);
    let frame = by_key.get(&key).cloned();
    PageView {
        title: title.to_owned(),
        description: None,
        kind: page.kind(),
        language: site.options.language.clone(),
        direction: Direction::of(&site.options.language).name(),
        path: path.encoded_address(),
        canonical: absolute(site, path),
        trail: match page {
            Page::Home => Vec::new(),
            _ => vec![home(site, linker)],
        },
        frame: frame.unwrap_or_else(|| Shared::new(&view(key, site, linker, page))),
        beside: beside::of(site, linker, page),
    }
}

/// The frames of all pages.
#[derive(Debug)]
pub(in crate::site) struct Frames {
    /// The outermost folders that frames lead to.
    linked: BTreeSet<String>,
    /// By what they depend on.
    by_key: BTreeMap<String, Shared<FrameView>>,
}

impl Frames {
    fn of(site: &Site) -> Self {
        let taxonomies = site.taxonomies.iter().map(|taxonomy| &taxonomy.page);
        let styles = site.styles().map(|(_, path)| path);
        let search = site.search.iter().map(|search| &search.page);
        let tops = taxonomies.chain(styles).chain(search).map(SitePath::top);
        let linked: BTreeSet<String> = tops
            .chain([ALL_INDEXES, ACTIONS, INSIGHTS, data::PAGE])
            .map(str::to_owned)
            .collect();
        let mut by_key = BTreeMap::new();
        let pages = site.pages();
        for (path, page) in pages.filter(|(_, page)| page.is_listed() || *page == Page::NotFound) {
            let key = key(&linked, site, path, page);
            by_key.entry(key).or_insert_with_key(|key| {
                let from_it = super::linker(site, path, page);
                Shared::new(&view(key.clone(), site, &from_it, page))
            });
        }
        Self { linked, by_key }
    }
}

/// What the frame of a page depends on: from where its links start, and which of them leads to where the reader is.
fn key(linked: &BTreeSet<String>, site: &Site, path: &SitePath, page: Page) -> String {
    // Links from a folder to a page beside it are short; from all others they go by the root.
    let has_own_ways = match page {
        Page::NotFound => true,
        Page::Term(..) => {
            let has = |name: &str| site.page(&path.beside(name)).is_some();
            has(feed_names::ATOM) || has(feed_names::JSON)
        }
        _ => false,
    } || linked.contains(path.top());
    let start = if has_own_ways {
        path.as_str().to_owned()
    } else {
        path.to_root()
    };
    match page {
        Page::Home => start + " home",
        Page::Taxonomies => start + " indexes",
        Page::Taxonomy(t) | Page::Term(t, _) | Page::Primer(t, _) => format!("{start} {t}"),
        Page::Actions | Page::ActionsOf(_) => start + " actions",
        Page::Insights | Page::InsightsCause(_) | Page::Remarks(..) => start + " insights",
        Page::Search => start + " search",
        _ if is_incidents(page) => start + " incidents",
        _ => start,
    }
}

/// True for pages on which the reader is among the incidents, as the navigation calls them.
fn is_incidents(page: Page) -> bool {
    matches!(page.kind(), "home" | "report" | "index")
}

fn view(key: String, site: &Site, linker: &Linker<'_>, page: Page) -> FrameView {
    let path = linker.from();
    let mut feeds = Vec::new();
    if let Page::Term(t, k) = page {
        let own = path.beside("feed.xml");
        if site.page(&own) == Some(Page::TermFeed(t, k)) {
            let name = facet::full_name(&site.archive.taxonomies[t].terms, k);
            feeds.push(LinkView {
                title: format!("{name} · {}", site.view.title),
                url: linker.to(&own),
            });
        }
    }
    let all = SitePath::file("feed.xml");
    if site.page(&all) == Some(Page::Feed) {
        feeds.push(LinkView {
            title: site.view.title.clone(),
            url: linker.to(&all),
        });
    }
    let mut alternates = Vec::new();
    let mut alternate = |title: String, path: &SitePath, media_type: &'static str| {
        let url = linker.to(path);
        alternates.push(AlternateView {
            title,
            url,
            media_type,
        });
    };
    if let Page::Term(t, k) = page {
        let own = path.beside(feed_names::JSON);
        if site.page(&own) == Some(Page::TermJsonFeed(t, k)) {
            let name = facet::full_name(&site.archive.taxonomies[t].terms, k);
            let title = format!("{name} · {}", site.view.title);
            alternate(title, &own, JSON_FEED);
        }
    }
    let all = SitePath::file(feed_names::JSON);
    if site.page(&all) == Some(Page::JsonFeed) {
        alternate(site.view.title.clone(), &all, JSON_FEED);
    }
    let mut catalogues = site.catalogues();
    if let Some((path, _)) = catalogues.find(|(_, one)| *one == Catalogue::Calendar) {
        alternate(site.view.title.clone(), path, "text/calendar");
    }
    let of_data = SitePath::page(data::PAGE);
    let data = site.page(&of_data).filter(|page| *page == Page::Data);
    FrameView {
        key,
        root: linker.root(),
        home: linker.to(&SitePath::page("")),
        at_home: page == Page::Home,
        feeds,
        alternates,
        data: data.map(|_| linker.to(&of_data)),
        styles: site.styles().map(|(_, path)| linker.to(path)).collect(),
        remote_images: site.options.allow_remote_images,
        search: site.search.as_ref().map(|search| linker.to(&search.page)),
        at_search: page == Page::Search,
        navigation: navigation(site, linker, page),
    }
}

/// The absolute address of a file, where that of the site is known.
pub(super) fn absolute(site: &Site, path: &SitePath) -> Option<String> {
    let url = site.options.site_url.as_deref()?;
    Some(format!("{url}{}", path.encoded_address()))
}

/// The link to the home page.
pub(super) fn home(site: &Site, linker: &Linker<'_>) -> LinkView {
    LinkView {
        title: site.view.title.clone(),
        url: linker.to(&SitePath::page("")),
    }
}

/// The links to groups, for the trail of a page.
pub(super) fn group_links(site: &Site, linker: &Linker<'_>, groups: &[usize]) -> Vec<LinkView> {
    groups
        .iter()
        .filter_map(|at| {
            let node = &site.groups.nodes[*at];
            Some(LinkView {
                title: node.title.clone(),
                url: linker.to(node.page.as_ref()?),
            })
        })
        .collect()
}

fn navigation(site: &Site, linker: &Linker<'_>, page: Page) -> Vec<NavigationView> {
    let mut out = vec![NavigationView {
        title: site.language().text("Incidents").to_owned(),
        url: linker.to(&SitePath::page("")),
        current: is_incidents(page),
    }];
    if let Some(ledger) = &site.ledger {
        out.push(NavigationView {
            title: site.language().text("Actions").to_owned(),
            url: linker.to(&ledger.main),
            current: matches!(page, Page::Actions | Page::ActionsOf(_)),
        });
    }
    if let Some(insights) = &site.insights {
        out.push(NavigationView {
            title: site.language().text("Insights").to_owned(),
            url: linker.to(&insights.main),
            current: page.kind() == "insights",
        });
    }
    let here = match page {
        Page::Taxonomy(t) | Page::Term(t, _) | Page::Primer(t, _) => Some(t),
        _ => None,
    };
    let mut found = page == Page::Taxonomies;
    for key in IN_NAVIGATION {
        let taxonomies = site.archive.taxonomies.iter();
        if let Some(t) = taxonomies.clone().position(|taxonomy| taxonomy.key == key) {
            found |= here == Some(t);
            out.push(NavigationView {
                title: site
                    .language()
                    .text(site.archive.taxonomies[t].title)
                    .to_owned(),
                url: linker.to(&site.taxonomies[t].page),
                current: here == Some(t),
            });
        }
    }
    if !site.archive.taxonomies.is_empty() {
        out.push(NavigationView {
            title: site.language().text("All indexes").to_owned(),
            url: linker.to(&SitePath::page(ALL_INDEXES)),
            current: page == Page::Taxonomies || (here.is_some() && !found),
        });
    }
    if let Some(search) = &site.search {
        out.push(NavigationView {
            title: site.language().text("Search").to_owned(),
            url: linker.to(&search.page),
            current: page == Page::Search,
        });
    }
    out
}

/// The address where a source, or the file that holds it, can be edited.
pub(super) fn edit_url(site: &Site, source: &str) -> Option<String> {
    let template = site.options.edit_url_template.as_deref()?;
    let file = site
        .options
        .files
        .get(source)
        .map_or(source, |file| &**file);
    Some(template.replace("{path}", &encode(file)))
}

/// Written blocks of a source, as that page shows them.
pub(super) fn body(site: &Site, linker: &Linker<'_>, source: &str, body: &Body) -> Markup {
    let filled = body.fill(&DocumentLinks {
        site,
        source,
        linker,
        page: linker.from(),
        reports: &site.addresses,
    });
    filled.into()
}

/// The site as every page sees it.
pub(in crate::site) fn site_view(archive: &Archive, options: &Options) -> SiteView {
    let years = archive
        .reports
        .iter()
        .filter_map(|report| Some(report.day()?.year()));
    let root_title = archive
        .contents
        .root
        .index
        .and_then(|at| archive.indexes.get(at))
        .and_then(|index| index.title.as_deref())
        .map(str::trim)
        .filter(|title| {
            !title.is_empty() && !EMPTY_TITLES.contains(&title.to_lowercase().as_str())
        });
    SiteView {
        title: options
            .title
            .as_deref()
            .or(root_title)
            .unwrap_or_else(|| options.words.text("Incident postmortems"))
            .to_owned(),
        description: options.description.clone(),
        language: options.words.tag().to_owned(),
        direction: options.words.direction().name(),
        url: options.site_url.clone(),
        authors: options.authors.clone(),
        reports: archive.reports.len(),
        first_year: years.clone().min(),
        last_year: years.max(),
        repository: options.repository.clone(),
        generator: concat!("pmsite ", env!("CARGO_PKG_VERSION")).to_owned(),
    }
}
