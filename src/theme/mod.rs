//! Looks: the templates and static files of a theme, and the engine that fills the templates.
//!
//! Takes a built-in theme and the user's folder that shadows it file by file; gives rendered text for a template and a
//! context, and the static files. Templates are compiled once, when the theme is loaded. It knows neither the archive nor a
//! page: what a template sees is the caller's business, and where the text goes, too.

mod builtin;
mod fault;
pub mod filters;
mod language;
mod manifest;
mod remember;
mod settled;
mod shadow;
mod words;

pub use fault::once_each;
pub use shadow::FOLDER;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, OnceLock};

use minijinja::{Environment, UndefinedBehavior, Value};

use crate::diagnostic::{Diagnostic, Diagnostics, Label, Place};
use crate::error::Error;
use crate::language::Language;
use manifest::{Fault, MANIFEST, Manifest, Settings};
use settled::Settling;

/// The folder of the site, under its root, into which the static files go; templates see it as `theme_folder`.
pub const STATIC_FOLDER: &str = "theme";

/// The style sheet that is made of the parts which `theme.toml` lists.
const STYLE_SHEET: &str = "style.css";

/// More bytes than most pages have.
const USUAL_PAGE: usize = 32 << 10;

/// A theme, ready to render.
#[derive(Debug, Clone)]
pub struct Theme {
    name: String,
    /// Of the built-in files those that another theme has, with its name.
    inherited: BTreeMap<String, &'static str>,
    beside: Option<u8>,
    /// With the templates as they are compiled, see [`settled`].
    environment: Environment<'static>,
    /// With the templates as they were written, made when one of them has a fault.
    written: OnceLock<Environment<'static>>,
    language: Arc<Language>,
    /// The texts of templates and of `theme.toml`, by the path that messages show.
    texts: BTreeMap<Arc<str>, String>,
    /// The static files, by path inside the static folder.
    statics: BTreeMap<String, Cow<'static, [u8]>>,
    /// The files that the user's folder replaces or adds.
    own: BTreeSet<String>,
    /// The texts of templates by their names.
    templates: BTreeMap<String, String>,
}

/// The bytes of a theme's files by path inside it.
pub type Files = BTreeMap<String, Cow<'static, [u8]>>;

/// The files of a built-in theme with those of the themes that it extends.
#[derive(Debug, Default)]
struct Base {
    files: Files,
    inherited: BTreeMap<String, &'static str>,
    settings: Settings,
}

/// The built-in themes by name, each with the one that it extends.
pub fn all() -> Vec<(&'static str, Option<&'static str>)> {
    let extended = |name: &&'static str| {
        let files = builtin::files(name)?;
        let (_, manifest) = files.into_iter().find(|(path, _)| path == MANIFEST)?;
        extended(&manifest_of(manifest)?)
    };
    let names = builtin::names().into_iter();
    names.map(|name| (name, extended(&name))).collect()
}

/// The files of the built-in theme of that name by path inside it, with those that it has from the theme that it extends.
pub fn files(name: &str) -> Result<Files, Error> {
    let base = builtin_files(name).ok_or_else(|| unknown(name))?;
    Ok(base.files)
}

/// The words of a site without its looks, for who renders nothing. What is wrong with them is told where the theme is loaded.
pub fn language(name: &str, shadow: Option<&Path>, tag: &str) -> Arc<Language> {
    let mut untold = Diagnostics::new();
    let builtin = builtin_files(name).unwrap_or_default().files;
    let own = shadow.map(|folder| shadow::read(folder, &mut untold));
    let own = own.and_then(Result::ok).unwrap_or_default();
    let mut texts = BTreeMap::new();
    Arc::new(language::choose(
        tag,
        &builtin,
        &own,
        &mut texts,
        &mut untold,
    ))
}

fn unknown(name: &str) -> Error {
    let names = builtin::names();
    Error::Usage(format!(
        "there is no theme `{name}`; there are `{}`",
        names.join("` and `")
    ))
}

impl Theme {
    /// The built-in theme of that name, in English.
    pub fn builtin(name: &str) -> Option<Self> {
        let base = builtin_files(name)?;
        let mut diagnostics = Diagnostics::new();
        Some(Self::assemble(
            name,
            base,
            BTreeMap::new(),
            "en",
            &mut diagnostics,
        ))
    }

    /// The built-in theme of that name, shadowed file by file by the user's folder where there is one. A file of the user's
    /// that cannot be used is told and the built-in one serves, so that one run tells all faults. `language` is the tag of the
    /// language that the site speaks.
    pub fn load(
        name: &str,
        shadow: Option<&Path>,
        language: &str,
    ) -> Result<(Self, Diagnostics), Error> {
        let base = builtin_files(name).ok_or_else(|| unknown(name))?;
        let mut diagnostics = Diagnostics::new();
        let own = match shadow {
            Some(folder) => shadow::read(folder, &mut diagnostics)?,
            None => BTreeMap::new(),
        };
        let theme = Self::assemble(name, base, own, language, &mut diagnostics);
        Ok((theme, diagnostics))
    }

