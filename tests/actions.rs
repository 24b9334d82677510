//! The action ledger: what is open, how old it is, what a tracker says of it, what was promised again. As a page, a table and data.

#![allow(
    clippy::disallowed_methods,
    clippy::case_sensitive_file_extension_comparisons,
    reason = "a test touches the disk, and knows how its own files are called"
)]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde_json::Value;
use support::{Outcome, Site, pmsite};

/// A report with these lines under its action items.
fn report(title: &str, actions: &[&str]) -> String {
    let items: Vec<String> = actions.iter().map(|item| format!("- {item}\n")).collect();
    format!(
        "# {title}\n\n## Impact\n\nThe mill stood still.\n\n## Action items\n\n{}",
        items.concat()
    )
}

/// A site with these reports, by path, title and items.
fn site(book: &str, reports: &[(&str, &str, &[&str])]) -> Site {
    let site = Site::empty("mill");
    site.edit("book.toml", format!("[book]\nsrc = \"content\"\n{book}"));
    for (path, title, actions) in reports {
        site.edit(&format!("content/{path}"), report(title, actions));
    }
    site
}

/// The data of the ledger.
fn data(site: &Site) -> Value {
    serde_json::from_str(&site.expect_file("api/v1/actions.json")).expect("it is JSON")
}

/// The actions of the data.
fn actions(site: &Site) -> Vec<Value> {
    let data = data(site);
    data["actions"].as_array().expect("a list").clone()
}

/// One field of each action, by its words.
fn field(site: &Site, name: &str) -> BTreeMap<String, Value> {
    let of = |action: Value| {
        let text = action["text"].as_str().expect("it has words").to_owned();
        (text, action[name].clone())
    };
    actions(site).into_iter().map(of).collect()
}

#[test]
fn what_is_open_comes_first_and_the_oldest_first() {
    let site = site(
        "",
        &[
            (
                "2022-01-05-wheel.md",
                "The wheel stops",
                &["[ ] Grease the wheel", "[x] Mend the wheel"],
            ),
            (
                "2021-03-04-sluice.md",
                "The sluice is stuck",
                &["[x] Free the sluice", "[ ] Paint the sluice"],
            ),
            (
                "2020-02-03-roof.md",
                "The roof leaks",
                &["Look at the roof"],
            ),
            (
                "undated.md",
                "Some day",
                &["[ ] Sweep the yard", "[x] Sweep the loft"],
            ),
        ],
    );
    site.build(&[]).code(0);
    let data = data(&site);
    assert_eq!(data["ages_to"], "2022-01-05");
    assert_eq!(data["ages_to_is"], "newest_report");
    let lines: Vec<String> = actions(&site)
        .iter()
        .map(|one| format!("{} {} {}", one["status"], one["age_days"], one["text"]))
        .collect();
    assert_eq!(
        lines,
        [
            "\"open\" 307 \"Paint the sluice\"",
            "\"open\" 0 \"Grease the wheel\"",
            "\"open\" null \"Sweep the yard\"",
            "\"unknown\" 702 \"Look at the roof\"",
            "\"done\" 307 \"Free the sluice\"",
            "\"done\" 0 \"Mend the wheel\"",
            "\"done\" null \"Sweep the loft\"",
        ]
    );
    let page = site.expect_file("actions/index.html");
    assert!(page.contains("7 actions in 4 reports: 3 open, 1 not told, 3 done."));
    assert!(page.contains("the day of the newest report"), "{page}");
    let places: Vec<usize> = [
        "Paint the",
        "Grease the",
        "Sweep the yard",
        "Look at",
        "Free the",
    ]
    .iter()
    .map(|words| page.find(words).expect("it stands there"))
    .collect();
    assert!(places.is_sorted(), "{places:?}");
    // Every page leads there.
    assert!(
        site.expect_file("index.html")
            .contains("<a href=\"actions/index.html\">Actions</a>")
    );
}

#[test]
fn the_table_says_what_the_data_say_and_no_cell_is_a_formula() {
    let site = site(
        "[tickets]\n'MILL-\\d+' = \"https://tickets.example/{ticket}\"\n",
        &[(
            "2021-03-04-sluice.md",
            "The sluice, \"stuck\"",
            &[
                "[ ] =HYPERLINK(\"https://evil.example\") MILL-4",
                "[ ] ＠SUM(A1) of the weights",
                "[x] Free the sluice, then \"paint\" it",
            ],
        )],
    );
    site.edit(
        "content/=1+1.md",
        report("2020-01-01: Plus", &["[ ] Add the weights"]),
    );
    site.build(&[]).code(0);
    let table = site.expect_file("api/v1/actions.csv");
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let names = reader.headers().expect("it has a header").clone();
    let rows: Vec<BTreeMap<String, String>> = reader
        .records()
        .map(|row| {
            let row = row.expect("every row has all cells");
            let cells = names.iter().zip(&row);
            cells
                .map(|(name, cell)| (name.to_owned(), cell.to_owned()))
                .collect()
        })
        .collect();
    let actions = actions(&site);
    assert_eq!(rows.len(), actions.len());
    for (row, action) in rows.iter().zip(&actions) {
        for name in ["id", "status", "text", "report", "title", "url", "date"] {
            let cell = row[name].strip_prefix('\'').unwrap_or(&row[name]);
            assert_eq!(cell, action[name].as_str().unwrap_or_default(), "{name}");
        }
        for cell in row.values() {
            let first = cell.trim_start().chars().next();
            assert!(
                first.is_none_or(|sign| !"=+-@＝＋－＠".contains(sign)),
                "{cell}"
            );
        }
    }
    assert!(table.contains("'＠SUM"), "{table}");
    assert_eq!(
        field(&site, "tickets")["=HYPERLINK(\"https://evil.example\") MILL-4"][0],
        serde_json::json!({"name": "MILL-4", "url": "https://tickets.example/MILL-4"})
    );
}

