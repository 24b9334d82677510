//! The `pmsite` program: parse the arguments, run, answer with an exit code.

use std::process::ExitCode;

// A document tree is many small pieces: a third of a build's time went into the system's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // A server lives long, and has two states of a site while it makes the next one: what the last one had goes back at once.
    let is_server = std::env::args_os()
        .nth(1)
        .is_some_and(|word| word == "serve");
    if is_server {
        take_small_pages();
    } else {
        keep_freed_memory();
    }
    pmsite::cli::main()
}

/// Freed memory stays with the program for some seconds. Every file and every page frees what the next one needs again: giving
/// it back in between had the system clear the same pages over and over, a tenth of a build's processor time.
#[expect(
    unsafe_code,
    reason = "the allocator has no safe way to set an option; a number goes in, no memory is touched"
)]
fn keep_freed_memory() {
    /// `mi_option_purge_delay` of mimalloc's `mi_option_e`; the bindings do not name it.
    const PURGE_DELAY: libmimalloc_sys::mi_option_t = 15;
    const MILLISECONDS: std::ffi::c_long = 10_000;
    // SAFETY: it stores a number in a table of the allocator's, at an index that the table has.
    unsafe { libmimalloc_sys::mi_option_set(PURGE_DELAY, MILLISECONDS) };
}

/// Memory comes in pages of some kilobytes, where the allocator would have asked for such of two megabytes. Those make a build a
/// twentieth faster, but every one that a freed piece leaves half empty stays: a tenth of a server's memory. Where the system knows of
/// no such pages nothing is lost.
fn take_small_pages() {
    #[cfg(target_os = "linux")]
    let _: Result<(), _> = rustix::thread::disable_transparent_huge_pages(true);
}
