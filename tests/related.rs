//! Which reports are alike and why, through the public face: on pages, in the export, by what heads name.

#![allow(clippy::disallowed_methods, reason = "a test touches the disk")]

mod support;

use std::collections::BTreeMap;

use serde_json::Value;
use support::{Site, records};

/// A report of that day with a head and a summary.
fn report(head: &str, summary: &str) -> String {
    format!("---\n{head}\n---\n\n# A night at work\n\n## Summary\n\n{summary}\n")
}

/// The related reports of one, each with its reasons.
fn related(records: &BTreeMap<String, Value>, source: &str) -> Vec<(String, Vec<String>)> {
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let list = records[source]["related"].as_array().expect("a list");
    list.iter()
        .map(|one| {
            let reasons = one["reasons"].as_array().expect("a list");
            (text(&one["id"]), reasons.iter().map(text).collect())
        })
        .collect()
}

/// An archive in which most reports have nothing in common.
fn archive() -> Site {
    let site = Site::empty("related");
    site.edit("book.toml", "[book]\nsrc = \".\"\n[recurrence]\ndays = 0\n");
    for (number, service) in [
        "Bakery", "Ferry", "Kiosk", "Museum", "Quarry", "Sauna", "Tannery",
    ]
    .iter()
    .enumerate()
    {
        site.edit(
            &format!("2030-01-0{}-{service}.md", number + 1),
            report(&format!("services: [{service}]"), "It was shut."),
        );
    }
    site
}

#[test]
fn what_two_reports_share_is_the_reason() {
    let site = archive();
    site.edit(
        "2031-02-03-a.md",
        report(
            "services: [Orders]\ncauses: [capacity/connections]",
            "The HedgeProxy on rook17 gave up.",
        ),
    );
    site.edit(
        "2031-05-06-b.md",
        report(
            "services: [Orders]\ncauses: [capacity/connections]",
            "Everything behind `HedgeProxy` waited.",
        ),
    );
    site.build(&[]).code(0);
    let records = records(&site);
    let reasons = [
        "same service: Orders",
        "same cause: Capacity / Connections exhausted",
        "both mention HedgeProxy",
    ];
    let expected = |id: &str| vec![(id.to_owned(), reasons.map(str::to_owned).to_vec())];
    assert_eq!(
        related(&records, "2031-02-03-a.md"),
        expected("2031-05-06-b")
    );
    assert_eq!(
        related(&records, "2031-05-06-b.md"),
        expected("2031-02-03-a")
    );
    let score = |source: &str| records[source]["related"][0]["score"].clone();
    assert_eq!(score("2031-02-03-a.md"), score("2031-05-06-b.md"));
    assert!(related(&records, "2030-01-01-Bakery.md").is_empty());
    let page = site.expect_file("2031-02-03-a/index.html");
    assert!(page.contains("same service: Orders; same cause: Capacity / Connections exhausted; both mention HedgeProxy"), "{page}");
    assert!(
        page.contains("href=\"../2031-05-06-b/index.html\""),
        "{page}"
    );
    let other = site.expect_file("2030-01-01-bakery/index.html");
    assert!(!other.contains("Related incidents"), "{other}");
}

#[test]
fn a_handful_of_reports_has_lists_too() {
    let site = Site::empty("related");
    site.edit("book.toml", "[book]\nsrc = \".\"\n[recurrence]\ndays = 0\n");
    for (day, service) in ["Orders", "Orders", "Mill", "Orders", "Quarry", "Sauna"]
        .iter()
        .enumerate()
    {
        site.edit(
            &format!("2031-02-0{}-a.md", day + 1),
            report(&format!("services: [{service}]"), "It was shut."),
        );
    }
    let records = records(&site);
    let same = |day: u8| {
        let reason = "same service: Orders".to_owned();
        (format!("2031-02-0{day}-a"), vec![reason])
    };
    assert_eq!(related(&records, "2031-02-02-a.md"), [same(1), same(4)]);
    assert!(related(&records, "2031-02-03-a.md").is_empty());
}

