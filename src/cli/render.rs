//! `pmsite render`: one document, without a site around it.

#![expect(
    clippy::disallowed_methods,
    reason = "the document to print is named on the command line"
)]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::{Value, json};

use super::report::{self, Texts, Volume, print};
use super::ways::Ways;
use crate::config::{Config, shown_size};
use crate::diagnostic::{Diagnostics, machine};
use crate::document::{BlockKind, Document, MetaValue, dump, text, wiki};
use crate::error::Error;
use crate::html::{Body, Href, Picture, Resolver, Settings};
use crate::output::barrier;
use crate::read;
use crate::scan;
use crate::source::{Format, SourceFile};

/// What to print, and as what.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The format it is written in: `markdown`, `commonmark`, `rst`, `wikitext`, `asciidoc`, `text`, `org` or `html`; without it, what the
    /// name or the text says, else Markdown.
    #[arg(long, value_name = "FORMAT", value_parser = parse_format)]
    from: Option<Format>,
    /// What to print.
    #[arg(long, value_enum, default_value_t = To::Html)]
    to: To,
    /// The document, or `-` for standard input.
    file: PathBuf,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum To {
    /// The body as an HTML fragment.
    Html,
    /// The indented tree, with the bytes of every node.
    Tree,
    /// The head and the sections as JSON.
    Json,
}

fn parse_format(name: &str) -> Result<Format, String> {
    Format::from_name(name).ok_or_else(|| {
        let names: Vec<&str> = Format::ALL.into_iter().map(Format::name).collect();
        format!("known formats are {}", names.join(", "))
    })
}

/// Prints the document.
pub(super) fn run(arguments: &Arguments) -> Result<u8, Error> {
    let bytes = read_bytes(&arguments.file)?;
    let named = arguments.file.file_name().and_then(|name| name.to_str());
    let path = arguments.file.to_string_lossy().replace('\\', "/");
    let mut diagnostics = Diagnostics::new();
    let text = scan::text(&path, bytes, &mut diagnostics)
        .ok_or_else(|| Error::Usage(format!("`{path}` holds binary data: name a document")))?;
    let format = arguments
        .from
        .or_else(|| scan::format_of_text(named.filter(|name| *name != "-")?, &text))
        .unwrap_or(Format::Markdown);
    let source = SourceFile::new(path, format, &text);
    let (document, told) = read::fragment(&source);
    diagnostics.append(told);
    diagnostics.sort();
    let out = match arguments.to {
        To::Html => {
            let settings = Settings { page: false };
            Body::new(&document.blocks, None, settings).fill(&AsWritten)
        }
        To::Tree => dump::dump(&document),
        To::Json => json(&document, &diagnostics, &source),
    };
    print(&out);
    let text_of = |_: &str| Some(Arc::clone(&source.text));
    let none = std::collections::BTreeMap::new();
    report::tell(
        &diagnostics,
        &Texts::new(&text_of, &none, &Ways::default()),
        report::Format::Human,
        Volume::Normal,
    );
    Ok(0)
}

/// The document as JSON: its head, its title-free outline, its words and what was said about it.
fn json(document: &Document, diagnostics: &Diagnostics, source: &SourceFile) -> String {
    let meta: serde_json::Map<String, Value> = document
        .meta
        .entries
        .iter()
        .map(|entry| (entry.key.to_string(), value(&entry.value)))
        .collect();
    let headings: Vec<Value> = document
        .blocks
        .iter()
        .filter_map(|block| match &block.kind {
            BlockKind::Heading(heading) => Some(json!({
                "level": heading.level,
                "id": heading.id,
                "text": text::of_inlines(&heading.content),
            })),
            _ => None,
        })
        .collect();
    let text_of = |_: &str| Some(Arc::clone(&source.text));
    let told: Vec<Value> = machine::json(diagnostics, None, &text_of)
        .lines()
        .filter_map(|line| serde_json::from_str(line).ok())
        .collect();
    let record = json!({
        "path": &*source.path,
        "format": source.format.name(),
        "meta": meta,
        "headings": headings,
        "text": text::of_blocks(&document.blocks),
        "diagnostics": told,
    });
    format!("{record:#}\n")
}

fn value(meta: &MetaValue) -> Value {
    match meta {
        MetaValue::Null => Value::Null,
        MetaValue::Bool(value) => Value::Bool(*value),
        MetaValue::Text(text) => Value::from(&**text),
        MetaValue::List(items) => items.iter().map(value).collect(),
        MetaValue::Map(entries) => Value::Object(
            entries
                .iter()
                .map(|entry| (entry.key.to_string(), value(&entry.value)))
                .collect(),
        ),
    }
}

fn read_bytes(file: &Path) -> Result<Vec<u8>, Error> {
    // As large as a report may be where nothing else is said.
    let largest = Config::default().max_file_size();
    let bounded = |bytes: Option<Vec<u8>>, what: &str| {
        let size = shown_size(largest);
        bytes.ok_or_else(|| Error::Usage(format!("{what} has more than {size}: split it")))
    };
    if file.as_os_str() == "-" {
        let bytes = scan::read_at_most(std::io::stdin().lock(), largest)
            .map_err(|cause| Error::io("reading", Path::new("standard input"), cause))?;
        return bounded(bytes, "standard input");
    }
    let wrong = |what: &str| {
        let help = "name a document, or `-` for standard input";
        Error::Usage(format!("`{}` {what}: {help}", file.display()))
    };
    if file.is_dir() {
        return Err(wrong("is a folder, not a file"));
    }
    let bytes = std::fs::File::open(file)
        .and_then(|open| scan::read_at_most(open, largest))
        .map_err(|cause| match cause.kind() {
            std::io::ErrorKind::NotFound => wrong("does not exist"),
            _ => Error::io("reading", barrier(file), cause),
        })?;
    bounded(bytes, &format!("`{}`", file.display()))
}

/// Links and images as the author wrote them: a document by itself has no site to resolve them in.
struct AsWritten;

impl Resolver for AsWritten {
    fn link(&self, target: &str) -> Href {
        // Where MediaWiki keeps its pages if nobody says otherwise.
        let page = wiki::page(target).map(|page| wiki::address("/wiki/", page));
        Href::To(page.unwrap_or_else(|| target.to_owned()))
    }

    fn image(&self, source: &str) -> Picture {
        Picture::Shown(wiki::file(source).unwrap_or(source).to_owned())
    }
}
