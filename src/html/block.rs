//! Blocks as HTML.
//!
//! Takes blocks of a document in their order, adds their markup to the body that is being written. What only the whole archive can tell
//! (where a link leads, whether a prompt recurs) is left open; it decides nothing about meaning and passes no markup of a source on.

use std::fmt::Write as _;

use super::entry::Parts;
use super::{Writer, escape};
use crate::document::{
    Block, BlockKind, Definition, Details, Figure, Footnote, Heading, Inline, InlineKind, List,
    ListItem, Numbering, TocEntry, Toctree, anchor::RESERVED, prompt, text,
};

impl<'a> Writer<'a> {
    /// Writes one block.
    pub(super) fn block(&mut self, block: &'a Block) {
        match &block.kind {
            BlockKind::Heading(heading) => self.heading(block, heading),
            BlockKind::Paragraph(content) => self.paragraph(block, content),
            BlockKind::List(list) => self.list(list),
            BlockKind::DefinitionList(definitions) => self.definitions(definitions),
            BlockKind::Code(code) => self.code(code),
            BlockKind::Quote(blocks) => {
                self.inside += 1;
                self.wrapped("blockquote", blocks);
                self.inside -= 1;
            }
            BlockKind::Admonition(admonition) => {
                self.inside += 1;
                self.admonition(admonition);
                self.inside -= 1;
            }
            BlockKind::Table(table) => self.table(table),
            BlockKind::Figure(figure) => self.figure(figure),
            BlockKind::Details(details) => self.details(details),
            BlockKind::Rule => self.body.html.push_str("<hr>\n"),
            BlockKind::Comment(_) => {}
            BlockKind::Math(math) => {
                self.body.html.push_str("<div class=\"math\">");
                escape::push(math, &mut self.body.html);
                self.body.html.push_str("</div>\n");
            }
            BlockKind::Footnote(footnote) if self.settings.page => self.footnotes.push(footnote),
            BlockKind::Footnote(footnote) => self.footnote(footnote),
            BlockKind::Group(blocks) => blocks.iter().for_each(|block| self.block(block)),
            BlockKind::Directive(directive) => self.kept(&directive.name, &directive.source),
            BlockKind::Toctree(toctree) => self.toctree(toctree),
            BlockKind::Include(include) => self.kept("include", &include.source),
        }
    }

    pub(super) fn blocks(&mut self, blocks: &'a [Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn wrapped(&mut self, tag: &str, blocks: &'a [Block]) {
        self.body.html.extend(["<", tag, ">\n"]);
        self.blocks(blocks);
        self.body.html.extend(["</", tag, ">\n"]);
    }

    fn heading(&mut self, block: &'a Block, heading: &'a Heading) {
        let level = if !self.settings.page {
            heading.level
        } else if self.inside > 0 {
            self.levels.inside()
        } else {
            self.levels.next(heading.level)
        };
        let tag = match level {
            ..=1 => "h1",
            2 => "h2",
            3 => "h3",
            4 => "h4",
            5 => "h5",
            6.. => "h6",
        };
        match heading.id.as_deref().filter(|_| self.settings.page) {
            Some(id) => {
                let shown = escape::text(id);
                self.body.html.extend(["<", tag, " id=\"", &shown, "\">"]);
                self.arrive_at(block.span, 0);
                self.words_of_entry(&heading.content);
                self.leave_heading();
                let address = escape::address(&["#", id].concat()).unwrap_or_default();
                let label = self.text("Link to this section");
                self.body.html.extend([
                    " <a class=\"permalink\" href=\"",
                    &address,
                    "\" aria-label=\"",
                    &escape::text(label),
                    "\">#</a>",
                ]);
            }
            None => {
                self.body.html.extend(["<", tag, ">"]);
                self.arrive_at(block.span, 0);
                self.words_of_entry(&heading.content);
                self.leave();
            }
        }
        self.body.html.extend(["</", tag, ">\n"]);
    }

    fn paragraph(&mut self, block: &'a Block, content: &'a [Inline]) {
        if self.settings.page
            && let Some(fingerprint) = prompt::fingerprint(block)
        {
            self.body.begin_paragraph(fingerprint);
            self.lines(block.span, content);
            self.leave();
            self.body.end_paragraph();
            return;
        }
        // What only marks a place takes no room.
        if content
            .iter()
            .all(|inline| matches!(inline.kind, InlineKind::Anchor(_)))
        {
            self.inlines(content);
            return;
        }
        self.body.html.push_str("<p>");
        self.lines(block.span, content);
        self.leave();
        self.body.html.push_str("</p>\n");
    }

