//! Whether a paragraph below the heading of what is to be done promises something.
//!
//! Takes its words, gives an answer. A promise begins with what is to be done (`Write a runbook …`) or says who will do it (`We will …`,
//! `The team plans to …`) in its first sentence. What was done, asked or refused is none, and neither is a remark.

/// Words that a task begins with, in lower case.
#[rustfmt::skip] // A language a line.
const TASKS: &[&str] = &[
    "add", "adjust", "allow", "alert", "analyse", "analyze", "announce", "ask", "audit", "automate", "avoid", "backport", "block", "bring", "build", "bump", "change", "check", "clarify", "clean", "communicate", "configure", "consider", "convert", "create", "decide", "decommission", "define", "deploy", "deprecate", "design", "detect", "determine", "develop", "disable", "discuss", "document", "drop", "educate", "enable", "encourage", "enforce", "ensure", "establish", "evaluate", "expand", "explore", "expose", "extend", "figure", "file", "find", "finish", "fix", "follow", "formalise", "formalize", "get", "give", "handle", "have", "identify", "implement", "improve", "include", "increase", "inform", "install", "introduce", "investigate", "invest", "let", "limit", "log", "look", "make", "measure", "merge", "migrate", "monitor", "move", "notify", "open", "organise", "organize", "patch", "perform", "plan", "prepare", "prevent", "prioritise", "prioritize", "propose", "protect", "provide", "publish", "put", "raise", "reach", "rebuild", "reconfigure", "reconsider", "reduce", "refactor", "remind", "remove", "rename", "repair", "replace", "report", "research", "restore", "restrict", "rethink", "review", "revise", "revisit", "rewrite", "roll", "rotate", "run", "schedule", "separate", "set", "setup", "share", "ship", "silence", "simplify", "split", "standardise", "standardize", "stop", "store", "switch", "talk", "teach", "test", "tighten", "track", "train", "trigger", "tune", "turn", "uninstall", "update", "upgrade", "use", "validate", "verify", "work", "write",
    "endre", "fikse", "fiks", "finn", "finne", "fjern", "fjerne", "forbedre", "gjennomgå", "innføre", "lag", "lage", "legg", "legge", "oppdater", "oppdatere", "oppgrader", "oppgradere", "rydd", "rydde", "sette", "sett", "sjekk", "sjekke", "skriv", "skrive", "sørg", "sørge", "undersøk", "undersøke", "vurder", "vurdere",
    "añadir", "crear", "mejorar", "revisar", "ajouter", "améliorer", "créer", "mettre", "vérifier",
];

/// What says that somebody will do it.
#[rustfmt::skip] // A language a line.
const WILL: &[&str] = &[
    " will ", "we'll ", "we’ll ", " plan to ", " plans to ", " planning ", " intend to ", " intends to ", " going to ", " are looking into ", " is looking into ",
    " vil ", " skal ", " planlegger ", " werden ", " wollen ",
];

/// The longest paragraph that is one task.
const LONGEST: usize = 600;

/// True for words that promise something.
pub(super) fn is_promise(words: &str) -> bool {
    let words = words.trim();
    if words.len() > LONGEST {
        return false;
    }
    let end = words.find(['.', '!', '?']).unwrap_or(words.len());
    let (sentence, behind) = words.split_at(end);
    if behind.starts_with('?') || words.ends_with(':') {
        return false;
    }
    let lower = sentence.to_lowercase();
    let first = lower.split(|c: char| !c.is_alphanumeric()).next();
    first.is_some_and(|first| TASKS.contains(&first))
        || WILL.iter().any(|will| lower.contains(will)) && !lower.contains(" not ")
}

#[cfg(test)]
mod tests {
    use super::is_promise;

    #[test]
    fn promises_among_paragraphs() {
        for (words, expected) in [
            ("Write a runbook for renewals.", true),
            ("We will move to another issuer.", true),
            ("The platform team plans to scan all uploads.", true),
            ("Skrive mer detaljerte tester", true),
            ("The change above should be enough.", false),
            ("Can we detect it again? Perhaps.", false),
            ("No, that took a while.", false),
            ("We will not change this.", false),
            ("We asked these questions:", false),
            ("", false),
        ] {
            assert_eq!(is_promise(words), expected, "{words}");
        }
    }
}
