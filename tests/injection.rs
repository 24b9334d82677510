//! Hostile text by the other doors: the export, feeds, messages on a terminal and in the log of a workflow, paths of files.
//! The pages themselves are held in `html_safety.rs`.

#![allow(
    clippy::disallowed_methods,
    clippy::case_sensitive_file_extension_comparisons,
    reason = "a test touches the disk, and knows how its own files are called"
)]

mod support;

use std::fmt::Write as _;

use serde_json::Value;
use support::{Outcome, Site, pmsite};

/// The title of one report of the fixture, every letter of it.
const TITLE: &str = "=HYPERLINK(\"https://evil.example\",\"click\") ]]> --> </title></textarea></script><script>alert('toml')</script>";

fn hostile() -> Site {
    let site = Site::from_dir("sites/hostile");
    if cfg!(unix) {
        let report = "# Name\n\n## Impact\n\n[x](gone.md)\n";
        for name in [
            "2021-02-01-\u{1b}[31mred\u{7}.md",
            "2021-02-02-a\n::error::injected\n.md",
            "2021-02-03-\u{202e}dm.txt.md",
            "=cmd|' calc'!A0.md",
        ] {
            site.edit(&format!("content/{name}"), report);
        }
    }
    site
}

/// Characters that a terminal obeys.
fn obeyed(text: &str) -> Vec<char> {
    text.chars()
        .filter(|sign| {
            sign.is_control() && *sign != '\n' || ('\u{202a}'..='\u{202e}').contains(sign)
        })
        .collect()
}

#[test]
fn a_terminal_shows_messages_and_obeys_none() {
    let site = hostile();
    let outcome = site.build(&["-v"]).code(0);
    assert_eq!(
        obeyed(&outcome.stderr),
        [] as [char; 0],
        "{}",
        outcome.stderr
    );
    assert!(outcome.stderr.contains("␛[31m"), "{}", outcome.stderr);
    // No line of a file's making stands at the start of a line.
    for line in outcome.stderr.lines() {
        assert!(!line.starts_with("::"), "{line}");
    }
    // Where colours are wanted there are only those.
    let styled = Outcome::of(
        pmsite()
            .current_dir(site.root())
            .env("CLICOLOR_FORCE", "1")
            .args(["build", "-v"]),
    );
    assert!(
        !styled.stderr.contains("\u{1b}[31mred"),
        "{}",
        styled.stderr
    );
    assert!(!styled.stderr.contains('\u{7}'), "{}", styled.stderr);
    // Names on the command line and of folders are told as well.
    let outcome = site.build(&["-d", "a\u{1b}[31m\nb/../content"]);
    assert_eq!(obeyed(&outcome.stderr), [] as [char; 0]);
    assert_eq!(outcome.stderr.lines().count(), 1, "{}", outcome.stderr);
}

#[test]
fn the_log_of_a_workflow_gets_no_command_of_a_report() {
    let outcome = hostile().build(&["--format", "github", "-v"]).code(0);
    assert!(outcome.stdout.lines().count() > 20);
    assert_eq!(obeyed(&outcome.stdout), [] as [char; 0]);
    for line in outcome.stdout.lines() {
        let command = line
            .strip_prefix("::")
            .and_then(|rest| rest.split(' ').next());
        assert!(
            command.is_some_and(|command| ["error", "warning", "notice"].contains(&command)),
            "{line}"
        );
        // The rule stands last among the properties, so that nothing before it can have ended them.
        let (properties, _) = line[2..].split_once("::").expect("it has a message");
        let (_, title) = properties.split_once("title=").expect("it has a rule");
        assert!(
            title
                .chars()
                .all(|sign| sign.is_ascii_lowercase() || sign == '-'),
            "{line}"
        );
    }
}

#[test]
fn messages_for_programs_are_what_they_claim() {
    let site = hostile();
    let lines = site.build(&["--format", "json", "-v"]).code(0).stdout;
    for line in lines.lines() {
        let value: Value =
            serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
        assert!(value["rule"].is_string());
    }
    let sarif = site.build(&["--format", "sarif", "-v"]).code(0).stdout;
    let sarif: Value = serde_json::from_str(&sarif).expect("it is JSON");
    let results = sarif["runs"][0]["results"]
        .as_array()
        .expect("it has results");
    assert_eq!(results.len(), lines.lines().count());
    for place in results
        .iter()
        .filter_map(|result| result["locations"].as_array())
        .flatten()
    {
        let address = place["physicalLocation"]["artifactLocation"]["uri"].as_str();
        let is_address = |address: &str| {
            address
                .chars()
                .all(|sign| sign.is_ascii_alphanumeric() || "/-._~%".contains(sign))
        };
        assert!(address.is_some_and(is_address), "{place}");
    }
}

#[test]
fn the_export_is_data() {
    let site = hostile();
    let json = site.run(&["export"]).code(0).stdout;
    let records: Vec<Value> = serde_json::from_str(&json).expect("it is a JSON array");
    assert!(records.iter().any(|record| record["title"] == TITLE));
    let lines = site.run(&["export", "--format", "ndjson"]).code(0).stdout;
    let lines: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).expect("each line is JSON"))
        .collect();
    assert_eq!(records, lines);
}

