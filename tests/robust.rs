//! No text breaks a reader: all fixtures are read by every reader as they are; then they are mutated by a seeded generator for some
//! seconds, and each result is read and understood, as a document by its own reader and another, as a head and as a configuration.
//! Nothing panics, every span lies in its text and on the borders of characters, and the dump shows every node. What is deep or long
//! takes linear time.

#![allow(
    clippy::disallowed_methods,
    clippy::case_sensitive_file_extension_comparisons,
    reason = "a test touches the disk, and knows how its own files are called"
)]

mod support;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::Duration;

use cpu_time::ThreadTime;
use pmsite::source::{Format, SourceFile};
use pmsite::{document, read, scan};
use support::invariants::{self, of_text as check};
use support::random::Random;
use support::{files, fixtures};

/// Pieces that readers stumble over: marks of every syntax, and characters that are more than one byte, or count for nothing.
const PIECES: &[&str] = &[
    "\n",
    "\n\n",
    "\t",
    "    ",
    "---\n",
    "+++\n",
    "```",
    "~~~",
    ":::",
    "!!! note\n",
    "{{<",
    ">}}",
    "{{%",
    "%}",
    "{%",
    "{#",
    "<%=",
    "%>",
    "<!--",
    "-->",
    "<details>",
    "</details>",
    "<summary>",
    "<div>",
    "</div>",
    "<span style='",
    "<table><tr><td>",
    "</table>",
    "<script>",
    "</script>",
    "<",
    ">",
    "</",
    "&",
    "&#x0;",
    "&amp",
    "|",
    "| --- |",
    "[",
    "](",
    "]]",
    "[[",
    "![",
    "[^1]",
    "[^1]: ",
    "*",
    "**",
    "_",
    "`",
    "``",
    "$",
    "$$",
    "~~",
    "\\",
    "- ",
    "1. ",
    "> ",
    "# ",
    "===",
    ": ",
    "{: #",
    "}",
    "- [ ] ",
    "{doc}`",
    "@",
    "ä",
    "é\u{301}",
    "日本",
    "\u{1f525}\u{fe0f}",
    "\u{200d}",
    "\u{feff}",
    "\u{0}",
    "\u{7f}",
    "\u{a0}",
    "\u{2028}",
    "\u{ff1a}",
    "2021-02-30",
    "2021-13-45T99:99",
    "99:99",
    "10:30-09:00",
    "-00:00",
    "1e999",
    "9999999999999999999",
    "INF",
    "é: ",
    "title: ",
    "date: ",
    "\"",
    "'",
    "[a, b",
    "{a: ",
    "&x ",
    "*x",
    "<<: ",
    "!!binary ",
    "|\n",
    "? ",
    ".. ",
    "..\n",
    ".. note::\n   ",
    ".. raw:: html\n\n   ",
    ".. table:: a\n\n   ",
    ".. csv-table:: a\n   :header: b, c\n\n   ",
    ".. list-table::\n\n   * - ",
    ".. figure:: a.png\n   :target: b_\n\n   ",
    ".. |a| replace:: |b| ",
    ".. |a| unicode:: 0x41\n   :trim:\n",
    ".. _a: ",
    ".. _a:\n",
    ".. __: ",
    "__ ",
    ".. [#] ",
    ".. [#a] ",
    ".. [*] ",
    "|===\n",
    "2+|",
    "a|",
    "====\n",
    "----\n",
    "++++\n",
    "\n+\n",
    "a:: ",
    ":a: b\n",
    "{a}",
    "[NOTE]\n",
    "[[a]]",
    "<<a>>",
    "link:a[",
    "footnote:[",
    "pass:[",
    "+++",
    "ifdef::a[]\n",
    "include::a[]\n",
    ".. role:: a(raw)\n   :format: html\n\n",
    "|a|_",
    "[#a]_ ",
    "[1]_",
    "a_ ",
    "a__ ",
    "`a`_ ",
    "`a <b_>`__",
    "`a <http://b>`_",
    "_`a`",
    ":a:`b` ",
    "`b`:a:",
    "[STRIKEOUT:",
    "::\n\n  ",
    "\\ ",
    "   ",
    "  ",
    "-a b  c",
    ":a: b\n",
    "| a\n",
    ">>> a\n",
    "+---+---+\n",
    "+===+===+\n",
    "| a | b |\n",
    "=== ===\n",
    "--- ---\n",
    "#. a\n",
    "iv) a\n",
    "(a) a\n",
    "-- a\n",
    "====\n",
    "~~~~\n",
    "9:30 - a\n",
    "10:15 UTC b\n",
    "2021-01-30\n  9:30 a\n",
    "• a\n",
    "  • b\n",
    "Impact: a b c d e f g h. Root cause: a b c d e f g h.\n",
    "ROOT CAUSE\n",
    "Follow up:\n",
    "From: a@b\nSubject: c\n\n",
    "> > a\n",
    "a\tb\nc\td\n",
    "a   b\nc   d\ne   f\n",
    "--- ---\n",
    "+--+\n| a |\n",
    "http://a.example/(b)",
    "<html><body><main>",
    "</main>",
    "<title>",
    "<nav>",
    "<article>",
    "<style>",
    "<svg/>",
    "<ul class=\"lst-kix_a-1\"><li>",
    "<p class=title>",
    "<div class=\"admonition note\">",
    "<table class=properties><tr><th>a<td>b",
    "<?php ",
    "<x-y>",
    "''",
    "'''",
    "'''''",
    "{{a|b=",
    "{{irdoc|a=",
    "{{",
    "}}",
    "{{{1|",
    "}}}",
    "{|\n",
    "\n|}",
    "\n|-\n",
    "\n|+ ",
    "\n! a !! b\n",
    "\n| colspan=2 | a || b\n",
    "[[File:a.png|thumb|",
    "[[Category:a]]",
    "[http://a.b ",
    "<nowiki>",
    "</nowiki>",
    "<ref>",
    "<ref name=a />",
    "</ref>",
    "<references />",
    "<pre>",
    "</pre>",
    "<gallery>\na.png|b\n</gallery>",
    "<noinclude>",
    "__TOC__",
    "----",
    "== a ==\n",
    "\n*#:; a : b\n",
    "\n a\n",
    "#REDIRECT [[a]]",
    "a\tb\nc\td\n",
    "\u{e004}",
    "#+TITLE: a\n",
    "#+BEGIN_SRC sh\n",
    "#+END_SRC\n",
    "#+BEGIN_QUOTE\n",
    "#+END_QUOTE\n",
    "#+BEGIN_EXPORT html\n",
    "#+CAPTION: a\n",
    "#+NAME: a\n",
    "#+INCLUDE: \"a.org\"\n",
    "#+MACRO: a b$1\n",
    "{{{a(",
    ")}}}",
    "* TODO [#A] a :b:\n",
    "* COMMENT a\n",
    ":PROPERTIES:\n:ID: a\n:END:\n",
    ":LOGBOOK:\n",
    ":END:\n",
    "- a :: b\n",
    "- [@5] a\n",
    "| a |\n|---|\n| b |\n",
    "[[a][",
    "[[*a]]",
    "[fn:a] b\n",
    "[fn:: ",
    "<<a>>",
    "<2021-01-02 Sat 10:00>--",
    "src_sh{",
    "@@html:",
    "@@",
    "\\alpha{}",
    "\\\\\n",
    "\\(",
    "=a=",
    "~a~",
    "+a+",
    "a_{",
    "a^{",
    "\\begin{a}\n",
    "\\end{a}\n",
];

