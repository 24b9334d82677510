//! Which part of an included file is meant: `tag=a;b`, `tags=*`, `lines=2..4;7`.
//!
//! Takes a text and what the inclusion says, gives the part without the lines that mark its tags.

use std::collections::HashSet;

/// Name and value.
type Options = [(Box<str>, Box<str>)];

/// The part of a text that is named; or the tag that it does not have.
pub(in crate::read) fn part(text: &str, options: &Options) -> Result<String, String> {
    let option = |name: &str| {
        let found = options.iter().find(|(key, _)| &**key == name);
        found.map(|(_, value)| &**value)
    };
    if let Some(wanted) = option("lines").filter(|wanted| !wanted.trim().is_empty()) {
        return Ok(lines(text, wanted));
    }
    let wanted = option("tags").or_else(|| option("tag")).unwrap_or("**");
    tagged(text, wanted)
}

/// Lines by their numbers: `1..3;7`, `4..-1`.
fn lines(text: &str, wanted: &str) -> String {
    let all: Vec<&str> = text.lines().collect();
    let mut is_wanted = vec![false; all.len()];
    for part in wanted.split([',', ';']).map(str::trim) {
        let (from, to) = part.split_once("..").unwrap_or((part, part));
        let from: usize = from.trim().parse().unwrap_or(1);
        let to = to.trim();
        let to = match to.parse::<usize>() {
            Ok(to) => to.min(all.len()),
            // Nothing, or a number below zero, is the end.
            Err(_) => all.len(),
        };
        for line in is_wanted.get_mut(from.max(1) - 1..to).unwrap_or_default() {
            *line = true;
        }
    }
    joined(
        all.iter()
            .zip(is_wanted)
            .filter_map(|(line, wanted)| wanted.then_some(*line)),
    )
}

fn joined<'l>(lines: impl Iterator<Item = &'l str>) -> String {
    let mut out = String::new();
    for line in lines {
        out.push_str(line);
        out.push('\n');
    }
    out
}

/// The lines under the tags that are wanted: names, `*` for those with a tag, `**` for all, `!` before what is not.
fn tagged(text: &str, wanted: &str) -> Result<String, String> {
    let names: Vec<&str> = wanted.split([',', ';']).map(str::trim).collect();
    let is_shown = |name: &str| {
        let own = names
            .iter()
            .find_map(|wanted| match wanted.strip_prefix('!') {
                Some(wanted) => (wanted == name).then_some(false),
                None => (*wanted == name).then_some(true),
            });
        let any = || {
            names.iter().find_map(|wanted| match *wanted {
                "*" => Some(true),
                "!*" => Some(false),
                _ => None,
            })
        };
        own.or_else(any)
    };
    // What no tag says anything of.
    let is_rest = names.contains(&"**")
        || names
            .iter()
            .all(|name| name.starts_with('!') && *name != "!**");
    let mut missing: HashSet<&str> = names
        .iter()
        .copied()
        .filter(|name| !name.starts_with('!') && !name.contains('*') && !name.is_empty())
        .collect();
    let mut open: Vec<(&str, bool)> = Vec::new();
    let mut out = Vec::new();
    for line in text.lines() {
        match tag(line) {
            Some((true, name)) => {
                missing.remove(name);
                let around = open.last().map_or(is_rest, |(_, shown)| *shown);
                open.push((name, is_shown(name).unwrap_or(around)));
            }
            Some((false, name)) => {
                if open.last().is_some_and(|(last, _)| *last == name) {
                    open.pop();
                }
            }
            None => {
                if open.last().map_or(is_rest, |(_, shown)| *shown) {
                    out.push(line);
                }
            }
        }
    }
    let lost = names.iter().find(|name| missing.contains(**name));
    match lost {
        Some(name) => Err((*name).to_owned()),
        None => Ok(joined(out.into_iter())),
    }
}

/// The tag that a line begins (true) or ends.
fn tag(line: &str) -> Option<(bool, &str)> {
    let at = line.rfind("::")?;
    let begins = if line[..at].ends_with("tag") {
        true
    } else if line[..at].ends_with("end") {
        false
    } else {
        return None;
    };
    let before = line[..at - 3].chars().next_back();
    let (name, behind) = line[at + 2..].split_once("[]")?;
    let fits = before.is_none_or(|c| !c.is_alphanumeric())
        && !name.is_empty()
        && !name.contains(char::is_whitespace)
        && behind.chars().next().is_none_or(|c| !c.is_alphanumeric());
    fits.then_some((begins, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_found() {
        let text = "a\n# tag::x[]\nb\n// tag::y[]\nc\n// end::y[]\n# end::x[]\nd\n";
        for (options, expected) in [
            (&[][..], Ok("a\nb\nc\nd\n")),
            (&[("tag", "x")], Ok("b\nc\n")),
            (&[("tags", "x;!y")], Ok("b\n")),
            (&[("tags", "y")], Ok("c\n")),
            (&[("tags", "**;!x")], Ok("a\nd\n")),
            (&[("tags", "!y")], Ok("a\nb\nd\n")),
            (&[("tags", "*")], Ok("b\nc\n")),
            (&[("tag", "z")], Err("z")),
            (&[("lines", "1;3..5")], Ok("a\nb\n// tag::y[]\nc\n")),
            (&[("lines", "8..-1")], Ok("d\n")),
        ] {
            let options: Vec<(Box<str>, Box<str>)> = options
                .iter()
                .map(|(name, value)| ((*name).into(), (*value).into()))
                .collect();
            let found = part(text, &options);
            let found = found.as_deref().map_err(String::as_str);
            assert_eq!(found, expected, "{options:?}");
        }
    }
}
