//! What keeps hurting us: every number of the page, counted by hand over a small archive; what is said where there is little to count.

#![allow(clippy::disallowed_methods, reason = "a test touches the disk")]

mod support;

use std::fmt::Write as _;

use support::Site;

/// A report with that head and that body.
fn report(head: &str, body: &str) -> String {
    format!("---\n{head}\n---\n\n# A night at work\n\n## Summary\n\nIt was slow.\n\n{body}")
}

/// A site with these reports by the names of their files.
fn site(book: &str, reports: &[(&str, &str, &str)]) -> Site {
    let site = Site::empty("night");
    site.edit("book.toml", format!("[book]\nsrc = \"content\"\n{book}"));
    for (name, head, body) in reports {
        site.edit(&format!("content/{name}.md"), report(head, body));
    }
    site.build(&[]).code(0);
    site
}

/// Nine reports: what stands in each is what the tests count.
fn nine() -> Site {
    site(
        "",
        &[
            (
                "2031-01-10-a",
                "services: [Orders]\ncauses: [capacity/connections]\nseverity: SEV-1\nduration: 10 min\ndetection: alert",
                "## Where we got lucky\n\n- Nina was awake.\n- The <b>spare</b> <script>alert(1)</script> pump ran.\n\n\
                 ## Action items\n\n- [ ] Raise the limit\n- [x] Write it down\n",
            ),
            (
                "2031-06-10-b",
                "services: [Orders]\ncauses: [capacity/connections]\nseverity: SEV-2\nduration: 20 min\ndetection: alert",
                "## Where we got lucky\n\nIt was a Sunday. Nobody buys flour on a Sunday.\n\n## What surprised us\n\n* The queue kept its order\n",
            ),
            (
                "2031-07-01-c",
                "services: [Orders, Ledger]\ncauses: [capacity/memory]\nseverity: SEV-2\nduration: 30 min\ndetection: user report",
                "## Where we got lucky\n\nN/A\n",
            ),
            (
                "2032-01-01-d",
                "services: [Ledger]\ncauses: [capacity/connections]\nduration: 40 min",
                "",
            ),
            ("2032-02-01-e", "services: [Orders]\nduration: 60 min", ""),
            (
                "2034-03-03-f",
                "causes: [capacity/memory]\nduration: 80 min",
                "",
            ),
            ("g", "duration: 90 min", ""),
            (
                "h",
                "started: 2034-04-04 10:00 UTC\ndetected: 2034-04-04 10:05 UTC\nended: 2034-04-04 11:40 UTC",
                "",
            ),
            ("i", "date: 2030-05-05", ""),
        ],
    )
}

