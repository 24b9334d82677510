//! The vocabularies of an archive: what it starts from, with what `book.toml` declares.
//!
//! Takes the configuration, gives what reports are searched for, made once for all of them. It checks nothing: that was done when the
//! files were read.

use std::collections::BTreeMap;

use crate::config::{self, Axis, Config, Lists, Start};
use crate::postmortem::vocabulary::{
    self as understood, Causes, Services, Term, Vocabulary, Way, Ways,
};

/// What the words of reports are searched for.
pub(super) fn vocabulary(config: &Config) -> Vocabulary {
    let starter = &config.starter;
    if *starter == config::Starter::default() && config.terms.is_empty() {
        return Vocabulary::default();
    }
    let mut causes = before(&starter.causes);
    let mut ways = match &starter.detection {
        Start::Ours => Ways::starter(),
        Start::Nothing => Ways::default(),
        Start::File(lists) => Ways {
            way: lists.terms.iter().map(way).collect(),
        },
    };
    let services = match &starter.services {
        Start::Ours => Services::starter(),
        Start::Nothing => Services::default(),
        Start::File(lists) => services(lists),
    };
    let (noticed, terms): (Vec<_>, Vec<_>) =
        (config.terms.iter()).partition(|term| term.axis == Axis::Detection);
    let axis = |axis| match axis {
        Axis::Trigger => understood::Axis::Trigger,
        Axis::Cause | Axis::Detection => understood::Axis::Cause,
    };
    let declared = terms
        .into_iter()
        .map(|one| (axis(one.axis), term(one), one.replaces));
    causes.declare(declared.collect());
    let declared = noticed.into_iter().map(|one| (way(one), one.replaces));
    ways.declare(declared.collect());
    Vocabulary::new(causes, ways, services)
}

/// What each cause and trigger is called, by its id: as the starter vocabulary says, or the file in its place. What `[vocabulary]`
/// declares goes before, and is the archive's own matter.
pub(super) fn names(config: &Config) -> BTreeMap<(&'static str, String), String> {
    let causes = before(&config.starter.causes);
    let own = causes.cause.into_iter().map(|term| ("cause", term));
    let others = causes.trigger.into_iter().map(|term| ("trigger", term));
    own.chain(others)
        .filter(|(_, term)| !term.name.is_empty() && term.name != term.id)
        .map(|(key, term)| ((key, term.id), term.name))
        .collect()
}

/// Causes and triggers before anything is declared.
fn before(start: &Start) -> Causes {
    match start {
        Start::Ours => Causes::starter(),
        Start::Nothing => Causes::starter().without_terms(),
        Start::File(lists) => causes(lists),
    }
}

fn causes(lists: &Lists) -> Causes {
    let words = |name: &str| lists.words.get(name).cloned().unwrap_or_default();
    let of = |axis| {
        let own = lists.terms.iter().filter(move |term| term.axis == axis);
        own.map(term).collect()
    };
    Causes {
        causal: words("causal"),
        denying: words("denying"),
        causal_before: words("causal-before"),
        denying_before: words("denying-before"),
        ruling_out: words("ruling-out"),
        intending: words("intending"),
        harmless: words("harmless"),
        cause: of(Axis::Cause),
        trigger: of(Axis::Trigger),
    }
}

fn services(lists: &Lists) -> Services {
    let technologies = lists.technologies.iter().cloned();
    Services {
        lists: lists.words.clone(),
        technology: technologies
            .map(|one| understood::Technology {
                name: one.name,
                words: one.words,
                tool: one.tool,
                word: one.word,
                generic: one.generic,
            })
            .collect(),
    }
}

fn term(term: &config::Term) -> Term {
    let term = term.clone();
    Term {
        id: term.id,
        name: term.name,
        phrases: term.phrases,
        symptoms: term.symptoms,
        weak: term.weak,
    }
}

fn way(term: &config::Term) -> Way {
    let term = term.clone();
    Way {
        id: term.id,
        aliases: term.aliases,
        phrases: term.phrases,
        named: term.named,
    }
}
