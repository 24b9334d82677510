//! The words by which people say that it is over, that something was done about it, or that what was done was in vain.
//!
//! Holds phrases and nothing else: `phrases.rs` looks for them, and `denial.rs` says whether one counts where it stands. What is said
//! alike of many things (`the outage is over`, `the incident ended`) is told as these things and what may be said of them.

/// What stands before the time at which something ended that the words before it name.
pub(super) const ENDED: &[&str] = &[
    "ended at",
    "ended around",
    "ended about",
    " ended",
    "ends at",
];

/// What stands before that where it is the same that began.
pub(super) const UNNAMED: &[&str] = &[" and", " and it", ", it", "; it"];

/// Words that tell that everything is well again.
#[rustfmt::skip] // As many a line as fit.
pub(super) const ALL_WELL: &[&str] = &[
    "outage ends", "outage ended", "outage over", "outage is over", "end of outage", "downtime end", "event end", "incident end",
    "incident ended", "incident ends", "incident over", "incident closed", "incident resolved", "incident is resolved",
    "incident declared as resolved", "incident declared resolved", "outage officially resolved", "officially resolved",
    "outage resolved", "problem solved", "all clear", "all-clear", "back online", "back to normal", "returns to normal",
    "returned to normal", "return to normal", "returned to a normal", "everything returned", "fully recovered", "full recovery",
    "fully restored", "fully operational", "service restored", "services restored", "everything is up", "everything is back",
    "everything is working", "everything working", "everything works", "everything back", "everything is fine", "all is well",
    "all is now well", "normal again", "working again", "works again", "impact ends", "impact ended", "normaliserte seg",
    "tilbake til normalt", "tilbake i normal", "oppe igjen", "fungerer igjen", "virker igjen", "behoben", "rétabli", "resuelto",
    "復旧", "恢复", "incident officially resolved", "bringing the outage to an end", "ends the outage", "ends the incident",
    "ended the outage", "ended the incident", "ending the outage", "ending the incident", "fungerer som normalt",
    "virker som normalt", "fungerer som det skal", "alt ok", "alt er ok", "alt fungerer", "alt ser ok ut", "alt ser bra ut",
    "normal drift", "feilen er rettet", "feil rettet", "feilen rettet", "feilen er løst", "feil sluttet", "feilen sluttet", "feil sluttet å inntreffe",
    "åtgärdat", "återställd", "återställt", "fungerar igen", "tillbaka till normalt", "genoprettet", "virker igen",
    "tilbage til normal", "wiederhergestellt", "funktioniert wieder", "läuft wieder", "wieder online", "wieder erreichbar",
    "störung beendet", "rétablie", "rétablis", "de nouveau opérationnel", "de nouveau disponible", "retour à la normale",
    "restablecido", "restablecida", "vuelve a la normalidad", "volvió a la normalidad", "normalizado", "restabelecido",
    "de volta ao normal", "ripristinato", "ripristinata", "tornato alla normalità", "hersteld", "weer online", "weer bereikbaar",
    "weer beschikbaar", "przywrócono", "przywrócony", "解消", "回復", "正常化", "収束", "恢復", "复原", "복구", "정상화", "восстановлен",
    "восстановлена", "восстановлено", "outage state is over", "outage considered over", "incident considered over", "we consider the incident done",
    "brought back online", "brought everything back", "back in business", "back to full capacity", "back at full capacity",
    "service fully available", "services fully available", "everything recovered", "everything has recovered", "all systems go",
];

