//! Targets as people write them, taken apart: scheme, path, query, anchor; and paths brought to one form.
//!
//! Takes the text of one target. It does not know which documents there are.

use percent_encoding::percent_decode_str;

use super::spelling::lowered;
use crate::source::stem;

/// Names of files that stand for their folder.
const FOLDER_NAMES: [&str; 3] = ["index", "_index", "readme"];

/// Endings of hosts that people forget the scheme of.
const HOST_ENDINGS: [&str; 8] = ["com", "org", "net", "io", "dev", "gov", "edu", "app"];

/// A target taken apart.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Address<'a> {
    /// The path as written, without query and anchor.
    pub(super) path: &'a str,
    /// The anchor, without its `#`.
    pub(super) anchor: Option<&'a str>,
}

impl<'a> Address<'a> {
    /// The parts of a target without scheme.
    pub(super) fn new(target: &'a str) -> Self {
        let (path, anchor) = match target.split_once('#') {
            Some((path, anchor)) => (path, Some(anchor)),
            None => (target, None),
        };
        let path = path.split_once('?').map_or(path, |(path, _)| path);
        Self { path, anchor }
    }
}

/// The scheme of a target, without its colon. One letter is a Windows drive, not a scheme.
pub(super) fn scheme(target: &str) -> Option<&str> {
    let (scheme, _) = target.split_once(':')?;
    let fits = scheme.len() > 1
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '.' | '-'));
    fits.then_some(scheme)
}

/// True for schemes that no file name begins with.
pub(super) fn is_known_scheme(scheme: &str) -> bool {
    [
        "http",
        "https",
        "mailto",
        "ftp",
        "ftps",
        "tel",
        "sms",
        "irc",
        "ircs",
        "xmpp",
        "matrix",
        "slack",
        "git",
        "ssh",
        "data",
        "javascript",
        "vbscript",
        "file",
        "urn",
        "doi",
    ]
    .iter()
    .any(|known| scheme.eq_ignore_ascii_case(known))
}

/// True for what looks like an address of the web that lacks its scheme: `status.example.com/incidents`.
pub(super) fn is_bare_host(target: &str) -> bool {
    let host = target.split(['/', '?', '#']).next().unwrap_or("");
    let Some((name, ending)) = host.rsplit_once('.') else {
        return false;
    };
    !name.is_empty()
        && !name.starts_with('.')
        && HOST_ENDINGS
            .iter()
            .any(|known| ending.eq_ignore_ascii_case(known))
}

/// What an absolute address names below one of the own prefixes, as a path from the root, query and anchor kept.
///
/// A repository's `…/blob/<branch>/path`, `…/tree/…`, `…/raw/…` and its raw host name the path behind the branch.
pub(super) fn own_path(target: &str, prefixes: &[String]) -> Option<String> {
    let bare = without_protocol(target)?;
    prefixes.iter().find_map(|prefix| {
        let prefix = without_protocol(prefix)
            .unwrap_or(prefix)
            .trim_end_matches('/');
        if prefix.is_empty() {
            return None;
        }
        if let Some(rest) = below(bare, prefix) {
            return Some(behind_branch(rest));
        }
        let repository = strip_prefix_ignoring_case(prefix, "github.com/")?;
        let raw = strip_prefix_ignoring_case(bare, "raw.githubusercontent.com/")?;
        let rest = below(raw, repository)?.trim_start_matches('/');
        let (_, path) = rest.split_once('/')?;
        Some(format!("/{path}"))
    })
}

fn without_protocol(address: &str) -> Option<&str> {
    let rest = strip_prefix_ignoring_case(address, "https://")
        .or_else(|| strip_prefix_ignoring_case(address, "http://"))?;
    Some(strip_prefix_ignoring_case(rest, "www.").unwrap_or(rest))
}

fn strip_prefix_ignoring_case<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let head = text.get(..prefix.len())?;
    head.eq_ignore_ascii_case(prefix)
        .then(|| &text[prefix.len()..])
}

