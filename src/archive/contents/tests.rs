use std::sync::Arc;

use super::super::fixture::{
    heading, index, link, link_list, links, list, paragraph, report, text,
};
use super::super::{Archive, Options};
use super::tree::MANY;
use super::*;
use crate::document::Block;
use crate::postmortem::Reading;

fn reading(path: &str, day: &str) -> (Arc<str>, Reading) {
    let report = report(path, day, Vec::new());
    (Arc::from(path), Reading::Report(Arc::new(report)))
}

fn index_reading(path: &str, blocks: Vec<Block>) -> (Arc<str>, Reading) {
    let index = index(path, blocks);
    (Arc::from(path), Reading::Index(Box::new(index)))
}

fn archive(readings: Vec<(Arc<str>, Reading)>) -> (Archive, Diagnostics) {
    let options = Options {
        declared_source: true,
        ..Options::default()
    };
    let (archive, diagnostics) = Archive::new(readings.clone(), &options);
    let (turned, _) = Archive::new(readings.into_iter().rev().collect(), &options);
    assert_eq!(
        archive.contents, turned.contents,
        "the order of the input matters"
    );
    assert_eq!(archive.references, turned.references);
    (archive, diagnostics)
}

/// The tree, a line an entry, indented by depth.
fn tree(archive: &Archive) -> Vec<String> {
    fn push(archive: &Archive, group: &Group, depth: usize, out: &mut Vec<String>) {
        for entry in &group.entries {
            let indent = "  ".repeat(depth);
            match entry {
                Entry::Report(at, None) => {
                    out.push(format!("{indent}{}", archive.reports[*at].path));
                }
                Entry::Report(at, Some(title)) => {
                    out.push(format!("{indent}{} as {title}", archive.reports[*at].path));
                }
                Entry::Link { title, .. } => out.push(format!("{indent}-> {title}")),
                Entry::Group(group) => {
                    let folder = group.folder.as_deref().unwrap_or("-");
                    out.push(format!("{indent}[{}] {folder}", group.title));
                    push(archive, group, depth + 1, out);
                }
            }
        }
    }
    let mut out = Vec::new();
    push(archive, &archive.contents.root, 0, &mut out);
    out
}

fn rules(diagnostics: &Diagnostics) -> Vec<&str> {
    diagnostics
        .iter()
        .map(|diagnostic| diagnostic.rule)
        .collect()
}

#[test]
fn without_lists_and_folders_years_give_the_order() {
    let (archive, diagnostics) = archive(vec![
        reading("docs/incidents/2019/a.md", "2019-05-01"),
        reading("docs/incidents/2021/b.md", "2021-05-01"),
        reading("docs/incidents/2021/07/c.md", "2021-07-01"),
        reading("docs/incidents/2021-07-02-bundle/index.md", "2021-07-02"),
        reading("docs/incidents/undated.md", ""),
    ]);
    assert_eq!(
        tree(&archive),
        [
            "[2021] -",
            "  docs/incidents/2021-07-02-bundle/index.md",
            "  docs/incidents/2021/07/c.md",
            "  docs/incidents/2021/b.md",
            "[2019] -",
            "  docs/incidents/2019/a.md",
            "[Undated] -",
            "  docs/incidents/undated.md",
        ]
    );
    assert_eq!(archive.contents.order.len(), 5);
    assert!(diagnostics.is_empty());
}

#[test]
fn folders_of_one_level_are_groups() {
    let mut weighted = report("raw/search/docs/z.md", "2018-01-01", Vec::new());
    weighted.weight = Some(1);
    let (archive, _) = archive(vec![
        reading("raw/pay-api/a.md", "2019-05-01"),
        reading("raw/pay-api/b.md", "2021-05-01"),
        reading("raw/search/docs/c.md", "2020-07-01"),
        (
            Arc::clone(&weighted.path),
            Reading::Report(Arc::new(weighted)),
        ),
        reading("raw/alone/d.md", "2020-07-01"),
    ]);
    assert_eq!(
        tree(&archive),
        [
            "[Pay API] raw/pay-api",
            "  raw/pay-api/b.md",
            "  raw/pay-api/a.md",
            "[Search] raw/search/docs",
            "  raw/search/docs/z.md",
            "  raw/search/docs/c.md",
            "[2020] -",
            "  raw/alone/d.md",
        ]
    );
}

