//! What a file is, by its name.
//!
//! Takes a file name, gives a [`Kind`]. Where the name leaves it open, the content decides (see `sniff`). It looks at no
//! disk.

use crate::source::Format;

/// What a name says about a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A document in a format that there is a reader for.
    Document(Format),
    /// A text whose content says what it is.
    ByContent,
    /// A document in a format that has no reader yet.
    Unread(Unread),
    /// Something a document may point at.
    Asset,
    /// Program code; counts towards a folder being a project of code.
    Code,
    /// A file that belongs to a project of code without being code: a manifest, a lock file, a configuration.
    Project,
    /// Not a text.
    Binary,
    /// Something that holds keys or passwords.
    Secret,
    /// Nothing we know.
    Unknown,
}

/// Texts that are no documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unread {
    /// A saved change that adds no document: `diff --git` and what follows.
    Patch,
    /// Text that is no prose: a log, a list of hosts, a table of figures.
    PlainText,
}

/// Extensions that a template engine or an editor puts behind the real one.
const WRAPPERS: &[&str] = &[
    "erb", "j2", "jinja", "jinja2", "liquid", "njk", "txt", "tmpl", "tpl",
];

const ASSETS: &[&str] = &[
    "avif",
    "bmp",
    "csv",
    "doc",
    "docx",
    "drawio",
    "eps",
    "excalidraw",
    "gif",
    "gz",
    "har",
    "heic",
    "ico",
    "ipynb",
    "jfif",
    "jpeg",
    "jpg",
    "json",
    "jsonl",
    "log",
    "m4a",
    "m4v",
    "mov",
    "mp3",
    "mp4",
    "ndjson",
    "numbers",
    "odp",
    "ods",
    "odt",
    "ogg",
    "pages",
    "pcap",
    "pcapng",
    "pdf",
    "png",
    "pptx",
    "ppt",
    "puml",
    "svg",
    "tar",
    "tgz",
    "tif",
    "tiff",
    "tsv",
    "wav",
    "webm",
    "webp",
    "xls",
    "xlsx",
    "xz",
    "zip",
    "zst",
    "7z",
    "bz2",
    "mmd",
    "dot",
    "plantuml",
    "eml",
    "ics",
    "vtt",
    "srt",
];

const CODE: &[&str] = &[
    "asm", "bash", "bat", "c", "cc", "cjs", "clj", "cljs", "cpp", "cs", "css", "cxx", "dart", "el",
    "elm", "erb", "erl", "ex", "exs", "f90", "fish", "fs", "go", "groovy", "h", "haml", "hbs",
    "hcl", "hh", "hpp", "hs", "java", "jl", "js", "jsx", "kt", "kts", "less", "lisp", "lua", "m",
    "mjs", "ml", "mli", "mm", "mts", "nim", "nix", "php", "pl", "pm", "proto", "ps1", "py", "pyi",
    "pyx", "r", "rb", "rego", "rs", "s", "sass", "scala", "scss", "sh", "slim", "sol", "sql",
    "svelte", "swift", "tcl", "tf", "tfvars", "ts", "tsx", "v", "vb", "vue", "zig", "zsh",
];

const PROJECT: &[&str] = &[
    "bazel",
    "bzl",
    "cabal",
    "cfg",
    "cmake",
    "conf",
    "csproj",
    "editorconfig",
    "gemspec",
    "gradle",
    "graphql",
    "in",
    "ini",
    "j2",
    "jinja",
    "jinja2",
    "json5",
    "liquid",
    "lock",
    "make",
    "mk",
    "mod",
    "njk",
    "po",
    "pot",
    "properties",
    "service",
    "sln",
    "sum",
    "tmpl",
    "toml",
    "tpl",
    "xml",
    "xsd",
    "xsl",
    "xslt",
    "yaml",
    "yml",
];

const BINARY: &[&str] = &[
    "a", "bin", "class", "dat", "db", "deb", "dll", "dmg", "dylib", "eot", "exe", "iso", "jar",
    "lib", "mo", "o", "obj", "otf", "pkg", "pyc", "pyd", "pyo", "rlib", "rpm", "so", "sqlite",
    "ttf", "war", "wasm", "whl", "woff", "woff2",
];

/// What a browser runs when it is opened by itself, on the origin of the site; whatever else such a file is, it is never
/// published.
const RUNNING: &[&str] = &[
    "atom", "hta", "htc", "jnlp", "mathml", "mht", "mhtml", "mml", "rdf", "rss", "shtm", "shtml",
    "svgz", "swf", "xbl", "xht", "xhtm", "xul",
];

