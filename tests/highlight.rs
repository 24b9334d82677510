//! Code on pages: what is highlighted as what, that nothing of it changes, and that no code is costly.
//!
//! `SNAPSHOTS=overwrite` rewrites `tests/highlight/languages.html`, a box for each block of `languages.md`.

#![allow(clippy::disallowed_methods, reason = "a test touches the disk")]

mod support;

use std::sync::Arc;
use std::time::{Duration, Instant};

use pmsite::document::{Block, BlockKind, Code};
use pmsite::highlight::{Class, Highlighter, MOST_COSTLY, Run, cost, label};
use pmsite::html::{Body, Href, Means, Picture, Resolver};
use pmsite::read;
use pmsite::source::{Format, SourceFile, Span};
use rayon::prelude::*;
use scraper::{Html, Selector};
use support::Site;

/// There are no links in code.
struct NoLinks;

impl Resolver for NoLinks {
    fn link(&self, _target: &str) -> Href {
        Href::Broken
    }

    fn image(&self, _source: &str) -> Picture {
        Picture::Missing
    }
}

/// The blocks of code of the fixture.
fn fixture() -> Vec<Block> {
    let text = include_str!("highlight/languages.md");
    let source = SourceFile::new("languages.md", Format::Markdown, text);
    let (document, _) = read::read(&source);
    let is_code = |block: &Block| matches!(block.kind, BlockKind::Code(_));
    document.blocks.into_iter().filter(is_code).collect()
}

fn code(block: &Block) -> &Code {
    match &block.kind {
        BlockKind::Code(code) => code,
        _ => unreachable!("only code is taken"),
    }
}

fn block(language: Option<&str>, text: &str) -> Block {
    let code = Code {
        language: language.map(Into::into),
        text: text.into(),
    };
    Block::new(Span::new(0, 0), BlockKind::Code(Box::new(code)))
}

fn page(blocks: &[Block], highlighter: Option<&Highlighter>) -> String {
    let means = Means {
        highlighter,
        ..Means::default()
    };
    Body::of_page(blocks, None, &[], means).fill(&NoLinks)
}

/// The words of the first block of code of a page, as a browser has them.
fn words(html: &str) -> String {
    let html = Html::parse_fragment(html);
    let code = Selector::parse("pre > code").expect("a selector");
    html.select(&code)
        .next()
        .expect("a block of code")
        .text()
        .collect()
}

#[test]
fn every_language_is_told_apart() {
    let html = page(&fixture(), Some(&Highlighter::default()));
    snapbox::assert_data_eq!(html, snapbox::file!["highlight/languages.html"].raw());
}

#[test]
fn all_languages_of_the_fixture_have_spans_but_those_that_are_not_known() {
    for block in fixture() {
        let code = code(&block);
        let runs = Highlighter::default().runs(code.language.as_deref(), &code.text);
        let is_plain = match code.language.as_deref() {
            Some(name) => label(name).is_none(),
            None => !code.text.starts_with(['$', '2']),
        };
        assert_eq!(
            runs.is_empty(),
            is_plain,
            "{:?}: {}",
            code.language,
            code.text
        );
    }
}

/// The runs of a text, each in brackets behind its class.
fn shown(language: Option<&str>, text: &str) -> String {
    let mut out = String::new();
    let mut from = 0;
    for run in &*Highlighter::default().runs(language, text) {
        let (start, end) = (run.start as usize, run.end as usize);
        out.push_str(&text[from..start]);
        out.extend(["⟨", run.class.name(), ":", &text[start..end], "⟩"]);
        from = end;
    }
    out + &text[from..]
}

