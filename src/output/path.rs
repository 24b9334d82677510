//! Paths inside the output folder.
//!
//! Takes what a page or a manifest names, says whether it is a file inside the folder that we may write. It touches no disk.

/// The start of the names that are our own beside the site.
pub(super) const OWN: &str = ".pmsite-";

/// Refuses a path that is not relative, leads upwards, or names something that is not ours to write.
pub(super) fn check(path: &str) -> Result<(), String> {
    let refused = |why: &str| Err(format!("`{path}` is no path inside the site: {why}"));
    if path.is_empty() {
        return refused("it is empty");
    }
    if path.chars().any(|sign| sign.is_control() || sign == '\\') {
        return refused("it holds a backslash or a control character");
    }
    for part in path.split('/') {
        let lower = part.to_ascii_lowercase();
        match lower.as_str() {
            "" => return refused("it has an empty part"),
            "." | ".." => return refused("it holds `.` or `..`"),
            ".git" => return refused("`.git` is never touched"),
            _ if lower.starts_with(OWN) => return refused("the name is kept for pmsite itself"),
            _ => {}
        }
    }
    // A drive of Windows: `c:x` is not relative there.
    if path.as_bytes().get(1) == Some(&b':') {
        return refused("it names a drive");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn only_paths_inside_are_taken() {
        for good in [
            "index.html",
            "a/b c/index.html",
            ".nojekyll",
            "é/…",
            "a..b/c",
        ] {
            assert!(check(good).is_ok(), "{good}");
        }
        for bad in [
            "",
            "/a",
            "a//b",
            "a/",
            "../a",
            "a/../b",
            "./a",
            "a\\b",
            "a\nb",
            ".git/config",
            "a/.GIT/x",
            ".pmsite-manifest",
            "c:a",
        ] {
            assert!(check(bad).is_err(), "{bad}");
        }
    }
}
