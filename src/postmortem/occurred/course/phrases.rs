//! What words tell of the course: that it began or is over, that somebody noticed it, took it up, declared, mitigated or resolved it.
//!
//! Takes a text and a table of phrases, says whether one stands in it as words of their own that the sentence does not deny.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::denial::{counts, is_open};
use crate::postmortem::phrases::{Phrases, together};

/// Words of an entry that tell that something is broken from then on.
const BEGINS: &[&str] = &[
    "outage begins",
    "outage began",
    "outage starts",
    "outage started",
    "downtime start",
    "downtime begins",
    "event start",
    "incident start",
    "incident begins",
    "incident began",
    "impact begins",
    "impact starts",
    "impact began",
    "officially began",
    "outage officially began",
    "start of outage",
    "start of incident",
    "start of impact",
    "start av hendelse",
    "problem starts",
    "problem started",
];

/// Words that tell that everything is well again.
const ALL_WELL: &[&str] = &[
    "outage ends",
    "outage ended",
    "outage over",
    "outage is over",
    "end of outage",
    "downtime end",
    "event end",
    "incident end",
    "incident ended",
    "incident ends",
    "incident over",
    "incident closed",
    "incident resolved",
    "incident is resolved",
    "incident declared as resolved",
    "incident declared resolved",
    "outage officially resolved",
    "officially resolved",
    "outage resolved",
    "problem solved",
    "all clear",
    "all-clear",
    "back online",
    "back to normal",
    "returns to normal",
    "returned to normal",
    "return to normal",
    "returned to a normal",
    "everything returned",
    "fully recovered",
    "full recovery",
    "fully restored",
    "fully operational",
    "service restored",
    "services restored",
    "everything is up",
    "everything is back",
    "everything is working",
    "everything working",
    "everything works",
    "everything back",
    "everything is fine",
    "all is well",
    "all is now well",
    "normal again",
    "working again",
    "works again",
    "impact ends",
    "impact ended",
    "normaliserte seg",
    "tilbake til normalt",
    "tilbake i normal",
    "oppe igjen",
    "fungerer igjen",
    "virker igjen",
    "behoben",
    "rétabli",
    "resuelto",
    "復旧",
    "恢复",
];

/// Further words of an entry that tell that it is over: that of which they are told may be a part only.
const ENDS: &[&str] = &[
    "problem fixed",
    "is restored",
    "was restored",
    "issue resolved",
    "resolved",
    "recovered",
    "recovers",
    "up and running",
    "is back",
    "are back",
    "no more errors",
    "fix deployed",
    "problem is fixed",
    "is fixed",
    "fixed",
    "goes away",
    "went away",
    "operational",
    "functional state",
    "functional again",
    "back up and running",
    "is back up",
    "are back up",
    "resumes",
    "resumed",
    "seems fine",
    "confirmed working",
    "successfully again",
    "issue is closed",
    "issue closed",
    "stabilised",
    "stabilized",
    "was fixed",
    "løst",
    "i orden",
    "goes back up",
    "went back up",
    "came back up",
    "comes back up",
    "brought back up",
    "came back online",
    "service is up",
    "site is up",
    "up again",
    "available again",
    "accessible again",
    "reachable again",
    "healthy again",
    "online again",
    "alerts cleared",
    "alert cleared",
    "alerts clear",
    "errors stopped",
    "errors stop",
    "errors ceased",
    "recovery complete",
    "recovery completed",
    "restored service",
    "service was up",
    "confirmed fixed",
    "repaired",
    "rettet",
    "fikset",
    "résolu",
    "wieder verfügbar",
    "solucionado",
];

/// Words of a sentence that tell that something broke at the time before them.
const BREAKS: &[&str] = &[
    "went down",
    "goes down",
    "went offline",
    "experienced",
    "became unavailable",
    "became unresponsive",
    "became unreachable",
    "became inaccessible",
    "started to fail",
    "started failing",
    "began to fail",
    "began failing",
    "stopped working",
    "stopped responding",
    "crashed",
    "suffered",
];

/// Words of an entry that tell that it was noticed.
const NOTICES: &[&str] = &[
    "alert fired",
    "alert fires",
    "alerts fired",
    "alerts fire",
    "alert received",
    "alerts received",
    "alert triggered",
    "alerts triggered",
    "alarm fired",
    "first alert",
    "first report",
    "first reports",
    "first user report",
    "first detected",
    "issue detected",
    "problem detected",
    "incident detected",
    "users report",
    "users reported",
    "users reporting",
    "user reports",
    "user reported",
    "customers report",
    "customers reported",
    "customer reported",
    "customer reports",
    "paged",
    "pager goes off",
    "pager went off",
    "pages fire",
    "pagerduty alert",
    "monitoring alert",
    "icinga reports",
    "nagios reports",
    "varsel mottatt",
];

