//! What a template leaves behind in a report that nobody filled in: placeholders, and titles that name no incident.
//!
//! Takes words, says whether they stand where an author's should. It takes nothing away: who asks decides what becomes of them.

use crate::document::section;

/// Words that say that nothing is known.
#[rustfmt::skip] // One word a line would bury them.
const NOTHING: &[&str] = &[
    "tbd",
    "tba",
    "tbw",
    "tbc",
    "n/a",
    "na",
    "none",
    "null",
    "nil",
    "unknown",
    "todo",
    "fixme",
    "ukjent",
    "ingen",
    "unbekannt",
    "inconnu",
    "to be determined",
    "not available",
    "not applicable",
    "not set",
    "unset",
];

/// The bytes of the longest of them.
const LONGEST_NOTHING: usize = longest(NOTHING);

const fn longest(words: &[&str]) -> usize {
    let (mut longest, mut at) = (0, 0);
    while at < words.len() {
        if words[at].len() > longest {
            longest = words[at].len();
        }
        at += 1;
    }
    longest
}

/// True for what stands where nobody has written yet: `TBD`, `N/A`, `??`, `{{ … }}`, `<…>`.
pub(super) fn is_placeholder(text: &str) -> bool {
    let text = text.trim();
    let bare = bare(text);
    let has_brace = memchr::memchr(b'{', text.as_bytes()).is_some();
    if bare.is_empty()
        || has_brace && text.contains("{{")
        || (text.starts_with('<') && text.ends_with('>'))
    {
        return true;
    }
    if bare
        .chars()
        .all(|c| matches!(c, '?' | '-' | '–' | '—' | '%' | 'X' | 'x' | 'Y' | 'Z' | ' '))
    {
        return true;
    }
    if bare.len() > LONGEST_NOTHING {
        return false;
    }
    is_one_of(NOTHING, bare)
}

fn is_one_of(words: &[&str], bare: &str) -> bool {
    if bare.is_ascii() {
        let is_it = |word: &&str| word.len() == bare.len() && bare.eq_ignore_ascii_case(word);
        return words.iter().any(is_it);
    }
    words.contains(&bare.to_lowercase().as_str())
}

/// Answers of an author that there is none, or that nobody knows. A section that says so is filled in; a value that does names nothing.
#[rustfmt::skip] // A language a line.
const NONE_KNOWN: &[&str] = &[
    "n.a", "not known", "none known", "not yet known", "none identified", "none yet", "unclear", "not specified", "unspecified", "undetermined", "not determined",
    "not yet determined", "to be confirmed", "to be decided",
    "ikke kjent",
    "keine", "keiner", "nicht bekannt",
    "aucun", "aucune", "inconnue",
    "ninguno", "ninguna", "desconocido", "desconocida",
    "不明", "なし", "未定", "未知", "无",
];

/// True for a value that tells of nothing: a placeholder, or an answer that there is none.
pub(super) fn tells_of_none(text: &str) -> bool {
    is_placeholder(text) || answers(NONE_KNOWN, text)
}

/// Words without the marks that a template has around them.
fn bare(text: &str) -> &str {
    let text = text.trim();
    let ends = (text.as_bytes().first(), text.as_bytes().last());
    let is_bare = matches!(ends, (Some(first), Some(last))
        if first.is_ascii_alphanumeric() && last.is_ascii_alphanumeric());
    if is_bare {
        text
    } else {
        text.trim_matches(['[', ']', '(', ')', '<', '>', '_', '*', '.'])
    }
}

/// True for one of these answers, also where it trails off: `pending…`.
fn answers(words: &[&str], text: &str) -> bool {
    is_one_of(words, bare(text).trim_end_matches('…'))
}

/// Words that say that nobody has found out yet. As a status they tell something, as the value of anything else they are none.
#[rustfmt::skip] // A language a line.
const NOT_YET: &[&str] = &[
    "pending", "under investigation", "being investigated", "still under investigation", "under review", "investigation ongoing",
    "wird untersucht", "noch offen", "under utredning", "en cours d'analyse", "en investigación", "調査中",
];

/// True for a value that names nothing: it tells of nothing, or that it is still to be found out.
pub(super) fn is_no_value(text: &str) -> bool {
    tells_of_none(text) || answers(NOT_YET, text)
}

/// Beginnings of what templates and wikis say where nobody has written yet, in lower case.
const PROMPTS: &[&str] = &[
    "this is a template",
    "this is a short",
    "this is a brief",
    "this section should",
    "this section is for",
    "replace notes with",
    "replace this",
    "describe here",
    "describe what happened",
    "describe the incident",
    "describe the problem",
    "briefly describe",
    "brief description of",
    "short description of",
    "one paragraph summary of",
    "a one paragraph summary",
    "write a summary",
    "write a short summary",
    "summarize the incident",
    "summarise the incident",
    "insert ",
    "fill in ",
    "lorem ipsum",
    "there is currently no text in this page",
];

