//! What stands on a page without belonging to the report: menus, headers and footers of a site, side bars, buttons.
//!
//! Takes a parsed page and its content, takes out of the content what does not belong to it, and counts it. What is only named like
//! furniture must look like it too.

use std::collections::BTreeMap;

use ego_tree::NodeId;
use scraper::node::Element;
use scraper::{Html, Node};

use super::LEFT_OUT;
use super::measure::{Size, Sizes};
use super::part::{Main, top};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::read::html::{NodeRef, place};
use crate::source::Span;

/// What is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum What {
    Menu,
    Header,
    Footer,
    Sidebar,
    Form,
    Button,
    Hidden,
    Permalink,
    Around,
    Script,
    Style,
    Drawing,
    Fallback,
    Control,
    Declaration,
    Byline,
}

impl What {
    /// The words for one and for many.
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Menu => ("menu", "menus"),
            Self::Header => ("header", "headers"),
            Self::Footer => ("footer", "footers"),
            Self::Sidebar => ("side bar", "side bars"),
            Self::Form => ("form", "forms"),
            Self::Button => ("button", "buttons"),
            Self::Hidden => ("hidden element", "hidden elements"),
            Self::Permalink => ("permanent link", "permanent links"),
            Self::Around => ("part around the content", "parts around the content"),
            Self::Script => ("script", "scripts"),
            Self::Style => ("style sheet", "style sheets"),
            Self::Drawing => ("drawing", "drawings"),
            Self::Fallback => ("text for other browsers", "texts for other browsers"),
            Self::Control => ("control of a form", "controls of forms"),
            Self::Declaration => ("declaration", "declarations"),
            Self::Byline => (
                "line of authors (told by the head)",
                "lines of authors (told by the head)",
            ),
        }
    }
}

/// How often each was left out, and where first.
#[derive(Debug, Default)]
pub(super) struct LeftOut {
    count: BTreeMap<What, usize>,
    first: Option<Span>,
}

impl LeftOut {
    pub(super) fn add(&mut self, what: What, span: Span) {
        *self.count.entry(what).or_default() += 1;
        let first = self.first.get_or_insert(span);
        if span.start < first.start {
            *first = span;
        }
    }

    /// One note for the page.
    pub(super) fn tell(&self, path: &std::sync::Arc<str>, diagnostics: &mut Diagnostics) {
        let Some(first) = self.first else { return };
        let all: Vec<String> = self
            .count
            .iter()
            .map(|(what, count)| {
                let (one, many) = what.words();
                format!("{count} {}", if *count == 1 { one } else { many })
            })
            .collect();
        let list = match all.split_last() {
            Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
            _ => all.concat(),
        };
        let total: usize = self.count.values().sum();
        let verb = if total == 1 { "is" } else { "are" };
        diagnostics.push(
            Diagnostic::note(LEFT_OUT, format!("{list} of the page {verb} left out"))
                .at(path, first)
                .help("what belongs to the report is looked for in `<main>`, else in `<article>`, else in the whole page"),
        );
    }
}

/// True for an element that is a menu wherever it stands.
pub(super) fn is_menu(element: &Element) -> bool {
    element.name() == "nav" || has_role(element, &["navigation", "search", "menu", "menubar"])
}

fn has_role(element: &Element, roles: &[&str]) -> bool {
    element
        .attr("role")
        .is_some_and(|role| roles.iter().any(|known| role.eq_ignore_ascii_case(known)))
}

/// Names that are given to furniture, by what they mean.
const NAMED: &[(&str, What)] = &[
    ("nav", What::Menu),
    ("navbar", What::Menu),
    ("navigation", What::Menu),
    ("menu", What::Menu),
    ("breadcrumb", What::Menu),
    ("breadcrumbs", What::Menu),
    ("pagination", What::Menu),
    ("pager", What::Menu),
    ("toc", What::Menu),
    ("table-of-contents", What::Menu),
    ("skip-link", What::Menu),
    ("related", What::Menu),
    ("share", What::Menu),
    ("social", What::Menu),
    ("breadcrumb-section", What::Menu),
    ("header", What::Header),
    ("site-header", What::Header),
    ("topbar", What::Header),
    ("banner", What::Header),
    ("cookie-banner", What::Header),
    ("footer", What::Footer),
    ("site-footer", What::Footer),
    ("sidebar", What::Sidebar),
    ("sphinxsidebar", What::Sidebar),
];

