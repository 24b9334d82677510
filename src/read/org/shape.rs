//! What a line looks like.
//!
//! Takes one line, gives its shape. Whether what it begins is ever closed, and so whether it means anything, is not decided here.

/// The shape of a line; numbers are bytes from its beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape<'l> {
    /// Nothing.
    Blank,
    /// `# words`.
    Comment,
    /// `#+KEY: value`: the key, what stands in brackets behind it, and where the value begins.
    Keyword(&'l str, Option<(usize, usize)>, usize),
    /// `#+BEGIN_NAME words`: the name, and where the words begin.
    Block(&'l str, usize),
    /// `#+BEGIN: name words`.
    Dynamic,
    /// `:NAME:`.
    Drawer(&'l str),
    /// `: words`: where the words begin.
    Fixed(usize),
    /// `-----`.
    Rule,
    /// `| a | b |`.
    Table,
    /// `+---+---+`.
    Grid,
    /// `- words`, `1. words`.
    Item,
    /// `[fn:label] words`: the label, and where the words begin.
    Footnote(&'l str, usize),
    /// `\begin{name}`.
    Environment(&'l str),
    /// `CLOCK: …`.
    Clock,
    /// Anything else.
    Words,
}

/// The shape of a line that is no headline.
pub(super) fn shape(line: &str) -> Shape<'_> {
    let words = line.trim_start();
    let at = line.len() - words.len();
    let Some(first) = words.bytes().next() else {
        return Shape::Blank;
    };
    let found = match first {
        b'#' => hash(words, at),
        b':' => colon(words, at),
        b'|' => Some(Shape::Table),
        b'-' if words.len() >= 5 && words.bytes().all(|byte| byte == b'-') => Some(Shape::Rule),
        b'+' if is_grid(words) => Some(Shape::Grid),
        b'-' | b'+' | b'*' | b'0'..=b'9' => item(line).map(|_| Shape::Item),
        b'[' if at == 0 => footnote(words),
        b'\\' => words.strip_prefix("\\begin{").and_then(|rest| {
            let (name, _) = rest.split_once('}')?;
            let is_name = |c: char| c.is_ascii_alphanumeric() || c == '*';
            (!name.is_empty() && name.chars().all(is_name)).then_some(Shape::Environment(name))
        }),
        b'C' if words.starts_with("CLOCK: ") => Some(Shape::Clock),
        _ => None,
    };
    found.unwrap_or(Shape::Words)
}

fn hash(words: &str, at: usize) -> Option<Shape<'_>> {
    if words.len() == 1 || words[1..].starts_with([' ', '\t']) {
        return Some(Shape::Comment);
    }
    let rest = words.strip_prefix("#+")?;
    if starts_with(rest, "begin_") {
        let name = rest["begin_".len()..].split_whitespace().next()?;
        let start = "begin_".len();
        // A keyword may be called `BEGIN_X:`.
        if rest[start..].starts_with(name) {
            return Some(Shape::Block(name, at + 2 + start + name.len()));
        }
    }
    if starts_with(rest, "begin:") {
        return Some(Shape::Dynamic);
    }
    let length = rest
        .find(|c: char| c == ':' || c == '[' || c.is_whitespace())
        .filter(|length| *length > 0)?;
    let key = &rest[..length];
    let behind = at + 2 + length;
    match rest.as_bytes()[length] {
        b':' => Some(Shape::Keyword(key, None, behind + 1)),
        b'[' => {
            let close = rest[length..].find("]:")?;
            let option = (behind + 1, behind + close);
            Some(Shape::Keyword(key, Some(option), behind + close + 2))
        }
        _ => None,
    }
}

fn colon(words: &str, at: usize) -> Option<Shape<'_>> {
    if words.len() == 1 || words[1..].starts_with([' ', '\t']) {
        return Some(Shape::Fixed(at + words.len().min(2)));
    }
    let name = words[1..].strip_suffix(':')?;
    let is_name = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    (!name.is_empty() && name.chars().all(is_name)).then_some(Shape::Drawer(name))
}

/// A line that a table is drawn with: `+---+---+`.
fn is_grid(words: &str) -> bool {
    words.len() >= 3
        && words.ends_with('+')
        && words.contains("-+")
        && words.bytes().all(|byte| matches!(byte, b'+' | b'-'))
}

fn footnote(words: &str) -> Option<Shape<'_>> {
    let rest = words.strip_prefix("[fn:")?;
    let (label, _) = rest.split_once(']')?;
    is_label(label).then_some(Shape::Footnote(label, "[fn:".len() + label.len() + 1))
}

/// True for what a footnote can be called.
pub(super) fn is_label(label: &str) -> bool {
    !label.is_empty()
        && label
            .chars()
            .all(|c| c.is_alphanumeric() || c == '-' || c == '_')
}

/// True where a text begins so, whatever its case.
pub(super) fn starts_with(text: &str, start: &str) -> bool {
    text.get(..start.len())
        .is_some_and(|begin| begin.eq_ignore_ascii_case(start))
}

/// How many stars a headline begins with; `line` is not cut at its end.
pub(super) fn headline(line: &str) -> Option<usize> {
    if !line.starts_with('*') {
        return None;
    }
    let stars = line.bytes().take_while(|byte| *byte == b'*').count();
    line[stars..].starts_with(' ').then_some(stars)
}

