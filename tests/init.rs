//! `pmsite init`: what it writes, what it leaves alone, and that a build finds the same reports after it as before.

#![allow(
    clippy::disallowed_methods,
    clippy::case_sensitive_file_extension_comparisons,
    reason = "a test touches the disk, and knows how its own files are called"
)]

mod support;

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;
use support::{Files, Site, files};

/// A report that nobody takes for anything else.
const REPORT: &str = "# The pump stopped\n\n## Impact\n\nNo water for a day.\n\n## Timeline\n\n- 10:00 it stops\n\n## Root cause\n\nSand.\n";

/// The sources of all reports, by their paths from the folder that is built.
fn reports(site: &Site, below: &str) -> BTreeSet<String> {
    let out = site.run(&["export", "--format", "ndjson", "--drafts"]);
    let records = out.code(0).stdout;
    let source = |line: &str| {
        let record: Value = serde_json::from_str(line).expect("a record is JSON");
        format!("{below}{}", record["source"].as_str().expect("it has one"))
    };
    records.lines().map(source).collect()
}

/// Initialises; gives the files before and after it.
fn init(site: &Site, arguments: &[&str]) -> (Files, Files, String) {
    let before = files(site.root());
    let all: Vec<&str> = ["init"].iter().chain(arguments).copied().collect();
    let said = site.run(&all).code(0);
    assert_eq!(said.stdout, "");
    let after = files(site.root());
    for (path, bytes) in &before {
        assert_eq!(after.get(path), Some(bytes), "{path} was changed");
    }
    (before, after, said.stderr)
}

#[test]
fn an_empty_folder_becomes_an_archive_without_a_warning() {
    let site = Site::empty("harbour-incidents");
    let (_, after, said) = init(&site, &["--example"]);
    let written: Vec<&str> = after.keys().map(String::as_str).collect();
    assert_eq!(
        written,
        [
            ".gitignore",
            "book.toml",
            "reports/2024-05-14-checkout-answered-slowly.md",
            "reports/index.md",
            "template.md",
        ]
    );
    let book = String::from_utf8_lossy(&after["book.toml"]).into_owned();
    assert!(book.contains("title = \"Harbour incidents\""), "{book}");
    for path in written {
        assert!(
            said.contains(&format!("wrote `{path}`\n")),
            "{path}: {said}"
        );
    }
    let built = site.build(&["--strict"]).code(0);
    assert!(
        built.stderr.contains("1 report in `site`"),
        "{}",
        built.stderr
    );
    assert!(!built.stderr.contains("warning"), "{}", built.stderr);
    // The template is nobody's report, and is no page.
    assert!(!site.output().keys().any(|path| path.contains("template")));

    // Once more: everything stays.
    std::fs::remove_dir_all(site.root().join("site")).expect("the site is ours");
    let (before, after, said) = init(&site, &["--example", "--title", "Another"]);
    assert_eq!(before, after);
    assert!(
        said.contains("kept `book.toml`: write `title = \"Another\"` "),
        "{said}"
    );
    assert!(!said.contains("wrote"), "{said}");
}

#[test]
fn an_archive_is_told_of_and_not_changed() {
    let site = Site::empty("site-under-test");
    site.edit("2030-01-02-pump.md", REPORT)
        .edit("2030-02-03-sluice.md", REPORT)
        .edit(
            "lock.rst",
            "The lock\n========\n\nImpact\n------\n\nShips wait.\n",
        )
        .edit("_drafts/2030-03-04-crane.md", REPORT)
        .edit(".gitignore", "*.tmp\n");
    let before = reports(&site, "");
    let (_, _, said) = init(&site, &[]);
    let told = "4 reports: 3 Markdown, 1 reStructuredText; 1 without a date; 1 draft among them; none is changed\n";
    assert!(said.contains(told), "{said}");
    let line = "kept `.gitignore`: add the line `/site/` to it, so that git passes over the site\n";
    assert!(said.contains(line), "{said}");
    assert_eq!(reports(&site, ""), before);
    site.edit(".gitignore", "*.tmp\nsite/\n");
    let (_, _, said) = init(&site, &[]);
    assert!(said.contains("kept `.gitignore`\n"), "{said}");
}