#[test]
fn what_all_of_a_handful_have_is_no_reason() {
    let site = Site::empty("related");
    site.edit("book.toml", "[book]\nsrc = \".\"\n[recurrence]\ndays = 0\n");
    for day in 1..=6 {
        let path = format!("2031-02-0{day}-a.md");
        site.edit(&path, report("services: [Orders]", "It was shut."));
    }
    assert!(related(&records(&site), "2031-02-02-a.md").is_empty());
}

#[test]
fn the_capitals_of_an_organisation_are_no_rare_name() {
    let site = archive();
    for day in 3..=4 {
        site.edit(
            &format!("2031-02-0{day}-a.md"),
            report("author: us", "Everyone at QRVK saw how rook17 gave up."),
        );
    }
    let reasons = |site: &Site| related(&records(site), "2031-02-03-a.md")[0].1.clone();
    assert_eq!(reasons(&site), ["both mention QRVK, rook17"]);
    site.edit(
        "2031-03-05-b.md",
        report("author: us", "See [ours](https://github.com/qrvk/mill)."),
    );
    assert_eq!(reasons(&site), ["both mention rook17"]);
}

/// Two reports that mention the same, or suggest it, in an archive where that is rare.
fn mentioning(title: &str, summary: &str) -> Vec<(String, Vec<String>)> {
    let site = archive();
    let texts = [title, "A night at work"];
    for (number, title) in texts.iter().enumerate() {
        let text = report("author: us", summary).replace("A night at work", title);
        site.edit(&format!("2031-02-0{}-a.md", number + 1), text);
    }
    related(&records(&site), "2031-02-02-a.md")
}

#[test]
fn one_name_that_no_title_has_is_a_hint_and_no_reason() {
    let reason = |text: &str| vec![("2031-02-01-a".to_owned(), vec![text.to_owned()])];
    // Software that both mention.
    let waited = "Everyone waited for HedgeProxy.";
    assert_eq!(mentioning("A day at work", waited), []);
    let named = mentioning("HedgeProxy at work", waited);
    assert_eq!(named, reason("both mention HedgeProxy"));
    assert_eq!(mentioning("HedgeProxying at work", waited), []);
    // A service that words suggest.
    let down = "In the night we noticed that Kafka was down.";
    assert_eq!(mentioning("A day at work", down), []);
    let named = mentioning("Kafka at work", down);
    assert_eq!(named, reason("same service (suggested): Kafka"));
    // The name of a machine, and two hints, say enough.
    let machine = mentioning("A day at work", "Everyone waited for rook17.");
    assert_eq!(machine, reason("both mention rook17"));
    let two = mentioning("A day at work", "HedgeProxy waited for MillRunner.");
    assert_eq!(two, reason("both mention HedgeProxy, MillRunner"));
}

#[test]
fn a_noun_of_services_is_no_hint_and_two_words_with_a_capital_are_none() {
    let down = "In the night we noticed that the website was down. It was restarted.";
    assert_eq!(mentioning("The website at work", down), []);
    let site = archive();
    for day in 1..=2 {
        site.edit(
            &format!("2031-02-0{day}-a.md"),
            report("author: us", "Everyone saw the Quarry and the Museum."),
        );
    }
    assert_eq!(related(&records(&site), "2031-02-02-a.md"), []);
}

#[test]
fn titles_made_of_the_same_words_are_a_reason() {
    let titles = |first: &str, second: &str| {
        let site = archive();
        for (day, title) in [(1, first), (2, second)] {
            let text = report("author: us", "It was shut.").replace("A night at work", title);
            site.edit(&format!("2031-02-0{day}-a.md"), text);
        }
        related(&records(&site), "2031-02-02-a.md")
    };
    let reason = |text: &str| vec![("2031-02-01-a".to_owned(), vec![text.to_owned()])];
    assert_eq!(
        titles(
            "Logs not shipped to the Attic",
            "Attic: logs were not being shipped (March 3rd)"
        ),
        reason("the same words in the title")
    );
    assert_eq!(
        titles(
            "Logs not shipped to the Attic",
            "Logs not shipped to the attic"
        ),
        reason("same title")
    );
    assert_eq!(
        titles(
            "All pages of the mill say 404",
            "All pages of the mill say 503"
        ),
        []
    );
}

