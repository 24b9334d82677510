//! Every link that pmsite writes leads somewhere: to a file of the site, to an id on its page. None of them depends on where
//! the site stands, so the site works under a sub-path and from `file://`, where no server turns a folder into its page.

#![allow(
    clippy::disallowed_methods,
    clippy::case_sensitive_file_extension_comparisons,
    reason = "a test touches the disk, and knows how its own files are called"
)]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use percent_encoding::percent_decode_str;
use pmsite::document::anchor::RESERVED;
use scraper::{Html, Selector};
use support::{Files, Site, demonstration, pages};

/// A page, parsed: its ids and what it points at, each with the element that does.
struct Page {
    ids: BTreeSet<String>,
    twice: Vec<String>,
    links: Vec<(String, String)>,
}

/// Attributes that hold an address.
const ADDRESSES: [&str; 6] = ["href", "src", "action", "poster", "data", "xlink:href"];

fn parse(text: &str) -> Page {
    let html = Html::parse_document(text);
    let mut page = Page {
        ids: BTreeSet::new(),
        twice: Vec::new(),
        links: Vec::new(),
    };
    for element in html.select(&Selector::parse("*").expect("a selector")) {
        let element = element.value();
        if let Some(id) = element.attr("id")
            && !page.ids.insert(id.to_owned())
        {
            page.twice.push(id.to_owned());
        }
        let rel = element.attr("rel").unwrap_or("");
        for address in ADDRESSES.iter().filter_map(|name| element.attr(name)) {
            page.links.push((
                format!("{} {rel}", element.name()).trim().to_owned(),
                address.to_owned(),
            ));
        }
        if element.attr("http-equiv") == Some("refresh") {
            let target = element
                .attr("content")
                .and_then(|content| content.split_once("url="));
            let (_, target) = target.expect("a redirect names its target");
            page.links.push(("refresh".to_owned(), target.to_owned()));
        }
    }
    page
}

/// The path that `link` means on the page at `from`; `None` where it leads out of the site.
fn resolve(from: &str, link: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    // A folder is no page where no server looks for its index.
    let folder = if link.ends_with('/') { "/" } else { "" };
    Some(format!("{}{folder}", parts.join("/")))
}

/// The scheme of an absolute address.
fn scheme_of(link: &str) -> Option<&str> {
    let (scheme, _) = link.split_once(':')?;
    scheme
        .chars()
        .all(|c| c.is_ascii_alphabetic())
        .then_some(scheme)
}

/// Whether a server finds a page there.
fn is_page(files: &Files, path: &str) -> bool {
    let is_folder = path.is_empty() || path.ends_with('/');
    files.contains_key(path) || (is_folder && files.contains_key(&format!("{path}index.html")))
}

fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// What is wrong with the links of a site whose own address is `home`.
fn faults(files: &Files, home: &str) -> Vec<String> {
    let parsed: BTreeMap<&str, Page> = pages(files)
        .map(|(path, text)| (path, parse(text)))
        .collect();
    assert!(parsed.len() > 3, "the site has hardly a page");
    let mut faults = Vec::new();
    for (from, page) in &parsed {
        faults.extend(
            page.twice
                .iter()
                .map(|id| format!("{from}: two elements have the id `{id}`")),
        );
        for (element, link) in &page.links {
            let mut fault = |what: &str| faults.push(format!("{from}: {element} `{link}` {what}"));
            // Which schemes are safe is not asked here.
            let is_absolute =
                scheme_of(link).is_some_and(|scheme| scheme != "file" && scheme != "data");
            if is_absolute || link.starts_with("//") {
                // What tells others about the page is absolute; what leads through the site is not.
                if link.starts_with(home) && element != "link canonical" && *from != "404.html" {
                    fault("leads by the absolute address to the site itself");
                }
                if !matches!(element.as_str(), "a" | "link canonical") && *from != "404.html" {
                    fault("loads something from elsewhere");
                }
                continue;
            }
            if link.starts_with("data:image/") && element == "img" {
                continue;
            }
            let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
            // The page for wrong addresses is shown by a server, at any depth: it alone names pages from the root.
            let base = home
                .split_once("://")
                .and_then(|(_, rest)| Some(&rest[rest.find('/')?..]))
                .unwrap_or("/");
            if *from == "404.html"
                && let Some(inside) = path.strip_prefix(base)
            {
                if !is_page(files, &decode(inside)) {
                    fault("leads nowhere");
                }
                continue;
            }
            if path.starts_with('/') || scheme_of(path).is_some() {
                fault("is not relative");
                continue;
            }
            let target = if path.is_empty() {
                Some((*from).to_owned())
            } else {
                resolve(from, &decode(path))
            };
            match target {
                None => fault("leads out of the site"),
                Some(target) if !files.contains_key(&target) => fault("leads nowhere"),
                Some(target) => {
                    let anchor = decode(anchor);
                    if !anchor.is_empty()
                        && !parsed
                            .get(target.as_str())
                            .is_some_and(|page| page.ids.contains(&anchor))
                    {
                        fault("names no id of its page");
                    }
                }
            }
        }
    }
    faults
}

