//! Why it happened, as far as the words of the report let one suggest: causes and triggers by weighted phrases.
//!
//! Takes the passages of a report that has stated no cause, gives causes and triggers of the starter vocabulary with the words that
//! speak for them. Only what speaks of causes is searched, before it what the author calls the cause; a phrase that is denied does not
//! count, and what stays below a confidence is not suggested: two right causes beat five.

mod vocabulary;

use std::collections::BTreeMap;

use super::passage::Passage;
use super::{Facet, Origin, SectionKind};
use crate::document::{Block, BlockKind, text};
use crate::source::Span;
use vocabulary::{Axis, VOCABULARY};

/// What a report suggests.
#[derive(Debug, Default)]
pub(super) struct Suggested {
    /// The causes, the surest first.
    pub(super) causes: Vec<Facet>,
    /// The triggers, the surest first.
    pub(super) triggers: Vec<Facet>,
}

/// So much must speak for one before it is suggested.
const NEEDED: f32 = 2.0;
/// At most so many causes.
const MOST_CAUSES: usize = 3;
/// At most so many triggers.
const MOST_TRIGGERS: usize = 1;
/// What has less of the surest one's weight is left out.
const SHARE: f32 = 0.34;
/// Characters of the words that speak for one, before and behind the phrase.
const AROUND: usize = 40;
/// No passage is searched further than so many bytes.
const LONGEST: usize = 6_000;

