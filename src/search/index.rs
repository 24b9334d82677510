//! The index of an archive: for each group of words the places where they stand.
//!
//! Takes what was read of all reports ([`Gathered`]), in the order in which the site numbers them, gives the [`Index`]. Words are put in
//! order, so that nothing of it depends on which thread read what. Of reports that were read and are none of the archive, drafts for
//! example, no word counts. It is linear in the words of the archive.

use std::sync::{Arc, LazyLock};

use crate::document::Block;

use super::firsts::Firsts;
use super::group::Group;
use super::language::Language;
use super::lexicon::{Lexicon, TITLE};
use super::normal::{folded, is_unspaced};
use super::numbers::{self, Numbers};
use super::places::{self, Sizes};
use super::pool::Gathered;
use super::shard::{self, Shard};
use super::words::{Found, Head, Piece, Reader, Words};

/// In an archive of fewer reports no word is everywhere.
const FEWEST: u32 = 64;
/// Of so many shards a page looks through all for a word whose first letter is wrong.
const FEW: usize = 3;

/// What reports are filed under: names, and which of them each report has.
pub struct Labels<'a> {
    /// The names.
    pub names: Vec<String>,
    /// Which of them a report has, by their places in that list.
    pub of: &'a dyn Fn(usize) -> Vec<usize>,
    /// The tag of their language.
    pub language: &'a str,
}

impl std::fmt::Debug for Labels<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Labels")
            .field("names", &self.names)
            .finish_non_exhaustive()
    }
}

/// The index of an archive.
#[derive(Debug, Default)]
pub struct Index {
    /// The words of each report: what of them is left is its sections, where nobody else keeps them.
    reports: Vec<Arc<Words>>,
    /// Parts of the groups, in the order of their words.
    shards: Vec<Shard>,
    /// Words that stand in more than half of all reports: only titles and headings count.
    everywhere: Vec<String>,
    has_unspaced: bool,
    /// How large each part is.
    sizes: Sizes,
    firsts: Firsts,
}

impl Index {
    /// Puts together what was read of the reports at those paths. `is_prompt` tells which paragraphs are prompts of a template.
    pub fn new(
        mut gathered: Gathered,
        paths: &[&Arc<str>],
        labels: &Labels<'_>,
        is_prompt: &dyn Fn(u64) -> bool,
    ) -> Self {
        let of_labels = read_labels(&mut gathered, labels);
        let Gathered {
            lexicons,
            mut of_reports,
        } = gathered;
        let mut reports: Vec<Arc<Words>> = (paths.iter())
            .map(|path| of_reports.remove(*path).unwrap_or_default())
            .collect();
        // What is left was read and is none of the archive.
        drop(of_reports);
        let mut has_reports = vec![false; of_labels.len()];
        for label in (0..reports.len()).flat_map(labels.of) {
            if let Some(has_reports) = has_reports.get_mut(label) {
                *has_reports = true;
            }
        }
        let told_labels = (of_labels.iter().zip(has_reports))
            .filter_map(|(words, has_reports)| has_reports.then_some(words));
        let told = reports.iter().map(|words| &**words).chain(told_labels);
        let times = times(&lexicons, told, is_prompt);
        let (mut groups, group_of) = groups(&lexicons, &times);
        drop((lexicons, times));
        let mut gathering = Gathering {
            counts: vec![0; groups.len()],
            groups: &mut groups,
            met: Vec::new(),
            part: 0,
            report: 0,
            sizes: Sizes::default(),
        };
        for (at, words) in reports.iter_mut().enumerate() {
            let own = (labels.of)(at);
            let of_report = own.iter().filter_map(|label| of_labels.get(*label));
            gathering.report(words, of_report, &group_of, is_prompt);
            // Who keeps them needs them whole.
            if let Some(words) = Arc::get_mut(words) {
                words.let_go();
            }
        }
        let sizes = gathering.sizes;
        let everywhere = take_everywhere(&mut groups, paths.len() as u32);
        let has_unspaced = groups
            .iter()
            .any(|group| group.words.iter().any(|word| word.starts_with(is_unspaced)));
        let shards = shard::divide(groups);
        let all = shards.iter().flat_map(|shard| &shard.groups);
        let firsts = match shards.len() {
            // These are looked through sooner.
            0..=FEW => Firsts::default(),
            _ => Firsts::of(all.map(|group| (&*group.words, &group.places))),
        };
        Self {
            reports,
            shards,
            everywhere,
            has_unspaced,
            sizes,
            firsts,
        }
    }

    /// The sections of a report.
    pub fn sections(&self, report: usize) -> impl ExactSizeIterator<Item = (&str, &str)> {
        static NONE: LazyLock<Arc<Words>> = LazyLock::new(Arc::default);
        self.reports.get(report).unwrap_or(&NONE).sections()
    }

