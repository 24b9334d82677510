//! Looks: the templates and static files of a theme, and the engine that fills the templates.
//!
//! Takes a built-in theme and the user's folder that shadows it file by file; gives rendered text for a template and a
//! context, and the static files. Templates are compiled once, when the theme is loaded. It knows neither the archive nor a
//! page: what a template sees is the caller's business, and where the text goes, too.

pub mod builtin;
mod fault;
pub mod filters;
mod remember;
mod shadow;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use minijinja::{Environment, UndefinedBehavior, Value};

use crate::diagnostic::{Diagnostic, Diagnostics, Label, Place};
use crate::error::Error;
use crate::source::Span;

/// The folder of the site, under its root, into which the static files go; templates see it as `theme_folder`.
pub const STATIC_FOLDER: &str = "theme";

/// The version of the contract with themes: the views and the names of the blocks.
const API: u32 = 1;

/// The style sheet that is made of the parts which `theme.toml` lists.
const STYLE_SHEET: &str = "style.css";

/// More bytes than most pages have.
const USUAL_PAGE: usize = 32 << 10;

/// `theme.toml`.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Manifest {
    /// The name of the theme.
    #[expect(dead_code, reason = "the folder names the theme; this is for people")]
    name: String,
    /// The version of the contract that the theme was written for.
    api: u32,
    /// The parts of the style sheet in their order, as paths inside `static/css/`.
    styles: Vec<String>,
}

/// A theme, ready to render.
#[derive(Debug)]
pub struct Theme {
    name: String,
    environment: Environment<'static>,
    /// The texts of templates and of `theme.toml`, by the path that messages show.
    texts: BTreeMap<Arc<str>, String>,
    /// The static files, by path inside the static folder.
    statics: BTreeMap<String, Cow<'static, [u8]>>,
    /// The files that the user's folder replaces or adds.
    own: BTreeSet<String>,
    /// The templates that say nothing, as hooks do until somebody fills them.
    empty: Vec<String>,
}

/// The bytes of a theme's files by path inside it.
type Files = BTreeMap<String, Cow<'static, [u8]>>;

/// True for a template that is nothing but one comment.
fn is_empty(template: &[u8]) -> bool {
    let text = template.trim_ascii();
    let inside = text
        .strip_prefix(b"{#")
        .and_then(|text| text.strip_suffix(b"#}"));
    text.is_empty() || inside.is_some_and(|inside| memchr::memmem::find(inside, b"#}").is_none())
}

impl Theme {
    /// The built-in theme of that name.
    pub fn builtin(name: &str) -> Option<Self> {
        let files = builtin_files(name)?;
        let mut diagnostics = Diagnostics::new();
        Some(Self::assemble(
            name,
            files,
            BTreeMap::new(),
            &mut diagnostics,
        ))
    }

    /// The built-in theme of that name, shadowed file by file by the user's folder where there is one. A file of the user's
    /// that cannot be used is told and the built-in one serves, so that one run tells all faults.
    pub fn load(name: &str, shadow: Option<&Path>) -> Result<(Self, Diagnostics), Error> {
        let files = builtin_files(name).ok_or_else(|| {
            let names = builtin::names();
            Error::Usage(format!(
                "there is no theme `{name}`; there is `{}`",
                names.join("`, `")
            ))
        })?;
        let mut diagnostics = Diagnostics::new();
        let own = match shadow {
            Some(folder) => shadow::read(folder, &mut diagnostics)?,
            None => BTreeMap::new(),
        };
        let theme = Self::assemble(name, files, own, &mut diagnostics);
        Ok((theme, diagnostics))
    }

