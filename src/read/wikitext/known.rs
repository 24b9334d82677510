//! What templates mean, by their names: a table. A template is the property of its wiki; those below have the same name and
//! purpose in many.

/// What is to be done with a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// It says something about the report: its parameters are pairs of the head.
    Metadata,
    /// It sets its words.
    Words,
    /// It sets the last of its words: a colour, a link, an explanation stands before.
    LastWords,
    /// It sets its words as code.
    Code,
    /// A note set apart, of that kind.
    Note(&'static str),
    /// A quotation.
    Quote,
    /// It says nothing to a reader of the page.
    Silent,
    /// The title of the page.
    Title,
    /// Something that only the wiki can compute.
    Computed,
    /// No one knows.
    Unknown,
}

/// By name, in lower case, with blanks for underscores; in the order of the alphabet.
const TEMPLATES: &[(&str, Meaning)] = &[
    ("-", Meaning::Silent),
    ("abbr", Meaning::Words),
    ("ambox", Meaning::Note("note")),
    ("anchor", Meaning::Silent),
    ("big", Meaning::Words),
    ("blockquote", Meaning::Quote),
    ("br", Meaning::Silent),
    ("bug", Meaning::Words),
    ("caution", Meaning::Note("caution")),
    ("clear", Meaning::Silent),
    ("clr", Meaning::Silent),
    ("code", Meaning::Code),
    ("color", Meaning::LastWords),
    ("colour", Meaning::LastWords),
    ("danger", Meaning::Note("caution")),
    ("defaultsort", Meaning::Silent),
    ("font color", Meaning::LastWords),
    ("gerrit", Meaning::Words),
    ("hatnote", Meaning::Note("note")),
    ("hint", Meaning::Note("tip")),
    ("important", Meaning::Note("important")),
    ("incident", Meaning::Metadata),
    ("incident report", Meaning::Metadata),
    ("incident scorecard", Meaning::Metadata),
    ("inline code", Meaning::Code),
    ("irdoc", Meaning::Metadata),
    ("kbd", Meaning::Code),
    ("lang", Meaning::LastWords),
    ("mbox", Meaning::Note("note")),
    ("mono", Meaning::Code),
    ("monospace", Meaning::Code),
    ("nobr", Meaning::Words),
    ("note", Meaning::Note("note")),
    ("notice", Meaning::Note("note")),
    ("nowrap", Meaning::Words),
    ("ombox", Meaning::Note("note")),
    ("phab", Meaning::Words),
    ("phabricator", Meaning::Words),
    ("postmortem", Meaning::Metadata),
    ("quote", Meaning::Quote),
    ("reflist", Meaning::Silent),
    ("small", Meaning::Words),
    ("strong", Meaning::Words),
    ("task", Meaning::Words),
    ("ticket", Meaning::Words),
    ("tip", Meaning::Note("tip")),
    ("toc", Meaning::Silent),
    ("toc left", Meaning::Silent),
    ("toc limit", Meaning::Silent),
    ("toc right", Meaning::Silent),
    ("tt", Meaning::Code),
    ("warning", Meaning::Note("warning")),
];

/// Words in the names of templates whose pairs are about the report.
const OF_REPORTS: &[&str] = &[
    "incident",
    "infobox",
    "metadata",
    "outage",
    "post-mortem",
    "postmortem",
    "scorecard",
];

/// What stands before the colon of something that only the wiki can compute.
const FUNCTIONS: &[&str] = &[
    "anchorencode",
    "canonicalurl",
    "filepath",
    "formatnum",
    "fullurl",
    "gender",
    "grammar",
    "int",
    "lc",
    "lcfirst",
    "localurl",
    "msgnw",
    "ns",
    "padleft",
    "padright",
    "plural",
    "safesubst",
    "subst",
    "tag",
    "uc",
    "ucfirst",
    "urlencode",
];

/// What a template of that name means; `pairs` is how many of its parameters have a name.
pub(super) fn meaning(name: &str, pairs: usize) -> Meaning {
    let name = name.trim().replace('_', " ").to_lowercase();
    if name.starts_with('#') {
        return Meaning::Computed;
    }
    if let Some((prefix, _)) = name.split_once(':') {
        match prefix.trim() {
            "displaytitle" => return Meaning::Title,
            "defaultsort" | "defaultsortkey" | "defaultcategorysort" => return Meaning::Silent,
            prefix if FUNCTIONS.contains(&prefix) => return Meaning::Computed,
            _ => {}
        }
    }
    let found = TEMPLATES.binary_search_by(|(known, _)| (*known).cmp(name.as_str()));
    if let Ok(at) = found {
        return TEMPLATES[at].1;
    }
    let is_of_report = OF_REPORTS.iter().any(|word| name.contains(word));
    if pairs > 0 && is_of_report {
        return Meaning::Metadata;
    }
    Meaning::Unknown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_template_is_found() {
        for (name, expected) in TEMPLATES {
            assert_eq!(meaning(name, 0), *expected, "{name}");
        }
        for (name, pairs, expected) in [
            ("Incident_scorecard ", 3, Meaning::Metadata),
            ("Our outage sheet", 2, Meaning::Metadata),
            ("Our outage sheet", 0, Meaning::Unknown),
            ("DISPLAYTITLE:x", 0, Meaning::Title),
            ("#if: a", 0, Meaning::Computed),
            ("lc:X", 0, Meaning::Computed),
            ("Done", 0, Meaning::Unknown),
        ] {
            assert_eq!(meaning(name, pairs), expected, "{name}");
        }
    }
}
