#![no_main]
//! Times, days, zones and lengths of time, wherever a report may tell one: in its head, under labels, in its timeline, in its words.

#[path = "../../tests/support/invariants.rs"]
mod invariants;

use libfuzzer_sys::fuzz_target;
use pmsite::source::{Format, SourceFile};

fuzz_target!(|text: &str| {
    let line = text.split(['\n', '\r']).next().unwrap_or_default();
    let quoted = line.replace(['\\', '"'], "");
    let text = format!(
        "---\ndate: {line}\nstarted: \"{quoted}\"\nduration: \"{quoted}\"\ntimezone: \"{quoted}\"\n---\n\n# A {line}\n\n\
         - Started: {line}\n- Resolved: {line}\n\n## Timeline\n\n- {line} It failed\n- **{line}**: It was over\n\n\
         | Time | What |\n|---|---|\n| {line} | It failed |\n\nIt failed at {line} and was over {line} later.\n"
    );
    invariants::of_source(&SourceFile::new("a.md", Format::Markdown, &text));
});
