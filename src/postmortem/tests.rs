//! What is read out of whole documents, built by hand so that no reader of any syntax takes part.

use super::{Clues, DateOrigin, Postmortem, Reading, SectionKind, extract};
use crate::diagnostic::Diagnostics;
use crate::document::{
    Block, BlockKind, By, Document, Heading, Inline, InlineKind, Link, List, ListItem, Meta,
    MetaEntry, MetaOrigin, MetaValue, Numbering, Style, tidy,
};
use crate::source::Span;

const NOWHERE: Span = Span { start: 0, end: 0 };

/// Words; `_so_` is emphasised, `*so*` is strong, `[so]` is a link when nothing else stands there.
fn inlines(text: &str) -> Vec<Inline> {
    let styled = |style, inner: &str| {
        vec![Inline::new(
            NOWHERE,
            InlineKind::Styled(style, vec![Inline::text(NOWHERE, inner)]),
        )]
    };
    if let Some(inner) = text
        .strip_prefix('_')
        .and_then(|text| text.strip_suffix('_'))
    {
        return styled(Style::Emphasis, inner);
    }
    if let Some((label, rest)) = text.strip_prefix('*').and_then(|text| text.split_once('*')) {
        let mut out = styled(Style::Strong, label);
        out.push(Inline::text(NOWHERE, rest));
        return out;
    }
    if let Some(inner) = text.strip_prefix("-> ") {
        let link = Link {
            target: inner.into(),
            title: None,
            by: By::Path,
            bare: false,
            content: vec![Inline::text(NOWHERE, inner)],
        };
        return vec![Inline::new(NOWHERE, InlineKind::Link(Box::new(link)))];
    }
    vec![Inline::text(NOWHERE, text)]
}

/// A block a line: `#` headings, `-` items, `!` comments, else paragraphs.
fn blocks(text: &str) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let hashes = line.bytes().take_while(|b| *b == b'#').count();
        let kind = if hashes > 0 {
            BlockKind::Heading(Box::new(Heading {
                level: hashes as u8,
                content: inlines(line[hashes..].trim()),
                id: None,
            }))
        } else if let Some(comment) = line.strip_prefix('!') {
            BlockKind::Comment(comment.into())
        } else if let Some(item) = line.strip_prefix("- ") {
            let item = ListItem {
                span: NOWHERE,
                check: None,
                blocks: vec![Block::new(NOWHERE, BlockKind::Paragraph(inlines(item)))],
            };
            if let Some(BlockKind::List(list)) = out.last_mut().map(|block| &mut block.kind) {
                list.items.push(item);
                continue;
            }
            BlockKind::List(Box::new(List {
                start: None,
                numbering: Numbering::default(),
                tight: true,
                items: vec![item],
            }))
        } else {
            BlockKind::Paragraph(inlines(line))
        };
        out.push(Block::new(NOWHERE, kind));
    }
    out
}

/// Pairs such as `title: A; tags: x, y`.
fn meta(head: &str, origin: MetaOrigin) -> Meta {
    let entries = head
        .split("; ")
        .filter_map(|pair| pair.split_once(": "))
        .map(|(key, value)| MetaEntry {
            key: key.into(),
            span: NOWHERE,
            value: match value {
                "true" => MetaValue::Bool(true),
                "false" => MetaValue::Bool(false),
                value => MetaValue::Text(value.into()),
            },
        })
        .collect();
    Meta {
        origin,
        span: NOWHERE,
        entries,
    }
}

fn read(path: &str, head: &str, body: &str) -> (Reading, Diagnostics) {
    let mut document = Document {
        meta: meta(head, MetaOrigin::Yaml),
        blocks: blocks(body),
    };
    tidy::tidy(&mut document);
    let clues = Clues {
        path: path.into(),
        format: "markdown",
        root_name: "content".to_owned(),
        portion: None,
        settings: std::sync::Arc::default(),
    };
    extract(&document, &clues)
}

