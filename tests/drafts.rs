//! A draft on the web is a leak. Each way to mark one keeps every word of it, its picture and its name out of every byte that
//! a build or an export gives; `--drafts` brings it in, marked as what it is.

#![allow(
    clippy::disallowed_methods,
    clippy::case_sensitive_file_extension_comparisons,
    reason = "a test touches the disk, and knows how its own files are called"
)]

mod support;

use support::Site;

/// A way to mark a draft: the path of the report, its head, and the words that stand in it alone.
struct Way {
    path: &'static str,
    head: &'static str,
    word: &'static str,
}

const WAYS: &[Way] = &[
    Way {
        path: "2022-01-01-zaffre.md",
        head: "---\ntitle: Zaffre outage\ndraft: true\n---\n",
        word: "zaffre",
    },
    Way {
        path: "2022-01-02-xanadu.md",
        head: "---\ntitle: Xanadu outage\npublished: false\n---\n",
        word: "xanadu",
    },
    Way {
        path: "_drafts/2022-01-03-quokka.md",
        head: "---\ntitle: Quokka outage\n---\n",
        word: "quokka",
    },
    Way {
        path: "2022-01-04-wombat.md",
        head: "---\ntitle: Wombat outage\naudience: internal\n---\n",
        word: "wombat",
    },
    Way {
        path: "2022-01-05-numbat.md",
        head: "+++\ntitle = \"Numbat outage\"\ndraft = true\n+++\n",
        word: "numbat",
    },
    Way {
        path: "2022-01-06-dugong.md",
        head: "{\n\"title\": \"Dugong outage\", \"draft\": true\n}\n",
        word: "dugong",
    },
    Way {
        path: "2022-01-07-narwhal.md",
        head: "---\ntitle: Narwhal outage\nstatus: draft\n---\n",
        word: "narwhal",
    },
    Way {
        path: "2022-01-08-okapi.md",
        head: "---\ntitle: Okapi outage\nDraft: \"yes\"\n---\n",
        word: "okapi",
    },
    Way {
        path: "2022-01-09-tapir.md",
        head: "---\ntitle: Tapir outage\nextra:\n  audience: [staff, board]\n---\n",
        word: "tapir",
    },
    Way {
        path: "team/_drafts/deep/axolotl.md",
        head: "",
        word: "axolotl",
    },
    Way {
        path: "2022-01-10-bilby.md",
        head: "{\n\"title\": \"Bilby outage\",\n\"draft\": true,\n}\n",
        word: "bilby",
    },
    Way {
        path: "2022-01-11-caracal.md",
        head: "---\ntitle: Caracal outage\ndraft: true\n",
        word: "caracal",
    },
    Way {
        path: "2022-01-12-dingo.md",
        head: "---\ntitle: Dingo outage\naudience: {level: internal}\n---\n",
        word: "dingo",
    },
    Way {
        path: "2022-01-13-ermine.md",
        head: "---\ntitle: Ermine outage\nstatus: Draft (pending review)\n---\n",
        word: "ermine",
    },
    Way {
        path: "_Drafts/2022-01-14-fossa.md",
        head: "",
        word: "fossa",
    },
    Way {
        path: "2022-01-15-gibbon.md",
        head: "---\ntitle: Gibbon outage\naudience: [internal, public]\n---\n",
        word: "gibbon",
    },
    Way {
        path: "2022-01-16-hoopoe.md",
        head: "---json\n{\"title\": \"Hoopoe outage\", \"draft\": true}\n---\n",
        word: "hoopoe",
    },
    Way {
        path: "2022-01-17-impala.md",
        head: "---toml\ntitle = \"Impala outage\"\ndraft = true\n---\n",
        word: "impala",
    },
    Way {
        path: "2022-01-18-jackal.md",
        head: "---yaml\ntitle: Jackal outage\ndraft: true\n---\n",
        word: "jackal",
    },
    Way {
        path: "2022-01-19-kinkajou.md",
        head: ";;;\n\"title\": \"Kinkajou outage\",\n\"draft\": true\n;;;\n",
        word: "kinkajou",
    },
    Way {
        path: "2022-01-30-serval.md",
        head: "{\"title\": \"Serval outage\" \"draft\": true, \"tags\": [\"a\"]}\n",
        word: "serval",
    },
];

/// A public report that shares what it can with the drafts and speaks of one by its name.
const PUBLIC: &str = "---\ntitle: Public outage\nservices: [shop]\n---\n\n## Summary\n\nThe shop was closed. See \
                      [the next](../elsewhere.md).\n\n![Shared](images/shared.svg)\n";

const SVG: &str =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"><!-- MARK --></svg>\n";

