//! What a text is, by the shape of its lines.
//!
//! Takes a text, answers in which syntax it is written, or that it is no document. The signs of each syntax are counted over the
//! first lines; each needs signs that prose does not have by chance, and what has none of them is plain text if it is prose at
//! all. It parses nothing.

mod prose;

use super::decide::{Kind, Unread};
use crate::source::Format;

/// How many lines are looked at.
const LINES: usize = 2_000;

/// The signs met, by syntax.
#[derive(Debug, Default)]
struct Signs {
    markdown: usize,
    rst: usize,
    /// What only says that it is reStructuredText where titles are underlined as there: ``literals``, fields.
    rst_words: usize,
    /// Titles underlined with signs that Markdown does not use. Mails and notes use them too.
    rst_underlines: usize,
    /// What Markdown and plain text share: titles underlined with `=` or `-` (as in reStructuredText), check boxes.
    shared: usize,
    /// The underlined titles among them.
    underlines: usize,
    wiki: usize,
    html: usize,
    org: usize,
    /// Headlines of two stars and more, which are items of a list in a wiki.
    org_stars: usize,
    asciidoc: usize,
    patch: usize,
    is_script: bool,
}

/// What the text is: a document in a format that there is a reader for, or something that is not read.
pub(super) fn kind_of(text: &str) -> Kind {
    let signs = count(text);
    if signs.is_script {
        return NO_DOCUMENT;
    }
    // Of equal counts the first wins.
    let others = [
        (signs.patch * 10, Kind::Unread(Unread::Patch)),
        (signs.html, Kind::Document(Format::Html)),
        (rst_in_all(&signs), Kind::Document(Format::ReStructuredText)),
        (signs.wiki, Kind::Document(Format::Wikitext)),
        (
            signs.org + speaking(signs.org, signs.org_stars),
            Kind::Document(Format::Org),
        ),
        (signs.asciidoc, Kind::Document(Format::AsciiDoc)),
    ];
    let (most, kind) = others
        .into_iter()
        .rev()
        .max_by_key(|(count, _)| *count)
        .unwrap_or((0, NO_DOCUMENT));
    let markdown = signs.markdown + speaking(signs.markdown, signs.shared);
    if markdown >= 2 && markdown >= most {
        Kind::Document(Format::Markdown)
    } else if most >= 2 {
        kind
    } else if prose::is_prose(text, signs.underlines > 0) {
        Kind::Document(Format::Text)
    } else {
        NO_DOCUMENT
    }
}

/// A text that nobody would read as a report: a list of hosts, a log, a script.
const NO_DOCUMENT: Kind = Kind::Unread(Unread::PlainText);

/// What speaks for reStructuredText. Underlines alone do not: people draw them in any text, and a text that is read as markup
/// loses its backslashes and stars.
fn rst_in_all(signs: &Signs) -> usize {
    if signs.rst > 0 {
        signs.rst + signs.rst_words + signs.underlines + 2 * signs.rst_underlines
    } else if signs.rst_words > 0 && signs.rst_underlines > 0 {
        signs.rst_words + 2 * signs.rst_underlines
    } else {
        0
    }
}

/// Signs that several syntaxes share speak for one that has signs of its own.
fn speaking(own: usize, shared: usize) -> usize {
    if own > 0 { shared } else { 0 }
}

fn count(text: &str) -> Signs {
    let mut signs = Signs::default();
    let start = text.trim_start();
    signs.is_script = text.starts_with("#!");
    signs.markdown += 4 * usize::from(has_front_matter(text));
    let head: String = start.chars().take(15).collect::<String>().to_lowercase();
    if head.starts_with("<!doctype html") || head.starts_with("<html") {
        signs.html += 1_000;
    }
    let mut previous = "";
    let mut is_fenced = false;
    for line in text.lines().take(LINES) {
        let line = line.trim_end();
        let item = line.trim_start();
        // Tildes right under a title underline it, as reStructuredText does.
        let is_fence = item.starts_with("```")
            || (item.starts_with("~~~") && (is_fenced || previous.trim().is_empty()));
        if is_fence {
            is_fenced = !is_fenced;
            signs.markdown += 1;
        } else if !is_fenced {
            markdown(line, &mut signs);
            others(line, previous, &mut signs);
        }
        previous = line;
    }
    signs
}

