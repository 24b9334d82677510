//! Apostrophes: two for emphasis, three for strong words, five for both, paired on each line by MediaWiki's rules
//! (`doQuotes`).

use super::Token;
use crate::document::Style;
use crate::read::wikitext::text::{Ending, Text};

/// What a run of apostrophes is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Run {
    Italic,
    Bold,
    Both,
}

/// Pairs the apostrophes of every line.
pub(super) fn pair(text: &Text<'_>, tokens: Vec<Token>) -> Vec<Token> {
    let mut out = Vec::with_capacity(tokens.len() + 8);
    let mut line = Vec::new();
    for token in tokens {
        let ends_line =
            matches!(&token, Token::Words(range) if text.words[range.clone()].ends_with('\n'));
        line.push(token);
        if ends_line {
            pair_line(text, &mut line, &mut out);
        }
    }
    pair_line(text, &mut line, &mut out);
    out
}

fn pair_line(text: &Text<'_>, line: &mut Vec<Token>, out: &mut Vec<Token>) {
    if !line.iter().any(|token| matches!(token, Token::Quote(_))) {
        out.append(line);
        return;
    }
    let mut runs = Vec::new();
    let mut parts: Vec<Token> = Vec::with_capacity(line.len() + 4);
    for token in line.drain(..) {
        let Token::Quote(range) = token else {
            parts.push(token);
            continue;
        };
        // What is more than five, and the first of four, are apostrophes.
        let (run, length) = match range.len() {
            2 => (Run::Italic, 2),
            3 | 4 => (Run::Bold, 3),
            _ => (Run::Both, 5),
        };
        let begin = range.end - length;
        if range.start < begin {
            parts.push(Token::Words(range.start..begin));
        }
        runs.push((parts.len(), run));
        parts.push(Token::Quote(begin..range.end));
    }
    let bold = runs.iter().filter(|(_, run)| *run != Run::Italic).count();
    let italic = runs.iter().filter(|(_, run)| *run != Run::Bold).count();
    if bold % 2 == 1
        && italic % 2 == 1
        && let Some(at) = apostrophe(text, &parts, &runs)
        && let Token::Quote(range) = &parts[runs[at].0]
    {
        let (start, end) = (range.start, range.end);
        runs[at].1 = Run::Italic;
        let part = runs[at].0;
        parts[part] = Token::Quote(start + 1..end);
        parts.insert(part, Token::Words(start..start + 1));
        for run in &mut runs[at..] {
            run.0 += 1;
        }
    }
    write(parts, &runs, out);
}

/// Where both counts are odd, one of three apostrophes is an apostrophe: that behind a word of one letter, else behind another
/// word, else behind a blank.
fn apostrophe(text: &Text<'_>, parts: &[Token], runs: &[(usize, Run)]) -> Option<usize> {
    let (mut behind_word, mut behind_space) = (None, None);
    for (number, (at, run)) in runs.iter().enumerate() {
        if *run != Run::Bold {
            continue;
        }
        let before = match at.checked_sub(1).map(|before| &parts[before]) {
            Some(Token::Words(range)) => &text.words[range.clone()],
            Some(Token::Node(_) | Token::Tag(..)) => "xx",
            _ => "",
        };
        let mut last = before.chars().rev();
        match (last.next(), last.next()) {
            (Some(' '), _) => {
                behind_space.get_or_insert(number);
            }
            (_, Some(' ')) => return Some(number),
            _ => {
                behind_word.get_or_insert(number);
            }
        }
    }
    behind_word.or(behind_space)
}

/// The styles that are open, the outer first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    None,
    Italic,
    Bold,
    ItalicBold,
    BoldItalic,
    /// Both began at once: what ends first is the inner one. Where they began among the tokens that are written.
    Undecided(usize),
}

const ITALIC: Style = Style::Emphasis;
const BOLD: Style = Style::Strong;

fn write(parts: Vec<Token>, runs: &[(usize, Run)], out: &mut Vec<Token>) {
    use Ending::{Closes, Opens};
    let mut open = Open::None;
    let mut runs = runs.iter().peekable();
    let mut end = 0;
    for (at, part) in parts.into_iter().enumerate() {
        let range = match part {
            Token::Quote(range) => range,
            other => {
                out.push(other);
                continue;
            }
        };
        let Some((_, run)) = runs.next_if(|(part, _)| *part == at) else {
            continue;
        };
        let place = range.start;
        end = range.end;
        let mut style = |style, ending| {
            let at = if ending == Opens { place } else { end };
            out.push(Token::Style(style, ending, at));
        };
        open = match (run, open) {
            (Run::Italic, Open::Italic) => {
                style(ITALIC, Closes);
                Open::None
            }
            (Run::Italic, Open::BoldItalic) => {
                style(ITALIC, Closes);
                Open::Bold
            }
            (Run::Italic, Open::ItalicBold) => {
                style(BOLD, Closes);
                style(ITALIC, Closes);
                style(BOLD, Opens);
                Open::Bold
            }
            (Run::Italic, Open::None) => {
                style(ITALIC, Opens);
                Open::Italic
            }
            (Run::Italic, Open::Bold) => {
                style(ITALIC, Opens);
                Open::BoldItalic
            }
            (Run::Bold, Open::Bold) => {
                style(BOLD, Closes);
                Open::None
            }
            (Run::Bold, Open::BoldItalic) => {
                style(ITALIC, Closes);
                style(BOLD, Closes);
                style(ITALIC, Opens);
                Open::Italic
            }
            (Run::Bold, Open::ItalicBold) => {
                style(BOLD, Closes);
                Open::Italic
            }
            (Run::Bold, Open::None) => {
                style(BOLD, Opens);
                Open::Bold
            }
            (Run::Bold, Open::Italic) => {
                style(BOLD, Opens);
                Open::ItalicBold
            }
            (Run::Both, Open::Bold) => {
                style(BOLD, Closes);
                style(ITALIC, Opens);
                Open::Italic
            }
            (Run::Both, Open::Italic) => {
                style(ITALIC, Closes);
                style(BOLD, Opens);
                Open::Bold
            }
            (Run::Both, Open::BoldItalic) => {
                style(ITALIC, Closes);
                style(BOLD, Closes);
                Open::None
            }
            (Run::Both, Open::ItalicBold) => {
                style(BOLD, Closes);
                style(ITALIC, Closes);
                Open::None
            }
            (Run::Both, Open::None) => {
                // Which is the outer one is not known before the first ends.
                let begin = out.len();
                out.push(Token::Style(ITALIC, Opens, place));
                out.push(Token::Style(BOLD, Opens, place));
                Open::Undecided(begin)
            }
            (run, Open::Undecided(begin)) => {
                let is_italic = *run == Run::Italic;
                if is_italic {
                    out.swap(begin, begin + 1);
                }
                let mut style = |style| out.push(Token::Style(style, Closes, end));
                match run {
                    Run::Italic => {
                        style(ITALIC);
                        Open::Bold
                    }
                    Run::Bold => {
                        style(BOLD);
                        Open::Italic
                    }
                    Run::Both => {
                        style(BOLD);
                        style(ITALIC);
                        Open::None
                    }
                }
            }
        };
    }
    let closing: &[Style] = match open {
        Open::None => &[],
        Open::Italic => &[ITALIC],
        Open::Bold => &[BOLD],
        Open::ItalicBold => &[BOLD, ITALIC],
        Open::BoldItalic => &[ITALIC, BOLD],
        Open::Undecided(begin) => {
            out.swap(begin, begin + 1);
            &[ITALIC, BOLD]
        }
    };
    for style in closing {
        out.push(Token::Style(*style, Closes, end));
    }
}
