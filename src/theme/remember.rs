//! `remember(template, key, name=value, …)`: what a part gave, kept for the next page that asks for the same. `remember_each`
//! does so for every item of a list, each of which says by its `key` what it depends on.
//!
//! A report stands in a dozen lists, and a list may hold thousands: its line is the same text in all lists of one folder. So are
//! the header and the footer of all pages of a folder. Takes the name of a template, what the result depends on, and values;
//! gives what the template gives. A part that is remembered sees `site` and these values and nothing of the page, so that no
//! page can show what belongs to another. Kept for one theme, hence for one build.

use std::collections::HashMap;
use std::hash::{BuildHasher as _, RandomState};
use std::sync::{Arc, Mutex, PoisonError};

use minijinja::value::{Kwargs, Value};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, State};

/// Parts of the memory, so that threads hardly ever wait for each other.
const SHARDS: usize = 64;

/// What templates gave, by the question.
struct Memory {
    hasher: RandomState,
    shards: Vec<Mutex<HashMap<String, Arc<str>>>>,
}

/// Gives an environment the functions.
pub(super) fn install(environment: &mut Environment<'_>) {
    let memory = Arc::new(Memory {
        hasher: RandomState::new(),
        shards: (0..SHARDS).map(|_| Mutex::default()).collect(),
    });
    let one = Arc::clone(&memory);
    environment.add_function(
        "remember",
        move |state: &mut State<'_, '_>, template: &str, key: &str, values: Kwargs| {
            let question = [template, key].join("\0");
            let text = one.answer(&question, || fill(state, template, None, &values))?;
            Ok::<_, Error>(as_written(template, &text))
        },
    );
    environment.add_function(
        "remember_each",
        move |state: &mut State<'_, '_>,
              template: &str,
              items: &Value,
              name: &str,
              values: Kwargs| {
            let text = memory.answer_each(state, template, items, name, &values)?;
            Ok::<_, Error>(as_written(template, &text))
        },
    );
}

/// A part of markup is markup.
fn as_written(template: &str, text: &str) -> Value {
    match super::filters::escapes(template) {
        AutoEscape::None => Value::from(text),
        _ => Value::from_safe_string(text.to_owned()),
    }
}

/// Fills a template that sees the site, an item and values.
fn fill(
    state: &State<'_, '_>,
    template: &str,
    item: Option<(&str, &Value)>,
    values: &Kwargs,
) -> Result<String, Error> {
    let site = state.lookup("site").map(|site| ("site", site));
    let item = item.map(|(name, item)| (name, item.clone()));
    let given = values
        .args()
        .map(|name| Ok((name, values.peek::<Value>(name)?)))
        .collect::<Result<Vec<_>, Error>>()?;
    let context = Value::from_pairs(site.into_iter().chain(item).chain(given));
    state.env().get_template(template)?.render(context)
}

impl Memory {
    /// The answer to a question, made where it is the first of its kind.
    fn answer(
        &self,
        question: &str,
        make: impl FnOnce() -> Result<String, Error>,
    ) -> Result<Arc<str>, Error> {
        let at = usize::try_from(self.hasher.hash_one(question) % SHARDS as u64).unwrap_or(0);
        let shard = || {
            self.shards[at]
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
        };
        if let Some(known) = shard().get(question) {
            return Ok(Arc::clone(known));
        }
        let text: Arc<str> = make()?.into();
        shard().insert(question.to_owned(), Arc::clone(&text));
        Ok(text)
    }

    fn answer_each(
        &self,
        state: &State<'_, '_>,
        template: &str,
        items: &Value,
        name: &str,
        values: &Kwargs,
    ) -> Result<String, Error> {
        let mut question = [template, "\0"].concat();
        for name in values.args() {
            let value = values.peek::<Value>(name)?;
            question.extend([name, "=", &value.to_string(), "\0"]);
        }
        let same = question.len();
        let mut out = String::new();
        for item in items.try_iter()? {
            let key = item.get_attr("key")?;
            question.truncate(same);
            question.push_str(key.as_str().ok_or_else(|| {
                Error::new(
                    ErrorKind::InvalidOperation,
                    "an item here has no text as its `key`",
                )
            })?);
            let text = self.answer(&question, || {
                fill(state, template, Some((name, &item)), values)
            })?;
            out.push_str(&text);
            out.push('\n');
        }
        Ok(out)
    }
}
