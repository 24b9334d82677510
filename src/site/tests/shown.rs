//! What pages leave out, put first or keep: one rule a test, on the small archive.

use super::*;
use crate::document::{MetaEntry, MetaValue};

#[test]
fn the_head_is_readable_on_the_page_of_a_report() {
    let mut archive = archive();
    let address = "https://example.org/a?b=1";
    for (at, report) in archive.reports.iter_mut().map(Arc::make_mut).enumerate() {
        report.summary = Some("The pool ran dry.".to_owned());
        report.lede = at == 0;
        report.further = vec![MetaEntry {
            key: "url".into(),
            span: Span::default(),
            value: MetaValue::Text(address.into()),
        }];
    }
    let (site, _) = Site::new(archive, Bodies::new(), with_url());
    for (path, lede) in [
        ("2021/dns/index.html", "The pool ran dry."),
        ("2021/dns-2/index.html", "None"),
        ("2021/old/index.html", "None"),
    ] {
        let report = context(&site, path);
        assert_eq!(at(&report, "report.lede"), lede, "{path}");
        assert_eq!(at(&report, "report.links.0.key"), "Original report");
        assert_eq!(at(&report, "report.links.0.url"), address);
        assert_eq!(at(&report, "report.meta"), "[]");
    }
}

#[test]
fn days_of_publication_make_nothing_new() {
    let mut archive = archive();
    Arc::make_mut(&mut archive.reports[0]).occurred.origin = Some(DateOrigin::Publication);
    Arc::make_mut(&mut archive.reports[2]).occurred.date = None;
    let (site, _) = Site::new(archive, Bodies::new(), with_url());
    let home = context(&site, "index.html");
    assert_eq!(at(&home, "home.newest.0.title"), "Another");
    assert_eq!(at(&home, "home.newest.1"), "");
    let years = context(&site, "years/index.html");
    for (path, expected) in [
        ("taxonomy.count", "1"),
        ("taxonomy.terms.0.latest.machine", "2021-07-11"),
        ("taxonomy.undated.count", "1"),
        ("taxonomy.undated.entries.0.report.title", "Old"),
    ] {
        assert_eq!(at(&years, path), expected, "{path}");
    }
    // The neighbour without a day is neither newer nor older.
    for (path, by_date) in [
        ("2021/dns/index.html", "True"),
        ("2021/old/index.html", "False"),
    ] {
        assert_eq!(at(&context(&site, path), "report.by_date"), by_date);
    }
}

#[test]
fn a_strip_leaves_out_long_runs_of_empty_years() {
    let mut archive = archive();
    for (at, year) in [(0, 2021), (1, 2017), (2, 2012)] {
        Arc::make_mut(&mut archive.reports[at]).occurred.date = Some(date(year, 1, 2));
    }
    let (site, _) = Site::new(archive, Bodies::new(), with_url());
    let home = context(&site, "index.html");
    let years: Vec<(String, String)> = (0..7)
        .map(|n| {
            let of = |field: &str| at(&home, &format!("home.strip.years.{n}.{field}"));
            (of("year"), of("left_out"))
        })
        .collect();
    let expected = [
        ("2012", "0"),
        ("2017", "4"),
        ("2018", "0"),
        ("2019", "0"),
        ("2020", "0"),
        ("2021", "0"),
        ("", ""),
    ];
    assert_eq!(
        years,
        expected.map(|(year, left_out)| (year.to_owned(), left_out.to_owned()))
    );
}

#[test]
fn a_long_index_is_divided_by_letters() {
    let mut archive = archive();
    archive.taxonomies[0].terms = (0..41)
        .map(|n| Term {
            id: format!("term-{n}"),
            name: format!("{} {n}", if n < 20 { "alpha" } else { "Beta" }),
            description: None,
            parent: None,
            children: Vec::new(),
            reports: if n == 30 { vec![0, 1] } else { vec![0] },
            values: Vec::new(),
        })
        .collect();
    let (site, _) = Site::new(archive, Bodies::new(), with_url());
    let services = context(&site, "services/index.html");
    for (path, expected) in [
        ("taxonomy.count", "41"),
        ("taxonomy.commonest.0.name", "Beta 30"),
        ("taxonomy.commonest.1", ""),
        ("taxonomy.letters.0.letter", "A"),
        ("taxonomy.letters.0.terms.19.name", "alpha 19"),
        ("taxonomy.letters.1.anchor", "letter-B"),
        ("taxonomy.letters.2", ""),
    ] {
        assert_eq!(at(&services, path), expected, "{path}");
    }
    let all = context(&site, "indexes/index.html");
    assert_eq!(at(&all, "taxonomies.0.terms.0.name"), "Beta 30");
}

#[test]
fn nobody_gets_an_address_among_the_files_of_the_theme() {
    let mut archive = archive();
    Arc::make_mut(&mut archive.reports[0]).slug = Some(("/theme".to_owned(), Span::new(1, 2)));
    Arc::make_mut(&mut archive.reports[1]).aliases =
        vec![("/Theme/style.css".to_owned(), Span::new(3, 4))];
    let (site, diagnostics) = Site::new(archive, Bodies::new(), with_url());
    assert!(paths(&site).contains(&"theme-2/index.html"));
    assert!(
        !paths(&site)
            .iter()
            .any(|path| path.to_lowercase().starts_with("theme/"))
    );
    let rules: Vec<_> = diagnostics.iter().map(|d| d.rule).collect();
    assert_eq!(rules, ["reserved-address", "reserved-address"]);
}

#[test]
fn an_index_file_without_reports_is_the_home_page() {
    let archive = archive();
    let mut blocks = archive.indexes[0].document.blocks.clone();
    blocks.extend((0..9).map(|_| block(BlockKind::Paragraph(words("More.")))));
    let mut index = archive.indexes[0].clone();
    index.document.blocks = blocks;
    let alone = Archive {
        indexes: vec![index],
        contents: Contents {
            root: Group {
                index: Some(0),
                ..Group::default()
            },
            order: Vec::new(),
        },
        ..Archive::default()
    };
    let (site, _) = Site::new(alone, Bodies::new(), Options::default());
    assert_eq!(
        paths(&site),
        [
            ".nojekyll",
            "404.html",
            "api/index.html",
            "api/v1/schema.json",
            "index.html"
        ]
    );
    let home = context(&site, "index.html");
    assert_eq!(at(&home, "home.introduction").matches("More.").count(), 9);
    assert_eq!(at(&home, "home.more"), "None");
}