/// Keys, certificates with their keys, stores of passwords.
const SECRET: &[&str] = &[
    "env", "gpg", "htpasswd", "jceks", "jks", "kdb", "kdbx", "key", "keychain", "keystore",
    "keytab", "netrc", "p12", "p8", "pem", "pfx", "pgpass", "pkcs12", "ppk", "tfstate",
];

/// Names that hold a secret, whatever their extension says.
const SECRET_NAMES: &[&str] = &[
    "credentials",
    "htpasswd",
    "id_dsa",
    "id_ecdsa",
    "id_ed25519",
    "id_rsa",
    "netrc",
];

/// Names without extension, or with one that misleads, that belong to a project of code.
const PROJECT_NAMES: &[&str] = &[
    "brewfile",
    "build",
    "caddyfile",
    "cmakelists.txt",
    "cname",
    "codeowners",
    "composer.json",
    "containerfile",
    "dockerfile",
    "gemfile",
    "gnumakefile",
    "go.mod",
    "gradlew",
    "jenkinsfile",
    "justfile",
    "license.txt",
    "makefile",
    "mvnw",
    "owners",
    "owners_aliases",
    "package-lock.json",
    "package.json",
    "pipfile",
    "podfile",
    "procfile",
    "rakefile",
    "requirements.txt",
    "ads.txt",
    "constraints.txt",
    "humans.txt",
    "llms.txt",
    "manifest.txt",
    "meson_options.txt",
    "robots.txt",
    "security.txt",
    "sources.txt",
    "version",
    "version.txt",
    "tsconfig.json",
    "tiltfile",
    "vagrantfile",
    "workspace",
];

/// Files whose presence at the root says that the folder is a project of code.
const MANIFESTS: &[&str] = &[
    "Cargo.toml",
    "CMakeLists.txt",
    "Gemfile",
    "Package.swift",
    "build.gradle",
    "build.gradle.kts",
    "build.sbt",
    "composer.json",
    "go.mod",
    "mix.exs",
    "package.json",
    "pom.xml",
    "pyproject.toml",
    "requirements.txt",
    "setup.cfg",
    "setup.py",
    "stack.yaml",
];

/// Whether a file of that name at the root makes the folder a project of code.
pub(super) fn is_manifest(name: &str) -> bool {
    MANIFESTS.contains(&name)
}

/// What a file of that name is.
pub(super) fn by_name(name: &str) -> Kind {
    let lower = name.to_lowercase();
    if PROJECT_NAMES.contains(&lower.as_str()) || is_list_of_packages(&lower) {
        return Kind::Project;
    }
    if SECRET_NAMES.contains(&lower.as_str()) {
        return Kind::Secret;
    }
    let Some((stem, extension)) = split(&lower) else {
        return Kind::ByContent;
    };
    if WRAPPERS.contains(&extension)
        && let Some((_, inner)) = split(stem)
    {
        let kind = by_extension(inner);
        if matches!(kind, Kind::Document(_) | Kind::Unread(_)) {
            return kind;
        }
    }
    // `report.markdown.en` keeps its format in the middle.
    let is_short = extension.len() <= 3 && extension.bytes().all(|byte| byte.is_ascii_alphabetic());
    if is_short && split(stem).is_some_and(|(_, inner)| inner == "markdown") {
        return Kind::Document(Format::Markdown);
    }
    by_extension(extension)
}

/// What stands beside `requirements` in the name of such a list.
const BESIDE_REQUIREMENTS: &[&str] = &[
    "all",
    "base",
    "build",
    "ci",
    "common",
    "core",
    "dev",
    "develop",
    "development",
    "doc",
    "docs",
    "extra",
    "extras",
    "full",
    "in",
    "install",
    "lint",
    "local",
    "lock",
    "lower",
    "main",
    "min",
    "minimal",
    "minimum",
    "optional",
    "pip",
    "prod",
    "production",
    "pypi",
    "python",
    "release",
    "rtd",
    "runtime",
    "setup",
    "staging",
    "test",
    "testing",
    "tests",
    "tools",
    "typing",
    "upper",
];

