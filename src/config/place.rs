//! Paths that `book.toml` names, checked: beside it, or below it.
//!
//! Takes a path as written, gives it or what is wrong with it. Whether anything is there is not asked.

use super::table::Checked;

/// A path beside `book.toml`, which may lead upwards.
pub(super) fn relative(path: &str, key: &str, example: &str) -> Checked<()> {
    let help = format!("write a path beside `book.toml`, such as `{example}`");
    if path.trim().is_empty() {
        return Err((format!("`{key}` is empty"), help));
    }
    let has_drive = path.as_bytes().get(1) == Some(&b':');
    if path.starts_with(['/', '\\']) || has_drive {
        return Err((format!("`{path}` is an absolute path"), help));
    }
    Ok(())
}

/// A path beside or below `book.toml`.
pub(super) fn inside(path: &str, key: &str, example: &str) -> Checked<String> {
    relative(path, key, example)?;
    if path.split(['/', '\\']).any(|part| part == "..") {
        return Err((
            format!("`{path}` leads out of the folder of `book.toml`"),
            format!("write a path inside that folder, such as `{example}`"),
        ));
    }
    Ok(path.to_owned())
}
