//! The starter vocabulary: what an archive adds to it, takes from it, puts in its place; and the page of the guide about it.

#![allow(clippy::disallowed_methods, reason = "a test touches the disk")]

mod support;

use std::fmt::Write as _;
use std::path::Path;

use pmsite::postmortem::vocabulary::{Causes, Services, Term, Ways};
use serde_json::Value;
use snapbox::Data;
use support::{Site, assert_same, copy};

const REPORT: &str = "# Orders stood still on 2021-03-04\n\n## Impact\n\nThe Ordrix service was down for an hour.\n\n## Root cause\n\n\
                      It was caused by a flux inversion in the crane. Out of memory it was, too: out of memory.\n\n\
                      ## Detection\n\nThe night watch rang the bell.\n";

/// The record of the one report, with this `book.toml`.
fn record(site: &Site, book: &str) -> Value {
    site.edit("book.toml", book);
    let outcome = site.run(&["export"]).code(0);
    let records: Value = serde_json::from_str(&outcome.stdout).expect("it is JSON");
    records[0].clone()
}

fn archive() -> Site {
    let site = Site::empty("incidents");
    site.edit("2021-03-04-orders.md", REPORT);
    site
}

/// The ids of a field, in order.
fn ids(record: &Value, field: &str) -> Vec<String> {
    let facets = record[field].as_array().expect("it is a list");
    let id = |facet: &Value| facet["id"].as_str().or(facet.as_str()).map(str::to_owned);
    facets.iter().filter_map(id).collect()
}

#[test]
fn declared_phrases_speak_for_their_terms() {
    let site = archive();
    let plain = record(&site, "");
    assert_eq!(ids(&plain, "causes"), ["capacity/memory"]);
    assert!(ids(&plain, "detection").is_empty());
    let book = "[vocabulary.causes]\n\
                \"field/inversion\" = { name = \"Flux inverted\", phrases = [\"Flux inversion\"] }\n\
                [vocabulary.detection]\n\
                watch = { phrases = [\"rang the bell\"] }\n";
    let own = record(&site, book);
    assert_eq!(ids(&own, "causes"), ["capacity/memory", "field/inversion"]);
    assert_eq!(own["causes"][1]["name"], "Field / Flux inverted");
    assert_eq!(own["causes"][1]["origin"], "suggested");
    assert_eq!(ids(&own, "detection"), ["watch"]);
}

#[test]
fn a_declared_phrase_may_have_two_parts() {
    let site = archive();
    let of = |phrase: &str| {
        let book =
            format!("[vocabulary.causes]\n\"field/inversion\" = {{ phrases = [\"{phrase}\"] }}\n");
        ids(&record(&site, &book), "causes").contains(&"field/inversion".to_owned())
    };
    assert!(of("flux ... crane"));
    assert!(of("crane ... flux"));
    // Not in one sentence.
    assert!(!of("flux ... memory"));
    // Not at all.
    assert!(!of("flux ... ship"));
}

#[test]
fn a_phrase_goes_to_the_term_that_declares_it() {
    let site = archive();
    let book = "[vocabulary.causes]\n\"hardware/failure\" = { phrases = [\"out of memory\"] }\n";
    assert_eq!(ids(&record(&site, book), "causes"), ["hardware/failure"]);
}

#[test]
fn a_term_and_the_whole_can_begin_with_nothing_of_ours() {
    let site = archive();
    let one = "[vocabulary.causes]\n\"capacity/memory\" = { starter = false }\n";
    assert!(ids(&record(&site, one), "causes").is_empty());
    assert_eq!(ids(&record(&site, ""), "services"), ["ordrix"]);
    let none = record(&site, "[vocabulary]\nstarter = false\n");
    assert!(ids(&none, "causes").is_empty() && ids(&none, "services").is_empty());
    let own = "[vocabulary]\nstarter = { causes = false }\n\
               [vocabulary.causes]\n\"field/inversion\" = { phrases = [\"flux inversion\"] }\n";
    let own = record(&site, own);
    assert_eq!(ids(&own, "causes"), ["field/inversion"]);
    // The words by which sentences about causes are known are not terms.
    assert_eq!(ids(&own, "services"), ids(&record(&site, ""), "services"));
}

