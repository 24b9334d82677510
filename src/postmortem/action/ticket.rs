//! Tickets in the words of an action and in the addresses of its links.
//!
//! Takes words and addresses, gives the tickets as written, each once, in the order of the text. It makes no addresses.

use std::collections::BTreeSet;

/// The tickets that words and addresses name.
pub(super) fn tickets(text: &str, links: &[String]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut seen = BTreeSet::new();
    let mut push = |ticket: &str| {
        if seen.insert(ticket.to_owned()) {
            out.push(ticket.to_owned());
        }
    };
    for word in text.split(|c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '(' | ')' | '[' | ']' | ',' | ';' | '"' | '“' | '”' | '<' | '>'
            )
    }) {
        let word = word.trim_end_matches(['.', ':', '!', '?', '\'']);
        if is_ticket(word) {
            push(word);
        }
    }
    for link in links {
        let path = link
            .split(['?', '#'])
            .next()
            .unwrap_or(link)
            .trim_end_matches('/');
        let last = path.rsplit('/').next().unwrap_or(path);
        if is_ticket(last) {
            push(last);
        } else if !last.is_empty()
            && last.bytes().all(|b| b.is_ascii_digit())
            && ["/issues/", "/pull/", "/merge_requests/", "/pulls/"]
                .iter()
                .any(|part| path.contains(part))
        {
            push(&format!("#{last}"));
        }
    }
    out
}

/// `T123456`, `OPS-12`, `#123`.
fn is_ticket(word: &str) -> bool {
    let digits = |text: &str| {
        !text.is_empty() && text.len() <= 7 && text.bytes().all(|b| b.is_ascii_digit())
    };
    if let Some(number) = word.strip_prefix('#') {
        return digits(number);
    }
    if let Some(number) = word.strip_prefix('T') {
        return number.len() >= 4 && digits(number);
    }
    let Some((project, number)) = word.split_once('-') else {
        return false;
    };
    let is_project = (2..=10).contains(&project.len())
        && project.starts_with(|c: char| c.is_ascii_uppercase())
        && project
            .bytes()
            .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    // Names of standards and characters look the same.
    let is_other = matches!(
        project,
        "UTF" | "SHA" | "ISO" | "RFC" | "CVE" | "SEV" | "COVID" | "AES" | "EC" | "GPT"
    );
    is_project && digits(number) && !is_other
}

#[cfg(test)]
mod tests {
    use super::tickets;

    #[test]
    fn tickets_in_words_and_addresses() {
        let links = [
            "https://github.com/a/b/pull/12".to_owned(),
            "https://example.com/browse/OPS-3".to_owned(),
        ];
        assert_eq!(
            tickets("Mend it (T123456, OPS-12), see #7 and UTF-8", &links),
            ["T123456", "OPS-12", "#7", "#12", "OPS-3"]
        );
    }
}
