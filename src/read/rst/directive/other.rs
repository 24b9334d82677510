//! Directives that name other files, define roles, or speak about the document.

use super::Call;
use crate::document::{
    Block, BlockKind, Include, Inclusion, Inline, InlineKind, MetaValue, Style, TocEntry, Toctree,
};
use crate::read::rst::Reading;
use crate::read::rst::flow::Flow;
use crate::read::rst::inline::{Role, plain_address, simple_name};
use crate::read::rst::marker::{Marker, marker};

impl Reading<'_> {
    /// A list of documents.
    pub(super) fn toctree(&mut self, call: &Call<'_>, flow: &mut Flow) {
        let lines = call.parts.content.iter();
        let entries = lines.filter(|line| !line.is_blank()).map(|line| {
            let words = call.text.of(*line);
            let blanks = words.len() - words.trim_start().len();
            let span = call.text.span(line.start + blanks, line.end);
            TocEntry::written(words.trim(), span)
        });
        let toctree = Toctree {
            options: call.parts.options.clone(),
            entries: entries.collect(),
            source: self.source(call.span).into(),
        };
        flow.push(call.span, BlockKind::Toctree(Box::new(toctree)));
    }

    /// Another file.
    pub(super) fn include(&mut self, call: &Call<'_>, flow: &mut Flow) {
        let path = call.text.string(&call.parts.argument);
        let path = path.trim();
        if path.is_empty() {
            self.malformed(call, "names no file", "write the path behind `::`", flow);
            return;
        }
        let how = if call.name == "literalinclude" || call.parts.option("code").is_some() {
            Inclusion::Code
        } else if call.parts.option("literal").is_some() {
            Inclusion::Literal
        } else {
            Inclusion::Parse
        };
        self.push_include(call, path, how, flow);
    }

    /// The node for another file.
    pub(in crate::read::rst) fn push_include(
        &mut self,
        call: &Call<'_>,
        path: &str,
        how: Inclusion,
        flow: &mut Flow,
    ) {
        if self.insert(
            call.span,
            path,
            call.is_top && how == Inclusion::Parse,
            flow,
        ) {
            return;
        }
        let include = Include {
            path: path.into(),
            how,
            options: call.parts.options.clone(),
            source: self.source(call.span).into(),
        };
        flow.push(call.span, BlockKind::Include(Box::new(include)));
    }

    /// A title that makes no section.
    pub(super) fn rubric(&mut self, call: &Call<'_>, flow: &mut Flow) {
        let content = self.inlines(&call.text.joined(&call.parts.argument));
        let strong = Inline::new(call.span, InlineKind::Styled(Style::Strong, content));
        flow.push(call.span, BlockKind::Paragraph(vec![strong]));
        let blocks = self.inside(call.text, &call.parts.content);
        flow.extend(blocks);
    }

    /// A role of the text's own: `.. role:: name(base)`.
    pub(super) fn define_role(&mut self, call: &Call<'_>, flow: &mut Flow) {
        let argument = call.text.string(&call.parts.argument);
        let argument = argument.trim();
        let name = &argument[..simple_name(argument)];
        let base = argument[name.len()..]
            .trim()
            .strip_prefix('(')
            .and_then(|base| base.strip_suffix(')'))
            .map(|base| base.trim().to_lowercase());
        if name.is_empty() {
            let help = "write its name behind `::`, and in brackets what it is made of";
            self.malformed(call, "names no role", help, flow);
            return;
        }
        let format = call.parts.option("format").unwrap_or("");
        let role = match base.as_deref() {
            None => Role::Words,
            Some("raw") if format.split_whitespace().any(|format| format == "html") => {
                Role::RawHtml
            }
            Some("raw") => Role::RawOther,
            Some(base) => self.role_of(Some(base)),
        };
        self.roles.insert(name.to_lowercase(), role);
        self.unseen(call, flow);
    }

    /// Pairs for the head of a page.
    pub(super) fn meta_directive(&mut self, call: &Call<'_>, flow: &mut Flow) {
        for line in &call.parts.content {
            let words = call.text.of(*line);
            if let Marker::Field(name, value) = marker(words) {
                let span = call.text.span(line.start, line.end);
                let value = MetaValue::Text(words[value..].trim().into());
                self.tell(&words[1..name], span, value);
            }
        }
        self.unseen(call, flow);
    }

    /// The terms of a document: `.. tags:: one, two`.
    pub(super) fn tags(&mut self, call: &Call<'_>, flow: &mut Flow) {
        let lines = call.parts.argument.iter().chain(&call.parts.content);
        let terms = lines.flat_map(|line| call.text.of(*line).split(','));
        let terms = terms.map(str::trim).filter(|term| !term.is_empty());
        let terms = terms.map(|term| MetaValue::Text(term.into())).collect();
        self.tell("tags", call.span, MetaValue::List(terms));
        self.unseen(call, flow);
    }

    /// What `ABlog` wants to know of a post.
    pub(super) fn post(&mut self, call: &Call<'_>, flow: &mut Flow) {
        let date = call.text.string(&call.parts.argument);
        if !date.trim().is_empty() {
            self.tell("date", call.span, MetaValue::Text(date.trim().into()));
        }
        for (key, value) in &call.parts.options {
            let terms = value.split(',').map(str::trim);
            let terms = terms.map(|term| MetaValue::Text(term.into())).collect();
            self.tell(key, call.span, MetaValue::List(terms));
        }
        let blocks: Vec<Block> = self.inside(call.text, &call.parts.content);
        self.unseen(call, flow);
        flow.extend(blocks);
    }

    /// The file that an option names.
    pub(in crate::read::rst) fn file_of(call: &Call<'_>) -> Option<String> {
        let option = call
            .parts
            .option("file")
            .or_else(|| call.parts.option("url"))?;
        Some(plain_address(option))
    }
}