/// A text with a few changes.
fn mutate(text: &str, others: &[String], random: &mut Random) -> String {
    let mut out = text.to_owned();
    for _ in 0..=random.below(6) {
        let at = border(&out, random);
        match random.below(7) {
            0 | 1 => out.insert_str(at, random.pick::<&str>(PIECES)),
            2 => {
                let end = border(&out, random);
                let (start, end) = (at.min(end), at.max(end).min(floor(&out, at.min(end) + 40)));
                out.replace_range(start..end.max(start), "");
            }
            3 => {
                let other = random.pick(others);
                let (a, b) = (border(other, random), border(other, random));
                let part =
                    &other[a.min(b)..a.max(b).min(floor(other, a.min(b) + 200)).max(a.min(b))];
                out.insert_str(at, part);
            }
            4 => out.truncate(at),
            5 => {
                let piece = random.pick(PIECES).repeat(1 + random.below(60));
                out.insert_str(at, &piece);
            }
            _ => {
                let line = out[..at].rfind('\n').map_or(0, |line| line + 1);
                out.insert_str(line, random.pick::<&str>(PIECES));
            }
        }
    }
    // What is repeated grows; what a person writes does not.
    out.truncate(floor(&out, 20_000));
    out
}

fn border(text: &str, random: &mut Random) -> usize {
    floor(text, random.below(text.len() + 1))
}

/// The border of a character at or before a byte.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len()))
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0)
}

