//! `pmsite new`: where a report goes, what stands in it, and that it is read again as it was given.

#![allow(
    clippy::disallowed_methods,
    clippy::case_sensitive_file_extension_comparisons,
    reason = "a test touches the disk, and knows how its own files are called"
)]

mod support;

use serde_json::Value;
use support::{Outcome, Site, pmsite};

/// What is understood of a report.
fn record(site: &Site, path: &str) -> Value {
    let shown = site.run(&["show", path, "--format", "json"]).code(0);
    let mut records: Vec<Value> = serde_json::from_str(&shown.stdout).expect("it is JSON");
    records
        .pop()
        .unwrap_or_else(|| panic!("{path} is no report: {}", shown.stderr))
}

/// Begins a report; gives its path.
fn new(site: &Site, arguments: &[&str]) -> String {
    let all: Vec<&str> = ["new"].iter().chain(arguments).copied().collect();
    let out = site.run(&all).code(0);
    assert!(!out.stderr.contains("warning"), "{}", out.stderr);
    out.stdout.trim_end().to_owned()
}

#[test]
fn what_was_given_is_read_again_and_nothing_else() {
    for format in ["md", "rst"] {
        for title in [
            "The disk ran full",
            "A \"quoted\": title # with \\ signs",
            "- *one* `two` |three| four_ __five__",
            "1. first",
            "障害: 支払い",
            "{{ title }}",
        ] {
            let site = Site::empty("site-under-test");
            site.edit("book.toml", "");
            // A title that looks like a placeholder is none to those who read it.
            let is_placeholder = title.contains("{{");
            let arguments = [
                "new",
                "--date",
                "2031-02-03",
                "--severity",
                "SEV2",
                "--service",
                "Cart,Order desk",
                "--service",
                "Mail",
                "--format",
                format,
                "--",
                title,
            ];
            let out = site.run(&arguments).code(0);
            assert_eq!(
                out.stderr.contains("warning"),
                is_placeholder,
                "{}",
                out.stderr
            );
            let path = out.stdout.trim_end();
            let record = record(&site, path);
            if !is_placeholder {
                assert_eq!(record["title"], title, "{format}");
            }
            assert_eq!(record["date"], "2031-02-03");
            assert_eq!(record["date_origin"], "front_matter");
            assert_eq!(record["severity"]["label"], "SEV2");
            assert_eq!(record["severity"]["level"], 2);
            let services: Vec<&str> = record["services"]
                .as_array()
                .expect("a list")
                .iter()
                .map(|service| {
                    assert_eq!(service["origin"], "stated");
                    service["name"].as_str().expect("a name")
                })
                .collect();
            assert_eq!(services, ["Cart", "Mail", "Order desk"], "{format} {title}");
        }
    }
}

#[test]
fn prompts_state_nothing() {
    for format in ["md", "rst"] {
        let site = Site::empty("site-under-test");
        let path = new(&site, &["Quay", "--date", "2031-02-03", "--format", format]);
        assert_eq!(path, format!("2031-02-03-quay.{format}"));
        let record = record(&site, &path);
        for none in [
            "severity",
            "summary",
            "end",
            "duration_minutes",
            "timezone",
            "status",
            "scorecard",
        ] {
            assert_eq!(record[none], Value::Null, "{format} {none}");
        }
        for empty in [
            "services",
            "causes",
            "triggers",
            "detection",
            "tags",
            "teams",
            "timeline",
            "actions",
            "links",
        ] {
            assert_eq!(record[empty], serde_json::json!([]), "{format} {empty}");
        }
        let kinds: Vec<&str> = record["sections"]
            .as_array()
            .expect("a list")
            .iter()
            .filter_map(|section| section["kind"].as_str())
            .collect();
        assert_eq!(
            kinds,
            [
                "summary",
                "impact",
                "timeline",
                "detection",
                "root_cause",
                "resolution",
                "went_well",
                "went_wrong",
                "lucky",
                "action_items",
                "lessons"
            ]
        );
        // It has a page, and nothing is told of it but that nobody has written yet.
        let built = site.build(&["--strict", "--format", "json"]).code(0);
        for line in built.stdout.lines() {
            let told: Value = serde_json::from_str(line).expect("it is JSON");
            let rule = told["rule"].as_str().expect("it has a rule");
            assert!(matches!(rule, "empty-section" | "no-site-url"), "{line}");
        }
        let page = site.expect_file("2031-02-03-quay/index.html");
        for prompt in ["without blame", "Who noticed what", "SEV2", "14:05"] {
            assert!(!page.contains(prompt), "{format}: {prompt}");
        }
    }
}