/// Further words that tell that it is over: that of which they are told may be a part only.
#[rustfmt::skip] // As many a line as fit.
pub(super) const ENDS: &[&str] = &[
    "problem fixed", "is restored", "was restored", "issue resolved", "resolved", "recovered", "recovers", "up and running",
    "is back", "are back", "no more errors", "fix deployed", "problem is fixed", "is fixed", "fixed", "goes away", "went away",
    "functional state", "functional again", "back up and running", "is back up", "are back up", 
    "seems fine", "confirmed working", "successfully again", "issue is closed", "issue closed", "stabilised", "stabilized",
    "was fixed", "løst", "i orden", "goes back up", "went back up", "came back up", "comes back up", "brought back up",
    "came back online", "service is up", "site is up", "is up again", "are up again", "was up again", "were up again", "came up again", "comes up again", "come up again",
    "started up again", "starts up again", "back up again", "available again", "accessible again", "reachable again",
    "healthy again", "online again", "alerts cleared", "alert cleared", "alerts clear", "errors stopped",
    "errors ceased", "recovery complete", "recovery completed", "restored service", "service was up", "confirmed fixed", "repaired",
    "rettet", "résolu", "wieder verfügbar", "solucionado", "restored to", "access restored", "traffic restored",
    "connectivity restored", "recovery confirmed", "were back", "was back", "being back", "working as intended",
    "working as expected", "working as normal", "working as usual", "working normally", "works as intended", "works as expected",
    "works normally", "functioning as expected", "functioning as intended", "functioning normally", "functioning again",
    "operating normally", "operating as expected", "running normally", "running as normal", "behaving normally", "to nominal", "back to usual", "back to 100%", "returned to 100%", "returns to 100%",
    "up to 100%", "success at 100%", "self-heals", "self-healed", "self-recovered", "healed", "subsides", "subsided", "stabilizes",
    "stabilises", "no further errors", "no longer occurs", "no longer occurring", "looks good", "looking good", "all good",
    "looks healthy", "looks fine", "looks ok", "looks normal", "looks stable", "confirmed as working", "confirmed to work",
    "verified working", "verified fixed", "confirmed resolved", "confirms resolution", "confirm resolution", "confirmed resolution",
    "confirmed the fix", "cleared up", "clears up", "no longer reproducible",
    "no longer affected", "no longer an issue", "no longer happening", "no longer happens", "no longer failing", "fixing the issue",
    "fixing the problem", "fixing it", "resolving the issue", "resolving the problem", "resolving the incident", "restoring service",
    "restoring the service", "restoring access", "seems to be working", "seem to be working", "appears to be working",
    "appear to be working", "normal function", "normal service", "normal functionality", "back to expected", "back to the expected", "back to 0", "back to zero", "down to zero", "nede i 0",
    "er oppe", "på lufta igjen", "på plass igjen", "ok igjen", "ser bra ut", "ser ok ut", "er løst",
    "er tilbake", "i drift igjen", "startet igjen", "löst", "åtgärdades", "gelöst", "gefixt", "résolue",
    "résolus", "corrigé", "corrigée", "resuelta", "solucionada", "recuperado", "recuperada", "resolvido", "resolvida", "corrigido",
    "recuperou", "risolto", "risolta", "opgelost", "verholpen", "rozwiązano", "rozwiązany", "naprawiono", "修復", "解決", "修复", "解决",
    "해결", "устранена", "устранено", "устранен", "решена", "решено", "removing the impact", "removing impact",
    "removing all impact", "ending the impact", "no further impact", "no more impact", "no more user impact", "confirmed to fix", "confirmed to have fixed", "verified to fix",
    "no longer see errors",
    "no longer seeing errors", "no longer see any errors", "no more failures", "no more timeouts", "no more 500s", "no more 5xx",
    "no more 503s", "no new errors", "errors have stopped", "errors had stopped", "errors disappear", "served again",
    "has subsided", "have subsided",
];

/// Words that tell that it is over only where the text breaks off behind them: `traffic resumed.`, not `Anna resumed the deploy`.
#[rustfmt::skip] // As many a line as fit.
pub(super) const ENDS_LAST: &[&str] = &["operational", "resumes", "resumed"];

/// The usual state, which tells that it is over only where something came back to it: `latency fell to normal levels`.
#[rustfmt::skip] // As many a line as fit.
pub(super) const USUAL: &[&str] = &[
    "normal operation", "normal operations", "normal levels", "normal level", "normal state", "usual rate", "usual level", "usual levels",
    "to normal", "to baseline",
];