#[test]
fn sessions_are_known_by_their_first_prompt() {
    for (text, expected) in [
        (
            "$ df -h /var\n/dev/sdb1 20G\n",
            "⟨pr:$⟩ df ⟨p:-h⟩ /var\n⟨o:/dev/sdb1 20G⟩\n",
        ),
        (
            "deploy@web-1:~$ sudo -i\n# id\nuid=0\n",
            "⟨pr:deploy@web-1:~$⟩ ⟨f:sudo⟩ ⟨p:-i⟩\n⟨pr:#⟩ id\n⟨o:uid=0⟩\n",
        ),
        ("[root@web-1 ~]# uptime\n", "⟨pr:[root@web-1 ~]#⟩ uptime\n"),
        (
            "deploy@web-1 app % uptime\n",
            "⟨pr:deploy@web-1 app %⟩ uptime\n",
        ),
        ("(venv) $ ./run\n", "⟨pr:(venv) $⟩ ./run\n"),
        ("PS C:\\Users> dir\n", "⟨pr:PS C:\\Users>⟩ dir\n"),
        (
            "orders=# select 1;\n ?column?\n",
            "⟨pr:orders=#⟩ select 1;\n ⟨o:?column?⟩\n",
        ),
        (
            "mysql> show processlist;\nEmpty set\n",
            "⟨pr:mysql>⟩ show processlist;\n⟨o:Empty set⟩\n",
        ),
        (
            "redis-1:6379> GET a\n(nil)\n",
            "⟨pr:redis-1:6379>⟩ GET a\n⟨o:(nil)⟩\n",
        ),
        (">>> till.size\n10\n", "⟨pr:>>>⟩ till.size\n⟨o:10⟩\n"),
        (
            "$ cat a \\\n> b\nx\n",
            "⟨pr:$⟩ ⟨f:cat⟩ a \\\n⟨pr:>⟩ b\n⟨o:x⟩\n",
        ),
    ] {
        assert_eq!(shown(None, text), expected, "{text}");
        // Also where its author named the shell.
        if !text.starts_with(">>>") {
            assert_eq!(shown(Some("bash"), text), expected, "{text}");
        }
    }
}

#[test]
fn times_and_levels_of_log_lines_are_set_apart() {
    for (text, expected) in [
        (
            "2031-03-04T05:06:07.123Z ERROR no",
            "⟨tm:2031-03-04T05:06:07.123Z⟩ ⟨le:ERROR⟩ no",
        ),
        (
            "2031-03-04 05:06:07,123 +0100 [main] WARN  no",
            "⟨tm:2031-03-04 05:06:07,123 +0100⟩ [main] ⟨lw:WARN⟩  no",
        ),
        (
            "[2031/03/04 05:06:07] [error] no",
            "⟨tm:[2031/03/04 05:06:07]⟩ [⟨le:error⟩] no",
        ),
        (
            "Mar  4 05:06:07 web-1 till[1]: no",
            "⟨tm:Mar  4 05:06:07⟩ web-1 till[1]: no",
        ),
        (
            "W0304 05:06:07.000001 1 till.go:7] no",
            "⟨lw:W⟩⟨tm:0304 05:06:07.000001⟩ 1 till.go:7] no",
        ),
        (
            "192.0.2.7 - - [04/Mar/2031:05:06:07 +0000] \"GET\"",
            "192.0.2.7 - - ⟨tm:[04/Mar/2031:05:06:07 +0000]⟩ \"GET\"",
        ),
        (
            "time=\"2031-03-04T05:06:07Z\" level=warning msg=no",
            "⟨tm:time=\"2031-03-04T05:06:07Z\"⟩ level=⟨lw:warning⟩ msg=no",
        ),
        ("05:06:07 till: no", "⟨tm:05:06:07⟩ till: no"),
        ("ERROR: no", "⟨le:ERROR⟩: no"),
        (
            "<Info> no\n  and more\n<Debug> yes",
            "<⟨l:Info⟩> no\n  and more\n<⟨l:Debug⟩> yes",
        ),
        // A word of a sentence is no level.
        (
            "05:06:07 the error is gone",
            "⟨tm:05:06:07⟩ the error is gone",
        ),
    ] {
        assert_eq!(shown(None, text), expected, "{text}");
        assert_eq!(shown(Some("LOG"), text), expected, "{text}");
    }
}

