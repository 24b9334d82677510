//! What pages and the export make of the entries of a timeline: ids, links, and what of a time is not written in it.

mod support;

use support::Site;

const REPORT: &str = "\
# Queue of letters stands still

## Timeline

- 11:54 The **queue** stands still, see [the board](https://board.example/9)
- 12:13 It moves a little
- 1:30 Service restored after `restart`
- 1:30 Everyone is told

| Time (CET) | What |
|---|---|
| 2021-01-13 09:00 | The queue is counted |
";

/// The page of one report.
fn page(report: &str) -> String {
    let site = Site::empty("incidents");
    site.edit("2021-01-12-letters.md", report);
    site.build(&["-d", "site"]).code(0);
    site.expect_file("2021-01-12-letters/index.html")
}

#[test]
fn every_entry_has_an_id_and_a_link_to_it_and_keeps_its_markup() {
    let page = page(REPORT);
    for id in ["t-11-54", "t-12-13", "t-1-30", "t-1-30-2"] {
        assert_eq!(
            page.matches(&format!("<li id=\"{id}\">")).count(),
            1,
            "{page}"
        );
        assert!(
            page.contains(&format!("<a class=\"permalink\" href=\"#{id}\"")),
            "{page}"
        );
    }
    assert!(page.contains("<tr id=\"t-2021-01-13-09-00\">"), "{page}");
    assert!(
        page.contains(
            "The <strong>queue</strong> stands still, see <a href=\"https://board.example/9\">"
        ),
        "{page}"
    );
}

#[test]
fn what_is_not_written_in_an_entry_is_said_beside_it() {
    let page = page(REPORT);
    assert!(
        page.contains("<abbr class=\"inferred\" title=\"day: the day of the incident\">day of the incident</abbr>"),
        "{page}"
    );
    assert!(
        page.contains(
            "<abbr class=\"inferred again\" title=\"day: the day of the incident\">″</abbr>"
        ),
        "{page}"
    );
    assert!(
        page.contains("title=\"1:30 after 12:13: pm; day: the day of the incident\">pm</abbr>"),
        "{page}"
    );
    assert!(
        page.contains("title=\"zone: the zone that the head of the column names\" aria-label="),
        "{page}"
    );
}

#[test]
fn facts_lead_to_the_entry_that_they_came_from() {
    let page = page(REPORT);
    assert!(
        page.contains("<a href=\"#t-11-54\">from the text</a>"),
        "{page}"
    );
    assert!(
        page.contains("<a href=\"#t-1-30\">“Service restored after restart”</a>"),
        "{page}"
    );
}

#[test]
fn ids_of_entries_stay_where_other_headings_come_and_are_no_ids_of_headings() {
    let more = REPORT.replace(
        "## Timeline",
        "## T 12-13\n\nWords.\n\n## Summary\n\nMore.\n\n## Timeline",
    );
    let page = page(&more);
    assert!(page.contains("<h2 id=\"t-12-13\">"), "{page}");
    assert!(page.contains("<li id=\"t-12-13-2\">"), "{page}");
    assert!(page.contains("<li id=\"t-11-54\">"), "{page}");
}

#[test]
fn lines_of_a_paragraph_have_ids_too() {
    let page = page("# Letters\n\n## Timeline\n\n10:00 - slow\\\n10:05 - slower\n10:10 - still\n");
    for id in ["t-10-00", "t-10-05", "t-10-10"] {
        assert_eq!(
            page.matches(&format!("<span id=\"{id}\"></span>")).count(),
            1,
            "{page}"
        );
    }
}

#[test]
fn an_item_of_two_lines_is_one_place() {
    let page = page(
        "# Letters\n\n## Timeline\n\n- Noticed: 22.02.2024 13:00\\\n  Told: 22.02.2024 13:05\n- Mended: 22.02.2024 14:00\n",
    );
    for entry in page.split("href=\"#t-").skip(1) {
        let id = entry.split('"').next().unwrap_or_default();
        assert!(page.contains(&format!("id=\"t-{id}\"")), "{id}: {page}");
    }
    assert!(page.contains("id=\"t-22-02-2024-14-00\""), "{page}");
}

#[test]
fn a_link_to_an_entry_is_no_dead_link() {
    let site = Site::empty("incidents");
    site.edit("2021-01-12-letters.md", REPORT);
    site.edit(
        "2021-01-14-again.md",
        "# Again\n\nAs [before](2021-01-12-letters.md#t-12-13).\n",
    );
    let told = site.build(&["-d", "site", "--strict"]);
    told.code(0);
}

/// Where the author's length and the moments beside it disagree, the page says whose is which.
#[test]
fn a_length_that_the_times_contradict_is_shown_as_stated() {
    let times = |length: &str, start: &str| {
        let report = format!(
            "# Gate stays shut\n\n- **Duration:** {length}\n{start}\n## Timeline\n\n- 10:00 UTC The outage begins\n- 11:30 UTC The outage ends\n"
        );
        page(&report)
    };
    let labels = "- **Started:** 10:00 UTC\n- **Resolved:** 11:30 UTC\n";
    let apart = times("40 minutes", labels);
    assert!(
        apart.contains("stated 40 min; by its times 1 h 30 min"),
        "{apart}"
    );
    let agreeing = times("90 minutes", labels);
    assert!(!agreeing.contains("by its times"), "{agreeing}");
    // Our reading of what the entries say is nothing to hold against the author, but it stands on the page as well.
    let read = times("40 minutes", "");
    assert!(
        read.contains("stated 40 min; by its times 1 h 30 min"),
        "{read}"
    );
    let told = |words: &str| {
        let report = format!(
            "# Gate stays shut\n\nThe gate was down {words}.\n\n## Timeline\n\n- 10:00 UTC The outage begins\n- 11:30 UTC The outage ends\n"
        );
        page(&report)
    };
    let apart = told("for 13 minutes");
    assert!(
        apart.contains("stated 13 min; by its times 1 h 30 min"),
        "{apart}"
    );
    for near in ["for about an hour and 40 minutes", "for 1.5 hours"] {
        let near = told(near);
        assert!(!near.contains("by its times"), "{near}");
    }
}

/// What the report states of how long it took until somebody noticed stands on its page, with the moment where there is one.
#[test]
fn the_time_until_it_was_noticed_is_shown_as_stated() {
    let told = |label: &str| {
        page(&format!(
            "# Gate stays shut\n\nDate: 2031-09-02\n\n- Time to detection: {label}\n\n## Timeline (UTC)\n\n- 10:00 Users reported a shut gate.\n- 11:30 Back to normal.\n"
        ))
    };
    let stated = told("25 minutes");
    assert!(stated.contains("<dd>after 25 min"), "{stated}");
    let unknown = told("N/A");
    assert!(!unknown.contains("<dd>after"), "{unknown}");
}

#[test]
fn what_is_about_right_is_the_time_and_not_its_day() {
    let page = page("# 2018-07-30 ca. 11:20: lamps of the harbour dark\n\nLamps were dark.\n");
    assert!(page.contains("30 July 2018, ~11:20"), "{page}");
    assert!(
        !page.contains("~30 July") && !page.contains("~</abbr>30"),
        "{page}"
    );
}
