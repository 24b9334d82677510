//! A text between quotes, as YAML, TOML and JSON all read it, and a path as shells do.
//!
//! Takes any words, gives them as one line between `"`. The three languages share these escapes; each has others, which are not used.

use std::fmt::Write as _;

/// The text between quotes.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for sign in text.chars() {
        match sign {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            // YAML ends lines at two more signs than the others, and takes no byte order mark inside a text.
            sign if sign.is_control()
                || matches!(
                    sign,
                    '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'
                ) =>
            {
                let _ = write!(out, "\\u{:04x}", u32::from(sign));
            }
            sign => out.push(sign),
        }
    }
    out.push('"');
    out
}

/// A path as a shell takes it: as it is where nothing in it means more to a shell, else between `'`.
pub(super) fn for_shell(path: &str) -> String {
    let is_plain = |sign: char| sign.is_alphanumeric() || "/._-+,:@%=\\".contains(sign);
    if !path.is_empty() && path.chars().all(is_plain) {
        return path.to_owned();
    }
    format!("'{}'", path.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use super::{for_shell, quoted};

    #[test]
    fn a_shell_takes_a_path_for_one_word() {
        for (path, written) in [
            ("../a-b/c.md", "../a-b/c.md"),
            ("störung/1", "störung/1"),
            ("our reports", "'our reports'"),
            ("it's", "'it'\\''s'"),
            ("$HOME;x", "'$HOME;x'"),
            ("", "''"),
        ] {
            assert_eq!(for_shell(path), written);
        }
    }

    #[test]
    fn three_languages_read_the_same_words() {
        let words = [
            "The disk ran full",
            "",
            "a \"b\" 'c' \\d",
            "# no comment: a value",
            "two\nlines\r\n\tand a tab",
            "\u{1}\u{7f}\u{85}\u{9f}\u{2028}\u{2029}\u{feff}",
            "{{ title }} [x] {y} é 障害 🐘",
            "null",
        ];
        for word in words {
            let written = quoted(word);
            assert!(!written.contains('\n'), "{written}");
            let json: String = serde_json::from_str(&written).expect("JSON");
            let yaml: String = serde_saphyr::from_str(&written).expect("YAML");
            let toml: toml::Table = format!("a = {written}").parse().expect("TOML");
            assert_eq!(json, word);
            assert_eq!(yaml, word);
            assert_eq!(toml["a"].as_str(), Some(word));
        }
    }
}
