//! Files that stand in a document: `include`, `literalinclude` and `csv-table` with `:file:`, which a reader leaves as nodes.
//!
//! Takes a read document and a way to the texts of its source folder, puts in the place of each node what its file holds. It
//! opens no file itself, and asks for none out of the folder. What cannot be put there stays as source and is told at its place;
//! so everything of an included file has the place of what includes it.

use super::excerpt::{self, Unfit};
use super::rst::{self, Levels};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::{
    Block, BlockKind, Code, Document, Include, Inclusion, Inline, InlineKind, tidy, walk,
};
use crate::source::{Format, SourceFile, Span};

/// So deep may files that include each other stand.
const DEEPEST: usize = 12;
/// So many files may stand in one document.
const MOST: usize = 200;
/// So many bytes of them.
const MOST_BYTES: usize = 4 << 20;

/// The text of a file by its path inside the source folder; `None` where there is none.
pub type Open<'a> = dyn Fn(&str) -> Option<String> + 'a;

/// Puts the files that a document includes in their places.
pub fn include(
    document: &mut Document,
    source: &SourceFile,
    open: &Open<'_>,
    diagnostics: &mut Diagnostics,
) {
    let mut has_any = false;
    walk::blocks(&document.blocks, &mut |block| {
        has_any |= matches!(block.kind, BlockKind::Include(_));
    });
    if !has_any {
        return;
    }
    let mut inclusion = Resolution {
        host: source,
        open,
        levels: rst::levels(source),
        notes: 0,
        trail: vec![source.path.to_string()],
        files: 0,
        bytes: 0,
        diagnostics,
    };
    walk::blocks(&document.blocks, &mut |block| {
        if let BlockKind::Footnote(note) = &block.kind {
            inclusion.notes = inclusion.notes.max(note.number);
        }
    });
    inclusion.blocks(&mut document.blocks, None);
    // What came in stands deeper than it was read, and has ids and empty places of its own.
    tidy::tidy(document);
}

struct Resolution<'a> {
    host: &'a SourceFile,
    open: &'a Open<'a>,
    /// The titles of the document, which those of its files join.
    levels: Levels,
    /// The highest number of a footnote so far.
    notes: u32,
    /// The files that are open, the document first.
    trail: Vec<String>,
    files: usize,
    bytes: usize,
    diagnostics: &'a mut Diagnostics,
}

impl Resolution<'_> {
    /// `at` is the place in the document where these blocks are put, where they are not its own.
    fn blocks(&mut self, blocks: &mut Vec<Block>, at: Option<Span>) {
        let mut out = Vec::with_capacity(blocks.len());
        for mut block in std::mem::take(blocks) {
            if let BlockKind::Include(include) = &block.kind {
                let span = at.unwrap_or(block.span);
                match self.included(include, span) {
                    Ok(inner) => out.extend(inner),
                    Err((message, help)) => {
                        let told = Diagnostic::warning("missing-include", message);
                        let told = told.at(&self.host.path, span).help(help);
                        self.diagnostics.push(told);
                        out.push(block);
                    }
                }
                continue;
            }
            for children in walk::child_blocks_mut(&mut block) {
                self.blocks(children, at);
            }
            out.push(block);
        }
        *blocks = out;
    }

    /// What a node stands for; or why it cannot, and what would help.
    fn included(&mut self, include: &Include, span: Span) -> Result<Vec<Block>, (String, String)> {
        let said = |message: String, help: &str| (message, help.to_owned());
        let written = &*include.path;
        let from = self.trail.last().map_or("", String::as_str);
        let Some(path) = inside(from, written) else {
            return Err(said(
                format!("`{written}` is out of the source folder and not included"),
                "copy the file into the source folder",
            ));
        };
        if self.trail.contains(&path) {
            return Err(said(
                format!("`{written}` includes itself"),
                "take the file out of the circle",
            ));
        }
        if self.trail.len() > DEEPEST || self.files >= MOST {
            return Err(said(
                format!("`{written}` is not included: too many files stand in this document"),
                "write what it holds into the document",
            ));
        }
        self.files += 1;
        let text = (self.open)(&path).ok_or_else(|| {
            said(
                format!("there is no text `{path}` to include"),
                "correct the path, or add the file to the source folder",
            )
        })?;
        let text = SourceFile::new(path.as_str(), Format::ReStructuredText, &text).text;
        self.bytes += text.len();
        if self.bytes > MOST_BYTES {
            return Err(said(
                format!("`{written}` is not included: the files in this document are too long"),
                "link to it instead",
            ));
        }
        let part = excerpt::of(&text, &include.options).map_err(|unfit| match unfit {
            Unfit::NotFound(words) => said(
                format!(
                    "`{path}` does not hold `{words}`, where the included part should begin or end"
                ),
                "correct the option, or the file",
            ),
            Unfit::NotKnown(option) => said(
                format!("the option `{option}` of an included file is not understood"),
                "name the lines by `:lines:`",
            ),
        })?;
        let option = |name: &str| excerpt::option(&include.options, name);
        let language = match include.how {
            Inclusion::Code => option("language").or_else(|| option("code")),
            _ => None,
        };
        match include.how {
            Inclusion::Literal | Inclusion::Code => {
                let numbers = option("number-lines").or_else(|| option("lineno-start"));
                let numbers = numbers.or_else(|| option("linenos").map(|_| ""));
                let text = match numbers {
                    Some(first) => rst::numbered(&part, first.trim().parse().unwrap_or(1)),
                    None => part,
                };
                let code = Code {
                    language: language.filter(|name| !name.is_empty()).map(Into::into),
                    text: text.into(),
                };
                Ok(vec![Block::new(span, BlockKind::Code(Box::new(code)))])
            }
            Inclusion::Csv => Ok(self.read(&path, &table(&include.source, &part), span)),
            Inclusion::Parse => Ok(self.read(&path, &part, span)),
        }
    }

    /// Reads the text of a file as a part of the document.
    fn read(&mut self, path: &str, text: &str, span: Span) -> Vec<Block> {
        let source = SourceFile::new(path, Format::ReStructuredText, text);
        let (document, told) = rst::read_part(&source, &mut self.levels);
        for diagnostic in &told {
            let message = format!("in `{path}`: {}", diagnostic.message);
            let own = Diagnostic::new(diagnostic.severity, diagnostic.rule, message);
            let own = own.at(&self.host.path, span);
            self.diagnostics.push(Diagnostic {
                help: diagnostic.help.clone(),
                ..own
            });
        }
        let mut blocks = document.blocks;
        let before = self.notes;
        place(&mut blocks, span, before, &mut self.notes);
        self.trail.push(path.to_owned());
        self.blocks(&mut blocks, Some(span));
        self.trail.pop();
        blocks
    }
}

