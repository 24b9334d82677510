//! Which services a report is about, where it states none: names found by their shape and by what is said of them.
//!
//! Takes title and passages, gives candidates with what speaks for each. It looks where a report says what was struck (its title, its
//! first words, summary, impact), and less where it tells how it was noticed and why. It decides nothing: which candidates become
//! suggestions is decided for the whole archive at once, in `archive/service.rs`. It never looks at who wrote or did something.

mod context;
mod lexicon;
mod shape;
mod word;

use std::collections::BTreeMap;
use std::ops::Range;

use super::passage::Passage;
use super::{Facet, Origin, SectionKind};
use crate::document::prompt::fingerprint;
use crate::document::{Block, BlockKind, Inline, InlineKind, text};
use crate::source::Span;
use context::context;
use lexicon::LEXICON;
use shape::{Shape, shape};
use word::{Word, words};

/// A name that may be one of a service.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// The name with the words that speak for it.
    pub facet: Facet,
    /// How much speaks for it: 2 is enough by itself.
    pub weight: f32,
}

/// What has less is not kept.
const LEAST: f32 = 0.8;
/// At most so many are kept.
const MOST: usize = 10;
/// Words of the evidence before and behind a name.
const AROUND: usize = 5;
/// Bytes that the evidence has at most.
const LONGEST_EVIDENCE: usize = 120;

/// The names that may be those of services, the surest first.
pub(super) fn candidates(
    title: &str,
    title_block: Option<usize>,
    passages: &[Passage<'_>],
    blocks: &[Block],
) -> Vec<Candidate> {
    let mut search = Search::default();
    let span = title_block
        .and_then(|at| blocks.get(at))
        .map_or(Span::default(), |block| block.span);
    search.title(title, span);
    for zone in zones(title_block, passages, blocks) {
        search.zone(&zone);
    }
    search.finish()
}

/// A part of a report that may name services.
struct Zone<'a> {
    words: &'a str,
    span: Span,
    blocks: &'a [Block],
    weight: f32,
    /// How many bytes of it are looked at.
    most: usize,
}

fn zones<'a>(
    title: Option<usize>,
    passages: &'a [Passage<'a>],
    blocks: &'a [Block],
) -> Vec<Zone<'a>> {
    let first = passages
        .iter()
        .find(|passage| passage.level.is_some())
        .map_or(blocks.len(), |passage| passage.at);
    let start = title.map_or(0, |title| title + 1).min(first);
    let mut out = vec![Zone {
        words: "",
        span: Span::default(),
        blocks: &blocks[start..first],
        weight: 1.5,
        most: 1_500,
    }];
    let (mut end, mut at) = (0, None);
    for passage in passages {
        let (weight, most) = match passage.kind {
            SectionKind::Summary => (1.5, 1_500),
            SectionKind::Impact => (1.3, 1_200),
            SectionKind::Detection
            | SectionKind::Leadup
            | SectionKind::Trigger
            | SectionKind::RootCause
            | SectionKind::Background => (0.6, 800),
            _ => continue,
        };
        // What stands inside another passage is read with it.
        if passage.at < end && passage.level.is_some() || at == Some(passage.span) {
            continue;
        }
        if passage.level.is_some() {
            end = passage.end;
        }
        at = Some(passage.span);
        out.push(Zone {
            words: &passage.words,
            span: passage.span,
            blocks: passage.blocks,
            weight,
            most,
        });
    }
    out
}

/// What was found of one name.
#[derive(Debug)]
struct Found {
    /// As it is shown.
    name: String,
    /// Weights of its mentions, the greatest first.
    weights: Vec<f32>,
    /// How often it was met.
    count: usize,
    /// True where it cannot be a word of the language, or something is said of it that is said of services.
    is_name: bool,
    is_generic: bool,
    evidence: String,
    span: Span,
    best: f32,
}

#[derive(Default)]
struct Search {
    found: BTreeMap<String, Found>,
    /// The names that the title is made of, where it is little else.
    named: Vec<String>,
    /// Words met in the text, as far as the title names them.
    in_title: Vec<String>,
}

