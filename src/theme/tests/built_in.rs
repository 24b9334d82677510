//! The built-in themes, and what stands above one: what each has from the theme that it extends.

use super::*;

fn sheet(theme: &Theme) -> String {
    let bytes = theme.static_file(STYLE_SHEET).unwrap();
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn every_built_in_theme_says_what_can_be_used() {
    for name in builtin::names() {
        let files = builtin::files(name).unwrap();
        let (_, bytes) = files.iter().find(|(path, _)| path == MANIFEST).unwrap();
        let manifest = Manifest::read(std::str::from_utf8(bytes).unwrap());
        let extended = manifest.unwrap_or_else(|fault| panic!("{name}: {fault:?}"));
        let below = extended.extends.as_deref();
        let below = below.map(|below| builtin_files(below).unwrap().settings);
        let settings = below.unwrap_or_default().under(extended);
        let settings = settings.unwrap_or_else(|(_, fault)| panic!("{name}: {fault:?}"));
        // A part that is named nowhere would be a file of its own that no page loads.
        for path in builtin_files(name).unwrap().files.keys() {
            if let Some(part) = path.strip_prefix("static/css/") {
                assert!(
                    settings.styles.iter().any(|style| style == part),
                    "{name}: {part}"
                );
            }
        }
    }
}

#[test]
fn a_theme_extends_another_file_by_file() {
    for (name, extended) in all() {
        let Some(extended) = extended else { continue };
        let (own, below) = (theme(name), theme(extended));
        let lines = sheet(&own);
        for line in sheet(&below).lines() {
            assert!(lines.contains(line), "{name}: {line}");
        }
        let paths = |theme: &Theme| -> BTreeSet<String> {
            let files = theme.static_files();
            files.map(|(path, _)| path.to_owned()).collect()
        };
        assert!(paths(&own).is_superset(&paths(&below)), "{name}");
        assert_eq!(own.templates.keys().collect::<BTreeSet<_>>(), {
            let all = own.templates.keys().chain(below.templates.keys());
            all.collect::<BTreeSet<_>>()
        });
    }
}

#[test]
fn the_classic_theme_has_a_tree_beside_every_page() {
    let classic = theme("classic");
    let default = default_theme();
    assert_eq!(classic.beside(), Some(14));
    assert_eq!(default.beside(), None);
    // Its own, and what it has from the other, are called by where they stand.
    for (path, is_there) in [
        ("themes/classic/templates/base.html", true),
        ("themes/default/templates/report.html", true),
        ("themes/classic/templates/report.html", false),
    ] {
        assert_eq!(classic.template_text(path).is_some(), is_there, "{path}");
    }
    assert!(sheet(&classic).contains("--tree: 16rem"));
    assert!(!sheet(&default).contains("--tree"));
    let not_found = |theme: &Theme| {
        let page = sample::page("not_found", "./");
        render(theme, "not_found.html", &page, context! {}, 1)
    };
    let html = not_found(&classic);
    assert_eq!(
        html.matches("Cats &amp; &lt;dogs&gt; in the cellar")
            .count(),
        1
    );
    assert_eq!(html.matches("aria-current=\"page\"").count(), 1);
    assert!(!not_found(&default).contains("in the cellar"));
}

/// A file of the user's says what is to be otherwise, and nothing else.
#[test]
fn a_users_theme_file_stands_above_that_of_the_theme() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(folder.path().join("static/css")).unwrap();
    std::fs::write(folder.path().join("static/css/own.css"), "i { top: 0 }").unwrap();
    let load = |text: &str| {
        let text = format!("name = \"own\"\napi = 1\n{text}");
        std::fs::write(folder.path().join(MANIFEST), text).unwrap();
        let (theme, diagnostics) = Theme::load("classic", Some(folder.path()), "en").unwrap();
        let told: Vec<String> = diagnostics.iter().map(|one| one.message.clone()).collect();
        (theme, told)
    };
    let classic = sheet(&theme("classic"));

    let (own, told) = load("[styles-after]\n\"tokens.css\" = [\"own.css\"]\n");
    assert_eq!(told, [""; 0]);
    assert_eq!(own.beside(), Some(14));
    assert_eq!(sheet(&own).replace("i { top: 0 }\n", ""), classic);
    assert_ne!(sheet(&own), classic);

    let (own, told) = load("beside = 0\n[styles-after]\n\"token.css\" = [\"own.css\"]\n");
    assert_eq!(
        told[0],
        "`styles-after` names `token.css`, and no such part is in the style sheet"
    );
    // What cannot be used has no part in it.
    assert_eq!((own.beside(), sheet(&own) == classic), (Some(14), true));
}

#[test]
fn the_configuration_knows_every_built_in_theme() {
    let names: Vec<_> = all().into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, crate::config::THEMES);
}
