//! `[tickets]`: what the names of tickets look like, and where they lead.
//!
//! Takes the table, gives patterns with templates of addresses, in the order of the file. It looks for no ticket.

use toml::de::DeValue;

use super::address::absolute;
use super::table::{Entry, Problems, Table};
use crate::document::ticket::{Fault, Pattern, TicketKind};

const EXAMPLE: &str = "`'OPS-\\d+' = \"https://tickets.example.com/{ticket}\"`";

/// Reads the table.
pub(super) fn tickets(table: &Table<'_>, problems: &mut Problems) -> Vec<TicketKind> {
    let mut entries: Vec<Entry<'_>> = table.entries().collect();
    entries.sort_by_key(|entry| entry.key_span.start);
    let mut out = Vec::new();
    for entry in entries {
        let pattern = match Pattern::parse(entry.key) {
            Ok(pattern) => pattern,
            Err(fault) => {
                let (message, help) = told(entry.key, &fault);
                problems.bad_value(entry.key_span.clone(), message, help);
                continue;
            }
        };
        let DeValue::String(address) = entry.value.get_ref() else {
            let help = format!("write where such a ticket leads: {EXAMPLE}");
            problems.wrong_type(&entry, "an address", &help);
            continue;
        };
        match checked(address) {
            Ok(address) => out.push(TicketKind { pattern, address }),
            Err((message, help)) => problems.bad_value(entry.value.span(), message, help),
        }
    }
    out
}

/// A template of addresses; an empty one leads nowhere.
fn checked(address: &str) -> Result<Option<String>, (String, String)> {
    let address = address.trim();
    if address.is_empty() {
        return Ok(None);
    }
    if !address.contains("{ticket}") && !address.contains("{number}") {
        return Err((
            format!("`{address}` holds neither `{{ticket}}` nor `{{number}}`"),
            format!(
                "`{{ticket}}` stands for the whole name, `{{number}}` for the figures at its end, as in {EXAMPLE}"
            ),
        ));
    }
    let host = address.split_once("://").map_or("", |(_, rest)| rest);
    let host = host.split('/').next().unwrap_or("");
    if host.contains('{') {
        return Err((
            format!("`{address}` has a ticket for its host"),
            format!("write the host as it is, as in {EXAMPLE}"),
        ));
    }
    absolute(address).map_err(|message| {
        let help = format!("write a whole address, as in {EXAMPLE}");
        (message, help)
    })?;
    Ok(Some(address.to_owned()))
}

/// What is wrong with a pattern, and what would be right.
fn told(pattern: &str, fault: &Fault) -> (String, String) {
    let known = "a pattern is of letters, `\\d`, `\\w` and `[A-Z]`, each with `+`, `*`, `?`, `{2}` or `{2,10}` behind it where it recurs";
    let (message, help) = match fault {
        Fault::Empty => (
            format!("`{pattern}` fits no word, or every one"),
            format!("write what the names of tickets look like: {EXAMPLE}"),
        ),
        Fault::Construct(sign) => (
            format!("`{sign}` in `{pattern}` is no part of a pattern of tickets"),
            format!("{known}; write `\\{sign}` for the sign itself, and a line for each kind"),
        ),
        Fault::Escape(sign) => (
            format!("`\\{sign}` in `{pattern}` means nothing here"),
            known.to_owned(),
        ),
        Fault::Open(sign) => (
            format!("nothing ends the `{sign}` in `{pattern}`"),
            known.to_owned(),
        ),
        Fault::Count => (
            format!("a count in `{pattern}` stands behind nothing, or is none"),
            known.to_owned(),
        ),
        Fault::TooLong => (
            format!("`{pattern}` means names of more than a hundred letters"),
            known.to_owned(),
        ),
    };
    (message, help)
}