/// All fixtures that are text.
fn texts() -> Vec<(String, String)> {
    let mut out = Vec::new();
    for folder in [
        fixtures(),
        Path::new(env!("CARGO_MANIFEST_DIR")).join("content"),
    ] {
        for (path, bytes) in files(&folder) {
            // Nor are the packages of the browser tests texts of ours.
            // Nor are the tests themselves, or what was made by a test.
            let is_source = !path.contains("expected/")
                && !path.ends_with(".rs")
                && !path.starts_with("browser/")
                && !path.starts_with("workflows/")
                && !path.ends_with(".facts")
                && !path.ends_with(".tree")
                && !path.ends_with(".diag");
            if is_source && let Ok(text) = String::from_utf8(bytes) {
                out.push((path, text));
            }
        }
    }
    assert!(out.len() > 60, "only {} fixtures", out.len());
    out
}

#[test]
fn fixtures_as_they_are() {
    for (path, text) in texts() {
        check(&path, &text);
    }
}

/// How many texts are tried.
const ROUNDS: usize = 2400;

#[test]
fn mutations() {
    let all = texts();
    let others: Vec<String> = all.iter().map(|(_, text)| text.clone()).collect();
    let mut random = Random::new(0x9E37_79B9_7F4A_7C15);
    assert!(
        all.len() <= ROUNDS,
        "{} fixtures are not all tried",
        all.len()
    );
    // Some seconds of a debug build; the same texts on every machine.
    for round in 0..ROUNDS {
        let (path, text) = &all[round % all.len()];
        let text = mutate(text, &others, &mut random);
        // By its own reader, and by one for whom it was not written: all of them would take minutes.
        let own = scan::format_of_text(path, &text).unwrap_or(Format::Text);
        let other = *random.pick(&Format::ALL);
        let check = |path: &str, text: &str| {
            for format in BTreeSet::from([own, other]) {
                invariants::of_source(&SourceFile::new(path, format, text));
            }
            invariants::of_head(text);
            invariants::of_config(text);
        };
        if let Err(panic) = catch_unwind(AssertUnwindSafe(|| check(path, &text))) {
            let place = std::env::temp_dir().join("pmsite-robust.md");
            std::fs::write(&place, &text).expect("there is room for a temporary file");
            eprintln!("round {round}, {path}: the text is in {}", place.display());
            std::panic::resume_unwind(panic);
        }
    }
}

/// What takes less time than this is too short to be compared.
const TELLING: Duration = Duration::from_millis(30);

/// Four times as much takes about four times as long, not sixteen times. `work` does one part or four, and is asked again where
/// the first answer is no, since other things happen on a machine too.
#[track_caller]
fn assert_linear(what: &str, work: impl Fn(usize)) {
    let cost = |parts: usize| {
        let begun = ThreadTime::now();
        work(parts);
        begun.elapsed()
    };
    let mut seen = Vec::new();
    for _ in 0..3 {
        let four = cost(4);
        if four < TELLING {
            return;
        }
        let one = cost(1);
        if four < one * 8 {
            return;
        }
        seen.push((one, four));
    }
    panic!("{what:?} does not take linear time: {seen:?} for one part and four");
}

/// What readers could stumble over, written thousands of times.
const LONG: &[&str] = &[
    "> ",
    "- ",
    "[",
    "![",
    "*",
    "**a ",
    "<div>",
    "<b>",
    "<details>",
    "`",
    "$",
    "{{< ",
    "{% x %}",
    "::: x\n",
    "[^1]: ",
    "| ",
    "[[",
    "&",
    "# a\n",
    "a: b\n",
    "<a href=\"",
    "<!--",
    "\\",
    "10:30 ",
    "``a",
    "`a ",
    "|a ",
    "a_ ",
    "_`a",
    "[#]_ ",
    ":a:`b",
    "http:",
    "a@",
    "[STRIKEOUT:a ",
    "a-",
    ".. _a",
    ".. |a",
    ".. [#] a\n",
    ".. |a| replace:: b\n",
    "__ a\n",
    "a\n b\n",
    "+-",
    "+-+-+\n",
    "=== ===\n",
    "| a\n",
    ":a: b\n",
    "-a b  c\n",
    "1. a\n",
    "a\n=\n",
    "a::\n\n",
    "..\n",
    ".. note::\n",
    ".. class::\n",
    ".. figure:: a\n",
    "\u{e003}",
    "9:30 - a\n",
    "10:15 a\n\n",
    "2021-01-30\n 9:30 a\n",
    "- 10:00 not resolved\n",
    " not resolved resolved",
    "Cause: a bug. Ruled out. ",
    "- Started: 2021-01-30 10:00\n",
    "• a\n",
    "• a\n b\n\n",
    "Impact: a. ",
    "Impact: a\n",
    "Root cause:\n",
    "CAPITALS\n",
    "Alone\n\n",
    "a\tb\n",
    "a  b\n",
    "| a |\n+---+\n",
    "http://-",
    "http://a(",
    "a\n    b\n",
    "<script>",
    "<style></",
    "<svg/>",
    "<title>",
    "<?php ",
    "<main>",
    "<nav><a>",
    "<aside>",
    "<div class=sidebar>",
    "<ul class=lst-a-1><li>",
    "<p class=title>",
    "<div class=admonition>",
    "<x-y>",
    "<meta name=author content=a>",
    "<h1>a</h1>",
    "''",
    "'''a ",
    "''a'''b",
    "{{",
    "{{a|",
    "{{a|b=",
    "}}",
    "{{{",
    "{{}}",
    "{|\n",
    "{|\n|\n",
    "|-\n",
    "|a||",
    "!a!!",
    "[[a|",
    "[[File:a|",
    "[http://a ",
    "[//a[[b]] ",
    "http://",
    "<nowiki>",
    "<nowiki/>",
    "<ref>",
    "<ref ",
    "<ref>a</ref>",
    "<pre>a</pre>",
    "<br ",
    "<br>",
    "<!--a-->",
    "<!--a-->\n",
    " <!--",
    "*",
    "*\n#\n",
    "*a\n**b\n",
    ":",
    ";a:",
    ";\n",
    "== ",
    "=a=\n",
    "__",
    "__TOC__",
    " a\n",
    "a\t\n",
    "=a=\na\tb\n",
    "&amp;",
    "[[Category:a]]",
    "</div>\n",
    "<blockquote>\n",
    "\u{e004}",
];

