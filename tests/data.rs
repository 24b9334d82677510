//! What a site says to programs: each of its files is read again by a library that knows the format, and says what the reports say.

#![allow(
    clippy::disallowed_methods,
    clippy::case_sensitive_file_extension_comparisons,
    reason = "a test touches the disk, and knows how its own files are called"
)]

mod support;

use jsonschema::Validator;
use serde_json::Value;
use support::{Files, Site, copy, demonstration, files, fixtures};

/// Small sites that hold most kinds of reports, and one whose reports mean no good.
const SITES: [&str; 5] = ["bare", "folders", "forms", "logs", "hostile"];

fn text<'a>(output: &'a Files, path: &str) -> &'a str {
    let bytes = output
        .get(path)
        .unwrap_or_else(|| panic!("the site has no {path}, but {:?}", output.keys()));
    std::str::from_utf8(bytes).expect("it is UTF-8")
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// Words without what a terminal obeys and some formats cannot hold.
fn words(text: &str) -> String {
    let plain: String = text
        .chars()
        .filter(|sign| !sign.is_control() || sign.is_whitespace())
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A site of a fixture, with what has to be asked for.
fn with_all(name: &str) -> Site {
    let site = Site::from_dir(&format!("sites/{name}"));
    let book = site.root().join("book.toml");
    let before = std::fs::read_to_string(book).unwrap_or_default();
    site.edit(
        "book.toml",
        format!("{before}\n[output.json]\nper-report = true\n"),
    );
    site
}

/// Every report among the fixtures of the readers, of the understanding and of the rules, in one archive.
fn all_reports() -> Site {
    let site = Site::empty("all");
    site.edit("book.toml", "[output.json]\nper-report = true\n");
    for folder in ["read", "postmortem", "lint"] {
        for (path, content) in files(&fixtures().join(folder)) {
            let is_expected = [".tree", ".diag", ".facts"];
            if !is_expected.iter().any(|ending| path.ends_with(ending)) {
                site.edit(&format!("{folder}/{path}"), content);
            }
        }
    }
    site
}

/// The published schema, which lets nothing through that it does not name: what a reader of records may not do, a test may.
fn strict(schema: &str) -> Validator {
    fn close(value: &mut Value) {
        if let Value::Object(object) = value {
            if object.contains_key("properties") {
                object.insert("additionalProperties".to_owned(), Value::Bool(false));
            }
            object.values_mut().for_each(close);
        }
    }
    let mut schema = json(schema);
    jsonschema::meta::validate(&schema).expect("it is a schema");
    close(&mut schema);
    jsonschema::validator_for(&schema).expect("it is a schema")
}

#[track_caller]
fn assert_valid(validator: &Validator, record: &Value) {
    let errors: Vec<String> = validator
        .iter_errors(record)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{}: {errors:?}", record["id"]);
}

#[test]
fn the_files_are_what_the_export_prints() {
    for name in SITES {
        let site = with_all(name);
        site.build(&[]).code(0);
        let output = site.output();
        for (format, path) in [
            ("json", "api/v1/postmortems.json"),
            ("ndjson", "api/v1/index.ndjson"),
            ("csv", "api/v1/postmortems.csv"),
        ] {
            let printed = site.run(&["export", "--format", format]).code(0).stdout;
            assert_eq!(text(&output, path), printed, "{name}: {path}");
        }
    }
}

#[test]
fn every_record_is_as_the_schema_says() {
    let mut count = 0;
    let sites = SITES.iter().map(|name| with_all(name));
    for site in sites.chain([all_reports()]) {
        site.build(&[]);
        let output = site.output();
        let validator = strict(text(&output, "api/v1/schema.json"));
        let Value::Array(records) = json(text(&output, "api/v1/postmortems.json")) else {
            panic!("the records are an array");
        };
        for record in &records {
            assert_valid(&validator, record);
            let path = format!(
                "api/v1/postmortems/{}.json",
                record["id"].as_str().expect("an id")
            );
            assert_eq!(json(text(&output, &path)), *record, "{path}");
        }
        count += records.len();
    }
    let (_folder, output) = demonstration();
    let validator = strict(text(&output, "api/v1/schema.json"));
    for line in text(&output, "api/v1/index.ndjson").lines() {
        assert_valid(&validator, &json(line));
        count += 1;
    }
    assert!(count > 300, "only {count} records were looked at");
}

#[test]
fn the_schema_says_what_each_field_is() {
    let site = with_all("bare");
    site.build(&[]).code(0);
    let schema = json(&site.expect_file("api/v1/schema.json"));
    let mut objects = vec![&schema];
    objects.extend(schema["$defs"].as_object().expect("definitions").values());
    let mut fields = 0;
    for object in objects {
        for (name, field) in object["properties"].as_object().expect("properties") {
            assert!(
                field["description"].is_string(),
                "{name} says nothing: {field}"
            );
            fields += 1;
        }
    }
    assert!(fields > 80, "only {fields}");
    // What a record may leave out is not asked for, what it always has is.
    let required = schema["required"].as_array().expect("required fields");
    assert!(required.contains(&"date".into()) && !required.contains(&"lines".into()));
}

#[test]
fn the_table_is_read_again() {
    for name in SITES {
        let site = with_all(name);
        site.build(&[]).code(0);
        let output = site.output();
        let records = json(text(&output, "api/v1/postmortems.json"));
        let mut table =
            csv::Reader::from_reader(text(&output, "api/v1/postmortems.csv").as_bytes());
        let header = table.headers().expect("it has a header").clone();
        let title = header
            .iter()
            .position(|name| name == "title")
            .expect("a column");
        let rows: Vec<csv::StringRecord> = table.records().map(|row| row.expect("a row")).collect();
        assert_eq!(rows.len(), records.as_array().expect("an array").len());
        for (row, record) in rows.iter().zip(records.as_array().expect("an array")) {
            let written = record["title"].as_str().expect("a title");
            let cell = row[title].strip_prefix('\'').unwrap_or(&row[title]);
            assert_eq!(cell, written.strip_prefix('\'').unwrap_or(written));
        }
    }
}

/// What only the words of a report suggest stands in columns of its own, and nowhere where nothing could say that it is a suggestion.
#[test]
fn what_is_only_suggested_is_no_plain_fact() {
    let site = Site::empty("data-suggested");
    site.edit(
        "book.toml",
        "[output.html]\nsite-url = \"https://reports.example/\"\n",
    );
    site.edit(
        "2031-02-03-guessed.md",
        "# Long night\n\n## Summary\n\nIn the night we noticed that parcelry was down. Its certificate had expired.\n\n\
         ## Detection\n\nAn alert fired.\n",
    );
    site.edit(
        "2031-02-04-told.md",
        "---\nservices: Ledger\ncause: Odd weather\ntags: winter\ndetection: by hand\n---\n# Long day\n\nIt snowed.\n",
    );
    site.build(&[]).code(0);
    let output = site.output();

    let table = text(&output, "api/v1/postmortems.csv");
    let mut table = csv::Reader::from_reader(table.as_bytes());
    let header = table.headers().expect("it has a header").clone();
    let rows: Vec<csv::StringRecord> = table.records().map(|row| row.expect("a row")).collect();
    let cells = |names: [&str; 3]| {
        rows.iter()
            .map(|row| {
                let cell = |name| header.iter().position(|one| one == name).map(|at| &row[at]);
                names.map(|name| cell(name).unwrap_or_else(|| panic!("a column {name}")))
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(
        cells(["services", "causes", "detection"]),
        [["Ledger", "Odd weather", "by hand"], ["", "", ""]]
    );
    let guessed = cells([
        "services_suggested",
        "causes_suggested",
        "detection_suggested",
    ]);
    assert_eq!(guessed[0], ["", "", ""]);
    assert_eq!(guessed[1][0], "parcelry");
    assert!(guessed[1][1].contains("ertificate"), "{guessed:?}");
    assert!(!guessed[1][2].is_empty(), "{guessed:?}");
    assert_eq!(cells(["title", "triggers", "triggers_suggested"]).len(), 2);

    let words = ["parcelry", "ertificate expired"];
    for name in ["feed.xml", "feed.json", "incidents.ics"] {
        let whole = text(&output, name);
        let facts = whole.lines().filter(|line| !line.contains("In the night"));
        let facts: Vec<&str> = facts.collect();
        assert!(facts.iter().any(|line| line.contains("Ledger")), "{whole}");
        for word in words {
            assert!(!facts.iter().any(|line| line.contains(word)), "{whole}");
        }
    }
    let page = site.expect_file("2031-02-03-guessed/index.html");
    let data = page.split("application/ld+json").nth(1).expect("data");
    let data = data.split("</script>").next().unwrap_or_default();
    assert!(!data.contains("keywords"), "{data}");
    let page = site.expect_file("2031-02-04-told/index.html");
    assert!(
        page.contains("\"keywords\":[\"Ledger\",\"Odd weather\",\"winter\"]"),
        "{page}"
    );
}

#[test]
fn an_archive_without_reports_has_empty_files() {
    let site = Site::empty("nothing");
    site.build(&[]).code(0);
    let output = site.output();
    assert_eq!(text(&output, "api/v1/postmortems.json"), "[]\n");
    assert_eq!(text(&output, "api/v1/index.ndjson"), "");
    assert_eq!(text(&output, "api/v1/postmortems.csv").lines().count(), 1);
}

#[test]
fn what_is_switched_off_is_not_there() {
    let site = Site::from_dir("sites/bare");
    site.edit(
        "book.toml",
        "[output]\njson.enable = false\nndjson.enable = false\ncsv.enable = false\ncalendar.enable = false\nllms.enable = false\n[actions]\nledger = false\n",
    );
    site.build(&[]).code(0);
    let output = site.output();
    let of_data: Vec<&String> = output
        .keys()
        .filter(|path| path.starts_with("api/"))
        .collect();
    assert_eq!(of_data, Vec::<&String>::new());
    assert!(!text(&output, "index.html").contains(">Data<"));
    // A file for each record is asked for; without the file of all of them it is there all the same.
    site.edit(
        "book.toml",
        "[output.json]\nenable = false\nper-report = true\n[output.csv]\n",
    );
    site.build(&[]).code(0);
    let output = site.output();
    assert!(output.contains_key("api/v1/postmortems.csv"));
    assert!(!output.contains_key("api/v1/postmortems.json"));
    assert!(output.contains_key("api/v1/postmortems/2023-05-18-checkout.json"));
}

#[test]
fn pages_lead_to_the_data() {
    let site = with_all("folders");
    site.build(&[]).code(0);
    assert!(
        site.expect_file("index.html")
            .contains("href=\"api/index.html\">Data</a>")
    );
    let deep = site.expect_file("network/2022-11-09-resolver/index.html");
    assert!(deep.contains("href=\"../../api/index.html\">Data</a>"));
    let page = site.expect_file("api/index.html");
    for file in [
        "v1/postmortems.json",
        "v1/index.ndjson",
        "v1/postmortems.csv",
        "v1/schema.json",
    ] {
        assert!(page.contains(&format!("href=\"{file}\"")), "{file}");
    }
}

#[test]
fn reports_that_want_the_same_file_get_one_each() {
    let site = Site::empty("clash");
    site.edit("book.toml", "[output.json]\nper-report = true\n");
    site.edit("a.md", "---\nslug: /a\n---\n# One\n\n## Impact\n\nMuch.\n");
    site.edit(
        "b.md",
        "---\nslug: /a.json/b\n---\n# Two\n\n## Impact\n\nMuch.\n",
    );
    site.build(&[]).code(0);
    let output = site.output();
    let mut titles: Vec<String> = output
        .iter()
        .filter(|(path, _)| path.starts_with("api/v1/postmortems/"))
        .map(|(_, bytes)| json(std::str::from_utf8(bytes).expect("UTF-8"))["title"].to_string())
        .collect();
    titles.sort();
    assert_eq!(titles, ["\"One\"", "\"Two\""]);
}

#[test]
fn a_build_without_a_change_writes_nothing_and_one_with_a_change_writes_it() {
    let site = with_all("bare");
    site.build(&[]).code(0);
    let first = site.output();
    site.build(&[]).code(0).says(": 0 files written");
    // A report at the end: what comes before it in each file stays, and is taken from the file that is there.
    site.edit("1999-01-02-last.md", "# The last\n\n## Impact\n\nNone.\n");
    site.build(&[]).code(0);
    let second = site.output();
    let fresh = Site::empty("fresh");
    copy(site.root(), fresh.root(), "site");
    fresh.build(&[]).code(0);
    for path in [
        "api/v1/postmortems.json",
        "api/v1/index.ndjson",
        "api/v1/postmortems.csv",
    ] {
        assert!(second[path].len() > first[path].len(), "{path}");
        assert_eq!(text(&second, path), text(&fresh.output(), path));
    }
    // And when it goes again, files become shorter.
    site.remove("1999-01-02-last.md");
    site.build(&[]).code(0);
    support::assert_same(&first, &site.output());
}

/// The sites with an address, which feeds need.
fn with_address(name: &str) -> Files {
    let site = with_all(name);
    site.build(&["--site-url", "https://a.example/pm/"]).code(0);
    site.output()
}

/// An entry of a feed as its reader sees it: name, title, text, day, terms.
type Read = (String, String, String, String, Vec<String>);

fn read_feed(path: &str, text: &str) -> (String, Vec<Read>) {
    let feed =
        feed_rs::parser::parse(text.as_bytes()).unwrap_or_else(|error| panic!("{path}: {error}"));
    let read = |entry: feed_rs::model::Entry| {
        let day = entry
            .published
            .or(entry.updated)
            .expect("an entry is dated");
        let link = entry.links.first().expect("an entry leads to its report");
        assert_eq!(link.href, entry.id, "{path}");
        let content = entry.content.and_then(|content| content.body);
        let said = entry.summary.map(|summary| summary.content).or(content);
        (
            entry.id,
            entry.title.expect("a title").content,
            said.unwrap_or_default(),
            day.to_rfc3339(),
            entry
                .categories
                .into_iter()
                .map(|category| category.term)
                .collect(),
        )
    };
    let title = feed.title.expect("a title").content;
    (title, feed.entries.into_iter().map(read).collect())
}

#[test]
fn both_forms_of_a_feed_say_the_same() {
    let mut feeds = 0;
    for name in SITES {
        let output = with_address(name);
        for path in output.keys().filter(|path| path.ends_with("feed.xml")) {
            feeds += 1;
            let (title, atom) = read_feed(path, text(&output, path));
            let path = path.replace("feed.xml", "feed.json");
            let (same_title, json) = read_feed(&path, text(&output, &path));
            assert_eq!(words(&title), words(&same_title), "{path}");
            assert_eq!(atom.len(), json.len(), "{path}");
            for (one, other) in atom.iter().zip(&json) {
                assert_eq!((&one.0, &one.3), (&other.0, &other.3), "{path}");
                let terms =
                    |terms: &[String]| terms.iter().map(|term| words(term)).collect::<Vec<_>>();
                assert_eq!(terms(&one.4), terms(&other.4), "{path}");
                assert_eq!(words(&one.1), words(&other.1), "{path}");
                // An item must have some content: without a summary it is the title.
                if !one.2.is_empty() {
                    assert_eq!(words(&one.2), words(&other.2), "{path}");
                }
                let inside = one
                    .0
                    .strip_prefix("https://a.example/pm/")
                    .expect("an address of the site");
                let page = format!(
                    "{}index.html",
                    percent_encoding::percent_decode_str(inside).decode_utf8_lossy()
                );
                assert!(output.contains_key(&page), "{path}: {page}");
            }
        }
    }
    assert!(feeds > 60, "only {feeds}");
}

#[test]
fn the_list_of_feeds_names_each_once() {
    for name in SITES {
        let output = with_address(name);
        let listed = opml::OPML::from_str(text(&output, "feeds.opml")).expect("it is OPML");
        let mut named = Vec::new();
        let mut outlines: Vec<&opml::Outline> = listed.body.outlines.iter().collect();
        while let Some(outline) = outlines.pop() {
            named.extend(outline.xml_url.clone());
            outlines.extend(&outline.outlines);
        }
        named.sort();
        let address = |path: &String| {
            let feeds = path.strip_suffix("feed.xml")?;
            Some(format!(
                "https://a.example/pm/{}",
                percent_encoding::percent_decode_str(feeds).decode_utf8_lossy()
            ))
        };
        let mut feeds: Vec<String> = output.keys().filter_map(address).collect();
        feeds.sort();
        let decoded = |url: &String| {
            let folder = url.strip_suffix("feed.xml").expect("an Atom feed");
            percent_encoding::percent_decode_str(folder)
                .decode_utf8_lossy()
                .into_owned()
        };
        let mut named: Vec<String> = named.iter().map(decoded).collect();
        named.sort();
        assert_eq!(named, feeds, "{name}");
    }
}

#[test]
fn the_calendar_is_read_again() {
    use icalendar::{Calendar, CalendarComponent, Component as _};
    let mut events = 0;
    for name in SITES {
        let output = with_address(name);
        let written = text(&output, "incidents.ics");
        for line in written.split_inclusive("\r\n") {
            let line = line
                .strip_suffix("\r\n")
                .expect("lines end as the format wants");
            assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{line:?}");
        }
        let calendar: Calendar = written
            .parse()
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        let records = json(text(&output, "api/v1/postmortems.json"));
        let records: Vec<&Value> = records.as_array().expect("an array").iter().collect();
        let dated: Vec<&&Value> = records
            .iter()
            .filter(|record| record["date"].is_string())
            .collect();
        let mut uids = std::collections::BTreeSet::new();
        let mut summaries = Vec::new();
        for component in &calendar.components {
            let CalendarComponent::Event(event) = component else {
                panic!("{name}: {component:?}");
            };
            events += 1;
            let uid = event.get_uid().expect("an event has a name");
            assert!(uids.insert(uid.to_owned()), "{uid} is there twice");
            assert!(uid.ends_with("@a.example"), "{uid}");
            let start = event.properties()["DTSTART"].value().to_owned();
            let stamp = event.properties()["DTSTAMP"].value();
            assert!(stamp.ends_with("T000000Z") && stamp.len() == 16, "{stamp}");
            if let Some(end) = event.properties().get("DTEND") {
                assert!(end.value() > start.as_str(), "{start} to {}", end.value());
                assert_eq!(end.value().len(), start.len());
            }
            assert!(event.get_start().is_some(), "{start}");
            assert!(
                event
                    .get_url()
                    .is_some_and(|url| url.starts_with("https://a.example/pm/"))
            );
            summaries.push(event.get_summary().expect("a summary").to_owned());
        }
        let titles: Vec<String> = dated
            .iter()
            .map(|record| record["title"].as_str().expect("a title").to_owned())
            .collect();
        let plain = |text: &String| words(&text.replace('\\', ""));
        assert_eq!(
            summaries.iter().map(plain).collect::<Vec<_>>(),
            titles.iter().map(plain).collect::<Vec<_>>(),
            "{name}"
        );
    }
    assert!(events > 20, "only {events}");
}

#[test]
fn a_calendar_is_as_exact_as_its_reports() {
    let site = Site::empty("times");
    let report = |head: &str| {
        format!("---\ntitle: 'Lamps; out, all'\n{head}\n---\n# Lamps\n\n## Impact\n\nDark.\n")
    };
    site.edit("a.md", report("incident_date: 2031-03-04"));
    site.edit(
        "b.md",
        report("start: 2031-03-05T09:30:00+02:00\nend: 2031-03-05T10:15:00+02:00"),
    );
    site.edit(
        "c.md",
        report("start: 2031-03-06T09:30:00\nend: 2031-03-06T10:15:00"),
    );
    site.edit("d.md", report("incident_date: 2031-03"));
    site.build(&[]).code(0);
    let calendar = site.expect_file("incidents.ics");
    let times: Vec<&str> = calendar
        .split("\r\n")
        .filter(|line| {
            ["DTSTART", "DTEND", "DTSTAMP"]
                .iter()
                .any(|name| line.starts_with(name))
        })
        .collect();
    assert_eq!(
        times,
        [
            "DTSTAMP:20310306T000000Z",
            "DTSTART:20310306T093000",
            "DTEND:20310306T101500",
            "DTSTAMP:20310305T000000Z",
            "DTSTART:20310305T073000Z",
            "DTEND:20310305T081500Z",
            "DTSTAMP:20310304T000000Z",
            "DTSTART;VALUE=DATE:20310304",
        ]
    );
    assert!(
        calendar.contains("SUMMARY:Lamps\\; out\\, all\r\n"),
        "{calendar}"
    );
    assert!(calendar.contains("UID:a/@pmsite.invalid\r\n"), "{calendar}");
}

#[test]
fn what_search_engines_read_is_json_about_the_report() {
    let page =
        scraper::Selector::parse("head > script[type='application/ld+json']").expect("a selector");
    let mut pages = 0;
    for name in SITES {
        let output = with_address(name);
        for record in json(text(&output, "api/v1/postmortems.json"))
            .as_array()
            .expect("an array")
        {
            let address = record["url"].as_str().expect("an address");
            let html =
                scraper::Html::parse_document(text(&output, &format!("{address}index.html")));
            let found: Vec<String> = html
                .select(&page)
                .map(|script| script.inner_html())
                .collect();
            let [data] = found.as_slice() else {
                panic!("{address}: {found:?}");
            };
            assert!(!data.contains(['<', '>', '&']), "{data}");
            let data = json(data);
            assert_eq!(data["@context"], "https://schema.org");
            assert_eq!(data["@type"], "TechArticle");
            assert_eq!(data["headline"], record["title"]);
            assert_eq!(data["about"]["@type"], "Event");
            let is_published = record["date_origin"] == "publication";
            if is_published {
                assert_eq!(data["datePublished"], record["date"], "{address}");
            }
            let start = if record["start"].is_string() {
                &record["start"]
            } else {
                &record["date"]
            };
            if is_published && record["start"].is_null() {
                assert!(data["about"]["startDate"].is_null(), "{address}");
            } else {
                assert_eq!(data["about"]["startDate"], *start, "{address}");
            }
            pages += 1;
        }
    }
    assert!(pages > 30, "only {pages}");
}

#[test]
fn programs_that_read_language_find_every_report() {
    for name in SITES {
        let output = with_address(name);
        let written = text(&output, "llms.txt");
        let mut html = comrak::markdown_to_html(written, &comrak::Options::default());
        html.insert_str(0, "<!doctype html>");
        let html = scraper::Html::parse_document(&html);
        let select = |what: &str| {
            let selector = scraper::Selector::parse(what).expect("a selector");
            html.select(&selector)
                .map(|found| found.text().collect::<String>())
                .collect::<Vec<_>>()
        };
        assert_eq!(select("h1").len(), 1, "{name}");
        assert_eq!(select("body > blockquote").len(), 1, "{name}");
        // A list stands under each heading, and holds nothing but links with what is said of them.
        assert_eq!(select("h2").len(), select("body > h2 + ul").len(), "{name}");
        assert_eq!(
            select("li").len(),
            select("li > a:first-child").len(),
            "{name}"
        );
        let records = json(text(&output, "api/v1/postmortems.json"));
        let links: Vec<String> = select("li > a").iter().map(|text| words(text)).collect();
        for (record, link) in records.as_array().expect("an array").iter().zip(&links) {
            assert_eq!(
                words(record["title"].as_str().expect("a title")),
                *link,
                "{name}"
            );
        }
        let addresses = scraper::Selector::parse("li > a").expect("a selector");
        for link in html.select(&addresses) {
            let address = link.value().attr("href").expect("an address");
            let inside = address
                .strip_prefix("https://a.example/pm/")
                .expect("an address of the site");
            let inside = percent_encoding::percent_decode_str(inside)
                .decode_utf8_lossy()
                .into_owned();
            let is_there =
                output.contains_key(&inside) || output.contains_key(&format!("{inside}index.html"));
            assert!(is_there, "{name}: {address}");
        }
    }
}

#[test]
fn each_of_them_can_be_switched_off() {
    let site = Site::from_dir("sites/bare");
    let build = |book: &str| {
        site.edit("book.toml", book);
        site.build(&["--site-url", "https://a.example/pm/"]).code(0);
        site.output()
    };
    let with = build("");
    for (table, path) in [
        ("atom", "feed.xml"),
        ("json-feed", "feed.json"),
        ("opml", "feeds.opml"),
        ("calendar", "incidents.ics"),
        ("llms", "llms.txt"),
    ] {
        assert!(with.contains_key(path), "{path}");
        let without = build(&format!("[output.{table}]\nenable = false\n"));
        assert!(!without.keys().any(|other| other.ends_with(path)), "{path}");
        for (page, bytes) in without.iter().filter(|(page, _)| page.ends_with(".html")) {
            let text = String::from_utf8_lossy(bytes);
            assert!(
                !text.contains(&format!("{path}\"")),
                "{page} leads to {path}"
            );
        }
    }
    let report = "2023-05-18-checkout/index.html";
    assert!(text(&with, report).contains("application/ld+json"));
    assert!(
        !text(&build("[output.json-ld]\nenable = false\n"), report).contains("application/ld+json")
    );
    // The list of feeds takes those that there are.
    let without = build("[output.atom]\nenable = false\n");
    assert!(text(&without, "feeds.opml").contains("https://a.example/pm/feed.json"));
}
