//! How many reports link to places of the web that are called by a name: the archive's own host, its organisation, its product.
//!
//! Takes reports and names, gives numbers. What a name says of two reports that share it, others decide by these.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::super::spelling::identity;
use super::super::tracker::links;
use crate::postmortem::Postmortem;

/// Letters of the shortest name that a tenant is called by.
const SHORTEST: usize = 3;
/// So many longer ones are looked for.
const LONGEST: usize = 12;

/// How many reports link to a host or a project called so, by the numbers of the names.
pub(super) fn linking(
    reports: &[Arc<Postmortem>],
    numbers: &HashMap<String, usize>,
    count: usize,
) -> Vec<usize> {
    let mut linking = vec![0; count];
    // Reports of one archive link to the same few hosts.
    let mut known: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut own: BTreeSet<usize> = BTreeSet::new();
    for report in reports {
        own.clear();
        let mut last = None;
        for link in links(report) {
            // The links of one report mostly lead to one place, one after the other.
            let place = place(link).filter(|place| last != Some(*place));
            let Some(place) = place else {
                continue;
            };
            last = Some(place);
            let of_place = known.entry(place).or_insert_with(|| {
                let parts = place.split(|c: char| !c.is_alphanumeric());
                let whole = place.split('/').chain(parts).chain(beginnings(place));
                let found = whole.filter_map(|part| numbers.get(&identity(part)).copied());
                found.collect()
            });
            own.extend(&*of_place);
        }
        for number in &own {
            linking[*number] += 1;
        }
    }
    linking
}

/// What the tenant of a service of the web may be called in short: `mlwteam.chat.example` begins with `mlw`.
fn beginnings(place: &str) -> impl Iterator<Item = &str> {
    let host = place.split('/').next().unwrap_or(place);
    let tenant = host.split(['.', '-']).next().unwrap_or(host);
    let is_tenant = host.split('.').nth(2).is_some();
    let ends = tenant
        .char_indices()
        .map(|(at, _)| at)
        .skip(SHORTEST)
        .take(LONGEST);
    let ends = ends.filter(move |_| is_tenant);
    ends.map(|end| &tenant[..end])
}

/// The host of an address of the web and the first part of its path, which is the owner of a project.
fn place(link: &str) -> Option<&str> {
    let (scheme, rest) = link.split_once("://")?;
    if !scheme.starts_with("http") {
        return None;
    }
    let mut ends = rest.match_indices(['/', '?', '#']).map(|(at, _)| at);
    let host = ends.next().unwrap_or(rest.len());
    let is_path = rest[host..].starts_with('/');
    let end = ends
        .next()
        .filter(|_| is_path)
        .unwrap_or(if is_path { rest.len() } else { host });
    Some(&rest[..end])
}
