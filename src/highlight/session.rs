//! Sessions: prompts, what was typed behind them, and what it gave.
//!
//! A prompt is known by its shape. `$ ` and the prompts that name a user or a program are sure; `# ` and `> ` begin comments and
//! quotations as well, so they count only in a text that is a session anyway.

use hl_lite::Lang;

use super::Class;
use super::lexical;
use super::runs::Runs;

/// True where the first line that says anything begins with a sure prompt.
pub(super) fn is_session(text: &str) -> bool {
    let first = text.lines().find(|line| !line.trim().is_empty());
    first.is_some_and(|line| matches!(prompt(line), Some(prompt) if prompt.is_sure))
}

/// Adds the runs of a session.
pub(super) fn runs(text: &str, runs: &mut Runs) {
    let mut at = 0;
    let mut goes_on = false;
    let mut is_shell = true;
    for line in text.split_inclusive('\n') {
        let content = line.trim_end_matches(['\n', '\r']);
        let end = at + content.len();
        if goes_on {
            // A command goes on behind a backslash, often with a prompt of its own.
            let mark = content.strip_prefix("> ").map_or(0, |_| 2);
            runs.push(text, at..at + mark, Class::Prompt);
            command(text, at + mark, end, is_shell, runs);
            goes_on = content.ends_with('\\');
        } else if let Some(prompt) = prompt(content) {
            runs.push(text, at..at + prompt.length, Class::Prompt);
            is_shell = prompt.is_shell;
            command(text, at + prompt.length, end, is_shell, runs);
            goes_on = is_shell && content.ends_with('\\');
        } else {
            runs.push(text, at..end, Class::Output);
        }
        at += line.len();
    }
}

fn command(text: &str, from: usize, to: usize, is_shell: bool, runs: &mut Runs) {
    if !is_shell {
        return;
    }
    lexical::within(Lang::Bash, text, from, to, runs);
}

struct Prompt {
    /// With the blank behind it.
    length: usize,
    /// It is no other thing.
    is_sure: bool,
    /// What is typed behind it are commands of a shell.
    is_shell: bool,
}

/// No prompt is longer.
const LONGEST: usize = 80;

fn prompt(line: &str) -> Option<Prompt> {
    let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
    let shown = &line[indent..];
    let found = |length: usize, is_sure: bool, is_shell: bool| Prompt {
        length: indent + length,
        is_sure,
        is_shell,
    };
    for (mark, is_sure, is_shell) in [
        ("$", true, true),
        ("#", false, true),
        ("%", false, true),
        (">>>", true, false),
        ("...", false, false),
    ] {
        if let Some(rest) = shown.strip_prefix(mark)
            && (rest.is_empty() || rest.starts_with(' '))
        {
            // A mark with nothing behind it is a prompt only where a session is known to be.
            let has_command = !rest.trim().is_empty();
            let length = mark.len() + usize::from(!rest.is_empty());
            return Some(found(length, is_sure && has_command, is_shell));
        }
    }
    let (length, is_shell) = named(shown)?;
    Some(found(length, true, is_shell))
}

/// A prompt that names who asks, and where: `deploy@web-1:~$ `, `[root@web-1 ~]# `, `(venv) $ `, `PS C:\> `, `orders=# `. Its length,
/// and whether a shell shows it.
fn named(line: &str) -> Option<(usize, bool)> {
    let mut limit = line.len().min(LONGEST);
    while !line.is_char_boundary(limit) {
        limit -= 1;
    }
    let head = &line[..limit];
    let ends = head.match_indices(['$', '#', '%', '>']);
    for (end, mark) in ends {
        let behind = &line[end + 1..];
        if !(behind.is_empty() || behind.starts_with(' ')) {
            continue;
        }
        let name = &head[..end];
        let length = end + 1 + usize::from(!behind.is_empty());
        if is_of_shell(name, mark) {
            return Some((length, true));
        }
        if is_of_program(name, mark) {
            return Some((length, false));
        }
        // What stands behind the first mark is what was typed.
        if !name.contains('(') {
            return None;
        }
    }
    None
}

fn is_of_shell(name: &str, mark: &str) -> bool {
    // `PS C:\Users>`, `C:\>`
    if mark == ">" {
        let path = name.strip_prefix("PS ").unwrap_or(name);
        let mut signs = path.chars();
        return signs.next().is_some_and(|sign| sign.is_ascii_alphabetic())
            && signs.as_str().starts_with(":\\");
    }
    // `(venv) $`
    let name = match name.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
        Some((_, rest)) if rest.trim().is_empty() => return true,
        Some((_, rest)) => rest.trim_start(),
        None => name,
    };
    // `[root@web-1 ~]#`
    let inner = name
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    // `deploy@web-1:~/app$`, `deploy@web-1 ~ %`
    let Some((user, host)) = inner.unwrap_or(name).split_once('@') else {
        return false;
    };
    let is_name = |sign: char| sign.is_alphanumeric() || "-_.".contains(sign);
    let place = host.trim_start_matches(is_name);
    // `deploy@web-1 wrote: $` is the beginning of a sentence.
    let is_place = place.trim().is_empty()
        || place.starts_with(':')
        || place.starts_with(' ') && (inner.is_some() || mark == "%");
    !user.is_empty()
        && user.chars().all(is_name)
        && place.len() < host.len()
        && is_place
        && place.split_whitespace().count() <= 2
}

/// `orders=#`, `orders=>`, `mysql>`, `redis-1:6379>`, `irb(main):001:0>`: one word, and a mark that shells do not end with.
fn is_of_program(name: &str, mark: &str) -> bool {
    match mark {
        "#" | ">" if name.ends_with(['=', '-']) => is_word(name.trim_end_matches(['=', '-'])),
        ">" => {
            let known = [
                "mysql", "sqlite", "redis", "irb", "mongo", "cqlsh", "ftp", "sftp", "iex", "scala",
                "jshell",
            ];
            let is_known = |word: &&str| {
                let rest = name.strip_prefix(*word);
                rest.is_some_and(|rest| {
                    rest.is_empty() || rest.starts_with(['(', ':', '-', ' ', '@'])
                })
            };
            known.iter().any(is_known) && name.split_whitespace().count() <= 2
        }
        _ => false,
    }
}

fn is_word(name: &str) -> bool {
    !name.is_empty()
        && name
            .chars()
            .all(|sign| sign.is_alphanumeric() || sign == '_')
}
