//! Headlines and the sections under them.
//!
//! The keyword of a task, its priority and the tags stay words of the heading, since they say something of it, but in small
//! letters, so that they are told from its name. What is not meant for readers (`COMMENT`, `:noexport:`) is kept and
//! not shown.

use std::ops::Range;

use super::flow::Flow;
use super::lines::{Body, Part, trimmed};
use super::shape::{self, headline};
use super::{Reading, folded, span};
use crate::document::{BlockKind, Heading, Inline, InlineKind, MetaValue, Style, anchor, text};

/// The parts of a headline, as bytes.
struct Parts {
    task: Option<Range<usize>>,
    priority: Option<Range<usize>>,
    is_comment: bool,
    title: Range<usize>,
    /// With the colons around them.
    tags: Option<Range<usize>>,
}

/// HTML has no deeper heading.
const DEEPEST: usize = 6;

impl Reading<'_> {
    /// All lines of a part, cut by their headlines.
    pub(super) fn sections(&mut self, part: &Part, flow: &mut Flow) {
        let count = part.lines.len();
        let mut from = 0;
        let mut at = 0;
        while at < count {
            let Some(stars) = self.stars(part, at) else {
                at += 1;
                continue;
            };
            self.section_body(Body::of(part, from, at), flow);
            at = self.headline(part, at, stars, flow);
            from = at;
        }
        self.section_body(Body::of(part, from, count), flow);
    }

    fn section_body(&mut self, body: Body<'_>, flow: &mut Flow) {
        if body.from < body.to {
            self.body(body, flow);
        }
    }

    /// How many stars a headline at a line has.
    pub(super) fn stars(&self, part: &Part, at: usize) -> Option<usize> {
        let line = part.lines.get(at)?;
        // A headline may have nothing but its stars and a blank, which is no part of the line.
        self.text[line.start..line.end]
            .starts_with('*')
            .then(|| headline(&self.text[line.start..]))?
    }

    /// A headline with what belongs to it; gives the line behind.
    fn headline(&mut self, part: &Part, at: usize, stars: usize, flow: &mut Flow) -> usize {
        let line = part.lines[at].start..part.lines[at].end;
        let mut parts = self.parts_of(line.start + stars..line.end.max(line.start + stars));
        let tags = parts.tags.clone().map_or("", |tags| self.words(tags));
        let is_hidden = parts.is_comment || tags.split(':').any(|tag| self.settings.hides(tag));
        flow.loosen();
        if is_hidden {
            let mut next = at + 1;
            while next < part.lines.len() && self.stars(part, next).is_none_or(|deep| deep > stars)
            {
                next += 1;
            }
            let range = line.start..part.lines[next - 1].end.max(line.end);
            let what = if parts.is_comment {
                "what stands under a `COMMENT` headline"
            } else {
                "what stands under a headline with a tag that hides it"
            };
            let help = "take the word or the tag away if it belongs on the page";
            self.note_left_out(what, help, span(&line));
            flow.comment(span(&range), self.words(range.clone()));
            return next;
        }
        self.level = stars.saturating_add_signed(self.shift).max(1);
        let mut next = at + 1;
        let planning = (next < part.lines.len())
            .then(|| self.planning(part, next))
            .flatten();
        next += usize::from(planning.is_some());
        let properties = self.properties(part, next, part.lines.len());
        if let Some(properties) = &properties {
            next = properties.next;
        }
        let id = properties.as_ref().and_then(|found| found.id.clone());
        let mut content = properties
            .as_ref()
            .map(|found| found.anchors.clone())
            .unwrap_or_default();
        let is_title =
            self.settings.is_headline_title && stars == 1 && flow.is_document && !self.is_inserted;
        if is_title {
            self.say_of_title(&mut parts);
        }
        let title = self.heading(&parts, &mut content);
        // What is said beside a title is no part of its id.
        let is_bare = parts.task.is_none()
            && parts.priority.is_none()
            && parts.tags.is_none()
            && !title.ends_with(']');
        let title = without_cookies(&title);
        let id = id.or_else(|| (!is_bare).then(|| anchor::slug(&title)));
        let id = id.filter(|id| !id.is_empty());
        if title == "footnotes" && self.is_only_footnotes(part, next) {
            flow.comment(span(&line), self.words(line.clone()));
        } else {
            self.titles.insert(line.start as u32, title);
            let heading = Heading {
                level: self.level.min(DEEPEST) as u8,
                content,
                id: id.map(Into::into),
            };
            flow.push(span(&line), BlockKind::Heading(Box::new(heading)));
        }
        if let Some(planning) = planning {
            let words = self.phrase(planning.clone());
            flow.push(span(&planning), BlockKind::Paragraph(words));
        }
        if let Some(properties) = properties {
            self.show_properties(properties, is_title, flow);
        }
        next
    }

    /// The words of a heading; gives its title as titles are compared.
    fn heading(&mut self, parts: &Parts, content: &mut Vec<Inline>) -> String {
        let small = |range: &Range<usize>, words: &str| {
            let words = Inline::text(span(range), words);
            Inline::new(span(range), InlineKind::Styled(Style::Small, vec![words]))
        };
        let blank = |at: usize| Inline::text(span(&(at..at)), " ");
        if let Some(task) = &parts.task {
            content.push(small(task, self.words(task.clone())));
            content.push(blank(task.end));
        }
        if let Some(priority) = &parts.priority {
            content.push(small(priority, self.words(priority.clone())));
            content.push(blank(priority.end));
        }
        let title = self.phrase(parts.title.clone());
        let words = folded(&text::of_inlines(&title));
        content.extend(title);
        if let Some(tags) = &parts.tags {
            content.push(blank(tags.start));
            content.push(small(tags, self.words(tags.clone())));
        }
        words
    }

    /// The tags of the title are those of the document, and so is the keyword of its task.
    fn say_of_title(&mut self, parts: &mut Parts) {
        let text = |words: &str| MetaValue::Text(words.into());
        if let Some(tags) = parts.tags.take() {
            let words = self.words(tags.clone());
            let names = words.split(':').filter(|tag| !tag.is_empty());
            let names = names.map(text).collect();
            self.tell("tags", span(&tags), MetaValue::List(names));
        }
        if let Some(task) = parts.task.take() {
            let word = text(self.words(task.clone()));
            self.tell("task", span(&task), word);
        }
    }

    fn parts_of(&self, range: Range<usize>) -> Parts {
        let text = self.text;
        let mut rest = trimmed(text, range);
        let mut parts = Parts {
            task: None,
            priority: None,
            is_comment: false,
            title: rest.clone(),
            tags: None,
        };
        let words = self.words(rest.clone());
        let last = words.rfind([' ', '\t']).map_or(0, |at| at + 1);
        if is_tags(&words[last..]) {
            let tags = rest.start + last..rest.end;
            rest = trimmed(text, rest.start..tags.start);
            parts.tags = Some(tags);
        }
        let first = |rest: &Range<usize>| {
            let words = self.words(rest.clone());
            let length = words.find([' ', '\t']).unwrap_or(words.len());
            rest.start..rest.start + length
        };
        let word = first(&rest);
        if self.settings.is_task(self.words(word.clone())) {
            rest = trimmed(text, word.end..rest.end);
            parts.task = Some(word);
        }
        let word = first(&rest);
        if is_priority(self.words(word.clone())) {
            rest = trimmed(text, word.end..rest.end);
            parts.priority = Some(word);
        }
        parts.is_comment = self.words(first(&rest)) == "COMMENT";
        parts.title = rest;
        parts
    }

    /// True where nothing but the texts of footnotes stands before the next headline.
    fn is_only_footnotes(&self, part: &Part, from: usize) -> bool {
        let mut has_one = false;
        let mut at = from;
        while at < part.lines.len() && self.stars(part, at).is_none() {
            let line = &self.text[part.lines[at].start..part.lines[at].end];
            match shape::shape(line) {
                shape::Shape::Footnote(..) => has_one = true,
                shape::Shape::Blank | shape::Shape::Comment => {}
                _ if has_one => {}
                _ => return false,
            }
            at += 1;
        }
        has_one
    }
}

/// A title without the counts of what is done, which change: `[2/3]`, `[66%]`.
fn without_cookies(title: &str) -> String {
    let words = title.split(' ').filter(|word| {
        let inner = word
            .strip_prefix('[')
            .and_then(|word| word.strip_suffix(']'));
        !inner.is_some_and(|count| {
            count.contains(['/', '%'])
                && count
                    .bytes()
                    .all(|byte| byte.is_ascii_digit() || matches!(byte, b'/' | b'%'))
        })
    });
    words.collect::<Vec<_>>().join(" ")
}

/// True for `[#A]`.
fn is_priority(word: &str) -> bool {
    let inner = word
        .strip_prefix("[#")
        .and_then(|rest| rest.strip_suffix(']'));
    inner.is_some_and(|value| {
        (1..=2).contains(&value.len()) && value.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

/// True for `:a:b:`.
pub(super) fn is_tags(word: &str) -> bool {
    let is_sign = |c: char| c.is_alphanumeric() || matches!(c, '_' | '@' | '#' | '%');
    word.strip_prefix(':')
        .and_then(|rest| rest.strip_suffix(':'))
        .is_some_and(|tags| {
            tags.split(':')
                .all(|tag| !tag.is_empty() && tag.chars().all(is_sign))
        })
}
