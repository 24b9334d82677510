//! The reports of the sample: one with everything, one with next to nothing.

use super::*;

fn facet(key: &'static str, title: &'static str, terms: Vec<(String, bool)>) -> FacetView {
    FacetView {
        key,
        title: title.to_owned(),
        suggested: terms.iter().filter(|(_, stated)| !stated).count(),
        terms: terms
            .into_iter()
            .map(|(name, stated)| TermLinkView {
                name,
                url: Some("../services/postgresql/index.html".into()),
                stated,
                evidence: (!stated).then(|| "connection surge".into()),
            })
            .collect(),
    }
}

fn phase(key: &'static str, name: &'static str, from: u32, width: u32) -> PhaseView {
    PhaseView {
        key,
        name: name.to_owned(),
        from,
        width,
        is_drawn: true,
        length: "15 min".into(),
        start: time(
            "2021-07-11T00:27Z",
            "11 July 2021, 00:27 UTC",
            "11 Jul 2021, 00:27",
            false,
        ),
        end: time(
            "2021-07-11T00:42Z",
            "00:42 UTC",
            "11 Jul 2021, 00:42",
            false,
        ),
        inferred: key == "detection",
    }
}

pub(in super::super) fn report() -> ReportView {
    let heading = |title: &str, anchor: &str, children| OutlineView {
        title: title.into(),
        anchor: anchor.into(),
        kind: "other",
        children,
    };
    ReportView {
        line: lines().swap_remove(0),
        when: Some(time(
            "2021-07-11T00:27Z",
            "11 July 2021, 00:27 UTC",
            "11 Jul 2021",
            true,
        )),
        day_origin: Some("file_name"),
        start: Some(time(
            "2021-07-11T00:27Z",
            "11 July 2021, 00:27 UTC",
            "11 Jul 2021",
            true,
        )),
        span: None,
        read_from: Vec::new(),
        detected: None,
        mitigated: None,
        resolved: None,
        milestones: Vec::new(),
        end: Some(time(
            "2021-07-11T06:36Z",
            "11 July 2021, 06:36 UTC",
            "11 Jul 2021",
            false,
        )),
        severity: Some(SeverityView {
            label: "SEV-1".into(),
            level: Some(1),
            url: Some("../severities/2/index.html".into()),
        }),
        status: Some("final".into()),
        audience: None,
        facets: vec![
            facet(
                "service",
                "Services",
                (1..=40)
                    .map(|n| (format!("service-number-{n}"), true))
                    .collect(),
            ),
            facet(
                "cause",
                "Causes",
                vec![
                    ("Capacity / connections".into(), false),
                    ("Missing limit".into(), true),
                ],
            ),
            facet("severity", "Severity", vec![("SEV-1".into(), true)]),
            facet("team", "Teams", vec![("Platform".into(), true)]),
        ],
        format: "Markdown".into(),
        source: "2021/2021-07-11-cascading-node-failures.md".into(),
        source_lines: Some((3, 40)),
        start_entry: Some("#t-14-05".to_owned()),
        end_entry: None,
        start_from: Some("the first alarm".to_owned()),
        end_from: Some("it was over".to_owned()),
        duration_from: Some("start to end".to_owned()),
        duration_by_times: None,
        noticed_after: None,
        title_id: Some("title".to_owned()),
        roles: Vec::new(),
        edit_url: Some("https://example.org/edit".into()),
        changed: Some(ChangedView {
            first: Some(time("2021-02-01", "1 February 2021", "1 Feb 2021", false)),
            last: time("2021-02-03", "3 February 2021", "3 Feb 2021", false),
        }),
        lede: Some("Connections ran out, & nobody was paged.".into()),
        json_ld: Some("{\"@type\":\"TechArticle\"}".to_owned().into()),
        markdown: Some("page.md".to_owned()),
        body: BODY.to_owned().into(),
        has_code: true,
        phases: Some(PhasesView {
            axis: (
                time(
                    "2021-07-11T00:27Z",
                    "11 July 2021, 00:27",
                    "11 Jul 2021, 00:27",
                    false,
                ),
                time(
                    "2021-07-11T01:27Z",
                    "01:27 UTC",
                    "11 Jul 2021, 01:27",
                    false,
                ),
            ),
            length: "1 h".into(),
            phases: vec![
                phase("impact", "Impact", 0, 1000),
                phase("detection", "Detection", 0, 250),
            ],
            inferred: true,
        }),
        timeline: Some(TimelineView {
            above: "<p>Words above.</p>".to_owned().into(),
            from: BODY.to_owned().into(),
            times: 5,
            with_zone: 4,
            other_than_utc: 2,
            start: Some(time(
                "2021-07-11T00:27Z",
                "11 July 2021, 00:27 UTC",
                "11 Jul 2021, 00:27",
                false,
            )),
        }),
        outline: vec![
            heading("Summary", "summary", Vec::new()),
            heading(
                "Timeline",
                "timeline",
                vec![heading("First night", "first-night", Vec::new())],
            ),
            heading(
                "What the code did and why nobody had seen it before that evening",
                "code",
                Vec::new(),
            ),
        ],
        by_date: true,
        previous: Some(link(
            "Database failover left read replicas behind",
            "../a/index.html",
        )),
        next: Some(link("Slow image uploads", "../b/index.html")),
        backlinks: lines().split_off(2),
        related: related(),
        before: Some(again(false)),
        after: Some(again(true)),
        meta: vec![PairView {
            key: "incident_commander".into(),
            value: "on-call lead".into(),
            url: None,
        }],
        links: vec![PairView {
            key: "Original report".into(),
            value: "example.org".into(),
            url: Some("https://example.org/blog/a?b=1&c=2".into()),
        }],
    }
}