#[test]
fn nothing_is_guessed_of_other_texts() {
    for text in [
        "# Settings of the till\nsize = 10\n",
        "> as somebody said\nand more\n",
        "$100 were lost\n",
        "100 % of them\n",
        "% of all\n",
        "$\n",
        "if x:\n    return 1\n",
        "size: 10\nname: till\n",
        "10 apples\n12:75 no time\n",
        "Error handling is hard\n",
        "a@b.example wrote: $ 5\n",
        "2031-03-04 is a day\nand this a line\nand that\n",
        "",
        "\n\n",
    ] {
        assert_eq!(shown(None, text), text);
    }
}

/// Texts that were not meant for the language they are said to be in, cut anywhere.
fn odd_texts() -> Vec<(Option<&'static str>, String)> {
    const NAMES: [Option<&str>; 20] = [
        None,
        Some("bash"),
        Some("console"),
        Some("log"),
        Some("diff"),
        Some("json"),
        Some("yaml"),
        Some("ini"),
        Some("sql"),
        Some("python"),
        Some("go"),
        Some("java"),
        Some("js"),
        Some("ruby"),
        Some("php"),
        Some("c"),
        Some("html"),
        Some("nginx"),
        Some("hcl"),
        Some("promql"),
    ];
    let fixture = include_str!("highlight/languages.md");
    let mut out = Vec::new();
    let mut random = 7_u64;
    for round in 0..3_usize {
        for name in NAMES {
            random = random
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let mut from = (random >> 33) as usize % fixture.len();
            while !fixture.is_char_boundary(from) {
                from -= 1;
            }
            let mut text: String = fixture[from..].chars().take(700).collect();
            match round {
                1 => text = text.replace('\n', "\r\n"),
                2 => text = text.replace(['e', '"'], "é🎉\0"),
                _ => {}
            }
            out.push((name, text));
        }
    }
    out
}

#[test]
fn no_text_changes() {
    let highlighter = Highlighter::default();
    for block in fixture() {
        let html = page(std::slice::from_ref(&block), Some(&highlighter));
        assert_eq!(words(&html), &*code(&block).text);
    }
    for (language, text) in odd_texts() {
        let runs = highlighter.runs(language, &text);
        let mut from = 0;
        for Run { start, end, .. } in &*runs {
            assert!(from <= *start && start < end, "{language:?} {text:?}");
            assert!(
                text.get(*start as usize..*end as usize).is_some(),
                "{language:?} {text:?}"
            );
            from = *end;
        }
        let html = page(&[block(language, &text)], Some(&highlighter));
        // A browser has one kind of line breaks, and no zeros.
        let as_seen = |text: &str| text.replace("\r\n", "\n").replace('\0', "");
        assert_eq!(as_seen(&words(&html)), as_seen(&text), "{language:?}");
    }
}

#[test]
fn what_is_told_does_not_depend_on_threads_or_on_what_was_asked_before() {
    let texts = odd_texts();
    let one = Highlighter::default();
    let alone: Vec<Arc<[Run]>> = texts
        .iter()
        .map(|(language, text)| Highlighter::default().runs(*language, text))
        .collect();
    let together: Vec<Arc<[Run]>> = texts
        .par_iter()
        .map(|(language, text)| one.runs(*language, text))
        .collect();
    assert_eq!(alone, together);
    let again: Vec<Arc<[Run]>> = texts
        .par_iter()
        .rev()
        .map(|(language, text)| one.runs(*language, text))
        .collect();
    assert_eq!(
        alone.iter().rev().collect::<Vec<_>>(),
        again.iter().collect::<Vec<_>>()
    );
}

#[test]
fn code_stays_code() {
    let hostile = "</code></pre><script>alert(1)</script><img src=x onerror=alert(1)> \" ' & <!--";
    for language in [
        "bash",
        "console",
        "log",
        "diff",
        "json",
        "yaml",
        "toml",
        "ini",
        "sql",
        "python",
        "go",
        "java",
        "js",
        "ts",
        "ruby",
        "php",
        "rust",
        "c",
        "html",
        "xml",
        "css",
        "markdown",
        "nginx",
        "apache",
        "dockerfile",
        "hcl",
        "promql",
        "http",
        "\"><script>",
    ] {
        for text in [
            hostile.to_owned(),
            format!("$ {hostile}\n2031-01-01 00:00:00 ERROR {hostile}\n"),
        ] {
            let html = page(
                &[block(Some(language), &text)],
                Some(&Highlighter::default()),
            );
            assert!(
                !html.contains("<script") && !html.contains("<img"),
                "{language}: {html}"
            );
            assert_eq!(words(&html), text, "{language}");
        }
    }
}

