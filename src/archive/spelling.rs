//! How names are compared, shown, ordered and turned into parts of addresses.
//!
//! Takes words as authors wrote them, of any script. It does not know what the words name.

use std::borrow::Cow;
use std::fmt::Write;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use xxhash_rust::xxh3::xxh3_64;

/// The longest part of an address, in bytes; file systems refuse names beyond 255.
const LONGEST: usize = 100;

/// Words that are written in capitals when the name of an id is made readable.
const CAPITALS: [&str; 28] = [
    "api", "aws", "bgp", "cdn", "ci", "cpu", "ddos", "dns", "eks", "gcp", "gpu", "http", "https",
    "io", "ip", "k8s", "nfs", "oom", "os", "ram", "rpc", "sql", "ssh", "ssl", "tcp", "tls", "url",
    "vpn",
];

/// Names that Windows keeps for devices; a folder of that name cannot be made there.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// What two spellings of one name share: lower case, composed letters, no blanks, no `-`, no `_`. A name made of nothing else
/// is its own identity.
pub(super) fn identity(name: &str) -> String {
    let is_letter = |c: char| !c.is_whitespace() && !matches!(c, '-' | '_');
    let letters: String = if name.is_ascii() {
        let mut out = String::with_capacity(name.len());
        let letters = name.bytes().map(char::from).filter(|c| is_letter(*c));
        out.extend(letters.map(|c| c.to_ascii_lowercase()));
        out
    } else {
        lowered(name).chars().filter(|c| is_letter(*c)).collect()
    };
    if letters.is_empty() {
        name.trim().to_owned()
    } else {
        letters
    }
}

/// Lower case, with composed letters: what differs in case or in how an accent is stored becomes equal.
pub(super) fn lowered(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.nfc().flat_map(char::to_lowercase).nfc().collect()
}

/// Letters and digits in lower case, everything between them one `-`.
pub(super) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let lower: Cow<'_, str> = if text.is_ascii() {
        text.into()
    } else {
        lowered(text).into()
    };
    for c in lower.chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if is_word(c) {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || (is_combining_mark(c) && !('\u{fe00}'..='\u{fe0f}').contains(&c))
}

/// A folded name without the date it starts with (`2021-01-12-outage` gives `outage`); `None` where there is none, or
/// nothing else.
pub(super) fn without_date(folded: &str) -> Option<&str> {
    let mut rest = folded;
    for digits in [4, 2, 2] {
        let bytes = rest.as_bytes().get(..digits)?;
        if !bytes.iter().all(u8::is_ascii_digit) {
            return None;
        }
        rest = &rest[digits..];
        rest = rest.strip_prefix('-').unwrap_or(rest);
    }
    let ends_there =
        folded.len() - rest.len() > 0 && folded[..folded.len() - rest.len()].ends_with('-');
    (ends_there && !rest.is_empty()).then_some(rest)
}

/// A part of an address: letters of any script in lower case, never empty, never too long, never a name that Windows refuses.
pub(super) fn slug(name: &str) -> String {
    // `C`, `C++` and `C#` are different things; their signs are worth a word.
    let mut spoken = String::with_capacity(name.len());
    let mut glued = false;
    for c in name.chars() {
        match c {
            '+' if glued => spoken.push_str(" plus "),
            '#' if glued => spoken.push_str(" sharp "),
            c => spoken.push(c),
        }
        glued = c.is_alphanumeric() || (glued && c == '+');
    }
    let mut slug = folded(&spoken);
    if slug.is_empty() {
        return format!("term-{}", fingerprint(name, 8));
    }
    if slug.len() > LONGEST {
        let mut end = LONGEST;
        while !slug.is_char_boundary(end) {
            end -= 1;
        }
        slug.truncate(end);
        slug = format!("{}-{}", slug.trim_end_matches('-'), fingerprint(name, 8));
    }
    if is_device(&slug) {
        slug.push('-');
    }
    slug
}

fn is_device(slug: &str) -> bool {
    DEVICES.contains(&slug)
        || (slug.len() == 4
            && (slug.starts_with("com") || slug.starts_with("lpt"))
            && slug.ends_with(|c: char| c.is_ascii_digit()))
}

