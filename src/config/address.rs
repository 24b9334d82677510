//! Addresses and names that a configuration states: checked and brought into one form.
//!
//! Takes what somebody wrote, gives the form everyone else relies on or a sentence that says what is wrong. It resolves
//! nothing and asks no network.

/// Where a site stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Home {
    /// The whole address, ending in `/`.
    Address(String),
    /// The path on a host that nobody names, from `/` to `/`.
    Path(String),
}

/// Where a site stands: its address, or the path of it alone, as mdBook has it.
pub fn site_home(written: &str) -> Result<Home, String> {
    let written = written.trim();
    let Some(path) = written.strip_prefix('/') else {
        return site_url(written).map(Home::Address);
    };
    if path.starts_with('/') {
        return Err(format!(
            "`{written}` begins with two `/`: neither a path nor an address"
        ));
    }
    check_signs(written)?;
    let parts = path.split('/').filter(|part| !part.is_empty());
    let parts: Vec<&str> = parts.collect();
    if parts.iter().any(|part| matches!(*part, "." | "..")) {
        return Err(format!("`{written}` holds a part that is no name"));
    }
    Ok(Home::Path(match parts.join("/").as_str() {
        "" => "/".to_owned(),
        parts => format!("/{parts}/"),
    }))
}

/// The address a site lives at: absolute, `http` or `https`, without query and fragment, ending in `/`.
pub fn site_url(written: &str) -> Result<String, String> {
    let written = written.trim();
    absolute(written)?;
    check_signs(written)?;
    let slash = if written.ends_with('/') { "" } else { "/" };
    Ok(format!("{written}{slash}"))
}

/// What stands before the name of a page of a wiki: absolute, ending in `/` where no query names the page.
pub(super) fn wiki_url(written: &str) -> Result<String, String> {
    let written = written.trim();
    absolute(written)?;
    if written.contains('#') {
        return Err(format!(
            "`{written}` holds a `#`, which what stands before the name of a page cannot"
        ));
    }
    let is_complete = written.ends_with(['/', '=', ':']);
    let slash = if is_complete { "" } else { "/" };
    Ok(format!("{written}{slash}"))
}

/// Whether this is an absolute address with `http` or `https` and a host.
pub(super) fn absolute(written: &str) -> Result<(), String> {
    let scheme = ["https://", "http://"].into_iter().find(|scheme| {
        written
            .get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    });
    let Some(scheme) = scheme else {
        return Err(format!(
            "`{written}` is not an absolute `http` or `https` address"
        ));
    };
    let rest = &written[scheme.len()..];
    let host = rest.split(['/', '?', '#']).next().unwrap_or("");
    if host.is_empty() || host.starts_with(':') {
        return Err(format!("`{written}` names no host"));
    }
    check_odd(written)
}

/// Refuses what no address holds.
fn check_odd(written: &str) -> Result<(), String> {
    let odd = |sign: char| {
        sign.is_whitespace() || sign.is_control() || matches!(sign, '"' | '<' | '>' | '\\' | '`')
    };
    match written.chars().find(|sign| odd(*sign)) {
        Some(sign) => Err(format!("`{written}` holds {sign:?}, which no address can")),
        None => Ok(()),
    }
}

/// Refuses what the address of a site cannot hold.
fn check_signs(written: &str) -> Result<(), String> {
    check_odd(written)?;
    match written.chars().find(|sign| matches!(sign, '?' | '#')) {
        Some(sign) => Err(format!(
            "`{written}` holds a `{sign}`, which the address of a site cannot"
        )),
        None => Ok(()),
    }
}

/// Whether this can be the name of a host: labels of letters, digits and hyphens, at least two of them.
pub(super) fn is_host_name(name: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .chars()
                .all(|sign| sign.is_alphanumeric() || sign == '-')
    };
    name.len() <= 253 && name.contains('.') && name.split('.').all(is_label)
}

/// Whether this has the form of a BCP 47 tag, for example `en` or `pt-BR`: a language, then a script, a region and variants where there
/// are such, in that order. Browsers refuse others. Extensions say nothing that a page needs.
pub(super) fn is_language_tag(tag: &str) -> bool {
    let is_of = |part: &str, lengths: std::ops::RangeInclusive<usize>, is: fn(&u8) -> bool| {
        lengths.contains(&part.len()) && part.as_bytes().iter().all(is)
    };
    let mut parts = tag.split('-').peekable();
    let is_language = |part| is_of(part, 2..=3, u8::is_ascii_alphabetic);
    let is_script = |part: &&str| is_of(part, 4..=4, u8::is_ascii_alphabetic);
    let is_region = |part: &&str| {
        is_of(part, 2..=2, u8::is_ascii_alphabetic) || is_of(part, 3..=3, u8::is_ascii_digit)
    };
    let is_variant = |part: &str| {
        is_of(part, 5..=8, u8::is_ascii_alphanumeric)
            || part.starts_with(|first: char| first.is_ascii_digit())
                && is_of(part, 4..=4, u8::is_ascii_alphanumeric)
    };
    if !parts.next().is_some_and(is_language) {
        return false;
    }
    parts.next_if(is_script);
    parts.next_if(is_region);
    parts.all(is_variant)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_hosts_and_tags() {
        let good = [
            ("https://a.example", "https://a.example/"),
            ("http://localhost:8000/x/", "http://localhost:8000/x/"),
            ("HTTPS://a.example/b", "HTTPS://a.example/b/"),
        ];
        for (written, expected) in good {
            assert_eq!(site_url(written).as_deref(), Ok(expected));
        }
        for bad in [
            "",
            "/book/",
            "a.example",
            "ftp://a.example",
            "https://",
            "https:///x",
            "https://a b",
            "https://a/?q",
            "https://a/#f",
            "é",
        ] {
            assert!(site_url(bad).is_err(), "{bad}");
        }
        for (written, expected) in [
            ("/repo/", "/repo/"),
            ("/repo", "/repo/"),
            (" /a//b%20c ", "/a/b%20c/"),
            ("/", "/"),
        ] {
            let home = Home::Path(expected.to_owned());
            assert_eq!(site_home(written), Ok(home), "{written}");
        }
        let whole = Home::Address("https://a.example/".to_owned());
        assert_eq!(site_home("https://a.example"), Ok(whole));
        for bad in [
            "",
            "repo/",
            "//a.example/",
            "/a b/",
            "/a/../b/",
            "/a?b",
            "/#",
        ] {
            assert!(site_home(bad).is_err(), "{bad}");
        }
        for (name, is_good) in [
            ("a.example.org", true),
            ("localhost", false),
            ("https://a.b", false),
            ("a..b", false),
            ("-a.b", false),
            ("a.b:80", false),
            ("bücher.example", true),
        ] {
            assert_eq!(is_host_name(name), is_good, "{name}");
        }
        for (tag, is_good) in [
            ("en", true),
            ("pt-BR", true),
            ("zh-Hant-TW", true),
            ("en_US", false),
            ("english", false),
            ("", false),
            ("en-", false),
        ] {
            assert_eq!(is_language_tag(tag), is_good, "{tag}");
        }
    }
}