/// Addresses that feeds and the sitemap name: absolute, and each a page.
fn addresses(files: &Files, home: &str) -> (usize, Vec<String>) {
    let mut count = 0;
    let mut faults = Vec::new();
    for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".xml")) {
        let text = std::str::from_utf8(bytes).expect("a feed is UTF-8");
        let xml =
            roxmltree::Document::parse(text).unwrap_or_else(|error| panic!("{path}: {error}"));
        for node in xml.descendants() {
            let address = match node.tag_name().name() {
                "loc" => node.text(),
                "link" => node.attribute("href"),
                _ => None,
            };
            let Some(address) = address else { continue };
            count += 1;
            let inside = address.strip_prefix(home).map(decode);
            if !inside.is_some_and(|inside| is_page(files, &inside)) {
                faults.push(format!("{path}: `{address}` is no file of the site"));
            }
        }
    }
    (count, faults)
}

#[track_caller]
fn check(files: &Files, home: &str) {
    let mut all = faults(files, home);
    let (count, more) = addresses(files, home);
    assert_eq!(
        count > 0,
        files.contains_key("sitemap.xml"),
        "feeds and a sitemap name addresses"
    );
    all.extend(more);
    assert!(all.is_empty(), "{}", all.join("\n"));
}

#[test]
fn bare() {
    let site = Site::from_dir("sites/bare");
    site.build(&[]).code(0);
    check(&site.output(), "https://nowhere.example/");
}

#[test]
fn folders() {
    let site = Site::from_dir("sites/folders");
    site.build(&[]).code(0);
    check(&site.output(), "https://incidents.example.org/archive/");
}

#[test]
fn folders_without_an_address_and_with_drafts() {
    let site = Site::from_dir("sites/folders");
    let book = std::fs::read_to_string(site.root().join("book.toml")).expect("the fixture has one");
    let book: Vec<&str> = book
        .lines()
        .filter(|line| !line.starts_with("site-url"))
        .collect();
    site.edit("book.toml", book.join("\n"));
    site.build(&["--drafts"]).code(0);
    check(&site.output(), "https://incidents.example.org/archive/");
}

#[test]
fn forms() {
    let site = Site::from_dir("sites/forms");
    site.build(&[]).code(0);
    check(&site.output(), "https://incidents.example.net/");
}

#[test]
fn hostile() {
    let site = Site::from_dir("sites/hostile");
    site.build(&[]).code(0);
    check(
        &site.output(),
        "https://hostile.example/'onclick='alert(1)/",
    );
}

#[test]
fn links_to_neighbours_say_which_is_newer_where_a_list_goes_by_day() {
    let site = Site::empty("neighbours");
    // As listed: the newest first, but for the one of the third day.
    let days = [14, 13, 12, 11, 3, 10, 9, 8, 7, 6, 5, 4];
    let mut list = vec!["# Reports\n".to_owned()];
    for day in days {
        site.edit(
            &format!("reports/day-{day}.md"),
            format!("---\ndate: 2031-02-{day:02}\n---\n# Day {day}\n\n## Impact\n\nIt rained.\n"),
        );
        list.push(format!("- [Day {day}](reports/day-{day}.md)"));
    }
    site.edit("README.md", list.join("\n")).build(&[]).code(0);
    let says = |day: u32| {
        let page =
            Html::parse_document(&site.expect_file(&format!("reports/day-{day}/index.html")));
        let links = Selector::parse(".neighbours a").expect("a selector");
        let words = |link: scraper::ElementRef<'_>| link.text().collect::<Vec<_>>().concat();
        page.select(&links).map(words).collect::<Vec<_>>()
    };
    assert_eq!(says(13), ["Newer: Day 14", "Older: Day 12"]);
    assert_eq!(says(3), ["Previous: Day 11", "Next: Day 10"]);
    assert_eq!(says(10), ["Previous: Day 3", "Next: Day 9"]);
    // A list that goes the other way round is read as it stands.
    list[1..].reverse();
    site.edit("README.md", list.join("\n")).build(&[]).code(0);
    assert_eq!(says(13), ["Previous: Day 12", "Next: Day 14"]);
}

