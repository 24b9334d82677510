//! What a theme says of itself: `theme.toml`, and what it has from the one that it extends.
//!
//! Takes the texts of such files, the extended one's first, gives their values. A key that a file leaves out is that of the theme below
//! it, so that a new part of the style sheet is named once. It opens no part and knows no template.

use std::collections::BTreeMap;

use crate::source::Span;

/// The file.
pub(super) const MANIFEST: &str = "theme.toml";

/// The version of the contract with themes: the views and the names of the blocks.
pub(super) const API: u32 = 1;

/// A file as it is written.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Manifest {
    /// The name of the theme.
    #[expect(dead_code, reason = "the folder names the theme; this is for people")]
    name: String,
    /// The version of the contract that the theme was written for.
    api: u32,
    /// The built-in theme whose files serve where this one has none of that path.
    pub(super) extends: Option<String>,
    /// So many reports are listed in the contents tree beside a report; 0 for no such tree.
    beside: Option<u8>,
    /// The parts of the style sheet in their order, as paths inside `static/css/`.
    styles: Option<Vec<String>>,
    /// Parts of its own among those of the theme below it, by the part behind which they stand.
    #[serde(default)]
    styles_after: BTreeMap<String, Vec<String>>,
}

/// What holds of a theme, with all that it has from others.
#[derive(Debug, Default)]
pub(super) struct Settings {
    /// So many reports are listed in the contents tree beside a report; without it there is no such tree.
    pub(super) beside: Option<u8>,
    /// The parts of the style sheet in their order, as paths inside `static/css/`.
    pub(super) styles: Vec<String>,
}

/// Why a file cannot be used.
#[derive(Debug, PartialEq)]
pub(super) struct Fault {
    /// What is wrong.
    pub(super) message: String,
    /// Where, if somewhere.
    pub(super) span: Option<Span>,
    /// What would be right.
    pub(super) help: String,
}

impl Manifest {
    /// The file of that text.
    pub(super) fn read(text: &str) -> Result<Self, Fault> {
        let manifest: Self = toml::from_str(text).map_err(|error| {
            let span = error.span().unwrap_or_default();
            Fault {
                message: error.message().replace('\n', "; "),
                span: Some(Span::new(span.start, span.end)),
                help: "it holds `name` and `api`, and what is to be otherwise than in the theme that it extends: `beside`, `styles`, \
                       `styles-after`; delete the file to use the theme's own"
                    .to_owned(),
            }
        })?;
        if manifest.api != API {
            return Err(Fault {
                message: format!("this theme is written for `api = {}`", manifest.api),
                span: None,
                help: format!("this version of pmsite offers `api = {API}`"),
            });
        }
        Ok(manifest)
    }
}

impl Settings {
    /// What holds where a file stands above these.
    pub(super) fn under(self, manifest: Manifest) -> Result<Self, (Self, Fault)> {
        let mut styles = manifest.styles.unwrap_or_else(|| self.styles.clone());
        // One part may stand behind another that this table places: the rest waits for a further round.
        let mut left: Vec<_> = manifest.styles_after.iter().collect();
        while let Some((waits, _)) = left.first().copied() {
            let count = left.len();
            left.retain(|(before, parts)| !place_behind(&mut styles, before, parts));
            if left.len() == count {
                let fault = Fault {
                    message: format!(
                        "`styles-after` names `{waits}`, and no such part is in the style sheet"
                    ),
                    span: None,
                    help: format!("the parts are `{}`", styles.join("`, `")),
                };
                return Err((self, fault));
            }
        }
        let beside = manifest.beside.or(self.beside);
        Ok(Self {
            beside: beside.filter(|count| *count > 0),
            styles,
        })
    }
}

/// Puts parts of a style sheet behind another; false where that has no place yet.
fn place_behind(styles: &mut Vec<String>, before: &str, parts: &[String]) -> bool {
    if !styles.iter().any(|part| part == before) {
        return false;
    }
    // A part that has a place already gets this one.
    styles.retain(|part| part == before || !parts.contains(part));
    let place = styles.iter().position(|part| part == before);
    let behind = styles.split_off(place.map_or(styles.len(), |place| place + 1));
    styles.extend(parts.iter().filter(|part| *part != before).cloned());
    styles.extend(behind);
    true
}

#[cfg(test)]
mod tests {
    use super::{Manifest, Settings};

    #[test]
    fn a_part_may_stand_behind_another_that_is_placed_by_the_same_table() {
        for (first, second) in [("a-own.css", "b-own.css"), ("z-own.css", "y-own.css")] {
            let text = format!(
                "[styles-after]\n\"{first}\" = [\"{second}\"]\n\"b.css\" = [\"{first}\"]\n"
            );
            let styles = format!("a.css b.css {first} {second} c.css");
            assert_eq!(over(&[BASE, &text]), Ok((Some(9), styles)));
        }
        let lost = "[styles-after]\n\"lost.css\" = [\"own.css\"]\n";
        let fault = over(&[BASE, lost]).expect_err("no such part");
        assert!(fault.contains("`lost.css`"), "{fault}");
    }

    const BASE: &str =
        "name = \"base\"\napi = 1\nbeside = 9\nstyles = [\"a.css\", \"b.css\", \"c.css\"]\n";

    fn over(texts: &[&str]) -> Result<(Option<u8>, String), String> {
        let mut settings = Settings::default();
        for text in texts {
            let text = if text.contains("name") {
                (*text).to_owned()
            } else {
                format!("name = \"own\"\napi = 1\n{text}")
            };
            let manifest = Manifest::read(&text).map_err(|fault| fault.message)?;
            settings = settings
                .under(manifest)
                .map_err(|(_, fault)| fault.message)?;
        }
        Ok((settings.beside, settings.styles.join(" ")))
    }

    #[test]
    fn what_a_theme_leaves_out_is_that_of_the_one_it_extends() {
        for (own, beside, styles) in [
            ("", Some(9), "a.css b.css c.css"),
            ("beside = 3", Some(3), "a.css b.css c.css"),
            ("beside = 0", None, "a.css b.css c.css"),
            ("styles = [\"x.css\"]", Some(9), "x.css"),
            (
                "styles-after = { \"a.css\" = [\"x.css\", \"y.css\"] }",
                Some(9),
                "a.css x.css y.css b.css c.css",
            ),
            // One that has a place moves, so that a copy of the file of the theme changes nothing.
            (
                "styles-after = { \"a.css\" = [\"c.css\"] }",
                Some(9),
                "a.css c.css b.css",
            ),
            (
                "styles-after = { \"b.css\" = [\"b.css\"] }",
                Some(9),
                "a.css b.css c.css",
            ),
            (
                "styles = [\"x.css\", \"z.css\"]\nstyles-after = { \"x.css\" = [\"y.css\"] }",
                Some(9),
                "x.css y.css z.css",
            ),
        ] {
            assert_eq!(over(&[BASE, own]), Ok((beside, styles.to_owned())), "{own}");
            let twice = over(&[BASE, own, own]).unwrap();
            assert_eq!(twice.1, styles, "{own}");
        }
    }

    #[test]
    fn what_cannot_be_used_is_told() {
        let told = |own: &str| over(&[BASE, own]).unwrap_err();
        let nowhere = told("styles-after = { \"z.css\" = [\"x.css\"] }");
        assert_eq!(
            nowhere,
            "`styles-after` names `z.css`, and no such part is in the style sheet"
        );
        assert_eq!(
            told("name = \"old\"\napi = 7"),
            "this theme is written for `api = 7`"
        );
        assert!(told("style = []").starts_with("unknown field `style`"));
    }
}