/// True for `requirements-dev.txt`, `dev_requirements.txt`, `test-constraints.txt`: what a tool of Python reads. A name with
/// other words, or with a day, is that of a text: `2021-04-02-memory-constraints.txt`.
fn is_list_of_packages(lower: &str) -> bool {
    split(lower).is_some_and(|(stem, extension)| {
        let is_name = |word: &str| matches!(word, "requirements" | "constraints");
        let mut words = stem.split(['-', '_', '.']);
        extension == "txt"
            && stem.split(['-', '_', '.']).any(is_name)
            && words.all(|word| is_name(word) || BESIDE_REQUIREMENTS.contains(&word))
    })
}

fn by_extension(extension: &str) -> Kind {
    if let Some(format) = Format::of_ending(extension) {
        return Kind::Document(format);
    }
    let is_in = |list: &[&str]| list.contains(&extension);
    match extension {
        "txt" | "text" => Kind::ByContent,
        "patch" | "diff" => Kind::Unread(Unread::Patch),
        _ if is_in(ASSETS) => Kind::Asset,
        _ if is_in(CODE) => Kind::Code,
        _ if is_in(PROJECT) || is_in(RUNNING) => Kind::Project,
        _ if is_in(SECRET) => Kind::Secret,
        _ if is_in(BINARY) => Kind::Binary,
        _ => Kind::Unknown,
    }
}

/// The name before its extension, and the extension; `None` where what follows the last dot is no extension: a number, a
/// sentence.
fn split(name: &str) -> Option<(&str, &str)> {
    let (stem, extension) = name.rsplit_once('.')?;
    let is_extension = !stem.is_empty()
        && (1..=12).contains(&extension.len())
        && extension.chars().all(char::is_alphanumeric)
        && !extension.chars().all(|sign| sign.is_ascii_digit());
    is_extension.then_some((stem, extension))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_kinds() {
        let cases = [
            ("a.md", Kind::Document(Format::Markdown)),
            ("A.MARKDOWN", Kind::Document(Format::Markdown)),
            ("a.html.md.erb", Kind::Document(Format::Markdown)),
            ("a.md.txt", Kind::Document(Format::Markdown)),
            ("a.markdown.en", Kind::Document(Format::Markdown)),
            ("a.md.bak", Kind::Unknown),
            ("a.rst", Kind::Document(Format::ReStructuredText)),
            ("a.REST", Kind::Document(Format::ReStructuredText)),
            ("a.rst.txt", Kind::Document(Format::ReStructuredText)),
            ("a.org", Kind::Document(Format::Org)),
            ("a.html.erb", Kind::Document(Format::Html)),
            ("a.erb", Kind::Code),
            ("README", Kind::ByContent),
            ("PM-009 - A bad image v1.2 rolled out", Kind::ByContent),
            ("20180229-Train-1.31.0-wmf.27", Kind::ByContent),
            ("2018-wmf.27.txt", Kind::ByContent),
            ("requirements.txt", Kind::Project),
            ("requirements-dev.txt", Kind::Project),
            ("dev_requirements.txt", Kind::Project),
            ("2021-04-02-memory-constraints.txt", Kind::ByContent),
            ("2021-04-02-requirements.txt", Kind::ByContent),
            ("memory-constraints.txt", Kind::ByContent),
            ("CMakeLists.txt", Kind::Project),
            ("robots.txt", Kind::Project),
            ("page.HTM", Kind::Document(Format::Html)),
            ("notes.txt", Kind::ByContent),
            ("Makefile", Kind::Project),
            ("values.yaml", Kind::Project),
            ("main.rs", Kind::Code),
            ("graph.PNG", Kind::Asset),
            ("libx.so", Kind::Binary),
            ("a.xyz", Kind::Unknown),
            ("server.key", Kind::Secret),
            ("Server.P12", Kind::Secret),
            ("prod.env", Kind::Secret),
            ("id_rsa", Kind::Secret),
        ];
        for (name, kind) in cases {
            assert_eq!(by_name(name), kind, "{name}");
        }
    }

    #[test]
    fn what_a_browser_runs_is_never_published() {
        for extension in [
            "xht", "xhtml", "shtml", "svgz", "mht", "mhtml", "htm", "html", "xml", "xsl", "js",
            "mjs", "wasm", "swf",
        ] {
            let kind = by_name(&format!("a.{extension}"));
            assert!(
                !matches!(kind, Kind::Asset | Kind::Unknown | Kind::ByContent),
                "{extension} is {kind:?}"
            );
        }
    }
}