    /// How many parts each report has: its head, and its sections.
    pub fn parts(&self) -> Numbers {
        self.reports
            .iter()
            .map(|words| words.parts() as u32)
            .collect()
    }

    /// The first letters of words by those that follow.
    pub fn firsts(&self) -> &Firsts {
        &self.firsts
    }

    /// How large each part of the reports is.
    pub fn sizes(&self) -> Numbers {
        self.sizes.list()
    }

    /// Where the words of a shard stand, packed.
    pub fn places(&self, shard: &Shard) -> String {
        places::pack(shard.groups.iter().map(|group| &group.places), &self.sizes)
    }

    /// Gives all words and their places in their order, for a fingerprint.
    pub fn each_text(&self, mut give: impl FnMut(&str)) {
        for group in self.shards.iter().flat_map(|shard| &shard.groups) {
            group.words.iter().for_each(|word| give(word));
            give(group.places.text());
        }
    }

    /// The parts of the index, in the order of their words.
    pub fn shards(&self) -> &[Shard] {
        &self.shards
    }

    /// Words that stand in more than half of all reports, sorted.
    pub fn everywhere(&self) -> &[String] {
        &self.everywhere
    }

    /// True where words of languages without blanks are in it, as pairs of signs.
    pub fn has_unspaced(&self) -> bool {
        self.has_unspaced
    }
}

/// The words of each label, with a lexicon of their own.
fn read_labels(gathered: &mut Gathered, labels: &Labels<'_>) -> Vec<Words> {
    const NOTHING: &[Block] = &[];
    let language = Language::of(labels.language);
    let mut reader = Reader::default();
    let number = gathered.lexicons.len();
    let read = labels.names.iter().map(|name| {
        let head = Head {
            title: "",
            title_block: None,
            lede: Some(name),
        };
        let mut words = reader.read(head, NOTHING, language);
        words.lexicon = number;
        words
    });
    let words = read.collect();
    gathered.lexicons.push(reader.lexicon);
    words
}

/// A word as one lexicon has it.
struct Spelling<'a> {
    folded: std::borrow::Cow<'a, str>,
    letters: &'a str,
    language: Language,
    times: u32,
    lexicon: u32,
    number: u32,
}

/// For each word of each lexicon how often it stands in those texts, in each part four times at most (in a title five). A lexicon has
/// more: what only drafts say, and what only prompts of templates say, stands nowhere.
fn times<'a>(
    lexicons: &[Lexicon],
    texts: impl Iterator<Item = &'a Words>,
    is_prompt: &dyn Fn(u64) -> bool,
) -> Vec<Vec<u32>> {
    let mut times: Vec<Vec<u32>> = (lexicons.iter())
        .map(|lexicon| vec![0; lexicon.words().len()])
        .collect();
    for words in texts {
        let Some(times) = times.get_mut(words.lexicon) else {
            continue;
        };
        let mut counts = true;
        words.each(|found| match found {
            Found::Piece(Piece::Part) => counts = true,
            Found::Piece(Piece::Prompt(fingerprint)) => counts = !is_prompt(fingerprint),
            Found::Word(number, here) if counts => {
                let all = &mut times[number as usize];
                *all = all.saturating_add(u32::from(here));
            }
            Found::Word(..) => {}
        });
    }
    times
}

/// The groups of all words that stand anywhere, in the order of their first words; and for each word of each lexicon its group, which
/// means nothing for one that stands nowhere.
fn groups(lexicons: &[Lexicon], times: &[Vec<u32>]) -> (Vec<Group>, Vec<Vec<u32>>) {
    let told = times.iter().flatten().filter(|times| **times > 0).count();
    let mut spellings = Vec::with_capacity(told);
    for (at, (lexicon, times)) in lexicons.iter().zip(times).enumerate() {
        let words = lexicon.words().zip(times).enumerate();
        let told = words.filter(|(_, (_, times))| **times > 0);
        spellings.extend(told.map(|(number, (word, times))| Spelling {
            folded: folded(word.letters),
            letters: word.letters,
            language: word.language,
            times: *times,
            lexicon: at as u32,
            number: number as u32,
        }));
    }
    spellings.sort_unstable_by(|a, b| {
        let key = |one: &Spelling<'_>| (one.language, one.lexicon, one.number);
        (a.folded.cmp(&b.folded))
            .then_with(|| a.letters.cmp(b.letters))
            .then_with(|| key(a).cmp(&key(b)))
    });
    // One word has one stem: that of the language and the spelling in which it stands most often.
    let mut words: Vec<Stemmed<'_>> = Vec::new();
    for same in spellings.chunk_by(|a, b| a.folded == b.folded) {
        let mut best: Option<(u64, &Spelling<'_>)> = None;
        let is_alike =
            |a: &Spelling<'_>, b: &Spelling<'_>| (a.letters, a.language) == (b.letters, b.language);
        for alike in same.chunk_by(is_alike) {
            let times = alike.iter().map(|one| u64::from(one.times)).sum();
            if best.is_none_or(|(most, _)| times > most) {
                best = alike.first().map(|first| (times, first));
            }
        }
        let Some((_, best)) = best else { continue };
        let stem = best.language.stem(best.letters);
        words.push(Stemmed {
            stem: folded(&stem).into_owned(),
            language: best.language,
            same,
        });
    }
    let mut order: Vec<usize> = (0..words.len()).collect();
    order.sort_by(|a, b| {
        let key = |at: &usize| (&words[*at].stem, words[*at].language);
        // Words stand in their own order, which the sort keeps.
        key(a).cmp(&key(b))
    });
    let mut together: Vec<&[usize]> = order
        .chunk_by(|a, b| {
            (&words[*a].stem, words[*a].language) == (&words[*b].stem, words[*b].language)
        })
        .collect();
    together.sort_by_key(|members| members.first().copied());
    let mut group_of: Vec<Vec<u32>> = (lexicons.iter())
        .map(|lexicon| vec![0; lexicon.words().len()])
        .collect();
    let mut groups = Vec::with_capacity(together.len());
    for members in together {
        for word in members.iter().flat_map(|at| words[*at].same) {
            group_of[word.lexicon as usize][word.number as usize] = groups.len() as u32;
        }
        groups.push(Group {
            words: (members.iter())
                .map(|at| words[*at].same[0].folded.clone().into_owned())
                .collect(),
            ..Group::default()
        });
    }
    (groups, group_of)
}

/// One word with all who have met it.
struct Stemmed<'a> {
    stem: String,
    language: Language,
    same: &'a [Spelling<'a>],
}

