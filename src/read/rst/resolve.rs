//! The second pass: when the whole text is read, every reference learns where it leads, and every substitution what it stands
//! for.
//!
//! Takes the tree with what is pending in it, changes it. What leads nowhere keeps its words and is told.

use std::collections::HashMap;
use std::mem;

use super::footnote::Notes;
use super::name::{Names, Target, folded};
use super::substitution::Substitution;
use super::{MARK, Pending, Reading};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::anchor::{self, RESERVED, TERM};
use crate::document::{Block, BlockKind, By, Inline, InlineKind, Link, text, walk};
use crate::source::{SourceFile, Span};

/// A substitution inside so many others is not replaced any more.
const DEPTH: usize = 16;

/// So many inlines may come out of substitutions in one document.
const MOST: usize = 100_000;

struct Resolver<'r, 'a> {
    source: &'a SourceFile,
    diagnostics: &'r mut Diagnostics,
    names: &'r Names,
    pending: &'r [(Span, Pending)],
    substitutions: &'r HashMap<String, Substitution>,
    /// The names of substitutions without regard to case.
    any_case: HashMap<String, &'r str>,
    notes: Notes,
    literals: &'r mut [(Span, Vec<Inline>)],
    /// What places are called, by their ids.
    titles: HashMap<Box<str>, Box<str>>,
    left: usize,
    /// The substitutions that are being replaced, each inside the one before.
    inside: Vec<String>,
    /// True where white space at the beginning of what follows goes.
    trims_next: bool,
}

impl Reading<'_> {
    /// Makes everything lead where it should.
    pub(super) fn resolve(&mut self, blocks: &mut [Block]) {
        let mut titles: HashMap<Box<str>, Box<str>> = anchor::titles(blocks).into_iter().collect();
        walk::blocks(blocks, &mut |block| {
            if let BlockKind::Heading(heading) = &block.kind
                && let Some(id) = &heading.id
            {
                let words = text::of_inlines(&heading.content);
                self.names.imply(&words, Target::Place(id.to_string()));
                titles.entry(id.clone()).or_insert(words.into());
            }
        });
        let mut any_case = HashMap::new();
        let mut names: Vec<&String> = self.substitutions.keys().collect();
        names.sort();
        for name in names {
            any_case.entry(name.to_lowercase()).or_insert(name.as_str());
        }
        let mut resolver = Resolver {
            source: self.source,
            diagnostics: &mut self.diagnostics,
            names: &self.names,
            pending: &self.pending,
            substitutions: &self.substitutions,
            any_case,
            notes: Notes::number(blocks),
            literals: &mut self.literals,
            titles,
            left: MOST,
            inside: Vec::new(),
            trims_next: false,
        };
        resolver.blocks(blocks);
        resolver.notes.count(blocks);
    }
}

impl Resolver<'_, '_> {
    fn blocks(&mut self, blocks: &mut [Block]) {
        for block in blocks {
            if let BlockKind::Code(code) = &mut block.kind
                && let Some(words) = self.literal(&code.text, block.span)
            {
                code.text = (words + "\n").into();
            }
            for content in walk::block_inlines_mut(block) {
                self.list(content, 0);
            }
            for children in walk::child_blocks_mut(block) {
                self.blocks(children);
            }
        }
    }

    /// The words of literal text with markup, which waits under a number; raw markup around it may have made it a part of a line.
    fn literal(&mut self, text: &str, span: Span) -> Option<String> {
        let number: usize = text.strip_prefix(MARK)?.parse().ok()?;
        let (place, content) = self.literals.get_mut(number)?;
        if *place != span {
            return None;
        }
        let mut content = mem::take(content);
        self.list(&mut content, 0);
        let mut words = String::new();
        push_words(&content, &mut words);
        Some(words)
    }

