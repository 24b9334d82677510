//! What an archive says of its days and times, through the public face: `[time]` of `book.toml`, the order of day and month that
//! only all reports together show, and that no day is invented where none is written.

#![allow(clippy::disallowed_methods, reason = "a test touches the disk")]

mod support;

use pmsite::read;
use pmsite::scan;
use pmsite::source::{Format, SourceFile};
use scraper::Html;
use serde_json::Value;
use std::sync::Arc;
use support::{Site, files, fixtures};

/// The records of an archive by the name of their source.
fn records(site: &Site) -> Vec<Value> {
    let out = site.run(&["export", "--format", "ndjson"]).code(0).stdout;
    let lines = out.lines().filter(|line| !line.is_empty());
    lines
        .map(|line| serde_json::from_str(line).expect("a record is JSON"))
        .collect()
}

fn record(site: &Site, source: &str) -> Value {
    let found = records(site)
        .into_iter()
        .find(|record| record["source"] == source);
    found.unwrap_or_else(|| panic!("{source} is in the export"))
}

const OPEN: &str = "# Search outage\n\nDate: 03/04/2021\n\n## Timeline\n\n- 10:00 UTC search is down\n- 10:30 UTC search works again\n";

#[test]
fn an_open_day_stays_open_and_is_told() {
    let site = Site::empty("order-open");
    site.edit("incidents/search.md", OPEN);
    let report = record(&site, "incidents/search.md");
    assert_eq!(report["date"], Value::Null);
    assert_eq!(report["start"], Value::Null);
    assert_eq!(report["timeline"][0]["at"], Value::Null);
    site.build(&["-v"]).code(0).says(
        "`03/04/2021` is 2021-04-03 or 2021-03-04, and no other date of the report shows the order",
    );
}

#[test]
fn other_dates_of_the_archive_decide() {
    for (name, other, date) in [
        (
            "day",
            "# Disk\n\n## Timeline\n\n- 23/04/2021 10:00 UTC full\n- 24/04/2021 11:00 UTC empty\n",
            "2021-04-03",
        ),
        (
            "month",
            "# Disk\n\n## Timeline\n\n- 04/23/2021 10:00 UTC full\n- 04/24/2021 11:00 UTC empty\n",
            "2021-03-04",
        ),
    ] {
        let site = Site::empty(&format!("order-{name}"));
        site.edit("incidents/search.md", OPEN)
            .edit("incidents/disk.md", other);
        let report = record(&site, "incidents/search.md");
        assert_eq!(report["date"], date, "{name} first");
        assert_eq!(report["start"], format!("{date}T10:00:00Z"));
        assert_eq!(report["end"], format!("{date}T10:30:00Z"));
        assert_eq!(report["read_from"]["date"], "03/04/2021");
    }
}

#[test]
fn a_file_name_that_tells_the_same_day_decides() {
    let site = Site::empty("order-name");
    site.edit("incidents/search.md", OPEN).edit(
        "incidents/2024-01-10-gateway.md",
        "# Gateway\n\n## Timeline\n\n- 01-10-2024 9:34 AM slow\n- 01-10-2024 9:50 AM restarted\n",
    );
    assert_eq!(record(&site, "incidents/search.md")["date"], "2021-03-04");
}

#[test]
fn both_orders_decide_nothing() {
    let site = Site::empty("order-both");
    site.edit("incidents/search.md", OPEN)
        .edit(
            "incidents/a.md",
            "# Disk\n\n## Timeline\n\n- 23/04/2021 10:00 full\n- 24/04/2021 11:00 empty\n",
        )
        .edit(
            "incidents/b.md",
            "# Mail\n\n## Timeline\n\n- 04/23/2021 10:00 late\n- 04/24/2021 11:00 sent\n",
        );
    assert_eq!(record(&site, "incidents/search.md")["date"], Value::Null);
    site.build(&["-v"])
        .code(0)
        .says("dates of the archive show both orders");
}

