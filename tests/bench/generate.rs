//! Archives that nobody wrote, for measuring: the same seed gives the same bytes.
//!
//! Takes how many reports and a seed, gives the text of each. The reports have the shape of real ones: 4 to 8 KB, front matter, a
//! timeline, a table, action items as a task list, and code in every other one; 196 services, 40 causes, 40 tags and ten
//! years, so that indexes have something to index. It says nothing about how odd reports are read: fixtures do.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

const SERVICES: u64 = 196;
const CAUSES: u64 = 40;
const TAGS: u64 = 40;
const FIRST_YEAR: u64 = 2016;
const YEARS: u64 = 10;

const WORDS: &str = "a about after again alert all allocation already and another any application are as at autoscaler \
available backend backlog backup balancer batch be because before behind better between both broker browser bucket budget build but by \
cache caller can canary capacity certificate change check client cluster cold command commit configuration connection \
consumer container control controller could count credential cron customer dashboard data database day deadline default \
degraded delay deploy deployment did disk dns down drain driver each edge engineer error event every expired failed failover feature \
fell few first flag followed for found from full gateway had half handler has have health heap high host hour however idle in \
increased index ingress input instance into invalid is it its job kernel key known lag large last latency leader leak less limit \
list load lock log long lost low made manual many memory message metric migration minute missing monitor more most near \
network never new next no node normal not object of off old on once one only open operator or other our out over own page parser \
partition patch path peak pipeline pod policy pool port primary probe process production proxy query queue quota rate read \
recovered region registry release replica request reset restart retry returned review role rollback rolled rollout route \
router row rule runbook running same saturated scheduler schema second secondary secret see server service session shard \
should since size slow so some spike stale start state still stopped storage storm stream such support surge table tenant \
test than that the their then there these they third this thread threshold throttled ticket time timeout to token too \
traffic two unable under until up update upgrade upstream user using value version volume wait was watch we were when where which \
while who with within without worker would write zone";

/// Writes `count` reports into `folder`, a subfolder for each year.
pub(crate) fn write_archive(folder: &Path, count: u64, seed: u64) -> io::Result<()> {
    for year in FIRST_YEAR..FIRST_YEAR + YEARS {
        fs::create_dir_all(folder.join(year.to_string()))?;
    }
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    for number in 0..count {
        let report = Report::new(number, seed, &words);
        fs::write(folder.join(report.path()), report.text())?;
    }
    Ok(())
}

/// One report, before its text.
struct Report<'a> {
    number: u64,
    dice: Dice,
    words: &'a [&'a str],
    year: u64,
    month: u64,
    day: u64,
    title: String,
}