#[test]
fn a_suggested_service_that_everything_here_links_to_counts_half() {
    let score = |link: &str| {
        let site = archive();
        site.edit("book.toml", "[book]\nsrc = \".\"\n[related]\nleast = 1\n");
        let summary = format!("In the night we noticed that Kafka was down. See {link}.");
        for day in 1..=4 {
            site.edit(
                &format!("2031-02-0{day}-a.md"),
                report(
                    "author: us",
                    &format!("{summary} So was rook{}.", 17 + day / 3),
                ),
            );
        }
        let all = records(&site);
        let first = &all["2031-02-01-a.md"]["related"][0];
        assert!(
            first["reasons"].to_string().contains("(suggested): Kafka"),
            "{first}"
        );
        first["score"].as_f64().expect("a number")
    };
    let elsewhere = score("[here](https://desk.example/1/2)");
    let own = score("[here](https://kafka.example/1/2)");
    assert!(own < elsewhere, "{own} {elsewhere}");
}

#[test]
fn what_is_only_suggested_is_called_so() {
    let site = archive();
    let down = "In the night we noticed that parcelry was down. The disk of rook17 was full.";
    site.edit("2031-02-03-a.md", report("author: us", down));
    site.edit(
        "2031-05-06-b.md",
        report(
            "services: [parcelry]\ncauses: [capacity/disk-full]",
            "It was slow on rook17.",
        ),
    );
    let reasons = &related(&records(&site), "2031-05-06-b.md")[0].1;
    assert!(
        reasons.contains(&"same service (suggested): parcelry".to_owned()),
        "{reasons:?}"
    );
    assert!(
        reasons
            .iter()
            .all(|reason| !reason.starts_with("same cause:")),
        "{reasons:?}"
    );
}

#[test]
fn what_a_head_names_comes_first() {
    let site = archive();
    site.edit(
        "2031-02-03-a.md",
        report("services: [Orders]\nrelated: [2030-01-07-tannery, '[[2030-01-05-Quarry]]', https://example.com/other]", "It was slow."),
    );
    site.edit(
        "2031-05-06-b.md",
        report("services: [Orders]", "It was slow again."),
    );
    site.build(&[]).code(0);
    let records = records(&site);
    let ids: Vec<String> = related(&records, "2031-02-03-a.md")
        .into_iter()
        .map(|(id, _)| id)
        .collect();
    assert_eq!(
        ids,
        ["2030-01-07-tannery", "2030-01-05-quarry", "2031-05-06-b"]
    );
    // Whoever is named is told so.
    let named = related(&records, "2030-01-05-Quarry.md");
    assert_eq!(
        named,
        [(
            "2031-02-03-a".to_owned(),
            vec!["named as related".to_owned()]
        )]
    );
    // What is no report of the archive is still shown.
    let page = site.expect_file("2031-02-03-a/index.html");
    assert!(page.contains("https://example.com/other"), "{page}");
}

#[test]
fn a_name_that_names_nothing_is_told_and_shown() {
    let site = archive();
    site.edit(
        "2031-02-03-a.md",
        report("related: 2030-01-03-kisok", "It was slow."),
    );
    site.build(&[])
        .code(0)
        .says("`related` names `2030-01-03-kisok`, and no report of this archive is called so")
        .says("did you mean `2030-01-03-Kiosk.md`?");
    let page = site.expect_file("2031-02-03-a/index.html");
    assert!(page.contains("2030-01-03-kisok"), "{page}");
    // A key whose names are all found is listed where it belongs, and only there.
    site.edit(
        "2031-02-03-a.md",
        report("related: 2030-01-03-kiosk", "It was slow."),
    );
    site.build(&[]).code(0);
    let page = site.expect_file("2031-02-03-a/index.html");
    assert!(!page.contains("<dt>related</dt>"), "{page}");
    site.edit(
        "2031-02-03-a.md",
        report("related: 2031-02-03-a", "It was slow."),
    );
    site.build(&[])
        .code(0)
        .says("`related` names the report that it stands in");
}

