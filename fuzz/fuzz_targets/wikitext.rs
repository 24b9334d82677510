#![no_main]
//! The reader of MediaWiki text: what every tree of it must be, and what is written and understood of it.

#[path = "../../tests/support/invariants.rs"]
mod invariants;

use libfuzzer_sys::fuzz_target;
use pmsite::source::{Format, SourceFile};

fuzz_target!(|text: &str| {
    invariants::of_source(&SourceFile::new(
        "2021-01-02-a.wiki",
        Format::Wikitext,
        text,
    ));
});