fn report(path: &str, head: &str, body: &str) -> (std::sync::Arc<Postmortem>, Diagnostics) {
    match read(path, head, body) {
        (Reading::Report(report), diagnostics) => (report, diagnostics),
        (other, _) => panic!("{path} is a report, not {other:?}"),
    }
}

fn rules(diagnostics: &Diagnostics) -> Vec<&'static str> {
    diagnostics
        .iter()
        .map(|diagnostic| diagnostic.rule)
        .collect()
}

#[test]
fn titles() {
    for (path, head, body, title, block) in [
        (
            "a.md",
            "title: Disk full",
            "# Disk full\ntext",
            "Disk full",
            Some(0),
        ),
        (
            "a.md",
            "title: 02.07.2019 - Disk full",
            "# Disk full",
            "Disk full",
            Some(0),
        ),
        (
            "a.md",
            "title: Disk full",
            "# Summary\n# Timeline",
            "Disk full",
            None,
        ),
        ("a.md", "title: Disk full", "# Title", "Disk full", None),
        (
            "a.md",
            "",
            "!note\n### Disk full\ntext",
            "Disk full",
            Some(1),
        ),
        (
            "a.md",
            "",
            "An introduction.\n# Disk full\n## Impact",
            "Disk full",
            Some(1),
        ),
        (
            "0007-disk-full.md",
            "",
            "## Summary\ntext",
            "Disk full",
            None,
        ),
        (
            "disk-full.md",
            "",
            "# Post-mortem: <title>\n## Impact",
            "Disk full",
            None,
        ),
        ("disk.md", "linkTitle: The disk", "text", "The disk", None),
        (
            "5f0c1a2b-77d1-4e7a-9b1c-0a2b3c4d5e6f.md",
            "",
            "The disk was full. So it broke.",
            "The disk was full",
            None,
        ),
    ] {
        let (report, _) = report(path, head, body);
        assert_eq!(
            (report.title.as_str(), report.title_block),
            (title, block),
            "{path} {body}"
        );
    }
}

#[test]
fn days_and_who_tells_them() {
    use DateOrigin::{FileName, FrontMatter, Publication, Text, Timeline, Title};
    for (path, head, body, day, origin) in [
        (
            "a.md",
            "started: 2021-01-02T10:00:00Z; date: 2021-02-01",
            "",
            "2021-01-02",
            FrontMatter,
        ),
        (
            "a.md",
            "date: 2021-01-02 10:00; resolvedWhen: 2021-01-02 11:00",
            "",
            "2021-01-02",
            FrontMatter,
        ),
        ("a.md", "", "# 2021-01-02: disk", "2021-01-02", Title),
        (
            "2021-01-02-disk.md",
            "date: 2021-01-02",
            "# Disk",
            "2021-01-02",
            FileName,
        ),
        (
            "2021-01-02-disk/index.md",
            "",
            "# Disk",
            "2021-01-02",
            FileName,
        ),
        // The text decides between a title and a file name that disagree.
        (
            "2021-01-03-a.md",
            "",
            "# 2021-01-02: disk\nOn 2021-01-03 it broke.",
            "2021-01-03",
            FileName,
        ),
        (
            "2021-01-03-a.md",
            "",
            "# 2021-01-02: disk\nOn 2021-01-02 it broke.",
            "2021-01-02",
            Title,
        ),
        (
            "_posts/2021-01-04-a.md",
            "",
            "# Disk\n## Timeline\n- 2021-01-02 10:00 x",
            "2021-01-02",
            Timeline,
        ),
        (
            "a.md",
            "date: 2021-02-01",
            "# Disk\nOn January 2nd, 2021 it broke.",
            "2021-01-02",
            Text,
        ),
        (
            "a.md",
            "",
            "# Disk\n## Timeline 02.01.21\n- 10:00 x",
            "2021-01-02",
            Timeline,
        ),
        (
            "a.md",
            "",
            "# Disk\nLast modified: 2021-03-01\n## Timeline\n### 2021-01-02",
            "2021-01-02",
            Timeline,
        ),
        (
            "2021-01-disk.md",
            "date: 2021-01-05",
            "# Disk",
            "2021-01-01",
            FileName,
        ),
        (
            "a.md",
            "date: 2021-02-01",
            "# Disk",
            "2021-02-01",
            Publication,
        ),
    ] {
        let (report, _) = report(path, head, body);
        let when = &report.occurred;
        assert_eq!(
            (
                when.date.map(|date| date.to_string()).as_deref(),
                when.origin
            ),
            (Some(day), Some(origin)),
            "{path} {head} {body}"
        );
    }
    for (path, title) in [
        ("a.md", "# Outage in July 2021"),
        ("2021-07-disk.md", "# Disk"),
    ] {
        let when = report(path, "date: 2021-07-20", title).0.occurred.clone();
        assert_eq!(when.precision, Some(super::Precision::Month), "{title}");
        assert_eq!(
            when.published.map(|day| day.to_string()).as_deref(),
            Some("2021-07-20"),
            "{title}"
        );
    }
    for body in [
        "Use the data of on or before January 14, 2015 only.",
        "This was known before the article's publication on February 2, 2015.",
        "A first version, posted 2015-02-02, was wrong.",
        "## Timeline\n- Published: 2015-02-02",
    ] {
        let when = report("a.md", "", &format!("# Disk\n{body}"))
            .0
            .occurred
            .clone();
        assert_eq!(when.date, None, "{body}");
    }
    let when = report(
        "a.md",
        "",
        "# Disk\nPosted on 3 March 2015.\nIt broke on 2 March 2015.",
    )
    .0
    .occurred
    .clone();
    assert_eq!(
        when.date.map(|date| date.to_string()).as_deref(),
        Some("2015-03-02")
    );
    let (report, diagnostics) = report(
        "a.md",
        "",
        "# Disk\n!2021-01-02\n## Next steps\n- by 2022-01-01",
    );
    assert_eq!(report.occurred.date, None);
    assert_eq!(rules(&diagnostics), ["missing-date"]);
}

