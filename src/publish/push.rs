//! The push of one commit to one branch of a remote, which must still be as it was fetched.
//!
//! Takes the commit and what the branch is expected to be, says whether it was. Why a remote refuses is said in its own words.

use super::git::{Git, Said};
use crate::error::Error;

/// What git says of a branch that is not what was expected: by what we know of it, and by what the remote finds when it is moved.
const MOVED: [&str; 5] = [
    "stale info",
    "fetch first",
    "non-fast-forward",
    "cannot lock ref",
    "failed to update ref",
];

/// Pushes. False where the branch is not what was expected, and stays what it is.
pub(super) fn push(
    git: &Git,
    remote: &str,
    branch: &str,
    commit: &str,
    expected: Option<&str>,
) -> Result<bool, Error> {
    let name = format!("refs/heads/{branch}");
    // Without a commit behind the colon: that there is no such branch.
    let lease = format!("--force-with-lease={name}:{}", expected.unwrap_or_default());
    let said = git.ask([
        "push",
        "--porcelain",
        "--no-progress",
        "--no-verify",
        "--no-follow-tags",
        "--no-signed",
        "--recurse-submodules=no",
        &lease,
        "--",
        remote,
        &format!("{commit}:{name}"),
    ])?;
    if said.is_ok {
        return Ok(true);
    }
    let refusal = refusal(&said);
    if refusal
        .as_ref()
        .is_some_and(|why| MOVED.iter().any(|moved| why.contains(moved)))
    {
        return Ok(false);
    }
    let pushing = format!("pushing `{branch}` to `{remote}` failed");
    let remarks: Vec<&str> = remarks(&said).collect();
    let remarks = match remarks[..] {
        [] => String::new(),
        _ => format!("; it says: {}", remarks.join("; ")),
    };
    Err(Error::Failed(match refusal {
        Some(why) => format!("{pushing}: the remote refuses it ({why}){remarks}"),
        None => format!("{pushing}: {}", said.why()),
    }))
}

/// Why the branch was not moved: what stands in the brackets at the end of its line.
fn refusal(said: &Said) -> Option<String> {
    let out = String::from_utf8_lossy(&said.out);
    let line = out.lines().find(|line| line.starts_with('!'))?;
    let why = line.split_once('[')?.1;
    let (kind, why) = why.split_once(']')?;
    let why = why.trim().trim_start_matches('(').trim_end_matches(')');
    Some(if why.is_empty() { kind } else { why }.to_owned())
}

/// What the remote says besides.
fn remarks(said: &Said) -> impl Iterator<Item = &str> {
    let lines = said
        .told
        .lines()
        .filter_map(|line| line.strip_prefix("remote:"));
    lines.map(str::trim).filter(|line| !line.is_empty()).take(6)
}
