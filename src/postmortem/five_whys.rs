//! The chain of whys, as steps: what was asked, and what was answered.
//!
//! Takes the passages of a report, gives the steps in the order of the text, out of headings, bold words, questions that their answers
//! follow, items of lists, terms and rows of tables. A step without an answer is a form that nobody filled in, and is none. It joins
//! no two steps and asks nothing that its author did not ask.

use super::SectionKind;
use super::passage::{Passage, outermost};
use super::template::is_placeholder;
use crate::document::prompt::fingerprint;
use crate::document::section::normal;
use crate::document::{Block, BlockKind, Inline, InlineKind, List, Style, Table, text};
use crate::source::Span;

/// One step of the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Why {
    /// The question as written: `Why was the disk full?`, or just `Why?`; `None` where only answers stand one below the other.
    pub question: Option<String>,
    /// The answer in plain words, never empty.
    pub answer: String,
    /// Where it stands.
    pub span: Span,
}

/// The longest words before a colon that ask, in bytes.
const LONGEST_LABEL: usize = 60;

/// The longest words before a question mark that ask, in bytes.
const LONGEST_QUESTION: usize = 300;

/// The steps of a report.
pub(super) fn read(passages: &[Passage<'_>]) -> Vec<Why> {
    let mut steps = Steps::default();
    for passage in outermost(passages, SectionKind::FiveWhys) {
        steps.asked = None;
        if !passage.words.is_empty() {
            steps.line(&passage.words, passage.span);
        }
        steps.blocks(passage.blocks);
    }
    steps.found
}

#[derive(Default)]
struct Steps {
    found: Vec<Why>,
    /// A question that waits for its answer.
    asked: Option<String>,
    /// True while further paragraphs belong to the last answer.
    is_open: bool,
}

impl Steps {
    fn push(&mut self, question: Option<String>, answer: &str, span: Span) {
        let answer = text::one_line(unlabelled(answer));
        self.is_open = false;
        if is_placeholder(&answer) || !answer.contains(char::is_alphanumeric) {
            return;
        }
        self.is_open = question.is_some();
        self.found.push(Why {
            question: question.map(|words| unlabelled(&words).to_owned()),
            answer,
            span,
        });
    }

    /// Words that ask, answer or do both.
    fn line(&mut self, words: &str, span: Span) {
        let (question, answer) = parted(words);
        match (question, answer) {
            (Some(question), "") => self.ask(question),
            (Some(question), answer) => {
                self.asked = None;
                self.push(Some(question.to_owned()), answer, span);
            }
            (None, answer) => {
                let asked = self.asked.take();
                self.push(asked, answer, span);
            }
        }
    }

    fn ask(&mut self, question: &str) {
        self.is_open = false;
        self.asked = Some(text::one_line(question)).filter(|words| !words.is_empty());
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match &block.kind {
                BlockKind::Heading(heading) => {
                    let words = text::one_line(&text::words(&heading.content));
                    self.ask(&words);
                }
                BlockKind::Paragraph(content) if fingerprint(block).is_none() => {
                    self.paragraph(content, block.span);
                }
                BlockKind::List(list) => self.list(list),
                BlockKind::DefinitionList(definitions) => {
                    for definition in definitions {
                        let question = text::one_line(&text::words(&definition.term));
                        let answer = text::of_blocks(&definition.details);
                        self.push(Some(question), &answer, block.span);
                    }
                    self.is_open = false;
                }
                BlockKind::Table(table) => self.table(table),
                BlockKind::Quote(inner) | BlockKind::Group(inner) => self.blocks(inner),
                BlockKind::Details(details) => self.blocks(&details.blocks),
                BlockKind::Admonition(admonition) => self.blocks(&admonition.blocks),
                _ => {}
            }
        }
    }

    /// A paragraph asks, answers what was asked, or goes on with an answer; other words lead to what follows.
    fn paragraph(&mut self, content: &[Inline], span: Span) {
        for line in lines(content) {
            let words = text::one_line(&line.words);
            if words.is_empty() {
                continue;
            }
            let bold = text::one_line(&line.words[..line.bold]);
            let rest = line.words[line.bold..].trim_start_matches([':', '：', ' ']);
            if !bold.is_empty() && asks(&bold) {
                self.line_asked(bold.trim_end_matches([':', '：']), rest, span);
            } else if let (Some(question), answer) = parted(&words) {
                self.line_asked(question, answer, span);
            } else if let Some(asked) = self.asked.take() {
                self.push(Some(asked), &words, span);
            } else if self.is_open
                && let Some(last) = self.found.last_mut()
            {
                last.answer.push(' ');
                last.answer.push_str(&words);
            }
        }
    }

    fn line_asked(&mut self, question: &str, answer: &str, span: Span) {
        if answer.trim().is_empty() {
            self.ask(question);
        } else {
            self.asked = None;
            self.push(Some(question.to_owned()), answer, span);
        }
    }

    fn list(&mut self, list: &List) {
        for item in &list.items {
            let Some((first, nested)) = item.blocks.split_first() else {
                continue;
            };
            if let BlockKind::Paragraph(content) = &first.kind {
                if fingerprint(first).is_none() {
                    self.line(&text::of_inlines(content), item.span);
                }
                self.is_open = false;
                self.blocks(nested);
            } else {
                self.blocks(&item.blocks);
            }
            self.is_open = false;
        }
    }

    /// Rows of a question and its answer, or of a number and an answer.
    fn table(&mut self, table: &Table) {
        for row in &table.rows {
            if row.header || row.cells.iter().all(|cell| cell.header) {
                continue;
            }
            let cells: Vec<String> = row
                .cells
                .iter()
                .map(|cell| text::one_line(&text::of_blocks(&cell.blocks)))
                .filter(|words| words.contains(char::is_alphabetic))
                .collect();
            match cells.as_slice() {
                [words] => self.line(words, row.span),
                [question, answer, ..] => self.push(Some(question.clone()), answer, row.span),
                [] => {}
            }
        }
        self.asked = None;
        self.is_open = false;
    }
}

