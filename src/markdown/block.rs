//! Blocks as Markdown.
//!
//! Takes blocks of a document in their order, adds lines that comrak reads as the same blocks. Containers are marks at the begin of
//! lines. It breaks no line for its width.

use crate::document::{
    Admonition, Block, BlockKind, Code, Details, Figure, Heading, Inline, InlineKind, TocEntry,
    Toctree, prompt,
};

use super::{Line, Writer, escape};

/// Containers that may stand in each other. What stands deeper gives up its place: every line would begin with the marks of all.
const DEEPEST: usize = 12;

impl<'a> Writer<'a> {
    /// Writes one block.
    pub(super) fn block(&mut self, block: &'a Block) {
        match &block.kind {
            BlockKind::Heading(heading) => self.heading(heading),
            BlockKind::Paragraph(content) => self.paragraph(block, content),
            BlockKind::List(list) => self.list(list),
            BlockKind::DefinitionList(definitions) => self.definitions(definitions),
            BlockKind::Code(code) => self.code(code),
            BlockKind::Quote(blocks) => self.quote(|writer| writer.blocks(blocks)),
            BlockKind::Admonition(admonition) => self.admonition(admonition),
            BlockKind::Table(table) => self.table(table),
            BlockKind::Figure(figure) => self.figure(figure),
            BlockKind::Details(details) => self.details(details),
            BlockKind::Rule => {
                self.begin();
                // Dashes could be those of a list.
                self.push("___");
            }
            BlockKind::Comment(_) => {}
            BlockKind::Math(math) => self.fenced("math", math),
            BlockKind::Footnote(footnote) => self.footnotes.push(footnote),
            BlockKind::Group(blocks) => self.blocks(blocks),
            BlockKind::Directive(directive) => self.kept(&directive.name, &directive.source),
            BlockKind::Toctree(toctree) => self.toctree(toctree),
            BlockKind::Include(include) => self.kept("include", &include.source),
        }
    }