/// Words that tell that somebody did what could end it, or that a part of it came back.
#[rustfmt::skip] // As many a line as fit.
pub(super) const REMEDIES: &[&str] = &[
    "reverted", "reverts", "rolled back", "rolls back", "rollback performed", "rollback complete", "rollback completed",
    "rollback done", "rollback deployed", "rollback finished", "revert deployed", "revert merged", "reverts deployed", "restarted",
    "restarts", "rebooted", "reboots", "powercycled", "power-cycled", "power cycled", "power-cycles", "powercycles", "quarantined", "quarantines", "revoked", "revokes",
    "re-enabled", "re-enables", "reenabled", "repooled", "repools", "re-pooled", "replaced", "replaces", "failed over",
    "fails over", "switched back", "switches back", "fixes", "fix deployed", "fix merged", "fix released", "fix applied",
    "fix rolled out", "fix live", "fix is live", "fix is deployed", "fix was deployed", "fix is merged", "fix was merged",
    "fix is applied", "fix is active", "deployed the fix", "deploys the fix", "deployed a fix", "deploys a fix", "deployed fix",
    "merged and deployed", "merges and deploys", "merges the patch", "hot fix deployed", "hotfix deployed", "hotfix released",
    "patched", "patch deployed", "patch applied", "patch released", "workaround deployed", "workaround applied",
    "workaround active", "thus fixing", "thereby fixing", "thus resolving",
    "which solved it", "which fixed it", "which resolved it", "which solved the", "which fixed the", "which resolved the",
    "this solved it", "this fixed it", "that solved it", "that fixed it", "worked around", "ute i produksjon", "ute i prod", "deployed a hotfix",
    "deploys a hotfix", "deployed the hotfix", "deploys the hotfix", "hotfix applied", "hotfix merged", "we restart", "we reboot", "we revert",
    "we roll back", "we delete", "we remove", "we disable", "we replace", "we fail over", "comes back", "came back", "mitigated", "recovery -",
    "fikset", "fikser", "produksjonssatt", "produksjonssettes", "prodsatt", "prodsettes",
    "produksjonssetting", "verifisert", "rullet tilbake", "ruller tilbake", "rulles tilbake", "restartet", "restartes",
    "skrudde på", "skrudd på", "rullade tillbaka", "startade om", "rullet", "genstartet", "neu gestartet", "neugestartet",
    "zurückgerollt", "zurückgesetzt", "eingespielt", "redémarré", "redémarrée", "redémarrage effectué", "déployé", "reiniciado",
    "reiniciada", "revertido", "revertida", "desplegado", "reiniciou", "implantado", "riavviato", "riavviata", "teruggedraaid",
    "herstart", "zrestartowano", "再起動", "ロールバック", "回滚", "重启", "재시작", "перезапущен", "deploys a revert", "deployed a revert",
    "deploys the revert", "deployed the revert", "deploying the revert", "revert is deployed", "revert was deployed", "revert has been deployed",
    "revert was created and deployed", "revert is complete", "revert complete", "revert completed", "revert is completed",
    "revert is merged", "revert was merged", "revert synced", "revert is live", "deployment of the revert", "deployed a rollback",
    "begin to recover", "begins to recover", "began to recover", "start to recover", "starts to recover", "started to recover",
    "starting to recover", "begin recovering", "begins recovering", "began recovering", "start recovering", "starts recovering",
    "started recovering", "begin to come back", "begins to come back", "began to come back", "start to come back", "starts to come back",
    "started to come back", "begin coming back", "start coming back", "started coming back", "starts coming back", "brought online",
    "back into service", "back in service", "begin to drop", "begins to drop", "began to drop", "start to drop", "starts to drop",
    "started to drop", "starts dropping", "started dropping", "start to get better", "starts to get better",
    "started to get better", "start getting better", "starts getting better", "started getting better", "getting better", "begins to return",
    "begin to return", "began to return", "starts to return", "started to return",
    "fix has been deployed", "fix had been deployed", "fix was released", "fix has been released", "fix was applied", "fix has been applied",
    "fix was rolled out", "fix has been rolled out", "fix is rolled out", "fix went live", "fix went out", "fix is out", "hotfix was deployed",
    "hotfix is deployed", "hotfix has been deployed", "hot fix was deployed", "patch was deployed", "patch is deployed",
    "patch has been deployed", "patch was applied", "patch was released", "fiks deployet", "fiksen deployet", "fiks var deployet",
    "fiks er deployet", "fiksen er deployet", "fiks ble deployet", "fiksen ble deployet", "fiks rullet ut", "fiks er ute", "fiksen er ute",
    "fiks lagt ut", "deployet fiks", "deployet en fiks", "deployet fiksen", "rettelse deployet", "rettelsen er deployet",
    "rettelse rullet ut", "fix ausgerollt", "fix deployt", "fix wurde deployt", "fix wurde ausgerollt", "fix ist ausgerollt",
    "korrektur ausgerollt", "hotfix ausgerollt", "hotfix deployt", "correctif déployé", "correctif appliqué", "corrección desplegada",
    "parche aplicado", "parche desplegado", "fix driftsatt", "fixen driftsatt", "rättning driftsatt",
];

