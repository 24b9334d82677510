//! The head of a text: YAML between `---`, TOML between `+++`, JSON between `;;;`, each also between `---yaml`, `---toml` or
//! `---json` and `---`; a JSON object; or unfenced `Key: value` lines.
//!
//! Takes a source, gives ordered pairs with their places and the byte at which the body begins. Scalars stay as written
//! (`1.10`, `2021-01-12`, `no`). A fenced head that its language refuses is read line by line, with a warning at the exact
//! place, and nothing of it is lost. So is one whose closing fence is missing, as far as the first blank line. It does not
//! know which keys mean something; of unfenced heads it knows just enough words not to take prose for one.

mod head;
mod json;
mod lines;
mod plain;
mod toml;
mod yaml;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::{Meta, MetaEntry, MetaOrigin};
use crate::source::{SourceFile, Span};

/// The rule that all trouble with a head is told under.
const RULE: &str = "malformed-front-matter";

/// What a reader of one syntax makes of a head.
enum Head {
    /// Its pairs.
    Pairs(Vec<MetaEntry>),
    /// The text between the fences is no head at all: it belongs to the body.
    Body,
    /// The syntax is broken there.
    Broken(Fault),
}

/// What is wrong with a head, and where.
struct Fault {
    span: Span,
    message: String,
    help: Option<String>,
}

/// Reads the head of a source. Gives the pairs and the byte at which the body begins. A head that cannot be read is a warning
/// at its place; what could be read of it is kept, line by line.
///
/// A head of `Key: value` lines at the very top is taken out of the body. One that stands behind the title gives its pairs
/// too, but its lines stay in the body (which then begins at byte 0): they cannot be cut out of the middle of a text, and a
/// reader of the report should not miss them.
pub fn split(source: &SourceFile, diagnostics: &mut Diagnostics) -> (Meta, usize) {
    let text = &*source.text;
    let mut report = |fault: Fault| {
        let mut diagnostic = Diagnostic::warning(RULE, fault.message).at(&source.path, fault.span);
        diagnostic.help = fault.help;
        diagnostics.push(diagnostic);
    };
    if let Some(fenced) = fenced(text) {
        let inside = &text[fenced.inside.clone()];
        let head = match fenced.origin {
            MetaOrigin::Toml => toml::read(inside, fenced.inside.start),
            MetaOrigin::Json => json::inside(inside, fenced.inside.start, &mut report),
            _ => yaml::read(inside, fenced.inside.start, &mut report),
        };
        let entries = match head {
            Head::Pairs(entries) => entries,
            Head::Body => return (Meta::default(), 0),
            Head::Broken(fault) => {
                let mark = mark_of(fenced.origin);
                if !lines::is_head(inside, mark) {
                    // The fence that was found may be a rule far below in the text.
                    let found = unclosed(text, &mut report);
                    if found.is_none() && fenced.origin != MetaOrigin::Yaml {
                        // Nothing else is written between such fences.
                        let help = "it is shown as text; correct it to have it read".to_owned();
                        report(Fault {
                            help: Some(help),
                            ..fault
                        });
                    }
                    return found.unwrap_or_default();
                }
                report(fault);
                lines::read(inside, fenced.inside.start, mark)
            }
        };
        let meta = Meta {
            origin: fenced.origin,
            span: Span::new(fenced.start, fenced.end),
            entries,
        };
        return (meta, fenced.end);
    }
    if text.starts_with('{')
        && let Some((entries, end)) = json::read(text, &mut report)
    {
        let meta = Meta {
            origin: MetaOrigin::Json,
            span: Span::new(0, end),
            entries,
        };
        return (meta, end);
    }
    unclosed(text, &mut report).unwrap_or_else(|| head::read(text))
}

/// What stands between key and value.
fn mark_of(origin: MetaOrigin) -> char {
    if origin == MetaOrigin::Toml { '=' } else { ':' }
}