    /// Resolves a list of inlines, which stands in so many substitutions.
    fn list(&mut self, content: &mut Vec<Inline>, depth: usize) {
        if !content.iter().any(is_open) {
            return;
        }
        let mut out = Vec::with_capacity(content.len());
        for mut inline in mem::take(content) {
            if mem::take(&mut self.trims_next)
                && let InlineKind::Text(words) = &mut inline.kind
            {
                *words = words.trim_start().into();
            }
            self.inline(inline, depth, &mut out);
        }
        self.trims_next = false;
        *content = out;
    }

    fn inline(&mut self, mut inline: Inline, depth: usize, out: &mut Vec<Inline>) {
        let span = inline.span;
        match &mut inline.kind {
            InlineKind::FootnoteReference(reference) if reference.number == 0 => {
                if !self.notes.refer(reference) {
                    let what = format!("no footnote or citation is labelled `{}`", reference.label);
                    self.tell(&what, span);
                    out.push(self.written(span));
                    return;
                }
                out.push(inline);
            }
            InlineKind::Link(link) => match self.pending_of(link, span) {
                Some(pending) => {
                    let content = mem::take(&mut link.content);
                    self.pending(&pending, content, span, depth, out);
                }
                None => {
                    self.list(&mut link.content, depth);
                    out.push(inline);
                }
            },
            InlineKind::Styled(_, content) => {
                self.list(content, depth);
                out.push(inline);
            }
            InlineKind::Code(text) => {
                if let Some(words) = self.literal(text, span) {
                    *text = words.into();
                }
                out.push(inline);
            }
            _ => out.push(inline),
        }
    }

    /// What a link waits for, if it is one of ours.
    fn pending_of(&self, link: &Link, span: Span) -> Option<Pending> {
        let number: usize = link.target.strip_prefix(MARK)?.parse().ok()?;
        let (place, pending) = self.pending.get(number)?;
        (*place == span).then(|| pending.clone())
    }

    fn pending(
        &mut self,
        pending: &Pending,
        mut content: Vec<Inline>,
        span: Span,
        depth: usize,
        out: &mut Vec<Inline>,
    ) {
        match pending {
            Pending::Substitution(name) => self.substitute(name, content, span, depth, out),
            Pending::Name(name) => {
                self.list(&mut content, depth);
                let target = self.names.find(name);
                if target.is_none()
                    && let Some(number) = self.notes.by_name(name)
                {
                    out.push(link(
                        format!("#{RESERVED}fn-{number}"),
                        By::Path,
                        content,
                        span,
                    ));
                    return;
                }
                self.lead(target, name, content, span, out);
            }
            Pending::Anonymous(order) => {
                self.list(&mut content, depth);
                let target = match self.names.anonymous.get(*order) {
                    Some(Target::Name(name)) => self.names.find(name),
                    other => other.cloned(),
                };
                self.lead(target, "__", content, span, out);
            }
            Pending::Label(label, by, has_words) => {
                let place = match label.strip_prefix(TERM).map(anchor::of_term) {
                    Some(term) => self.names.terms.get(&term).cloned().map(Target::Place),
                    None => self.names.find(label),
                };
                let Some(Target::Place(id)) = place else {
                    let mut inline = link(label.clone(), *by, content, span);
                    if let InlineKind::Link(link) = &mut inline.kind {
                        link.bare = !has_words;
                    }
                    out.push(inline);
                    return;
                };
                if !has_words && let Some(title) = self.titles.get(&*id) {
                    content = vec![Inline::text(span, title.clone())];
                }
                out.push(link(format!("#{id}"), By::Path, content, span));
            }
        }
    }

    /// What the author wrote: without its target, a mark is often no mark but a sign of the words.
    fn written(&self, span: Span) -> Inline {
        Inline::text(span, span.of(&self.source.text))
    }

