//! The search index, read back from the files of a built site: what is found, where, and how large it is.

#![allow(
    clippy::disallowed_methods,
    clippy::case_sensitive_file_extension_comparisons,
    reason = "a test touches the disk, and knows how its own files are called"
)]

mod support;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use support::search::{Index, Place, numbers};
use support::{Files, Site, assert_same, difference};

/// The title of the first report.
const FERRY: &str = "Tickets were failing";

fn place(report: &str, section: Option<&str>, weight: u32) -> Place {
    Place {
        report: report.to_owned(),
        section: section.map(str::to_owned),
        weight,
    }
}

/// Reports in four languages and one that means no good.
fn archive() -> Site {
    let site = Site::empty("searched");
    site.edit("book.toml", "[book]\nsrc = \".\"\n");
    site.edit(
        "2031-02-03-ferry.md",
        "---\nservices: [Ferry desk]\ncauses: [capacity/connections]\nseverity: SEV-2\ndetection: [user-report]\nlang: en\nsummary: The boarding list stood still.\n---\n\n\
         # Tickets were failing\n\nAll `HedgeProxy` pods on rook-17 failed.\n\n## Impact\n\nNobody boarded: boarding, boarding, boarding.\n\n\
         ### Numbers ###\n\n| what | value |\n|---|--:|\n| refused | max_open_files |\n\n<!-- hidden remark -->\n\n\
         ## Action items\n\n- [ ] Raise the pool\n",
    );
    site.edit("2031-01-09-bad.md", "---\nlang: de\n---\n\n# Störung im Lager\n\n## Folgen\n\nAusfälle und ein Ausfall; die Größe stimmte nicht.\n");
    site.edit(
        "2030-12-24-natt.md",
        "---\nlang: nb\n---\n\n# Nattens hendelse\n\nHendelsen ble løst på Økern.\n",
    );
    site.edit(
        "2030-11-11-nuit.md",
        "---\nlang: fr\n---\n\n# L’incident supprimé\n\n## Bilan\n\nLes files supprimées.\n",
    );
    site.edit(
        "2030-10-10-yoru.md",
        "---\nlang: ja\n---\n\n# 夜間の障害対応\n\n## 影響\n\nデータベースが停止。\n",
    );
    site.edit(
        "plot.md",
        "# Ends </script><script>alert(1)</script> here\n\nQuotes \" ' \\ and \u{2028} and \u{2029}, `</script>`, `<!--`.\n\n## <img src=x onerror=alert(2)> wreck\n\nzebrafish\n",
    );
    site
}

fn index_of(site: &Site) -> (Files, Index) {
    site.build(&[]).code(0);
    let files = site.output();
    let index = Index::of(&files);
    (files, index)
}

#[test]
fn words_are_found_where_they_stand() {
    let (_, index) = index_of(&archive());
    // The title counts most, then headings; the summary of the head is part of it.
    assert_eq!(
        index.places("failing"),
        [place(FERRY, None, 3), place(FERRY, Some(""), 0)]
    );
    assert_eq!(
        index.together("fail"),
        Vec::<String>::new(),
        "only words of texts stand in an index"
    );
    assert_eq!(index.together("failed"), ["failed", "failing"]);
    assert_eq!(
        index.places("boarding"),
        [place(FERRY, None, 0), place(FERRY, Some("impact"), 2)],
        "`boarded` and `boarding` are one"
    );
    // Names, whole and by their parts; cells; code.
    for word in ["hedgeproxy", "hedge", "proxy", "rook-17", "rook", "17"] {
        assert_eq!(index.places(word), [place(FERRY, Some(""), 0)], "{word}");
    }
    for word in ["max_open_files", "files", "refused"] {
        let own = index.places(word);
        assert!(
            own.contains(&place(FERRY, Some("numbers"), 0)),
            "{word}: {own:?}"
        );
    }
    // What a report is filed under.
    for word in ["ferry", "desk", "capacity", "sev"] {
        assert!(
            index.places(word).contains(&place(FERRY, None, 0)),
            "{word}"
        );
    }
    // Comments are not searched.
    assert!(index.places("hidden").is_empty());
}

