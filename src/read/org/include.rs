//! `#+INCLUDE: "file" …`: another file that stands here. No file is opened; what the file holds is put here by those who know it.

use std::ops::Range;

use super::flow::Flow;
use super::lines::Part;
use super::{Reading, affiliated, span};
use crate::document::{BlockKind, Include, Inclusion};

impl Reading<'_> {
    /// The file that a line names.
    pub(super) fn include(&mut self, line: Range<usize>, value: Range<usize>, flow: &mut Flow) {
        let words = self.words(value.clone());
        let Some((path, rest)) = path(words) else {
            let what = "`#+INCLUDE:` without a file";
            self.kept(what, "include", line, flow);
            return;
        };
        let written = rest.split_whitespace().next().unwrap_or("");
        let environment = if written.starts_with(':') {
            ""
        } else {
            written
        };
        let mut options: Vec<(Box<str>, Box<str>)> = Vec::new();
        let how = match environment.to_ascii_lowercase().as_str() {
            "" => Inclusion::Parse,
            "src" => {
                let language = rest.split_whitespace().nth(1).unwrap_or("");
                if !language.starts_with(':') {
                    options.push(("language".into(), language.into()));
                }
                Inclusion::Code
            }
            "example" => Inclusion::Literal,
            _ => {
                let what = format!("`#+INCLUDE:` of a file as `{environment}`");
                self.kept(&what, "include", line, flow);
                return;
            }
        };
        // Which part of the other file is meant by a name only Emacs finds out.
        if path.contains("::") {
            let what = "`#+INCLUDE:` of a part by its name";
            self.kept(what, "include", line, flow);
            return;
        }
        if let Some(lines) = affiliated::attribute(rest, ":lines") {
            options.push(("lines".into(), lines_of(lines).into()));
        }
        let least = affiliated::attribute(rest, ":minlevel").and_then(|level| level.parse().ok());
        let place = span(&line);
        let inserted = self.inserts.remove(&(place.start, path.into()));
        if let Some(range) = inserted {
            self.insert(range, least, flow);
            return;
        }
        let include = Include {
            path: path.into(),
            how,
            options,
            source: self.words(line).into(),
        };
        flow.push(place, BlockKind::Include(Box::new(include)));
    }

    /// What stands behind the source and is to be put here: its headlines stand below the one around them.
    fn insert(&mut self, range: Range<usize>, least: Option<usize>, flow: &mut Flow) {
        let part = Part::new(self.text, range);
        let stars = (0..part.lines.len()).filter_map(|at| self.stars(&part, at));
        let (level, shift) = (self.level, self.shift);
        let first = stars.min().unwrap_or(1);
        let wanted = least.unwrap_or(level + 1).clamp(1, 1_000);
        self.shift = wanted.cast_signed() - first.min(1_000_000).cast_signed();
        let before = std::mem::replace(&mut self.is_inserted, true);
        self.sections(&part, flow);
        self.is_inserted = before;
        (self.level, self.shift) = (level, shift);
    }
}

/// The file that is named, and the words behind it.
fn path(words: &str) -> Option<(&str, &str)> {
    let (path, rest) = match words.strip_prefix('"') {
        Some(quoted) => quoted.split_once('"')?,
        None => words.split_once(char::is_whitespace).unwrap_or((words, "")),
    };
    let path = path.trim();
    let path = path.strip_prefix("file:").unwrap_or(path);
    (!path.is_empty()).then_some((path, rest))
}

/// `5-10` means the lines before the tenth, as Emacs counts.
fn lines_of(written: &str) -> String {
    let Some((from, to)) = written.split_once('-') else {
        return written.to_owned();
    };
    match to.trim().parse::<usize>() {
        Ok(to) => format!("{}-{}", from.trim(), to.saturating_sub(1)),
        Err(_) => format!("{}-", from.trim()),
    }
}
