//! Reports as Markdown: read again by comrak, they say what their trees say, whatever they were written in.

#![allow(
    clippy::disallowed_methods,
    clippy::case_sensitive_file_extension_comparisons,
    reason = "a test touches the disk, and knows how its own files are called"
)]

#[path = "page_md/seen.rs"]
mod seen;
mod support;
#[path = "page_md/told.rs"]
mod told;

use pmsite::document::{Block, BlockKind, walk};
use pmsite::html::{Href, Picture, Resolver};
use pmsite::markdown::Body;
use pmsite::read;
use pmsite::source::{Format, SourceFile};
use seen::Seen;
use support::{Site, files, fixtures};
use told::Told;

/// Every link leads where it says, every image is there.
struct Open;

impl Resolver for Open {
    fn link(&self, target: &str) -> Href {
        Href::To(target.to_owned())
    }

    fn image(&self, source: &str) -> Picture {
        Picture::Shown(source.to_owned())
    }
}

/// Where the words of two texts part.
fn first_difference(told: &str, read: &str) -> Option<String> {
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|sign: char| !sign.is_alphanumeric());
        let words = words.filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect()
    };
    let (told, read) = (words(told), words(read));
    let at = told.iter().zip(&read).position(|(one, other)| one != other);
    let at = at.or((told.len() != read.len()).then(|| told.len().min(read.len())))?;
    let around = |words: &[String]| -> String {
        let from = at.saturating_sub(4).min(words.len());
        words[from..words.len().min(at + 6)].join(" ")
    };
    Some(format!(
        "told:  {}\nread:  {}",
        around(&told),
        around(&read)
    ))
}

/// What Markdown says otherwise than the tree that it was written from.
fn differences(told: &Told<'_>, read: &Seen, has_letters: bool) -> Vec<String> {
    let mut out = Vec::new();
    if told.counts != read.counts {
        out.push(format!(
            "told:  {:?}\nread:  {:?}",
            told.counts, read.counts
        ));
    }
    // Lists in letters have these in their words.
    if !has_letters {
        out.extend(first_difference(&told.text, &read.text));
    }
    if !told.footnotes.keys().eq(read.footnotes.keys()) {
        out.push(format!(
            "told:  {:?}\nread:  {:?}",
            told.footnotes, read.footnotes
        ));
    }
    for (number, told) in told.footnotes.iter().filter(|_| !has_letters) {
        let read = read.footnotes.get(number).map_or("", String::as_str);
        let difference = first_difference(told, read);
        out.extend(difference.map(|difference| format!("footnote {number}\n{difference}")));
    }
    out
}

#[test]
fn what_is_written_says_what_the_tree_says() {
    let mut faults = Vec::new();
    let mut seen = 0;
    for folder in ["read", "postmortem", "lint"] {
        for (path, content) in files(&fixtures().join(folder)) {
            let is_expected = [".tree", ".diag", ".facts"];
            if is_expected.iter().any(|ending| path.ends_with(ending)) {
                continue;
            }
            let text = String::from_utf8_lossy(&content);
            for format in Format::ALL {
                let path = format!("{folder}/{path} as {}", format.name());
                let source = SourceFile::new(path.as_str(), format, &text);
                let (document, _) = read::read(&source);
                let body = Body::new(&document.blocks, None);
                let has_letters = has_letters(&document.blocks);
                seen += 1;
                let mut told = Told::of(&document.blocks);
                for resolver in [&Open as &dyn Resolver, &Closed] {
                    // As in a file.
                    let markdown = body.fill(resolver) + "\n";
                    let read = Seen::of(&markdown, false);
                    for difference in differences(&told, &read, has_letters) {
                        faults.push(format!("{path}\n{difference}"));
                    }
                    // The second time nothing leads anywhere.
                    told.counts.remove("link");
                    told.counts.remove("image");
                    let read = Seen::of(&markdown, true);
                    let unsafe_ones = unsafe_ones(&read);
                    faults.extend(unsafe_ones.map(|one| format!("{path}: {one}")));
                }
            }
        }
    }
    assert!(seen > 300, "only {seen} fixtures");
    assert!(
        faults.is_empty(),
        "{} of {seen}\n{}",
        faults.len(),
        faults.join("\n")
    );
}

