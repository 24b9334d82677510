//! A build that remembers gives what one gives that does not: every page, every file of data, every message, after any edit.
//!
//! The stages are called as `pmsite serve` calls them: one report that tells nothing new is put into the site that stands, anything else
//! makes a site of what is remembered and what changed.

#![allow(
    clippy::disallowed_methods,
    clippy::case_sensitive_file_extension_comparisons,
    reason = "a test touches the disk, and knows how its own files are called"
)]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use minijinja::Value;
use pmsite::config::{self, Config};
use pmsite::diagnostic::Diagnostics;
use pmsite::pipeline::{self, Built, Input, Memory, Progress};
use pmsite::postmortem::claim::Claims;
use pmsite::postmortem::{Keywords, Postmortem};
use pmsite::theme::Theme;
use support::random::Random;
use support::{copy, fixtures};

/// Nobody watches.
struct Silent;

impl Progress for Silent {
    fn begin(&self, _: &'static str, _: usize) {}
    fn advance(&self) {}
}

/// A project in a folder, as it is read before each build.
struct Project {
    source: PathBuf,
    config: Config,
    theme: Arc<Theme>,
}

impl Project {
    fn read(root: &Path) -> Self {
        let book = std::fs::read_to_string(root.join("book.toml")).expect("there is a book.toml");
        let (config, told) = config::parse("book.toml", &book);
        assert!(told.is_empty(), "{told:?}");
        let own = root.join("theme");
        let loaded = Theme::load("default", Some(&own), config.language());
        let (theme, told) = loaded.expect("there is such a theme");
        assert!(told.is_empty(), "{told:?}");
        Self {
            source: root.join("content").canonicalize().expect("it is there"),
            config,
            theme: Arc::new(theme),
        }
    }

    fn input(&self) -> Input<'_> {
        Input {
            source: &self.source,
            declared_source: true,
            skip: &[],
            config: &self.config,
            drafts: false,
            standing: 0,
            rendered: true,
            beside: self.theme.beside(),
            language: self.theme.language(),
            with_memory: false,
            links: None,
        }
    }
}

/// Every file that is made, by its path. Those of `asked` are asked for by their paths, also where no list has them.
fn all(built: &Built, theme: &Theme, asked: &BTreeSet<String>) -> BTreeMap<String, Vec<u8>> {
    let site = &built.site;
    let mut pages: BTreeMap<String, _> = (site.pages())
        .map(|(path, page)| (path.to_string(), page))
        .collect();
    for path in asked {
        let place = pmsite::site::SitePath::file(path);
        if let Some(page) = site.page(&place) {
            pages.insert(path.clone(), page);
        }
    }
    let mut out = BTreeMap::new();
    for (path, page) in pages {
        let fill = |template: &str, context: Value| theme.render(template, context, &path);
        let place = pmsite::site::SitePath::file(&path);
        let bytes = site
            .render(&place, page, &fill)
            .expect("templates are right");
        out.insert(path, bytes);
    }
    for (at, (path, catalogue)) in site.catalogues().enumerate() {
        let mut text = site.catalogue_head(catalogue).into_bytes();
        for report in 0..site.archive().reports.len() {
            for part in site.catalogue_entries(report)[at].parts() {
                text.extend_from_slice(part.as_bytes());
            }
        }
        text.extend_from_slice(site.catalogue_tail(catalogue).as_bytes());
        out.insert(path.to_string(), text);
    }
    out
}

fn told(diagnostics: &Diagnostics) -> Vec<String> {
    diagnostics.iter().map(|one| format!("{one:?}")).collect()
}

/// What stands between two builds.
struct Warm {
    project: Project,
    memory: Memory,
    /// That of one who always makes all anew.
    other: Memory,
    built: Option<Built>,
    /// How often a report was told anew, and how often all was made anew.
    counts: (usize, usize),
    /// How often a file was touched of which nothing is on any page.
    idle: usize,
    /// True where the last edit had all made anew: then the messages are those of a fresh build, too.
    is_whole: bool,
}

impl Warm {
    fn renew(&mut self, root: &Path, touched: &BTreeSet<PathBuf>, is_book: bool) {
        if is_book {
            self.project = Project::read(root);
        }
        // What templates gave belongs to the site that they gave it for.
        self.project.theme = Arc::new(self.project.theme.afresh());
        let input = self.project.input();
        if let Some(built) = self.built.as_ref().filter(|_| !is_book)
            && !touched.is_empty()
            && (touched.iter()).all(|path| self.memory.is_idle(&input, built, path))
        {
            self.idle += 1;
            let whole = pipeline::assemble_again(&input, &mut self.other, &Silent);
            assert_same_archive(built, &whole.expect("it can be read"));
            return;
        }
        if let Some(built) = self.built.as_mut().filter(|_| !is_book)
            && pipeline::retell(&input, &mut self.memory, built, touched).is_some()
        {
            self.counts.0 += 1;
            self.is_whole = false;
            // What a page may ask for at all is what it would be had all been made anew.
            let whole = pipeline::assemble_again(&input, &mut self.other, &Silent);
            assert_same_archive(built, &whole.expect("it can be read"));
            return;
        }
        self.counts.1 += 1;
        self.is_whole = true;
        self.memory.touch(touched.iter().cloned());
        let built = pipeline::assemble_again(&input, &mut self.memory, &Silent);
        let built = built.expect("it can be read");
        // Parts of the archive may be those of the last.
        assert_same_archive(&built, &fresh(&input));
        self.built = Some(built);
    }
}