/// Words that tell what somebody did to stop it only where a sentence says that it was done by then, or names what did harm: entries tell
/// so of anything.
#[rustfmt::skip] // As many a line as fit.
pub(super) const DEEDS: &[&str] = &[
    "removed", "removes", "deleted", "deletes", "destroyed", "destroys", "disabled", "disables", "blocked", "blocks", "comes up",
    "came up", "come up",
];

/// Words that tell that what was done did not help.
#[rustfmt::skip] // As many a line as fit.
pub(super) const IN_VAIN: &[&str] = &[
    "no luck", "to no avail", "without success", "didn't work", "did not work", "didn’t work", "doesn't work", "does not work",
    "didn't help", "did not help", "didn’t help", "didn't fix", "did not fix", "didn't resolve", "did not resolve", "doesn't help",
    "does not help", "still failing", "still fails", "still down", "still broken", "still not", "still no", "still unable",
    "still seeing", "still reporting", "don't go away", "don’t go away", "doesn't go away", "didn't go away", "do not go away",
    "did not go away", "does not go away", "still on", "persists", "persisted", "persist", "same error", "same problem", "same issue",
    "fails again", "failed again", "attempt", "attempts", "attempted", "fails to", "failed to", "gets fail", "partial", "partially",
    "hjalp ikke", "hjelper ikke", "fortsatt nede", "fortsatt feil",
];

/// What is the whole of it.
#[rustfmt::skip] // As many a line as fit.
pub(super) const WHOLE: &[&str] = &[
    "outage", "incident", "downtime", "disruption", "degradation", "attack", "impact", "user impact", "customer impact",
    "interruption",
];

/// What is said of the whole when all is well again.
#[rustfmt::skip] // As many a line as fit.
pub(super) const WHOLE_OVER: &[&str] = &[
    "ends", "ended", "is over", "was over", "resolved", "is resolved", "was resolved", "closed", "is closed", "was closed",
    "is now resolved", "mitigated and resolved", "has ended", "had ended", "is now over", "now over", "finally over", "officially over",
    "has been resolved", "had been resolved", "considered resolved", "considered over", "has been closed",
];

/// What a report may be about besides.
#[rustfmt::skip] // As many a line as fit.
pub(super) const PARTS: &[&str] = &[
    "problem", "problems", "issue", "issues", "bug", "error", "errors", "outages",
];

/// What is said of these when they are gone.
#[rustfmt::skip] // As many a line as fit.
pub(super) const PARTS_OVER: &[&str] = &[
    "ended", "is over", "was over", "resolved", "is resolved", "was resolved", "are resolved", "were resolved", "fixed",
    "is fixed", "was fixed", "are fixed", "were fixed", "solved", "is solved", "was solved", "gone", "is gone", "are gone",
    "stopped", "ends",
];

/// What is said of all these only where the text breaks off behind it: `errors over 5 %` tells another thing.
pub(super) const OVER_LAST: &[&str] = &["over"];

/// What says that something is so now.
#[rustfmt::skip] // As many a line as fit.
pub(super) const SO_NOW: &[&str] = &[
    "is", "are", "was", "were", "been", "now", "again", "got", "gets", "fully", "back", "completely",
];

