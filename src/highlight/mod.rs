//! Which parts of a piece of code are what: keywords, strings, comments; the prompts and the output of a shell session; the times
//! and levels of log lines.
//!
//! Takes the name of a language and a text, gives [`Run`]s of bytes with their [`Class`]. Two libraries know the languages: `hl-lite`
//! has lexers for the commonest, one pass and no look back; `syntaxmate` has the grammars that editors use, for the others. Sessions
//! and logs have rules of our own. It never changes a text and knows nothing of HTML. It does not guess a language: where none is
//! named only sessions and logs are recognised, by the shape of their lines.

mod grammar;
mod language;
mod lexical;
mod log;
mod runs;
mod scope;
mod session;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use xxhash_rust::xxh3::xxh3_128;

pub use language::label;
pub use runs::Run;

use grammar::Grammars;
use language::Lexer;
use runs::Runs;

/// A longer text stays plain: nobody reads it by its colours, and it would cost more than the rest of its page.
const LONGEST: usize = 100_000;

/// The code of one body in languages of [grammars](cost): one text that is as long as such a text may be, or many short ones.
/// The worst of it costs a third of a second.
pub const MOST_COSTLY: usize = grammar::LONGEST;

/// Runs are kept of texts up to so many bytes: what stands in many reports is short,
const LONGEST_KNOWN: usize = 8_000;
/// and of so many texts, so that what is kept does not grow with the archive. Who came too late is reckoned each time.
const MOST_KNOWN: usize = 2_000;

/// What a run of bytes is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// A word of the language itself: `if`, `SELECT`, the name of a tag.
    Keyword,
    /// A text in quotes, a pattern.
    String,
    /// A comment.
    Comment,
    /// A number, or a constant such as `true`.
    Number,
    /// The name of a type.
    Type,
    /// The name of a function or a command.
    Function,
    /// The name of what has a value: a key, an attribute, an option.
    Property,
    /// A variable where a language marks it: `$HOME`.
    Variable,
    /// A line that a change adds.
    Inserted,
    /// A line that a change takes away.
    Deleted,
    /// What stands above a part: the lines of a diff that name files and places, a section of settings.
    Heading,
    /// The prompt of a session.
    Prompt,
    /// What a command of a session gave.
    Output,
    /// The time of a log line.
    Time,
    /// The level of a log line that tells of a failure.
    Failure,
    /// The level of a log line that warns.
    Warning,
    /// Any other level.
    Level,
}

impl Class {
    /// All of them.
    pub const ALL: [Self; 17] = [
        Self::Keyword,
        Self::String,
        Self::Comment,
        Self::Number,
        Self::Type,
        Self::Function,
        Self::Property,
        Self::Variable,
        Self::Inserted,
        Self::Deleted,
        Self::Heading,
        Self::Prompt,
        Self::Output,
        Self::Time,
        Self::Failure,
        Self::Warning,
        Self::Level,
    ];

    /// Its name in style sheets: short, since it stands on a page many times.
    pub fn name(self) -> &'static str {
        match self {
            Self::Keyword => "k",
            Self::String => "s",
            Self::Comment => "c",
            Self::Number => "n",
            Self::Type => "t",
            Self::Function => "f",
            Self::Property => "p",
            Self::Variable => "v",
            Self::Inserted => "i",
            Self::Deleted => "d",
            Self::Heading => "h",
            Self::Prompt => "pr",
            Self::Output => "o",
            Self::Time => "tm",
            Self::Failure => "le",
            Self::Warning => "lw",
            Self::Level => "l",
        }
    }
}

/// Highlights the code of one build: the same short text in the same language once. Any number of threads may ask.
#[derive(Debug, Default)]
pub struct Highlighter {
    grammars: Grammars,
    /// By the fingerprint of language and text. What a lexer gives in a microsecond is not kept. It saves work and changes no result.
    known: Mutex<BTreeMap<u128, Arc<[Run]>>>,
}

impl Highlighter {
    /// The runs of a text, in order, none over another; what stands between them is plain. The same for the same text, whoever
    /// asked for what before.
    pub fn runs(&self, language: Option<&str>, text: &str) -> Arc<[Run]> {
        if text.len() > LONGEST {
            return Arc::default();
        }
        let mut runs = Runs::default();
        match lexer(language, text) {
            Some(Lexer::Session) => session::runs(text, &mut runs),
            Some(Lexer::Log) => log::runs(text, &mut runs),
            Some(Lexer::Lexical(language)) => lexical::runs(language, text, &mut runs),
            Some(Lexer::Grammar(name)) => return self.by_grammar(name, text),
            None => {}
        }
        runs.finish(text)
    }

    fn by_grammar(&self, name: &'static str, text: &str) -> Arc<[Run]> {
        let reckoned = || {
            let mut runs = Runs::default();
            self.grammars.runs(name, text, &mut runs);
            runs.finish(text)
        };
        if text.len() > LONGEST_KNOWN {
            return reckoned();
        }
        let fingerprint = xxh3_128([name, "\0", text].concat().as_bytes());
        let known = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(runs) = known().get(&fingerprint) {
            return Arc::clone(runs);
        }
        let runs = reckoned();
        let mut known = known();
        if known.len() < MOST_KNOWN {
            known.insert(fingerprint, Arc::clone(&runs));
        }
        runs
    }
}

/// As how many bytes of [`MOST_COSTLY`] a byte in the language of that name counts: none, unless a grammar knows it, which takes a
/// thousand times what a lexer of one pass does.
pub fn cost(language: &str) -> usize {
    match language::lexer(language) {
        Some(Lexer::Grammar(name)) => grammar::cost(name),
        _ => 0,
    }
}

/// Who knows that text.
fn lexer(language: Option<&str>, text: &str) -> Option<Lexer> {
    let Some(language) = language else {
        return if session::is_session(text) {
            Some(Lexer::Session)
        } else {
            log::is_log(text).then_some(Lexer::Log)
        };
    };
    let lexer = language::lexer(language)?;
    // Many call a session by the name of its shell.
    let is_shell = matches!(lexer, Lexer::Lexical(hl_lite::Lang::Bash));
    if is_shell && session::is_session(text) {
        return Some(Lexer::Session);
    }
    Some(lexer)
}
