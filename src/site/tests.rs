//! A small archive made by hand: which files its site has, and what stands in them.

use std::sync::Arc;

use jiff::civil::date;
use minijinja::Value;

use super::*;
use crate::archive::{Contents, Entry, Group, References, Target, Taxonomy, Term, fixture};
use crate::diagnostic::Severity;
use crate::document::{Block, BlockKind, Document, Heading, Inline, List, ListItem, Numbering};
use crate::facet::Property;
use crate::postmortem::{DateOrigin, Facet, Index, Origin, Postmortem, When};
use crate::source::Span;

mod shown;

fn report(path: &str, title: &str, day: i8) -> Postmortem {
    Postmortem {
        title: title.to_owned(),
        occurred: When {
            date: Some(date(2021, 7, day)),
            origin: Some(DateOrigin::Title),
            ..When::default()
        },
        ..fixture::report(path, "", Vec::new())
    }
}

fn block(kind: BlockKind) -> Block {
    Block::new(Span::default(), kind)
}

fn words(text: &str) -> Vec<Inline> {
    vec![Inline::text(Span::default(), text)]
}

fn link_list(targets: &[&str]) -> Block {
    let item = |target: &&str| ListItem {
        span: Span::default(),
        check: None,
        blocks: vec![block(BlockKind::Paragraph(vec![Inline::link(
            Span::default(),
            *target,
            words("an incident"),
        )]))],
    };
    block(BlockKind::List(Box::new(List {
        start: None,
        numbering: Numbering::default(),
        tight: true,
        items: targets.iter().map(item).collect(),
    })))
}

/// Three reports in a folder with an introduction at the root, one service, one year.
fn archive() -> Archive {
    let mut reports = vec![
        report("2021/dns.md", "2021-07-12: DNS", 12),
        report("2021/dns/index.md", "Another", 11),
        report("2021/old.md", "Old", 10),
    ];
    reports[0].aliases = vec![("/was/here.html".to_owned(), Span::default())];
    reports[0].facets[Property::Service] = vec![Facet {
        name: "name server".to_owned(),
        origin: Origin::Suggested,
        evidence: Some("resolvers".to_owned()),
        span: Span::default(),
    }];
    let heading = Heading {
        level: 1,
        content: words("Our incidents"),
        id: None,
    };
    let index = Index {
        path: "README.md".into(),
        portion: None,
        title: Some("Our incidents".to_owned()),
        draft: false,
        weight: None,
        max_depth: None,
        document: Document {
            blocks: vec![
                block(BlockKind::Heading(Box::new(heading))),
                block(BlockKind::Paragraph(words("Welcome."))),
                link_list(&["2021/dns.md", "2021/old.md"]),
            ],
            ..Document::default()
        },
    };
    let mut references = References {
        assets: vec!["2021/graph one.png".to_owned()],
        ..References::default()
    };
    let targets = references
        .targets
        .entry("README.md".to_owned())
        .or_default();
    for (target, report) in [("2021/dns.md", 0), ("2021/old.md", 2)] {
        targets.insert(target.to_owned(), Target::Report(report, None));
    }
    let term = |id: &str, name: &str, parent, children: &[usize], reports: &[usize]| Term {
        id: id.to_owned(),
        name: name.to_owned(),
        description: None,
        parent,
        children: children.to_vec(),
        reports: reports.to_vec(),
        values: reports.iter().map(|report| (*report, 0)).collect(),
    };
    Archive {
        reports: reports.into_iter().map(Arc::new).collect(),
        indexes: vec![index],
        switched_off: Vec::new(),
        taxonomies: vec![
            Taxonomy {
                key: "service",
                plural: "services",
                title: "Services",
                terms: vec![term("name-server", "Name server", None, &[], &[0])],
            },
            Taxonomy {
                key: "year",
                plural: "years",
                title: "Years",
                terms: vec![
                    term("2021", "2021", None, &[1], &[0, 1, 2]),
                    term("2021/07", "July", Some(0), &[], &[0, 1, 2]),
                ],
            },
        ],
        contents: Contents {
            root: Group {
                index: Some(0),
                entries: vec![Entry::Group(Group {
                    title: "2021".to_owned(),
                    folder: Some("2021".to_owned()),
                    entries: (0..3).map(|at| Entry::Report(at, None)).collect(),
                    ..Group::default()
                })],
                ..Group::default()
            },
            order: vec![0, 1, 2],
        },
        references,
        ..Archive::default()
    }
}

