//! What may stand in a page: a page is read by an HTML parser, and whatever runs, styles, loads or submits there without being
//! the theme's own is named.
//!
//! Shared by the tests and by the fuzz targets, so it needs nothing but the parser.

#![allow(dead_code, reason = "each that takes it in uses a part of it")]

use std::collections::BTreeSet;

use scraper::{ElementRef, Html, Selector};

/// Elements that a page never holds.
const NEVER: [&str; 19] = [
    "style",
    "iframe",
    "frame",
    "frameset",
    "object",
    "embed",
    "applet",
    "base",
    "textarea",
    "select",
    "audio",
    "video",
    "portal",
    "noscript",
    "template",
    "dialog",
    "math",
    "foreignobject",
    "animate",
];

/// Elements that may stand in the text of a report.
const PROSE: [&str; 54] = [
    "a",
    "abbr",
    "aside",
    "b",
    "blockquote",
    "br",
    "caption",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "img",
    "input",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "section",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "u",
    "ul",
];

/// Attributes that may stand on them.
const PROSE_ATTRIBUTES: [&str; 31] = [
    "alt",
    "aria-hidden",
    "aria-label",
    "aria-labelledby",
    "checked",
    "class",
    "colspan",
    "data-kind",
    "data-language",
    "data-pagefind-ignore",
    "data-until",
    "datetime",
    "decoding",
    "disabled",
    "height",
    "href",
    "id",
    "lang",
    "loading",
    "open",
    "rel",
    "role",
    "rowspan",
    "scope",
    "src",
    "start",
    "tabindex",
    "title",
    "type",
    "value",
    "width",
];

/// The scheme of an address, as a browser sees it: white space and control characters count for nothing.
fn scheme(address: &str) -> Option<String> {
    let seen: String = address
        .chars()
        .filter(|c| !c.is_whitespace() && !c.is_control())
        .collect();
    let (scheme, _) = seen.split_once(':')?;
    let is_one = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    is_one.then(|| scheme.to_ascii_lowercase())
}

/// Whether the address of a script is one of the theme's.
fn is_of_theme(address: &str) -> bool {
    // The page for wrong addresses is shown at any depth and names the theme from the root.
    let (root, file) = address.split_once("theme/js/").unwrap_or(("", ".."));
    let is_up = root
        .trim_start_matches("./")
        .trim_start_matches("../")
        .is_empty();
    let is_root = root.starts_with('/') && !root.starts_with("//") && !root.contains("..");
    (is_up || is_root) && !file.contains("..")
}

/// Whether a form asks the search page of the site, and does nothing else.
fn leads_to_search(form: &ElementRef<'_>) -> bool {
    let value = form.value();
    let action = value.attr("action").unwrap_or_default();
    let page = action.strip_suffix("index.html").unwrap_or(action);
    let root = page.strip_suffix("search/");
    let is_inside = root.is_some_and(|root| {
        let is_root = root.starts_with('/') && !root.starts_with("//") && !root.contains("..");
        root.replace("../", "").is_empty() || is_root
    });
    // The search page asks itself.
    (is_inside || action == "index.html")
        && value.attr("method") == Some("get")
        && value.attr("role") == Some("search")
}

