//! One small invented site, with the extremes that a theme must bear: very long titles, forty services, no date, no severity.

use crate::site::shared::{Markup, Shared};
use crate::site::views::*;

pub(super) fn site(reports: usize) -> SiteView {
    SiteView {
        title: "Cats & <dogs> incident reports".into(),
        description: Some("What went wrong at Cats & <dogs>, told by those who were there, so that the next one is easier.".into()),
        language: "en".into(),
        url: Some("https://example.org/".into()),
        authors: vec!["The operations team".into()],
        reports,
        first_year: Some(2016),
        last_year: Some(2024),
        repository: Some("https://example.org/repository".into()),
        generator: "pmsite 0.1.0".into(),
    }
}

fn link(title: &str, url: &str) -> LinkView {
    LinkView {
        title: title.into(),
        url: url.into(),
    }
}

pub(super) fn page(kind: &'static str, root: &str) -> PageView {
    let navigation = [
        "Reports",
        "Services",
        "Causes",
        "Triggers",
        "Severities",
        "Tags",
        "Teams",
        "Years",
    ];
    PageView {
        title: match kind {
            "home" => "Cats & <dogs> incident reports",
            "taxonomies" => "Indexes",
            _ => "A page",
        }
        .into(),
        description: Some("What this page says.".into()),
        kind,
        language: "en".into(),
        path: "a/page/".into(),
        canonical: Some("https://example.org/a/page/".into()),
        trail: if kind == "home" {
            Vec::new()
        } else {
            vec![
                link("Reports", "../index.html"),
                link("2021", "../years/2021/index.html"),
            ]
        },
        frame: Shared::new(&FrameView {
            key: format!("{root}{kind}"),
            root: root.into(),
            home: format!("{root}index.html"),
            at_home: kind == "home",
            feeds: vec![link("All reports", &format!("{root}feed.xml"))],
            alternates: vec![AlternateView {
                title: "All reports".into(),
                url: format!("{root}feed.json"),
                media_type: "application/feed+json",
            }],
            data: Some(format!("{root}api/index.html")),
            styles: Vec::new(),
            remote_images: false,
            navigation: navigation
                .iter()
                .enumerate()
                .map(|(at, title)| NavigationView {
                    title: (*title).into(),
                    url: format!("{root}{}/index.html", title.to_lowercase()),
                    current: at == usize::from(kind != "home"),
                })
                .collect(),
        }),
    }
}

fn time(machine: &str, text: &str, short: &str, approximate: bool) -> TimeView {
    TimeView {
        machine: machine.into(),
        text: text.into(),
        short: short.into(),
        approximate,
    }
}

fn line(
    title: &str,
    day: Option<&str>,
    severity: Option<(&str, Option<u8>)>,
    services: usize,
) -> ReportLineView {
    const SERVICES: [&str; 6] = [
        "PostgreSQL",
        "Message queue",
        "Website",
        "Kubernetes",
        "Payment gateway",
        "DNS",
    ];
    ReportLineView {
        key: title.to_owned(),
        title: title.into(),
        url: "../2021/outage/index.html".into(),
        day: day.map(|day| time("2021-07-11", &format!("{day} 2021"), &format!("{day} 2021"), false)),
        published_only: false,
        severity: severity.map(|(label, level)| SeverityView {
            label: label.into(),
            level,
            url: None,
        }),
        duration: (services > 1).then(|| "6 h 9 min".into()),
        services: SERVICES[..services].iter().map(|name| (*name).into()).collect(),
        summary: (services != 2).then(|| {
            "A burst of new connections filled the pool of the main database. Every request that needed it waited, and after \
             ninety seconds the load balancer took all web servers out of rotation."
                .into()
        }),
        services_suggested: false,
        draft: false,
    }
}

fn lines() -> Vec<Shared<ReportLineView>> {
    bare_lines().iter().map(Shared::new).collect()
}