    /// Makes words lead to a target; where there is none they stay as written.
    fn lead(
        &mut self,
        target: Option<Target>,
        name: &str,
        content: Vec<Inline>,
        span: Span,
        out: &mut Vec<Inline>,
    ) {
        let target = match target {
            Some(Target::Address(address)) => address,
            Some(Target::Place(id)) => format!("#{id}"),
            Some(Target::Name(_)) | None => {
                let what = if name == "__" {
                    "no target without a name is left for this reference".to_owned()
                } else {
                    format!("no target is named `{name}`")
                };
                self.tell(&what, span);
                let is_image = |inline: &Inline| matches!(inline.kind, InlineKind::Image(_));
                if content.iter().any(is_image) {
                    out.extend(content);
                } else {
                    out.push(self.written(span));
                }
                return;
            }
        };
        out.push(link(target, By::Path, without_links(content), span));
    }

    fn substitute(
        &mut self,
        name: &str,
        shown: Vec<Inline>,
        span: Span,
        depth: usize,
        out: &mut Vec<Inline>,
    ) {
        let name = folded(name);
        let found = self.substitutions.get(&name).or_else(|| {
            let name = self.any_case.get(&name.to_lowercase())?;
            self.substitutions.get(*name)
        });
        let is_too_much = depth >= DEPTH
            || self.inside.contains(&name)
            || found.is_some_and(|found| found.content.len() > self.left);
        match found.filter(|_| !is_too_much) {
            Some(found) => {
                self.left -= found.content.len();
                let mut content = found.content.clone();
                self.inside.push(name);
                self.list(&mut content, depth + 1);
                self.inside.pop();
                if found.trims_before
                    && let Some(InlineKind::Text(words)) = out.last_mut().map(|last| &mut last.kind)
                {
                    *words = words.trim_end().into();
                }
                out.extend(content);
                self.trims_next = found.trims_after;
            }
            None => {
                let what = if is_too_much {
                    format!("`{name}` stands for itself, or for more than a page holds")
                } else {
                    format!("no substitution is named `{name}`")
                };
                self.tell(&what, span);
                out.push(Inline::text(span, "|"));
                out.extend(shown);
                out.push(Inline::text(span, "|"));
            }
        }
    }

    fn tell(&mut self, what: &str, span: Span) {
        self.diagnostics.push(
            Diagnostic::warning("undefined-name", what)
                .at(&self.source.path, span)
                .help("define it in this text, or escape the mark with a backslash if words are meant"),
        );
    }
}

/// True for what the second pass has to look at.
fn is_open(inline: &Inline) -> bool {
    match &inline.kind {
        InlineKind::FootnoteReference(reference) => reference.number == 0,
        InlineKind::Link(link) => link.target.starts_with(MARK) || link.content.iter().any(is_open),
        InlineKind::Styled(_, content) => content.iter().any(is_open),
        InlineKind::Code(text) => text.starts_with(MARK),
        _ => false,
    }
}

fn link(target: String, by: By, content: Vec<Inline>, span: Span) -> Inline {
    Inline::new(
        span,
        InlineKind::Link(Box::new(Link {
            target: target.into(),
            title: None,
            by,
            bare: false,
            content,
        })),
    )
}

/// Links in what is a link give their words.
fn without_links(content: Vec<Inline>) -> Vec<Inline> {
    let is_link = |inline: &Inline| matches!(inline.kind, InlineKind::Link(_));
    if !content.iter().any(is_link) {
        return content;
    }
    let mut out = Vec::with_capacity(content.len());
    for inline in content {
        match inline.kind {
            InlineKind::Link(link) => out.extend(link.content),
            _ => out.push(inline),
        }
    }
    out
}

/// The words of inlines, their line breaks as they are.
fn push_words(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(words) | InlineKind::Code(words) | InlineKind::Math(words) => {
                out.push_str(words);
            }
            InlineKind::Styled(_, content) => push_words(content, out),
            InlineKind::Link(link) => push_words(&link.content, out),
            InlineKind::Image(image) => out.push_str(&image.alt),
            InlineKind::Break => out.push('\n'),
            InlineKind::FootnoteReference(reference) => {
                out.push('[');
                match &reference.mark {
                    Some(mark) => out.push_str(mark),
                    None => out.push_str(&reference.number.to_string()),
                }
                out.push(']');
            }
            InlineKind::Comment(_) | InlineKind::Anchor(_) => {}
        }
    }
}