/// What somebody makes who remembers nothing.
fn fresh(input: &Input<'_>) -> Built {
    pipeline::assemble(input, &Silent).expect("it can be read")
}

/// A report without what nobody asks for any more: who remembers nothing lets go of it.
fn without_forgotten(report: &Postmortem) -> Postmortem {
    Postmortem {
        candidates: Vec::new(),
        keywords: Keywords::default(),
        claims: Claims::default(),
        ..report.clone()
    }
}

fn assert_same_archive(one: &Built, other: &Built) {
    let (own, fresh) = (one.site.archive(), other.site.archive());
    assert_eq!(own.reports.len(), fresh.reports.len());
    for (own, fresh) in own.reports.iter().zip(&fresh.reports) {
        assert_eq!(without_forgotten(own), without_forgotten(fresh));
    }
    assert!(own.indexes == fresh.indexes, "the index files differ");
    assert!(own.taxonomies == fresh.taxonomies, "the indexes differ");
    assert!(
        own.switched_off == fresh.switched_off,
        "what is no index differs"
    );
    assert!(own.contents == fresh.contents, "the contents differ");
    assert!(own.references == fresh.references, "the links differ");
    assert!(own.related == fresh.related, "what is related differs");
    assert!(own.recurrence == fresh.recurrence, "what recurs differs");
    assert!(own.ledger == fresh.ledger, "the ledger differs");
    assert!(own.prompts == fresh.prompts, "the prompts differ");
    assert!(own.left_out == fresh.left_out, "what is left out differs");
    // Who remembers makes the files of the search when somebody asks for them.
    let pages = |built: &Built| -> Vec<String> {
        built
            .site
            .pages()
            .filter(|(path, _)| !path.as_str().starts_with("search/"))
            .map(|(path, page)| format!("{path} {page:?}"))
            .collect()
    };
    assert_eq!(pages(one), pages(other));
}

/// Words that an edit puts somewhere.
const WORDS: [&str; 12] = [
    " Nobody saw it.",
    " It was the cache.",
    "\n\nAnother paragraph about the ledger.\n",
    "\n- [ ] Alert at 80 percent of every disk\n",
    "\n\n## Lessons learned\n\nWe were lucky.\n",
    " [the queue](2022-11-09-queue.md)",
    " [nothing](nowhere.md)",
    " 14:25 UTC",
    "\n\n<!-- a note -->\n",
    "é",
    " OPS-17",
    "\n\n```sh\nls -l\n```\n",
];

/// Words that stand in reports, each with what an edit makes of it: everything that indexes, relations and the ledger are made of.
const SWAPPED: [(&str, &str); 21] = [
    ("night", "weekend"),
    ("SEV-2", "SEV-1"),
    ("capacity/disk", "capacity/memory"),
    ("2023-02-01", "2023-02-03"),
    ("Orders", "Edge"),
    ("filled", "filled up"),
    ("Routes", "Roads"),
    ("02:52 UTC", "02:55 CET"),
    ("Jun", "Ana"),
    ("[x]", "[ ]"),
    ("OPS-17", "OPS-18"),
    ("OPS-30", "OPS-17"),
    ("tracker.example", "tickets.example"),
    ("#root-cause", "#action-items"),
    ("| open |", "| done |"),
    ("lucky", "surprised"),
    ("<script>alert(1)</script>", "<path d=\"M0 8L8 0\"/>"),
    ("locked", "open"),
    ("disk full", "disk empty"),
    ("2023-08-01-cache", "2023-08-01-cash"),
    ("**Severity:** 3", "**Status:** draft"),
];

