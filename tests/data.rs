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
        "[output]\njson.enable = false\nndjson.enable = false\ncsv.enable = false\n",
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
