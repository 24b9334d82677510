//! Addresses in the one form in which they are asked, and where a redirect leads.
//!
//! Takes what somebody wrote, gives an address with a host that can be asked, or none. It asks nobody.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// What stands in no path and no query as it is. A `%` stays: what is encoded already is not encoded again.
const UNSAFE: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The address to ask for a link: scheme and host in small letters, without the place inside the page, signs encoded. `None` where
/// there is nothing to ask: another scheme, no host, a host in letters that no address has, a password.
pub(super) fn askable(target: &str) -> Option<String> {
    let target = target.trim();
    let target = target.split_once('#').map_or(target, |(before, _)| before);
    let (scheme, rest) = target.split_once("://")?;
    let scheme = scheme.to_ascii_lowercase();
    if !matches!(&*scheme, "http" | "https") {
        return None;
    }
    let end = rest.find(['/', '?', '\\']).unwrap_or(rest.len());
    let (authority, rest) = rest.split_at(end);
    let is_sign = |sign: char| sign.is_ascii_alphanumeric() || "-._:[]".contains(sign);
    let (name, port) = parted(authority);
    if name.is_empty()
        || !authority.chars().all(is_sign)
        || port.is_some_and(|port| port.parse::<u16>().is_err())
    {
        return None;
    }
    let slash = if rest.starts_with(['/', '\\']) {
        ""
    } else {
        "/"
    };
    let authority = authority.to_ascii_lowercase();
    let rest = utf8_percent_encode(rest, UNSAFE);
    Some(format!("{scheme}://{authority}{slash}{rest}"))
}

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

/// Host and port.
fn parted(authority: &str) -> (&str, Option<&str>) {
    // In brackets stands an address with colons of its own.
    match authority.rsplit_once(':') {
        Some((name, port)) if !port.contains(']') => (name, Some(port)),
        _ => (authority, None),
    }
}

/// Where a redirect of an address leads.
#[cfg(feature = "links")]
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
#[cfg(feature = "links")]
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
    fn one_form_for_what_is_asked() {
        for (written, expected) in [
            ("https://Mill.example", Some("https://mill.example/")),
            (
                "HTTPS://mill.example/A?b=C#d",
                Some("https://mill.example/A?b=C"),
            ),
            (
                "http://mill.example:8080?x",
                Some("http://mill.example:8080/?x"),
            ),
            (
                "https://mill.example/a b/{id}/%20/é",
                Some("https://mill.example/a%20b/%7Bid%7D/%20/%C3%A9"),
            ),
            ("http://[::1]:80/", Some("http://[::1]:80/")),
            ("https://me:pw@mill.example/", None),
            ("https://mühle.example/", None),
            ("https://", None),
            ("https:///x", None),
            ("https://:80/", None),
            ("https://mill.example:x/", None),
            ("ftp://mill.example/", None),
            ("mailto:a@mill.example", None),
            ("a/b.md", None),
        ] {
            assert_eq!(askable(written).as_deref(), expected, "{written}");
        }
        assert_eq!(host("http://[::1]:80/"), "[::1]");
        assert_eq!(host("http://mill.example:80/a:b"), "mill.example");
        assert_eq!(host("http://mill.example/"), "mill.example");
    }

    #[cfg(feature = "links")]
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
