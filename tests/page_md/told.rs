//! What a reader of Markdown has to find, by the tree that it is written from.

use std::collections::BTreeMap;

use pmsite::document::{Block, BlockKind, Footnote, Inline, InlineKind, Table, Toctree};
use pmsite::html::escape::{allowed, allowed_picture};

use super::seen::Counts;

/// What a tree says, in the order in which it is written, and what a reader of Markdown has to find.
#[derive(Default)]
pub(crate) struct Told<'a> {
    pub(crate) text: String,
    pub(crate) counts: Counts,
    pub(crate) footnotes: BTreeMap<String, String>,
    /// Those met, not yet told.
    due: Vec<&'a Footnote>,
    /// Containers around.
    depth: usize,
    in_cell: bool,
    in_link: bool,
}

impl<'a> Told<'a> {
    pub(crate) fn of(blocks: &'a [Block]) -> Self {
        let mut told = Self::default();
        told.blocks(blocks);
        while !told.due.is_empty() {
            let mut due = std::mem::take(&mut told.due);
            due.sort_by_key(|footnote| footnote.number);
            for footnote in due {
                if footnote.references == 0 {
                    told.text.extend([&*footnote.number.to_string(), " "]);
                    told.inside(|told| told.blocks(&footnote.blocks));
                    continue;
                }
                let outer = std::mem::take(&mut told.text);
                told.text.extend(footnote.mark.as_deref());
                told.text.push(' ');
                told.inside(|told| told.blocks(&footnote.blocks));
                let text = std::mem::replace(&mut told.text, outer);
                told.footnotes.insert(footnote.number.to_string(), text);
            }
        }
        told
    }

    fn count(&mut self, what: &'static str) {
        *self.counts.entry(what).or_default() += 1;
    }

    /// Twelve containers stand in each other, and no more.
    fn is_deep(&self) -> bool {
        self.depth >= 12
    }

    fn inside(&mut self, tell: impl FnOnce(&mut Self)) {
        self.depth += 1;
        tell(self);
        self.depth -= 1;
    }

    /// A quotation, where one can be.
    fn quote(&mut self, tell: impl FnOnce(&mut Self)) {
        if self.in_cell || self.is_deep() {
            return tell(self);
        }
        self.count("quote");
        self.inside(tell);
    }

    /// An item, where one can be.
    fn item(&mut self, tell: impl FnOnce(&mut Self)) {
        if self.in_cell || self.is_deep() {
            return tell(self);
        }
        self.count("item");
        self.inside(tell);
    }

    /// Literal text: lines in a cell.
    fn literal(&mut self, name: &str, text: &str) {
        if self.in_cell {
            for line in text.lines().filter(|line| !line.is_empty()) {
                self.count("code");
                self.text.extend([line, " "]);
            }
            return;
        }
        if !name.is_empty() {
            self.count("code");
        }
        self.count("fence");
        self.text.extend([name, " ", text]);
    }

    fn blocks(&mut self, blocks: &'a [Block]) {
        for block in blocks {
            self.block(block);
            self.text.push(' ');
        }
    }

