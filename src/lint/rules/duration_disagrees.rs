//! A stated duration against the moments that it was counted from.

use crate::archive::Archive;
use crate::diagnostic::{Diagnostic, Severity};
use crate::lint::moments::{self, beside, most_apart, region};
use crate::lint::rule::{Check, Rule};
use crate::postmortem::claim::{Claims, Labelled, Length, Measure, Milestone, Range};
use crate::postmortem::when::shown;
use crate::postmortem::{Moment, Postmortem};
use crate::source::Span;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "duration-disagrees",
    level: Severity::Warning,
    what: "A report states how long something took (`Time to repair: 0h 30m`, `duration: 2h` in the head, `10:00 to 11:30 (60 \
           minutes)`), and its own moments (`First detected`, `Incident declared`, `Repaired`, `Resolved`, or the range beside it) \
           give another length; so do start and end of head and labels, wherever they stand, beside which the page shows it. A start or \
           an end that is only our reading of other words is held against nothing. It is enough that one reading agrees: a time to \
           repair may be counted from the beginning, from \
           when it was noticed or from when it was declared. People round: up to 2 minutes are no difference, 3 where the length is \
           a multiple of 5 minutes and 5 where it is one of a quarter of an hour; half an hour where only hours are named, half a \
           day where only days are; a quarter of the length, or 15 minutes, where it says \"about\". Lengths that count support, \
           office or working hours only are not compared, nor are those where a moment has a label and no time.",
    why: "Such lengths are computed by hand, copied with the template, or kept when a moment is corrected. Means over an archive \
          are made of them.",
    example: "- First detected: 2021-02-02 10:14\n- Repaired: 2021-02-02 10:20\n- Time to repair: 0h 30m",
    check: Check::Report(check),
};

fn check(rule: &Rule, report: &Postmortem, _: &Archive) -> Vec<Diagnostic> {
    let claims = &report.claims;
    let mut found: Vec<Diagnostic> = Vec::new();
    for length in &claims.lengths {
        found.extend(against_moments(rule, report, claims, length));
    }
    for range in &claims.ranges {
        found.extend(against_range(rule, report, range));
    }
    if found.is_empty() {
        found.extend(against_course(rule, report));
    }
    found
}

/// The length that the page shows against the start and the end that it shows beside it, where nothing was told of either.
fn against_course(rule: &Rule, report: &Postmortem) -> Option<Diagnostic> {
    let when = &report.occurred;
    let apart = when.disagreement()?;
    let stated = when.stated.as_ref()?;
    let message = format!(
        "`{}` says {}, but from start to end it is {}",
        stated.as_written.trim(),
        shown(apart.stated),
        shown(apart.by_times),
    );
    let place = |moment: &Moment| Some(moment.span).filter(|span| *span != Span::default());
    let clock = |moment: &Moment| moment.local.strftime("%Y-%m-%d %H:%M").to_string();
    let found = rule
        .found(message)
        .at(&report.path, stated.span)
        .words(&stated.as_written)
        .label(
            &report.path,
            place(apart.start),
            format!("start: {}", clock(apart.start)),
        )
        .label(
            &report.path,
            place(apart.end),
            format!("end: {}", clock(apart.end)),
        );
    Some(found.help("correct the one that is not meant; the page shows both"))
}

/// So many moments belong to one incident at most: a text of nothing but labels costs no more.
const MOST: usize = 16;

/// Two moments that a length may be counted between, and how long that is at least and at most.
struct Pair<'a> {
    from: &'a Labelled,
    to: &'a Labelled,
    least: i64,
    most: i64,
}

