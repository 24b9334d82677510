//! What is the same on every page is put into a template when it is loaded: `{{ t("Services") }}` becomes `Dienste`,
//! `{{ t("after {time}", time=x) }}` becomes `nach {{ x }}`, and in the place of an `{% include %}` stands the part itself.
//!
//! Takes the texts of all templates and the language of the site, gives the text that is compiled: it gives the same page, for a good
//! part of the work less. It changes nothing that depends on a page, nothing where `t` may be something else than the words of the site,
//! and no part that is more than text, values and conditions. Places in it are not those of the template as it was written: what is
//! wrong with one is told from that.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::language::Language;

/// Parts in parts in parts: no theme is deeper, and one that reads itself would have no end.
const DEEPEST: usize = 8;

/// Tags of parts that know from which file they are read.
const OF_FILES: [&str; 7] = [
    "autoescape",
    "block",
    "call",
    "extends",
    "from",
    "import",
    "macro",
];

/// A comment that says nothing: what stands behind it trims nothing before it, and nothing behind it trims what stands before it.
const BORDER: &str = "{##}";

/// What markup writes otherwise, or what begins something in a template.
const SPECIAL: [char; 9] = ['&', '<', '>', '"', '\'', '#', '%', '\u{fffe}', '\u{ffff}'];

/// What templates are settled with.
pub(super) struct Settling<'a> {
    language: &'a Language,
    /// The texts of all templates by their names.
    templates: &'a BTreeMap<String, String>,
    /// False where some template has a `t` of its own: one that is read sees what those above it have set.
    has_words: bool,
}

impl<'a> Settling<'a> {
    pub(super) fn new(language: &'a Language, templates: &'a BTreeMap<String, String>) -> Self {
        Self {
            language,
            templates,
            has_words: templates.values().all(|text| only_calls(text)),
        }
    }

    /// The template to compile in the place of that one.
    pub(super) fn settle(&self, template: &str) -> String {
        let mut out = String::with_capacity(2 * template.len());
        self.write(template, 0, &mut out);
        out
    }

    fn write(&self, template: &str, depth: usize, out: &mut String) {
        let mut from = 0;
        for code in codes(template) {
            let tag = code.start - 2..code.end + 2;
            let part = self.part(&template[tag.clone()], depth);
            let said = self.said(&template[tag.clone()]);
            if part.is_none() && said.is_none() {
                out.push_str(&template[from..code.start]);
                self.write_code(&template[code.clone()], out);
                from = code.end;
                continue;
            }
            out.push_str(&template[from..tag.start]);
            from = tag.end;
            if let Some(part) = part {
                out.push_str(BORDER);
                self.write(part, depth + 1, out);
                out.push_str(BORDER);
            }
            for piece in said.into_iter().flatten() {
                match piece {
                    Piece::Text(text) => out.push_str(text),
                    Piece::Value(value) => {
                        out.push_str("{{ ");
                        self.write_code(value, out);
                        out.push_str(" }}");
                    }
                }
            }
        }
        out.push_str(&template[from..]);
    }

    /// Code, in which `t("…")` becomes `"…"`.
    fn write_code(&self, code: &str, out: &mut String) {
        let mut from = 0;
        for word in words(code) {
            let is_called = self.has_words && &code[word.clone()] == "t";
            let Some((english, rest)) = is_called.then(|| quoted(&code[word.end..])).flatten()
            else {
                continue;
            };
            let said = self.language.text(english);
            // What has values asks for them.
            if let (Some(rest), false) = (
                rest.strip_prefix(')'),
                said.contains(['{', '\\', '"', '\n']),
            ) {
                out.push_str(&code[from..word.start]);
                out.extend(["\"", said, "\""]);
                from = code.len() - rest.len();
            }
        }
        out.push_str(&code[from..]);
    }

