//! The phases of an incident on one axis: from which moments, in which places, and where there are none.

mod support;

use support::Site;

/// The page of one report with these lines at its top and in its timeline.
fn page(labels: &str, timeline: &str) -> String {
    let site = Site::empty("incidents");
    let report = format!("# Gate stays shut\n\n{labels}\n## Timeline (UTC)\n\n{timeline}\n");
    site.edit("2031-09-02-gate.md", &report);
    site.build(&["-d", "site"]).code(0);
    site.expect_file("2031-09-02-gate/index.html")
}

/// The places of the drawn phases: key, `x`, `width`, and whether they are dashed.
fn drawn(page: &str) -> Vec<(String, String, String, bool)> {
    let Some(from) = page.find("<figure class=\"phases\"") else {
        return Vec::new();
    };
    let figure = &page[from..page.find("id=\"pm:phases-list\"").expect("the list")];
    let value = |rect: &str, key: &str| {
        let from = rect.find(key).expect(key) + key.len();
        let to = rect[from..].find('"').expect("its end");
        rect[from..from + to].to_owned()
    };
    figure
        .split("<rect class=\"phase")
        .skip(1)
        .map(|rect| {
            (
                value(rect, "data-key=\""),
                value(rect, " x=\""),
                value(rect, " width=\""),
                rect.starts_with(" inferred"),
            )
        })
        .collect()
}

fn phase(key: &str, x: &str, width: &str, dashed: bool) -> (String, String, String, bool) {
    (key.to_owned(), x.to_owned(), width.to_owned(), dashed)
}

const STATED: &str = "\
- **Started:** 2031-09-02 10:00 UTC
- **Detected:** 2031-09-02 10:05 UTC
- **Mitigated:** 2031-09-02 10:30 UTC
- **Resolved:** 2031-09-02 10:40 UTC
";

#[test]
fn stated_moments_make_phases_on_one_axis() {
    let page = page(STATED, "- 10:02 Somebody passes by\n- 10:50 All is told");
    assert_eq!(
        drawn(&page),
        [
            phase("impact", "0.0%", "75.0%", false),
            phase("detection", "0.0%", "12.5%", false),
            phase("response", "12.5%", "62.5%", false),
            phase("recovery", "75.0%", "25.0%", false),
        ],
        "{page}"
    );
    // The same as a list, with times and lengths.
    let list = &page[page.find("id=\"pm:phases-list\"").expect("the list")..];
    for words in [
        "Impact</span> <span class=\"length\">30 min<",
        "Detection</span> <span class=\"length\">5 min<",
        "Response</span> <span class=\"length\">25 min<",
        "Recovery</span> <span class=\"length\">10 min<",
        ">10:05</time>",
    ] {
        assert!(list.contains(words), "{words}: {list}");
    }
    assert!(!page.contains("not stated.</p>"), "{page}");
}

#[test]
fn what_the_timeline_tells_before_the_start_led_up_to_it() {
    let page = page(
        STATED,
        "- 09:50 The key is changed\n- 10:02 Somebody passes by",
    );
    let all = drawn(&page);
    assert_eq!(
        all.first(),
        Some(&phase("lead-up", "0.0%", "20.0%", true)),
        "{all:?}"
    );
    assert_eq!(
        all.last(),
        Some(&phase("recovery", "80.0%", "20.0%", false)),
        "{all:?}"
    );
    assert!(
        page.contains("read from words of the text, not stated."),
        "{page}"
    );
}

#[test]
fn a_lead_up_that_is_longer_than_the_incident_is_told_and_not_drawn() {
    let page = page(
        STATED,
        "- 2031-09-01 10:00 The key is changed\n- 2031-09-02 10:02 Somebody passes by",
    );
    let all = drawn(&page);
    assert_eq!(
        all.first(),
        Some(&phase("impact", "0.0%", "75.0%", false)),
        "{all:?}"
    );
    assert!(
        page.contains("longer than the incident, not drawn"),
        "{page}"
    );
}

#[test]
fn what_was_read_from_words_is_dashed() {
    let page = page(
        "",
        "- 10:00 The outage begins\n- 10:15 An alert fires\n- 11:00 The outage ends",
    );
    let all = drawn(&page);
    assert!(!all.is_empty(), "{page}");
    assert!(all.iter().all(|(.., dashed)| *dashed), "{all:?}");
}

#[test]
fn without_start_or_end_or_anything_between_there_is_no_bar() {
    let start = "- **Started:** 2031-09-02 10:00 UTC\n";
    let end = "- **Resolved:** 2031-09-02 10:40 UTC\n";
    let detected = "- **Detected:** 2031-09-02 10:05 UTC\n";
    for labels in [
        [start, detected].concat(),
        [detected, end].concat(),
        [start, end].concat(),
        // It is noticed behind its end: the report is against itself, and nothing is between.
        [start, "- **Detected:** 2031-09-02 11:05 UTC\n", end].concat(),
    ] {
        let page = page(&labels, "- Somebody passes by");
        assert_eq!(drawn(&page), [], "{labels}");
    }
}

#[test]
fn the_zone_of_the_start_is_not_that_of_other_moments() {
    let labels = "- **Started:** 2031-09-02 10:00 PDT\n- **Detected:** 2031-09-02 19:30 CEST\n- **Resolved:** 2031-09-02 12:00 PDT\n";
    let page = page(labels, "- Somebody passes by");
    assert!(page.contains("10:00 PDT"), "{page}");
    assert!(!page.contains("19:30 PDT"), "{page}");
    assert!(page.contains("19:30 UTC+02:00"), "{page}");
}

#[test]
fn what_is_short_is_drawn_and_a_response_begins_when_it_was_taken_up() {
    let labels = "\
- **Started:** 2031-09-02 10:00 UTC
- **Detected:** 2031-09-02 10:01 UTC
- **Acknowledged:** 2031-09-02 12:00 UTC
- **Resolved:** 2031-09-05 10:00 UTC
";
    let page = page(labels, "- Somebody passes by");
    let drawn = drawn(&page);
    assert!(
        drawn.contains(&phase("detection", "0.0%", "0.1%", false)),
        "{drawn:?}"
    );
    assert!(!page.contains("not drawn"), "{page}");
    let response = drawn.iter().find(|one| one.0 == "response");
    assert_eq!(response.map(|one| &*one.1), Some("2.7%"), "{drawn:?}");
}
