//! `remember(template, key, name=value, …)`: what a part gave, kept for the next page that asks for the same.
//!
//! A report stands in a dozen lists, and a list may hold thousands: its line is the same text in all lists of one folder. So are
//! the header and the footer of all pages of a folder. Takes the name of a template, a key that says what the result depends
//! on, and values; gives what the template gives. A part that is remembered sees `site` and these values and nothing of the
//! page, so that no page can show what belongs to another. Kept for one theme, hence for one build.

use std::collections::HashMap;
use std::hash::{BuildHasher as _, RandomState};
use std::sync::{Arc, Mutex, PoisonError};

use minijinja::value::{Kwargs, Value};
use minijinja::{AutoEscape, Environment, Error, State};

/// Parts of the memory, so that threads hardly ever wait for each other.
const SHARDS: usize = 64;

/// What templates gave, by the question.
struct Memory {
    hasher: RandomState,
    shards: Vec<Mutex<HashMap<String, Value>>>,
}

/// Gives an environment the function.
pub(super) fn install(environment: &mut Environment<'_>) {
    let memory = Arc::new(Memory {
        hasher: RandomState::new(),
        shards: (0..SHARDS).map(|_| Mutex::default()).collect(),
    });
    environment.add_function(
        "remember",
        move |state: &mut State<'_, '_>, template: &str, key: &str, values: Kwargs| {
            memory.answer(state, template, key, &values)
        },
    );
}

impl Memory {
    fn answer(
        &self,
        state: &State<'_, '_>,
        template: &str,
        key: &str,
        values: &Kwargs,
    ) -> Result<Value, Error> {
        let question = [template, key].join("\0");
        let at = usize::try_from(self.hasher.hash_one(&question) % SHARDS as u64).unwrap_or(0);
        let shard = || {
            self.shards[at]
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
        };
        if let Some(known) = shard().get(&question) {
            return Ok(known.clone());
        }
        let site = state.lookup("site").map(|site| ("site", site));
        let names: Vec<&str> = values.args().collect();
        let given = names
            .into_iter()
            .map(|name| Ok((name, values.get::<Value>(name)?)))
            .collect::<Result<Vec<_>, Error>>()?;
        let context = Value::from_pairs(site.into_iter().chain(given));
        let template = state.env().get_template(template)?;
        let text = template.render(context)?;
        let answer = match super::filters::escapes(template.name()) {
            AutoEscape::None => Value::from(text),
            _ => Value::from_safe_string(text),
        };
        shard().insert(question, answer.clone());
        Ok(answer)
    }
}
