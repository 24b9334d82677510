//! An end that stands before its beginning.

use std::collections::BTreeMap;

use crate::archive::Archive;
use crate::diagnostic::{Diagnostic, Severity};
use crate::lint::moments::{most_apart, region, shown};
use crate::lint::rule::{Check, Rule};
use crate::postmortem::Postmortem;
use crate::postmortem::claim::{Labelled, Milestone};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "end-before-start",
    level: Severity::Warning,
    what: "A labelled moment or a key of the head that ends something (`Repaired`, `Resolved`, `end_time`) is earlier than one that \
           begins it (`Started`, `First detected`), an incident was declared before it was noticed, or resolved before it was \
           repaired. Only moments that name their day are compared, and only under one heading.",
    why: "One of the two is hardly what was meant: a wrong year in January, a wrong month, two lines exchanged. Start, end and \
          duration of the report are made of them.",
    example: "- First detected: 2021-07-25 14:05\n- Resolved: 2021-07-05 15:55",
    check: Check::Report(check),
};

fn check(rule: &Rule, report: &Postmortem, _: &Archive) -> Vec<Diagnostic> {
    let claims = &report.claims;
    let dated: Vec<&Labelled> = claims
        .moments
        .iter()
        .filter(|claim| claim.has_day)
        .collect();
    let mut found = Vec::new();
    // Moments come in the order of the text, so that those of a region stand together.
    let mut rest = dated.as_slice();
    while let Some(first) = rest.first() {
        let (from, to) = region(&claims.headings, first.span.start);
        let end = rest
            .partition_point(|claim| (from..to).contains(&claim.span.start))
            .max(1);
        let (own, others) = rest.split_at(end);
        rest = others;
        // A text of nothing but labels is compared with a few of each kind.
        let mut times: BTreeMap<Milestone, usize> = BTreeMap::new();
        let compared: Vec<&&Labelled> = own
            .iter()
            .filter(|claim| {
                let times = times.entry(claim.milestone).or_default();
                *times += 1;
                *times <= 4
            })
            .collect();
        for later in own {
            let before = compared
                .iter()
                .filter(|earlier| must_precede(earlier.milestone, later.milestone))
                .filter_map(|earlier| {
                    Some((earlier, most_apart(&earlier.moment, &later.moment)?.1))
                })
                .filter(|(_, minutes)| *minutes < 0)
                .min_by_key(|(_, minutes)| *minutes);
            if let Some((earlier, _)) = before {
                let message = format!(
                    "`{}` at {} is before `{}` at {}",
                    later.label,
                    shown(later),
                    earlier.label,
                    shown(earlier)
                );
                found.push(
                    rule.found(message)
                        .at(&report.path, later.span)
                        .label(&report.path, Some(earlier.span), shown(earlier))
                        .help("correct the one that is not meant"),
                );
            }
        }
    }
    found
}

/// True where the first cannot come behind the second.
fn must_precede(first: Milestone, second: Milestone) -> bool {
    use Milestone::{Declared, Detected, Ended, Mitigated, Resolved, Started};
    match second {
        Started => false,
        Detected => first == Started,
        Declared | Mitigated => matches!(first, Started | Detected),
        Resolved => matches!(first, Started | Detected | Mitigated),
        Ended => matches!(first, Started | Detected),
    }
}
