//! What a colon belongs to: an address, or a macro such as `link:a[b]`, `image:a.png[]`, `footnote:[words]`, `kbd:[F1]`.

use std::ops::Range;

use super::address::{self, LONGEST};
use super::character::is_word;
use super::link::{is_document, to_place, trimmed};
use super::run::{Found, Run};
use super::{Inside, Words};
use crate::document::{Inline, InlineKind, Style};
use crate::read::asciidoc::Reading;
use crate::read::asciidoc::attributes_of_blocks::BlockAttributes;

/// A macro in its words.
struct Call<'c> {
    name: &'c str,
    /// Where its name begins.
    start: usize,
    target: Range<usize>,
    brackets: Range<usize>,
    /// Behind the closing bracket.
    end: usize,
}

impl Reading<'_> {
    /// What the colon at a byte belongs to.
    pub(super) fn named(&mut self, run: &mut Run<'_>, at: usize, inside: Inside) -> Option<Found> {
        let words = run.words;
        let all = words.all();
        if let Some(start) = address::scheme(all, run.from, at) {
            return self.address(run, start, at, inside);
        }
        let before = &all.as_bytes()[run.from..at];
        let length = before
            .iter()
            .rev()
            .take(LONGEST)
            .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
            .count();
        let start = at - length;
        let name = &all[start..at];
        let is_free = !all[..start].chars().next_back().is_some_and(is_word);
        if length < 2 || !is_free || !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let target = at + 1;
        let rest = &all[target..run.end];
        let open = run.stop(target)?;
        let is_call = all[open..].starts_with('[') && !rest.starts_with(':');
        let close = words
            .brackets
            .close(open)
            .filter(|close| is_call && *close < run.end)?;
        let call = Call {
            name,
            start,
            target: target..open,
            brackets: open + 1..close,
            end: close + 1,
        };
        if all[..start].ends_with('\\') && start > run.from {
            if !is_known(name) {
                return None;
            }
            run.push_words(start - 1);
            run.take(start);
            return Some(Found::Skipped(target));
        }
        self.call(run, &call, inside)
    }

    fn call(&mut self, run: &mut Run<'_>, call: &Call<'_>, inside: Inside) -> Option<Found> {
        let words = run.words;
        let span = words.span(call.start..call.end);
        let target = words.plain(call.target.clone());
        let content = || words.plain(call.brackets.clone());
        let taken = Some(Found::Taken(call.end));
        let inline = match (call.name, &*target) {
            ("link", _) if !target.is_empty() => {
                let own = self.link_content(words, call.brackets.clone(), inside);
                match own {
                    Some(own) => Inline::link(span, target, own),
                    None => to_place(target, None, span),
                }
            }
            ("mailto", _) if !target.is_empty() => {
                let own = self.link_content(words, call.brackets.clone(), inside);
                let own = own.unwrap_or_else(|| vec![Inline::text(span, &*target)]);
                Inline::link(span, format!("mailto:{target}"), own)
            }
            ("xref", _) if !target.is_empty() => {
                let own = self.link_content(words, call.brackets.clone(), inside);
                let is_path = target.contains(['#', '/', ':']) || is_document(&target);
                let target = if is_path {
                    target
                } else {
                    format!("#{target}")
                };
                to_place(target, own, span)
            }
            ("image", _) if !target.is_empty() => {
                let own = BlockAttributes::of_macro(&content());
                self.picture(&target, &own, &BlockAttributes::default(), span)
            }
            ("icon", _) if !target.is_empty() => {
                let own = BlockAttributes::of_macro(&content());
                let shown = own
                    .named("alt")
                    .or_else(|| own.named("title"))
                    .unwrap_or(&target);
                Inline::text(span, format!("[{shown}]"))
            }
            ("kbd", "") => return Self::keys(run, call, &content()),
            ("btn", "") => strong(&content(), span),
            ("menu", _) if !target.is_empty() => {
                let parts = content();
                let parts = parts
                    .split('>')
                    .map(str::trim)
                    .filter(|part| !part.is_empty());
                let all: Vec<&str> = [&*target].into_iter().chain(parts).collect();
                strong(&all.join(" \u{203a} "), span)
            }
            ("footnote", _) => {
                let own = trimmed(words.all(), call.brackets.clone());
                let own = (!own.is_empty()).then(|| self.link_free(words, own, inside));
                match self.footnote(&target, own, span) {
                    Some(reference) => reference,
                    None => {
                        let help = "write the words of the footnote where it is named first";
                        let message = format!("there is no footnote `{target}`");
                        self.warn("undefined-name", message, span, help);
                        return None;
                    }
                }
            }
            ("footnoteref", "") => {
                let (name, own) = match words.all()[call.brackets.clone()].find(',') {
                    Some(comma) => {
                        let comma = call.brackets.start + comma;
                        (
                            call.brackets.start..comma,
                            Some(comma + 1..call.brackets.end),
                        )
                    }
                    None => (call.brackets.clone(), None),
                };
                let own = own.map(|own| self.link_free(words, trimmed(words.all(), own), inside));
                self.footnote(words.plain(name).trim(), own, span)?
            }
            ("anchor", _) if !target.is_empty() => {
                Inline::new(span, InlineKind::Anchor(target.into()))
            }
            ("indexterm2", "") => {
                run.push_words(call.start);
                let content = self.link_free(words, call.brackets.clone(), inside);
                run.extend(content);
                return taken;
            }
            ("indexterm", "") => Inline::new(span, InlineKind::Comment(content().into())),
            (name, _) => {
                // In words any colon may stand before brackets; a macro is written without a blank and in small letters.
                let is_macro = name
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte == b'-')
                    && name.len() > 2;
                if is_macro && !inside.link {
                    self.note_kept(&format!("the macro `{name}`"), span);
                }
                return None;
            }
        };
        run.push_words(call.start);
        run.push(inline);
        taken
    }

    /// Words that are no link's.
    fn link_free(&mut self, words: &Words<'_>, range: Range<usize>, inside: Inside) -> Vec<Inline> {
        let depth = inside.depth + 1;
        let link = false;
        self.part(
            words,
            range,
            Inside {
                link,
                depth,
                ..inside
            },
        )
    }

    /// Keys of a keyboard: `Ctrl+C`.
    fn keys(run: &mut Run<'_>, call: &Call<'_>, content: &str) -> Option<Found> {
        let span = run.words.span(call.start..call.end);
        let content = content.trim();
        if content.is_empty() {
            return None;
        }
        run.push_words(call.start);
        let sign = if content.contains(',') { ',' } else { '+' };
        let keys: Vec<&str> = content.split(sign).map(str::trim).collect();
        let is_sign = keys.iter().all(|key| key.is_empty());
        let keys = if is_sign { vec![content] } else { keys };
        for (number, key) in keys.into_iter().enumerate() {
            if number > 0 {
                run.push(Inline::text(span, "+"));
            }
            // A sign that parts keys may be a key.
            let key = if key.is_empty() { "+" } else { key };
            let key = vec![Inline::text(span, key)];
            run.push(Inline::new(span, InlineKind::Styled(Style::Keyboard, key)));
        }
        Some(Found::Taken(call.end))
    }

    /// An address whose scheme begins at a byte and ends at that colon.
    fn address(
        &mut self,
        run: &mut Run<'_>,
        start: usize,
        colon: usize,
        inside: Inside,
    ) -> Option<Found> {
        let words = run.words;
        let all = words.all();
        let behind = colon + 3;
        if start > run.from && all[..start].ends_with('\\') {
            run.push_words(start - 1);
            run.take(start);
            return Some(Found::Skipped(
                address::bare(all, behind, run.end).max(behind),
            ));
        }
        // `link:https://…` is a macro whose target has a colon too.
        let is_macro = start >= run.from + 5 && all[..start].ends_with("link:");
        if inside.link {
            return None;
        }
        if let Some(open) = address::before_brackets(all, behind, run.end)
            && open > behind
            && let Some(close) = words.brackets.close(open).filter(|close| *close < run.end)
        {
            let begin = if is_macro { start - 5 } else { start };
            let target = words.plain(start..open);
            let content = self.link_content(words, open + 1..close, inside);
            let span = words.span(begin..close + 1);
            run.push_words(begin);
            let content = content.unwrap_or_else(|| vec![Inline::text(span, &*target)]);
            run.push(Inline::link(span, target, content));
            return Some(Found::Taken(close + 1));
        }
        let end = address::bare(all, behind, run.end);
        if end <= behind {
            return None;
        }
        let target = words.plain(start..end);
        let is_angled =
            start > run.from && all[..start].ends_with('<') && all[end..run.end].starts_with('>');
        let span = words.span(start..end);
        run.push_words(start - usize::from(is_angled));
        run.take(start);
        let content = vec![Inline::text(span, &*target)];
        run.push(Inline::link(span, target, content));
        Some(Found::Taken(end + usize::from(is_angled)))
    }
}

/// True for a macro that means something here.
fn is_known(name: &str) -> bool {
    matches!(
        name,
        "link"
            | "mailto"
            | "xref"
            | "image"
            | "icon"
            | "kbd"
            | "btn"
            | "menu"
            | "footnote"
            | "footnoteref"
            | "anchor"
            | "indexterm"
            | "indexterm2"
    )
}

fn strong(words: &str, span: crate::source::Span) -> Inline {
    let words = vec![Inline::text(span, words.trim())];
    Inline::new(span, InlineKind::Styled(Style::Strong, words))
}
