//! Brackets of some words: which closes which, found once for all.

/// The brackets of some words.
#[derive(Debug, Default)]
pub(super) struct Brackets {
    /// Opening and closing ones that belong together, in the order of the opening.
    pairs: Vec<(usize, usize)>,
    /// All closing ones.
    closing: Vec<usize>,
}

impl Brackets {
    pub(super) fn of(words: &str) -> Self {
        let mut out = Self::default();
        let bytes = words.as_bytes();
        let mut open = Vec::new();
        for at in memchr::memchr2_iter(b'[', b']', bytes) {
            if at > 0 && bytes[at - 1] == b'\\' {
                continue;
            }
            if bytes[at] == b'[' {
                open.push(at);
            } else {
                out.closing.push(at);
                if let Some(begin) = open.pop() {
                    out.pairs.push((begin, at));
                }
            }
        }
        out.pairs.sort_unstable();
        out
    }

    /// The bracket that closes the one at a byte; where none does, the next that closes any.
    pub(super) fn close(&self, open: usize) -> Option<usize> {
        self.pair(open).or_else(|| {
            let next = self.closing.partition_point(|close| *close <= open);
            self.closing.get(next).copied()
        })
    }

    /// The bracket that belongs to the one at a byte.
    pub(super) fn pair(&self, open: usize) -> Option<usize> {
        let found = self.pairs.binary_search_by_key(&open, |(open, _)| *open);
        Some(self.pairs[found.ok()?].1)
    }
}