#[test]
fn a_ticket_is_its_address() {
    let site = archive();
    let see = |what: &str| report("author: us", &format!("It was slow, see {what}."));
    site.edit(
        "2031-02-03-a.md",
        see("[#12](https://git.example.com/shop/issues/12)"),
    );
    site.edit(
        "2031-02-04-b.md",
        see("[#12](https://git.example.com/bank/issues/12)"),
    );
    site.edit(
        "2031-02-05-c.md",
        see("<https://git.example.com/shop/issues/12?view=all>"),
    );
    site.edit("2031-02-06-d.md", see("#12"));
    // The name of a ticket is that of the one tracker where such names lead.
    site.edit(
        "2031-02-07-e.md",
        see("[OPS-7](https://tasks.example.com/browse/OPS-7)"),
    );
    site.edit("2031-02-08-f.md", see("OPS-7"));
    // Of two trackers nobody can tell.
    site.edit(
        "2031-02-09-g.md",
        see("[WEB-5](https://tasks.example.com/browse/WEB-5)"),
    );
    site.edit(
        "2031-02-10-h.md",
        see("[WEB-6](https://jobs.example.org/browse/WEB-6)"),
    );
    site.edit("2031-02-11-i.md", see("WEB-5"));
    let records = records(&site);
    let of = |source: &str| related(&records, source);
    let ticket = |id: &str, name: &str| vec![(id.to_owned(), vec![format!("same ticket: {name}")])];
    assert_eq!(
        of("2031-02-03-a.md"),
        ticket("2031-02-05-c", "git.example.com/shop/issues/12")
    );
    assert!(of("2031-02-04-b.md").is_empty());
    assert!(of("2031-02-06-d.md").is_empty());
    assert_eq!(of("2031-02-07-e.md"), ticket("2031-02-08-f", "OPS-7"));
    assert!(of("2031-02-09-g.md").is_empty());
    assert!(of("2031-02-11-i.md").is_empty());
}

#[test]
fn what_everybody_says_is_no_reason() {
    let site = archive();
    let template = "See <https://wiki.example.com/how/we/write/42> and https://github.com/shop/web. Grafana showed it at 10:30 UTC, \
                    the SRE on call said it in Slack. Marlow Finch was calm.";
    for day in 1..=6 {
        site.edit(
            &format!("2031-02-0{day}-x.md"),
            report("causes: [unknown]", template),
        );
    }
    let records = records(&site);
    for day in 1..=6 {
        let related = related(&records, &format!("2031-02-0{day}-x.md"));
        assert!(related.is_empty(), "{related:?}");
    }
}

#[test]
fn weights_are_the_archive_s_to_set() {
    let site = archive();
    site.edit(
        "2031-02-03-a.md",
        report("services: [Orders]", "The HedgeProxy gave up."),
    );
    site.edit(
        "2031-05-06-b.md",
        report("services: [Orders]", "The HedgeProxy gave up."),
    );
    let reasons = |settings: &str| -> Vec<String> {
        site.edit(
            "book.toml",
            format!("[book]\nsrc = \".\"\n[related]\n{settings}\n"),
        );
        let related = related(&records(&site), "2031-02-03-a.md");
        related
            .into_iter()
            .flat_map(|(_, reasons)| reasons)
            .collect()
    };
    assert_eq!(
        reasons(""),
        ["same service: Orders", "both mention HedgeProxy"]
    );
    assert_eq!(reasons("word = 0"), ["same service: Orders"]);
    assert_eq!(
        reasons("word = 30"),
        ["both mention HedgeProxy", "same service: Orders"]
    );
    assert_eq!(reasons("most = 0"), [""; 0]);
    assert_eq!(reasons("least = 100"), [""; 0]);
    // What a head names is shown all the same: nothing else of the page does.
    site.edit(
        "2031-02-03-a.md",
        report("related: 2030-01-03-kiosk", "The HedgeProxy gave up."),
    );
    assert_eq!(reasons("most = 0"), ["named as related"]);
    site.build(&[]).code(0);
    let page = site.expect_file("2031-02-03-a/index.html");
    assert!(page.contains("2030-01-03-kiosk/index.html"), "{page}");
    site.edit("book.toml", "[related]\nleast = 101\nwords = 2\n");
    site.build(&[])
        .code(2)
        .says("`101` is no number that `least` can have")
        .says("unknown key `words` in `[related]`");
}