#[test]
fn what_is_deep_or_long_takes_linear_time() {
    is_linear(LONG.iter().step_by(2));
}

/// The other half of them: two tests, since two threads are done sooner.
#[test]
fn what_else_is_deep_or_long_takes_linear_time() {
    is_linear(LONG.iter().skip(1).step_by(2));
}

fn is_linear<'a>(pieces: impl Iterator<Item = &'a &'a str>) {
    for piece in pieces {
        assert_linear(piece, |parts| {
            check("deep.md", &piece.repeat(parts * 5_000 / piece.len()));
        });
        let in_head = piece.trim_end();
        assert_linear(&format!("{piece} in a head"), |parts| {
            let text = format!("---\nx: {}\n---\n", in_head.repeat(parts * 500));
            check("deep-head.md", &text);
        });
    }
}

/// What Org could stumble over, written thousands of times.
const LONG_ORG: &[&str] = &[
    "* a\n",
    "* TODO [#A] a :b:\n",
    "* COMMENT a\n",
    "**",
    "*a ",
    "/a ",
    "_a ",
    "+a ",
    "=a ",
    "~a ",
    "a_{",
    "a^{b}",
    "[[a][",
    "[[a]",
    "[[a]]",
    "[[*a]]",
    "[fn:",
    "[fn:: a",
    "[fn:a]",
    "[fn:a]\n",
    "<<",
    "<<a>>",
    "<2021-01-02>--",
    "{{{a(",
    "{{{title}}}",
    "src_a",
    "src_a[",
    "src_a{",
    "@@html:",
    "@@html:<b>@@",
    "\\(",
    "\\a ",
    "\\\\\n",
    "file:",
    "doi:",
    "mailto:",
    "#+a: b\n",
    "#+title: a\n",
    "#+caption: a\n",
    "#+name: a\n",
    "#+begin_a\n",
    "#+begin_src\n",
    "#+end_a\n",
    "#+begin_a\n#+end_a\n",
    "#+begin_verse\n",
    "#+html: <b>\n",
    "#+macro: a {{{a}}}{{{a}}}\n",
    "#+begin:\n",
    ":a:\n",
    ":end:\n",
    ":a:\n:end:\n",
    ":properties:\n",
    "* a\n:properties:\n:a: b\n",
    "\\begin{a}\n",
    "\\begin{a}\n\\end{a}\n",
    ": a\n",
    "|a",
    "|-\n",
    "- a :: ",
    "- [@5] a\n",
    "- a\n\n\n",
    " -\n",
    "#+include: a\n",
];

#[test]
fn what_is_long_in_org_takes_linear_time() {
    for piece in LONG_ORG {
        assert_linear(piece, |parts| {
            let text = piece.repeat(parts * 10_000 / piece.len());
            invariants::of_source(&SourceFile::new("deep.org", Format::Org, &text));
        });
    }
}

/// What is written thousands of times, and what stands once behind it all.
const TAILED: &[(&str, &str)] = &[
    ("<svg/>", "</svg>"),
    ("<a ", "b=\">"),
    ("<a b=\"", "c='>"),
    ("<?php ", ">"),
    ("<![CDATA[", ">"),
    ("<! ", ""),
    (
        "<div class=content>a</div><article><div class=main>",
        "</article>",
    ),
];

