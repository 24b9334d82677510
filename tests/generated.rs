//! Documents made up by a generator, of everything that stands in everything: whatever they hold, each of their words is in the
//! tree and on the page, and all that holds of any text holds of them.

mod support;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed};

use pmsite::source::{Format, SourceFile};
use support::invariants;

/// A part of a line.
#[derive(Debug, Clone)]
enum Inline {
    Word,
    Escaped,
    Emphasis,
    Strong,
    Deleted,
    Code,
    Link,
    Image,
    Markup(&'static str),
    /// A construct of a template language between two words.
    Construct(&'static str),
}

/// A part of a document.
#[derive(Debug, Clone)]
enum Block {
    Paragraph(Vec<Inline>),
    Heading(usize, Vec<Inline>),
    Code,
    Rule,
    Comment,
    Table(Vec<Vec<Inline>>),
    List(bool, Vec<Vec<Block>>),
    Quote(Vec<Block>),
    Colons(&'static str, Vec<Block>),
    Indented(&'static str, Vec<Block>),
    Directive(Vec<Block>),
    Element(&'static str, Vec<Block>),
    Details(Vec<Block>),
}

/// The head of a document.
#[derive(Debug, Clone, Copy)]
enum Head {
    None,
    Yaml,
    Toml,
    Json,
}

fn inline() -> impl Strategy<Value = Inline> {
    prop_oneof![
        4 => Just(Inline::Word),
        1 => Just(Inline::Escaped),
        1 => Just(Inline::Emphasis),
        1 => Just(Inline::Strong),
        1 => Just(Inline::Deleted),
        1 => Just(Inline::Code),
        1 => Just(Inline::Link),
        1 => Just(Inline::Image),
        1 => prop::sample::select(vec!["b", "span", "kbd", "mark", "a"]).prop_map(Inline::Markup),
        1 => prop::sample::select(vec!["{{< x >}}", "{% x %}", "{{ x }}", "<%= x %>"])
            .prop_map(Inline::Construct),
    ]
}

fn line() -> impl Strategy<Value = Vec<Inline>> {
    prop::collection::vec(inline(), 1..5)
}

fn block() -> impl Strategy<Value = Block> {
    let leaf = prop_oneof![
        5 => line().prop_map(Block::Paragraph),
        2 => (1_usize..=6, line()).prop_map(|(level, line)| Block::Heading(level, line)),
        1 => Just(Block::Code),
        1 => Just(Block::Rule),
        1 => Just(Block::Comment),
        1 => prop::collection::vec(prop::collection::vec(inline(), 3), 1..4).prop_map(Block::Table),
    ];
    leaf.prop_recursive(5, 24, 4, |inner| {
        let some = prop::collection::vec(inner, 1..4);
        prop_oneof![
            3 => (any::<bool>(), prop::collection::vec(some.clone(), 1..4))
                .prop_map(|(ordered, items)| Block::List(ordered, items)),
            2 => some.clone().prop_map(Block::Quote),
            1 => (prop::sample::select(vec!["note", "{.callout-tip}", "odd words", "{note}"]), some.clone())
                .prop_map(|(info, blocks)| Block::Colons(info, blocks)),
            1 => (prop::sample::select(vec!["!!! note", "??? tip", "=== \"Tab\""]), some.clone())
                .prop_map(|(marker, blocks)| Block::Indented(marker, blocks)),
            1 => some.clone().prop_map(Block::Directive),
            1 => (prop::sample::select(vec!["div", "section", "blockquote", "center", "x-odd"]), some.clone())
                .prop_map(|(name, blocks)| Block::Element(name, blocks)),
            1 => some.prop_map(Block::Details),
        ]
    })
}

fn document() -> impl Strategy<Value = (Head, Vec<Block>)> {
    let head = prop::sample::select(vec![Head::None, Head::Yaml, Head::Toml, Head::Json]);
    (head, prop::collection::vec(block(), 1..6))
}

/// Writes a document, and remembers the words it holds.
#[derive(Default)]
struct Writer {
    words: Vec<String>,
}

impl Writer {
    /// A word that stands nowhere else.
    fn word(&mut self) -> String {
        let mut number = self.words.len();
        let mut word = String::from("q");
        while number > 0 {
            word.push(char::from(
                b'a' + u8::try_from(number % 16).expect("it is small"),
            ));
            number /= 16;
        }
        word.push_str("zé");
        self.words.push(word.clone());
        word
    }

    fn line(&mut self, line: &[Inline]) -> String {
        let parts: Vec<String> = line
            .iter()
            .map(|inline| {
                let word = self.word();
                match inline {
                    Inline::Word => word,
                    Inline::Escaped => format!("\\*{word} &amp;"),
                    Inline::Emphasis => format!("*{word}*"),
                    Inline::Strong => format!("**{word}**"),
                    Inline::Deleted => format!("~~{word}~~"),
                    Inline::Code => format!("`{word}`"),
                    Inline::Link => format!("[{word}](a.md \"t\")"),
                    Inline::Image => format!("![{word}](a.png)"),
                    Inline::Markup(name) => format!("<{name} class=\"x\">{word}</{name}>"),
                    Inline::Construct(construct) => {
                        format!("{word} {construct} {}", self.word())
                    }
                }
            })
            .collect();
        parts.join(" ")
    }

    /// The lines of some blocks, with an empty line between two.
    fn blocks(&mut self, blocks: &[Block], depth: usize) -> Vec<String> {
        let mut out = Vec::new();
        for block in blocks {
            if !out.is_empty() {
                out.push(String::new());
            }
            out.extend(self.block(block, depth));
        }
        out
    }

    fn block(&mut self, block: &Block, depth: usize) -> Vec<String> {
        let around = |open: String, inner: Vec<String>, close: String| {
            let mut out = vec![open];
            out.extend(inner);
            out.push(close);
            out
        };
        let spaced = |inner: Vec<String>| around(String::new(), inner, String::new());
        match block {
            Block::Paragraph(line) => vec![self.line(line)],
            Block::Heading(level, line) => {
                vec![format!("{} {}", "#".repeat(*level), self.line(line))]
            }
            Block::Code => {
                let (one, two) = (self.word(), self.word());
                // Longer than the fence of any directive around.
                around(
                    "~~~text".into(),
                    vec![one, String::new(), two],
                    "~~~".into(),
                )
            }
            Block::Rule => vec!["***".into()],
            Block::Comment => vec!["<!-- a comment -->".into()],
            Block::Table(rows) => {
                let mut out = vec!["| a | b | c |".into(), "|---|:-:|--:|".into()];
                for row in rows {
                    let cells: Vec<String> = row
                        .iter()
                        .map(|cell| self.line(std::slice::from_ref(cell)))
                        .collect();
                    out.push(format!("| {} |", cells.join(" | ")));
                }
                out
            }
            Block::List(ordered, items) => {
                let marker = if *ordered { "1. " } else { "- " };
                let mut out = Vec::new();
                for item in items {
                    let lines = self.blocks(item, depth + 1);
                    out.extend(prefixed(&lines, marker, &" ".repeat(marker.len())));
                }
                out
            }
            Block::Quote(blocks) => prefixed(&self.blocks(blocks, depth + 1), "> ", "> "),
            Block::Colons(info, blocks) => {
                // The outer fence is the longer one.
                let fence = ":".repeat(12_usize.saturating_sub(depth).max(3));
                let inner = self.blocks(blocks, depth + 1);
                around(format!("{fence} {info}"), inner, fence)
            }
            Block::Indented(marker, blocks) => {
                let inner = prefixed(&self.blocks(blocks, depth + 1), "    ", "    ");
                around((*marker).to_owned(), inner, String::new())
            }
            Block::Directive(blocks) => {
                let fence = "`".repeat(12_usize.saturating_sub(depth).max(3));
                let inner = self.blocks(blocks, depth + 1);
                around(format!("{fence}{{note}}"), inner, fence)
            }
            Block::Element(name, blocks) => {
                let inner = spaced(self.blocks(blocks, depth + 1));
                around(format!("<{name}>"), inner, format!("</{name}>"))
            }
            Block::Details(blocks) => {
                let open = format!("<details><summary>{}</summary>", self.word());
                let inner = spaced(self.blocks(blocks, depth + 1));
                around(open, inner, "</details>".into())
            }
        }
    }

    fn head(&mut self, head: Head) -> String {
        let (title, tag, value) = match head {
            Head::None => return String::new(),
            _ => (self.word(), self.word(), self.word()),
        };
        match head {
            Head::None => String::new(),
            Head::Yaml => format!("---\ntitle: {title}\ntags: [{tag}]\nodd: {value}\n---\n\n"),
            Head::Toml => {
                format!("+++\ntitle = \"{title}\"\ntags = ['{tag}']\nodd = \"{value}\"\n+++\n\n")
            }
            Head::Json => {
                format!(
                    "{{\"title\": \"{title}\", \"tags\": [\"{tag}\"], \"odd\": \"{value}\"}}\n\n"
                )
            }
        }
    }
}

/// Lines behind marks: one for the first, another for those behind it; an empty line stays without blanks at its end.
fn prefixed(lines: &[String], first: &str, rest: &str) -> Vec<String> {
    let marked = lines.iter().enumerate().map(|(at, line)| {
        let mark = if at == 0 { first } else { rest };
        format!("{mark}{line}").trim_end().to_owned()
    });
    marked.collect()
}

/// The text of a document and its words.
fn written((head, blocks): &(Head, Vec<Block>)) -> (String, Vec<String>) {
    let mut writer = Writer::default();
    let head = writer.head(*head);
    let body = writer.blocks(blocks, 0).join("\n");
    (format!("{head}{body}\n"), writer.words)
}

fn cases(cases: u32) -> Config {
    Config {
        cases,
        failure_persistence: None,
        // The same documents on every machine.
        rng_seed: RngSeed::Fixed(0x9E37_79B9_7F4A_7C15),
        ..Config::default()
    }
}

proptest! {
    #![proptest_config(cases(96))]

    #[test]
    fn every_word_is_in_the_tree(document in document()) {
        let (text, words) = written(&document);
        let source = SourceFile::new("2021-01-02-a.md", Format::Markdown, &text);
        let dumped = invariants::of_source(&source);
        for word in &words {
            prop_assert!(dumped.contains(word.as_str()), "`{}` is lost of\n{}\n{}", word, text, dumped);
        }
    }
}

proptest! {
    #![proptest_config(cases(12))]

    #[test]
    fn every_word_is_on_the_page(documents in prop::collection::vec(document(), 1..4)) {
        let written: Vec<(String, (String, Vec<String>))> = documents
            .iter()
            .enumerate()
            .map(|(at, document)| (format!("2021-01-0{}-report.md", at + 1), written(document)))
            .collect();
        let files: Vec<(&str, &[u8])> = written
            .iter()
            .map(|(path, (text, _))| (path.as_str(), text.as_bytes()))
            .collect();
        let pages = invariants::of_archive(&files);
        prop_assert!(pages == invariants::of_archive(&files), "two builds differ");
        for (path, (text, words)) in &written {
            let address = path.replace(".md", "/index.html");
            let page = pages.iter().find(|(path, _)| *path == address);
            let Some((_, page)) = page else {
                return Err(TestCaseError::fail(format!("{address} is not there")));
            };
            for word in words {
                prop_assert!(page.contains(word.as_str()), "`{}` is not on the page of\n{}", word, text);
            }
        }
    }
}
