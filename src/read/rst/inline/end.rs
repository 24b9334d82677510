//! Where markup ends: the first of its signs that stands behind words and before what may follow.

use super::may_end;

/// What has an end of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Emphasis,
    Strong,
    Literal,
    Target,
    Substitution,
    Interpreted,
}

/// Ends already looked for in vain: there is none further on either.
#[derive(Debug, Default)]
pub(super) struct Ends {
    missing: [bool; 6],
}

impl Ends {
    /// Where the end begins and what follows it begins; `None` where there is none, or no word before it.
    pub(super) fn find(&mut self, kind: Kind, words: &str, from: usize) -> Option<(usize, usize)> {
        if self.missing[kind as usize] {
            return None;
        }
        let found = search(kind, words, from);
        self.missing[kind as usize] = found.is_none();
        found.filter(|(end, _)| *end > from)
    }
}

fn search(kind: Kind, words: &str, from: usize) -> Option<(usize, usize)> {
    let bytes = words.as_bytes();
    let sign = match kind {
        Kind::Emphasis | Kind::Strong => b'*',
        Kind::Literal | Kind::Target | Kind::Interpreted => b'`',
        Kind::Substitution => b'|',
    };
    for at in memchr::memchr_iter(sign, &bytes[from..]).map(|at| from + at) {
        let mut before = words[from..at].chars().rev();
        let last = before.next();
        let is_space = last.is_some_and(char::is_whitespace);
        let is_escape = last == Some('\0');
        let is_open = match kind {
            Kind::Literal => is_space,
            // An escaped blank may stand at the end.
            Kind::Interpreted => (is_space || is_escape) && before.next() != Some('\0'),
            _ => is_space || is_escape,
        };
        if is_open {
            continue;
        }
        let after = match kind {
            Kind::Emphasis | Kind::Target => one_of(words, &[at + 1]),
            Kind::Strong | Kind::Literal if bytes.get(at + 1) == Some(&sign) => {
                one_of(words, &[at + 2])
            }
            Kind::Strong | Kind::Literal => None,
            Kind::Substitution => {
                let lines = bytes[at + 1..].iter().take(2);
                let lines = lines.take_while(|byte| **byte == b'_').count();
                (0..=lines)
                    .rev()
                    .find_map(|lines| one_of(words, &[at + 1 + lines]))
            }
            Kind::Interpreted => one_of(words, &suffixes(words, at + 1)),
        };
        if let Some(after) = after {
            return Some((at, after));
        }
    }
    None
}

/// The first of these places at which markup may end.
fn one_of(words: &str, places: &[usize]) -> Option<usize> {
    places.iter().copied().find(|at| may_end(words, *at))
}

/// Where what may follow a closing quote ends: a role, a mark of a reference, both or nothing, the longest first.
fn suffixes(words: &str, at: usize) -> Vec<usize> {
    let mut out = Vec::with_capacity(4);
    let lines = |from: usize| {
        let rest = &words.as_bytes()[from..];
        rest.iter()
            .take(2)
            .take_while(|byte| **byte == b'_')
            .count()
    };
    if let Some(role) = role_end(words, at) {
        let lines = lines(role);
        out.extend((0..=lines).rev().map(|lines| role + lines));
    }
    let lines = lines(at);
    out.extend((0..=lines).rev().map(|lines| at + lines));
    out
}

/// Where a role `:name:` that begins there ends.
pub(super) fn role_end(words: &str, at: usize) -> Option<usize> {
    let rest = words[at..].strip_prefix(':')?;
    let name = super::simple_name(rest);
    (name > 0 && rest[name..].starts_with(':')).then_some(at + name + 2)
}
