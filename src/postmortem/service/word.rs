//! The words of a line, with what their neighbourhood tells: whether they are code, begin a sentence, are parted from the next.
//!
//! Takes a line in which code stands between backticks, gives its words in order. It knows no meaning.

use std::borrow::Cow;
use std::ops::Range;

use super::lexicon::Lexicon;
use super::sense::Sense;

/// One word.
#[derive(Debug, Clone)]
pub(super) struct Word<'a> {
    /// As written, without the marks around it and without a possessive `'s`.
    pub(super) text: &'a str,
    /// The same in lower case.
    pub(super) lower: Cow<'a, str>,
    /// Which kinds of bytes it has.
    pub(super) bytes: Bytes,
    /// What it may mean.
    senses: Sense,
    /// What all words may mean.
    pub(super) lexicon: &'a Lexicon,
    /// Where it begins in its line.
    start: usize,
    /// True for code of one word.
    pub(super) is_code: bool,
    /// True where it begins a sentence or a line.
    pub(super) begins: bool,
    /// True where a mark parts it from the word before: a bracket, a comma, a colon.
    pub(super) is_parted: bool,
    /// True where a bracket opens right before it.
    pub(super) is_bracketed: bool,
}

impl Word<'_> {
    /// True where it may mean that.
    #[inline]
    pub(super) fn is(&self, sense: Sense) -> bool {
        self.senses.has(sense)
    }

    /// All that it may mean.
    #[inline]
    pub(super) fn senses(&self) -> Sense {
        self.senses
    }

    /// Where it stands in its line.
    pub(super) fn range(&self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }

    /// True for a word that names nothing by itself, also in the plural.
    pub(super) fn names_nothing(&self) -> bool {
        self.senses.has(Sense::NOTHING) || self.lexicon.is_plural_of_nothing(&self.lower)
    }

    /// True for most words: no name can begin there, as a look at their letters and senses tells.
    #[inline]
    pub(super) fn is_passed_over(&self) -> bool {
        let is_nothing = self.text.len() < 2 || self.senses.has(Sense::NOTHING);
        let is_small = self.bytes == Bytes::SMALL;
        let is_number = self.bytes == Bytes::FIGURE;
        !self.is_code && !self.senses.has(Sense::SOFTWARE) && (is_small && is_nothing || is_number)
    }
}

/// The kinds of bytes that a word or a piece of a line has: some of the constants, joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bytes(u8);

impl Bytes {
    /// Small letters of ASCII.
    pub(super) const SMALL: Self = Self(1);
    /// A capital and small letters.
    pub(super) const MIXED: Self = Self(1 | 1 << 1);
    /// Capitals.
    const LARGE: Self = Self(1 << 1);
    const FIGURE: Self = Self(1 << 2);
    /// Marks of ASCII.
    const MARK: Self = Self(1 << 3);
    /// Those that every address has: `@` and `:`.
    const ADDRESS: Self = Self(1 << 4);
    const SLASH: Self = Self(1 << 5);
    /// A part of any other character.
    const BEYOND: Self = Self(1 << 6);
    /// A blank; no word has one.
    const BLANK: Self = Self(1 << 7);

    /// Those of a text.
    #[inline]
    pub(super) fn of(text: &[u8]) -> Self {
        let add = |all: u8, byte: &u8| all | KINDS[usize::from(*byte)];
        Self(text.iter().fold(0, add))
    }

    #[inline]
    fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// True where there are letters and figures of ASCII alone.
    #[inline]
    pub(super) fn are_plain(self) -> bool {
        self.0 & !(Self::SMALL.0 | Self::LARGE.0 | Self::FIGURE.0) == 0
    }

    /// True where all bytes are of ASCII.
    #[inline]
    pub(super) fn are_ascii(self) -> bool {
        !self.has(Self::BEYOND)
    }
}

/// The kind of each byte.
const KINDS: [u8; 256] = {
    let mut kinds = [Bytes::BEYOND.0; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        kinds[byte as usize] = match byte {
            b'a'..=b'z' => Bytes::SMALL.0,
            b'A'..=b'Z' => Bytes::LARGE.0,
            b'0'..=b'9' => Bytes::FIGURE.0,
            b' ' | b'\t'..=b'\r' => Bytes::BLANK.0,
            b'@' | b':' => Bytes::MARK.0 | Bytes::ADDRESS.0,
            b'/' => Bytes::MARK.0 | Bytes::SLASH.0,
            _ => Bytes::MARK.0,
        };
        byte += 1;
    }
    kinds
};

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

/// True for marks that end a sentence or announce one.
fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '。' | ':' | ';' | '：')
}

/// Bytes of a line for each word, about.
const BYTES: usize = 6;

/// The words of a line, which comes once more with the capitals of ASCII in lower case.
pub(super) fn words<'a>(line: &'a str, lower: &'a str, lexicon: &'a Lexicon) -> Vec<Word<'a>> {
    let mut reader = Reader {
        line,
        lower,
        lexicon,
        begins: true,
        is_parted: true,
        is_bracketed: false,
        out: Vec::with_capacity(line.len() / BYTES + 1),
    };
    let mut rest = 0;
    let mut ticks = memchr::memchr_iter(b'`', line.as_bytes());
    while rest < line.len() {
        let Some(open) = ticks.next() else {
            reader.prose(rest..line.len());
            break;
        };
        reader.prose(rest..open);
        let Some(close) = ticks.next() else {
            break;
        };
        reader.code(open + 1..close);
        rest = close + 1;
    }
    reader.out
}