#[test]
fn what_is_said_of_a_report_stands_in_the_table_and_once_in_its_record() {
    let site = Site::empty("mill");
    site.edit(
        "2021-01-01-one.md",
        "---\nservices: [wheel, sluice]\ncauses: [frost]\nteams: [water]\n---\n# One\n\n## Action items\n\n- [ ] Grease it\n- [ ] Paint it\n",
    );
    site.build(&[]).code(0);
    let table = site.expect_file("api/v1/actions.csv");
    let cells = ",sluice; wheel,,Frost,,water,";
    assert_eq!(table.matches(cells).count(), 2, "{table}");
    for action in actions(&site) {
        assert_eq!(action["report"], "2021-01-01-one");
        assert_eq!(action["services"], Value::Null);
    }
}

#[test]
fn the_day_of_the_build_is_said_by_somebody_and_never_by_the_clock() {
    let reports: &[(&str, &str, &[&str])] = &[(
        "2021-03-04-sluice.md",
        "The sluice",
        &["[ ] Paint the sluice"],
    )];
    let built = |book: &str, epoch: Option<&str>| {
        let site = site(book, reports);
        let mut build = pmsite();
        build
            .current_dir(site.root())
            .arg("build")
            .env_remove("SOURCE_DATE_EPOCH");
        if let Some(epoch) = epoch {
            build.env("SOURCE_DATE_EPOCH", epoch);
        }
        (Outcome::of(&mut build), site)
    };
    let day = |book: &str, epoch: Option<&str>| {
        let (outcome, site) = built(book, epoch);
        outcome.code(0);
        let data = data(&site);
        (
            data["ages_to"].clone(),
            data["ages_to_is"].clone(),
            data["actions"][0]["age_days"].clone(),
        )
    };
    let date = "[build]\ndate = 2022-03-04\n";
    let expected = |day: &str, is: &str, age: u32| (day.into(), is.into(), age.into());
    assert_eq!(day("", None), expected("2021-03-04", "newest_report", 0));
    assert_eq!(day(date, None), expected("2022-03-04", "build_date", 365));
    assert_eq!(
        day("", Some("1614988800")),
        expected("2021-03-06", "build_date", 2)
    );
    assert_eq!(
        day(date, Some("1614988800")),
        expected("2022-03-04", "build_date", 365)
    );
    let (outcome, _) = built("", Some("today"));
    outcome
        .code(2)
        .says("`SOURCE_DATE_EPOCH`: `today` is no number of seconds since 1970");
    let (outcome, _) = built("[build]\ndate = \"soon\"\n", None);
    outcome.code(2).says("`soon` is no day");
    // What comes after the day has no age, and that is told.
    let (outcome, site) = built(
        "[build]\ndate = \"2020-01-01\"\n[lint]\nearly-build-date = \"warn\"\n",
        None,
    );
    outcome
        .code(0)
        .says("the day of the build is 2020-01-01, before that of the newest report, 2021-03-04");
    assert_eq!(data(&site)["actions"][0]["age_days"], Value::Null);
}

/// Three teams: two with trackers that number their tickets, one with a tracker that names them.
fn trackers() -> Site {
    site(
        "",
        &[
            (
                "water/2021-01-01-one.md",
                "Water one",
                &["[ ] Oil ([#12](https://forge.example/mill/water/issues/12))"],
            ),
            (
                "water/2021-02-01-two.md",
                "Water two",
                &[
                    "[ ] Oil it, as in #12",
                    "[ ] Wait for [#3](https://forge.example/mill/water/pull/3)",
                ],
            ),
            (
                "wind/2021-03-01-three.md",
                "Wind three",
                &[
                    "[ ] Sew the sail (see #12)",
                    "[ ] Turn it, [#9](https://forge.example/mill/wind/-/issues/9)",
                ],
            ),
            (
                "wind/2021-04-01-four.md",
                "Wind four",
                &["[ ] Sew a larger one, #12"],
            ),
            (
                "grain/2021-05-01-five.md",
                "Grain five",
                &["[ ] Count the sacks #12", "[ ] Ask for a cart MILL-7"],
            ),
            (
                "grain/2021-06-01-six.md",
                "Grain six",
                &["[ ] A larger cart, MILL-7 and MILL-8"],
            ),
        ],
    )
}

#[test]
fn tickets_of_two_trackers_are_two_tickets() {
    let site = trackers();
    site.build(&[]).code(0);
    let again = field(&site, "promised_again");
    let report_of = |text: &str| {
        let id = again[text]["id"].as_str().unwrap_or("-");
        let by = again[text]["by"].as_str().unwrap_or("-");
        format!("{} {by}", id.split('#').next().unwrap_or(id))
    };
    assert_eq!(report_of("Oil (#12)"), "water/2021-02-01-two.md ticket");
    assert_eq!(report_of("Oil it, as in #12"), "- -");
    assert_eq!(
        report_of("Sew the sail (see #12)"),
        "wind/2021-04-01-four.md ticket"
    );
    assert_eq!(report_of("Sew a larger one, #12"), "- -");
    assert_eq!(report_of("Count the sacks #12"), "- -");
    assert_eq!(
        report_of("Ask for a cart MILL-7"),
        "grain/2021-06-01-six.md ticket"
    );
    let before = field(&site, "promised_before");
    assert_eq!(
        before["A larger cart, MILL-7 and MILL-8"]["id"]
            .as_str()
            .map(|id| id.split('#').next()),
        Some(Some("grain/2021-05-01-five.md"))
    );
    let page = site.expect_file("actions/index.html");
    assert!(
        page.contains("Promised again in <a href=\"../water/2021-02-01-two/index.html\">Water two</a> (the same ticket)"),
        "{page}"
    );
}

