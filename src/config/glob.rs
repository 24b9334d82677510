//! Patterns of paths, as configuration writes them. What they match is not known here.

use super::table::Checked;

/// A pattern of paths.
pub(super) fn glob(written: &str) -> Checked<String> {
    match globset::Glob::new(written) {
        Ok(_) => Ok(written.to_owned()),
        Err(fault) => Err((
            format!("`{written}` is not a glob: {}", fault.kind()),
            "write a pattern such as `*.md` or `drafts/**`".to_owned(),
        )),
    }
}
