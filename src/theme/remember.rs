//! `remember(key, macro, …)`: what a macro gave, kept for the next page that asks for the same.
//!
//! A report stands in a dozen lists, and a list may hold thousands: its line is the same text in all lists of one depth. Takes a
//! key that says what the result depends on, a macro and its arguments; gives what the macro gives. It is for what is long to
//! make and often the same; it never changes what is shown. Kept for one theme, hence for one build.

use std::collections::HashMap;
use std::hash::{BuildHasher as _, RandomState};
use std::sync::{Arc, Mutex, PoisonError};

use minijinja::value::{Rest, Value};
use minijinja::{Environment, Error, State};

/// Parts of the memory, so that threads hardly ever wait for each other.
const PARTS: usize = 64;

/// What macros gave, by the question.
struct Memory {
    hasher: RandomState,
    parts: Vec<Mutex<HashMap<String, Value>>>,
}

/// Gives an environment the function.
pub(super) fn install(environment: &mut Environment<'_>) {
    let memory = Arc::new(Memory {
        hasher: RandomState::new(),
        parts: (0..PARTS).map(|_| Mutex::default()).collect(),
    });
    environment.add_function(
        "remember",
        move |state: &mut State<'_, '_>, key: &str, asked: &Value, arguments: Rest<Value>| {
            memory.answer(state, key, asked, &arguments)
        },
    );
}

impl Memory {
    fn answer(
        &self,
        state: &mut State<'_, '_>,
        key: &str,
        asked: &Value,
        arguments: &[Value],
    ) -> Result<Value, Error> {
        // Macros of one name in two templates are two macros, and so is one that escapes otherwise.
        let name = asked.get_attr("name")?;
        let question = format!("{}\0{name}\0{key}", state.name());
        let at = usize::try_from(self.hasher.hash_one(&question) % PARTS as u64).unwrap_or(0);
        let part = || {
            self.parts[at]
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
        };
        if let Some(known) = part().get(&question) {
            return Ok(known.clone());
        }
        let answer = asked.call(state, arguments)?;
        part().insert(question, answer.clone());
        Ok(answer)
    }
}