/// The lists go by the day that a report states; where the incident began on another one, its page says under which it is found.
#[test]
fn a_page_says_under_which_day_it_is_listed() {
    let site = Site::empty("listed");
    let night = |date: &str| {
        format!(
            "# The sluice stuck\n\nDate: {date}\n\n- Started: 2031-03-01 23:40 UTC\n- Ended: 2031-03-02 01:10 UTC\n\n## Impact\n\nNo water.\n"
        )
    };
    site.edit("after.md", night("2031-03-02"))
        .edit("same.md", night("2031-03-01"))
        .build(&[])
        .code(0);
    let text = |page: &str| {
        let page = site.expect_file(page).replace('\u{a0}', " ");
        Html::parse_document(&page)
            .root_element()
            .text()
            .collect::<String>()
    };
    let after = text("after/index.html");
    assert!(after.contains("listed under 2 March 2031"), "{after}");
    let same = text("same/index.html");
    assert!(!same.contains("listed under"), "{same}");
    // It is true: the lists have it there.
    let record = record(&site, "after.md");
    assert_eq!(record["date"], "2031-03-02");
    assert_eq!(record["start"], "2031-03-01T23:40:00Z");
}

#[test]
fn the_configuration_decides() {
    let site = Site::empty("time-config");
    site.edit("book.toml", "[book]\nsrc = \"incidents\"\n\n[time]\nzone = \"Europe/Oslo\"\nzones = { IST = \"Asia/Kolkata\" }\ndate-order = \"dmy\"\nas-local = true\n")
        .edit("incidents/search.md", OPEN)
        .edit(
            "incidents/2021-07-11-mail.md",
            "# Mail\n\n## Timeline\n\n- 10:00 mails wait\n- 14:00 IST somebody in the east tells\n- 05:30 PST somebody in the west\n- 20:00 UTC mails are sent, incident resolved\n",
        );
    assert_eq!(record(&site, "search.md")["date"], "2021-04-03");
    let mail = record(&site, "2021-07-11-mail.md");
    let at: Vec<&Value> = mail["timeline"]
        .as_array()
        .expect("a timeline")
        .iter()
        .map(|entry| &entry["at"])
        .collect();
    assert_eq!(at[0], "2021-07-11T10:00:00+02:00");
    assert_eq!(at[1], "2021-07-11T14:00:00+05:30");
    assert_eq!(at[2], "2021-07-11T05:30:00-07:00");
    assert_eq!(at[3], "2021-07-11T20:00:00Z");
}

#[test]
fn faults_of_the_configuration_are_told() {
    let site = Site::empty("time-faults");
    site.edit("incidents/search.md", OPEN);
    for (text, words, help) in [
        (
            "zone = \"Oslo\"",
            "`Oslo` is not the name of a zone",
            "did you mean `Europe/Oslo`?",
        ),
        (
            "zone = \"Europe/Olso\"",
            "`Europe/Olso` is not the name of a zone",
            "did you mean `Europe/Oslo`?",
        ),
        (
            "zone = \"+25:00\"",
            "`+25:00` is not the name of a zone",
            "Europe/Oslo",
        ),
        (
            "zones = { IST = \"Kolkata\" }",
            "`Kolkata` is not the name of a zone",
            "did you mean `Asia/Kolkata`?",
        ),
        (
            "zones = { \"Pacific Time\" = \"America/Los_Angeles\" }",
            "`Pacific Time` is no abbreviation of a zone",
            "IST",
        ),
        ("zones = { IST = 5 }", "a string", "Europe/Oslo"),
        (
            "date-order = \"ymd\"",
            "`ymd` is no order of day and month",
            "`dmy`",
        ),
        ("as-local = \"yes\"", "as-local", "true"),
        ("timezone = \"UTC\"", "timezone", "zone"),
    ] {
        site.edit("book.toml", format!("[time]\n{text}\n"));
        let outcome = site.build(&[]).code(2);
        for wanted in [words, help] {
            assert!(
                outcome.stderr.contains(wanted),
                "{text}: {wanted}\n{}",
                outcome.stderr
            );
        }
    }
}