/// The ids that the sample states have names, by which a site in another language knows its own words for them.
#[test]
fn every_cause_and_trigger_of_the_sample_has_a_name() {
    let site = Site::empty("sample-causes");
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    copy(&sample, site.root(), "");
    let records: Value =
        serde_json::from_str(&site.run(&["export"]).code(0).stdout).expect("it is JSON");
    let starter = Causes::starter();
    for (field, terms) in [("causes", &starter.cause), ("triggers", &starter.trigger)] {
        let records = records.as_array().expect("it is a list");
        for id in records.iter().flat_map(|record| ids(record, field)) {
            assert!(terms.iter().any(|term| term.id == id), "{field}: {id}");
        }
    }
}

/// What `pmsite vocabulary` prints is in the form that files have, and says what the program says without it.
#[test]
fn a_copy_of_the_starter_vocabulary_changes_nothing() {
    let site = archive();
    let plain = record(&site, "");
    let mut book = "[vocabulary.starter]\n".to_owned();
    for name in ["causes", "detection", "services"] {
        let printed = site.run(&["vocabulary", name]).code(0).stdout;
        site.edit(&format!("words/{name}.toml"), printed);
        let _ = writeln!(book, "{name} = \"words/{name}.toml\"");
    }
    assert_eq!(record(&site, &book), plain);
    site.edit(
        "words/causes.toml",
        "causal = [\"caused by\"]\n[[cause]]\nid = \"field/inversion\"\nphrases = [\"flux inversion\"]\n",
    );
    let own = record(&site, &book);
    assert_eq!(ids(&own, "causes"), ["field/inversion"]);
    assert_eq!(own["services"], plain["services"]);
}

/// A build over an older site gives what a fresh one gives, whatever became of the vocabulary and of files that it names.
#[test]
fn a_changed_vocabulary_changes_the_next_build() {
    let site = archive();
    let books = [
        "",
        "[vocabulary]\ncauses = \"causes.toml\"\n",
        "[vocabulary]\nstarter = false\n",
    ];
    let phrases = ["\"flux inversion\"", "\"no such phrase\""];
    let mut last = None;
    for book in books {
        for phrase in phrases {
            site.edit("book.toml", book);
            let entry = format!("\"field/inversion\" = {{ phrases = [{phrase}] }}\n");
            site.edit("causes.toml", entry);
            site.build(&[]).code(0);
            let fresh = Site::empty("incidents");
            copy(site.root(), fresh.root(), "site");
            fresh.build(&[]).code(0);
            assert_same(&fresh.output(), &site.output());
            let page = site.expect_file("2021-03-04-orders/index.html");
            if book.contains("causes.toml") {
                assert_ne!(last.as_ref(), Some(&page), "{phrase}");
            }
            last = Some(page);
        }
    }
}

