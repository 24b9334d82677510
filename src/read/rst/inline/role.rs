//! What words in backquotes are by their role: docutils' roles, Sphinx's, and those the text defines.

use super::{Piece, unescaped};
use crate::document::{By, Inline, InlineKind, Link, Style, anchor};
use crate::read::rst::{Pending, Reading};
use crate::source::Span;

/// What a role makes of its words.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::read::rst) enum Role {
    /// They are set so.
    Styled(Style),
    /// They are literal.
    Code,
    /// They are mathematics.
    Math,
    /// They stay as they are.
    Words,
    /// They are markup of HTML.
    RawHtml,
    /// They are for another writer than that of HTML, and are not shown.
    RawOther,
    /// They name a proposal or a standard by its number.
    Number(&'static str),
    /// They name a document.
    Document,
    /// They name a place, here or elsewhere by it.
    Label(By),
    /// They name a place that has a number elsewhere.
    Numbered,
    /// They are a term of a glossary.
    Term,
    /// They are the path of a file.
    Download,
    /// They name a thing of a programming language.
    Object,
    /// They are literal, with what is to be put in between braces.
    Sample,
    /// They are words of a user interface.
    Interface,
    /// They are for the index of a book.
    Index,
    /// Nobody knows.
    Unknown,
}

/// What a role is without a text's own definitions.
fn standard(name: &str) -> Role {
    match name {
        "emphasis" | "title-reference" | "title" | "t" | "dfn" | "mailheader" | "mimetype"
        | "newsgroup" => Role::Styled(Style::Emphasis),
        "strong" | "command" | "program" => Role::Styled(Style::Strong),
        "subscript" | "sub" => Role::Styled(Style::Subscript),
        "superscript" | "sup" => Role::Styled(Style::Superscript),
        "kbd" => Role::Styled(Style::Keyboard),
        "literal" | "code" | "file" | "option" | "envvar" | "regexp" | "makevar" | "token"
        | "keyword" | "confval" => Role::Code,
        "samp" => Role::Sample,
        "math" => Role::Math,
        "abbreviation" | "ab" | "acronym" | "ac" | "abbr" | "manpage" | "eq" => Role::Words,
        "guilabel" | "menuselection" => Role::Interface,
        "pep-reference" | "pep" => Role::Number("PEP"),
        "rfc-reference" | "rfc" => Role::Number("RFC"),
        "doc" => Role::Document,
        "ref" => Role::Label(By::Label),
        "numref" => Role::Numbered,
        "any" => Role::Label(By::Name),
        "term" => Role::Term,
        "download" => Role::Download,
        "index" => Role::Index,
        "func" | "class" | "meth" | "mod" | "attr" | "exc" | "data" | "const" | "obj" => {
            Role::Object
        }
        name if name.starts_with("std:") => standard(&name["std:".len()..]),
        name if is_of_domain(name) => Role::Object,
        _ => Role::Unknown,
    }
}

/// True for a role of one of Sphinx's languages: `py:class`.
fn is_of_domain(name: &str) -> bool {
    let domain = name.split_once(':').map_or("", |(domain, _)| domain);
    matches!(domain, "py" | "c" | "cpp" | "js" | "rst" | "rust" | "go")
}