#[test]
fn times_of_the_head() {
    let (report, diagnostics) = report(
        "a.md",
        "start_time: 2021-01-02 10:00; end_time: 2021-01-02 11:27; timezone: CET; source_published_at: 2021-02-03",
        "# Disk",
    );
    let when = &report.occurred;
    assert_eq!(when.duration_minutes, Some(87));
    assert_eq!(when.zone.as_deref(), Some("CET"));
    assert_eq!(
        when.start.as_ref().and_then(|start| start.offset),
        Some(3600)
    );
    assert_eq!(
        when.published.map(|day| day.to_string()).as_deref(),
        Some("2021-02-03")
    );
    assert!(diagnostics.is_empty());
}

#[test]
fn trouble_with_dates() {
    for (path, head, body, rule) in [
        (
            "a.md",
            "incident_date: 13/13/2023",
            "# On 2023-05-07",
            "malformed-date",
        ),
        (
            "a.md",
            "start: 2021-02-30",
            "# On 2021-02-28",
            "malformed-date",
        ),
        (
            "2021-01-03-a.md",
            "",
            "# 2021-01-02: disk",
            "conflicting-dates",
        ),
        ("2021-01-03.md", "", "text of some length", "missing-title"),
    ] {
        let (_, diagnostics) = report(path, head, body);
        assert_eq!(rules(&diagnostics), [rule], "{path} {head}");
    }
    for (path, head, body) in [
        (
            "2021-01-02-a.md",
            "start: 2021-01-01T23:30Z",
            "# 2021-01-02: disk",
        ),
        ("2021-01-02-a.md", "start_time: ; end: ongoing", "# Disk"),
        ("_posts/2021-01-05-a.md", "", "# 2021-01-02: disk"),
    ] {
        let (_, diagnostics) = report(path, head, body);
        assert_eq!(rules(&diagnostics), [""; 0], "{path} {head}");
    }
}