fn with_url() -> Options {
    Options {
        language: "en".to_owned(),
        site_url: Some("https://x.org/pm/".to_owned()),
        cname: Some("x.org".to_owned()),
        additional_css: vec!["my.css".to_owned()],
        ..Options::default()
    }
}

fn paths(site: &Site) -> Vec<&str> {
    site.pages().map(|(path, _)| path.as_str()).collect()
}

/// What the template of a page would see.
#[expect(
    clippy::result_large_err,
    reason = "that is what filling a template gives"
)]
fn context(site: &Site, path: &str) -> Value {
    let path = SitePath::file(path);
    let page = site.page(&path).expect("the page exists");
    let seen = std::cell::RefCell::new(Value::from(()));
    let fill = |_: &str, value: Value| -> Result<Vec<u8>, Diagnostic> {
        seen.replace(value);
        Ok(Vec::new())
    };
    site.render(&path, page, &fill)
        .expect("the template accepts everything");
    seen.into_inner()
}

fn at(value: &Value, path: &str) -> String {
    path.split('.')
        .fold(value.clone(), |value, part| match part.parse::<usize>() {
            Ok(number) => value.get_item_by_index(number).unwrap_or_default(),
            Err(_) => value.get_attr(part).unwrap_or_default(),
        })
        .to_string()
}

/// What only words suggest is named in the archive and in the configuration, which know nothing of each other.
#[test]
fn every_index_can_be_switched_off() {
    for key in crate::facet::switches().chain([crate::archive::SUGGESTED]) {
        let book = format!("[taxonomies]\n{key} = false\n");
        let (config, found) = crate::config::parse("book.toml", &book);
        assert!(found.is_empty(), "{key}");
        assert_eq!(config.taxonomies.get(key), Some(&false));
    }
}

/// A query is understood before the page has the list of the archive's indexes.
#[test]
fn the_search_knows_every_property_by_its_key() {
    let script = include_str!("../../themes/default/static/js/search/query.js");
    let list = script.split("usualKeys = [").nth(1).unwrap_or_default();
    let list = list.split(']').next().unwrap_or_default();
    for property in Property::ALL {
        let key = format!("\"{}\"", property.key());
        assert!(list.contains(&key), "{key} is missing in {list}");
    }
}

/// No report and no folder takes the address of a page that the site has, or would have with more reports.
#[test]
fn every_page_of_the_site_itself_has_a_reserved_name() {
    let (site, _) = Site::new(archive(), Bodies::new(), with_url());
    for (path, page) in site.pages() {
        let is_free = matches!(page.kind(), "home" | "report" | "index" | "redirect")
            || matches!(page, Page::NoJekyll | Page::Cname);
        assert!(is_free || address::is_reserved(path.top()), "{path}");
    }
}

