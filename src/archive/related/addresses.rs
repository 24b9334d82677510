//! How many reports link to places of the web that are called by a name: the archive's own host, its organisation, its product.
//!
//! Takes links and names, gives numbers. What a name says of two reports that share it, others decide by these.

use foldhash::{HashMap, HashMapExt};

use super::super::linked::Links;
use super::super::spelling::identity;

/// Letters of the shortest name that a tenant is called by.
const SHORTEST: usize = 3;
/// So many longer ones are looked for.
const LONGEST: usize = 12;

/// A part of an address that may name somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Part<'a> {
    Host(&'a str),
    /// The first part of a path, which is the owner of a project.
    Owner(&'a str),
}

/// The parts of the addresses that reports link to, each once.
#[derive(Debug)]
pub(super) struct Places<'a> {
    parts: Vec<Part<'a>>,
    /// For each report the numbers of its parts.
    of_reports: Vec<Vec<u32>>,
}

impl<'a> Places<'a> {
    /// Those of these links.
    pub(super) fn of(links: &Links<'a>) -> Self {
        let mut numbers: HashMap<Part<'a>, u32> = HashMap::new();
        let mut parts = Vec::new();
        let of_reports = links.of_each().map(|links| {
            let mut own = Vec::new();
            let mut last = None;
            for link in links {
                // The links of one report mostly lead to one place, one after the other.
                let place = place(link).filter(|place| last != Some(*place));
                let Some((host, owner)) = place else {
                    continue;
                };
                last = place;
                let owner = owner.map(Part::Owner);
                for part in std::iter::once(Part::Host(host)).chain(owner) {
                    let number = *numbers.entry(part).or_insert_with(|| {
                        parts.push(part);
                        // No memory holds so many.
                        u32::try_from(parts.len() - 1).unwrap_or(u32::MAX)
                    });
                    if own.last() != Some(&number) {
                        own.push(number);
                    }
                }
            }
            own
        });
        Self {
            of_reports: of_reports.collect(),
            parts,
        }
    }

    /// How many reports link to a host or a project called so, by the numbers of the names.
    pub(super) fn linking(&self, numbers: &HashMap<String, usize>, count: usize) -> Vec<usize> {
        let named: Vec<Vec<usize>> = (self.parts.iter())
            .map(|part| {
                let (whole, host) = match *part {
                    Part::Host(host) => (host, Some(host)),
                    Part::Owner(owner) => (owner, None),
                };
                let words = whole.split(|c: char| !c.is_alphanumeric());
                let beginnings = host.into_iter().flat_map(beginnings);
                let names = std::iter::once(whole).chain(words).chain(beginnings);
                let found = names.filter_map(|name| numbers.get(&identity(name)).copied());
                found.collect()
            })
            .collect();
        let mut linking = vec![0; count];
        // The last report that was counted for each.
        let mut last = vec![usize::MAX; count];
        for (at, own) in self.of_reports.iter().enumerate() {
            for number in own.iter().flat_map(|part| &named[*part as usize]) {
                if last[*number] != at {
                    last[*number] = at;
                    linking[*number] += 1;
                }
            }
        }
        linking
    }
}

/// What the tenant of a service of the web may be called in short: `mlwteam.chat.example` begins with `mlw`.
fn beginnings(host: &str) -> impl Iterator<Item = &str> {
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

/// The host of an address of the web and the first part of its path.
fn place(link: &str) -> Option<(&str, Option<&str>)> {
    let (scheme, rest) = match link.strip_prefix("https://") {
        Some(rest) => ("https", rest),
        None => link.split_once("://")?,
    };
    if !scheme.starts_with("http") {
        return None;
    }
    let end = |text: &str| memchr::memchr3(b'/', b'?', b'#', text.as_bytes());
    let (host, behind) = rest.split_at(end(rest).unwrap_or(rest.len()));
    let path = behind.strip_prefix('/');
    let owner = path.map(|path| &path[..end(path).unwrap_or(path.len())]);
    Some((host, owner))
}