impl<'a> Report<'a> {
    fn new(number: u64, seed: u64, words: &'a [&'a str]) -> Self {
        let mut dice = Dice(seed.wrapping_mul(0x1_0000_0001).wrapping_add(number));
        let year = FIRST_YEAR + dice.below(YEARS);
        let (month, day) = (1 + dice.below(12), 1 + dice.below(28));
        let mut report = Self {
            number,
            dice,
            words,
            year,
            month,
            day,
            title: String::new(),
        };
        let length = 4 + report.dice.below(5);
        report.title = report.phrase(length);
        report
    }

    fn path(&self) -> String {
        let Self {
            year, month, day, ..
        } = self;
        let slug: Vec<&str> = self.title.split(' ').take(4).collect();
        let slug = slug.join("-").to_lowercase();
        format!(
            "{year}/{year}-{month:02}-{day:02}-{slug}-{}.md",
            self.number
        )
    }

    /// The words of it: a head, a summary, what was hit, a timeline, numbers, the cause, what is to be done.
    fn text(mut self) -> String {
        let mut text = String::with_capacity(8 * 1024);
        self.head(&mut text);
        let _ = write!(text, "## Summary\n\n{}\n\n", self.paragraph(60, 110));
        let _ = write!(text, "## Impact\n\n{}\n\n", self.paragraph(40, 90));
        self.timeline(&mut text);
        self.table(&mut text);
        if self.number.is_multiple_of(2) {
            self.code(&mut text);
        }
        text.push_str("## Root cause\n\n");
        for _ in 0..3 + self.dice.below(3) {
            let _ = write!(text, "{}\n\n", self.paragraph(50, 110));
        }
        self.action_items(&mut text);
        text
    }

    fn head(&mut self, text: &mut String) {
        let (year, month, day) = (self.year, self.month, self.day);
        let hour = self.dice.below(20);
        let services: Vec<String> = (0..=self.dice.below(3))
            .map(|_| format!("service-{}", self.dice.below(SERVICES)))
            .collect();
        let _ = write!(
            text,
            "---\ntitle: {:?}\ndate: {year}-{month:02}-{day:02}\nstarted: {year}-{month:02}-{day:02}T{hour:02}:10:00Z\n\
             resolved: {year}-{month:02}-{day:02}T{:02}:40:00Z\nseverity: SEV-{}\nservices: [{}]\ncauses: [cause-{}]\n\
             tags: [tag-{}, tag-{}]\n---\n\n",
            self.title,
            hour + 1 + self.dice.below(3),
            1 + self.dice.below(4),
            services.join(", "),
            self.dice.below(CAUSES),
            self.dice.below(TAGS),
            self.dice.below(TAGS),
        );
    }

    fn timeline(&mut self, text: &mut String) {
        text.push_str("## Timeline\n\nAll times are UTC.\n\n");
        let (mut hour, mut minute) = (self.dice.below(20), 0);
        for _ in 0..8 + self.dice.below(6) {
            let what = self.sentence(8, 16);
            let _ = writeln!(text, "- **{hour:02}:{minute:02}** {what}");
            minute += 1 + self.dice.below(20);
            (hour, minute) = (hour + minute / 60, minute % 60);
        }
        text.push('\n');
    }

    fn table(&mut self, text: &mut String) {
        text.push_str("## Numbers\n\n| Metric | Before | During | Note |\n|---|--:|--:|---|\n");
        for _ in 0..4 + self.dice.below(5) {
            let metric = self.phrase(2);
            let (before, during) = (self.dice.below(100), self.dice.below(5000));
            let note = self.sentence(3, 6);
            let _ = writeln!(text, "| {metric} | {before} | `{during}` | {note} |");
        }
        text.push('\n');
    }

    fn code(&mut self, text: &mut String) {
        text.push_str("The change that did it:\n\n```yaml\n");
        for _ in 0..10 + self.dice.below(15) {
            let (key, value) = (self.phrase(1), self.dice.below(900));
            let _ = writeln!(text, "  {}_{value}: {value}", key.to_lowercase());
        }
        text.push_str("```\n\n");
    }

    fn action_items(&mut self, text: &mut String) {
        text.push_str("## Action items\n\n");
        for _ in 0..4 + self.dice.below(4) {
            let mark = if self.dice.below(2) == 0 { ' ' } else { 'x' };
            let what = self.sentence(8, 14);
            let (owner, ticket) = (self.dice.below(60), self.dice.below(9000));
            let _ = writeln!(
                text,
                "- [{mark}] {what} (owner-{owner}, [OPS-{ticket}](https://tickets.example/OPS-{ticket}))"
            );
        }
    }

    fn paragraph(&mut self, least: u64, most: u64) -> String {
        let length = least + self.dice.below(most - least);
        let mut out = String::new();
        let mut words = 0;
        while words < length {
            let sentence = self.sentence(9, 20);
            words += sentence.split(' ').count() as u64;
            if !out.is_empty() {
                // As editors wrap text: about every third sentence begins a line.
                out.push(if self.dice.below(3) == 0 { '\n' } else { ' ' });
            }
            out.push_str(&sentence);
        }
        out
    }

    fn sentence(&mut self, least: u64, most: u64) -> String {
        let length = least + self.dice.below(most - least);
        let mut out = self.phrase(length);
        match self.dice.below(12) {
            0 => {
                let word = self.word();
                let _ = write!(out, " `{word}`");
            }
            1 => {
                let words = self.phrase(2);
                let _ = write!(out, " **{words}**");
            }
            _ => {}
        }
        out.push('.');
        out
    }

    /// Words that begin with a capital letter.
    fn phrase(&mut self, length: u64) -> String {
        let mut out = String::new();
        for at in 0..length {
            let word = self.word();
            if at == 0 {
                let (first, rest) = word.split_at(1);
                out.push_str(&first.to_uppercase());
                out.push_str(rest);
            } else {
                out.push(' ');
                out.push_str(word);
            }
        }
        out
    }

    fn word(&mut self) -> &'a str {
        let at = self.dice.below(self.words.len() as u64);
        self.words[usize::try_from(at).unwrap_or(0)]
    }
}

/// Numbers that look like chance: `SplitMix64` (Steele, Lea and Flood 2014), which needs no library and never changes.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % end
    }
}