impl Reading<'_> {
    /// The role of that name.
    pub(in crate::read::rst) fn role_of(&self, name: Option<&str>) -> Role {
        match name {
            None => self
                .default_role
                .clone()
                .unwrap_or(Role::Styled(Style::Emphasis)),
            Some(name) => {
                let name = name.to_lowercase();
                let own = self.roles.get(&name).cloned();
                own.unwrap_or_else(|| standard(&name))
            }
        }
    }

    /// Words in a role. They are escaped; `source` is the whole construct, which stands at `span`, the words at `content`.
    pub(super) fn role(
        &mut self,
        name: Option<&str>,
        words: &str,
        source: &str,
        span: Span,
        content: Span,
    ) -> Vec<Piece> {
        let text = unescaped(words);
        let one = |kind| vec![Piece::Inline(Inline::new(span, kind))];
        let inner = |text: String| {
            if text.is_empty() {
                Vec::new()
            } else {
                vec![Inline::text(content, text)]
            }
        };
        match self.role_of(name) {
            Role::Styled(style) => one(InlineKind::Styled(style, inner(text))),
            Role::Code => one(InlineKind::Code(literal(words).into())),
            Role::Math => one(InlineKind::Math(literal(words).into())),
            Role::Words => inner(text).into_iter().map(Piece::Inline).collect(),
            Role::RawHtml => vec![Piece::Raw(literal(words), span)],
            Role::RawOther => {
                self.note_left_out("markup for another writer than that of HTML", span);
                one(InlineKind::Comment(literal(words).into()))
            }
            Role::Number(series) => match number(series, &text) {
                Some((shown, target)) => {
                    one(link(target, By::Path, vec![Inline::text(content, shown)]))
                }
                None => inner(text).into_iter().map(Piece::Inline).collect(),
            },
            Role::Document => {
                let (shown, target) = titled(&text);
                let words = shown.unwrap_or(target).to_owned();
                one(InlineKind::Link(Box::new(Link {
                    target: target.into(),
                    title: None,
                    by: By::Name,
                    bare: shown.is_none(),
                    content: inner(words),
                })))
            }
            role @ (Role::Label(_) | Role::Numbered) => {
                let (shown, target) = titled(&text);
                let (by, shown) = match role {
                    Role::Label(by) => (by, shown),
                    _ => (By::Label, shown.filter(|words| !waits_for_number(words))),
                };
                let pending = Pending::Label(target.to_owned(), by, shown.is_some());
                let shown = shown.unwrap_or(target).to_owned();
                let inline = self.pending(pending, span, inner(shown));
                vec![Piece::Inline(inline)]
            }
            Role::Term => {
                let (shown, term) = titled(&text);
                let name = format!("{}{term}", anchor::TERM);
                let pending = Pending::Label(name, By::Label, true);
                let shown = shown.unwrap_or(term).to_owned();
                let inline = self.pending(pending, span, inner(shown));
                vec![Piece::Inline(inline)]
            }
            Role::Download => {
                let (shown, target) = titled(&text);
                let shown = shown.unwrap_or(target).to_owned();
                one(link(target.to_owned(), By::Path, inner(shown)))
            }
            Role::Object => {
                let (shown, target) = titled(&text);
                let short = match target.strip_prefix('~') {
                    Some(path) => path.rsplit('.').next().unwrap_or(path),
                    None => target.trim_start_matches('!'),
                };
                one(InlineKind::Code(shown.unwrap_or(short).into()))
            }
            Role::Sample => one(InlineKind::Code(text.replace(['{', '}'], "").into())),
            Role::Interface => {
                let text = text.replace("-->", "\u{2023}").replace('&', "");
                one(InlineKind::Styled(Style::Strong, inner(text)))
            }
            Role::Index => {
                let (shown, _) = titled(&text);
                let shown = shown.unwrap_or(&text).to_owned();
                inner(shown).into_iter().map(Piece::Inline).collect()
            }
            Role::Unknown => {
                let name = name.unwrap_or("");
                self.note_kept(&format!("the role `{name}`"), span);
                one(InlineKind::Code(source.replace('\0', "\\").into()))
            }
        }
    }
}

/// True for words as `Figure %s`, to be filled with a number or a caption, which places have not here.
fn waits_for_number(words: &str) -> bool {
    ["%s", "{number}", "{name}"]
        .iter()
        .any(|open| words.contains(open))
}

/// Escaped words as they were written.
fn literal(words: &str) -> String {
    words.replace('\0', "\\")
}

fn link(target: String, by: By, content: Vec<Inline>) -> InlineKind {
    InlineKind::Link(Box::new(Link {
        target: target.into(),
        title: None,
        by,
        bare: false,
        content,
    }))
}

/// `words <target>`, or the target alone.
fn titled(text: &str) -> (Option<&str>, &str) {
    match text
        .strip_suffix('>')
        .and_then(|text| text.rsplit_once('<'))
    {
        Some((shown, target)) if !shown.trim().is_empty() => (Some(shown.trim()), target.trim()),
        Some((_, target)) => (None, target.trim()),
        None => (None, text.trim().trim_start_matches('!')),
    }
}

/// What is shown for a number of a series, and its address.
fn number(series: &str, text: &str) -> Option<(String, String)> {
    let (shown, number) = titled(text);
    let (number, anchor) = number.split_once('#').unwrap_or((number, ""));
    let value: u32 = number.trim().parse().ok()?;
    let mut target = if series == "PEP" {
        format!("https://peps.python.org/pep-{value:04}")
    } else {
        format!("https://tools.ietf.org/html/rfc{value}.html")
    };
    if !anchor.is_empty() {
        target = format!("{target}#{anchor}");
    }
    let shown = shown.map_or_else(|| format!("{series} {}", number.trim()), str::to_owned);
    Some((shown, target))
}
