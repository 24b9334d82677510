//! What templates can do beside `MiniJinja`'s own filters: few, small, documented here.
//!
//! | name | does | example |
//! |---|---|---|
//! | `json` | the value as JSON, safe inside HTML | `{{ page.title\|json }}` |
//!
//! The writer differs from `MiniJinja`'s in two things: `/` stays as it is (addresses remain readable), and a value that is
//! none is a fault and not the word "none" on somebody's page.

use std::sync::LazyLock;

use memchr_n::MemchrN;
use minijinja::value::{Value, ValueKind};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Output, State};

/// What is said of a value that is none where one must be written.
pub(super) const NONE: &str = "this value is none here";

/// Gives an environment our filters, our rule for what is escaped, and our writer.
pub fn install(environment: &mut Environment<'_>) {
    environment.add_filter("json", minijinja::filters::tojson);
    environment.add_filter("escape", escape);
    environment.add_filter("e", escape);
    environment.set_auto_escape_callback(escapes);
    environment.set_formatter(write_value);
}

/// Templates of markup are escaped, all others (`robots.txt`) are not.
pub(super) fn escapes(name: &str) -> AutoEscape {
    match name.rsplit_once('.').map(|(_, suffix)| suffix) {
        Some("html" | "htm" | "xhtml" | "xml" | "svg" | "atom" | "rss" | "opml") => {
            AutoEscape::Html
        }
        Some("json") => AutoEscape::Json,
        _ => AutoEscape::None,
    }
}

/// The filter by hand; text that is safe already stays.
fn escape(value: &Value) -> Value {
    if value.is_safe() {
        return value.clone();
    }
    let mut text = String::new();
    escape_into(&mut text, &value.to_string());
    Value::from_safe_string(text)
}

/// Writes a value into a page.
fn write_value(
    out: &mut Output<'_>,
    state: &mut State<'_, '_>,
    value: &Value,
) -> Result<(), Error> {
    if value.is_none() && !matches!(state.auto_escape(), AutoEscape::Json) {
        return Err(Error::new(ErrorKind::InvalidOperation, NONE));
    }
    if value.is_safe() || !matches!(state.auto_escape(), AutoEscape::Html) {
        return minijinja::escape_formatter(out, state, value);
    }
    match (value.as_str(), value.kind()) {
        (Some(text), _) => escape_into(out, text),
        (None, ValueKind::Number) => write!(out, "{value}")?,
        (None, _) => escape_into(out, &value.to_string()),
    }
    Ok(())
}

/// Writes text so that it is text inside markup and inside quoted attributes. Characters that XML forbids are left out.
pub(super) fn escape_into(out: &mut impl std::fmt::Write, text: &str) {
    let bytes = text.as_bytes();
    // Most texts are names and addresses: in so few bytes one by one are looked at sooner than many at once.
    if bytes.len() < FEW && !bytes.iter().any(|byte| IS_SPECIAL[usize::from(*byte)]) {
        let _ = out.write_str(text);
        return;
    }
    let mut written = 0;
    for at in SPECIAL.iter(bytes) {
        let mut length = 1;
        let entity = match bytes[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            // U+FFFE and U+FFFF: no characters, says XML.
            0xef if matches!(bytes.get(at + 1..at + 3), Some([0xbf, 0xbe | 0xbf])) => {
                length = 3;
                ""
            }
            0x20.. => continue,
            _ => "",
        };
        // Every byte above is a character of its own, or the first of one that is left out whole: both ends are borders.
        let _ = out.write_str(&text[written..at]);
        let _ = out.write_str(entity);
        written = at + length;
    }
    let _ = out.write_str(&text[written..]);
}

/// So many bytes are few.
const FEW: usize = 64;

/// The bytes that may not be written as they are, and the first of characters that may not.
const fn is_special(byte: u8) -> bool {
    match byte {
        b'\t' | b'\n' | b'\r' => false,
        0..0x20 | b'&' | b'<' | b'>' | b'"' | b'\'' | 0xef => true,
        _ => false,
    }
}

/// The same as a table.
static IS_SPECIAL: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte: u8 = 0;
    loop {
        table[byte as usize] = is_special(byte);
        if byte == u8::MAX {
            break table;
        }
        byte += 1;
    }
};

/// The same as a search.
static SPECIAL: LazyLock<MemchrN> = LazyLock::new(|| {
    let bytes: Vec<u8> = (0..=u8::MAX).filter(|byte| is_special(*byte)).collect();
    MemchrN::new(&bytes)
});

#[cfg(test)]
mod tests {
    use super::*;

    fn render(name: &str, template: &str, value: Value) -> Result<String, Error> {
        let mut environment = Environment::new();
        install(&mut environment);
        environment.render_named_str(name, template, minijinja::context! { value })
    }

    #[test]
    fn text_is_escaped_where_markup_is_written() {
        for (name, value, expected) in [
            (
                "a.html",
                "a/b <i> & \"c\" 'd'",
                "a/b &lt;i&gt; &amp; &quot;c&quot; &#39;d&#39;",
            ),
            ("a.svg", "<é>", "&lt;é&gt;"),
            ("a.xml", "bell\u{7}", "bell"),
            ("a.xml", "\u{fffe}no\u{ffff}\u{fffd}\u{ffff}", "no\u{fffd}"),
            ("a.txt", "<é>", "<é>"),
        ] {
            assert_eq!(
                render(name, "{{ value }}", value.into()).unwrap(),
                expected,
                "{name}"
            );
        }
        let safe = Value::from_safe_string("<b>".to_owned());
        assert_eq!(render("a.html", "{{ value }}", safe).unwrap(), "<b>");
    }

    #[test]
    fn none_never_reaches_a_page() {
        assert!(render("a.html", "{{ value }}", Value::from(())).is_err());
    }
}
