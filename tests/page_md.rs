//! Reports as Markdown: read again by comrak, they say what their trees say, whatever they were written in.

#![allow(
    clippy::disallowed_methods,
    clippy::case_sensitive_file_extension_comparisons,
    reason = "a test touches the disk, and knows how its own files are called"
)]

mod support;

use std::collections::BTreeMap;

use comrak::nodes::{AstNode, NodeValue};
use comrak::{Arena, Options, parse_document};
use pmsite::document::{Block, BlockKind, Footnote, Inline, InlineKind, Table, Toctree, walk};
use pmsite::html::escape::{allowed, allowed_picture};
use pmsite::html::{Href, Picture, Resolver};
use pmsite::markdown::Body;
use pmsite::read;
use pmsite::source::{Format, SourceFile};
use support::{Site, files, fixtures};

/// Every link leads where it says, every image is there.
struct Open;

impl Resolver for Open {
    fn link(&self, target: &str) -> Href {
        Href::To(target.to_owned())
    }

    fn image(&self, source: &str) -> Picture {
        Picture::Shown(source.to_owned())
    }
}

/// As GitHub reads it; addresses that nobody linked become links where `autolink` is true.
fn options(autolink: bool) -> Options<'static> {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.tasklist = true;
    options.extension.footnotes = true;
    options.extension.alerts = true;
    options.extension.autolink = autolink;
    options
}

/// How often what stands in a text.
type Counts = BTreeMap<&'static str, usize>;

/// The nodes of a Markdown text, by what they are.
#[derive(Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Seen {
    text: String,
    /// By their numbers.
    footnotes: BTreeMap<String, String>,
    counts: Counts,
    html: Vec<String>,
    addresses: Vec<String>,
}

impl Seen {
    fn of(markdown: &str, autolink: bool) -> Self {
        let arena = Arena::new();
        let root = parse_document(&arena, markdown, &options(autolink));
        let mut seen = Self::default();
        let mut text = String::new();
        seen.visit(root, &mut text);
        seen.text = text;
        seen
    }

    fn visit<'a>(&mut self, node: &'a AstNode<'a>, text: &mut String) {
        let data = node.data.borrow();
        let mut count = |what| *self.counts.entry(what).or_default() += 1;
        match &data.value {
            NodeValue::Text(words) => text.push_str(words),
            NodeValue::Code(code) => {
                text.push_str(&code.literal);
                count("code");
            }
            NodeValue::CodeBlock(code) => {
                text.push_str(&code.literal);
                count("fence");
            }
            NodeValue::HtmlInline(html) => {
                match &**html {
                    "<code>" => count("code"),
                    "<br>" => text.push(' '),
                    _ => {}
                }
                self.html.push(html.clone());
            }
            NodeValue::HtmlBlock(html) => self.html.push(html.literal.clone()),
            NodeValue::SoftBreak | NodeValue::LineBreak => text.push(' '),
            NodeValue::Heading(_) => count("heading"),
            NodeValue::List(_) => count("list"),
            NodeValue::Item(_) | NodeValue::TaskItem(_) => count("item"),
            NodeValue::BlockQuote | NodeValue::Alert(_) => count("quote"),
            NodeValue::ThematicBreak => count("rule"),
            NodeValue::Table(_) => count("table"),
            NodeValue::FootnoteReference(_) => count("reference"),
            NodeValue::Link(link) => {
                count("link");
                self.addresses.push(link.url.clone());
            }
            NodeValue::Image(image) => {
                count("image");
                self.addresses.push(image.url.clone());
            }
            _ => {}
        }
        let is_block = data.value.block();
        let footnote = match &data.value {
            NodeValue::FootnoteDefinition(footnote) => Some(footnote.name.clone()),
            _ => None,
        };
        drop(data);
        if let Some(name) = footnote {
            let mut text = String::new();
            for child in node.children() {
                self.visit(child, &mut text);
            }
            self.footnotes.insert(name, text);
            return;
        }
        for child in node.children() {
            self.visit(child, text);
        }
        if is_block {
            text.push(' ');
        }
    }
}

