//! What is read out of whole documents, built by hand so that no reader of any syntax takes part.

use super::{Clues, DateOrigin, Postmortem, Reading, SectionKind, extract};
use crate::diagnostic::Diagnostics;
use crate::document::{
    Block, BlockKind, Document, Heading, Inline, InlineKind, List, ListItem, Meta, MetaEntry,
    MetaOrigin, MetaValue, Numbering, Style, tidy,
};
use crate::facet::Property;
use crate::source::Span;

mod dates;

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
        return vec![Inline::link(
            NOWHERE,
            inner,
            vec![Inline::text(NOWHERE, inner)],
        )];
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
        names(&report.facets[Property::Service]),
        ["Loki (logs, traces)", "Grafana", "Shop"]
    );
    assert_eq!(
        names(&report.facets[Property::Cause]),
        ["capacity/memory", "hardware"]
    );
    assert_eq!(names(&report.facets[Property::Trigger]), ["change/config"]);
    assert_eq!(
        names(&report.facets[Property::Tag]),
        ["a", "b", "big data", "c", "cloud"]
    );
    assert_eq!(names(&report.facets[Property::Team]), ["Core", "Web"]);
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
            report.facets[Property::Service].len(),
            report.facets[Property::Service].capacity(),
        ),
        (
            "tags",
            report.facets[Property::Tag].len(),
            report.facets[Property::Tag].capacity(),
        ),
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
