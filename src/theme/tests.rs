//! The default theme held against the views: every template renders, full and empty, and keeps the promises of the theme.

#![expect(
    clippy::disallowed_methods,
    reason = "a folder that shadows the theme is made here"
)]

mod built_in;
mod insights;
mod sample;

use minijinja::context;
use minijinja::value::{Serde, Value};

use super::*;
use crate::diagnostic::Severity;
use crate::site::views::PageView;

fn value<T: serde::Serialize>(view: &T) -> Value {
    Value::from(Serde(view))
}

/// Every page of the sample: a name, its template, what it sees.
fn pages() -> Vec<(&'static str, &'static str, PageView, Value)> {
    vec![
        (
            "home",
            "home.html",
            sample::page("home", "./"),
            context! { home => value(&sample::home()) },
        ),
        (
            "home-large",
            "home.html",
            sample::page("home", "./"),
            context! { home => value(&sample::large_home()) },
        ),
        (
            "home-empty",
            "home.html",
            sample::page("home", "./"),
            context! { home => value(&sample::empty_home()) },
        ),
        (
            "report",
            "report.html",
            sample::page("report", "../"),
            context! { report => value(&sample::report()) },
        ),
        (
            "report-empty",
            "report.html",
            sample::page("report", "../"),
            context! { report => value(&sample::bare_report()) },
        ),
        (
            "search",
            "search.html",
            sample::page("search", "../"),
            context! { search => value(&sample::search()) },
        ),
        (
            "titles",
            "titles.html",
            sample::page("titles", "../"),
            context! { titles => value(&sample::titles()) },
        ),
        (
            "titles-empty",
            "titles.html",
            sample::page("titles", "../"),
            context! { titles => value(&sample::bare_titles()) },
        ),
        (
            "index",
            "index.html",
            sample::page("index", "../"),
            context! { index => value(&sample::index()) },
        ),
        (
            "taxonomies",
            "taxonomies.html",
            sample::page("taxonomies", "../"),
            context! { taxonomies => value(&sample::taxonomies()) },
        ),
        (
            "taxonomy",
            "taxonomy.html",
            sample::page("taxonomy", "../"),
            context! { taxonomy => value(&sample::taxonomies()[0]) },
        ),
        (
            "taxonomy-long",
            "taxonomy.html",
            sample::page("taxonomy", "../"),
            context! { taxonomy => value(&sample::long_taxonomy()) },
        ),
        (
            "term",
            "term.html",
            sample::page("term", "../../"),
            context! { term => value(&sample::term()) },
        ),
        (
            "actions",
            "actions.html",
            sample::page("actions", "../"),
            context! { actions => value(&sample::actions()) },
        ),
        (
            "actions-done",
            "actions.html",
            sample::page("actions", "../"),
            context! { actions => value(&sample::done_actions()) },
        ),
        (
            "action-year",
            "action_year.html",
            sample::page("actions", "../../"),
            context! { actions => value(&sample::action_year()) },
        ),
        (
            "insights",
            "insights.html",
            sample::page("insights", "../"),
            context! { insights => value(&insights::full()) },
        ),
        (
            "insights-bare",
            "insights.html",
            sample::page("insights", "../"),
            context! { insights => value(&insights::bare(true)) },
        ),
        (
            "insights-without-matrix",
            "insights.html",
            sample::page("insights", "../"),
            context! { insights => value(&insights::bare(false)) },
        ),
        (
            "insights-cause",
            "insights_cause.html",
            sample::page("insights", "../../../"),
            context! { insights => value(&insights::cause()) },
        ),
        (
            "remarks",
            "remarks.html",
            sample::page("insights", "../../"),
            context! { register => value(&insights::register("luck", 0)) },
        ),
        (
            "anniversaries",
            "anniversaries.html",
            sample::page("anniversaries", "../"),
            context! { anniversaries => value(&sample::anniversaries(false)) },
        ),
        (
            "anniversaries-long",
            "anniversaries.html",
            sample::page("anniversaries", "../"),
            context! { anniversaries => value(&sample::anniversaries(true)) },
        ),
        (
            "week",
            "week.html",
            sample::page("anniversaries", "../../"),
            context! { week => value(&sample::week()) },
        ),
        (
            "primer",
            "primer.html",
            sample::page("primer", "../../../"),
            context! { primer => value(&sample::primer()) },
        ),
        (
            "primer-bare",
            "primer.html",
            sample::page("primer", "../../../"),
            context! { primer => value(&sample::bare_primer()) },
        ),
        (
            "not-found",
            "not_found.html",
            sample::page("not_found", "./"),
            context! {},
        ),
    ]
}

