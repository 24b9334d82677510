//! The parts of a patch as git writes it: for each file what its lines say of it.
//!
//! Takes a text, gives its parts in their order. A file is added where its part says `new file` and holds one hunk that starts from
//! nothing; the hunk says how many lines it has. What stands before the first part and between parts is passed over. It judges no
//! path and no format.

use std::borrow::Cow;
use std::ops::Range;

use super::origin::Piece;

/// What starts a part.
const HEAD: &str = "diff --git ";

/// One file of a patch.
#[derive(Debug)]
pub(super) struct Part<'t> {
    /// The path after the change, without git's prefix; where the file is removed, the one before.
    pub(super) path: Cow<'t, str>,
    /// The bytes of the line that starts the part.
    pub(super) head: Range<usize>,
    /// What the patch holds of it.
    pub(super) content: Content,
}

/// What a patch holds of a file.
#[derive(Debug)]
pub(super) enum Content {
    /// A new file, whole.
    Added(Added),
    /// Some lines of a file that was there before; or a new name or mode.
    Changed,
    /// A file that is gone.
    Removed,
    /// A file that is no text.
    Binary,
    /// A new file without a line.
    Empty,
}

/// A new file.
#[derive(Debug, Default)]
pub(super) struct Added {
    /// Its text.
    pub(super) text: String,
    /// Where each of its lines stands.
    pub(super) pieces: Vec<Piece>,
    /// True where there are fewer lines than the hunk promises.
    pub(super) is_cut: bool,
}

/// Lines with the bytes at which they start.
struct Lines<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Lines<'t> {
    /// The line that comes next, without its end.
    fn peek(&self) -> Option<&'t str> {
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        Some(memchr::memchr(b'\n', rest.as_bytes()).map_or(rest, |end| &rest[..end]))
    }

    fn pass(&mut self, line: &str) {
        self.at += line.len() + 1;
    }
}

/// All parts of a patch.
pub(super) fn parts(text: &str) -> Vec<Part<'_>> {
    let mut lines = Lines { text, at: 0 };
    let mut parts = Vec::new();
    while let Some(line) = lines.peek() {
        let start = lines.at;
        lines.pass(line);
        if let Some(names) = line.strip_prefix(HEAD) {
            parts.push(part(names, start..start + line.len(), &mut lines));
        }
    }
    parts
}

/// The part whose first line was passed; ends before the next one, or where nothing of it can follow.
fn part<'t>(names: &'t str, head: Range<usize>, lines: &mut Lines<'t>) -> Part<'t> {
    let (mut is_new, mut is_gone) = (false, false);
    let mut written = None;
    let mut content = None;
    while let Some(line) = lines.peek() {
        if line.starts_with(HEAD) {
            break;
        }
        lines.pass(line);
        if let Some(range) = line.strip_prefix("@@ ") {
            content = Some(match added_lines(range).filter(|_| is_new) {
                Some(count) => Content::Added(added(count, lines)),
                None => Content::Changed,
            });
            // The hunks that may follow are passed over by whoever looks for the next part.
            break;
        } else if line.starts_with("Binary files ") || line.starts_with("GIT binary patch") {
            content = Some(Content::Binary);
            break;
        } else if line.starts_with("new file mode ") {
            is_new = true;
        } else if line.starts_with("deleted file mode ") {
            is_gone = true;
        } else if let Some(path) = line.strip_prefix("+++ ") {
            // git ends a path with blanks by a tab.
            written = Some(path.trim_end_matches('\t')).filter(|path| *path != "/dev/null");
        }
    }
    let content = match content {
        _ if is_gone => Content::Removed,
        Some(content) => content,
        None if is_new => Content::Empty,
        None => Content::Changed,
    };
    let path = match written {
        Some(path) => without_prefix(names, path),
        None => without_prefix(names, last_name(names)),
    };
    Part {
        path,
        head,
        content,
    }
}

/// How many lines a hunk adds that starts from nothing: `-0,0 +1,121 @@` adds 121.
fn added_lines(range: &str) -> Option<usize> {
    let rest = range.strip_prefix("-0,0 +")?;
    let new = rest.split_once(" @@")?.0;
    let (start, count) = new.split_once(',').unwrap_or((new, "1"));
    count.parse().ok().filter(|_| start == "1")
}

fn added(count: usize, lines: &mut Lines<'_>) -> Added {
    let mut added = Added::default();
    for number in 0..count {
        let Some((line, words)) = lines
            .peek()
            .and_then(|line| Some((line, line.strip_prefix('+')?)))
        else {
            added.is_cut = true;
            break;
        };
        // A mark of the byte order is no part of a text.
        let words = match words.strip_prefix('\u{feff}') {
            Some(words) if number == 0 => words,
            _ => words,
        };
        let start = lines.at + line.len() - words.len();
        added.pieces.push(Piece::new(added.text.len(), start));
        added.text.push_str(words);
        added.text.push('\n');
        lines.pass(line);
    }
    added
}

/// The second of the two names behind `diff --git`. A name may hold blanks; where both are one name they are of one length.
fn last_name(names: &str) -> &str {
    if let Some(at) = names.rfind(" \"") {
        return &names[at + 1..];
    }
    let half = names.len() / 2;
    let is_twice = |at: usize| {
        let (first, second) = (names.get(..at)?, names.get(at + 1..)?);
        let tail = |name: &'_ str| name.split_once('/').map(|(_, rest)| rest.to_owned());
        (tail(first) == tail(second) && names.as_bytes().get(at) == Some(&b' ')).then_some(second)
    };
    is_twice(half).unwrap_or_else(|| {
        names
            .rfind(" b/")
            .or_else(|| names.rfind(' '))
            .map_or(names, |at| &names[at + 1..])
    })
}

/// The path without `b/`, which git puts before it; with `--no-prefix` both names are the path itself.
fn without_prefix<'t>(names: &str, path: &'t str) -> Cow<'t, str> {
    let is_bare = names
        .strip_prefix(path)
        .and_then(|rest| rest.strip_prefix(' '))
        .is_some_and(|rest| rest == path);
    let path = unquoted(path);
    let has_prefix =
        path.as_bytes().get(1) == Some(&b'/') && path.as_bytes()[0].is_ascii_lowercase();
    match path {
        path if is_bare || !has_prefix => path,
        Cow::Borrowed(path) => Cow::Borrowed(&path[2..]),
        Cow::Owned(path) => Cow::Owned(path[2..].to_owned()),
    }
}

/// A path as it is: git writes one with odd characters between `"`, its bytes as octal numbers.
fn unquoted(path: &str) -> Cow<'_, str> {
    let Some(inner) = path
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
    else {
        return Cow::Borrowed(path);
    };
    let mut bytes = Vec::with_capacity(inner.len());
    let mut rest = inner.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        if byte != b'\\' {
            bytes.push(byte);
            continue;
        }
        let octal = rest
            .iter()
            .take(3)
            .take_while(|digit| (b'0'..b'8').contains(digit));
        let length = octal.clone().count();
        if length == 3 {
            let number = octal.fold(0_u32, |number, digit| number * 8 + u32::from(digit - b'0'));
            bytes.push(u8::try_from(number).unwrap_or(b'?'));
            rest = &rest[3..];
        } else if let Some((&sign, after)) = rest.split_first() {
            bytes.push(match sign {
                b'n' => b'\n',
                b't' => b'\t',
                other => other,
            });
            rest = after;
        }
    }
    Cow::Owned(String::from_utf8_lossy(&bytes).into_owned())
}
