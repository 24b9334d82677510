//! A text that is kept as it is, or pressed: then it takes a third of its room, and time to be read.
//!
//! Takes a text, gives it back as it was. It does not choose: who keeps texts for long says so.

use std::cell::Cell;

/// A larger buffer is given back, so that one huge text does not cost its size for as long as the build lasts.
const LARGEST_KEPT: usize = 1 << 20;

/// A text.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Text {
    /// As it is.
    Plain(Box<str>),
    /// In few bytes, and how many it has. The same text has the same ones.
    Pressed(Box<[u8]>, usize),
}

impl Default for Text {
    fn default() -> Self {
        Self::Plain(Box::default())
    }
}

thread_local! {
    /// One buffer a thread, so that each text costs one allocation of exactly its size.
    static BUFFER: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

/// Calls with a buffer of that many bytes at least.
fn with_buffer<T>(length: usize, call: impl FnOnce(&mut [u8]) -> T) -> T {
    let mut buffer = BUFFER.take();
    if buffer.len() < length {
        buffer.resize(length, 0);
    }
    let out = call(&mut buffer);
    if buffer.len() <= LARGEST_KEPT {
        BUFFER.set(buffer);
    }
    out
}

impl Text {
    /// The same text in few bytes.
    pub(super) fn pressed(self) -> Self {
        let Self::Plain(text) = self else {
            return self;
        };
        let most = lz4_flex::block::get_maximum_output_size(text.len());
        let bytes = with_buffer(most, |buffer| {
            // The buffer takes the worst that can come of it.
            let length =
                lz4_flex::block::compress_into(text.as_bytes(), buffer).unwrap_or_default();
            buffer[..length].into()
        });
        Self::Pressed(bytes, text.len())
    }

    /// Calls with the text.
    pub(super) fn read<T>(&self, call: impl FnOnce(&str) -> T) -> T {
        let (bytes, length) = match self {
            Self::Plain(text) => return call(text),
            Self::Pressed(bytes, length) => (bytes, *length),
        };
        with_buffer(length, |buffer| {
            // The bytes are those of a text, pressed above.
            let length = lz4_flex::block::decompress_into(bytes, buffer).unwrap_or_default();
            call(str::from_utf8(&buffer[..length]).unwrap_or_default())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Text;

    #[test]
    fn a_text_is_what_it_was() {
        let long = "<li>one more of many, é</li>\n".repeat(90_000);
        for text in ["", "a", "é\n", "<p>short</p>", &long] {
            let plain = Text::Plain(text.into());
            plain.read(|again| assert_eq!(again, text));
            let pressed = plain.clone().pressed();
            pressed.read(|again| assert_eq!(again, text));
            assert_eq!(pressed, plain.pressed());
            assert_eq!(pressed, pressed.clone().pressed());
        }
        let Text::Pressed(bytes, _) = Text::Plain(long.as_str().into()).pressed() else {
            panic!("it is not pressed");
        };
        assert!(bytes.len() * 20 < long.len());
    }

    #[test]
    fn a_text_is_read_while_another_is() {
        let [one, other] = ["one text", "another"].map(|text| Text::Plain(text.into()).pressed());
        one.read(|one| {
            other.read(|other| assert_eq!((one, other), ("one text", "another")));
        });
    }
}
