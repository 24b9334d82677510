#![no_main]
//! A small archive the whole way, from the bytes of its files to the bytes of its pages. Files are parted by the byte 0x1e.

#[path = "../../tests/support/invariants.rs"]
mod invariants;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    const PATHS: [&str; 5] = [
        "2021/03-04-dns.md",
        "README.md",
        "2021/index.md",
        "b/c d.md",
        "b/e.rst",
    ];
    let files: Vec<(&str, &[u8])> = PATHS
        .into_iter()
        .zip(bytes.split(|byte| *byte == 0x1e))
        .collect();
    invariants::of_archive(&files);
});
