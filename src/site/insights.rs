//! Which pages the insights have: one with all of it, one for each row of the matrix, and the registers of luck and of surprise.
//!
//! Takes an archive, gives its insights with where they stand. An archive without a report has none.

use crate::archive::insights::{Insights, Matrix};
use crate::archive::taxonomy::Suggested;
use crate::archive::{Archive, ReportIndex};
use crate::postmortem::remark::{self, Of};

use super::path::SitePath;
use super::slug;

/// So many reports stand on one page of a register.
pub(super) const MOST: usize = 100;

/// The pages of the insights.
#[derive(Debug)]
pub(super) struct Pages {
    /// What they show.
    pub(super) facts: Insights,
    /// The page with all of it.
    pub(super) main: SitePath,
    /// The lists of the rows of the matrix.
    pub(super) causes: Vec<SitePath>,
    /// What reports say of luck, and of surprise.
    pub(super) registers: [Register; 2],
}

/// A register: the reports that say something of the kind, the newest first.
#[derive(Debug)]
pub(super) struct Register {
    /// Of what.
    pub(super) of: Of,
    /// How many remarks its reports make.
    pub(super) remarks: usize,
    /// Its pages.
    pub(super) pages: Vec<SitePath>,
}

impl Pages {
    /// The pages of an archive.
    pub(super) fn of(archive: &Archive, suggested: &Suggested) -> Option<Self> {
        if archive.reports.is_empty() {
            return None;
        }
        let facts = Insights::of(archive, suggested);
        let mut causes = Vec::new();
        if let Some(Matrix { causes: rows, .. }) = &facts.matrix {
            let all = archive.taxonomies.iter().filter(|one| one.key == "cause");
            let terms = all.flat_map(|taxonomy| rows.iter().map(|row| &taxonomy.terms[*row]));
            causes.extend(terms.map(|term| {
                let parts: Vec<String> = term.id.split('/').map(slug::slug).collect();
                SitePath::page(&format!("insights/causes/{}", parts.join("/")))
            }));
        }
        let register = |of: Of, folder: &str, reports: &[ReportIndex]| Register {
            of,
            remarks: (reports.iter())
                .map(|report| remark::of(&archive.reports[*report].remarks, of).len())
                .sum(),
            pages: (1..=reports.len().div_ceil(MOST))
                .map(|number| match number {
                    1 => SitePath::page(&format!("insights/{folder}")),
                    number => SitePath::page(&format!("insights/{folder}/{number}")),
                })
                .collect(),
        };
        Some(Self {
            registers: [
                register(Of::Luck, "luck", &facts.luck),
                register(Of::Surprise, "surprise", &facts.surprise),
            ],
            causes,
            facts,
            main: SitePath::page("insights"),
        })
    }

    /// A register.
    pub(super) fn register(&self, of: Of) -> &Register {
        match of {
            Of::Luck => &self.registers[0],
            Of::Surprise => &self.registers[1],
        }
    }

    /// The reports that a register lists, the newest first.
    pub(super) fn speaking(&self, of: Of) -> &[ReportIndex] {
        match of {
            Of::Luck => &self.facts.luck,
            Of::Surprise => &self.facts.surprise,
        }
    }
}