pub(in super::super) fn bare_report() -> ReportView {
    let mut line = bare_lines().swap_remove(4);
    line.severity = None;
    line.draft = true;
    ReportView {
        line: Shared::new(&line),
        when: None,
        day_origin: None,
        start: None,
        end: None,
        span: None,
        read_from: Vec::new(),
        detected: None,
        mitigated: None,
        resolved: None,
        milestones: Vec::new(),
        severity: None,
        status: None,
        audience: None,
        facets: Vec::new(),
        format: "Markdown".into(),
        source: "notes.md".into(),
        source_lines: None,
        start_entry: None,
        end_entry: None,
        start_from: None,
        end_from: None,
        duration_from: None,
        duration_by_times: None,
        noticed_after: None,
        title_id: None,
        roles: Vec::new(),
        edit_url: None,
        changed: None,
        lede: None,
        json_ld: None,
        markdown: None,
        body: Markup::default(),
        has_code: false,
        phases: None,
        timeline: None,
        outline: Vec::new(),
        by_date: false,
        links: Vec::new(),
        previous: None,
        next: None,
        backlinks: Vec::new(),
        related: Vec::new(),
        before: None,
        after: None,
        meta: Vec::new(),
    }
}

/// A body with everything that the writer puts out.
const BODY: &str = r##"<p>A burst of new connections moved a node into an <em>unresponsive</em> state. Upon recycling it, volumes were placed into a state where they could not be mounted, and <a href="https://example.org/status">the status page</a> said nothing for twenty minutes.<sup class="footnote-ref"><a href="#pm:fn-1" id="pm:fnref-1">1</a></sup></p>
<h2 id="summary">Summary<a class="permalink" href="#summary" aria-label="Link to this section">#</a></h2>
<p>Reconstructing what happened took longer than repairing it: <code>PostgreSQL</code> and <code>Redis</code> could not start. See <span class="broken-link" title="there is no such file">the missing runbook</span>, <a class="remote-image" href="https://example.org/graph.png">graph of connections</a> and <span class="missing-image">graph of memory</span>.</p>
<blockquote><p>It is never the network, until it is.</p></blockquote>
<aside class="admonition" data-kind="note"><p class="admonition-title">Note</p><p>All times are in UTC.</p></aside>
<aside class="admonition" data-kind="tip"><p class="admonition-title">Tip</p><p>Drain first.</p></aside>
<aside class="admonition" data-kind="important"><p class="admonition-title">Important</p><p>The backup was intact.</p></aside>
<aside class="admonition" data-kind="warning"><p class="admonition-title">Warning</p><p>The command below deletes data.</p></aside>
<aside class="admonition" data-kind="caution"><p class="admonition-title">Caution</p><p>Do not restart both replicas.</p></aside>
<aside class="admonition" data-kind="other"><p class="admonition-title">Seen before</p><p>In March.</p></aside>
<h2 id="timeline">Timeline<a class="permalink" href="#timeline" aria-label="Link to this section">#</a></h2>
<h3 id="first-night">First night<a class="permalink" href="#first-night" aria-label="Link to this section">#</a></h3>
<div class="table-scroll" tabindex="0" role="region" aria-label="Table"><table><caption>Times in UTC</caption><thead><tr><th scope="col">Time</th><th scope="col">Event</th><th scope="col">System</th><th scope="col">Connections</th></tr></thead><tbody><tr><td>00:27</td><td>The service rapidly uses up connections to the database</td><td>database</td><td>115</td></tr><tr><td>00:32</td><td>The team is alerted that the limit is saturated</td><td>alerting</td><td>115</td></tr><tr><td>06:36</td><td>All volumes are mounted again, see <code>kubectl get pvc --all-namespaces</code></td><td>storage</td><td>40</td></tr></tbody></table></div>
<div class="table-scroll" tabindex="0" role="region" aria-label="Table"><table><thead><tr><th scope="col">Node</th><th scope="col">Pool</th><th scope="col">Region</th><th scope="col">Memory</th><th scope="col">CPU</th><th scope="col">Disk</th><th scope="col">Restarts</th><th scope="col">State</th></tr></thead><tbody><tr><td>node-1</td><td>default</td><td>eu-north-1</td><td>4 GiB</td><td>2</td><td>80 GiB</td><td>3</td><td>ready</td></tr></tbody></table></div>
<ul><li><strong>00:42</strong> Status incident created</li><li>Nested<ul><li>one</li><li>two with a very long address https://example.org/a/very/long/path/that/never/seems/to/end/and/goes/on/and/on/until/the/edge?of=the&amp;page=reached</li></ul></li></ul>
<ol><li><p>First</p></li><li><p>Second</p></li></ol>
<ul><li class="task"><input type="checkbox" disabled checked> Follow up on the ticket</li><li class="task"><input type="checkbox" disabled> Investigate why connections surge</li></ul>
<dl><dt>Blast radius</dt><dd>All stateful services.</dd><dt>Detection</dt><dd>By alert, five minutes after the start.</dd></dl>
<h2 id="code">What the code did and why nobody had seen it before that evening<a class="permalink" href="#code" aria-label="Link to this section">#</a></h2>
<pre><code class="language-sh">kubectl drain node-1 --ignore-daemonsets --delete-emptydir-data --timeout=300s --force # this line is far longer than any column
kubectl get nodes
</code></pre>
<figure><img src="../graph.png" alt="Connections over time"><figcaption>Connections over time.</figcaption></figure>
<figure class="kept"><figcaption>mermaid</figcaption><pre>graph TD; A --&gt; B</pre></figure>
<details><summary>Full log</summary><p>Nothing else was logged.</p></details>
<details class="prompt"><summary>Template text</summary><p><em>Describe what happened in one paragraph.</em></p></details>
<hr>
<h4 id="small">A fourth level<a class="permalink" href="#small" aria-label="Link to this section">#</a></h4>
<p>The load was <span class="math">n \log n</span>.</p><div class="math">\sum_{i=0}^{n} x_i</div>
<section class="footnotes"><ol><li id="pm:fn-1"><p>It was updated at 00:47. <a class="footnote-back" href="#pm:fnref-1" aria-label="Back to the text">↩</a></p></li></ol></section>
"##;
