//! The primer of a service, counted by hand.

#![allow(
    clippy::disallowed_methods,
    reason = "a test touches the disk, and knows how its own files are called"
)]

mod support;

use scraper::{Html, Selector};
use support::Site;

const QUEUE: &str = "---\ntitle: The queue stood still\nstarted: 2031-03-04\nservices: [mail]\ncauses: [capacity]\ndetection: [alert]\n---\n\n\
## Summary\n\nNothing moved for an hour. See the [runbook of the queue](https://wiki.example.org/queue) and [another page](https://wiki.example.org/other).\n\n\
## Runbooks\n\n- [Restart the broker](https://wiki.example.org/broker)\n- [bad](javascript:alert(1))\n\n\
## Where we got lucky\n\n- It was a <b>holiday</b>.\n\n\
## Action items\n\n- [ ] Add an alert\n- [x] Restart it\n";

const DISK: &str = "---\ntitle: The disk filled up\nstarted: 2030-01-02\nservices: [mail]\ncauses: [capacity]\n---\n\n\
## Summary\n\nThe log partition was full. [As written](https://wiki.example.org/playbooks/disk), and [again](https://wiki.example.org/queue#runbook).\n\n\
[The same playbook](https://wiki.example.org/queue)\n\n## Action items\n\n- [ ] Rotate the logs\n";

const OTHER: &str = "---\ntitle: The certificate ran out\nstarted: 2029-01-02\nservices: [web]\n---\n\n## Summary\n\nNobody renewed it.\n\n## Impact\n\nAll.\n";

fn site() -> Site {
    let site = Site::empty("primer");
    site.edit("book.toml", "");
    for (name, text) in [("queue", QUEUE), ("disk", DISK), ("other", OTHER)] {
        site.edit(&format!("reports/{name}.md"), text);
    }
    site
}

fn all(page: &str, selector: &str) -> Vec<String> {
    let page = Html::parse_document(page);
    let selector = Selector::parse(selector).expect("a selector");
    let words = |one: scraper::ElementRef<'_>| {
        let text = one.text().collect::<String>();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    page.select(&selector).map(words).collect()
}

#[test]
fn a_primer_says_what_its_reports_say() {
    let site = site();
    site.build(&[]).code(0);
    let page = site.expect_file("services/mail/primer/index.html");
    assert_eq!(all(&page, "h1"), ["mail: primer"]);
    assert_eq!(
        all(&page, ".trail li").last().map(String::as_str),
        Some("Primer")
    );
    assert_eq!(all(&page, ".trail a[aria-current]"), ["Primer"]);
    assert_eq!(
        all(&page, ".newest .report-line a"),
        ["The queue stood still", "The disk filled up"]
    );
    assert_eq!(
        all(&page, ".action-line .what"),
        ["Rotate the logs", "Add an alert"],
        "the oldest first, and what is done not at all"
    );
    assert_eq!(
        all(&page, ".primer-facts .primer-list li"),
        [
            "runbook of the queue in The queue stood still",
            "Restart the broker in The queue stood still",
            "As written in The disk filled up",
            "https://wiki.example.org/queue#runbook in The disk filled up",
        ],
        "by words, by the heading, by the address; each once"
    );
    assert!(!page.contains("javascript:"), "{page}");
    assert_eq!(
        all(&page, ".primer-facts .term-list li"),
        ["Capacity 2 reports", "Alert 1 report"]
    );
    assert!(page.contains("1 report does not say."), "{page}");
    assert!(
        page.contains("../../../reports/queue/index.html#where-we-got-lucky"),
        "{page}"
    );
    assert!(page.contains("<li>It was a holiday. <a"), "{page}");
    let term = site.expect_file("services/mail/index.html");
    assert!(
        term.contains("<a href=\"primer/index.html\">Primer for people on call</a>"),
        "{term}"
    );
    // One incident is told by its own report.
    assert!(!site.output().contains_key("services/web/primer/index.html"));
    site.edit("book.toml", "[output.primers]\nenable = false\n");
    site.build(&[]).code(0);
    assert!(
        !site
            .output()
            .contains_key("services/mail/primer/index.html")
    );
    assert!(
        !site
            .expect_file("services/mail/index.html")
            .contains("primer")
    );
}

#[test]
fn many_services_links_and_ways_stay_quick() {
    let site = Site::empty("many");
    site.edit("book.toml", "");
    let list = |count: usize, name: &str| {
        let all: Vec<String> = (0..count).map(|n| format!("{name}-{n}")).collect();
        all.join(", ")
    };
    let links: String = (0..4000).fold(String::new(), |out, n| {
        out + &format!("[note {n}](https://wiki.example/{n})\n")
    });
    for day in 1..=2 {
        site.edit(
            &format!("2031-01-0{day}.md"),
            format!(
                "---\ntitle: Many {day}\nservices: [{}]\ndetection: [{}]\n---\n\n## Impact\n\n{links}\n",
                list(400, "service"),
                list(1000, "way"),
            ),
        );
    }
    let begun = std::time::Instant::now();
    site.build(&[]).code(0);
    // It took eighteen seconds where each primer looked at all of it again.
    assert!(begun.elapsed().as_secs() < 10, "{:?}", begun.elapsed());
}
