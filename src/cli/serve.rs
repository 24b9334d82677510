//! `pmsite serve`: the site from memory, and pages that load again when a file changes.
//!
//! Makes each state by the stages of a build and hands it to `serve`, which answers browsers. Nothing is written, and a state that fails
//! leaves the last one standing.

#![expect(
    clippy::disallowed_methods,
    reason = "the line about a new state says how long it took"
)]

mod browser;
mod told;
mod watched;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

use super::known::Known;
use super::links;
use super::nearest;
use super::outlet::Outlet;
use super::progress::Bar;
use super::project::Project;
use super::report::{self, Format, Texts, Volume};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::error::Error;
use crate::pipeline::{self, Built, Input, Memory};
use crate::serve::{self, Changed, Made, Maker, Options, State, Watch};
use crate::theme::{self, Theme};

use told::{beginning, explain, line, shown_time, template_text};

/// What to serve, and where.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The folder of the reports, or of the `book.toml`; without it the nearest one above that has a `book.toml`, else this folder.
    dir: Option<PathBuf>,
    /// The port; where it is taken, the next free one.
    #[arg(short, long, value_name = "PORT", default_value_t = 3000)]
    port: u16,
    /// The name or address to listen at. Any but the usual one lets other machines read the site.
    #[arg(
        short = 'n',
        long = "hostname",
        value_name = "HOST",
        default_value = "127.0.0.1"
    )]
    host: String,
    /// Open the site in the browser.
    #[arg(short, long)]
    open: bool,
    /// Look for changes every second, or as often as said, instead of being told by the system: for disks of other machines and of
    /// containers.
    #[arg(
        long,
        value_name = "SECONDS",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "1",
        value_parser = clap::value_parser!(u16).range(1..=3600)
    )]
    poll: Option<u16>,
    /// Take drafts in, marked as such.
    #[arg(long)]
    drafts: bool,
}

/// Serves.
pub(super) fn run(arguments: &Arguments) -> Result<u8, Error> {
    // What makes no sense at all is told at once.
    let dir = nearest::chosen(arguments.dir.as_deref(), false);
    let project = Project::locate(&dir, None)?;
    let kitchen = Kitchen {
        dir,
        drafts: arguments.drafts,
        opens: arguments.open,
        watch: watched::of(&project),
        theme: None,
        told: None,
        memory: Memory::default(),
        last: None,
        trouble: None,
        outlet: Outlet::of_this_program(),
    };
    let options = Options {
        host: arguments.host.clone(),
        port: arguments.port,
        poll: arguments
            .poll
            .map(|seconds| Duration::from_secs(seconds.into())),
    };
    serve::run(&options, Box::new(kitchen))?;
    Ok(0)
}

/// Makes the states of a project.
struct Kitchen {
    dir: PathBuf,
    drafts: bool,
    opens: bool,
    watch: Watch,
    /// The theme of the last state, with what was said of it.
    theme: Option<Loaded>,
    /// What was said of the last state; none before there was one.
    told: Option<BTreeSet<Told>>,
    /// What was read for it.
    memory: Memory,
    /// The last state, where nothing failed since.
    last: Option<Last>,
    /// Why there is no last state.
    trouble: Option<String>,
    /// Where all that is told goes.
    outlet: Outlet,
}

/// A state that others may be made of.
struct Last {
    state: Arc<State>,
    /// What there was to say of the sources.
    of_sources: Diagnostics,
}

