//! What there is to be seen, and how browsers hear of it.
//!
//! Takes the status that the work leaves, gives each browser a stream of events. A status holds the state itself, so that nobody hears of
//! one before it can be asked for. Who is slow misses what was in between, and hears of what is.

use std::collections::hash_map::RandomState;
use std::convert::Infallible;
use std::hash::{BuildHasher as _, Hasher as _};
use std::sync::Arc;
use std::time::Duration;

use axum::response::IntoResponse as _;
use axum::response::Response;
use axum::response::sse::{Event, KeepAlive, Sse};
use tokio::sync::watch;
use tokio_stream::StreamExt as _;
use tokio_stream::wrappers::WatchStream;

use super::state::State;

/// How long a browser waits before it asks again for a server that is gone.
const RETRY: Duration = Duration::from_millis(500);
/// How often a stream says that it is there: so it is known when a browser is not.
const ALIVE: Duration = Duration::from_secs(15);

/// What there is to be seen.
#[derive(Debug, Clone)]
pub(super) struct Status {
    /// A number of this run of the server: states of another are other ones.
    run: u64,
    /// Grows with each new state.
    generation: u64,
    /// Grows where nothing but style sheets is new.
    styles: u64,
    /// The last good state.
    pub(super) state: Option<Arc<State>>,
    /// Why there is no newer one.
    pub(super) trouble: Option<Arc<str>>,
}

impl Status {
    /// Nothing yet.
    pub(super) fn new() -> Self {
        Self {
            // Keys of hash tables are what the standard library has of chance.
            run: RandomState::new().build_hasher().finish(),
            generation: 0,
            styles: 0,
            state: None,
            trouble: None,
        }
    }

    /// Takes a new state; `styles_only` where its pages are those of the last one.
    pub(super) fn take(&mut self, state: Arc<State>, styles_only: bool) -> Option<Arc<State>> {
        if styles_only {
            self.styles += 1;
        } else {
            self.generation += 1;
        }
        self.trouble = None;
        self.state.replace(state)
    }

    /// Which state this is, as letters, digits and hyphens: the first two parts are those of its pages.
    pub(super) fn mark(&self) -> String {
        format!("{:x}-{}-{}", self.run, self.generation, self.styles)
    }

    /// The path of the home page.
    pub(super) fn home(&self) -> String {
        let base = self.state.as_ref().map_or("/", |state| state.base());
        crate::site::path::encode(base)
    }

    /// The name of the event for who has heard of that status last.
    fn event(&self, last: Option<&Status>) -> &'static str {
        let Some(last) = last else { return "now" };
        match (&last.trouble, &self.trouble) {
            (_, Some(_)) => "trouble",
            (Some(_), None) => "mended",
            (None, None) if last.generation == self.generation => "css",
            (None, None) => "reload",
        }
    }

    /// The same for who hears nothing else: no state is kept alive by it.
    fn without_state(&self) -> Self {
        Self {
            state: None,
            ..self.clone()
        }
    }
}

/// The stream of events. Each has the whole truth: which state there is, and what is wrong.
pub(super) fn stream(status: watch::Receiver<Status>) -> Response {
    let mut last: Option<Status> = None;
    let events = WatchStream::new(status).map(move |status| {
        let now = status.without_state();
        drop(status);
        let data = serde_json::json!({ "mark": now.mark(), "trouble": now.trouble.as_deref() });
        let event = Event::default()
            .event(now.event(last.as_ref()))
            .retry(RETRY)
            .data(data.to_string());
        last = Some(now);
        Ok::<_, Infallible>(event)
    });
    Sse::new(events)
        .keep_alive(KeepAlive::new().interval(ALIVE))
        .into_response()
}
