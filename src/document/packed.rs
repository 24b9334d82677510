//! A body put away: the tree of a read report in one piece of memory, about as large as its text.
//!
//! An archive holds all its reports at once, but looks into each body only while its page is made. A tree is many small pieces,
//! several times as large as the text; packed, ten thousand reports take a fifth of that. Takes blocks, gives bytes, and the
//! same blocks again. The bytes live as long as the build and no longer: they are no format of any file.

use std::cell::Cell;

use super::Block;

/// A larger buffer is given back, so that one huge report does not cost its size for as long as the build lasts.
const LARGEST_KEPT: usize = 1 << 20;

/// The blocks of a document, packed.
#[derive(Clone, PartialEq, Default)]
pub struct Packed {
    bytes: Box<[u8]>,
}

impl Packed {
    /// Packs these blocks.
    ///
    /// # Panics
    ///
    /// Never: a tree holds nothing that has no bytes.
    pub fn new(blocks: &[Block]) -> Self {
        // One buffer a thread, so that each body costs one allocation of exactly its size.
        thread_local! {
            static BUFFER: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
        }
        let mut buffer = BUFFER.take();
        buffer.clear();
        let bytes = postcard::to_extend(blocks, buffer).expect(
            "a tree holds nothing that has no bytes, and a vector takes any number of them",
        );
        let packed = Self {
            bytes: bytes.as_slice().into(),
        };
        if bytes.capacity() <= LARGEST_KEPT {
            BUFFER.set(bytes);
        }
        packed
    }

    /// The blocks, as they were.
    ///
    /// # Panics
    ///
    /// Never: nobody but [`Packed::new`] makes these bytes.
    pub fn open(&self) -> Vec<Block> {
        if self.bytes.is_empty() {
            return Vec::new();
        }
        postcard::from_bytes(&self.bytes).expect("these bytes were made from a tree by `new`")
    }
}

impl std::fmt::Debug for Packed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Packed").field(&self.open()).finish()
    }
}
