//! The host of an address, and where a redirect leads.
//!
//! Takes an address that can be asked and what a server says of another, gives an address that can be asked. It asks nobody.

use crate::links::address::{askable, parted};

/// The host of an address that can be asked, with its port where that is written.
pub(super) fn authority(address: &str) -> &str {
    let rest = address.split_once("://").map_or("", |(_, rest)| rest);
    &rest[..rest.find(['/', '?', '#']).unwrap_or(rest.len())]
}

/// The host of an address that can be asked.
pub(super) fn host(address: &str) -> &str {
    let (name, _) = parted(authority(address));
    name
}

/// Where a redirect of an address leads.
pub(super) fn joined(base: &str, location: &str) -> Option<String> {
    let location = location.trim();
    let location = location
        .split_once('#')
        .map_or(location, |(before, _)| before);
    let (scheme, rest) = base.split_once("://")?;
    let authority = authority(base);
    let path = &rest[authority.len()..];
    let path = path.split_once('?').map_or(path, |(path, _)| path);
    let has_scheme = location.split_once(':').is_some_and(|(scheme, _)| {
        !scheme.is_empty()
            && scheme
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    });
    if has_scheme {
        return askable(location);
    }
    if location.starts_with("//") {
        return askable(&format!("{scheme}:{location}"));
    }
    let absolute = if location.starts_with('/') {
        location.to_owned()
    } else if location.is_empty() || location.starts_with('?') {
        format!("{path}{location}")
    } else {
        let folder = path.rfind('/').map_or("/", |at| &path[..=at]);
        format!("{folder}{location}")
    };
    let (path, query) = match absolute.split_once('?') {
        Some((path, query)) => (path, format!("?{query}")),
        None => (&*absolute, String::new()),
    };
    let path = without_dots(path);
    askable(&format!("{scheme}://{authority}{path}{query}"))
}

/// A path without the parts `.` and `..`.
fn without_dots(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    let last = path.rsplit('/').next();
    for part in path.split('/').skip(1) {
        match part {
            "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    if matches!(last, Some("." | "..")) {
        parts.push("");
    }
    format!("/{}", parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_of_addresses() {
        assert_eq!(host("http://[::1]:80/"), "[::1]");
        assert_eq!(host("http://mill.example:80/a:b"), "mill.example");
        assert_eq!(host("http://mill.example/"), "mill.example");
    }

    #[test]
    fn redirects_lead_somewhere() {
        let base = "https://mill.example/a/b/c?q=1";
        for (location, expected) in [
            ("https://Other.example/x#y", Some("https://other.example/x")),
            ("//other.example", Some("https://other.example/")),
            ("/x/./y/../z", Some("https://mill.example/x/z")),
            ("d", Some("https://mill.example/a/b/d")),
            ("../d/", Some("https://mill.example/a/d/")),
            ("../../../..", Some("https://mill.example/")),
            ("?r=../2", Some("https://mill.example/a/b/c?r=../2")),
            ("", Some("https://mill.example/a/b/c")),
            (
                "x?to=http://a",
                Some("https://mill.example/a/b/x?to=http://a"),
            ),
            ("javascript:alert(1)", None),
            ("file:///etc/passwd", None),
        ] {
            assert_eq!(joined(base, location).as_deref(), expected, "{location}");
        }
    }
}