/// What an element is, if it is furniture. `is_page` is true for the whole page, false for the content found in it.
fn furniture(node: NodeRef<'_>, element: &Element, size: Size, is_page: bool) -> Option<What> {
    let name = element.name();
    if is_menu(element) {
        return Some(What::Menu);
    }
    if element.attr("hidden").is_some() || is_styled_away(element) {
        return Some(What::Hidden);
    }
    match name {
        "button" => return Some(What::Button),
        "form" if has_role(element, &["search"]) || size.all < 60 => return Some(What::Form),
        "a" if is_permalink(node, element) => return Some(What::Permalink),
        // What is hidden from those who hear a page is decoration, or the same once more.
        "span" | "i" | "a" | "b" | "em" if element.attr("aria-hidden") == Some("true") => {
            return Some(What::Hidden);
        }
        "header" | "footer" | "aside" if is_page && !holds_heading(node) => {
            return match name {
                "header" => Some(What::Header),
                "footer" => Some(What::Footer),
                _ if size.is_linked() => Some(What::Sidebar),
                _ => None,
            };
        }
        "footer" if size.is_linked() => return Some(What::Footer),
        _ => {}
    }
    if is_page && has_role(element, &["banner"]) && !holds_heading(node) {
        return Some(What::Header);
    }
    if is_page && has_role(element, &["contentinfo"]) {
        return Some(What::Footer);
    }
    if !matches!(
        name,
        "div" | "ul" | "ol" | "section" | "aside" | "td" | "table" | "p"
    ) {
        return None;
    }
    let names = element.id().into_iter().chain(element.classes());
    let meant = names
        .filter_map(|given| {
            NAMED
                .iter()
                .find(|(known, _)| given.eq_ignore_ascii_case(known))
        })
        .map(|(_, what)| *what)
        .next()?;
    (size.is_linked() || (size.all == 0 && !holds_picture(node))).then_some(meant)
}

/// True for an element whose own style hides it.
fn is_styled_away(element: &Element) -> bool {
    element.attr("style").is_some_and(|style| {
        let style: String = style
            .chars()
            .take(400)
            .filter(|sign| !sign.is_whitespace())
            .collect::<String>()
            .to_ascii_lowercase();
        style.contains("display:none") || style.contains("visibility:hidden")
    })
}

/// True for the link that a tool puts beside a heading, to itself: `¶`, `#`.
fn is_permalink(node: NodeRef<'_>, element: &Element) -> bool {
    let is_named = element.classes().any(|class| {
        matches!(
            class,
            "headerlink"
                | "anchor"
                | "anchor-link"
                | "header-anchor"
                | "heading-anchor"
                | "permalink"
        )
    });
    if !is_named
        || !element
            .attr("href")
            .is_some_and(|target| target.contains('#'))
    {
        return false;
    }
    let mut words = 0;
    for inner in node.descendants().take(8) {
        if let Node::Text(text) = inner.value() {
            words += text.trim().chars().count();
        }
    }
    words <= 2
}

/// How far into an element a heading or a picture is looked for.
const NEAR: usize = 400;

fn holds_heading(node: NodeRef<'_>) -> bool {
    holds(node, &["h1"])
}

fn holds_picture(node: NodeRef<'_>) -> bool {
    holds(node, &["img", "pm-media", "hr", "input"])
}

fn holds(node: NodeRef<'_>, names: &[&str]) -> bool {
    node.descendants()
        .take(NEAR)
        .filter_map(|inner| inner.value().as_element())
        .any(|element| names.contains(&element.name()))
}

/// Takes the furniture out of the content, and counts what stands around it.
pub(super) fn take_out(parsed: &mut Html, main: Main, sizes: &Sizes, left_out: &mut LeftOut) {
    if main.is_part {
        count_around(parsed, main.id, sizes, left_out);
    }
    let mut gone: Vec<NodeId> = Vec::new();
    let Some(node) = parsed.tree.get(main.id) else {
        return;
    };
    let mut open: Vec<NodeId> = node.children().map(|child| child.id()).collect();
    while let Some(id) = open.pop() {
        let Some(node) = parsed.tree.get(id) else {
            continue;
        };
        let Node::Element(element) = node.value() else {
            continue;
        };
        match furniture(node, element, sizes.get(id), !main.is_part) {
            Some(what) => {
                left_out.add(what, place(element, Span::default()));
                gone.push(id);
            }
            None => open.extend(node.children().map(|child| child.id())),
        }
    }
    for id in gone {
        if let Some(mut node) = parsed.tree.get_mut(id) {
            node.detach();
        }
    }
}

/// Counts what stands beside the content and around it.
fn count_around(parsed: &Html, main: NodeId, sizes: &Sizes, left_out: &mut LeftOut) {
    let whole = top(parsed).id();
    let mut at = parsed.tree.get(main);
    while let Some(node) = at.filter(|node| node.id() != whole) {
        let siblings = node.prev_siblings().chain(node.next_siblings());
        for sibling in siblings {
            let Node::Element(element) = sibling.value() else {
                continue;
            };
            let size = sizes.get(sibling.id());
            if size.all == 0 {
                continue;
            }
            let what = furniture(sibling, element, size, true).unwrap_or(What::Around);
            left_out.add(what, place(element, Span::default()));
        }
        at = node.parent();
    }
}
