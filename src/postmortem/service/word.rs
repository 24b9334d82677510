//! The words of a line, with what their neighbourhood tells: whether they are code, begin a sentence, are parted from the next.
//!
//! Takes a line in which code stands between backticks, gives its words in order. It knows no meaning.

use std::borrow::Cow;
use std::ops::Range;

use super::lexicon::{Lexicon, Sense};

/// One word.
#[derive(Debug, Clone)]
pub(super) struct Word<'a> {
    /// As written, without the marks around it and without a possessive `'s`.
    pub(super) text: &'a str,
    /// The same in lower case.
    pub(super) lower: Cow<'a, str>,
    /// What it may mean.
    senses: Sense,
    /// What all words may mean.
    pub(super) lexicon: &'a Lexicon,
    /// Where it stands in its line.
    pub(super) range: Range<usize>,
    /// True for code of one word.
    pub(super) is_code: bool,
    /// True where it begins a sentence or a line.
    pub(super) begins: bool,
    /// True where a mark parts it from the word before: a bracket, a comma, a colon.
    pub(super) is_parted: bool,
    /// True where a bracket opens right before it.
    pub(super) is_bracketed: bool,
}

impl<'a> Word<'a> {
    fn new(text: &'a str, start: usize, lexicon: &'a Lexicon) -> Self {
        let is_small = text
            .bytes()
            .all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
        let lower = if is_small {
            Cow::Borrowed(text)
        } else {
            Cow::Owned(text.to_lowercase())
        };
        Self {
            text,
            senses: lexicon.senses(&lower),
            lexicon,
            lower,
            range: start..start + text.len(),
            is_code: false,
            begins: false,
            is_parted: false,
            is_bracketed: false,
        }
    }

    /// True where it may mean that.
    pub(super) fn is(&self, sense: Sense) -> bool {
        self.senses.has(sense)
    }

    /// True for a word that names nothing by itself, also in the plural.
    pub(super) fn names_nothing(&self) -> bool {
        self.senses.has(Sense::NOTHING)
            || self.lower.ends_with('s') && self.lexicon.names_nothing(&self.lower)
    }
}

/// True for a mark that may stand around a word.
fn is_mark(c: char) -> bool {
    if c.is_ascii() {
        !c.is_ascii_alphanumeric()
    } else {
        !c.is_alphanumeric()
    }
}

/// True for the path of a file: its parts name nothing here.
fn is_path(piece: &str) -> bool {
    let slashes = memchr::memchr_iter(b'/', piece.as_bytes()).count();
    let inner = piece.trim_start_matches(['(', '"', '\'', '[', '=']);
    slashes > 1 && (inner.starts_with(['/', '~', '.']) || piece.contains(['.', '_', '=']))
}

/// True for marks that part nothing: quotes and emphasis.
fn is_quote(c: char) -> bool {
    matches!(c, '*' | '"' | '“' | '”' | '\'' | '‘' | '’' | '_')
}

/// Bytes of a line for each word, about.
const BYTES: usize = 6;

/// The words of a line.
pub(super) fn words<'a>(line: &'a str, lexicon: &'a Lexicon) -> Vec<Word<'a>> {
    let mut out: Vec<Word<'_>> = Vec::with_capacity(line.len() / BYTES + 1);
    let mut reader = Reader {
        line,
        lexicon,
        begins: true,
        is_parted: true,
    };
    let mut rest = 0;
    while rest < line.len() {
        let open = line[rest..].find('`').map(|at| rest + at);
        let Some(open) = open else {
            reader.prose(rest..line.len(), &mut out);
            break;
        };
        reader.prose(rest..open, &mut out);
        let Some(close) = line[open + 1..].find('`').map(|at| open + 1 + at) else {
            break;
        };
        reader.code(open + 1..close, &mut out);
        rest = close + 1;
    }
    out
}

struct Reader<'a> {
    line: &'a str,
    lexicon: &'a Lexicon,
    begins: bool,
    is_parted: bool,
}

