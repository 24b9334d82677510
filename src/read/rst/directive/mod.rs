//! Directives: what each is, by its name. docutils' own, Sphinx's, those of common extensions; what is not known is kept as
//! source.

mod admonition;
mod code;
mod glossary;
mod only;
mod other;
mod parts;
mod picture;

use super::Reading;
use super::body::Body;
use super::flow::Flow;
use super::lines::Ways;
use super::name::{Target, id};
use super::text::Text;
use crate::document::{BlockKind, Directive};
use crate::source::Span;

pub(in crate::read) use code::numbered;
pub(super) use parts::Parts;

/// A directive as it stands in a text.
pub(super) struct Call<'c> {
    /// Its name in lower case.
    pub(super) name: String,
    pub(super) text: &'c Text<'c>,
    pub(super) parts: Parts,
    /// True where titles make sections.
    pub(super) is_top: bool,
    /// Where it stands.
    pub(super) span: Span,
}

impl Reading<'_> {
    /// The directive of that name, whose words begin at that byte of its line; gives the line behind it.
    pub(super) fn directive(
        &mut self,
        body: Body<'_>,
        at: usize,
        name: &str,
        words: usize,
        flow: &mut Flow,
    ) -> usize {
        let ways = Ways {
            keep_top: true,
            ..Ways::default()
        };
        let (block, span) = Self::extent(body, at, words, ways);
        let name = name.to_lowercase();
        let call = Call {
            parts: Parts::of(body.text, &block.lines, &name),
            name,
            text: body.text,
            is_top: body.is_top,
            span,
        };
        if let Some(rest) = call.parts.rest(body.text, body.lines[at].start) {
            flow.push(span, BlockKind::Comment(rest.into()));
        }
        self.call(&call, flow);
        self.end(body, &block, "a directive")
    }

    fn call(&mut self, call: &Call<'_>, flow: &mut Flow) {
        // Any directive may be a target by its option.
        if let Some(name) = call.parts.option("name").filter(|name| !name.is_empty()) {
            let place = id(name);
            flow.anchor(&place, call.span);
            self.names.give(name, Target::Place(place));
        }
        match call.name.as_str() {
            name if admonition::is_one(name) => self.admonition(call, flow),
            "image" => self.image(call, flow),
            "figure" => self.figure(call, flow),
            "code" | "code-block" | "sourcecode" | "code-cell" | "ipython" | "prompt"
            | "parsed-literal" | "mermaid" | "graphviz" | "digraph" | "graph" | "uml"
            | "plantuml" => self.code(call, flow),
            "highlight" => {
                self.highlight = call.first_word().map(str::to_owned);
                self.unseen(call, flow);
            }
            "math" => Self::math(call, flow),
            "line-block" => self.lines(call.text, &call.parts.content, flow),
            "raw" => self.raw(call, flow),
            "table" => self.titled_table(call, flow),
            "csv-table" => self.csv_table(call, flow),
            "list-table" => self.list_table(call, flow),
            "glossary" => self.glossary(call, flow),
            "toctree" => self.toctree(call, flow),
            "include" | "literalinclude" => self.include(call, flow),
            "rubric" | "centered" => self.rubric(call, flow),
            "epigraph" | "highlights" | "pull-quote" => {
                let blocks = self.quotes(call.text, &call.parts.content);
                flow.extend(blocks);
            }
            "dropdown" | "details" | "collapse" | "toggle" | "tab" | "tab-item" | "group-tab"
            | "code-tab" => self.folded(call, flow),
            "only" | "ifconfig" => self.only(call, flow),
            "container" | "compound" | "hlist" | "tabs" | "tab-set" | "tab-set-code" | "grid"
            | "grid-item" | "card-carousel" | "header" | "footer" => {
                let blocks = self.inside(call.text, &call.parts.content);
                flow.push(call.span, BlockKind::Group(blocks));
            }
            "class" | "rst-class" if !call.parts.content.is_empty() => {
                let blocks = self.inside(call.text, &call.parts.content);
                flow.push(call.span, BlockKind::Group(blocks));
            }
            "role" => self.define_role(call, flow),
            "default-role" => {
                let name = call.first_word().map(str::to_owned);
                self.default_role = name.map(|name| self.role_of(Some(&name)));
                self.unseen(call, flow);
            }
            "meta" => self.meta_directive(call, flow),
            "tags" => self.tags(call, flow),
            "post" => self.post(call, flow),
            // They ask a writer for something that pages have, or have no use for.
            "contents" | "sectnum" | "section-numbering" | "target-notes" | "class"
            | "rst-class" | "title" | "index" | "currentmodule" | "module" | "sectionauthor"
            | "codeauthor" | "tabularcolumns" | "postlist" | "todolist" => self.unseen(call, flow),
            _ => {
                self.note_kept(&format!("the directive `{}`", call.name), call.span);
                self.kept(call, flow);
            }
        }
    }

    /// Something that is shown as it was written.
    pub(super) fn kept(&mut self, call: &Call<'_>, flow: &mut Flow) {
        let source = self.source(call.span);
        let directive = Directive {
            name: call.name.as_str().into(),
            source: source.into(),
        };
        flow.push(call.span, BlockKind::Directive(Box::new(directive)));
    }

    /// A directive that cannot be what it says is shown as it was written, and told.
    pub(super) fn malformed(&mut self, call: &Call<'_>, why: &str, help: &str, flow: &mut Flow) {
        let message = format!("the directive `{}` {why}", call.name);
        self.warn("malformed-markup", message, call.span, help);
        self.kept(call, flow);
    }

    /// Something that is kept and not shown.
    pub(super) fn unseen(&mut self, call: &Call<'_>, flow: &mut Flow) {
        let source = self.source(call.span);
        flow.push(call.span, BlockKind::Comment(source.into()));
    }
}

impl<'c> Call<'c> {
    /// The first word of its argument.
    pub(super) fn first_word(&self) -> Option<&'c str> {
        let line = self.parts.argument.first()?;
        self.text.of(*line).split_whitespace().next()
    }
}
