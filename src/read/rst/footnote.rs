//! The numbers of footnotes: those the author gave, then those left to the reader, signs and citations behind them.
//!
//! As docutils does it: `[#]_` means the first footnote `.. [#]` that no `[#]_` before it meant. Numbers are ids of a page, so
//! what is shown by a sign or a label has a number too.

use std::collections::{HashMap, HashSet};

use crate::document::{Block, BlockKind, Footnote, FootnoteReference, walk};

/// Signs of footnotes, in docutils' order; then twice each, and so on.
const SIGNS: [char; 10] = [
    '*', '\u{2020}', '\u{2021}', '\u{a7}', '\u{b6}', '#', '\u{2660}', '\u{2665}', '\u{2666}',
    '\u{2663}',
];

/// A footnote's number and what is shown instead.
type Called = (u32, Option<Box<str>>);

/// All footnotes of a document.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// By the label of the author.
    labelled: HashMap<Box<str>, Called>,
    /// Those without a label: by number, by sign.
    automatic: [Vec<Called>; 2],
    /// How often each number was referred to.
    references: HashMap<u32, u32>,
}

impl Notes {
    /// Numbers the footnotes of a tree.
    pub(super) fn number(blocks: &mut [Block]) -> Self {
        let mut labels: Vec<(Box<str>, Box<str>)> = Vec::new();
        walk::blocks(blocks, &mut |block| {
            if let BlockKind::Footnote(footnote) = &block.kind {
                let written = footnote.mark.clone().unwrap_or_default();
                labels.push((footnote.label.clone(), written));
            }
        });
        let mut notes = Self::default();
        if labels.is_empty() {
            return notes;
        }
        let called = notes.call(&labels);
        each(blocks, &mut called.into_iter(), &mut |footnote, called| {
            if let Some((number, mark)) = called.next() {
                footnote.number = number;
                footnote.mark = mark;
            }
        });
        notes
    }

    /// What each of the footnotes with these labels is called.
    fn call(&mut self, labels: &[(Box<str>, Box<str>)]) -> Vec<Called> {
        let mut used = HashSet::new();
        let mut called: Vec<Option<Called>> = vec![None; labels.len()];
        let number = |label: &str| {
            let is_number = label.bytes().all(|byte| byte.is_ascii_digit());
            label
                .parse::<u32>()
                .ok()
                .filter(|number| is_number && (1..1_000_000).contains(number))
        };
        for (at, (label, _)) in labels.iter().enumerate() {
            called[at] = number(label)
                .filter(|number| used.insert(*number))
                .map(|number| (number, None));
        }
        let mut next = 1;
        for (at, (label, _)) in labels.iter().enumerate() {
            if label.starts_with('#') {
                while !used.insert(next) {
                    next += 1;
                }
                called[at] = Some((next, None));
            }
        }
        let mut free = used.iter().max().copied().unwrap_or(0);
        let mut signs = 0;
        let mut out = Vec::with_capacity(labels.len());
        for (called, (label, written)) in called.into_iter().zip(labels) {
            let called = called.unwrap_or_else(|| {
                free += 1;
                let mark = if &**label == "*" {
                    signs += 1;
                    sign(signs - 1)
                } else {
                    written.to_string()
                };
                (free, Some(mark.into()))
            });
            match &**label {
                "#" => self.automatic[0].push(called.clone()),
                "*" => self.automatic[1].push(called.clone()),
                _ => {
                    self.labelled
                        .entry(label.clone())
                        .or_insert_with(|| called.clone());
                }
            }
            out.push(called);
        }
        out
    }

    /// Makes a reference lead to its footnote; false where there is none.
    pub(super) fn refer(&mut self, reference: &mut FootnoteReference) -> bool {
        let order = reference.occurrence as usize;
        let called = match &*reference.label {
            "#" => self.automatic[0].get(order),
            "*" => self.automatic[1].get(order),
            label => self.labelled.get(label),
        };
        let Some((number, mark)) = called.cloned() else {
            return false;
        };
        let count = self.references.entry(number).or_insert(0);
        *count += 1;
        reference.number = number;
        reference.occurrence = *count;
        reference.mark = mark;
        true
    }

    /// The number of the footnote that a name means.
    pub(super) fn by_name(&self, name: &str) -> Option<u32> {
        let found = self.labelled.get(name);
        let found = found.or_else(|| self.labelled.get(format!("#{name}").as_str()));
        found.map(|(number, _)| *number)
    }

    /// Tells the footnotes how often they were referred to.
    pub(super) fn count(&self, blocks: &mut [Block]) {
        if !self.references.is_empty() {
            each(blocks, &mut (), &mut |footnote, ()| {
                footnote.references = self.references.get(&footnote.number).copied().unwrap_or(0);
            });
        }
    }
}

/// Changes every footnote in the order of the source.
fn each<T>(blocks: &mut [Block], with: &mut T, change: &mut impl FnMut(&mut Footnote, &mut T)) {
    for block in blocks {
        if let BlockKind::Footnote(footnote) = &mut block.kind {
            change(footnote, with);
        }
        for children in walk::child_blocks_mut(block) {
            each(children, with, change);
        }
    }
}

fn sign(at: usize) -> String {
    let sign = SIGNS[at % SIGNS.len()];
    // So many signs that their repetition would be long have the number of the repetition instead.
    match at / SIGNS.len() {
        times @ 0..8 => sign.to_string().repeat(times + 1),
        times => format!("{sign}{}", times + 1),
    }
}
