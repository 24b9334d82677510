//! The licences and sources of all dependencies are those that `deny.toml` allows. What `cargo deny` knows beyond that needs
//! the network; this needs only what a build needs.

#![allow(
    clippy::disallowed_methods,
    reason = "a test reads files and asks cargo"
)]

use std::iter::Peekable;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// True where the expression can be met with licences of the list: `MIT OR Apache-2.0`, `(A AND B) OR C`, the old `MIT/A`.
fn is_met(expression: &str, allowed: &[String]) -> bool {
    let spaced = expression
        .replace('/', " OR ")
        .replace('(', " ( ")
        .replace(')', " ) ")
        .replace(" WITH ", "\u{1}");
    let words: Vec<String> = spaced
        .split_whitespace()
        .map(|word| word.replace('\u{1}', " WITH "))
        .collect();
    let mut words = words.iter().map(String::as_str).peekable();
    let met = either(&mut words, allowed);
    assert!(words.next().is_none(), "`{expression}` is no expression");
    met
}

fn either<'a>(words: &mut Peekable<impl Iterator<Item = &'a str>>, allowed: &[String]) -> bool {
    let mut met = both(words, allowed);
    while words.next_if_eq(&"OR").is_some() {
        met |= both(words, allowed);
    }
    met
}

fn both<'a>(words: &mut Peekable<impl Iterator<Item = &'a str>>, allowed: &[String]) -> bool {
    let mut met = one(words, allowed);
    while words.next_if_eq(&"AND").is_some() {
        met &= one(words, allowed);
    }
    met
}

fn one<'a>(words: &mut Peekable<impl Iterator<Item = &'a str>>, allowed: &[String]) -> bool {
    match words.next() {
        Some("(") => {
            // A group in a group is not found in practice, so that no recursion is needed.
            let group: Vec<&str> = words.by_ref().take_while(|word| *word != ")").collect();
            is_met(&group.join(" "), allowed)
        }
        Some(licence) => allowed.iter().any(|known| known == licence),
        None => false,
    }
}

#[test]
fn expressions_are_understood() {
    let allowed = ["MIT", "Apache-2.0 WITH LLVM-exception"].map(str::to_owned);
    for met in [
        "MIT",
        "GPL-3.0 OR MIT",
        "MIT/GPL-3.0",
        "(GPL-3.0 OR MIT) AND MIT",
        "Apache-2.0 WITH LLVM-exception",
    ] {
        assert!(is_met(met, &allowed), "{met}");
    }
    for unmet in [
        "GPL-3.0",
        "MIT AND GPL-3.0",
        "Apache-2.0",
        "(MIT OR GPL-3.0) AND GPL-3.0",
        "",
    ] {
        assert!(!is_met(unmet, &allowed), "{unmet}");
    }
}

#[test]
fn dependencies_have_allowed_licences_and_sources() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let deny = std::fs::read_to_string(root.join("deny.toml")).expect("it is there");
    let deny: toml::Table = deny.parse().expect("it is TOML");
    let allowed: Vec<String> = deny["licenses"]["allow"]
        .as_array()
        .expect("it is a list")
        .iter()
        .map(|licence| licence.as_str().expect("licences are names").to_owned())
        .collect();
    let version = Command::new(env!("CARGO"))
        .arg("-vV")
        .output()
        .expect("cargo runs");
    let version = String::from_utf8_lossy(&version.stdout).into_owned();
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--offline"])
        // What other systems need was not fetched.
        .args([
            "--filter-platform",
            host.expect("cargo says for what it builds"),
        ])
        .current_dir(root)
        .output()
        .expect("cargo runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    let packages = metadata["packages"].as_array().expect("it has packages");
    assert!(packages.len() > 50, "only {} packages", packages.len());
    for package in packages {
        let name = &package["name"];
        let licence = package["license"].as_str().unwrap_or("none");
        assert!(
            is_met(licence, &allowed),
            "{name} is under `{licence}`, which `deny.toml` does not allow"
        );
        let source = package["source"].as_str();
        let is_registry = "registry+https://github.com/rust-lang/crates.io-index";
        assert!(
            source.is_none_or(|source| source == is_registry),
            "{name} comes from {source:?}"
        );
    }
}
