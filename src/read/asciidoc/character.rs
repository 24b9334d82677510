//! Attributes that stand for a character (`{nbsp}`, `{plus}`), and those that every document has.

/// What a character is called, and the character, in the order of the alphabet.
const CHARACTERS: &[(&str, &str)] = &[
    ("amp", "&"),
    ("apos", "'"),
    ("asterisk", "*"),
    ("backslash", "\\"),
    ("backtick", "`"),
    ("blank", ""),
    ("brvbar", "\u{a6}"),
    ("caret", "^"),
    ("cpp", "C++"),
    ("cxx", "C++"),
    ("deg", "\u{b0}"),
    ("empty", ""),
    ("endsb", "]"),
    ("gt", ">"),
    ("ldquo", "\u{201c}"),
    ("lsquo", "\u{2018}"),
    ("lt", "<"),
    ("nbsp", "\u{a0}"),
    ("plus", "+"),
    ("pp", "++"),
    ("quot", "\""),
    ("rdquo", "\u{201d}"),
    ("rsquo", "\u{2019}"),
    ("sp", " "),
    ("startsb", "["),
    ("tilde", "~"),
    ("two-colons", "::"),
    ("two-semicolons", ";;"),
    ("vbar", "|"),
    ("wj", "\u{2060}"),
    ("zwsp", "\u{200b}"),
];

/// What is set in every document: what Asciidoctor would say of a page.
pub(super) const SET: &[(&str, &str)] = &[
    ("asciidoctor", ""),
    ("attribute-missing", "skip"),
    ("backend", "html5"),
    ("backend-html5", ""),
    ("basebackend", "html"),
    ("basebackend-html", ""),
    ("caution-caption", "Caution"),
    ("doctype", "article"),
    ("doctype-article", ""),
    ("filetype", "html"),
    ("filetype-html", ""),
    ("important-caption", "Important"),
    ("note-caption", "Note"),
    ("outfilesuffix", ".html"),
    ("relfilesuffix", ".html"),
    ("tip-caption", "Tip"),
    ("warning-caption", "Warning"),
];

/// The character of that name.
pub(super) fn character(name: &str) -> Option<&'static str> {
    let found = CHARACTERS
        .binary_search_by(|(key, _)| key.cmp(&name))
        .ok()?;
    Some(CHARACTERS[found].1)
}

/// Attributes that speak to Asciidoctor or to a generator about how to set a page: they are no facts of a report.
const SETTINGS: &[&str] = &[
    "allow-uri-read",
    "appendix-caption",
    "asset-uri-scheme",
    "attribute-missing",
    "attribute-undefined",
    "caution-caption",
    "chapter-label",
    "chapter-signifier",
    "coderay-css",
    "coderay-linenums-mode",
    "compat-mode",
    "copycss",
    "data-uri",
    "docinfo",
    "docinfodir",
    "docinfosubs",
    "doctype",
    "encoding",
    "example-caption",
    "experimental",
    "figure-caption",
    "fragment",
    "hardbreaks",
    "hardbreaks-option",
    "hide-uri-scheme",
    "highlightjs-theme",
    "highlightjsdir",
    "icons",
    "iconsdir",
    "icontype",
    "idprefix",
    "idseparator",
    "imagesdir",
    "important-caption",
    "kroki-server-url",
    "last-update-label",
    "leveloffset",
    "linkattrs",
    "linkcss",
    "listing-caption",
    "max-width",
    "media",
    "mermaid",
    "nofooter",
    "nofootnotes",
    "noheader",
    "note-caption",
    "notitle",
    "numbered",
    "outfilesuffix",
    "partnums",
    "pdf-theme",
    "pdf-themesdir",
    "prewrap",
    "pygments-style",
    "relfilesuffix",
    "reproducible",
    "rouge-style",
    "safe-mode-level",
    "sectanchors",
    "sectids",
    "sectlinks",
    "sectnumlevels",
    "sectnums",
    "showtitle",
    "skip-front-matter",
    "source-highlighter",
    "source-indent",
    "source-language",
    "source-linenums-option",
    "stem",
    "stylesdir",
    "stylesheet",
    "table-caption",
    "tabsize",
    "tip-caption",
    "toc",
    "toc-placement",
    "toc-title",
    "toclevels",
    "untitled-label",
    "version-label",
    "warning-caption",
    "webfonts",
    "xrefstyle",
];

/// True for an attribute that only says how a page is set.
pub(super) fn is_setting(name: &str) -> bool {
    SETTINGS.binary_search(&name).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        assert!(CHARACTERS.is_sorted_by_key(|(name, _)| name));
        assert!(SETTINGS.is_sorted());
        assert!(SET.is_sorted());
        assert_eq!(character("zwsp"), Some("\u{200b}"));
        assert_eq!(character("none"), None);
    }
}