    fn list(&mut self, list: &'a List) {
        let tag = match list.start {
            None => "ul",
            Some(_) => "ol",
        };
        self.body.html.extend(["<", tag]);
        if let Some(start) = list.start.filter(|start| *start != 1) {
            let _ = write!(self.body.html, " start=\"{start}\"");
        }
        if list.start.is_some() && list.numbering != Numbering::Figures {
            let _ = write!(self.body.html, " type=\"{}\"", list.numbering.first());
        }
        if list.items.iter().any(|item| self.columns(item).is_some()) {
            self.body.html.push_str(" class=\"timeline\"");
        }
        self.body.html.push_str(">\n");
        for item in &list.items {
            let columns = self.columns(item);
            let id = self.arrive(item.span, 0);
            if let Some((parts, entry)) = columns {
                self.marks.told();
                self.body.html.extend(["<li", &id, " class=\"entry\">"]);
                self.entry(item, list.tight, parts, entry);
                self.leave();
                self.body.html.push_str("</div></li>\n");
                continue;
            }
            match item.check {
                None => self.body.html.extend(["<li", &id, ">"]),
                Some(checked) => {
                    let (checked, state) = if checked {
                        (" checked", self.text("done|item"))
                    } else {
                        ("", self.text("open|item"))
                    };
                    self.body.html.extend([
                        "<li",
                        &id,
                        " class=\"task\"><input type=\"checkbox\" disabled",
                        checked,
                        " aria-label=\"",
                        &escape::text(state),
                        "\"> ",
                    ]);
                }
            }
            self.item(&item.blocks, list.tight);
            self.leave();
            self.body.html.push_str("</li>\n");
        }
        self.body.html.extend(["</", tag, ">\n"]);
    }

    /// The parts of an item that begins with a time, which stand in columns.
    fn columns(&self, item: &'a ListItem) -> Option<(Parts, u32)> {
        let time = self.marks.time_at(item.span)?;
        let BlockKind::Paragraph(content) = &item.blocks.first()?.kind else {
            return None;
        };
        let parts = Parts::of(content, time)?;
        item.check.is_none().then_some((parts, time.entry))
    }

    /// The content of such an item.
    fn entry(&mut self, item: &'a ListItem, tight: bool, parts: Parts, entry: u32) {
        let Some((first, rest)) = item.blocks.split_first() else {
            return;
        };
        let BlockKind::Paragraph(content) = &first.kind else {
            return;
        };
        let (start, end) = if tight { ("", "") } else { ("<p>", "</p>\n") };
        self.entry_in_columns(content, parts, entry);
        self.body.html.push_str(start);
        self.entry_told(content, parts);
        self.leave();
        self.body.html.push_str(end);
        if tight && !rest.is_empty() {
            self.body.html.push('\n');
        }
        self.item(rest, tight);
    }

    /// The content of an item or a definition; in a tight list its paragraphs stand without marks.
    fn item(&mut self, blocks: &'a [Block], tight: bool) {
        let mut at_start = true;
        self.inside += 1;
        for block in blocks {
            match &block.kind {
                BlockKind::Paragraph(content) if tight => {
                    if !at_start {
                        self.body.html.push('\n');
                    }
                    self.lines(block.span, content);
                    self.leave();
                }
                _ => {
                    self.body.html.push('\n');
                    self.block(block);
                }
            }
            at_start = false;
        }
        self.inside -= 1;
    }

    fn definitions(&mut self, definitions: &'a [Definition]) {
        // On a page, names with a colon stand beside what they say.
        let names = |definition: &Definition| text::of_inlines(&definition.term).ends_with(':');
        let are_fields = self.settings.page && definitions.iter().all(names);
        let start = if are_fields {
            "<dl class=\"fields\">\n"
        } else {
            "<dl>\n"
        };
        self.body.html.push_str(start);
        for definition in definitions {
            if !definition.term.is_empty() {
                let id = self.arrive(definition.term[0].span, 0);
                self.body.html.extend(["<dt", &id, ">"]);
                self.words_of_entry(&definition.term);
                self.leave();
                self.body.html.push_str("</dt>\n");
            }
            if !definition.details.is_empty() {
                let tight = matches!(
                    definition.details.as_slice(),
                    [Block {
                        kind: BlockKind::Paragraph(_),
                        ..
                    }]
                );
                self.body.html.push_str("<dd>");
                self.item(&definition.details, tight);
                self.body.html.push_str("</dd>\n");
            }
        }
        self.body.html.push_str("</dl>\n");
    }

    fn figure(&mut self, figure: &'a Figure) {
        self.body.html.push_str("<figure>\n");
        match figure.blocks.as_slice() {
            [
                Block {
                    kind: BlockKind::Paragraph(content),
                    ..
                },
            ] => {
                self.inlines(content);
                self.body.html.push('\n');
            }
            blocks => self.blocks(blocks),
        }
        if !figure.legend.is_empty() {
            self.body.html.push_str("<figcaption>\n");
            if !figure.caption.is_empty() {
                self.body.html.push_str("<p>");
                self.inlines(&figure.caption);
                self.body.html.push_str("</p>\n");
            }
            self.blocks(&figure.legend);
            self.body.html.push_str("</figcaption>\n");
        } else if !figure.caption.is_empty() {
            self.body.html.push_str("<figcaption>");
            self.inlines(&figure.caption);
            self.body.html.push_str("</figcaption>\n");
        }
        self.body.html.push_str("</figure>\n");
    }

