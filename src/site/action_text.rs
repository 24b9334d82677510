//! The words of an action as a line of a list shows them: without the addresses that stand beside it as links.
//!
//! Takes its words and the addresses of the tickets that are shown with it, gives words. Another address is shown by its host: who wants
//! it finds it in the report. Data have the words as they are.

use std::borrow::Cow;

/// What may stand around an address that is taken away: `Mend it (https://…)`, `Mend it: https://…`.
const OPENING: [char; 5] = ['(', '[', '<', '“', '"'];
const CLOSING: [char; 11] = [')', ']', '>', '”', '"', '.', ',', ';', ':', '!', '?'];

/// The words without addresses.
pub(super) fn without_addresses<'t>(text: &'t str, shown: &[&str]) -> Cow<'t, str> {
    if !text.contains("://") {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = next_address(rest) {
        let (before, from) = rest.split_at(at);
        let end = from.find(char::is_whitespace).unwrap_or(from.len());
        let end = from[..end].trim_end_matches(CLOSING).len();
        let (address, behind) = from.split_at(end);
        out.push_str(before);
        let same = |one: &&&str| one.trim_end_matches('/') == address.trim_end_matches('/');
        if shown.iter().any(|one| same(&one)) {
            rest = take_away(&mut out, behind);
        } else {
            out.push_str(host(address));
            rest = behind;
        }
    }
    out.push_str(rest);
    let words = out.trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '-' | '–' | ','));
    if words.contains(char::is_alphanumeric) {
        words.to_owned().into()
    } else {
        text.into()
    }
}

/// Where the next address of the web begins.
fn next_address(text: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(at) = text[from..].find("://") {
        let sign = from + at;
        let schemes = ["https", "http"].iter();
        let scheme = schemes
            .copied()
            .find(|scheme| text[..sign].ends_with(scheme));
        if let Some(scheme) = scheme {
            return Some(sign - scheme.len());
        }
        from = sign + "://".len();
    }
    None
}

/// Takes away what stood around an address that nobody needs; gives what is behind it.
fn take_away<'t>(out: &mut String, behind: &'t str) -> &'t str {
    // `(see https://…)`
    let see = out.trim_end().strip_suffix("see");
    let inside = see.filter(|before| before.ends_with(OPENING));
    let inside = inside.unwrap_or(out);
    let bare = inside.trim_end_matches(OPENING).len();
    let opened = inside[bare..].chars().count();
    out.truncate(bare);
    let mut rest = behind;
    for _ in 0..opened {
        rest = rest.strip_prefix(CLOSING).unwrap_or(rest);
    }
    let kept = out.trim_end().len();
    if rest.trim_start().is_empty() || rest.starts_with(['.', ',', ';', ')']) {
        out.truncate(kept);
    } else if kept < out.len() {
        rest = rest.trim_start();
    }
    rest
}

/// The host of an address.
fn host(address: &str) -> &str {
    let bare = address
        .split_once("://")
        .map_or(address, |(_, behind)| behind);
    let host = bare.split(['/', '?', '#']).next().unwrap_or(bare);
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    if host.is_empty() { address } else { host }
}

#[cfg(test)]
mod tests {
    use super::without_addresses;

    #[test]
    fn what_stands_beside_is_not_said_twice() {
        let shown = ["https://forge.example/mill/issues/12"];
        for (text, expected) in [
            ("Oil the wheel", "Oil the wheel"),
            ("Oil it https://forge.example/mill/issues/12", "Oil it"),
            ("Oil it: https://forge.example/mill/issues/12", "Oil it"),
            ("Oil it (https://forge.example/mill/issues/12).", "Oil it."),
            (
                "Oil it (https://forge.example/mill/issues/12) soon",
                "Oil it soon",
            ),
            (
                "Oil it (see https://forge.example/mill/issues/12)",
                "Oil it",
            ),
            ("https://forge.example/mill/issues/12 - oil it", "oil it"),
            (
                "Read https://www.mill.example/how?to=oil, then oil",
                "Read www.mill.example, then oil",
            ),
            ("See file://mill and http://", "See file://mill and http://"),
            ("Of é://é and https://é", "Of é://é and é"),
            // What would be nothing stays.
            (
                "https://forge.example/mill/issues/12",
                "https://forge.example/mill/issues/12",
            ),
        ] {
            assert_eq!(without_addresses(text, &shown), expected);
        }
    }
}
