//! Targets that name a page of a wiki: `wiki:Main_Page#Place`.
//!
//! A reader cannot know where the wiki is, nor which of its pages are documents here; so it writes a target of this form, and
//! those who know resolve it.

use std::fmt::Write as _;

/// What the target of a link to a page of the wiki begins with.
pub const PREFIX: &str = "wiki:";

/// What a name of a file begins with, behind [`PREFIX`].
const FILE: &str = "File:";

/// The page that a target names, with its anchor.
pub fn page(target: &str) -> Option<&str> {
    target.strip_prefix(PREFIX)
}

/// The file that a target names.
pub fn file(target: &str) -> Option<&str> {
    page(target)?.strip_prefix(FILE)
}

/// The address of a page, below that of the wiki; what an address cannot hold is encoded.
pub fn address(base: &str, page: &str) -> String {
    let mut out = String::from(base);
    for c in page.chars() {
        match c {
            ' ' => out.push('_'),
            '"' | '<' | '>' | '?' | '[' | '\\' | ']' | '^' | '`' | '{' | '|' | '}' | '%' => {
                let _ = write!(out, "%{:02X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_have_addresses() {
        for (target, expected) in [
            ("wiki:Main_Page", Some("https://w.example/wiki/Main_Page")),
            ("wiki:phab:T1", Some("https://w.example/wiki/phab:T1")),
            ("wiki:A?b#c d", Some("https://w.example/wiki/A%3Fb#c_d")),
            ("Main_Page", None),
        ] {
            let found = page(target).map(|page| address("https://w.example/wiki/", page));
            assert_eq!(found.as_deref(), expected);
        }
        assert_eq!(file("wiki:File:a.png"), Some("a.png"));
    }
}
