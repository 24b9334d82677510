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
use pmsite::document::{Block, BlockKind, Inline, InlineKind, walk};
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

/// As GitHub reads it.
fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.tasklist = true;
    options.extension.footnotes = true;
    options.extension.alerts = true;
    options.extension.autolink = true;
    options
}

/// The nodes of a Markdown text, by what they are.
#[derive(Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Seen {
    text: String,
    counts: BTreeMap<&'static str, usize>,
    html: Vec<String>,
    addresses: Vec<String>,
}

impl Seen {
    fn of(markdown: &str) -> Self {
        let arena = Arena::new();
        let root = parse_document(&arena, markdown, &options());
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
            NodeValue::HtmlInline(html) => self.html.push(html.clone()),
            NodeValue::HtmlBlock(html) => self.html.push(html.literal.clone()),
            NodeValue::SoftBreak | NodeValue::LineBreak => text.push(' '),
            NodeValue::Heading(_) => count("heading"),
            NodeValue::Item(_) | NodeValue::TaskItem(_) => count("item"),
            NodeValue::BlockQuote | NodeValue::Alert(_) => count("quote"),
            NodeValue::ThematicBreak => count("rule"),
            NodeValue::Table(_) => count("table"),
            NodeValue::Link(link) | NodeValue::Image(link) => {
                self.addresses.push(link.url.clone());
            }
            _ => {}
        }
        let is_block = data.value.block();
        drop(data);
        for child in node.children() {
            self.visit(child, text);
        }
        if is_block {
            text.push(' ');
        }
    }
}

/// The words of a tree, in the order in which they are written.
fn words_of(blocks: &[Block], out: &mut String, footnotes: &mut Vec<Vec<Block>>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Comment(_) => {}
            BlockKind::Heading(heading) => inlines_of(&heading.content, out),
            BlockKind::Paragraph(content) => inlines_of(content, out),
            BlockKind::Code(code) => out.push_str(&code.text),
            BlockKind::Math(math) => out.push_str(math),
            BlockKind::Footnote(footnote) => footnotes.push(footnote.blocks.clone()),
            BlockKind::Directive(directive) => {
                out.extend([&*directive.name, " ", &directive.source]);
            }
            BlockKind::Include(include) => out.extend(["include ", &include.source]),
            BlockKind::Toctree(toctree) if toctree.option("hidden").is_some() => {}
            BlockKind::Toctree(toctree)
                if toctree.others().any(|entry| toctree.is_pattern(entry)) =>
            {
                out.extend(["toctree ", &toctree.source]);
            }
            BlockKind::Toctree(toctree) => {
                out.push_str(toctree.option("caption").unwrap_or_default());
                let mut entries: Vec<_> = toctree.others().collect();
                if toctree.option("reversed").is_some() {
                    entries.reverse();
                }
                for entry in entries {
                    out.push_str(entry.title.as_deref().unwrap_or(&entry.target));
                }
            }
            BlockKind::Table(table) => {
                inlines_of(&table.caption, out);
                for cell in table.rows.iter().flat_map(|row| &row.cells) {
                    words_of(&cell.blocks, out, footnotes);
                }
            }
            BlockKind::DefinitionList(definitions) => {
                for definition in definitions {
                    inlines_of(&definition.term, out);
                    words_of(&definition.details, out, footnotes);
                }
            }
            BlockKind::Admonition(admonition) => {
                match &admonition.title {
                    Some(title) => inlines_of(title, out),
                    None => {
                        let known = ["note", "tip", "important", "warning", "caution"];
                        if !known.contains(&&*admonition.kind) {
                            out.extend([" ", &admonition.kind]);
                        }
                    }
                }
                out.push(' ');
                words_of(&admonition.blocks, out, footnotes);
            }
            BlockKind::Figure(figure) => {
                words_of(&figure.blocks, out, footnotes);
                inlines_of(&figure.caption, out);
                words_of(&figure.legend, out, footnotes);
            }
            BlockKind::Details(details) => {
                inlines_of(&details.summary, out);
                words_of(&details.blocks, out, footnotes);
            }
            _ => {
                for blocks in walk::child_blocks(block) {
                    words_of(blocks, out, footnotes);
                }
            }
        }
        out.push(' ');
    }
}