#[test]
fn no_tail_makes_time_grow_faster_than_the_text() {
    for (piece, tail) in TAILED {
        assert_linear(&format!("{piece} … {tail}"), |parts| {
            let text = piece.repeat(parts * 8_000 / piece.len()) + tail;
            check("deep.md", &text);
            check("deep.html", &text);
        });
    }
}

/// Quotations in quotations, each holding open elements: their depths multiply.
fn deep(open: &str, close: &str) -> String {
    let levels = 58;
    let mut out = String::from("# T\n\n");
    for level in 0..levels {
        let outer = "> ".repeat(level);
        let _ = writeln!(out, "{outer}{open}\n{}", outer.trim_end());
    }
    let _ = writeln!(out, "{}innermost", "> ".repeat(levels));
    for level in (0..levels).rev() {
        let outer = "> ".repeat(level);
        let _ = writeln!(out, "{}\n{outer}{close}", outer.trim_end());
    }
    out
}

/// What opens, what closes it again, and what stands before: each is written thousands of times around one word.
const NESTED: &[(&str, &str, &str)] = &[
    ("", "> ", ""),
    ("", "- ", ""),
    ("", "1. ", ""),
    ("", "[^1]: ", ""),
    ("a\n\n", ": ", ""),
    ("", "[", "]"),
    ("", "[", "](x)"),
    ("", "![", "](x)"),
    ("", "[[", "]]"),
    ("", "*a ", " a*"),
    ("", "**a ", " a**"),
    ("", "_a ", " a_"),
    ("", "~~a ", " a~~"),
    ("", "*a **b _c ", " c_ b** a*"),
    ("", "*", "*"),
    ("", "<b>", "</b>"),
    ("x ", "<b>", "</b>"),
    ("x ", "<span>", "</span>"),
    ("x ", "<a href=\"x\">", "</a>"),
    ("", "<div>", "</div>"),
    ("", "<div>\n\n", "\n\n</div>"),
    ("", "<div markdown=\"1\">\n", "\n</div>"),
    ("", "<details>", "</details>"),
    ("", "<details><summary>s</summary>\n\n", "\n\n</details>"),
    ("", "<table><tr><td>", "</td></tr></table>"),
    ("", "<table><caption>", ""),
    ("", "<ul><li>", "</li></ul>"),
    ("", "<dl><dt>a<dd>", ""),
    ("", "<p><b>", ""),
    ("", "<h1>", ""),
    ("", "<div><button>", ""),
    ("", "<div><svg><g>", ""),
    ("", "<x-y>", "</x-y>"),
    ("", "<Note>\n\n", "\n\n</Note>"),
    ("", "<username>\n", ""),
    ("", "::: note\n", "\n:::"),
    ("", "> ::: note\n", "\n"),
    ("", "```{note}\n", "\n```"),
    ("", "{{< details >}}\n\n", "\n\n{{< /details >}}"),
    ("", "{% if x %}", "{% endif %}"),
    ("---\na: ", "[", "]\n---\n"),
    ("---\na: ", "{a: ", "}"),
    ("---\na:\n  ", "- ", "\n"),
    ("+++\na = ", "[", "]"),
    ("+++\na = ", "{a=", "}"),
    ("+++\n", "a.", " = 1\n"),
    ("{\"a\": ", "[", "]"),
    ("", "{\"a\": ", "}"),
    (";;;\n\"a\": ", "[", "]"),
];

#[test]
fn ten_thousand_levels_keep_their_words_on_a_small_stack() {
    let all = |cases: &'static [(&str, &str, &str)]| {
        for (before, open, close) in cases {
            assert_linear(open, |parts| {
                let (opened, closed) = (open.repeat(parts * 2_500), close.repeat(parts * 2_500));
                let fence = match before.get(..3) {
                    Some(fence @ ("---" | "+++" | ";;;")) => format!("\n{fence}\n"),
                    _ => String::new(),
                };
                let text = format!("{before}{opened}innermost{closed}{fence}\n\nthe end\n");
                let source = SourceFile::new("deep.md", Format::Markdown, &text);
                let dumped = invariants::of_source(&source);
                for words in ["innermost", "the end"] {
                    assert!(dumped.contains(words), "{open:?}: `{words}` is lost");
                }
            });
        }
    };
    let workers: Vec<_> = NESTED
        .chunks(NESTED.len().div_ceil(2))
        .map(|cases| {
            // As much as a worker of a build has.
            let worker = std::thread::Builder::new().stack_size(2 * 1024 * 1024);
            let started = worker.spawn(move || all(cases));
            started.expect("a thread can be started")
        })
        .collect();
    for worker in workers {
        worker.join().expect("a text broke the reader");
    }
}

