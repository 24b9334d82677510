#![no_main]
//! The text of a `book.toml`.

#[path = "../../tests/support/invariants.rs"]
mod invariants;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    invariants::of_config(text);
});
