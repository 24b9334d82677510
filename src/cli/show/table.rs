//! Groups of facts as lines for people: names, values, origins, places and words in columns of their own.
//!
//! Takes groups, adds their lines to a text, with the marks of a terminal that are taken out again where there is none. Values are
//! broken for their width, never cut; what is quoted from a text is cut, since its place says where the rest is.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use super::fact::Fact;
use super::facts::Group;
use crate::diagnostic::visible;
use crate::source::Span;

/// No column of values is wider.
const WIDEST: usize = 60;

/// No quotation is longer, in characters.
const LONGEST_QUOTE: usize = 60;

const BOLD: &str = "\u{1b}[1m";
const FAINT: &str = "\u{1b}[2m";
const PLAIN: &str = "\u{1b}[0m";

/// Adds the lines of a report.
pub(super) fn push(
    out: &mut String,
    head: &str,
    groups: &[Group],
    place_of: &dyn Fn(Span) -> String,
) {
    let _ = writeln!(out, "{BOLD}{}{PLAIN}", visible(head));
    for group in groups.iter().filter(|group| !group.facts.is_empty()) {
        out.push('\n');
        if !group.name.is_empty() {
            let _ = writeln!(out, "{BOLD}{}{PLAIN}", group.name);
        }
        push_group(out, group, place_of);
        if let Some(remark) = &group.remark {
            push_faint(out, &format!("  {remark}"));
        }
    }
}

/// Adds a line as it is.
pub(super) fn push_line(out: &mut String, line: &str) {
    out.push_str(&visible(line));
    out.push('\n');
}

/// Adds a line that is less than others.
pub(super) fn push_faint(out: &mut String, line: &str) {
    let _ = writeln!(out, "{FAINT}{}{PLAIN}", visible(line));
}

fn push_group(out: &mut String, group: &Group, place_of: &dyn Fn(Span) -> String) {
    let values: Vec<Vec<String>> = group
        .facts
        .iter()
        .map(|fact| broken(&visible(&fact.value), WIDEST))
        .collect();
    let places: Vec<String> = group
        .facts
        .iter()
        .map(|fact| fact.span.map(place_of).unwrap_or_default())
        .collect();
    let widest = |widths: &mut dyn Iterator<Item = usize>| widths.max().unwrap_or(0);
    // A name may be a key of somebody's head.
    let shown: Vec<String> = group
        .facts
        .iter()
        .map(|fact| visible(&fact.name).into_owned())
        .collect();
    let names = widest(&mut shown.iter().map(|name| name.width()));
    let lines = widest(&mut values.iter().flatten().map(|line| line.width()));
    let origins = widest(
        &mut group
            .facts
            .iter()
            .map(|fact| fact.origin.unwrap_or_default().len()),
    );
    let sites = widest(&mut places.iter().map(|place| place.width()));
    let mut before = "";
    for (((fact, own), value), place) in group.facts.iter().zip(&shown).zip(&values).zip(&places) {
        // A name that stands above already is not said again.
        let name = if group.is_grouped && *own == before {
            ""
        } else {
            own.as_str()
        };
        before = own;
        let mut value = value.iter();
        let first = value.next().map_or("", String::as_str);
        let mut line = format!("  {}  {}", padded(name, names), padded(first, lines));
        let mut tail = format!(
            "  {}  {}  {}",
            padded(fact.origin.unwrap_or_default(), origins),
            padded(place, sites),
            said(fact)
        );
        tail.truncate(tail.trim_end().len());
        if tail.is_empty() {
            line.truncate(line.trim_end().len());
        }
        out.push_str(&line);
        if !tail.is_empty() {
            let _ = write!(out, "{FAINT}{}{PLAIN}", visible(&tail));
        }
        out.push('\n');
        for line in value {
            let _ = writeln!(out, "  {}  {line}", padded("", names));
        }
    }
}

/// What is said of a fact behind its place: the words it was read from, and a remark.
fn said(fact: &Fact) -> String {
    let words = fact.words.as_deref().filter(|words| !words.is_empty());
    let words = words.map(|words| format!("“{}”", cut(words)));
    let parts: Vec<String> = words.into_iter().chain(fact.remark.clone()).collect();
    parts.join(", ")
}

fn cut(words: &str) -> String {
    let mut signs = words.chars();
    let kept: String = signs.by_ref().take(LONGEST_QUOTE).collect();
    if signs.next().is_some() {
        format!("{}…", kept.trim_end())
    } else {
        kept
    }
}

fn padded(text: &str, width: usize) -> String {
    let gap = width.saturating_sub(text.width());
    format!("{text}{}", " ".repeat(gap))
}

/// A value in lines of at most that width, broken between words; a longer word has a line of its own.
fn broken(value: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in value.split_whitespace() {
        let wide = word.width();
        if used > 0 && used + 1 + wide > width {
            lines.push(String::new());
            used = 0;
        }
        if let Some(line) = lines.last_mut() {
            if used > 0 {
                line.push(' ');
                used += 1;
            }
            line.push_str(word);
            used += wide;
        }
    }
    lines
}