/// The text without any date: days and months in every form that the fixtures have, weekdays left alone.
fn without_dates(text: &str) -> String {
    const MONTHS: &str = "january february march april may june july august september october november december jan feb mar apr jun \
                          jul aug sep sept oct nov dec januar februar mars märz mai juni juli oktober desember dezember enero août";
    let is_month = |word: &str| {
        let word = word
            .trim_matches(|c: char| !c.is_alphabetic())
            .to_lowercase();
        MONTHS.split(' ').any(|month| month == word)
    };
    let is_figures = |word: &str| {
        let digits = word.bytes().filter(u8::is_ascii_digit).count();
        let has_clock = word.contains(':');
        digits >= 4 && !has_clock || digits >= 3 && word.contains(['-', '/', '.']) || digits >= 8
    };
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let words: Vec<&str> = line.split_inclusive([' ', '\n']).collect();
        let near = |at: usize| words.get(at).is_some_and(|word| is_month(word));
        for (at, word) in words.iter().enumerate() {
            let has_digit = word.bytes().any(|byte| byte.is_ascii_digit());
            let is_day = has_digit && (near(at + 1) || at > 0 && near(at - 1));
            let is_more = has_digit && (near(at + 2) || at > 1 && near(at - 2));
            let is_asian = word.contains(['年', '月', '日']);
            if is_month(word) || is_day || is_more || is_figures(word) || is_asian {
                out.extend(word.chars().filter(|c| c.is_whitespace()));
            } else {
                out.push_str(word);
            }
        }
    }
    out
}

/// Whoever writes no day gets none, and no moment that would need one.
#[test]
fn without_its_dates_a_report_has_none() {
    let mut dated = 0;
    for folder in ["postmortem", "read"] {
        for (path, bytes) in files(&fixtures().join(folder)) {
            let Ok(text) = String::from_utf8(bytes) else {
                continue;
            };
            let ending = path.rsplit('.').next().unwrap_or("");
            if !matches!(ending, "erb" | "txt") && Format::of_ending(ending).is_none() {
                continue;
            }
            let name = format!("incidents/report.{ending}");
            if days(&name, &text).is_empty() {
                continue;
            }
            dated += 1;
            let left = days(&name, &without_dates(&text));
            assert!(
                left.is_empty(),
                "{path}: {left:?}\n{}",
                without_dates(&text)
            );
        }
    }
    assert!(dated > 40, "{dated} fixtures have a day");
}

/// Every day and moment that is read out of a text.
fn days(path: &str, text: &str) -> Vec<String> {
    let format = scan::format_of_text(path, text).unwrap_or(Format::Markdown);
    let (document, _) = read::read(&SourceFile::new(path, format, text));
    let clues = pmsite::postmortem::Clues {
        path: Arc::from(path),
        format: format.name(),
        root_name: "incidents".to_owned(),
        portion: None,
        settings: Arc::default(),
    };
    let (pmsite::postmortem::Reading::Report(report), _) =
        pmsite::postmortem::extract(&document, &clues)
    else {
        return Vec::new();
    };
    let when = &report.occurred;
    let moments = [
        &when.start,
        &when.end,
        &when.detected,
        &when.acknowledged,
        &when.declared,
        &when.mitigated,
        &when.resolved,
    ]
    .into_iter()
    .flatten();
    let entries = report
        .timeline
        .iter()
        .flat_map(|entry| [entry.at.as_ref(), entry.until.as_deref()])
        .flatten();
    let open = report.undecided.iter().map(|open| open.as_written.clone());
    let date = when.date.map(|date| date.to_string());
    date.into_iter()
        .chain(
            moments
                .chain(entries)
                .map(|moment| moment.local.to_string()),
        )
        .chain(open)
        .collect()
}