fn again(suggested: bool) -> AgainView {
    let incident = |line| IncidentView {
        line,
        days: (!suggested).then_some(412),
        reasons: vec![
            "same service: PostgreSQL".into(),
            "same cause (suggested): Capacity / connections".into(),
        ],
        suggested,
        open_actions: vec!["Raise the limit of the pool & watch it".into()],
        more_open: 2,
    };
    AgainView {
        reports: lines().into_iter().take(3).map(incident).collect(),
        more: 7,
        is_least: suggested,
        suggested,
    }
}

fn related() -> Vec<RelatedView> {
    let relation = |(line, reasons): (Shared<ReportLineView>, &[&str])| RelatedView {
        line,
        score: 41,
        reasons: reasons.iter().map(|reason| (*reason).into()).collect(),
    };
    let reasons: [&[&str]; 3] = [
        &["named as related"],
        &[
            "same service: PostgreSQL, Message queue",
            "same cause (suggested): Capacity / connections",
            "both mention pg_bouncer",
        ],
        &[
            "both link to example.org/a/very/long/address/that/goes/on/and/on/until/it/is/cut/somewh…",
        ],
    ];
    lines().into_iter().zip(reasons).map(relation).collect()
}

fn bare_lines() -> Vec<ReportLineView> {
    let mut draft = line(
        "Cache nodes restarted in a loop after a certificate was renewed",
        Some("30 Jan"),
        Some(("Minor", Some(4))),
        2,
    );
    draft.draft = true;
    let mut published = line("Slow image uploads", Some("12 Jan"), None, 0);
    published.published_only = true;
    vec![
        line(
            "Cascading node failures and ensuing volume problems",
            Some("11 Jul"),
            Some(("SEV-1", Some(1))),
            3,
        ),
        line(
            "Database failover left read replicas behind for most of a working day while the dashboards stayed green and nobody was told",
            Some("9 Mar"),
            Some(("SEV-2", Some(2))),
            6,
        ),
        draft,
        published,
        line(
            "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft/service_account_rotation_failed_in_eu-north-1",
            None,
            Some(("Kritisk", None)),
            1,
        ),
    ]
}

fn group(title: &str, entries: Vec<EntryView>, cut: bool) -> GroupView {
    GroupView {
        title: title.into(),
        url: Some("years/2021/index.html".into()),
        count: 5,
        entries,
        cut,
    }
}

fn entries() -> Vec<EntryView> {
    let report = |line| EntryView {
        report: Some(line),
        group: None,
        link: None,
        external: false,
    };
    lines().into_iter().map(report).collect()
}

fn inside(group: GroupView) -> EntryView {
    EntryView {
        report: None,
        group: Some(group),
        link: None,
        external: false,
    }
}

fn strip(most: u8) -> StripView {
    let years: Vec<YearView> = (0..9)
        .map(|at: u8| {
            let count = usize::from((at * 29) % most);
            YearView {
                year: 2016 + i16::from(at),
                left_out: if at == 5 { 12 } else { 0 },
                url: (count > 0).then(|| "years/2021/index.html".into()),
                count,
                severities: (0..count)
                    .map(|n| {
                        if n * 2 < count {
                            Some((n % 5) as u8)
                        } else {
                            None
                        }
                    })
                    .collect(),
            }
        })
        .collect();
    StripView {
        most: years.iter().map(|year| year.count).max().unwrap_or(0),
        levels: vec![0, 1, 2, 3, 4],
        unset: true,
        years,
    }
}

pub(super) fn home() -> HomeView {
    let mut contents = group(
        "",
        vec![
            inside(group("2021", entries(), false)),
            inside(group("2020", Vec::new(), true)),
        ],
        false,
    );
    let linked = EntryView {
        report: None,
        group: None,
        link: Some(link("How we write reports", "https://example.org/how")),
        external: true,
    };
    contents.entries.push(inside(group(
        "Databases",
        vec![inside(group("Replication", entries(), false)), linked],
        false,
    )));
    HomeView {
        more: None,
        introduction: "<p>Read <a href=\"a\">how we write them</a> first.</p>"
            .to_owned()
            .into(),
        newest: lines(),
        contents,
        by_year: true,
        taxonomies: taxonomies(),
        strip: strip(17),
        anniversaries: Some("anniversaries/index.html".into()),
        drafts: 1,
    }
}