/// What a tree says, in the order in which it is written, and what a reader of Markdown has to find.
#[derive(Default)]
struct Told<'a> {
    text: String,
    counts: Counts,
    footnotes: BTreeMap<String, String>,
    /// Those met, not yet told.
    due: Vec<&'a Footnote>,
    /// Containers around.
    depth: usize,
    in_cell: bool,
    in_link: bool,
}

impl<'a> Told<'a> {
    fn of(blocks: &'a [Block]) -> Self {
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

/// Where the words of two texts part.
fn first_difference(told: &str, read: &str) -> Option<String> {
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|sign: char| !sign.is_alphanumeric());
        let words = words.filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect()
    };
    let (told, read) = (words(told), words(read));
    let at = told.iter().zip(&read).position(|(one, other)| one != other);
    let at = at.or((told.len() != read.len()).then(|| told.len().min(read.len())))?;
    let around = |words: &[String]| -> String {
        let from = at.saturating_sub(4).min(words.len());
        words[from..words.len().min(at + 6)].join(" ")
    };
    Some(format!(
        "told:  {}\nread:  {}",
        around(&told),
        around(&read)
    ))
}

/// What Markdown says otherwise than the tree that it was written from.
fn differences(told: &Told<'_>, read: &Seen, has_letters: bool) -> Vec<String> {
    let mut out = Vec::new();
    if told.counts != read.counts {
        out.push(format!(
            "told:  {:?}\nread:  {:?}",
            told.counts, read.counts
        ));
    }
    // Lists in letters have these in their words.
    if !has_letters {
        out.extend(first_difference(&told.text, &read.text));
    }
    if !told.footnotes.keys().eq(read.footnotes.keys()) {
        out.push(format!(
            "told:  {:?}\nread:  {:?}",
            told.footnotes, read.footnotes
        ));
    }
    for (number, told) in told.footnotes.iter().filter(|_| !has_letters) {
        let read = read.footnotes.get(number).map_or("", String::as_str);
        let difference = first_difference(told, read);
        out.extend(difference.map(|difference| format!("footnote {number}\n{difference}")));
    }
    out
}

#[test]
fn what_is_written_says_what_the_tree_says() {
    let mut faults = Vec::new();
    let mut seen = 0;
    for folder in ["read", "postmortem", "lint"] {
        for (path, content) in files(&fixtures().join(folder)) {
            let is_expected = [".tree", ".diag", ".facts"];
            if is_expected.iter().any(|ending| path.ends_with(ending)) {
                continue;
            }
            let text = String::from_utf8_lossy(&content);
            for format in Format::ALL {
                let path = format!("{folder}/{path} as {}", format.name());
                let source = SourceFile::new(path.as_str(), format, &text);
                let (document, _) = read::read(&source);
                let body = Body::new(&document.blocks, None);
                let has_letters = has_letters(&document.blocks);
                seen += 1;
                let mut told = Told::of(&document.blocks);
                for resolver in [&Open as &dyn Resolver, &Closed] {
                    // As in a file.
                    let markdown = body.fill(resolver) + "\n";
                    let read = Seen::of(&markdown, false);
                    for difference in differences(&told, &read, has_letters) {
                        faults.push(format!("{path}\n{difference}"));
                    }
                    // The second time nothing leads anywhere.
                    told.counts.remove("link");
                    told.counts.remove("image");
                    let read = Seen::of(&markdown, true);
                    let unsafe_ones = unsafe_ones(&read);
                    faults.extend(unsafe_ones.map(|one| format!("{path}: {one}")));
                }
            }
        }
    }
    assert!(seen > 300, "only {seen} fixtures");
    assert!(
        faults.is_empty(),
        "{} of {seen}\n{}",
        faults.len(),
        faults.join("\n")
    );
}

/// Tags that are not ours, and addresses that no page may lead to.
fn unsafe_ones(read: &Seen) -> impl Iterator<Item = &String> {
    let ours = [
        "em", "strong", "del", "u", "mark", "sub", "sup", "small", "kbd", "q", "code",
    ];
    let is_ours =
        move |html: &str| ours.contains(&html.trim_matches(['<', '>', '/'])) || html == "<br>";
    let tags = read.html.iter().filter(move |html| !is_ours(html));
    let leads_out = |address: &&String| {
        let address = address.to_lowercase();
        let mut schemes = ["javascript:", "vbscript:", "data:text"].iter();
        schemes.any(|scheme| address.starts_with(scheme))
    };
    tags.chain(read.addresses.iter().filter(leads_out))
}

