//! The words by which people say that it began, that somebody noticed it, took it up, declared, mitigated or resolved it.
//!
//! Holds phrases and nothing else: `phrases.rs` looks for them, and `denial.rs` says whether one counts where it stands.

/// Words of an entry that tell that something is broken from then on.
#[rustfmt::skip] // As many a line as fit.
pub(super) const BEGINS: &[&str] = &[
    "outage begins", "outage began", "outage starts", "outage started", "downtime begins", "incident begins", "incident began", "impact begins", "impact starts", "impact began", "officially began",
    "outage officially began", "start of outage", "start of incident", "start of impact", "start av hendelse", "problem starts",
    "problem started", "outage beginning", "beginning of outage",
    "starten på hendelsen", "feilen oppstår", "feil oppstår",
    "feilen oppstod", "feil oppstod", "feilen utløses", "feilen inntreffer", "problemet starter", "problemet oppstår",
    "störung beginnt", "beginn der störung", "ausfall beginnt", "début de l'incident", "début de la panne", "inicio del incidente",
    "inicio de la caída", "início do incidente", "inizio del disservizio", "begin van de storing", "障害発生",
];

/// What begins, in many words for it.
#[rustfmt::skip] // As many a line as fit.
pub(super) const BEGINNERS: &[&str] = &[
    "outage", "incident", "impact", "downtime", "problem", "disruption", "degradation", "attack", "exploit", "interruption",
    "user impact", "customer impact",
];

/// Nouns as well as verbs, which tell that it began only at the edge of a text: not `we trace the outage start to 9:45`.
#[rustfmt::skip] // As many a line as fit.
pub(super) const BEGINS_AT_EDGE: &[&str] = &["downtime start", "event start", "incident start"];

/// What is said of what begins.
#[rustfmt::skip] // As many a line as fit.
pub(super) const BEGAN: &[&str] = &[
    "begins", "began", "starts", "started", "has begun", "has started",
];

/// What is said of it at the edge of a text.
pub(super) const BEGAN_AT_EDGE: &[&str] = &["begin", "start"];

/// Words of an entry that tell that something is amiss: a sign of trouble, or somebody who saw one.
#[rustfmt::skip] // As many a line as fit.
pub(super) const TROUBLES: &[&str] = &[
    "down", "outage", "outages", "unavailable", "unavailability", "unreachable", "unresponsive", "inaccessible", "fail", "fails",
    "failed", "failing", "failure", "failures", "error", "errors", "500s", "502s", "503s", "404", "502", "503", "504",
    "returning 500", "http 500", "500 error",
    "504s", "5xx", "4xx", "404s", "crash",
    "crashes", "crashed", "crashing", "crashloop", "slow", "slower", "slowness", "slowdown", "latency", "timeout", "timeouts",
    "time-outs", "alert", "alerts", "alerted", "alerting", "alarm", "alarms", "paged", "problem", "problems",
    "critical", "report", "reports", "reported", "reporting", "complain", "complains", "complained", "complaint", "complaints",
    "broken", "breaks", "broke", "stuck", "exhausted", "exhaustion", "degraded", "degradation", "spike", "spikes", "spiking",
    "lost", "loss", "unable", "can't", "cannot", "drop", "drops", "dropped", "dropping", "offline", "overload", "overloaded",
    "killed", "oom", "oomkilled", "issue", "issues", "trouble", "wrong", "attack", "attacker", "attacks", "attacked", "malware",
    "malicious", "exploit", "exploited", "exploits", "compromised", "saturated", "saturation", "lag", "lagging", "corrupt",
    "corrupted", "corruption", "missing", "notice", "notices", "noticed", "noticing", "detect", "detects", "detected", "flap",
    "flapping", "unhealthy", "interrupted", "interruption", "disruption", "panic", "panics", "hang", "hangs", "hung", "hanging",
    "refuses", "refused", "rejects", "rejected", "denied", "stall", "stalled", "stalls", "stops", "stopped", "saturates", "blank", "spam", "vandalism",
    "feil", "feilen", "feiler", "feilet", "feilmelding", "feilmeldinger", "nede", "rødt", "rød", "varsel", "varsler", "treg",
    "tregt", "timet", "fel", "felen", "nere", "larm", "fejl", "nedbrud", "fehler", "ausfall", "störung", "gestört", "alarme",
    "erreur", "erreurs", "panne", "indisponible", "lenteur", "errores", "fallo", "caída", "caído", "lento", "erro", "erros",
    "falha", "queda", "errore", "errori", "guasto", "fout", "fouten", "storing", "błąd", "awaria", "timed out", "times out",
    "timing out", "not working", "not responding", "stopped working", "no longer", "out of memory", "out of disk", "first error",
    "障害", "エラー", "遅延", "停止", "异常", "故障", "错误", "장애", "ошибка", "сбой",
];

