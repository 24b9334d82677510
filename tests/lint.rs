//! Every rule through the public face: what `pmsite check` says of a text that disagrees with itself, and of one that does not.
//!
//! `tests/lint/<rule>/bad*` are texts, or folders of them, that the rule finds fault with; what it says stands beside them in
//! `.diag`. Of `good*` it says nothing. `docs/rules.md` is written from the rules. `SNAPSHOTS=overwrite` rewrites both.

#![allow(clippy::disallowed_methods, reason = "a test touches the disk")]

mod support;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use pmsite::diagnostic::Severity;
use pmsite::lint::rule::{Check, Rule};
use pmsite::lint::rules::ALL;
use snapbox::Data;
use support::{Site, fixtures};

/// What `pmsite check` says by this rule, drawn.
fn said(rule: &Rule, site: &Site) -> String {
    let outcome = site.run(&["check", "-v", "."]).code(0);
    let mark = format!("[{}]: ", rule.name);
    let blocks = outcome.stderr.split("\n\n");
    let own = blocks.filter(|block| {
        block
            .lines()
            .next()
            .is_some_and(|line| line.contains(&mark))
    });
    let mut out = String::new();
    for block in own {
        // The line of success stands behind the last.
        let lines = block.lines().filter(|line| !line.contains(" checked, in "));
        lines.for_each(|line| {
            let _ = writeln!(out, "{line}");
        });
        out.push('\n');
    }
    out.truncate(out.trim_end().len());
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

/// A site of one fixture: a text in a folder of its own, or a folder of texts.
fn site(fixture: &Path) -> Site {
    let site = Site::empty("incidents");
    let copy = |place: &Path, inside: String| {
        let bytes = std::fs::read(place).expect("the fixture is readable");
        site.edit(&inside, bytes);
    };
    if fixture.is_dir() {
        let mut open = vec![fixture.to_owned()];
        while let Some(folder) = open.pop() {
            for entry in std::fs::read_dir(&folder).expect("the fixture is readable") {
                let place = entry.expect("the fixture is readable").path();
                if place.is_dir() {
                    open.push(place);
                } else {
                    let inside = place.strip_prefix(fixture).expect("it lies in it");
                    copy(&place, inside.to_string_lossy().into_owned());
                }
            }
        }
    } else {
        let name = fixture.file_name().expect("it has a name");
        copy(fixture, name.to_string_lossy().into_owned());
    }
    site
}

fn fixtures_of(rule: &Rule) -> Vec<PathBuf> {
    let folder = fixtures().join("lint").join(rule.name);
    let entries = std::fs::read_dir(&folder)
        .unwrap_or_else(|_| panic!("`{}` has no folder `{}`", rule.name, folder.display()));
    let mut places: Vec<PathBuf> = entries
        .map(|entry| entry.expect("the folder is readable").path())
        .filter(|place| place.extension().is_none_or(|ending| ending != "diag"))
        .collect();
    places.sort();
    places
}

#[test]
fn every_rule_says_what_is_expected() {
    for rule in ALL {
        let (mut bad, mut good) = (0, 0);
        for fixture in fixtures_of(rule) {
            let name = fixture
                .file_name()
                .expect("it has a name")
                .to_string_lossy()
                .into_owned();
            let said = said(rule, &site(&fixture));
            if name.starts_with("good") {
                assert_eq!(said, "", "{}/{name}", rule.name);
                good += 1;
            } else {
                assert!(name.starts_with("bad"), "`{name}` is neither bad nor good");
                assert_ne!(said, "", "{}/{name}: nothing was said", rule.name);
                let expected = fixture.with_file_name(format!("{name}.diag"));
                snapbox::Assert::new()
                    .action_env("SNAPSHOTS")
                    .eq(said, Data::read_from(&expected, None));
                bad += 1;
            }
        }
        assert!(
            bad > 0,
            "`{}` has nothing that it finds fault with",
            rule.name
        );
        assert!(good > 0, "`{}` has nothing that it leaves alone", rule.name);
    }
}

#[test]
fn every_folder_belongs_to_a_rule() {
    let names: BTreeSet<String> = ALL.iter().map(|rule| rule.name.to_owned()).collect();
    let folders = std::fs::read_dir(fixtures().join("lint")).expect("the fixtures are there");
    let folders: BTreeSet<String> = folders
        .map(|entry| {
            entry
                .expect("readable")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    assert_eq!(names, folders);
}

#[test]
fn a_rule_finds_fault_with_its_own_example() {
    for rule in ALL {
        for (what, words) in [
            ("what", rule.what),
            ("why", rule.why),
            ("example", rule.example),
        ] {
            assert!(!words.is_empty(), "`{}` does not say {what}", rule.name);
        }
        if matches!(rule.check, Check::Report(_)) {
            // An example of what titles say has one of its own.
            let title = if rule.example.starts_with("# ") {
                ""
            } else {
                "# An outage\n\n"
            };
            let text = format!("{title}{}\n", rule.example);
            let site = Site::empty("incidents");
            site.edit("2021-01-30-example.md", text);
            assert_ne!(said(rule, &site), "", "the example of `{}`", rule.name);
        }
    }
}

#[test]
fn the_guide_is_written_from_the_rules() {
    let mut page = String::from(
        "# Rules\n\n\
         What [`pmsite check`](check.md) and `pmsite build` hold against each other in a report. A rule shows both sides and says that \
         they disagree; which one is meant its author knows. Levels are changed in [`[lint]`](configuration.md#lint), single messages \
         are answered [in the report](check.md#allow), old ones are kept in a [baseline](check.md#baseline).\n\n\
         This page is written from the rules themselves; a test holds it.\n",
    );
    for rule in ALL {
        let level = match rule.level {
            Severity::Error => "an error",
            Severity::Warning => "a warning",
            Severity::Note => "a note",
        };
        let _ = write!(
            page,
            "\n## `{}`\n\n{level}\n\n**What:** {}\n\n**Why:** {}\n\n",
            rule.name, rule.what, rule.why
        );
        let _ = match rule.check {
            Check::Report(_) => {
                writeln!(page, "**Example:**\n\n```markdown\n{}\n```", rule.example)
            }
            Check::Archive(_) => writeln!(page, "**Example:** {}", rule.example),
        };
    }
    let place = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules.md");
    snapbox::Assert::new()
        .action_env("SNAPSHOTS")
        .eq(page, Data::read_from(&place, None));
}
