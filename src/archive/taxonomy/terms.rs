//! Gathers the terms of one index: spellings of one name become one term, a child's reports are its parents' too.
//!
//! Takes the values of the reports in their order, gives terms by rank. Which property they are of, and where their pages stand, it does
//! not know.

use std::collections::{BTreeMap, HashSet};

use foldhash::{HashMap, HashMapExt};

use super::super::ReportIndex;
use super::super::spelling::{fingerprint, identity, slug};
use super::Term;

/// A value of a report.
#[derive(Debug, Clone, Copy)]
pub(super) struct Value<'r> {
    pub(super) written: Written<'r>,
    /// Which of the report's list it is.
    pub(super) place: Option<usize>,
    /// The level of a severity.
    pub(super) level: Option<u8>,
}

/// What tells the terms of a value: what is written alike stands for the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Written<'r> {
    /// A name.
    Name(&'r str),
    /// A year, and a month of it.
    Month(i16, Option<i8>),
}

/// The path of terms that values written alike stand for, outermost first.
#[derive(Debug, Default)]
pub(super) struct Mention {
    steps: Vec<Step>,
}

#[derive(Debug)]
struct Step {
    /// What its address is made of.
    id: String,
    /// How it is shown.
    name: String,
    declared: bool,
    description: Option<String>,
}

impl Mention {
    /// Adds a term under the last.
    pub(super) fn push(&mut self, id: String, name: String) {
        self.steps.push(Step {
            id,
            name,
            declared: false,
            description: None,
        });
    }

    /// Says that the last term was declared, by which name and with which words.
    pub(super) fn declare(&mut self, name: Option<&str>, description: Option<&str>) {
        if let Some(step) = self.steps.last_mut() {
            if let Some(name) = name {
                name.clone_into(&mut step.name);
                step.declared = true;
            }
            step.description = description.map(str::to_owned);
        }
    }
}

/// A term while it is gathered.
#[derive(Debug, Default)]
pub(super) struct Draft {
    parent: Option<usize>,
    children: Vec<usize>,
    reports: Vec<ReportIndex>,
    values: Vec<(ReportIndex, usize)>,
    description: Option<String>,
    /// The name that the vocabulary gives it.
    declared: Option<String>,
    /// The worst level among its severities.
    pub(super) level: Option<u8>,
    /// The name and the id it was decided to have.
    chosen: (String, String),
}

impl Draft {
    /// The name that is shown.
    pub(super) fn name(&self) -> &str {
        &self.chosen.0
    }

    /// The last part of its address.
    pub(super) fn slug(&self) -> &str {
        &self.chosen.1
    }

    fn choose(&mut self, spellings: Spellings) {
        let commonest = spellings
            .into_iter()
            .max_by_key(|(_, (count, first))| (*count, std::cmp::Reverse(*first)));
        let (id, name) = commonest.map_or_else(Default::default, |(spelling, _)| spelling);
        self.chosen = (self.declared.take().unwrap_or(name), slug(&id));
    }
}

/// Each way a term was written, by its id and its name: how often, and how late it was first met.
type Spellings = BTreeMap<(String, String), (usize, usize)>;

/// What was met in reports.
#[derive(Debug)]
struct Met {
    /// The terms that it stands for, outermost first.
    terms: Vec<usize>,
    /// How each of them is written.
    spellings: Vec<(String, String)>,
    count: usize,
}

/// All terms of one index while its reports are read.
#[derive(Debug)]
pub(super) struct Gathering<'r> {
    drafts: Vec<Draft>,
    /// What was met so far, in that order; what is written the same way a thousand times is understood once.
    met: Vec<Met>,
    /// Which of these a value is; `None` for one that stands for nothing.
    by_writing: HashMap<Written<'r>, Option<usize>>,
    /// From a parent and an identity to the term.
    known: HashMap<(Option<usize>, String), usize>,
    identities: Vec<String>,
}

impl<'r> Gathering<'r> {
    /// Nothing yet.
    pub(super) fn new() -> Self {
        Self {
            drafts: Vec::new(),
            met: Vec::new(),
            by_writing: HashMap::new(),
            known: HashMap::new(),
            identities: Vec::new(),
        }
    }

