#![no_main]
//! The head of a text, in every syntax of heads.

#[path = "../../tests/support/invariants.rs"]
mod invariants;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    invariants::of_head(text);
});