/// The words of report after report, put where they belong.
struct Gathering<'a> {
    groups: &'a mut [Group],
    /// How often each group stands in this part.
    counts: Vec<u8>,
    /// The groups that do.
    met: Vec<u32>,
    part: u32,
    report: u32,
    sizes: Sizes,
}

impl Gathering<'_> {
    fn report<'a>(
        &mut self,
        words: &Words,
        labels: impl Iterator<Item = &'a Words>,
        group_of: &[Vec<u32>],
        is_prompt: &dyn Fn(u64) -> bool,
    ) {
        self.report += 1;
        let end = self.part + words.parts() as u32;
        for label in labels {
            self.words(label, group_of, &|_| false, false);
        }
        self.words(words, group_of, is_prompt, true);
        self.end_part();
        self.part = end;
    }

    /// Counts the words of a report; where `by_parts` is false, all of them as words of this part.
    fn words(
        &mut self,
        words: &Words,
        group_of: &[Vec<u32>],
        is_prompt: &dyn Fn(u64) -> bool,
        by_parts: bool,
    ) {
        let Some(group_of) = group_of.get(words.lexicon) else {
            return;
        };
        let (mut is_first, mut counts) = (true, true);
        words.each(|found| match found {
            Found::Piece(Piece::Part) => {
                counts = true;
                if by_parts && !is_first {
                    self.end_part();
                }
                is_first = false;
            }
            Found::Piece(Piece::Prompt(fingerprint)) => counts = !is_prompt(fingerprint),
            Found::Word(number, times) if counts => self.count(group_of[number as usize], times),
            Found::Word(..) => {}
        });
    }

    fn count(&mut self, group: u32, times: u8) {
        let count = &mut self.counts[group as usize];
        if *count == 0 {
            self.met.push(group);
        }
        *count = if times == TITLE {
            TITLE
        } else {
            (*count + times).min(4.max(*count))
        };
    }

    /// Writes what stands in this part; the next begins.
    fn end_part(&mut self) {
        self.sizes.push(self.met.len());
        for at in self.met.drain(..) {
            let count = std::mem::take(&mut self.counts[at as usize]);
            let group = &mut self.groups[at as usize];
            let weight = match count {
                TITLE => 3,
                0 | 1 => 0,
                2 | 3 => 1,
                _ => 2,
            };
            group
                .places
                .push((self.part - group.last_part) * 4 + weight);
            group.last_part = self.part;
            if group.last_report != self.report {
                group.last_report = self.report;
                group.reports += 1;
            }
        }
        self.part += 1;
    }
}

/// The words of groups that stand in more than half of the reports; of these only titles and headings are left.
fn take_everywhere(groups: &mut [Group], reports: u32) -> Vec<String> {
    if reports < FEWEST {
        return Vec::new();
    }
    let mut out = Vec::new();
    for group in groups
        .iter_mut()
        .filter(|group| group.reports > reports / 2)
    {
        out.extend(group.words.iter().cloned());
        let (mut part, mut last) = (0, 0);
        let mut titles = Numbers::default();
        for place in numbers::read(group.places.text()) {
            part += place / 4;
            if place % 4 == 3 {
                titles.push((part - last) * 4 + 3);
                last = part;
            }
        }
        group.places = titles;
    }
    out.sort();
    out
}