impl Search {
    fn title(&mut self, title: &str, span: Span) {
        let line = title.replace(['_'], " ");
        let words = words(&line);
        let telling = |word: &&Word<'_>| {
            word.lower.contains(char::is_alphabetic) && !LEXICON.never.contains(&word.lower)
        };
        let told: Vec<&Word<'_>> = words.iter().filter(telling).collect();
        let capitals = told
            .iter()
            .filter(|word| word.text.starts_with(char::is_uppercase))
            .count();
        // In a title like This One a capital says nothing.
        let is_title_case = told.len() >= 4 && capitals * 10 >= told.len() * 8;
        self.in_title = told.iter().map(|word| word.lower.clone()).collect();
        if told.len() <= 2 {
            self.named.clone_from(&self.in_title);
        }
        self.line(
            &line,
            &words,
            3.0,
            span,
            if is_title_case {
                Case::Title
            } else {
                Case::Words
            },
        );
    }

    fn zone(&mut self, zone: &Zone<'_>) {
        let mut left = zone.most;
        let mut weight = zone.weight * 1.3;
        let mut take = |line: &str, span: Span, left: &mut usize, search: &mut Self| {
            let end = sentence_end(line, *left);
            *left = left.saturating_sub(line.len());
            let line = &line[..end];
            let words = words(line);
            search.line(line, &words, weight, span, Case::Words);
            if words.len() > 3 {
                // What stands first is what it is about.
                weight = zone.weight;
            }
        };
        if !zone.words.is_empty() {
            take(zone.words, zone.span, &mut left, self);
        }
        each_line(zone.blocks, &mut |line, span| {
            if left > 0 {
                take(line, span, &mut left, self);
            }
            left > 0
        });
    }

    /// Looks at the names of a line.
    fn line(&mut self, line: &str, words: &[Word<'_>], weight: f32, span: Span, case: Case) {
        let mut at = 0;
        while at < words.len() {
            let Some(name) = name_at(words, at, case) else {
                at += 1;
                continue;
            };
            self.mention(line, words, &name, weight, span, case);
            at = name.to;
        }
    }

    fn mention(
        &mut self,
        line: &str,
        words: &[Word<'_>],
        name: &Name,
        weight: f32,
        span: Span,
        case: Case,
    ) {
        let lexicon = &*LEXICON;
        let around = context(words, name.from, name.to);
        let first = &words[name.from];
        let technology = name.technology.map(|at| &lexicon.technologies[at]);
        let is_only_word =
            matches!(name.shape, Shape::Plain | Shape::Dashed) && technology.is_none();
        let before = name.from.checked_sub(1).map(|at| &words[at]);
        let is_determined = before.is_some_and(|word| {
            !first.is_parted
                && (lexicon.determiners.contains(&word.lower) || is_describing(&word.lower))
        });
        let is_named = case == Case::Words && weight < 3.0 && self.named.contains(&first.lower);
        if around.is_tool && !is_named {
            return;
        }
        let mut own = match technology {
            Some(technology) if technology.is_generic => 0.1,
            Some(technology) if technology.is_tool => 0.2,
            Some(_) => 0.8,
            None => name.shape.weight(),
        };
        if is_only_word && !is_named {
            // A word in small letters is a name where it is the subject of trouble, without an article.
            let is_subject = around.is_in_trouble
                && around.kinds == 0
                && !is_determined
                && name.to - name.from == 1;
            let is_qualified = around.is_in_trouble
                && around.kinds > 0
                && name.shape == Shape::Dashed
                && !is_determined;
            if !is_subject && !is_qualified
                || first.begins && !is_subject
                || first.lower.ends_with('s') && name.shape == Shape::Plain
                || first.lower.ends_with("ing")
                || first.lower.ends_with("ed")
                || first.lower.ends_with("ly")
            {
                return;
            }
        }
        if name.shape == Shape::Capital
            && technology.is_none()
            && (first.begins || case == Case::Title)
            && !around.is_subject
            && !is_named
            && name.to - name.from == 1
        {
            return;
        }
        if technology.is_some_and(|technology| technology.is_generic) && !around.is_in_trouble {
            return;
        }
        // Before its first confirmation in the text a word of the title is just a word.
        if is_named {
            own = own.max(0.7);
        }
        let mut adds = own + around.weight;
        if case == Case::Words
            && weight < 3.0
            && self.in_title.contains(&first.lower)
            && (name.shape != Shape::Plain || around.is_subject)
        {
            adds += 0.5;
        }
        let adds = adds * weight;
        let shown =
            technology.map_or_else(|| name.shown.clone(), |technology| technology.name.clone());
        let key = shown.to_lowercase();
        let evidence_weight = around.weight + if weight >= 3.0 { 0.5 } else { 0.0 };
        let found = self.found.entry(key).or_insert_with(|| Found {
            name: shown,
            weights: Vec::new(),
            count: 0,
            is_name: false,
            is_generic: technology.is_some_and(|technology| technology.is_generic),
            evidence: evidence(line, words, name.from..name.to + around.kinds),
            span,
            best: evidence_weight,
        });
        found.count += 1;
        found.is_name |=
            around.is_subject || name.shape.is_name() || technology.is_some() || is_named;
        if found.weights.len() < 4 {
            found.weights.push(adds);
        }
        if evidence_weight > found.best {
            found.best = evidence_weight;
            found.evidence = evidence(line, words, name.from..name.to + around.kinds);
            found.span = span;
        }
    }

    fn finish(self) -> Vec<Candidate> {
        let mut out: Vec<(f32, Found)> = self
            .found
            .into_values()
            .filter(|found| found.is_name)
            .map(|mut found| {
                found.weights.sort_by(|a, b| b.total_cmp(a));
                // The first mention counts most: a name said ten times is no surer than one said four times.
                let shares = [1.0, 0.5, 0.25, 0.25];
                let weight = found
                    .weights
                    .iter()
                    .zip(shares)
                    .map(|(weight, share)| weight * share)
                    .sum();
                (weight, found)
            })
            .collect();
        out.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.name.cmp(&b.1.name)));
        let mut kept: Vec<(f32, Found)> = Vec::new();
        for (weight, found) in out {
            // `Orders` and `Orders Store` are one: the surer one stays.
            if let Some((sum, _)) = kept
                .iter_mut()
                .find(|(_, other)| is_part(&other.name, &found.name))
            {
                *sum += weight * 0.25;
                continue;
            }
            if weight >= LEAST && kept.len() < MOST {
                kept.push((weight, found));
            }
        }
        kept.into_iter()
            .map(|(weight, found)| Candidate {
                weight: if found.is_generic {
                    weight * 0.6
                } else {
                    weight
                },
                facet: Facet {
                    name: found.name,
                    origin: Origin::Suggested,
                    evidence: Some(found.evidence),
                    span: found.span,
                },
            })
            .collect()
    }
}

