//! A tree in a readable indented form, for tests and for `pmsite render --to tree`: a node a line, its own facts first, its
//! bytes last. The form is total: every node and every word of the tree is in it.

use std::fmt::Write as _;

use super::{
    Block, BlockKind, By, Document, Inline, InlineKind, Meta, MetaEntry, MetaValue, Numbering,
};
use crate::source::Span;

/// The tree, a node a line.
pub fn dump(document: &Document) -> String {
    let mut dump = Dump::default();
    dump.meta(&document.meta);
    dump.blocks(&document.blocks);
    dump.out
}

#[derive(Default)]
struct Dump {
    out: String,
    depth: usize,
}

impl Dump {
    fn line(&mut self, words: &str, span: Option<Span>) {
        self.out.extend(std::iter::repeat_n("  ", self.depth));
        self.out.push_str(words);
        if let Some(span) = span {
            let _ = write!(self.out, " {}..{}", span.start, span.end);
        }
        self.out.push('\n');
    }

    fn inside(&mut self, write: impl FnOnce(&mut Self)) {
        self.depth += 1;
        write(self);
        self.depth -= 1;
    }

    fn meta(&mut self, meta: &Meta) {
        if !meta.is_empty() {
            self.line(&format!("meta {}", meta.origin.name()), Some(meta.span));
            self.inside(|dump| dump.entries(&meta.entries));
        }
    }

    fn entries(&mut self, entries: &[MetaEntry]) {
        for entry in entries {
            self.line(
                &format!("{}: {}", entry.key, scalar(&entry.value)),
                Some(entry.span),
            );
            self.inside(|dump| dump.value(&entry.value));
        }
    }

