//! What the server adds to pages: the script that hears of changes; and a page of its own where there is none to show.
//!
//! Takes the bytes of a page, gives them with one line more. The script stands at the site's own host, as the pages' policy asks.

use memchr::memmem;
use minijinja::{AutoEscape, Environment, context};

/// Where the server's own files stand.
pub(super) const FOLDER: &str = "/__pmsite/";
/// The script.
pub(super) const SCRIPT: &str = include_str!("client/reload.js");
/// The page that shows what is wrong where no other page can be shown.
const TROUBLE: &str = include_str!("client/trouble.html");

/// The page with the script. `mark` says which state it shows.
pub(super) fn with_script(page: Vec<u8>, mark: &str) -> Vec<u8> {
    let line = line(mark);
    let at = memmem::rfind(&page, b"</body>").unwrap_or(page.len());
    let mut out = Vec::with_capacity(page.len() + line.len());
    out.extend_from_slice(&page[..at]);
    out.extend_from_slice(line.as_bytes());
    out.extend_from_slice(&page[at..]);
    out
}

/// The line that stands in pages before `</body>`. A mark is letters, digits and hyphens.
fn line(mark: &str) -> String {
    format!("<script src=\"{FOLDER}reload.js\" data-mark=\"{mark}\" defer></script>\n")
}

/// A page that says what is wrong.
pub(super) fn trouble(title: &str, text: &str, mark: &str) -> Vec<u8> {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    let values = context! { title, text, mark };
    let page = environment.render_named_str("trouble.html", TROUBLE, values);
    // The template is ours, and all its values are there.
    page.unwrap_or_default().into_bytes()
}

#[cfg(test)]
mod tests {
    use super::{trouble, with_script};

    #[test]
    fn the_script_stands_before_the_end_of_the_body() {
        let page = b"<p>&lt;/body></p>\n</body>\n</html>\n".to_vec();
        let shown = String::from_utf8(with_script(page, "a-1-2")).unwrap();
        assert_eq!(
            shown,
            "<p>&lt;/body></p>\n<script src=\"/__pmsite/reload.js\" data-mark=\"a-1-2\" defer></script>\n</body>\n</html>\n"
        );
        let shown = String::from_utf8(with_script(b"<p>no end".to_vec(), "a-1-2")).unwrap();
        assert!(shown.starts_with("<p>no end<script "));
    }

    #[test]
    fn what_is_wrong_is_words_and_no_markup() {
        let page = String::from_utf8(trouble("No", "<script>&", "a-1-2")).unwrap();
        assert!(page.contains("&lt;script&gt;&amp;</pre>"), "{page}");
        assert!(page.contains("data-mark=\"a-1-2\""), "{page}");
    }
}