    /// The name of the theme.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Fills a template. `page` says what is being rendered, for the message of a fault: an address or a source's path.
    #[expect(
        clippy::result_large_err,
        reason = "a fault is rare, and a diagnostic is what every caller wants"
    )]
    pub fn render(
        &self,
        template: &str,
        context: Value,
        page: &str,
    ) -> Result<Vec<u8>, Diagnostic> {
        let mut out = Vec::with_capacity(USUAL_PAGE);
        self.environment
            .get_template(template)
            .and_then(|template| template.render_captured_to(context, &mut out).map(drop))
            .map_err(|error| {
                let mut fault = fault::diagnostic(&error, |name| self.shown(name));
                fault.labels.push(Label {
                    place: Place {
                        path: page.into(),
                        span: None,
                        words: None,
                    },
                    message: "while rendering this page".to_owned(),
                });
                fault
            })?;
        Ok(out)
    }

    /// The text of a template, by the path that its diagnostics show.
    pub fn template_text(&self, path: &str) -> Option<&str> {
        self.texts.get(path).map(String::as_str)
    }

    /// The static files, sorted by path: the style sheet `style.css` in one piece, scripts, pictures. They belong into
    /// [`STATIC_FOLDER`].
    pub fn static_files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.statics
            .iter()
            .map(|(path, bytes)| (path.as_str(), bytes.as_ref()))
    }

    /// The path by which messages call a template.
    fn shown(&self, template: &str) -> Arc<str> {
        shown(&self.name, &self.own, &format!("templates/{template}"))
    }

    fn assemble(
        name: &str,
        builtin: Files,
        own: BTreeMap<String, Vec<u8>>,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let known: Vec<String> = builtin.keys().cloned().collect();
        let mut theme = Self {
            name: name.to_owned(),
            environment: environment(),
            texts: BTreeMap::new(),
            statics: BTreeMap::new(),
            own: own.keys().cloned().collect(),
            empty: Vec::new(),
        };
        let manifest = theme.manifest(&builtin, &own, diagnostics);
        diagnostics.append(shadow::unused(&own, &known, &manifest.styles, name));

        let all: BTreeSet<&String> = builtin.keys().chain(own.keys()).collect();
        theme.empty = all
            .iter()
            .filter_map(|path| {
                let name = path.strip_prefix("templates/")?;
                let mine = own.get(*path).map(Vec::as_slice);
                let text = mine.or_else(|| builtin.get(*path).map(AsRef::as_ref))?;
                is_empty(text).then(|| name.to_owned())
            })
            .collect();
        for path in all {
            if let Some(template) = path.strip_prefix("templates/") {
                let mine = own.get(path).map(Vec::as_slice);
                let base = builtin.get(path).map(AsRef::as_ref);
                theme.add_template(template, mine, base, diagnostics);
            } else if let Some(inside) = path.strip_prefix("static/") {
                let part = inside.strip_prefix("css/");
                if part.is_some_and(|part| manifest.styles.iter().any(|style| style == part)) {
                    continue;
                }
                let bytes = match own.get(path) {
                    Some(bytes) => Cow::Owned(bytes.clone()),
                    None => builtin[path].clone(),
                };
                theme.statics.insert(inside.to_owned(), bytes);
            }
        }
        let sheet = theme.style_sheet(&manifest, &builtin, &own, diagnostics);
        theme
            .statics
            .insert(STYLE_SHEET.to_owned(), Cow::Owned(sheet));
        theme
    }

    /// The user's `theme.toml` where it can be used, else the theme's.
    fn manifest(
        &mut self,
        builtin: &Files,
        own: &BTreeMap<String, Vec<u8>>,
        diagnostics: &mut Diagnostics,
    ) -> Manifest {
        const PATH: &str = "theme.toml";
        if let Some(bytes) = own.get(PATH) {
            let path: Arc<str> = format!("{}/{PATH}", shadow::FOLDER).into();
            let text = String::from_utf8_lossy(bytes).into_owned();
            let read = toml::from_str::<Manifest>(&text);
            self.texts.insert(Arc::clone(&path), text);
            match read {
                Ok(manifest) if manifest.api == API => return manifest,
                Ok(manifest) => diagnostics.push(
                    Diagnostic::error(
                        fault::RULE,
                        format!("this theme is written for `api = {}`", manifest.api),
                    )
                    .in_file(path)
                    .help(format!("this version of pmsite offers `api = {API}`")),
                ),
                Err(error) => {
                    let span = error.span().unwrap_or_default();
                    diagnostics.push(
                        Diagnostic::error(fault::RULE, error.message().replace('\n', "; "))
                            .at(&path, Span::new(span.start, span.end))
                            .help("it holds `name`, `api` and `styles`; delete the file to use the theme's own"),
                    );
                }
            }
            self.own.remove(PATH);
        }
        let text = builtin
            .get(PATH)
            .map(|bytes| String::from_utf8_lossy(bytes).into_owned())
            .unwrap_or_default();
        toml::from_str(&text).unwrap_or_else(|_| Manifest {
            name: self.name.clone(),
            api: API,
            styles: Vec::new(),
        })
    }

    /// Compiles a template: the user's, or where that is missing or faulty the theme's own.
    fn add_template(
        &mut self,
        name: &str,
        mine: Option<&[u8]>,
        base: Option<&[u8]>,
        diagnostics: &mut Diagnostics,
    ) {
        for bytes in [mine, base].into_iter().flatten() {
            let path = self.shown(name);
            let text = match std::str::from_utf8(bytes) {
                Ok(text) => text.strip_prefix('\u{feff}').unwrap_or(text).to_owned(),
                Err(error) => {
                    let at = error.valid_up_to();
                    diagnostics.push(
                        Diagnostic::error(
                            fault::RULE,
                            format!("the template is no UTF-8 text from byte {at} on"),
                        )
                        .in_file(path)
                        .help("save it as UTF-8"),
                    );
                    self.own.remove(&format!("templates/{name}"));
                    continue;
                }
            };
            let added = self
                .environment
                .add_template_owned(name.to_owned(), self.without_empty(&text));
            self.texts.insert(Arc::clone(&path), text);
            match added {
                Ok(()) => return,
                Err(error) => {
                    diagnostics.push(fault::diagnostic(&error, |_| Arc::clone(&path)));
                    self.own.remove(&format!("templates/{name}"));
                }
            }
        }
    }

    /// A template without what it includes in vain: every page would ask for each empty hook. A comment of the same length keeps
    /// all places what they are in messages.
    fn without_empty(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for name in &self.empty {
            let include = format!("{{% include \"{name}\" %}}");
            if text.contains(&include) {
                text = text.replace(&include, &format!("{{# include \"{name}\" #}}"));
            }
        }
        text
    }

    /// The parts of the style sheet, one after the other.
    fn style_sheet(
        &self,
        manifest: &Manifest,
        builtin: &Files,
        own: &BTreeMap<String, Vec<u8>>,
        diagnostics: &mut Diagnostics,
    ) -> Vec<u8> {
        let mut sheet = Vec::new();
        for part in &manifest.styles {
            let path = format!("static/css/{part}");
            let bytes = own
                .get(&path)
                .map(Vec::as_slice)
                .or_else(|| builtin.get(&path).map(AsRef::as_ref));
            let Some(bytes) = bytes else {
                diagnostics.push(
                    Diagnostic::error(fault::RULE, format!("there is no `{path}`"))
                        .in_file(shown(&self.name, &self.own, "theme.toml"))
                        .help("`styles` lists files inside `static/css/`"),
                );
                continue;
            };
            sheet.extend_from_slice(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes));
            if sheet.last().is_some_and(|byte| *byte != b'\n') {
                sheet.push(b'\n');
            }
        }
        sheet
    }
}

/// The files of a built-in theme.
fn builtin_files(name: &str) -> Option<Files> {
    let files = builtin::files(name)?.into_iter();
    Some(
        files
            .map(|(path, bytes)| (path, Cow::Borrowed(bytes)))
            .collect(),
    )
}

/// The path by which messages call a file: in the user's folder where it stands there, else in the built-in theme.
fn shown(theme: &str, own: &BTreeSet<String>, path: &str) -> Arc<str> {
    if own.contains(path) {
        format!("{}/{path}", shadow::FOLDER).into()
    } else {
        format!("themes/{theme}/{path}").into()
    }
}

/// The engine as templates find it.
fn environment() -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_debug(true);
    let mut syntax = minijinja::syntax::SyntaxConfig::builder();
    syntax.trim_blocks(true).lstrip_blocks(true);
    if let Ok(syntax) = syntax.build() {
        environment.set_syntax(syntax);
    }
    filters::install(&mut environment);
    remember::install(&mut environment);
    environment.add_global("theme_folder", STATIC_FOLDER);
    environment
}

#[cfg(test)]
mod tests;