/// What is unsafe in a page, where links may have the schemes that `is_harmless` says.
pub(crate) fn faults(text: &str, is_harmless: &dyn Fn(&str) -> bool) -> Vec<String> {
    let html = Html::parse_document(text);
    let all = Selector::parse("*").expect("a selector");
    let mut faults = Vec::new();
    let mut policy = String::new();
    let mut redirect = None;
    for element in html.select(&all) {
        let value = element.value();
        let name = value.name().to_ascii_lowercase();
        let mut fault = |what: &str| faults.push(format!("<{name}> {what}: {}", start(&element)));
        if NEVER.contains(&name.as_str()) {
            fault("has no place in a page");
        }
        if name == "form" && !leads_to_search(&element) {
            fault("is not that of the search");
        }
        // Data that no browser runs: it stands in the head, and no sign of it could end its element.
        let is_data = value.attr("type") == Some("application/ld+json")
            && value.attrs().count() == 1
            && element.inner_html().starts_with('{')
            && !element.inner_html().contains(['<', '>', '&'])
            && element
                .parent()
                .and_then(ElementRef::wrap)
                .is_some_and(|parent| parent.value().name() == "head");
        if name == "script"
            && !is_data
            && (!value.attr("src").is_some_and(is_of_theme)
                || !element.inner_html().trim().is_empty())
        {
            fault("is not the theme's");
        }
        if name == "link"
            && element
                .parent()
                .and_then(ElementRef::wrap)
                .is_none_or(|parent| parent.value().name() != "head")
        {
            fault("stands outside the head");
        }
        if let Some(kind) = value.attr("http-equiv") {
            let content = value.attr("content").unwrap_or("").to_owned();
            match kind.to_ascii_lowercase().as_str() {
                "content-security-policy" if policy.is_empty() => policy = content,
                "refresh" if redirect.is_none() => redirect = Some(content),
                _ => fault("gives an order to the browser"),
            }
        }
        for (key, address) in value.attrs() {
            let key = key.to_ascii_lowercase();
            if key.starts_with("on")
                || matches!(
                    key.as_str(),
                    "style" | "srcdoc" | "srcset" | "ping" | "background" | "formaction"
                )
            {
                fault(&format!("has the attribute `{key}`"));
            }
            if matches!(
                key.as_str(),
                "href" | "src" | "action" | "data" | "poster" | "xlink:href" | "cite"
            ) {
                let is_picture =
                    name == "img" && key == "src" && address.starts_with("data:image/");
                if scheme(address).is_some_and(|scheme| !is_harmless(&scheme)) && !is_picture {
                    fault(&format!("leads to `{address}`"));
                }
            }
        }
    }
    let prose = Selector::parse(".prose *, .introduction *, .summary *, h1 *").expect("a selector");
    for element in html.select(&prose) {
        let value = element.value();
        if !PROSE.contains(&value.name()) {
            faults.push(format!(
                "<{}> stands in the text: {}",
                value.name(),
                start(&element)
            ));
        }
        for (key, _) in value
            .attrs()
            .filter(|(key, _)| !PROSE_ATTRIBUTES.contains(key))
        {
            faults.push(format!("`{key}` stands in the text: {}", start(&element)));
        }
    }
    match redirect {
        // A redirect needs no script, and leads through the site only.
        Some(content) => {
            let target = content.split_once("url=").map_or("", |(_, target)| target);
            if scheme(target).is_some() || target.starts_with('/') || target.is_empty() {
                faults.push(format!("a redirect to `{target}`"));
            }
            if !policy.starts_with("default-src 'none'") {
                faults.push(format!("the policy of a redirect is `{policy}`"));
            }
        }
        None => {
            let directives: BTreeSet<&str> = policy.split(';').map(str::trim).collect();
            for needed in [
                "default-src 'self'",
                "script-src 'self'",
                "style-src 'self'",
                "object-src 'none'",
                "base-uri 'none'",
            ] {
                if !directives.contains(needed) {
                    faults.push(format!("the policy `{policy}` lacks `{needed}`"));
                }
            }
        }
    }
    faults
}

/// The first bytes of an element, for a message.
fn start(element: &ElementRef<'_>) -> String {
    element.html().chars().take(120).collect()
}

/// A fragment as `pmsite render` prints it, as a page with the policy of ours.
pub(crate) fn page_around(fragment: &str) -> String {
    let policy = "default-src 'self'; script-src 'self'; style-src 'self'; object-src 'none'; base-uri 'none'";
    format!(
        "<!doctype html><meta http-equiv=Content-Security-Policy content=\"{policy}\"><main class=prose>{fragment}"
    )
}
