//! The theme `classic`: the contents tree beside every page, as far as one page shows it.

mod support;

use support::Site;

/// The tree of a page.
fn tree(site: &Site, page: &str) -> String {
    let page = site.expect_file(&format!("{page}index.html"));
    let from = page.find("<div class=\"tree\"").expect("it has a tree");
    let until = page[from..]
        .find("<footer")
        .expect("the footer comes behind it");
    page[from..from + until].to_owned()
}

#[test]
fn the_tree_shows_the_groups_and_what_stands_nearest() {
    let site = Site::empty("classic");
    site.edit(
        "book.toml",
        "[book]\nsrc = \".\"\n[output.html]\ntheme = \"classic\"\n",
    );
    for year in [2030, 2031] {
        for day in 1..=28 {
            site.edit(
                &format!("{year}-02-{day:02}-mill.md"),
                format!("# Mill {year} {day}\n\nNo water.\n"),
            );
        }
    }
    site.build(&["-d", "site"]).code(0);
    let links = |tree: &str| tree.matches("<li><a href").count();
    let site_parts = links(&tree(&site, "indexes/"));
    let in_the_middle = tree(&site, "2031-02-14-mill/");
    // Both years are in the count already; fourteen beside the report and itself.
    assert_eq!(links(&in_the_middle), site_parts + 15, "{in_the_middle}");
    assert!(in_the_middle.contains("aria-current=\"page\">Mill 2031 14</a>"));
    assert!(in_the_middle.contains("aria-current=\"true\">2031</a>"));
    assert!(
        in_the_middle.contains(">Mill 2031 21</a>") && in_the_middle.contains(">Mill 2031 7</a>")
    );
    assert!(!in_the_middle.contains(">Mill 2031 22</a>") && !in_the_middle.contains("Mill 2030"));
    // Where one side ends the other has its room.
    let at_the_end = tree(&site, "2030-02-01-mill/");
    assert_eq!(links(&at_the_end), site_parts + 15, "{at_the_end}");
    assert!(at_the_end.contains(">Mill 2030 15</a>") && !at_the_end.contains("Mill 2031"));
    // The default theme has none.
    site.edit("book.toml", "[book]\nsrc = \".\"\n");
    site.build(&["-d", "site"]).code(0);
    let page = site.expect_file("2031-02-14-mill/index.html");
    assert!(!page.contains("class=\"tree\"") && !page.contains("Mill 2031 21"));
}
