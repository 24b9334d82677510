//! What an archive says of services, severities and people, through the public face: what only all reports together confirm, what is
//! declared in `book.toml`, and that what is suggested says so.

#![allow(clippy::disallowed_methods, reason = "a test touches the disk")]

mod support;

use serde_json::{Value, json};
use support::Site;

/// The record of one report.
fn record(site: &Site, source: &str) -> Value {
    let out = site.run(&["export", "--format", "ndjson"]).code(0).stdout;
    let records = out.lines().filter(|line| !line.is_empty());
    let mut records =
        records.map(|line| -> Value { serde_json::from_str(line).expect("a record is JSON") });
    records
        .find(|record| record["source"] == source)
        .unwrap_or_else(|| panic!("{source} is in the export"))
}

/// Names and origins of its services.
fn services(site: &Site, source: &str) -> Vec<(String, String)> {
    let record = record(site, source);
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let list = record["services"].as_array().expect("services are a list");
    let pair = |one: &Value| (text(&one["name"]), text(&one["origin"]));
    list.iter().map(pair).collect()
}

fn suggested(name: &str) -> Vec<(String, String)> {
    vec![(name.to_owned(), "suggested".to_owned())]
}

const DOWN: &str =
    "# Long night\n\n## Summary\n\nIn the night we noticed that parcelry was down.\n";
const ACCESS: &str =
    "# Proxy\n\n## Summary\n\nSeveral people had no access to parcelry. The machine had died.\n";

#[test]
fn a_suggestion_says_so_on_its_page() {
    let site = Site::empty("services-suggested");
    site.edit("2031-02-03-a.md", DOWN).build(&[]).code(0);
    assert_eq!(services(&site, "2031-02-03-a.md"), suggested("parcelry"));
    let page = site.expect_file("2031-02-03-a/index.html");
    assert!(
        page.contains("suggested by “In the night we noticed that parcelry was down"),
        "{page}"
    );
    // A list has no room for what speaks for it.
    let home = site.expect_file("index.html");
    assert!(!home.contains("class=\"services\""), "{home}");
    assert!(site.expect_file("services/index.html").contains("parcelry"));
}

#[test]
fn suggestions_can_be_switched_off() {
    let site = Site::empty("services-off");
    site.edit("book.toml", "[taxonomies]\nsuggested = false\n");
    site.edit(
        "2031-02-03-a.md",
        format!("{DOWN}\n## Detection\n\nAn alert fired.\n"),
    );
    let record = record(&site, "2031-02-03-a.md");
    assert_eq!(record["services"], json!([]));
    assert_eq!(record["detection"], json!([]));
}

#[test]
fn what_may_be_any_word_is_confirmed_by_other_reports() {
    let site = Site::empty("services-confirmed");
    site.edit("2031-02-03-a.md", DOWN);
    site.edit("2031-02-04-b.md", ACCESS);
    assert_eq!(services(&site, "2031-02-04-b.md"), []);
    site.edit("2031-02-05-c.md", DOWN.replace("Long", "Longer"));
    assert_eq!(services(&site, "2031-02-04-b.md"), suggested("parcelry"));
}

