//! Elements whose content is no wikitext, or not in the ordinary way: `<nowiki>`, `<pre>`, `<ref>` and those that extensions of
//! MediaWiki bring. A table of what each is.

/// What an element is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// Words as they are.
    Nowiki,
    /// Literal text.
    Pre,
    /// Code, of a language that its attributes name.
    Code,
    /// A footnote.
    Ref,
    /// The place of the footnotes; some may be given in it.
    References,
    /// Mathematics.
    Math,
    /// Pictures, one a line.
    Gallery,
    /// Lines that stay lines.
    Poem,
    /// Something that speaks to MediaWiki: it is left out.
    Silent,
    /// Something that only MediaWiki can draw: it is shown as source.
    Kept,
    /// Its tags go, its content stays.
    Transparent,
}

/// An element by its name.
#[derive(Debug, PartialEq)]
pub(super) struct Element {
    /// In lower case.
    pub(super) name: &'static str,
    pub(super) sort: Sort,
}

const fn element(name: &'static str, sort: Sort) -> Element {
    Element { name, sort }
}

/// In the order of the alphabet.
const ELEMENTS: &[Element] = &[
    element("ce", Sort::Math),
    element("chem", Sort::Math),
    element("gallery", Sort::Gallery),
    element("graph", Sort::Kept),
    element("hiero", Sort::Kept),
    element("includeonly", Sort::Silent),
    element("indicator", Sort::Silent),
    element("inputbox", Sort::Kept),
    element("languages", Sort::Silent),
    element("mapframe", Sort::Kept),
    element("math", Sort::Math),
    element("noinclude", Sort::Transparent),
    element("nowiki", Sort::Nowiki),
    element("onlyinclude", Sort::Transparent),
    element("poem", Sort::Poem),
    element("pre", Sort::Pre),
    element("ref", Sort::Ref),
    element("references", Sort::References),
    element("score", Sort::Kept),
    element("source", Sort::Code),
    element("syntaxhighlight", Sort::Code),
    element("templatedata", Sort::Silent),
    element("templatestyles", Sort::Silent),
    element("timeline", Sort::Kept),
    element("translate", Sort::Transparent),
    element("tvar", Sort::Transparent),
];

/// The element of that name, in lower case.
pub(super) fn element_of(name: &str) -> Option<&'static Element> {
    let found = ELEMENTS.binary_search_by(|element| element.name.cmp(name));
    Some(&ELEMENTS[found.ok()?])
}

impl Element {
    /// True for one that stands between paragraphs.
    pub(super) fn is_block(&self) -> bool {
        matches!(
            self.sort,
            Sort::Pre | Sort::Code | Sort::Gallery | Sort::Poem | Sort::Kept | Sort::References
        )
    }
}

/// The value of an attribute; the last of two equal names, as MediaWiki has it. `None` where it is not given.
pub(super) fn attribute<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    let mut found = None;
    let mut rest = attributes;
    while let Some(equals) = rest.find('=') {
        let key = rest[..equals].trim_end();
        let key = key
            .rsplit(|c: char| c.is_whitespace() || c == '"' || c == '\'')
            .next()
            .unwrap_or(key);
        let value = rest[equals + 1..].trim_start();
        let (value, behind) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => match value[1..].split_once(quote) {
                Some(parts) => parts,
                None => (&value[1..], ""),
            },
            _ => value
                .find(char::is_whitespace)
                .map_or((value, ""), |end| value.split_at(end)),
        };
        if key.eq_ignore_ascii_case(name) {
            found = Some(value);
        }
        rest = behind;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_and_attributes_are_found() {
        for element in ELEMENTS {
            assert_eq!(element_of(element.name), Some(element));
        }
        for (attributes, expected) in [
            (" lang=\"rust\" line", Some("rust")),
            (" LANG = 'a b'", Some("a b")),
            (" lang=sh>", Some("sh>")),
            (" lang=a lang=b", Some("b")),
            (" xlang=a", None),
            (" title=\"lang=x\"", None),
            (" lang=\"open", Some("open")),
            ("", None),
        ] {
            assert_eq!(attribute(attributes, "lang"), expected, "{attributes}");
        }
    }
}
