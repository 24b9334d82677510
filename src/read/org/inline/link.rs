//! Links: `[[target][words]]`, `[[target]]`, `<https://…>`, addresses in running words; and images, which are links to pictures
//! without words.

use std::ops::Range;

use super::super::link;
use super::super::resolve::Pending;
use super::address::free;
use super::{Reading, Scan, Words};
use crate::document::{By, Image, Inline, InlineKind, anchor};
use crate::source::Span;

/// Endings of pictures.
const PICTURES: &[&str] = &["avif", "gif", "jpeg", "jpg", "png", "svg", "webp"];

impl Reading<'_> {
    /// `[[target][words]]`.
    pub(super) fn bracket_link(
        &mut self,
        words: &Words<'_>,
        scan: &mut Scan,
        at: usize,
    ) -> Option<usize> {
        let end = scan.range.end;
        let bytes = &words.text.as_bytes()[..end];
        let start = at + 2;
        let mut close = start;
        loop {
            match bytes.get(close)? {
                b'\\' if matches!(bytes.get(close + 1), Some(b'[' | b']' | b'\\')) => close += 2,
                b'[' => return None,
                b']' => break,
                _ => close += 1,
            }
        }
        let written = words.text.get(start..close)?;
        if written.trim().is_empty() {
            return None;
        }
        let (description, range) = match bytes.get(close + 1)? {
            b']' => (None, at..close + 2),
            b'[' => {
                let from = close + 2;
                let mut to = words.next("]]", from).filter(|to| to + 2 <= end)?;
                let text = &words.text[from..to];
                // A bracket in the words may close right before those of the link.
                let opened = text.matches('[').count();
                if bytes.get(to + 2) == Some(&b']') && opened > text.matches(']').count() {
                    to += 1;
                }
                if words.text[from..to].trim().is_empty() {
                    return None;
                }
                (Some(from..to), at..to + 2)
            }
            _ => return None,
        };
        let target = unescaped(written);
        let nodes = self.link(words, scan, &target, description, range.clone());
        scan.put(words, range.clone(), nodes);
        Some(range.end)
    }

    /// `<https://…>`.
    pub(super) fn angle_link(
        &mut self,
        words: &Words<'_>,
        scan: &mut Scan,
        at: usize,
    ) -> Option<usize> {
        let rest = &words.text[at + 1..scan.range.end];
        let length = rest.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>'))?;
        let target = &rest[..length];
        if !rest[length..].starts_with('>') || scheme(target).is_none() {
            return None;
        }
        let range = at..at + length + 2;
        let target = target.to_owned();
        let nodes = self.link(words, scan, &target, None, range.clone());
        scan.put(words, range.clone(), nodes);
        Some(range.end)
    }

    /// An address in running words, at the colon behind its scheme.
    pub(super) fn bare_address(
        &mut self,
        words: &Words<'_>,
        scan: &mut Scan,
        colon: usize,
    ) -> Option<usize> {
        if self.in_link {
            return None;
        }
        let (start, end) = free(words.text, scan.from, colon, scan.range.end)?;
        let target = words.text[start..end].to_owned();
        let nodes = self.link(words, scan, &target, None, start..end);
        scan.put(words, start..end, nodes);
        Some(end)
    }

    /// A link to a target, or the picture that it is.
    fn link(
        &mut self,
        words: &Words<'_>,
        scan: &Scan,
        target: &str,
        description: Option<Range<usize>>,
        range: Range<usize>,
    ) -> Vec<Inline> {
        let place = words.span(range.clone());
        let target = self.unabbreviated(target);
        let content = description.map(|range| self.description(words, scan, range));
        let leads = lead(&target);
        if self.in_link {
            // A link in the words of another gives its own words.
            return content.unwrap_or_else(|| vec![Inline::text(place, target)]);
        }
        let (target, shown, is_file) = match leads {
            Lead::Pending(pending) => {
                return vec![self.pending(pending, place, content.unwrap_or_default())];
            }
            Lead::Nowhere => return vec![Inline::text(place, &words.text[range])],
            Lead::To {
                target,
                shown,
                is_file,
            } => (target, shown, is_file),
        };
        vec![match content {
            Some(content) => link(target, By::Path, false, content, place),
            None if is_picture(&target) => picture(target, place),
            None => {
                let shown = vec![Inline::text(place, shown)];
                link(target, By::Path, is_file, shown, place)
            }
        }]
    }

    /// The words of a link: an address of a picture stands for it.
    fn description(&mut self, words: &Words<'_>, scan: &Scan, range: Range<usize>) -> Vec<Inline> {
        let text = words.text[range.clone()].trim();
        let is_alone = !text.contains(char::is_whitespace) && scheme(text).is_some();
        if is_alone
            && let Lead::To { target, .. } = lead(text)
            && is_picture(&target)
        {
            return vec![picture(target, words.span(range))];
        }
        let before = std::mem::replace(&mut self.in_link, true);
        let content = self.scan(words, range, scan.depth + 1);
        self.in_link = before;
        content
    }

    /// A target whose short form `#+LINK:` defines, at length.
    fn unabbreviated(&self, target: &str) -> String {
        let Some((name, rest)) = target.split_once(':') else {
            return target.to_owned();
        };
        match self.settings.links.get(name) {
            Some(address) if address.contains("%s") => address.replacen("%s", rest, 1),
            Some(address) if address.contains("%h") => {
                address.replacen("%h", &rest.replace(' ', "%20"), 1)
            }
            Some(address) => format!("{address}{rest}"),
            None => target.to_owned(),
        }
    }
}

