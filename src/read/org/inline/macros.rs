//! Macros: `{{{name(words, words)}}}`, defined by `#+MACRO:`. One that computes, or that nobody defined, stays as written.

use super::{Reading, Scan, Words};
use crate::source::Span;

/// How many bytes macros may give in one document.
const MOST: usize = 200_000;

impl Reading<'_> {
    /// What a macro stands for.
    pub(super) fn expansion(
        &mut self,
        words: &Words<'_>,
        scan: &mut Scan,
        at: usize,
    ) -> Option<usize> {
        let rest = words.text[at..scan.range.end].strip_prefix("{{{")?;
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        let length = rest.find(|c: char| !is_name(c))?;
        let name = rest[..length].to_lowercase();
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let behind = at + 3 + length;
        let (arguments, end) = if rest[length..].starts_with("}}}") {
            ("", behind + 3)
        } else if rest[length..].starts_with('(') {
            let close = words.next(")}}}", behind)?;
            (words.text.get(behind + 1..close)?, close + 4)
        } else {
            return None;
        };
        if end > scan.range.end {
            return None;
        }
        let place = words.span(at..end);
        let Some(text) = self.meant(&name, arguments) else {
            self.note_kept(&format!("the macro `{name}`"), place);
            return Some(end);
        };
        self.expanded += text.len();
        if self.expanded > MOST {
            self.note_too_much(&name, place);
            return Some(end);
        }
        let nodes = self.foreign(&text, place, scan.depth + 1);
        scan.put(words, at..end, nodes);
        Some(end)
    }

    fn note_too_much(&mut self, name: &str, span: Span) {
        self.note_malformed(
            format!("the macro `{name}` stands for more than a page holds, and as written"),
            "write its words where they are meant",
            span,
        );
    }

    /// The text of a macro.
    fn meant(&self, name: &str, arguments: &str) -> Option<String> {
        if name == "keyword" {
            let key = arguments.trim().to_lowercase();
            return self.settings.values.get(key.as_str()).cloned();
        }
        let Some(text) = self.settings.macros.get(name) else {
            return self.settings.values.get(name).cloned();
        };
        if text.starts_with("(eval") {
            return None;
        }
        let parts = parts(arguments);
        let mut out = String::with_capacity(text.len());
        let mut rest = text.as_str();
        while let Some(at) = rest.find('$') {
            out.push_str(&rest[..at]);
            rest = &rest[at + 1..];
            match rest.bytes().next() {
                Some(b'0') => out.push_str(arguments),
                Some(digit @ b'1'..=b'9') => {
                    let part = parts.get(usize::from(digit - b'1'));
                    out.push_str(part.map_or("", String::as_str));
                }
                _ => {
                    out.push('$');
                    continue;
                }
            }
            rest = &rest[1..];
            if out.len() > MOST {
                break;
            }
        }
        out.push_str(rest);
        Some(out)
    }
}

/// What stands between the commas; one behind a backslash parts nothing.
fn parts(arguments: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    let mut signs = arguments.chars().peekable();
    while let Some(sign) = signs.next() {
        let last = out.len() - 1;
        match sign {
            '\\' if signs.peek() == Some(&',') => {
                signs.next();
                out[last].push(',');
            }
            // All that is left belongs to the ninth.
            ',' if out.len() < 9 => out.push(String::new()),
            sign => out[last].push(sign),
        }
    }
    out.into_iter().map(|part| part.trim().to_owned()).collect()
}