fn against_moments(
    rule: &Rule,
    report: &Postmortem,
    claims: &Claims,
    length: &Length,
) -> Option<Diagnostic> {
    let (from, to) = region(&claims.headings, length.span.start);
    let next = claims
        .timeless
        .partition_point(|(_, span)| span.start < from);
    let is_unknown = |(_, span): &(Milestone, Span)| span.start < to;
    if claims.timeless.get(next).is_some_and(is_unknown) {
        return None;
    }
    let own: Vec<&Labelled> = beside(claims, length.span).iter().take(MOST).collect();

    let mut pairs = pairs(&own, length.measure);
    if pairs.is_empty() {
        // Key figures may stand under a heading of their own, where there is one set of them.
        let all: Vec<&Labelled> = claims.moments.iter().take(MOST + 1).collect();
        let is_one_set = all.len() <= MOST
            && all.iter().enumerate().all(|(at, claim)| {
                let others = &all[at + 1..];
                others
                    .iter()
                    .all(|other| other.milestone != claim.milestone)
            });
        if !is_one_set {
            return None;
        }
        pairs = self::pairs(&all, length.measure);
    }
    let stated = i64::from(length.lasting.minutes);
    let agrees = |pair: &Pair<'_>| {
        let moments = [&pair.from.moment, &pair.to.moment];
        let most = i64::from(length.lasting.tolerance_beside(moments));
        let difference = (pair.least - stated).max(stated - pair.most).max(0);
        let has_days = pair.from.has_day && pair.to.has_day;
        difference <= most
            || (!has_days && (difference % 1440 <= most || 1440 - difference % 1440 <= most))
    };
    if pairs.iter().any(agrees) {
        return None;
    }
    let first = pairs.first()?;

    let message = format!(
        "`{}` says {}, but from `{}` to `{}` it is {}",
        length.label,
        shown(length.lasting.minutes),
        first.from.label,
        first.to.label,
        first.shown()?,
    );
    let others: Vec<String> = pairs[1..]
        .iter()
        .filter_map(|pair| {
            Some(format!(
                "{} from `{}` to `{}`",
                pair.shown()?,
                pair.from.label,
                pair.to.label
            ))
        })
        .collect();
    let mut help = String::from("correct the one that is not meant");
    if !others.is_empty() {
        help = format!("{help}; other readings give {}", others.join(", "));
    }
    Some(
        rule.found(message)
            .at(&report.path, length.span)
            .words(&length.as_written)
            .label(
                &report.path,
                Some(first.from.span),
                moments::shown(first.from),
            )
            .label(&report.path, Some(first.to.span), moments::shown(first.to))
            .help(help),
    )
}

/// The moments that a length of this kind may be counted between, the likeliest first.
fn pairs<'a>(claims: &[&'a Labelled], measure: Measure) -> Vec<Pair<'a>> {
    use Milestone::{Declared, Detected, Ended, Mitigated, Resolved, Started};
    let (from, to): (&[Milestone], &[Milestone]) = match measure {
        Measure::Detection => (&[Started], &[Detected]),
        Measure::Repair => (&[Started, Detected, Declared], &[Mitigated]),
        Measure::Resolution => (&[Started, Detected, Declared], &[Resolved, Ended]),
        Measure::Whole => (
            &[Started, Detected, Declared],
            &[Ended, Resolved, Mitigated],
        ),
    };
    let all = |kinds: &[Milestone]| -> Vec<&'a Labelled> {
        kinds
            .iter()
            .flat_map(|kind| claims.iter().filter(move |claim| claim.milestone == *kind))
            .copied()
            .collect()
    };
    let ends = all(to);
    let mut out = Vec::new();
    for from in all(from) {
        for to in &ends {
            let minutes = most_apart(&from.moment, &to.moment);
            if let Some((least, most)) = minutes.filter(|(_, most)| *most >= 0) {
                out.push(Pair {
                    from,
                    to,
                    least,
                    most,
                });
            }
        }
    }
    out
}

impl Pair<'_> {
    fn shown(&self) -> Option<String> {
        let least = shown(u32::try_from(self.least.max(0)).ok()?);
        let most = shown(u32::try_from(self.most).ok()?);
        Some(if least == most {
            most
        } else {
            format!("{least} to {most}")
        })
    }
}

fn against_range(rule: &Rule, report: &Postmortem, range: &Range) -> Option<Diagnostic> {
    let difference = range.lasting.minutes.abs_diff(range.minutes);
    // A range of times without days may be longer by whole days.
    let difference = if range.has_days {
        difference
    } else {
        (difference % 1440).min(1440 - difference % 1440)
    };
    (difference > range.lasting.tolerance()).then(|| {
        let message = format!(
            "`{}` stands beside `{}`, which is {}",
            range.length,
            range.range,
            shown(range.minutes)
        );
        rule.found(message)
            .at(&report.path, range.span)
            .words(&range.range)
            .help("correct the one that is not meant")
    })
}
