//! Names of reports that look like those of tickets: `PM2019-009`.
//!
//! Takes the reports, gives the names with which their files begin, or their titles with a colon or a dash behind. An action that names
//! another report names no ticket that could be done. What `[tickets]` declares stays a ticket: who declares it knows. It resolves no
//! links; that is done elsewhere.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::address::{folder_key, key, split};
use crate::document::ticket::Tickets;
use crate::postmortem::Postmortem;

/// The names of reports that look like tickets, in lower case.
#[derive(Debug, Default, Hash)]
pub(super) struct OwnNames(BTreeSet<String>);

impl OwnNames {
    /// Those of an archive with these kinds of tickets.
    pub(super) fn of(reports: &[Arc<Postmortem>], declared: &Tickets) -> Self {
        let mut names = BTreeSet::new();
        for report in reports {
            let key = key(&report.path);
            let file = split(folder_key(&key).unwrap_or(&key)).1;
            // A title may speak of a ticket: `OPS-12 was never finished`.
            let title = report.title.trim_start();
            let of_title = beginning(title).filter(|name| {
                let behind = title[name.len()..].trim_start_matches([']', ' ']);
                behind.is_empty() || behind.starts_with([':', '-', '–', '—', '|'])
            });
            for name in [beginning(file), of_title] {
                let name = name.filter(|name| {
                    let is_kind = |name: &str| declared.kind_of(name).is_some();
                    !is_kind(name) && !is_kind(&name.to_uppercase())
                });
                names.extend(name.map(str::to_lowercase));
            }
        }
        Self(names)
    }

    /// True where a ticket has the name of a report.
    pub(super) fn has(&self, ticket: &str) -> bool {
        !self.0.is_empty() && self.0.contains(&ticket.to_lowercase())
    }

    /// Takes them from the tickets that reports name.
    pub(super) fn take_from(&self, reports: &mut [Arc<Postmortem>]) {
        if self.0.is_empty() {
            return;
        }
        for report in reports {
            let mut tickets = report.actions.iter().flat_map(|action| &action.tickets);
            let mentioned = &report.keywords.tickets;
            if !tickets.any(|one| self.has(one)) && !mentioned.iter().any(|one| self.has(one)) {
                continue;
            }
            let report = Arc::make_mut(report);
            for action in &mut report.actions {
                action.tickets.retain(|ticket| !self.has(ticket));
            }
            report.keywords.tickets.retain(|ticket| !self.has(ticket));
        }
    }
}

/// What looks like a ticket at the beginning of a name: `pm2019-009` of `pm2019-009-no-power`.
fn beginning(name: &str) -> Option<&str> {
    let (project, rest) = name.split_once('-')?;
    let is_project = project.starts_with(|c: char| c.is_ascii_alphabetic())
        && project.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let end = rest.find(|c: char| !c.is_ascii_digit());
    let (number, behind) = rest.split_at(end.unwrap_or(rest.len()));
    let is_whole = !behind.starts_with(char::is_alphanumeric);
    (is_project && !number.is_empty() && is_whole)
        .then(|| &name[..project.len() + 1 + number.len()])
}

#[cfg(test)]
mod tests {
    use super::beginning;

    #[test]
    fn names_that_look_like_tickets() {
        for (name, expected) in [
            ("pm2019-009", Some("pm2019-009")),
            ("pm2019-009-no-power", Some("pm2019-009")),
            ("PM2019-009: no power", Some("PM2019-009")),
            ("2019-01-30-no-power", None),
            ("no-power", None),
            ("node-7b", None),
            ("é-1", None),
        ] {
            assert_eq!(beginning(name), expected, "{name}");
        }
    }
}
