//! Which documents take part: among code, beside a folder of incidents, drafts, parts of others.

use super::super::fixture::{index, link_list, report};
use super::*;

fn readings(reports: &[(&str, u32)], indexes: &[&str]) -> Vec<(Arc<str>, Reading)> {
    let reports = reports.iter().map(|(path, evidence)| {
        let mut report = report(path, "", Vec::new());
        report.evidence = *evidence;
        (Arc::from(*path), Reading::Report(Arc::new(report)))
    });
    let indexes = indexes.iter().map(|path| {
        let index = index(path, Vec::new());
        (Arc::from(*path), Reading::Index(Box::new(index)))
    });
    reports.chain(indexes).collect()
}

fn selected(
    readings: Vec<(Arc<str>, Reading)>,
    options: &Options,
) -> (Selection, Vec<String>, Vec<String>) {
    let mut diagnostics = Diagnostics::new();
    let selection = select(readings, options, &mut diagnostics);
    let reports = selection.reports.iter().map(|report| &report.path);
    let indexes = selection.indexes.iter().map(|index| &index.path);
    let paths = reports.chain(indexes).map(ToString::to_string).collect();
    let notes = diagnostics
        .iter()
        .map(|note| note.message.clone())
        .collect();
    (selection, paths, notes)
}

#[test]
fn among_code_only_reports_and_their_index_files_are_kept() {
    let all = || {
        readings(
            &[("docs/pm/a.md", 5), ("docs/setup.md", 1), ("b.md", 2)],
            &["README.md", "docs/pm/README.md", "src/README.md"],
        )
    };
    let among_code = Options {
        among_code: true,
        ..Options::default()
    };
    let (_, paths, notes) = selected(all(), &among_code);
    assert_eq!(paths, ["docs/pm/a.md", "docs/pm/README.md"]);
    assert_eq!(
        notes,
        [
            "2 documents do not look like incident reports and were set aside (`b.md`, `docs/setup.md`)",
            "2 index files were set aside (`README.md`, `src/README.md`): no report stands there",
        ]
    );
    let declared = Options {
        declared_source: true,
        ..among_code.clone()
    };
    let (_, paths, _) = selected(all(), &declared);
    assert_eq!(paths.len(), 5);

    // A read-me file that lists the reports introduces them, wherever it stands.
    let mut listing = all();
    listing.retain(|(path, _)| &**path != "README.md");
    let readme = index("README.md", vec![link_list(&["docs/pm/a.md"])]);
    listing.push((Arc::from("README.md"), Reading::Index(Box::new(readme))));
    let (_, paths, _) = selected(listing, &among_code);
    assert!(paths.contains(&"README.md".to_owned()));
}

#[test]
fn beside_a_folder_of_incidents_other_documents_are_set_aside() {
    let (_, paths, notes) = selected(
        readings(
            &[("incident-reports/a.md", 0), ("guide/b.md", 0), ("c.md", 1)],
            &[],
        ),
        &Options::default(),
    );
    assert_eq!(paths, ["c.md", "incident-reports/a.md"]);
    assert_eq!(notes.len(), 1);
}

#[test]
fn drafts_and_asides_are_counted() {
    let mut all = readings(&[("a.md", 9), ("b.md", 9)], &["README.md", "index.md"]);
    if let Reading::Report(report) = &mut all[1].1 {
        Arc::make_mut(report).draft = true;
    }
    for path in ["w.md", "x.md", "y.md", "z.md"] {
        let aside = Aside {
            why: "a template",
            remarks: Vec::new(),
        };
        all.push((Arc::from(path), Reading::Aside(aside)));
    }
    let (selection, paths, notes) = selected(all.clone(), &Options::default());
    assert_eq!(selection.drafts_left_out, 1);
    assert_eq!(paths, ["a.md", "README.md", "index.md"]);
    assert_eq!(
        notes,
        [
            "4 files were set aside (`w.md`, `x.md`, `y.md`, and 1 more): a template",
            "1 file was set aside (`b.md`): a draft",
            "only the lists of this file are used: `index.md` introduces its folder",
        ]
    );
    let with_drafts = Options {
        drafts: true,
        ..Options::default()
    };
    let (_, paths, _) = selected(all, &with_drafts);
    assert!(paths.contains(&"b.md".to_owned()));
}

#[test]
fn a_part_is_set_aside_only_where_what_holds_it_takes_part() {
    let paths = [
        "draft.md",
        "whole.md",
        "of-draft.md",
        "of-whole.md",
        "a.md",
        "b.md",
    ];
    let mut all = readings(&paths.map(|path| (path, 9)), &[]);
    for (path, reading) in &mut all {
        if let Reading::Report(report) = reading {
            let report = Arc::make_mut(report);
            report.draft = &**path == "draft.md";
            report.occurred.date = None;
        }
    }
    let pairs = [
        ("draft.md", "of-draft.md"),
        ("whole.md", "of-whole.md"),
        ("a.md", "b.md"),
        ("b.md", "a.md"),
    ];
    let options = Options {
        includes: pairs
            .map(|(whole, part)| (Arc::from(whole), vec![part.to_owned()]))
            .into(),
        ..Options::default()
    };
    let (_, paths, notes) = selected(all, &options);
    assert_eq!(paths, ["a.md", "b.md", "of-draft.md", "whole.md"]);
    assert_eq!(
        notes,
        [
            "1 file was set aside (`draft.md`): a draft",
            "1 file was set aside (`of-whole.md`): a text that another document includes"
        ]
    );
}

#[test]
fn prompts_recur_from_the_third_report_on() {
    let reports: Vec<Arc<Postmortem>> = [&[1, 1, 2][..], &[1, 2], &[1]]
        .iter()
        .map(|prompts| {
            let mut report = report("a.md", "", Vec::new());
            report.pointers.prompts = prompts.to_vec();
            Arc::new(report)
        })
        .collect();
    assert_eq!(recurring_prompts(&reports), BTreeSet::from([1]));
}