    /// The same theme, which remembers nothing: what its parts gave for one site is not what they give for another.
    #[must_use]
    pub fn afresh(&self) -> Self {
        let mut theme = self.clone();
        remember::install(&mut theme.environment);
        theme.written = OnceLock::new();
        theme
    }

    /// The name of the theme.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The site's own words in its language.
    pub fn language(&self) -> &Arc<Language> {
        &self.language
    }

    /// So many reports stand in the contents tree beside a report; `None` where the theme shows no such tree.
    pub fn beside(&self) -> Option<usize> {
        self.beside.map(usize::from)
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
        let fill = |environment: &Environment<'static>, context: Value| {
            let mut out = Vec::with_capacity(USUAL_PAGE);
            environment
                .get_template(template)
                .and_then(|template| template.render_captured_to(context, &mut out).map(drop))
                .map(|()| out)
        };
        fill(&self.environment, context.clone())
            // Its place is told in the template as its author knows it.
            .map_err(|error| fill(self.written(), context).err().unwrap_or(error))
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
            })
    }

    /// The templates as they were written.
    fn written(&self) -> &Environment<'static> {
        self.written.get_or_init(|| {
            let mut environment = environment(&self.language);
            for (name, text) in &self.templates {
                // Each was compiled before.
                let _ = environment.add_template_owned(name.clone(), text.clone());
            }
            environment
        })
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

    /// The bytes of one of them.
    pub fn static_file(&self, path: &str) -> Option<&[u8]> {
        self.statics.get(path).map(AsRef::as_ref)
    }

    /// The path by which messages call a template.
    fn shown(&self, template: &str) -> Arc<str> {
        self.shown_file(&format!("templates/{template}"))
    }

    /// The path by which messages call a file: in the user's folder where it stands there, else in the built-in theme.
    fn shown_file(&self, path: &str) -> Arc<str> {
        if self.own.contains(path) {
            return format!("{}/{path}", shadow::FOLDER).into();
        }
        let theme = self.inherited.get(path).copied().unwrap_or(&self.name);
        format!("themes/{theme}/{path}").into()
    }

    fn assemble(
        name: &str,
        base: Base,
        own: BTreeMap<String, Vec<u8>>,
        language: &str,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let builtin = base.files;
        let known: Vec<String> = builtin.keys().cloned().collect();
        let mut texts = BTreeMap::new();
        let language = language::choose(language, &builtin, &own, &mut texts, diagnostics);
        let language = Arc::new(language);
        let mut theme = Self {
            name: name.to_owned(),
            inherited: base.inherited,
            beside: None,
            environment: environment(&language),
            written: OnceLock::new(),
            language,
            texts,
            statics: BTreeMap::new(),
            own: own.keys().cloned().collect(),
            templates: BTreeMap::new(),
        };
        let settings = theme.settings(base.settings, &own, diagnostics);
        theme.beside = settings.beside;
        diagnostics.append(shadow::unused(
            &own,
            &known,
            &settings.styles,
            name,
            language::is_file,
        ));

        let all: BTreeSet<&String> = builtin.keys().chain(own.keys()).collect();
        let templates = all.iter().filter_map(|path| {
            let name = path.strip_prefix("templates/")?;
            let mine = own.get(*path).map(Vec::as_slice);
            let text = mine.or_else(|| builtin.get(*path).map(AsRef::as_ref))?;
            let text = std::str::from_utf8(text).ok()?;
            let text = text.strip_prefix('\u{feff}').unwrap_or(text);
            Some((name.to_owned(), text.to_owned()))
        });
        let templates: BTreeMap<String, String> = templates.collect();
        let language = Arc::clone(&theme.language);
        let settling = Settling::new(&language, &templates);
        for path in all {
            if let Some(template) = path.strip_prefix("templates/") {
                let mine = own.get(path).map(Vec::as_slice);
                let base = builtin.get(path).map(AsRef::as_ref);
                theme.add_template(template, [mine, base], &settling, diagnostics);
            } else if let Some(inside) = path.strip_prefix("static/") {
                let part = inside.strip_prefix("css/");
                if part.is_some_and(|part| settings.styles.iter().any(|style| style == part)) {
                    continue;
                }
                let bytes = match own.get(path) {
                    Some(bytes) => Cow::Owned(bytes.clone()),
                    None => builtin[path].clone(),
                };
                theme.statics.insert(inside.to_owned(), bytes);
            }
        }
        let sheet = theme.style_sheet(&settings, &builtin, &own, diagnostics);
        theme
            .statics
            .insert(STYLE_SHEET.to_owned(), Cow::Owned(sheet));
        theme
    }

    /// What the theme says of itself, and above it the user's `theme.toml` where it can be used.
    fn settings(
        &mut self,
        settings: Settings,
        own: &BTreeMap<String, Vec<u8>>,
        diagnostics: &mut Diagnostics,
    ) -> Settings {
        let Some(bytes) = own.get(MANIFEST) else {
            return settings;
        };
        let path: Arc<str> = format!("{}/{MANIFEST}", shadow::FOLDER).into();
        let text = String::from_utf8_lossy(bytes).into_owned();
        let (settings, fault) = match Manifest::read(&text) {
            Ok(manifest) => match settings.under(manifest) {
                Ok(settings) => (settings, None),
                Err((settings, fault)) => (settings, Some(fault)),
            },
            Err(fault) => (settings, Some(fault)),
        };
        self.texts.insert(Arc::clone(&path), text);
        if let Some(Fault {
            message,
            span,
            help,
        }) = fault
        {
            let fault = Diagnostic::error(fault::RULE, message);
            let fault = match span {
                Some(span) => fault.at(&path, span),
                None => fault.in_file(path),
            };
            diagnostics.push(fault.help(help));
            self.own.remove(MANIFEST);
        }
        settings
    }

    /// Compiles a template: the user's, or where that is missing or faulty the theme's own.
    fn add_template(
        &mut self,
        name: &str,
        mine_and_base: [Option<&[u8]>; 2],
        settling: &Settling<'_>,
        diagnostics: &mut Diagnostics,
    ) {
        for bytes in mine_and_base.into_iter().flatten() {
            let path = self.shown(name);
            let Some(text) = fault::text(bytes, "template", &path, diagnostics) else {
                self.own.remove(&format!("templates/{name}"));
                continue;
            };
            let environment = &mut self.environment;
            let mut add = |text: String| environment.add_template_owned(name.to_owned(), text);
            // What it reads may have a fault of its own.
            let added = add(settling.settle(text)).or_else(|_| add(text.to_owned()));
            self.texts.insert(Arc::clone(&path), text.to_owned());
            match added {
                Ok(()) => {
                    self.templates.insert(name.to_owned(), text.to_owned());
                    return;
                }
                Err(error) => {
                    diagnostics.push(fault::diagnostic(&error, |_| Arc::clone(&path)));
                    self.own.remove(&format!("templates/{name}"));
                }
            }
        }
    }

    /// The parts of the style sheet, one after the other.
    fn style_sheet(
        &self,
        settings: &Settings,
        builtin: &Files,
        own: &BTreeMap<String, Vec<u8>>,
        diagnostics: &mut Diagnostics,
    ) -> Vec<u8> {
        let mut sheet = Vec::new();
        for part in &settings.styles {
            let path = format!("static/css/{part}");
            let bytes = own
                .get(&path)
                .map(Vec::as_slice)
                .or_else(|| builtin.get(&path).map(AsRef::as_ref));
            let Some(bytes) = bytes else {
                diagnostics.push(
                    Diagnostic::error(fault::RULE, format!("there is no `{path}`"))
                        .in_file(self.shown_file(MANIFEST))
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

/// The files of a built-in theme; where it extends another, that one's serve where it has none, and so does what that one says of itself.
fn builtin_files(name: &str) -> Option<Base> {
    let mut base = Base::default();
    let mut chain: Vec<&str> = Vec::new();
    let mut manifests = Vec::new();
    let mut next = builtin::names().into_iter().find(|known| *known == name);
    while let Some(theme) = next.filter(|next| !chain.contains(next)) {
        chain.push(theme);
        let files: Files = builtin::files(theme)?
            .into_iter()
            .map(|(path, bytes)| (path, Cow::Borrowed(bytes)))
            .collect();
        let manifest = files.get(MANIFEST).and_then(|bytes| manifest_of(bytes));
        next = manifest.as_ref().and_then(extended);
        manifests.extend(manifest);
        for (path, bytes) in files {
            if !base.files.contains_key(&path) {
                if theme != name {
                    base.inherited.insert(path.clone(), theme);
                }
                base.files.insert(path, bytes);
            }
        }
    }
    for manifest in manifests.into_iter().rev() {
        // A test holds that ours have no fault.
        base.settings = base
            .settings
            .under(manifest)
            .unwrap_or_else(|(settings, _)| settings);
    }
    (!base.files.is_empty()).then_some(base)
}

/// What a built-in theme says of itself.
fn manifest_of(manifest: &[u8]) -> Option<Manifest> {
    Manifest::read(&String::from_utf8_lossy(manifest)).ok()
}

/// The built-in theme that a theme extends.
fn extended(manifest: &Manifest) -> Option<&'static str> {
    let named = manifest.extends.as_deref()?;
    builtin::names().into_iter().find(|known| *known == named)
}

/// The engine as templates find it.
fn environment(language: &Arc<Language>) -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_debug(true);
    let mut syntax = minijinja::syntax::SyntaxConfig::builder();
    syntax.trim_blocks(true).lstrip_blocks(true);
    if let Ok(syntax) = syntax.build() {
        environment.set_syntax(syntax);
    }
    filters::install(&mut environment);
    words::install(&mut environment, language);
    remember::install(&mut environment);
    environment.add_global("theme_folder", STATIC_FOLDER);
    environment
}

#[cfg(test)]
mod tests;
