//! What `book.toml` declares, as the understanding of reports takes it.
//!
//! Takes the configuration, gives the settings that every report of an archive is read with. It checks nothing: that was done when the
//! file was read.

use std::sync::Arc;

use super::vocabulary::vocabulary;
use crate::config::{self, Config};
use crate::document::section::Headings;
use crate::document::ticket::Tickets;
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
