//! The vocabularies of an archive: what it starts from, with what `book.toml` declares.
//!
//! Takes the configuration, gives what reports are searched for, made once for all of them. It checks nothing: that was done when the
//! files were read.

use std::collections::BTreeMap;

use crate::archive::humanised;
use crate::config::{self, Axis, Config, Lists, Start};
use crate::language::Language;
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

/// What causes and triggers are called by their ids: `cause` and `config/error`.
type Names = BTreeMap<(&'static str, String), String>;

/// What each cause and trigger is called: as the starter vocabulary says, in the language of the site, or the file in its place. What
/// `[vocabulary]` declares goes before, and is the archive's own matter.
pub(super) fn names(config: &Config, language: &Language) -> Names {
    let is_ours = matches!(config.starter.causes, Start::Ours);
    terms(config)
        .filter(|(_, term)| !term.name.is_empty() && term.name != term.id)
        .map(|(key, term)| {
            // A word alone may as well be an author's.
            let own = own_name(language, key, &term.name);
            let own = own.filter(|_| is_ours && term.id.contains('/'));
            ((key, term.id), own.unwrap_or(term.name))
        })
        .collect()
}

/// What those are called that others stand under, by the first part of their ids, where the language of the site has another word.
pub(super) fn groups(config: &Config, language: &Language) -> Names {
    if !matches!(config.starter.causes, Start::Ours) {
        return Names::new();
    }
    let groups = terms(config).filter_map(|(key, term)| {
        let (group, _) = term.id.split_once('/')?;
        let own = own_name(language, key, &humanised(group))?;
        Some(((key, group.to_owned()), own))
    });
    groups.collect()
}

/// The causes and triggers before anything is declared.
fn terms(config: &Config) -> impl Iterator<Item = (&'static str, Term)> {
    let causes = before(&config.starter.causes);
    let own = causes.cause.into_iter().map(|term| ("cause", term));
    own.chain(causes.trigger.into_iter().map(|term| ("trigger", term)))
}

/// The name of a cause or a trigger in a language.
fn own_name(language: &Language, key: &str, name: &str) -> Option<String> {
    let text = language.own_text(&format!("{name}|{key}"))?;
    Some(text.to_owned())
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
