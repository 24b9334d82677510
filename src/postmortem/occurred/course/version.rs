//! Faults that are known and mended elsewhere: `hit a bug that was fixed in v0.6`, `already fixed upstream`. That ends no incident; the
//! version that has it does, once it is deployed.
//!
//! Takes words, gives the version that they name. It does not compare versions.

use crate::postmortem::near::{AnyOf, words};

/// True where what stands behind `fixed` says where a fault is mended, and not when this one was: ` in v0.6`, ` upstream`.
pub(super) fn is_elsewhere(behind: &str) -> bool {
    static PLACES: AnyOf = AnyOf::new(&["upstream", "oppstrøms"]);
    let upstream = words(behind).next().is_some_and(|word| PLACES.has(word));
    upstream && behind.starts_with(' ') || named_behind(behind).is_some()
}

/// True where what stands before `fixed` says that it was so before: `a bug that had already been`.
pub(super) fn is_known_before(before: &str) -> bool {
    static EARLIER: AnyOf =
        AnyOf::new(&["already", "previously", "allerede", "bereits", "déjà", "ya"]);
    static RELATIVE: AnyOf = AnyOf::new(&["that", "which", "som", "qui", "que"]);
    let mut near = before.rsplit(' ').filter(|word| !word.is_empty()).take(5);
    let mut is_earlier = false;
    near.any(|word| {
        is_earlier |= EARLIER.has(word);
        is_earlier && RELATIVE.has(word)
    })
}

/// The version in which words say that something is fixed.
pub(super) fn fixed_in(text: &str) -> Option<&str> {
    const FIXED: [&str; 6] = [
        "fixed",
        "resolved",
        "patched",
        "solved",
        "corrected",
        "fikset",
    ];
    FIXED.iter().find_map(|word| {
        let at = text.find(word)?;
        named_behind(&text[at + word.len()..])
    })
}

/// True where words say that this version goes out.
pub(super) fn deploys(text: &str, version: &str) -> bool {
    static GOES_OUT: AnyOf = AnyOf::new(&[
        "deploy",
        "deploys",
        "deployed",
        "deploying",
        "deployment",
        "upgrade",
        "upgraded",
        "upgrades",
        "update",
        "updated",
        "updates",
        "rolled",
        "rollout",
        "released",
        "installed",
        "shipped",
        "live",
        "oppgradert",
        "deployet",
        "aktualisiert",
        "desplegado",
        "déployé",
    ]);
    let bare = |word: &str| word.trim_start_matches(['v', 'V']).to_owned();
    let is_it = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.starts_with(|c: char| c.is_ascii_digit() || matches!(c, 'v' | 'V'))
            && bare(word) == bare(version)
    };
    words(text).any(|word| GOES_OUT.has(word)) && text.split_whitespace().any(is_it)
}

/// The version that stands right behind, after `in` and the like.
fn named_behind(behind: &str) -> Option<&str> {
    let mut near = behind.strip_prefix(' ')?.split_whitespace();
    let is_in = near.next().is_some_and(|word| {
        matches!(
            word,
            "in" | "by" | "with" | "since" | "as" | "i" | "dans" | "en"
        )
    });
    if !is_in {
        return None;
    }
    let mut word = near.next()?;
    let mut is_named = false;
    while matches!(word, "version" | "release" | "versjon" | "the" | "of") {
        is_named |= word != "the" && word != "of";
        word = near.next()?;
    }
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    let number = word.trim_start_matches(['v', 'V']);
    let is_number = number.starts_with(|c: char| c.is_ascii_digit())
        && number
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+'));
    // `in 20 minutes` and `in 1.5 hours` tell how long it took, `in 2021-05` when.
    let is_marked = number.len() < word.len() || is_named || number.matches('.').count() > 1;
    let mut is_length = || {
        let next = near.next().unwrap_or_default();
        next.starts_with(|c: char| c.is_ascii_lowercase())
            && matches!(next.as_bytes(), [b'h' | b'm' | b's' | b'd' | b'w', ..])
    };
    let is_version = is_number && (is_marked || number.contains('.') && !is_length());
    is_version.then_some(word)
}

#[cfg(test)]
mod tests {
    use super::{deploys, fixed_in, is_elsewhere, is_known_before};

    #[test]
    fn where_something_is_fixed() {
        for (text, expected) in [
            ("we hit a bug that was fixed in v0.6", Some("v0.6")),
            ("a leak, fixed in version 12, was the cause", Some("12")),
            ("fixed in 2.4.1", Some("2.4.1")),
            ("fixed in 20 minutes", None),
            ("fixed in 1.5 hours", None),
            ("fixed in the proxy", None),
            ("fixed at 10:40", None),
        ] {
            assert_eq!(fixed_in(text), expected, "{text}");
        }
        assert!(is_elsewhere(" upstream, but not here"));
        assert!(!is_elsewhere(" by a restart"));
        assert!(is_known_before("we ran into a bug that had already been "));
        assert!(!is_known_before("the disk was already "));
    }

    #[test]
    fn the_version_goes_out() {
        assert!(deploys("v0.6 is deployed", "v0.6"));
        assert!(deploys("Upgraded the hub to 0.6.", "v0.6"));
        assert!(!deploys("v0.6.1 is deployed", "v0.6"));
        assert!(!deploys("v0.6 has its own faults", "v0.6"));
    }
}
