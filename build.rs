//! Tells cargo that the themes are part of the program: they are compiled into it by a macro that cargo cannot see through.

fn main() {
    println!("cargo::rerun-if-changed=themes");
}
