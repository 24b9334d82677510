//! What holds of any text whatever: of its tree, of its meaning, of its head, of the pages made of it.
//!
//! Each function panics where it does not hold. Shared by the tests and by the fuzz targets, so it needs nothing but the
//! library and an HTML and an XML parser, and touches no disk.

#![allow(dead_code, reason = "each that takes it in uses a part of it")]

#[path = "inert.rs"]
pub(crate) mod inert;

use std::cell::Cell;
use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use pmsite::archive::{self, Archive};
use pmsite::config::{self, Config};
use pmsite::diagnostic::{Diagnostics, machine, snippet};
use pmsite::document::{Block, BlockKind, Document, MetaEntry, MetaValue, dump, walk};
use pmsite::highlight::Highlighter;
use pmsite::html::{Body, Href, Means, Picture, Resolver};
use pmsite::postmortem::{self, Clues, Reading};
use pmsite::read::{self, front_matter};
use pmsite::site::{self, Site, export};
use pmsite::source::{Format, SourceFile, Span};
use pmsite::theme::Theme;
use pmsite::{diagnostic, scan};

/// Schemes by which a link could run something, show what the address itself holds, or open the reader's own files.
const HARMFUL: [&str; 9] = [
    "javascript",
    "vbscript",
    "livescript",
    "data",
    "blob",
    "filesystem",
    "view-source",
    "file",
    "about",
];

/// What readers write for themselves, and nobody else may see.
const MARKS: &[&str] = &[
    "pm-admonition",
    "pm-at",
    "pm-block",
    "pm-inline",
    "pm-kept",
    "pm-media",
    "pm-summary",
    "\u{e000}",
    "\u{e001}",
    "\u{e002}",
    "\u{e003}",
    "\u{e004}",
];

/// Links and pictures as they are written: what becomes of them is not asked here.
struct AsWritten;

impl Resolver for AsWritten {
    fn link(&self, target: &str) -> Href {
        Href::To(target.to_owned())
    }

    fn image(&self, source: &str) -> Picture {
        Picture::Shown(source.to_owned())
    }
}

/// Reads a text in every format and asks everything of what comes out.
pub(crate) fn of_text(path: &str, text: &str) {
    for format in Format::ALL {
        of_source(&SourceFile::new(path, format, text));
    }
}

/// Reads a source, writes it, understands it; the same source twice gives the same. Gives its dump.
pub(crate) fn of_source(source: &SourceFile) -> String {
    let (document, mut diagnostics) = read::read(source);
    let dumped = dump::dump(&document);
    let (again, told_again) = read::read(source);
    assert!(
        document == again && dumped == dump::dump(&again) && diagnostics.iter().eq(&told_again),
        "the same text was read in two ways"
    );
    of_spans(source, &document, &dumped);
    of_words(source, &dumped);
    of_fragment(source, &document, &dumped);
    diagnostics.append(of_meaning(source, &document));
    of_diagnostics(&diagnostics, source);
    of_files(source);
    dumped
}

/// What a document includes has its place in the document, whatever it is: here a few copies of itself.
fn of_files(source: &SourceFile) {
    let left = Cell::new(3);
    let open = |_: &str| {
        left.set(left.get() - 1);
        (left.get() >= 0).then(|| source.text.to_string())
    };
    let (document, diagnostics, _) = read::with_files(source, &open);
    of_spans(source, &document, &dump::dump(&document));
    of_diagnostics(&diagnostics, source);
}

/// Every span lies in its text and on the borders of characters, and the dump shows every node.
fn of_spans(source: &SourceFile, document: &Document, dumped: &str) {
    let shown: BTreeSet<&str> = dumped
        .lines()
        .filter_map(|line| line.rsplit(' ').next())
        .collect();
    for span in spans(document) {
        let range = span.range();
        assert!(
            source.text.get(range.clone()).is_some(),
            "{range:?} does not fit a text of {} bytes",
            source.text.len()
        );
        let end = format!("{}..{}", range.start, range.end);
        assert!(
            shown.contains(end.as_str()),
            "the dump lacks the node at {range:?}"
        );
    }
}