#[test]
fn the_ids_of_a_page_and_those_of_its_text_never_meet() {
    let site = Site::empty("ids");
    site.edit(
        "2021-01-02-dns.md",
        "# DNS\n\n## fn-1\n\nIt broke.[^1] And again.[^1]\n\n## PM main\n\n## Impact {#pm:main}\n\n\
         <a id=\"pm:fn-1\"></a><a id=\"fnref-1\"></a>See [above](#fn-1) and [this](#pm-main).\n\n[^1]: By itself.\n",
    );
    site.build(&["--strict"]).code(0);
    check(&site.output(), "https://nowhere.example/");
    let page = site.expect_file("2021-01-02-dns/index.html");
    for id in [
        "fn-1",
        "pm-main",
        "impact",
        "fnref-1",
        "pm:fn-1",
        "pm:fnref-1-2",
        "pm:main",
    ] {
        assert!(page.contains(&format!("id=\"{id}\"")), "{id}: {page}");
    }
}

#[test]
fn the_templates_use_no_id_that_a_text_may_have() {
    let theme = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default/templates");
    let templates = support::files(&theme);
    let mut ids = 0;
    for (path, bytes) in &templates {
        let text = String::from_utf8_lossy(bytes);
        for id in text.split(" id=\"").skip(1) {
            ids += 1;
            // The letters of an index and of titles and the weeks of the year stand on no page with somebody's text.
            let own = [
                "{{ letter.anchor }}",
                "{{ group.anchor }}",
                "{{ week.id }}\"",
            ];
            let is_letter = own.iter().any(|own| id.starts_with(own));
            // That of the title is an id of the text: it is told apart from the others there.
            let is_title = id.starts_with("{{ report.title_id }}");
            assert!(
                is_letter || is_title || id.starts_with(RESERVED),
                "{path}: `{id:.30}`"
            );
        }
    }
    assert!(ids > 2, "the templates have hardly an id");
}

#[test]
fn demonstration_of_this_repository() {
    let (_folder, files) = demonstration();
    check(&files, "https://pmsite.github.io/pmsite/");
}

/// Files that nobody comes to by the links of a page: by the begin of their path, each with how it is found.
const FOUND_OTHERWISE: [(&str, &str); 11] = [
    (".nojekyll", "GitHub asks for it"),
    (".pmsite-manifest", "the next build reads it"),
    ("404.html", "a server shows it at addresses without a page"),
    (
        "api/v1/postmortems/",
        "the page of data says how they are called",
    ),
    ("robots.txt", "search engines ask for it"),
    ("sitemap.xml", "robots.txt names it"),
    ("search/d", "the search page loads it"),
    ("search/facets.js", "the search page loads it"),
    ("search/manifest.js", "the search page loads it"),
    ("search/w", "the search page loads it"),
    ("theme/js/copy.js", "pages with code load it"),
];

/// The files to which no way of links leads from the home page, but for those above and for former addresses, which are there for
/// links from elsewhere. Addresses in scripts and in data are no links.
fn orphans(files: &Files) -> Vec<&str> {
    let mut reached = BTreeSet::from(["index.html".to_owned()]);
    let mut open = vec!["index.html".to_owned()];
    while let Some(from) = open.pop() {
        let Some(bytes) = files.get(&from).filter(|_| from.ends_with(".html")) else {
            continue;
        };
        for (_, link) in parse(&String::from_utf8_lossy(bytes)).links {
            let path = link.split(['#', '?']).next().unwrap_or_default();
            let target = (scheme_of(path).is_none() && !path.is_empty())
                .then(|| resolve(&from, &decode(path)))
                .flatten();
            open.extend(target.filter(|target| reached.insert(target.clone())));
        }
    }
    let is_found_otherwise = |path: &str| {
        let mut known = FOUND_OTHERWISE.iter();
        known.any(|(begin, _)| path.starts_with(begin))
    };
    let is_redirect = |bytes: &[u8]| {
        let page = parse(&String::from_utf8_lossy(bytes));
        page.links.iter().any(|(element, _)| element == "refresh")
    };
    (files.iter())
        .filter(|(path, _)| !reached.contains(*path) && !is_found_otherwise(path))
        .filter(|(path, bytes)| !(path.ends_with(".html") && is_redirect(bytes)))
        .map(|(path, _)| &**path)
        .collect()
}