/// The causes and triggers that the words suggest.
pub(super) fn suggest(title: &str, passages: &[Passage<'_>], blocks: &[Block]) -> Suggested {
    let mut scores: BTreeMap<usize, Score> = BTreeMap::new();
    search(title, Span::default(), 2.0, &mut scores);
    let mut speaks_of_causes = false;
    for passage in passages {
        let weight = match passage.kind {
            SectionKind::RootCause | SectionKind::FiveWhys => 3.0,
            SectionKind::Trigger | SectionKind::Leadup => 2.0,
            SectionKind::Summary => 1.5,
            SectionKind::Impact | SectionKind::Detection | SectionKind::Background => 0.5,
            _ => continue,
        };
        speaks_of_causes |= weight >= 2.0;
        let mut words = passage.words.clone();
        push_blocks(passage.blocks, &mut words);
        search(&words, passage.span, weight, &mut scores);
    }
    if !speaks_of_causes {
        // No passage is called so: the text itself, and sentences that speak of a cause.
        let mut words = String::new();
        push_blocks(blocks, &mut words);
        let span = blocks.first().map_or(Span::default(), |block| block.span);
        search(&words, span, 0.6, &mut scores);
        for sentence in words.split_inclusive(['.', '\n']) {
            let lower = sentence.to_lowercase();
            if CAUSAL.iter().any(|mark| lower.contains(mark)) {
                search(sentence, span, 2.0, &mut scores);
            }
        }
    }
    let mut suggested = Suggested::default();
    let axes = [
        (Axis::Cause, MOST_CAUSES, &mut suggested.causes),
        (Axis::Trigger, MOST_TRIGGERS, &mut suggested.triggers),
    ];
    for (axis, most, out) in axes {
        let mut best: Vec<(&usize, &Score)> = scores
            .iter()
            .filter(|(term, score)| {
                VOCABULARY.terms[**term].axis == axis && score.is_sure && score.weight >= NEEDED
            })
            .collect();
        // Of equal weight the first of the vocabulary.
        best.sort_by(|a, b| b.1.weight.total_cmp(&a.1.weight).then(a.0.cmp(b.0)));
        let top = best.first().map_or(0.0, |(_, score)| score.weight);
        let sure = best
            .into_iter()
            .filter(|(_, score)| score.weight >= top * SHARE);
        out.extend(sure.take(most).map(|(term, score)| Facet {
            name: VOCABULARY.terms[*term].id.clone(),
            origin: Origin::Suggested,
            evidence: Some(score.evidence.clone()),
            span: score.span,
        }));
    }
    suggested
}

/// Words of sentences that name a cause.
const CAUSAL: &[&str] = &[
    "caused by",
    "because of",
    "due to",
    "root cause",
    "was caused",
    "the cause",
    "reason for",
    "reason was",
    "resulted from",
    "result of",
    "led to",
    "as a result",
    "triggered by",
    "turned out",
    "skyldtes",
    "på grunn av",
    "årsak",
    "verursacht",
    "aufgrund",
    "à cause",
    "debido a",
    "原因",
];

/// How much speaks for a term, and the first words that do.
#[derive(Debug)]
struct Score {
    weight: f32,
    /// How much the words kept as evidence weigh.
    best: f32,
    /// True where a phrase speaks for it that means nothing else.
    is_sure: bool,
    evidence: String,
    span: Span,
}

/// Adds what the phrases in a text weigh; one phrase counts twice at most.
fn search(words: &str, span: Span, weight: f32, scores: &mut BTreeMap<usize, Score>) {
    let mut end = words.len().min(LONGEST);
    while !words.is_char_boundary(end) {
        end -= 1;
    }
    let cut = &words[..end];
    let mut seen = vec![0_u8; VOCABULARY.meaning.len()];
    for found in VOCABULARY.phrases.find_overlapping_iter(cut) {
        let phrase = found.pattern().as_usize();
        if seen[phrase] == 2 {
            continue;
        }
        let before = &cut[..found.start()];
        let is_inside =
            cut.as_bytes()[found.start()].is_ascii() && before.ends_with(char::is_alphanumeric);
        if is_inside || is_denied(before) || is_denied_behind(&cut[found.end()..]) {
            continue;
        }
        seen[phrase] += 1;
        let (term, own) = VOCABULARY.meaning[phrase];
        let adds = weight * own;
        let score = scores.entry(term).or_insert_with(|| Score {
            weight: 0.0,
            best: 0.0,
            is_sure: false,
            evidence: String::new(),
            span,
        });
        score.weight += adds;
        score.is_sure |= own >= 1.0;
        if adds > score.best {
            score.best = adds;
            score.evidence = around(cut, found.start(), found.end());
            score.span = span;
        }
    }
}

/// True where the words right before say that it was not so: `not caused by`, `no`, `without`.
fn is_denied(before: &str) -> bool {
    let near = before
        .char_indices()
        .rev()
        .nth(32)
        .map_or(before, |(at, _)| &before[at..]);
    let sentence = near
        .rsplit(['.', ';', '!', '?', '\n'])
        .next()
        .unwrap_or(near);
    let words = sentence.rsplit(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’')));
    words.filter(|word| !word.is_empty()).take(4).any(|word| {
        matches!(
            &*word.to_ascii_lowercase(),
            "not"
                | "no"
                | "never"
                | "without"
                | "isn't"
                | "wasn't"
                | "wasn’t"
                | "isn’t"
                | "weren’t"
                | "weren't"
                | "unrelated"
                | "ikke"
                | "nicht"
                | "kein"
                | "keine"
                | "pas"
        )
    })
}

/// True where the words behind say so: `… were ruled out as the cause`.
fn is_denied_behind(behind: &str) -> bool {
    let near = behind
        .char_indices()
        .nth(90)
        .map_or(behind, |(at, _)| &behind[..at]);
    let sentence = near
        .split(['.', ';', '!', '?', '\n'])
        .next()
        .unwrap_or(near);
    [
        "ruled out",
        "not the cause",
        "not related",
        "unrelated",
        "not to blame",
    ]
    .iter()
    .any(|denial| sentence.contains(denial))
}

/// The words around a phrase as the author wrote them.
fn around(source: &str, start: usize, end: usize) -> String {
    let begins = source[..start].rfind('\n').map_or(0, |at| at + 1);
    let ends = source[end..].find('\n').map_or(source.len(), |at| end + at);
    let (source, start, end) = (&source[begins..ends], start - begins, end - begins);
    let from = source[..start]
        .char_indices()
        .rev()
        .nth(AROUND)
        .map_or(0, |(at, _)| at);
    let from = source[from..start]
        .find(' ')
        .map_or(from, |at| if from == 0 { 0 } else { from + at + 1 });
    let to = source[end..]
        .char_indices()
        .nth(AROUND)
        .map_or(source.len(), |(at, _)| end + at);
    let to = if to == source.len() {
        to
    } else {
        source[end..to].rfind(' ').map_or(to, |at| end + at)
    };
    text::one_line(&source[from..to])
}

/// The words of blocks that are prose.
fn push_blocks(blocks: &[Block], out: &mut String) {
    for block in blocks {
        if out.len() > LONGEST {
            return;
        }
        match &block.kind {
            BlockKind::Code(_) | BlockKind::Comment(_) | BlockKind::Math(_) => {}
            BlockKind::Heading(heading) => push_line(&text::words(&heading.content), out),
            BlockKind::Paragraph(content) => push_line(&text::of_inlines(content), out),
            BlockKind::List(list) => {
                for item in &list.items {
                    push_blocks(&item.blocks, out);
                }
            }
            BlockKind::Quote(inner) | BlockKind::Group(inner) => push_blocks(inner, out),
            _ => push_line(&text::of_blocks(std::slice::from_ref(block)), out),
        }
    }
}

fn push_line(words: &str, out: &mut String) {
    if !out.is_empty() && !words.is_empty() {
        out.push('\n');
    }
    out.push_str(words);
}
