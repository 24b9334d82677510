//! What of a text is a name, and what is language.

use super::*;
use crate::postmortem::account::Part;
use crate::source::Span;

fn of(title: &str, text: &str) -> Keywords {
    let line = Line {
        part: Part::Summary,
        is_first: true,
        text: text.into(),
        is_listed: false,
        span: Span::default(),
    };
    keywords(title, &[line], &Vocabulary::default(), &Tickets::default())
}

fn names(text: &str) -> Vec<String> {
    let keywords = of("", text);
    let all = keywords.names().filter(|(_, kind)| *kind != Kind::Capital);
    all.map(|(name, _)| name.to_owned()).collect()
}

#[test]
fn words_that_nobody_writes_so_are_names() {
    let text = "The HedgeProxy on rook17 and fen-07 sent max_open_files to ledger.example.org over OSPF; `gullwing` saw it.";
    assert_eq!(
        names(text),
        [
            "HedgeProxy",
            "rook17",
            "fen-07",
            "max_open_files",
            "ledger.example.org",
            "OSPF",
            "gullwing"
        ]
    );
}

#[test]
fn software_is_called_what_it_is_called() {
    assert_eq!(
        names("Our postgres waited, and so did Postgres."),
        ["PostgreSQL"]
    );
}

#[test]
fn language_is_no_name() {
    let text = "OUTAGE over: the on-call team read-only failed over at 10:30 UTC, e.g. with `true` and `config.yaml`, 7 VMs and \
                the API of v2 in SEV1; see /etc/passwd and https://example.com/HedgeProxy.";
    assert_eq!(names(text), [""; 0]);
}

#[test]
fn words_in_capitals_may_be_language() {
    let text = "A LIST of each TABLE came by HTTPS from C0Q2ZK7RM and `U7K2M4PQX9`, and NOBODY had to WAIT for OSPF or POSTGRES15.";
    assert_eq!(names(text), ["OSPF", "POSTGRES15"]);
    let keywords = of("", "It asks OAuth for more AutoScaling.");
    assert!(keywords.names().all(|(_, kind)| kind == Kind::Common));
}

#[test]
fn names_of_three_signs_are_everybodys() {
    let keywords = of("", "The K8s of MCP and of OSPF.");
    let all: Vec<_> = keywords.names().collect();
    assert_eq!(
        all,
        [
            ("Kubernetes", Kind::Common),
            ("MCP", Kind::Common),
            ("OSPF", Kind::Name)
        ]
    );
}

#[test]
fn a_capital_may_be_a_name() {
    let keywords = of("Gullwing Away", "Then Gullwing fell. Marlow was calm.");
    let all: Vec<_> = keywords.names().collect();
    assert_eq!(all, [("Gullwing", Kind::Capital)]);
}

#[test]
fn words_beside_letters_without_case() {
    assert_eq!(names("昨夜HedgeProxyが停止"), ["HedgeProxy"]);
}

#[test]
fn tickets_are_kept_apart() {
    let keywords = of(
        "",
        "See OPS-12 and T123456, and OPS-12 again; not T1000 and not #7.",
    );
    let tickets: Vec<&str> = keywords.tickets.iter().map(|one| &**one).collect();
    assert_eq!(tickets, ["OPS-12", "T123456"]);
}