#[test]
fn facets_of_the_head() {
    let (report, _) = report(
        "a.md",
        "services: Loki (logs, traces), Grafana, loki (logs, traces); product: Shop; severity: SEV-2; \
         categories: config-change cloud hardware; tags: a b; keywords: big data, c; team: Core, Web; \
         root_cause: capacity/memory; weight: 3; permalink: /x/y/; aliases: old.html; status: final",
        "# Disk",
    );
    let names = |facets: &[super::Facet]| -> Vec<String> {
        facets.iter().map(|facet| facet.name.clone()).collect()
    };
    assert_eq!(
        names(&report.services),
        ["Loki (logs, traces)", "Grafana", "Shop"]
    );
    assert_eq!(names(&report.causes), ["capacity/memory", "hardware"]);
    assert_eq!(names(&report.triggers), ["change/config"]);
    assert_eq!(names(&report.tags), ["a", "b", "big data", "c", "cloud"]);
    assert_eq!(names(&report.teams), ["Core", "Web"]);
    assert_eq!(
        report.severity.as_ref().and_then(|severity| severity.level),
        Some(2)
    );
    assert_eq!(report.weight, Some(3));
    assert_eq!(
        report.slug.as_ref().map(|(slug, _)| slug.as_str()),
        Some("/x/y/")
    );
    assert_eq!(report.aliases.len(), 1);
    assert!(!report.draft);
}

#[test]
fn drafts_do_not_leak() {
    for (path, head) in [
        ("a.md", "draft: true"),
        ("a.md", "draft: probably"),
        ("a.md", "published: false"),
        ("a.md", "audience: internal"),
        ("a.md", "status: Draft"),
        ("a.md", "status: Draft (pending review)"),
        ("a.md", "status: work in progress"),
        ("a.md", "status: final; state: WIP"),
        ("a.md", "audience: internal, public"),
        ("a.md", "visibility: public; audience: internal"),
        ("_drafts/a.md", ""),
        ("_Drafts/a.md", ""),
    ] {
        assert!(report(path, head, "# Disk").0.draft, "{path} {head}");
    }
    for head in [
        "draft: false",
        "published: true",
        "published: 2021-01-02",
        "audience: Public",
        "status: final",
        "status: no draft any more",
        "audience: everyone, public",
    ] {
        assert!(!report("a.md", head, "# Disk").0.draft, "{head}");
    }
}

#[test]
fn sections_and_summary() {
    let (found, _) = report(
        "a.md",
        "",
        "# Disk full\n*Author:* somebody\n## Summary\n_What happened?_\nThe disk was full.\n## Timeline\n### 10:00\nIt broke.\n## Odd",
    );
    let sections: Vec<_> = found
        .sections
        .iter()
        .map(|section| {
            (
                section.kind,
                section.anchor.as_str(),
                section.at,
                section.end,
            )
        })
        .collect();
    assert_eq!(
        sections,
        [
            (SectionKind::Summary, "summary", 2, 5),
            (SectionKind::Timeline, "timeline", 5, 8),
            (SectionKind::Other, "1000", 6, 8),
            (SectionKind::Other, "odd", 8, 9),
        ]
    );
    assert_eq!(found.summary.as_deref(), Some("The disk was full."));
    assert_eq!(found.pointers.prompts.len(), 1);
    for (head, body, summary) in [
        (
            "description: See [the log](x.md) and `y`",
            "# A",
            Some("See the log and y"),
        ),
        (
            "",
            "# A\nIt broke in the night.\n## Impact\nAll of it was down.",
            Some("It broke in the night."),
        ),
        (
            "",
            "# A\n*Date:* 2021-01-02\n*Summary:* It broke again.\n## Impact",
            Some("It broke again."),
        ),
        (
            "",
            "# A\n*Status:* done\n## Impact\nAll of it was down.",
            None,
        ),
    ] {
        assert_eq!(
            report("a.md", head, body).0.summary.as_deref(),
            summary,
            "{body}"
        );
    }
}

