//! The scorecard of a report: questions about how it went, each with its answer and what that counts, and their total.
//!
//! Takes head, passages and blocks of a report, gives what the head states, else the first table that is one: under a heading that says
//! so, or with such a caption.
//! Its columns are known by their names, else by what stands in them. The total that the author wrote and the one that the rows add
//! up to are both kept: whether they agree is for others to judge.

mod columns;
pub(super) mod head;
mod points;

use super::SectionKind;
use super::keys::Keys;
use super::passage::{Passage, outermost};
use crate::document::section::{kind_of, normal};
use crate::document::{Block, BlockKind, Table, text};
use crate::source::Span;
use columns::{Columns, Grid};
pub use points::Points;

/// A scorecard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scorecard {
    /// Its rows, in the order of the text; at least one.
    pub questions: Vec<Question>,
    /// The total as its author wrote it.
    pub stated_total: Option<Total>,
    /// What the answers add up to; `None` where none of them counts.
    pub computed_total: Option<Points>,
    /// Where it stands.
    pub span: Span,
}

/// One row of a scorecard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The group that it stands in: `People`.
    pub group: Option<String>,
    /// What is asked.
    pub text: String,
    /// The answer as written: `1`, `yes`, `N/A`; empty where nobody answered.
    pub answer: String,
    /// What that counts: a number, or 1 for yes and 0 for no, as long as the question does not say otherwise.
    pub score: Option<Points>,
    /// What was said of it.
    pub note: Option<String>,
    /// Where it stands.
    pub span: Span,
}

/// A total that stands in a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Total {
    /// As written: `5`, `5/15`.
    pub as_written: String,
    /// The number meant, where one is.
    pub points: Option<Points>,
    /// Where it stands.
    pub span: Span,
}

/// The scorecard of a report.
pub(super) fn read(
    keys: &Keys<'_>,
    passages: &[Passage<'_>],
    blocks: &[Block],
) -> Option<Scorecard> {
    if let Some(stated) = head::read(keys) {
        return Some(stated);
    }
    let of_passages = outermost(passages, SectionKind::Scorecard)
        .flat_map(|passage| passage.blocks)
        .find_map(|block| of_block(block, true));
    of_passages.or_else(|| blocks.iter().find_map(|block| of_block(block, false)))
}

/// The scorecard that a block is; one that no heading announces says so in its caption.
fn of_block(block: &Block, is_announced: bool) -> Option<Scorecard> {
    match &block.kind {
        BlockKind::Table(table) => {
            let names_itself = || {
                let caption = text::words(&table.caption);
                !caption.is_empty() && kind_of(&caption) == SectionKind::Scorecard
            };
            (is_announced || names_itself()).then(|| of_table(table, block.span))?
        }
        BlockKind::Details(details) if is_announced => {
            let mut blocks = details.blocks.iter();
            blocks.find_map(|block| of_block(block, true))
        }
        BlockKind::Group(inner) => inner.iter().find_map(|block| of_block(block, is_announced)),
        BlockKind::Figure(figure) => {
            let names_itself = || kind_of(&text::words(&figure.caption)) == SectionKind::Scorecard;
            let is_announced = is_announced || !figure.caption.is_empty() && names_itself();
            let mut blocks = figure.blocks.iter();
            blocks.find_map(|block| of_block(block, is_announced))
        }
        _ => None,
    }
}

fn of_table(table: &Table, span: Span) -> Option<Scorecard> {
    let grid = Grid::of(table);
    let columns = Columns::of(&grid)?;
    let mut questions = Vec::new();
    let mut stated_total = None;
    for row in grid.body() {
        let cell = |at: usize| row.cells.get(at).map_or("", String::as_str);
        let answer = cell(columns.answer);
        let text = cell(columns.question);
        let says_total = |at: usize| is_total(cell(at));
        if says_total(columns.question) || says_total(0) {
            stated_total = (!answer.is_empty()).then(|| Total {
                as_written: answer.to_owned(),
                points: Points::of_total(answer),
                span: row.span,
            });
            continue;
        }
        // A row that names the group of those below.
        if text.is_empty() || text == answer {
            continue;
        }
        let group = columns.group.map(cell).filter(|words| !words.is_empty());
        let note = columns.note.map(cell).filter(|words| !words.is_empty());
        questions.push(Question {
            group: group.map(str::to_owned),
            text: text.to_owned(),
            answer: answer.to_owned(),
            score: Points::of_answer(answer, text),
            note: note.map(str::to_owned),
            span: row.span,
        });
    }
    of_questions(questions, stated_total, span)
}

/// The scorecard of these rows; `None` where there are none.
fn of_questions(
    questions: Vec<Question>,
    stated_total: Option<Total>,
    span: Span,
) -> Option<Scorecard> {
    if questions.is_empty() {
        return None;
    }
    let scores = questions.iter().filter_map(|question| question.score);
    Some(Scorecard {
        computed_total: scores.reduce(Points::plus),
        questions,
        stated_total,
        span,
    })
}

/// True for the words that head a total.
fn is_total(words: &str) -> bool {
    let normal = normal(words);
    ["total", "overall score", "score total", "sum", "overall", "summe", "gesamt", "poengsum", "合計"]
        .iter()
        .any(|word| {
            normal
                .strip_prefix(word)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        })
        // A question may begin so.
        && !words.trim_end().ends_with('?')
}
