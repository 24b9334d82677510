//! The user's own files beside those of a theme: what they replace, what they add, and what they probably miss.
//!
//! A misspelt override that is silently ignored costs an afternoon; so whatever has no effect is named, with the file that
//! was perhaps meant.

#![expect(
    clippy::disallowed_methods,
    reason = "a user's theme folder is read here"
)]

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::Path;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::error::Error;

/// The user's folder, beside `book.toml`; messages call it so.
pub const FOLDER: &str = "theme";

/// Reads every file of the user's folder: path inside it and bytes, sorted. Hidden files are passed over; a link is followed
/// only inside the project, which is the folder that holds this one, since what stands in `static/` is published.
pub(super) fn read(
    folder: &Path,
    diagnostics: &mut Diagnostics,
) -> Result<BTreeMap<String, Vec<u8>>, Error> {
    let mut files = BTreeMap::new();
    let project = folder
        .parent()
        .unwrap_or(folder)
        .canonicalize()
        .map_err(|cause| Error::io("reading", folder, cause))?;
    let mut walk = walkdir::WalkDir::new(folder)
        .follow_links(true)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| {
            entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.')
        });
    while let Some(entry) = walk.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(failure) => {
                let path = failure.path().unwrap_or(folder);
                diagnostics.push(unreadable(folder, path, &failure));
                continue;
            }
        };
        if entry.path_is_symlink() && !stays_inside(&project, entry.path()) {
            let message =
                "the link leads out of the project, or to something hidden, and was not followed";
            diagnostics.push(
                warning(folder, entry.path(), message.to_owned())
                    .help("copy the file itself to its place"),
            );
            if entry.file_type().is_dir() {
                walk.skip_current_dir();
            }
            continue;
        }
        if !entry.file_type().is_file() {
            continue;
        }
        let inside = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let parts: Vec<_> = inside
            .iter()
            .map(|part| part.to_string_lossy().into_owned())
            .collect();
        match std::fs::read(entry.path()) {
            Ok(bytes) => {
                files.insert(parts.join("/"), bytes);
            }
            Err(cause) => {
                let message = format!("reading the file failed: {cause}");
                diagnostics.push(warning(folder, entry.path(), message));
            }
        }
    }
    Ok(files)
}

/// A file of the user's that cannot be used: the one of the theme serves, where there is one.
fn warning(folder: &Path, path: &Path, message: String) -> Diagnostic {
    let inside = path.strip_prefix(folder).unwrap_or(path);
    let path = Path::new(FOLDER).join(inside);
    Diagnostic::warning("unreadable-file", message)
        .in_file(path.to_string_lossy().replace('\\', "/"))
}

/// What the walk could not enter or look at.
fn unreadable(folder: &Path, path: &Path, failure: &walkdir::Error) -> Diagnostic {
    let is_link = path.is_symlink();
    if is_link && failure.loop_ancestor().is_some() {
        let message = "the link leads back to a folder above it and was not followed";
        return warning(folder, path, message.to_owned()).help("remove it");
    }
    let cause = failure.io_error();
    if is_link && cause.is_some_and(|cause| cause.kind() == ErrorKind::NotFound) {
        let message = "the link leads nowhere; it has no effect";
        return warning(folder, path, message.to_owned())
            .help("remove it, or copy the file itself to its place");
    }
    let cause = cause.map_or_else(|| failure.to_string(), ToString::to_string);
    warning(folder, path, format!("reading it failed: {cause}"))
}

/// True where a link leads to something in the project that is not hidden.
fn stays_inside(project: &Path, link: &Path) -> bool {
    link.canonicalize().is_ok_and(|target| {
        target.strip_prefix(project).is_ok_and(|inside| {
            inside
                .iter()
                .all(|part| !part.to_string_lossy().starts_with('.'))
        })
    })
}