fn render(theme: &Theme, template: &str, page: &PageView, own: Value, reports: usize) -> String {
    let context = context! { page => value(page), site => value(&sample::site(reports)), ..own };
    let bytes = theme
        .render(template, context, "the sample")
        .unwrap_or_else(|fault| panic!("{template}: {fault:?}"));
    String::from_utf8(bytes).expect("a page is text")
}

fn theme(name: &str) -> Theme {
    let (theme, diagnostics) = Theme::load(name, None, "en").unwrap();
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    theme
}

fn default_theme() -> Theme {
    theme("default")
}

#[test]
fn every_page_renders_and_keeps_the_promises() {
    for (name, _) in all() {
        every_page_of(&theme(name));
    }
}

fn every_page_of(theme: &Theme) {
    for (name, template, page, own) in pages() {
        let reports = if name == "home-empty" { 0 } else { 42 };
        let html = render(theme, template, &page, own, reports);
        assert_eq!(html.matches("<h1").count(), 1, "{name}: one h1");
        assert_eq!(html.matches("<main").count(), 1, "{name}: one main");
        assert!(!html.contains(" style="), "{name}: inline style");
        assert!(!html.contains("<style"), "{name}: inline style sheet");
        assert!(!html.contains("<script>"), "{name}: inline script");
        assert!(!html.contains("{{"), "{name}: template left over");
        assert!(!html.contains('\u{2014}'), "{name}: em dash");
        for found in html.split("<script ").skip(1) {
            assert!(
                found.starts_with("src=\".") || found.starts_with("type=\"application/ld+json\""),
                "{name}: script from elsewhere"
            );
        }
        assert!(
            html.contains("Cats &amp; &lt;dogs&gt;"),
            "{name}: text is escaped"
        );
    }
}

#[test]
fn machine_files_render() {
    let theme = default_theme();
    for (template, own, expected) in [
        (
            "feed.xml",
            context! { feed => value(&sample::feed()), page => context! { language => "en" } },
            "<title>Outage &amp; co</title>",
        ),
        (
            "feeds.opml",
            context! { opml => value(&sample::opml()) },
            "<outline type=\"rss\" text=\"Outage &amp; co\"",
        ),
        (
            "sitemap.xml",
            context! { sitemap => value(&sample::sitemap()) },
            "<loc>https://example.org/a/?x=1&amp;y=2</loc>",
        ),
        (
            "redirect.html",
            context! { redirect => value(&sample::redirect()) },
            "content=\"0; url=../new/index.html\"",
        ),
        (
            "robots.txt",
            context! {},
            "Sitemap: https://example.org/sitemap.xml",
        ),
    ] {
        let context = context! { site => value(&sample::site(42)), ..own };
        let text = theme
            .render(template, context, "the sample")
            .unwrap_or_else(|fault| panic!("{template}: {fault:?}"));
        let text = String::from_utf8_lossy(&text);
        assert!(text.contains(expected), "{template}: {text}");
    }
}

#[test]
fn static_files_are_sorted_and_the_style_sheet_is_one() {
    let theme = default_theme();
    let paths: Vec<_> = theme.static_files().map(|(path, _)| path).collect();
    assert_eq!(
        paths,
        [
            "img/icon.svg",
            "js/copy.js",
            "js/search.js",
            "js/search/address.js",
            "js/search/coder.js",
            "js/search/excerpt.js",
            "js/search/filters.js",
            "js/search/lists.js",
            "js/search/match.js",
            "js/search/packed.js",
            "js/search/panel.js",
            "js/search/phrases.js",
            "js/search/query.js",
            "js/search/rank.js",
            "js/search/results.js",
            "js/search/store.js",
            "js/search/telling.js",
            "js/search/words.js",
            "js/theme.js",
            "js/timeline.js",
            "js/week.js",
            "style.css",
        ]
    );
    let (_, sheet) = theme.static_files().last().unwrap();
    let sheet = std::str::from_utf8(sheet).unwrap();
    assert!(sheet.starts_with("/* The order in which layers win"));
    assert!(sheet.contains("@layer print {"));
    assert!(
        !sheet.contains("url("),
        "nothing is loaded by the style sheet"
    );
}

