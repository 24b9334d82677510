//! The search page, and the lists of all titles.

use super::*;

fn letters() -> Vec<InitialView> {
    let letter = |letter: &str, url: &str, count, current| InitialView {
        letter: letter.into(),
        url: url.into(),
        count,
        current,
    };
    vec![
        letter("0–9", "#figures", 1, false),
        letter("B", "b/index.html", 12, true),
        letter("Other", "#others", 2, false),
    ]
}

/// The search page.
pub(in super::super) fn search() -> SearchView {
    SearchView {
        count: 15,
        titles: "../titles/index.html".into(),
        letters: letters(),
        indexes: vec![link("Services & teams", "../services/index.html")],
    }
}

/// All titles of a short archive.
pub(in super::super) fn titles() -> TitlesView {
    TitlesView {
        count: 15,
        letters: letters(),
        groups: vec![TitleGroupView {
            letter: "B".into(),
            anchor: "letter-B".into(),
            reports: lines(),
        }],
        indexes: vec![link("Services & teams", "../services/index.html")],
    }
}

/// The letters of a long one.
pub(in super::super) fn bare_titles() -> TitlesView {
    TitlesView {
        groups: Vec::new(),
        indexes: Vec::new(),
        ..titles()
    }
}