#[test]
fn reports_below_a_folder_stay_the_same_ones() {
    // All of them in one folder, years below it.
    let site = Site::empty("site-under-test");
    site.edit("docs/pm/2030/2030-01-02-pump.md", REPORT)
        .edit("docs/pm/2031/2031-01-02-sluice.md", REPORT)
        .edit("docs/setup.md", "# Setting up\n\nTurn it on.\n")
        .edit("Cargo.toml", "[package]\n");
    let before = reports(&site, "");
    assert_eq!(before.len(), 2);
    let (_, after, said) = init(&site, &[]);
    let book = String::from_utf8_lossy(&after["book.toml"]).into_owned();
    assert!(book.contains("\nsrc = \"docs/pm\"\n"), "{book}");
    assert!(said.contains("read from `docs/pm`"), "{said}");
    assert_eq!(reports(&site, "docs/pm/"), before);

    // In several, with code beside them: a `book.toml` would make that the folder of the sources, and each document a report.
    let site = Site::empty("site-under-test");
    site.edit("docs/pm/2030-01-02-pump.md", REPORT)
        .edit("ops/incidents/2031-01-02-sluice.md", REPORT)
        .edit("docs/set [up].md", "# Setting up\n\nTurn it on.\n")
        .edit("src/main.rs", "fn main() {}\n")
        .edit("Cargo.toml", "[package]\n");
    let before = reports(&site, "");
    assert_eq!(before.len(), 2);
    let (_, after, said) = init(&site, &[]);
    let book = String::from_utf8_lossy(&after["book.toml"]).into_owned();
    assert!(book.contains("\nsrc = \".\"\n"), "{book}");
    assert!(said.contains("1 document that did not look like"), "{said}");
    assert_eq!(reports(&site, ""), before);
}

#[test]
fn a_site_that_is_there_keeps_its_addresses() {
    let site = Site::empty("site-under-test");
    site.edit("docs/pm/2030-01-02-pump.md", REPORT);
    site.build(&[]).code(0);
    let page = "docs/pm/2030-01-02-pump/index.html";
    assert!(site.output().contains_key(page));
    init(&site, &[]);
    site.build(&[]).code(0);
    assert!(site.output().contains_key(page));
}

#[test]
fn any_title_is_written_so_that_it_is_read_again() {
    for title in [
        "A \"quoted\" \\ title",
        "two\nlines",
        "src = \"x\" # no",
        "障害 🐘",
    ] {
        let site = Site::empty("site-under-test");
        init(&site, &["--title", title, "--example"]);
        site.build(&[]).code(0);
        let page = site.expect_file("index.html");
        let shown = title.replace('"', "&quot;");
        assert!(
            page.contains(&shown) || page.contains(&title.replace('"', "&#34;")),
            "{title}"
        );
    }
}

#[test]
fn what_cannot_be_made_ready_is_refused() {
    let site = Site::empty("site-under-test");
    site.edit("notes.md", "# Notes\n");
    site.run(&["init", "notes.md"])
        .code(2)
        .says("`notes.md` is a file, not a folder");
    site.edit("book.toml", "[book]\ntitel = \"x\"\n");
    site.run(&["init"]).code(2).says("nothing was written");
    assert_eq!(files(site.root()).len(), 2);
    // A folder that is not there is made.
    site.run(&["init", "a/b", "--example"]).code(0);
    site.run(&["build", "a/b", "--strict"]).code(0);
}

