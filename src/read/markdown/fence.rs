//! What the words behind a fence mean: a language, Quarto's and R's `{python}`, `MyST`'s directives, pandoc's and Docusaurus'
//! containers.

use super::attribute::{self, Attributes};

/// What a fence opens.
#[derive(Debug, PartialEq)]
pub(super) enum Fence {
    /// Code in a language.
    Code(Option<String>),
    /// A note set apart: its kind and title.
    Admonition(String, Option<String>, bool),
    /// Something folded, with its summary.
    Details(String),
    /// A figure or an image of that file.
    Figure(String),
    /// Mathematics.
    Math,
    /// A list of documents.
    Toctree,
    /// A container that only groups.
    Group,
    /// A directive of another tool that is not understood.
    Other(String),
}

const ADMONITIONS: &[&str] = &[
    "note",
    "tip",
    "important",
    "warning",
    "caution",
    "danger",
    "hint",
    "attention",
    "error",
    "info",
    "abstract",
    "success",
    "question",
    "failure",
    "bug",
    "example",
    "quote",
    "seealso",
    "todo",
    "admonition",
    "topic",
    "alert",
    "callout",
    "versionadded",
    "versionchanged",
    "deprecated",
];

/// What the info string of a code fence means.
pub(super) fn code(info: &str) -> Fence {
    let info = info.trim();
    if !info.starts_with('{') {
        let word = info.split([' ', '\t', '{', ',']).next().unwrap_or("");
        return Fence::Code((!word.is_empty()).then(|| word.to_owned()));
    }
    let (braces, argument) = braces(info);
    if let Some(attributes) = attribute::parse(braces) {
        return Fence::Code(attributes.classes.into_iter().next());
    }
    let name = braces.trim_matches(['{', '}']).trim();
    let name = name.split([' ', ',']).next().unwrap_or("");
    directive(name, argument)
}

/// A directive of `MyST` by name.
fn directive(name: &str, argument: &str) -> Fence {
    let title = (!argument.is_empty()).then(|| argument.to_owned());
    match name {
        "code" | "code-block" | "sourcecode" | "code-cell" => Fence::Code(title),
        "figure" | "image" | "figure-md" => match title {
            Some(file) => Fence::Figure(file),
            None => Fence::Other(name.to_owned()),
        },
        "math" => Fence::Math,
        "toctree" => Fence::Toctree,
        "dropdown" | "details" => Fence::Details(argument.to_owned()),
        "mermaid" => Fence::Code(Some("mermaid".to_owned())),
        name if ADMONITIONS.contains(&name) => Fence::Admonition(name.to_owned(), title, false),
        // Quarto and R run these: to a reader they are code in that language.
        "python" | "r" | "bash" | "sh" | "julia" | "ojs" | "sql" | "javascript" | "dot"
        | "rust" | "go" | "ruby" => Fence::Code(Some(name.to_owned())),
        name => Fence::Other(name.to_owned()),
    }
}

/// What the words behind a fence of colons mean.
pub(super) fn colon(info: &str) -> Fence {
    let info = info.trim();
    if info.is_empty() {
        return Fence::Group;
    }
    if info.starts_with('{') {
        let (braces, argument) = braces(info);
        if let Some(attributes) = attribute::parse(braces) {
            return container(&attributes);
        }
        let name = braces.trim_matches(['{', '}']).trim();
        return directive(name, argument);
    }
    let (name, rest) = info.split_at(info.find([' ', '[', '{']).unwrap_or(info.len()));
    let rest = rest.trim();
    let title = match rest.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((title, _)) => title.to_owned(),
        None => match attribute::at_end(rest) {
            Some((title, attributes)) => attributes.get("title").unwrap_or(title).to_owned(),
            None => rest.to_owned(),
        },
    };
    let name = name.to_lowercase();
    match name.as_str() {
        "details" | "collapse" | "dropdown" => Fence::Details(title),
        name if ADMONITIONS.contains(&name) => {
            Fence::Admonition(name.to_owned(), (!title.is_empty()).then_some(title), false)
        }
        _ => Fence::Other(name),
    }
}

