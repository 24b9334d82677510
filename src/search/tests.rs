//! Words, stems and the index, by small texts of which everything is known.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::index::{Index, Labels};
use super::language::Language;
use super::numbers::read;
use super::pool::Pool;
use super::token::{self, Token};
use super::words::Head;
use crate::document::{Block, BlockKind, Heading, Inline, InlineKind, Style};
use crate::source::Span;

/// The words of a text, one blank apart.
fn words(text: &str) -> String {
    let mut out: Vec<String> = Vec::new();
    token::each(text, &mut String::new(), &mut |word| {
        let word = match word {
            Token::Short(word) => {
                let (bytes, length) = word.bytes();
                bytes[..length].to_vec()
            }
            Token::Bytes(word) => word.to_vec(),
        };
        out.push(String::from_utf8(word).expect("a word is text"));
    });
    out.join(" ")
}

#[test]
fn words_of_texts() {
    for (text, expected) in [
        ("", ""),
        ("The pool was FULL.", "the pool was full"),
        ("a — b…", "a b"),
        (
            "Plain: plain. (Plain) plain- -plain plain_",
            "plain plain plain plain plain plain",
        ),
        (
            "configurations: internationalization",
            "configurations internationalization",
        ),
        ("I'm at x. y, s' z", "at x y z"),
        // Names as a whole and by their parts.
        ("max_open_files", "max open files max_open_files"),
        ("db-17 is down", "db 17 db-17 is down"),
        ("(a.b.example)", "a b example a.b.example"),
        ("/var/log/app.log,", "var log app log var/log/app.log"),
        ("wait... -x- _y_", "wait x y"),
        ("std::fs -- end", "std fs end"),
        ("HedgeProxy", "hedgeproxy hedge proxy"),
        ("HTTPServer", "httpserver http server"),
        ("DBs", "dbs d bs"),
        ("iPhone-XR", "iphone i phone xr iphone-xr"),
        // Figures: days and times by their parts, no long numbers, no fingerprints.
        ("2031-02-03 09:41", "2031 02 03 09 41"),
        ("12345678 123456789", "12345678"),
        ("deadbeefdeadbeef 0123456789abcdef", "deadbeefdeadbeef"),
        ("commit 3f2a9c", "commit 3f2a9c"),
        // Apostrophes.
        ("the server's", "the server"),
        ("l’incident d'hier", "incident hier"),
        ("don't", "don"),
        ("'a' b", "b"),
        // Accents stay until stems are known.
        ("Résumé der Störung", "résumé der störung"),
        ("Øl-Bar", "øl bar øl-bar"),
        ("co\u{ad}operate", "cooperate"),
        // Languages without blanks.
        ("障害対応", "障害 害対 対応"),
        ("国 DB障害", "国 db 障害"),
        ("ｶﾞｲﾄﾞ", "ガイ イド"),
        ("서버 장애", "서버 장애"),
        ("ระบบล่ม", "ระ ะบ บบ บล ล่ ่ม"),
        ("障害-x", "障害 x"),
    ] {
        assert_eq!(words(text), expected, "{text}");
    }
    let long = "x".repeat(40);
    assert_eq!(words(&long), long);
    assert_eq!(words(&"x".repeat(41)), "");
    assert_eq!(
        words(&format!("{}-b", "x".repeat(39))),
        format!("{} b", "x".repeat(39))
    );
}

#[test]
fn stems_join_the_forms_of_a_word() {
    for (tag, forms) in [
        ("en", &["failed", "failing", "fails", "fail"][..]),
        ("en-GB", &["connection", "connections", "connected"]),
        ("de", &["störung", "störungen"]),
        ("de-CH", &["ausfall", "ausfalls", "ausfalle"]),
        ("nb", &["hendelse", "hendelsen", "hendelser"]),
        ("fr", &["supprimé", "supprimée", "supprimés"]),
        ("es", &["fallo", "fallos"]),
    ] {
        let language = Language::of(tag);
        let stems: Vec<_> = forms.iter().map(|form| language.stem(form)).collect();
        assert!(
            stems.iter().all(|stem| *stem == stems[0]),
            "{tag}: {stems:?}"
        );
    }
    // Names, words in other letters and languages without stems stay as they are.
    for (tag, word) in [
        ("en", "db17s"),
        ("en", "nodes-up"),
        ("en", "отказы"),
        ("ja", "fails"),
        ("", "fails"),
    ] {
        assert_eq!(Language::of(tag).stem(word), word, "{tag}");
    }
}