/// Words of a sentence that tell that something was amiss at its time. Fewer than those of an entry: a report, a notice, a loss may be
/// that of anything.
#[rustfmt::skip] // As many a line as fit.
pub(super) const AMISS: &[&str] = &[
    "down", "outage", "outages", "unavailable", "unavailability", "unreachable", "unresponsive", "inaccessible", "fail", "fails",
    "failed", "failing", "failure", "failures", "error", "errors", "500s", "502s", "503s", "504s", "5xx", "4xx", "404s", "http 500",
    "crash", "crashes", "crashed", "crashing", "slow", "slower", "slowness", "slowdown", "latency", "timeout", "timeouts", "time-outs",
    "problem", "problems", "complain", "complains", "complained", "complaints", "broken", "breaks", "broke", "stuck", "exhausted",
    "exhaustion", "degraded", "degradation", "spike", "spikes", "spiking", "unable", "dropping", "offline", "overload", "overloaded",
    "oom", "oomkilled", "issue", "issues", "trouble", "attack", "attacker", "attacked", "compromised", "saturated", "saturation",
    "lagging", "lost", "corrupted", "corruption", "flapping", "unhealthy", "interrupted", "interruption", "disruption", "hung", "hanging",
    "refused", "refuses", "refusing", "rejected", "rejects", "stall", "stalled", "stalls", "timed out", "times out", "timing out",
    "not working", "not responding", "stopped working", "out of memory", "out of disk", "alert fired", "alerts fired",
    "feil", "feilen", "feiler", "feilet", "nede", "treg", "tregt", "fel", "felen", "nere", "fejl", "nedbrud", "fehler", "ausfall",
    "störung", "gestört", "erreur", "erreurs", "panne", "indisponible", "lenteur", "errores", "fallo", "caída", "caído", "erro",
    "erros", "falha", "queda", "errore", "errori", "guasto", "fout", "fouten", "storing", "błąd", "awaria", "障害", "エラー", "遅延",
    "异常", "故障", "错误", "장애", "ошибка", "сбой",
];

/// Words of a sentence that tell that something broke at the time before them.
#[rustfmt::skip] // As many a line as fit.
pub(super) const BREAKS: &[&str] = &[
    "went down", "goes down", "went offline", "experienced", "became unavailable", "became unresponsive", "became unreachable",
    "became inaccessible", "started to fail", "started failing", "began to fail", "began failing", "stopped working",
    "stopped responding", "crashed", "suffered", "go down", "go offline", "goes offline", "becomes unavailable", "becomes unresponsive",
    "becomes unreachable", "starts to fail", "start to fail", "starts failing", "start failing", "begins to fail", "begin to fail",
    "begins failing", "begin failing", "stops working", "stop working", "stops responding", "stop responding",
];

/// Words of an entry that tell that it was noticed.
#[rustfmt::skip] // As many a line as fit.
pub(super) const NOTICES: &[&str] = &[
    "alert fired", "alert fires", "alerts fired", "alerts fire", "alert received", "alerts received", "alert triggered",
    "alerts triggered", "alarm fired", "first alert", "first report", "first reports", "first user report", "first detected",
    "issue detected", "problem detected", "incident detected", "users report", "users reported", "users reporting", "user reports",
    "user reported", "customers report", "customers reported", "customer reported", "customer reports", "paged", "pager goes off",
    "pager went off", "pages fire", "pagerduty alert", "monitoring alert", "icinga reports", "nagios reports", "varsel mottatt",
    "first noticed", "noticed something", "noticed that", "notices that", "was noticed", "were noticed", "is noticed", "we noticed",
    "we notice", "notices the outage", "notices the problem", "notices the issue", "notices the error", "notices the errors", "notices the above", "notices a", "notices an", "notices high", "notices increased", "notices increasing", "notices lots",
    "notices several", "notices something", "notices problems", "notices errors", "notices timeouts",
    "noticed the outage", "noticed the problem", "noticed the issue", "noticed the error", "noticed the errors", "noticed a", "noticed an", "noticed high", "noticed increased", "noticed several", "notice the outage",
    "is noted immediately", "is alerted that", "is informed that", "is informed of", "was informed of", "were informed of", "are informed of",
    "is notified by", "is notified in", "is notified of", "was notified by", "was notified of", "were notified by", "staff is notified",
    "team is notified", "team was notified", "team is informed", "team was informed", "is made aware", "was made aware", "were made aware",
    "made us aware", "became aware", "becomes aware", "become aware", "feil oppdaget", "feilen oppdaget", "feilen ble oppdaget", "feilen oppdages", "oppdaget feil", "oppdager feil", "oppdager at", "oppdaget at", "fikk beskjed", "får beskjed",
    "upptäckte", "upptäcker", "opdagede", "bemerkt", "bemerkte",
];

/// Words of an entry that tell that somebody took it up.
#[rustfmt::skip] // As many a line as fit.
pub(super) const TAKES_UP: &[&str] = &[
    "acknowledged", "acknowledges", "acknowledge", "acks", "acked", "ack'd", "investigation starts", "investigation started",
    "investigation begins", "investigation began", "started investigating", "starts investigating", "start investigating",
    "begins investigating", "began investigating", "begin investigating", "on-call responds", "on-call responded",
    "begynner feilsøking", "startet feilsøking",
];

/// Words of an entry that tell that it was declared an incident.
#[rustfmt::skip] // As many a line as fit.
pub(super) const DECLARES: &[&str] = &[
    "incident declared", "incident is declared", "incident was declared", "declared incident", "declared an incident",
    "declares incident", "declares an incident", "declare an incident", "declared a major incident", "incident opened",
    "incident raised", "incident room opened", "outage declared", "declared an outage", "declares an outage",
];

/// Words of an entry that tell that the effect was stopped. That a change was taken back or a failover done does not tell that it helped.
#[rustfmt::skip] // As many a line as fit.
pub(super) const MITIGATES: &[&str] = &[
    "mitigated", "mitigation in place", "mitigation applied", "mitigation deployed", "workaround in place", "workaround applied",
    "workaround deployed", "impact mitigated", "mitigation is in place", "mitigation complete", "mitigation completed",
];

/// Words of an entry that tell that it was resolved.
#[rustfmt::skip] // As many a line as fit.
pub(super) const RESOLVES: &[&str] = &[
    "resolved", "all clear", "all-clear", "incident closed", "incident over", "incident ended", "incident ends", "issue closed",
    "fully recovered", "full recovery", "outage ends", "outage ended", "problem fixed", "problem solved",
];