/// One edit, anywhere. Gives the files it touched, and whether the configuration or the theme is among them.
fn edit(
    root: &Path,
    originals: &BTreeMap<PathBuf, Vec<u8>>,
    random: &mut Random,
    step: usize,
) -> (BTreeSet<PathBuf>, bool) {
    let paths: Vec<&PathBuf> = originals.keys().collect();
    let path = (*random.pick(&paths)).clone();
    let text = std::fs::read(&path).ok();
    let put = |path: &Path, bytes: &[u8]| {
        std::fs::create_dir_all(path.parent().expect("it is in a folder")).expect("a folder");
        std::fs::write(path, bytes).expect("it can be written");
    };
    let mut touched = BTreeSet::from([path.clone()]);
    match (random.below(24), text) {
        (0, _) => {
            let book = root.join("book.toml");
            let title = ["Warm", "Cold", "Warm again"][step % 3];
            let language = ["en", "de"][step / 3 % 2];
            let text = std::fs::read_to_string(fixtures().join("warm/book.toml")).expect("a text");
            let text = text.replace(
                "title = \"Warm\"",
                &format!("title = \"{title}\"\nlanguage = \"{language}\""),
            );
            put(&book, text.as_bytes());
            return (BTreeSet::from([book]), true);
        }
        (1, _) => {
            let sheet = root.join("theme/static/more.css");
            put(&sheet, format!("/* {step} */").as_bytes());
            return (BTreeSet::from([sheet]), true);
        }
        (2, Some(_)) => std::fs::remove_file(&path).expect("it goes"),
        (3, Some(bytes)) => {
            std::fs::remove_file(&path).expect("it goes");
            let other = root.join(format!("content/moved/2021-02-0{}-a.md", step % 9 + 1));
            put(&other, &bytes);
            touched.insert(other);
        }
        (4, _) => {
            let new = root.join(format!("content/new/2025-01-0{}.md", step % 9 + 1));
            put(
                &new,
                format!("# New {step}\n\nThe Edge failed at 10:00 UTC.\n").as_bytes(),
            );
            touched = BTreeSet::from([new]);
        }
        (5, _) => {
            let new = root.join(format!("content/new/2025-01-0{}.md", step % 9 + 1));
            let _ = std::fs::remove_file(&new);
            touched = BTreeSet::from([new]);
        }
        (6, Some(mut bytes)) => {
            bytes.truncate(random.below(bytes.len() + 1));
            put(&path, &bytes);
        }
        (7..=9, _) | (_, None) => put(&path, &originals[&path]),
        (10..=18, Some(bytes)) => {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let there: Vec<_> = (SWAPPED.iter())
                .flat_map(|(one, other)| [(one, other), (other, one)])
                .filter(|(from, _)| text.contains(**from))
                .collect();
            if !there.is_empty() {
                let (from, to) = *random.pick(&there);
                put(&path, text.replacen(from, to, 1).as_bytes());
            }
        }
        (_, Some(bytes)) => {
            // Somewhere behind the head, between two letters.
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let mut at = text.len() / 3 + random.below(text.len() - text.len() / 3 + 1);
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            let word = *random.pick(&WORDS);
            put(&path, [&text[..at], word, &text[at..]].concat().as_bytes());
        }
    }
    (touched, false)
}

#[test]
fn a_thousand_edits_give_what_fresh_builds_give() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().canonicalize().expect("it is there");
    copy(&fixtures().join("warm"), &root, "site");
    let originals: BTreeMap<PathBuf, Vec<u8>> = support::files(&root)
        .keys()
        .filter(|path| path.starts_with("content/"))
        .map(|path| {
            let place = root.join(path);
            let bytes = std::fs::read(&place).expect("it can be read");
            (place, bytes)
        })
        .collect();
    let mut warm = Warm {
        project: Project::read(&root),
        memory: Memory::default(),
        other: Memory::default(),
        built: None,
        counts: (0, 0),
        idle: 0,
        is_whole: true,
    };
    warm.renew(&root, &BTreeSet::new(), false);
    let mut random = Random::new(0x0dd_ba11);
    for step in 0..1000 {
        let (touched, is_book) = edit(&root, &originals, &mut random, step);
        warm.renew(&root, &touched, is_book);
        // Every page of each state takes minutes; the ones between are read by the next.
        if step % 50 != 0 {
            continue;
        }
        let project = Project::read(&root);
        let fresh = fresh(&project.input());
        let cold = all(&fresh, &project.theme, &BTreeSet::new());
        let paths: BTreeSet<String> = cold.keys().cloned().collect();
        let built = warm.built.as_ref().expect("there is a site");
        let own = all(built, &warm.project.theme, &paths);
        for path in paths.iter().chain(own.keys()) {
            let texts = [&own, &cold].map(|all| {
                let bytes = all.get(path).map(|bytes| String::from_utf8_lossy(bytes));
                bytes.map(std::borrow::Cow::into_owned)
            });
            let [own, cold] = texts;
            assert_eq!(own, cold, "{path} after step {step}: {touched:?}");
        }
        if warm.is_whole {
            assert_eq!(told(&built.diagnostics), told(&fresh.diagnostics));
        }
    }
    let (retold, made) = warm.counts;
    assert!(warm.idle > 5, "{} files that no page shows", warm.idle);
    assert!(
        retold > 60 && made > 100,
        "{retold} retold, {made} made anew"
    );
}