#[test]
fn it_goes_to_where_the_others_are() {
    let text = "# It broke\n\n## Impact\n\nAll of it.\n";
    let site = Site::empty("site-under-test");
    site.edit("in/2030/2030-01-02-a.md", text)
        .edit("in/2029/2029-01-02-b.md", text)
        .edit("in/index.md", "# All\n")
        .edit("book.toml", "[book]\nsrc = \"in\"\n");
    let out = site.run(&["new", "Quay", "--date", "2031-02-03"]).code(0);
    assert_eq!(out.stdout, "in/2031/2031-02-03-quay.md\n");
    assert_eq!(
        out.stderr,
        "in `in/2031`, since 2 of 2 reports lie in folders of their time\n"
    );

    // From a folder inside the project it is the same.
    let inside = site.root().join("in/2030");
    let out =
        Outcome::of(
            pmsite()
                .current_dir(&inside)
                .args(["new", "Dock", "--date", "2031-02-03"]),
        );
    let path = out.code(0).stdout;
    assert!(
        path.trim_end().ends_with("in/2031/2031-02-03-dock.md"),
        "{path}"
    );

    let site = Site::empty("site-under-test");
    site.edit("2030-01-02-a/index.md", text);
    assert_eq!(
        new(&site, &["Quay", "--date", "2031-02-03"]),
        "2031-02-03-quay/index.md"
    );

    // Most reports are reStructuredText.
    let site = Site::empty("site-under-test");
    site.edit("2030-01-02-a.rst", "It broke\n========\n\nAll of it.\n");
    assert_eq!(
        new(&site, &["Quay", "--date", "2031-02-03"]),
        "2031-02-03-quay.rst"
    );
}

#[test]
fn nothing_is_written_over() {
    let site = Site::empty("site-under-test");
    site.edit("2031-02-03-quay.rst", "Mine\n====\n");
    site.run(&["new", "Quay", "--date", "2031-02-03", "--format", "md"])
        .code(2)
        .says("`2031-02-03-quay.rst` is there already");
    // What no build reads is there, too.
    std::fs::create_dir(site.root().join("2031-02-03-dock.md")).expect("the folder is ours");
    site.run(&["new", "Dock", "--date", "2031-02-03", "--format", "md"])
        .code(2)
        .says("`2031-02-03-dock.md` is there already");
    #[cfg(unix)]
    {
        let target = site.beside("elsewhere.md");
        std::os::unix::fs::symlink(&target, site.root().join("2031-02-03-link.md"))
            .expect("a link");
        site.run(&["new", "Link", "--date", "2031-02-03", "--format", "md"])
            .code(2);
        assert!(!target.exists());
    }
}

#[test]
fn a_template_of_ones_own() {
    let site = Site::empty("site-under-test");
    site.edit("book.toml", "[book]\nsrc = \"in\"\n[new]\ntemplate = \"form.md\"\n")
        .edit("in/index.md", "# All\n")
        .edit(
            "form.md",
            "---\ntitle: {{ title | quoted }}\nincident_date: {{ date }}\nseverity: {{ severity }}\n\
             services: {{ services | quoted }}\n---\n\n## Impact {#impact}\n\n{{ services }}: {{ title }}\n",
        );
    let path = new(
        &site,
        &[
            "A: b",
            "--date",
            "2031-02-03",
            "--service",
            "Cart",
            "--service",
            "Mail",
        ],
    );
    let text = std::fs::read_to_string(site.root().join(&path)).expect("it was written");
    assert_eq!(
        text,
        "---\ntitle: \"A: b\"\nincident_date: 2031-02-03\nseverity: \nservices: [\"Cart\", \"Mail\"]\n---\n\n\
         ## Impact {#impact}\n\nCart, Mail: A: b\n"
    );
    // What a template loses is told.
    site.edit(
        "form.md",
        "---\ntitle: {{ title }}\n---\n\n## Impact\n\nAll.\n",
    );
    site.run(&[
        "new",
        "# first",
        "--date",
        "2031-02-03",
        "--severity",
        "SEV1",
    ])
    .code(0)
    .says("warning: `form.md`: the title `# first` is read as `")
    .says("; in a head write `{{ title | quoted }}`")
    .says("the severity `SEV1` is not read again");
    // Another format has the built-in one.
    let out = site.run(&["new", "Other", "--date", "2031-02-03", "--format", "rst"]);
    let out = out
        .code(0)
        .says("`form.md` makes reports that end in `.md`");
    assert_eq!(out.stdout, "in/2031-02-03-other.rst\n");
    // Faults have their place, and nothing is written.
    site.edit("form.md", "# {{ title }}\n\n{{ titel }}\n");
    site.run(&["new", "Fault", "--date", "2031-02-03"])
        .code(2)
        .says("`form.md`:3: undefined value");
    site.remove("form.md");
    site.run(&["new", "Gone", "--date", "2031-02-03"])
        .code(2)
        .says("`form.md`, which `[new] template` in `book.toml` names, cannot be read: there is no such file");
    assert!(!site.root().join("in/2031-02-03-fault.md").exists());
}