    fn block(&mut self, block: &'a Block) {
        let is_free = !self.in_cell;
        let may_hold = is_free && !self.is_deep();
        match &block.kind {
            BlockKind::Comment(_) => {}
            BlockKind::Heading(heading) => {
                if is_free {
                    self.count("heading");
                }
                self.inlines(&heading.content);
            }
            BlockKind::Paragraph(content) => self.inlines(content),
            BlockKind::Rule => {
                if is_free {
                    self.count("rule");
                }
            }
            BlockKind::Group(blocks) => self.blocks(blocks),
            BlockKind::Quote(blocks) => self.quote(|told| told.blocks(blocks)),
            BlockKind::List(list) => {
                if may_hold && !list.items.is_empty() {
                    self.count("list");
                }
                for (number, item) in (0..).zip(&list.items) {
                    if let Some(start) = list.start.filter(|_| self.in_cell) {
                        let number = start.saturating_add(number).to_string();
                        self.text.extend([" ", &number, " "]);
                    }
                    self.item(|told| told.blocks(&item.blocks));
                }
            }
            BlockKind::DefinitionList(definitions) => {
                if may_hold && !definitions.is_empty() {
                    self.count("list");
                }
                for definition in definitions {
                    self.item(|told| {
                        told.inlines(&definition.term);
                        told.text.push(' ');
                        told.blocks(&definition.details);
                    });
                }
            }
            BlockKind::Code(code) => self.literal("", &code.text),
            BlockKind::Math(math) => self.literal("", math),
            BlockKind::Footnote(footnote) => self.due.push(footnote),
            BlockKind::Directive(directive) => self.literal(&directive.name, &directive.source),
            BlockKind::Include(include) => self.literal("include", &include.source),
            BlockKind::Toctree(toctree) => self.toctree(toctree),
            BlockKind::Table(table) => self.table(table),
            BlockKind::Admonition(admonition) => self.quote(|told| {
                let known = ["note", "tip", "important", "warning", "caution"];
                match &admonition.title {
                    Some(title) => told.inlines(title),
                    // GitHub says the others.
                    None if known.contains(&&*admonition.kind) && is_free && may_hold => {}
                    None => told.text.push_str(&admonition.kind),
                }
                told.text.push(' ');
                told.blocks(&admonition.blocks);
            }),
            BlockKind::Figure(figure) => {
                self.blocks(&figure.blocks);
                self.inlines(&figure.caption);
                self.text.push(' ');
                self.blocks(&figure.legend);
            }
            BlockKind::Details(details) => {
                self.inlines(&details.summary);
                self.text.push(' ');
                self.blocks(&details.blocks);
            }
        }
    }

    fn table(&mut self, table: &'a Table) {
        self.inlines(&table.caption);
        self.text.push(' ');
        if !self.in_cell && table.rows.iter().any(|row| !row.cells.is_empty()) {
            self.count("table");
        }
        let outer = std::mem::replace(&mut self.in_cell, true);
        for cell in table.rows.iter().flat_map(|row| &row.cells) {
            self.blocks(&cell.blocks);
            self.text.push(' ');
        }
        self.in_cell = outer;
    }

    fn toctree(&mut self, toctree: &Toctree) {
        if self.in_cell {
            return self.literal("", &toctree.source);
        }
        if toctree.option("hidden").is_some() {
            return;
        }
        let mut entries: Vec<_> = toctree.others().collect();
        if entries.iter().any(|entry| toctree.is_pattern(entry)) {
            return self.literal("toctree", &toctree.source);
        }
        let caption = toctree.option("caption").unwrap_or_default();
        self.text.extend([caption, " "]);
        if toctree.option("reversed").is_some() {
            entries.reverse();
        }
        if !entries.is_empty() {
            self.count("list");
        }
        for entry in entries {
            self.count("item");
            if allowed(&entry.target).is_some() {
                self.count("link");
            }
            let words = entry.title.as_deref().unwrap_or(&entry.target);
            self.text.extend([words, " "]);
        }
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match &inline.kind {
                InlineKind::Text(text) => self.text.push_str(text),
                InlineKind::Code(text) | InlineKind::Math(text) => {
                    if !text.is_empty() {
                        self.count("code");
                    }
                    self.text.push_str(text);
                }
                InlineKind::Styled(_, content) => self.inlines(content),
                InlineKind::Link(link) => {
                    let outer = self.in_link;
                    if !outer && allowed(&link.target).is_some() {
                        self.count("link");
                        self.in_link = true;
                    }
                    let start = self.text.len();
                    if !link.bare {
                        self.inlines(&link.content);
                    }
                    let is_silent = |inline: &Inline| {
                        use InlineKind::{Anchor, Comment, Text};
                        matches!(inline.kind, Text(_) | Anchor(_) | Comment(_))
                    };
                    if self.text[start..].trim().is_empty() && link.content.iter().all(is_silent) {
                        self.text.push_str(&link.target);
                    }
                    self.in_link = outer;
                }
                InlineKind::Image(image) => {
                    if allowed_picture(&image.source).is_some() {
                        self.count("image");
                    }
                    let has_words = !image.alt.trim().is_empty();
                    let words = if has_words { &image.alt } else { &image.source };
                    self.text.push_str(words);
                }
                InlineKind::Break => self.text.push(' '),
                InlineKind::FootnoteReference(reference) => {
                    self.count("reference");
                    let mark = reference.mark.as_deref();
                    let name = mark.filter(|mark| mark.starts_with(char::is_alphabetic));
                    self.text.extend(name);
                }
                InlineKind::Comment(_) | InlineKind::Anchor(_) => {}
            }
        }
    }
}
