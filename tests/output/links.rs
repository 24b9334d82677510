//! Symbolic links: in the sources, in the theme, as the output, among our own names, swapped in while a build runs.
#![cfg(unix)]

use std::os::unix::fs::symlink;

use crate::odd::{report_pages, site};

#[test]
fn links_lead_in_no_circle() {
    let site = site();
    let root = site.root();
    for (target, link) in [
        (".", "here"),
        ("b.md", "a.md"),
        ("a.md", "b.md"),
        ("..", "up"),
        ("nowhere.md", "broken.md"),
        ("/etc/passwd", "passwd.md"),
    ] {
        symlink(target, root.join(link)).expect("the folder is ours");
    }
    site.build(&["-v"])
        .code(0)
        .says("5 symbolic links that lead out of the folder or to nothing were not followed");
    assert_eq!(report_pages(&site.output()), 1);
}

#[test]
fn links_in_the_theme_are_told() {
    let site = site();
    site.edit("theme/static/own.txt", "own");
    for (target, link) in [
        ("nowhere.svg", "theme/static/logo.svg"),
        ("../static", "theme/static/circle"),
        ("b.txt", "theme/static/a.txt"),
        ("a.txt", "theme/static/b.txt"),
    ] {
        symlink(target, site.root().join(link)).expect("the folder is ours");
    }
    site.build(&[])
        .code(0)
        .says("warning[unreadable-file]: the link leads nowhere")
        .says("--> theme/static/logo.svg")
        .says("--> theme/static/circle")
        .says("--> theme/static/a.txt");
    site.expect_file("theme/own.txt");
    site.build(&["--strict"]).code(1);
}

#[test]
fn the_output_may_be_a_link_to_a_folder() {
    let site = site();
    std::fs::create_dir(site.beside("elsewhere")).expect("the folder is ours");
    symlink(site.beside("elsewhere"), site.root().join("site")).expect("the folder is ours");
    site.build(&[]).code(0);
    assert!(site.root().join("site").is_symlink());
    assert!(site.beside("elsewhere/index.html").is_file());
    site.build(&[]).code(0).says(": 0 files written");
    site.build(&["-d", "2021-01-02-dns.md"])
        .code(2)
        .says("`2021-01-02-dns.md` is no folder");
    site.build(&["-d", "2021-01-02-dns.md/x"])
        .code(1)
        .says("it is a file, or a part of its path is");
    // But not one that leads nowhere or to the sources.
    symlink("nowhere", site.root().join("broken")).expect("the folder is ours");
    site.build(&["-d", "broken"])
        .code(2)
        .says("`broken` is a link that leads nowhere");
    symlink(".", site.root().join("self")).expect("the folder is ours");
    site.build(&["-d", "self"])
        .code(2)
        .says("the output folder `self` is the source folder");
}

#[test]
fn our_own_names_are_no_way_out_of_the_folder() {
    let site = site();
    site.build(&[]).code(0);
    let outside = site.beside("outside");
    std::fs::create_dir(&outside).expect("the folder is ours");
    std::fs::write(outside.join("thesis.txt"), "years of work").expect("the folder is ours");
    let place = |name: &str| site.root().join("site").join(name);
    symlink(&outside, place(".pmsite-staging")).expect("the folder is ours");
    site.build(&[]).code(0);
    assert!(!place(".pmsite-staging").is_symlink());
    symlink(outside.join("thesis.txt"), place(".pmsite-lock")).expect("the folder is ours");
    site.build(&[])
        .code(2)
        .says("`site/.pmsite-lock` is no file of pmsite");
    let text = std::fs::read_to_string(outside.join("thesis.txt")).expect("it is there");
    assert_eq!(text, "years of work");
}

#[test]
fn a_file_swapped_for_a_link_is_not_published() {
    use pmsite::config::Config;
    use pmsite::pipeline::{self, Input, Progress};

    struct Silent;
    impl Progress for Silent {
        fn begin(&self, _: &'static str, _: usize) {}
        fn advance(&self) {}
    }

    let site = site();
    site.edit(
        "2021-01-03-graph.md",
        "# Disk\n\n## Impact\n\n![x](graph.png)\n",
    )
    .edit("graph.png", "x");
    std::fs::write(site.beside("secret"), "secret").expect("the folder is ours");
    let config = Config::default();
    let input = Input {
        source: site.root(),
        declared_source: false,
        skip: &[],
        config: &config,
        drafts: false,
        standing: 0,
        rendered: true,
        beside: None,
        language: &pmsite::language::ENGLISH,
        links: None,
        with_memory: false,
    };
    let built = pipeline::assemble(&input, &Silent).expect("it is readable");
    // Between the walk and the copy.
    site.remove("graph.png");
    symlink(site.beside("secret"), site.root().join("graph.png")).expect("the folder is ours");
    let theme = pmsite::theme::Theme::builtin("default").expect("it is built in");
    let out = site.beside("out");
    let output = pmsite::output::open(&out, &[]).expect("it is free");
    let error = pipeline::copy(&built, &theme, &input, site.root(), &output)
        .expect_err("a link out of the folder is not followed");
    assert!(
        error
            .to_string()
            .contains("`graph.png` leads out of its folder"),
        "{error}"
    );
    drop(output);
    assert!(!out.exists(), "nothing came of it, nothing stays");
}