#[test]
fn a_small_archive_has_these_files() {
    let (site, diagnostics) = Site::new(archive(), Bodies::new(), with_url());
    assert_eq!(
        paths(&site),
        [
            ".nojekyll",
            "2021/dns-2/index.html",
            "2021/dns/index.html",
            "2021/index.html",
            "2021/old/index.html",
            "404.html",
            "CNAME",
            "anniversaries/index.html",
            "api/index.html",
            "api/v1/schema.json",
            "feed.json",
            "feed.xml",
            "feeds.opml",
            "index.html",
            "indexes/index.html",
            "insights/index.html",
            "robots.txt",
            "services/index.html",
            "services/name-server/feed.json",
            "services/name-server/feed.xml",
            "services/name-server/index.html",
            "sitemap.xml",
            "was/here.html",
            "years/2021/07/feed.json",
            "years/2021/07/feed.xml",
            "years/2021/07/index.html",
            "years/2021/feed.json",
            "years/2021/feed.xml",
            "years/2021/index.html",
            "years/index.html",
        ]
    );
    let assets: Vec<String> = site.assets().map(|(_, to)| to.to_string()).collect();
    assert_eq!(assets, ["2021/graph one.png"]);
    let found: Vec<_> = diagnostics.iter().map(|d| (d.severity, d.rule)).collect();
    assert_eq!(found, [(Severity::Warning, "address-clash")]);
    assert!(
        diagnostics
            .iter()
            .all(|d| d.message.contains("2021/dns/index.md") && d.message.contains("2021/dns.md")),
        "{diagnostics:?}"
    );
}

#[test]
fn without_an_address_there_is_one_note_and_no_feed() {
    let (site, diagnostics) = Site::new(archive(), Bodies::new(), Options::default());
    assert!(!paths(&site).iter().any(|path| {
        ["feed.xml", "sitemap.xml", "robots.txt"]
            .iter()
            .any(|name| path.contains(name))
    }));
    let rules: Vec<_> = diagnostics.iter().map(|d| d.rule).collect();
    assert_eq!(rules, ["address-clash", "no-site-url"]);
}

#[test]
fn two_declared_addresses_are_an_error_at_both_places() {
    let mut archive = archive();
    for (report, span) in [(0, 10), (1, 20)] {
        Arc::make_mut(&mut archive.reports[report]).slug =
            Some(("outage".to_owned(), Span::new(span, span + 6)));
    }
    Arc::make_mut(&mut archive.reports[1]).path = Arc::from("2021/b.md");
    Arc::make_mut(&mut archive.reports[2]).aliases = vec![
        ("2021/outage".to_owned(), Span::new(30, 36)),
        ("2021/old/".to_owned(), Span::new(40, 46)),
        ("../x".to_owned(), Span::new(50, 56)),
    ];
    let (_, diagnostics) = Site::new(archive, Bodies::new(), with_url());
    let found: Vec<_> = diagnostics
        .iter()
        .map(|d| {
            let start = d
                .place
                .as_ref()
                .and_then(|place| place.span)
                .map(|s| s.start);
            let label = d.labels.first().and_then(|label| label.place.span);
            (d.severity, d.rule, start, label.map(|s| s.start))
        })
        .collect();
    assert_eq!(
        found,
        [
            (Severity::Error, "address-clash", Some(10), Some(20)),
            (Severity::Error, "address-clash", Some(30), Some(20)),
            (Severity::Warning, "address-clash", Some(40), None),
            (Severity::Warning, "unusable-address", Some(50), None),
        ]
    );
}

#[test]
fn pages_show_what_their_templates_need() {
    let (site, _) = Site::new(archive(), Bodies::new(), with_url());
    let home = context(&site, "index.html");
    for (path, expected) in [
        ("site.title", "Our incidents"),
        ("site.reports", "3"),
        ("page.kind", "home"),
        ("page.frame.root", "./"),
        ("page.canonical", "https://x.org/pm/"),
        ("page.frame.feeds.0.url", "feed.xml"),
        ("page.frame.styles.0", "static/additional/my.css"),
        ("home.newest.0.title", "DNS"),
        ("home.newest.0.url", "2021/dns/index.html"),
        ("home.newest.0.day.text", "12 July 2021"),
        ("home.contents.entries.0.group.url", "2021/index.html"),
        (
            "home.contents.entries.0.group.entries.1.report.title",
            "Another",
        ),
        ("home.strip.years.0.url", "years/2021/index.html"),
        ("home.taxonomies.0.terms.0.name", "Name server"),
    ] {
        assert_eq!(at(&home, path), expected, "{path}");
    }
    let report = context(&site, "2021/dns/index.html");
    for (path, expected) in [
        ("page.path", "2021/dns/"),
        ("page.frame.root", "../../"),
        ("page.trail.1.url", "../index.html"),
        (
            "report.facets.0.terms.0.url",
            "../../services/name-server/index.html",
        ),
        ("report.facets.0.terms.0.stated", "False"),
        ("report.facets.0.terms.0.evidence", "resolvers"),
        ("report.next.title", "Another"),
    ] {
        assert_eq!(at(&report, path), expected, "{path}");
    }
    let feed = context(&site, "services/name-server/feed.xml");
    assert_eq!(at(&feed, "feed.updated"), "2021-07-12T00:00:00Z");
    assert_eq!(
        at(&feed, "feed.entries.0.url"),
        "https://x.org/pm/2021/dns/"
    );
    let redirect = context(&site, "was/here.html");
    assert_eq!(at(&redirect, "redirect.url"), "../2021/dns/index.html");
    let missing = context(&site, "404.html");
    assert_eq!(at(&missing, "page.frame.navigation.0.url"), "/pm/");
}

