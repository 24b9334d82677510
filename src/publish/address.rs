//! Addresses: where a site will stand, by the address of the repository, and addresses as they may be shown.
//!
//! Takes texts, gives texts. It asks nobody.

/// Where GitHub Pages shows the site of a repository. `None` where the repository is not on github.com.
pub(super) fn of_pages(remote: &str) -> Option<String> {
    let (owner, name) = on_github(remote)?;
    let host = format!("{}.github.io", owner.to_ascii_lowercase());
    Some(if name.eq_ignore_ascii_case(&host) {
        format!("https://{host}/")
    } else {
        format!("https://{host}/{name}/")
    })
}

/// Owner and name of a repository on github.com: `https://github.com/mill/reports.git`, `git@github.com:mill/reports`.
fn on_github(remote: &str) -> Option<(&str, &str)> {
    let (authority, path) = match remote.split_once("://") {
        Some((_, rest)) => rest.split_once('/')?,
        None => remote.split_once(':')?,
    };
    let host = authority.rsplit('@').next()?;
    let host = host.split(':').next()?.to_ascii_lowercase();
    if !matches!(&*host, "github.com" | "www.github.com" | "ssh.github.com") {
        return None;
    }
    let path = path.trim_matches('/');
    let (owner, name) = path.split_once('/')?;
    let name = name.strip_suffix(".git").unwrap_or(name);
    let is_name = |part: &str| {
        let is_sign = |sign: char| sign.is_ascii_alphanumeric() || "-_.".contains(sign);
        !part.is_empty() && part.chars().all(is_sign)
    };
    (is_name(owner) && is_name(name)).then_some((owner, name))
}

/// A text with addresses, without what stands before their host and may be a password or a token. The name before the host of an
/// address of `ssh` is none.
pub(super) fn without_secrets(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("://") {
        let (before, after) = rest.split_at(at + 3);
        out.push_str(before);
        let ends =
            |sign: char| sign.is_whitespace() || matches!(sign, '/' | '\'' | '"' | '?' | '#');
        let authority = &after[..after.find(ends).unwrap_or(after.len())];
        let host = match authority.rsplit_once('@') {
            Some((user, host)) => {
                if before.ends_with("ssh://") && !user.contains(':') {
                    out.push_str(user);
                    out.push('@');
                }
                host
            }
            None => authority,
        };
        out.push_str(host);
        rest = &after[authority.len()..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_repositories() {
        for (remote, expected) in [
            (
                "https://github.com/Mill/reports.git",
                Some("https://mill.github.io/reports/"),
            ),
            (
                "https://token:x@github.com/mill/reports/",
                Some("https://mill.github.io/reports/"),
            ),
            (
                "git@github.com:mill/Reports.git",
                Some("https://mill.github.io/Reports/"),
            ),
            (
                "ssh://git@ssh.github.com:443/mill/reports",
                Some("https://mill.github.io/reports/"),
            ),
            (
                "git@github.com:Mill/Mill.github.io.git",
                Some("https://mill.github.io/"),
            ),
            ("https://github.com/mill", None),
            ("https://github.com/mill/reports/more", None),
            ("https://github.com.mill.example/mill/reports", None),
            ("https://code.mill.example/mill/reports", None),
            ("../reports.git", None),
            ("/srv/git/reports.git", None),
            ("", None),
        ] {
            assert_eq!(of_pages(remote).as_deref(), expected, "{remote}");
        }
    }

    #[test]
    fn secrets_are_not_shown() {
        for (text, expected) in [
            ("no address", "no address"),
            (
                "cannot reach 'https://me:s3cret@mill.example/a.git/': no",
                "cannot reach 'https://mill.example/a.git/': no",
            ),
            ("https://t0ken@mill.example", "https://mill.example"),
            (
                "https://a:b@c@mill.example/x http://d:e@f",
                "https://mill.example/x http://f",
            ),
            ("ssh://git@mill.example/a", "ssh://git@mill.example/a"),
            ("ssh://git:pw@mill.example/a", "ssh://mill.example/a"),
            ("https://mill.example/@me", "https://mill.example/@me"),
            ("://", "://"),
        ] {
            assert_eq!(without_secrets(text), expected);
        }
    }
}
