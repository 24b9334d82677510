//! The languages that incident reports hold, by the names that people give them.
//!
//! One table: names, what a page calls the language, and who knows it. A language that is not in it stays plain, under the name that
//! its author gave it.

use hl_lite::Lang;

/// Who knows a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lexer {
    /// Our rules for sessions.
    Session,
    /// Our rules for log lines.
    Log,
    /// A lexer of `hl-lite`.
    Lexical(Lang),
    /// A grammar of `syntaxmate`, or ours of that name.
    Grammar(&'static str),
}

use Lexer::{Grammar, Lexical, Log, Session};

/// Names in lower case, the name on the page, who knows it.
const TABLE: &[(&[&str], &str, Lexer)] = &[
    (
        &[
            "bash",
            "sh",
            "shell",
            "zsh",
            "ksh",
            "shellscript",
            "shell-script",
        ],
        "Shell",
        Lexical(Lang::Bash),
    ),
    (
        &[
            "console",
            "shell-session",
            "shellsession",
            "sh-session",
            "bash-session",
            "session",
            "terminal",
            "term",
        ],
        "Shell session",
        Session,
    ),
    (&["log", "logs", "syslog"], "Log", Log),
    (&["diff", "patch", "udiff"], "Diff", Grammar("diff")),
    (
        &["json", "jsonc", "json5", "jsonl", "ndjson"],
        "JSON",
        Lexical(Lang::Json),
    ),
    (&["yaml", "yml"], "YAML", Lexical(Lang::Yaml)),
    (&["toml"], "TOML", Lexical(Lang::Toml)),
    (
        &[
            "ini",
            "cfg",
            "conf",
            "config",
            "properties",
            "dosini",
            "systemd",
        ],
        "Settings",
        Grammar("ini"),
    ),
    (
        &[
            "sql",
            "mysql",
            "pgsql",
            "plpgsql",
            "postgres",
            "postgresql",
            "psql",
            "sqlite",
            "tsql",
        ],
        "SQL",
        Grammar("sql"),
    ),
    (
        &["python", "py", "py3", "python3"],
        "Python",
        Lexical(Lang::Python),
    ),
    (&["go", "golang"], "Go", Grammar("go")),
    (&["java"], "Java", Grammar("java")),
    (&["kotlin", "kt"], "Kotlin", Grammar("kotlin")),
    (
        &["javascript", "js", "jsx", "mjs", "node", "nodejs"],
        "JavaScript",
        Lexical(Lang::JavaScript),
    ),
    (
        &["typescript", "ts", "tsx"],
        "TypeScript",
        Lexical(Lang::TypeScript),
    ),
    (&["ruby", "rb"], "Ruby", Grammar("ruby")),
    (&["php"], "PHP", Grammar("php")),
    (&["perl", "pl"], "Perl", Grammar("perl")),
    (&["lua"], "Lua", Grammar("lua")),
    (&["elixir", "ex"], "Elixir", Grammar("elixir")),
    (&["rust", "rs"], "Rust", Lexical(Lang::Rust)),
    (&["c", "h"], "C", Grammar("c")),
    (&["cpp", "c++", "cc", "hpp"], "C++", Grammar("cpp")),
    (
        &["powershell", "ps1", "pwsh", "posh"],
        "PowerShell",
        Grammar("powershell"),
    ),
    (&["html", "htm", "xhtml"], "HTML", Lexical(Lang::Html)),
    (&["xml", "svg", "plist", "pom"], "XML", Grammar("xml")),
    (&["css"], "CSS", Lexical(Lang::Css)),
    (&["markdown", "md"], "Markdown", Lexical(Lang::Markdown)),
    (&["nginx", "nginxconf"], "nginx", Grammar("nginx")),
    (
        &["apache", "apacheconf", "htaccess"],
        "Apache",
        Grammar("apache"),
    ),
    (
        &["dockerfile", "docker", "containerfile"],
        "Dockerfile",
        Lexical(Lang::Dockerfile),
    ),
    (&["makefile", "make", "mk"], "Makefile", Grammar("make")),
    (
        &["hcl", "terraform", "tf", "tfvars", "nomad"],
        "HCL",
        Grammar("hcl"),
    ),
    (
        &["promql", "prometheus", "metricsql"],
        "PromQL",
        Grammar(super::grammar::PROMQL),
    ),
    (&["http", "https"], "HTTP", Grammar("http")),
];

fn row(name: &str) -> Option<&'static (&'static [&'static str], &'static str, Lexer)> {
    let is_it = |known: &&str| known.eq_ignore_ascii_case(name);
    TABLE.iter().find(|(names, ..)| names.iter().any(is_it))
}

/// Who knows the language of that name.
pub(super) fn lexer(name: &str) -> Option<Lexer> {
    row(name).map(|(_, _, lexer)| *lexer)
}

/// What a page calls the language of that name, where it is one that is known: `Shell` for `zsh`.
pub fn label(name: &str) -> Option<&'static str> {
    row(name).map(|(_, label, _)| *label)
}
