//! The indexes: by service, cause, trigger, severity, tag, team, year and month, and by people where asked for.
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
use crate::facet::{Index, MONTH, Property};
use crate::postmortem::{Postmortem, Precision};
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

/// The months as the site calls them; without a name a month is its figures.
pub type Months = Vec<String>;

/// How an index is made of what reports tell.
struct Kind {
    index: Index,
    /// True where ids such as `capacity/memory` stand under their first part.
    is_hierarchical: bool,
    order: Order,
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

impl Kind {
    fn of(index: Index) -> Self {
        let (is_hierarchical, order) = match index {
            Index::Of(Property::Cause | Property::Trigger) => (true, Order::Name),
            Index::Of(Property::Service | Property::Detection | Property::Tag | Property::Team)
            | Index::People => (false, Order::Name),
            Index::Severity => (false, Order::Worst),
            Index::Year => (false, Order::Newest),
        };
        Self {
            index,
            is_hierarchical,
            order,
        }
    }
}

/// Builds every taxonomy that has a term: those that are switched on, and those that are not.
pub fn build(
    reports: &[Arc<Postmortem>],
    options: &super::Options,
    diagnostics: &mut Diagnostics,
) -> (Vec<Taxonomy>, Vec<Taxonomy>) {
    let is_off = |key: &str| options.without.contains(key);
    Index::ALL
        .into_iter()
        .filter(|index| *index != Index::People || !is_off(index.key()))
        .filter_map(|index| {
            let kind = Kind::of(index);
            // Nobody needs to hear of the vocabulary of an index that there is not.
            let mut unheard = Diagnostics::new();
            let diagnostics = if is_off(index.key()) {
                &mut unheard
            } else {
                &mut *diagnostics
            };
            let vocabulary =
                Vocabulary::new(index.key(), kind.is_hierarchical, options, diagnostics);
            let mut gathering = Gathering::new();
            for (at, report) in reports.iter().enumerate() {
                kind.each(report, options, |value| {
                    let mention = || mention(value.written, &vocabulary, options);
                    gathering.add(at, value, mention);
                });
            }
            let terms = gathering.finish(&|draft| kind.rank(draft));
            (!terms.is_empty()).then_some(Taxonomy {
                key: index.key(),
                plural: index.plural(),
                title: index.title(),
                terms,
            })
        })
        .partition(|taxonomy| !is_off(taxonomy.key))
}

impl Kind {
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
        match self.index {
            Index::Of(property) => {
                for (at, facet) in report.facets[property].iter().enumerate() {
                    name(Some(at), &facet.name, None);
                }
            }
            Index::People => {
                for (at, participant) in report.participants.iter().enumerate() {
                    name(Some(at), &participant.name, None);
                }
            }
            Index::Severity => {
                if let Some(severity) = &report.severity {
                    name(None, &severity.label, severity.level);
                }
            }
            Index::Year => {
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