/// Words of an entry that tell that somebody took it up.
const TAKES_UP: &[&str] = &[
    "acknowledged",
    "acknowledges",
    "acknowledge",
    "acks",
    "acked",
    "ack'd",
    "investigation starts",
    "investigation started",
    "investigation begins",
    "investigation began",
    "started investigating",
    "starts investigating",
    "start investigating",
    "begins investigating",
    "began investigating",
    "begin investigating",
    "on-call responds",
    "on-call responded",
    "begynner feilsøking",
    "startet feilsøking",
];

/// Words of an entry that tell that it was declared an incident.
const DECLARES: &[&str] = &[
    "incident declared",
    "incident is declared",
    "incident was declared",
    "declared incident",
    "declared an incident",
    "declares incident",
    "declares an incident",
    "declare an incident",
    "declared a major incident",
    "incident opened",
    "incident raised",
    "incident room opened",
    "outage declared",
    "declared an outage",
    "declares an outage",
];

/// Words of an entry that tell that the effect was stopped.
const MITIGATES: &[&str] = &[
    "mitigated",
    "mitigation in place",
    "mitigation applied",
    "mitigation deployed",
    "workaround in place",
    "workaround applied",
    "workaround deployed",
    "rolled back",
    "rollback complete",
    "rollback completed",
    "rollback finished",
    "rollback deployed",
    "reverted",
    "revert deployed",
    "failed over",
    "failover complete",
    "failover completed",
];

/// Words of an entry that tell that it was resolved.
const RESOLVES: &[&str] = &[
    "resolved",
    "all clear",
    "all-clear",
    "incident closed",
    "incident over",
    "incident ended",
    "incident ends",
    "issue closed",
    "fully recovered",
    "full recovery",
    "outage ends",
    "outage ended",
    "problem fixed",
    "problem solved",
];

/// What words can tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tells {
    /// That it began.
    Begin,
    /// That everything is well again.
    Well,
    /// That somebody noticed it.
    Notice,
    /// That somebody took it up.
    TakeUp,
    /// That it was declared.
    Declare,
    /// That it was mitigated.
    Mitigate,
    /// That it was resolved.
    Resolve,
    /// That something broke.
    Break,
    /// That it is over.
    End,
}

/// The phrases of each.
const PHRASES: [(Tells, &[&[&str]]); 9] = [
    (Tells::Begin, &[BEGINS]),
    (Tells::Well, &[ALL_WELL]),
    (Tells::Notice, &[NOTICES]),
    (Tells::TakeUp, &[TAKES_UP]),
    (Tells::Declare, &[DECLARES]),
    (Tells::Mitigate, &[MITIGATES]),
    (Tells::Resolve, &[RESOLVES]),
    (Tells::Break, &[BREAKS]),
    (Tells::End, &[ALL_WELL, ENDS]),
];

/// All phrases, looked for at once, and what each tells.
struct Table {
    search: Phrases,
    tells: Vec<Told>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut by_phrase: BTreeMap<&str, Told> = BTreeMap::new();
    for (tells, lists) in PHRASES {
        for phrase in lists.iter().copied().flatten() {
            by_phrase.entry(phrase).or_default().0 |= 1 << tells as u16;
        }
    }
    Table {
        search: together(by_phrase.keys()),
        tells: by_phrase.into_values().collect(),
    }
});

/// What a text tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Told(u16);

impl Told {
    /// What phrases tell that stand in a text as words of their own and are not denied.
    pub(super) fn by(text: &str) -> Self {
        let mut told = Self::default();
        for found in TABLE.search.find(text) {
            let of_phrase = TABLE.tells[found.phrase];
            let is_over = of_phrase.has(Tells::End) || of_phrase.has(Tells::Mitigate);
            if of_phrase.0 & !told.0 != 0
                && counts(text, &found.range())
                && !(is_over && is_open(text, &found.range()))
            {
                told.0 |= of_phrase.0;
            }
        }
        told
    }

    /// True where it tells that.
    pub(super) fn has(self, what: Tells) -> bool {
        self.0 & (1 << what as u16) != 0
    }
}

/// True where a text tells that.
pub(super) fn speaks(text: &str, what: Tells) -> bool {
    Told::by(text).has(what)
}