    /// What `{{ t("…", name=value) }}` says, where no more stands in the tag, where the text has those values and where it is plain.
    fn said<'t>(&'t self, tag: &'t str) -> Option<Vec<Piece<'t>>> {
        let call = tag.strip_prefix("{{ t").filter(|_| self.has_words)?;
        let (english, mut rest) = quoted(call)?;
        let mut values = BTreeMap::new();
        while let Some(more) = rest.strip_prefix(", ") {
            let (name, more) = more.split_once('=')?;
            let (value, more) = more.split_at(code_end(more, ",").or_else(|| code_end(more, ")"))?);
            values.insert(name, value);
            rest = more;
        }
        let mut said = self.language.text(english);
        let is_plain = said.trim() == said && !said.is_empty() && !said.contains(SPECIAL);
        if rest != ") }}" || !is_plain || said.contains(char::is_control) {
            return None;
        }
        let (mut pieces, mut used) = (Vec::new(), BTreeSet::new());
        while let Some((before, behind)) = said.split_once('{') {
            let (name, behind) = behind.split_once('}')?;
            pieces.extend([Piece::Text(before), Piece::Value(values.get(name)?)]);
            used.insert(name);
            said = behind;
        }
        pieces.push(Piece::Text(said));
        (used.len() == values.len()).then_some(pieces)
    }

    /// The part that is read there, where the tag says no more than that, and where the part says no more in another file.
    fn part(&self, tag: &str, depth: usize) -> Option<&'a str> {
        let name = tag.strip_prefix("{% include \"")?.strip_suffix("\" %}")?;
        if depth == DEEPEST {
            return None;
        }
        let part = self.templates.get(name)?;
        // As the engine does it.
        let part = part.strip_suffix('\n').unwrap_or(part);
        let part = part.strip_suffix('\r').unwrap_or(part);
        let has_blank_ends = part.starts_with(char::is_whitespace) || part.ends_with([' ', '\t']);
        let is_own = |code: Range<usize>| {
            let tag = part[code].trim_start_matches(['-', '+']).trim_start();
            let end = tag.find(|c: char| !c.is_ascii_alphabetic());
            OF_FILES.contains(&&tag[..end.unwrap_or(tag.len())])
        };
        (!has_blank_ends && !codes(part).into_iter().any(is_own)).then_some(part)
    }
}