/// The beginning of an item; numbers are bytes from the beginning of its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Item {
    /// Its number, where it has one.
    pub(super) number: Option<u64>,
    /// The number that `[@5]` sets.
    pub(super) counter: Option<u64>,
    /// What its box says: `[ ]`, `[X]`, `[-]`.
    pub(super) check: Option<bool>,
    /// Where the term of a description begins and ends.
    pub(super) term: Option<(usize, usize)>,
    /// Where its words begin.
    pub(super) words: usize,
}

/// The item that a line begins.
pub(super) fn item(line: &str) -> Option<Item> {
    let words = line.trim_start();
    let at = line.len() - words.len();
    let (number, length) = match words.bytes().next()? {
        b'-' | b'+' => (None, 1),
        b'*' if at > 0 => (None, 1),
        b'0'..=b'9' => {
            let digits = words.bytes().take_while(u8::is_ascii_digit).count();
            if !matches!(words.as_bytes().get(digits), Some(b'.' | b')')) {
                return None;
            }
            (
                Some(words[..digits].parse().unwrap_or(u64::MAX)),
                digits + 1,
            )
        }
        _ => return None,
    };
    if !words[length..].is_empty() && !words[length..].starts_with([' ', '\t']) {
        return None;
    }
    let mut item = Item {
        number,
        counter: None,
        check: None,
        term: None,
        words: at + length,
    };
    item.skip_blanks(line);
    if let Some(rest) = line[item.words..].strip_prefix("[@")
        && let Some((counter, _)) = rest.split_once(']')
        && let Ok(number) = counter.parse()
    {
        item.counter = Some(number);
        item.words += counter.len() + 3;
        item.skip_blanks(line);
    }
    for (mark, check) in [("[ ]", false), ("[-]", false), ("[X]", true), ("[x]", true)] {
        let rest = line[item.words..].strip_prefix(mark);
        if rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t'])) {
            item.check = Some(check);
            item.words += mark.len();
            item.skip_blanks(line);
            break;
        }
    }
    if number.is_none()
        && let Some(mark) = term_end(&line[item.words..])
    {
        let end = item.words + mark;
        let term = line[item.words..end].trim_end().len();
        item.term = Some((item.words, item.words + term));
        item.words = end + 2;
        item.skip_blanks(line);
    }
    Some(item)
}

impl Item {
    fn skip_blanks(&mut self, line: &str) {
        let rest = &line[self.words..];
        self.words += rest.len() - rest.trim_start().len();
    }
}

/// Where the last `::` stands that parts a term from what is said of it.
fn term_end(words: &str) -> Option<usize> {
    let is_blank = |byte: Option<&u8>| matches!(byte, Some(b' ' | b'\t'));
    let bytes = words.as_bytes();
    memchr::memmem::rfind_iter(bytes, b"::").find(|at| {
        let behind = bytes.get(at + 2);
        *at > 0 && is_blank(bytes.get(at - 1)) && (behind.is_none() || is_blank(behind))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_of_lines() {
        for (line, expected) in [
            ("", Shape::Blank),
            ("  # words", Shape::Comment),
            ("#", Shape::Comment),
            ("#words", Shape::Words),
            ("#+TITLE: a", Shape::Keyword("TITLE", None, 8)),
            (
                "#+CAPTION[b]: a",
                Shape::Keyword("CAPTION", Some((10, 11)), 13),
            ),
            ("#+TITLE a", Shape::Words),
            ("  #+begin_src sh", Shape::Block("src", 13)),
            ("#+BEGIN: clocktable", Shape::Dynamic),
            (":LOGBOOK:", Shape::Drawer("LOGBOOK")),
            (":a b:", Shape::Words),
            (": a", Shape::Fixed(2)),
            (":", Shape::Fixed(1)),
            ("-----", Shape::Rule),
            ("----", Shape::Words),
            ("| a", Shape::Table),
            ("+--+--+", Shape::Grid),
            ("- a", Shape::Item),
            ("-a", Shape::Words),
            (" * a", Shape::Item),
            ("12) a", Shape::Item),
            ("12 a", Shape::Words),
            ("[fn:a] b", Shape::Footnote("a", 6)),
            ("[fn::a] b", Shape::Words),
            ("\\begin{align*}", Shape::Environment("align*")),
            ("CLOCK: [2021-01-02 Sat 10:00]", Shape::Clock),
        ] {
            assert_eq!(shape(line), expected, "{line}");
        }
    }

    #[test]
    fn beginnings_of_items() {
        let plain = Item {
            number: None,
            counter: None,
            check: None,
            term: None,
            words: 2,
        };
        for (line, expected) in [
            ("- a", plain),
            (
                "3) [@5] [X] a",
                Item {
                    number: Some(3),
                    counter: Some(5),
                    check: Some(true),
                    words: 12,
                    ..plain
                },
            ),
            (
                "- a::b :: c",
                Item {
                    term: Some((2, 6)),
                    words: 10,
                    ..plain
                },
            ),
            ("- [ ]a", plain),
            ("- :: a", plain),
        ] {
            assert_eq!(item(line), Some(expected), "{line}");
        }
        assert_eq!(item("* a"), None);
    }
}
