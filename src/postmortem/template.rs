//! What a template leaves behind in a report that nobody filled in: placeholders, and titles that name no incident.

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

/// True for a value that stands where nothing is known: `TBD`, `N/A`, `??`, `{{ … }}`, `<…>`.
pub(super) fn is_placeholder(text: &str) -> bool {
    let text = text.trim();
    let ends = (text.as_bytes().first(), text.as_bytes().last());
    let is_bare = matches!(ends, (Some(first), Some(last))
        if first.is_ascii_alphanumeric() && last.is_ascii_alphanumeric());
    let bare = if is_bare {
        text
    } else {
        text.trim_matches(['[', ']', '(', ')', '<', '>', '_', '*', '.'])
    };
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
    if bare.is_ascii() {
        let is_it = |word: &&str| word.len() == bare.len() && bare.eq_ignore_ascii_case(word);
        return NOTHING.iter().any(is_it);
    }
    NOTHING.contains(&bare.to_lowercase().as_str())
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
