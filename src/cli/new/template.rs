//! A template for reports, filled in.
//!
//! Takes the text of a template and what is known of an incident, gives the text of a report. A template knows `title`, `date`,
//! `severity` and `services`, and how to write a value between quotes or in reStructuredText. It reads no file.

use std::fmt;
use std::sync::Arc;

use minijinja::value::{Enumerator, Object, ObjectRepr};
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value, context};
use unicode_width::UnicodeWidthStr;

use crate::cli::quoted::quoted;

/// What is known of an incident when its report begins.
#[derive(Debug, Clone, Default)]
pub(in crate::cli) struct Begun {
    /// What it is called.
    pub(in crate::cli) title: String,
    /// Its day, as `2024-05-31`.
    pub(in crate::cli) date: String,
    /// How bad it was, where that is said.
    pub(in crate::cli) severity: Option<String>,
    /// What it struck.
    pub(in crate::cli) services: Vec<String>,
}

/// A list that is written as people write it: `Checkout, Search`.
#[derive(Debug)]
struct Listed(Vec<String>);

impl Object for Listed {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Seq
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.0.get(key.as_usize()?).map(Value::from)
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Seq(self.0.len())
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join(", "))
    }
}

/// Fills in a template; `name` is how messages call it. Else what is wrong with it, with its line.
pub(in crate::cli) fn fill(name: &str, text: &str, begun: &Begun) -> Result<String, String> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    let mut syntax = minijinja::syntax::SyntaxConfig::builder();
    syntax
        .trim_blocks(true)
        .lstrip_blocks(true)
        .keep_trailing_newline(true)
        // What stands between `{#` and `#}` elsewhere is the id of a heading in Markdown: `## Impact {#impact}`.
        .comment_delimiters("<%#", "#%>");
    let syntax = syntax.build().map_err(|fault| fault.to_string())?;
    environment.set_syntax(syntax);
    environment.add_filter("quoted", quote);
    environment.add_filter("rst", |value: Value| escaped(&value.to_string()));
    environment.add_filter("underline", |value: Value, sign: String| {
        sign.repeat(value.to_string().width().max(1))
    });
    let known = context! {
        title => begun.title.as_str(),
        date => begun.date.as_str(),
        severity => begun.severity.as_deref().unwrap_or_default(),
        services => Value::from_object(Listed(begun.services.clone())),
    };
    environment
        .render_named_str(name, text, known)
        .map_err(|fault| {
            let place = fault.line().map_or(String::new(), |line| format!(":{line}"));
            let what = fault.detail().map_or_else(
                || fault.kind().to_string(),
                |detail| format!("{}: {detail}", fault.kind()),
            );
            format!(
                "`{name}`{place}: {what}; a template knows `title`, `date`, `severity` and `services`"
            )
        })
}

/// A value between quotes; a list as one of YAML, TOML and JSON.
fn quote(value: Value) -> String {
    match value.try_iter() {
        Ok(parts) if value.as_str().is_none() => {
            let parts: Vec<String> = parts.map(|part| quoted(&part.to_string())).collect();
            format!("[{}]", parts.join(", "))
        }
        _ => quoted(&value.to_string()),
    }
}

/// Words as reStructuredText reads them again: no sign of them is markup.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + 8);
    // What stands first may be the mark of a list or of a comment: `- `, `.. `, `1. `, `a) `.
    let first = words.split(' ').next().unwrap_or_default();
    let mark = first.ends_with(['.', ')']).then(|| first.len() - 1);
    let mut before = None;
    let mut signs = words.char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        let after = signs.peek().map(|(_, sign)| *sign);
        let is_inside = |sign: Option<char>| sign.is_some_and(char::is_alphanumeric);
        let is_markup = match sign {
            '*' | '`' | '|' | '\\' => true,
            '_' => !is_inside(before) || !is_inside(after),
            sign => at == 0 && !sign.is_alphanumeric() || mark == Some(at),
        };
        if is_markup {
            out.push('\\');
        }
        out.push(sign);
        before = Some(sign);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn begun() -> Begun {
        Begun {
            title: "A \"quoted\" title".to_owned(),
            date: "2024-05-31".to_owned(),
            severity: None,
            services: vec!["Checkout".to_owned(), "Search: index".to_owned()],
        }
    }

    #[test]
    fn placeholders_are_filled_and_nothing_else_is_touched() {
        let text = "# {{ title }}\n\n{{ date }} [{{ severity }}] {{ services }}\n\n## Impact {#impact}\n\n<b>&amp;</b>\n";
        let filled = fill("a.md", text, &begun());
        let expected = "# A \"quoted\" title\n\n2024-05-31 [] Checkout, Search: index\n\n## Impact {#impact}\n\n<b>&amp;</b>\n";
        assert_eq!(filled.as_deref(), Ok(expected));
        let text = "a: {{ title | quoted }}\nb: {{ services | quoted }}\n{% if severity %}\nc\n{% endif %}\n";
        let expected = "a: \"A \\\"quoted\\\" title\"\nb: [\"Checkout\", \"Search: index\"]\n";
        assert_eq!(fill("a.md", text, &begun()).as_deref(), Ok(expected));
    }

    #[test]
    fn a_fault_has_its_line() {
        let said = fill("a.md", "a\n\n{{ titel }}\n", &begun());
        let said = said.expect_err("there is no such value");
        assert!(said.starts_with("`a.md`:3: undefined value"), "{said}");
        let said = fill("a.md", "{% if %}", &begun()).expect_err("no condition");
        assert!(said.starts_with("`a.md`:1: syntax error"), "{said}");
    }

    #[test]
    fn words_are_no_markup_of_restructuredtext() {
        for (words, expected) in [
            ("Plain words", "Plain words"),
            ("a_b and c_ and _d", "a_b and c\\_ and \\_d"),
            ("*all* `x` |y| \\z", "\\*all\\* \\`x\\` \\|y\\| \\\\z"),
            ("- no list", "\\- no list"),
            ("1. no list either", "1\\. no list either"),
            (".. no comment", "\\.\\. no comment"),
        ] {
            assert_eq!(escaped(words), expected);
        }
    }
}
