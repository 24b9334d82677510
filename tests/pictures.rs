//! Pictures on the page of a report: their size where the file tells it, and the way to the file.

mod support;

use support::Site;

/// The first bytes of a PNG of that size: what comes behind them, nobody asks for.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    bytes.extend(width.to_be_bytes());
    bytes.extend(height.to_be_bytes());
    bytes.extend([8, 6, 0, 0, 0, 0, 0, 0, 0]);
    bytes
}

/// The page of a report with that text, beside these pictures.
fn page(text: &str, pictures: &[(&str, Vec<u8>)]) -> String {
    let site = Site::empty("incidents");
    for (name, bytes) in pictures {
        site.edit(name, bytes);
    }
    site.edit(
        "2031-09-02-gate.md",
        format!("# Gate stays shut\n\n{text}\n"),
    );
    site.build(&["-d", "site"]).code(0);
    site.expect_file("2031-09-02-gate/index.html")
}

#[test]
fn a_picture_has_the_size_that_its_file_tells() {
    let page = page("![Load](load.png)", &[("load.png", png(300, 120))]);
    assert!(
        page.contains(
            "alt=\"Load\" width=\"300\" height=\"120\" loading=\"lazy\" decoding=\"async\">"
        ),
        "{page}"
    );
    assert!(!page.contains("full-size"), "{page}");
}

#[test]
fn a_picture_that_is_wider_than_the_text_leads_to_its_file() {
    let page = page(
        "![Load](load.png) and ![](bare.png) and [![In a link](load.png)](https://x.example/)",
        &[("load.png", png(1920, 1080)), ("bare.png", png(641, 10))],
    );
    assert!(
        page.contains("<a class=\"full-size\" href=\"../load.png\"><img src=\"../load.png\" alt=\"Load\" width=\"1920\""),
        "{page}"
    );
    assert!(
        page.contains("<a class=\"full-size\" href=\"../bare.png\" aria-label=\"The picture in its full size\">"),
        "{page}"
    );
    // No link stands in another.
    assert!(
        page.contains("<a href=\"https://x.example/\"><img src=\"../load.png\""),
        "{page}"
    );
}

#[test]
fn of_a_picture_whose_size_is_not_known_nothing_is_said() {
    let page = page(
        "![A](a.png) ![B](b.png) ![C](c.svg) ![D](../outside.png)",
        &[
            ("a.png", b"no picture".to_vec()),
            ("b.png", png(0, 4_000_000_000)),
            (
                "c.svg",
                b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>".to_vec(),
            ),
        ],
    );
    assert!(page.contains("alt=\"A\" loading"), "{page}");
    assert!(!page.contains(" width=\"0\""), "{page}");
    assert!(page.contains("alt=\"C\" loading"), "{page}");
}

/// The size of a file is not told either where a link leads out of the folder: nothing of it is published.
#[cfg(unix)]
#[test]
fn no_file_outside_of_the_folder_is_read() {
    let site = Site::empty("incidents");
    let outside = site.beside("outside.png");
    support::write(&outside, &png(300, 120));
    std::os::unix::fs::symlink(outside, site.root().join("load.png")).expect("a link");
    site.edit("2031-09-02-gate.md", "# Gate\n\n![Load](load.png)\n");
    site.build(&["-d", "site"]);
    let told = site.output();
    let pages = told.values().map(|bytes| String::from_utf8_lossy(bytes));
    assert!(!pages.into_iter().any(|page| page.contains("width=\"300\"")));
}