/// True for a paragraph that asks for a summary instead of giving one.
pub(super) fn is_prompt(words: &str) -> bool {
    let words = words.trim_start_matches(|c: char| !c.is_alphanumeric());
    let words = words.as_bytes();
    let Some(first) = words.first().map(u8::to_ascii_lowercase) else {
        return false;
    };
    let begins_with = |prompt: &&str| {
        prompt.as_bytes()[0] == first && {
            let beginning = words.get(..prompt.len());
            beginning.is_some_and(|words| words.eq_ignore_ascii_case(prompt.as_bytes()))
        }
    };
    PROMPTS.iter().any(begins_with)
}

/// Words with which a template asks for others, in lower case.
#[rustfmt::skip] // One word a line would bury them.
const ASKING: &[&str] = &[
    "describe", "summarize", "summarise", "insert", "fill", "enter", "specify", "briefly", "please", "optional", "optionally", "example",
    "eg", "ie", "your", "beschreibe", "beschreiben", "bitte", "beispiel", "décrire", "décrivez", "exemple", "describir", "describa",
    "ejemplo", "beskriv", "eksempel", "f.eks",
];

/// True where the first of some words asks for others: `Describe the impact`, `e.g. 12:00`.
pub(super) fn asks(words: &str) -> bool {
    let first = words
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | ':'))
        .next();
    first.is_some_and(|first| {
        let first: String = first.chars().filter(|c| c.is_alphanumeric()).collect();
        ASKING.contains(&first.to_lowercase().as_str())
    })
}

/// Words that prompts are made of, in lower case: what a report has, and what stands around that. Of nothing else can one tell what
/// happened.
#[rustfmt::skip] // One word a line would bury them.
const OF_PROMPTS: &[&str] = &[
    "a", "about", "action", "actions", "add", "affected", "after", "all", "an", "and", "another", "any", "are", "as", "at", "author",
    "authors", "be", "brief", "briefly", "by", "cause", "caused", "causes", "channel", "component", "components", "contributing",
    "convenient", "customer", "customers", "date", "dates", "day", "dd", "description", "describe", "detail", "details", "detected",
    "did", "doc", "document", "done", "due", "duration", "each", "email", "end", "ended", "enter", "event", "events", "example",
    "factor", "factors", "few", "fill", "first", "fixed", "follow-up", "followup", "for", "from", "full", "github", "happened", "here",
    "hh", "hour", "hours", "how", "id", "impact", "impacted", "in", "incident", "incident's", "incidents", "include", "insert", "is",
    "issue", "issues", "it", "item", "items", "its", "jira", "key", "lead", "learned", "learnt", "lesson", "lessons", "level", "line",
    "link", "links", "list", "local", "location", "long", "longer", "many", "message", "minute", "minutes", "mm", "month", "most",
    "name", "names", "new", "next", "note", "notes", "number", "numbers", "of", "on", "one", "or", "other", "our", "outage", "owner",
    "owners", "page", "paragraph", "people", "person", "persons", "place", "possible", "post-mortem", "postmortem", "product", "project",
    "quick", "reason", "reasons", "region", "regions", "report", "reporter", "resolution", "resolved", "responder", "responders",
    "responsible", "review", "role", "root", "second", "section", "sections", "sentence", "sentences", "service", "services", "severity",
    "short", "slack", "some", "ss", "start", "started", "state", "status", "step", "steps", "subject", "summary", "system", "systems",
    "task", "tasks", "team", "teams", "template", "text", "that", "the", "their", "there", "third", "this", "ticket", "tickets", "time",
    "times", "timeline", "timestamp", "timezone", "title", "to", "todo", "trigger", "triggers", "two", "type", "until", "url", "user",
    "users", "utc", "value", "was", "we", "were", "what", "when", "where", "which", "who", "why", "with", "word", "words", "write",
    "year", "you", "your", "yyyy", "zone",
    "name", "titel", "datum", "zeit", "uhrzeit", "tt", "jjjj", "zusammenfassung", "kurze", "beschreibung", "ursache", "auswirkung", "der",
    "die", "das", "des", "dienst", "vorfall", "vorfalls", "maßnahme", "hier", "was", "ist", "passiert", "verantwortlich",
    "titre", "heure", "jj", "aaaa", "résumé", "cause", "le", "la", "les", "du", "de", "service", "incident", "ici", "responsable",
    "título", "titulo", "fecha", "hora", "resumen", "causa", "el", "del", "servicio", "incidente", "aquí", "acción",
    "tittel", "dato", "tid", "klokkeslett", "sammendrag", "årsak", "tiltak", "her", "hendelse", "hendelsen", "hva", "skjedde", "ansvarlig",
];

