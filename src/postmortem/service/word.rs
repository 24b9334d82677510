//! The words of a line, with what their neighbourhood tells: whether they are code, begin a sentence, are parted from the next.
//!
//! Takes a line in which code stands between backticks, gives its words in order. It knows no meaning.

use std::ops::Range;

/// One word.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Word<'a> {
    /// As written, without the marks around it and without a possessive `'s`.
    pub(super) text: &'a str,
    /// The same in lower case.
    pub(super) lower: String,
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

/// Marks that may stand around a word.
const AROUND: &[char] = &[
    '(', ')', '[', ']', '{', '}', '"', '\'', '“', '”', '‘', '’', '*', '_', '<', '>', ',', '.', ';',
    ':', '!', '?', '…', '。', '、', '，', '：', '（', '）', '「', '」', '|', '/', '—', '–', '-',
    '#', '~', '•', '=', '+',
];

/// The words of a line.
pub(super) fn words(line: &str) -> Vec<Word<'_>> {
    let mut out: Vec<Word<'_>> = Vec::new();
    let mut reader = Reader {
        line,
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
    begins: bool,
    is_parted: bool,
}

impl<'a> Reader<'a> {
    fn prose(&mut self, range: Range<usize>, out: &mut Vec<Word<'a>>) {
        let base = range.start;
        let text = &self.line[range];
        for piece in text
            .split(char::is_whitespace)
            .filter(|piece| !piece.is_empty())
        {
            // The pieces are parts of the text, so that their places follow from their addresses.
            let at = base + (piece.as_ptr() as usize - text.as_ptr() as usize);
            if piece.contains("://") || piece.contains('@') {
                self.is_parted = true;
                continue;
            }
            let mut start = 0;
            for part in piece.split_inclusive('/') {
                self.piece(part, at + start, out);
                start += part.len();
            }
        }
    }

    fn piece(&mut self, piece: &'a str, at: usize, out: &mut Vec<Word<'a>>) {
        let inner = piece.trim_start_matches(AROUND);
        let before = &piece[..piece.len() - inner.len()];
        let core = inner.trim_end_matches(AROUND);
        let after = &inner[core.len()..];
        if core.is_empty() {
            // A dash or another mark by itself.
            self.is_parted = true;
            self.begins |= piece.contains(['•', '|', '#', '–', '—', '-', ':']);
            return;
        }
        let start = at + before.len();
        let bare = ["'s", "’s", "'", "’"]
            .iter()
            .find_map(|end| core.strip_suffix(end))
            .unwrap_or(core);
        out.push(Word {
            text: bare,
            lower: bare.to_lowercase(),
            range: start..start + bare.len(),
            is_code: false,
            begins: self.begins || before.contains(['•', '"', '“', '„', '«']),
            is_parted: self.is_parted
                || !before
                    .trim_matches(['*', '"', '“', '\'', '‘', '_'])
                    .is_empty(),
            is_bracketed: before.contains(['(', '（', '[']),
        });
        let marks = after.trim_matches(['*', '"', '”', '\'', '’', '_']);
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
            text: name,
            lower: name.to_lowercase(),
            range: start..start + name.len(),
            is_code: true,
            begins: self.begins,
            is_parted: self.is_parted,
            is_bracketed: false,
        });
        self.is_parted = false;
        self.begins = false;
    }
}