/// Tags that are not ours, and addresses that no page may lead to.
fn unsafe_ones(read: &Seen) -> impl Iterator<Item = &String> {
    let ours = [
        "em", "strong", "del", "u", "mark", "sub", "sup", "small", "kbd", "q", "code",
    ];
    let is_ours =
        move |html: &str| ours.contains(&html.trim_matches(['<', '>', '/'])) || html == "<br>";
    let tags = read.html.iter().filter(move |html| !is_ours(html));
    let leads_out = |address: &&String| {
        let address = address.to_lowercase();
        let mut schemes = ["javascript:", "vbscript:", "data:text"].iter();
        schemes.any(|scheme| address.starts_with(scheme))
    };
    tags.chain(read.addresses.iter().filter(leads_out))
}

fn has_letters(blocks: &[Block]) -> bool {
    let mut has = false;
    walk::blocks(blocks, &mut |block| {
        if let BlockKind::List(list) = &block.kind {
            has |= list.start.is_some() && list.numbering != pmsite::document::Numbering::Figures;
        }
    });
    has
}

/// No link leads anywhere, no image is there.
struct Closed;

impl Resolver for Closed {
    fn link(&self, target: &str) -> Href {
        match target.len() % 2 {
            0 => Href::Broken,
            _ => Href::Withheld,
        }
    }

    fn image(&self, _: &str) -> Picture {
        Picture::Missing
    }
}

/// A text of that format, as Markdown.
fn written(format: Format, text: &str, resolver: &dyn Resolver) -> String {
    let (document, _) = read::read(&SourceFile::new("some", format, text));
    Body::new(&document.blocks, None).fill(resolver)
}

#[test]
fn a_reference_before_a_colon_defines_nothing() {
    for (format, text, expected) in [
        (
            Format::Markdown,
            "[^1]\\: is this one?\n\n[^1]: A note.\n",
            "[^1]\\: is this one?\n\n[^1]: A note.",
        ),
        (
            Format::ReStructuredText,
            "[1]_: explained here\n\n.. [1] A note.\n",
            "[^1]\\: explained here\n\n[^1]: A note.",
        ),
        (
            Format::Markdown,
            "[^1][: nowhere](x.md)\n\n[^1]: A note.\n",
            "[^1]\\: nowhere\n\n[^1]: A note.",
        ),
        (
            Format::Markdown,
            "[^1]![: missing](x.png)\n\n[^1]: A note.\n",
            "[^1]\\: missing\n\n[^1]: A note.",
        ),
        // Within a line it could be none.
        (
            Format::Markdown,
            "Disks[^1]: two\n\n[^1]: A note.\n",
            "Disks[^1]: two\n\n[^1]: A note.",
        ),
    ] {
        assert_eq!(written(format, text, &Closed), expected, "{text}");
    }
}

#[test]
fn blanks_and_signs_behind_what_is_open_stay() {
    for (format, text, open, closed) in [
        (
            Format::ReStructuredText,
            "See :doc:`queue` now\n",
            "See [queue](queue) now",
            "See queue now",
        ),
        (
            Format::Markdown,
            "See ![pic](pic.png) now\n",
            "See ![pic](pic.png) now",
            "See pic now",
        ),
        (
            Format::Markdown,
            "See [the queue ](queue.md) now\n",
            "See [the queue ](queue.md) now",
            "See the queue  now",
        ),
        (
            Format::Markdown,
            "a![pic](pic.png)\\_b\\_ ![pic](pic.png)\\~2 ~ 3\n",
            "a![pic](pic.png)\\_b\\_ ![pic](pic.png)\\~2 \\~ 3",
            "apic\\_b\\_ pic\\~2 \\~ 3",
        ),
    ] {
        assert_eq!(written(format, text, &Open), open, "{text}");
        assert_eq!(written(format, text, &Closed), closed, "{text}");
    }
}

#[test]
fn marks_behind_each_other_are_those_of_lists() {
    for (text, expected) in [
        // `- - -` would be a rule.
        ("-\n\n  -\n\n    -\n", "- * -"),
        ("- - x\n", "- * x"),
        ("1. 1. x\n", "1. 1. x"),
        // Behind the name of an item they would be words.
        ("b. - x\n\nc. y\n", "- b.\n\n  - x\n- c. y"),
    ] {
        let written = written(Format::ReStructuredText, text, &Open);
        assert_eq!(written, expected, "{text}");
    }
}

#[test]
fn blocks_behind_the_number_of_a_footnote_are_blocks() {
    let unused = "[^1]: - x\n";
    assert_eq!(written(Format::Markdown, unused, &Open), "\\[1\\]\n\n- x");
    let marked = "Words [*]_\n\n.. [*] - x\n";
    assert_eq!(
        written(Format::ReStructuredText, marked, &Open),
        "Words [^1]\n\n[^1]: \\[\\*\\]\n\n    - x"
    );
}