impl<'a> Reader<'a> {
    fn prose(&mut self, range: Range<usize>, out: &mut Vec<Word<'a>>) {
        let base = range.start;
        let text = &self.line[range];
        if text.is_ascii() {
            // Byte by byte, which most lines allow, costs a third.
            let is_blank = |byte: &u8| matches!(byte, b' ' | b'\t'..=b'\r');
            let mut from = 0;
            for piece in text.as_bytes().split(is_blank) {
                let to = from + piece.len();
                if !piece.is_empty() {
                    self.between_blanks(&text[from..to], base + from, out);
                }
                from = to + 1;
            }
            return;
        }
        for piece in text
            .split(char::is_whitespace)
            .filter(|piece| !piece.is_empty())
        {
            // The pieces are parts of the text, so that their places follow from their addresses.
            let at = base + (piece.as_ptr() as usize - text.as_ptr() as usize);
            self.between_blanks(piece, at, out);
        }
    }

    fn between_blanks(&mut self, piece: &'a str, at: usize, out: &mut Vec<Word<'a>>) {
        // Nearly every piece is a word and nothing else.
        if piece.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            let (begins, is_parted) = (self.begins, self.is_parted);
            (self.begins, self.is_parted) = (false, false);
            out.push(Word {
                begins,
                is_parted,
                ..Word::new(piece, at, self.lexicon)
            });
            return;
        }
        if piece.contains('@') || piece.contains("://") {
            self.is_parted = true;
            return;
        }
        if is_path(piece) {
            self.is_parted = true;
            return;
        }
        let mut start = 0;
        for part in piece.split_inclusive('/') {
            self.piece(part, at + start, out);
            start += part.len();
        }
    }

    fn piece(&mut self, piece: &'a str, at: usize, out: &mut Vec<Word<'a>>) {
        let inner = piece.trim_start_matches(is_mark);
        let before = &piece[..piece.len() - inner.len()];
        let core = inner.trim_end_matches(is_mark);
        let after = &inner[core.len()..];
        if core.is_empty() {
            // A dash or another mark by itself.
            self.is_parted = true;
            self.begins |= piece.contains(['•', '|', '#', '–', '—', '-', ':']);
            return;
        }
        if before.ends_with('$') || before.ends_with("--") {
            // A variable, the switch of a command.
            self.is_parted = true;
            return;
        }
        let start = at + before.len();
        let bare = ["'s", "’s"]
            .iter()
            .find_map(|end| core.strip_suffix(end))
            .unwrap_or(core);
        out.push(Word {
            begins: self.begins || before.contains(['•', '"', '“', '„', '«']),
            is_parted: self.is_parted || before.contains(|c: char| !is_quote(c)),
            is_bracketed: before.contains(['(', '（', '[']),
            ..Word::new(bare, start, self.lexicon)
        });
        if after.is_empty() {
            (self.begins, self.is_parted) = (false, false);
            return;
        }
        let marks = after.trim_matches(is_quote);
        // `Order System (OMS) failed`: what stands in brackets parts nothing.
        let is_inside = before.contains(['(', '（', '[']) && matches!(marks, ")" | "）" | "]");
        self.is_parted = !marks.is_empty() && !is_inside;
        self.begins = marks.contains(['.', '!', '?', '。', ':', ';', '：']);
    }

    fn code(&mut self, range: Range<usize>, out: &mut Vec<Word<'a>>) {
        let text = &self.line[range.clone()];
        let bare = text.trim();
        let address = ["https://", "http://"]
            .iter()
            .find_map(|scheme| bare.strip_prefix(scheme))
            .map(|host| host.trim_end_matches('/'));
        let name = address.unwrap_or(bare);
        if name.is_empty() || name.contains(char::is_whitespace) {
            self.is_parted = true;
            self.begins = false;
            return;
        }
        let start = range.start + (name.as_ptr() as usize - text.as_ptr() as usize);
        out.push(Word {
            is_code: true,
            begins: self.begins,
            is_parted: self.is_parted,
            ..Word::new(name, start, self.lexicon)
        });
        self.is_parted = false;
        self.begins = false;
    }
}
