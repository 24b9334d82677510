//! What comrak, a reader of Markdown as GitHub has it, finds in a text.

use std::collections::BTreeMap;

use comrak::nodes::{AstNode, NodeValue};
use comrak::{Arena, Options, parse_document};

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
pub(crate) type Counts = BTreeMap<&'static str, usize>;

/// The nodes of a Markdown text, by what they are.
#[derive(Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Seen {
    pub(crate) text: String,
    /// By their numbers.
    pub(crate) footnotes: BTreeMap<String, String>,
    pub(crate) counts: Counts,
    pub(crate) html: Vec<String>,
    pub(crate) addresses: Vec<String>,
}

impl Seen {
    pub(crate) fn of(markdown: &str, autolink: bool) -> Self {
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
