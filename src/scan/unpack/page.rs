//! cgit's page of a patch as the lines of the patch.
//!
//! Takes the markup, gives its text from the first `diff --git` on with the way back. cgit writes each line of a patch as a box, and
//! the lines of a head with breaks between them; so a line ends where a box or a row starts or ends. Every other tag is passed
//! over. It reads no HTML but this.

use super::origin::{Flat, Piece};

/// Elements whose tags end a line.
const ENDS_LINE: &[&str] = &["br", "div", "table", "td", "tr"];

/// The longest reference to a character that is looked for.
const LONGEST: usize = 10;

/// True for a page that cgit made of a patch.
pub(in crate::scan) fn is_page(text: &str) -> bool {
    let holds = |words: &str| memchr::memmem::find(text.as_bytes(), words.as_bytes()).is_some();
    holds("diff --git ")
        && (holds("id='cgit'") || holds("id=\"cgit\""))
        && (holds("<div class='head'>") || holds("<div class=\"head\">"))
}

/// The lines of the patch on such a page.
pub(super) fn flat(page: &str) -> Flat<'static> {
    let mut out = Lines {
        text: String::new(),
        pieces: Vec::new(),
    };
    let mut at = memchr::memmem::find(page.as_bytes(), b"diff --git ").unwrap_or(page.len());
    while let Some(length) = page
        .get(at..)
        .map(|rest| memchr::memchr3(b'<', b'&', b'\n', rest.as_bytes()).unwrap_or(rest.len()))
    {
        out.push(&page[at..at + length], at);
        at += length;
        let rest = &page[at..];
        if let Some(after) = rest.strip_prefix('<') {
            let name: &str = after.trim_start_matches('/');
            let name = &name[..name.bytes().take_while(u8::is_ascii_alphabetic).count()];
            if ENDS_LINE.contains(&name) {
                out.end_line(at);
            }
            // A tag without an end is the end of the page.
            at += memchr::memchr(b'>', rest.as_bytes()).map_or(rest.len(), |end| end + 1);
        } else if rest.starts_with('\n') {
            out.end_line(at);
            at += 1;
        } else if let Some((sign, length)) = reference(rest) {
            out.push(sign.encode_utf8(&mut [0; 4]), at);
            at += length;
        } else if rest.is_empty() {
            break;
        } else {
            out.push("&", at);
            at += 1;
        }
    }
    out.end_line(page.len());
    Flat {
        text: out.text.into(),
        pieces: out.pieces,
    }
}

struct Lines {
    text: String,
    pieces: Vec<Piece>,
}

impl Lines {
    fn push(&mut self, words: &str, at: usize) {
        if !words.is_empty() {
            self.pieces.push(Piece::new(self.text.len(), at));
            self.text.push_str(words);
        }
    }

    /// Ends a line that has words: no line of a patch is empty.
    fn end_line(&mut self, at: usize) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.push("\n", at);
        }
    }
}

/// A character written by its name or number, and how many bytes that took.
fn reference(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let name = text.get(1..end)?;
    let sign = match name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => number.parse(),
            };
            let sign = char::from_u32(code.ok()?)?;
            // A line stays a line.
            if sign.is_control() && sign != '\t' {
                ' '
            } else {
                sign
            }
        }
    };
    Some((sign, end + 1))
}