/// A folder with one public report and one draft per way.
fn archive() -> Site {
    let site = Site::empty("archive");
    site.edit(
        "book.toml",
        "[output.html]\nsite-url = \"https://archive.example/\"\n",
    );
    site.edit("2022-01-31-public.md", PUBLIC);
    site.edit("images/shared.svg", SVG.replace("MARK", "shared"));
    for Way { path, head, word } in WAYS {
        let up = "../".repeat(path.matches('/').count());
        site.edit(
            path,
            format!(
                "{head}\n## Summary\n\nThe {word}gram was lost, see [the public one]({up}2022-01-31-public.md).\n\n\
                 ![{word}picture]({up}images/{word}.svg) ![Shared]({up}images/shared.svg)\n\n## {word}heading\n\n\
                 Told to {word}vendor at <https://{word}.example/>.\n"
            ),
        );
        let head = format!(
            "services: [{word}service, shop]\ntags: [{word}tag]\naliases: [/{word}-alias/]\n"
        );
        if let Some(rest) = std::fs::read_to_string(site.root().join(path))
            .expect("just written")
            .strip_prefix("---\n")
        {
            site.edit(path, format!("---\n{head}{rest}"));
        }
        site.edit(
            &format!("images/{word}.svg"),
            SVG.replace("MARK", &format!("{word}mark")),
        );
    }
    site
}

/// Where a word stands in the output, paths included, whatever its case.
fn traces(site: &Site, word: &str) -> Vec<String> {
    let found = |bytes: &[u8]| {
        let lower = bytes.to_ascii_lowercase();
        lower
            .windows(word.len())
            .any(|window| window == word.as_bytes())
    };
    let output = site.output();
    output
        .iter()
        .filter(|(path, bytes)| found(path.as_bytes()) || found(bytes))
        .map(|(path, _)| path.clone())
        .collect()
}

#[test]
fn drafts_leave_no_trace() {
    let site = archive();
    site.build(&[])
        .code(0)
        .says("1 report in `site`")
        .says(&format!("{} drafts left out", WAYS.len()));
    for Way { path, word, .. } in WAYS {
        assert_eq!(
            traces(&site, word),
            Vec::<String>::new(),
            "{path} left traces"
        );
    }
    assert!(
        site.output().contains_key("images/shared.svg"),
        "the public report needs its picture"
    );
    assert!(
        !site
            .output()
            .keys()
            .any(|path| path.contains("alias") || path.to_lowercase().contains("_drafts"))
    );
    for format in ["json", "ndjson", "csv"] {
        let records = site
            .run(&["export", "--format", format])
            .code(0)
            .stdout
            .to_lowercase();
        assert!(records.contains("public outage"), "{format}: {records}");
        for Way { path, word, .. } in WAYS {
            assert!(!records.contains(word), "{path} is in the {format} export");
        }
    }
}

#[test]
fn drafts_come_in_where_they_are_asked_for_and_are_marked() {
    let site = archive();
    site.build(&["--drafts"])
        .code(0)
        .says(&format!("{} reports in `site`", WAYS.len() + 1));
    let records = site
        .run(&["export", "--format", "ndjson", "--drafts"])
        .code(0)
        .stdout;
    for Way { path, word, .. } in WAYS {
        let traces = traces(&site, word);
        let page = traces.iter().find(|trace| {
            trace.ends_with(&format!("{word}/index.html")) && !trace.contains("alias")
        });
        let page = page.unwrap_or_else(|| panic!("{path} has no page among {traces:?}"));
        let text = site.expect_file(page).to_lowercase();
        let head = text
            .split("class=\"prose\"")
            .next()
            .expect("a text has a start");
        assert!(
            head.contains(">draft<") || head.contains("draft</"),
            "{page} is not marked as a draft"
        );
        assert!(
            traces.contains(&format!("images/{word}.svg")),
            "the picture of {path} is missing"
        );
        assert!(
            records.contains(&format!("{word}gram")),
            "{path} is not in the export"
        );
    }
    // Back again: what came in goes out.
    site.build(&[]).code(0);
    for Way { path, word, .. } in WAYS {
        assert_eq!(
            traces(&site, word),
            Vec::<String>::new(),
            "{path} left traces"
        );
    }
}

#[test]
fn a_link_to_a_draft_does_not_name_it() {
    let site = archive();
    site.edit(
        "2022-01-31-public.md",
        format!("{PUBLIC}\nSee [the next](2022-01-01-zaffre.md#zaffreheading).\n"),
    );
    site.build(&[]).code(0).says("1 report in `site`");
    assert_eq!(traces(&site, "zaffre"), Vec::<String>::new());
}

#[test]
fn an_index_file_can_be_a_draft_too() {
    let site = archive();
    site.edit(
        "team/index.md",
        "---\ntitle: Kakapo team\ndraft: true\n---\n\nKakapo words.\n",
    );
    site.edit(
        "team/2022-02-02-open.md",
        "# Open outage\n\n## Summary\n\nOpen.\n",
    );
    site.build(&[]).code(0).says("2 reports in `site`");
    assert_eq!(traces(&site, "kakapo"), Vec::<String>::new());
}

#[test]
fn what_is_public_by_name_is_published() {
    let site = Site::empty("archive");
    for (at, head) in [
        "draft: false",
        "published: true",
        "audience: public",
        "audience: Everyone",
        "status: final",
    ]
    .iter()
    .enumerate()
    {
        site.edit(
            &format!("2022-01-0{}-report.md", at + 1),
            format!("---\ntitle: Report {at}\n{head}\n---\n\n## Summary\n\nText.\n"),
        );
    }
    let outcome = site.build(&[]).code(0).says("5 reports in `site`");
    assert!(!outcome.stderr.contains("left out"), "{}", outcome.stderr);
}