/// How the words of a line are written.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Case {
    /// As in a sentence.
    Words,
    /// Like This: a capital says nothing.
    Title,
}

/// A name: some words of a line.
#[derive(Debug)]
struct Name {
    from: usize,
    to: usize,
    shape: Shape,
    technology: Option<usize>,
    shown: String,
}

/// The name that begins at a word: software of the lexicon, words with capitals that belong together, a word that looks like a name.
fn name_at(words: &[Word<'_>], at: usize, case: Case) -> Option<Name> {
    let lexicon = &*LEXICON;
    if let Some((technology, to)) = technology_at(words, at) {
        let is_part_of_name = words[at].is_code && words[at].lower.contains(['-', '.']);
        if !is_part_of_name {
            return Some(Name {
                from: at,
                to,
                shape: Shape::Capital,
                technology: Some(technology),
                shown: String::new(),
            });
        }
    }
    let word = &words[at];
    let shape = shape(word)?;
    let mut to = at + 1;
    if matches!(shape, Shape::Capital | Shape::Letters | Shape::Camel)
        && !(word.begins && shape == Shape::Capital && case == Case::Words && !continues(words, to))
    {
        // `Order Management System`: words with capitals that stand together.
        while to < words.len()
            && to - at < 4
            && continues(words, to)
            && technology_at(words, to).is_none()
        {
            to += 1;
        }
    }
    let kinds = words[at + 1..to]
        .iter()
        .rev()
        .take_while(|word| lexicon.kinds.contains(&word.lower))
        .count();
    let to = to - kinds;
    let shown = words[at..to]
        .iter()
        .map(|word| word.text)
        .collect::<Vec<_>>()
        .join(" ");
    Some(Name {
        from: at,
        to,
        shape,
        technology: None,
        shown,
    })
}

/// True where the word belongs to a name of several words with capitals.
fn continues(words: &[Word<'_>], at: usize) -> bool {
    words.get(at).is_some_and(|word| {
        !word.is_parted
            && !word.is_code
            && word.text.starts_with(char::is_uppercase)
            && !LEXICON.never.contains(&word.lower)
            && !LEXICON.troubles.contains(&word.lower)
            && shape(word).is_some_and(|shape| {
                matches!(shape, Shape::Capital | Shape::Letters | Shape::Camel)
            })
    })
}

/// Software of the lexicon that is named there, and where its name ends.
fn technology_at(words: &[Word<'_>], at: usize) -> Option<(usize, usize)> {
    let lexicon = &*LEXICON;
    let mut spelled = words[at].lower.clone();
    let mut found = lexicon
        .written
        .get(&spelled)
        .map(|technology| (*technology, at + 1));
    for to in at + 1..words.len().min(at + 3) {
        if words[to].is_parted {
            break;
        }
        spelled.push(' ');
        spelled.push_str(&words[to].lower);
        if let Some(technology) = lexicon.written.get(&spelled) {
            found = Some((*technology, to + 1));
        }
    }
    // `Orders API`: the noun belongs to the name before it.
    let (technology, to) = found?;
    let is_generic = lexicon.technologies[technology].is_generic;
    let belongs = is_generic
        && !words[at].is_parted
        && at.checked_sub(1).is_some_and(|before| {
            shape(&words[before])
                .is_some_and(|shape| shape != Shape::Plain && shape != Shape::Dashed)
                && !words[before].begins
        });
    (!belongs).then_some((technology, to))
}

/// Words that describe what follows them: `a faulty orders`.
fn is_describing(word: &str) -> bool {
    word.ends_with("ed")
        || word.ends_with("ing")
        || word.ends_with("al")
        || LEXICON.never.contains(word)
            && !LEXICON.prepositions.contains(word)
            && !matches!(
                word,
                "that"
                    | "when"
                    | "as"
                    | "because"
                    | "and"
                    | "while"
                    | "since"
                    | "but"
                    | "so"
                    | "before"
                    | "after"
                    | "until"
                    | "if"
            )
}

/// True where the words of one name are among those of the other.
fn is_part(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let long: Vec<String> = long.split(' ').map(str::to_lowercase).collect();
    short
        .split(' ')
        .all(|word| long.contains(&word.to_lowercase()))
}

/// Where a line is cut: behind so many bytes, at the border of a character.
fn sentence_end(line: &str, most: usize) -> usize {
    let mut end = line.len().min(most.max(1));
    while !line.is_char_boundary(end) {
        end -= 1;
    }
    end
}

/// The words around a name as the author wrote them.
fn evidence(line: &str, words: &[Word<'_>], name: Range<usize>) -> String {
    let mut from = name.start;
    while from > 0 && name.start - from < AROUND && !words[from].begins {
        from -= 1;
    }
    let mut to = name.end.min(words.len());
    while to < words.len() && to - name.end < AROUND && !words[to].begins {
        to += 1;
    }
    let (start, end) = (words[from].range.start, words[to - 1].range.end);
    let mut end = end
        .max(start)
        .min(start + LONGEST_EVIDENCE)
        .max(words[name.start].range.end);
    while !line.is_char_boundary(end) {
        end += 1;
    }
    text::one_line(&line[start..end].replace('`', ""))
}

/// The lines of blocks that are prose, code between backticks, until the taker has enough.
fn each_line(blocks: &[Block], take: &mut dyn FnMut(&str, Span) -> bool) -> bool {
    blocks.iter().all(|block| match &block.kind {
        BlockKind::Paragraph(content) => {
            if fingerprint(block).is_some() {
                return true;
            }
            let mut line = String::new();
            push(content, &mut line);
            take(&line, block.span)
        }
        BlockKind::List(list) => list.items.iter().all(|item| each_line(&item.blocks, take)),
        BlockKind::Quote(inner) | BlockKind::Group(inner) => each_line(inner, take),
        BlockKind::Admonition(admonition) => each_line(&admonition.blocks, take),
        BlockKind::Table(table) => table
            .rows
            .iter()
            .flat_map(|row| &row.cells)
            .all(|cell| each_line(&cell.blocks, take)),
        _ => true,
    })
}

fn push(content: &[Inline], out: &mut String) {
    for inline in content {
        match &inline.kind {
            InlineKind::Text(text) => out.extend(text.chars().map(|c| match c {
                '\n' => ' ',
                '`' => '\'',
                c => c,
            })),
            InlineKind::Styled(_, content) => push(content, out),
            InlineKind::Code(code) => {
                out.push('`');
                out.extend(
                    code.chars()
                        .map(|c| if matches!(c, '`' | '\n') { ' ' } else { c }),
                );
                out.push('`');
            }
            InlineKind::Link(link) => push(&link.content, out),
            InlineKind::Break => out.push(' '),
            _ => {}
        }
    }
}
