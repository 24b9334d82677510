//! Meaning through the public face: what each report says, a fact a line, pinned in a file beside it.
//!
//! `tests/postmortem/**` are documents in the shapes that teams and tools write, one trap or dialect each; their facts stand
//! beside them in `.facts`. The reports of `content/` are pinned in `tests/postmortem/content/`: what a careful human reads out
//! of each. `SNAPSHOTS=overwrite` rewrites; every changed line then wants a look at its source.

#![allow(
    clippy::disallowed_methods,
    clippy::case_sensitive_file_extension_comparisons,
    reason = "a test touches the disk, and knows how its own files are called"
)]

mod support;

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use pmsite::document::{Document, MetaValue};
use pmsite::postmortem::scorecard::{Points, Scorecard};
use pmsite::postmortem::{self, Clues, Facet, Moment, Postmortem, Reading};
use pmsite::read;
use pmsite::scan;
use pmsite::source::{Format, SourceFile};
use snapbox::Data;
use support::{Site, files, fixtures};

/// The facts of one text.
fn facts(path: &str, text: &str) -> String {
    let format = scan::format_of_text(path, text).unwrap_or(Format::Markdown);
    let source = SourceFile::new(path, format, text);
    let (document, mut diagnostics) = read::read(&source);
    let clues = Clues {
        path: Arc::from(path),
        format: format.name(),
        root_name: "postmortem".to_owned(),
        portion: None,
        settings: Arc::default(),
    };
    let (reading, understood) = postmortem::extract(&document, &clues);
    diagnostics.append(understood);
    diagnostics.sort();
    let mut out = match &reading {
        Reading::Report(report) => report_facts(report),
        Reading::Index(index) => {
            let title = index.title.as_deref().unwrap_or("none");
            format!(
                "index: {title}\ndraft: {}\nweight: {:?}\nblocks: {}\n",
                index.draft,
                index.weight,
                blocks(&index.document)
            )
        }
        Reading::Aside(aside) => format!("aside: {}\n", aside.why),
    };
    for diagnostic in &diagnostics {
        let _ = writeln!(
            out,
            "{}[{}]: {}",
            diagnostic.severity.name(),
            diagnostic.rule,
            diagnostic.message
        );
    }
    out
}

fn report_facts(report: &Postmortem) -> String {
    let mut out = String::new();
    let mut fact = |name: &str, value: Option<String>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            let _ = writeln!(out, "{name}: {value}");
        }
    };
    let when = &report.occurred;
    fact("title", Some(report.title.clone()));
    let origin = when.origin.map_or("", |origin| origin.name());
    let precision = when.precision.map_or("", |precision| precision.name());
    fact(
        "date",
        when.date
            .map(|date| format!("{date} ({origin}, {precision})")),
    );
    fact("start", when.start.as_ref().map(moment));
    fact("end", when.end.as_ref().map(moment));
    fact("detected", when.detected.as_ref().map(moment));
    fact("acknowledged", when.acknowledged.as_ref().map(moment));
    fact("declared", when.declared.as_ref().map(moment));
    fact("mitigated", when.mitigated.as_ref().map(moment));
    fact("resolved", when.resolved.as_ref().map(moment));
    fact(
        "duration",
        when.duration_minutes
            .map(|minutes| format!("{minutes} min")),
    );
    fact(
        "stated",
        when.stated.as_ref().map(|stated| {
            let words = stated.as_written.trim();
            format!("{} min `{words}`", stated.minutes)
        }),
    );
    let until = ["detect", "acknowledge", "mitigate", "resolve"];
    let times = until.iter().zip(when.times_to());
    let times: Vec<String> = times
        .filter_map(|(name, minutes)| Some(format!("{name} {}", minutes?)))
        .collect();
    fact("minutes to", Some(times.join(", ")));
    let weekday = when.weekday.map(|named| format!("{:?}", named.weekday));
    fact("weekday", weekday);
    fact("zone", when.zone.clone());
    fact("published", when.published.map(|day| day.to_string()));
    let level = |level: Option<u8>| level.map_or("?".to_owned(), |level| level.to_string());
    fact(
        "severity",
        report
            .severity
            .as_ref()
            .map(|severity| format!("{} (level {})", severity.label, level(severity.level))),
    );
    fact("status", report.status.clone());
    fact("audience", report.audience.clone());
    fact("draft", report.draft.then(|| "yes".to_owned()));
    fact("language", report.language.clone());
    for (property, facets) in report.facets.lists() {
        fact(property.list(), Some(names(facets)));
    }
    // What the archive may suggest: a question mark where only other reports can confirm it.
    let candidates: Vec<String> = report
        .candidates
        .iter()
        .filter(|candidate| candidate.weight >= 2.0 || !candidate.is_sure)
        .map(|candidate| {
            let mark = if candidate.is_sure { "" } else { "?" };
            let words = candidate.facet.evidence.as_deref().unwrap_or("");
            format!("{}{mark} `{words}`", candidate.facet.name)
        })
        .collect();
    fact("maybe services", Some(candidates.join(" | ")));
    for participant in &report.participants {
        let role = participant.role.as_deref().unwrap_or("-");
        fact("participant", Some(format!("{role}: {}", participant.name)));
    }
    fact("slug", report.slug.as_ref().map(|(slug, _)| slug.clone()));
    for (alias, _) in &report.aliases {
        fact("alias", Some(alias.clone()));
    }
    fact("weight", report.weight.map(|weight| weight.to_string()));
    fact("summary", report.summary.clone());
    for entry in &report.further {
        fact(
            "further",
            Some(format!("{}: {}", entry.key, value(&entry.value))),
        );
    }
    for section in &report.sections {
        fact(
            "section",
            Some(format!(
                "{} {} `{}`",
                section
                    .level
                    .map_or("-".to_owned(), |level| level.to_string()),
                section.kind.name(),
                section.heading
            )),
        );
    }
    for action in &report.actions {
        let owner = action
            .owner
            .as_ref()
            .map_or(String::new(), |owner| format!(" ({owner})"));
        let due = action.due.as_ref().map_or(String::new(), |due| {
            let date = due
                .date
                .map_or("no day".to_owned(), |date| date.to_string());
            format!(" due `{}` {date}", due.as_written)
        });
        fact(
            "action",
            Some(format!(
                "{} {}{owner}{due} {}",
                action.status.name(),
                action.text.chars().take(60).collect::<String>(),
                action.tickets.join(" "),
            )),
        );
    }
    for entry in &report.timeline {
        let at = |moment: Option<&Moment>| moment.map(|at| at.local.to_string());
        fact(
            "entry",
            Some(format!(
                "{}{} `{}` {}{}",
                at(entry.at.as_ref()).unwrap_or_else(|| "-".to_owned()),
                at(entry.until.as_deref()).map_or(String::new(), |until| format!(" to {until}")),
                entry.as_written,
                entry.text.chars().take(60).collect::<String>(),
                entry
                    .reason
                    .as_ref()
                    .map_or(String::new(), |reason| format!(" ({})", reason.why)),
            )),
        );
    }
    for why in &report.five_whys {
        let question = why.question.as_deref().unwrap_or("-");
        fact("why", Some(format!("{question} > {}", why.answer)));
    }
    for line in report.scorecard.iter().flat_map(scorecard_facts) {
        fact("scorecard", Some(line));
    }
    out
}

