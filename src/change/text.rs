//! Changes as texts: for people at a terminal, and as Markdown for a comment on a change.
//!
//! Takes changes, gives a text: which parts it has and in which order. How each is written is the form's.

use std::fmt::Write as _;

use super::form::{Form, Markdown, Plain};
use super::{ActionChange, Changed, Changes, EntryChange, Fact, Named, Values, What};

/// For people at a terminal.
pub fn told(changes: &Changes) -> String {
    write(changes, &Plain)
}

/// As Markdown.
pub fn marked(changes: &Changes) -> String {
    write(changes, &Markdown)
}

fn write(changes: &Changes, form: &dyn Form) -> String {
    let mut out = form.counts(&counts(changes));
    let mut group = |heading: &str, items: &mut dyn Iterator<Item = String>| {
        let mut items = items.peekable();
        if items.peek().is_some() {
            out.push_str(&form.heading(heading));
            out.extend(items);
        }
    };
    let of_reports = |of: &[Named]| -> Vec<String> {
        let lines = of
            .iter()
            .map(|one| form.item(&report(&one.title, one.date.as_deref(), &one.source, form)));
        lines.collect()
    };
    group("Added", &mut of_reports(&changes.added).into_iter());
    group("Gone", &mut of_reports(&changes.gone).into_iter());
    group(
        "Changed",
        &mut changes.changed.iter().map(|one| changed(one, form)),
    );
    group(
        "Addresses that vanish",
        &mut changes
            .vanished
            .iter()
            .map(|address| form.item(&form.name(address))),
    );
    out
}

/// `2 reports added, 1 changed; 1 address vanishes`.
fn counts(changes: &Changes) -> String {
    if changes.is_none() {
        return "nothing changed".to_owned();
    }
    let mut parts: Vec<String> = Vec::new();
    for (count, what) in [
        (changes.added.len(), "added"),
        (changes.gone.len(), "gone"),
        (changes.changed.len(), "changed"),
    ] {
        if count > 0 {
            let reports = match (parts.is_empty(), count) {
                (true, 1) => " report",
                (true, _) => " reports",
                _ => "",
            };
            parts.push(format!("{count}{reports} {what}"));
        }
    }
    let mut out = parts.join(", ");
    let vanished = changes.vanished.len();
    if vanished > 0 {
        if !out.is_empty() {
            out.push_str("; ");
        }
        let vanish = if vanished == 1 {
            "address vanishes"
        } else {
            "addresses vanish"
        };
        let _ = write!(out, "{vanished} {vanish}");
    }
    out
}

/// `Title (2021-01-30), path`; a title that begins with that day says it by itself.
fn report(title: &str, date: Option<&str>, source: &str, form: &dyn Form) -> String {
    let date = date.filter(|date| !begins_with_day(title, date));
    let date = date.map(|date| format!(" ({date})")).unwrap_or_default();
    format!("{}{date}, {}", form.first_words(title), form.name(source))
}

/// True for `2021-01-30: Title`, and for the same day with other signs between its figures.
fn begins_with_day(title: &str, date: &str) -> bool {
    let mut title = title.trim_start_matches([' ', '[', '(']).chars();
    date.chars().all(|sign| match title.next() {
        Some('/' | '.' | '_') => sign == '-',
        own => own == Some(sign),
    })
}

fn changed(changed: &Changed, form: &dyn Form) -> String {
    let mut out = form.item(&report(
        &changed.title,
        changed.date.as_deref(),
        &changed.source,
        form,
    ));
    let mut say = |label: &str, text: &str| out.push_str(&form.detail(label, text));
    for fact in &changed.facts {
        let (label, text) = of_fact(fact, form);
        say(label, &text);
    }
    for list in &changed.lists {
        say(list.name, &of_list(list, form));
    }
    for action in &changed.actions {
        say("action", &of_action(action, form));
    }
    for entry in &changed.timeline {
        say("timeline", &of_entry(entry, form));
    }
    out
}

/// So many characters of a summary or an item are shown.
const SHOWN: usize = 120;