/// The path that a file of the document at `from` names; `None` out of the source folder.
fn inside(from: &str, written: &str) -> Option<String> {
    if written.contains("://") || written.contains(['\\', '\0']) {
        return None;
    }
    let folder = match written.strip_prefix('/') {
        Some(_) => "",
        None => from.rsplit_once('/').map_or("", |(folder, _)| folder),
    };
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in written.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    (!parts.is_empty()).then(|| parts.join("/"))
}

/// The directive of a table with the lines of its file as its content.
fn table(source: &str, lines: &str) -> String {
    let mut out = String::new();
    for (number, line) in source.lines().enumerate() {
        let words = line.trim();
        let is_file = [":file:", ":url:", ":encoding:"]
            .iter()
            .any(|option| words.starts_with(option));
        if is_file || words.is_empty() {
            continue;
        }
        match (number, words.starts_with(':')) {
            (0, _) => {}
            (_, true) => out.push_str("   "),
            (_, false) => out.push_str("      "),
        }
        out.push_str(words);
        out.push('\n');
    }
    out.push('\n');
    for line in lines.lines() {
        out.push_str("   ");
        out.push_str(line);
        out.push('\n');
    }
    out
}

/// Gives all of these blocks that place, and their footnotes numbers behind those there are.
fn place(blocks: &mut [Block], span: Span, before: u32, notes: &mut u32) {
    for block in blocks {
        block.span = span;
        match &mut block.kind {
            BlockKind::List(list) => list.items.iter_mut().for_each(|item| item.span = span),
            BlockKind::Table(table) => table.rows.iter_mut().for_each(|row| row.span = span),
            BlockKind::Footnote(note) => {
                note.number = note.number.saturating_add(before);
                *notes = (*notes).max(note.number);
            }
            BlockKind::Toctree(toctree) => {
                toctree
                    .entries
                    .iter_mut()
                    .for_each(|entry| entry.span = span);
            }
            _ => {}
        }
        for content in walk::block_inlines_mut(block) {
            place_inlines(content, span, before);
        }
        for children in walk::child_blocks_mut(block) {
            place(children, span, before, notes);
        }
    }
}

fn place_inlines(content: &mut [Inline], span: Span, before: u32) {
    for inline in content {
        inline.span = span;
        match &mut inline.kind {
            InlineKind::Styled(_, inner) => place_inlines(inner, span, before),
            InlineKind::Link(link) => place_inlines(&mut link.content, span, before),
            InlineKind::FootnoteReference(reference) => {
                reference.number = reference.number.saturating_add(before);
            }
            _ => {}
        }
    }
}
