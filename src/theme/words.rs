//! The words of the site in its language, as templates say them.
//!
//! | name | gives | example |
//! |---|---|---|
//! | `t(text, name=value, …)` | the text, with values where `{name}` stands | `{{ t("Page {number} of {of}.", number=2, of=3) }}` |
//! | `plural(one, many, name=value, …)` | number and word, a filter | `{{ 2\|plural("report", "reports") }}` gives `2 reports` |
//! | `heard(one, many, name=value, …)` | the number, its words only heard, a filter | `{{ 2\|heard("report", "reports") }}` |
//! | `words(text, [one, many], …)` | what a script says, as JSON by the English words | `{{ words("Copy", ["match", "matches"]) }}` |
//!
//! What a script says in English it knows by itself: without words of their own in the language texts are left out of that.
//! Words are text and escaped as such; a value that is safe markup stays as it is.

use std::fmt::Write;
use std::sync::Arc;

use minijinja::value::{Kwargs, Rest, Value};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, State};

use super::filters::escape_into;
use crate::language::{Language, NUMBER, fill};

/// Gives an environment the words.
pub(super) fn install(environment: &mut Environment<'_>, language: &Arc<Language>) {
    let words = Arc::clone(language);
    environment.add_function(
        "t",
        move |state: &mut State<'_, '_>, text: &str, values: Kwargs| {
            filled(state, words.text(text), None, &values)
        },
    );
    let words = Arc::clone(language);
    environment.add_filter(
        "plural",
        move |state: &mut State<'_, '_>, count: i64, one: &str, many: &str, values: Kwargs| {
            let message = words.counted_message(count.unsigned_abs(), one, many);
            filled(state, &message, Some(count), &values)
        },
    );
    let words = Arc::clone(language);
    environment.add_filter(
        "heard",
        move |count: i64, one: &str, many: &str, values: Kwargs| {
            let message = words.counted_message(count.unsigned_abs(), one, many);
            heard(count, &message, &values)
        },
    );
    let words = Arc::clone(language);
    environment.add_function("words", move |all: Rest<Value>| for_script(&words, &all));
}

/// A text with its values. A value that the text has and the template does not give is a fault, and so is one that nobody asks for.
fn filled(
    state: &State<'_, '_>,
    text: &str,
    count: Option<i64>,
    values: &Kwargs,
) -> Result<Value, Error> {
    if count.is_none() && !text.contains('{') && values.args().next().is_none() {
        return Ok(Value::from(text));
    }
    let is_markup = matches!(state.auto_escape(), AutoEscape::Html);
    let out = part(is_markup, text, count, values)?;
    values.assert_all_used()?;
    Ok(if is_markup {
        Value::from_safe_string(out)
    } else {
        Value::from(out)
    })
}

/// A number that is seen with words that are only heard: what stands around it is hidden from sight.
fn heard(count: i64, message: &str, values: &Kwargs) -> Result<Value, Error> {
    let mut out = String::new();
    let (before, behind) = message.split_once(NUMBER).unwrap_or_default();
    let hidden = |words: &str, out: &mut String| -> Result<(), Error> {
        if !words.is_empty() {
            let words = part(true, words, Some(count), values)?;
            let _ = write!(out, "<span class=\"visually-hidden\">{words}</span>");
        }
        Ok(())
    };
    hidden(before, &mut out)?;
    let _ = write!(out, "{count}");
    hidden(behind, &mut out)?;
    values.assert_all_used()?;
    Ok(Value::from_safe_string(out))
}

/// A part of a text, with the values that it has.
fn part(is_markup: bool, text: &str, count: Option<i64>, values: &Kwargs) -> Result<String, Error> {
    let mut escaped = String::new();
    if is_markup {
        escape_into(&mut escaped, text);
    } else {
        escaped.push_str(text);
    }
    let mut missing = None;
    let out = fill(&escaped, |name, out| {
        if let ("n", Some(count)) = (name, count) {
            let _ = write!(out, "{count}");
            return true;
        }
        match values.get::<Value>(name) {
            Ok(value) if !value.is_undefined() && !value.is_none() => {
                if is_markup && !value.is_safe() {
                    escape_into(out, &value.to_string());
                } else {
                    let _ = write!(out, "{value}");
                }
                true
            }
            _ => {
                missing = Some(name.to_owned());
                false
            }
        }
    });
    match missing {
        Some(name) => {
            let told = format!("there is no value for `{{{name}}}` in this text");
            Err(Error::new(ErrorKind::InvalidOperation, told))
        }
        None => Ok(out),
    }
}

