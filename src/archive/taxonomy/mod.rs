//! The indexes: by service, cause, trigger, severity, tag, team, year and month, and by people where asked for, all from one table.
//!
//! Takes the reports in the archive's order and the declared vocabulary, gives the terms with their reports. Which spellings
//! are one term is decided in `terms`. A declared name that no report mentions makes no term.

mod declared;
mod suggested;
mod terms;

use std::sync::Arc;

use super::ReportIndex;
use super::spelling::natural;
use crate::diagnostic::Diagnostics;
use crate::postmortem::{Facet, Postmortem, Precision};
use declared::Vocabulary;
pub use suggested::Suggested;
use terms::{Draft, Gathering, Mention, Value, Written};

/// One index.
#[derive(Debug, Clone, PartialEq)]
pub struct Taxonomy {
    /// Its key, which is also the singular word and the first part of its addresses: `service`.
    pub key: &'static str,
    /// Its address and its plural: `services`.
    pub plural: &'static str,
    /// The title of its page: `Services`.
    pub title: &'static str,
    /// Its terms in the order they are listed. A child stands somewhere after its parent.
    pub terms: Vec<Term>,
}

/// One value of an index.
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    /// Its address inside the taxonomy, unique there, for example `capacity/memory` or `2021/07`; parts joined by `/`.
    pub id: String,
    /// Its name as shown: the declared one, else the commonest spelling. For a child without the parent's name.
    pub name: String,
    /// What its owners say of it, where declared.
    pub description: Option<String>,
    /// The term it stands under, as an index into [`Taxonomy::terms`].
    pub parent: Option<usize>,
    /// The terms directly under it.
    pub children: Vec<usize>,
    /// Its reports in the archive's order, those of its children included.
    pub reports: Vec<ReportIndex>,
    /// Which value put a report under this very term (not under a child): the report, and the index of the value in the
    /// report's list of that property. In the order of both; empty for severities, years and months.
    pub values: Vec<(ReportIndex, usize)>,
}

/// The key that switches the months under the years off (see [`super::Options::without`]); they have no table row of their
/// own, since they stand under the terms of `year`.
pub const MONTH: &str = "month";

/// The key of the index by people, which there is only where somebody asks for it.
pub const PEOPLE: &str = "people";

/// The months as the site calls them; without a name a month is its figures.
pub type Months = Vec<String>;

/// One row of the table: an index, and how a report tells its terms.
struct Kind {
    key: &'static str,
    plural: &'static str,
    title: &'static str,
    values: Values,
    order: Order,
}

/// How a report tells its terms.
enum Values {
    /// Names as written.
    Names(fn(&Postmortem) -> &[Facet]),
    /// Names of which ids such as `capacity/memory` stand under their first part.
    Ids(fn(&Postmortem) -> &[Facet]),
    /// Who took part.
    People,
    /// The stated severity.
    Severity,
    /// The year of its day, and the month under it.
    Calendar,
}

/// In which order terms that stand side by side are listed.
#[derive(Clone, Copy)]
enum Order {
    /// By name, as people order names.
    Name,
    /// The worst severity first, then by name.
    Worst,
    /// The newest first.
    Newest,
}

/// Every index there is, in the order of the site.
const TAXONOMIES: [Kind; 8] = [
    Kind {
        key: "service",
        plural: "services",
        title: "Services",
        values: Values::Names(|report| &report.services),
        order: Order::Name,
    },
    Kind {
        key: "cause",
        plural: "causes",
        title: "Causes",
        values: Values::Ids(|report| &report.causes),
        order: Order::Name,
    },
    Kind {
        key: "trigger",
        plural: "triggers",
        title: "Triggers",
        values: Values::Ids(|report| &report.triggers),
        order: Order::Name,
    },
    Kind {
        key: "severity",
        plural: "severities",
        title: "Severities",
        values: Values::Severity,
        order: Order::Worst,
    },
    Kind {
        key: "tag",
        plural: "tags",
        title: "Tags",
        values: Values::Names(|report| &report.tags),
        order: Order::Name,
    },
    Kind {
        key: "team",
        plural: "teams",
        title: "Teams",
        values: Values::Names(|report| &report.teams),
        order: Order::Name,
    },
    Kind {
        key: PEOPLE,
        plural: PEOPLE,
        title: "People",
        values: Values::People,
        order: Order::Name,
    },
    Kind {
        key: "year",
        plural: "years",
        title: "Years",
        values: Values::Calendar,
        order: Order::Newest,
    },
];

/// The keys that `[taxonomies]` may name, in the order of the site.
pub fn keys() -> impl Iterator<Item = &'static str> {
    TAXONOMIES.iter().map(|kind| kind.key).chain([MONTH])
}