#[test]
fn what_is_wrong_with_a_vocabulary_is_told_at_its_place() {
    let site = archive();
    for (book, file, told) in [
        (
            "[vocabulary]\nstarters = true\n",
            "",
            "did you mean `starter`?",
        ),
        ("[vocabulary]\nstarter = 1\n", "", "`starter` is an integer"),
        (
            "[vocabulary.causes]\n\"a/b\" = { phrase = [\"x\"] }\n",
            "",
            "did you mean `phrases`?",
        ),
        (
            "[vocabulary.causes]\n\"a/b\" = { phrases = [\" \"] }\n",
            "",
            "a phrase is empty",
        ),
        (
            "[vocabulary.causes]\n\"a/b\" = { phrases = [\"x ... \"] }\n",
            "",
            "`x ... ` never matches",
        ),
        (
            "[vocabulary.causes]\n\"a/b\" = { phrases = [\"x ... y ... z\"] }\n",
            "",
            "`x ... y ... z` never matches",
        ),
        (
            "[vocabulary.causes]\n\"a/b\" = { name = \"\", phrases = [\"x\"] }\n",
            "",
            "a `name` is empty",
        ),
        (
            "[vocabulary.causes]\n\"a//b\" = { phrases = [\"x\"] }\n",
            "",
            "`a//b` is no id",
        ),
        (
            "[vocabulary.detection]\n\"By luck\" = { phrases = [\"x\"] }\n",
            "",
            "`By luck` is no id",
        ),
        (
            "[vocabulary.causes]\n\"a/b\" = { phrases = [\"x\"] }\n\"a/c\" = { weak = [\"X\"] }\n",
            "",
            "`x` speaks for both `a/b` and `a/c`",
        ),
        (
            "[vocabulary.services]\n\"A\" = { phrases = [\"x\"] }\n",
            "",
            "unknown key `phrases`",
        ),
        (
            "[vocabulary]\nteams = \"teams.toml\"\n",
            "",
            "there is no such file beside `book.toml`",
        ),
        (
            "[vocabulary]\nteams = \"../teams.toml\"\n",
            "",
            "leads out of the folder",
        ),
        (
            "[vocabulary]\nteams = \"own.toml\"\n",
            "A = [\n",
            "own.toml:",
        ),
        (
            "[vocabulary]\nstarter = { causes = \"own.toml\" }\n",
            "[[cause]]\nid = \"a/b\"\n",
            "nothing speaks for `a/b`",
        ),
        (
            "[vocabulary]\nstarter = { causes = \"own.toml\" }\n",
            "[[cause]]\nid = \"A b\"\nphrases = [\"x\"]\n",
            "own.toml:2:6",
        ),
        (
            "[vocabulary]\nstarter = { detection = \"own.toml\" }\n",
            "[[way]]\nid = \"luck\"\nphrases = [\"x\"]\n[[way]]\nid = \"chance\"\nnamed = [\"x\"]\n",
            "`x` speaks for both `luck` and `chance`",
        ),
        (
            "[vocabulary]\nstarter = { services = \"own.toml\" }\n",
            "kind = [\"hub\"]\n",
            "did you mean `kinds`?",
        ),
        (
            "[vocabulary]\nstarter = { services = \"own.toml\" }\n",
            "[[technology]]\nwords = [\"x\"]\n",
            "this `[[technology]]` has no `name`",
        ),
    ] {
        site.edit("book.toml", book);
        if !file.is_empty() {
            site.edit("own.toml", file);
        }
        site.run(&["check"]).code(2).says(told);
    }
}

fn list(page: &mut String, of: &str, words: &[String]) {
    if words.is_empty() {
        return;
    }
    let words: Vec<String> = words
        .iter()
        .map(|word| format!("`{}`", word.trim()))
        .collect();
    let _ = writeln!(page, "- {of}: {}", words.join(", "));
}

fn terms(page: &mut String, terms: &[Term]) {
    for term in terms {
        let _ = writeln!(page, "\n### `{}`\n\n{}", term.id, term.name);
        if [&term.phrases, &term.symptoms, &term.weak]
            .iter()
            .any(|list| !list.is_empty())
        {
            page.push('\n');
        }
        list(page, "phrases", &term.phrases);
        list(page, "symptoms", &term.symptoms);
        list(page, "weak", &term.weak);
    }
}

