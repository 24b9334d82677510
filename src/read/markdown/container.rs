//! `MkDocs`' indented containers: `!!! note "Title"`, `??? warning`, `=== "Tab"`. Their bodies are lifted out before parsing,
//! since to the parser an indented body is code; a placeholder line stands for each.

use memchr::memmem;

use super::letters;
use super::lines::Lines;

/// A container lifted out.
#[derive(Debug)]
pub(super) struct Container {
    /// `!!!`, `???` or `===`.
    pub(super) marker: Marker,
    /// The first word after the marker, in lower case; empty for tabs.
    pub(super) kind: String,
    /// The quoted title; `Some("")` where the author wanted none.
    pub(super) title: Option<String>,
    /// Its body without the indent.
    pub(super) lines: Lines<'static>,
    /// The byte at which the marker line starts.
    pub(super) start: u32,
    /// As written, for the case that the placeholder ends up in a code block or in the body of a directive.
    pub(super) whole: Lines<'static>,
    /// How far its marker is set in.
    pub(super) indent: usize,
}

/// What opens a container.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marker {
    /// `!!!`: an admonition.
    Admonition,
    /// `???`: a folded one; `???+` starts unfolded.
    Folded {
        /// True for `???+`.
        open: bool,
    },
    /// `===`: a tab.
    Tab,
}

/// A text with its containers lifted out.
#[derive(Debug)]
pub(super) struct Split {
    /// The text with placeholders.
    pub(super) lines: Lines<'static>,
    /// The containers by number.
    pub(super) containers: Vec<Container>,
}

/// Starts a placeholder; the number in letters follows, and a stop.
pub(super) const START: char = '\u{e002}';

/// Lifts the containers out; `None` where there are none.
pub(super) fn split(lines: &Lines<'_>) -> Option<Split> {
    let text = &lines.text;
    let holds = |mark: &str| memmem::find(text.as_bytes(), mark.as_bytes()).is_some();
    if !(holds("!!! ") || holds("???") || holds("=== \"")) || text.contains(START) {
        return None;
    }
    let all: Vec<(&str, u32)> = lines.iter().collect();
    let mut outer: Vec<(String, u32)> = Vec::with_capacity(all.len());
    let mut containers = Vec::new();
    let mut fence: Option<&str> = None;
    let mut at = 0;
    while at < all.len() {
        let (line, origin) = all[at];
        let trimmed = line.trim_start();
        if let Some(open) = fence {
            if trimmed.starts_with(open) && trimmed.trim_end().chars().all(|c| open.starts_with(c))
            {
                fence = None;
            }
        } else if trimmed.starts_with("```") || trimmed.starts_with("~~~") {
            let length = trimmed
                .bytes()
                .take_while(|b| *b == trimmed.as_bytes()[0])
                .count();
            fence = Some(&trimmed[..length]);
        } else if let Some((marker, kind, title)) = opening(trimmed) {
            let indent = line.len() - trimmed.len();
            let end = body_end(&all, at + 1, indent);
            if end > at + 1 {
                let body = all[at + 1..end].iter().map(|(line, origin)| {
                    let cut = (indent + 4).min(line.len() - line.trim_start().len());
                    (&line[cut..], origin + cut as u32)
                });
                let inner = Lines::of_parts(body);
                let letters = letters::encode(containers.len());
                // Blank lines around, so that it is a paragraph of its own also between lines of text.
                outer.push((String::new(), origin));
                outer.push((format!("{}{START}{letters}z", &line[..indent]), origin));
                outer.push((String::new(), origin));
                containers.push(Container {
                    marker,
                    kind,
                    title,
                    lines: inner,
                    start: origin,
                    whole: Lines::of_parts(all[at..end].iter().copied()),
                    indent,
                });
                at = end;
                continue;
            }
        }
        outer.push((line.to_owned(), origin));
        at += 1;
    }
    if containers.is_empty() {
        return None;
    }
    let lines = Lines::of_parts(outer.iter().map(|(line, origin)| (line.as_str(), *origin)));
    Some(Split { lines, containers })
}

/// The marker, kind and title of a line that opens a container.
fn opening(line: &str) -> Option<(Marker, String, Option<String>)> {
    let (marker, rest) = if let Some(rest) = line.strip_prefix("!!!") {
        (Marker::Admonition, rest)
    } else if let Some(rest) = line.strip_prefix("???+") {
        (Marker::Folded { open: true }, rest)
    } else if let Some(rest) = line.strip_prefix("???") {
        (Marker::Folded { open: false }, rest)
    } else {
        let rest = line.strip_prefix("===")?;
        let title = rest
            .trim_start_matches(['!', '+'])
            .trim()
            .strip_prefix('"')?
            .strip_suffix('"')?;
        return Some((Marker::Tab, String::new(), Some(title.to_owned())));
    };
    let rest = rest.strip_prefix(' ')?.trim();
    let (words, title) = match rest.split_once('"') {
        Some((words, title)) => (words, Some(title.strip_suffix('"')?.to_owned())),
        None => (rest, None),
    };
    let kind = words.split_whitespace().next()?.to_lowercase();
    let is_word = kind
        .chars()
        .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    let only_kinds = words.split_whitespace().count() <= 3;
    (is_word && only_kinds).then_some((marker, kind, title))
}

/// The line after the last that belongs to the body: indented by four more than the marker, or blank between such lines.
fn body_end(all: &[(&str, u32)], from: usize, indent: usize) -> usize {
    let mut end = from;
    for (at, (line, _)) in all.iter().enumerate().skip(from) {
        let trimmed = line.trim_start();
        if trimmed.is_empty() {
            continue;
        }
        let own = line.len() - trimmed.len();
        if own < indent + 4 && !line.starts_with('\t') {
            break;
        }
        end = at + 1;
    }
    end
}

impl Container {
    /// As written.
    pub(super) fn source(&self) -> &str {
        self.whole.text.trim_end_matches('\n')
    }

    /// Its lines as written, for a text in which its marker is set in only so far, with the bytes at which they start.
    pub(super) fn lines_at(&self, indent: usize) -> impl Iterator<Item = (&str, u32)> {
        let most = self.indent.saturating_sub(indent);
        self.whole.iter().map(move |(line, origin)| {
            let cut = most.min(line.len() - line.trim_start().len());
            (&line[cut..], origin + cut as u32)
        })
    }
}

/// The number of the container that a paragraph's words stand for.
pub(super) fn number(words: &str) -> Option<usize> {
    letters::decode(
        words
            .trim()
            .strip_prefix(START)?
            .strip_suffix(letters::STOP)?,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_are_lifted_out_with_their_places() {
        let text = "before\n!!! note \"A title\"\n    one\n\n    two\nafter\n```\n!!! note\n    code\n```\n";
        let split = split(&Lines::of_body(text, 0)).expect("there is a container");
        assert_eq!(split.containers.len(), 1);
        let container = &split.containers[0];
        assert_eq!(
            (container.kind.as_str(), container.title.as_deref()),
            ("note", Some("A title"))
        );
        assert_eq!(container.lines.text, "one\n\ntwo\n");
        assert_eq!(
            container.lines.byte(1, 1),
            text.find("one").expect("it is there")
        );
        assert!(split.lines.text.contains("!!! note\n    code"));
    }
}
