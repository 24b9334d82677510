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

/// Words that people write in capitals though they name nothing: of query languages, of protocols and formats, shouted ones.
#[rustfmt::skip] // Many words a line.
pub(super) const SHOUTED: &[&str] = &[
    "ajax", "also", "alter", "ascii", "away", "back", "base", "begin", "both", "busy", "byte", "call", "case", "cast", "check", "cidr",
    "clean", "clear", "close", "code", "copy", "count", "crit", "cron", "crud", "data", "date", "days", "dead", "desc", "dhcp", "disk",
    "dkim", "does", "done", "down", "drop", "each", "edit", "empty", "error", "even", "event", "every", "exact", "exist", "fail", "fetch",
    "file", "first", "fixed", "force", "free", "from", "fsync", "full", "good", "grant", "group", "guid", "have", "here", "high", "hold",
    "host", "hour", "html", "http", "https", "icmp", "idle", "imap", "index", "inner", "input", "into", "ipsec", "issue", "join", "jpeg",
    "json", "jsonb", "just", "keep", "kill", "know", "last", "ldap", "left", "level", "like", "limit", "link", "list", "load", "lock",
    "long", "look", "loop", "lost", "main", "many", "merge", "mode", "more", "most", "move", "much", "must", "name", "need", "never",
    "next", "node", "none", "note", "notes", "only", "open", "opens", "order", "outer", "over", "page", "panic", "part", "pass", "pause",
    "plan", "point", "port", "pull", "push", "query", "quit", "raid", "read", "ready", "real", "reset", "rest", "right", "role", "rows",
    "rsync", "rule", "same", "saml", "save", "scan", "self", "send", "serve", "sftp", "shell", "show", "sleep", "slow", "smtp", "snmp",
    "soap", "some", "spdy", "start", "state", "stay", "step", "still", "stop", "sync", "table", "task", "temp", "term", "test", "tests",
    "text", "than", "that", "them", "then", "there", "these", "they", "this", "time", "told", "tool", "truth", "type", "under", "union",
    "uniq", "unit", "until", "user", "users", "using", "value", "very", "view", "wait", "want", "well", "were", "what", "when", "where",
    "which", "while", "wide", "wifi", "will", "with", "work", "worse", "worst", "would", "write", "wrong", "xhtml", "xmpp", "yaml",
    "your", "zero", "zone",
];

/// Names of techniques, written with capitals inside: everybody has them.
#[rustfmt::skip] // Many words a line.
pub(super) const TECHNIQUES: &[&str] = &[
    "autoscaler", "autoscaling", "devops", "devsecops", "failover", "finops", "gitops", "graphql", "iops", "ipv4", "ipv6", "javascript",
    "macos", "microservice", "microservices", "mtls", "nosql", "oauth", "oauth2", "openid", "restful", "typescript", "vpns", "webhook",
    "webhooks", "websocket", "websockets", "wifi",
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
        for list in [NOTHING, SHOUTED, TECHNIQUES, TOOLS, FILES] {
            assert!(list.is_sorted());
        }
    }
}