#[test]
fn a_title_that_a_book_of_somebody_does_not_have_is_not_dropped_in_silence() {
    let site = Site::empty("site-under-test");
    site.edit("book.toml", "[book]\ntitle = \"Mill\"\n");
    let said = site.run(&["init", "--title", "The \"old\" mill"]).code(0);
    said.says(r#"book.toml`: write `title = "The \"old\" mill"` under `[book]` in it"#);
    let said = site.run(&["init", "--title", "Mill"]).code(0);
    assert!(!said.stderr.contains("title"), "{}", said.stderr);
}

#[test]
fn a_template_that_book_toml_names_is_written_where_it_is_missing() {
    let site = Site::empty("site-under-test");
    site.edit("2030-01-02-pump.md", REPORT)
        .edit("book.toml", "[new]\ntemplate = \"forms/report.rst\"\n");
    let (_, after, _) = init(&site, &[]);
    let template = String::from_utf8_lossy(&after["forms/report.rst"]).into_owned();
    assert!(template.starts_with("{{ title | rst }}\n"), "{template}");
    let said = site
        .run(&["new", "--date", "2031-01-02", "Dry dock"])
        .code(0);
    assert_eq!(said.stdout, "2031-01-02-dry-dock.rst\n");
}

/// The steps of a job, and what each uses.
fn uses(job: &Value) -> impl Iterator<Item = &str> {
    let steps = job["steps"].as_array().into_iter().flatten();
    steps.filter_map(|step| step["uses"].as_str())
}

#[test]
fn the_workflow_is_careful() {
    let site = Site::empty("site-under-test");
    std::fs::create_dir(site.root().join(".git")).expect("the folder is ours");
    site.run(&["init", "ops/log \"1\"", "--ci", "github"])
        .code(0);
    let path = ".github/workflows/pmsite.yml";
    let text = std::fs::read_to_string(site.root().join(path))
        .expect("it stands at the root of the repository");
    let workflow: Value = serde_saphyr::from_str(&text).expect("it is YAML");
    assert_eq!(workflow["env"]["PMSITE_DIR"], "ops/log \"1\"");
    assert_eq!(workflow["env"]["PMSITE_VERSION"], env!("CARGO_PKG_VERSION"));
    let on: BTreeSet<&str> = workflow["on"]
        .as_object()
        .expect("a map")
        .keys()
        .map(String::as_str)
        .collect();
    assert_eq!(on, ["push", "pull_request", "workflow_dispatch"].into());
    assert_eq!(workflow["permissions"], serde_json::json!({}));
    let jobs = workflow["jobs"].as_object().expect("it has jobs");
    let allowed = |job: &str| jobs[job]["permissions"].clone();
    assert_eq!(
        allowed("build"),
        serde_json::json!({"contents": "read", "pages": "read"})
    );
    assert_eq!(
        allowed("deploy"),
        serde_json::json!({"pages": "write", "id-token": "write"})
    );
    assert_eq!(
        allowed("comment"),
        serde_json::json!({"pull-requests": "write"})
    );
    assert!(
        jobs["comment"]["if"]
            .as_str()
            .expect("a condition")
            .contains("github.event.pull_request.head.repo.full_name == github.repository")
    );
    for job in jobs.values() {
        for action in uses(job) {
            assert!(is_pinned(action), "{action}");
        }
        for step in job["steps"].as_array().expect("steps") {
            // What others can name reaches a shell as a variable, never as a part of the script.
            let script = step["run"].as_str().unwrap_or("");
            assert!(!script.contains("${{"), "{script}");
        }
    }
}

fn is_pinned(action: &str) -> bool {
    let commit = action.split_once('@').map_or("", |(_, commit)| commit);
    commit.len() == 40 && commit.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[test]
fn no_workflow_of_this_repository_runs_what_strangers_propose_with_rights() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (path, bytes) in files(&root.join(".github/workflows")) {
        let text = String::from_utf8(bytes).expect("a workflow is UTF-8");
        let workflow: Value = serde_saphyr::from_str(&text).expect("it is YAML");
        assert!(!text.contains("pull_request_target:"), "{path}");
        assert!(workflow["permissions"].is_object(), "{path}");
    }
}

#[test]
fn the_action_is_careful_and_of_this_version() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("action.yml");
    let text = std::fs::read_to_string(path).expect("it is there");
    let action: Value = serde_saphyr::from_str(&text).expect("it is YAML");
    assert_eq!(
        action["inputs"]["version"]["default"],
        env!("CARGO_PKG_VERSION")
    );
    for used in uses(&action["runs"]) {
        assert!(is_pinned(used), "{used}");
    }
    for step in action["runs"]["steps"].as_array().expect("steps") {
        let script = step["run"].as_str().unwrap_or("");
        assert!(!script.contains("${{"), "{script}");
    }
}