/// True for a word that a prompt is not made of.
pub(super) fn tells_in_words(word: &str) -> bool {
    // `yyyy-mm-dd` is made of three.
    let word = word.to_lowercase();
    let is_one = |word: &str| OF_PROMPTS.contains(&word);
    !is_one(&word) && !word.split('-').all(is_one)
}

/// What an item of a template asks for.
#[rustfmt::skip] // One word a line would bury them.
const TASKS: &[&str] = &[
    "action", "actions", "item", "items", "task", "tasks", "todo", "todos", "follow-up", "follow-ups", "followup", "followups",
    "maßnahme", "maßnahmen", "aufgabe", "acción", "acciones", "tarea", "tiltak", "oppgave",
];

/// What stands around it there.
#[rustfmt::skip] // One word a line would bury them.
const AROUND_TASKS: &[&str] = &[
    "add", "insert", "describe", "enter", "list", "write", "fill", "in", "put", "your", "an", "a", "the", "any", "more", "other", "another",
    "new", "first", "second", "third", "next", "further", "here", "below", "as", "needed", "if", "example", "sample", "description", "of",
    "one", "two", "three", "and", "its", "with", "owner", "due", "date", "ticket", "link", "to", "issue", "until", "when", "by", "who", "what", "is",
    "be", "done", "for", "each",
    "hier", "eintragen", "einfügen", "ergänzen", "beschreiben", "eine", "die", "ajouter", "une", "ici", "décrire", "añadir", "agregar",
    "una", "aquí", "describir", "legg", "til", "et", "inn", "her", "beskriv", "skriv",
];

/// Beginnings of items that ask what is to be done, in lower case.
const ASKED: &[&str] = &[
    "what is to be done",
    "what needs to be done",
    "what has to be done",
    "was ist zu tun",
];

/// True for an item of a list of actions that a template has: `Add an action here`, `Action item 2`, `{{ summary }} [link to issue]`.
pub(super) fn is_blank_task(text: &str) -> bool {
    if text.contains("{{") {
        // What stands beside the braces may be a promise.
        return !words_of(&without_braces(text)).any(tells_in_words);
    }
    let lower = text.to_lowercase();
    let mut has_task = ASKED.iter().any(|asked| lower.starts_with(asked));
    let is_made_so = words_of(&lower).all(|word| {
        // `TICKET-1` names none.
        let word = word.trim_end_matches(|c: char| c.is_ascii_digit());
        let word = word.strip_suffix('-').unwrap_or(word);
        let is_task = TASKS.contains(&word);
        has_task |= is_task;
        is_task || word.is_empty() || AROUND_TASKS.contains(&word)
    });
    is_made_so && has_task
}

/// The words of a text, with the hyphens in them.
pub(super) fn words_of(text: &str) -> impl Iterator<Item = &str> + Clone {
    text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’' | '-')))
        .filter(|word| word.contains(char::is_alphanumeric))
}

/// True for a text that is nothing but pairs of braces with something in them: `{{ hh:mm }} {{ event }}`.
pub(super) fn is_only_braces(text: &str) -> bool {
    text.contains("{{") && !without_braces(text).contains(char::is_alphanumeric)
}

/// A text without what stands in braces.
fn without_braces(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once("{{") {
        out.push_str(before);
        rest = behind.split_once("}}").map_or("", |(_, behind)| behind);
    }
    out.push_str(rest);
    out
}

/// Titles of templates and of forms, normalised.
#[rustfmt::skip] // One word a line would bury them.
const TITLES: &[&str] = &[
    "title",
    "tittel",
    "titel",
    "titre",
    "título",
    "titulo",
    "titolo",
    "tytuł",
    "タイトル",
    "标题",
    "untitled",
    "name",
    "incident",
    "incident title",
    "incident name",
    "incident report",
    "incident postmortem",
    "incident post mortem",
    "incident review",
    "incident summary",
    "post incident report",
    "post incident review",
    "report",
    "report title",
    "postmortem",
    "post mortem",
    "postmortem title",
    "post mortem title",
    "postmortem report",
    "post mortem report",
    "blameless postmortem",
    "blameless post mortem",
    "retrospective",
    "rca",
    "root cause analysis",
    "outage report",
    "outage",
    "template",
    "document title",
    "new incident",
    "hendelse",
    "hendelsesrapport",
    "vorfall",
    "vorfallsbericht",
    "incidente",
    "rapport dincident",
    "障害報告",
    "障害報告書",
    "ポストモーテム",
];