/// What is said in a place of a template.
enum Piece<'a> {
    Text(&'a str),
    Value(&'a str),
}

/// The text in `("…"`, and what follows.
fn quoted(call: &str) -> Option<(&str, &str)> {
    let (text, rest) = call.strip_prefix("(\"")?.split_once('"')?;
    // An escaped sign is another one than it seems.
    (!text.contains('\\')).then_some((text, rest))
}

/// True where `t` is nothing but called in a template: a variable of that name would be something else.
fn only_calls(template: &str) -> bool {
    codes(template).into_iter().all(|code| {
        let code = &template[code];
        let mut words = words(code).into_iter();
        words.all(|word| &code[word.clone()] != "t" || code[word.end..].starts_with('('))
    })
}

/// What stands inside the `{{ }}` and `{% %}` of a template; not what is a comment or shown raw.
fn codes(template: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(found) = template[at..].find('{') {
        let inside = at + found + 2;
        let mark = match template.as_bytes().get(inside - 1) {
            Some(b'{') => "}}",
            Some(b'%') => "%}",
            Some(b'#') => {
                let end = template[inside..].find("#}");
                at = end.map_or(template.len(), |end| inside + end + 2);
                continue;
            }
            _ => {
                at = inside - 1;
                continue;
            }
        };
        // What has no end is no template.
        let Some(end) = code_end(&template[inside..], mark).map(|end| inside + end) else {
            break;
        };
        at = end + 2;
        if template[inside..end].trim_matches(['-', '+', ' ']) == "raw" {
            let behind = template[at..].find("endraw");
            at = behind.map_or(template.len(), |behind| at + behind);
        } else {
            out.push(inside..end);
        }
    }
    out
}

/// Where the mark stands that ends the code: in no string and in no brackets.
fn code_end(code: &str, mark: &str) -> Option<usize> {
    let bytes = code.as_bytes();
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        if depth == 0 && bytes[at..].starts_with(mark.as_bytes()) {
            return Some(at);
        }
        match byte {
            b'"' | b'\'' => at = string_end(bytes, at),
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        at += 1;
    }
    None
}

/// Where the string that begins there has its last sign.
fn string_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while at < bytes.len() && bytes[at] != bytes[start] {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    at
}

/// The names in code; not what is in strings, not attributes, not filters.
fn words(code: &str) -> Vec<Range<usize>> {
    let bytes = code.as_bytes();
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80;
    let mut out = Vec::new();
    let mut before = b' ';
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'"' | b'\'' => at = string_end(bytes, at) + 1,
            byte if is_word(byte) => {
                let end = bytes[at..].iter().position(|byte| !is_word(*byte));
                let end = end.map_or(bytes.len(), |length| at + length);
                if !matches!(before, b'.' | b'|') {
                    out.push(at..end);
                }
                (at, before) = (end, byte);
            }
            byte => {
                if !byte.is_ascii_whitespace() {
                    before = byte;
                }
                at += 1;
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Declared;

    /// The template of that name, settled.
    fn settled(templates: &[(&str, &str)], name: &str) -> String {
        let text = "[texts]\n\"Copy\" = \"Kopier\"\n\"A {b}\" = \"A & {b}\"\n\"End\" = \"<Ende>\"\n\"; |joint\" = \"; \"";
        let (declared, problems) = Declared::read(text);
        assert_eq!(problems, []);
        let language = Language::of("nb", &declared);
        let own = |text: &(&str, &str)| (text.0.to_owned(), text.1.to_owned());
        let templates = templates.iter().map(own).collect();
        Settling::new(&language, &templates).settle(&templates[name])
    }

    #[test]
    fn words_that_are_the_same_on_every_page_are_put_in() {
        for (template, expected) in [
            ("<p>{{ t(\"Copy\") }}</p>", "<p>Kopier</p>"),
            ("{{- t(\"Copy\") }}", "{{- \"Kopier\" }}"),
            ("{{ t(\"End\") }}", "{{ \"<Ende>\" }}"),
            ("{{ x|join(t(\"; |joint\")) }}", "{{ x|join(\"; \") }}"),
            (
                "{% if a %}{{ t(\"Copy\") if b else t(\"End\") }}{% endif %}",
                "{% if a %}{{ \"Kopier\" if b else \"<Ende>\" }}{% endif %}",
            ),
            (
                "{{ t(\"{n} of {all}\", all=[a, b]|max, n=f(t(\"End\"), \")\")) }}",
                "{{ f(\"<Ende>\", \")\") }} of {{ [a, b]|max }}",
            ),
            (
                "{% set x = {\"}}\": t(\"Copy\")} %}",
                "{% set x = {\"}}\": \"Kopier\"} %}",
            ),
        ] {
            assert_eq!(settled(&[("a", template)], "a"), expected);
        }
    }

    #[test]
    fn all_else_stays() {
        for template in [
            "{# {{ t(\"Copy\") }} #}",
            "{% raw %}{{ t(\"Copy\") }}{% endraw %}",
            "{{ t(\"Copy\", n=1) }}",
            "{{ t(\"A {b}\") }}{{ t(\"A {b}\", b=1) }}{{ t(\"{a}\", b=1) }}{{ t(\"{a}\", a=1, b=1) }}{{ t(\"{a} <\", a=1) }}",
            "{{ \"t(\" }} t(\"Copy\") {{ x.t(\"Copy\") }}{{ x|t(\"Copy\") }}{{ at(\"Copy\") }}",
            "{{ t(words) }}{{ t(\"Copy\"",
            "{{ \"",
            "{",
            "{% set t = 1 %}{{ t(\"Copy\") }}",
            "{% for t in all %}{{ t(\"Copy\") }}{% endfor %}",
            "{% include \"b\" %}{% include \"a\" if x %}{% include x %}",
        ] {
            assert_eq!(settled(&[("a", template)], "a"), template);
        }
    }

    #[test]
    fn a_part_is_put_where_it_is_read() {
        let page = "<p>{% include \"b\" %}\n</p>";
        let with = |part: &str| settled(&[("a", page), ("b", part)], "a");
        for (part, expected) in [
            (
                "{{ t(\"Copy\") }} {{ x }}\n",
                "<p>{##}Kopier {{ x }}{##}\n</p>",
            ),
            ("{#- Empty -#}\n", "<p>{##}{#- Empty -#}{##}\n</p>"),
            ("", "<p>{##}{##}\n</p>"),
        ] {
            assert_eq!(with(part), expected);
        }
        for part in [
            "\n x",
            "x ",
            "{% macro x() %}{% endmacro %}",
            "{%- extends \"c\" %}",
        ] {
            assert_eq!(with(part), page, "{part}");
        }
        let endless = with("{% include \"b\" %}x");
        assert_eq!(endless.matches('x').count(), DEEPEST);
    }
}
