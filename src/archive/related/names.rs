//! The names that reports mention, each with the reports that do.
//!
//! Takes the keywords of all reports, gives one list. What only begins with a capital counts where something else in the archive says
//! that it is a name and no person: a service, a tag, a team is called so, or some report writes it as only names are written. Names of
//! people who took part are none. A report whose links lead to a host or a project of that name has it as well, so that what stands in
//! the addresses of everything here, such as the name of an organisation, is seen to be no rare one.

use std::collections::hash_map::Entry;
use std::sync::Arc;

use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

use super::super::spelling::identity;
use super::super::taxonomy::Taxonomy;
use super::addresses::Places;
use super::feature::is_acronym;
use super::gathered::{Gathered, most};
use crate::postmortem::Postmortem;
use crate::postmortem::keyword::Kind;

/// What is gathered of one name.
#[derive(Default)]
struct Name {
    /// As it is first written where its shape tells that it is one.
    shown: Box<str>,
    /// True where somewhere its shape tells that it is one, or something of the archive is called so.
    is_sure: bool,
    /// True where its shape tells it.
    is_shaped: bool,
    /// True where somewhere it is written as only this archive has it.
    is_own: bool,
    /// True for a part of the name of somebody who took part.
    is_person: bool,
    reports: Vec<u32>,
}

/// Every name that a report mentions.
pub(super) fn gather(
    reports: &[Arc<Postmortem>],
    places: &Places<'_>,
    taxonomies: &[&[Taxonomy]],
) -> Vec<Gathered> {
    let people = people(reports);
    let known: HashSet<String> = called(taxonomies).map(identity).collect();
    let mut numbers: HashMap<String, usize> = HashMap::new();
    let mut names: Vec<Name> = Vec::new();
    for (at, report) in reports.iter().enumerate() {
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        for (written, kind) in report.keywords.names() {
            let number = match numbers.entry(identity(written)) {
                Entry::Occupied(known) => *known.get(),
                Entry::Vacant(new) => {
                    names.push(Name {
                        is_sure: known.contains(new.key()),
                        is_person: people.contains(new.key()),
                        ..Name::default()
                    });
                    *new.insert(names.len() - 1)
                }
            };
            let name = &mut names[number];
            if name.is_person {
                continue;
            }
            let is_name = kind != Kind::Capital;
            if name.shown.is_empty() || is_name && !name.is_sure {
                name.shown = written.into();
            }
            name.is_sure |= is_name;
            name.is_shaped |= is_name;
            name.is_own |= kind == Kind::Name;
            if name.reports.last() != Some(&at) {
                name.reports.push(at);
            }
        }
    }
    let linking = places.linking(&numbers, names.len());
    // In the order in which they are first met: that of the archive and of its texts.
    let kept = names
        .into_iter()
        .zip(linking)
        .filter(|(name, linking)| {
            let is_linked = *linking > 0 && is_acronym(&name.shown);
            name.is_sure && !name.is_person && !is_linked && *linking <= most(reports.len())
        })
        .map(|(name, _)| Gathered {
            name: name.shown.into(),
            is_common: !name.is_own,
            is_vague: !name.is_shaped,
            reports: name.reports.into_iter().map(|at| (at, false)).collect(),
        });
    kept.collect()
}

/// Those of a report who took part or have something to do.
pub(super) fn people_of(report: &Postmortem) -> impl Iterator<Item = &str> {
    let participants = report.participants.iter().map(|one| &*one.name);
    let owners = report.actions.iter().filter_map(|one| one.owner.as_deref());
    participants.chain(owners)
}

/// The parts of the names of those who took part or have something to do.
fn people(reports: &[Arc<Postmortem>]) -> HashSet<String> {
    let mut out = HashSet::new();
    for report in reports {
        for name in people_of(report) {
            let parts = name.split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '_' | '.'));
            out.extend(parts.filter(|part| part.len() > 1).map(identity));
        }
    }
    out
}

/// What the services, tags and teams of an archive are called.
pub(super) fn called<'t>(taxonomies: &[&'t [Taxonomy]]) -> impl Iterator<Item = &'t str> {
    let taxonomies = taxonomies.iter().copied().flatten();
    taxonomies
        .filter(|taxonomy| matches!(taxonomy.key, "service" | "tag" | "team"))
        .flat_map(|taxonomy| &taxonomy.terms)
        .map(|term| &*term.name)
}
