//! Messages that an author has answered: `<!-- pmsite: allow broken-link: the wiki is behind a login -->` in a comment of any
//! format, or a pair `pmsite-allow` in the head. One reason may stand for several rules: `allow orphan, broken-link: reason`.
//!
//! Takes a document, gives what its comments allow; takes the messages of a build, leaves out those that are answered. An allow
//! holds for its whole file, wherever it stands, and for every part of a log that is split; it never hides an error. One without a
//! reason, or of a rule that there is not, hides nothing and is told; so is one that has nothing to hide.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::rules::RULES;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::document::meta::same_key;
use crate::document::{Block, BlockKind, Document, InlineKind, MetaEntry, MetaValue, walk};
use crate::source::Span;

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allow {
    /// The rule.
    pub rule: String,
    /// Why what it finds is right so; empty where the author gave no reason.
    pub reason: String,
    /// Where it stands.
    pub span: Span,
}

/// The key of a head.
const KEY: &str = "pmsite-allow";

/// What stands before a rule in a comment.
const MARK: &str = "pmsite:";

/// What the comments and the head of a document allow.
pub fn read(document: &Document) -> Vec<Allow> {
    let mut allows = Vec::new();
    for entry in &document.meta.entries {
        if same_key(&entry.key, KEY) {
            of_entry(entry, &mut allows);
        }
    }
    walk::blocks(&document.blocks, &mut |block: &Block| {
        if let BlockKind::Comment(words) = &block.kind {
            of_comment(words, block.span, &mut allows);
        }
        walk::each_inlines(block, &mut |content| {
            walk::inlines_of(content, &mut |inline| {
                if let InlineKind::Comment(words) = &inline.kind {
                    of_comment(words, inline.span, &mut allows);
                }
            });
        });
    });
    allows
}

/// `RULE: reason`, a list of such, or a table of reasons by rule.
fn of_entry(entry: &MetaEntry, allows: &mut Vec<Allow>) {
    match &entry.value {
        MetaValue::Map(inner) => {
            for pair in inner {
                allows.push(Allow {
                    rule: pair.key.trim().to_owned(),
                    reason: pair.value.as_text().unwrap_or_default().to_owned(),
                    span: pair.span,
                });
            }
        }
        value => {
            let texts = value.texts().into_iter();
            allows.extend(texts.flat_map(|text| of_words(text, entry.span)));
        }
    }
}

/// Each line of a comment that begins with the mark.
fn of_comment(words: &str, span: Span, allows: &mut Vec<Allow>) {
    if !words.contains(MARK) {
        return;
    }
    for line in words.lines() {
        let Some((before, behind)) = line.split_once(MARK) else {
            continue;
        };
        let behind = behind.trim_start();
        let behind = match behind.strip_prefix("allow") {
            Some(behind) => behind,
            // A misspelt `allow` is told as one of a rule that there is not; a sentence about the program is none.
            None if !before.contains(char::is_alphanumeric) => behind,
            None => continue,
        };
        let behind = behind.trim_start().trim_start_matches(':');
        // The signs that end a comment stand in it where it is kept as written.
        let mut own = behind.trim();
        for end in ["-->", "%>", "--%>", "*/", "#}"] {
            own = own.strip_suffix(end).unwrap_or(own).trim_end();
        }
        allows.extend(of_words(own, span));
    }
}

/// `RULE: reason`, or several rules parted by commas before one colon.
fn of_words(words: &str, span: Span) -> Vec<Allow> {
    let words = words.trim();
    let is_sign = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    let is_name = |name: &&str| !name.is_empty() && name.chars().all(is_sign);
    let (list, behind) = words.split_once([':', '：']).unwrap_or((words, ""));
    let names: Vec<&str> = list.split(',').map(str::trim).collect();
    let (names, reason) = if names.len() > 1 && names.iter().all(is_name) {
        (names, behind)
    } else {
        let end = words.find(|c: char| !is_sign(c)).unwrap_or(words.len());
        (vec![&words[..end]], &words[end..])
    };
    let reason = reason.trim_start_matches([' ', ':', '-', '–', '—', '\t']);
    let allow = |rule: &str| Allow {
        rule: rule.to_owned(),
        reason: reason.trim().to_owned(),
        span,
    };
    names.into_iter().map(allow).collect()
}

/// Leaves out what is answered, and tells what is wrong with the answers. Those of a document stand under its path; `file` gives the
/// path of the log that a document is a part of.
pub fn apply(
    diagnostics: &mut Diagnostics,
    allows: &BTreeMap<Arc<str>, Vec<Allow>>,
    file: impl Fn(&Arc<str>) -> Option<Arc<str>>,
) {
    if allows.is_empty() {
        return;
    }
    let mut used: BTreeMap<&Arc<str>, Vec<bool>> = allows
        .iter()
        .map(|(path, allows)| (path, vec![false; allows.len()]))
        .collect();
    diagnostics.retain_mut(|diagnostic| {
        let Some(place) = &diagnostic.place else {
            return true;
        };
        if diagnostic.severity == Severity::Error {
            return true;
        }
        let mut is_answered = false;
        for path in [Some(Arc::clone(&place.path)), file(&place.path)]
            .into_iter()
            .flatten()
        {
            let Some((own, used)) = allows.get(&path).zip(used.get_mut(&path)) else {
                continue;
            };
            for (allow, used) in own.iter().zip(used) {
                if allow.rule == diagnostic.rule && !allow.reason.is_empty() {
                    *used = true;
                    is_answered = true;
                }
            }
        }
        !is_answered
    });
    for (path, own) in allows {
        for (allow, used) in own.iter().zip(&used[path]) {
            diagnostics.extend(trouble(allow, *used).map(|told| told.at(path, allow.span)));
        }
    }
}

/// What is wrong with an answer.
fn trouble(allow: &Allow, is_used: bool) -> Option<Diagnostic> {
    let rule = &allow.rule;
    if !RULES.contains(&rule.as_str()) {
        let near = RULES
            .iter()
            .map(|name| (strsim::damerau_levenshtein(rule, name), name))
            .min()
            .filter(|(distance, _)| *distance <= 3);
        let help = match near {
            Some((_, name)) => format!("did you mean `{name}`?"),
            None => "a message names its rule in brackets, such as `broken-link`".to_owned(),
        };
        let message = if rule.is_empty() {
            "this names no rule to allow".to_owned()
        } else {
            format!("there is no rule `{rule}` to allow")
        };
        return Some(Diagnostic::warning("malformed-allow", message).help(help));
    }
    if allow.reason.is_empty() {
        let message = format!("no reason is given for allowing `{rule}`: it hides nothing");
        let help = format!("write `pmsite: allow {rule}: why it is right so`");
        return Some(Diagnostic::warning("malformed-allow", message).help(help));
    }
    (!is_used).then(|| {
        Diagnostic::note(
            "unused-allow",
            format!("there is no message of `{rule}` here to allow"),
        )
        .help("remove it")
    })
}