/// A message, wherever in its file it stands: what moved down by a line is not told again.
type Told = (Option<Arc<str>>, &'static str, String);

/// A theme that was loaded.
#[derive(Clone)]
struct Loaded {
    /// What it was loaded by: the name of the theme, the language.
    by: (String, String),
    /// No page was ever rendered with it.
    theme: Arc<Theme>,
    diagnostics: Diagnostics,
}

/// What came of a state.
struct Cooked {
    outcome: Result<Arc<State>, String>,
    /// What there is to say where all went well; empty where nothing was made.
    line: String,
}

impl Maker for Kitchen {
    fn watch(&self) -> Watch {
        self.watch.clone()
    }

    fn make(&mut self, changed: &Changed) -> Made {
        let begun = Instant::now();
        if let Some(outcome) = self.only_told(changed) {
            return Made {
                outcome,
                watch: self.watch.clone(),
            };
        }
        let outcome = match self.cook(changed) {
            Ok(Cooked { outcome, line }) => {
                if outcome.is_ok() && !line.is_empty() {
                    let took = shown_time(begun.elapsed());
                    let is_first = self.told.is_none() || changed.is_all;
                    let what = if is_first { "built" } else { "rebuilt" };
                    report::say(&format!("{what}: {line}, in {took}"));
                }
                outcome
            }
            Err(error) => {
                let words = format!("error: {}", report::explain(&error, false));
                report::say(&words);
                Err(words)
            }
        };
        self.trouble = outcome.as_ref().err().cloned();
        Made {
            outcome,
            watch: self.watch.clone(),
        }
    }

    fn say(&self, line: &str) {
        report::say(line);
    }

    fn ready(&self, address: &str) {
        let dir = report::shown(&self.dir);
        let line = format!("serving `{dir}` at {address} (Ctrl-C ends it)\n");
        report::print(&line);
        if self.opens {
            browser::open(address);
        }
    }
}

impl Kitchen {
    /// What the last answer was, where nothing changed but the files that this program itself prints to: what it tells of a change is none.
    fn only_told(&self, changed: &Changed) -> Option<Result<Arc<State>, String>> {
        let is_ours = |path: &PathBuf| self.outlet.is(path);
        if changed.is_all || changed.paths.is_empty() || !changed.paths.iter().all(is_ours) {
            return None;
        }
        let last = self.last.as_ref().map(|last| Ok(Arc::clone(&last.state)));
        last.or_else(|| self.trouble.clone().map(Err))
    }

    /// Makes a state as `pmsite build` makes a site: the same stages, the same messages. All that is made anew is made here.
    fn cook(&mut self, changed: &Changed) -> Result<Cooked, Error> {
        let mut project = Project::locate(&self.dir, None)?;
        self.watch = watched::of(&project);
        project.date()?;
        let ways = Arc::new(project.ways());
        let book = project.book.clone();
        let none = BTreeMap::new();
        if report::is_fatal(&project.diagnostics, false) {
            let mut diagnostics = std::mem::take(&mut project.diagnostics);
            ways.lead_to_project(&mut diagnostics);
            let text_of = |path: &str| book.text(ways.inside_project(path)?);
            let texts = Texts::new(&text_of, &none, &ways);
            return Ok(self.refused(&diagnostics, &texts));
        }
        project.check_styles();
        let mut known = Known::read(&project, false)?;
        let (loaded, is_new_theme) = self.theme(&project, changed)?;
        let theme = Arc::new(loaded.theme.afresh());
        let mut diagnostics = std::mem::take(&mut project.diagnostics);
        diagnostics.append(loaded.diagnostics);
        let skip = project.skip();
        let input = Input {
            drafts: self.drafts,
            rendered: true,
            beside: theme.beside(),
            language: theme.language(),
            ..project.input(&skip)
        };
        // A person who saves a file looks at the page, not at a bar.
        let bar = Bar::new(!changed.is_all);
        let links = links::read(&project)?;
        let input = Input {
            links: Some(&links),
            ..input
        };
        let last = self.last.take().filter(|_| !changed.is_all);
        if let Some(last) = last.as_ref().filter(|_| !changed.paths.is_empty()) {
            let held = last.state.built().read();
            let held = held.unwrap_or_else(PoisonError::into_inner);
            let is_idle = |path: &PathBuf| self.memory.is_idle(&input, &held, path);
            if changed.paths.iter().all(is_idle) {
                let state = Arc::clone(&last.state);
                drop(held);
                self.last = Some(Last {
                    of_sources: last.of_sources.clone(),
                    state: Arc::clone(&state),
                });
                return Ok(Cooked {
                    outcome: Ok(state),
                    line: String::new(),
                });
            }
        }
        let kept = last.and_then(|last| self.changed_only(last, &input, changed, &project));
        let (built, of_sources) = match kept {
            Some(kept) => kept,
            None => {
                self.memory.touch(changed.paths.iter().cloned());
                let mut built = pipeline::assemble_again(&input, &mut self.memory, &bar)?;
                let of_sources = std::mem::take(&mut built.diagnostics);
                (Arc::new(RwLock::new(built)), of_sources)
            }
        };
        bar.finish();
        let mut shown = of_sources.clone();
        known.hide(&mut shown, &project);
        let explain = explain(&ways, &theme);
        let state = State::new(
            Arc::clone(&built),
            Arc::clone(&theme),
            [project.source.clone(), project.root.clone()],
            project.config.html.home(),
            explain,
        );
        // Pages are rendered when they are asked for; of a new theme some are at once.
        if is_new_theme {
            diagnostics.append(state.faults());
        }
        ways.lead_to_project(&mut diagnostics);
        ways.lead_to_sources(&mut shown);
        diagnostics.append(shown);
        pipeline::apply_levels(&mut diagnostics, &project.config);
        diagnostics.sort();
        let text_of = |path: &str| {
            let inside = ways.inside_project(path);
            inside
                .and_then(|inside| book.text(inside))
                .or_else(|| template_text(&theme, &ways, path))
        };
        let held = built.read().unwrap_or_else(PoisonError::into_inner);
        let texts = Texts::new(&text_of, &held.sources, &ways);
        if report::is_fatal(&diagnostics, false) {
            return Ok(self.refused(&diagnostics, &texts));
        }
        self.tell(&diagnostics, &texts);
        drop(held);
        let state = Arc::new(state);
        self.last = Some(Last {
            state: Arc::clone(&state),
            of_sources,
        });
        Ok(Cooked {
            line: line(&state, &diagnostics, changed),
            outcome: Ok(state),
        })
    }

    /// The last state where only its looks changed, or the texts of reports that tell nothing new: what was assembled, and what there is to
    /// say of the sources.
    fn changed_only(
        &mut self,
        last: Last,
        input: &Input<'_>,
        changed: &Changed,
        project: &Project,
    ) -> Option<(Arc<RwLock<Built>>, Diagnostics)> {
        let Last {
            state,
            mut of_sources,
        } = last;
        let built = Arc::clone(state.built());
        let folder = project.root.join(theme::FOLDER);
        let sheets = folder.join("static");
        let own = &project.config.html.additional_css;
        let is_sheet = |path: &PathBuf| {
            let is_own = || own.iter().any(|sheet| project.root.join(sheet) == *path);
            path.starts_with(&sheets) || !path.starts_with(&project.source) && is_own()
        };
        if !changed.paths.is_empty() && changed.paths.iter().all(is_sheet) {
            return Some((built, of_sources));
        }
        let mut held = built.write().unwrap_or_else(PoisonError::into_inner);
        let retold = pipeline::retell(input, &mut self.memory, &mut held, &changed.paths)?;
        drop(held);
        of_sources.retain_mut(|one| {
            let place = one.place.as_ref();
            !place.is_some_and(|place| retold.sources.contains(&place.path))
        });
        of_sources.append(retold.diagnostics);
        of_sources.sort();
        Some((built, of_sources))
    }

    /// The theme: the last one where nothing of it changed.
    fn theme(&mut self, project: &Project, changed: &Changed) -> Result<(Loaded, bool), Error> {
        let name = project.config.html.theme_name();
        let language = project.config.language();
        let by = (name.to_owned(), language.to_owned());
        let folder = project.root.join(theme::FOLDER);
        let is_changed =
            changed.is_all || changed.paths.iter().any(|path| path.starts_with(&folder));
        if let Some(loaded) = self
            .theme
            .as_ref()
            .filter(|loaded| !is_changed && loaded.by == by)
        {
            return Ok((loaded.clone(), false));
        }
        // Whatever comes of it: the next state is not made with the one before.
        self.theme = None;
        let (theme, diagnostics) = Theme::load(name, project.theme.as_deref(), language)?;
        let loaded = Loaded {
            by,
            theme: Arc::new(theme),
            diagnostics,
        };
        let is_sound = !report::is_fatal(&loaded.diagnostics, false);
        self.theme = Some(loaded.clone()).filter(|_| is_sound);
        Ok((loaded, true))
    }

    /// Tells why there is no new state; gives the same for browsers.
    fn refused(&mut self, diagnostics: &Diagnostics, texts: &Texts<'_>) -> Cooked {
        // A theme with faults on its pages has to be looked at again.
        self.theme = None;
        let before = self.told.clone();
        self.tell(diagnostics, texts);
        // What was told of the state before holds until there is another: that an error is mended makes no news of it.
        if let (Some(told), Some(before)) = (&mut self.told, before) {
            told.extend(before);
        }
        // There is no `-v` here that would show more.
        let counts = report::counts(diagnostics, Volume::Verbose);
        report::say(&format!("nothing was rebuilt: {counts}"));
        let errors: Diagnostics = diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.severity == Severity::Error)
            .cloned()
            .collect();
        let words = report::drawn(&errors, texts);
        Cooked {
            outcome: Err(beginning(words)),
            line: String::new(),
        }
    }

    /// Tells what was not told of the last state.
    fn tell(&mut self, diagnostics: &Diagnostics, texts: &Texts<'_>) {
        let key = |diagnostic: &Diagnostic| -> Told {
            let path = diagnostic
                .place
                .as_ref()
                .map(|place| Arc::clone(&place.path));
            (path, diagnostic.rule, diagnostic.message.clone())
        };
        let last = self.told.take().unwrap_or_default();
        let fresh: Diagnostics = diagnostics
            .iter()
            .filter(|diagnostic| {
                // What keeps the site from being made anew is told every time.
                diagnostic.severity == Severity::Error || !last.contains(&key(diagnostic))
            })
            .cloned()
            .collect();
        report::tell(&fresh, texts, Format::Human, Volume::Normal);
        self.told = Some(diagnostics.iter().map(key).collect());
    }
}