/// A block of YAML, TOML or JSON at the top, as generators of sites read it.
fn has_front_matter(text: &str) -> bool {
    ["---", "+++"].into_iter().any(|fence| {
        let mut lines = text.lines().map(str::trim_end);
        lines.next() == Some(fence)
            && lines
                .take(200)
                .try_fold(false, |has_key, line| {
                    if line == fence {
                        Err(has_key)
                    } else {
                        Ok(has_key || line.contains([':', '=']))
                    }
                })
                .is_err_and(|has_key| has_key)
    })
}

fn markdown(line: &str, signs: &mut Signs) {
    let marks = line.len() - line.trim_start_matches('#').len();
    if (1..=6).contains(&marks) && line[marks..].starts_with(' ') {
        // One mark alone also starts a comment in many a configuration.
        signs.markdown += if marks == 1 { 1 } else { 2 };
    }
    signs.markdown += usize::from(has_link(line));
    signs.markdown += 2 * usize::from(is_table_rule(line));
    let item = line.trim_start();
    let is_task = ["- [ ] ", "- [x] ", "- [X] ", "* [ ] ", "* [x] "]
        .into_iter()
        .any(|box_| item.starts_with(box_));
    signs.shared += usize::from(is_task);
    signs.markdown += usize::from(has_strong(line));
}

/// `[text](target)` somewhere in the line.
fn has_link(line: &str) -> bool {
    let text = line.find('[').and_then(|start| line.get(start..));
    text.and_then(|text| text.split_once("]("))
        .is_some_and(|(_, target)| target.find(')').is_some_and(|end| end > 0))
}

/// `**words**` in the line, the words touching the stars.
fn has_strong(line: &str) -> bool {
    let mut parts = line.split("**");
    parts.next();
    parts
        .next()
        .is_some_and(|inner| !inner.is_empty() && inner.trim() == inner && parts.next().is_some())
}

/// `|---|:--:|`, the line under the head of a table.
fn is_table_rule(line: &str) -> bool {
    let line = line.trim();
    line.contains('|')
        && line.contains("--")
        && line
            .chars()
            .all(|sign| matches!(sign, '|' | '-' | ':' | ' ' | '\t'))
}

fn others(line: &str, previous: &str, signs: &mut Signs) {
    if line.starts_with("diff --git ") || line.starts_with("@@ -") {
        signs.patch += 1;
    }
    // A saved web page of a change has lost its line breaks but not these words.
    if line.contains("diff --git a/") && line.contains(" b/") {
        signs.patch += 1;
    }
    rst(line, previous, signs);
    let trimmed = line.trim();
    let is_title = trimmed.len() > 4
        && trimmed.starts_with("==")
        && trimmed.ends_with("==")
        && trimmed.trim_matches('=').chars().any(char::is_alphanumeric);
    signs.wiki += 2 * usize::from(is_title);
    let is_wiki = line.contains("'''")
        || line.starts_with("{{")
        || line.starts_with("{|")
        || (line.contains("[[") && line.contains("]]"))
        || line.contains("[http://") && !line.contains("](")
        || line.contains("[https://") && !line.contains("](");
    signs.wiki += usize::from(is_wiki);
    org(line, signs);
    asciidoc(line, previous, signs);
    let tag = trimmed.to_ascii_lowercase();
    let is_html = [
        "<p>", "<div", "<table", "<body", "<h1", "<h2", "<h3", "<ul", "<head",
    ]
    .into_iter()
    .any(|start| tag.starts_with(start));
    signs.html += usize::from(is_html);
}