#[test]
fn a_page_is_at_most_four_times_its_code() {
    let highlighter = Highlighter::default();
    let dense = "{\"a\":1,\"b\":2,\"c\":[1,2,3]}".repeat(200);
    let texts = fixture().into_iter().map(|block| {
        let code = code(&block);
        (code.language.clone(), code.text.repeat(10))
    });
    for (language, text) in texts.chain([
        (Some("json".into()), dense),
        (Some("js".into()), "f(1);".repeat(500)),
    ]) {
        let block = block(language.as_deref(), &text);
        let plain = page(std::slice::from_ref(&block), None).len();
        let spans = page(&[block], Some(&highlighter)).len() - plain;
        assert!(
            spans <= 3 * text.len() + 400,
            "{language:?}: {spans} bytes of spans for {}",
            text.len()
        );
    }
}

#[test]
fn no_code_takes_long() {
    let highlighter = Highlighter::default();
    let pieces = [
        "(",
        "{",
        "[",
        "<a ",
        "\"",
        "'",
        "@",
        "||",
        "${",
        "#{",
        "/*",
        "a<b<",
        "Map<String, ",
        "$ ",
        "\\",
        "=begin ",
        "<<EOF ",
        "12:34 ",
    ];
    let started = Instant::now();
    let mut asked = 0_u32;
    for language in [
        "sql", "go", "java", "ruby", "php", "c", "diff", "ini", "xml", "nginx", "hcl", "bash",
        "yaml", "console", "log",
    ] {
        for piece in pieces {
            for width in [40, 4000] {
                // One that the bounds of the grammars let through, and one that they do not.
                let line = piece.repeat(width / piece.len());
                let text = [&*line, "\n"].concat().repeat(30_000 / (line.len() + 1));
                highlighter.runs(Some(language), &text);
                asked += 1;
            }
        }
    }
    // Half a second each, on a busy machine and in a debug build.
    assert!(
        started.elapsed() < Duration::from_secs(240),
        "{asked} texts took {:?}",
        started.elapsed()
    );
    let huge = "SELECT 1;\n".repeat(50_000);
    assert!(
        highlighter.runs(Some("sql"), &huge).is_empty(),
        "a huge text is plain"
    );
    assert!(
        highlighter
            .runs(Some("yaml"), &"a: 1\n".repeat(30_000))
            .is_empty(),
        "a huge text is plain"
    );
}

/// Lines that cost grammars most, as long as they may be, in blocks that are not the same.
#[test]
fn a_page_of_the_costliest_lines_does_not_take_long() {
    let highlighter = Highlighter::default();
    for (language, piece) in [
        ("php", "$"),
        ("ruby", "|"),
        ("java", "class"),
        ("java", "@"),
        ("cpp", "aa<**a<b<::"),
        ("nginx", "'"),
    ] {
        let line = [&*piece.repeat(LONGEST_LINE / piece.len()), "\n"].concat();
        let most = MOST_COSTLY / cost(language) / line.len();
        let blocks: Vec<Block> = (0..16)
            .map(|less| block(Some(language), &line.repeat(most - less)))
            .collect();
        let started = Instant::now();
        page(&blocks, Some(&highlighter));
        // A third of a second in a release build, some ten times that in a debug build; as much again for a busy machine.
        assert!(
            started.elapsed() < Duration::from_secs(20),
            "{language} {piece} took {:?}",
            started.elapsed()
        );
    }
}

/// The bytes of the longest line that grammars get.
const LONGEST_LINE: usize = 160;