/// Which actions are promised again by a ticket, by the words of each.
fn by_ticket(site: &Site) -> Vec<String> {
    let again = field(site, "promised_again").into_iter();
    let by_ticket = again.filter(|(_, again)| again["by"] == "ticket");
    by_ticket.map(|(text, _)| text).collect()
}

#[test]
fn numbers_of_items_are_no_tickets_of_other_reports() {
    let site = site(
        "",
        &[
            (
                "2021-01-01-one.md",
                "One",
                &["[ ] #1 Grease the wheel", "[ ] #2 Mend the roof"],
            ),
            (
                "2021-02-01-two.md",
                "Two",
                &["[ ] #1 Paint the sluice", "[ ] #2 Buy rope"],
            ),
        ],
    );
    site.build(&[]).code(0);
    assert_eq!(by_ticket(&site), [""; 0]);
}

#[test]
fn a_query_or_a_fragment_can_tell_the_ticket() {
    for address in [
        "https://bugs.example/show_bug.cgi?id={number}",
        "https://bugs.example/#/x/{number}",
        "https://bugs.example/MILL-1?of={number}",
    ] {
        let site = site(
            &format!("[tickets]\n'BUG-\\d+' = \"{address}\"\n"),
            &[
                ("2021-01-01-one.md", "One", &["[ ] Grease it, BUG-1"]),
                ("2021-02-01-two.md", "Two", &["[ ] Paint it, BUG-2"]),
                ("2021-03-01-three.md", "Three", &["[ ] Wash it, BUG-1"]),
            ],
        );
        site.build(&[]).code(0);
        assert_eq!(by_ticket(&site), ["Grease it, BUG-1"], "{address}");
        let table = format!("ticket,status\n{},done\n", address.replace("{number}", "2"));
        site.edit("states.csv", table);
        let book = std::fs::read_to_string(site.root().join("book.toml")).expect("it is there");
        site.edit(
            "book.toml",
            format!("{book}[actions]\noverlay = \"states.csv\"\n"),
        );
        site.build(&["--strict"]).code(0);
        let said = field(&site, "status");
        assert_eq!(said["Paint it, BUG-2"], "done", "{address}");
        assert_eq!(said["Grease it, BUG-1"], "open", "{address}");
    }
}