/// Words, cut where they are long.
fn short(words: &str, form: &dyn Form) -> String {
    match words.char_indices().nth(SHOWN) {
        Some((end, _)) => form.words(&words[..end]) + " …",
        None => form.words(words),
    }
}

fn of_fact<'a>(fact: &Fact, form: &dyn Form) -> (&'a str, String) {
    let is_name = matches!(fact.name, "url" | "source");
    let value = |value: &Option<String>| match value {
        Some(value) if is_name => form.name(value),
        Some(value) if value.is_empty() => "none".to_owned(),
        Some(value) => short(value, form),
        None => "none".to_owned(),
    };
    let unit = if fact.name == "duration_minutes" {
        " min"
    } else {
        ""
    };
    let with_unit = |of: &Option<String>| {
        let unit = if of.is_some() { unit } else { "" };
        format!("{}{unit}", value(of))
    };
    let label = match fact.name {
        "duration_minutes" => "duration",
        "url" => "address",
        name => name,
    };
    let text = if fact.name == "summary" && fact.old.is_some() && fact.new.is_some() {
        "reworded".to_owned()
    } else {
        format!("{} → {}", with_unit(&fact.old), with_unit(&fact.new))
    };
    (label, text)
}

fn of_list(list: &Values, form: &dyn Form) -> String {
    let added = list
        .added
        .iter()
        .map(|value| format!("+ {}", short(value, form)));
    let gone = list
        .gone
        .iter()
        .map(|value| format!("− {}", short(value, form)));
    added.chain(gone).collect::<Vec<_>>().join(", ")
}

fn of_action(action: &ActionChange, form: &dyn Form) -> String {
    let what = match action.change {
        What::Closed => "closed",
        What::Reopened => "reopened",
        What::Changed => "changed",
        What::Added => "added",
        What::Gone => "gone",
    };
    let mut out = format!("{what}: {}", short(&action.text, form));
    let mut told = Vec::new();
    let state = |state: &str| form.words(&state.replace('_', " "));
    match (&action.old_status, &action.new_status) {
        (Some(old), Some(new)) if old != new => {
            told.push(format!("{} → {}", state(old), state(new)));
        }
        (None, Some(only)) | (Some(only), None) if only != "unknown" => told.push(state(only)),
        _ => {}
    }
    if let Some(old) = &action.old_text {
        told.push(format!("was: {}", short(old, form)));
    }
    if let Some((old, new)) = &action.owner {
        let who = |who: &Option<String>| {
            who.as_deref()
                .map_or_else(|| "nobody".to_owned(), |who| form.words(who))
        };
        told.push(format!("owner {} → {}", who(old), who(new)));
    }
    if let Some((old, new)) = &action.due {
        let when = |due: &Option<String>| {
            due.as_deref()
                .map_or_else(|| "open".to_owned(), |due| form.words(due))
        };
        told.push(format!("due {} → {}", when(old), when(new)));
    }
    if let Some((old, new)) = &action.tickets {
        let list = |tickets: &[String]| match tickets {
            [] => "none".to_owned(),
            tickets => form.words(&tickets.join(", ")),
        };
        told.push(format!("tickets {} → {}", list(old), list(new)));
    }
    if !told.is_empty() {
        let _ = write!(out, " ({})", told.join("; "));
    }
    out
}

fn of_entry(entry: &EntryChange, form: &dyn Form) -> String {
    let timed = |time: &str, text: &str| match time {
        "" => short(text, form),
        time => format!("{} {}", form.words(time), short(text, form)),
    };
    match entry {
        EntryChange::Added { time, text } => format!("added: {}", timed(time, text)),
        EntryChange::Gone { time, text } => format!("gone: {}", timed(time, text)),
        EntryChange::Reworded { time, old, new } => {
            format!("reworded: {} (was: {})", timed(time, new), short(old, form))
        }
        EntryChange::Moved { old, new, text } => {
            let time = |time: &str| match time {
                "" => "no time".to_owned(),
                time => form.words(time),
            };
            format!("{} → {}: {}", time(old), time(new), short(text, form))
        }
    }
}
