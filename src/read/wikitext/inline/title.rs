//! Names of pages as MediaWiki takes them, and the targets that we make of them.
//!
//! A target begins with `wiki:`, so that whoever knows the other documents and the address of the wiki can tell it from a path.

use percent_encoding::percent_decode_str;

use super::super::entity;
use super::super::text::MARK;
use crate::document::wiki;

/// What a link names.
#[derive(Debug, PartialEq)]
pub(super) enum Named {
    /// A page or a place; where it leads.
    Page(String),
    /// A file that is shown; its name.
    File(String),
    /// A category of this page.
    Category(String),
}

/// Names of the namespace of files, in the languages of the largest wikis.
const FILE: &[&str] = &[
    "file",
    "image",
    "archivo",
    "bestand",
    "afbeelding",
    "bild",
    "datei",
    "fichier",
    "ficheiro",
    "fil",
    "imagem",
    "imagen",
    "immagine",
    "plik",
    "файл",
    "ファイル",
    "画像",
    "文件",
];

const CATEGORY: &[&str] = &[
    "category",
    "categoria",
    "categorie",
    "categoría",
    "catégorie",
    "kategori",
    "kategoria",
    "kategorie",
    "категория",
    "カテゴリ",
    "分类",
];

/// What stands between the brackets, before any `|`; `None` where that is no name of a page.
pub(super) fn named(raw: &str) -> Option<Named> {
    let plain = entity::decoded(raw);
    let plain = if plain.contains('%') {
        percent_decode_str(&plain).decode_utf8_lossy().into_owned()
    } else {
        plain
    };
    let (name, anchor) = match plain.split_once('#') {
        Some((name, anchor)) => (name, Some(anchor.trim())),
        None => (plain.as_str(), None),
    };
    let name = spaced(name);
    let (is_linked, name) = match name.strip_prefix(':') {
        Some(rest) => (true, rest.trim_start()),
        None => (false, name.as_str()),
    };
    if name.is_empty() {
        return Some(Named::Page(format!("#{}", anchor?)));
    }
    if !is_legal(name) {
        return None;
    }
    if let Some((prefix, rest)) = name.split_once(':') {
        let (prefix, rest) = (prefix.trim().to_lowercase(), rest.trim());
        let is_in = |names: &[&str]| names.contains(&prefix.as_str()) && !rest.is_empty();
        if is_in(FILE) && !is_linked {
            return Some(Named::File(rest.to_owned()));
        }
        if is_in(CATEGORY) && !is_linked {
            return Some(Named::Category(rest.to_owned()));
        }
        if prefix == "media" && !rest.is_empty() {
            return Some(Named::Page(target(&format!("File:{rest}"), None)));
        }
    }
    Some(Named::Page(target(name, anchor)))
}

/// The target for the name of a page.
pub(super) fn target(name: &str, anchor: Option<&str>) -> String {
    let mut out = String::from(wiki::PREFIX);
    let mut letters = name.chars();
    match letters.next() {
        // A prefix may be the name of another wiki, in which case counts.
        Some(first) if !name.contains(':') => {
            out.extend(first.to_uppercase());
            out.push_str(&letters.as_str().replace(' ', "_"));
        }
        _ => out.push_str(&name.replace(' ', "_")),
    }
    if let Some(anchor) = anchor.filter(|anchor| !anchor.is_empty()) {
        out.push('#');
        out.push_str(anchor);
    }
    out
}

/// Underscores are blanks in names, and many are one.
fn spaced(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for part in name
        .split(|c: char| c == '_' || c.is_whitespace())
        .filter(|part| !part.is_empty())
    {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(part);
    }
    out
}

/// True for what can be the name of a page.
fn is_legal(name: &str) -> bool {
    let is_escape = |at: usize| {
        name.as_bytes()
            .get(at + 1..at + 3)
            .is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    };
    let parts = || name.split('/');
    !name.contains(['<', '>', '[', ']', '{', '}', '|', '\u{7f}', MARK])
        && !name.chars().any(char::is_control)
        && !name.match_indices('%').any(|(at, _)| is_escape(at))
        && !name
            .match_indices('&')
            .any(|(at, _)| entity::decode(&name[at..]).is_some())
        && !name.contains("~~~")
        && !parts().any(|part| part == "." || part == "..")
        && name.len() <= 255
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_targets() {
        let page = |target: &str| Some(Named::Page(target.to_owned()));
        for (raw, expected) in [
            ("main Page", page("wiki:Main_Page")),
            ("Main_Page#Some place", page("wiki:Main_Page#Some place")),
            ("#Here", page("#Here")),
            ("phab:T123", page("wiki:phab:T123")),
            (":Category:Outages", page("wiki:Category:Outages")),
            (
                "Category:Outages",
                Some(Named::Category("Outages".to_owned())),
            ),
            ("Datei:A b.png", Some(Named::File("A b.png".to_owned()))),
            ("Media:A.png", page("wiki:File:A.png")),
            ("7% Solution", page("wiki:7%_Solution")),
            ("7%2525 Solution", None),
            ("%3c%23", None),
            ("./foo", None),
            ("a{b", None),
            ("&amp;amp;", None),
            ("", None),
        ] {
            assert_eq!(named(raw), expected, "{raw}");
        }
    }
}