#[test]
fn what_a_document_is() {
    let role = |path: &str, head: &str, body: &str| match read(path, head, body).0 {
        Reading::Report(report) => {
            if report.evidence >= super::extract::EVIDENCE_NEEDED {
                "report"
            } else {
                "maybe"
            }
        }
        Reading::Index(_) => "index",
        Reading::Aside(_) => "aside",
    };
    let sections =
        "# Disk\n## Timeline\n- x\n## Impact\ntext\n## Root cause\ntext\n## Action items\n- y";
    for (path, head, body, expected) in [
        ("postmortems/disk.md", "", "# Disk\ntext", "report"),
        ("docs/disk.md", "", sections, "report"),
        ("docs/install.md", "", "# Install\n- a\n- b", "aside"),
        ("docs/usage.md", "", "# Usage\n## Overview\ntext", "maybe"),
        (
            "docs/incident-playbook.md",
            "",
            "# Incident playbook\n## Impact\ntext\n## Detection\ntext",
            "maybe",
        ),
        ("README.md", "", sections, "index"),
        ("index.md", "", "# Reports\n- -> a.md", "index"),
        (
            "incidents/2022-12-18-disk/index.md",
            "",
            "# Disk\ntext",
            "report",
        ),
        (
            "incidents/a/index.md",
            "severity: SEV1",
            "# Disk\ntext",
            "report",
        ),
        ("incidents/2022-12-18-disk/_index.md", "", "# Disk", "index"),
        (
            "all.md",
            "",
            "# All\nThese are all.\n- -> a.md\n- -> b.md",
            "index",
        ),
        ("LICENSE.md", "", "# License", "aside"),
        ("template.md", "", sections, "aside"),
        ("0000-post-mortem-template.md", "", sections, "aside"),
        ("2021-01-02-template-rendering.md", "", sections, "report"),
        ("email-template-outage.md", "", sections, "report"),
        ("archetypes/postmortem.md", "", sections, "aside"),
        ("new.md", "template: true", sections, "aside"),
        ("new.md", "template: post.html", sections, "report"),
        (
            "new.md",
            "",
            "# T\n## Impact\n_Who?_\n## Timeline\n## Cause\n[What broke?]\n## Actions\n- TBD",
            "aside",
        ),
        // Somebody has begun to tell of one incident: its day stands in the name and in the head.
        (
            "2031-02-03-new.md",
            "incident_date: 2031-02-03",
            "# T\n## Impact\n_Who?_\n## Timeline\n## Cause\n[What broke?]\n## Actions\n- TBD",
            "report",
        ),
        (
            "2031-02-03-new.md",
            "incident_date: TBD",
            "# T\n## Impact\n_Who?_\n## Timeline\n## Cause\n[What broke?]\n## Actions\n- TBD",
            "aside",
        ),
        (
            "new.md",
            "incident_date: 2031-02-03",
            "# T\n## Impact\n_Who?_\n## Timeline\n## Cause\n[What broke?]\n## Actions\n- TBD",
            "aside",
        ),
    ] {
        assert_eq!(role(path, head, body), expected, "{path} {head} {body}");
    }
}

#[test]
fn no_list_holds_room_that_it_does_not_need() {
    let (report, _) = report(
        "2021-03-01-a.md",
        "services: checkout; tags: slow",
        "# Checkout down\n## Timeline\n- 10:00 the first alarm\n- 10:05 it is over\n## Action items\n- -> https://tickets.example/browse/OPS-12\n",
    );
    let [action] = &*report.actions else {
        panic!("{:?}", report.actions);
    };
    for (what, length, room) in [
        (
            "services",
            report.services.len(),
            report.services.capacity(),
        ),
        ("tags", report.tags.len(), report.tags.capacity()),
        (
            "timeline",
            report.timeline.len(),
            report.timeline.capacity(),
        ),
        ("tickets", action.tickets.len(), action.tickets.capacity()),
        ("links", action.links.len(), action.links.capacity()),
        (
            "anchors",
            report.pointers.anchors.len(),
            report.pointers.anchors.capacity(),
        ),
    ] {
        assert!(length > 0 && length == room, "{what}: {length} in {room}");
    }
}