#[test]
fn a_folder_shadows_single_files_and_faults_are_told_at_their_place() {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    write("static/css/custom.css", "body { color: red }");
    write("static/logo.svg", "<svg/>");
    write(
        "templates/not_found.html",
        "{{ t(\"Page not found\") }}{% include \"partials/hooks/footer.html\" %}: {{ page.titel }}",
    );
    write("templates/term.html", "{% if %}");
    write("templates/partials/hooks/footer.html", "<p>ours</p>");
    let (theme, diagnostics) = Theme::load("default", Some(folder.path()), "en").unwrap();

    let told: Vec<_> = diagnostics.iter().collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].severity, Severity::Error);
    assert_eq!(
        &*told[0].place.as_ref().unwrap().path,
        "theme/templates/term.html"
    );
    assert!(theme.static_files().any(|(path, _)| path == "logo.svg"));
    let (_, sheet) = theme.static_files().last().unwrap();
    assert!(sheet.ends_with(b"body { color: red }\n"));

    let page = sample::page("not_found", "./");
    let context = context! { page => value(&page), site => value(&sample::site(1)) };
    let fault = theme
        .render("not_found.html", context, "404.html")
        .unwrap_err();
    let place = fault.place.unwrap();
    assert_eq!(&*place.path, "theme/templates/not_found.html");
    let text = theme.template_text(&place.path).unwrap();
    assert_eq!(place.span.unwrap().of(text), "page.titel");
    assert_eq!(&*fault.labels[0].place.path, "404.html");

    let term = context! { term => value(&sample::term()) };
    let html = render(&theme, "term.html", &sample::page("term", "../"), term, 1);
    assert!(
        html.contains("<p>ours</p>"),
        "the built-in template serves, with the user's hook"
    );
}

#[test]
fn an_unknown_theme_is_wrong_use() {
    assert!(Theme::builtin("defualt").is_none());
    let error = Theme::load("defualt", None, "en").unwrap_err();
    assert_eq!(error.exit_code(), 2);
}

#[test]
fn what_a_part_gave_is_remembered_by_template_and_key() {
    let mut environment = environment(&Arc::default());
    for (name, text) in [
        ("one.html", "<i>{{ x }}{{ site }}</i>"),
        ("two.html", "<b>{{ x }}</b>"),
        (
            "a.html",
            r#"{{ remember("one.html", "k", x=value) }} {{ remember("two.html", "k", x=value) }} {{ remember("one.html", "l", x=value) }}"#,
        ),
        ("page.html", r#"{{ remember("of_page.html", "k") }}"#),
        ("of_page.html", "{{ page }}"),
    ] {
        environment
            .add_template(name, text)
            .expect("the template is sound");
    }
    let template = environment.get_template("a.html").expect("it is there");
    for (value, expected) in [
        (
            "<1>",
            "<i>&lt;1&gt;s</i> <b>&lt;1&gt;</b> <i>&lt;1&gt;s</i>",
        ),
        // The keys are the same: whoever asks so says that the answer is.
        ("2", "<i>&lt;1&gt;s</i> <b>&lt;1&gt;</b> <i>&lt;1&gt;s</i>"),
    ] {
        assert_eq!(
            template
                .render(context! { value, site => "s" })
                .expect("it renders"),
            expected
        );
    }
    let template = environment.get_template("page.html").expect("it is there");
    let fault = template
        .render(context! { page => "mine" })
        .expect_err("a part that is remembered sees no page");
    let place = super::fault::diagnostic(&fault, |name| name.into()).place;
    assert_eq!(&*place.expect("it has a place").path, "of_page.html");
}