/// An archive with reason for every kind of page there is.
fn rich() -> Site {
    let site = Site::empty("rich");
    site.edit(
        "book.toml",
        "[book]\nsrc = \".\"\n[taxonomies]\npeople = true\n[output.html]\nsite-url = \"https://mill.example/\"\n\
         [output.json]\nper-report = true\n[output.page-md]\n",
    );
    let causes = [
        "capacity/disk",
        "config/error",
        "network/dns",
        "hardware/disk",
    ];
    let letters = ('A'..='Z').collect::<Vec<_>>();
    for number in 0..240_usize {
        let (year, month, day) = (2020 + number % 6, 1 + number % 12, 1 + number % 28);
        let letter = letters[number % letters.len()];
        site.edit(
            &format!("{year}/{year}-{month:02}-{day:02}-mill-{number}.md"),
            format!(
                "---\ntitle: {letter}-mill {number} stopped\nservices: [{letter}-mill {}, Sluice]\ncauses: [{}]\ntriggers: [change/deploy]\n\
                 teams: [Team {letter}]\ntags: [t{}]\nseverity: SEV-{}\n\
                 start: {year}-{month:02}-{day:02} 10:00 UTC\nend: {year}-{month:02}-{day:02} 11:30 UTC\n---\n\n\
                 Incident lead: Ada {letter}\n\n## Timeline\n\n- 10:00 UTC the wheel stood still\n- 11:30 UTC it turned\n\n\
                 ## Where we got lucky\n\n- It was a Sunday in mill {number}.\n\n## Action items\n\n- [ ] grease wheel {number} (MILL-{number})\n\
                 - [x] clean sluice {number}\n",
                number % 50,
                causes[number % causes.len()],
                number % 60,
                1 + number % 4,
            ),
        );
    }
    site
}

/// A page that nobody is led to is a page that nobody reads.
#[test]
fn every_file_is_found_by_following_links() {
    let (_folder, own) = demonstration();
    assert_eq!(orphans(&own), [""; 0]);
    let site = rich();
    site.build(&[]).code(0);
    let files = site.output();
    assert!(files.len() > 900, "{} files are no rich site", files.len());
    assert_eq!(orphans(&files), [""; 0]);
}

/// Who comes to a wrong address is told so, and finds a way on: a field to search for what was there, the reports, the indexes.
#[test]
fn the_page_for_wrong_addresses_leads_on() {
    let site = Site::empty("wrong");
    let report = "---\nservices: [Sluice]\n---\n\n# The sluice stuck\n\n## Impact\n\nNo water.\n";
    site.edit("2031-03-01-sluice.md", report);
    let main = |text: &str| {
        let page = Html::parse_document(text);
        let select = |selector: &str| {
            let found = Selector::parse(selector).expect("a selector");
            let words = |one: scraper::ElementRef<'_>| one.text().collect::<String>();
            page.select(&found).map(words).collect::<Vec<_>>()
        };
        let words = ["main h1", "main .lede", "main .sum"].map(|one| select(one).concat());
        (
            words.map(|words| words.trim().to_owned()),
            select("main li a"),
            select("main form").len(),
        )
    };
    let said = [
        "Page not found",
        "There is no page at this address.",
        "It may have been moved or renamed, or the address may be incomplete.",
    ]
    .map(str::to_owned);
    for (book, forms) in [("", 1), ("[output.search]\nenable = false\n", 0)] {
        site.edit("book.toml", format!("[book]\nsrc = \".\"\n{book}"));
        site.build(&[]).code(0);
        let (words, links, count) = main(&site.expect_file("404.html"));
        assert_eq!((words, count), (said.clone(), forms), "{book}");
        assert_eq!(links[0], "All reports");
        assert!(links.contains(&"Services".to_owned()), "{links:?}");
    }
    // It says so in the language of the site.
    site.edit("book.toml", "[book]\nsrc = \".\"\nlanguage = \"de\"\n");
    site.build(&[]).code(0);
    let (words, ..) = main(&site.expect_file("404.html"));
    assert_ne!(words, said);
}

#[test]
fn the_check_sees_what_is_wrong() {
    let page = |body: &str| format!("<!doctype html><body>{body}").into_bytes();
    let mut files: Files = ["a/index.html", "b/index.html", "c.html", "index.html"]
        .into_iter()
        .map(|path| (path.to_owned(), page("<p id=here>")))
        .collect();
    assert_eq!(faults(&files, "https://x.example/"), Vec::<String>::new());
    for bad in [
        "<a href=\"../b/\">",
        "<a href=\"/b/index.html\">",
        "<a href=\"../../b/index.html\">",
        "<a href=\"../b/index.html#gone\">",
        "<a href=\"../d.html\">",
        "<a href=\"https://x.example/b/\">",
        "<img src=\"https://y.example/x.png\">",
        "<img src=\"x.png\">",
        "<link rel=stylesheet href=x.css>",
        "<i id=x></i><i id=x></i>",
        "<meta http-equiv=refresh content=\"0; url=gone.html\">",
    ] {
        files.insert("a/index.html".to_owned(), page(bad));
        assert_eq!(faults(&files, "https://x.example/").len(), 1, "{bad}");
    }
}
