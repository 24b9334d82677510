//! The words of one report by its sections, packed.
//!
//! Takes a document and what its page shows above its text, gives [`Words`]: the sections that can be linked to, and for each part the
//! numbers of its words in a [`Lexicon`]. Part 0 is the head of the page; each heading with an id begins another. Whether a paragraph is
//! a prompt of a template only the archive knows, so that the words of those that may be one stand apart, with their fingerprints.

use crate::document::{Block, BlockKind, Inline, prompt, text};

use super::language::Language;
use super::lexicon::Lexicon;
use super::token;

/// What the page of a report shows above its text.
#[derive(Debug, Clone, Copy)]
pub struct Head<'a> {
    /// The title.
    pub title: &'a str,
    /// The heading that repeats it.
    pub title_block: Option<usize>,
    /// What stands between the title and the text, for example the summary of a head.
    pub lede: Option<&'a str>,
}

/// The words of one report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// Which lexicon has its numbers.
    pub(super) lexicon: usize,
    /// Ids and titles of its sections, one behind the other.
    sections: Box<str>,
    /// Where each id ends, and each title.
    ends: Box<[(u32, u32)]>,
    /// The parts, see [`Piece`].
    packed: Box<[u8]>,
}

/// What begins in the packed words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece {
    /// The next part of the report.
    Part,
    /// More words of this part: a paragraph that may be a prompt, by its fingerprint.
    Prompt(u64),
}

impl Words {
    /// The sections that can be linked to: id and title. An empty id is that of the text before the first heading.
    pub fn sections(&self) -> impl ExactSizeIterator<Item = (&str, &str)> {
        let mut from = 0;
        self.ends.iter().map(move |(id, title)| {
            let (id, title) = (*id as usize, *title as usize);
            let section = (&self.sections[from..id], &self.sections[id..title]);
            from = title;
            section
        })
    }

    /// How many parts it has: the head, and a part for each section.
    pub fn parts(&self) -> usize {
        self.ends.len() + 1
    }

    /// Forgets where words stand; the sections stay.
    pub(super) fn let_go(&mut self) {
        self.packed = Box::default();
    }

    /// Gives each piece, and behind it the numbers of its words, each with how often it stands there.
    pub(super) fn each(&self, mut give: impl FnMut(Found)) {
        let mut rest = &*self.packed;
        while let Some((kind, after)) = rest.split_first() {
            rest = after;
            let piece = if *kind == 0 {
                Piece::Part
            } else {
                let (bytes, after) = rest.split_first_chunk::<8>().unwrap_or((&[0; 8], &[]));
                rest = after;
                Piece::Prompt(u64::from_le_bytes(*bytes))
            };
            give(Found::Piece(piece));
            for _ in 0..unpack(&mut rest) {
                let word = unpack(&mut rest);
                give(Found::Word(word >> 3, (word & 7) as u8));
            }
        }
    }
}

/// A piece of packed words begins, or a word of it follows: its number, and how often it stands there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    Piece(Piece),
    Word(u32, u8),
}

/// Adds a number, seven bits a byte.
fn pack(number: u32, out: &mut Vec<u8>) {
    let mut rest = number;
    while rest > 127 {
        out.push((rest & 127) as u8 | 128);
        rest >>= 7;
    }
    out.push(rest as u8);
}

/// Takes a number off.
fn unpack(from: &mut &[u8]) -> u32 {
    let (mut number, mut shift) = (0, 0);
    while let Some((byte, after)) = from.split_first() {
        *from = after;
        number |= u32::from(byte & 127) << shift;
        shift += 7;
        if *byte < 128 || shift > 28 {
            break;
        }
    }
    number
}

/// What a thread reads words with; its buffers are used for all its reports.
#[derive(Debug, Default)]
pub(super) struct Reader {
    pub(super) lexicon: Lexicon,
    packed: Vec<u8>,
    sections: String,
    ends: Vec<(u32, u32)>,
    /// Paragraphs of this part that may be prompts.
    prompts: Vec<(u64, String)>,
    words: String,
    small: String,
}

/// The words of one report being read.
struct Reading<'a> {
    reader: &'a mut Reader,
    language: Language,
    /// True where a section has begun.
    in_section: bool,
}

