//! A part of an archive that is kept for the next one, with the print of what it was made of.
//!
//! Takes a print of all that a part is made of, gives the part that is kept where it was made of the same; else it is made, and kept
//! from now on. A print takes in values as they are compared, so that what differs has another print but for one chance in 2^128.
//! Nobody who builds once has prints made. It knows nothing of what the parts are.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use xxhash_rust::xxh3::Xxh3;

/// A part, with the print of what it was made of.
#[derive(Debug)]
pub(super) struct Held<T>(Option<(u128, Arc<T>)>);

impl<T> Default for Held<T> {
    fn default() -> Self {
        Self(None)
    }
}

/// So many bytes are taken in at once: values are mostly short.
const AT_ONCE: usize = 1 << 14;

/// The print of values, one after the other.
pub(super) struct Print {
    taken_in: Xxh3,
    waiting: Vec<u8>,
}

impl Hasher for Print {
    fn write(&mut self, bytes: &[u8]) {
        self.waiting.extend_from_slice(bytes);
        if self.waiting.len() >= AT_ONCE {
            self.taken_in.update(&self.waiting);
            self.waiting.clear();
        }
    }

    fn finish(&self) -> u64 {
        let mut all = self.taken_in.clone();
        all.update(&self.waiting);
        all.digest()
    }
}

impl Print {
    /// That of what is taken in.
    pub(super) fn of(take_in: impl FnOnce(&mut Self)) -> u128 {
        let mut print = Self {
            taken_in: Xxh3::new(),
            waiting: Vec::with_capacity(2 * AT_ONCE),
        };
        take_in(&mut print);
        print.taken_in.update(&print.waiting);
        print.taken_in.digest128()
    }

    /// Takes in a value.
    pub(super) fn add(&mut self, value: impl Hash) {
        value.hash(self);
    }

    /// Takes in values, and that these are all.
    pub(super) fn add_all(&mut self, values: impl IntoIterator<Item = impl Hash>) {
        for value in values {
            self.write_u8(1);
            value.hash(self);
        }
        self.write_u8(0);
    }
}

/// The part that is kept where it was made of the same, else what `make` gives; what it is made of goes into the print.
pub(super) fn held<T>(
    known: Option<&mut Held<T>>,
    of: impl FnOnce(&mut Print),
    make: impl FnOnce() -> T,
) -> Arc<T> {
    let Some(Held(kept)) = known else {
        return Arc::new(make());
    };
    let print = Print::of(of);
    if let Some((known, part)) = kept
        && *known == print
    {
        return Arc::clone(part);
    }
    let part = Arc::new(make());
    *kept = Some((print, Arc::clone(&part)));
    part
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_made_of_the_same_is_made_once() {
        let mut known = Held::default();
        let mut made = 0;
        for (values, expected) in [
            (&["ab", "c"][..], 1),
            (&["ab", "c"], 1),
            (&["a", "bc"], 2),
            (&["a"], 3),
            (&[], 4),
            (&["ab", "c"], 5),
        ] {
            let own = held(
                Some(&mut known),
                |print| print.add_all(values),
                || {
                    made += 1;
                    values.concat()
                },
            );
            assert_eq!((&**own, made), (&*values.concat(), expected));
        }
    }
}