/// Quarto's callouts are classes of a div.
fn container(attributes: &Attributes) -> Fence {
    let callout = attributes
        .classes
        .iter()
        .find_map(|class| class.strip_prefix("callout-"));
    let kind = callout.or_else(|| {
        attributes
            .classes
            .iter()
            .map(String::as_str)
            .find(|class| ADMONITIONS.contains(class))
    });
    match kind {
        Some(kind) => {
            let folded = attributes
                .get("collapse")
                .is_some_and(|value| value == "true");
            Fence::Admonition(
                kind.to_owned(),
                attributes.get("title").map(str::to_owned),
                folded,
            )
        }
        None => Fence::Group,
    }
}

fn braces(info: &str) -> (&str, &str) {
    let end = info.find('}').map_or(info.len(), |at| at + 1);
    (&info[..end], info[end..].trim())
}

/// The options at the head of a directive's body: `:key: value` lines, or a block between `---`. Gives them and how many lines
/// they take.
pub(super) fn options(body: &str) -> (Vec<(String, String)>, usize) {
    let mut out = Vec::new();
    let mut lines = 0;
    let fenced = body.starts_with("---\n");
    for line in body.lines() {
        if fenced && lines == 0 {
            lines = 1;
            continue;
        }
        if fenced && line.trim_end() == "---" {
            return (out, lines + 1);
        }
        let pair = match (fenced, line.strip_prefix(':')) {
            (true, _) => line.split_once(':'),
            (false, Some(rest)) => rest.split_once(':'),
            (false, None) => None,
        };
        let Some((key, value)) = pair.filter(|(key, _)| !key.is_empty() && !key.contains(' '))
        else {
            return if fenced {
                (Vec::new(), 0)
            } else {
                (out, lines)
            };
        };
        out.push((
            key.trim().to_owned(),
            value.trim().trim_matches(['"', '\'']).to_owned(),
        ));
        lines += 1;
    }
    if fenced {
        (Vec::new(), 0)
    } else {
        (out, lines)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fences_of_all_tools() {
        for (info, expected) in [
            ("rust,ignore", Fence::Code(Some("rust".to_owned()))),
            ("", Fence::Code(None)),
            (
                "{.python .numberLines}",
                Fence::Code(Some("python".to_owned())),
            ),
            ("{r, echo=FALSE}", Fence::Code(Some("r".to_owned()))),
            (
                "{note} Mind this",
                Fence::Admonition("note".to_owned(), Some("Mind this".to_owned()), false),
            ),
            ("{code-block} yaml", Fence::Code(Some("yaml".to_owned()))),
            ("{include} a.txt", Fence::Other("include".to_owned())),
        ] {
            assert_eq!(code(info), expected, "{info}");
        }
        for (info, expected) in [
            (
                "{.callout-tip title=\"X\" collapse=\"true\"}",
                Fence::Admonition("tip".to_owned(), Some("X".to_owned()), true),
            ),
            (
                "info[A title]",
                Fence::Admonition("info".to_owned(), Some("A title".to_owned()), false),
            ),
            (
                "warning",
                Fence::Admonition("warning".to_owned(), None, false),
            ),
            (
                "{note} Why",
                Fence::Admonition("note".to_owned(), Some("Why".to_owned()), false),
            ),
            ("details More", Fence::Details("More".to_owned())),
            ("", Fence::Group),
        ] {
            assert_eq!(colon(info), expected, "{info}");
        }
        assert_eq!(options(":name: x\n:alt: a b\n\nbody").1, 2);
        assert_eq!(options("---\nname: x\n---\nbody").1, 3);
        assert_eq!(options("body: x\n").1, 0);
    }
}
