//! A bound on how deep containers between colons stand in one another. Unlike a quote or an item of a list, such a container
//! stays open without a mark on every line, and the parser looks at every open one for every line: a file that opens thousands
//! would take it the square of their number.
//!
//! Takes the lines that the parser is to read, gives them with what opens too deep escaped, so that it stays as words. It does
//! not know what a container means.

use super::lines::Lines;

/// How many may be open at once.
const LIMIT: usize = 100;

/// The lines with at most [`LIMIT`] containers open; `None` where that is so already.
pub(super) fn bound(lines: &Lines<'_>) -> Option<Lines<'static>> {
    memchr::memmem::find_iter(lines.text.as_bytes(), ":::").nth(LIMIT)?;
    // The lengths of the fences that are open; the first that is no longer than a closing one is closed with all inside.
    let mut open: Vec<usize> = Vec::new();
    let mut code: Option<(char, usize)> = None;
    let mut escaped: Vec<(usize, usize)> = Vec::new();
    for (number, (line, _)) in lines.iter().enumerate() {
        // What may stand before a mark: those of quotes and lists.
        let marks = |c: char| c.is_ascii_digit() || " \t>-*+.)".contains(c);
        let rest = line.trim_start_matches(marks);
        let fence = code_fence(rest);
        if let Some((open, least)) = code {
            let closes = |(mark, length, info): (char, usize, &str)| {
                mark == open && length >= least && info.trim().is_empty()
            };
            if fence.is_some_and(closes) {
                code = None;
            }
            continue;
        }
        if let Some((mark, length, _)) = fence {
            code = Some((mark, length));
            continue;
        }
        let info = rest.trim_start_matches(':');
        let length = rest.len() - info.len();
        if length < 3 || info.contains(':') {
            continue;
        }
        let closed = open.iter().position(|open| *open <= length);
        match closed.filter(|_| info.trim().is_empty()) {
            Some(at) => open.truncate(at),
            None if open.len() < LIMIT => open.push(length),
            None => escaped.push((number, line.len() - rest.len())),
        }
    }
    if escaped.is_empty() {
        return None;
    }
    let mut escaped = escaped.into_iter().peekable();
    let mut parts: Vec<(String, u32)> = Vec::new();
    for (number, (line, origin)) in lines.iter().enumerate() {
        match escaped.next_if(|(at, _)| *at == number) {
            // The backslash stands before the first colon, and the line as much further to the left.
            Some((_, at)) => {
                let line = format!("{}\\{}", &line[..at], &line[at..]);
                parts.push((line, origin.saturating_sub(1)));
            }
            None => parts.push((line.to_owned(), origin)),
        }
    }
    Some(Lines::of_parts(
        parts.iter().map(|(line, origin)| (line.as_str(), *origin)),
    ))
}

/// The mark of a fence of code, how often it stands there, and what stands behind it.
fn code_fence(line: &str) -> Option<(char, usize, &str)> {
    let mark = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let info = line.trim_start_matches(mark);
    let length = line.len() - info.len();
    // With backticks behind it, it is code within the line.
    (length >= 3 && !(mark == '`' && info.contains('`'))).then_some((mark, length, info))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stands_too_deep_is_escaped() {
        let flat = "::: note\nwords\n:::\n".repeat(500);
        assert!(bound(&Lines::of_body(&flat, 0)).is_none());
        let sample = "::: note\n".repeat(500);
        for code in [
            format!("```\n{sample}```\n"),
            // What is shorter than the fence, another mark, or has words behind it, ends no code.
            format!("````\n```\n{sample}````\n"),
            format!("```\n~~~\n{sample}```\n"),
            format!("~~~ md\n~~~ md\n{sample}~~~~\n"),
        ] {
            assert!(bound(&Lines::of_body(&code, 0)).is_none(), "{code:.20}");
        }
        let behind_code = format!("```x``` is code\n{sample}");
        assert!(bound(&Lines::of_body(&behind_code, 0)).is_some());
        let behind_code = format!("````\n`````\n{sample}");
        assert!(bound(&Lines::of_body(&behind_code, 0)).is_some());
        let deep = "> ::: note\n".repeat(LIMIT + 2);
        let bounded = bound(&Lines::of_body(&deep, 0)).expect("it is deep");
        let lines: Vec<(&str, u32)> = bounded.iter().collect();
        assert_eq!(lines[LIMIT - 1], ("> ::: note", 99 * 11));
        assert_eq!(lines[LIMIT], ("> \\::: note", 100 * 11 - 1));
    }
}
