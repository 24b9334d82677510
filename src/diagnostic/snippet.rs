//! Diagnostics for people, drawn as rustc would: what, where, the line with its carets, what would be right.
//!
//! Takes diagnostics and a way to get the texts they speak of, gives a text for the terminal. What is drawn is bounded: of a
//! span over many lines the first is shown, of a line of thousands of characters the part around the place; control
//! characters are shown, not passed on. It prints nothing and does not know whether there is a terminal.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::places::{Places, Text, TextOf};
use super::visible::{drawable, visible};
use super::{Diagnostic, Diagnostics, Label, Place, Severity};
use crate::source::{LineColumn, Span};

/// How many characters of a span get a caret; the renderer then cuts the line to the width around them.
const MARKED: usize = 100;
/// Bytes of the longest line that is drawn at all; of a longer one only the place is named.
const DRAWN: usize = 20_000;

/// One diagnostic, drawn; the text ends in a line break. With `styled` it holds the escape sequences of colours.
pub fn render(diagnostic: &Diagnostic, text_of: &TextOf<'_>, styled: bool) -> String {
    draw(diagnostic, &mut Places::new(text_of), styled)
}

/// All diagnostics, drawn one below the other with an empty line between. Each file is indexed once.
pub fn render_all(diagnostics: &Diagnostics, text_of: &TextOf<'_>, styled: bool) -> String {
    let mut places = Places::new(text_of);
    let drawn: Vec<String> = diagnostics
        .iter()
        .map(|diagnostic| draw(diagnostic, &mut places, styled))
        .collect();
    drawn.join("\n")
}

fn draw(diagnostic: &Diagnostic, places: &mut Places<'_>, styled: bool) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level
        .primary_title(visible(&diagnostic.message))
        .id(diagnostic.rule);
    let mut group = Group::with_title(title);
    for view in views(diagnostic, places) {
        group = show(group, view);
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(visible(help)));
    }
    let renderer = if styled {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let mut drawn = renderer.render(&[group]);
    drawn.push('\n');
    drawn
}

/// One line of one file with what is marked in it.
struct View<'a> {
    path: &'a str,
    at: Option<LineColumn>,
    line: Option<Line>,
    marks: Vec<Mark<'a>>,
}

/// A whole line, and where it starts in its text.
struct Line {
    number: usize,
    start: usize,
    text: String,
}

struct Mark<'a> {
    span: Span,
    message: Option<&'a str>,
}

/// The main place first, then each label; a label close to an earlier mark of its line is marked there.
fn views<'a>(diagnostic: &'a Diagnostic, places: &mut Places<'_>) -> Vec<View<'a>> {
    let mut views: Vec<View<'a>> = Vec::new();
    let main = diagnostic.place.iter().map(|place| (place, None));
    let labels = diagnostic
        .labels
        .iter()
        .map(|Label { place, message }| (place, Some(message.as_str())));
    for (place, message) in main.chain(labels) {
        let Place { path, span, .. } = place;
        let known = span.and_then(|span| Some((span, places.text(path)?)));
        let Some((span, text)) = known else {
            let marks = vec![Mark {
                span: Span::default(),
                message,
            }];
            views.push(View {
                path,
                at: None,
                line: None,
                marks,
            });
            continue;
        };
        let mark = Mark {
            span: first_line(text, text.meant(span, place)),
            message,
        };
        let near = views
            .iter_mut()
            .find(|view| view.path == &**path && view.is_near(mark.span));
        if let Some(view) = near {
            view.marks.push(mark);
        } else {
            let (at, line) = line_at(text, mark.span);
            views.push(View {
                path,
                at: Some(at),
                line,
                marks: vec![mark],
            });
        }
    }
    views
}

impl View<'_> {
    /// Whether a span lies in the line of this view, and so close to its marks that both are seen at once.
    fn is_near(&self, span: Span) -> bool {
        let Some(line) = &self.line else { return false };
        let inside = |span: Span| {
            (line.start..=line.start + line.text.len()).contains(&(span.start as usize))
        };
        let close = |mark: &Mark<'_>| mark.span.start.abs_diff(span.start) as usize <= MARKED / 2;
        inside(span) && self.marks.iter().all(close)
    }
}

/// The part of a span that lies in its first line that is not blank, no longer than what is marked.
fn first_line(text: &Text, span: Span) -> Span {
    let mut start = span.start as usize;
    // What lies further on is not drawn.
    let near = Span::new(start, (span.end as usize).min(start + DRAWN));
    for line in text.clamp(near).of(&text.text).split_inclusive('\n') {
        let shown = line.trim_end();
        if !shown.is_empty() {
            let marked = shown
                .char_indices()
                .nth(MARKED)
                .map_or(shown.len(), |(byte, _)| byte);
            return Span::new(start, start + marked);
        }
        start += line.len();
    }
    Span::new(span.start as usize, span.start as usize)
}

