#![no_main]
//! HTML woven in Markdown: the same text inside a line, a block, a list and a table.

#[path = "../../tests/support/invariants.rs"]
mod invariants;

use libfuzzer_sys::fuzz_target;
use pmsite::source::{Format, SourceFile};

fuzz_target!(|text: &str| {
    for (before, after) in [
        ("words ", " words"),
        ("<div>\n\n", "\n\n</div>"),
        ("- <span>", "</span>\n- item"),
        ("<table><tr><td>", "</td></tr></table>"),
    ] {
        let text = format!("{before}{text}{after}\n\ntheend\n");
        let source = SourceFile::new("2021-01-02-a.md", Format::Markdown, &text);
        let dumped = invariants::of_source(&source);
        assert!(dumped.contains("theend"), "the end is lost");
    }
});
