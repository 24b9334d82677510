use std::sync::Arc;

use super::super::fixture::{facets, report, severity};
use super::super::{Declared, Options};
use super::*;

fn build_of(reports: &[Arc<Postmortem>], options: &Options, key: &str) -> Vec<Term> {
    build(reports, options, &mut Diagnostics::new())
        .0
        .into_iter()
        .find(|taxonomy| taxonomy.key == key)
        .map(|taxonomy| taxonomy.terms)
        .unwrap_or_default()
}

fn lines(terms: &[Term]) -> Vec<String> {
    terms
        .iter()
        .map(|term| format!("{} = {} {:?}", term.id, term.name, term.reports))
        .collect()
}

fn with_causes(causes: &[&[&str]]) -> Vec<Arc<Postmortem>> {
    causes
        .iter()
        .map(|names| {
            let mut report = report("a.md", "", Vec::new());
            report.facets[Property::Cause] = facets(names);
            Arc::new(report)
        })
        .collect()
}

#[test]
fn spellings_merge_and_the_commonest_is_shown() {
    let reports: Vec<Arc<Postmortem>> = [
        ["Load-Balancer", "Zuul"],
        ["load balancer", "I/O"],
        ["load balancer", "load_balancer"],
    ]
    .iter()
    .map(|names| {
        let mut report = report("a.md", "", Vec::new());
        report.facets[Property::Service] = facets(names);
        Arc::new(report)
    })
    .collect();
    assert_eq!(
        lines(&build_of(&reports, &Options::default(), "service")),
        [
            "i-o = I/O [1]",
            "load-balancer = load balancer [0, 1, 2]",
            "zuul = Zuul [0]"
        ]
    );
}

#[test]
fn ids_stand_under_their_first_part_and_names_do_not() {
    let reports = with_causes(&[
        &["capacity/memory", "capacity/disk", "TCP/IP"],
        &["Capacity / Memory", "capacity"],
        &["network/routing-bgp"],
    ]);
    let terms = build_of(&reports, &Options::default(), "cause");
    assert_eq!(
        lines(&terms),
        [
            "capacity = Capacity [0, 1]",
            "capacity/disk = Disk [0]",
            "capacity/memory = Memory [0, 1]",
            "network = Network [2]",
            "network/routing-bgp = Routing BGP [2]",
            "tcp-ip = TCP/IP [0]",
        ]
    );
    assert_eq!(terms[0].children, [1, 2]);
    assert_eq!(terms[2].parent, Some(0));
}

#[test]
fn declared_names_win_and_unused_ones_make_no_term() {
    let word = |name: &str, aliases: &[&str]| Declared {
        taxonomy: "cause".to_owned(),
        name: name.to_owned(),
        aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
        description: Some(format!("about {name}")),
    };
    let options = Options {
        vocabulary: vec![
            word("Memory exhausted", &["capacity/memory", "OOM"]),
            word("Change", &["config-change"]),
            word("Never seen", &[]),
        ],
        ..Options::default()
    };
    let reports = with_causes(&[&["oom"], &["capacity/memory"], &["Config Change/flag"]]);
    let terms = build_of(&reports, &options, "cause");
    assert_eq!(
        lines(&terms),
        [
            "capacity = Capacity [0, 1]",
            "capacity/memory = Memory exhausted [0, 1]",
            "change = Change [2]",
            "change/flag = Flag [2]",
        ]
    );
    assert_eq!(
        terms[1].description.as_deref(),
        Some("about Memory exhausted")
    );
}