/// What stands before `cluster` says the same of a quality as of a name.
#[test]
fn qualities_and_words_that_only_join_others_are_no_names() {
    let site = Site::empty("services-qualities");
    let found = |name: &str, report: &str| {
        site.edit(name, report);
        services(&site, name)
    };
    for (name, report) in [
        (
            "2031-02-01-a.md",
            "# Wonky cluster\n\nThe wonky cluster was rebooted.\n",
        ),
        (
            "2031-02-02-b.md",
            "# Janky app, laggy app\n\nJanky app. Janky app crashed. The laggy app was slow.\n",
        ),
        (
            "2031-02-03-c.md",
            "# Panne\n\nIl était indisponible pendant une heure. Il est tombé.\n",
        ),
        (
            "2031-02-08-h.md",
            "# Ausfall\n\nUm 10:00 war die Tafel nicht erreichbar. Die Tafel war langsam. Langsame Tafel, langsame Datei.\n",
        ),
        (
            "2031-02-04-d.md",
            "# Ausfall\n\nUm 10:00 war alles gestört. Sie war langsam, es war gestört.\n",
        ),
    ] {
        assert_eq!(found(name, report), [], "{report}");
    }
    // Without an article it is called so.
    let german = "# Ausfall\n\nUm 10:00 war Parzella nicht erreichbar. Parzella war langsam.\n";
    assert_eq!(found("2031-02-09-i.md", german), suggested("Parzella"));
    // A capital in the middle of a sentence makes such a word a name; so do capitals alone.
    let snazzy = "# Snazzy cluster\n\nThe Snazzy cluster was down.\n";
    assert_eq!(found("2031-02-05-e.md", snazzy), suggested("Snazzy"));
    let letters = "# Long night\n\nIn the night ES was down.\n";
    assert_eq!(found("2031-02-06-f.md", letters), suggested("ES"));
    // The end of a word tells no quality, what joins words elsewhere may be a name here, and a report may be what it is called.
    let loyalty = "# Loyalty service outage\n\nThe loyalty service was down for an hour.\n";
    assert_eq!(found("2031-02-10-j.md", loyalty), suggested("loyalty"));
    let mir = "# Long night\n\nIn the night the Mir cluster was down, and Mir was restarted.\n";
    assert_eq!(found("2031-02-11-k.md", mir), suggested("Mir"));
    let expense = "# Expense Report outage\n\nExpense Report was down. Customers saw errors in Expense Report.\n";
    assert_eq!(
        found("2031-02-12-l.md", expense),
        suggested("Expense Report")
    );
    let announced = "# Tidewell Announcement swamps the ferry\n\nThe Tidewell announcement brought a crowd. Tidewell was slow for an hour.\n";
    assert_eq!(found("2031-02-07-g.md", announced), suggested("Tidewell"));
}

#[test]
fn what_is_stated_leaves_no_room_for_suggestions() {
    let site = Site::empty("services-stated");
    site.edit(
        "2031-02-03-a.md",
        format!("---\nservices: Ledger\n---\n{DOWN}"),
    );
    let stated = [("Ledger".to_owned(), "stated".to_owned())];
    assert_eq!(services(&site, "2031-02-03-a.md"), stated);
}

#[test]
fn declared_names_are_found_in_the_words() {
    let site = Site::empty("services-declared");
    site.edit(
        "book.toml",
        "[vocabulary.services]\n\"Parcelry\" = [\"parcel shop\", \"PS\"]\n\"Ledger\" = []\n\"Tally\" = []\n",
    );
    site.edit(
        "2031-02-03-a.md",
        "# Long night\n\n## Impact\n\nOrders of the Parcel Shop were lost, Tally was not affected. Thistle was down. The ledger-api is another one.\n",
    );
    site.edit(
        "2031-02-04-b.md",
        "# Long day\n\n## Impact\n\nThe words ps and alps are none of its short name.\n",
    );
    let found = [("Parcelry".to_owned(), "vocabulary".to_owned())];
    assert_eq!(services(&site, "2031-02-03-a.md"), found);
    assert_eq!(services(&site, "2031-02-04-b.md"), []);
    let evidence = &record(&site, "2031-02-03-a.md")["services"][0]["evidence"];
    assert!(
        evidence
            .as_str()
            .is_some_and(|words| words.contains("Parcel Shop")),
        "{evidence}"
    );
}

#[test]
fn severities_have_the_places_that_are_declared() {
    let site = Site::empty("severity-scale");
    site.edit(
        "2031-02-03-a.md",
        "# A\n\n**Severity:** Blue\n\nIt was down.\n",
    );
    site.edit(
        "2031-02-04-b.md",
        "# B\n\n**Severity:** SEV-0\n\nIt was down.\n",
    );
    let level = |source: &str| record(&site, source)["severity"]["level"].clone();
    assert_eq!(level("2031-02-03-a.md"), Value::Null);
    assert_eq!(level("2031-02-04-b.md"), 0);
    site.edit(
        "book.toml",
        "[severity]\nzero = false\n\n[severity.levels]\n\"blue\" = 4\n",
    );
    assert_eq!(level("2031-02-03-a.md"), 4);
    assert_eq!(level("2031-02-04-b.md"), 1);
}