#[test]
fn a_picture_is_no_reference_and_a_head_without_cells_is_one() {
    let picture = "![\\^1](a.png) [^b](c.md)\n";
    assert_eq!(
        written(Format::Markdown, picture, &Open),
        "![\\^1](a.png) [\\^b](c.md)"
    );
    // A row of no cells above the line.
    let table = "|\n| a | b |\n|---+---|\n| c | d |\n";
    assert_eq!(
        written(Format::Org, table, &Open),
        "| | |\n| --- | --- |\n| a | b |\n| c | d |"
    );
}

/// Every document has a title that would be markup.
struct Titled(&'static str);

impl Resolver for Titled {
    fn link(&self, _: &str) -> Href {
        Href::Broken
    }

    fn title(&self, _: &str) -> Option<String> {
        Some(self.0.to_owned())
    }

    fn image(&self, _: &str) -> Picture {
        Picture::Missing
    }
}

#[test]
fn words_that_stand_for_what_is_missing_begin_no_block() {
    for (words, said) in [
        ("---", "\\---"),
        ("===", "\\==="),
        ("- item", "\\- item"),
        ("+ item", "\\+ item"),
        ("> said", "\\> said"),
        ("# low", "\\# low"),
        ("1. first", "1\\. first"),
        ("23) later", "23\\) later"),
    ] {
        let image = format!("above\\\n![{}](x.png) behind\n", words.replace('#', "\\#"));
        assert_eq!(
            written(Format::Markdown, &image, &Closed),
            format!("above\\\n{said} behind")
        );
        let title = words.to_owned().leak();
        assert_eq!(
            written(
                Format::ReStructuredText,
                ":doc:`x` behind\n",
                &Titled(title)
            ),
            format!("{said} behind")
        );
        assert_eq!(
            written(
                Format::ReStructuredText,
                ".. toctree::\n\n   x\n",
                &Titled(title)
            ),
            format!("- {said}")
        );
        // Elsewhere in a line they are read as they stand.
        let plain = written(Format::ReStructuredText, "so :doc:`x`\n", &Titled(title));
        assert_eq!(plain.replace('\\', ""), format!("so {words}"));
    }
}

#[test]
fn a_note_in_a_cell_keeps_its_kind() {
    let table = "| a |\n| - |\n| b |\n";
    assert_eq!(
        written(Format::Markdown, table, &Open),
        table.trim_end().replace("| - |", "| --- |")
    );
    let table = ".. list-table::\n\n   * - .. warning::\n\n          Do not restart.\n     - .. warning:: Not now\n";
    assert_eq!(
        written(Format::ReStructuredText, table, &Open),
        "| | |\n| --- | --- |\n| **Warning**<br>Do not restart. | **Warning**<br>Not now |"
    );
}

/// A site of two reports, with what has to be asked for.
fn site(report: &str) -> Site {
    let site = Site::empty("markdown");
    site.edit("book.toml", "[output.page-md]\n");
    site.edit("2031/queue.md", report);
    site.edit(
        "2031/disk.rst",
        "Disk filled up\n==============\n\n:date: 2031-02-01\n\nSummary\n-------\n\nThe log partition of the `mail` host was full; see :ref:`nowhere`.\n",
    );
    site
}

#[test]
fn a_report_has_its_facts_and_its_text() {
    let site = site(
        "---\ntitle: Queue *stood* still | again\nstarted: 2031-03-04\nseverity: SEV-2\nservices: [mail, web_front]\n---\n\n\
# Queue *stood* still | again\n\n## Summary\n\nAs in [the report on the disk](disk.rst), nothing moved. See [below](#impact) and [there](disk.rst#summary).\n\n\
## Impact\n\n1. First[^a]\n2. Second\n\n- [x] done\n- [ ] open\n\nTerm\n: What it means\n\n| a | b |\n| - | -: |\n| `x\\|y` | 2 |\n\n[^a]: A note.\n",
    );
    site.build(&[]).code(0);
    assert_eq!(
        site.expect_file("2031/queue/page.md"),
        "# Queue stood still \\| again\n\
\n\
- Page: [index.html](index.html)\n\
- Day: 4 March 2031\n\
- Severity: SEV-2\n\
- Services: mail, web_front\n\
\n\
## Summary\n\
\n\
As in [the report on the disk](../disk/page.md), nothing moved. See [below](index.html#impact) and [there](../disk/index.html#summary).\n\
\n\
## Impact\n\
\n\
1. First[^1]\n\
2. Second\n\
\n\
- [x] done\n\
- [ ] open\n\
\n\
* **Term**: What it means\n\
\n\
| a | b |\n\
| --- | --: |\n\
| `x\\|y` | 2 |\n\
\n\
[^1]: A note.\n"
    );
    let page = site.expect_file("2031/queue/index.html");
    assert!(
        page.contains(r#"<link rel="alternate" type="text/markdown" href="page.md">"#),
        "{page}"
    );
    let llms = site.expect_file("llms.txt");
    assert!(llms.contains("(<2031/queue/page.md>)"), "{llms}");
    assert!(llms.contains("(<2031/disk/page.md>)"), "{llms}");
    assert!(
        site.expect_file("api/index.html")
            .contains("../2031/queue/page.md")
    );
    // Switched off, everything of it goes.
    site.edit("book.toml", "");
    site.build(&[]).code(0);
    let output = site.output();
    assert!(!output.contains_key("2031/queue/page.md"));
    assert!(
        !site
            .expect_file("2031/queue/index.html")
            .contains("text/markdown")
    );
}

#[test]
fn headings_skip_no_level_on_the_page_and_in_its_markdown() {
    let site = site(
        "# Queue stands\n\n### Summary\n\nIt stood.\n\n### Trigger\n\n## Numbers\n\n#### Of the week\n",
    );
    site.build(&[]).code(0);
    let page = site.expect_file("2031/queue/index.html");
    let markdown = site.expect_file("2031/queue/page.md");
    for (level, id, title) in [
        (2, "summary", "Summary"),
        (2, "trigger", "Trigger"),
        (2, "numbers", "Numbers"),
        (3, "of-the-week", "Of the week"),
    ] {
        let heading = format!("<h{level} id=\"{id}\">{title}");
        assert!(page.contains(&heading), "{heading} in {page}");
        let heading = format!("\n{} {title}\n", "#".repeat(level));
        assert!(markdown.contains(&heading), "{heading} in {markdown}");
    }
}

#[test]
fn the_first_words_of_a_fact_begin_no_block() {
    let site = site(
        "---\ntitle: Queue\ndate: 2031-03-04\n\"> quoted key\": v\n\"1. key\": v\n\"- dash\": v\n\"+ plus\": v\n\"# sharp\": https://tracker.example/1\n---\n\nWords.\n",
    );
    site.build(&[]);
    let written = site.expect_file("2031/queue/page.md");
    for fact in [
        "- \\> quoted key: v\n",
        "- 1\\. key: v\n",
        "- \\- dash: v\n",
        "- \\+ plus: v\n",
        "- \\# sharp: <https://tracker.example/1>\n",
    ] {
        assert!(written.contains(fact), "{fact}\n{written}");
    }
}

#[test]
fn markdown_that_gives_way_is_told() {
    let site = site("---\ntitle: Queue\ndate: 2031-03-04\n---\n\nWords.\n");
    site.edit(
        "2031/odd.md",
        "---\ntitle: Odd\ndate: 2031-03-05\nslug: /2031/queue/page.md/\n---\n\nWords.\n",
    );
    site.build(&[])
        .code(0)
        .says("`2031/queue/page.md` is already `2031/odd.md`; the Markdown stands at `2031/queue/page-2.md`");
    site.expect_file("2031/queue/page-2.md");
}

#[test]
fn no_report_writes_markup_of_its_own() {
    let site = site(
        "---\ntitle: \"<script>alert(1)</script> `x` ](javascript:alert(1)) # #\"\ndate: 2031-03-04\nowner: \"<img src=x onerror=alert(1)>\"\n\
status: \"[a](javascript:alert(1))\"\n---\n\n\
Words \\](javascript:alert(2)) and [link](javascript:alert(3)) and ![image](javascript:alert(4)) and [data](data:text/html,x).\n\n\
\\<script>alert(5)\\</script> <sub>\n\\<script>alert(6)\\</script></sub>\n\n\
````text\n```\n<script>alert(7)</script>\n````\n\n\
| a | <b>x</b> \\| `</td><script>` |\n| - | - |\n| 1 | \\<img src=x onerror=alert(8)> |\n",
    );
    site.build(&[]);
    let written = site.expect_file("2031/queue/page.md");
    let seen = Seen::of(&written, true);
    let allowed = ["<sub>", "</sub>", "<strong>", "</strong>", "<br>"];
    for html in &seen.html {
        assert!(allowed.contains(&&**html), "{html}\n{written}");
    }
    for address in &seen.addresses {
        let is_ours = ["index.html"].contains(&&**address);
        assert!(is_ours, "{address}\n{written}");
    }
    for kept in [
        "alert(1)", "alert(2)", "alert(5)", "alert(6)", "alert(7)", "alert(8)",
    ] {
        assert!(seen.text.contains(kept), "{kept} is gone\n{written}");
    }
}
