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
            page.matches(&format!("<li id=\"{id}\" class=\"entry\">"))
                .count(),
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
    assert!(
        page.contains("<li id=\"t-12-13-2\" class=\"entry\">"),
        "{page}"
    );
    assert!(
        page.contains("<li id=\"t-11-54\" class=\"entry\">"),
        "{page}"
    );
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

/// Where the two times beside it give another length, the page says whose is which.
#[test]
fn the_time_until_it_was_noticed_is_shown_beside_that_by_its_times() {
    let told = |label: &str| {
        page(&format!(
            "# Gate stays shut\n\nDate: 2031-09-02\n\n- Time to detection: {label}\n\n## Timeline (UTC)\n\n- 10:00 The outage begins\n- 10:40 Alert fires\n- 11:30 The outage ends\n"
        ))
    };
    let apart = told("25 minutes");
    assert!(
        apart.contains("after 25 min as stated; after 40 min by its times"),
        "{apart}"
    );
    for near in ["40 minutes", "42 minutes", "1 hour"] {
        let near = told(near);
        assert!(!near.contains("by its times"), "{near}");
        assert!(near.contains("after "), "{near}");
    }
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

/// The entry of that id, with its gaps made one.
fn entry<'a>(page: &'a str, id: &str) -> &'a str {
    let from = page.find(&format!("id=\"{id}\"")).expect("the entry");
    let to = page[from..].find("</li>").expect("its end");
    &page[from..from + to]
}

const ABROAD: &str = "\
# Lamps of the pier dark

- **Started:** 2021-01-12 14:10 CEST

## Timeline