fn has_letters(blocks: &[Block]) -> bool {
    let mut has = false;
    walk::blocks(blocks, &mut |block| {
        if let BlockKind::List(list) = &block.kind {
            has |= list.start.is_some() && list.numbering != pmsite::document::Numbering::Figures;
        }
    });
    has
}

/// No link leads anywhere, no image is there.
struct Closed;

impl Resolver for Closed {
    fn link(&self, target: &str) -> Href {
        match target.len() % 2 {
            0 => Href::Broken,
            _ => Href::Withheld,
        }
    }

    fn image(&self, _: &str) -> Picture {
        Picture::Missing
    }
}

/// A text of that format, as Markdown.
fn written(format: Format, text: &str, resolver: &dyn Resolver) -> String {
    let (document, _) = read::read(&SourceFile::new("some", format, text));
    Body::new(&document.blocks, None).fill(resolver)
}

#[test]
fn a_reference_before_a_colon_defines_nothing() {
    for (format, text, expected) in [
        (
            Format::Markdown,
            "[^1]\\: is this one?\n\n[^1]: A note.\n",
            "[^1]\\: is this one?\n\n[^1]: A note.",
        ),
        (
            Format::ReStructuredText,
            "[1]_: explained here\n\n.. [1] A note.\n",
            "[^1]\\: explained here\n\n[^1]: A note.",
        ),
        (
            Format::Markdown,
            "[^1][: nowhere](x.md)\n\n[^1]: A note.\n",
            "[^1]\\: nowhere\n\n[^1]: A note.",
        ),
        (
            Format::Markdown,
            "[^1]![: missing](x.png)\n\n[^1]: A note.\n",
            "[^1]\\: missing\n\n[^1]: A note.",
        ),
        // Within a line it could be none.
        (
            Format::Markdown,
            "Disks[^1]: two\n\n[^1]: A note.\n",
            "Disks[^1]: two\n\n[^1]: A note.",
        ),
    ] {
        assert_eq!(written(format, text, &Closed), expected, "{text}");
    }
}

#[test]
fn blanks_and_signs_behind_what_is_open_stay() {
    for (format, text, open, closed) in [
        (
            Format::ReStructuredText,
            "See :doc:`queue` now\n",
            "See [queue](queue) now",
            "See queue now",
        ),
        (
            Format::Markdown,
            "See ![pic](pic.png) now\n",
            "See ![pic](pic.png) now",
            "See pic now",
        ),
        (
            Format::Markdown,
            "See [the queue ](queue.md) now\n",
            "See [the queue ](queue.md) now",
            "See the queue  now",
        ),
        (
            Format::Markdown,
            "a![pic](pic.png)\\_b\\_ ![pic](pic.png)\\~2 ~ 3\n",
            "a![pic](pic.png)\\_b\\_ ![pic](pic.png)\\~2 \\~ 3",
            "apic\\_b\\_ pic\\~2 \\~ 3",
        ),
    ] {
        assert_eq!(written(format, text, &Open), open, "{text}");
        assert_eq!(written(format, text, &Closed), closed, "{text}");
    }
}

#[test]
fn marks_behind_each_other_are_those_of_lists() {
    for (text, expected) in [
        // `- - -` would be a rule.
        ("-\n\n  -\n\n    -\n", "- * -"),
        ("- - x\n", "- * x"),
        ("1. 1. x\n", "1. 1. x"),
        // Behind the name of an item they would be words.
        ("b. - x\n\nc. y\n", "- b.\n\n  - x\n- c. y"),
    ] {
        let written = written(Format::ReStructuredText, text, &Open);
        assert_eq!(written, expected, "{text}");
    }
}

#[test]
fn blocks_behind_the_number_of_a_footnote_are_blocks() {
    let unused = "[^1]: - x\n";
    assert_eq!(written(Format::Markdown, unused, &Open), "\\[1\\]\n\n- x");
    let marked = "Words [*]_\n\n.. [*] - x\n";
    assert_eq!(
        written(Format::ReStructuredText, marked, &Open),
        "Words [^1]\n\n[^1]: \\[\\*\\]\n\n    - x"
    );
}

