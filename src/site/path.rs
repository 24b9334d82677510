//! Addresses: where a page or a file stands under the root of the site, and the way from one to another.
//!
//! Every address of the site is made here; nothing joins strings elsewhere. A page `a/b/` is the file `a/b/index.html`.
//! Links between pages are relative and name that file, because `file://` shows a listing for a folder; absolute addresses
//! (canonical links, feeds, the sitemap) use the folder. It does not know which page gets which address.

use std::fmt;
use std::sync::Arc;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde::Serialize;

/// What must not stand as it is after the `#` of an address.
const FRAGMENT: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// What must not stand as it is in a part of a path inside an address.
const PART: &AsciiSet = &FRAGMENT.add(b':').add(b'?');

/// The path of one output file under the root of the site, for example `2021/outage/index.html`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct SitePath(Arc<str>);

impl SitePath {
    /// The page of a folder: `a/b` gives `a/b/index.html`, the empty one that of the root.
    pub fn page(folder: &str) -> Self {
        match tidy(folder) {
            folder if folder.is_empty() => Self("index.html".into()),
            folder => Self(format!("{folder}/index.html").into()),
        }
    }

    /// A file under its own name: `feed.xml`, `2021/graph.png`.
    pub fn file(path: &str) -> Self {
        Self(tidy(path).into())
    }

    /// A file inside the folder of this page: `feed.xml` beside `tags/dns/index.html`.
    #[must_use]
    pub fn beside(&self, name: &str) -> Self {
        Self::file(&format!("{}/{name}", self.folder()))
    }

    /// The outermost folder, or the name of a file at the root.
    pub fn top(&self) -> &str {
        self.0.split_once('/').map_or(&self.0, |(top, _)| top)
    }

    /// The path with `/` between its parts.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder the file stands in, without a `/` at its end; empty for the root.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// How many folders it stands in.
    pub fn depth(&self) -> usize {
        self.0.bytes().filter(|byte| *byte == b'/').count()
    }

    /// The address people see: `2021/outage/` for a page, the path itself for any other file, nothing for the root.
    pub fn address(&self) -> &str {
        match self.0.strip_suffix("index.html") {
            Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
            _ => &self.0,
        }
    }

    /// The address, percent-encoded.
    pub fn encoded_address(&self) -> String {
        encode(self.address())
    }

    /// The way to the root of the site: `../` for each folder, `./` at the root.
    pub fn to_root(&self) -> String {
        match self.depth() {
            0 => "./".to_owned(),
            depth => "../".repeat(depth),
        }
    }
}

impl fmt::Display for SitePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The relative, percent-encoded link from one file of the site to another. It names `index.html`, so that it also works
/// from `file://`.
pub fn relative(from: &SitePath, to: &SitePath) -> String {
    let (start, end) = (from.as_str(), to.as_str());
    // Both name files: whatever folders they share ends in a `/` at the same place.
    let mut shared = 0;
    for (at, (a, b)) in start.bytes().zip(end.bytes()).enumerate() {
        if a != b {
            break;
        }
        if a == b'/' {
            shared = at + 1;
        }
    }
    let up = start[shared..].bytes().filter(|byte| *byte == b'/').count();
    let rest = &end[shared..];
    let mut link = String::with_capacity(3 * up + rest.len());
    for _ in 0..up {
        link.push_str("../");
    }
    if rest.bytes().all(is_plain) {
        link.push_str(rest);
    } else {
        link.extend(utf8_percent_encode(rest, PART));
    }
    link
}

/// True for bytes that stand as they are in any part of an address; nearly all addresses have no others.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'.' | b'_')
}

/// A path, percent-encoded part by part.
pub fn encode(path: &str) -> String {
    if path.bytes().all(is_plain) {
        return path.to_owned();
    }
    utf8_percent_encode(path, PART).collect()
}

/// The name of a place in a page, percent-encoded for use after a `#`.
pub fn encode_fragment(anchor: &str) -> String {
    if anchor.bytes().all(is_plain) {
        return anchor.to_owned();
    }
    utf8_percent_encode(anchor, FRAGMENT).to_string()
}

/// Without empty, `.` and `..` parts: nothing ever stands outside the root.
fn tidy(path: &str) -> String {
    if path.split('/').all(|part| !matches!(part, "" | "." | "..")) {
        return path.to_owned();
    }
    path.split('/')
        .filter(|part| !matches!(*part, "" | "." | ".."))
        .collect::<Vec<_>>()
        .join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_relative_and_name_the_file() {
        for (from, to, link) in [
            ("index.html", "index.html", "index.html"),
            ("index.html", "a/b/index.html", "a/b/index.html"),
            ("a/b/index.html", "index.html", "../../index.html"),
            ("a/b/index.html", "a/b/index.html", "index.html"),
            ("a/b/index.html", "a/c/index.html", "../c/index.html"),
            ("a/b/index.html", "a/index.html", "../index.html"),
            ("a/b/index.html", "a/b/c.png", "c.png"),
            ("a/index.html", "ab/index.html", "../ab/index.html"),
            ("a.html", "a/b/index.html", "a/b/index.html"),
            ("a/index.html", "b/50% #1?.png", "../b/50%25%20%231%3F.png"),
            ("a/index.html", "å:b.png", "../%C3%A5%3Ab.png"),
        ] {
            assert_eq!(
                relative(&SitePath::file(from), &SitePath::file(to)),
                link,
                "{from} -> {to}"
            );
        }
    }

    #[test]
    fn pages_are_folders_to_people_and_files_on_disk() {
        for (folder, file, address, root) in [
            ("", "index.html", "", "./"),
            ("/a/b/", "a/b/index.html", "a/b/", "../../"),
            ("../x/./y", "x/y/index.html", "x/y/", "../../"),
        ] {
            let path = SitePath::page(folder);
            assert_eq!(path.as_str(), file);
            assert_eq!(path.address(), address);
            assert_eq!(path.to_root(), root);
        }
        assert_eq!(SitePath::file("a/myindex.html").address(), "a/myindex.html");
        assert_eq!(
            SitePath::page("tags/dns").beside("feed.xml").as_str(),
            "tags/dns/feed.xml"
        );
    }
}