#[test]
fn nearly_the_same_words_in_a_later_incident_are_one_promise() {
    let site = site(
        "",
        &[
            (
                "2021-01-01-a.md",
                "First flood",
                &[
                    "[x] Raise the wall of the lower pond by a foot",
                    "[ ] Buy rope",
                ],
            ),
            (
                "2021-01-01-b.md",
                "Same day",
                &["[ ] Raise the wall of the lower pond by a foot"],
            ),
            (
                "2021-08-01-c.md",
                "Second flood",
                &[
                    "[ ] Raise the walls of the lower pond by a foot!",
                    "[ ] Buy rope",
                ],
            ),
            (
                "2022-08-01-d.md",
                "Third flood",
                &["[ ] Raise the wall of the lower pond by a foot"],
            ),
            (
                "2022-09-01-e.md",
                "Upper flood",
                &["[ ] Raise the wall of the upper pond by 2 feet"],
            ),
        ],
    );
    site.build(&[]).code(0);
    let found: Vec<String> = actions(&site)
        .iter()
        .filter(|action| action["promised_again"] != Value::Null)
        .map(|action| {
            let of = |value: &Value| {
                value
                    .as_str()
                    .and_then(|id| id.split('#').next())
                    .map(str::to_owned)
            };
            format!(
                "{:?} {:?}",
                of(&action["id"]),
                of(&action["promised_again"]["id"])
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            "Some(\"2021-01-01-b.md\") Some(\"2021-08-01-c.md\")",
            "Some(\"2021-08-01-c.md\") Some(\"2022-08-01-d.md\")",
            "Some(\"2021-01-01-a.md\") Some(\"2021-08-01-c.md\")",
        ]
    );
}

#[test]
fn an_overlay_sets_states_of_old_reports() {
    let site = trackers();
    site.build(&[]).code(0);
    let id = field(&site, "id")["Turn it, #9"]
        .as_str()
        .expect("an id")
        .to_owned();
    let own = id
        .split('#')
        .next_back()
        .expect("it has two parts")
        .to_owned();
    site.edit(
        "states.csv",
        "Key;Status;Assignee;Summary\n\
             https://forge.example/mill/water/issues/12;Closed;;\"Oil; and more\"\n\
             MILL-7;Done;Ada;Cart\n\
             mill-8;Ready for the miller;;Larger cart\n",
    );
    let book = "[book]\nsrc = \"content\"\n[actions]\noverlay = \"states.csv\"\n[actions.states]\n\"ready for the miller\" = \"in_progress\"\n";
    site.edit("book.toml", book);
    site.build(&["--strict"]).code(0);
    let status = field(&site, "status");
    assert_eq!(status["Oil (#12)"], "done");
    assert_eq!(status["Oil it, as in #12"], "done");
    assert_eq!(status["Sew the sail (see #12)"], "open");
    assert_eq!(status["Ask for a cart MILL-7"], "done");
    // Of its two tickets one is done.
    assert_eq!(status["A larger cart, MILL-7 and MILL-8"], "in_progress");
    assert_eq!(field(&site, "owner")["Ask for a cart MILL-7"], "Ada");
    assert_eq!(field(&site, "status_in_report")["Oil (#12)"], "open");
    assert!(
        site.expect_file("actions/index.html")
            .contains("<span class=\"note\">report: open</span>")
    );
    // The export says the same.
    let export = site.run(&["export", "--format", "ndjson"]).code(0).stdout;
    assert!(
        export.contains("\"text\":\"Oil (#12)\",\"status\":\"done\""),
        "{export}"
    );

    // By its id an action is told before its tickets; also in TOML.
    site.edit(
        "states.toml",
        format!("[[action]]\nid = \"{own}\"\nstatus = \"done\"\n[[action]]\nticket = \"MILL-7\"\nstatus = \"closed\"\n"),
    );
    site.edit("book.toml", book.replace("states.csv", "states.toml"));
    site.build(&["--strict"]).code(0);
    let status = field(&site, "status");
    assert_eq!(status["Turn it, #9"], "done");
    // Nothing is told of the other ticket: the report's word stands.
    assert_eq!(status["A larger cart, MILL-7 and MILL-8"], "open");
}

#[test]
fn its_own_table_is_an_overlay() {
    let site = trackers();
    site.build(&[]).code(0);
    let table = site
        .expect_file("api/v1/actions.csv")
        .replacen(",open,", ",done,", 1);
    site.edit("states.csv", table);
    site.edit(
        "book.toml",
        "[book]\nsrc = \"content\"\n[actions]\noverlay = \"states.csv\"\n",
    );
    site.build(&["--strict"]).code(0);
    let status = field(&site, "status");
    assert_eq!(status["Oil (#12)"], "done");
    assert_eq!(
        status.values().filter(|status| **status == "done").count(),
        1
    );
}

#[test]
fn what_is_wrong_with_an_overlay_is_told_with_its_line() {
    let site = trackers();
    let rows = |rows: &str| -> &Site {
        site.edit("states.csv", format!("\u{feff}id,ticket,status\n{rows}"));
        site.edit(
            "book.toml",
            "[book]\nsrc = \"content\"\n[actions]\noverlay = \"states.csv\"\n[lint]\nunknown-action = \"warn\"\n",
        );
        &site
    };
    let told = rows(
        ",MILL-7,done\n,#12,done\n,mill-7,open\n,MILL-77,done\na0000,,done\n,MILL-8,shelved\n",
    )
    .build(&["--format", "json"])
    .code(0);
    let lines: Vec<String> = told
        .stdout
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter(|line| line["rule"].is_string())
        .map(|line| {
            format!(
                "{} {}:{} {}",
                line["rule"], line["path"], line["line"], line["message"]
            )
        })
        .collect();
    let text = lines.join("\n");
    for expected in [
        "\"ambiguous-action\" \"states.csv\":3 \"`#12` is one ticket in",
        "\"overlay-clash\" \"states.csv\":4 \"`mill-7` is `MILL-7`, which stands above\"",
        "\"unknown-action\" \"states.csv\":5 \"no action of a report names the ticket `MILL-77`\"",
        "\"unknown-action\" \"states.csv\":6 \"no report has an action with the id `a0000`\"",
        "\"unknown-state\" \"states.csv\":7 \"`shelved` is no state of an action\"",
    ] {
        assert!(
            text.contains(expected),
            "no {expected} in\n{text}\n{}",
            told.stderr
        );
    }
    assert!(
        told.stdout.contains("did you mean `mill-7`?"),
        "{}",
        told.stderr
    );
    // The two lines of a clash are both shown, and neither is taken.
    assert!(told.stdout.contains("the first time"), "{}", told.stdout);
    assert_eq!(field(&site, "status")["Ask for a cart MILL-7"], "open");

    rows("\n,,done\n")
        .build(&[])
        .code(2)
        .says("names neither the id of an action nor a ticket");
    rows(",MILL-7,\n").build(&[]).code(2).says("tells no state");
    site.edit("states.csv", "name,status\nx,done\n");
    site.build(&[])
        .code(2)
        .says("does not name a column `id` or `ticket`");
    site.remove("states.csv");
    site.build(&[])
        .code(2)
        .says("there is no such file beside `book.toml`");
    site.edit("book.toml", "[actions]\noverlay = \"../states.csv\"\n");
    site.build(&[])
        .code(2)
        .says("leads out of the folder of `book.toml`");
    site.edit("book.toml", "[actions.states]\n\"Ready\" = \"finished\"\n");
    site.build(&[])
        .code(2)
        .says("`finished` is no state of an action");
}

#[test]
fn a_long_ledger_has_pages_of_sane_size_and_each_action_once() {
    let site = Site::empty("mill");
    for month in 1..=12 {
        for year in [2019, 2020] {
            let mut text = format!(
                "# The wheel stops\n\n## Impact\n\nNo flour.\n\nService: wheel-{month}\n\n## Action items\n\n"
            );
            for number in 0..50 {
                let mark = if number % 5 == 0 { 'x' } else { ' ' };
                let _ = writeln!(text, "- [{mark}] Task {year}-{month}-{number} of the wheel");
            }
            site.edit(&format!("{year}-{month:02}-11-wheel.md"), text);
        }
    }
    site.build(&[]).code(0);
    let mut seen = BTreeSet::new();
    let output = site.output();
    let pages: Vec<&String> = output
        .keys()
        .filter(|path| path.starts_with("actions/") && path.matches('/').count() > 1)
        .collect();
    assert_eq!(
        pages,
        [
            "actions/2019/2/index.html",
            "actions/2019/index.html",
            "actions/2020/2/index.html",
            "actions/2020/index.html"
        ]
    );
    for path in pages {
        let page = String::from_utf8_lossy(&output[path]);
        let lines: Vec<&str> = page.split("<span class=\"what\">").skip(1).collect();
        assert!(lines.len() <= 400, "{path} has {}", lines.len());
        for line in lines {
            let text = line.split('<').next().expect("a first part").to_owned();
            assert!(seen.insert(text), "{path}: {line}");
        }
    }
    assert_eq!(seen.len(), 1200);
    let main = site.expect_file("actions/index.html");
    assert_eq!(main.matches("<span class=\"what\">").count(), 100);
    assert!(
        main.contains(
            "<a href=\"2019/index.html\">2019</a></th><td>480</td><td>0</td><td>120</td>"
        ),
        "{main}"
    );
    assert!(main.contains("860 more"), "{main}");
}

#[test]
fn services_causes_and_teams_list_what_their_reports_promise() {
    let site = Site::empty("mill");
    site.edit(
        "2021-01-01-one.md",
        "---\nservices: [wheel]\nteams: [water]\n---\n# One\n\n## Root cause\n\nThe disk was full, no space left on device.\n\n\
         ## Action items\n\n- [ ] Grease the wheel\n- [x] Mend it\n",
    );
    site.edit(
        "2021-02-01-two.md",
        "---\nservices: [wheel]\ncauses: [capacity/disk-full]\n---\n# Two\n\n## Action items\n\n- [ ] Paint the wheel\n- [x] Turn it\n",
    );
    site.build(&[]).code(0);
    let service = site.expect_file("services/wheel/index.html");
    assert!(
        service.contains("<section class=\"contents\" id=\"pm:actions\">"),
        "{service}"
    );
    assert!(service.contains("2 open, 2 done"), "{service}");
    assert!(service.find("Grease the") < service.find("Paint the"));
    assert!(
        !service.contains("Mend it"),
        "what is over stands in the ledger alone"
    );
    assert!(
        site.expect_file("teams/water/index.html")
            .contains("Grease the wheel")
    );
    // One of the two reports states the cause, of the other its words suggest it.
    let cause = site.expect_file("causes/capacity/disk-full/index.html");
    assert!(
        cause
            .contains("class=\"suggested\" title=\"Suggested by the words of the report\">One</a>"),
        "{cause}"
    );
    assert!(
        !cause.contains("title=\"Suggested by the words of the report\">Two</a>"),
        "{cause}"
    );
    let main = site.expect_file("actions/index.html");
    assert!(
        main.contains("<a href=\"../services/wheel/index.html#pm:actions\">wheel</a>"),
        "{main}"
    );
    assert!(main.contains("title=\"1 of 2 suggested\""), "{main}");
}

#[test]
fn a_hostile_action_is_words_on_every_page() {
    let site = site(
        "[tickets]\n'BAD-\\d+' = \"\"\n",
        &[(
            "2021-01-01-bad.md",
            "Bad",
            &[
                "[ ] <script>alert(1)</script> [BAD-1](javascript:alert(1)) {{ site }} \"x\"",
                "[ ] [#12](javascript://forge.example/issues/12) @<img/src=x/onerror=alert(2)>",
            ],
        )],
    );
    site.edit(
        "content/2021-01-02-worse.md",
        "---\nservices: ['<b>mill']\n---\n# Worse\n\n## Action items\n\n- [ ] </ul></main><iframe src=//x>\n",
    );
    site.build(&[]).code(0);
    for (path, bytes) in site.output() {
        if !path.ends_with(".html") {
            continue;
        }
        let page = String::from_utf8_lossy(&bytes).into_owned();
        for harm in [
            "<script>alert",
            "href=\"javascript",
            "<img/src",
            "<iframe",
            "<b>mill",
        ] {
            assert!(!page.contains(harm), "{path}: {harm}");
        }
    }
    let page = site.expect_file("actions/index.html");
    assert!(page.contains("@&lt;img/src=x"), "{page}");
}

#[test]
fn who_wants_no_ledger_has_none() {
    let site = trackers();
    site.edit(
        "book.toml",
        "[book]\nsrc = \"content\"\n[actions]\nledger = false\n",
    );
    site.build(&[]).code(0);
    let output = site.output();
    assert!(
        !output.keys().any(|path| path.contains("actions")),
        "{:?}",
        output.keys()
    );
    assert!(!site.expect_file("index.html").contains("Actions"));
    // States of an overlay hold all the same, and the day of the build is asked by nobody.
    site.edit("states.csv", "ticket,status\nMILL-7,done\n");
    site.edit(
        "book.toml",
        "[book]\nsrc = \"content\"\n[build]\ndate = 2001-01-01\n[actions]\nledger = false\noverlay = \"states.csv\"\n",
    );
    let built = site.build(&["-v", "--strict"]).code(0);
    assert!(
        !built.stderr.contains("early-build-date"),
        "{}",
        built.stderr
    );
    let export = site.run(&["export", "--format", "ndjson"]).code(0).stdout;
    assert!(
        export.contains("\"text\":\"Ask for a cart MILL-7\",\"status\":\"done\""),
        "{export}"
    );
    let none = Site::empty("mill");
    none.edit("2021-01-01-a.md", "# A\n\n## Impact\n\nNone.\n");
    none.build(&[]).code(0);
    assert!(!none.output().contains_key("actions/index.html"));
}

/// A site with one report whose actions are rows of a table with a column `Due`.
fn with_due_days(book: &str) -> Site {
    let site = Site::empty("mill");
    site.edit("book.toml", format!("[book]\nsrc = \"content\"\n{book}"));
    site.edit(
        "content/2021-03-04-sluice.md",
        "# The sluice is stuck\n\n## Impact\n\nNo flour.\n\n## Action items\n\n\
         | Action | Owner | Due | Status |\n|---|---|---|---|\n\
         | Free the sluice | Ada | 2021-03-31 | open |\n\
         | Paint the sluice | Bo | 2021-04-01 | in progress |\n\
         | Oil the sluice | Cy | 2021-03-01 | done |\n\
         | Measure the sluice | Ed | end of March | open |\n",
    );
    site.edit(
        "content/2021-03-03-wheel.md",
        "# The wheel stops\n\n## Impact\n\nNo flour.\n\n## Action items\n\n\
         | Action | Due |\n|---|---|\n| Look at the wheel | 2021-03-01 |\n",
    );
    site
}

#[test]
fn of_what_is_left_out_nobody_says_that_it_is_to_be_done() {
    let site = Site::empty("mill");
    let item = |sign: &str, from: usize, to: usize| -> String {
        let numbers = from..to;
        let items = numbers.map(|number| format!("- {sign}Oil the hinge of door {number}\n"));
        items.collect::<Vec<_>>().concat()
    };
    let report = |items: String| {
        format!(
            "---\nservices: Mill\n---\n# A door\n\n## Impact\n\nIt squeaked.\n\n## Action items\n\n{items}"
        )
    };
    site.edit("2021-03-04-a.md", report(item("[ ] ", 0, 12)));
    site.edit("2021-03-05-b.md", report(item("", 12, 22)));
    site.build(&[]).code(0);
    let term = site.expect_file("services/mill/index.html");
    assert!(term.contains("12 open, 10 not told"), "{term}");
    assert!(
        term.contains("<p class=\"more\">2 more not told. <a"),
        "{term}"
    );
    let primer = site.expect_file("services/mill/primer/index.html");
    assert!(
        primer.contains("<p class=\"more\">2 more open, 10 more not told. <a"),
        "{primer}"
    );
    assert!(
        primer.contains("12 open, 10 not told; the oldest first<"),
        "{primer}"
    );
}

#[test]
fn what_should_be_done_by_now_is_overdue_where_it_is_open() {
    let site = with_due_days("[build]\ndate = 2021-04-01\n");
    site.build(&[]).code(0);
    let (due, dates) = (field(&site, "due"), field(&site, "due_date"));
    assert_eq!(due["Free the sluice"], "2021-03-31");
    assert_eq!(dates["Free the sluice"], "2021-03-31");
    assert_eq!(due["Measure the sluice"], "end of March");
    assert_eq!(dates["Measure the sluice"], Value::Null);
    let overdue = |site: &Site| -> Vec<String> {
        let all = field(site, "overdue").into_iter();
        all.filter(|(_, overdue)| *overdue == true)
            .map(|(text, _)| text)
            .collect()
    };
    assert_eq!(field(&site, "status")["Look at the wheel"], "unknown");
    // Not on its last day, not where it is done, not where nobody knows.
    assert_eq!(overdue(&site), ["Free the sluice"]);
    let page = site.expect_file("actions/index.html");
    assert!(page.contains("1 overdue."), "{page}");
    assert!(
        page.contains("5 actions in 2 reports: 3 open (1 in progress), 1 not told, 1 done."),
        "{page}"
    );
    assert!(
        page.contains(
            "<span class=\"overdue\">overdue</span>, due <time datetime=\"2021-03-31\">31 March 2021</time>"
        ),
        "{page}"
    );
    assert!(page.contains("· due end of March"), "{page}");
    assert_eq!(page.matches("class=\"overdue\"").count(), 1);
    let table = site.expect_file("api/v1/actions.csv");
    assert!(table.contains(",2021-03-31,2021-03-31,yes\n"), "{table}");
    assert!(table.contains(",end of March,,\n"), "{table}");
    // Where nobody says when it was built, the day is that of the newest report.
    let site = with_due_days("");
    site.build(&[]).code(0);
    assert_eq!(overdue(&site), [""; 0]);
    assert!(
        !site
            .expect_file("actions/index.html")
            .contains("class=\"overdue\"")
    );
}

#[test]
fn an_owner_that_the_overlay_replaces_is_shown_beside() {
    let site = with_due_days("[actions]\noverlay = \"states.csv\"\n");
    let id = "2021-03-04-sluice.md#";
    site.edit("states.csv", "id,status\nx,done\n");
    site.build(&[]).code(0);
    let ids = field(&site, "id");
    let of = |text: &str| ids[text].as_str().expect("an id").to_owned();
    assert!(of("Free the sluice").starts_with(id));
    site.edit(
        "states.csv",
        format!(
            "id,status,owner\n{},open,Finn\n{},open,Bo\n{},done,\n",
            of("Free the sluice"),
            of("Paint the sluice"),
            of("Measure the sluice"),
        ),
    );
    site.build(&["--strict"]).code(0);
    let (owner, told) = (field(&site, "owner"), field(&site, "owner_in_report"));
    assert_eq!(owner["Free the sluice"], "Finn");
    assert_eq!(told["Free the sluice"], "Ada");
    assert_eq!(told["Paint the sluice"], Value::Null);
    assert_eq!(owner["Measure the sluice"], "Ed");
    assert_eq!(told["Measure the sluice"], Value::Null);
    let page = site.expect_file("actions/index.html");
    assert!(
        page.contains("Finn</span> <span class=\"note\">(report: Ada)</span>"),
        "{page}"
    );
    let table = site.expect_file("api/v1/actions.csv");
    assert!(table.contains(",Ada,2021-03-31,"), "{table}");
}

#[test]
fn the_same_words_are_not_called_nearly_the_same() {
    let site = site(
        "",
        &[
            (
                "2021-01-01-a.md",
                "First flood",
                &[
                    "[ ] Raise the wall of the pond",
                    "[ ] Count the sacks of the cellar",
                ],
            ),
            (
                "2021-02-01-b.md",
                "Second flood",
                &[
                    "[ ] raise the *wall* of the pond!",
                    "[ ] Count sacks in the cellar",
                ],
            ),
        ],
    );
    site.build(&[]).code(0);
    let again = field(&site, "promised_again");
    assert_eq!(again["Raise the wall of the pond"]["by"], "same_words");
    assert_eq!(again["Count the sacks of the cellar"]["by"], "words");
    let page = site.expect_file("actions/index.html");
    assert_eq!(page.matches("(the same words)").count(), 2, "{page}");
    assert_eq!(page.matches("(nearly the same words)").count(), 2, "{page}");
}

#[test]
fn the_name_of_a_report_is_no_ticket_of_an_action() {
    let reports: &[(&str, &str, &[&str])] = &[
        ("PM2021-004.md", "2021-01-01: One", &["[ ] Oil it, MILL-7"]),
        (
            "2021-02-01-two.md",
            "PM2021-009: Two",
            &["[ ] As after PM2021-004, and MILL-7"],
        ),
        (
            "2021-03-01-three.md",
            "Three",
            &["[ ] See [it](https://wiki.example/PM2021-009), pm2021-004 and PM2021-004"],
        ),
    ];
    let site = |book: &str| site(book, reports);
    let names = |site: &Site| -> Vec<String> {
        let tickets = field(site, "tickets").into_values();
        let mut names: Vec<String> = tickets
            .flat_map(|all| all.as_array().cloned().unwrap_or_default())
            .map(|one| one["name"].as_str().unwrap_or_default().to_owned())
            .collect();
        names.sort();
        names
    };
    let plain = site("");
    plain.build(&[]).code(0);
    assert_eq!(names(&plain), ["MILL-7", "MILL-7"]);
    let page = plain.expect_file("2021-03-01-three/index.html");
    assert!(!page.contains("same ticket"), "{page}");
    // Who declares such names knows.
    let declared = site("[tickets]\n'PM2021-\\d+' = \"https://tickets.example/{ticket}\"\n");
    declared.build(&[]).code(0);
    assert!(names(&declared).contains(&"PM2021-004".to_owned()));
}

#[test]
fn one_cell_of_an_overlay_may_name_several_tickets() {
    for cell in [
        "MILL-7; MILL-8",
        "\"MILL-7, MILL-8\"",
        "\"MILL-7\nMILL-8\"",
        "MILL-7;mill-8;",
        "\"https://tickets.example/a;b/MILL-7, MILL-8\"",
    ] {
        let site = site(
            "[tickets]\n'MILL-\\d+' = \"https://tickets.example/a;b/{ticket}\"\n[actions]\noverlay = \"states.csv\"\n",
            &[(
                "2021-06-01-six.md",
                "Six",
                &[
                    "[ ] A cart, MILL-7",
                    "[ ] A mule, MILL-8",
                    "[ ] Hay, MILL-9",
                ],
            )],
        );
        site.edit("states.csv", format!("ticket,status\n{cell},done\n"));
        site.build(&["--strict"]).code(0);
        let status = field(&site, "status");
        assert_eq!(status["A cart, MILL-7"], "done", "{cell}");
        assert_eq!(status["A mule, MILL-8"], "done", "{cell}");
        assert_eq!(status["Hay, MILL-9"], "open", "{cell}");
        site.edit("states.csv", "ticket,status\n;,done\n".replace(",\n", "\n"));
        site.build(&[])
            .code(2)
            .says("names neither the id of an action nor a ticket");
    }
}

#[test]
fn only_what_counts_ages_asks_for_the_day_of_the_build() {
    let site = site("", &[("2021-03-04-a.md", "A", &["[ ] Paint the sluice"])]);
    let run = |arguments: &[&str]| {
        let mut run = pmsite();
        run.current_dir(site.root())
            .args(arguments)
            .env("SOURCE_DATE_EPOCH", "today");
        Outcome::of(&mut run)
    };
    for arguments in [
        &["show", "content/2021-03-04-a.md"][..],
        &["diff", ".", "."],
        &["export"],
        &["clean"],
    ] {
        run(arguments).code(0);
    }
    for arguments in [&["build"][..], &["check"]] {
        run(arguments)
            .code(2)
            .says("`SOURCE_DATE_EPOCH`: `today` is no number of seconds since 1970");
    }
}

#[test]
fn many_equal_promises_and_many_with_one_common_word_are_quick() {
    let site = Site::empty("mill");
    site.edit("book.toml", "[book]\nsrc = \"content\"\n");
    // What files cost is not asked here: a hundred of a hundred actions each.
    for file in 0..100 {
        let mut text = format!("# Day {file}\n\n## Action items\n\n");
        for number in 0..50 {
            let own = file * 50 + number;
            let _ = writeln!(text, "- [ ] Fix the common bug of the mill at once");
            let _ = writeln!(
                text,
                "- [ ] Common w{own:x}a w{own:x}b w{own:x}c w{own:x}d w{own:x}e"
            );
        }
        let (month, day) = (file / 28 % 12 + 1, file % 28 + 1);
        site.edit(&format!("content/2021-{month:02}-{day:02}-a.md"), text);
    }
    let begun = std::time::Instant::now();
    site.build(&[]).code(0);
    let taken = begun.elapsed();
    assert_eq!(actions(&site).len(), 10_000);
    assert!(taken.as_secs() < 60, "{taken:?}");
}

#[test]
fn a_line_says_no_address_that_stands_beside_it() {
    let site = site(
        "",
        &[(
            "2021-06-01-six.md",
            "Six",
            &[
                "[ ] Buy a cart (https://forge.example/mill/water/issues/7)",
                "[ ] Feed the mule as https://stable.example/how?to=feed says",
            ],
        )],
    );
    for number in 1..=13 {
        site.edit(
            &format!("content/2021-01-{number:02}-a.md"),
            format!("---\nservices: [wheel-{number}]\n---\n# One\n\n## Action items\n\n- [ ] Grease {number}\n"),
        );
    }
    site.build(&[]).code(0);
    let page = site.expect_file("actions/index.html");
    assert!(
        page.contains("<span class=\"what\">Buy a cart</span>"),
        "{page}"
    );
    assert!(
        page.contains("<span class=\"what\">Feed the mule as stable.example says</span>"),
        "{page}"
    );
    assert!(page.contains("1 more service<"), "{page}");
    // Data have the words as they are.
    assert!(
        field(&site, "text")
            .keys()
            .any(|text| text.contains("issues/7"))
    );
}

#[test]
fn an_action_of_the_ledger_leads_to_its_place_in_the_report() {
    let site = Site::empty("places");
    site.edit("book.toml", "");
    let head = |title: &str| {
        format!(
            "---\ntitle: {title}\nstarted: 2031-03-04\n---\n\n## Summary\n\nIt broke.\n\n## Impact\n\nAll.\n\n## Action items\n\n"
        )
    };
    site.edit(
        "list.md",
        head("A list") + "- [ ] Watch the `queue` | closely\n- [x] Restart it\n",
    );
    site.edit(
        "table.md",
        head("A table") + "| Action | Owner |\n| --- | --- |\n| Raise the limit | Ada |\n| Lower the noise | Bob |\n",
    );
    site.edit(
        "headings.md",
        head("Headings") + "### 1. Split the cluster\n\nIt is too large.\n\n### 2. Test the restore\n\nNobody did.\n",
    );
    site.edit(
        "paragraphs.md",
        head("Paragraphs") + "We will move the backups.\n\nWe will rotate the keys.\n",
    );
    site.build(&[]).code(0);
    let ledger = site.expect_file("actions/index.html");
    let mut places = BTreeSet::new();
    for part in ledger.split("<span class=\"from\"><a href=\"").skip(1) {
        let address = part.split('"').next().expect("an address ends");
        let (path, id) = address.split_once('#').expect("it names a place");
        assert!(id.starts_with("a-"), "{address}");
        let page = site.expect_file(path.trim_start_matches("../"));
        assert_eq!(
            page.matches(&format!(" id=\"{id}\"")).count(),
            1,
            "{address}\n{page}"
        );
        assert!(places.insert(address.to_owned()), "{address} stands twice");
    }
    assert_eq!(places.len(), 8, "{places:?}");
    // What stands around an action has no say in its name.
    site.edit(
        "list.md",
        head("A list")
            + "- [ ] Something before\n- [ ] Watch the `queue` | closely\n- [x] Restart it\n",
    );
    site.build(&[]).code(0);
    let ledger = site.expect_file("actions/index.html");
    for place in places {
        assert!(ledger.contains(&format!("\"{place}\"")), "{place} is gone");
    }
}

#[test]
fn a_place_that_its_author_named_stays_that_of_the_author() {
    let site = Site::empty("taken");
    site.edit("book.toml", "");
    let report = |more: &str| {
        format!(
            "---\ntitle: Taken\nstarted: 2031-03-04\n---\n\n## Summary\n\nIt broke.{more}\n\n## Impact\n\nAll.\n\n## Action items\n\n- [ ] Watch the queue\n"
        )
    };
    site.edit("one.md", report(""));
    site.build(&[]).code(0);
    let ledger = site.expect_file("actions/index.html");
    let (_, id) = ledger
        .split_once("one/index.html#")
        .expect("it names a place");
    let id = id.split('"').next().expect("an address ends").to_owned();
    site.edit("one.md", report(&format!(" <a id=\"{id}\"></a>")));
    site.build(&[]).code(0);
    let page = site.expect_file("one/index.html");
    assert_eq!(page.matches(&format!(" id=\"{id}\"")).count(), 1, "{page}");
    assert!(!site.expect_file("actions/index.html").contains(&id));
}

#[test]
fn a_day_is_a_due_day_where_nothing_turns_it_into_another() {
    let site = Site::empty("days");
    site.edit("book.toml", "[build]\ndate = 2024-06-01\n");
    let rows = [
        ("Plain", "2023-12-31"),
        ("Named", "by Friday, 29 December 2023"),
        ("Moved", "2023-12-31, moved to 2024-12-31"),
        ("After", "after 2023-12-31"),
        ("Two", "2023-12-30 / 2023-12-31"),
    ];
    let mut text = "# The mill stops\n\n## Impact\n\nNo flour.\n\n## Action items\n\n| Action | Due | Status |\n|---|---|---|\n".to_owned();
    for (name, due) in rows {
        let _ = writeln!(text, "| {name} work | {due} | open |");
    }
    site.edit("2023-01-01-mill.md", text);
    site.build(&[]).code(0);
    let overdue = field(&site, "overdue");
    let late: Vec<&str> = overdue
        .iter()
        .filter(|(_, overdue)| **overdue == true)
        .map(|(text, _)| &**text)
        .collect();
    assert_eq!(late, ["Named work", "Plain work"]);
    assert_eq!(
        field(&site, "due")["Moved work"],
        "2023-12-31, moved to 2024-12-31"
    );
}

#[test]
fn a_title_that_speaks_of_a_ticket_takes_it_from_nobody() {
    let site = site(
        "[actions]\noverlay = \"states.csv\"\n",
        &[
            (
                "2021-01-01-a.md",
                "OPS-12 was never finished",
                &["[ ] Look at it"],
            ),
            (
                "2021-02-01-b.md",
                "Another",
                &["[ ] [OPS-12](https://tickets.example/browse/OPS-12): add an alert"],
            ),
        ],
    );
    site.edit("states.csv", "ticket,status\nOPS-12,done\n");
    site.build(&["--strict"]).code(0);
    let status = field(&site, "status");
    assert!(
        status
            .iter()
            .any(|(text, status)| text.contains("alert") && *status == "done"),
        "{status:?}"
    );
}