/// So many reports that the strip shows bars.
pub(super) fn large_home() -> HomeView {
    HomeView {
        strip: strip(u8::MAX),
        by_year: false,
        ..home()
    }
}

pub(super) fn empty_home() -> HomeView {
    HomeView {
        more: None,
        introduction: Markup::default(),
        newest: Vec::new(),
        contents: GroupView {
            title: String::new(),
            url: None,
            count: 0,
            entries: Vec::new(),
            cut: false,
        },
        by_year: true,
        taxonomies: Vec::new(),
        strip: StripView {
            years: Vec::new(),
            most: 0,
            levels: Vec::new(),
            unset: false,
        },
        anniversaries: None,
        drafts: 0,
    }
}

fn terms(names: &[&str], children: bool) -> Vec<TermNodeView> {
    names
        .iter()
        .enumerate()
        .map(|(at, name)| TermNodeView {
            name: (*name).into(),
            url: "services/postgresql/index.html".into(),
            count: 14 / (at + 1),
            suggested: at,
            latest: (at != 2).then(|| time("2021-07-11", "11 July 2021", "11 Jul 2021", false)),
            children: if children && at == 1 {
                terms(&["memory", "connections"], false)
            } else {
                Vec::new()
            },
        })
        .collect()
}

pub(super) fn taxonomies() -> Vec<TaxonomyView> {
    [
        (
            "service",
            "Services",
            &[
                "PostgreSQL",
                "Message queue",
                "Website and the very long name of a service",
                "DNS",
            ][..],
        ),
        (
            "cause",
            "Causes",
            &["Configuration", "Capacity", "Software"][..],
        ),
        ("severity", "Severities", &["SEV-1", "SEV-2"][..]),
        ("year", "Years", &["2021", "2020"][..]),
    ]
    .into_iter()
    .map(|(key, title, names)| TaxonomyView {
        key,
        title,
        url: "services/index.html".into(),
        count: if key == "service" { 40 } else { names.len() },
        terms: terms(names, key == "cause" || key == "service"),
        commonest: Vec::new(),
        letters: Vec::new(),
        undated: None,
    })
    .collect()
}

/// An index so long that it is divided by letters, with reports that no year holds.
pub(super) fn long_taxonomy() -> TaxonomyView {
    let mut view = taxonomies().swap_remove(0);
    view.commonest.clone_from(&view.terms);
    view.letters = [("0–9", "figures"), ("A", "letter-A")]
        .into_iter()
        .map(|(letter, anchor)| LetterView {
            letter: letter.into(),
            anchor: anchor.into(),
            terms: view.terms.clone(),
        })
        .collect();
    view.undated = Some(group("Undated", entries(), true));
    view
}

pub(super) fn term() -> TermView {
    TermView {
        name: "PostgreSQL".into(),
        taxonomy: "service",
        taxonomy_title: "Services",
        description: Some(
            "The main database and its two replicas, run by the platform team.".into(),
        ),
        children: terms(&["primary", "replicas"], false),
        count: 10,
        suggested: 4,
        stated_years: Vec::new(),
        suggested_years: Vec::new(),
        years: vec![
            YearGroupView {
                year: Some(2021),
                reports: lines(),
            },
            YearGroupView {
                year: None,
                reports: lines().split_off(4),
            },
        ],
        chains: [true, false]
            .map(|suggested| ChainView {
                other: TermLinkView {
                    name: "Capacity / connections".into(),
                    url: (!suggested)
                        .then(|| "../../causes/capacity/connections/index.html".into()),
                    stated: true,
                    evidence: None,
                },
                times: 4,
                suggested,
                newest: lines().split_off(2),
            })
            .into(),
        more_chains: 3,
        meets: taxonomies().split_off(1),
        strip: strip(9),
        actions: Some(TermActionsView {
            counts: ActionCountsView {
                open: 21,
                ..ActionCountsView::default()
            },
            lines: vec![action("open"), action("unknown")],
            more: 19,
            url: "../../actions/index.html".into(),
        }),
        primer: Some("primer/index.html".into()),
    }
}

