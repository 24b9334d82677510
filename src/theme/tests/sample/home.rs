//! The home page of a small archive, of a large one, of an empty one.

use super::*;

pub(in super::super) fn home() -> HomeView {
    let mut contents = group(
        "",
        vec![
            inside(group("2021", entries(), false)),
            inside(group("2020", Vec::new(), true)),
        ],
        false,
    );
    let linked = EntryView {
        report: None,
        group: None,
        link: Some(link("How we write reports", "https://example.org/how")),
        external: true,
    };
    contents.entries.push(inside(group(
        "Databases",
        vec![inside(group("Replication", entries(), false)), linked],
        false,
    )));
    HomeView {
        more: None,
        has_code: false,
        introduction: "<p>Read <a href=\"a\">how we write them</a> first.</p>"
            .to_owned()
            .into(),
        newest: lines(),
        contents,
        by_year: true,
        taxonomies: taxonomies(),
        strip: strip(17),
        anniversaries: Some("anniversaries/index.html".into()),
        drafts: 1,
    }
}

/// So many reports that the strip shows bars.
pub(in super::super) fn large_home() -> HomeView {
    HomeView {
        strip: strip(u8::MAX),
        by_year: false,
        ..home()
    }
}

pub(in super::super) fn empty_home() -> HomeView {
    HomeView {
        more: None,
        introduction: Markup::default(),
        has_code: false,
        newest: Vec::new(),
        contents: GroupView {
            title: String::new(),
            url: None,
            count: 0,
            entries: Vec::new(),
            cut: false,
        },
        by_year: true,
        taxonomies: Vec::new(),
        strip: StripView {
            years: Vec::new(),
            most: 0,
            levels: Vec::new(),
            unset: false,
        },
        anniversaries: None,
        drafts: 0,
    }
}
