//! Which part of an included file is meant: `start-line`, `end-line`, `lines`, `start-after`, `end-before` and their kin.
//!
//! Takes a text and the options of an inclusion, gives the part. It reads no syntax.

/// Name and value.
type Options = [(Box<str>, Box<str>)];

/// Why no part is meant.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Unfit {
    /// The text does not hold these words.
    NotFound(String),
    /// An option that only a program could follow.
    NotKnown(&'static str),
}

/// What an option says; empty for a flag.
pub(super) fn option<'o>(options: &'o Options, name: &str) -> Option<&'o str> {
    let (_, value) = options.iter().find(|(key, _)| &**key == name)?;
    Some(value)
}

/// The part of a text that the options name.
pub(super) fn of(text: &str, options: &Options) -> Result<String, Unfit> {
    for unknown in ["pyobject", "diff"] {
        if option(options, unknown).is_some() {
            return Err(Unfit::NotKnown(unknown));
        }
    }
    let lines: Vec<&str> = text.lines().collect();
    let number = |name: &str| option(options, name).and_then(|value| value.trim().parse().ok());
    let from = number("start-line").map_or(0, |line| counted(line, lines.len()));
    let to = number("end-line").map_or(lines.len(), |line| counted(line, lines.len()));
    let mut lines = lines.get(from..to.max(from)).unwrap_or_default().to_vec();
    if let Some(wanted) = option(options, "lines") {
        lines = chosen(&lines, wanted);
    }
    if let Some(words) = option(options, "start-at") {
        let at = line_with(&lines, words)?;
        lines.drain(..at);
    }
    if let Some(words) = option(options, "end-at") {
        let at = line_with(&lines, words)?;
        lines.truncate(at + 1);
    }
    let mut part = lines.join("\n");
    if let Some(words) = option(options, "start-after") {
        let at = part
            .find(words)
            .ok_or_else(|| Unfit::NotFound(words.to_owned()))?;
        part.drain(..at + words.len());
    }
    if let Some(words) = option(options, "end-before") {
        let at = part
            .find(words)
            .ok_or_else(|| Unfit::NotFound(words.to_owned()))?;
        part.truncate(at);
    }
    if let Some(width) = option(options, "dedent") {
        part = dedented(&part, width.trim().parse().ok());
    }
    let mut part = part.trim_end().to_owned();
    let blank = part.len() - part.trim_start().len();
    // Blank lines at the beginning go, the indent of the first line stays.
    let begin = part[..blank].rfind('\n').map_or(0, |at| at + 1);
    part.drain(..begin);
    part.push('\n');
    Ok(part)
}

/// The place of a line by its number; negative numbers count from the end.
fn counted(line: i64, all: usize) -> usize {
    match usize::try_from(line) {
        Ok(line) => line.min(all),
        Err(_) => all.saturating_sub(usize::try_from(line.unsigned_abs()).unwrap_or(all)),
    }
}

/// Lines by their numbers: `1,3-5,8-`.
fn chosen<'t>(lines: &[&'t str], wanted: &str) -> Vec<&'t str> {
    let mut is_wanted = vec![false; lines.len()];
    for part in wanted.split(',') {
        let (from, to) = match part.split_once('-') {
            Some((from, to)) => (
                from.trim().parse().unwrap_or(1),
                to.trim().parse().unwrap_or(lines.len()),
            ),
            None => match part.trim().parse::<usize>() {
                Ok(line) => (line, line),
                Err(_) => continue,
            },
        };
        let to = to.min(lines.len());
        for line in is_wanted.get_mut(from.max(1) - 1..to).unwrap_or_default() {
            *line = true;
        }
    }
    let all = lines.iter().zip(is_wanted);
    all.filter_map(|(line, wanted)| wanted.then_some(*line))
        .collect()
}

fn line_with(lines: &[&str], words: &str) -> Result<usize, Unfit> {
    let found = lines.iter().position(|line| line.contains(words));
    found.ok_or_else(|| Unfit::NotFound(words.to_owned()))
}

/// Lines without so many blanks at their beginnings, or without those that all have.
fn dedented(text: &str, width: Option<usize>) -> String {
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let written = text.lines().filter(|line| !line.trim().is_empty());
    let common = written.map(indent).min().unwrap_or(0);
    let width = width.unwrap_or(common);
    let lines = text.lines().map(|line| &line[indent(line).min(width)..]);
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_name_a_part() {
        let text = "one\ntwo\n\n  three\n  four\nfive\n";
        for (options, expected) in [
            (&[][..], "one\ntwo\n\n  three\n  four\nfive\n"),
            (
                &[("start-line", "1"), ("end-line", "-1")],
                "two\n\n  three\n  four\n",
            ),
            (&[("start-line", "9")], "\n"),
            (&[("lines", "1, 4-5, 99-")], "one\n  three\n  four\n"),
            (
                &[("start-after", "two"), ("end-before", "five")],
                "  three\n  four\n",
            ),
            (
                &[("start-at", "thr"), ("end-at", "four"), ("dedent", "")],
                "three\nfour\n",
            ),
            (&[("lines", "5-2")], "\n"),
        ] {
            let options: Vec<(Box<str>, Box<str>)> = options
                .iter()
                .map(|(name, value)| ((*name).into(), (*value).into()))
                .collect();
            assert_eq!(of(text, &options).as_deref(), Ok(expected), "{options:?}");
        }
        let options = [("start-after".into(), "gone".into())];
        assert_eq!(of(text, &options), Err(Unfit::NotFound("gone".to_owned())));
        let options = [("pyobject".into(), "x".into())];
        assert_eq!(of(text, &options), Err(Unfit::NotKnown("pyobject")));
    }
}