#[test]
fn no_word_is_too_much_for_a_stemmer() {
    let letters: Vec<Vec<char>> = [
        "aeiouyqbstnlg'",
        "äöüßéèåæøãõçşğıőűñ",
        "αεηιοωςστυάή",
        "аеиоуыьъстнюя",
        "اوليةنتمسك",
        "கிதுமள்",
    ]
    .iter()
    .map(|letters| letters.chars().collect())
    .collect();
    let tags = [
        "ar", "da", "nl", "en", "fi", "fr", "de", "el", "hu", "it", "nb", "pt", "ro", "ru", "es",
        "sv", "ta", "tr",
    ];
    let mut random = 7_u64;
    let mut next = |below: usize| {
        random = random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(random >> 33).unwrap_or(0) % below
    };
    for _ in 0..4_000 {
        let own = &letters[next(letters.len())];
        let other = &letters[next(letters.len())];
        let word: String = (0..=next(9))
            .map(|_| {
                if next(4) == 0 {
                    other[next(other.len())]
                } else {
                    own[next(own.len())]
                }
            })
            .collect();
        for tag in tags {
            assert!(!Language::of(tag).stem(&word).is_empty(), "{tag}: {word}");
        }
    }
}

fn block(kind: BlockKind) -> Block {
    Block::new(Span::default(), kind)
}

fn text(words: &str) -> Inline {
    Inline::text(Span::default(), words)
}

fn heading(id: &str, words: &str) -> Block {
    block(BlockKind::Heading(Box::new(Heading {
        level: 2,
        content: vec![text(words)],
        id: Some(id.into()),
    })))
}

fn paragraph(words: &str) -> Block {
    block(BlockKind::Paragraph(vec![text(words)]))
}

fn prompt(words: &str) -> Block {
    let emphasis = InlineKind::Styled(Style::Emphasis, vec![text(words)]);
    block(BlockKind::Paragraph(vec![Inline::new(
        Span::default(),
        emphasis,
    )]))
}

/// A report: its title, its blocks, its language.
type Report<'a> = (&'a str, Vec<Block>, &'a str);