    /// Adds a value of a report; what it stands for is asked where it is the first that is written so. Reports must come in the
    /// archive's order.
    pub(super) fn add(
        &mut self,
        report: ReportIndex,
        value: Value<'r>,
        mention: impl FnOnce() -> Option<Mention>,
    ) {
        let known = self.by_writing.get(&value.written).copied();
        let number = known.unwrap_or_else(|| {
            let number = mention().map(|mention| self.meet(mention));
            self.by_writing.insert(value.written, number);
            number
        });
        let Some(met) = number.map(|number| &mut self.met[number]) else {
            return;
        };
        met.count += 1;
        for at in &met.terms {
            let draft = &mut self.drafts[*at];
            if draft.reports.last() != Some(&report) {
                draft.reports.push(report);
            }
        }
        if let Some(last) = met.terms.last() {
            let draft = &mut self.drafts[*last];
            draft.values.extend(value.place.map(|at| (report, at)));
            draft.level = match (draft.level, value.level) {
                (Some(a), Some(b)) => Some(a.min(b)),
                (a, b) => a.or(b),
            };
        }
    }

    /// The number of something that was not met before.
    fn meet(&mut self, mention: Mention) -> usize {
        let mut terms = Vec::with_capacity(mention.steps.len());
        let mut spellings = Vec::with_capacity(mention.steps.len());
        for step in mention.steps {
            let at = self.term(terms.last().copied(), &step.id);
            let draft = &mut self.drafts[at];
            if step.declared {
                draft.declared.get_or_insert_with(|| step.name.clone());
            }
            if draft.description.is_none() {
                draft.description = step.description;
            }
            terms.push(at);
            spellings.push((step.id, step.name));
        }
        self.met.push(Met {
            terms,
            spellings,
            count: 0,
        });
        self.met.len() - 1
    }

    fn term(&mut self, parent: Option<usize>, id: &str) -> usize {
        let identity = identity(id);
        if let Some(at) = self.known.get(&(parent, identity.clone())) {
            return *at;
        }
        let at = self.drafts.len();
        self.drafts.push(Draft {
            parent,
            ..Draft::default()
        });
        self.identities.push(identity.clone());
        self.known.insert((parent, identity), at);
        if let Some(parent) = parent {
            self.drafts[parent].children.push(at);
        }
        at
    }

    /// The terms in the order they are listed: siblings by `rank`, each followed by what stands under it.
    pub(super) fn finish(mut self, rank: &dyn Fn(&Draft) -> (u32, String)) -> Vec<Term> {
        let mut spellings = vec![Spellings::new(); self.drafts.len()];
        for (first, met) in std::mem::take(&mut self.met).into_iter().enumerate() {
            for (term, spelling) in met.terms.into_iter().zip(met.spellings) {
                spellings[term].entry(spelling).or_insert((0, first)).0 += met.count;
            }
        }
        for (draft, spellings) in self.drafts.iter_mut().zip(spellings) {
            draft.choose(spellings);
        }
        let roots: Vec<usize> = (0..self.drafts.len())
            .filter(|at| self.drafts[*at].parent.is_none())
            .collect();
        let mut terms = Vec::with_capacity(self.drafts.len());
        self.place(roots, None, "", rank, &mut terms);
        terms
    }

    fn place(
        &mut self,
        mut siblings: Vec<usize>,
        parent: Option<usize>,
        prefix: &str,
        rank: &dyn Fn(&Draft) -> (u32, String),
        terms: &mut Vec<Term>,
    ) {
        self.make_slugs_unique(&siblings);
        siblings.sort_by_cached_key(|at| (rank(&self.drafts[*at]), self.identities[*at].clone()));
        for at in siblings {
            let draft = std::mem::take(&mut self.drafts[at]);
            let (name, slug) = draft.chosen;
            let id = format!("{prefix}{slug}");
            let place = terms.len();
            terms.push(Term {
                id: id.clone(),
                name,
                description: draft.description,
                parent,
                children: Vec::new(),
                reports: draft.reports,
                values: draft.values,
            });
            if let Some(parent) = parent {
                terms[parent].children.push(place);
            }
            self.place(draft.children, Some(place), &format!("{id}/"), rank, terms);
        }
    }

    /// Terms beside each other that would share an address: the first by identity keeps it, the others get a suffix that
    /// depends on their own name only.
    fn make_slugs_unique(&mut self, siblings: &[usize]) {
        let mut by_identity = siblings.to_vec();
        by_identity.sort_by(|a, b| self.identities[*a].cmp(&self.identities[*b]));
        let mut taken: HashSet<String> = HashSet::new();
        for at in by_identity {
            let base = self.drafts[at].chosen.1.clone();
            let mut candidate = base.clone();
            let mut digits = 4;
            while !taken.insert(candidate.clone()) {
                candidate = format!("{base}-{}", fingerprint(&self.identities[at], digits));
                digits += 1;
                if digits > 17 {
                    candidate = format!("{candidate}-{at}");
                }
            }
            self.drafts[at].chosen.1 = candidate;
        }
    }
}
