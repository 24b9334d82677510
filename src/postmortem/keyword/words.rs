//! Words that look like names and tell nothing of an incident, each list in order.

/// Words that stand in code and in capitals and name nothing.
#[rustfmt::skip] // Many words a line.
pub(super) const NOTHING: &[&str] = &[
    "acl", "alert", "apt", "argv", "asap", "ascii", "bash", "bool", "boolean", "cat", "cest", "cet", "chmod", "const", "curl", "debug",
    "def", "default", "dev", "done", "edt", "elif", "else", "enum", "eod", "eta", "etc", "exec", "exit", "export", "false", "fatal",
    "fixme", "fyi", "get", "gmt", "grep", "head", "imho", "import", "info", "init", "int", "latest", "less", "localhost", "main",
    "master", "mttr", "nan", "nohup", "null", "ooo", "patch", "pdt", "post", "print", "prod", "prs", "ps", "pst", "put", "return", "rm",
    "root", "sed", "self", "sha", "sigkill", "sigterm", "staging", "static", "stderr", "stdout", "string", "sudo", "tail", "tbd",
    "tldr", "todo", "top", "true", "ttd", "ttr", "undefined", "utc", "uuid", "var", "void", "warn", "wip", "xxx", "yes",
];

/// Where people talk, watch and keep their tasks: reports mention it whatever happened.
#[rustfmt::skip] // Many words a line.
pub(super) const TOOLS: &[&str] = &[
    "alertmanager", "bugzilla", "confluence", "datadog", "discord", "github", "gitlab", "google docs", "google meet", "grafana",
    "icinga", "irc", "jira", "kibana", "microsoft teams", "nagios", "new relic", "opsgenie", "pagerduty", "phabricator", "pingdom",
    "sentry", "slack", "stackdriver", "statuspage", "teams", "trello", "twitter", "victorops", "zoom",
];

/// Ends of the names of files: those are called alike everywhere.
#[rustfmt::skip] // Many words a line.
pub(super) const FILES: &[&str] = &[
    "bak", "cfg", "conf", "css", "csv", "env", "gif", "go", "gz", "htm", "html", "ini", "java", "jpeg", "jpg", "js", "json", "lock",
    "log", "md", "pdf", "php", "pid", "png", "py", "rb", "rs", "rst", "sh", "sock", "sql", "svg", "tar", "tf", "toml", "ts", "tsx",
    "txt", "xml", "yaml", "yml", "zip",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_in_order() {
        for list in [NOTHING, TOOLS, FILES] {
            assert!(list.is_sorted());
        }
    }
}
