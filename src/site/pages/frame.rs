//! What every page has around its own view: title, addresses, feeds, navigation, the way from home.

use crate::archive::Archive;
use crate::document::{Block, BlockKind, walk};
use crate::html::{self, Settings};

use crate::site::link::{DocumentLinks, Linker};
use crate::site::path::{SitePath, encode};
use crate::site::views::{LinkView, NavigationView, PageView, SiteView};
use crate::site::{Options, Page, Site};

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

/// The frame of a page whose trail is home alone.
pub(super) fn of(site: &Site, linker: &Linker<'_>, page: Page, title: &str) -> PageView {
    let path = linker.from();
    let mut feeds = Vec::new();
    if let Page::Term(t, k) = page {
        let own = path.beside("feed.xml");
        if site.page(&own) == Some(Page::TermFeed(t, k)) {
            feeds.push(LinkView {
                title: format!("{title} · {}", site.view.title),
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
    PageView {
        title: title.to_owned(),
        description: None,
        kind: page.kind(),
        language: site.options.language.clone(),
        root: linker.root(),
        home: linker.to(&SitePath::page("")),
        path: path.encoded_address(),
        canonical: absolute(site, path),
        feeds,
        styles: site.styles().map(|(_, path)| linker.to(path)).collect(),
        remote_images: site.options.allow_remote_images,
        navigation: navigation(site, linker, page),
        trail: match page {
            Page::Home => Vec::new(),
            _ => vec![home(site, linker)],
        },
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
        title: "Incidents".to_owned(),
        url: linker.to(&SitePath::page("")),
        current: matches!(page.kind(), "home" | "report" | "index"),
    }];
    let here = match page {
        Page::Taxonomy(t) | Page::Term(t, _) => Some(t),
        _ => None,
    };
    let mut found = page == Page::Taxonomies;
    for key in IN_NAVIGATION {
        let taxonomies = site.archive.taxonomies.iter();
        if let Some(t) = taxonomies.clone().position(|taxonomy| taxonomy.key == key) {
            found |= here == Some(t);
            out.push(NavigationView {
                title: site.archive.taxonomies[t].title.to_owned(),
                url: linker.to(&site.taxonomies[t].page),
                current: here == Some(t),
            });
        }
    }
    if !site.archive.taxonomies.is_empty() {
        out.push(NavigationView {
            title: "All indexes".to_owned(),
            url: linker.to(&SitePath::page("indexes")),
            current: page == Page::Taxonomies || (here.is_some() && !found),
        });
    }
    out
}

/// The address where a source can be edited.
pub(super) fn edit_url(site: &Site, source: &str) -> Option<String> {
    let template = site.options.edit_url_template.as_deref()?;
    Some(template.replace("{path}", &encode(source)))
}

/// Blocks of a document as HTML, without the one at `skip`; the highest heading becomes an `h2`.
pub(super) fn body(
    site: &Site,
    linker: &Linker<'_>,
    source: &str,
    blocks: &[Block],
    skip: Option<usize>,
) -> String {
    let mut highest: Option<u8> = None;
    for (at, block) in blocks.iter().enumerate() {
        if Some(at) != skip {
            walk::blocks(std::slice::from_ref(block), &mut |block| {
                if let BlockKind::Heading(heading) = &block.kind {
                    highest = Some(highest.map_or(heading.level, |h| h.min(heading.level)));
                }
            });
        }
    }
    let heading_shift = highest.map_or(0, |level| 2 - i8::try_from(level).unwrap_or(2));
    let resolver = DocumentLinks {
        site,
        source,
        linker,
    };
    html::fragment(
        blocks,
        skip,
        Settings {
            resolver: &resolver,
            heading_shift,
            page: true,
        },
    )
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
            .unwrap_or("Incident postmortems")
            .to_owned(),
        description: options.description.clone(),
        language: options.language.clone(),
        url: options.site_url.clone(),
        authors: options.authors.clone(),
        reports: archive.reports.len(),
        first_year: years.clone().min(),
        last_year: years.max(),
        repository: options.repository.clone(),
        generator: concat!("pmsite ", env!("CARGO_PKG_VERSION")).to_owned(),
    }
}