    fn details(&mut self, details: &'a Details) {
        self.body.html.push_str(if details.open {
            "<details open>\n"
        } else {
            "<details>\n"
        });
        self.body.html.push_str("<summary>");
        if details.summary.is_empty() {
            let summary = self.text("Details");
            escape::push(summary, &mut self.body.html);
        } else {
            self.inlines(&details.summary);
        }
        self.body.html.push_str("</summary>\n");
        self.blocks(&details.blocks);
        self.body.html.push_str("</details>\n");
    }

    /// A list of contents where a page shows it: links to what it names, by their titles.
    fn toctree(&mut self, toctree: &Toctree) {
        if toctree.option("hidden").is_some() {
            return;
        }
        let has_pattern = toctree.others().any(|entry| toctree.is_pattern(entry));
        if has_pattern || !self.settings.page {
            return self.kept("toctree", &toctree.source);
        }
        if let Some(caption) = toctree.option("caption") {
            self.body.html.push_str("<p>");
            escape::push(caption, &mut self.body.html);
            self.body.html.push_str("</p>\n");
        }
        let is_numbered = toctree.option("numbered").is_some();
        let tag = if is_numbered { "ol" } else { "ul" };
        self.body.html.extend(["<", tag, ">\n"]);
        let mut entries: Vec<&TocEntry> = toctree.others().collect();
        if toctree.option("reversed").is_some() {
            entries.reverse();
        }
        for entry in entries {
            self.body.html.push_str("<li>");
            let words = entry.title.as_deref();
            self.body.named_link(&entry.target, words);
            self.body.html.push_str("</li>\n");
        }
        self.body.html.extend(["</", tag, ">\n"]);
    }

    /// A construct that is shown as it was written.
    fn kept(&mut self, name: &str, source: &str) {
        self.body
            .html
            .push_str("<figure class=\"kept\">\n<figcaption>");
        escape::push(name, &mut self.body.html);
        self.body
            .html
            .push_str("</figcaption>\n<pre tabindex=\"0\">");
        // A parser drops a line break right behind `<pre>`; this one is for it.
        self.body.html.push('\n');
        escape::push(source, &mut self.body.html);
        self.body.html.push_str("</pre>\n</figure>\n");
    }

    /// A footnote where it stands, in a bare fragment.
    fn footnote(&mut self, footnote: &'a Footnote) {
        self.body.html.push_str("<aside class=\"footnote\">\n[");
        self.mark(footnote.number, footnote.mark.as_deref());
        self.body.html.push_str("]\n");
        self.blocks(&footnote.blocks);
        self.body.html.push_str("</aside>\n");
    }

    /// Writes the footnotes met so far; one may hold another.
    pub(super) fn footnotes(&mut self) {
        if self.footnotes.is_empty() {
            return;
        }
        let label = escape::text(self.text("Footnotes"));
        self.body.html.extend([
            "<section class=\"footnotes\" aria-label=\"",
            &label,
            "\">\n<ol>\n",
        ]);
        let back = escape::text(self.text("Back to the text"));
        while !self.footnotes.is_empty() {
            let mut footnotes = std::mem::take(&mut self.footnotes);
            footnotes.sort_by_key(|footnote| footnote.number);
            for footnote in footnotes {
                let number = footnote.number;
                match &footnote.mark {
                    None => {
                        let _ = write!(
                            self.body.html,
                            "<li id=\"{RESERVED}fn-{number}\" value=\"{number}\">"
                        );
                    }
                    Some(mark) => {
                        let _ = write!(
                            self.body.html,
                            "<li id=\"{RESERVED}fn-{number}\" class=\"marked\"><span class=\"footnote-mark\">{}</span> ",
                            escape::text(mark)
                        );
                    }
                }
                let (last, before) = match footnote.blocks.split_last() {
                    Some((
                        Block {
                            kind: BlockKind::Paragraph(content),
                            ..
                        },
                        before,
                    )) => (Some(content), before),
                    _ => (None, footnote.blocks.as_slice()),
                };
                self.blocks(before);
                self.body.html.push_str("<p>");
                if let Some(content) = last {
                    self.inlines(content);
                }
                for reference in 1..=footnote.references.min(20) {
                    let suffix = if reference == 1 {
                        String::new()
                    } else {
                        format!("-{reference}")
                    };
                    let _ = write!(
                        self.body.html,
                        " <a class=\"footnote-back\" href=\"#{RESERVED}fnref-{number}{suffix}\" aria-label=\"{back}\">↩</a>"
                    );
                }
                self.body.html.push_str("</p></li>\n");
            }
        }
        self.body.html.push_str("</ol>\n</section>\n");
    }
}
