//! Block quotes and the lines that say whose words they are.

use super::Reading;
use super::body::Body;
use super::flow::Flow;
use super::lines::{Depth, Line, Ways, indent, indented};
use super::text::Text;
use crate::document::{Block, BlockKind, Inline};

/// The lines of one quotation and what follows it.
struct Parts<'l> {
    words: &'l [Line],
    /// The lines of its attribution, from behind the dash.
    attribution: Vec<Line>,
    rest: &'l [Line],
}

impl Reading<'_> {
    /// Lines that are set in: one quotation or several.
    pub(super) fn quote(&mut self, body: Body<'_>, at: usize, flow: &mut Flow) -> usize {
        let block = indented(
            &body.text.words,
            body.lines,
            at,
            Depth::Least,
            Ways::default(),
        );
        let blocks = self.quotes(body.text, &block.lines);
        flow.extend(blocks);
        if !block.is_finished {
            self.note_unfinished("a quotation", body.text, body.lines, block.next);
        }
        block.next
    }

    /// These lines as quotations; an attribution ends each.
    pub(super) fn quotes(&mut self, text: &Text<'_>, mut lines: &[Line]) -> Vec<Block> {
        let mut out = Vec::new();
        while !lines.is_empty() {
            let parts = split(text, lines);
            let mut blocks = self.inside(text, parts.words);
            let mut span = text.span_of(parts.words);
            if !parts.attribution.is_empty() {
                let words = text.joined(&parts.attribution);
                let whole = text.span_of(&parts.attribution);
                let mut content = vec![Inline::text(whole, "\u{2014}")];
                content.extend(self.inlines(&words));
                blocks.push(Block::new(whole, BlockKind::Paragraph(content)));
                span = span.join(whole);
            }
            out.push(Block::new(span, BlockKind::Quote(blocks)));
            let blank = parts.rest.iter().take_while(|line| line.is_blank()).count();
            lines = &parts.rest[blank..];
        }
        out
    }
}

/// The first quotation of some lines.
fn split<'l>(text: &Text<'_>, lines: &'l [Line]) -> Parts<'l> {
    let mut is_begun = false;
    for (at, line) in lines.iter().enumerate() {
        if line.is_blank() {
            continue;
        }
        if is_begun
            && lines[at - 1].is_blank()
            && let Some(words) = dash(text.of(*line))
            && let Some((end, cut)) = attribution_end(&text.words, lines, at)
        {
            let attribution = lines[at..end].iter().enumerate();
            let attribution =
                attribution.map(|(number, line)| line.from(if number == 0 { words } else { cut }));
            return Parts {
                words: &lines[..at],
                attribution: attribution.collect(),
                rest: &lines[end..],
            };
        }
        is_begun = true;
    }
    Parts {
        words: lines,
        attribution: Vec::new(),
        rest: &[],
    }
}

/// Where the words behind the dash of an attribution begin.
fn dash(line: &str) -> Option<usize> {
    let rest = line
        .strip_prefix("---")
        .or_else(|| line.strip_prefix("--"))
        .filter(|rest| !rest.starts_with('-'))
        .or_else(|| line.strip_prefix('\u{2014}'))?;
    let words = rest.trim_start_matches(' ');
    (!words.is_empty()).then(|| line.len() - words.len())
}

/// The line behind an attribution, and how far its lines behind the first are set in: all as far.
fn attribution_end(text: &str, lines: &[Line], from: usize) -> Option<(usize, usize)> {
    let mut cut = None;
    let mut end = from + 1;
    while let Some(line) = lines.get(end).filter(|line| !line.is_blank()) {
        let own = indent(text, *line);
        if cut.is_some_and(|cut| cut != own) {
            return None;
        }
        cut = Some(own);
        end += 1;
    }
    Some((end, cut.unwrap_or(0)))
}