/// The same for reStructuredText: what is written around one word, and how far in each level stands.
const NESTED_RST: &[(&str, &str)] = &[
    ("- ", ""),
    ("1. ", ""),
    ("(a) ", ""),
    (":a: ", ""),
    ("-a  ", ""),
    ("| ", ""),
    (".. ", ""),
    (".. [1] ", ""),
    (".. note:: ", ""),
    (".. note::\n", " "),
    (".. container::\n\n", " "),
    (".. figure:: a.png\n\n", " "),
    (".. table::\n\n", " "),
    (".. list-table::\n\n", " "),
    (".. raw:: html\n\n", " "),
    (".. epigraph::\n\n", " "),
    ("a\n", " "),
    ("\n", " "),
    ("*", ""),
    ("`a ", ""),
    (":a:`", ""),
    ("[STRIKEOUT:", ""),
    ("|a| ", ""),
];

#[test]
fn levels_of_restructuredtext_keep_their_words_on_a_small_stack() {
    let all = || {
        for (open, indent) in NESTED_RST {
            // What stands further in on every line is a text as long as the square of its depth.
            let levels = if indent.is_empty() { 10_000 } else { 400 };
            let mut text = String::new();
            for level in 0..levels {
                text.push_str(&indent.repeat(level));
                text.push_str(open);
            }
            let _ = write!(text, "{}innermost\n\nthe end\n", indent.repeat(levels));
            let source = SourceFile::new("deep.rst", Format::ReStructuredText, &text);
            let dumped = invariants::of_source(&source);
            for words in ["innermost", "the end"] {
                assert!(dumped.contains(words), "{open:?}: `{words}` is lost");
            }
        }
    };
    let worker = std::thread::Builder::new().stack_size(2 * 1024 * 1024);
    let started = worker.spawn(all).expect("a thread can be started");
    started.join().expect("a text broke the reader");
}

/// The same for wikitext: what opens, and what closes it again.
const NESTED_WIKI: &[(&str, &str)] = &[
    ("*", ""),
    ("#", ""),
    (":", ""),
    (";", ""),
    ("{|\n|\n", "\n|}"),
    ("{|\n!\n", ""),
    (":{|\n|\n", "\n|}"),
    ("{{a|", "}}"),
    ("{{a|b=", "}}"),
    ("{{note|", "}}"),
    ("{{", ""),
    ("{{{1|", "}}}"),
    ("[[a|", "]]"),
    ("[[File:a.png|", "]]"),
    ("[http://a ", "]"),
    ("''a'''b ", ""),
    ("<ref>", "</ref>"),
    ("<nowiki>", "</nowiki>"),
    ("<pre>", ""),
    ("<b>", "</b>"),
    ("<div>\n", "\n</div>"),
    ("<blockquote>\n", "\n</blockquote>"),
    ("<ul>\n<li>\n", "\n</li>\n</ul>"),
    ("<table><tr><td>\n", "\n</td></tr></table>"),
    ("<!-- ", ""),
    ("<includeonly>", ""),
];

#[test]
fn levels_of_wikitext_keep_their_words_on_a_small_stack() {
    let all = || {
        for (open, close) in NESTED_WIKI {
            assert_linear(open, |parts| {
                let (opened, closed) = (open.repeat(parts * 2_500), close.repeat(parts * 2_500));
                let text = format!("{opened}innermost{closed}\n\nthe end\n");
                let source = SourceFile::new("deep.wiki", Format::Wikitext, &text);
                let dumped = invariants::of_source(&source);
                for words in ["innermost", "the end"] {
                    assert!(dumped.contains(words), "{open:?}: `{words}` is lost");
                }
            });
        }
    };
    let worker = std::thread::Builder::new().stack_size(2 * 1024 * 1024);
    let started = worker.spawn(all).expect("a thread can be started");
    started.join().expect("a text broke the reader");
}

/// The same for Org: what opens, what closes it again, and how far in each level stands.
const NESTED_ORG: &[(&str, &str, &str)] = &[
    ("- a\n", "", " "),
    ("- a :: b\n", "", " "),
    ("#+begin_quote\n", "\n#+end_quote", ""),
    ("#+begin_a\n", "", ""),
    (":a:\n", "\n:end:", ""),
    ("*a /b _c +d ", " d+ c_ b/ a*", ""),
    ("a_{", "}", ""),
    ("[[a][", "]]", ""),
    ("[fn:: ", "]", ""),
    ("[fn:a] ", "", ""),
    ("{{{a(", ")}}}", ""),
    ("<<<", ">>>", ""),
    ("src_a{", "}", ""),
    ("@@html:<b>@@", "@@html:</b>@@", ""),
    ("#+html: <div>\n", "\n#+html: </div>", ""),
    ("#+caption: ", "", ""),
];

