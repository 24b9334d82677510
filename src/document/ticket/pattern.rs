//! What the names of tickets look like: `T\d+`, `[A-Z]{2,10}-\d+`, `#\d+`.
//!
//! Takes a pattern in the part of regular expressions that names need (letters as they are, `\d`, `\w`, `[A-Z_]`, each with `+`, `*`, `?`,
//! `{2}` or `{2,10}`; a group and `|` are not in it) and says of a word whether it fits as a whole. The states a word may be in are
//! the bits of one number, so that each letter is looked at once.

/// More states than this would no longer be a name.
const MOST: usize = 120;

/// What a ticket looks like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    written: String,
    steps: Vec<Step>,
}

/// One letter, and whether it may be left out or said again.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Step {
    class: Class,
    may_lack: bool,
    may_recur: bool,
}

/// The letters that fit a step.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Class {
    ranges: Vec<(char, char)>,
    is_negated: bool,
}

impl Class {
    fn of(sign: char) -> Self {
        Self {
            ranges: vec![(sign, sign)],
            is_negated: false,
        }
    }

    /// `\d`, `\w`, or a sign that would mean something without the stroke.
    fn escaped(sign: char) -> Result<Self, Fault> {
        let ranges = match sign {
            'd' => vec![('0', '9')],
            'w' => vec![('0', '9'), ('A', 'Z'), ('a', 'z'), ('_', '_')],
            sign if sign.is_alphanumeric() => return Err(Fault::Escape(sign)),
            sign => vec![(sign, sign)],
        };
        Ok(Self {
            ranges,
            is_negated: false,
        })
    }

    fn holds(&self, sign: char) -> bool {
        let is_in = self
            .ranges
            .iter()
            .any(|(from, to)| (*from..=*to).contains(&sign));
        is_in != self.is_negated
    }
}

/// Why a text is no pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// It would fit every word, or none.
    Empty,
    /// A construct of regular expressions that is not taken: `(`, `|`, `.`.
    Construct(char),
    /// A stroke before a letter that means nothing here.
    Escape(char),
    /// A bracket, a brace or a stroke that nothing ends.
    Open(char),
    /// A count that stands behind nothing, or is none.
    Count,
    /// More letters than a name has.
    TooLong,
}

impl Pattern {
    /// Reads a pattern.
    pub fn parse(written: &str) -> Result<Self, Fault> {
        let mut steps: Vec<Step> = Vec::new();
        let mut signs = written.trim().chars().peekable();
        // The whole word is meant anyway.
        if signs.peek() == Some(&'^') {
            signs.next();
        }
        while let Some(sign) = signs.next() {
            let class = match sign {
                '\\' => match signs.next().ok_or(Fault::Open('\\'))? {
                    // The border of a word is one anyway.
                    'b' => continue,
                    escaped => Class::escaped(escaped)?,
                },
                '[' => class(&mut signs)?,
                '$' if signs.peek().is_none() => break,
                '+' | '*' | '?' | '{' => return Err(Fault::Count),
                '(' | ')' | '|' | '.' | ']' | '}' | '^' | '$' => {
                    return Err(Fault::Construct(sign));
                }
                sign if sign.is_whitespace() => return Err(Fault::Construct(sign)),
                sign => Class::of(sign),
            };
            repeat(class, count(&mut signs)?, &mut steps)?;
        }
        if steps.iter().all(|step| step.may_lack) {
            return Err(Fault::Empty);
        }
        Ok(Self {
            written: written.trim().to_owned(),
            steps,
        })
    }

    /// The pattern as written.
    pub fn as_str(&self) -> &str {
        &self.written
    }

    /// True where the whole word fits.
    pub fn fits(&self, word: &str) -> bool {
        let end = self.steps.len();
        let mut states = self.beyond(1);
        for sign in word.chars() {
            let mut next: u128 = 0;
            for (at, step) in self.steps.iter().enumerate() {
                if states & (1 << at) != 0 && step.class.holds(sign) {
                    next |= 1 << (at + 1);
                    if step.may_recur {
                        next |= 1 << at;
                    }
                }
            }
            states = self.beyond(next);
            if states == 0 {
                return false;
            }
        }
        states & (1 << end) != 0
    }

    /// The states with those that leaving out a letter leads to.
    fn beyond(&self, states: u128) -> u128 {
        let steps = self.steps.iter().enumerate();
        steps.fold(states, |states, (at, step)| {
            if step.may_lack && states & (1 << at) != 0 {
                states | 1 << (at + 1)
            } else {
                states
            }
        })
    }
}

