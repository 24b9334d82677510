//! Lists as Markdown.
//!
//! Takes a list, adds its items behind their marks, and what stands in them as far in as these ask for. A list right behind another gets
//! another mark, so that they stay two.

use crate::document::{Block, BlockKind, Definition, List, ListItem, Numbering, text};

use super::Writer;
use super::block::is_silent;

/// The largest number of an item that a reader of Markdown takes for one.
const LARGEST: u64 = 999_999_999;

impl<'a> Writer<'a> {
    /// Writes a list.
    pub(super) fn list(&mut self, list: &'a List) {
        if self.is_deep() {
            return list.items.iter().for_each(|item| self.blocks(&item.blocks));
        }
        let count = u64::try_from(list.items.len()).unwrap_or(LARGEST);
        let numbers = list.start.filter(|start| {
            list.numbering == Numbering::Figures && start.saturating_add(count) <= LARGEST
        });
        let mark = match numbers {
            None => self.bullet(),
            Some(_) if self.before == Some('.') => ')',
            Some(_) => '.',
        };
        for (number, item) in (0..).zip(&list.items) {
            let start = match (numbers, list.start) {
                (Some(start), _) => (start + number).to_string(),
                // No list of Markdown counts in letters: they stand in the items.
                (None, Some(start)) => {
                    let name = name(list.numbering, start.saturating_add(number));
                    self.item(mark, list.tight, "", |writer| {
                        writer.named_item(&name, item);
                    });
                    continue;
                }
                (None, None) => String::new(),
            };
            self.item(mark, list.tight, &start, |writer| {
                writer.content(item, list.tight);
            });
        }
        self.before = Some(mark);
    }

    /// The sign of a list without numbers: another one than that of the list right before.
    pub(super) fn bullet(&self) -> char {
        if self.before == Some('-') { '*' } else { '-' }
    }

    /// Writes an item; those of a tight list stand below each other.
    pub(super) fn item(
        &mut self,
        mark: char,
        is_tight: bool,
        number: &str,
        write: impl FnOnce(&mut Self),
    ) {
        if is_tight && self.before == Some(mark) {
            self.new_line();
        } else {
            self.begin();
        }
        let mark_of_item = format!("{number}{mark}");
        self.push(&mark_of_item);
        let room = " ".repeat(mark_of_item.len() + 1);
        self.inside(&room, |writer| {
            // Bullets right behind each other would be read as a rule: `- - -`.
            writer.before = number.is_empty().then_some(mark);
            write(writer);
        });
        self.before = Some(mark);
    }

    fn content(&mut self, item: &'a ListItem, is_tight: bool) {
        if let Some(checked) = item.check {
            self.push(if checked { " [x]" } else { " [ ]" });
            self.only_words_behind(&item.blocks);
        }
        for block in &item.blocks {
            match &block.kind {
                BlockKind::List(list)
                    if is_tight && goes_on(list) && !self.is_fresh && !self.is_deep() =>
                {
                    // Right below the words.
                    self.is_fresh = true;
                    self.pads = false;
                    self.new_line();
                    self.list(list);
                }
                _ => self.block(block),
            }
        }
    }

    fn named_item(&mut self, name: &str, item: &'a ListItem) {
        self.push(&[" ", name].concat());
        self.only_words_behind(&item.blocks);
        self.content(item, false);
    }

    /// Behind a box, a name or a number only words may stand in the line.
    pub(super) fn only_words_behind(&mut self, blocks: &[Block]) {
        let first = blocks.first().map(|block| &block.kind);
        if !matches!(first, Some(BlockKind::Paragraph(content)) if !is_silent(content)) {
            self.is_fresh = false;
            self.pads = false;
            self.before = None;
        }
    }

    /// Terms with what is said of them.
    pub(super) fn definitions(&mut self, definitions: &'a [Definition]) {
        if self.is_deep() {
            for definition in definitions {
                self.inline_block(&definition.term);
                self.blocks(&definition.details);
            }
            return;
        }
        let mark = self.bullet();
        let is_line = |definition: &Definition| {
            matches!(
                definition.details.as_slice(),
                [] | [Block {
                    kind: BlockKind::Paragraph(_),
                    ..
                }]
            )
        };
        let is_tight = definitions.iter().all(is_line);
        for definition in definitions {
            self.item(mark, is_tight, "", |writer| {
                if is_silent(&definition.term) {
                    return writer.blocks(&definition.details);
                }
                writer.begin();
                writer.bold(&definition.term);
                match definition.details.as_slice() {
                    [
                        Block {
                            kind: BlockKind::Paragraph(content),
                            ..
                        },
                    ] if !is_silent(content) => {
                        let term = text::of_inlines(&definition.term);
                        writer.push(if term.trim_end().ends_with(':') {
                            " "
                        } else {
                            ": "
                        });
                        writer.inlines(content);
                    }
                    details => writer.blocks(details),
                }
            });
        }
        self.before = Some(mark);
    }
}

/// True for a list that is read as one right below the words of an item: no other number than 1 may begin it there, and no item
/// without words.
fn goes_on(list: &List) -> bool {
    let first = list.items.first().and_then(|item| item.blocks.first());
    let has_words = first.is_some_and(|block| match &block.kind {
        BlockKind::Paragraph(content) => !is_silent(content),
        _ => false,
    });
    has_words && list.start.is_none_or(|start| start == 1)
}

/// The number of an item in letters, as a browser counts.
fn name(numbering: Numbering, number: u64) -> String {
    let letters = match numbering {
        Numbering::LowerLetters | Numbering::UpperLetters => letters(number),
        Numbering::LowerRoman | Numbering::UpperRoman => roman(number),
        Numbering::Figures => None,
    };
    let letters = letters.unwrap_or_else(|| number.to_string());
    match numbering {
        Numbering::UpperLetters | Numbering::UpperRoman => format!("{}.", letters.to_uppercase()),
        _ => format!("{letters}."),
    }
}

fn letters(mut number: u64) -> Option<String> {
    let mut out = Vec::new();
    while let Some(left) = number.checked_sub(1) {
        let letter = u8::try_from(left % 26).ok()?;
        out.push(char::from(b'a' + letter));
        number = left / 26;
    }
    (!out.is_empty()).then(|| out.iter().rev().collect())
}

fn roman(mut number: u64) -> Option<String> {
    const PARTS: [(u64, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if !(1..4000).contains(&number) {
        return None;
    }
    let mut out = String::new();
    for (value, sign) in PARTS {
        while number >= value {
            out.push_str(sign);
            number -= value;
        }
    }
    Some(out)
}
