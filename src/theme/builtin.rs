//! The themes that are compiled into the program, so that one file is all a user installs.

use include_dir::{Dir, include_dir};

static THEMES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes");

/// The names of the built-in themes, sorted.
pub(super) fn names() -> Vec<&'static str> {
    let mut names: Vec<_> = THEMES
        .dirs()
        .filter_map(|theme| theme.path().to_str())
        .collect();
    names.sort_unstable();
    names
}

/// The files of a built-in theme: the path inside the theme, with `/` between its parts, and the bytes; `None` where there is
/// no theme of that name.
pub(super) fn files(name: &str) -> Option<Vec<(String, &'static [u8])>> {
    let theme = THEMES
        .dirs()
        .find(|theme| theme.path().to_str() == Some(name))?;
    let mut files = Vec::new();
    let mut folders = vec![theme];
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        for file in folder.files() {
            let inside = file.path().strip_prefix(name).unwrap_or(file.path());
            let parts: Vec<_> = inside
                .iter()
                .map(|part| part.to_string_lossy().into_owned())
                .collect();
            files.push((parts.join("/"), file.contents()));
        }
    }
    files.sort_unstable();
    Some(files)
}
