//! Addresses in the one form in which they are asked.
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
    let slash = if rest.starts_with('/') { "" } else { "/" };
    let authority = authority.to_ascii_lowercase();
    let rest = utf8_percent_encode(rest, UNSAFE);
    Some(format!("{scheme}://{authority}{slash}{rest}"))
}

/// Host and port.
pub(super) fn parted(authority: &str) -> (&str, Option<&str>) {
    // In brackets stands an address with colons of its own.
    match authority.rsplit_once(':') {
        Some((name, port)) if !port.contains(']') => (name, Some(port)),
        _ => (authority, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_form_for_what_is_asked() {
        for (written, expected) in [
            ("https://Mill.example", Some("https://mill.example/")),
            (
                "https://mill.example\\@x",
                Some("https://mill.example/%5C@x"),
            ),
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
    }
}