/// Every span of a document.
fn spans(document: &Document) -> Vec<Span> {
    let mut spans = Vec::new();
    if !document.meta.is_empty() {
        spans.push(document.meta.span);
        entries(&document.meta.entries, &mut spans);
    }
    walk::blocks(&document.blocks, &mut |block: &Block| {
        spans.push(block.span);
        match &block.kind {
            BlockKind::List(list) => {
                spans.extend(list.items.iter().map(|item| item.span));
            }
            BlockKind::Table(table) => {
                spans.extend(table.rows.iter().map(|row| row.span));
            }
            BlockKind::Toctree(toctree) => {
                spans.extend(toctree.entries.iter().map(|entry| entry.span));
            }
            _ => {}
        }
    });
    walk::inlines(&document.blocks, &mut |inline| spans.push(inline.span));
    spans
}

fn entries(of: &[MetaEntry], spans: &mut Vec<Span>) {
    for entry in of {
        spans.push(entry.span);
        values(&entry.value, spans);
    }
}

fn values(of: &MetaValue, spans: &mut Vec<Span>) {
    match of {
        MetaValue::Map(inner) => entries(inner, spans),
        MetaValue::List(items) => items.iter().for_each(|item| values(item, spans)),
        _ => {}
    }
}

/// Every word on a line that no syntax can take for anything but words is in the tree.
fn of_words(source: &SourceFile, dumped: &str) {
    let text = &*source.text;
    // Tags, templates and definitions of links may reach over lines and have words that nobody is shown.
    if ["<", "{{", "{%", "{#", "]:", "\\", "&", "`"]
        .iter()
        .any(|mark| text.contains(mark))
    {
        return;
    }
    // Escapes of the dump are no letters.
    let unescaped = dumped.replace("\\n", " ").replace("\\t", " ");
    let kept: BTreeSet<&str> = words(&unescaped).collect();
    let (_, start) = front_matter::split(
        &SourceFile::new("a.md", Format::Markdown, text),
        &mut Diagnostics::new(),
    );
    // A word between two underscores on each side may speak to a wiki.
    let is_asciidoc = source.format == Format::AsciiDoc;
    let is_plain = |line: &&str| {
        // Signs of AsciiDoc that stand inside a word leave it whole; what begins as Org's keywords do speaks to Org: what it opens is a
        // node, what it says is a pair.
        let is_glued = is_asciidoc && (line.contains("((") || line.contains("++"));
        !is_glued
            && !line.contains("__")
            && !line.trim_start().starts_with("#+")
            && line
                .chars()
                .all(|c| c.is_alphanumeric() || c == ' ' || ".,;?()-*_#>+=/".contains(c))
    };
    for line in text[start..].lines().filter(is_plain) {
        for word in words(line).filter(|word| !is_number(word)) {
            assert!(kept.contains(word), "the word `{word}` of {line:?} is lost");
        }
    }
}

/// True for a number in Roman letters, which may be that of a list's item.
fn is_number(word: &str) -> bool {
    word.chars().all(|c| "ivxlcdmIVXLCDM".contains(c))
}

/// Runs of three letters and more.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_alphabetic())
        .filter(|word| word.len() > 2)
}

/// What pages are written with.
fn means() -> Means<'static> {
    Means {
        highlighter: Some(highlighter()),
        ..Means::default()
    }
}

/// One for all texts: grammars are made ready once.
fn highlighter() -> &'static Highlighter {
    static ONE: OnceLock<Highlighter> = OnceLock::new();
    ONE.get_or_init(Highlighter::default)
}

/// What the writer makes of a tree runs nothing and shows no mark of ours.
fn of_fragment(source: &SourceFile, document: &Document, dumped: &str) {
    let html = Body::of_page(&document.blocks, None, &[], means()).fill(&AsWritten);
    assert!(!html.contains("<script"), "a script got through");
    harmless(&inert::page_around(&html), &source.path);
    // What is escaped in the source may be any character.
    if source.text.contains(['\\', '&']) {
        return;
    }
    for (ours, shown) in [(dumped, "tree"), (&*html, "page")] {
        let text = source.text.replace('\0', "");
        // `PM at 10:00` is a heading whose id is `pm-at-1000`.
        let lower = text.to_lowercase();
        // The id of a heading passes over signs that it does not take.
        let is_joined = |c: &char| c.is_alphanumeric() || *c == '-';
        let joined: String = lower.chars().filter(is_joined).collect();
        let dash = |c: char| if c.is_whitespace() { '-' } else { c };
        let dashed: String = lower.chars().map(dash).filter(is_joined).collect();
        let is_written = |mark: &str| {
            let mut words = mark.split('-');
            let begins = |(first, _): (&str, &str)| lower.contains(&format!("{first}-"));
            // Stray tags, magic words and their like are left out, and words meet that were apart: `p</ul>m-at`.
            let mut cuts = (1..mark.len()).filter_map(|at| mark.split_at_checked(at));
            text.contains(mark)
                || cuts.any(|(head, tail)| text.contains(head) && text.contains(tail))
                || joined.contains(mark)
                || dashed.contains(mark)
                || mark.split_once('-').is_some_and(begins)
                || words.all(|word| lower.contains(word))
        };
        for mark in MARKS.iter().filter(|mark| !is_written(mark)) {
            assert!(!ours.contains(mark), "`{mark:?}` got into the {shown}");
        }
    }
}