- **13:55 CEST:** A *fuse* is changed
- 14:10 CEST - The lamps go out, all of them
- ~14:20 CEST A call
- 00:30 CEST, 13 January 2021: [The log](https://logs.example/1) is read
- 2021-01-12 15:10: no zone is named here
";

#[test]
fn an_entry_stands_in_columns_time_since_the_start_and_what_happened() {
    let page = page(ABROAD);
    let lead = entry(&page, "t-13-55-cest");
    assert!(
        lead.contains(
            "<span class=\"at\"><time class=\"written\" datetime=\"2021-01-12T13:55+02:00\"><strong>13:55 CEST</strong></time> \
             <time class=\"utc\" datetime=\"2021-01-12T11:55Z\">11:55 UTC</time></span> <span class=\"since\">−15 min</span>"
        ),
        "{lead}"
    );
    // The signs between are kept for who reads without columns, and markup goes on behind them.
    assert!(
        lead.contains("<span class=\"between\"><strong>:</strong> </span> <div class=\"what\">A <em>fuse</em> is changed"),
        "{lead}"
    );
    let start = entry(&page, "t-14-10-cest");
    assert!(
        start.contains("<span class=\"since\">T+0</span>"),
        "{start}"
    );
    assert!(
        start.contains("<div class=\"what\">The lamps go out, all of them"),
        "{start}"
    );
}

#[test]
fn what_is_about_right_is_so_by_every_clock() {
    let page = page(ABROAD);
    let call = entry(&page, "t-14-20-cest");
    assert!(call.contains("class=\"written about\""), "{call}");
    assert!(call.contains(">~12:20 UTC</time>"), "{call}");
    assert!(
        call.contains("<span class=\"since\">~+10 min</span>"),
        "{call}"
    );
}

#[test]
fn a_time_that_is_of_another_day_by_utc_says_so() {
    let page = page(
        "# Lamps\n\n## Timeline (all times in JST)\n\n- 2021-01-13 00:30 Dark\n- 2021-01-13 10:00 Light\n",
    );
    assert!(page.contains(">12 Jan 15:30 UTC</time>"), "{page}");
    assert!(page.contains(">01:00 UTC</time>"), "{page}");
}

#[test]
fn no_zone_is_invented() {
    let bare = page(REPORT);
    assert!(
        bare.contains("<time class=\"written\" datetime=\"2021-01-12T11:54\">11:54</time></span>"),
        "{bare}"
    );
    // Only the row of the table names a zone.
    assert_eq!(bare.matches("<time class=\"utc\"").count(), 1, "{bare}");
    assert!(bare.contains("value=\"local\""), "{bare}");
    assert!(
        bare.contains("Times without a zone stay as written."),
        "{bare}"
    );
    let none = page("# Gate\n\n## Timeline\n\n- 10:00 Shut\n- 10:05 Open\n");
    assert!(!none.contains("value=\"local\""), "{none}");
    assert!(!none.contains("timeline.js"), "{none}");
}

#[test]
fn what_is_written_as_utc_has_no_second_time_beside_it() {
    let page = page("# Gate\n\n## Timeline (UTC)\n\n- 2021-01-12 10:00 Shut\n- 10:05 Open\n");
    assert!(
        page.contains("datetime=\"2021-01-12T10:05Z\">10:05</time></span>"),
        "{page}"
    );
    assert!(!page.contains("<time class=\"utc\""), "{page}");
    assert!(page.contains("value=\"local\""), "{page}");
}

#[test]
fn the_switch_stands_above_the_block_that_the_timeline_begins_in() {
    let page = page(REPORT);
    let switch = page.find("class=\"time-switch\"").expect("the switch");
    let heading = page.find("id=\"timeline\"").expect("the heading");
    let list = page.find("<ul class=\"timeline\">").expect("the list");
    assert!(heading < switch && switch < list, "{page}");
    assert_eq!(page.matches("class=\"time-switch\"").count(), 1, "{page}");
}

#[test]
fn times_in_tables_headings_lines_and_terms_have_theirs_beside_them() {
    let page = page(
        "# Gate\n\n- **Started:** 2021-01-12 10:00 CEST\n\n## Timeline (all times in CEST)\n\n\
         | Day | Time | What |\n|---|---|---|\n| 2021-01-12 | 10:05 | It creaks |\n\n\
         ### 2021-01-12 10:10 It is shut\n\nWords.\n\n### 10:20\n\nMore words.\n",
    );
    for (id, machine, utc, since) in [
        ("t-10-05", "2021-01-12T10:05+02:00", "08:05 UTC", "+5 min"),
        (
            "t-2021-01-12-10-10",
            "2021-01-12T10:10+02:00",
            "08:10 UTC",
            "+10 min",
        ),
        ("t-10-20", "2021-01-12T10:20+02:00", "08:20 UTC", "+20 min"),
    ] {
        let at = page.find(&format!("id=\"{id}\"")).expect(id);
        let rest = &page[at..];
        let own = &rest[..rest.find("class=\"permalink\"").expect("its link")];
        for part in [
            format!("<time class=\"written\" datetime=\"{machine}\">"),
            format!(">{utc}</time></span>"),
            format!("<span class=\"since\">{since}</span>"),
        ] {
            assert!(own.contains(&part), "{id} {part}: {own}");
        }
    }
}

/// Whatever the words of an entry are, none of them is lost where its time is set apart.
#[test]
fn no_word_is_lost_between_time_and_what_happened() {
    for (item, kept) in [
        ("10:00 -5% of all gates", "-5% of all gates"),
        (
            "**10:00 gate shut** for good",
            "<strong>gate shut</strong> for good",
        ),
        ("[10:00] gate", "gate"),
        ("10:00: `shut` it", "<code>shut</code> it"),
        (
            "10:00 [log](https://x.example/) read",
            "<a href=\"https://x.example/\">log</a> read",
        ),
        ("10:00 (first) call", "(first) call"),
    ] {
        let page = page(&format!(
            "# Gate\n\n## Timeline\n\n- {item}\n- 10:05 Open\n"
        ));
        assert!(
            page.contains(&format!("<div class=\"what\">{kept}")),
            "{item}: {page}"
        );
    }
    // A link that holds both is not torn apart.
    let page = page("# Gate\n\n## Timeline\n\n- [10:00 shut](https://x.example/)\n- 10:05 Open\n");
    assert!(
        page.contains("<a href=\"https://x.example/\">10:00 shut</a>"),
        "{page}"
    );
}

#[test]
fn nothing_between_a_time_and_what_happened_is_lost() {
    let page = page(
        "# Queue\n\n## Timeline\n\n- 10:00 it begins\n- 10:10[^1] the mark stays\n- 10:20 ![the board](board.png) the picture stays\n\
         - 10:30 > 50% of letters\n- 10:40-ish a dash that joins\n- 10:50 - a dash that parts\n\n[^1]: A note.\n",
    );
    let text = |id: &str| {
        let from = page.find(&format!("id=\"{id}\"")).expect(id);
        let until = page[from..].find("</li>").expect("its end");
        page[from..from + until].to_owned()
    };
    assert!(text("t-10-10").contains("footnote-ref"), "{page}");
    assert!(!text("t-10-10").contains("class=\"between\""), "{page}");
    assert!(
        text("t-10-20").contains("<img") || text("t-10-20").contains("the board"),
        "{page}"
    );
    assert!(text("t-10-30").contains("&gt; 50%"), "{page}");
    let hidden = |id: &str| {
        let text = text(id);
        let from = text.find("class=\"between\">").map(|at| at + 16);
        from.map(|from| text[from..from + text[from..].find('<').expect("its end")].to_owned())
    };
    assert_eq!(hidden("t-10-30"), None);
    assert!(text("t-10-40").contains("-ish a dash"), "{page}");
    assert_eq!(hidden("t-10-50").as_deref().map(str::trim), Some("-"));
}