#[test]
fn the_same_title_of_several_words_is_a_reason() {
    let site = archive();
    let titled = |title: &str| format!("# {title}\n\nIt was shut.\n");
    site.edit("2031-02-03-a.md", titled("The lift answers with 12"))
        .edit("2031-03-04-b.md", titled("The Lift answers with 12"))
        .edit("2031-04-05-c.md", titled("Outage"))
        .edit("2031-05-06-d.md", titled("Outage"));
    let records = records(&site);
    let found = related(&records, "2031-02-03-a.md");
    let expected = ("2031-03-04-b".to_owned(), vec!["same title".to_owned()]);
    assert_eq!(found, [expected]);
    // One word is the name of many things.
    assert!(related(&records, "2031-04-05-c.md").is_empty());
}

#[test]
fn a_tracker_is_no_ticket_and_a_long_address_shows_its_end() {
    let site = archive();
    let long = "https://boards.example/workspaces/the-team-of-the-lower-mill-5ccb0b8a81f66118c983c189/issues/mill/water";
    for (day, lists, number) in [
        ("2031-01-01", "issues", 1),
        ("2031-02-01", "issues", 2),
        ("2031-03-01", "issues/new?template=77", 3),
        ("2031-04-01", "issues/new?template=77", 3),
    ] {
        site.edit(
            &format!("{day}-a.md"),
            report(
                &format!("tags: [t{day}]"),
                &format!(
                    "See [it](https://github.com/mill/water/{lists}) and [that]({long}/{number})."
                ),
            ),
        );
    }
    site.build(&[]).code(0);
    let records = records(&site);
    assert_eq!(related(&records, "2031-01-01-a.md"), []);
    assert_eq!(related(&records, "2031-02-01-a.md"), []);
    let both = related(&records, "2031-03-01-a.md");
    assert_eq!(both.len(), 1, "{both:?}");
    assert_eq!(both[0].1.len(), 1, "{both:?}");
    assert!(
        both[0].1[0].starts_with("same ticket: boards.example/workspaces/")
            && both[0].1[0].ends_with("/issues/mill/water/3"),
        "{both:?}"
    );
}

#[test]
fn the_name_in_the_addresses_of_everything_here_is_no_rare_one() {
    for host in [
        "mlw-desk.example",
        "mlwteam.chat.example",
        "forge.example/mlw",
    ] {
        the_name_in(host);
    }
}

fn the_name_in(host: &str) {
    let site = archive();
    site.edit("book.toml", "[book]\nsrc = \".\"\n[related]\nleast = 1\n");
    for number in 1..=9 {
        site.edit(
            &format!("2031-01-0{number}-a.md"),
            report(
                &format!("tags: [t{number}]"),
                &format!("See [it](https://{host}/{number}{number})."),
            ),
        );
    }
    for day in ["2031-02-01", "2031-03-01"] {
        site.edit(
            &format!("{day}-b.md"),
            report(
                &format!("tags: [t{day}]"),
                "People of MLW saw HedgeProxy and rook17.",
            ),
        );
    }
    site.build(&[]).code(0);
    let records = records(&site);
    let both = related(&records, "2031-02-01-b.md");
    assert_eq!(both.len(), 1, "{both:?}");
    assert_eq!(both[0].1, ["both mention HedgeProxy, rook17"]);
}

