//! How wide and high a picture is, so that a page keeps its room before it is loaded.
//!
//! Takes the path of a file inside the source folder, reads its first bytes and no more, gives its size in pixels. It follows no link
//! out of the folder and decodes no picture; of a kind that does not tell its size there (an SVG) nothing is known.

use std::path::Path;

use super::asset::real;
use super::load::beginning;

/// So many bytes are looked at: a camera writes a small picture before the large one.
const MOST_BYTES: u64 = 256 * 1024;

/// No picture of a report has more pixels on a side; what says so is damaged.
const MOST_PIXELS: usize = 100_000;

/// What begins the notes of a camera in a JPEG: they may say that the picture is to be turned.
const CAMERA: &[u8] = b"Exif\0\0";

/// The width and the height of a picture in pixels, where its file tells them. A photo of a camera has none: it may be shown turned, and
/// a wrong size would be worse than a late one.
pub fn picture_size(root: &Path, path: &str) -> Option<(u32, u32)> {
    // A file that cannot be read now is an error when it is copied.
    let place = real(root, path).ok()??;
    let bytes = beginning(&place, MOST_BYTES).ok()?;
    let head = &bytes[..bytes.len().min(4096)];
    if memchr::memmem::find(head, CAMERA).is_some() {
        return None;
    }
    let size = imagesize::blob_size(&bytes).ok()?;
    let likely = |pixels: usize| {
        let is_likely = (1..=MOST_PIXELS).contains(&pixels);
        u32::try_from(pixels).ok().filter(|_| is_likely)
    };
    Some((likely(size.width)?, likely(size.height)?))
}
