//! Diagnostics for people, drawn as rustc would.