/// What follows a prefix, where it ends there or goes on with a new part.
fn below<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    strip_prefix_ignoring_case(text, prefix)
        .filter(|rest| rest.is_empty() || rest.starts_with(['/', '?', '#']))
}

fn behind_branch(rest: &str) -> String {
    let path = rest.strip_prefix("/-").unwrap_or(rest);
    let behind = [
        "/blob/",
        "/tree/",
        "/raw/",
        "/blame/",
        "/edit/",
        "/src/branch/",
    ]
    .iter()
    .find_map(|marker| path.strip_prefix(marker));
    match behind {
        Some(behind) => match behind.split_once('/') {
            Some((_branch, path)) => format!("/{path}"),
            None => "/".to_owned(),
        },
        None if rest.starts_with('/') => rest.to_owned(),
        None => format!("/{rest}"),
    }
}

/// Percent encoding resolved, backslashes turned. What is no UTF-8 behind the encoding becomes a replacement character.
pub(super) fn decoded(path: &str) -> String {
    percent_decode_str(path)
        .decode_utf8_lossy()
        .replace('\\', "/")
}

/// A path in the form by which documents are found: lower case, composed letters, endings of documents cut.
pub(super) fn key(path: &str) -> String {
    let path = lowered(path.trim_matches('/'));
    let (folder, name) = split(&path);
    let name = stem(name);
    if folder.is_empty() {
        name.to_owned()
    } else {
        format!("{folder}/{name}")
    }
}

/// The folder that a key stands for where its name does: `2021/index` gives `2021`.
pub(super) fn folder_key(key: &str) -> Option<&str> {
    let (folder, name) = split(key);
    FOLDER_NAMES.contains(&name).then_some(folder)
}

/// The folder and the name of a path.
pub(super) fn split(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}

/// The last name in a path or target, in lower case and without the endings of documents.
pub(crate) fn last_name(target: &str) -> String {
    let path = decoded(Address::new(target).path);
    let key = key(&path);
    split(&key).1.to_owned()
}

/// The ends of a path, the longest first, each starting at a part: `a/b/c`, `b/c`, `c`. Not more than twelve, so that a path
/// of a thousand folders costs no more than others.
pub(super) fn ends(path: &str) -> Vec<&str> {
    let mut starts: Vec<usize> = path
        .rmatch_indices('/')
        .map(|(at, _)| at + 1)
        .take(11)
        .collect();
    if starts.len() < 11 {
        starts.push(0);
    }
    starts.reverse();
    starts.into_iter().map(|start| &path[start..]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_addresses_become_paths() {
        let prefixes = [
            "https://example.org/incidents/".to_owned(),
            "https://github.com/example/reports".to_owned(),
        ];
        for (target, expected) in [
            ("https://example.org/incidents/x/", Some("/x/")),
            ("http://www.example.org/incidents", Some("/")),
            ("https://example.org/incidents-old/x", None),
            (
                "https://github.com/Example/reports/blob/main/docs/x.md#impact",
                Some("/docs/x.md#impact"),
            ),
            (
                "https://raw.githubusercontent.com/example/reports/main/a.png",
                Some("/a.png"),
            ),
            (
                "https://github.com/example/reports/issues/3",
                Some("/issues/3"),
            ),
            ("https://github.com/example/reports-2/blob/main/x.md", None),
            ("docs/x.md", None),
        ] {
            assert_eq!(own_path(target, &prefixes).as_deref(), expected, "{target}");
        }
    }

    #[test]
    fn paths_come_to_one_form() {
        for (path, expected) in [
            ("Incidents/2021-X.html.md.erb", "incidents/2021-x"),
            ("x.MD/", "x"),
            ("v1.2", "v1.2"),
            (".md", ".md"),
            ("a/zu\u{308}rich.md", "a/zürich"),
        ] {
            assert_eq!(key(path), expected);
        }
        assert_eq!(ends("a/b/c"), ["a/b/c", "b/c", "c"]);
        assert_eq!(scheme("C:\\reports"), None);
        assert_eq!(scheme("mailto:a@example.org"), Some("mailto"));
    }
}
