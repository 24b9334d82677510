//! How much speaks for a report of an incident, as a number, for folders that hold much else.

use super::SectionKind;
use super::names::{is_folder_of_reports, speaks_of_incidents, words};
use super::role::Evidence;
use super::when::{find_date, is_clock_time};

/// How much evidence a document must show to be taken for a report where its folder is full of program code. One folder
/// named for incidents, or a name and two telling sections, are enough; a stray mention of an incident is not.
pub const EVIDENCE_NEEDED: u32 = 3;

/// Keys that name what was hit.
const NAMING_KEYS: &[&str] = &[
    "services",
    "service",
    "affected",
    "affectedservices",
    "systems",
    "components",
    "product",
    "company",
];

impl Evidence<'_> {
    /// How much speaks for a report, from 0; counted on only as long as it is less than needed. What counts:
    ///
    /// - a folder above, or the root folder, is named for incidents: 3 where it is the nearest, else 2
    /// - the file name speaks of an incident: 1; it begins with a date: 1
    /// - the title speaks of an incident: 1
    /// - the head has keys of an incident (`severity`, `started`): 2
    /// - the head names a service, a product or a company: 1
    /// - the title or the first lines tell a day: 1
    /// - each kind of section that tells of one (timeline, impact, root cause, …): 1
    /// - three lines or more begin with a time of day: 1
    /// - name or title are those of instructions (`runbook`, `policy`): 3 less
    pub(super) fn score(&self) -> u32 {
        let mut folders: Vec<&str> = vec![&self.clues.root_name];
        folders.extend(self.name.folders.iter().map(String::as_str));
        if self.name.is_bundle {
            folders.pop();
        }
        let by_folder = folders
            .iter()
            .rev()
            .position(|folder| is_folder_of_reports(folder))
            .map_or(0, |distance| if distance == 0 { 3 } else { 2 });
        let name = self.name.own().to_lowercase();
        let name = words(&name);
        let title = self.title.map(|title| title.text.to_lowercase());
        let title = title.as_deref().map(words).unwrap_or_default();
        let is_dated = find_date(self.name.own()).is_some_and(|(.., range)| range.start == 0);
        let told = by_folder
            + u32::from(speaks_of_incidents(&name))
            + u32::from(is_dated)
            + u32::from(speaks_of_incidents(&title))
            + 2 * u32::from(self.has_incident_keys)
            + u32::from(self.keys.get(NAMING_KEYS).is_some())
            + self.telling_kinds();
        let against = if is_instruction(&name) || is_instruction(&title) {
            3
        } else {
            0
        };
        // The lines are gone through only where they can decide.
        if told >= EVIDENCE_NEEDED + against {
            return told - against;
        }
        (told + self.told_by_lines()).saturating_sub(against)
    }

    /// What title and lines add: a day, and times of day.
    fn told_by_lines(&self) -> u32 {
        let times = self
            .lines
            .iter()
            .filter(|line| begins_with_time(&line.text))
            .take(3)
            .count();
        let has_day = self
            .title
            .is_some_and(|title| find_date(&title.text).is_some())
            || self
                .lines
                .iter()
                .take_while(|line| matches!(line.kind, None | Some(SectionKind::Summary)))
                .any(|line| find_date(&line.text).is_some());
        u32::from(has_day) + u32::from(times == 3)
    }
}

fn is_instruction(words: &[&str]) -> bool {
    let is_one = |word: &&str| {
        matches!(
            *word,
            "runbook"
                | "runbooks"
                | "playbook"
                | "playbooks"
                | "guide"
                | "guidelines"
                | "guideline"
                | "policy"
                | "policies"
                | "procedure"
                | "procedures"
                | "howto"
                | "handbook"
                | "checklist"
                | "faq"
                | "tutorial"
                | "roadmap"
                | "changelog"
                | "glossary"
                | "process"
                | "processes"
                | "writing"
                | "training"
                | "culture"
                | "schedule"
        )
    };
    words.iter().any(is_one) || words.windows(2).any(|pair| pair == ["how", "to"])
}

/// True for a line that begins with a time of day, also behind its date.
fn begins_with_time(line: &str) -> bool {
    let line = line.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '|' | '['));
    if is_clock_time(line) {
        return true;
    }
    super::when::dates(line).next().is_some_and(|found| {
        found.range.start == 0
            && is_clock_time(line[found.range.end..].trim_start_matches([' ', 'T', ',', '|']))
    })
}