/// The words of a part of a page, from the heading with that id to the next one: a blank for each tag, none twice.
fn words(page: &str, id: &str) -> String {
    let start = page
        .find(&format!("<h2 id=\"pm:{id}\""))
        .unwrap_or_else(|| panic!("no `{id}` in {page}"));
    let part = &page[start..];
    let end = part[3..].find("<h2").map_or(part.len(), |end| end + 3);
    let mut out = String::new();
    for piece in part[..end].split('<') {
        let text = piece.split_once('>').map_or(piece, |(_, text)| text);
        let _ = write!(out, " {text}");
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The same, and what it must say.
#[track_caller]
fn says(site: &Site, id: &str, all: &[&str]) {
    let page = site.expect_file("insights/index.html");
    let words = words(&page, id);
    for one in all {
        assert!(words.contains(one), "no `{one}` in `{words}`");
    }
}

#[test]
fn causes_meet_services_and_every_number_leads_to_its_reports() {
    let site = nine();
    says(
        &site,
        "matrix",
        &[
            "4 reports have a cause and a service.",
            // Orders, Ledger.
            "Orders Ledger Capacity / Connections exhausted 2 1 Capacity / Memory exhausted 1 1",
            "In no cell: 1 with a service and no cause, 1 with a cause and no service, 3 with neither.",
        ],
    );
    let page = site.expect_file("insights/index.html");
    let cell = "<a href=\"causes/capacity/connections/index.html#pm:services/orders\">2</a>";
    assert!(page.contains(cell), "{page}");
    let row = site.expect_file("insights/causes/capacity/connections/index.html");
    let lists: Vec<&str> = row.split("<h2").skip(1).collect();
    assert_eq!(lists.len(), 2, "{row}");
    for (list, id, reports) in [
        (
            lists[0],
            "pm:services/orders",
            &["2031-06-10-b", "2031-01-10-a"][..],
        ),
        (lists[1], "pm:services/ledger", &["2032-01-01-d"]),
    ] {
        assert!(list.contains(&format!("id=\"{id}\"")), "{list}");
        for report in reports {
            assert!(list.contains(&format!("{report}/index.html")), "{list}");
        }
        assert_eq!(list.matches("class=\"report-line\"").count(), reports.len());
    }
}

#[test]
fn what_is_suggested_is_told_apart() {
    let reports: &[(&str, &str, &str)] = &[
        (
            "2031-01-10-a",
            "services: [Orders]\ncauses: [capacity/connections]",
            "",
        ),
        (
            "2031-06-10-b",
            "services: [Orders]",
            "## Root cause\n\nThe connection pool was exhausted: too many connections to the database.\n",
        ),
    ];
    let stated = site("", reports);
    let page = stated.expect_file("insights/index.html");
    let whole = words(&page, "matrix");
    assert!(
        whole.contains("Connections exhausted 2 (1) of them suggested"),
        "{whole}"
    );
    says(&stated, "told", &["Causes 1 1 0 2", "Services 2 0 0 2"]);
    says(
        &stated,
        "again",
        &[
            "For 1 report it is suggested : perhaps what it tells of had happened before.",
            "perhaps 2 times suggested",
        ],
    );
    // The page of the service says it too, beside what its reports most often have.
    let service = stated.expect_file("services/orders/index.html");
    let (_, aside) = service
        .split_once("Most often together with")
        .expect("it has a cause");
    assert!(aside.contains("title=\"1 of 2 suggested\""), "{aside}");
    let row = stated.expect_file("insights/causes/capacity/connections/index.html");
    let (before, behind) = row
        .split_once("of this one nobody stated")
        .expect("it says so");
    assert!(before.contains("2031-01-10-a/index.html"), "{before}");
    assert!(behind.contains("2031-06-10-b/index.html"), "{behind}");
}

#[test]
fn years_have_bars_by_severity_and_what_has_no_year_is_said() {
    let site = nine();
    says(
        &site,
        "years",
        &[
            "Year Severity 1 Severity 2 Not known All 2030 0 0 1 1 2031 1 2 0 3 2032 0 0 2 2 2033 0 0 0 0 2034 0 0 2 2",
            "1 report gives no day",
            "For 1 only the day of publication is known.",
        ],
    );
    let page = site.expect_file("insights/index.html");
    assert!(
        page.contains("<a href=\"../years/2031/index.html\">2031</a>"),
        "{page}"
    );
    // Three reports are the longest bar; two of three begin behind the first.
    assert!(
        page.contains("data-key=\"2\" x=\"37.33%\" y=\"30\" width=\"50.67%\""),
        "{page}"
    );
}

#[test]
fn lengths_have_dots_a_median_and_quartiles_where_there_are_enough() {
    let site = nine();
    says(
        &site,
        "lasted",
        &[
            "8 reports tell how long it lasted: 7 name a length, for 1 it follows from start and end; 1 does not say.",
            "Median 50 min; half of them lie between 28 min and 1 h 23 min; from 10 min to 1 h 40 min.",
            "10 min A night at work 10 Jan 2031 20 min A night at work 10 Jun 2031",
            "1 h 40 min from start and end A night at work 4 Apr 2034",
        ],
    );
    says(
        &site,
        "noticed",
        &[
            "1 report tells how long it took until somebody noticed; 8 do not say. 5 min. One is too few",
        ],
    );
    let page = site.expect_file("insights/index.html");
    let lasted = page.split("id=\"pm:lasted\"").nth(1).expect("it is there");
    let lasted = lasted
        .split("id=\"pm:noticed\"")
        .next()
        .expect("it is there");
    assert_eq!(lasted.matches("<circle").count(), 8);
    assert_eq!(
        lasted
            .matches("<circle class=\"dot\" data-key=\"computed\"")
            .count(),
        1
    );
    assert!(
        lasted.contains("aria-labelledby=\"pm:lasted-chart-title pm:lasted-chart-description\"")
    );
    for no in ["mean", "average", "trend"] {
        assert!(!page.contains(no), "{no}");
    }
}

#[test]
fn ways_of_noticing_are_counted_and_so_are_those_who_do_not_say() {
    says(
        &nine(),
        "detection",
        &["Way Stated Not told All Alert 2 0 2 User report 1 0 1 Not told 0 6 6"],
    );
}

#[test]
fn facts_are_stated_read_or_not_told() {
    says(
        &nine(),
        "told",
        &[
            "Fact Stated Read by a rule Not told All",
            // The day of `h` by its head; those of six by the name of the file; that of `i` is of publication, which is another day.
            "Date 7 1 1 9 Severity 3 0 6 9 Causes 5 0 4 9 Services 5 0 4 9 Duration 7 1 1 9 Detection 3 0 6 9",
        ],
    );
}

#[test]
fn what_came_back_stands_with_what_was_still_open() {
    let site = nine();
    says(
        &site,
        "again",
        &[
            "1 report is of something that had happened before",
            "Orders : Capacity / Connections exhausted 2 times",
            "It came back while still open: “Raise the limit”",
        ],
    );
    let page = site.expect_file("insights/index.html");
    let words = words(&page, "again");
    let (newer, older) = (words.find("10 Jun 2031"), words.find("10 Jan 2031"));
    let open = words.find("It came back");
    assert!(newer < older && older < open && newer.is_some(), "{words}");
    assert_eq!(words.matches("It came back").count(), 1, "{words}");
    // The page of the service says so, too.
    let service = site.expect_file("services/orders/index.html");
    assert!(service.contains("Came back"), "{service}");
}

#[test]
fn a_head_can_say_that_it_came_back() {
    let site = site(
        "",
        &[
            (
                "2031-01-10-a",
                "services: [Orders]",
                "## Action items\n\n- [ ] Oil the hinge\n- [x] Look\n",
            ),
            (
                "2039-01-10-b",
                "services: [Ledger]\nrecurs: 2031-01-10-a",
                "",
            ),
        ],
    );
    says(
        &site,
        "again",
        &[
            "1 report is of something that had happened before",
            "As their heads say",
            "before: A night at work , 10 Jan 2031 It came back while still open: “Oil the hinge”",
        ],
    );
}

#[test]
fn the_registers_have_plain_words_and_the_way_to_their_sections() {
    let site = nine();
    says(
        &site,
        "luck",
        &[
            "3 remarks in 2 reports.",
            "It was a Sunday. Nobody buys flour on a Sunday.",
            "Nina was awake.",
        ],
    );
    says(
        &site,
        "surprise",
        &["1 remark in 1 report.", "The queue kept its order"],
    );
    let register = site.expect_file("insights/luck/index.html");
    assert!(
        register.contains("href=\"../../2031-01-10-a/index.html#where-we-got-lucky\""),
        "{register}"
    );
    let newest = register.find("Sunday").expect("it is there");
    assert!(
        newest < register.find("Nina").expect("it is there"),
        "the newest first"
    );
    for page in [&register, &site.expect_file("insights/index.html")] {
        assert!(
            !page.contains("<script>") && !page.contains("<b>"),
            "{page}"
        );
        assert!(
            !page.contains("N/A"),
            "an answer that says nothing is no remark"
        );
    }
    site.expect_file("insights/surprise/index.html");
}

#[test]
fn what_a_template_says_is_no_remark() {
    let of_template = "These are lucky breaks nobody planned, such as";
    let own = |words: &str, surprise: &str| {
        format!(
            "## Where we got lucky\n\n{of_template}\n\n- {words}\n\n## {surprise}\n\n- Mills grind slowly\n"
        )
    };
    let site = self::site(
        "",
        &[
            (
                "2031-01-10-a",
                "services: [Mill]",
                &own("It was a Sunday.", "Key insights"),
            ),
            (
                "2031-02-10-b",
                "services: [Mill]",
                &own("It was a Sunday.", "Insights"),
            ),
            (
                "2031-03-10-c",
                "services: [Mill]",
                &own("It was a Sunday.", "What surprised us"),
            ),
            (
                "2031-04-10-d",
                "services: [Sieve]",
                "## Where we got lucky\n\n- Write what nobody planned\n- Nobody ate\n",
            ),
            (
                "template",
                "",
                "## Summary\n\n## Where we got lucky\n\n- Write what nobody planned\n\n## Timeline\n\n## Action items\n",
            ),
        ],
    );
    says(
        &site,
        "luck",
        &["4 remarks in 4 reports.", "It was a Sunday.", "Nobody ate"],
    );
    says(&site, "surprise", &["1 remark in 1 report."]);
    let page = site.expect_file("insights/luck/index.html");
    for words in [of_template, "Write what nobody planned"] {
        assert!(!page.contains(words), "{page}");
    }
}

#[test]
fn a_long_register_has_more_pages() {
    let site = Site::empty("luck");
    site.edit("book.toml", "[book]\nsrc = \"content\"\n");
    for number in 0..105 {
        let body = format!("## Where we got lucky\n\n- It was number {number} of them\n");
        site.edit(
            &format!("content/2031-01-10-{number:03}.md"),
            report("services: [Mill]", &body),
        );
    }
    site.build(&[]).code(0);
    let [first, second] = ["insights/luck/index.html", "insights/luck/2/index.html"]
        .map(|path| site.expect_file(path));
    assert!(
        first.contains("105 remarks in 105 reports") && first.contains("Page 1 of 2"),
        "{first}"
    );
    assert!(first.contains("href=\"2/index.html\""), "{first}");
    assert_eq!(first.matches("class=\"place\"").count(), 100);
    assert_eq!(second.matches("class=\"place\"").count(), 5);
    says(
        &site,
        "luck",
        &[
            "105 remarks in 105 reports; these are the newest.",
            "All 105",
        ],
    );
}

#[test]
fn many_lengths_are_counted_by_parts_of_the_scale() {
    let site = Site::empty("long");
    site.edit("book.toml", "[book]\nsrc = \"content\"\n");
    for number in 0..30 {
        site.edit(
            &format!("content/2031-01-10-{number:03}.md"),
            report("duration: 25 min", ""),
        );
    }
    site.edit("content/2031-01-11.md", report("duration: 3 h", ""));
    site.build(&[]).code(0);
    let page = site.expect_file("insights/index.html");
    assert!(
        !page.contains("<circle class=\"dot\""),
        "thirty dots would stand on each other"
    );
    says(
        &site,
        "lasted",
        &[
            "Too many for a dot each",
            "How long Reports 25 min 30 3 h 1",
            "Median 25 min; half of them: 25 min; from 25 min to 3 h",
        ],
    );
}

#[test]
fn one_report_with_nothing_to_count_says_so() {
    let site = site("", &[("one", "tags: [mill]", "")]);
    says(
        &site,
        "matrix",
        &[
            "No report has a cause and a service.",
            "In no cell: 1 with neither.",
        ],
    );
    says(&site, "years", &["1 report gives no day"]);
    says(&site, "lasted", &["No report tells how long it lasted."]);
    says(
        &site,
        "noticed",
        &["No report tells how long it took until somebody noticed."],
    );
    says(&site, "detection", &["No report tells how it was noticed."]);
    says(
        &site,
        "told",
        &["Fact Not told Date 1 Severity 1 Causes 1 Services 1 Duration 1 Detection 1"],
    );
    says(
        &site,
        "again",
        &[
            "No chain found: no cause came back in the same service within a year, and no report says that it recurs.",
        ],
    );
    let page = site.expect_file("insights/index.html");
    says(
        &site,
        "unsaid",
        &["Luck and surprise No report says where luck helped, or what surprised."],
    );
    assert!(
        !page.contains("pm:luck") && !page.contains("pm:surprise"),
        "{page}"
    );
    assert!(!site.root().join("site/insights/luck").exists());
}

#[test]
fn a_cause_whose_reports_another_row_has_gets_none() {
    let site = |causes: [&str; 2]| {
        let heads = causes.map(|causes| format!("services: [Orders]\ncauses: [{causes}]"));
        site(
            "",
            &[
                ("2031-01-10-a", &heads[0], ""),
                ("2031-01-11-b", &heads[1], ""),
            ],
        )
    };
    let rows = |site: &Site| -> Vec<String> {
        let page = site.expect_file("insights/index.html");
        let rows = page.split("<th scope=\"row\"><a href=\"causes/").skip(1);
        rows.map(|row| row.split("</a>").next().unwrap_or_default().to_owned())
            .collect()
    };
    // All of the broader one stand under the narrower one.
    let site_of_all = site(["mill/wheel", "mill, mill/wheel"]);
    assert_eq!(rows(&site_of_all), ["mill/wheel/index.html\">Mill / Wheel"]);
    let site_of_both = site(["mill/wheel", "mill"]);
    assert_eq!(
        rows(&site_of_both),
        [
            "mill/index.html\">Mill",
            "mill/wheel/index.html\">Mill / Wheel"
        ]
    );
    // Both parts of its name are the same.
    let site_of_one = site(["mill/mill", "mill, mill/mill"]);
    assert_eq!(rows(&site_of_one), ["mill/mill/index.html\">Mill"]);
    let site_of_two = site(["mill/mill", "mill"]);
    assert_eq!(rows(&site_of_two), ["mill/index.html\">Mill"]);
}

#[test]
fn numbers_beside_bars_say_in_which_order_they_stand() {
    let page = nine().expect_file("insights/index.html");
    assert!(
        page.contains("y=\"14\">stated · read by a rule · not told</text>"),
        "{page}"
    );
}

#[test]
fn without_a_severity_a_sentence_says_so_instead_of_a_legend() {
    let reports = [("2031-01-10-a", "services: [Orders]", "")];
    says(
        &site("", &reports),
        "years",
        &["not known 1 No severity is known."],
    );
    says(
        &nine(),
        "years",
        &["severity 1 severity 2 not known 1 report gives no day"],
    );
}

#[test]
fn days_of_recurrence_are_named_where_nothing_was_found() {
    let reports = [("2031-01-10-a", "services: [Orders]", "")];
    for (days, told) in [
        (
            30,
            "in the same service within 30 days, and no report says that it recurs.",
        ),
        (0, "No report says that it recurs."),
    ] {
        let book = format!("[recurrence]\ndays = {days}\n");
        says(&site(&book, &reports), "again", &[told]);
    }
}

#[test]
fn few_lengths_have_no_median_and_the_page_says_why() {
    let reports: Vec<(String, String)> = (1..8)
        .map(|number| {
            (
                format!("2031-01-0{number}"),
                format!("duration: {number}0 min"),
            )
        })
        .collect();
    let reports: Vec<(&str, &str, &str)> = reports
        .iter()
        .map(|(name, head)| (name.as_str(), head.as_str(), ""))
        .collect();
    let site = site("", &reports);
    says(
        &site,
        "lasted",
        &[
            "7 reports tell how long it lasted: 7 name a length; 0 do not say. From 10 min to 1 h 10 min.",
            "too few for a median and quartiles, which are shown from 8 on",
        ],
    );
    let page = site.expect_file("insights/index.html");
    assert!(!page.contains(">median "), "{page}");
}

#[test]
fn the_page_can_be_switched_off_and_so_can_an_index() {
    let reports: &[(&str, &str, &str)] = &[(
        "2031-01-10-a",
        "services: [Orders]\ncauses: [capacity/connections]",
        "",
    )];
    let without = site("[insights]\npage = false\n", reports);
    assert!(!without.root().join("site/insights").exists());
    assert!(!without.expect_file("index.html").contains("Insights"));
    let without = site("[taxonomies]\ncause = false\n", reports);
    let page = without.expect_file("insights/index.html");
    assert!(!page.contains("pm:matrix"), "{page}");
    assert!(page.contains("id=\"pm:years\""));
    let empty = Site::empty("empty");
    empty
        .edit("book.toml", "[book]\nsrc = \"content\"\n")
        .edit("content/README.md", "# Nothing yet\n");
    empty.build(&[]);
    assert!(!empty.root().join("site/insights").exists());
}

#[test]
fn a_series_may_be_stated_of_some_and_suggested_of_others() {
    let again = "services: [Orders]\ncauses: [capacity/connections]";
    let site = site(
        "",
        &[
            (
                "2031-01-10-a",
                "services: [Orders]",
                "## Root cause\n\nThe connection pool was exhausted: too many connections to the database.\n",
            ),
            ("2031-06-10-b", again, ""),
            ("2031-07-10-c", again, ""),
        ],
    );
    says(
        &site,
        "again",
        &[
            "1 report is of something that had happened before",
            "For 1 more report it is suggested",
            "3 times",
        ],
    );
    let second = site.expect_file("2031-06-10-b/index.html");
    assert!(second.contains("Perhaps happened before"), "{second}");
}

#[test]
fn a_register_lists_rows_of_tables_and_neither_their_heads_nor_empty_answers() {
    let site = site(
        "",
        &[(
            "2031-01-10-a",
            "services: [Orders]",
            "## Where we got lucky\n\n| What | Why it helped |\n|---|---|\n| The spare pump | It ran |\n| None | None |\n| N/A | |\n",
        )],
    );
    says(
        &site,
        "luck",
        &["1 remark in 1 report.", "The spare pump · It ran"],
    );
    let register = site.expect_file("insights/luck/index.html");
    assert!(!register.contains("Why it helped"), "{register}");
}

#[test]
fn a_service_may_be_called_as_a_part_of_the_page() {
    let again = "services: [main]\ncauses: [capacity/connections]";
    let site = site(
        "",
        &[("2031-01-10-a", again, ""), ("2031-06-10-b", again, "")],
    );
    let row = site.expect_file("insights/causes/capacity/connections/index.html");
    assert_eq!(row.matches("id=\"pm:main\"").count(), 1, "{row}");
    let page = site.expect_file("insights/index.html");
    let (_, address) = page
        .split_once("insights/causes/capacity/connections/index.html#")
        .or_else(|| page.split_once("causes/capacity/connections/index.html#"))
        .expect("a cell leads to its list");
    let id = address.split('"').next().expect("an address ends");
    assert_eq!(
        row.matches(&format!("id=\"{id}\"")).count(),
        1,
        "{id} {row}"
    );
}