#[test]
fn the_guide_is_written_from_the_vocabulary() {
    let mut page = String::from(
        "# The starter vocabulary\n\n\
         What the words of a report are searched for where it does not state its causes, how it was noticed and what was struck: what is found \
         is [suggested](reading.md#what-is-suggested), with the words that speak for it. An archive adds to it, takes from it or puts a file of \
         its own in its place in [`[vocabulary]`](configuration.md#vocabulary); `pmsite vocabulary causes` (`detection`, `services`) prints the \
         file to begin with.\n\n\
         A phrase stands for every word that begins with its last word, in any case of its letters; one of at most four letters only for a \
         whole word. Blanks at its ends, which this page leaves out, say that a word ends there. Where ` ... ` stands in a phrase, its two parts \
         are looked for near each other in one sentence, whichever comes first.\n\n\
         This page is written from the files themselves; a test holds it.\n\n\
         ## Causes\n\n\
         `phrases` mean the cause and nothing else. `symptoms` do where the author says what the cause is; elsewhere they count a third, and so \
         do `weak` ones everywhere, of which none is enough alone. What is denied does not count. Ids without phrases are only named: authors state them.\n",
    );
    let causes = Causes::starter();
    terms(&mut page, &causes.cause);
    page.push_str("\n## Triggers\n\nWhat changed.\n");
    terms(&mut page, &causes.trigger);
    page.push_str("\n## Sentences about causes\n\nWhat stands behind one of `causal` or before one of `causal-before` in its sentence counts nearly as much as in a section about the cause. What stands behind one of `ruling-out` counts nowhere in that text, no change behind one of `intending` is one that was made, and a phrase inside one of `harmless` means something else.\n\n");
    list(&mut page, "causal", &causes.causal);
    list(&mut page, "causal-before", &causes.causal_before);
    list(&mut page, "denying", &causes.denying);
    list(&mut page, "denying-before", &causes.denying_before);
    list(&mut page, "ruling-out", &causes.ruling_out);
    list(&mut page, "intending", &causes.intending);
    list(&mut page, "harmless", &causes.harmless);
    page.push_str(
        "\n## Detection\n\n\
         `aliases` are values of labels and keys that mean it. `phrases` count wherever the report tells what happened, `named` only where it \
         speaks of detection.\n",
    );
    for way in Ways::starter().way {
        let _ = writeln!(page, "\n### `{}`\n", way.id);
        list(&mut page, "aliases", &way.aliases);
        list(&mut page, "phrases", &way.phrases);
        list(&mut page, "named", &way.named);
    }
    page.push_str(
        "\n## Services\n\n\
         Names of services are found by their shape and by what is said of them; the lists of words for that are in the file, each with what \
         it means. The software that everybody knows, and how it is written:\n\n\
         | name | written | |\n|---|---|---|\n",
    );
    for technology in Services::starter().technology {
        let words: Vec<String> = technology
            .words
            .iter()
            .map(|word| format!("`{word}`"))
            .collect();
        let kinds = [
            (technology.tool, "a tool at work"),
            (technology.word, "a word of the language"),
            (technology.generic, "a noun that everybody uses"),
        ];
        let kinds: Vec<&str> = kinds
            .iter()
            .filter(|(is, _)| *is)
            .map(|(_, kind)| *kind)
            .collect();
        let _ = writeln!(
            page,
            "| {} | {} | {} |",
            technology.name,
            words.join(", "),
            kinds.join("; ")
        );
    }
    let place = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/vocabulary.md");
    snapbox::Assert::new()
        .action_env("SNAPSHOTS")
        .eq(page, Data::read_from(&place, None));
}

#[test]
fn terms_are_shown_by_the_names_of_their_vocabulary() {
    let site = archive();
    let name = |record: &Value| record["causes"][0]["name"].clone();
    assert_eq!(name(&record(&site, "")), "Capacity / Memory exhausted");
    let printed = site.run(&["vocabulary", "causes"]).code(0).stdout;
    site.edit(
        "own.toml",
        printed.replace("Memory exhausted", "No memory left"),
    );
    let book = "[vocabulary.starter]\ncauses = \"own.toml\"\n";
    assert_eq!(name(&record(&site, book)), "Capacity / No memory left");
    // An id with other spellings keeps the name; a declared one goes before.
    let declared = "[vocabulary.causes]\n\"capacity/memory\" = ";
    let spelled = format!("{declared}[\"OOM\"]\n");
    assert_eq!(
        name(&record(&site, &spelled)),
        "Capacity / Memory exhausted"
    );
    let named = format!("{declared}{{ name = \"Too little\" }}\n");
    assert_eq!(name(&record(&site, &named)), "Capacity / Too little");
}