fn org(line: &str, signs: &mut Signs) {
    // Markdown knows no such line, and a comment has a blank behind its mark.
    let is_keyword = line.trim_start().strip_prefix("#+").is_some_and(|rest| {
        let is_sign = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let behind = rest.trim_start_matches(is_sign);
        let word = &rest[..rest.len() - behind.len()];
        !word.is_empty()
            && (behind.starts_with(':') || word.to_ascii_lowercase().starts_with("begin_"))
    });
    signs.org += 2 * usize::from(is_keyword);
    signs.org += 3 * usize::from(line.contains("-*- mode: org") || line.contains("-*- org -*-"));
    signs.org += usize::from(matches!(line.trim(), ":PROPERTIES:" | ":LOGBOOK:"));
    let stars = line.len() - line.trim_start_matches('*').len();
    if stars > 0 && line[stars..].starts_with(' ') && !line.ends_with('*') {
        let words = &line[stars + 1..];
        let is_task = ["TODO ", "DONE "]
            .iter()
            .any(|task| words.starts_with(task));
        signs.org += 2 * usize::from(is_task);
        signs.org_stars += usize::from(stars >= 2 && !is_task);
    }
    // `[[target][words]]`; a wiki parts the two by a bar.
    let is_link = line
        .split_once("[[")
        .and_then(|(_, rest)| rest.split_once("]["))
        .is_some_and(|(target, words)| !target.contains([']', '[']) && words.contains("]]"));
    signs.org += 2 * usize::from(is_link);
    let rest = line.trim_start();
    let is_planned = ["SCHEDULED: <", "DEADLINE: <", "CLOSED: ["];
    signs.org += usize::from(is_planned.iter().any(|start| rest.starts_with(start)));
}

fn asciidoc(line: &str, previous: &str, signs: &mut Signs) {
    let equals = line.len() - line.trim_start_matches('=').len();
    let is_title = (1..=6).contains(&equals) && line[equals..].starts_with(' ');
    // More than a term with two colons says for reStructuredText.
    signs.asciidoc += 3 * usize::from(is_title && !line.ends_with('='));
    signs.asciidoc += usize::from(
        matches!(line, "----" | "====") && previous.starts_with('[') && previous.ends_with(']'),
    );
    signs.asciidoc += 2 * usize::from(line == "|===");
    let is_macro = ["image::", "include::", "ifdef::"]
        .iter()
        .any(|start| line.starts_with(start))
        && line.ends_with(']');
    let is_said = [
        "[source,",
        "[NOTE]",
        "[TIP]",
        "[WARNING]",
        "[IMPORTANT]",
        "[CAUTION]",
    ]
    .iter()
    .any(|start| line.starts_with(start));
    signs.asciidoc += 2 * usize::from(is_macro || is_said);
}

fn rst(line: &str, previous: &str, signs: &mut Signs) {
    let is_directive = line
        .trim_start()
        .strip_prefix(".. ")
        .is_some_and(|rest| rest.contains("::") || rest.starts_with('_') || rest.starts_with('['));
    signs.rst += 3 * usize::from(is_directive);
    signs.rst += 2 * usize::from(line.contains("`_") && line.contains('`'));
    signs.rst += 2 * usize::from(
        [":doc:`", ":ref:`", ":term:`"]
            .iter()
            .any(|role| line.contains(role)),
    );
    signs.rst_words += usize::from(has_rst_words(line));
    signs.rst += usize::from(line.ends_with("::") && !line.trim_end_matches(':').is_empty());
    // A line of one sign under a title; `=` and `-` do so in Markdown too.
    let mut letters = line.chars();
    if let Some(sign) = letters.next()
        && line.len() >= 3
        && "=-~^\"*+#'`:._".contains(sign)
        && letters.all(|other| other == sign)
        && !previous.trim().is_empty()
        && previous.chars().any(char::is_alphanumeric)
        && line.chars().count() >= previous.chars().count().saturating_sub(1)
    {
        if "=-".contains(sign) {
            signs.underlines += 1;
            signs.shared += 1;
        } else {
            signs.rst_underlines += 1;
        }
    }
}

