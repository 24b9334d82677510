//! One small invented site, with the extremes that a theme must bear: very long titles, forty services, no date, no severity.

mod actions;
mod feeds;
mod home;
mod primer;
mod report;
mod search;
mod weeks;

use crate::site::shared::{Markup, Shared};
use crate::site::views::*;

use actions::action;
pub(super) use actions::{action_year, actions, done_actions};
pub(super) use feeds::*;
pub(super) use home::{empty_home, home, large_home};
pub(super) use primer::{bare_primer, primer};
pub(super) use report::{bare_report, report};
pub(super) use search::{bare_titles, search, titles};
pub(super) use weeks::{anniversaries, week};

pub(super) fn site(reports: usize) -> SiteView {
    SiteView {
        title: "Cats & <dogs> incident reports".into(),
        description: Some("What went wrong at Cats & <dogs>, told by those who were there, so that the next one is easier.".into()),
        language: "en".into(),
        direction: "ltr",
        url: Some("https://example.org/".into()),
        authors: vec!["The operations team".into()],
        reports,
        first_year: Some(2016),
        last_year: Some(2024),
        repository: Some("https://example.org/repository".into()),
        generator: "pmsite 0.1.0".into(),
    }
}

pub(super) fn link(title: &str, url: &str) -> LinkView {
    LinkView {
        title: title.into(),
        url: url.into(),
    }
}

fn navigation_to(title: &str, current: bool) -> NavigationView {
    NavigationView {
        title: title.into(),
        url: "../a/index.html".into(),
        current,
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
        direction: "ltr",
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
        beside: Some(BesideView {
            groups: vec![navigation_to("2024", true), navigation_to("2023", false)],
            is_more: true,
            reports: vec![
                navigation_to("Cats & <dogs> in the cellar", false),
                navigation_to("A page", true),
            ],
        }),
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
            search: Some(format!("{root}search/index.html")),
            at_search: kind == "search",
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

pub(super) fn time(machine: &str, text: &str, short: &str, approximate: bool) -> TimeView {
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

pub(super) fn lines() -> Vec<Shared<ReportLineView>> {
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
        title: title.to_owned(),
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
        taxonomy_title: "Services".into(),
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

pub(super) fn index() -> IndexView {
    IndexView {
        title: "Databases".into(),
        has_code: false,
        body: "<p>Reports on everything that keeps data.</p>"
            .to_owned()
            .into(),
        contents: group("Databases", entries(), false),
        edit_url: Some("https://example.org/edit".into()),
    }
}
