//! The tags of HTML that MediaWiki takes; every other one is words. What each means for the lines around it is MediaWiki's
//! knowledge too (`BlockLevelPass`).

/// What a tag does to the paragraphs of the lines it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Nothing: it sets words.
    Inline,
    /// Until it closes, lines make no paragraphs.
    Block,
    /// A cell: inside it they do, outside not.
    Cell,
    /// Behind either of its tags lines make no paragraphs.
    Part,
    /// Lines make paragraphs around it.
    Wrapper,
}

/// A tag that MediaWiki takes.
#[derive(Debug, PartialEq)]
pub(super) struct Tag {
    /// In lower case.
    pub(super) name: &'static str,
    pub(super) class: Class,
    /// True for one that holds nothing.
    pub(super) is_void: bool,
}

const fn tag(name: &'static str, class: Class) -> Tag {
    Tag {
        name,
        class,
        is_void: false,
    }
}

const fn void(name: &'static str, class: Class) -> Tag {
    Tag {
        name,
        class,
        is_void: true,
    }
}

/// In the order of the alphabet.
const TAGS: &[Tag] = &[
    tag("abbr", Class::Inline),
    tag("aside", Class::Wrapper),
    tag("b", Class::Inline),
    tag("bdi", Class::Inline),
    tag("bdo", Class::Inline),
    tag("big", Class::Inline),
    tag("blockquote", Class::Wrapper),
    void("br", Class::Inline),
    tag("caption", Class::Part),
    tag("center", Class::Wrapper),
    tag("cite", Class::Inline),
    tag("code", Class::Inline),
    tag("data", Class::Inline),
    tag("dd", Class::Part),
    tag("del", Class::Inline),
    tag("details", Class::Wrapper),
    tag("dfn", Class::Inline),
    tag("div", Class::Wrapper),
    tag("dl", Class::Block),
    tag("dt", Class::Part),
    tag("em", Class::Inline),
    tag("figure", Class::Wrapper),
    tag("font", Class::Inline),
    tag("h1", Class::Block),
    tag("h2", Class::Block),
    tag("h3", Class::Block),
    tag("h4", Class::Block),
    tag("h5", Class::Block),
    tag("h6", Class::Block),
    void("hr", Class::Wrapper),
    tag("i", Class::Inline),
    tag("ins", Class::Inline),
    tag("kbd", Class::Inline),
    tag("li", Class::Part),
    tag("mark", Class::Inline),
    tag("ol", Class::Block),
    tag("p", Class::Block),
    tag("q", Class::Inline),
    tag("rp", Class::Inline),
    tag("rt", Class::Inline),
    tag("ruby", Class::Inline),
    tag("s", Class::Inline),
    tag("samp", Class::Inline),
    tag("section", Class::Wrapper),
    tag("small", Class::Inline),
    tag("span", Class::Inline),
    tag("strike", Class::Inline),
    tag("strong", Class::Inline),
    tag("sub", Class::Inline),
    tag("summary", Class::Wrapper),
    tag("sup", Class::Inline),
    tag("table", Class::Block),
    tag("td", Class::Cell),
    tag("th", Class::Cell),
    tag("time", Class::Inline),
    tag("tr", Class::Part),
    tag("tt", Class::Inline),
    tag("u", Class::Inline),
    tag("ul", Class::Block),
    tag("var", Class::Inline),
    void("wbr", Class::Inline),
];

/// The tag of that name, in lower case.
pub(super) fn tag_of(name: &str) -> Option<&'static Tag> {
    let at = TAGS.binary_search_by(|tag| tag.name.cmp(name)).ok()?;
    Some(&TAGS[at])
}

impl Tag {
    /// True for a tag whose words are literal.
    pub(super) fn is_code(&self) -> bool {
        matches!(self.name, "code" | "samp" | "tt")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tag_is_found() {
        for tag in TAGS {
            assert_eq!(tag_of(tag.name), Some(tag), "{}", tag.name);
        }
        assert_eq!(tag_of("script"), None);
    }
}
