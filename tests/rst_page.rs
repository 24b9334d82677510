//! What pages make of constructs that only reStructuredText has.

mod support;

use support::Site;

/// The page of one report.
fn page(report: &str) -> String {
    let site = Site::empty("incidents");
    site.edit("2021-03-04-queue.rst", report);
    site.build(&["-d", "site"]).code(0);
    site.expect_file("2021-03-04-queue/index.html")
}

const REST: &str = "\nSummary\n-------\n\nSee [Knuth]_ and [#one]_.\n\n:Users: all\n:Mails: late\n\nWord\n  what it means\n\n.. [Knuth] A book.\n.. [#one] A note.\n";

#[test]
fn what_the_head_says_is_shown_once() {
    let page = page(&format!(
        "Queue full\n==========\n\n:Severity: SEV-1\n:Ticket: Q-17\n{REST}"
    ));
    assert_eq!(page.matches("Q-17").count(), 1, "{page}");
    assert!(!page.contains("<dt>Severity:</dt>"), "{page}");
}

#[test]
fn a_head_with_links_stays_in_the_text() {
    let page = page(&format!(
        "Queue full\n==========\n\n:Severity: SEV-1\n:Ticket: `Q-17 <https://q.example/17>`__\n{REST}"
    ));
    assert!(page.contains("href=\"https://q.example/17\""), "{page}");
    assert!(page.contains("<dt>Ticket:</dt>"), "{page}");
}

#[test]
fn fields_and_citations_are_no_terms_and_no_footnotes() {
    let page = page(&format!("Queue full\n==========\n{REST}"));
    assert!(
        page.contains("<dl class=\"fields\">\n<dt>Users:</dt>"),
        "{page}"
    );
    assert!(page.contains("<dl>\n<dt>Word</dt>"), "{page}");
    assert!(
        page.contains("<span class=\"citation-ref\">[<a href=\"#pm:fn-"),
        "{page}"
    );
    assert!(
        page.contains("<sup class=\"footnote-ref\"><a href=\"#pm:fn-"),
        "{page}"
    );
}