/// A line of a paragraph: how many of its first bytes are bold, and its words.
#[derive(Default)]
struct Line {
    bold: usize,
    words: String,
}

/// The lines of a paragraph: a bold question begins one, and so does a break that the author meant.
fn lines(content: &[Inline]) -> Vec<Line> {
    let mut out = vec![Line::default()];
    for inline in content {
        let words = text::of_inlines(std::slice::from_ref(inline));
        let is_bold = matches!(inline.kind, InlineKind::Styled(Style::Strong, _));
        let begins = matches!(inline.kind, InlineKind::Break) || is_bold && asks(&words);
        if begins && out.last().is_some_and(|last| !last.words.trim().is_empty()) {
            out.push(Line::default());
        }
        let Some(line) = out.last_mut() else {
            continue;
        };
        if line.words.trim().is_empty() {
            line.words.clear();
        }
        line.words.push_str(&words);
        if is_bold && line.words.len() == words.len() {
            line.bold = words.len();
        }
    }
    out
}

/// A question at the beginning of the words, and what stands behind it.
fn parted(words: &str) -> (Option<&str>, &str) {
    let words = words.trim();
    let near = |most: usize, marks: [char; 2]| {
        let found = words.char_indices().take_while(|(at, _)| *at <= most);
        let mut found = found.filter(|(_, c)| marks.contains(c));
        found.next().map(|(at, mark)| at + mark.len_utf8())
    };
    let head = |end: usize| (&words[..end], words[end..].trim());
    if let Some((question, answer)) = near(LONGEST_QUESTION, ['?', '？']).map(head)
        && asks(question)
    {
        let answer = answer.trim_start_matches(['-', '–', '—', ':', '：', ' ']);
        return (Some(question), answer);
    }
    if let Some((label, answer)) = near(LONGEST_LABEL, [':', '：']).map(head)
        && asks(label)
    {
        let label = label.trim_end_matches([':', '：']);
        return (Some(label.trim_end()), answer);
    }
    (None, words)
}

/// True for words that ask for a reason, or open the chain: `Why?`, `2nd why`, `Why 3`, `Q: why …`, `What?`, `Problem`.
fn asks(words: &str) -> bool {
    #[rustfmt::skip] // One word a line would bury them.
    const WHY: &[&str] = &[
        "why", "whys", "hvorfor", "varför", "warum", "wieso", "weshalb", "pourquoi", "porqué", "porque", "porquê", "perché",
        "waarom", "dlaczego", "miksi", "proč", "почему", "なぜ", "为什么", "왜",
    ];
    #[rustfmt::skip]
    const OPENING: &[&str] = &[
        "what", "what happened", "problem", "the problem", "problem statement", "issue", "symptom", "hva", "hva skjedde", "was",
        "was ist passiert", "quoi", "qué", "qué pasó",
    ];
    let Some(cut) = words.get(..words.len().min(LONGEST_QUESTION + 4)) else {
        // A character of several bytes stands there: no question is so long.
        return false;
    };
    let normal = normal(cut);
    if normal.contains("なぜ") || normal.starts_with("为什么") || normal.starts_with("por qu")
    {
        return true;
    }
    OPENING.contains(&normal.as_str())
        || normal
            .split(' ')
            .filter(|word| !word.starts_with(|c: char| c.is_ascii_digit()))
            .find(|word| {
                !matches!(
                    *word,
                    "q" | "question" | "and" | "but" | "so" | "ok" | "the"
                )
            })
            .is_some_and(|word| WHY.contains(&word))
        || normal.split(' ').count() <= 3
            && normal
                .split(' ')
                .next_back()
                .is_some_and(|word| WHY.contains(&word))
}

/// Words without the letter that says what they are: `A: the disk was full`.
fn unlabelled(words: &str) -> &str {
    let words = words.trim();
    ["Q:", "Question:", "A:", "Answer:"]
        .iter()
        .find_map(|label| words.strip_prefix(label))
        .map_or(words, str::trim_start)
}
