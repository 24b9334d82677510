//! Which report of the one side is which of the other.
//!
//! Takes the reports of both sides, gives pairs, and those that only one side has. A report is known by its source, else by its
//! address, else by its title and its day where no other has both. What else is alike does not make two reports one.

use std::collections::BTreeMap;

use super::incident::Incident;

/// Two states of reports, matched.
#[derive(Debug, Default)]
pub(super) struct Pairs<'a> {
    /// Those that both sides have, in the order of the new side.
    pub(super) both: Vec<(&'a Incident, &'a Incident)>,
    /// Those of the old side alone, in its order.
    pub(super) gone: Vec<&'a Incident>,
    /// Those of the new side alone, in its order.
    pub(super) added: Vec<&'a Incident>,
}

/// What a report may be known by; `None` where it has nothing of the kind.
type Key = fn(&Incident) -> Option<(&str, &str)>;

/// From the surest to the least sure.
const KEYS: [Key; 3] = [
    // A log holds many reports: each of them is known by its address.
    |incident| {
        let portion = incident.lines.map_or("", |_| &*incident.id);
        (!incident.source.is_empty()).then_some((&*incident.source, portion))
    },
    |incident| Some((&*incident.id, "")),
    |incident| Some((&*incident.title, incident.date.as_deref()?)),
];

/// Matches them.
pub(super) fn pairs<'a>(old: &'a [Incident], new: &'a [Incident]) -> Pairs<'a> {
    let mut partner: Vec<Option<usize>> = vec![None; new.len()];
    let mut is_taken = vec![false; old.len()];
    for key in KEYS {
        let free = (0..old.len()).filter(|at| !is_taken[*at]);
        let by_key = alone(free.filter_map(|at| Some((key(&old[at])?, at))));
        let free = (0..new.len()).filter(|at| partner[*at].is_none());
        let wanted = alone(free.filter_map(|at| Some((key(&new[at])?, at))));
        for (key, at) in wanted {
            if let Some(from) = by_key.get(&key) {
                partner[at] = Some(*from);
                is_taken[*from] = true;
            }
        }
    }
    let mut pairs = Pairs::default();
    for (incident, partner) in new.iter().zip(partner) {
        match partner {
            Some(from) => pairs.both.push((&old[from], incident)),
            None => pairs.added.push(incident),
        }
    }
    let gone = old.iter().zip(is_taken).filter(|(_, is_taken)| !is_taken);
    pairs.gone = gone.map(|(incident, _)| incident).collect();
    pairs
}

/// The places of keys that one place alone has.
fn alone<'a>(
    keys: impl Iterator<Item = ((&'a str, &'a str), usize)>,
) -> BTreeMap<(&'a str, &'a str), usize> {
    let mut places: BTreeMap<_, Option<usize>> = BTreeMap::new();
    for (key, at) in keys {
        let place = places.entry(key).or_insert(Some(at));
        if *place != Some(at) {
            *place = None;
        }
    }
    let known = places.into_iter().filter_map(|(key, at)| Some((key, at?)));
    known.collect()
}