#[test]
fn each_language_has_its_own_forms() {
    let (_, index) = index_of(&archive());
    assert_eq!(index.together("ausfall"), ["ausfall", "ausfalle"]);
    assert_eq!(
        index.places("grosse"),
        [place("Störung im Lager", Some("folgen"), 0)]
    );
    assert_eq!(
        index.places("storung"),
        [place("Störung im Lager", None, 3)]
    );
    assert_eq!(index.together("hendelse"), ["hendelse", "hendelsen"]);
    assert_eq!(
        index.reports("okern"),
        BTreeSet::from(["Nattens hendelse".to_owned()])
    );
    assert_eq!(index.together("supprime"), ["supprime", "supprimees"]);
    assert_eq!(
        index.places("incident"),
        [place("L’incident supprimé", None, 3)]
    );
    for pair in ["夜間", "障害", "害対"] {
        assert_eq!(
            index.places(pair),
            [place("夜間の障害対応", None, 3)],
            "{pair}"
        );
    }
    assert_eq!(
        index.places("影響"),
        [place("夜間の障害対応", Some("影響"), 3)]
    );
    assert_eq!(
        index.places("停止"),
        [place("夜間の障害対応", Some("影響"), 0)]
    );
    assert_eq!(index.manifest["cjk"], true);
}

#[test]
fn results_can_be_narrowed() {
    let (_, index) = index_of(&archive());
    let services = index.facet("service");
    assert_eq!(
        services["ferry-desk"],
        ("Ferry desk".to_owned(), vec!["Tickets were failing"])
    );
    let causes = index.facet("cause");
    assert_eq!(causes["capacity"].1, causes["capacity/connections"].1);
    let ways = index.facet("detection");
    assert_eq!(
        ways["user-report"],
        ("User report".to_owned(), vec!["Tickets were failing"])
    );
    // A name says what it is below.
    for (id, (name, _)) in causes.iter().filter(|(id, _)| id.contains('/')) {
        let parent = id.split('/').next().expect("a part");
        assert!(name.starts_with(&causes[parent].0), "{id}: {name}");
    }
    let severities = index.facet("severity");
    assert_eq!(severities.len(), 1, "{severities:?}");
    assert_eq!(
        index.of_gaps(&index.facets["open"]),
        ["Tickets were failing"]
    );
    assert_eq!(
        index.of_gaps(&index.facets["years"]["2030"]),
        ["Nattens hendelse", "L’incident supprimé", "夜間の障害対応"]
    );
    let days: Vec<u32> = numbers(&index.facets["days"]).collect();
    assert_eq!(days.len(), 6);
    // 25 days lie between 9 January and 3 February; the last report tells no day.
    assert_eq!((days[0] - days[1], days[5]), (25, 0));
    assert_eq!(
        days[0],
        47_881 - 1 + 1,
        "3 February 2031, counted from 1 on 1 January 1900"
    );
    assert_eq!(index.reports[0][2], "2031-02-03");
    assert_eq!(index.reports[0][4], "SEV-2");
    assert_eq!(index.reports[5][2], "");
}

#[test]
fn results_lead_to_places_that_are_there() {
    for site in [archive(), Site::from_dir("sites/hostile")] {
        let (files, index) = index_of(&site);
        let mut sections = 0;
        for report in &index.reports {
            let url = report[1].as_str().expect("an address");
            let path = url.strip_prefix("../").expect("it starts beside the page");
            let path = percent_encoding::percent_decode_str(path).decode_utf8_lossy();
            let page = files
                .get(&*path)
                .unwrap_or_else(|| panic!("{path} is not there"));
            let page = String::from_utf8_lossy(page);
            for section in report[8].as_array().expect("a list") {
                let id = section[0].as_str().expect("an id");
                let id = id
                    .replace('&', "&amp;")
                    .replace('"', "&quot;")
                    .replace('<', "&lt;");
                assert!(
                    id.is_empty() || page.contains(&format!(" id=\"{id}\"")),
                    "{path}: {id}"
                );
                sections += 1;
            }
        }
        assert!(sections > 5, "{sections}");
    }
}

#[test]
fn hostile_words_stay_data() {
    let (files, index) = index_of(&archive());
    let title = index.reports[5][0].as_str().expect("a title");
    assert!(
        title.contains("</script><script>alert(1)</script>"),
        "{title}"
    );
    assert_eq!(index.reports("zebrafish").len(), 1);
    let page = String::from_utf8_lossy(&files["search/index.html"]).into_owned();
    assert!(!page.contains("<script>"), "{page}");
    let titles = String::from_utf8_lossy(&files["titles/index.html"]).into_owned();
    assert!(titles.contains("Ends &lt;/script"), "{titles}");
}