/// True for `:Author: Ann`, a field, and for a line with ``words`` between doubled backticks.
fn has_rst_words(line: &str) -> bool {
    let is_field = line.strip_prefix(':').is_some_and(|rest| {
        rest.split_once(": ").is_some_and(|(name, value)| {
            (1..=40).contains(&name.len())
                && name.starts_with(char::is_alphabetic)
                && !name.contains([':', '`'])
                && !value.trim().is_empty()
        })
    });
    let is_literal = line.split_once("``").is_some_and(|(_, rest)| {
        rest.split_once("``")
            .is_some_and(|(inner, _)| !inner.is_empty() && inner.trim() == inner)
    });
    is_field || is_literal
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_kinds() {
        let document = |format| Kind::Document(format);
        let markdown = document(Format::Markdown);
        let rst = document(Format::ReStructuredText);
        let plain = document(Format::Text);
        let cases = [
            ("## Summary\n\nIt broke.\n", markdown),
            (
                "# Outage\n\nsee [the ticket](https://example.com/1)\n",
                markdown,
            ),
            ("---\ntitle: Outage\n---\nIt broke.\n", markdown),
            (
                "Outage\n\n| at | what |\n|---|---|\n| 9:00 | broke |\n",
                markdown,
            ),
            (
                "Outage\n======\n\nSee [it](a.md).\n\nImpact\n------\n\nNone.\n",
                markdown,
            ),
            // Nothing but underlined titles is plain text too, and there lines of times are lines.
            ("Outage\n======\n\nImpact\n------\n\nNone.\n", plain),
            (
                "Outage\n======\n\nImpact\n~~~~~~\n\nSee `this <https://a.example>`_.\n",
                rst,
            ),
            ("Outage\n======\n\n.. note:: Mended.\n", rst),
            // Underlines alone are none, whatever their signs.
            (
                "Outage\n======\n\nImpact\n------\n\nThe share \\\\files\\a was gone.\n\nOn users\n~~~~~~~~\n\nNone.\n\nCause\n^^^^^\n\nA disk.\n",
                plain,
            ),
            (
                "Outage\n======\n\n:Author: Ann\n\nImpact\n~~~~~~\n\nThe share ``files`` was gone for an hour.\n",
                rst,
            ),
            (
                "==Summary==\n\nIt '''broke'''.\n",
                document(Format::Wikitext),
            ),
            ("<!DOCTYPE html>\n<html><body>\n", document(Format::Html)),
            ("<h1>Outage</h1>\n<p>It broke.\n", document(Format::Html)),
            ("#+TITLE: Outage\n* Summary\n", document(Format::Org)),
            (
                "* Outage\n** Actions\n*** TODO Watch the queue\n    DEADLINE: <2024-01-05 Fri>\n",
                document(Format::Org),
            ),
            (
                "* Outage\n\nSee [[https://a.example][the ticket]] and [[file:a.org][that]].\n",
                document(Format::Org),
            ),
            // Stars alone are bullets of a wiki, or of nothing.
            (
                "==Outage==\n\n* The queue filled up\n** and nobody saw it\n** until it was full\n** at noon\n",
                document(Format::Wikitext),
            ),
            (
                "= Outage\n\n== Summary\n\nIt broke.\n",
                document(Format::AsciiDoc),
            ),
            (
                "= Outage\n\nCPU::\n  It was hot.\n\n[NOTE]\n====\nMended.\n====\n",
                document(Format::AsciiDoc),
            ),
            (
                "Outage\n\n[cols=2*]\n|===\n|9:00 |broke\n|===\n",
                document(Format::AsciiDoc),
            ),
            (
                "diff --git a/a.rst b/a.rst\n@@ -0,0 +1 @@\n+## Title\n",
                Kind::Unread(Unread::Patch),
            ),
            (
                "Outage of 9 May\n\n9:05 - the queue filled up\n9:10 - somebody emptied it by hand\n",
                plain,
            ),
            (
                "Outage of 9 May\n===============\n\n- [x] empty the queue\n- [ ] watch it\n",
                plain,
            ),
            ("# one comment\n*.rs @owner\n", NO_DOCUMENT),
            ("#!/bin/sh\n## not a heading\n", NO_DOCUMENT),
            ("---\nnot front matter\n", NO_DOCUMENT),
            ("", NO_DOCUMENT),
        ];
        for (text, kind) in cases {
            assert_eq!(kind_of(text), kind, "{text}");
        }
    }
}