#[test]
fn levels_of_org_keep_their_words_on_a_small_stack() {
    let all = || {
        for (open, close, indent) in NESTED_ORG {
            // What stands further in on every line is a text as long as the square of its depth.
            let levels = if indent.is_empty() { 2_500 } else { 300 };
            assert_linear(open, |parts| {
                let mut text = String::new();
                let levels = if indent.is_empty() {
                    parts * levels
                } else {
                    levels
                };
                for level in 0..levels {
                    text.push_str(&indent.repeat(level));
                    text.push_str(open);
                }
                let inner = indent.repeat(levels);
                let closed = close.repeat(levels);
                let _ = write!(text, "{inner}innermost{closed}\n\nthe end\n");
                let source = SourceFile::new("deep.org", Format::Org, &text);
                let dumped = invariants::of_source(&source);
                for words in ["innermost", "the end"] {
                    assert!(dumped.contains(words), "{open:?}: `{words}` is lost");
                }
            });
        }
    };
    let worker = std::thread::Builder::new().stack_size(2 * 1024 * 1024);
    let started = worker.spawn(all).expect("a thread can be started");
    started.join().expect("a text broke the reader");
}

/// The same for `AsciiDoc`: what opens, and what closes it again.
const NESTED_ASCIIDOC: &[(&str, &str)] = &[
    ("* a\n** b\n*** c\n**** d\n. e\n.. f\n", ""),
    ("a:: ", ""),
    ("a::\n", ""),
    ("a::\n\n", ""),
    ("* a\n+\n", ""),
    ("* a\n+\n--\n", ""),
    ("+\n", ""),
    ("====\n", ""),
    ("====\n=====\n", ""),
    ("--\n", ""),
    ("----\n", ""),
    ("|===\n|", ""),
    ("|===\na|\n!===\na!\n", ""),
    ("|", ""),
    (".1000+|", ""),
    ("1000+|a ", ""),
    ("[cols=\"1000*\"]\n|===\n.1000+|a\n", ""),
    ("ifdef::a[]\n", "endif::[]\n"),
    ("ifndef::a[]\n", "endif::[]\n"),
    ("[quote,\"", ""),
    ("*a ", ""),
    ("**a", ""),
    ("_a *b `c #d ", ""),
    ("\\*a ", ""),
    ("[.a]#b", ""),
    ("[", "]"),
    ("[[", "]]"),
    ("[[a", "]]"),
    ("<<a", ""),
    ("<<a>>", ""),
    ("((a", ""),
    ("(((a", "))"),
    ("^a", ""),
    ("~", ""),
    ("\"`a ", "`\""),
    ("+a ", ""),
    ("++a", ""),
    ("+++<b>", ""),
    ("pass:[", "]"),
    ("pass:q[a ", "]"),
    ("stem:[", ""),
    ("link:a[", "]"),
    ("ab:", ""),
    ("ab:[", "]"),
    ("https://a", ""),
    ("https://a[", "]"),
    ("footnote:[a ", "]"),
    ("image:a[", "]"),
    ("kbd:[", "]"),
    ("a@b.", ""),
    ("{a}", ""),
    ("{counter:a}", ""),
    (":a: {a}{a}\n", ""),
    (":a: b \\\n", ""),
    ("> ", ""),
    ("NOTE: ", ""),
    ("++++\n<div>\n++++\n", "++++\n</div>\n++++\n"),
    ("a\n// b\n", ""),
    ("= ", ""),
    ("a\n=\n", ""),
    (".a\n", ""),
    ("[a]\n", ""),
    ("<1> ", ""),
];

#[test]
fn levels_of_asciidoc_keep_their_words_on_a_small_stack() {
    let all = || {
        for (open, close) in NESTED_ASCIIDOC {
            assert_linear(open, |parts| {
                let (opened, closed) = (open.repeat(parts * 2_500), close.repeat(parts * 2_500));
                let text = format!("{opened}innermost{closed}\n\nthe end\n");
                let source = SourceFile::new("deep.adoc", Format::AsciiDoc, &text);
                let dumped = invariants::of_source(&source);
                for words in ["innermost", "the end"] {
                    assert!(dumped.contains(words), "{open:?}: `{words}` is lost");
                }
            });
        }
    };
    let worker = std::thread::Builder::new().stack_size(2 * 1024 * 1024);
    let started = worker.spawn(all).expect("a thread can be started");
    started.join().expect("a text broke the reader");
}

