//! Paragraphs that may be prompts of a template: wholly emphasised, or wholly in brackets. Whether one is a prompt or an
//! author's own words cannot be told from one document; a fingerprint lets the archive see which recur.

use xxhash_rust::xxh3::xxh3_64;

use super::{Block, BlockKind, Inline, InlineKind, Style, text};

/// A fingerprint of the words of a paragraph that has the form of a prompt: `*List the events*`, `[What was the fix?]`,
/// `{{ summary }}`, `<describe the impact>`. `None` for every other block. Case and spacing do not count.
pub fn fingerprint(block: &Block) -> Option<u64> {
    let BlockKind::Paragraph(content) = &block.kind else {
        return None;
    };
    if begins_plainly(content) {
        return None;
    }
    let is_emphasised = is_emphasised(content);
    let words = if is_emphasised {
        text::of_inlines(content)
    } else if opens_with_bracket(content) {
        bracketed(content)?
    } else {
        return None;
    };
    let words = text::one_line(&words);
    // A lone mark (`*-*`, `[ ]`) prompts for nothing, and words that all begin in upper case are a name (`*Ada Lovelace*`).
    let letters = words.chars().filter(|c| c.is_alphabetic()).count();
    let is_name = is_emphasised
        && words.split(' ').count() > 1
        && words
            .split(' ')
            .all(|word| word.starts_with(char::is_uppercase))
        && !words.ends_with(['?', ':', '.']);
    (letters >= 3 && !is_name).then(|| xxh3_64(words.to_lowercase().as_bytes()))
}

/// True for nearly every paragraph, after a look at its first inline: it begins with a letter or a figure that is not emphasised.
fn begins_plainly(content: &[Inline]) -> bool {
    let is_plain = |text: &str| {
        text.bytes()
            .next()
            .is_some_and(|byte| byte.is_ascii_alphanumeric())
    };
    match content.first().map(|first| &first.kind) {
        Some(InlineKind::Text(text) | InlineKind::Code(text)) => is_plain(text),
        Some(InlineKind::Styled(style, inner)) => {
            *style != Style::Emphasis && begins_plainly(inner)
        }
        Some(InlineKind::Link(_) | InlineKind::Image(_)) => true,
        _ => false,
    }
}

fn is_blank(inline: &Inline) -> bool {
    match &inline.kind {
        InlineKind::Text(text) => {
            // Nearly every text begins with a letter.
            let begins = text
                .bytes()
                .next()
                .is_some_and(|byte| byte.is_ascii_graphic());
            !begins && text.trim().is_empty()
        }
        InlineKind::Comment(_) | InlineKind::Break | InlineKind::Anchor(_) => true,
        _ => false,
    }
}

/// True where nothing but emphasis stands in the paragraph; a full stop behind it does not count.
fn is_emphasised(content: &[Inline]) -> bool {
    let mut any = false;
    for inline in content.iter().filter(|inline| !is_blank(inline)) {
        match &inline.kind {
            InlineKind::Styled(Style::Emphasis, _) => any = true,
            InlineKind::Text(text)
                if any
                    && text
                        .trim()
                        .chars()
                        .all(|c| matches!(c, '.' | ':' | '?' | '!')) => {}
            _ => return false,
        }
    }
    any
}

/// False for nearly every paragraph, after a look at its first letter.
fn opens_with_bracket(content: &[Inline]) -> bool {
    let first = content.iter().find(|inline| !is_blank(inline));
    match first.map(|inline| &inline.kind) {
        Some(InlineKind::Text(text) | InlineKind::Code(text)) => {
            text.trim_start().starts_with(['{', '[', '<'])
        }
        Some(InlineKind::Styled(_, inner)) => opens_with_bracket(inner),
        _ => false,
    }
}

/// The words of a paragraph that opens with a bracket and closes with its partner.
fn bracketed(content: &[Inline]) -> Option<String> {
    let mut words = String::new();
    for inline in content {
        match &inline.kind {
            InlineKind::Comment(_) => {}
            InlineKind::Text(_)
            | InlineKind::Styled(..)
            | InlineKind::Code(_)
            | InlineKind::Break => {
                words.push_str(&text::of_inlines(std::slice::from_ref(inline)));
            }
            // A link or an image is something an author put there.
            _ => return None,
        }
    }
    let trimmed = words.trim();
    for (open, close) in [("{{", "}}"), ("[", "]"), ("<", ">")] {
        if let Some(inside) = trimmed
            .strip_prefix(open)
            .and_then(|rest| rest.strip_suffix(close))
        {
            let is_one = !inside.contains([']', '>']) && !inside.contains("}}");
            // A tag with attributes, or a closing one, is markup.
            let is_tag = open == "<" && (inside.contains(['=', '/']) || !inside.contains(' '));
            return (is_one && !is_tag).then(|| trimmed.to_owned());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::fingerprint;
    use crate::document::{Block, BlockKind, Inline, InlineKind, Style};
    use crate::source::Span;

    fn text(words: &str) -> Inline {
        Inline::text(Span::default(), words)
    }

    fn styled(style: Style, words: &str) -> Inline {
        Inline::new(
            Span::default(),
            InlineKind::Styled(style, vec![text(words)]),
        )
    }

    fn paragraph(content: Vec<Inline>) -> Option<u64> {
        fingerprint(&Block::new(Span::default(), BlockKind::Paragraph(content)))
    }

    #[test]
    fn the_form_of_a_prompt() {
        let emphasis = |words| paragraph(vec![styled(Style::Emphasis, words)]);
        assert!(emphasis("List the events").is_some());
        assert!(emphasis("Ada Lovelace").is_none());
        assert_eq!(emphasis("List the events"), emphasis("list\nthe  events"));
        assert_ne!(emphasis("List the events"), emphasis("List the causes"));
        for words in [
            "[What was the fix?]",
            "{{ summary }}",
            "<describe the impact>",
        ] {
            assert!(paragraph(vec![text(words)]).is_some(), "{words}");
        }
        for words in [
            "We [think] so",
            "[a] and [b]",
            "[ ]",
            "<br>",
            "plain",
            "<a href=x y>",
        ] {
            assert!(paragraph(vec![text(words)]).is_none(), "{words}");
        }
        assert!(paragraph(vec![styled(Style::Strong, "Impact")]).is_none());
        assert!(paragraph(vec![styled(Style::Emphasis, "So"), text(" it was")]).is_none());
    }
}