/// Names the user's files that have no effect. `known` are the files of the theme, `styles` the parts of its style sheet.
/// `takes_part` tells of a path whether a file there is looked for by its name.
pub(super) fn unused(
    own: &BTreeMap<String, Vec<u8>>,
    known: &[String],
    styles: &[String],
    theme: &str,
    takes_part: fn(&str) -> bool,
) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    let mut strangers = Vec::new();
    for path in own.keys() {
        if known.contains(path) || takes_part(path) || has_effect(path, own, styles) {
            continue;
        }
        let nearest = nearest(path, known);
        let extra = path.starts_with("static/") && !is_style_part(path);
        match nearest {
            Some(meant) => {
                let told = if extra {
                    let message = format!(
                        "the theme `{theme}` has no file of this name; it is copied, nothing uses it"
                    );
                    Diagnostic::note("unknown-theme-file", message)
                } else {
                    let message =
                        format!("the theme `{theme}` has no file of this name; it has no effect");
                    Diagnostic::warning("unknown-theme-file", message)
                };
                diagnostics.push(
                    told.in_file(format!("{FOLDER}/{path}"))
                        .help(format!("did you mean `{FOLDER}/{meant}`?")),
                );
            }
            // A picture or a font of the user's own: copied, which is what was wanted.
            None if extra => {}
            None => strangers.push(path.as_str()),
        }
    }
    if let [first, rest @ ..] = strangers.as_slice() {
        let message = match rest.len() {
            0 => format!("`{FOLDER}/{first}` is no file of the theme `{theme}`; it has no effect"),
            1 => format!(
                "`{FOLDER}/{first}` and `{FOLDER}/{}` are no files of the theme `{theme}`; they have no effect",
                rest[0]
            ),
            more => format!(
                "`{FOLDER}/{first}` and {more} more are no files of the theme `{theme}`; they have no effect"
            ),
        };
        diagnostics.push(
            Diagnostic::warning("unknown-theme-file", message)
                .in_file(format!("{FOLDER}/{first}"))
                .help(format!(
                    "templates stand in `{FOLDER}/templates/`, other files in `{FOLDER}/static/`; rules of your own go into \
                     `{FOLDER}/static/css/custom.css`"
                )),
        );
    }
    diagnostics
}

/// True for a file that the theme does not have but that takes part: a template which another of the user's templates names,
/// a part of the style sheet which the user's own `theme.toml` lists.
fn has_effect(path: &str, own: &BTreeMap<String, Vec<u8>>, styles: &[String]) -> bool {
    if let Some(name) = path.strip_prefix("templates/") {
        let quoted = [format!("\"{name}\""), format!("'{name}'")];
        return own
            .iter()
            .filter(|(other, _)| other.starts_with("templates/") && *other != path)
            .filter_map(|(_, bytes)| std::str::from_utf8(bytes).ok())
            .any(|text| quoted.iter().any(|quoted| text.contains(quoted.as_str())));
    }
    path.strip_prefix("static/css/")
        .is_some_and(|part| styles.iter().any(|style| style == part))
}

/// True for a style sheet in the folder of the parts, which is never loaded by itself.
fn is_style_part(path: &str) -> bool {
    path.strip_prefix("static/css/")
        .is_some_and(|part| part.rsplit('.').next() == Some("css"))
}

/// The file of the theme that was perhaps meant: one of the same stem in another folder, else one spelt nearly so.
fn nearest<'a>(path: &str, known: &'a [String]) -> Option<&'a str> {
    let stem = |path: &str| {
        let name = path.rsplit('/').next().unwrap_or(path);
        name.split('.').next().unwrap_or(name).to_lowercase()
    };
    let own = stem(path);
    let distance = |candidate: &str| strsim::osa_distance(path, candidate);
    known
        .iter()
        .filter(|candidate| {
            stem(candidate) == own
                || (candidate.rsplit_once('/').map(|(folder, _)| folder)
                    == path.rsplit_once('/').map(|(folder, _)| folder)
                    && own.chars().count() > 3
                    && strsim::osa_distance(&stem(candidate), &own) <= 2)
        })
        // The right name in the wrong folder is meant before another name.
        .min_by_key(|candidate| (stem(candidate) != own, distance(candidate)))
        .map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_without_effect_are_named() {
        let known: Vec<String> = [
            "templates/report.html",
            "templates/partials/head.html",
            "templates/feed.xml",
            "static/css/tokens.css",
        ]
        .map(str::to_owned)
        .to_vec();
        let own: BTreeMap<String, Vec<u8>> = [
            (
                "templates/report.html",
                "{% include \"partials/mine.html\" %}",
            ),
            ("templates/partials/mine.html", ""),
            ("templates/reprot.html", ""),
            ("static/logo.svg", ""),
            ("static/css/brand.css", ""),
            ("head.hbs", ""),
            ("templates/head.html", ""),
        ]
        .into_iter()
        .map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()))
        .collect();
        let found: Vec<_> = unused(&own, &known, &["tokens.css".to_owned()], "default", |_| {
            false
        })
        .into_iter()
        .map(|note| {
            let path = note.place.map(|place| place.path.to_string());
            (path.unwrap_or_default(), note.help.unwrap_or_default())
        })
        .collect();
        let paths: Vec<_> = found.iter().map(|(path, _)| path.as_str()).collect();
        assert_eq!(
            paths,
            [
                "theme/head.hbs",
                "theme/templates/head.html",
                "theme/templates/reprot.html",
                "theme/static/css/brand.css"
            ]
        );
        assert!(found[0].1.contains("`theme/templates/partials/head.html`"));
        assert!(found[1].1.contains("`theme/templates/partials/head.html`"));
        assert!(found[2].1.contains("`theme/templates/report.html`"));
    }
}
