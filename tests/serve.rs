//! `pmsite serve`, over real connections: what it serves, how it hears of changes, whom it refuses.
#![cfg(feature = "serve")]
#![allow(
    clippy::disallowed_methods,
    clippy::case_sensitive_file_extension_comparisons,
    reason = "a test touches the disk and a clock, and knows how its own files are called"
)]

mod support;

#[path = "serve/changes.rs"]
mod changes;
#[path = "serve/client.rs"]
mod client;
#[path = "serve/hostile.rs"]
mod hostile;
#[path = "serve/http.rs"]
mod http;