#[test]
fn every_title_is_found_without_a_script() {
    let (files, _) = index_of(&archive());
    let titles = String::from_utf8_lossy(&files["titles/index.html"]).into_owned();
    for (letter, title) in [
        ("letter-T", "Tickets were failing"),
        ("letter-S", "Störung im Lager"),
        ("letter-L", "L’incident"),
        ("others", "夜間の障害対応"),
    ] {
        let after = titles.split(&format!("id=\"{letter}\"")).nth(1);
        assert!(after.is_some_and(|after| after.contains(title)), "{letter}");
    }
    let search = String::from_utf8_lossy(&files["search/index.html"]).into_owned();
    assert!(
        search.contains("href=\"../titles/index.html#letter-T\""),
        "{search}"
    );
    for id in ["form", "input", "status", "filters", "results", "titles"] {
        assert!(search.contains(&format!("id=\"pm:search-{id}\"")), "{id}");
    }
    // Every other page has a field that leads there.
    let page = String::from_utf8_lossy(&files["2031-02-03-ferry/index.html"]).into_owned();
    assert!(page.contains("action=\"../search/index.html\""), "{page}");
    assert!(!search.contains("class=\"site-search\""));
    let missing = String::from_utf8_lossy(&files["404.html"]).into_owned();
    assert_eq!(missing.matches("class=\"site-search\"").count(), 2);
}

#[test]
fn search_can_be_switched_off() {
    let site = archive();
    site.edit(
        "book.toml",
        "[book]\nsrc = \".\"\n[output.search]\nenable = false\n",
    );
    site.build(&[]).code(0);
    let files = site.output();
    assert!(
        !files
            .keys()
            .any(|path| path.starts_with("search/") || path.starts_with("titles/"))
    );
    let home = String::from_utf8_lossy(&files["index.html"]).into_owned();
    assert!(!home.contains("search"), "{home}");
}

/// The files of the index and the search page.
fn of_search(files: &Files) -> Files {
    let own = files.iter().filter(|(path, _)| path.starts_with("search/"));
    own.map(|(path, bytes)| (path.clone(), bytes.clone()))
        .collect()
}

/// The files among those in which one of the words stands.
fn saying<'a>(files: &'a Files, words: &[&str]) -> Vec<&'a str> {
    let says = |bytes: &[u8]| {
        let text = String::from_utf8_lossy(bytes).to_lowercase();
        words.iter().any(|word| text.contains(word))
    };
    files
        .iter()
        .filter(|(_, bytes)| says(bytes))
        .map(|(path, _)| path.as_str())
        .collect()
}

#[test]
fn what_is_not_published_leaves_no_spelling() {
    let site = Site::empty("drafted");
    site.edit("book.toml", "[book]\nsrc = \".\"\n");
    site.edit(
        "2031-03-01-public.md",
        "---\nlang: en\n---\n\n# The organization waited\n\nThe pool was empty; it failed, failing twice.\n",
    );
    site.build(&[]).code(0).says("1 report in `site`");
    let public = of_search(&site.output());
    // What stands most often decides which spelling comes first, and by which language's rules a word has its stem.
    site.edit(
        "2031-03-02-draft.md",
        "---\nlang: en\ndraft: true\n---\n\n# The organizers wait\n\nPools, pools. Waits, waiting, waiting.\n\n## Pools\n\nEmptied.\n",
    );
    site.edit(
        "2031-03-03-draft.md",
        "---\nlang: nb\ndraft: true\n---\n\n# Failing\n\n## Failing waited\n\nLasten failed.\n",
    );
    site.edit(
        "2031-03-04-staff.md",
        "---\nlang: en\naudience: internal\n---\n\n# Organizers of pools\n\nWaits.\n",
    );
    for threads in ["1", "4"] {
        site.build(&["-j", threads])
            .code(0)
            .says("1 report in `site`");
        let files = of_search(&site.output());
        let leaks = saying(
            &files,
            &["organizers", "pools", "waits", "waiting", "emptied"],
        );
        assert_eq!(leaks, Vec::<&str>::new());
        assert_eq!(difference(&public, &files), "");
    }
    let index = Index::of(&site.output());
    assert_eq!(index.together("pool"), ["pool"]);
    assert_eq!(index.together("organization"), ["organization"]);
    assert_eq!(index.together("failed"), ["failed", "failing"]);
    // Where drafts are asked for, their words are found.
    site.build(&["--drafts"]).code(0);
    let index = Index::of(&site.output());
    assert_eq!(index.together("pool"), ["pool", "pools"]);
    assert_eq!(
        index.together("organization"),
        ["organization", "organizers"]
    );
}

