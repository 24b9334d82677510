//! Tickets in the words of an action and in the addresses of its links.
//!
//! Takes words and addresses, gives the tickets as written, each once, in the order of the text. It makes no addresses.

use std::cell::LazyCell;
use std::collections::BTreeSet;

use crate::document::ticket::{Tickets, path_of, words};

/// The tickets that words and addresses name: those that the archive declares, and those of common forms.
pub(super) fn tickets(text: &str, links: &[String], declared: &Tickets) -> Vec<String> {
    let text = if declared.is_empty() && !may_name_one(text) {
        ""
    } else {
        text
    };
    if text.is_empty() && links.is_empty() {
        return Vec::new();
    }
    let mut out: Vec<String> = Vec::new();
    let mut seen = BTreeSet::new();
    // Where the tickets of the words lead: such an address names nothing new.
    let mut told = BTreeSet::new();
    let mut push = |ticket: &str| {
        if seen.insert(ticket.to_owned()) {
            out.push(ticket.to_owned());
        }
    };
    // `T1000` is a model as well as a task, as long as nothing says so.
    let linked = LazyCell::new(|| {
        let ends = links.iter().map(|link| link.trim_end_matches('/'));
        let last = ends.filter_map(|link| link.rsplit('/').next());
        last.collect::<BTreeSet<&str>>()
    });
    for (at, word) in words(text) {
        let kind = declared.kind_of(word);
        told.extend(kind.and_then(|kind| kind.address_of(word)));
        let is_one = is_ticket(word)
            && (!is_short_task(word) || linked.contains(word) || is_called(&text[..at]));
        if kind.is_some() || is_one {
            push(word);
        }
    }
    for link in links.iter().filter(|link| !told.contains(*link)) {
        let last = last_of(path_of(link));
        if declared.kind_of(last).is_some() {
            push(last);
        } else if let Some(ticket) = of_address(link) {
            push(&ticket);
        }
    }
    out
}

/// The ticket that an address is that of: `OPS-3`, `#12`.
pub fn of_address(link: &str) -> Option<String> {
    let path = path_of(link);
    let last = last_of(path);
    if is_ticket(last) {
        return Some(last.to_owned());
    }
    let is_number = !last.is_empty() && last.bytes().all(|b| b.is_ascii_digit());
    let is_one = ["/issues/", "/pull/", "/merge_requests/", "/pulls/"]
        .iter()
        .any(|part| path.contains(part));
    (is_number && is_one).then(|| format!("#{last}"))
}

fn last_of(path: &str) -> &str {
    let behind = memchr::memrchr(b'/', path.as_bytes()).map_or(0, |at| at + 1);
    &path[behind..]
}

/// False for most texts: in a ticket of a common form a figure stands right behind `#`, `-` or `T`.
fn may_name_one(text: &str) -> bool {
    let bytes = text.as_bytes();
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    // All bytes at once: without a way out in between the processor takes many together.
    let found = pairs.fold(0, |any, (one, next)| {
        let is_sign = u8::from(matches!(one, b'#' | b'-' | b'T'));
        any | is_sign & u8::from(next.is_ascii_digit())
    });
    found != 0
}

/// `T123456`, `OPS-12`, `#123`.
pub(super) fn is_ticket(word: &str) -> bool {
    // Nearly no word ends with a figure, and every ticket does.
    if !word.ends_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
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

/// True for a ticket whose name says of which tracker it is, whatever stands around it: `OPS-12`, `T123456`.
pub(in crate::postmortem) fn is_name(word: &str) -> bool {
    !word.starts_with('#') && is_ticket(word) && !is_short_task(word)
}

/// True for `T1000`: a number so short is often the name of something else.
fn is_short_task(word: &str) -> bool {
    word.strip_prefix('T')
        .is_some_and(|number| number.len() < 5)
}

/// True where the words before a name call it a ticket.
fn is_called(before: &str) -> bool {
    const CALLED: &[&str] = &[
        "ticket", "tickets", "task", "tasks", "issue", "issues", "bug", "bugs", "see",
    ];
    before
        .rsplit(|c: char| !c.is_alphanumeric())
        .find(|word| !word.is_empty())
        .is_some_and(|word| CALLED.contains(&word.to_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use super::{Tickets, tickets};

    #[test]
    fn tickets_in_words_and_addresses() {
        let links = [
            "https://github.com/a/b/pull/12".to_owned(),
            "https://example.com/browse/OPS-3".to_owned(),
        ];
        assert_eq!(
            tickets(
                "Mend it (T123456, OPS-12), see #7 and UTF-8",
                &links,
                &Tickets::default()
            ),
            ["T123456", "OPS-12", "#7", "#12", "OPS-3"]
        );
    }

    #[test]
    fn a_model_is_no_task() {
        let tickets = |text: &str, links: &[String]| tickets(text, links, &Tickets::default());
        assert_eq!(tickets("Replace the T1000 by a T4240", &[]), [""; 0]);
        assert_eq!(tickets("Replace it (task T1000)", &[]), ["T1000"]);
        let link = ["https://example.com/T1000".to_owned()];
        assert_eq!(tickets("T1000: replace it", &link), ["T1000"]);
    }
}