/// Texts for a script.
fn for_script(language: &Language, all: &[Value]) -> Result<String, Error> {
    let mut out = serde_json::Map::new();
    for one in all {
        if let Some(text) = one.as_str() {
            if let Some(own) = language.own_text(text) {
                out.insert(text.to_owned(), own.into());
            }
            continue;
        }
        let forms: Vec<Value> = one.try_iter()?.collect();
        let [one, many] = [0, 1].map(|at| forms.get(at).and_then(Value::as_str));
        let (Some(_), Some(many)) = (one, many) else {
            let told = "a number with its word is a list of two texts: `[\"match\", \"matches\"]`";
            return Err(Error::new(ErrorKind::InvalidOperation, told));
        };
        if let Some(forms) = language.own_forms(many) {
            let forms = forms.iter();
            let forms = forms.map(|(kind, words)| ((*kind).to_owned(), words.as_str().into()));
            out.insert(many.to_owned(), serde_json::Value::Object(forms.collect()));
        }
    }
    Ok(serde_json::Value::Object(out).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Declared;
    use crate::theme::filters;

    fn render(name: &str, template: &str) -> Result<String, Error> {
        let text = "[texts]\n\"Copy\" = \"Kopi\\\"er\"\n\"Page {number}\" = \"<Side> {number}\"\n[counted]\nreports = { one = \"{n} rapport\", other = \"{n} rapporter\" }";
        let (declared, problems) = Declared::read(text);
        assert_eq!(problems, []);
        let mut environment = Environment::new();
        filters::install(&mut environment);
        install(&mut environment, &Arc::new(Language::of("nb", &declared)));
        environment.render_named_str(name, template, ())
    }

    #[test]
    fn words_are_text_and_values_what_they_are() {
        for (name, template, expected) in [
            ("a.html", r#"{{ t("Copy") }}"#, "Kopi&quot;er"),
            ("a.txt", r#"{{ t("Copy") }}"#, "Kopi\"er"),
            (
                "a.html",
                r#"{{ t("Page {number}", number="<2>") }}"#,
                "&lt;Side&gt; &lt;2&gt;",
            ),
            (
                "a.html",
                r#"{% set x %}<b>{{ "<" }}</b>{% endset %}{{ t("Page {number}", number=x) }}"#,
                "&lt;Side&gt; <b>&lt;</b>",
            ),
            (
                "a.html",
                r#"{{ 1|plural("report", "reports") }}"#,
                "1 rapport",
            ),
            (
                "a.html",
                r#"{{ 0|plural("report", "reports") }}"#,
                "0 rapporter",
            ),
            (
                "a.html",
                r#"{{ 2|plural("{n} of {a}", "all {n} of {a}", a="x") }}"#,
                "all 2 of x",
            ),
            (
                "a.txt",
                r#"{{ words("Copy", ["report", "reports"], "None") }}"#,
                r#"{"Copy":"Kopi\"er","reports":{"one":"{n} rapport","other":"{n} rapporter"}}"#,
            ),
        ] {
            assert_eq!(render(name, template).unwrap(), expected, "{template}");
        }
    }

    #[test]
    fn a_text_without_its_values_is_a_fault() {
        for template in [
            r#"{{ t("Page {number}") }}"#,
            r#"{{ t("Page {number}", of=2) }}"#,
            r#"{{ t("Page {number}", number=2, of=2) }}"#,
            r#"{{ t("Page {number}", number=none) }}"#,
            r#"{{ words(["report"]) }}"#,
        ] {
            assert!(render("a.html", template).is_err(), "{template}");
        }
    }
}