#[test]
fn nothing_of_the_introduction_vanishes() {
    let (site, _) = Site::new(archive(), Bodies::new(), with_url());
    let shown = at(&context(&site, "index.html"), "home.introduction");
    assert_eq!(
        shown, "<p>Welcome.</p>\n",
        "title and list are shown elsewhere"
    );
    let mut archive = archive();
    let blocks = &mut archive.indexes[0].document.blocks;
    blocks.extend((0..9).map(|_| block(BlockKind::Paragraph(words("More.")))));
    let (site, _) = Site::new(archive, Bodies::new(), with_url());
    let home = context(&site, "index.html");
    assert_eq!(at(&home, "home.more.url"), "introduction/index.html");
}

#[test]
fn long_groups_are_left_to_their_own_pages() {
    let mut archive = archive();
    archive.reports = (0..500)
        .map(|n| Arc::new(report(&format!("2021/r{n:03}.md"), "R", 11)))
        .collect();
    let group = |title: &str, reports: std::ops::Range<usize>| {
        Entry::Group(Group {
            title: title.to_owned(),
            entries: reports.map(|at| Entry::Report(at, None)).collect(),
            ..Group::default()
        })
    };
    archive.indexes.clear();
    archive.contents.root.index = None;
    archive.contents.root.entries = vec![group("Services", 0..40), group("Long", 40..500)];
    archive.taxonomies.clear();
    let (site, _) = Site::new(archive, Bodies::new(), with_url());
    let home = context(&site, "index.html");
    for (path, expected) in [
        ("home.contents.entries.0.group.cut", "False"),
        ("home.contents.entries.0.group.url", "services-2/index.html"),
        ("home.contents.entries.1.group.cut", "True"),
        ("home.contents.entries.1.group.count", "460"),
        ("home.contents.entries.1.group.url", "long/index.html"),
    ] {
        assert_eq!(at(&home, path), expected, "{path}");
    }
    let long = context(&site, "long/index.html");
    assert_eq!(at(&long, "index.contents.entries.459.report.title"), "R");
}

#[test]
fn records_have_the_promised_shape() {
    let (site, _) = Site::new(archive(), Bodies::new(), Options::default());
    let records = export::records(&site);
    let line = export::ndjson(&records[..1]);
    assert!(
        line.starts_with(
            "{\"id\":\"2021/dns\",\"source\":\"2021/dns.md\",\"url\":\"2021/dns/\",\
             \"format\":\"markdown\",\"lang\":null,\"title\":\"2021-07-12: DNS\",\
             \"date\":\"2021-07-12\",\"date_origin\":\"title\",\"start\":null"
        ),
        "{line}"
    );
    assert!(line.contains(
        "\"services\":[{\"id\":\"name-server\",\"name\":\"Name server\",\"origin\":\"suggested\",\
         \"evidence\":\"resolvers\"}]"
    ));
    assert_eq!(export::csv(&records).lines().count(), 4);
    assert_eq!(export::json(&[]), "[]\n");
}

#[test]
fn a_site_can_be_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Site>();
}