#[test]
fn lists_give_groups_and_order_and_the_rest_follows() {
    let follow_up = vec![paragraph(vec![
        link("two.md"),
        text(", which followed "),
        link("three.md"),
    ])];
    let named_group = vec![
        paragraph(vec![text("Storage:")]),
        link_list(&["three.md", "https://example.org/elsewhere"]),
    ];
    let (archive, diagnostics) = archive(vec![
        index_reading(
            "README.md",
            vec![
                heading(1, "Our incidents"),
                heading(2, "See also"),
                link_list(&["https://example.org/blog"]),
                heading(2, "Network"),
                link_list(&["one.md", "gone.md"]),
                heading(2, "Rest"),
                list(vec![follow_up, named_group]),
                heading(2, "Teams"),
                link_list(&["team/", "README.md"]),
            ],
        ),
        index_reading("team/index.md", vec![link_list(&["../README.md", "x.md"])]),
        reading("team/x.md", "2017-01-01"),
        reading("team/y.md", "2018-01-01"),
        reading("one.md", "2019-01-01"),
        reading("two.md", "2020-01-01"),
        reading("three.md", "2021-01-01"),
        reading("four.md", "2022-01-01"),
    ]);
    assert_eq!(
        tree(&archive),
        [
            "[Network] -",
            "  one.md",
            "[Rest] -",
            "  two.md",
            "  [Storage] -",
            "    three.md",
            "    -> https://example.org/elsewhere",
            "[Teams] -",
            "  [Team] team",
            "    team/x.md",
            "    team/y.md",
            "four.md",
        ]
    );
    assert_eq!(
        rules(&diagnostics),
        ["dead-contents-entry", "orphan", "orphan"]
    );
}

#[test]
fn a_report_listed_twice_is_read_once_and_a_summary_goes_before() {
    let (archive, _) = archive(vec![
        index_reading("README.md", vec![link_list(&["a.md", "c.md"])]),
        index_reading("SUMMARY.md", vec![link_list(&["b.md", "a.md", "b.md"])]),
        reading("a.md", "2019-01-01"),
        reading("b.md", "2020-01-01"),
        reading("c.md", "2021-01-01"),
    ]);
    assert_eq!(tree(&archive), ["b.md", "a.md", "b.md", "c.md"]);
    let order: Vec<&str> = archive
        .contents
        .order
        .iter()
        .map(|at| &*archive.reports[*at].path)
        .collect();
    assert_eq!(order, ["b.md", "a.md", "c.md"]);
    let introduction = archive
        .contents
        .root
        .index
        .map(|at| &*archive.indexes[at].path);
    assert_eq!(introduction, Some("README.md"));
}

#[test]
fn index_files_that_point_at_each_other_come_to_an_end() {
    let (archive, _) = archive(vec![
        index_reading("README.md", vec![link_list(&["b/README.md", "README.md"])]),
        index_reading(
            "a/README.md",
            vec![links(&["../b/README.md"]), link_list(&["x.md"])],
        ),
        index_reading(
            "b/README.md",
            vec![link_list(&["../a/README.md", "c/", "../README.md"])],
        ),
        index_reading("b/c/README.md", vec![link_list(&["../README.md", "x.md"])]),
        reading("a/x.md", "2019-01-01"),
        reading("b/c/x.md", "2020-01-01"),
    ]);
    assert_eq!(
        tree(&archive),
        ["[B] b", "  [C] b/c", "    b/c/x.md", "[A] a", "  a/x.md"]
    );
}

#[test]
fn a_long_folder_is_grouped_by_year() {
    let mut readings = vec![
        reading("other/a.md", "2019-01-01"),
        reading("other/b.md", ""),
    ];
    for n in 0..=MANY {
        let year = 2020 + n % 2;
        readings.push(reading(&format!("team/{n}.md"), &format!("{year}-01-01")));
    }
    let (archive, _) = archive(readings);
    let groups: Vec<String> = tree(&archive)
        .into_iter()
        .filter(|line| line.contains('['))
        .collect();
    assert_eq!(
        groups,
        ["[Other] other", "[Team] team", "  [2021] -", "  [2020] -"]
    );
}