/// So many hexadecimal digits that stand for that name in every build.
pub(super) fn fingerprint(name: &str, digits: usize) -> String {
    let mut hex = format!("{:016x}", xxh3_64(identity(name).as_bytes()));
    hex.truncate(digits);
    hex
}

/// An id as words: `routing-bgp` gives `Routing BGP`. Words that hold a capital stay as they are.
pub fn humanised(id: &str) -> String {
    let mut out = String::with_capacity(id.len());
    for word in id
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | '_'))
        .filter(|word| !word.is_empty())
    {
        let first = out.is_empty();
        if !first {
            out.push(' ');
        }
        let is_lower = !word.chars().any(char::is_uppercase);
        let mut letters = word.chars();
        if CAPITALS.contains(&word) {
            out.push_str(&word.to_uppercase());
        } else if first
            && is_lower
            && let Some(letter) = letters.next()
        {
            out.extend(letter.to_uppercase());
            out.push_str(letters.as_str());
        } else {
            out.push_str(word);
        }
    }
    if out.is_empty() { id.to_owned() } else { out }
}

/// A key that orders names as people do: case and accents ignored, numbers by their value.
pub(super) fn natural(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 16);
    let mut digits = String::new();
    for c in lowered(name).nfd().filter(|c| !is_combining_mark(*c)) {
        if c.is_ascii_digit() {
            digits.push(c);
        } else {
            push_number(&mut digits, &mut out);
            out.push(c);
        }
    }
    push_number(&mut digits, &mut out);
    out
}

fn push_number(digits: &mut String, out: &mut String) {
    if !digits.is_empty() {
        let value = digits.trim_start_matches('0');
        // The count of digits before the number makes longer numbers greater; zeros in front do not count.
        // Writing to a text cannot fail.
        let _ = write!(out, "{:04}{value}", value.len().min(9999));
        digits.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_share_an_identity() {
        for spellings in [
            ["Load Balancer", "load-balancer", "LOAD_BALANCER"],
            ["SEV-2", "sev 2", "Sev2"],
            ["Zürich", "zu\u{308}rich", "ZÜRICH"],
        ] {
            for spelling in spellings {
                assert_eq!(identity(spelling), identity(spellings[0]), "{spelling}");
            }
        }
        assert_ne!(identity("C"), identity("C++"));
        assert_eq!(identity("-"), "-");
    }

    #[test]
    fn slugs_are_safe_parts_of_addresses() {
        for (name, expected) in [
            ("PostgreSQL", "postgresql"),
            ("TCP/IP", "tcp-ip"),
            ("C++", "c-plus-plus"),
            ("C#", "c-sharp"),
            ("Alt+S", "alt-plus-s"),
            ("🔥 Grill & Ofen", "grill-ofen"),
            ("データベース", "データベース"),
            ("Con", "con-"),
            ("LPT1", "lpt1-"),
            ("../../etc", "etc"),
            ("trailing. ", "trailing"),
        ] {
            assert_eq!(slug(name), expected, "{name}");
        }
        assert!(slug("🔥").starts_with("term-"));
        assert_ne!(slug("🔥"), slug("💧"));
        assert!(slug(&"長".repeat(300)).len() <= LONGEST + 9);
    }

    #[test]
    fn ids_become_words() {
        for (id, expected) in [
            ("memory", "Memory"),
            ("routing-bgp", "Routing BGP"),
            ("dns", "DNS"),
            ("2021_outages", "2021 outages"),
            ("eBPF", "eBPF"),
            ("--", "--"),
        ] {
            assert_eq!(humanised(id), expected);
        }
    }

    #[test]
    fn dates_in_front_of_names_are_cut() {
        for (name, expected) in [
            ("2021-01-12-outage", Some("outage")),
            ("20210112-outage", Some("outage")),
            ("2021-01-12", None),
            ("2021-outage", None),
            ("20210112outage", None),
            ("outage", None),
        ] {
            assert_eq!(without_date(name), expected, "{name}");
        }
    }

    #[test]
    fn numbers_are_ordered_by_value() {
        let mut names = ["node 10", "Node 9", "émile", "Zoe", "eve"];
        names.sort_by_key(|name| natural(name));
        assert_eq!(names, ["émile", "eve", "Node 9", "node 10", "Zoe"]);
    }
}
