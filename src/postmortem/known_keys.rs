//! All keys of a head that mean something, as a list for the guide: the names that the readers themselves ask for, with what a value is and
//! an example.
//!
//! Takes nothing, gives data. It reads no head: that do `facets`, `occurred`, `publication` and the others whose names stand here.

use super::keys::{OF_GENERATORS, TABLES};
use super::{
    extract, facets, named, occurred, prose, publication, role, scorecard, severity, title,
};

/// A key with its other names.
#[derive(Debug, Clone, Copy)]
pub struct Known {
    /// What it is about: a heading of the guide.
    pub about: &'static str,
    /// Its usual name.
    pub name: &'static str,
    /// All its names, in lower case, of letters and digits alone.
    pub names: &'static [&'static str],
    /// What it says.
    pub what: &'static str,
    /// What a value is.
    pub value: &'static str,
    /// A value, as YAML has it.
    pub example: &'static str,
    /// The field of the record that it fills; empty where it is none.
    pub field: &'static str,
}

const TITLE: &str = "What happened";
const TIMES: &str = "When it happened";
const FACETS: &str = "What it is indexed by";
const PAGE: &str = "The page";
const OTHERS: &str = "Other reports";

const MOMENT: &str = "a day, or a day and a time with its zone";
const NAMES: &str = "names: a list, or a text with commas between them";
const WORDS: &str = "a text";
const REPORTS: &str = "reports by path, file name, address, id or title: a list, or a text with commas between names without blanks";

/// Every key.
#[rustfmt::skip] // A key in few lines.
pub const KNOWN: &[Known] = &[
    Known { about: TITLE, name: "title", names: title::KEYS, what: "the title", value: WORDS, example: "The queue was full", field: "title" },
    Known { about: TITLE, name: "link_title", names: title::SHORT, what: "the title, where neither the text nor another key has one",
        value: WORDS, example: "The queue was full", field: "title" },
    Known { about: TITLE, name: "summary", names: prose::SUMMARY, what: "what happened, in a few sentences", value: WORDS,
        example: "Orders waited for two hours, since the queue was full.", field: "summary" },
    Known { about: TITLE, name: "severity", names: severity::NAMES, what: "how bad it was, in your words (`[severity.levels]` gives them a place on the scale)",
        value: "a label", example: "SEV-2", field: "severity" },
    Known { about: TITLE, name: "status", names: publication::STATUS, what: "how far it is; `draft` and `WIP` hold the report back", value: "a few words",
        example: "resolved", field: "status" },
    Known { about: TITLE, name: "scorecard", names: scorecard::head::KEYS, what: "questions with points", value: "a table of questions and answers, in groups or not",
        example: "{ Was it noticed in five minutes?: yes, Did a runbook help?: no, Was somebody woken?: no }", field: "scorecard" },
    Known { about: TIMES, name: "incident_date", names: occurred::HAPPENED, what: "the day of the incident", value: MOMENT, example: "2024-05-31", field: "date" },
    Known { about: TIMES, name: "started", names: occurred::STARTED, what: "when it began", value: MOMENT, example: "2024-05-31 14:05 UTC", field: "start" },
    Known { about: TIMES, name: "detected", names: occurred::DETECTED, what: "when it was noticed", value: MOMENT, example: "2024-05-31 14:12 UTC", field: "milestones" },
    Known { about: TIMES, name: "acknowledged", names: occurred::ACKNOWLEDGED, what: "when somebody took it up", value: MOMENT, example: "2024-05-31 14:15 UTC", field: "milestones" },
    Known { about: TIMES, name: "declared", names: occurred::DECLARED, what: "when it was declared an incident", value: MOMENT, example: "2024-05-31 14:20 UTC", field: "milestones" },
    Known { about: TIMES, name: "mitigated", names: occurred::MITIGATED, what: "when its effect was stopped", value: MOMENT, example: "2024-05-31 15:10 UTC", field: "milestones" },
    Known { about: TIMES, name: "resolved", names: occurred::RESOLVED, what: "when it was over", value: MOMENT, example: "2024-05-31 15:40 UTC", field: "milestones" },
    Known { about: TIMES, name: "ended", names: occurred::ENDED, what: "when it ended", value: MOMENT, example: "2024-05-31 15:40 UTC", field: "end" },
    Known { about: TIMES, name: "duration", names: occurred::DURATION, what: "how long it lasted", value: "a length of time", example: "1 hour 35 minutes", field: "duration_minutes" },
    Known { about: TIMES, name: "duration_minutes", names: occurred::MINUTES, what: "the same in minutes", value: "a whole number", example: "95", field: "duration_minutes" },
    Known { about: TIMES, name: "time_to_detection", names: occurred::UNTIL_NOTICED, what: "how long it took until it was noticed", value: "a length of time",
        example: "7 minutes", field: "milestones" },
    Known { about: TIMES, name: "timezone", names: occurred::ZONE, what: "the zone of times of this report that name none", value: "a zone", example: "Europe/Oslo", field: "" },
    Known { about: TIMES, name: "published", names: occurred::PUBLISHED, what: "the day on which the report was published", value: MOMENT, example: "2024-06-07", field: "date" },
    Known { about: TIMES, name: "date", names: occurred::PAGE_DATE, what: "the same in a fenced head; in `Key: value` lines without a fence, in a field list beside `severity`, `affected`, `services`, `impact` or `duration`, and beside `resolved` and `affected`, the day of the incident",
        value: MOMENT, example: "2024-06-07", field: "date" },
    Known { about: FACETS, name: "services", names: facets::SERVICES, what: "what it struck", value: NAMES, example: "[Checkout, Search]", field: "services" },
    Known { about: FACETS, name: "causes", names: facets::CAUSES, what: "what made it possible; sentences are shown as they are", value: NAMES, example: "[capacity/disk-full]", field: "causes" },
    Known { about: FACETS, name: "triggers", names: facets::TRIGGERS, what: "what set it off", value: NAMES, example: "[change/deploy]", field: "triggers" },
    Known { about: FACETS, name: "detection", names: facets::DETECTION, what: "how it was noticed", value: NAMES, example: "[alert]", field: "detection" },
    Known { about: FACETS, name: "teams", names: facets::TEAMS, what: "who owns what broke", value: NAMES, example: "[Payments]", field: "teams" },
    Known { about: FACETS, name: "company", names: facets::COMPANIES, what: "the same, where a name may hold commas", value: "a name, or a list of names", example: "Harbour and Sons", field: "teams" },
    Known { about: FACETS, name: "tags", names: facets::TAGS, what: "words of yours", value: "words: a list, or a text with commas or blanks between them", example: "[queue, night]", field: "tags" },
    Known { about: FACETS, name: "keywords", names: facets::KEYWORDS, what: "the same", value: NAMES, example: "[queue, night shift]", field: "tags" },
    Known { about: FACETS, name: "categories", names: facets::CATEGORIES, what: "the same; a few well-known categories are causes and triggers", value: "words: a list, or a text with commas or blanks between them",
        example: "[queue]", field: "tags" },
    Known { about: PAGE, name: "draft", names: publication::HELD, what: "that it is not published: only builds with `--drafts` show it", value: "`true` or `false`", example: "true", field: "" },
    Known { about: PAGE, name: "published", names: publication::RELEASED, what: "with `false` the same", value: "`true` or `false`", example: "false", field: "" },
    Known { about: PAGE, name: "audience", names: publication::AUDIENCE, what: "who may read it: everybody but `public` and its like keeps it a draft", value: NAMES, example: "public", field: "audience" },
    Known { about: PAGE, name: "lang", names: publication::LANGUAGE, what: "the language that it is written in", value: "a BCP 47 tag", example: "de", field: "lang" },
    Known { about: PAGE, name: "slug", names: publication::SLUG, what: "its address, from the root of the site, or its last part", value: "a path", example: "/2024/queue/", field: "" },
    Known { about: PAGE, name: "aliases", names: publication::ALIASES, what: "its former addresses, from the root of the site", value: "paths: a list, or one", example: "[/old/queue/]", field: "" },
    Known { about: PAGE, name: "weight", names: publication::WEIGHT, what: "its place in its folder: the lowest first", value: "a number", example: "3", field: "" },
    Known { about: PAGE, name: "template", names: role::FLAGS, what: "that the file is a template and no report", value: "`true`", example: "true", field: "" },
    Known { about: PAGE, name: "maxdepth", names: extract::DEPTH, what: "of an index file: how deep its page lists groups inside groups", value: "a whole number", example: "2", field: "" },
    Known { about: OTHERS, name: "related", names: named::RELATED, what: "reports that are related", value: REPORTS, example: "[2023-05-19-disk.md]", field: "" },
    Known { about: OTHERS, name: "recurs", names: named::RECURS, what: "reports whose incident came back", value: REPORTS, example: "[2023-05-19-disk.md]", field: "" },
];