fn harmless(page: &str, path: &str) {
    let faults = inert::faults(page, &|scheme| !HARMFUL.contains(&scheme));
    assert!(faults.is_empty(), "{path}: {}", faults.join("\n"));
}

/// A report has a title, and its sections lie in it.
fn of_meaning(source: &SourceFile, document: &Document) -> Diagnostics {
    let (reading, understood) = postmortem::extract(document, &clues(source));
    if let Reading::Report(report) = reading {
        assert!(!report.title.trim().is_empty(), "a report has no title");
        for section in &report.sections {
            assert!(
                section.at < section.end && section.end <= document.blocks.len(),
                "a section lies outside"
            );
        }
    }
    understood
}

fn clues(source: &SourceFile) -> Clues {
    Clues {
        path: Arc::clone(&source.path),
        format: source.format.name(),
        root_name: "reports".to_owned(),
        portion: None,
        settings: Arc::default(),
    }
}

/// Every diagnostic points into the text that it speaks of.
fn of_diagnostics(diagnostics: &Diagnostics, source: &SourceFile) {
    for diagnostic in diagnostics {
        let Some(place) = &diagnostic.place else {
            continue;
        };
        let Some(span) = place.span else { continue };
        assert!(
            source.text.get(span.range()).is_some(),
            "{} points at {:?}",
            diagnostic.rule,
            span.range()
        );
    }
}

/// The head of a text: its pairs and its end lie on borders of characters, and trouble with it has its place.
pub(crate) fn of_head(text: &str) {
    let source = SourceFile::new("a.md", Format::Markdown, text);
    let read = || {
        let mut diagnostics = Diagnostics::new();
        let (meta, body) = front_matter::split(&source, &mut diagnostics);
        (meta, body, diagnostics)
    };
    let (meta, body, diagnostics) = read();
    let (meta_again, body_again, told_again) = read();
    assert!(
        meta == meta_again && body == body_again && diagnostics.iter().eq(&told_again),
        "the same head was read in two ways"
    );
    assert!(
        source.text.is_char_boundary(body),
        "the body begins inside a character"
    );
    let mut spans = vec![meta.span];
    entries(&meta.entries, &mut spans);
    for span in spans {
        assert!(
            source.text.get(span.range()).is_some(),
            "{:?} does not fit a text of {} bytes",
            span.range(),
            source.text.len()
        );
    }
    assert!(
        size(&meta.entries) <= 40_000 + 2 * source.text.len(),
        "a head of {} bytes became {}",
        source.text.len(),
        size(&meta.entries)
    );
    of_diagnostics(&diagnostics, &source);
    assert!(
        diagnostics
            .iter()
            .all(|told| told.place.as_ref().is_some_and(|at| at.span.is_some())),
        "trouble with a head has no place"
    );
}

/// How many values a head holds.
fn size(entries: &[MetaEntry]) -> usize {
    fn of(value: &MetaValue) -> usize {
        match value {
            MetaValue::Map(inner) => size(inner),
            MetaValue::List(items) => 1 + items.iter().map(of).sum::<usize>(),
            _ => 1,
        }
    }
    entries.iter().map(|entry| 1 + of(&entry.value)).sum()
}