#[test]
fn a_name_for_what_others_stand_under_changes_nothing_else() {
    let word = |name: &str, aliases: &[&str]| Declared {
        taxonomy: "cause".to_owned(),
        name: name.to_owned(),
        aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
        description: None,
    };
    let of = |id: &str, name: &str| (("cause", id.to_owned()), name.to_owned());
    let options = Options {
        vocabulary: vec![
            word("Engpass", &["capacity"]),
            word("Config", &["config"]),
            word("Falsch eingestellt", &["config/error"]),
        ],
        names: [
            of("capacity/memory", "Memory exhausted"),
            of("config/error", "Configuration error"),
        ]
        .into(),
        ..Options::default()
    };
    let reports = with_causes(&[
        &["capacity/memory"],
        &["capacity"],
        &["config/error"],
        &["Engpass"],
    ]);
    let terms = build_of(&reports, &options, "cause");
    assert_eq!(
        lines(&terms),
        [
            "config = Config [2]",
            "config/error = Falsch eingestellt [2]",
            "capacity = Engpass [0, 1, 3]",
            "capacity/memory = Memory exhausted [0]",
        ]
    );
}

#[test]
fn severities_come_worst_first_and_years_newest_first() {
    let months =
        "January February March April May June July August September October November December";
    let options = Options {
        months: months.split(' ').map(str::to_owned).collect(),
        ..Options::default()
    };
    let mut reports: Vec<Postmortem> = ["2021-07-11", "2021-01-30", "2019-12-31", ""]
        .iter()
        .map(|day| report("a.md", day, Vec::new()))
        .collect();
    reports[0].severity = Some(severity("Minor", Some(3)));
    reports[1].severity = Some(severity("odd", None));
    reports[2].severity = Some(severity("Critical", Some(0)));
    let reports: Vec<Arc<Postmortem>> = reports.into_iter().map(Arc::new).collect();
    assert_eq!(
        lines(&build_of(&reports, &options, "severity")),
        [
            "critical = Critical [2]",
            "minor = Minor [0]",
            "odd = odd [1]"
        ]
    );
    let years = lines(&build_of(&reports, &options, "year"));
    assert_eq!(
        years,
        [
            "2021 = 2021 [0, 1]",
            "2021/07 = July [0]",
            "2021/01 = January [1]",
            "2019 = 2019 [2]",
            "2019/12 = December [2]",
        ]
    );
    let mut options = Options::default();
    options.without.insert(MONTH.to_owned());
    assert_eq!(build_of(&reports, &options, "year").len(), 2);
}

#[test]
fn addresses_are_unique_and_do_not_depend_on_order() {
    let names = ["a.b", "a,b", "a/b"];
    let of = |order: [usize; 3]| {
        let reports: Vec<Arc<Postmortem>> = order
            .iter()
            .map(|at| {
                let mut report = report("a.md", "", Vec::new());
                report.facets[Property::Tag] = facets(&[names[*at]]);
                Arc::new(report)
            })
            .collect();
        let mut pairs: Vec<(String, String)> = build_of(&reports, &Options::default(), "tag")
            .into_iter()
            .map(|term| (term.name, term.id))
            .collect();
        pairs.sort();
        pairs
    };
    let pairs = of([0, 1, 2]);
    assert_eq!(pairs, of([2, 1, 0]));
    assert_ne!(pairs[0].1, pairs[1].1);
    assert_ne!(pairs[1].1, pairs[2].1);
}

#[test]
fn a_term_knows_the_values_that_put_its_reports_there() {
    let declared = Declared {
        taxonomy: "cause".to_owned(),
        name: "Memory exhausted".to_owned(),
        aliases: vec!["OOM".to_owned(), "heap".to_owned()],
        description: None,
    };
    let options = Options {
        vocabulary: vec![declared],
        ..Options::default()
    };
    let reports = with_causes(&[&["capacity/disk", "heap", "OOM"], &["dns", "oom"]]);
    let terms = build_of(&reports, &options, "cause");
    let values: Vec<String> = terms
        .iter()
        .map(|term| format!("{} {:?}", term.id, term.values))
        .collect();
    assert_eq!(
        values,
        [
            "capacity []",
            "capacity/disk [(0, 0)]",
            "dns [(1, 0)]",
            "memory-exhausted [(0, 1), (0, 2), (1, 1)]",
        ]
    );
}