/// Where a target leads.
enum Lead {
    /// There.
    To {
        target: String,
        shown: String,
        is_file: bool,
    },
    /// That is known when all of the text is read.
    Pending(Pending),
    /// To no place that a page has.
    Nowhere,
}

fn lead(target: &str) -> Lead {
    let to = |target: &str| Lead::To {
        target: target.to_owned(),
        shown: target.to_owned(),
        is_file: false,
    };
    if let Some(id) = target.strip_prefix('#') {
        return Lead::Pending(Pending::Custom(id.to_owned()));
    }
    if let Some(title) = target.strip_prefix('*') {
        return Lead::Pending(Pending::Headline(title.trim().to_owned()));
    }
    if target.starts_with('(') && target.ends_with(')') {
        return Lead::Nowhere;
    }
    let is_path = ["./", "../", "/", "~/"]
        .iter()
        .any(|start| target.starts_with(start));
    if is_path {
        return file(target, target);
    }
    match scheme(target) {
        Some(("file" | "attachment" | "file+sys" | "file+emacs", path)) => file(path, target),
        Some(("id", id)) => {
            let id = id.split("::").next().unwrap_or(id);
            Lead::Pending(Pending::Id(id.to_owned()))
        }
        Some(("doi", number)) => Lead::To {
            target: format!("https://doi.org/{number}"),
            shown: target.to_owned(),
            is_file: false,
        },
        Some(_) => to(target),
        None if is_picture(target) && !target.contains(' ') => file(target, target),
        None => Lead::Pending(Pending::Name(target.to_owned())),
    }
}

/// A file, and the place in it that is looked for behind `::`.
fn file(path: &str, written: &str) -> Lead {
    let (path, place) = path.split_once("::").unwrap_or((path, ""));
    let place = match place.as_bytes().first() {
        Some(b'*') => format!("#{}", anchor::slug(&place[1..])),
        Some(b'#') => place.to_owned(),
        _ => String::new(),
    };
    // What stands elsewhere on somebody's disk is no file of the archive.
    let is_elsewhere =
        path.starts_with("~/") || path.starts_with("//") || path.starts_with("/ssh:");
    if is_elsewhere {
        return Lead::To {
            target: if written.starts_with("file:") {
                written.to_owned()
            } else {
                format!("file:{written}")
            },
            shown: path.to_owned(),
            is_file: false,
        };
    }
    Lead::To {
        target: format!("{path}{place}"),
        shown: path.to_owned(),
        is_file: true,
    }
}

/// The scheme of an address, and what stands behind its colon.
fn scheme(target: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = target.split_once(':')?;
    let is_scheme = scheme.len() >= 2
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
    let is_address =
        !rest.is_empty() && !rest.starts_with(char::is_whitespace) && !rest.starts_with(':');
    (is_scheme && is_address).then_some((scheme, rest))
}

fn is_picture(target: &str) -> bool {
    let path = target.split(['?', '#']).next().unwrap_or(target);
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    PICTURES
        .iter()
        .any(|known| known.eq_ignore_ascii_case(ending))
}

fn picture(source: String, span: Span) -> Inline {
    let image = Image {
        source: source.into(),
        title: None,
        alt: "".into(),
    };
    Inline::new(span, InlineKind::Image(Box::new(image)))
}

/// A target without the backslashes that keep its brackets from being markup, on one line.
fn unescaped(written: &str) -> String {
    let mut out = String::with_capacity(written.len());
    let mut signs = written.trim().chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '\\' if matches!(signs.peek(), Some('[' | ']' | '\\')) => {
                out.extend(signs.next());
            }
            sign if sign.is_whitespace() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            sign => out.push(sign),
        }
    }
    out
}