#[test]
fn thousands_of_names_notes_and_substitutions_take_linear_time() {
    type Make = fn(usize) -> String;
    let cases: [(&str, Make, &str); 12] = [
        ("footnotes", |_| "[#]_\n\n.. [#] a\n\n".to_owned(), ""),
        ("labels", |at| format!("[#a{at}]_\n\n.. [#a{at}] a\n\n"), ""),
        ("numbers", |at| format!("[{at}]_\n\n.. [{at}] a\n\n"), ""),
        ("signs", |_| "[*]_\n\n.. [*] a\n\n".to_owned(), ""),
        ("targets", |at| format!("a{at}_\n\n.. _a{at}: b\n\n"), ""),
        (
            "chains",
            |at| format!(".. _a{at}: a{}_\n\n", at + 1),
            "a0_\n",
        ),
        ("waiting", |at| format!(".. _a{at}:\n"), "\na\n"),
        ("anonymous", |_| "a__\n\n__ b\n\n".to_owned(), ""),
        (
            "substitutions",
            |at| format!("|a{at}|\n\n.. |a{at}| replace:: b\n\n"),
            "",
        ),
        (
            "substitutions in substitutions",
            |at| format!(".. |a{at}| replace:: |a{0}| |a{0}|\n\n", at + 1),
            "|a0|\n",
        ),
        ("titles", |at| format!("a{at}\n=====\n\n"), ""),
        ("terms", |at| format!("a{at}\n  b\n"), ""),
    ];
    for (what, make, end) in cases {
        assert_linear(what, |parts| {
            let text = (0..parts * 5_000).map(make).collect::<String>() + end;
            let source = SourceFile::new("many.rst", Format::ReStructuredText, &text);
            let (document, _) = read::read(&source);
            let dumped = document::dump::dump(&document);
            assert!(
                dumped.len() < 60 * text.len(),
                "{what} became {} bytes",
                dumped.len()
            );
        });
    }
}

#[test]
fn what_aliases_and_anchors_add_up_to_is_bounded() {
    let large = "x".repeat(20_000);
    let mut nested = String::new();
    for level in 0..500 {
        let _ = write!(nested, "&a{level} [");
    }
    for (what, head) in [
        (
            "a large text repeated",
            format!("a: &a {large}\nb: [{}]", vec!["*a"; 9_000].join(", ")),
        ),
        (
            "anchors around anchors",
            format!(
                "a: {nested}{large}{}\nb: *a0\nc: *a0\nd: *a0",
                "]".repeat(500)
            ),
        ),
    ] {
        let text = format!("---\n{head}\n---\n\nthe end\n");
        let source = SourceFile::new("bomb.md", Format::Markdown, &text);
        let (document, diagnostics) = read::read(&source);
        let told: Vec<&str> = diagnostics.iter().map(|told| told.rule).collect();
        assert_eq!(told, ["malformed-front-matter"], "{what}");
        let dumped = document::dump::dump(&document);
        assert!(
            dumped.len() < 3_000_000,
            "{what} became {} bytes",
            dumped.len()
        );
        assert!(dumped.contains("the end"), "{what}: what follows is lost");
    }
}

#[test]
fn depths_that_multiply_do_not_break_anything() {
    for (open, close, times) in [
        ("<blockquote>", "</blockquote>", 57),
        ("<details>", "</details>", 57),
        ("<ul><li>", "</li></ul>", 28),
    ] {
        let text = deep(&open.repeat(times), &close.repeat(times));
        let (document, _) = read::read(&SourceFile::new("deep.md", Format::Markdown, &text));
        let words = document::text::of_blocks(&document.blocks);
        assert!(words.contains("innermost"), "{open}: the words are lost");
        check("deep.md", &text);
    }
}

#[test]
fn markup_without_end_takes_linear_time() {
    for (before, piece, times) in [
        ("<div>", "<script>x</script>", 2_000),
        ("", "<script>", 2_000),
        ("", "<div>", 7_500),
        ("", "<div>\n", 7_500),
        ("x ", "<b>", 5_000),
        ("<div>", "<font color=1>x<p>", 1_000),
        ("<div>", "<a ", 5_000),
        ("", "<table><tr><td>", 2_000),
        ("<table><tr>", "<td>x", 2_000),
    ] {
        assert_linear(piece, |parts| {
            let text = format!("{before}{}\n\nthe end", piece.repeat(parts * times));
            let source = SourceFile::new("long.md", Format::Markdown, &text);
            let (document, _) = read::read(&source);
            let words = document::text::of_blocks(&document.blocks);
            assert!(words.ends_with("the end"), "`{piece}` lost what follows");
        });
    }
}