#[test]
fn a_line_too_long_for_a_grammar_is_plain_and_no_other() {
    let line = |bytes: usize| format!("// {}\n", "a".repeat(bytes - 3));
    let ends = |text: &str| {
        let runs = Highlighter::default().runs(Some("go"), text);
        runs.iter().map(|run| run.end).collect::<Vec<_>>()
    };
    assert_eq!(ends(&line(LONGEST_LINE)), [160_u32]);
    assert!(ends(&line(LONGEST_LINE + 1)).is_empty());
    let behind = line(LONGEST_LINE + 1) + "// b\n";
    assert_eq!(ends(&behind), [166_u32]);
    // No block of the fixture is near to it.
    for block in fixture() {
        let code = code(&block);
        let is_grammar = code.language.as_deref().is_some_and(|name| cost(name) > 0);
        assert!(!is_grammar || code.text.lines().all(|line| line.len() <= LONGEST_LINE));
    }
}

#[test]
fn a_page_has_less_code_of_grammars_than_of_lexers() {
    for (language, expected) in [
        ("go", 1),
        ("PHP", 1),
        ("c++", 4),
        ("yaml", 0),
        ("console", 0),
    ] {
        assert_eq!(cost(language), expected, "{language}");
    }
    assert_eq!(cost("a language that nobody knows"), 0);
    let go = "// a line of Go\n".repeat(50);
    let fit = MOST_COSTLY / go.len();
    let mut blocks = vec![block(Some("go"), &go); fit + 10];
    blocks.extend(vec![block(Some("yaml"), "size: 10\n"); 7]);
    let highlighter = Highlighter::default();
    // The second time all of it is known, which changes nothing.
    for _ in 0..2 {
        let html = page(&blocks, Some(&highlighter));
        assert_eq!(html.matches("<span class=\"c\">").count(), fit);
        assert_eq!(html.matches("<span class=\"p\">").count(), 7);
    }
}

#[test]
fn what_is_no_longer_kept_is_told_as_well() {
    let highlighter = Highlighter::default();
    let text = |number: usize| format!("// {number}\n");
    // More than are kept.
    for number in 0..2_100 {
        let runs = highlighter.runs(Some("go"), &text(number));
        let end = text(number).len() as u32 - 1;
        let expected = Run {
            start: 0,
            end,
            class: Class::Comment,
        };
        assert_eq!(*runs, [expected], "{number}");
    }
    for number in [0, 2_099] {
        let alone = Highlighter::default().runs(Some("go"), &text(number));
        assert_eq!(highlighter.runs(Some("go"), &text(number)), alone);
    }
}

#[test]
fn neighbours_of_one_class_are_one() {
    let text = "# one\n# two\nname: till\n";
    let runs = Highlighter::default().runs(Some("yaml"), text);
    assert_eq!(
        runs[0],
        Run {
            start: 0,
            end: 11,
            class: Class::Comment
        }
    );
}

#[test]
fn class_names_are_their_own() {
    let mut names: Vec<&str> = Class::ALL.iter().map(|class| class.name()).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), Class::ALL.len());
}

#[test]
fn a_site_has_spans_where_they_are_wanted_and_the_script_where_there_is_code() {
    const REPORT: &str = "# The till\n\nIt fell.\n\n```yaml\nsize: 10\n```\n";
    let site = Site::empty("code");
    site.edit("a.md", REPORT)
        .edit("b.md", "# The door\n\nIt shut.\n")
        .edit("book.toml", "[output.page-md]\n");
    site.build(&["-j", "1"]).code(0);
    let with_code = site.expect_file("a/index.html");
    assert!(with_code.contains("<span class=\"p\">size</span>: <span class=\"n\">10</span>"));
    assert!(with_code.contains("/js/copy.js"));
    assert!(!site.expect_file("b/index.html").contains("/js/copy.js"));
    assert!(
        site.expect_file("a/page.md")
            .contains("```yaml\nsize: 10\n```")
    );
    let alone = site.output();
    site.build(&["-j", "8"]).code(0);
    support::assert_same(&alone, &site.output());

    site.edit("book.toml", "[output.html]\nhighlight = false\n");
    site.build(&[]).code(0);
    let plain = site.expect_file("a/index.html");
    assert!(plain.contains("<code class=\"language-yaml\">size: 10\n</code>"));
}
