//! Whether a file may be published beside the reports.
//!
//! Takes a file of the source folder, says where it really is and whether a browser would run something in it. An SVG is a
//! picture in a page but a page when it is opened by itself, on the origin of the site. When in doubt it is not published:
//! this is a look at the bytes, not a reader of XML.

use std::path::{Path, PathBuf};

use super::load::{bytes, sizes};
use crate::diagnostic::Diagnostic;

/// Where a file inside a folder really is, all links followed; `None` where that is out of the folder or no file.
pub fn real(root: &Path, inside: &str) -> std::io::Result<Option<PathBuf>> {
    let root = root.canonicalize()?;
    let place = root.join(inside).canonicalize()?;
    Ok((place.starts_with(&root) && place.is_file()).then_some(place))
}

/// What forbids to publish an asset, by its path inside the source folder: what a picture that can hold a script holds, or that
/// it has more bytes than are looked at.
pub fn check_asset(root: &Path, path: &str, largest: u64) -> Option<Diagnostic> {
    let (_, extension) = path.rsplit_once('.')?;
    if !extension.eq_ignore_ascii_case("svg") {
        return None;
    }
    // What cannot be read now is an error when it is copied.
    let warn = |message: String, help: &str| {
        let warning = Diagnostic::warning("unsafe-asset", message);
        Some(warning.in_file(path).help(help))
    };
    match bytes(&real(root, path).ok()??, largest).ok()? {
        Ok(bytes) => warn(
            format!(
                "the picture holds {} and is not published",
                what_runs(&bytes)?
            ),
            "save it as a plain SVG or as a PNG; opened by itself it would be a page of the site",
        ),
        Err(length) => {
            let (is, may_be) = sizes(length, largest);
            warn(
                format!(
                    "the picture has {is}, more than {may_be}; what it holds is not known, and it is not published"
                ),
                "save it as a PNG, or set `max-file-size` in `[build]` of `book.toml`",
            )
        }
    }
}

/// Names of elements that run or hold something else than a picture.
const ELEMENTS: [(&str, &str); 6] = [
    ("script", "a `<script>`"),
    ("foreignobject", "a `<foreignObject>`"),
    ("handler", "a `<handler>`"),
    ("iframe", "an `<iframe>`"),
    ("embed", "an `<embed>`"),
    ("object", "an `<object>`"),
];

/// What a browser could run in an SVG.
fn what_runs(bytes: &[u8]) -> Option<&'static str> {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Some("text that is not UTF-8");
    };
    if text.contains('\0') || declares_other_encoding(text) {
        return Some("text that is not UTF-8");
    }
    let lower = text.to_ascii_lowercase();
    for (sign, what) in [
        ("<!entity", "declared entities"),
        ("<?xml-stylesheet", "a style sheet of its own"),
    ] {
        if lower.contains(sign) {
            return Some(what);
        }
    }
    for (at, _) in lower.match_indices('<') {
        let rest = &lower[at + 1..];
        let end = rest
            .find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>' | '<'))
            .unwrap_or(rest.len());
        // The prefix of a namespace may be any.
        let name = rest[..end].rsplit(':').next().unwrap_or_default();
        if let Some((_, what)) = ELEMENTS.iter().find(|(element, _)| *element == name) {
            return Some(what);
        }
    }
    if has_handler(&lower) {
        return Some("an `on…` attribute");
    }
    let plain = without_disguise(&lower);
    (plain.contains("javascript:") || plain.contains("data:text/html"))
        .then_some("a `javascript:` address")
}

/// True where the head of an XML text names an encoding in which the bytes could mean something else.
fn declares_other_encoding(text: &str) -> bool {
    let head = text.split("?>").next().unwrap_or_default();
    let Some((_, named)) = head.split_once("encoding") else {
        return false;
    };
    if !head.trim_start_matches('\u{feff}').starts_with("<?xml") {
        return false;
    }
    let named: String = named
        .chars()
        .skip_while(|c| !c.is_ascii_alphanumeric())
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        .collect();
    ![
        "utf-8",
        "utf8",
        "us-ascii",
        "ascii",
        "iso-8859-1",
        "windows-1252",
    ]
    .contains(&named.to_ascii_lowercase().as_str())
}

/// True where something like `onload=` stands in the text, in lower case.
fn has_handler(lower: &str) -> bool {
    let bytes = lower.as_bytes();
    lower.match_indices("on").any(|(at, _)| {
        let begins = at
            .checked_sub(1)
            .and_then(|before| bytes.get(before))
            .is_some_and(|byte| byte.is_ascii_whitespace() || b"/\"':".contains(byte));
        if !begins {
            // Of `ononon` only the first is followed to its end.
            return false;
        }
        let rest = &bytes[at + 2..];
        let letters = rest.iter().take_while(|byte| byte.is_ascii_alphabetic());
        let letters = letters.count();
        let sign = rest[letters..]
            .iter()
            .find(|byte| !byte.is_ascii_whitespace());
        letters > 0 && sign == Some(&b'=')
    })
}

/// The text without blanks and with numeric references as the characters they stand for: browsers see through both.
fn without_disguise(lower: &str) -> String {
    let mut out = String::with_capacity(lower.len());
    let mut rest = lower;
    while let Some(c) = rest.chars().next() {
        let reference = rest.strip_prefix("&#").and_then(reference);
        let (c, after) = reference.unwrap_or((c, &rest[c.len_utf8()..]));
        if !c.is_whitespace() && !c.is_control() {
            out.push(c.to_ascii_lowercase());
        }
        rest = after;
    }
    out.replace("&colon;", ":")
        .replace("&tab;", "")
        .replace("&newline;", "")
}

/// The character of a numeric reference, and what follows it.
fn reference(digits: &str) -> Option<(char, &str)> {
    let (digits, radix) = match digits.strip_prefix('x') {
        Some(digits) => (digits, 16),
        None => (digits, 10),
    };
    let end = digits
        .find(|c: char| !c.is_digit(radix))
        .unwrap_or(digits.len());
    let code = u32::from_str_radix(&digits[..end], radix).ok()?;
    let rest = &digits[end..];
    Some((
        char::from_u32(code)?,
        rest.strip_prefix(';').unwrap_or(rest),
    ))
}

#[cfg(test)]
mod tests {
    use super::what_runs;

    #[test]
    fn pictures_that_run_are_told_from_those_that_do_not() {
        for harmless in [
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><svg><path d=\"M0 0\"/></svg>",
            "<svg><text>turn it on = off, version = 2, on 3 nodes</text></svg>",
            "<svg><style>.a{fill:red}</style><description/>&#10;</svg>",
            "<svg><a href=\"https://a.example/javascript\"/></svg>",
        ] {
            assert_eq!(what_runs(harmless.as_bytes()), None, "{harmless}");
        }
        for bad in [
            "<svg><SCRIPT>x</SCRIPT></svg>",
            "<svg><s:script href='x'/></svg>",
            "<svg onload=\"x\">",
            "<svg\nOnLoad = 'x'>",
            "<svg a=''onclick='x'>",
            "<svg><a xlink:href='java&#115;cript:x'/></svg>",
            "<svg><a href='java\nscript&#x3A;x'/></svg>",
            "<svg><foreignObject/></svg>",
            "<!DOCTYPE svg [<!ENTITY x '&#60;script/>'>]><svg>&x;</svg>",
            "<?xml version='1.0' encoding='utf-7'?><svg/>",
        ] {
            assert!(what_runs(bad.as_bytes()).is_some(), "{bad}");
        }
        assert!(what_runs(b"\xff\xfe<\0s\0").is_some());
    }
}