fn inlines_of(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(text) | InlineKind::Code(text) | InlineKind::Math(text) => {
                out.push_str(text);
            }
            InlineKind::Styled(_, content) => inlines_of(content, out),
            InlineKind::Link(link) if link.bare => out.push_str(&link.target),
            InlineKind::Link(link) => {
                let start = out.len();
                inlines_of(&link.content, out);
                if out[start..].trim().is_empty()
                    && link.content.iter().all(|inline| {
                        matches!(
                            inline.kind,
                            InlineKind::Text(_) | InlineKind::Anchor(_) | InlineKind::Comment(_)
                        )
                    })
                {
                    out.push_str(&link.target);
                }
            }
            InlineKind::Image(image) if image.alt.trim().is_empty() => out.push_str(&image.source),
            InlineKind::Image(image) => out.push_str(&image.alt),
            InlineKind::Break => out.push(' '),
            InlineKind::FootnoteReference(reference) => {
                if let Some(mark) =
                    (reference.mark.as_deref()).filter(|mark| mark.starts_with(char::is_alphabetic))
                {
                    out.push_str(mark);
                }
            }
            InlineKind::Comment(_) | InlineKind::Anchor(_) => {}
        }
    }
}

/// Where the letters of two texts part.
fn first_difference(told: &str, read: &str) -> Option<String> {
    let letters = |text: &str| -> Vec<char> {
        let letters = text.chars().filter(|sign| sign.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    let (told, read) = (letters(told), letters(read));
    let at = told.iter().zip(&read).position(|(one, other)| one != other);
    let at = at.or((told.len() != read.len()).then(|| told.len().min(read.len())))?;
    let around = |letters: &[char]| -> String {
        let from = at.saturating_sub(20).min(letters.len());
        letters[from..letters.len().min(at + 30)].iter().collect()
    };
    Some(format!(
        "told:  {}\nread:  {}",
        around(&told),
        around(&read)
    ))
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
                let path = format!("{path} as {}", format.name());
                let source = SourceFile::new(path.as_str(), format, &text);
                let (document, _) = read::read(&source);
                let markdown = Body::new(&document.blocks, None).fill(&Open);
                let mut told = String::new();
                let mut footnotes = Vec::new();
                words_of(&document.blocks, &mut told, &mut footnotes);
                let read = Seen::of(&markdown);
                seen += 1;
                let ours = [
                    "em", "strong", "del", "u", "mark", "sub", "sup", "small", "kbd", "q", "code",
                ];
                for html in &read.html {
                    let name = html.trim_matches(['<', '>', '/']);
                    if !ours.contains(&name) && html != "<br>" {
                        faults.push(format!("{folder}/{path}: {html}"));
                    }
                }
                for address in &read.addresses {
                    let address = address.to_lowercase();
                    if ["javascript:", "vbscript:", "data:text"]
                        .iter()
                        .any(|scheme| address.starts_with(scheme))
                    {
                        faults.push(format!("{folder}/{path}: {address}"));
                    }
                }
                // Footnotes stand at the end, with marks of their own; lists in letters have these in their words.
                if !footnotes.is_empty() || has_letters(&document.blocks) {
                    continue;
                }
                if let Some(difference) = first_difference(&told, &read.text) {
                    faults.push(format!("{folder}/{path}\n{difference}"));
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

fn has_letters(blocks: &[Block]) -> bool {
    let mut has = false;
    walk::blocks(blocks, &mut |block| {
        if let BlockKind::List(list) = &block.kind {
            has |= list.start.is_some() && list.numbering != pmsite::document::Numbering::Figures;
        }
    });
    has
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
    let seen = Seen::of(&written);
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