/// Keys by which authors speak to their generator: no page shows them.
pub const UNSHOWN: &[&str] = OF_GENERATORS;

/// Tables whose keys count as if they stood at the top.
pub const INNER: &[&str] = TABLES;

#[cfg(test)]
mod tests {
    use super::KNOWN;
    use crate::postmortem::keys::letters;

    /// A list that is asked for and stands in no row is a key that the guide does not tell of.
    #[test]
    fn every_list_of_names_has_a_row() {
        let rows = include_str!("known_keys.rs");
        for (module, text) in [
            ("facets", include_str!("facets.rs")),
            ("occurred", include_str!("occurred/mod.rs")),
            ("severity", include_str!("severity.rs")),
            ("title", include_str!("title.rs")),
        ] {
            for rest in text.split("\npub(super) const ").skip(1) {
                let (name, kind) = rest.split_once(": ").unwrap();
                let row = format!("names: {module}::{name},");
                assert!(!kind.starts_with("&[&str]") || rows.contains(&row), "{row}");
            }
        }
    }

    #[test]
    fn the_guide_tells_of_every_property() {
        for property in crate::facet::Property::ALL {
            let field = property.list();
            assert!(KNOWN.iter().any(|known| known.field == field), "{field}");
        }
    }

    #[test]
    fn the_usual_name_is_one_of_the_names() {
        for known in KNOWN {
            let name = letters(known.name);
            assert!(known.names.contains(&name.as_str()), "{}", known.name);
        }
    }
}