struct Reader<'a> {
    line: &'a str,
    lower: &'a str,
    lexicon: &'a Lexicon,
    /// What is true of the next word.
    begins: bool,
    is_parted: bool,
    is_bracketed: bool,
    out: Vec<Word<'a>>,
}

impl Reader<'_> {
    /// Takes the word that stands there; what parts it from others is as the reader says.
    #[inline]
    fn push(&mut self, range: Range<usize>, bytes: Bytes, is_code: bool) {
        let start = range.start;
        let text = &self.line[range.clone()];
        let lower = if bytes.has(Bytes::BEYOND) {
            Cow::Owned(text.to_lowercase())
        } else if bytes.has(Bytes::LARGE) {
            Cow::Borrowed(&self.lower[range])
        } else {
            Cow::Borrowed(text)
        };
        self.out.push(Word {
            text,
            bytes,
            senses: self.lexicon.senses(&lower),
            lexicon: self.lexicon,
            lower,
            start,
            is_code,
            begins: self.begins,
            is_parted: self.is_parted,
            is_bracketed: self.is_bracketed,
        });
        (self.begins, self.is_parted, self.is_bracketed) = (false, false, false);
    }

    fn prose(&mut self, range: Range<usize>) {
        let end = range.end;
        let mut rest = self.line.as_bytes()[range].iter();
        loop {
            let from = end - rest.len();
            let mut kinds = 0;
            let blank = rest.find(|byte| {
                let kind = KINDS[usize::from(**byte)];
                kinds |= kind;
                kind == Bytes::BLANK.0
            });
            let to = end - rest.len() - usize::from(blank.is_some());
            if from < to {
                self.between_blanks(from..to, Bytes(kinds & !Bytes::BLANK.0));
            }
            if blank.is_none() {
                return;
            }
        }
    }

    /// What stands between blanks of ASCII.
    #[inline]
    fn between_blanks(&mut self, range: Range<usize>, bytes: Bytes) {
        // Nearly every piece is a word and nothing else.
        if bytes.are_plain() {
            self.push(range, bytes, false);
        } else {
            self.beside_marks(range, bytes);
        }
    }

    /// The same where there is more than letters and figures.
    fn beside_marks(&mut self, range: Range<usize>, bytes: Bytes) {
        if bytes.are_ascii() {
            return self.pieces(range, bytes);
        }
        let text = &self.line[range.clone()];
        for piece in text.split(char::is_whitespace) {
            if !piece.is_empty() {
                // The pieces are parts of the text, so that their places follow from their addresses.
                let at = range.start + (piece.as_ptr() as usize - text.as_ptr() as usize);
                self.pieces(at..at + piece.len(), bytes);
            }
        }
    }

    /// What stands between blanks, parted at its slashes. An address names nothing.
    fn pieces(&mut self, range: Range<usize>, bytes: Bytes) {
        let text = &self.line[range.clone()];
        if bytes.has(Bytes::ADDRESS) && (text.contains('@') || text.contains("://")) {
            self.is_parted = true;
            return;
        }
        if !bytes.has(Bytes::SLASH) {
            return self.piece(range, bytes);
        }
        if is_path(text) {
            self.is_parted = true;
            return;
        }
        let mut start = range.start;
        for part in text.split_inclusive('/') {
            self.piece(start..start + part.len(), bytes);
            start += part.len();
        }
    }

    fn piece(&mut self, range: Range<usize>, bytes: Bytes) {
        let piece = &self.line[range.clone()];
        let (before, core, after) = if bytes.are_ascii() {
            let is_inside = |byte: &u8| byte.is_ascii_alphanumeric();
            let own = piece.as_bytes();
            let from = own.iter().position(is_inside).unwrap_or(own.len());
            let to = own
                .iter()
                .rposition(is_inside)
                .map_or(from, |last| last + 1);
            (&piece[..from], &piece[from..to], &piece[to..])
        } else {
            let inner = piece.trim_start_matches(is_mark);
            let before = &piece[..piece.len() - inner.len()];
            let core = inner.trim_end_matches(is_mark);
            (before, core, &inner[core.len()..])
        };
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
        let bare = if core.ends_with('s') {
            let owner = core.strip_suffix("'s").or_else(|| core.strip_suffix("’s"));
            owner.unwrap_or(core)
        } else {
            core
        };
        let start = range.start + before.len();
        if !before.is_empty() {
            self.begins |= before.contains(['•', '"', '“', '„', '«']);
            self.is_parted |= before.contains(|c: char| !is_quote(c));
            self.is_bracketed = before.contains(['(', '（', '[']);
        }
        let is_bracketed = self.is_bracketed;
        let own = start..start + bare.len();
        self.push(own, Bytes::of(bare.as_bytes()), false);
        if let [mark @ (b',' | b'.')] = after.as_bytes() {
            (self.begins, self.is_parted) = (*mark == b'.', true);
        } else if !after.is_empty() {
            // `Order System (OMS) failed`: what stands in brackets parts nothing.
            let is_inside =
                is_bracketed && matches!(after.trim_matches(is_quote), ")" | "）" | "]");
            self.is_parted = !is_inside && after.contains(|c: char| !is_quote(c));
            self.begins = after.contains(is_stop);
        }
    }

    fn code(&mut self, range: Range<usize>) {
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
        let own = start..start + name.len();
        self.push(own, Bytes::of(name.as_bytes()), true);
    }
}
