use super::super::fixture::{heading, image, index, link, links, named, paragraph, report};
use super::*;
use crate::document::Block;

/// An archive of reports in every shape; links are tried from `teams/pay/2021-02-03-queue.md`.
fn archive(extra: Vec<Block>) -> (Vec<Arc<Postmortem>>, Vec<Index>, Options) {
    let from = "teams/pay/2021-02-03-queue.md";
    let mut own = vec![heading(1, "Queue"), heading(2, "🔥 Root Cause")];
    own.extend(extra);
    let body = || vec![heading(2, "What went well?"), heading(2, "Årsak")];
    let mut reports = vec![
        report("2021-01-12-Django Site.md", "2021-01-12", body()),
        report("_posts/2018-04-26-outage.md", "2018-04-26", body()),
        report("bundles/2022-12-18-full/index.md", "2022-12-18", body()),
        report("log/2020-02-25.html.md.erb", "2020-02-25", body()),
        report("teams/net/router.md", "2021-01-01", body()),
        report(from, "2021-02-03", own),
        report("teams/search/router.md", "2021-01-02", body()),
    ];
    reports[0].title = "2021-01-12: Django site down".to_owned();
    reports[4].slug = Some(("bgp-leak".to_owned(), Span::default()));
    reports[6].aliases = vec![("/old/search-router.html".to_owned(), Span::default())];
    let indexes = vec![
        index("README.md", Vec::new()),
        index("teams/net/README.md", Vec::new()),
        index("teams/net/index.md", Vec::new()),
    ];
    let options = Options {
        own_addresses: vec![
            "https://example.org/incidents/".to_owned(),
            "https://github.com/example/reports".to_owned(),
        ],
        assets: [
            "bundles/2022-12-18-full/disk.png",
            "img/Graph One.png",
            "teams/pay/log.txt.gz",
        ]
        .map(str::to_owned)
        .to_vec(),
        other_files: vec!["scripts/fix.sh".to_owned()],
        ..Options::default()
    };
    let reports = reports.into_iter().map(Arc::new).collect();
    (reports, indexes, options)
}

fn resolve_all(extra: Vec<Block>) -> (References, Vec<String>) {
    let (reports, indexes, options) = archive(extra);
    let left_out = BTreeMap::from([(Arc::from("teams/pay/secret.md"), "a draft")]);
    let mut diagnostics = Diagnostics::new();
    let references = resolve(&reports, &indexes, &left_out, &options, &mut diagnostics);
    let found = diagnostics
        .iter()
        .map(|diagnostic| diagnostic.rule.to_owned())
        .collect();
    (references, found)
}