    pub(super) fn blocks(&mut self, blocks: &'a [Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    /// A paragraph of words that may be none.
    pub(super) fn inline_block(&mut self, content: &[Inline]) {
        if is_silent(content) {
            return;
        }
        self.begin();
        self.inlines(content);
    }

    fn paragraph(&mut self, block: &Block, content: &[Inline]) {
        // Behind the mark of an item something has to stand.
        match prompt::fingerprint(block).filter(|_| !self.pads) {
            Some(fingerprint) => {
                let before = self.before;
                self.draft.begin_paragraph(fingerprint);
                self.inline_block(content);
                self.draft.end_paragraph();
                // It may be left out, and lists around it then stand beside each other.
                self.before = before;
            }
            None => self.inline_block(content),
        }
    }

    fn heading(&mut self, heading: &Heading) {
        self.begin();
        let level = if self.depth > 0 {
            self.levels.inside()
        } else {
            self.levels.next(heading.level)
        };
        let level = usize::from(level);
        self.push(&"#".repeat(level));
        self.push(" ");
        self.within(Line::Heading, |writer| writer.inlines(&heading.content));
    }

    /// Writes words that stay on one line.
    pub(super) fn within(&mut self, line: Line, write: impl FnOnce(&mut Self)) {
        let outer = std::mem::replace(&mut self.line, line);
        write(self);
        self.line = outer;
        self.breaks = false;
    }

    /// A quotation, or what is set apart like one.
    fn quote(&mut self, write: impl FnOnce(&mut Self)) {
        if self.is_deep() {
            return write(self);
        }
        self.begin();
        self.push(">");
        self.inside("> ", write);
    }

    /// True where no further container is opened.
    pub(super) fn is_deep(&self) -> bool {
        self.depth >= DEEPEST
    }

    fn code(&mut self, code: &Code) {
        self.fenced(code.language.as_deref().unwrap_or(""), &code.text);
    }

    /// Literal text between fences.
    fn fenced(&mut self, language: &str, text: &str) {
        self.begin();
        let fence = "`".repeat(3.max(escape::longest_run(text, b'`') + 1));
        let is_plain = |sign: char| sign.is_alphanumeric() || "+-#._".contains(sign);
        let language: String = language
            .chars()
            .take_while(|sign| is_plain(*sign))
            .collect();
        self.push(&fence);
        self.push(&language);
        self.verbatim(text);
        self.new_line();
        self.push(&fence);
    }

    fn admonition(&mut self, admonition: &'a Admonition) {
        /// The kinds that GitHub knows.
        const KNOWN: [&str; 5] = ["note", "tip", "important", "warning", "caution"];
        self.quote(|writer| {
            match &admonition.title {
                None if KNOWN.contains(&&*admonition.kind) => {
                    writer.begin();
                    writer.push(&["[!", &admonition.kind.to_uppercase(), "]"].concat());
                    writer.new_line();
                    // What it says goes on below that line.
                    writer.is_fresh = true;
                }
                None => {
                    writer.begin();
                    writer.kind(&admonition.kind);
                }
                Some(title) => {
                    if !is_silent(title) {
                        writer.begin();
                        writer.bold(title);
                    }
                }
            }
            writer.blocks(&admonition.blocks);
        });
    }

    /// The kind of a note that has no title, in its place.
    pub(super) fn kind(&mut self, kind: &str) {
        let mut letters = kind.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        let first: String = first.collect();
        let kind = escape::one_line(&[&first, letters.as_str()].concat());
        self.push(&["**", &kind, "**"].concat());
    }

    fn figure(&mut self, figure: &'a Figure) {
        self.blocks(&figure.blocks);
        self.caption(&figure.caption);
        self.blocks(&figure.legend);
    }

    /// What is said of a figure or a table.
    pub(super) fn caption(&mut self, caption: &[Inline]) {
        if !is_silent(caption) {
            self.begin();
            self.styled(crate::document::Style::Emphasis, caption, &[]);
        }
    }

    fn details(&mut self, details: &'a Details) {
        if !is_silent(&details.summary) {
            self.begin();
            self.bold(&details.summary);
        }
        self.blocks(&details.blocks);
    }

    /// A list of contents where a page shows it: links to what it names, by their titles.
    fn toctree(&mut self, toctree: &Toctree) {
        if toctree.option("hidden").is_some() {
            return;
        }
        if toctree.others().any(|entry| toctree.is_pattern(entry)) {
            return self.kept("toctree", &toctree.source);
        }
        if let Some(caption) = toctree.option("caption") {
            self.begin();
            self.words(caption);
        }
        let mut entries: Vec<&TocEntry> = toctree.others().collect();
        if toctree.option("reversed").is_some() {
            entries.reverse();
        }
        let mark = self.bullet();
        for entry in entries {
            self.item(mark, true, "", |writer| {
                writer.begin();
                match &entry.title {
                    Some(words) => {
                        writer.draft.begin_link(&entry.target, None);
                        writer.links += 1;
                        writer.words(words);
                        writer.links -= 1;
                        writer.draft.end_link();
                    }
                    None => writer.named_link(&entry.target),
                }
            });
        }
        self.before = Some(mark);
    }

    /// A construct that is shown as it was written.
    fn kept(&mut self, name: &str, source: &str) {
        self.begin();
        self.code_span(name);
        self.fenced("", source);
    }

    /// Writes the footnotes met so far; one may hold another.
    pub(super) fn footnotes(&mut self) {
        while !self.footnotes.is_empty() {
            let mut footnotes = std::mem::take(&mut self.footnotes);
            footnotes.sort_by_key(|footnote| footnote.number);
            for footnote in footnotes {
                let number = footnote.number.to_string();
                self.begin();
                if footnote.references == 0 {
                    // Nobody would see what nothing refers to.
                    self.push(&["\\[", &number, "\\]"].concat());
                    self.inside("", |writer| {
                        writer.only_words_behind(&footnote.blocks);
                        writer.blocks(&footnote.blocks);
                    });
                    continue;
                }
                self.push(&["[^", &number, "]:"].concat());
                if let Some(mark) = &footnote.mark {
                    self.push(&[" \\[", &escape::one_line(mark), "\\]"].concat());
                }
                self.inside("    ", |writer| {
                    if footnote.mark.is_some() {
                        writer.only_words_behind(&footnote.blocks);
                    }
                    writer.blocks(&footnote.blocks);
                });
            }
        }
    }
}

/// True for inlines of which nothing is to be read.
pub(super) fn is_silent(content: &[Inline]) -> bool {
    content.iter().all(|inline| match &inline.kind {
        InlineKind::Text(words) => words.trim().is_empty(),
        InlineKind::Anchor(_) | InlineKind::Comment(_) | InlineKind::Break => true,
        _ => false,
    })
}