/// Builds every taxonomy that has a term: those that are switched on, and those that are not.
pub fn build(
    reports: &[Arc<Postmortem>],
    options: &super::Options,
    diagnostics: &mut Diagnostics,
) -> (Vec<Taxonomy>, Vec<Taxonomy>) {
    let is_off = |key: &str| options.without.contains(key);
    TAXONOMIES
        .iter()
        .filter(|kind| kind.key != PEOPLE || !is_off(PEOPLE))
        .filter_map(|kind| {
            // Nobody needs to hear of the vocabulary of an index that there is not.
            let mut unheard = Diagnostics::new();
            let diagnostics = if is_off(kind.key) {
                &mut unheard
            } else {
                &mut *diagnostics
            };
            let vocabulary =
                Vocabulary::new(kind.key, kind.is_hierarchical(), options, diagnostics);
            let mut gathering = Gathering::new();
            for (at, report) in reports.iter().enumerate() {
                kind.each(report, options, |value| {
                    let mention = || mention(value.written, &vocabulary, options);
                    gathering.add(at, value, mention);
                });
            }
            let terms = gathering.finish(&|draft| kind.rank(draft));
            (!terms.is_empty()).then_some(Taxonomy {
                key: kind.key,
                plural: kind.plural,
                title: kind.title,
                terms,
            })
        })
        .partition(|taxonomy| !is_off(taxonomy.key))
}

impl Kind {
    fn is_hierarchical(&self) -> bool {
        matches!(self.values, Values::Ids(_))
    }

    /// What one report tells, in its order.
    fn each<'r>(
        &self,
        report: &'r Postmortem,
        options: &super::Options,
        mut tell: impl FnMut(Value<'r>),
    ) {
        let mut name = |place: Option<usize>, name: &'r str, level: Option<u8>| {
            tell(Value {
                written: Written::Name(name),
                place,
                level,
            });
        };
        match &self.values {
            Values::Names(facets) | Values::Ids(facets) => {
                for (at, facet) in facets(report).iter().enumerate() {
                    name(Some(at), &facet.name, None);
                }
            }
            Values::People => {
                for (at, participant) in report.participants.iter().enumerate() {
                    name(Some(at), &participant.name, None);
                }
            }
            Values::Severity => {
                if let Some(severity) = &report.severity {
                    name(None, &severity.label, severity.level);
                }
            }
            Values::Calendar => {
                let by_month = report.occurred.precision != Some(Precision::Year)
                    && !options.without.contains(MONTH);
                if let Some(day) = report.day() {
                    tell(Value {
                        written: Written::Month(day.year(), by_month.then_some(day.month())),
                        place: None,
                        level: None,
                    });
                }
            }
        }
    }

    /// What orders a term among those beside it.
    fn rank(&self, draft: &Draft) -> (u32, String) {
        match self.order {
            Order::Name => (0, natural(draft.name())),
            Order::Worst => (
                draft.level.map_or(u32::MAX, u32::from),
                natural(draft.name()),
            ),
            // Ids of years and months are numbers; the greatest comes first.
            Order::Newest => (
                u32::MAX - draft.slug().parse::<u32>().unwrap_or(0),
                String::new(),
            ),
        }
    }
}

/// The terms that a value stands for, as a path of names; `None` for an empty name.
fn mention(
    written: Written<'_>,
    vocabulary: &Vocabulary<'_>,
    options: &super::Options,
) -> Option<Mention> {
    match written {
        Written::Name(name) => vocabulary.mention(name),
        Written::Month(year, month) => Some(calendar(year, month, &options.months)),
    }
}

fn calendar(year: i16, month: Option<i8>, months: &Months) -> Mention {
    let mut mention = Mention::default();
    let year = format!("{year:04}");
    mention.push(year.clone(), year);
    if let Some(month) = month {
        let name = usize::try_from(month - 1).ok();
        let name = name.and_then(|at| months.get(at)).cloned();
        let month = format!("{month:02}");
        mention.push(month.clone(), name.unwrap_or(month));
    }
    mention
}

/// The name of a term, its parents first: `Capacity / memory`.
pub fn full_name(terms: &[Term], at: usize) -> String {
    if terms[at].parent.is_none() {
        return terms[at].name.clone();
    }
    let mut names = vec![terms[at].name.as_str()];
    let mut parent = terms[at].parent;
    // A parent never stands deeper than there are terms; the bound keeps a circle from hanging.
    while let Some(up) = parent.filter(|up| *up < terms.len() && names.len() <= terms.len()) {
        names.push(&terms[up].name);
        parent = terms[up].parent;
    }
    names.reverse();
    // `Certificate expired` says its group by itself, and so does a name that is the same.
    names.dedup_by(|finer, broader| {
        let head = finer.get(..broader.len());
        let repeats = head.is_some_and(|head| head.eq_ignore_ascii_case(broader))
            && (finer.len() == broader.len() || finer[broader.len()..].starts_with(' '));
        if repeats {
            *broader = *finer;
        }
        repeats
    });
    names.join(" / ")
}

#[cfg(test)]
mod tests;
