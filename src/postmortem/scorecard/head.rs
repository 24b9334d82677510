//! A scorecard that stands in a head: `scorecard:` with questions and answers, in groups or not, as pairs or as a list.
//!
//! Takes the value of that key, gives a scorecard where all of it is understood. What is only partly one stays with the further details
//! of the page, as written.

use super::{Points, Question, Scorecard, Total, is_total, of_questions};
use crate::document::{MetaEntry, MetaValue};
use crate::postmortem::keys::Keys;
use crate::source::Span;

/// Keys under which a head keeps a scorecard.
pub(in crate::postmortem) const KEYS: &[&str] =
    &["scorecard", "incidentscorecard", "engagementscorecard"];

/// Keys of one row of a list.
const ASKED: &[&str] = &["question", "text", "q", "name"];
const ANSWERED: &[&str] = &["answer", "score", "value", "points", "a"];
const NOTED: &[&str] = &["note", "notes", "comment", "comments"];
const GROUPED: &[&str] = &["group", "section", "category"];

/// The scorecard of a head.
pub(super) fn read(keys: &Keys<'_>) -> Option<Scorecard> {
    keys.all(KEYS).into_iter().find_map(|entry| {
        let mut reader = Reader {
            span: entry.span,
            ..Reader::default()
        };
        reader.value(&entry.value, None)?;
        let found = of_questions(reader.questions, reader.total, entry.span)?;
        keys.mark(entry);
        Some(found)
    })
}

#[derive(Default)]
struct Reader {
    questions: Vec<Question>,
    total: Option<Total>,
    span: Span,
    /// True inside `questions:`, which may stand once around all others.
    is_inside: bool,
}

impl Reader {
    /// `None` where something is no part of a scorecard. Groups stand one level deep, so that no head is too deep for it.
    fn value(&mut self, value: &MetaValue, group: Option<&str>) -> Option<()> {
        match value {
            MetaValue::Map(entries) => entries.iter().try_for_each(|entry| self.pair(entry, group)),
            MetaValue::List(rows) => rows.iter().try_for_each(|row| self.row(row, group)),
            _ => None,
        }
    }

    /// A question with its answer, a group of them, or the total.
    fn pair(&mut self, entry: &MetaEntry, group: Option<&str>) -> Option<()> {
        if let Some(answer) = entry.value.as_text() {
            if is_total(&entry.key) {
                self.total = Some(Total {
                    as_written: answer.to_owned(),
                    points: Points::of_total(answer),
                    span: entry.span,
                });
            } else {
                self.push(&entry.key, answer, (group, None), entry.span);
            }
            return Some(());
        }
        let is_list_of_all = entry.key.eq_ignore_ascii_case("questions");
        match group {
            None if is_list_of_all && !self.is_inside => {
                self.is_inside = true;
                let read = self.value(&entry.value, None);
                self.is_inside = false;
                read
            }
            None => self.value(&entry.value, Some(&entry.key)),
            Some(_) => None,
        }
    }

    /// A row of a list, by the names of its keys.
    fn row(&mut self, row: &MetaValue, group: Option<&str>) -> Option<()> {
        let text = |names: &[&str]| names.iter().find_map(|name| row.get(name)?.value.as_text());
        let (question, answer) = (text(ASKED)?, text(ANSWERED)?);
        let group = text(GROUPED).or(group);
        self.push(question, answer, (group, text(NOTED)), self.span);
        Some(())
    }

    fn push(
        &mut self,
        question: &str,
        answer: &str,
        (group, note): (Option<&str>, Option<&str>),
        span: Span,
    ) {
        self.questions.push(Question {
            group: group.map(str::to_owned),
            text: question.to_owned(),
            answer: answer.to_owned(),
            score: Points::of_answer(answer, question),
            note: note.map(str::to_owned),
            span,
        });
    }
}