/// The text of a `book.toml`: twice the same, and every fault has its place, its line and its column.
pub(crate) fn of_config(text: &str) {
    let (config, diagnostics) = config::parse("book.toml", text);
    let (again, told_again) = config::parse("book.toml", text);
    assert!(
        config == again && diagnostics.iter().eq(&told_again),
        "the same configuration was read in two ways"
    );
    for diagnostic in &diagnostics {
        let span = diagnostic.place.as_ref().and_then(|place| place.span);
        assert!(
            span.is_some_and(|span| text.get(span.range()).is_some()),
            "{diagnostic:?} has no place"
        );
    }
    let shared: Arc<str> = text.into();
    drawn(&diagnostics, &|_| Some(Arc::clone(&shared)));
    let _ = site::Options::from(&config);
}

/// Diagnostics in each of their forms.
fn drawn(diagnostics: &Diagnostics, text_of: &diagnostic::TextOf<'_>) {
    let mut some = Diagnostics::new();
    for diagnostic in diagnostics.iter().take(50) {
        some.push(diagnostic.clone());
    }
    let _ = snippet::render_all(&some, text_of, false);
    let _ = machine::json(&some, None, text_of);
    let _ = machine::sarif(&some, None, text_of);
    let _ = machine::github(&some, None, text_of);
}

/// Files as bytes, the whole way: decoded, read, understood, related, laid out, and every page rendered. No page runs
/// anything, and feeds and the sitemap are XML. Gives the pages.
pub(crate) fn of_archive(files: &[(&str, &[u8])]) -> Vec<(String, String)> {
    static THEME: OnceLock<Theme> = OnceLock::new();
    let theme = THEME.get_or_init(|| Theme::builtin("default").expect("it is built in"));
    let mut diagnostics = Diagnostics::new();
    let mut sources = Vec::new();
    for (path, bytes) in files {
        if let Some(text) = scan::text(path, bytes.to_vec(), &mut diagnostics) {
            let is_rst = std::path::Path::new(path)
                .extension()
                .is_some_and(|extension| extension == "rst");
            let format = if is_rst {
                Format::ReStructuredText
            } else {
                Format::Markdown
            };
            sources.push(SourceFile::new(*path, format, &text));
        }
    }
    let mut readings = Vec::new();
    let mut bodies = site::Bodies::new();
    for source in &sources {
        let (document, told) = read::read(source);
        diagnostics.append(told);
        let (reading, told) = postmortem::extract(&document, &clues(source));
        diagnostics.append(told);
        if let Reading::Report(report) = &reading {
            let body = Body::of_page(&document.blocks, report.title_block, &[], means());
            bodies.insert(Arc::clone(&source.path), Arc::new(body));
        }
        readings.push((Arc::clone(&source.path), reading));
    }
    let options = archive::Options {
        drafts: true,
        declared_source: true,
        assets: vec!["a.png".to_owned(), "images/b.svg".to_owned()],
        other_files: vec!["main.rs".to_owned()],
        ..archive::Options::default()
    };
    let (archive, told) = Archive::new(readings, &options);
    diagnostics.append(told);
    let mut config = Config::default();
    config.html.site_url = Some("https://example.com/reports/".to_owned());
    let (site, told) = Site::new(archive, bodies, site::Options::from(&config));
    diagnostics.append(told);
    diagnostics.sort();
    for source in &sources {
        let mut own = Diagnostics::new();
        for diagnostic in &diagnostics {
            let place = diagnostic.place.as_ref();
            if place.is_some_and(|place| place.path == source.path) {
                own.push(diagnostic.clone());
            }
        }
        of_diagnostics(&own, source);
    }
    drawn(&diagnostics, &|path| {
        let source = sources.iter().find(|source| &*source.path == path);
        source.map(|source| Arc::clone(&source.text))
    });
    let _ = export::csv(&export::records(&site));
    let mut pages = Vec::new();
    for (path, page) in site.pages() {
        let fill = |template: &str, context| theme.render(template, context, path.as_str());
        let bytes = site
            .render(path, page, &fill)
            .unwrap_or_else(|fault| panic!("{}: {fault:?}", path.as_str()));
        let text = String::from_utf8(bytes).expect("a page is UTF-8");
        if path.as_str().ends_with(".html") {
            harmless(&text, path.as_str());
        } else if path.as_str().ends_with(".xml") {
            roxmltree::Document::parse(&text)
                .unwrap_or_else(|error| panic!("{}: {error}", path.as_str()));
        }
        pages.push((path.as_str().to_owned(), text));
    }
    pages
}