#[test]
fn no_cell_of_the_table_is_a_formula() {
    let site = hostile();
    let table = site.run(&["export", "--format", "csv"]).code(0).stdout;
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let mut marked = 0;
    for row in reader.records() {
        for cell in &row.expect("every row has as many cells") {
            let first = cell.trim_start().chars().next();
            assert!(!first.is_some_and(|sign| "=+-@".contains(sign)), "{cell}");
            marked += usize::from(cell.starts_with('\''));
        }
    }
    assert!(marked >= 3, "only {marked} cells looked like formulas");
    assert!(
        table.contains(&format!("\"'{}\"", TITLE.replace('"', "\"\""))),
        "{table}"
    );
}

#[test]
fn feeds_hold_words_and_addresses() {
    let output = {
        let site = hostile();
        site.build(&[]).code(0);
        site.output()
    };
    let mut feeds = 0;
    for (path, bytes) in output.iter().filter(|(path, _)| path.ends_with(".xml")) {
        let text = std::str::from_utf8(bytes).expect("a feed is UTF-8");
        let xml =
            roxmltree::Document::parse(text).unwrap_or_else(|error| panic!("{path}: {error}"));
        assert!(
            !text.contains("<?xml-stylesheet") && !text.contains("<!"),
            "{path}"
        );
        feeds += 1;
        for node in xml.descendants().filter(roxmltree::Node::is_element) {
            let name = node.tag_name().name();
            for attribute in node.attributes() {
                let known = ["rel", "type", "href", "term", "lang"];
                assert!(known.contains(&attribute.name()), "{path}: {attribute:?}");
                // What a reader of feeds would take for markup.
                if attribute.name() == "type" {
                    assert_ne!(attribute.value(), "html", "{path}: <{name}>");
                }
            }
            let address = match name {
                "link" => node.attribute("href"),
                "id" | "loc" => node.text(),
                _ => None,
            };
            assert!(
                address.is_none_or(|address| address.starts_with("https://hostile.example/")),
                "{path}: {address:?}"
            );
        }
    }
    assert!(feeds > 5, "only {feeds} were looked at");
}

#[test]
fn no_path_of_an_asset_leaves_the_folder() {
    let site = Site::empty("site-under-test");
    let outside = site.beside("secret.png");
    std::fs::write(&outside, "a secret").expect("the folder is ours");
    let absolute = outside.display().to_string();
    let hidden = [
        "r/.env.png",
        "r/.git/config.png",
        "r/id_rsa",
        "r/node_modules/x.png",
    ];
    for path in hidden {
        site.edit(path, "a secret");
    }
    site.edit("book.toml", "[book]\nsrc = \"r\"\n")
        .edit("beside.png", "a secret")
        .edit("r/own.png", "own");
    let mut targets = vec![
        absolute.clone(),
        format!("file://{absolute}"),
        format!("file:{absolute}"),
        format!("//localhost{absolute}"),
        format!("/./{absolute}"),
    ];
    for target in [
        "../secret.png",
        "../../secret.png",
        "../beside.png",
        "./../beside.png",
        "x/../../beside.png",
        "%2e%2e/beside.png",
        "%2E%2E%2Fbeside.png",
        "..%2fbeside.png",
        "..\\beside.png",
        "..%5cbeside.png",
        "....//beside.png",
        "..;/beside.png",
        "own.png/../../beside.png",
        "own.png%00.png",
        "/../beside.png",
        "/r/../beside.png",
        "link.png",
        "folder/secret.png",
        "folder/../secret.png",
        ".env.png",
        ".git/config.png",
        "id_rsa",
        "node_modules/x.png",
        "%252e%252e/beside.png",
    ] {
        targets.push(target.to_owned());
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::symlink;
        symlink(&outside, site.root().join("r/link.png")).expect("the folder is ours");
        symlink(site.beside(""), site.root().join("r/folder")).expect("the folder is ours");
    }
    let mut text = String::from("# DNS\n\n## Impact\n\n![x](own.png)\n");
    for target in &targets {
        let _ = writeln!(
            text,
            "\n![x]({target}) [x]({target}) <img src=\"{target}\">"
        );
    }
    // As a head would name it, and under the address of the site.
    text.insert_str(0, "---\nimage: ../beside.png\nslug: ../../out\naliases: [../x, /../y, \"%2e%2e/z\", '..\\w']\n---\n");
    site.edit("r/2021-01-02-dns.md", text);
    // Everything there is, links by themselves.
    let all = |site: &Site| -> Vec<std::path::PathBuf> {
        walkdir::WalkDir::new(site.beside(""))
            .sort_by_file_name()
            .into_iter()
            .map(|entry| entry.expect("it is readable").into_path())
            .filter(|path| !path.starts_with(site.root().join("site")))
            .collect()
    };
    let before = all(&site);
    site.build(&["--site-url", "https://a.example/"]).code(0);
    let output = site.output();
    assert!(output.contains_key("own.png"));
    for (path, bytes) in &output {
        assert!(!bytes.windows(8).any(|part| part == b"a secret"), "{path}");
    }
    assert_eq!(before, all(&site), "something was written outside the site");
}