#[test]
fn a_picture_is_no_reference_and_a_head_without_cells_is_one() {
    let picture = "![\\^1](a.png) [^b](c.md)\n";
    assert_eq!(
        written(Format::Markdown, picture, &Open),
        "![\\^1](a.png) [\\^b](c.md)"
    );
    // A row of no cells above the line.
    let table = "|\n| a | b |\n|---+---|\n| c | d |\n";
    assert_eq!(
        written(Format::Org, table, &Open),
        "| | |\n| --- | --- |\n| a | b |\n| c | d |"
    );
}

/// Every document has a title that would be markup.
struct Titled(&'static str);

impl Resolver for Titled {
    fn link(&self, _: &str) -> Href {
        Href::Broken
    }

    fn title(&self, _: &str) -> Option<String> {
        Some(self.0.to_owned())
    }

    fn image(&self, _: &str) -> Picture {
        Picture::Missing
    }
}

#[test]
fn words_that_stand_for_what_is_missing_begin_no_block() {
    for (words, said) in [
        ("---", "\\---"),
        ("===", "\\==="),
        ("- item", "\\- item"),
        ("+ item", "\\+ item"),
        ("> said", "\\> said"),
        ("# low", "\\# low"),
        ("1. first", "1\\. first"),
        ("23) later", "23\\) later"),
    ] {
        let image = format!("above\\\n![{}](x.png) behind\n", words.replace('#', "\\#"));
        assert_eq!(
            written(Format::Markdown, &image, &Closed),
            format!("above\\\n{said} behind")
        );
        let title = words.to_owned().leak();
        assert_eq!(
            written(
                Format::ReStructuredText,
                ":doc:`x` behind\n",
                &Titled(title)
            ),
            format!("{said} behind")
        );
        assert_eq!(
            written(
                Format::ReStructuredText,
                ".. toctree::\n\n   x\n",
                &Titled(title)
            ),
            format!("- {said}")
        );
        // Elsewhere in a line they are read as they stand.
        let plain = written(Format::ReStructuredText, "so :doc:`x`\n", &Titled(title));
        assert_eq!(plain.replace('\\', ""), format!("so {words}"));
    }
}

#[test]
fn a_note_in_a_cell_keeps_its_kind() {
    let table = "| a |\n| - |\n| b |\n";
    assert_eq!(
        written(Format::Markdown, table, &Open),
        table.trim_end().replace("| - |", "| --- |")
    );
    let table = ".. list-table::\n\n   * - .. warning::\n\n          Do not restart.\n     - .. warning:: Not now\n";
    assert_eq!(
        written(Format::ReStructuredText, table, &Open),
        "| | |\n| --- | --- |\n| **Warning**<br>Do not restart. | **Warning**<br>Not now |"
    );
}

/// A site of two reports, with what has to be asked for.
fn site(report: &str) -> Site {
    let site = Site::empty("markdown");
    site.edit("book.toml", "[output.page-md]\n");
    site.edit("2031/queue.md", report);
    site.edit(
        "2031/disk.rst",
        "Disk filled up\n==============\n\n:date: 2031-02-01\n\nSummary\n-------\n\nThe log partition of the `mail` host was full; see :ref:`nowhere`.\n",
    );
    site
}

#[test]
fn a_report_has_its_facts_and_its_text() {
    let site = site(
        "---\ntitle: Queue *stood* still | again\nstarted: 2031-03-04\nseverity: SEV-2\nservices: [mail, web_front]\n---\n\n\
# Queue *stood* still | again\n\n## Summary\n\nAs in [the report on the disk](disk.rst), nothing moved. See [below](#impact) and [there](disk.rst#summary).\n\n\
## Impact\n\n1. First[^a]\n2. Second\n\n- [x] done\n- [ ] open\n\nTerm\n: What it means\n\n| a | b |\n| - | -: |\n| `x\\|y` | 2 |\n\n[^a]: A note.\n",
    );
    site.build(&[]).code(0);
    assert_eq!(
        site.expect_file("2031/queue/page.md"),
        "# Queue stood still \\| again\n\
\n\
- Page: [index.html](index.html)\n\
- Day: 4 March 2031\n\
- Severity: SEV-2\n\
- Services: mail, web_front\n\
\n\
## Summary\n\
\n\
As in [the report on the disk](../disk/page.md), nothing moved. See [below](index.html#impact) and [there](../disk/index.html#summary).\n\
\n\
## Impact\n\
\n\
1. First[^1]\n\
2. Second\n\
\n\
- [x] done\n\
- [ ] open\n\
\n\
* **Term**: What it means\n\
\n\
| a | b |\n\
| --- | --: |\n\
| `x\\|y` | 2 |\n\
\n\
[^1]: A note.\n"
    );
    let page = site.expect_file("2031/queue/index.html");
    assert!(
        page.contains(r#"<link rel="alternate" type="text/markdown" href="page.md">"#),
        "{page}"
    );
    let llms = site.expect_file("llms.txt");
    assert!(llms.contains("(<2031/queue/page.md>)"), "{llms}");
    assert!(llms.contains("(<2031/disk/page.md>)"), "{llms}");
    assert!(
        site.expect_file("api/index.html")
            .contains("../2031/queue/page.md")
    );
    // Switched off, everything of it goes.
    site.edit("book.toml", "");
    site.build(&[]).code(0);
    let output = site.output();
    assert!(!output.contains_key("2031/queue/page.md"));
    assert!(
        !site
            .expect_file("2031/queue/index.html")
            .contains("text/markdown")
    );
}

#[test]
fn the_first_words_of_a_fact_begin_no_block() {
    let site = site(
        "---\ntitle: Queue\ndate: 2031-03-04\n\"> quoted key\": v\n\"1. key\": v\n\"- dash\": v\n\"+ plus\": v\n\"# sharp\": https://tracker.example/1\n---\n\nWords.\n",
    );
    site.build(&[]);
    let written = site.expect_file("2031/queue/page.md");
    for fact in [
        "- \\> quoted key: v\n",
        "- 1\\. key: v\n",
        "- \\- dash: v\n",
        "- \\+ plus: v\n",
        "- \\# sharp: <https://tracker.example/1>\n",
    ] {
        assert!(written.contains(fact), "{fact}\n{written}");
    }
}

#[test]
fn markdown_that_gives_way_is_told() {
    let site = site("---\ntitle: Queue\ndate: 2031-03-04\n---\n\nWords.\n");
    site.edit(
        "2031/odd.md",
        "---\ntitle: Odd\ndate: 2031-03-05\nslug: /2031/queue/page.md/\n---\n\nWords.\n",
    );
    site.build(&[])
        .code(0)
        .says("`2031/queue/page.md` is already `2031/odd.md`; the Markdown stands at `2031/queue/page-2.md`");
    site.expect_file("2031/queue/page-2.md");
}

#[test]
fn no_report_writes_markup_of_its_own() {
    let site = site(
        "---\ntitle: \"<script>alert(1)</script> `x` ](javascript:alert(1)) # #\"\ndate: 2031-03-04\nowner: \"<img src=x onerror=alert(1)>\"\n\
status: \"[a](javascript:alert(1))\"\n---\n\n\
Words \\](javascript:alert(2)) and [link](javascript:alert(3)) and ![image](javascript:alert(4)) and [data](data:text/html,x).\n\n\
\\<script>alert(5)\\</script> <sub>\n\\<script>alert(6)\\</script></sub>\n\n\
````text\n```\n<script>alert(7)</script>\n````\n\n\
| a | <b>x</b> \\| `</td><script>` |\n| - | - |\n| 1 | \\<img src=x onerror=alert(8)> |\n",
    );
    site.build(&[]);
    let written = site.expect_file("2031/queue/page.md");
    let seen = Seen::of(&written, true);
    let allowed = ["<sub>", "</sub>", "<strong>", "</strong>", "<br>"];
    for html in &seen.html {
        assert!(allowed.contains(&&**html), "{html}\n{written}");
    }
    for address in &seen.addresses {
        let is_ours = ["index.html"].contains(&&**address);
        assert!(is_ours, "{address}\n{written}");
    }
    for kept in [
        "alert(1)", "alert(2)", "alert(5)", "alert(6)", "alert(7)", "alert(8)",
    ] {
        assert!(seen.text.contains(kept), "{kept} is gone\n{written}");
    }
}