/// The place of a span, and its line unless that is too long to draw.
fn line_at(text: &Text, span: Span) -> (LineColumn, Option<Line>) {
    let at = text.lines.line_column(&text.text, span.start);
    let start = text.lines.line_start(at.line);
    let end = text.lines.line_start(at.line + 1);
    let line = (end - start <= DRAWN).then(|| Line {
        number: at.line,
        start,
        text: text
            .text
            .get(start..end)
            .unwrap_or("")
            .trim_end_matches('\n')
            .to_owned(),
    });
    (at, line)
}

fn show<'a>(group: Group<'a>, view: View<'a>) -> Group<'a> {
    let Some(line) = view.line else {
        let origin = Origin::path(visible(view.path));
        let group = group.element(match view.at {
            Some(at) => origin.line(at.line).char_column(at.column),
            None => origin,
        });
        // Without a line there is nothing that a label could stand under.
        return view
            .marks
            .into_iter()
            .filter_map(|mark| mark.message)
            .fold(group, |group, message| {
                group.element(Level::NOTE.message(visible(message)))
            });
    };
    let annotations = view.marks.iter().map(|mark| {
        let kind = if mark.message.is_none() {
            AnnotationKind::Primary
        } else {
            AnnotationKind::Context
        };
        let within = |byte: u32| (byte as usize - line.start).min(line.text.len());
        kind.span(within(mark.span.start)..within(mark.span.end))
            .label(mark.message.map(visible))
    });
    group.element(
        Snippet::source(drawable(&line.text).into_owned())
            .path(visible(view.path))
            .line_start(line.number)
            .annotations(annotations),
    )
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    fn drawn(text: &str, diagnostic: &Diagnostic) -> String {
        let text: Arc<str> = text.into();
        render(
            diagnostic,
            &|path| (path == "a.md").then(|| Arc::clone(&text)),
            false,
        )
    }

    #[test]
    fn a_link_and_its_labels() {
        let path: Arc<str> = "a.md".into();
        let text = "one\nsee [x](y.md) and [z](y.md)\nthree\n";
        let diagnostic = Diagnostic::warning("broken-link", "no report is called `y.md`")
            .at(&path, Span::new(8, 17))
            .label(&path, Some(Span::new(22, 31)), "and here")
            .label(&path, Some(Span::new(0, 3)), "a heading")
            .label(&"b.md".into(), None, "looked for in this file")
            .help("write `x.md`");
        let expected = "\
warning[broken-link]: no report is called `y.md`
 --> a.md:2:5
  |
2 | see [x](y.md) and [z](y.md)
  |     ^^^^^^^^^     --------- and here
  |
 ::: a.md:1:1
  |
1 | one
  | --- a heading
 ::: b.md
  = note: looked for in this file
  = help: write `x.md`
";
        assert_eq!(drawn(text, &diagnostic), expected);
    }

    #[test]
    fn without_text_the_path_stands_alone() {
        let diagnostic = Diagnostic::note("some-rule", "found").in_file("b.md");
        assert_eq!(drawn("", &diagnostic), "note[some-rule]: found\n--> b.md\n");
    }

    #[test]
    fn long_lines_and_wild_spans_stay_bounded() {
        let path: Arc<str> = "a.md".into();
        let wide = format!("| {} HERE {} |", "é".repeat(2000), "x".repeat(3000));
        let wider = format!("{} HERE", "é".repeat(50_000));
        for text in [wide.as_str(), wider.as_str(), "\n\n\ntwo\nlines", ""] {
            let here = text.find("HERE").unwrap_or(0);
            // The last one starts and ends inside a character.
            for (start, end) in [
                (here, here + 4),
                (0, usize::MAX),
                (9_999_999, 9_999_999),
                (5, 8),
            ] {
                let diagnostic = Diagnostic::error("some-rule", "found")
                    .at(&path, Span::new(start, end))
                    .label(&path, Some(Span::new(7, 90)), "label");
                let drawn = drawn(text, &diagnostic);
                let longest = drawn.lines().map(|line| line.chars().count()).max();
                assert!(longest.is_some_and(|width| width < 200), "{drawn}");
                assert!(drawn.lines().count() < 20, "{drawn}");
            }
        }
        let diagnostic = Diagnostic::error("some-rule", "found").at(&path, Span::new(4003, 4007));
        let drawn = drawn(&wide, &diagnostic);
        assert!(
            drawn.contains("--> a.md:1:2004") && drawn.contains(" HERE "),
            "{drawn}"
        );
    }
}