#[test]
fn prompts_of_templates_leave_no_spelling() {
    let site = Site::empty("prompted");
    site.edit("book.toml", "[book]\nsrc = \".\"\n");
    for day in 1..=3 {
        site.edit(
            &format!("2031-04-0{day}-night.md"),
            format!(
                "---\nlang: en\n---\n\n# Night {day}\n\nThe host restarted.\n\n## Steps\n\n*List all restarts of quokkas here*\n\nNone told.\n"
            ),
        );
    }
    let (files, index) = index_of(&site);
    assert_eq!(index.together("restarted"), ["restarted"]);
    assert_eq!(index.reports("restarted").len(), 3);
    assert_eq!(
        saying(&of_search(&files), &["restarts", "quokka"]),
        Vec::<&str>::new()
    );
    // In one report alone they are its author's words.
    site.remove("2031-04-01-night.md");
    site.remove("2031-04-02-night.md");
    let (_, index) = index_of(&site);
    assert_eq!(index.together("restarted"), ["restarted", "restarts"]);
    assert_eq!(index.reports("quokkas").len(), 1);
}

/// Reports of a hundred and some words each, of some thousand words in all, as texts have them: few words often, most of them rarely.
fn large(reports: usize) -> (Site, usize) {
    let site = Site::empty("large");
    site.edit("book.toml", "[book]\nsrc = \".\"\n");
    let mut random = 11_u64;
    let mut next = move || {
        random = random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        random >> 33
    };
    let mut written = 0;
    for report in 0..reports {
        let mut text = format!(
            "---\ndate: 20{:02}-0{}-1{}\n---\n\n",
            10 + report % 20,
            1 + report % 9,
            report % 10
        );
        let mut word = |text: &mut String| {
            // The product of three is mostly small.
            let rank = (next() % 22) * (next() % 22) * (next() % 22);
            let _ = write!(
                text,
                "{} ",
                ["ka", "lo", "mi", "ne", "ru"][rank as usize % 5].repeat(1 + rank as usize % 3)
                    + &rank.to_string().replace(|c: char| c.is_ascii_digit(), "q")
                    + ["", "s", "ing", "ed"][rank as usize % 4]
                    + &letters(rank)
            );
        };
        text.push_str("# The ");
        (0..4).for_each(|_| word(&mut text));
        for section in ["Summary", "Impact", "Timeline", "Actions"] {
            let _ = write!(text, "\n\n## {section}\n\nThe and the ");
            (0..90).for_each(|_| word(&mut text));
        }
        written += text.len();
        site.edit(&format!("{report:04}.md"), text);
    }
    (site, written)
}

/// A number in letters.
fn letters(mut number: u64) -> String {
    let mut out = String::new();
    while number > 0 {
        out.push(char::from(
            b'a' + u8::try_from(number % 26).expect("it is a letter"),
        ));
        number /= 26;
    }
    out
}

#[test]
fn an_index_is_small_and_the_same_for_any_number_of_threads() {
    let (site, written) = large(400);
    site.build(&["-j", "1"]).code(0);
    let one = site.output();
    let index = Index::of(&one);
    let everywhere = index.manifest["everywhere"].as_array().expect("a list");
    for word in ["the", "and", "summary", "impact"] {
        assert!(everywhere.iter().any(|one| one == word), "{word}");
    }
    // Of these only titles and headings are left.
    assert!(
        index
            .places("the")
            .iter()
            .all(|place| place.weight == 3 && place.section.is_none())
    );
    assert_eq!(index.places("impact").len(), 400);
    let of_index = |path: &&String| path.starts_with("search/") && !path.ends_with(".html");
    let sizes: Vec<(&String, usize)> = one
        .keys()
        .filter(of_index)
        .map(|path| (path, one[path].len()))
        .collect();
    let whole: usize = sizes.iter().map(|(_, size)| size).sum();
    // Packed by a host it is half of that.
    assert!(whole * 100 < written * 45, "{whole} bytes of {written}");
    for (path, size) in sizes {
        assert!(size < 100_000, "{path}: {size}");
    }
    // A letter has a page of its own where there are many reports.
    assert!(one.contains_key("titles/letter-t/index.html"));

    // Another number of threads, another order of reading: the same bytes; and nothing is written again.
    site.build(&["-j", "4"]).code(0).says(": 0 files written,");
    assert_same(&one, &site.output());
    // One report more changes what all files carry, so that no page takes old files for new ones.
    site.edit(
        "9999.md",
        "# Quite another thing\n\n2031-01-01\n\nunheardof\n",
    );
    let (_, more) = index_of(&site);
    assert_ne!(more.generation, index.generation);
    assert_eq!(more.reports("unheardof").len(), 1);
}
