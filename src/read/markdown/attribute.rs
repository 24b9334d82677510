//! Attribute lists: kramdown's `{: .class #id}`, pandoc's and `MyST`'s `{#id .class key=value}`. Only ids are of use to us;
//! classes and styles belong to another tool's theme and go.

/// An attribute list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Attributes {
    /// `#id`.
    pub(super) id: Option<String>,
    /// `.class`, without the dot.
    pub(super) classes: Vec<String>,
    /// `key=value`.
    pub(super) pairs: Vec<(String, String)>,
}

impl Attributes {
    /// The value of a key.
    pub(super) fn get(&self, key: &str) -> Option<&str> {
        self.pairs
            .iter()
            .find(|(other, _)| other == key)
            .map(|(_, value)| value.as_str())
    }
}

/// Reads `{…}` as a whole; `None` where it is something else, such as words in braces.
pub(super) fn parse(braces: &str) -> Option<Attributes> {
    let inner = braces.trim().strip_prefix('{')?.strip_suffix('}')?;
    let kramdown = inner.starts_with(':');
    let inner = inner.strip_prefix(':').unwrap_or(inner).trim();
    let mut out = Attributes::default();
    let mut rest = inner;
    while !rest.is_empty() {
        let end = word_end(rest);
        let word = &rest[..end];
        if let Some(id) = word.strip_prefix('#').filter(|id| !id.is_empty()) {
            out.id = Some(id.to_owned());
        } else if let Some(class) = word.strip_prefix('.').filter(|class| !class.is_empty()) {
            out.classes.push(class.to_owned());
        } else if let Some((key, value)) = word.split_once('=').filter(|(key, _)| is_key(key)) {
            out.pairs
                .push((key.to_owned(), value.trim_matches(['"', '\'']).to_owned()));
        } else if !kramdown || !is_key(word) {
            return None;
        }
        rest = rest[end..].trim_start();
    }
    // `{}` is no attribute list, `{:}` is.
    (kramdown || !inner.is_empty()).then_some(out)
}

fn is_key(word: &str) -> bool {
    !word.is_empty()
        && word
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '/'))
}

fn word_end(text: &str) -> usize {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (None, c) if c.is_whitespace() => return at,
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    text.len()
}

/// An attribute list at the end of a text: the text before it and the list.
pub(super) fn at_end(text: &str) -> Option<(&str, Attributes)> {
    let trimmed = text.trim_end();
    let start = trimmed
        .ends_with('}')
        .then(|| trimmed.rfind('{'))
        .flatten()?;
    Some((
        trimmed[..start].trim_end_matches([' ', '\t']),
        parse(&trimmed[start..])?,
    ))
}

/// An attribute list at the very start of a text: the list and the text after it.
pub(super) fn at_start(text: &str) -> Option<(Attributes, &str)> {
    let end = text.starts_with('{').then(|| text.find('}')).flatten()? + 1;
    Some((parse(&text[..end])?, &text[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_told_from_words_in_braces() {
        assert!(parse("{: .table .table-striped }").is_some());
        assert!(parse("{:toc}").is_some());
        assert_eq!(
            parse("{#id .a k=\"v w\"}").and_then(|a| a.id),
            Some("id".to_owned())
        );
        assert!(parse("{:target=\"_blank\"}").is_some());
        for words in ["{}", "{ name }", "{a, b}", "{\"error\": 1}", "{id}"] {
            assert_eq!(parse(words), None, "{words}");
        }
        assert_eq!(
            at_end("Impact {#impact}").map(|(text, _)| text),
            Some("Impact")
        );
    }
}