    fn value(&mut self, value: &MetaValue) {
        match value {
            MetaValue::Map(entries) => self.entries(entries),
            MetaValue::List(items) => {
                for item in items {
                    self.line(&format!("- {}", scalar(item)), None);
                    self.inside(|dump| dump.value(item));
                }
            }
            MetaValue::Null | MetaValue::Bool(_) | MetaValue::Text(_) => {}
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    /// A line, then blocks under it.
    fn with_blocks(&mut self, words: &str, span: Option<Span>, blocks: &[Block]) {
        self.line(words, span);
        self.inside(|dump| dump.blocks(blocks));
    }

    /// A line, then inlines under it; nothing where there are none.
    fn with_inlines(&mut self, words: &str, inlines: &[Inline]) {
        if !inlines.is_empty() {
            self.line(words, None);
            self.inside(|dump| dump.inlines(inlines));
        }
    }

    fn block(&mut self, block: &Block) {
        let span = Some(block.span);
        match &block.kind {
            BlockKind::Heading(heading) => {
                let id = heading
                    .id
                    .as_deref()
                    .map(|id| format!(" #{id}"))
                    .unwrap_or_default();
                self.line(&format!("heading {}{id}", heading.level), span);
                self.inside(|dump| dump.inlines(&heading.content));
            }
            BlockKind::Paragraph(content) => {
                self.line("paragraph", span);
                self.inside(|dump| dump.inlines(content));
            }
            BlockKind::List(list) => {
                let start = match (list.start, list.numbering) {
                    (None, _) => "bullets".to_owned(),
                    (Some(start), Numbering::Figures) => format!("from {start}"),
                    (Some(start), other) => format!("from {start} in {}", other.first()),
                };
                self.line(
                    &format!("list {start}{}", if list.tight { " tight" } else { "" }),
                    span,
                );
                self.inside(|dump| {
                    for item in &list.items {
                        let check = match item.check {
                            None => "",
                            Some(true) => " [x]",
                            Some(false) => " [ ]",
                        };
                        dump.with_blocks(&format!("item{check}"), Some(item.span), &item.blocks);
                    }
                });
            }
            BlockKind::DefinitionList(definitions) => {
                self.line("definitions", span);
                self.inside(|dump| {
                    for definition in definitions {
                        dump.with_inlines("term", &definition.term);
                        dump.with_blocks("details", None, &definition.details);
                    }
                });
            }
            BlockKind::Code(code) => {
                let language = code
                    .language
                    .as_deref()
                    .map(|language| format!(" {language}"))
                    .unwrap_or_default();
                self.line(&format!("code{language} {:?}", code.text), span);
            }
            BlockKind::Quote(blocks) => self.with_blocks("quote", span, blocks),
            BlockKind::Admonition(admonition) => {
                let folded = if admonition.folded { " folded" } else { "" };
                self.line(&format!("admonition {}{folded}", admonition.kind), span);
                self.inside(|dump| {
                    dump.with_inlines("title", admonition.title.as_deref().unwrap_or(&[]));
                    dump.blocks(&admonition.blocks);
                });
            }
            BlockKind::Table(table) => {
                self.line(&format!("table {:?}", table.alignments), span);
                self.inside(|dump| {
                    dump.with_inlines("caption", &table.caption);
                    for row in &table.rows {
                        dump.line(
                            if row.header { "row header" } else { "row" },
                            Some(row.span),
                        );
                        dump.inside(|dump| {
                            for cell in &row.cells {
                                let mut words =
                                    if cell.header { "cell header" } else { "cell" }.to_owned();
                                if (cell.columns, cell.rows) != (1, 1) {
                                    let _ = write!(words, " {}x{}", cell.columns, cell.rows);
                                }
                                dump.with_blocks(&words, None, &cell.blocks);
                            }
                        });
                    }
                });
            }
            BlockKind::Figure(figure) => {
                self.with_blocks("figure", span, &figure.blocks);
                self.inside(|dump| {
                    dump.with_inlines("caption", &figure.caption);
                    if !figure.legend.is_empty() {
                        dump.with_blocks("legend", None, &figure.legend);
                    }
                });
            }
            BlockKind::Details(details) => {
                self.line(
                    if details.open {
                        "details open"
                    } else {
                        "details"
                    },
                    span,
                );
                self.inside(|dump| {
                    dump.with_inlines("summary", &details.summary);
                    dump.blocks(&details.blocks);
                });
            }
            BlockKind::Rule => self.line("rule", span),
            BlockKind::Comment(text) => self.line(&format!("comment {text:?}"), span),
            BlockKind::Math(text) => self.line(&format!("math {text:?}"), span),
            BlockKind::Footnote(footnote) => {
                let words = format!(
                    "footnote {} {:?}{} x{}",
                    footnote.number,
                    footnote.label,
                    mark(footnote.mark.as_deref()),
                    footnote.references
                );
                self.with_blocks(&words, span, &footnote.blocks);
            }
            BlockKind::Group(blocks) => self.with_blocks("group", span, blocks),
            BlockKind::Directive(directive) => {
                self.line(
                    &format!("directive {} {:?}", directive.name, directive.source),
                    span,
                );
            }
            BlockKind::Toctree(toctree) => {
                self.line(&format!("toctree {:?}", toctree.source), span);
                self.inside(|dump| {
                    dump.options(&toctree.options);
                    for entry in &toctree.entries {
                        let title = match &entry.title {
                            Some(title) => format!(" title {title:?}"),
                            None => String::new(),
                        };
                        let words = format!("entry {:?}{title}", entry.target);
                        dump.line(&words, Some(entry.span));
                    }
                });
            }
            BlockKind::Include(include) => {
                let words = format!(
                    "include {} {:?} {:?}",
                    include.how.name(),
                    include.path,
                    include.source
                );
                self.line(&words, span);
                self.inside(|dump| dump.options(&include.options));
            }
        }
    }

    fn options(&mut self, options: &[(Box<str>, Box<str>)]) {
        for (key, value) in options {
            self.line(&format!("option {key}: {value:?}"), None);
        }
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        inlines.iter().for_each(|inline| self.inline(inline));
    }

    fn inline(&mut self, inline: &Inline) {
        let span = Some(inline.span);
        match &inline.kind {
            InlineKind::Text(text) => self.line(&format!("text {text:?}"), span),
            InlineKind::Styled(style, content) => {
                self.line(&format!("{style:?}").to_lowercase(), span);
                self.inside(|dump| dump.inlines(content));
            }
            InlineKind::Code(text) => self.line(&format!("code {text:?}"), span),
            InlineKind::Math(text) => self.line(&format!("math {text:?}"), span),
            InlineKind::Link(link) => {
                let by = match link.by {
                    By::Path => "",
                    By::Name => " by name",
                    By::Label => " by label",
                };
                let bare = if link.bare { " bare" } else { "" };
                let title = link
                    .title
                    .as_deref()
                    .map(|title| format!(" title {title:?}"))
                    .unwrap_or_default();
                self.line(&format!("link {:?}{by}{bare}{title}", link.target), span);
                self.inside(|dump| dump.inlines(&link.content));
            }
            InlineKind::Image(image) => {
                let title = image
                    .title
                    .as_deref()
                    .map(|title| format!(" title {title:?}"))
                    .unwrap_or_default();
                self.line(
                    &format!("image {:?} alt {:?}{title}", image.source, image.alt),
                    span,
                );
            }
            InlineKind::Break => self.line("break", span),
            InlineKind::FootnoteReference(reference) => {
                let words = format!(
                    "footnote reference {} {:?}{}",
                    reference.number,
                    reference.label,
                    mark(reference.mark.as_deref())
                );
                self.line(&words, span);
            }
            InlineKind::Comment(text) => self.line(&format!("comment {text:?}"), span),
            InlineKind::Anchor(id) => self.line(&format!("anchor {id:?}"), span),
        }
    }
}

/// What is shown instead of a number, where there is such a thing.
fn mark(mark: Option<&str>) -> String {
    mark.map(|mark| format!(" as {mark:?}")).unwrap_or_default()
}

fn scalar(value: &MetaValue) -> String {
    match value {
        MetaValue::Null => "null".to_owned(),
        MetaValue::Bool(value) => value.to_string(),
        MetaValue::Text(text) => format!("{text:?}"),
        MetaValue::List(_) => "list".to_owned(),
        MetaValue::Map(_) => "map".to_owned(),
    }
}