#[test]
fn a_day_is_a_day() {
    let site = Site::empty("site-under-test");
    for wrong in ["2031-02-30", "3.2.2031", "yesterday", "2031-02"] {
        site.run(&["new", "Quay", "--date", wrong])
            .code(2)
            .says(&format!(
                "`--date {wrong}` is no day: write it as `--date 2024-05-31`"
            ));
    }
    site.run(&["new", "  "]).code(2).says("the title is empty");
    let out = Outcome::of(
        pmsite()
            .current_dir(site.root())
            .env("SOURCE_DATE_EPOCH", "1709251200")
            .args(["new", "All", "words", "count"]),
    );
    assert_eq!(out.code(0).stdout, "2024-03-01-all-words-count.md\n");
}

#[cfg(unix)]
#[test]
fn the_chosen_editor_is_opened() {
    let site = Site::empty("site-under-test");
    let run = |names: &[(&str, &str)], title: &str| {
        let mut program = pmsite();
        program
            .env_remove("VISUAL")
            .env_remove("EDITOR")
            .envs(names.iter().copied());
        program
            .current_dir(site.root())
            .args(["new", "-e", "--date", "2031-02-03", title]);
        Outcome::of(&mut program)
    };
    run(&[], "None")
        .code(2)
        .says("`-e` opens the editor that `VISUAL` or `EDITOR` names, and neither is set");
    assert!(!site.root().join("2031-02-03-none.md").exists());
    // Its arguments are split as a shell splits them.
    site.edit("an editor.sh", "#!/bin/sh\necho \"$1\" >> \"$2\"\n");
    let editor = "sh 'an editor.sh' \"added words\"";
    run(&[("EDITOR", "false"), ("VISUAL", editor)], "Both").code(0);
    let text =
        std::fs::read_to_string(site.root().join("2031-02-03-both.md")).expect("it was written");
    assert!(text.ends_with("added words\n"), "{text}");
    run(&[("EDITOR", "false")], "Fails")
        .code(2)
        .says("`false` ended with exit status: 1; the report is in `2031-02-03-fails.md`");
    run(&[("EDITOR", "no-such-editor")], "Missing")
        .code(2)
        .says("`no-such-editor` cannot be started");
}

#[test]
fn a_report_that_was_begun_is_one_to_the_next_build() {
    for title in [
        "A b c d",
        "1 2 3",
        "Dead beef cafe",
        "X",
        "Incident",
        "Template",
        "The report",
        "2031",
    ] {
        for format in ["md", "rst"] {
            let site = Site::empty("site-under-test");
            site.run(&["init"]).code(0);
            let arguments = ["new", "--format", format, "--date", "2031-02-03", title];
            let out = site.run(&arguments).code(0);
            assert!(
                !out.stderr.contains("not read as a report"),
                "{title}: {}",
                out.stderr
            );
            site.build(&[]).code(0).says("1 report in `site`");
        }
    }
}

#[test]
fn of_a_report_that_was_begun_one_note_tells() {
    let site = Site::empty("site-under-test");
    new(&site, &["Quay", "--date", "2031-02-03"]);
    let said = site.run(&["check", "-v"]).code(0).stderr;
    assert_eq!(said.matches("[empty-section]").count(), 1, "{said}");
    assert!(
        said.contains("nothing stands under `Summary` and 10 other headings"),
        "{said}"
    );
}

#[test]
fn a_template_whose_reports_are_none_is_told_why() {
    let site = Site::empty("site-under-test");
    site.edit("book.toml", "[new]\ntemplate = \"form.md\"\n")
        .edit(
            "form.md",
            "# {{ title }}\n\n## Impact\n\n## Timeline\n\n## Root cause\n\n## Action items\n",
        );
    let out = site.run(&["new", "Quay", "--date", "2031-02-03"]).code(0);
    assert!(
        out.stderr.contains(
            "warning: `form.md`: what it makes is not read as a report, but as a template: nearly every section is empty or a prompt; \
             write `incident_date: {{ date }}` in its head"
        ),
        "{}",
        out.stderr
    );
}
