//! Lists of fields (`:name: words`) and of options (`-a, --all  words`).

use super::Reading;
use super::body::Body;
use super::flow::Flow;
use super::lines::{Depth, Indented, Ways, indented};
use super::marker::{Marker, marker};
use crate::document::{BlockKind, Definition, Inline, InlineKind};

impl Reading<'_> {
    /// A list of fields.
    pub(super) fn fields(&mut self, body: Body<'_>, from: usize, flow: &mut Flow) -> usize {
        let mut rows = Vec::new();
        let mut names = Vec::new();
        let mut at = from;
        let mut end: Option<Indented> = None;
        while let Some(Marker::Field(name, words)) = body.line(at).map(marker) {
            let block = described(body, at, words);
            let line = body.lines[at];
            let (start, stop) = (line.start + 1, line.start + name);
            let mut term =
                self.inlines(&body.text.joined(&[super::lines::Line { start, end: stop }]));
            term.push(Inline::text(body.text.span(stop, stop + 1), ":"));
            let details = self.inside(body.text, &block.lines);
            let last = block.lines.last().map_or(line.end, |line| line.end);
            names.push((start..stop, body.text.span(line.start, last)));
            rows.push(Definition { term, details });
            at = body.after_blanks(block.next);
            end = Some(block);
        }
        let span = names
            .first()
            .zip(names.last())
            .map_or(body.text.span(0, 0), |(first, last)| first.1.join(last.1));
        if body.is_top && self.is_head(flow) {
            let names = names
                .into_iter()
                .map(|(name, span)| (&body.text.words[name], span));
            self.take_head(names, &rows, span);
        }
        flow.push(span, BlockKind::DefinitionList(rows));
        self.behind(body, from, end, "a field")
    }

    /// A list of options; `None` where the first says nothing, and so is no option.
    pub(super) fn options(
        &mut self,
        body: Body<'_>,
        from: usize,
        flow: &mut Flow,
    ) -> Option<usize> {
        let mut rows = Vec::new();
        let mut at = from;
        let mut end: Option<Indented> = None;
        while let Some(Marker::Option(words)) = body.line(at).map(marker) {
            let block = described(body, at, words);
            if block.lines.is_empty() {
                break;
            }
            let line = body.lines[at];
            let options = body.text.of(line)[..words].trim_end();
            let span = body.text.span(line.start, line.start + options.len());
            let term = vec![Inline::new(span, InlineKind::Code(options.into()))];
            let details = self.inside(body.text, &block.lines);
            rows.push(Definition { term, details });
            at = body.after_blanks(block.next);
            end = Some(block);
        }
        let last = end.as_ref()?.lines.last()?.end;
        let span = body.text.span(body.lines[from].start, last);
        flow.push(span, BlockKind::DefinitionList(rows));
        Some(self.behind(body, from, end, "an option"))
    }

    /// True where nothing stands before but comments, one title and other fields of the head: these are about the document.
    fn is_head(&self, flow: &Flow) -> bool {
        let head = self.meta.span;
        let mut titles = 0;
        flow.blocks.iter().all(|block| match block.kind {
            BlockKind::Comment(_) => true,
            BlockKind::Heading(_) => {
                titles += 1;
                titles == 1
            }
            BlockKind::DefinitionList(_) => {
                head.start <= block.span.start && block.span.end <= head.end
            }
            _ => false,
        })
    }

    /// The line behind a list of which that is the last block.
    fn behind(&mut self, body: Body<'_>, from: usize, last: Option<Indented>, what: &str) -> usize {
        let Some(last) = last else { return from + 1 };
        if !last.is_finished {
            self.note_unfinished(what, body.text, body.lines, last.next);
        }
        last.next
    }
}

/// The lines behind a name and below it.
fn described(body: Body<'_>, at: usize, words: usize) -> Indented {
    indented(
        &body.text.words,
        body.lines,
        at,
        Depth::First(words),
        Ways::default(),
    )
}
