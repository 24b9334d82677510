//! Words of languages.

use jiff::civil::date;

use super::*;

const GERMAN: &str = r#"
[dates]
months = ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"]
short_months = ["Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez."]
year = "{year}"
month = "{month} {year}"
short_month = "{month} {year}"
day = "{day}. {month} {year}"
short_day = "{day}. {month} {year}"
day_of_year = "{day}. {month}"
short_day_of_year = "{day}. {month}"
moment = "{day}, {time}"

[texts]
"Newest" = "Neueste"
"Open|action" = "Offen"
"Page {number} of {of}." = "Seite {number} von {of}."

[counted]
"reports" = { one = "{n} Bericht", other = "{n} Berichte" }
"All {n} of {what}" = { one = "Das eine von {what}", other = "Alle {n} von {what}" }
"#;

fn german() -> Language {
    let (declared, problems) = Declared::read(GERMAN);
    assert_eq!(problems, []);
    Language::of("de-AT", &declared)
}

#[test]
fn texts_are_called_by_their_english_words() {
    let (german, english) = (german(), Language::english());
    for (key, in_german, in_english) in [
        ("Newest", "Neueste", "Newest"),
        ("Open|action", "Offen", "Open"),
        ("Never said", "Never said", "Never said"),
        ("To|from", "To", "To"),
    ] {
        assert_eq!(german.text(key), in_german);
        assert_eq!(english.text(key), in_english);
    }
    let values = [("number", "2"), ("of", "{number}")];
    let key = "Page {number} of {of}.";
    assert_eq!(german.filled(key, &values), "Seite 2 von {number}.");
    assert_eq!(english.filled(key, &values), "Page 2 of {number}.");
}

#[test]
fn numbers_bring_their_word() {
    let (german, english) = (german(), Language::english());
    for (count, in_german, in_english) in [
        (0, "0 Berichte", "0 reports"),
        (1, "1 Bericht", "1 report"),
        (2, "2 Berichte", "2 reports"),
    ] {
        assert_eq!(german.counted(count, "report", "reports"), in_german);
        assert_eq!(english.counted(count, "report", "reports"), in_english);
    }
    assert_eq!(
        english.counted(1, "the {n} week", "the {n} weeks"),
        "the 1 week"
    );
}

#[test]
fn each_language_has_its_kinds_of_numbers() {
    let forms = "[counted]\nreports = { one = \"A\", few = \"B\", many = \"C\", other = \"D\" }";
    let (declared, problems) = Declared::read(forms);
    assert_eq!(problems, []);
    for (tag, counts) in [
        ("pl", ["5 C", "1 A", "3 B", "12 C"]),
        ("ja", ["5 D", "1 D", "3 D", "12 D"]),
        ("nb", ["5 D", "1 A", "3 D", "12 D"]),
        ("pt-BR", ["5 D", "1 A", "3 D", "12 D"]),
        ("x-none", ["5 D", "1 D", "3 D", "12 D"]),
    ] {
        let language = Language::of(tag, &declared);
        let found = [5, 1, 3, 12].map(|count| language.counted(count, "report", "reports"));
        assert_eq!(found, counts, "{tag}");
    }
}

#[test]
fn days_are_written_as_the_language_does() {
    let day = date(2021, 7, 11);
    let (german, english) = (german(), Language::english());
    let of = |language: &Language| {
        let dates = language.dates();
        let text = dates.day(day, Length::Long);
        [
            dates.moment(&text, "08:00"),
            dates.day(day, Length::Short),
            dates.month(day, Length::Short),
            dates.day_of_year(day, Length::Long),
            dates.year(2021),
        ]
    };
    let written = [
        "11 July 2021, 08:00",
        "11 Jul 2021",
        "Jul 2021",
        "11 July",
        "2021",
    ];
    assert_eq!(of(&english), written);
    let written = [
        "11. Juli 2021, 08:00",
        "11. Juli 2021",
        "Juli 2021",
        "11. Juli",
        "2021",
    ];
    assert_eq!(of(&german), written);
}

#[test]
fn what_is_wrong_with_a_file_is_told_all_at_once() {
    let text = r#"
[texts]
"Newest" = "Neu {n} {x}"
"Page {number} of {of}." = "Seite {number}."
"Good" = "Gut"
[counted]
"reports" = { one = "Bericht", lots = "Berichte" }
"#;
    let (declared, problems) = Declared::read(text);
    let told: Vec<_> = problems
        .iter()
        .map(|problem| (&text[problem.span.clone()], problem.message.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            (
                "\"Neu {n} {x}\"",
                "this text has other values than `Newest`"
            ),
            (
                "\"Seite {number}.\"",
                "this text has other values than `Page {number} of {of}.`"
            ),
            ("lots", "there is no kind of number called `lots`"),
            ("\"reports\"", "`reports` has no words for `other`"),
        ]
    );
    let has = |words: &str| declared.has(&Key::Text(words.to_owned()));
    assert!(has("Good") && !has("Newest") && !has("reports"));
    let (_, problems) = Declared::read("[texts\n");
    assert_eq!(problems.len(), 1);
}

#[test]
fn an_author_names_a_language_by_its_tag() {
    for (written, tag) in [
        ("en", Some("en")),
        ("pt_BR", Some("pt-BR")),
        (" he-il ", Some("he-IL")),
        ("English", None),
        ("und", None),
        ("", None),
        ("de-1", None),
    ] {
        assert_eq!(super::tag(written).as_deref(), tag, "{written}");
    }
}

#[test]
fn languages_have_their_direction() {
    for (tag, direction) in [
        ("en", Direction::Ltr),
        ("ar", Direction::Rtl),
        ("fa-IR", Direction::Rtl),
        ("ku-Arab", Direction::Rtl),
        ("ar-Latn", Direction::Ltr),
        ("zh-Hant-TW", Direction::Ltr),
    ] {
        assert_eq!(Direction::of(tag), direction, "{tag}");
    }
}