fn scorecard_facts(card: &Scorecard) -> Vec<String> {
    let counts =
        |points: Option<Points>| points.map_or("-".to_owned(), |points| points.to_string());
    let mut lines: Vec<String> = card
        .questions
        .iter()
        .map(|question| {
            let group = question.group.as_deref().unwrap_or("-");
            let note = question
                .note
                .as_deref()
                .map_or(String::new(), |note| format!(" ({note})"));
            let (text, answer) = (&question.text, &question.answer);
            format!(
                "{group}: {text} `{answer}` {}{note}",
                counts(question.score)
            )
        })
        .collect();
    let stated = card.stated_total.as_ref();
    lines.push(format!(
        "total {} stated, {} computed",
        stated.map_or("none", |total| &total.as_written),
        counts(card.computed_total)
    ));
    lines
}

/// A moment: as read, then as written.
fn moment(moment: &Moment) -> String {
    let offset = moment.offset.map_or("no zone".to_owned(), |seconds| {
        format!("{:+} h", f64::from(seconds) / 3600.0)
    });
    format!(
        "{} {offset} ({}) `{}`",
        moment.local,
        moment.precision.name(),
        moment.as_written
    )
}

/// What is not stated says where it comes from.
fn names(facets: &[Facet]) -> String {
    let name = |facet: &Facet| match facet.origin.name() {
        "stated" => facet.name.clone(),
        origin => format!("{} ({origin})", facet.name),
    };
    facets.iter().map(name).collect::<Vec<_>>().join(" | ")
}

fn value(value: &MetaValue) -> String {
    match value {
        MetaValue::Null => "null".to_owned(),
        MetaValue::Bool(value) => value.to_string(),
        MetaValue::Text(text) => text.to_string(),
        MetaValue::List(items) => items.iter().map(self::value).collect::<Vec<_>>().join(", "),
        MetaValue::Map(entries) => entries
            .iter()
            .map(|entry| format!("{} = {}", entry.key, self::value(&entry.value)))
            .collect::<Vec<_>>()
            .join(", "),
    }
}

fn blocks(document: &Document) -> usize {
    document.blocks.len()
}

/// Holds the facts of every document below `folder` against the files below `expected`.
fn check(folder: &Path, expected: &Path, without: &str) -> usize {
    let assert = snapbox::Assert::new().action_env("SNAPSHOTS");
    let mut count = 0;
    for (path, bytes) in files(folder) {
        let extension = Path::new(&path)
            .extension()
            .and_then(|extension| extension.to_str());
        let is_document =
            |ending| matches!(ending, "erb" | "txt") || Format::of_ending(ending).is_some();
        if !extension.is_some_and(is_document) || path.starts_with(without) {
            continue;
        }
        count += 1;
        let text = String::from_utf8(bytes).expect("a fixture is UTF-8");
        let place = expected.join(Path::new(&path).with_extension("facts"));
        let facts = facts(&path, &text);
        assert.eq(
            facts,
            Data::read_from(&place, Some(snapbox::data::DataFormat::Text)).raw(),
        );
    }
    count
}

#[test]
fn dialects_and_traps() {
    let folder = fixtures().join("postmortem");
    assert!(check(&folder, &folder, "content/") > 20);
}

#[test]
fn the_reports_that_ship() {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    assert!(check(&content, &fixtures().join("postmortem/content"), "//") > 10);
}

#[test]
fn a_feed_invents_no_day() {
    let site = Site::empty("site-under-test");
    site.edit(
        "a.md",
        "---\nincident_date: July 2021\n---\n# DNS\n\nIt broke.\n",
    )
    .edit("2021-03-04-b.md", "# Disk\n\nIt was full.\n");
    site.build(&["--site-url", "https://a.example/"]).code(0);
    let feed = site.expect_file("feed.xml");
    assert!(feed.contains("2021-03-04T00:00:00Z"), "{feed}");
    assert!(!feed.contains("2021-07-01"), "{feed}");
}