/// The index of reports, each of which is filed under its own label.
fn index(reports: &[Report<'_>], labels: &[&str], is_prompt: &dyn Fn(u64) -> bool) -> Index {
    let pool = Pool::default();
    let paths: Vec<Arc<str>> = (0..reports.len()).map(|at| at.to_string().into()).collect();
    let mut read = BTreeMap::new();
    // The order in which threads read is not that of the archive.
    for (path, (title, blocks, language)) in paths.iter().zip(reports).rev() {
        let head = Head {
            title,
            title_block: None,
            lede: None,
        };
        let words = pool.words(head, blocks, language);
        read.insert(Arc::clone(path), Arc::new(words));
    }
    let paths: Vec<&Arc<str>> = paths.iter().collect();
    let labels = Labels {
        names: labels.iter().map(|label| (*label).to_owned()).collect(),
        of: &|at| vec![at],
        language: "en",
    };
    Index::new(pool.gathered(read), &paths, &labels, is_prompt)
}

/// The groups of an index: their words, and where they stand with which weight.
fn groups(index: &Index) -> BTreeMap<String, Vec<(u32, u32)>> {
    let groups = index.shards().iter().flat_map(|shard| &shard.groups);
    groups
        .map(|group| {
            let mut part = 0;
            let places = read(group.places.text()).map(|place| {
                part += place / 4;
                (part, place % 4)
            });
            (group.words.join(" "), places.collect())
        })
        .collect()
}

#[test]
fn an_index_tells_where_words_stand() {
    let reports = [
        (
            "Queue stalled",
            vec![
                paragraph("It stalled. Nobody saw the queues."),
                heading("impact", "Impact"),
                paragraph("orders orders orders orders, ordered"),
            ],
            "en",
        ),
        (
            "Störung",
            vec![
                heading("folgen", "Folgen der Störungen"),
                paragraph("Queue"),
            ],
            "de",
        ),
    ];
    let index = index(&reports, &["Orders", "Billing"], &|_| false);
    let sections: Vec<_> = index.sections(0).collect();
    assert_eq!(sections, [("", ""), ("impact", "Impact")]);
    assert_eq!(read(index.parts().text()).collect::<Vec<u32>>(), [3, 2]);
    let groups = groups(&index);
    let expected = [
        // The head of the first is part 0, its text 1, `Impact` 2; the head of the second is 3, `Folgen` 4.
        ("queue queues", vec![(0, 3), (1, 0), (4, 0)]),
        ("stalled", vec![(0, 3), (1, 0)]),
        ("ordered orders", vec![(0, 0), (2, 2)]),
        ("impact", vec![(2, 3)]),
        ("storung storungen", vec![(3, 3), (4, 3)]),
        ("billing", vec![(3, 0)]),
    ];
    for (words, places) in expected {
        assert_eq!(groups.get(words), Some(&places), "{words}: {groups:?}");
    }
    assert!(index.everywhere().is_empty());
    assert!(!index.has_unspaced());
}

#[test]
fn prompts_of_templates_are_not_found() {
    let reports = [(
        "One",
        vec![prompt("Describe everything"), prompt("Rollback")],
        "en",
    )];
    let words = |index: &Index| groups(index).into_keys().collect::<Vec<_>>().join(", ");
    assert_eq!(
        words(&index(&reports, &[], &|_| false)),
        "describe, everything, one, rollback"
    );
    assert_eq!(words(&index(&reports, &[], &|_| true)), "one");
    let only = crate::document::prompt::fingerprint(&prompt("describe  everything"));
    assert_eq!(
        words(&index(&reports, &[], &|one| Some(one) == only)),
        "one, rollback"
    );
    // Nor do they add a spelling to a word that a text says.
    let reports = [(
        "One",
        vec![paragraph("We described it"), prompt("Describe everything")],
        "en",
    )];
    assert_eq!(
        words(&index(&reports, &[], &|_| true)),
        "described, it, one, we"
    );
}

#[test]
fn of_words_that_are_everywhere_titles_count() {
    let reports: Vec<Report<'_>> = (0..100)
        .map(|at| {
            let title = if at == 40 { "The backups" } else { "Night" };
            let own = if at < 50 {
                "backup backups half"
            } else {
                "backup"
            };
            (title, vec![paragraph(own)], "en")
        })
        .collect();
    let index = index(&reports, &[], &|_| false);
    assert_eq!(index.everywhere(), ["backup", "backups", "night"]);
    let groups = groups(&index);
    assert_eq!(groups["backup backups"], [(80, 3)]);
    assert_eq!(groups["half"].len(), 50, "half is not more than half");
}

#[test]
fn every_word_is_found_in_the_shard_where_it_is_looked_for() {
    // Pairs of one stem that stand far apart, in an index of several shards.
    let text: Vec<String> = (0..9_000_u32)
        .map(|number| {
            let letter = |at: u32| {
                char::from(b'a' + u8::try_from(number / 26_u32.pow(at) % 26).unwrap_or(0))
            };
            format!(
                "relat{}{}{}kq relat{}{}{}kqed",
                letter(0),
                letter(1),
                letter(2),
                letter(0),
                letter(1),
                letter(2)
            )
        })
        .collect();
    let reports = [(
        "Many",
        vec![
            paragraph(&text.join(" ")),
            paragraph("relate relational related störung storung"),
        ],
        "en",
    )];
    let index = index(&reports, &[], &|_| false);
    let shards = index.shards();
    assert!(shards.len() > 2, "{}", shards.len());
    assert!(shards.is_sorted_by(|a, b| a.first < b.first));
    let place = |word: &str| shards.partition_point(|shard| *shard.first <= *word) - 1;
    for (at, shard) in shards.iter().enumerate() {
        for group in &shard.groups {
            assert!(group.words.is_sorted(), "{:?}", group.words);
            assert_eq!(place(&group.words[0]), at, "{:?}", group.words);
            for word in group.words.iter().filter(|word| place(word) != at) {
                let note = (word.clone(), at);
                assert!(shards[place(word)].elsewhere.contains(&note), "{word}");
            }
        }
        assert!(shard.groups.is_sorted_by(|a, b| a.words[0] < b.words[0]));
        assert!(
            shard
                .elsewhere
                .iter()
                .all(|(word, to)| place(word) == at && *to != at)
        );
    }
    assert!(shards.iter().any(|shard| !shard.elsewhere.is_empty()));
}
