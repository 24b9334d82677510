//! Braces that belong together: templates `{{…}}` and parameters `{{{…}}}`.
//!
//! Takes the runs of braces in their order, gives the outermost pairs. A run of five that meets one of five is a parameter in a
//! template, as MediaWiki reads it. What cannot be the name of a template (code in braces) is none.

use std::ops::Range;

/// A run of two or more equal braces.
pub(super) struct Brace {
    pub(super) at: usize,
    pub(super) count: usize,
    pub(super) opens: bool,
}

/// A template or a parameter.
pub(super) struct Whole {
    pub(super) range: Range<usize>,
    pub(super) is_parameter: bool,
}

/// The pairs that lie in no other.
pub(super) fn matched(source: &str, braces: &[Brace]) -> Vec<Whole> {
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut out: Vec<Whole> = Vec::new();
    for brace in braces {
        if brace.opens {
            open.push((brace.at, brace.count));
            continue;
        }
        let (mut at, mut left) = (brace.at, brace.count);
        while left > 1
            && let Some((start, count)) = open.pop()
        {
            let taken = left.min(count).min(3);
            let begin = start + count - taken;
            let range = begin..at + taken;
            // `${{ … }}` is a language of its own.
            let is_code = source[..begin].ends_with('$');
            if taken == 3 || (!is_code && is_template(&source[range.clone()])) {
                while out.last().is_some_and(|last| last.range.start > begin) {
                    out.pop();
                }
                out.push(Whole {
                    range,
                    is_parameter: taken == 3,
                });
            }
            at += taken;
            left -= taken;
            if count - taken > 1 {
                open.push((start, count - taken));
            }
        }
    }
    out
}

/// What some templates stand for, by their names: signs that would mean something where they are written.
pub(super) fn sign(template: &str) -> Option<&'static str> {
    match template {
        "{{!}}" => Some("|"),
        "{{=}}" => Some("="),
        _ => None,
    }
}

/// True where what stands in these braces begins with a name that a template can have.
fn is_template(template: &str) -> bool {
    let inner = &template[2..template.len() - 2];
    let name = inner.split(['|', '\u{0}']).next().unwrap_or(inner);
    // A name is found at the beginning, however long the rest is.
    let end = (0..=name.len().min(256))
        .rev()
        .find(|at| name.is_char_boundary(*at))
        .unwrap_or(0);
    let is_whole = end == name.len();
    let name = name[..end].trim();
    let is_magic = name.contains(':') || name.starts_with('#');
    (is_whole || is_magic)
        && name.starts_with(|c: char| {
            c.is_alphanumeric() || matches!(c, '#' | ':' | '!' | '=' | '-' | '<' | '{')
        })
        && (is_magic || !name.contains(['[', ']', '>', '"', '$']))
        && (is_magic || name.starts_with('<') || !name.contains('\n'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wholes(text: &str) -> Vec<&str> {
        let mut braces: Vec<Brace> = Vec::new();
        for (at, c) in text.char_indices().filter(|(_, c)| matches!(c, '{' | '}')) {
            match braces.last_mut() {
                Some(last) if last.at + last.count == at && last.opens == (c == '{') => {
                    last.count += 1;
                }
                _ => braces.push(Brace {
                    at,
                    count: 1,
                    opens: c == '{',
                }),
            }
        }
        braces.retain(|brace| brace.count > 1);
        matched(text, &braces)
            .into_iter()
            .map(|whole| &text[whole.range])
            .collect()
    }

    #[test]
    fn outermost_pairs_are_found() {
        for (text, expected) in [
            ("a {{b}} c", &["{{b}}"][..]),
            ("{{a|{{b}}|{{{c}}}}}", &["{{a|{{b}}|{{{c}}}}}"]),
            ("{{{{{a}}}}}", &["{{{{{a}}}}}"]),
            ("{{a {{b}}", &["{{b}}"]),
            ("{{b}} }}", &["{{b}}"]),
            ("${{ values.x }}, {{ .Values.x }} and {{ $x }}", &[]),
            ("{{\n.x\n}}", &[]),
            ("{{{1|a}}}", &["{{{1|a}}}"]),
        ] {
            assert_eq!(wholes(text), expected, "{text}");
        }
    }
}