#[test]
fn an_address_by_default_gives_way_to_that_of_book_toml() {
    let site = Site::empty("site-under-test");
    let given = ["--default-site-url", "https://owner.example/log/"];
    site.edit("2030-01-02-pump.md", REPORT);
    site.build(&given).code(0);
    let map = site.expect_file("sitemap.xml");
    assert!(map.contains("<loc>https://owner.example/log/"), "{map}");
    site.edit(
        "book.toml",
        "[output.html]\nsite-url = \"https://own.example/\"\n",
    );
    site.build(&given).code(0);
    let map = site.expect_file("sitemap.xml");
    assert!(
        map.contains("<loc>https://own.example/") && !map.contains("owner.example"),
        "{map}"
    );
    // A path alone names no host.
    site.edit("book.toml", "[output.html]\nsite-url = \"/log/\"\n");
    site.build(&given).code(0);
    let map = site.expect_file("sitemap.xml");
    assert!(map.contains("<loc>https://owner.example/log/"), "{map}");
    site.build(&["--default-site-url", "nowhere"]).code(2).says(
        "`--default-site-url nowhere`: `nowhere` is not an absolute `http` or `https` address",
    );
    site.build(&[
        "--default-site-url",
        "https://a.example",
        "--site-url",
        "https://b.example",
    ])
    .code(2)
    .says("cannot be used with");
}

#[test]
fn what_the_index_calls_the_site_stays_its_title() {
    for (index, text, title) in [
        (
            "index.md",
            "# What broke at the quay\n\nAll of it.\n",
            "What broke at the quay",
        ),
        (
            "README.md",
            "# Storms \"and\" tides\n\nAll of it.\n",
            "Storms \"and\" tides",
        ),
        ("index.rst", "Cranes\n======\n\nAll of it.\n", "Cranes"),
    ] {
        let site = Site::empty("harbour");
        site.edit(index, text).edit("2021-01-30-pump.md", REPORT);
        let home = |site: &Site| {
            site.build(&[]).code(0);
            site.expect_file("index.html")
        };
        let before = home(&site);
        let (_, after, _) = init(&site, &[]);
        let book = String::from_utf8_lossy(&after["book.toml"]).into_owned();
        assert!(book.contains(&format!("title = {title:?}")), "{book}");
        assert_eq!(home(&site), before, "{index}");
    }
    // What is said goes before.
    let site = Site::empty("harbour");
    site.edit("index.md", "# Quay\n\nAll.\n")
        .edit("2021-01-30-pump.md", REPORT);
    let (_, after, _) = init(&site, &["--title", "Ours"]);
    assert!(String::from_utf8_lossy(&after["book.toml"]).contains("title = \"Ours\""));
}

#[test]
fn commands_that_are_told_can_be_pasted() {
    let site = Site::empty("site-under-test");
    let out = site.run(&["init", "our reports"]).code(0);
    assert!(
        out.stderr
            .contains("`pmsite new --dir 'our reports' What broke`")
            && out.stderr.contains("`pmsite build 'our reports'`"),
        "{}",
        out.stderr
    );
}
