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

/// The paragraph of a page that begins with that word.
fn said(page: &str, word: &str) -> String {
    let from = page.find(&format!("<p>{word}")).unwrap_or_default() + "<p>".len();
    let end = page[from..]
        .find("</p>")
        .map_or(page.len(), |end| from + end);
    page[from..end].to_owned()
}

#[test]
fn links_without_words_show_what_they_lead_to() {
    let site = Site::empty("incidents");
    let cause = "\
.. _queue-report:

Queue full
==========

.. _the_cause:

Root *cause*
------------

.. _graph:
.. _fig:graph:

.. figure:: graph.png

   How it grew

   A legend.

.. _nameless:

Words.
";
    site.edit("2021-03-04-queue.rst", cause);
    site.edit(
        "2021-04-01-disk.rst",
        "Disk full\n=========\n\n.. _here:\n\nImpact\n------\n\nSee :doc:`2021-03-04-queue`, :doc:`/2021-03-04-queue`, :doc:`that one \
         <2021-03-04-queue>`, :ref:`queue-report`, :ref:`The Cause`, :ref:`its cause <the_cause>`, :ref:`graph`, :numref:`graph`, \
         :numref:`Figure %s <graph>`, :ref:`nameless`, :ref:`here`, :any:`the_cause`, :ref:`fig:graph`, :term:`Page`, :term:`the pages <page>`.\n",
    );
    site.edit(
        "2021-05-01-mail.md",
        "# Mail\n\nSee {doc}`2021-03-04-queue` and {ref}`the_cause` and {ref}`it <the_cause>`.\n",
    );
    site.edit(
        "index.rst",
        "Reports\n=======\n\n.. glossary::\n\n   page\n   pager : ring\n     What wakes us.\n\n   .. a comment\n",
    );
    site.build(&["-d", "site"]).code(0);
    let to = "../2021-03-04-queue/index.html";
    let page = site.expect_file("2021-04-01-disk/index.html");
    let link = |anchor: &str, words: &str| format!("<a href=\"{to}{anchor}\">{words}</a>");
    let expected = [
        link("", "Queue full"),
        link("", "Queue full"),
        link("", "that one"),
        link("#queue-report", "Queue full"),
        link("#the_cause", "Root cause"),
        link("#the_cause", "its cause"),
        link("#graph", "How it grew"),
        link("#graph", "How it grew"),
        link("#graph", "How it grew"),
        link("#nameless", "nameless"),
        "<a href=\"#here\">Impact</a>".to_owned(),
        link("#the_cause", "Root cause"),
        link("#figgraph", "How it grew"),
        "<a href=\"../index.html#term::page\">Page</a>".to_owned(),
        "<a href=\"../index.html#term::page\">the pages</a>".to_owned(),
    ];
    assert_eq!(said(&page, "See "), format!("See {}.", expected.join(", ")));
    let page = site.expect_file("2021-05-01-mail/index.html");
    let expected = [
        link("", "Queue full"),
        link("#the_cause", "Root cause"),
        link("#the_cause", "it"),
    ];
    assert_eq!(
        said(&page, "See "),
        format!("See {}.", expected.join(" and "))
    );
    // What leads to a title leads somewhere, though the page shows the title elsewhere.
    let page = site.expect_file("2021-03-04-queue/index.html");
    assert!(page.contains("<span id=\"queue-report\"></span>"), "{page}");
    let index = site.expect_file("index.html");
    assert!(
        index.contains("<dt><span id=\"term::page\"></span>page</dt>\n<dt><span id=\"term::pager\"></span>pager</dt>\n<dd>"),
        "{index}"
    );
}

#[test]
fn a_label_is_no_document_of_that_name() {
    let site = Site::empty("incidents");
    site.edit("2021-01-01-timeline.rst", "Another\n=======\n\nWords.\n");
    site.edit(
        "2021-03-04-queue.rst",
        "Queue full\n==========\n\n.. _timeline:\n\nWhat happened when\n------------------\n\nWords.\n",
    );
    site.edit(
        "2021-04-01-disk.rst",
        "Disk full\n=========\n\nSee :ref:`timeline` and :doc:`2021-01-01-timeline`.\n",
    );
    site.build(&["-d", "site"]).code(0);
    let page = site.expect_file("2021-04-01-disk/index.html");
    assert_eq!(
        said(&page, "See "),
        "See <a href=\"../2021-03-04-queue/index.html#timeline\">What happened when</a> and \
         <a href=\"../2021-01-01-timeline/index.html\">Another</a>."
    );
}

#[test]
fn a_toctree_says_the_same_in_markdown() {
    let entries = "Status page <https://status.example.org>\nThe mails <2021-03-04-mail>\nqueues/2*\ngone\nself\n";
    let indented = entries.replace('\n', "\n   ");
    let options = [
        ":glob:\n:caption: All of them\n:maxdepth: 2\n:numbered:\n",
        ":glob:\n:reversed:\n:hidden:\n",
        ":caption: Without patterns\n:titlesonly:\n",
    ];
    for options in options {
        let [rst, colons, fence] = [
            (
                "index.rst",
                format!(
                    "Reports\n=======\n\n.. toctree::\n   {}\n   {indented}\n",
                    options.replace('\n', "\n   ")
                ),
            ),
            (
                "index.md",
                format!("# Reports\n\n:::{{toctree}}\n{options}\n{entries}:::\n"),
            ),
            (
                "index.md",
                format!("# Reports\n\n```{{toctree}}\n{options}\n{entries}```\n"),
            ),
        ]
        .map(|(name, index)| {
            let site = Site::empty("incidents");
            site.edit(name, index)
                .edit(
                    "2021-03-04-mail.md",
                    "# Mails were late\n\n## One\n\nWords.\n",
                )
                .edit("queues/2020-01-01-a.rst", "Queue A\n=======\n\nWords.\n")
                .edit("queues/2020-02-01-b.rst", "Queue B\n=======\n\nWords.\n")
                .edit("queues/other.rst", "Other\n=====\n\nWords.\n");
            let outcome = site.build(&["-d", "site"]).code(0);
            let told = outcome.stderr.matches("dead-contents-entry").count();
            (told, site.expect_file("index.html"))
        });
        assert!(rst.0 > 0, "{options}");
        assert_eq!(rst, fence, "{options}");
        assert_eq!(rst, colons, "{options}");
    }
}

