//! The parts of addresses: names that read well, are stable, and that every file system takes.
//!
//! Takes words of an author, gives one part of a path. It does not know which parts are taken already.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use xxhash_rust::xxh3::xxh3_64;

/// No part of an address is longer, in bytes.
const LONGEST: usize = 120;

/// No file system takes a longer name, in bytes.
const MOST: usize = 255;

/// Names that Windows refuses, with any ending.
const REFUSED: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8",
    "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// Words as one part of an address: letters and digits of any script in lower case (NFC), `_` kept, everything else a single
/// `-`; emoji and apostrophes leave no trace. Never empty, never a name that Windows refuses, never too long.
pub fn slug(words: &str) -> String {
    // Nearly all names need no tables of Unicode.
    let out = if words.is_ascii() {
        hyphenated(words.chars())
    } else {
        hyphenated(words.nfc()).nfc().collect()
    };
    if out.is_empty() {
        return format!("page-{}", fingerprint(words));
    }
    allowed(shortened(out))
}

/// Letters and digits in lower case, `_`, and one `-` for what stands between them.
fn hyphenated(words: impl Iterator<Item = char>) -> String {
    let mut out = String::new();
    let mut gap = false;
    for c in words {
        let joins = !c.is_ascii() && is_combining_mark(c) && !is_emoji(c);
        if joins && (gap || out.is_empty()) {
            continue;
        }
        if (c.is_alphanumeric() && !is_emoji(c)) || c == '_' || joins {
            if gap && !out.is_empty() {
                out.push('-');
            }
            gap = false;
            out.extend(c.to_lowercase());
        } else if !matches!(c, '\'' | '’' | 'ʼ' | '\u{200c}' | '\u{200d}' | '\u{fe0f}') {
            gap = true;
        }
    }
    out
}

/// A declared part of an address: kept as it is where that is safe (old links must go on working), else its slug.
pub fn declared(part: &str) -> String {
    let harmless = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '~');
    if !part.is_empty() && part.len() <= LONGEST && part.chars().all(harmless) {
        return allowed(part.nfc().collect());
    }
    slug(part)
}

/// True for a part of an address that a file system takes and that is not hidden: names with a dot before them are for
/// programs, ours among them.
pub fn is_possible(part: &str) -> bool {
    !part.starts_with('.') && part.len() <= MOST
}

/// The name of a file or folder that is copied: kept, but for what Windows refuses.
pub fn kept(part: &str) -> String {
    let part: String = part
        .chars()
        .map(|c| match c {
            '<' | '>' | ':' | '"' | '|' | '?' | '*' | '\\' => '_',
            c if c.is_control() => '_',
            c => c,
        })
        .collect();
    allowed(part)
}

/// The path of a copied file, part by part.
pub fn kept_path(path: &str) -> String {
    path.split('/').map(kept).collect::<Vec<_>>().join("/")
}

/// True for pictures that people put into words.
pub fn is_emoji(c: char) -> bool {
    matches!(c,
        '\u{200d}' | '\u{20d0}'..='\u{20ff}' | '\u{2190}'..='\u{2bff}' | '\u{3030}'
        | '\u{303d}' | '\u{3297}' | '\u{3299}' | '\u{fe00}'..='\u{fe0f}' | '\u{1f000}'..='\u{1faff}'
        | '\u{e0000}'..='\u{e01ef}')
}

/// With a `_` where Windows would refuse the name: device names, and names that end in a dot or a blank.
fn allowed(mut part: String) -> String {
    let stem = part.split('.').next().unwrap_or_default().len();
    if REFUSED.contains(&part[..stem].trim_end().to_lowercase().as_str()) {
        part.insert(stem, '_');
    }
    if part.ends_with(['.', ' ']) {
        part.push('_');
    }
    part
}

fn shortened(part: String) -> String {
    if part.len() <= LONGEST {
        return part;
    }
    // The cut part keeps a fingerprint of the whole, so that two long names with one beginning stay two.
    let tail = fingerprint(&part);
    let mut end = LONGEST - tail.len() - 1;
    while !part.is_char_boundary(end) {
        end -= 1;
    }
    format!("{}-{tail}", part[..end].trim_end_matches('-'))
}

fn fingerprint(text: &str) -> String {
    format!("{:08x}", xxh3_64(text.as_bytes()) >> 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_read_well_in_every_script() {
        for (words, expected) in [
            ("Cascading Node Failures", "cascading-node-failures"),
            ("🔥 Fire 🔥 drill!", "fire-drill"),
            ("It doesn't work", "it-doesnt-work"),
            ("2021-01-12: Django (CPU/RAM)", "2021-01-12-django-cpu-ram"),
            ("Hva gikk dårlig", "hva-gikk-dårlig"),
            ("Cafe\u{301} CLOSED", "café-closed"),
            ("障害報告", "障害報告"),
            ("v1.2 -- rollback", "v1-2-rollback"),
            ("snake_case", "snake_case"),
            ("1️⃣ first", "1-first"),
            ("Con", "con_"),
            ("lpt1", "lpt1_"),
        ] {
            assert_eq!(slug(words), expected, "{words}");
        }
    }

    #[test]
    fn slugs_are_never_empty_or_endless() {
        assert!(slug("🔥").starts_with("page-"));
        assert_ne!(slug("🔥"), slug("💧"));
        let long = "ø".repeat(200);
        let cut = slug(&long);
        assert!(cut.len() <= LONGEST, "{}", cut.len());
        assert_ne!(cut, slug(&"ø".repeat(201)));
    }

    #[test]
    fn copied_files_keep_their_names() {
        for (path, expected) in [
            ("2021/Graph One.PNG", "2021/Graph One.PNG"),
            ("a:b/aux.png", "a_b/aux_.png"),
            ("end./x", "end._/x"),
        ] {
            assert_eq!(kept_path(path), expected);
        }
        assert_eq!(declared("Update-on-crates.io"), "Update-on-crates.io");
        assert_eq!(declared("My slug"), "my-slug");
    }
}