/// What it is so.
#[rustfmt::skip] // As many a line as fit.
pub(super) const SOUND: &[&str] = &[
    "restored", "fixed", "resolved", "recovered", "repaired", "healthy", "stable", "operational", "online", "solved", "rectified",
];

/// What can be up or down.
#[rustfmt::skip] // As many a line as fit.
pub(super) const SYSTEMS: &[&str] = &[
    "service", "services", "site", "website", "server", "servers", "system", "systems", "cluster", "database", "databases",
    "everything", "hub", "api", "app", "application", "applications", "website is", "nodes", "all nodes", "all services",
    "all systems", "traffic", "all traffic", "jobs", "builds", "queue", "queues",
];

/// What is said of systems that came back.
#[rustfmt::skip] // As many a line as fit.
pub(super) const CAME_BACK: &[&str] = &[
    "is up", "are up", "comes up", "came up", "come up", "comes back", "came back", "come back", "is back", "are back", "normal",
    "is normal", "is working", "are working", "are fine", "is fine", "ok",
    "is ok", "are ok", "restored", "recovered", "recover", "recovers", "normalised", "normalized", "normalises", "normalizes",
    "stabilised", "stabilized", "resumed", "resumes", "resume", "is stable", "started working", "start working", "starts working",
];

/// What is said of them only where the text breaks off behind it: `the service back end` and `jobs back up behind a lock` are none.
pub(super) const BACK_LAST: &[&str] = &["up", "back", "back up", "working", "works"];

/// What is said of what does its work, before a word that says that it did so once more.
#[rustfmt::skip] // As many a line as fit.
pub(super) const AT_WORK: &[&str] = &[
    "responding", "responds", "processing", "processed", "serving", "flowing", "flows", "running", "delivered", "delivering",
    "propagated", "synced", "in sync", "loading", "sending", "receiving", "consuming", "indexing", "usable", "succeeding",
    "succeed", "passing", "replicating", "to work", "to function", "functions", "operating", "operates", "answering",
    "scheduling", "spawning", "in use", "accepting connections", "accepting requests", "accepting traffic", "taking traffic",
    "handling traffic", "stable", "ok", "okay", "fine", "normally",
];

/// Words that say that something is so once more; they tell that it is over only where the text breaks off behind them.
pub(super) const ONCE_MORE: &[&str] = &["again", "once again", "once more"];

/// What tells of trouble as long as it goes on.
#[rustfmt::skip] // As many a line as fit.
pub(super) const SIGNS: &[&str] = &[
    "alerts", "alarms", "errors", "lag", "latency", "timeouts", "error rate", "error rates", "5xx", "5xxs", "500s", "503s", "502s",
    "exceptions", "crashes", "spike", "spikes", "failures", "backlog",
];

/// What is said of those signs when they are gone.
#[rustfmt::skip] // As many a line as fit.
pub(super) const CEASED: &[&str] = &[
    "stops", "stopped", "cease", "ceases", "ceased", "subside", "clear", "clears", "cleared", "disappear", "disappears",
    "disappeared", "go away", "goes away", "went away", "gone", "recover", "recovers", "recovered", "ended", "drop to zero",
    "drops to zero", "dropped to zero", "dropped to 0", "drops to 0", "resolve", "resolves", "resolved",
];

/// What is said of them only where the text breaks off behind it: `errors stop the rollout` and `errors end up in the log` are none.
pub(super) const CEASED_LAST: &[&str] = &["stop", "end"];

/// What does what it should.
#[rustfmt::skip] // As many a line as fit.
pub(super) const RUNNING: &[&str] = &[
    "works", "work", "working", "runs", "run", "running", "loads", "load", "loading", "starts", "start", "starting", "launches", "launch",
    "launching", "builds", "build", "building", "responds", "responding",
];

/// How it does so.
#[rustfmt::skip] // As many a line as fit.
pub(super) const WELL: &[&str] = &[
    "fine", "successfully again", "properly again", "correctly again",
];
