//! `remember(template, key, name=value, …)`: what a part gave, kept for the next page that asks for the same. `remember_each`
//! does so for every item of a list, each of which says by its `key` what it depends on.
//!
//! A report stands in a dozen lists, and a list may hold thousands: its line is the same text in all lists of one folder. So are
//! the header and the footer of all pages of a folder. Takes the name of a template, what the result depends on, and values;
//! gives what the template gives. A part that is remembered sees `site` and these values and nothing of the page, so that no
//! page can show what belongs to another. Kept for one theme, hence for one build; a server that keeps a
//! theme for the next state of its site takes it afresh.

use std::collections::HashMap;
use std::hash::{BuildHasher as _, BuildHasherDefault, Hasher, RandomState};
use std::sync::{Arc, Mutex, PoisonError};

use minijinja::value::{Enumerator, Kwargs, Object, Value};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, State};
use xxhash_rust::xxh3::{xxh3_64_with_seed, xxh3_128_with_seed};

/// Parts of the memory, so that threads hardly ever wait for each other.
const SHARDS: usize = 64;

/// What templates gave, by the question.
struct Memory {
    /// Another number in every run, so that nobody can make up two questions with one fingerprint.
    seed: u64,
    shards: Vec<Mutex<HashMap<u128, Value, BuildHasherDefault<Ready>>>>,
}

/// What stands for a question is well mixed already.
#[derive(Default)]
struct Ready(u64);

impl Hasher for Ready {
    fn write(&mut self, bytes: &[u8]) {
        for part in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..part.len()].copy_from_slice(part);
            self.0 ^= u64::from_ne_bytes(word);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// Gives an environment the functions.
pub(super) fn install(environment: &mut Environment<'_>) {
    let memory = Arc::new(Memory {
        seed: RandomState::new().hash_one(SHARDS),
        shards: (0..SHARDS).map(|_| Mutex::default()).collect(),
    });
    let one = Arc::clone(&memory);
    environment.add_function(
        "remember",
        move |state: &mut State<'_, '_>, template: &str, key: &str, values: Kwargs| {
            let question = xxh3_128_with_seed(key.as_bytes(), one.about(template));
            one.answer(question, || fill(state, template, None, &values))
        },
    );
    environment.add_function(
        "remember_each",
        move |state: &mut State<'_, '_>,
              template: &str,
              items: &Value,
              name: &str,
              values: Kwargs| { memory.answer_each(state, template, items, name, &values) },
    );
}

/// A part of markup is markup.
fn as_written(template: &str, text: String) -> Value {
    match super::filters::escapes(template) {
        AutoEscape::None => Value::from(text),
        _ => Value::from_safe_string(text),
    }
}

/// Fills a template that sees the site, an item and values.
fn fill(
    state: &State<'_, '_>,
    template: &str,
    item: Option<(&str, &Value)>,
    values: &Kwargs,
) -> Result<Value, Error> {
    let site = state.lookup("site").map(|site| ("site", site));
    let item = item.map(|(name, item)| (name, item.clone()));
    let given = values
        .args()
        .map(|name| Ok((name, values.peek::<Value>(name)?)))
        .collect::<Result<Vec<_>, Error>>()?;
    let names = given.into_iter().chain(item).chain(site);
    let names = names.map(|(name, value)| (name.into(), value)).collect();
    let context = Value::from_object(Seen(names));
    let text = state.env().get_template(template)?.render(context)?;
    Ok(as_written(template, text))
}

/// What a part sees: few names, found sooner one by one than in a table.
#[derive(Debug)]
struct Seen(Vec<(Box<str>, Value)>);

impl Object for Seen {
    fn get_value(self: &Arc<Self>, name: &Value) -> Option<Value> {
        self.get_value_by_str(name.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, name: &str) -> Option<Value> {
        let found = self.0.iter().find(|(known, _)| **known == *name);
        found.map(|(_, value)| value.clone())
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Values(
            self.0
                .iter()
                .map(|(name, _)| Value::from(&**name))
                .collect(),
        )
    }
}

impl Memory {
    /// What makes the fingerprints of some questions others than those of the same words elsewhere.
    fn about(&self, what: &str) -> u64 {
        xxh3_64_with_seed(what.as_bytes(), self.seed)
    }

    /// The answer to a question, made where it is the first of its kind.
    fn answer(
        &self,
        question: u128,
        make: impl FnOnce() -> Result<Value, Error>,
    ) -> Result<Value, Error> {
        let at = usize::try_from(question % SHARDS as u128).unwrap_or(0);
        let shard = || {
            self.shards[at]
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
        };
        if let Some(known) = shard().get(&question) {
            return Ok(known.clone());
        }
        let answer = make()?;
        shard().insert(question, answer.clone());
        Ok(answer)
    }

    fn answer_each(
        &self,
        state: &State<'_, '_>,
        template: &str,
        items: &Value,
        name: &str,
        values: &Kwargs,
    ) -> Result<Value, Error> {
        let mut what = [template, "\0"].concat();
        for name in values.args() {
            let value = values.peek::<Value>(name)?;
            what.extend([name, "=", &value.to_string(), "\0"]);
        }
        let about = self.about(&what);
        let mut out = String::new();
        for item in items.try_iter()? {
            let key = item.get_attr("key")?;
            let key = key.as_str().ok_or_else(|| {
                Error::new(
                    ErrorKind::InvalidOperation,
                    "an item here has no text as its `key`",
                )
            })?;
            let question = xxh3_128_with_seed(key.as_bytes(), about);
            let part = self.answer(question, || {
                fill(state, template, Some((name, &item)), values)
            })?;
            out.push_str(part.as_str().unwrap_or_default());
            out.push('\n');
        }
        Ok(as_written(template, out))
    }
}