fn action(status: &'static str) -> ActionLineView {
    let again = |same_ticket| ActionAgainView {
        report: Shared::new(&link("The same again", "../2022/again/index.html")),
        same_ticket,
    };
    ActionLineView {
        url: "../2021/outage/index.html#a-0123456789ab".into(),
        text: "Say \"no\" to <unbounded> queries & page earlier".into(),
        status,
        told: (status == "done").then_some("open"),
        owner: Some("Ada".into()),
        tickets: vec![
            TicketView {
                name: "OPS-12".into(),
                url: Some("https://tickets.example/OPS-12".into()),
            },
            TicketView {
                name: "#7".into(),
                url: None,
            },
        ],
        more_tickets: usize::from(status == "open"),
        report: Shared::new(&link("The queue stands still", "../2021/queue/index.html")),
        day: (status != "dropped")
            .then(|| time("2021-07-11", "11 July 2021", "11 Jul 2021", false)),
        age: (status == "open").then(|| "1 year 3 months".into()),
        again: Some(again(true)),
        before: Some(again(false)),
        suggested: status == "unknown",
    }
}

fn action_groups() -> Vec<ActionGroupView> {
    [
        ("open", "open"),
        ("untold", "unknown"),
        ("over", "done"),
        ("over", "dropped"),
    ]
    .into_iter()
    .enumerate()
    .map(|(more, (part, status))| ActionGroupView {
        part,
        count: 1 + more,
        lines: vec![action(status)],
        more,
    })
    .collect()
}

pub(super) fn actions() -> ActionsView {
    let counts = ActionCountsView {
        open: 4,
        untold: 3,
        done: 2,
        dropped: 1,
    };
    let mut groups = action_groups();
    groups.truncate(3);
    ActionsView {
        counts,
        reports: 5,
        again: 2,
        day: Some(time("2022-10-11", "11 October 2022", "11 Oct 2022", false)),
        built: true,
        groups,
        years: [Some(2021), None]
            .map(|year| ActionYearLinkView {
                year,
                url: "2021/index.html".into(),
                counts,
            })
            .into(),
        taxonomies: vec![ActionTaxonomyView {
            title: "Services",
            url: "../services/index.html".into(),
            terms: vec![ActionTermView {
                name: "PostgreSQL".into(),
                url: "../services/postgresql/index.html#pm:actions".into(),
                counts,
                suggested: 2,
            }],
            more: 3,
        }],
        csv: "../api/v1/actions.csv".into(),
        json: "../api/v1/actions.json".into(),
    }
}

/// A ledger in which nothing is left to do.
pub(super) fn done_actions() -> ActionsView {
    ActionsView {
        counts: ActionCountsView {
            done: 1,
            ..ActionCountsView::default()
        },
        again: 0,
        day: None,
        groups: Vec::new(),
        years: Vec::new(),
        taxonomies: Vec::new(),
        ..actions()
    }
}

pub(super) fn action_year() -> ActionYearView {
    let mut groups = action_groups();
    groups.truncate(3);
    groups.iter_mut().for_each(|group| group.more = 0);
    ActionYearView {
        year: Some(2021),
        number: 2,
        of: 3,
        groups,
        previous: Some(link("Actions of 2021, page 1", "../index.html")),
        next: Some(link("Actions of 2021, page 3", "../3/index.html")),
    }
}