#[test]
fn a_folder_as_sphinx_quickstart_makes_it_is_read_from_above() {
    let site = Site::empty("project");
    site.edit("Makefile", "html:\n")
        .edit("source/conf.py", "project = 'x'\n")
        .edit(
            "source/index.rst",
            "Reviews\n=======\n\n.. toctree::\n   :caption: Contents:\n\n   reviews/2024-01-10-dns\n   reviews/2024-02-11-queue\n\n\
             Indices and tables\n==================\n\n* :ref:`genindex`\n* :ref:`modindex`\n* :ref:`search`\n",
        )
        .edit(
            "source/reviews/2024-01-10-dns.rst",
            "No names were found\n===================\n\n:Severity: SEV-2\n:Authors: - Ada\n          - Grace\n\nSummary\n-------\n\nAs in \
             :ref:`reviews/2024-02-11-queue:What happened` and :ref:`gone:What happened`. All are in the :ref:`genindex`.\n\n.. todolist::\n\n.. seealso:: The \
             runbook.\n\n.. _graph:\n\n.. figure:: /_static/graph.png\n\n   How it grew\n\n   At the balancer.\n",
        )
        .edit(
            "source/reviews/2024-02-11-queue.rst",
            "The queue was full\n==================\n\nWhat happened\n-------------\n\nIt was.\n\n.. include:: /shared/lessons.rst\n\n\
             .. literalinclude:: /shared/conf.yaml\n",
        )
        .edit("source/_static/graph.png", [0x89, b'P', b'N', b'G'])
        .edit("source/shared/lessons.rst", "Lessons\n-------\n\nQueues end.\n")
        .edit("source/shared/conf.yaml", "limit: 3\n");
    let outcome = site.build(&["-v", "-d", "site"]).code(0);
    let told = |words: &str| outcome.stderr.matches(words).count();
    assert_eq!(told("warning["), 1, "{}", outcome.stderr);
    assert_eq!(told("the link to `gone:What happened` leads nowhere"), 1);
    assert_eq!(told("leads to a page that Sphinx makes"), 1);
    assert_eq!(
        told("a text that another document includes"),
        1,
        "{}",
        outcome.stderr
    );
    let page = site.expect_file("source/reviews/2024-01-10-dns/index.html");
    for expected in [
        "<a href=\"../2024-02-11-queue/index.html#what-happened\">What happened</a>",
        "<p class=\"admonition-title\">See also</p>",
        "\n<span id=\"graph\"></span><figure>\n",
        "<figcaption>\n<p>How it grew</p>\n<p>At the balancer.</p>\n</figcaption>",
        "<img src=\"../../_static/graph.png\"",
    ] {
        assert!(page.contains(expected), "{expected}: {page}");
    }
    for unexpected in ["todolist", "<dt>Severity:</dt>"] {
        assert!(!page.contains(unexpected), "{unexpected}: {page}");
    }
    let page = site.expect_file("source/reviews/2024-02-11-queue/index.html");
    assert!(page.contains("Queues end."), "{page}");
    assert!(page.contains("limit: 3"), "{page}");
    let home = site.expect_file("index.html");
    for unexpected in ["Queues end.", "Indices", "Search Page"] {
        assert!(!home.contains(unexpected), "{unexpected}: {home}");
    }
}

#[test]
fn what_leads_nowhere_says_what_would_be_right() {
    let site = Site::empty("incidents");
    site.edit(
        "2021-03-04-queue.rst",
        "Queue full\n==========\n\nA :term:`page`, :ref:`gone`, :ref:`term page`.\n\nMore\n----\n\n* :ref:`search`\n\n\
         .. only:: internal\n\n   Example Ltd.\n",
    )
    .edit(
        "2021-04-05-search.rst",
        "Search down\n===========\n\n.. _search:\n\nTerm page\n---------\n\nIt was down.\n",
    );
    let outcome = site.build(&["-v", "-d", "site"]).code(0);
    for (expected, times) in [
        ("no glossary holds the term `page`", 1),
        (
            "define it with `.. _gone:` above the place that is meant",
            1,
        ),
        ("a page that Sphinx makes", 0),
        ("what stands under `only:: internal` is not shown", 1),
    ] {
        let told = outcome.stderr.matches(expected).count();
        assert_eq!(told, times, "{expected}: {}", outcome.stderr);
    }
    let page = site.expect_file("2021-03-04-queue/index.html");
    let link = "<a href=\"../2021-04-05-search/index.html#search\">Term page</a>";
    assert!(page.contains(link), "{page}");
    assert!(!page.contains("Example Ltd"), "{page}");
}
