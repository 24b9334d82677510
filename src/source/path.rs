//! Paths inside the source folder: parts with `/` between them, never absolute, without `.` and `..`.
//!
//! Takes what an author or a tool wrote, gives a path, and one of three answers where it would lead out of the folder: it stays at
//! the root ([`joined`]: links are forgiven much), there is none ([`inside`]: what is opened must be ours), or it is no path at
//! all ([`is_plain`]: what names a file of its own must be written as it is). It looks at no disk.

/// A path from a folder; what leads above the root stays at the root.
pub fn joined(folder: &str, path: &str) -> String {
    parts(folder, path).0.join("/")
}

/// A path from a folder; `None` where it leads above the root on its way, or to the root itself.
pub fn inside(folder: &str, path: &str) -> Option<String> {
    let (parts, is_above) = parts(folder, path);
    (!is_above && !parts.is_empty()).then(|| parts.join("/"))
}

/// True for a path of names that every system takes for such.
pub fn is_plain(path: &str) -> bool {
    let is_name = |name: &str| !matches!(name, "" | "." | "..");
    path.split('/').all(is_name)
        && !path.contains(|sign: char| sign == '\\' || sign.is_control())
        // `C:` names a disk.
        && path.as_bytes().get(1) != Some(&b':')
}

/// The names on the way from a folder along a path, and whether it led above the root.
fn parts<'p>(folder: &'p str, path: &'p str) -> (Vec<&'p str>, bool) {
    let mut parts: Vec<&str> = Vec::new();
    let mut is_above = false;
    for part in folder.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." => is_above |= parts.pop().is_none(),
            part => parts.push(part),
        }
    }
    (parts, is_above)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_joined_and_kept_inside() {
        for (folder, path, at_root, within) in [
            ("a/b", "../c/./d", "a/c/d", Some("a/c/d")),
            ("a/b", "../../../c/./d", "c/d", None),
            ("", "x//y/", "x/y", Some("x/y")),
            ("a", "..", "", None),
            ("", "", "", None),
            ("", "../a", "a", None),
            ("a", "../../a/b", "a/b", None),
        ] {
            assert_eq!(joined(folder, path), at_root, "{folder} {path}");
            assert_eq!(inside(folder, path).as_deref(), within, "{folder} {path}");
        }
    }

    #[test]
    fn a_plain_path_is_one_of_names() {
        for (path, expected) in [
            ("a/b c.rst", true),
            ("a", true),
            ("/a", false),
            ("a//b", false),
            ("a/../b", false),
            ("./a", false),
            ("a\\b", false),
            ("a\nb", false),
            ("C:/a", false),
            ("", false),
        ] {
            assert_eq!(is_plain(path), expected, "{path:?}");
        }
    }
}