#[test]
fn people_have_pages_only_where_somebody_asks_for_them() {
    let site = Site::empty("people");
    site.edit(
        "2031-02-03-a.md",
        "# Long night\n\nIt was down.\n\n## Participants\n\n- Ada Lovelace (incident lead)\n- Grace Hopper\n",
    );
    site.build(&[]).code(0);
    let page = site.expect_file("2031-02-03-a/index.html");
    assert!(page.contains("incident lead: Ada Lovelace"), "{page}");
    assert!(
        !page.contains("<dd>Grace Hopper"),
        "who has no role is not listed beside the facts"
    );
    assert!(
        site.output()
            .keys()
            .all(|path| !path.starts_with("people/"))
    );
    let people = &record(&site, "2031-02-03-a.md")["participants"];
    let both = json!([{"role": "incident lead", "name": "Ada Lovelace"}, {"role": null, "name": "Grace Hopper"}]);
    assert_eq!(*people, both);
    site.edit("book.toml", "[taxonomies]\npeople = true\n");
    site.build(&[]).code(0);
    assert!(
        site.expect_file("people/index.html")
            .contains("Grace Hopper")
    );
    let page = site.expect_file("2031-02-03-a/index.html");
    assert!(
        page.contains("people/ada-lovelace/index.html\">Ada Lovelace</a>"),
        "{page}"
    );
}

/// What tells something behind a label is a sentence, and names neither a service nor a level nor a person.
#[test]
fn a_sentence_behind_a_label_names_nothing() {
    let site = Site::empty("labels");
    for (line, services, severity, people) in [
        (
            "Product: none of our users were affected",
            json!([]),
            Value::Null,
            json!([]),
        ),
        (
            "Services: Parcelry (not all), Ledger",
            json!(["Ledger", "Parcelry (not all)"]),
            Value::Null,
            json!([]),
        ),
        (
            "Services: IT Desk, finn.no",
            json!(["finn.no", "IT Desk"]),
            Value::Null,
            json!([]),
        ),
        (
            "Incident severity: 3 orders of magnitude worse",
            json!([]),
            Value::Null,
            json!([]),
        ),
        (
            "Severity: high load on one machine kept people out",
            json!([]),
            Value::Null,
            json!([]),
        ),
        (
            "Severity: none were affected",
            json!([]),
            Value::Null,
            json!([]),
        ),
        (
            "Severity: 2 (nobody could log in)",
            json!([]),
            json!(2),
            json!([]),
        ),
        ("Severity: High impact", json!([]), json!(2), json!([])),
        (
            "Communications: Status Page",
            json!([]),
            Value::Null,
            json!([]),
        ),
        ("Lead: Time", json!([]), Value::Null, json!([])),
        (
            "Coordinator: No Help Needed",
            json!([]),
            Value::Null,
            json!([]),
        ),
        (
            "Communications: Ada Page, June",
            json!([]),
            Value::Null,
            json!(["Ada Page", "June"]),
        ),
    ] {
        site.edit(
            "2031-02-03-a.md",
            format!("# Long night\n\n{line}\n\n## Notes\n\nText.\n"),
        );
        let record = record(&site, "2031-02-03-a.md");
        let names = |key: &str| -> Value {
            let list = record[key].as_array().into_iter().flatten();
            list.map(|one| one["name"].clone()).collect()
        };
        assert_eq!(names("services"), services, "{line}");
        assert_eq!(record["severity"]["level"], severity, "{line}");
        assert_eq!(names("participants"), people, "{line}");
    }
}

/// Software is shown by its own name; questions, places to talk and words of orchestrators are no services.
#[test]
fn what_only_looks_like_a_service_is_none() {
    let site = Site::empty("services-none");
    for (line, expected) in [
        (
            "The Fluent Bit service was down, fluent-bit crashed.",
            &["Fluent Bit"][..],
        ),
        ("Fluentd was down, and fluentd crashed.", &["Fluentd"]),
        ("Can we use the Ledger service? Redis crashed.", &["Redis"]),
        (
            "We should add the Ledger service. Redis crashed.",
            &["Redis"],
        ),
        (
            "Redis crashed. Is the Ledger service down as well?",
            &["Redis"],
        ),
        ("Access to ours.slack.com was lost.", &[]),
        (
            "Access to shop.example.com was lost.",
            &["shop.example.com"],
        ),
        (
            "The startupProbe failed, ImagePull failed and NotReady was stuck.",
            &[],
        ),
        (
            "The `RemoveDuplicates` deployment failed, SecurityGroupPolicy failed.",
            &[],
        ),
        (
            "The OrderStore service failed, OrderStore crashed.",
            &["OrderStore"],
        ),
    ] {
        site.edit(
            "2031-02-03-a.md",
            format!("# Long night\n\n## Summary\n\n{line}\n"),
        );
        let found = services(&site, "2031-02-03-a.md");
        let names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, expected, "{line}");
    }
}
