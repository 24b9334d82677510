//! The text of a new `book.toml`.
//!
//! Takes a title and where things are, gives the text: what people commonly set, each with a sentence. A line that begins with `#` and no
//! blank is a setting that is not set.

use super::found::Sources;
use crate::cli::quoted::quoted;

/// The text with what holds here.
pub(super) fn text(title: &str, sources: &Sources, build_dir: &str, template: &str) -> String {
    let src = match &sources.src {
        Some(src) => format!("src = {}", quoted(src)),
        None => "#src = \"reports\"".to_owned(),
    };
    let exclude: Vec<String> = sources.exclude.iter().map(|glob| quoted(glob)).collect();
    let exclude = match &exclude[..] {
        [] => "#exclude = [\"drafts/**\", \"notes.md\"]".to_owned(),
        globs => format!("exclude = [\n  {},\n]", globs.join(",\n  ")),
    };
    include_str!("book.toml")
        .replace("title = \"\"", &format!("title = {}", quoted(title)))
        .replace("src = \"\"", &src)
        .replace("exclude = []", &exclude)
        .replace(
            "build-dir = \"\"",
            &format!("build-dir = {}", quoted(build_dir)),
        )
        .replace(
            "template = \"\"",
            &format!("template = {}", quoted(template)),
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config;

    #[test]
    fn every_setting_is_one_also_those_that_are_not_set() {
        let sources = Sources::default();
        let text = text(
            "A \"title\"\nof two lines \\",
            &sources,
            "site",
            "template.md",
        );
        let (config, told) = config::parse("book.toml", &text);
        assert!(told.is_empty(), "{told:?}");
        assert_eq!(
            config.title.as_deref(),
            Some("A \"title\"\nof two lines \\")
        );
        assert_eq!(config.template.as_deref(), Some("template.md"));
        assert_eq!(config.src, None);

        let is_setting = |line: &str| {
            let rest = line.strip_prefix('#');
            rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with([' ', '!']))
        };
        let set = |line| if is_setting(line) { &line[1..] } else { line };
        let all = text.lines().map(set).collect::<Vec<_>>().join("\n");
        assert!(all.matches(" = ").count() > text.matches("\n#").count() / 4);
        let (config, told) = config::parse("book.toml", &all);
        assert!(told.is_empty(), "{told:?}");
        assert_eq!(config.html.additional_css, ["brand.css"]);
        assert_eq!(config.tickets.len(), 1);
        assert_eq!(config.lint.len(), 1);
    }

    #[test]
    fn what_has_to_be_said_is_said() {
        let sources = Sources {
            src: Some(".".to_owned()),
            exclude: vec!["a.md".to_owned(), "b c/d.md".to_owned()],
            title: None,
        };
        let text = text("T", &sources, "public", "template.rst");
        let (config, told) = config::parse("book.toml", &text);
        assert!(told.is_empty(), "{told:?}");
        assert_eq!(config.src.as_deref(), Some("."));
        assert_eq!(config.exclude, ["a.md", "b c/d.md"]);
        assert_eq!(config.build_dir.as_deref(), Some("public"));
    }
}