/// What a target leads to, in one word, and the rules that were broken on the way.
fn tried(inline: crate::document::Inline, target: &str) -> String {
    let (references, rules) = resolve_all(vec![paragraph(vec![inline])]);
    let target = match references.target("teams/pay/2021-02-03-queue.md", target) {
        None => "away".to_owned(),
        Some(Target::Report(at, None)) => format!("{at}"),
        Some(Target::Report(at, Some(anchor))) => format!("{at}#{anchor}"),
        Some(Target::Index(at, _)) => format!("index {at}"),
        Some(Target::Folder(path)) => format!("folder {path}"),
        Some(Target::Here(anchor)) => format!("#{anchor}"),
        Some(Target::Asset(path)) => path.clone(),
        Some(Target::Away(_)) => "never listed".to_owned(),
        Some(Target::Nowhere) => "nowhere".to_owned(),
        Some(Target::Unpublished) => "unpublished".to_owned(),
    };
    std::iter::once(target)
        .chain(rules)
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn links_are_found_in_every_form_people_write() {
    for (target, expected) in [
        // From the folder, from the root, in another case, encoded, with or without endings.
        ("../net/router.md", "4"),
        ("../net/Router.MD", "4"),
        ("..\\net\\router.md", "4"),
        ("../net/router.html?utm=1#arsak", "4 broken-anchor"),
        ("../net/router/#%C3%A5rsak", "4#årsak"),
        ("/teams/net/router", "4"),
        ("teams/net/router.markdown", "4"),
        ("../../2021-01-12-Django%20Site.md", "0"),
        ("/2021-01-12-django-site/", "0"),
        ("../../log/2020-02-25", "3"),
        ("../../log/2020-02-25.html", "3"),
        ("../../bundles/2022-12-18-full/", "2"),
        (
            "../../bundles/2022-12-18-full/index.md#What-Went-Well",
            "2#what-went-well",
        ),
        // From a root that lies higher or lower, against the address of the page.
        ("/docs/reports/teams/net/router.md", "4"),
        ("/incidents/2020-02-25/", "3"),
        ("/net/router.md", "4"),
        ("../../net/router/", "4"),
        // Addresses that were declared or that other tools derive.
        ("/2018/04/26/outage.html", "1"),
        ("/blog/2018/04/26/outage/", "1"),
        ("../net/bgp-leak/", "4"),
        ("/old/search-router.html", "6"),
        // Own absolute addresses.
        ("https://example.org/incidents/teams/net/router/", "4"),
        (
            "https://github.com/example/reports/blob/main/docs/log/2020-02-25.html.md.erb#L3",
            "3",
        ),
        ("https://github.com/example/reports/pull/7", "away"),
        // Index files, folders, the root.
        ("../net/", "index 2"),
        ("../net/README.md", "index 2"),
        ("../../README.md", "index 0"),
        ("/", "index 0"),
        ("../search/", "folder teams/search"),
        // Here, away, files.
        ("#root-cause", "#root-cause"),
        ("#-Root-Cause", "#root-cause"),
        ("#", "#"),
        ("mailto:team@example.org", "away"),
        ("//example.org/x", "away"),
        ("log.txt.gz", "teams/pay/log.txt.gz"),
        ("../../scripts/fix.sh", "nowhere unpublished-link"),
        ("secret.md", "unpublished unpublished-link"),
        ("secret", "unpublished unpublished-link"),
        // Nowhere.
        ("router.md", "4 ambiguous-link"),
        ("x/y/router.md", "nowhere broken-link"),
        ("gone.md", "nowhere broken-link"),
        ("#gone", "nowhere broken-anchor"),
        ("status.example.com", "nowhere broken-link"),
        ("%E5%F8.md", "nowhere broken-link"),
        ("", "nowhere broken-link"),
    ] {
        assert_eq!(tried(link(target), target), expected, "{target}");
    }
}

#[test]
fn names_are_found_by_file_and_title() {
    for (target, expected) in [
        ("2021-01-12-Django Site", "0"),
        ("Django Site Down", "0"),
        ("django_site", "0"),
        ("outage#what went well?", "1#what-went-well"),
        ("teams/net/router", "4"),
        ("router", "4 ambiguous-link"),
        ("no such report", "nowhere broken-link"),
    ] {
        assert_eq!(tried(named(target), target), expected, "{target}");
    }
}

#[test]
fn images_are_found_among_the_assets_only() {
    for (target, expected) in [
        ("../../img/graph%20one.png", "img/Graph One.png"),
        ("/static/img/Graph One.png", "img/Graph One.png"),
        ("/elsewhere/disk.png", "nowhere missing-asset"),
        ("../net/router.md", "nowhere missing-asset"),
        ("https://example.net/a.png", "away"),
        ("data:image/png;base64,AAAA", "away"),
    ] {
        assert_eq!(tried(image(target), target), expected, "{target}");
    }
}

#[test]
fn who_mentions_whom_and_which_assets_travel() {
    let (references, _) = resolve_all(vec![
        links(&[
            "../net/router.md",
            "../net/router.md#top",
            "2021-02-03-queue.md",
        ]),
        paragraph(vec![image("/img/graph one.png")]),
    ]);
    assert_eq!(references.backlinks[4], [5]);
    assert!(references.backlinks[5].is_empty());
    assert_eq!(references.assets, ["img/Graph One.png"]);
}

#[test]
fn complaints_say_what_would_be_right() {
    let (reports, indexes, options) = archive(vec![
        links(&["../net/ruoter.md", "#root-couse", "status.example.com"]),
        paragraph(vec![image("Grpah One.png"), image("ruoter.png")]),
    ]);
    let mut diagnostics = Diagnostics::new();
    resolve(
        &reports,
        &indexes,
        &BTreeMap::new(),
        &options,
        &mut diagnostics,
    );
    let helps: Vec<_> = diagnostics
        .iter()
        .filter_map(|diagnostic| diagnostic.help.as_deref())
        .collect();
    assert_eq!(
        helps,
        [
            "did you mean `teams/net/router.md`?",
            "did you mean `#root-cause`?",
            "for an address of the web write `https://status.example.com`",
            "did you mean `img/Graph One.png`?",
        ]
    );
}

#[test]
fn no_target_is_too_odd() {
    let long = "é/".repeat(5000);
    let odd = [
        "%",
        "%ff%fe",
        "#%ff",
        "\\\\",
        "..",
        "../../..",
        "////",
        "?",
        "??#",
        "a:",
        "é:b",
        "C:\\x",
        "[[",
        "\u{0}",
        "https://",
        "https://github.com/example/reports/blob/main",
        "https://é",
        "2018-04-2é.md",
        "\u{fe0f}",
        "index.md/",
        ".md",
        "#",
        " ",
        &long,
    ];
    let inlines = odd
        .iter()
        .flat_map(|odd| [link(odd), named(odd), image(odd)]);
    let (references, _) = resolve_all(vec![paragraph(inlines.collect())]);
    assert!(!references.targets.is_empty());
}

#[test]
fn a_near_name_is_looked_for_only_where_somebody_reads_it() {
    let unread = trouble::not_found("a.md", Wish::Link, || panic!("looked for"), &|_| false);
    assert_eq!(unread.trouble.and_then(|trouble| trouble.help), None);
    let read = trouble::not_found("a.md", Wish::Link, || Some("b.md"), &|_| true);
    let help = read.trouble.and_then(|trouble| trouble.help);
    assert_eq!(help.as_deref(), Some("did you mean `b.md`?"));
}

#[test]
fn pages_of_the_wiki_are_documents_here_or_lead_to_it() {
    let targets = [
        "wiki:Teams/Search/Router",
        "wiki:2021-01-12_Django_Site#Årsak",
        "wiki:Database_cluster#Hosts",
        "wiki:phab:T1",
    ];
    let mut inlines: Vec<_> = targets.map(named).into();
    inlines.extend(["wiki:File:Graph_One.png", "wiki:File:Lost.png"].map(image));
    let led = |base: Option<&str>| {
        let (reports, indexes, mut options) = archive(vec![paragraph(inlines.clone())]);
        options.wiki = base.map(str::to_owned);
        let mut diagnostics = Diagnostics::new();
        let left_out = BTreeMap::new();
        let references = resolve(&reports, &indexes, &left_out, &options, &mut diagnostics);
        let told: Vec<_> = diagnostics
            .iter()
            .map(|told| (told.rule, told.severity))
            .collect();
        let of_report = references.targets["teams/pay/2021-02-03-queue.md"].clone();
        (of_report, told)
    };
    let away = |address: &str| Target::Away(address.to_owned());
    let here = [
        (targets[0], Target::Report(6, None)),
        (targets[1], Target::Report(0, Some("årsak".to_owned()))),
        (
            "wiki:File:Graph_One.png",
            Target::Asset("img/Graph One.png".to_owned()),
        ),
    ];
    let (with, told) = led(Some("https://w.example/wiki/"));
    assert_eq!(told, []);
    for (target, expected) in here.iter().cloned().chain([
        (
            targets[2],
            away("https://w.example/wiki/Database_cluster#Hosts"),
        ),
        (targets[3], away("https://w.example/wiki/phab:T1")),
        (
            "wiki:File:Lost.png",
            away("https://w.example/wiki/Special:FilePath/Lost.png"),
        ),
    ]) {
        assert_eq!(with[target], expected, "{target}");
    }
    let (without, told) = led(None);
    let note = ("broken-link", Severity::Note);
    assert_eq!(told, [note, note, ("missing-asset", Severity::Warning)]);
    for (target, expected) in here {
        assert_eq!(without[target], expected, "{target}");
    }
    assert_eq!(without[targets[2]], Target::Nowhere);
}
