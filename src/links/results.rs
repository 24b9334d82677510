//! What addresses answered when they were asked.
//!
//! Takes and gives the text of the file that stands beside `book.toml`: sorted, a line for each address, the same for the same answers.
//! It reads and writes no file, and knows no clock.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The name of the file, beside `book.toml`.
pub const NAME: &str = ".pmsite-links.json";

/// The version of the form of the file.
const VERSION: u32 = 1;

/// For so many days an answer holds.
const FRESH: i32 = 7;

/// What each address answered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Results(pub BTreeMap<String, Answer>);

/// What one address answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// What came back.
    pub outcome: Outcome,
    /// Where the address has moved for good, where it says so.
    pub to: Option<String>,
    /// The day on which it was asked.
    pub day: Date,
}

/// What comes back of an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// An answer, by its status.
    Status(u16),
    /// None.
    Nothing(Problem),
}

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Problem {
    /// There is no host of that name.
    NoHost,
    /// Nobody could say whether there is.
    NoLookup,
    /// The host takes no connection.
    NoConnection,
    /// It took too long.
    Timeout,
    /// No secure connection comes about: its certificate is not trusted, it is of another host, or it speaks otherwise.
    Tls,
    /// It leads on and on, or to what is no address of the web.
    Redirects,
    /// What came back is no answer that can be understood.
    Broken,
}

/// What an answer means for who follows a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Something is there, be it behind a door.
    There,
    /// Nothing is there any more.
    Gone,
    /// It did not answer this time.
    Unsure,
}

impl Outcome {
    /// What it means.
    pub fn state(self) -> State {
        match self {
            Self::Status(404 | 410) | Self::Nothing(Problem::NoHost) => State::Gone,
            Self::Status(408 | 425 | 429 | 500..) | Self::Nothing(_) => State::Unsure,
            Self::Status(_) => State::There,
        }
    }

    /// The same in words: `it answered 404`.
    pub(super) fn words(self) -> String {
        match self {
            Self::Status(status) => return format!("it answered {status}"),
            Self::Nothing(Problem::NoHost) => "there is no such host",
            Self::Nothing(Problem::NoLookup) => "its host could not be looked up",
            Self::Nothing(Problem::NoConnection) => "its host takes no connection",
            Self::Nothing(Problem::Timeout) => "it took too long",
            Self::Nothing(Problem::Tls) => "no secure connection can be made to it",
            Self::Nothing(Problem::Redirects) => "it leads on and on",
            Self::Nothing(Problem::Broken) => "its answer cannot be understood",
        }
        .to_owned()
    }
}

impl Answer {
    /// True where it need not be asked again: it is certain, and not old.
    pub fn is_fresh(&self, today: Date) -> bool {
        let age = today.since(self.day).map(|age| age.get_days());
        self.outcome.state() != State::Unsure && age.is_ok_and(|age| (0..FRESH).contains(&age))
    }
}

/// The file.
#[derive(Deserialize)]
struct File {
    version: u32,
    links: Vec<Line>,
}

/// One line of it.
#[derive(Serialize, Deserialize)]
struct Line {
    address: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    problem: Option<Problem>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    to: Option<String>,
    day: String,
}

impl Results {
    /// Reads the file; the error says what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, String> {
        let file: File = serde_json::from_str(text).map_err(|error| error.to_string())?;
        if file.version != VERSION {
            return Err(format!(
                "its version is {}, and this program knows {VERSION}",
                file.version
            ));
        }
        let mut results = BTreeMap::new();
        for line in file.links {
            let Line {
                address,
                status,
                problem,
                to,
                day,
            } = line;
            let outcome = match (status, problem) {
                (Some(status), None) => Outcome::Status(status),
                (None, Some(problem)) => Outcome::Nothing(problem),
                _ => {
                    return Err(format!(
                        "`{address}` wants either a `status` or a `problem`"
                    ));
                }
            };
            let day: Date = day
                .parse()
                .map_err(|_| format!("`{day}`, of `{address}`, is no day"))?;
            results.insert(address, Answer { outcome, to, day });
        }
        Ok(Self(results))
    }

    /// The text of the file: a line for each address, sorted.
    pub fn to_text(&self) -> String {
        let mut out = format!("{{\n  \"version\": {VERSION},\n  \"links\": [");
        for (at, (address, answer)) in self.0.iter().enumerate() {
            let (status, problem) = match answer.outcome {
                Outcome::Status(status) => (Some(status), None),
                Outcome::Nothing(problem) => (None, Some(problem)),
            };
            let line = Line {
                address: address.clone(),
                status,
                problem,
                to: answer.to.clone(),
                day: answer.day.to_string(),
            };
            // Its keys are texts, so that it can be written.
            let line = serde_json::to_string(&line).unwrap_or_default();
            let comma = if at == 0 { "" } else { "," };
            let _ = write!(out, "{comma}\n    {line}");
        }
        out.push_str(if self.0.is_empty() {
            "]\n}\n"
        } else {
            "\n  ]\n}\n"
        });
        out
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_file_is_read_as_it_was_written() {
        let answer = |outcome, to: Option<&str>| Answer {
            outcome,
            to: to.map(str::to_owned),
            day: date(2021, 3, 4),
        };
        let results = Results(BTreeMap::from([
            (
                "https://a.example/\"".to_owned(),
                answer(Outcome::Status(200), Some("https://b.example/")),
            ),
            (
                "https://c.example/".to_owned(),
                answer(Outcome::Nothing(Problem::NoHost), None),
            ),
        ]));
        let text = results.to_text();
        assert!(
            text.contains(
                r#"{"address":"https://c.example/","problem":"no-host","day":"2021-03-04"}"#
            ),
            "{text}"
        );
        assert_eq!(Results::parse(&text), Ok(results));
        assert_eq!(
            Results::parse(&Results::default().to_text()),
            Ok(Results::default())
        );
        for (line, problem) in [
            (r#"{"address":"a","day":"2021-03-04"}"#, "either"),
            (
                r#"{"address":"a","status":200,"problem":"timeout","day":"2021-03-04"}"#,
                "either",
            ),
            (
                r#"{"address":"a","status":200,"day":"2021-02-30"}"#,
                "no day",
            ),
        ] {
            let text = format!("{{\"version\":1,\"links\":[{line}]}}");
            let told = Results::parse(&text).expect_err("it is wrong");
            assert!(told.contains(problem), "{told}");
        }
        assert!(Results::parse("{\"version\":2,\"links\":[]}").is_err());
    }

    #[test]
    fn what_is_certain_holds_for_a_week() {
        let of = |outcome| Answer {
            outcome,
            to: None,
            day: date(2021, 3, 4),
        };
        let there = of(Outcome::Status(200));
        assert!(there.is_fresh(date(2021, 3, 4)) && there.is_fresh(date(2021, 3, 10)));
        assert!(!there.is_fresh(date(2021, 3, 11)) && !there.is_fresh(date(2021, 3, 3)));
        assert!(!there.is_fresh(date(2021, 5, 4)));
        assert!(of(Outcome::Status(404)).is_fresh(date(2021, 3, 5)));
        assert!(!of(Outcome::Status(503)).is_fresh(date(2021, 3, 4)));
    }
}
