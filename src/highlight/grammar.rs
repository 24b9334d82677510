//! The languages of `syntaxmate`: grammars of editors, line by line.
//!
//! What a grammar costs depends on the text, so it gets no more of it than is certain to be quick: see the bounds below. Beyond them
//! a text is plain. No clock decides, so that a text looks the same on every machine.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use syntaxmate::{GrammarRegistry, PreparedLanguage, Tokenizer, TokenizerOptions};

use super::runs::Runs;
use super::scope;

/// The name of our grammar of Prometheus' queries, which the library has not.
pub(super) const PROMQL: &str = "promql";

/// The bytes of the longest text,
pub(super) const LONGEST: usize = 32_000;
/// of the longest line (a longer one stays plain, and those behind it do not): a line that means harm costs at least the square of
/// its length, so that it is this bound that tells what a text may cost,
const LONGEST_LINE: usize = 160;
/// and how deep constructs may stand in each other: behind a line that goes deeper all is plain.
const DEEPEST: usize = 64;

/// As how many a byte counts: what C++ may mean by `a<b<::` takes its grammar several times what the worst of others takes.
pub(super) fn cost(name: &str) -> usize {
    if name == "cpp" { 4 } else { 1 }
}

/// Grammars, each made ready when it is first asked for.
#[derive(Debug, Default)]
pub(super) struct Grammars {
    ready: Mutex<BTreeMap<&'static str, Ready>>,
}

/// A grammar that is ready.
#[derive(Debug)]
struct Ready {
    /// None where the library refuses it.
    language: Option<PreparedLanguage>,
    /// Tokenizers that nobody uses at the moment. What one has learned of a grammar saves work; it changes no result.
    idle: Vec<Tokenizer>,
}

impl Grammars {
    /// Adds the runs of a text.
    pub(super) fn runs(&self, name: &'static str, text: &str, runs: &mut Runs) {
        if text.len() * cost(name) > LONGEST {
            return;
        }
        let Some(mut tokenizer) = self.take(name) else {
            return;
        };
        let mut state = tokenizer.initial_state();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let content = line.strip_suffix('\n').unwrap_or(line);
            let told = tokenizer.tokenize_line_with(content, &mut state, |token| {
                let range = at + token.range().start..at + token.range().end;
                if let Some(words) = text.get(range.clone())
                    && let Some(class) = scope::class(token.scopes(), words)
                {
                    runs.push(text, range, class);
                }
            });
            if told.is_err() || state.depth() > DEEPEST {
                break;
            }
            at += line.len();
        }
        let mut ready = self.ready.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(ready) = ready.get_mut(name) {
            ready.idle.push(tokenizer);
        }
    }

    fn take(&self, name: &'static str) -> Option<Tokenizer> {
        let mut ready = self.ready.lock().unwrap_or_else(PoisonError::into_inner);
        let ready = ready.entry(name).or_insert_with(|| Ready {
            language: language(name),
            idle: Vec::new(),
        });
        let language = ready.language.clone()?;
        ready.idle.pop().or_else(|| {
            let options = TokenizerOptions {
                // The library takes a line below it.
                max_line_bytes: LONGEST_LINE + 1,
                line_cache_entries: 0,
            };
            Some(Tokenizer::from_prepared(&language, options))
        })
    }
}

fn language(name: &str) -> Option<PreparedLanguage> {
    if name != PROMQL {
        return PreparedLanguage::for_bundled_language(name).ok();
    }
    let mut registry = GrammarRegistry::new();
    let grammar = registry.add_json(include_str!("promql.json")).ok()?;
    PreparedLanguage::new(&registry, grammar).ok()
}