/// A class of letters behind its bracket.
fn class(signs: &mut std::iter::Peekable<std::str::Chars<'_>>) -> Result<Class, Fault> {
    let mut ranges = Vec::new();
    let is_negated = signs.peek() == Some(&'^');
    if is_negated {
        signs.next();
    }
    loop {
        let from = match signs.next().ok_or(Fault::Open('['))? {
            ']' => break,
            '\\' => match signs.next().ok_or(Fault::Open('['))? {
                letter @ ('d' | 'w') => {
                    ranges.extend(Class::escaped(letter)?.ranges);
                    continue;
                }
                sign => sign,
            },
            sign => sign,
        };
        if signs.peek() != Some(&'-') {
            ranges.push((from, from));
            continue;
        }
        signs.next();
        match signs.next().ok_or(Fault::Open('['))? {
            // A hyphen at the end means itself.
            ']' => {
                ranges.extend([(from, from), ('-', '-')]);
                break;
            }
            to if to < from => return Err(Fault::Construct('-')),
            to => ranges.push((from, to)),
        }
    }
    if ranges.is_empty() {
        return Err(Fault::Empty);
    }
    Ok(Class { ranges, is_negated })
}

/// How often a letter stands there: at least, and at most where that is said.
fn count(
    signs: &mut std::iter::Peekable<std::str::Chars<'_>>,
) -> Result<(usize, Option<usize>), Fault> {
    let count = match signs.peek() {
        Some('+') => (1, None),
        Some('*') => (0, None),
        Some('?') => (0, Some(1)),
        Some('{') => {
            signs.next();
            let mut inside = String::new();
            loop {
                match signs.next().ok_or(Fault::Open('{'))? {
                    '}' => break,
                    sign => inside.push(sign),
                }
            }
            let number = |text: &str| text.trim().parse::<usize>().map_err(|_| Fault::Count);
            return match inside.split_once(',') {
                None => number(&inside).map(|times| (times, Some(times))),
                Some((least, "")) => Ok((number(least)?, None)),
                Some((least, most)) => {
                    let (least, most) = (number(least)?, number(most)?);
                    if least > most {
                        return Err(Fault::Count);
                    }
                    Ok((least, Some(most)))
                }
            };
        }
        _ => return Ok((1, Some(1))),
    };
    signs.next();
    Ok(count)
}

fn repeat(
    class: Class,
    (least, most): (usize, Option<usize>),
    steps: &mut Vec<Step>,
) -> Result<(), Fault> {
    let room = MOST.saturating_sub(steps.len());
    if least.max(most.unwrap_or(1)) > room {
        return Err(Fault::TooLong);
    }
    let mut step = |may_lack, may_recur| {
        steps.push(Step {
            class: class.clone(),
            may_lack,
            may_recur,
        });
    };
    match most {
        None => {
            for _ in 1..least {
                step(false, false);
            }
            step(least == 0, true);
        }
        Some(most) => {
            for at in 0..most {
                step(at >= least, false);
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Fault, Pattern};

    #[test]
    fn whole_words_fit() {
        for (pattern, fits, others) in [
            (
                "T\\d+",
                &["T1", "T277677"][..],
                &["T", "t1", "T1a", "XT1", ""][..],
            ),
            (
                "[A-Z]{2,4}-\\d+",
                &["OP-1", "OPSX-12"],
                &["O-1", "OPSXY-1", "OPS-", "ops-1"],
            ),
            ("^INC\\d{3}$", &["INC123"], &["INC12", "INC1234"]),
            ("#\\d+", &["#7"], &["7", "#"]),
            ("GH-?\\d+", &["GH1", "GH-1"], &["GH--1"]),
            (
                "[\\w.-]+/[\\w-]+#\\d+",
                &["a/b#1", "a.b/c-d#12"],
                &["a#1", "/b#1"],
            ),
            ("A*B", &["B", "AAB"], &["A", "BB"]),
            ("[^a]b{2}", &["xbb"], &["abb", "xb"]),
            ("x{2,}", &["xx", "xxxxx"], &["x"]),
        ] {
            let read = Pattern::parse(pattern).expect(pattern);
            for word in fits {
                assert!(read.fits(word), "{pattern} {word}");
            }
            for word in others {
                assert!(!read.fits(word), "{pattern} {word}");
            }
        }
    }

    #[test]
    fn what_is_no_pattern() {
        for (pattern, fault) in [
            ("", Fault::Empty),
            ("\\d*", Fault::Empty),
            ("(a|b)", Fault::Construct('(')),
            ("T.", Fault::Construct('.')),
            ("T \\d", Fault::Construct(' ')),
            ("\\p", Fault::Escape('p')),
            ("[A-Z", Fault::Open('[')),
            ("[Z-A]", Fault::Construct('-')),
            ("a{2", Fault::Open('{')),
            ("+a", Fault::Count),
            ("a{3,2}", Fault::Count),
            ("a{x}", Fault::Count),
            ("a{999}", Fault::TooLong),
            ("a{119}b{119}", Fault::TooLong),
        ] {
            assert_eq!(Pattern::parse(pattern), Err(fault), "{pattern}");
        }
    }
}
