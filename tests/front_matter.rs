//! `docs/front-matter.md` is the list of keys that the readers of heads ask for: it is made of that, and held against it.
//! Each key is tried, under each of its names.
//!
//! `SNAPSHOTS=overwrite cargo test --test front_matter` writes the page anew.

#![allow(clippy::disallowed_methods, reason = "a test reads the guide")]

mod support;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use pmsite::postmortem::known_keys::{INNER, KNOWN, Known, UNSHOWN};
use serde_json::Value;
use support::Site;

const HEAD: &str = "# Keys of front matter\n\nEvery key of a head that pmsite knows, made from the program itself; a test holds it. How heads are written, and what \
is read where there is none, is told in [reading.md](reading.md#front-matter); no key is required.\n\nIn names capitals, `-`, `_` and blanks do not \
count: `incident_date`, `incidentDate` and `Incident date` are one key. Below they stand without.\n";

/// A key as the page has it.
fn told(known: &Known) -> String {
    let main: String = known
        .name
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    let others: Vec<String> = (known.names.iter().filter(|name| **name != main))
        .map(|name| format!("`{name}`"))
        .collect();
    let others = if others.is_empty() {
        "—".to_owned()
    } else {
        others.join(", ")
    };
    let Known {
        name,
        what,
        value,
        example,
        ..
    } = known;
    format!("| `{name}` | {what} | {value} | `{name}: {example}` | {others} |\n")
}

fn listed(names: &[&str]) -> String {
    let names = names.iter().map(|name| format!("`{name}`"));
    names.collect::<Vec<_>>().join(", ")
}

#[test]
fn the_guide_has_every_key() {
    let mut page = HEAD.to_owned();
    let mut about = "";
    for known in KNOWN {
        if known.about != about {
            about = known.about;
            let _ = write!(
                page,
                "\n## {about}\n\n| key | what it says | value | example | other names |\n|---|---|---|---|---|\n"
            );
        }
        page.push_str(&told(known));
    }
    let _ = write!(
        page,
        "\n## Other keys\n\nKeys inside tables of these names count as if they stood at the top: {}.\n\nWhat speaks to a generator of sites and not to a \
         reader is on no page: {}.\n\nEvery other key is shown as it is, under \"Further details from the source\".\n",
        listed(INNER),
        listed(UNSHOWN)
    );
    let place = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/front-matter.md");
    if std::env::var("SNAPSHOTS").as_deref() == Ok("overwrite") {
        std::fs::write(&place, &page).expect("the guide can be written");
    }
    let written = std::fs::read_to_string(&place).unwrap_or_default();
    assert!(
        written == page,
        "docs/front-matter.md is not what the program knows: SNAPSHOTS=overwrite cargo test --test front_matter"
    );
}

#[test]
fn every_name_of_a_key_says_the_same() {
    const BODY: &str =
        "It stood still.\n\n## Impact\n\nAll of it.\n\n## Root cause\n\nIt was full.\n";
    let site = Site::empty("reports");
    site.edit("plain.md", BODY);
    let tried: Vec<&Known> = KNOWN
        .iter()
        .filter(|known| !known.field.is_empty())
        .collect();
    for (row, known) in tried.iter().enumerate() {
        for (at, name) in known.names.iter().enumerate() {
            let text = format!("---\n{name}: {}\n---\n\n{BODY}", known.example);
            site.edit(&format!("row-{row}-{at}.md"), text);
        }
    }
    let out = site.run(&["export", "--format", "ndjson"]).code(0);
    let records: BTreeMap<String, Value> = out
        .stdout
        .lines()
        .map(|line| {
            let record: Value = serde_json::from_str(line).expect("it is JSON");
            (
                record["source"].as_str().expect("it has one").to_owned(),
                record,
            )
        })
        .collect();
    let plain = &records["plain.md"];
    let mut wrong = String::new();
    for (row, known) in tried.iter().enumerate() {
        let mut said = known.names.iter().enumerate().map(|(at, name)| {
            let record = records.get(&format!("row-{row}-{at}.md"));
            (
                name,
                record.map_or(&Value::Null, |record| &record[known.field]),
            )
        });
        let (_, first) = said.next().expect("it has a name");
        if *first == plain[known.field] || first.is_null() {
            let _ = writeln!(
                wrong,
                "{}: nothing says `{}`: {first}",
                known.name, known.field
            );
        }
        for (name, value) in said {
            if value != first {
                let _ = writeln!(wrong, "{}: `{name}` says {value}, not {first}", known.name);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn what_says_how_a_page_is_does_so_under_every_name() {
    let site = Site::empty("reports");
    let of = |name: &str, example: &str| {
        KNOWN
            .iter()
            .find(|known| known.name == name && known.example == example)
            .expect("it is there")
    };
    for known in [of("draft", "true"), of("published", "false")] {
        for name in known.names {
            let text = format!(
                "---\n{name}: {}\n---\n# It broke\n\nAll of it.\n",
                known.example
            );
            site.edit(&format!("2024-01-02-{name}.md"), text);
        }
    }
    site.build(&[]).code(0).says("7 drafts");
    let site = Site::empty("reports");
    for known in [of("slug", "/2024/queue/"), of("aliases", "[/old/queue/]")] {
        for name in known.names {
            let example = known.example.replace("queue", name);
            site.edit(
                &format!("2024-01-02-{name}-of-it.md"),
                format!("---\n{name}: {example}\n---\n# It broke\n\nAll of it.\n"),
            );
        }
    }
    site.build(&[]).code(0);
    for path in [
        "2024/slug",
        "2024/permalink",
        "2024/path",
        "2024/url",
        "old/aliases",
        "old/redirectfrom",
        "old/alias",
        "old/redirects",
    ] {
        site.expect_file(&format!("{path}/index.html"));
    }
}
