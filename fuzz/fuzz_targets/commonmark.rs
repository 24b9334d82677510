#![no_main]
//! The CommonMark reader, every extension off.

#[path = "../../tests/support/invariants.rs"]
mod invariants;

use libfuzzer_sys::fuzz_target;
use pmsite::source::{Format, SourceFile};

fuzz_target!(|text: &str| {
    invariants::of_source(&SourceFile::new(
        "2021-01-02-a.md",
        Format::CommonMark,
        text,
    ));
});
