//! What `book.toml` declares, as the understanding of reports takes it, and what relates them.
//!
//! Takes the configuration, gives the settings that every report of an archive is read and compared with. It checks nothing: that was
//! done when the file was read.

use std::sync::Arc;

use super::vocabulary::vocabulary;
use crate::archive::ledger;
use crate::archive::related::Weights;
use crate::config::{self, Config};
use crate::document::section::Headings;
use crate::document::ticket::Tickets;
use crate::postmortem::action::Status;
use crate::postmortem::when::{Conventions, DateOrder};
use crate::postmortem::{Names, Settings};

/// What `book.toml` declares about how reports are to be understood.
pub(super) fn settings(config: &Config) -> Arc<Settings> {
    let sections = config.sections.iter();
    let declared = sections.map(|heading| (heading.kind, heading.words.as_str()));
    let services = config.vocabulary.iter();
    let services = services.filter(|word| word.taxonomy == "service");
    let services = services.map(|word| (word.name.as_str(), word.aliases.as_slice()));
    Arc::new(Settings {
        names: Names::new(services),
        headings: Headings::new(declared),
        tickets: Tickets {
            kinds: config.tickets.clone(),
        },
        vocabulary: vocabulary(config),
        conventions: conventions(&config.time),
    })
}

/// What `book.toml` declares about the action ledger.
pub(super) fn ledger(config: &Config) -> ledger::Options {
    let states = config.actions.states.iter();
    let meant = |name: &str| {
        let all = [
            Status::Open,
            Status::InProgress,
            Status::Done,
            Status::Dropped,
        ];
        let found = all.into_iter().find(|status| status.name() == name);
        found.unwrap_or(Status::Unknown)
    };
    let states: Vec<(String, Status)> = states
        .map(|(words, name)| (words.clone(), meant(name)))
        .collect();
    let overlay = config.actions.overlay.as_ref().map(|overlay| {
        let rows = overlay.rows.iter().map(|row| ledger::Row {
            named: if row.by_id {
                ledger::Named::Action(row.name.clone())
            } else {
                ledger::Named::Ticket(row.name.clone())
            },
            state: row.state.clone(),
            owner: row.owner.clone(),
            span: row.span,
        });
        ledger::Overlay {
            path: Arc::clone(&overlay.path),
            rows: rows.collect(),
            states,
        }
    });
    ledger::Options {
        tickets: Tickets {
            kinds: config.tickets.clone(),
        },
        overlay,
        built: config.date,
        is_hidden: config.actions.without_ledger,
    }
}

/// How the archive writes its times, by its configuration.
fn conventions(time: &config::Time) -> Conventions {
    Conventions {
        zone: time.zone.clone(),
        zones: time.zones.clone(),
        order: time.date_order.map(|order| match order {
            config::DateOrder::DayFirst => DateOrder::DayFirst,
            config::DateOrder::MonthFirst => DateOrder::MonthFirst,
        }),
        as_local: time.as_local,
    }
}

/// What counts how much where reports are compared.
pub(super) fn weights(declared: &config::Related) -> Weights {
    let usual = Weights::default();
    let config::Related {
        most,
        least,
        service,
        cause,
        trigger,
        ticket,
        title,
        link,
        word,
    } = *declared;
    let count = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
    Weights {
        most: most.map_or(usual.most, count),
        least: least.unwrap_or(usual.least),
        service: service.unwrap_or(usual.service),
        cause: cause.unwrap_or(usual.cause),
        trigger: trigger.unwrap_or(usual.trigger),
        ticket: ticket.unwrap_or(usual.ticket),
        title: title.unwrap_or(usual.title),
        link: link.unwrap_or(usual.link),
        word: word.unwrap_or(usual.word),
    }
}
