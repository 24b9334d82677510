//! Tells cargo that the themes are part of the program: they are compiled into it by a macro that cargo cannot see through.

#![expect(
    clippy::print_stdout,
    reason = "this is how a build script speaks to cargo"
)]

fn main() {
    println!("cargo::rerun-if-changed=themes");
}