/// A head whose closing fence is missing: the lines behind the opening one up to the first blank line, where they are plainly
/// meant as a head. To take them for text could publish a draft.
fn unclosed(text: &str, report: &mut dyn FnMut(Fault)) -> Option<(Meta, usize)> {
    let (opening, start) = opening(text)?;
    let mut end = text[start..]
        .split_inclusive('\n')
        .take_while(|line| !line.trim().is_empty() && !is_closing(opening.closing, line))
        .fold(start, |end, line| end + line.len());
    let inside = &text[start..end];
    let mark = mark_of(opening.origin);
    let entries = if opening.origin == MetaOrigin::Json {
        match json::inside(inside, start, &mut |_| {}) {
            Head::Pairs(entries) if !entries.is_empty() => entries,
            _ => return None,
        }
    } else {
        if !lines::is_head(inside, mark) {
            return None;
        }
        end = with_draft(text, end, mark);
        lines::read(&text[start..end], start, mark)
    };
    let fence = opening.closing[0];
    report(Fault {
        span: Span::new(opening.start, opening.start + fence.len()),
        message: format!("the front matter is not closed by a line `{fence}`"),
        help: Some(format!("write `{fence}` behind its last line")),
    });
    let meta = Meta {
        origin: opening.origin,
        span: Span::new(opening.start, end),
        entries,
    };
    Some((meta, end))
}

/// Where a head that is not closed ends if, blank lines aside, more pairs follow it and one of them says whether it is a draft.
fn with_draft(text: &str, end: usize, mark: char) -> usize {
    let mut found = end;
    let mut at = end;
    for line in text[end..].split_inclusive('\n') {
        let follows = found > end && found == at;
        at += line.len();
        match lines::key_of(line, mark) {
            Some(key) if follows || key.eq_ignore_ascii_case("draft") => found = at,
            None if !line.trim().is_empty() => break,
            _ => {}
        }
    }
    found
}

/// The line that opens a head.
struct Opening {
    origin: MetaOrigin,
    /// Where it stands.
    start: usize,
    /// The lines that close the head.
    closing: &'static [&'static str],
}

/// A head between fences.
struct Fenced {
    origin: MetaOrigin,
    /// Where the opening fence stands.
    start: usize,
    /// What stands between the fences.
    inside: std::ops::Range<usize>,
    /// Where the body begins.
    end: usize,
}

/// The fence that opens the text, blank lines aside, and the byte behind its line.
fn opening(text: &str) -> Option<(Opening, usize)> {
    let start: usize = text
        .split_inclusive('\n')
        .take_while(|line| line.trim().is_empty())
        .map(str::len)
        .sum();
    let first = text[start..].split_inclusive('\n').next()?;
    let fence = first.trim_end();
    let (origin, closing): (_, &'static [&'static str]) = match fence {
        "---" => (MetaOrigin::Yaml, &["---", "..."]),
        "+++" => (MetaOrigin::Toml, &["+++"]),
        ";;;" => (MetaOrigin::Json, &[";;;"]),
        _ => match fence
            .strip_prefix("---")?
            .trim()
            .to_ascii_lowercase()
            .as_str()
        {
            "yaml" | "yml" => (MetaOrigin::Yaml, &["---", "..."]),
            "toml" => (MetaOrigin::Toml, &["---"]),
            "json" => (MetaOrigin::Json, &["---"]),
            _ => return None,
        },
    };
    let opening = Opening {
        origin,
        start,
        closing,
    };
    Some((opening, start + first.len()))
}

fn is_closing(closing: &[&str], line: &str) -> bool {
    closing.contains(&line.trim_end())
}

/// The head between the fence that opens the text and the next that closes it; `None` where either is missing.
fn fenced(text: &str) -> Option<Fenced> {
    let (opening, start) = opening(text)?;
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if is_closing(opening.closing, line) {
            return Some(Fenced {
                origin: opening.origin,
                start: opening.start,
                inside: start..at,
                end: at + line.len(),
            });
        }
        at += line.len();
    }
    None
}

#[cfg(test)]
mod tests;