/// More bytes than any of [`TITLES`] has, with marks around it.
const LONGEST_TITLE: usize = 160;

/// The bytes of the longest of [`TITLES`].
const LONGEST_WORDS: usize = longest(TITLES);

/// True for a title that a template left behind: `Title`, `Incident report`, `Post-mortem: <title>`.
pub(super) fn is_template_word(title: &str) -> bool {
    let title = title.trim();
    let has_brace = memchr::memchr(b'{', title.as_bytes()).is_some();
    let has_blank_to_fill = has_brace && title.contains("{{")
        || (title.starts_with('<') && title.ends_with('>'))
        || (title.starts_with('[') && title.ends_with(']'))
        || has_mark(title);
    if has_blank_to_fill {
        return true;
    }
    // A paragraph is the name of nothing.
    if title.len() > LONGEST_TITLE && title.contains(char::is_alphanumeric) {
        return false;
    }
    let words = section::normal_up_to(title, LONGEST_WORDS);
    words.is_empty() || TITLES.contains(&words.as_str())
}

/// True for a template's title that has no words of anybody's around it or in it: `Title`, `{{ title }}`, `<short title>`.
pub(super) fn says_nothing(title: &str) -> bool {
    let title = title.trim();
    let is_one = |open: &str, close: &str| {
        title
            .strip_prefix(open)
            .and_then(|rest| rest.strip_suffix(close))
            .is_some_and(|inside| !inside.contains(close))
    };
    let words = section::normal(title);
    words.is_empty()
        || TITLES.contains(&words.as_str())
        || [("{{", "}}"), ("<", ">"), ("[", "]")]
            .iter()
            .any(|(open, close)| is_one(open, close))
}

/// True where a form shows how to write a date or a name. Every mark has a bracket or a letter twice.
fn has_mark(title: &str) -> bool {
    let bytes = title.as_bytes();
    let has_bracket = memchr::memchr2(b'<', b'[', bytes).is_some();
    // All bytes at once: without a way out in between the processor takes many together.
    let has_double = || {
        let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
        let found = pairs.fold(0, |any, (one, next)| {
            let (one, next) = (one | 0x20, next | 0x20);
            any | u8::from(one == next) & u8::from(matches!(one, b'y' | b'd'))
        });
        found != 0
    };
    if !has_bracket && !has_double() {
        return false;
    }
    let lower = title.to_lowercase();
    [
        "yyyy",
        "mm-dd",
        "dd/mm",
        "<title",
        "[title",
        "<name",
        "<incident",
        "[incident ",
        "[brief",
        "<short",
        "<date",
    ]
    .iter()
    .any(|mark| lower.contains(mark))
        // `[Incident] The proxy crashed` is a title with a label, `Post-mortem: [incident]` is none.
        || lower.ends_with("[incident]")
}

#[cfg(test)]
mod tests {
    use super::{is_placeholder, is_prompt, is_template_word};

    #[test]
    fn prompts_for_a_summary() {
        for words in [
            "This is a template for a report. Replace notes with your own words.",
            "*Describe what happened, in one paragraph",
            "Insert the summary here",
        ] {
            assert!(is_prompt(words), "{words}");
        }
        for words in [
            "This is the second outage of the queue this month.",
            "Described as slow by its users, the search had stopped.",
            "Inserts into the table failed for an hour.",
        ] {
            assert!(!is_prompt(words), "{words}");
        }
    }

    #[test]
    fn words_of_templates() {
        for title in [
            "Title",
            "Tittel",
            "Incident report",
            "Post-mortem: <title>",
            "Post-Mortem",
            "[Title]",
            "{{ title }}",
            "Outage on YYYY-MM-DD: [short words]",
            "Post-mortem: [incident]",
            "[Incident name] in short",
            "",
        ] {
            assert!(is_template_word(title), "{title}");
        }
        for title in [
            "Post-mortem: the disk was full",
            "Outage on 2020-03-14",
            "Title service down",
            "[Incident] The proxy crashed",
            "DNS outage",
        ] {
            assert!(!is_template_word(title), "{title}");
        }
    }

    #[test]
    fn placeholders() {
        for text in [
            "TBD", "n/a", "??", "-", "{{ x }}", "<date>", "[TBD]", "XXX", "",
        ] {
            assert!(is_placeholder(text), "{text}");
        }
        for text in ["Loki", "none of them", "X-Ray", "<b>bold</b> words"] {
            assert!(!is_placeholder(text), "{text}");
        }
    }
}
