//! Whole small sites: `tests/sites/<name>/` is built as it stands; what comes out is `tests/sites/<name>/expected/`.
//!
//! Expected are the list of all files (`paths.txt`), what the program says (`stderr.txt`), and the pages that the table below
//! names. `SNAPSHOTS=overwrite cargo test --test golden` rewrites them; open the pages in a browser, then read `git diff`.

#![allow(
    clippy::disallowed_methods,
    clippy::case_sensitive_file_extension_comparisons,
    reason = "a test touches the disk, and knows how its own files are called"
)]

mod support;

use std::collections::BTreeSet;

use snapbox::Data;
use support::{Files, Site, files, fixtures};

/// A site, the arguments of its build, and the pages that are compared.
struct Golden {
    name: &'static str,
    arguments: &'static [&'static str],
    pages: &'static [&'static str],
}

const SITES: &[Golden] = &[
    Golden {
        name: "bare",
        arguments: &["-v"],
        pages: &[
            "index.html",
            "404.html",
            "2023-04-02-search-slow/index.html",
            "2023-05-18-checkout/index.html",
            "pm2022-005/index.html",
            "tags/index.html",
        ],
    },
    Golden {
        name: "folders",
        arguments: &["-v"],
        pages: &[
            "index.html",
            "databases/index.html",
            "network/index.html",
            "network/2022-11-09-resolver/index.html",
            "services/index.html",
            "services/message-queue/index.html",
            "services/message-queue/feed.xml",
            "causes/index.html",
            "years/index.html",
            "old/resolver/index.html",
            "robots.txt",
            "sitemap.xml",
        ],
    },
    Golden {
        name: "forms",
        arguments: &["-v"],
        pages: &[
            "2021-05-04-hugo/index.html",
            "2021-06-05-jekyll/index.html",
            "2021-07-06-mkdocs/index.html",
            "2021-08-07-quarto-myst-mdx/index.html",
            "2021-09-08-links/index.html",
        ],
    },
    Golden {
        name: "sphinx",
        arguments: &["-v"],
        pages: &[
            "index.html",
            "older/index.html",
            "older/2019-05-05-disk/index.html",
            "older/2022-08-30-power/index.html",
        ],
    },
    Golden {
        name: "logs",
        arguments: &["-v"],
        pages: &[
            "index.html",
            "firewall/index.html",
            "diary/index.html",
            "ops/incident-log/index.html",
            "ops/incident-log/2022-11-03-clock-drift-on-the-berth-gateway/index.html",
            "ops/incident-log/2024-05-14-0920-utc-cranes-stopped-by-an-expired-certificate/index.html",
        ],
    },
];

/// The words of a file that change with every version or every run, replaced.
fn steady(text: &str) -> String {
    let version = format!("pmsite {}", env!("CARGO_PKG_VERSION"));
    let mut out: String = text.replace(&version, "pmsite [VERSION]");
    if let Some(at) = out.find(", in ")
        && let Some(end) = out[at..].find(" s")
    {
        out.replace_range(at + 5..at + end, "[TIME]");
    }
    out
}

/// The tests of the table above in one: they share the comparison.
fn check(golden: &Golden) {
    let assert = snapbox::Assert::new().action_env("SNAPSHOTS");
    let site = Site::from_dir(&format!("sites/{}", golden.name));
    let outcome = site.build(golden.arguments).code(0);
    let expected = fixtures().join("sites").join(golden.name).join("expected");
    let same = |path: &str, text: &str| {
        assert.eq(
            text,
            Data::read_from(&expected.join(path), Some(snapbox::data::DataFormat::Text)).raw(),
        );
    };
    let output = site.output();
    let paths: Vec<&str> = output
        .keys()
        .map(String::as_str)
        .filter(|path| !path.starts_with("theme/"))
        .collect();
    same("paths.txt", &format!("{}\n", paths.join("\n")));
    same("stderr.txt", &steady(&outcome.stderr));
    for page in golden.pages {
        same(page, &steady(&text(&output, page)));
    }
    let known: BTreeSet<&str> = golden
        .pages
        .iter()
        .copied()
        .chain(["paths.txt", "stderr.txt"])
        .collect();
    for path in files(&expected).keys() {
        assert!(
            known.contains(path.as_str()),
            "nothing asks for {path} in {}",
            expected.display()
        );
    }
}

#[track_caller]
fn text(output: &Files, path: &str) -> String {
    let bytes = output
        .get(path)
        .unwrap_or_else(|| panic!("the site has no {path}, but {:?}", output.keys()));
    String::from_utf8(bytes.clone()).expect("a page is UTF-8")
}

#[test]
fn bare() {
    check(&SITES[0]);
}

#[test]
fn folders() {
    check(&SITES[1]);
}

#[test]
fn forms() {
    check(&SITES[2]);
}

#[test]
fn sphinx() {
    check(&SITES[3]);
}

#[test]
fn logs() {
    check(&SITES[4]);
}
