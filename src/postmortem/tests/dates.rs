//! Titles and days: where each of them is found, and what is told where it is not.

use super::*;

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
        assert_eq!(
            when.precision,
            Some(crate::postmortem::Precision::Month),
            "{title}"
        );
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