#[test]
fn a_kind_of_cause_counts_half_of_a_cause() {
    let site = archive();
    for (path, cause) in [
        ("a", "security"),
        ("b", "security"),
        ("c", "security/intrusion"),
        ("d", "security/intrusion"),
    ] {
        site.edit(
            &format!("2031-01-01-{path}.md"),
            report(
                &format!("services: [Orders]\ncauses: [{cause}]"),
                "It was slow.",
            ),
        );
    }
    site.build(&[]).code(0);
    let records = records(&site);
    let score = |source: &str| {
        let first = &records[source]["related"][0];
        (
            first["id"].clone(),
            first["score"].as_f64().expect("a number"),
        )
    };
    let (wide, narrow) = (score("2031-01-01-a.md"), score("2031-01-01-c.md"));
    assert_eq!(wide.0, "2031-01-01-b");
    assert_eq!(narrow.0, "2031-01-01-d");
    assert!(wide.1 < narrow.1, "{wide:?} {narrow:?}");
}

#[test]
fn a_trigger_that_a_third_have_is_no_reason() {
    let site = archive();
    let head = |number: usize, trigger: &str| {
        format!("services: [Orders]\ncauses: [cause-{number}]\ntriggers: [{trigger}]")
    };
    for number in 1..=9 {
        let trigger = if number < 7 { "thaw" } else { "frost" };
        site.edit(
            &format!("2031-01-0{number}-a.md"),
            report(&head(number, trigger), "It was slow."),
        );
    }
    site.edit("book.toml", "[book]\nsrc = \".\"\n[related]\nleast = 1\n");
    site.build(&[]).code(0);
    let records = records(&site);
    for (_, reasons) in related(&records, "2031-01-01-a.md") {
        assert_eq!(reasons, ["same service: Orders"]);
    }
    let reasons: BTreeMap<String, Vec<String>> =
        related(&records, "2031-01-07-a.md").into_iter().collect();
    assert_eq!(
        reasons["2031-01-08-a"],
        ["same trigger: Frost", "same service: Orders"],
        "what most have says the least"
    );
}

/// The same names as in the action ledger: GitLab's two forms of an address, requests counted with issues, the tracker of the folder.
#[test]
fn one_ticket_has_one_name_wherever_it_is_named() {
    let site = archive();
    let see = |what: &str| report("author: us", &format!("It was slow, see {what}."));
    let pages = [
        (
            "water/2031-01-01-a.md",
            "[it](https://forge.example/mill/water/-/issues/12)",
        ),
        (
            "water/2031-01-02-b.md",
            "[it](https://forge.example/mill/water/issues/12#note_3)",
        ),
        (
            "wind/2031-02-01-c.md",
            "[SAIL-1](https://tasks.example/browse/SAIL-1)",
        ),
        ("wind/2031-02-02-d.md", "SAIL-2"),
        (
            "wind/2031-02-03-e.md",
            "[SAIL-2](https://tasks.example/browse/SAIL-2)",
        ),
        (
            "grain/2031-03-01-f.md",
            "[SAIL-2](https://jobs.example/browse/SAIL-2)",
        ),
    ];
    for (path, what) in pages {
        site.edit(path, see(what));
    }
    let records = records(&site);
    let ticket = |id: &str, name: &str| vec![(id.to_owned(), vec![format!("same ticket: {name}")])];
    assert_eq!(
        related(&records, "water/2031-01-02-b.md"),
        ticket("water/2031-01-01-a", "forge.example/mill/water/issues/12")
    );
    assert_eq!(
        related(&records, "wind/2031-02-02-d.md"),
        ticket("wind/2031-02-03-e", "SAIL-2")
    );
    assert_eq!(related(&records, "grain/2031-03-01-f.md"), []);
}

#[test]
fn a_kind_of_cause_that_many_have_is_a_way_to_file_reports_and_no_reason() {
    let site = archive();
    site.edit(
        "book.toml",
        "[book]\nsrc = \".\"\n[recurrence]\ndays = 0\n[related]\nleast = 1\n",
    );
    for day in 1..=6 {
        site.edit(
            &format!("2031-02-0{day}-a.md"),
            report(
                "causes: [security]",
                &format!("It was shut on rook{}.", day / 3),
            ),
        );
    }
    let first = related(&records(&site), "2031-02-01-a.md");
    let reason = vec!["both mention rook0".to_owned()];
    assert_eq!(first, [("2031-02-02-a".to_owned(), reason)]);
}