pub(super) fn anniversaries(long: bool) -> AnniversariesView {
    let week = |number: usize| WeekView {
        number,
        id: format!("week-{number:02}"),
        around: "15 February".into(),
        count: if number == 7 { 4 } else { 0 },
        reports: if number == 7 { lines() } else { Vec::new() },
        url: (long && number == 7).then(|| "07/index.html".into()),
        previous: None,
        next: None,
    };
    AnniversariesView {
        dated: 4,
        undated: 1,
        weeks: (1..=53).map(week).collect(),
        long,
    }
}

pub(super) fn week() -> WeekView {
    WeekView {
        previous: Some(link("Week 5", "../05/index.html")),
        next: Some(link("Week 8", "../08/index.html")),
        ..anniversaries(true).weeks.swap_remove(6)
    }
}

pub(super) fn primer() -> PrimerView {
    PrimerView {
        name: "PostgreSQL".into(),
        url: "../index.html".into(),
        count: 7,
        suggested: 2,
        latest: lines(),
        causes: taxonomies()[0].terms.clone(),
        without_cause: 1,
        detection: vec![NoticedView {
            name: "Alert".into(),
            count: 3,
            suggested: 1,
        }],
        unnoticed: 4,
        actions: term().actions,
        runbooks: vec![RunbookView {
            title: "Runbook <of> the queue".into(),
            url: "https://example.org/runbook".into(),
            external: true,
            report: Shared::new(&link("Outage & co", "../../../2021/outage/index.html")),
        }],
        more_runbooks: 2,
        luck: vec![LuckView {
            section: link("Outage & co", "../../../2021/outage/index.html#luck"),
            heading: "Where we got <lucky>".into(),
            day: None,
        }],
    }
}

/// A service of which its reports say next to nothing.
pub(super) fn bare_primer() -> PrimerView {
    PrimerView {
        suggested: 0,
        causes: Vec::new(),
        detection: Vec::new(),
        actions: None,
        runbooks: Vec::new(),
        more_runbooks: 0,
        luck: Vec::new(),
        ..primer()
    }
}

pub(super) fn index() -> IndexView {
    IndexView {
        title: "Databases".into(),
        body: "<p>Reports on everything that keeps data.</p>"
            .to_owned()
            .into(),
        contents: group("Databases", entries(), false),
        edit_url: Some("https://example.org/edit".into()),
    }
}

fn facet(key: &'static str, title: &'static str, terms: Vec<(String, bool)>) -> FacetView {
    FacetView {
        key,
        title,
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

pub(super) fn report() -> ReportView {
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

pub(super) fn bare_report() -> ReportView {
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
        title_id: None,
        roles: Vec::new(),
        edit_url: None,
        changed: None,
        lede: None,
        json_ld: None,
        markdown: None,
        body: Markup::default(),
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

pub(super) fn feed() -> FeedView {
    FeedView {
        title: "Outage & co".into(),
        id: "https://example.org/feed.xml".into(),
        self_url: "https://example.org/feed.xml".into(),
        page_url: "https://example.org/".into(),
        updated: "2021-07-11T00:00:00Z".into(),
        entries: vec![FeedEntryView {
            title: "An outage".into(),
            url: "https://example.org/outage/".into(),
            updated: "2021-07-11T00:00:00Z".into(),
            summary: Some("It was < expected.".into()),
            categories: vec!["DNS".into()],
        }],
    }
}

pub(super) fn opml() -> OpmlView {
    let feed = ListedFeedView {
        title: "Outage & co".into(),
        url: "https://example.org/feed.xml".into(),
        page_url: "https://example.org/".into(),
    };
    OpmlView {
        all: vec![feed],
        groups: Vec::new(),
    }
}

pub(super) fn sitemap() -> SitemapView {
    SitemapView {
        urls: vec!["https://example.org/a/?x=1&y=2".into()],
    }
}

pub(super) fn redirect() -> RedirectView {
    RedirectView {
        url: "../new/index.html".into(),
        title: "An outage".into(),
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