impl Reader {
    /// Reads the words of a report.
    pub(super) fn read(&mut self, head: Head<'_>, blocks: &[Block], language: Language) -> Words {
        self.packed.clear();
        self.sections.clear();
        self.ends.clear();
        let mut reading = Reading {
            reader: self,
            language,
            in_section: false,
        };
        reading.title(head.title);
        reading.text(head.lede.unwrap_or_default());
        reading.end();
        for (at, block) in blocks.iter().enumerate() {
            if Some(at) != head.title_block {
                reading.block(block);
            }
        }
        if reading.in_section {
            reading.end();
        }
        Words {
            lexicon: 0,
            sections: self.sections.as_str().into(),
            ends: self.ends.as_slice().into(),
            packed: self.packed.as_slice().into(),
        }
    }
}

impl Reading<'_> {
    fn title(&mut self, words: &str) {
        let (lexicon, small) = (&mut self.reader.lexicon, &mut self.reader.small);
        token::each(words, small, &mut |word| {
            lexicon.meet(word, self.language, true);
        });
    }

    fn text(&mut self, words: &str) {
        let (lexicon, small) = (&mut self.reader.lexicon, &mut self.reader.small);
        token::each(words, small, &mut |word| {
            lexicon.meet(word, self.language, false);
        });
    }

    /// A part ends.
    fn end(&mut self) {
        let Reader {
            lexicon,
            packed,
            prompts,
            ..
        } = &mut *self.reader;
        packed.push(0);
        take(lexicon, packed);
        for (fingerprint, words) in std::mem::take(prompts) {
            self.reader.packed.push(1);
            self.reader.packed.extend(fingerprint.to_le_bytes());
            self.text(&words);
            take(&mut self.reader.lexicon, &mut self.reader.packed);
        }
    }

    /// A section begins.
    fn begin(&mut self, id: &str, title: &str) {
        if self.in_section {
            self.end();
        }
        self.in_section = true;
        let Reader { sections, ends, .. } = &mut *self.reader;
        sections.push_str(id);
        let end_of_id = sections.len() as u32;
        sections.push_str(title);
        ends.push((end_of_id, sections.len() as u32));
    }

    /// Text comes; before the first heading that is a section without a title.
    fn needs_section(&mut self) {
        if !self.in_section {
            self.begin("", "");
        }
    }

    fn inlines(&mut self, content: &[Inline]) {
        if content.is_empty() {
            return;
        }
        self.needs_section();
        let mut words = std::mem::take(&mut self.reader.words);
        self.text(text::words_in(content, &mut words));
        self.reader.words = words;
    }

    fn literal(&mut self, words: &str) {
        self.needs_section();
        self.text(words);
    }

    fn blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Heading(heading) => {
                let title = text::on_one_line(&heading.content);
                match &heading.id {
                    Some(id) => self.begin(id, &title),
                    None => self.needs_section(),
                }
                self.title(&title);
            }
            BlockKind::Paragraph(content) => match prompt::fingerprint(block) {
                Some(fingerprint) => {
                    self.needs_section();
                    let words = text::of_inlines(content);
                    self.reader.prompts.push((fingerprint, words));
                }
                None => self.inlines(content),
            },
            BlockKind::List(list) => list.items.iter().for_each(|item| self.blocks(&item.blocks)),
            BlockKind::DefinitionList(definitions) => {
                for definition in definitions {
                    self.inlines(&definition.term);
                    self.blocks(&definition.details);
                }
            }
            BlockKind::Code(code) => self.literal(&code.text),
            BlockKind::Quote(blocks) | BlockKind::Group(blocks) => self.blocks(blocks),
            BlockKind::Admonition(admonition) => {
                self.inlines(admonition.title.as_deref().unwrap_or_default());
                self.blocks(&admonition.blocks);
            }
            BlockKind::Table(table) => {
                self.inlines(&table.caption);
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                cells.for_each(|cell| self.blocks(&cell.blocks));
            }
            BlockKind::Figure(figure) => {
                self.blocks(&figure.blocks);
                self.inlines(&figure.caption);
                self.blocks(&figure.legend);
            }
            BlockKind::Details(details) => {
                self.inlines(&details.summary);
                self.blocks(&details.blocks);
            }
            BlockKind::Footnote(footnote) => self.blocks(&footnote.blocks),
            BlockKind::Math(words) => self.literal(words),
            BlockKind::Directive(directive) => self.literal(&directive.source),
            BlockKind::Include(include) => self.literal(&include.source),
            // What a list of contents names is known to the archive alone.
            BlockKind::Rule | BlockKind::Comment(_) | BlockKind::Toctree(_) => {}
        }
    }
}

fn take(lexicon: &mut Lexicon, packed: &mut Vec<u8>) {
    pack(lexicon.end() as u32, packed);
    lexicon.take(|number, times| pack(number << 3 | u32::from(times), packed));
}
