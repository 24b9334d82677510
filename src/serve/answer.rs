//! One answer to one request.
//!
//! Takes a request, gives what stands at its path in the newest state. The path is decoded once and looked up as it is: what is not in
//! the site's own lists is not there, so no path of a request leads anywhere. Pages are rendered on threads of their own.

use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::ops::Range;

use axum::body::{Body, Bytes};
use axum::http::header::{
    self, ACCEPT_RANGES, ALLOW, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE, ETAG,
    HeaderMap, HeaderName, HeaderValue, IF_NONE_MATCH, IF_RANGE, LOCATION, RANGE,
};
use axum::http::{Method, Request, StatusCode};
use axum::response::Response;
use percent_encoding::percent_decode_str;
use tokio::sync::{mpsc, watch};
use tokio_stream::wrappers::ReceiverStream;
use xxhash_rust::xxh3::xxh3_64;

use super::guard::Guard;
use super::news::{self, Status};
use super::range::{self, Asked};
use super::state::{Content, State};
use super::{kind, page};
use crate::site::path;

/// Bytes of a part of a large file.
const PART: usize = 64 * 1024;
/// The page for what is not there.
const MISSING: &str = "404.html";
/// The home page of a folder.
const HOME: &str = "index.html";

/// What all answers are made of.
#[derive(Debug)]
pub(super) struct Server {
    guard: Guard,
    status: watch::Receiver<Status>,
}

impl Server {
    pub(super) fn new(guard: Guard, status: watch::Receiver<Status>) -> Self {
        Self { guard, status }
    }

    /// Answers.
    pub(super) async fn answer<B>(&self, request: Request<B>) -> Response {
        let mut response = self.made(&request).await;
        let headers = response.headers_mut();
        headers.insert(header::X_CONTENT_TYPE_OPTIONS, constant("nosniff"));
        // No page from elsewhere takes files of this site in, be they scripts or pictures.
        headers.insert(
            HeaderName::from_static("cross-origin-resource-policy"),
            constant("same-origin"),
        );
        headers
            .entry(CACHE_CONTROL)
            .or_insert_with(|| constant("no-cache"));
        response
    }

    async fn made<B>(&self, request: &Request<B>) -> Response {
        let (headers, uri) = (request.headers(), request.uri());
        if !self.guard.lets_in(headers, uri) {
            return text(
                StatusCode::MISDIRECTED_REQUEST,
                "this server answers to `localhost` and to the name that `-n` gives it",
            );
        }
        if !matches!(*request.method(), Method::GET | Method::HEAD) {
            let mut refused = text(StatusCode::METHOD_NOT_ALLOWED, "only GET and HEAD");
            refused.headers_mut().insert(ALLOW, constant("GET, HEAD"));
            return refused;
        }
        let Ok(path) = percent_decode_str(uri.path()).decode_utf8() else {
            return text(StatusCode::BAD_REQUEST, "the path is not UTF-8");
        };
        let asking = Asking {
            is_head: *request.method() == Method::HEAD,
            headers,
        };
        if let Some(own) = path.strip_prefix(page::FOLDER) {
            return match own {
                "events" if !self.guard.lets_hear(headers) => {
                    text(StatusCode::FORBIDDEN, "events are for pages of this site")
                }
                "events" => news::stream(self.status.clone()),
                "reload.js" => {
                    let script = Bytes::from_static(page::SCRIPT.as_bytes());
                    asking.whole(script, kind::of(own), StatusCode::OK)
                }
                _ => text(StatusCode::NOT_FOUND, "not here"),
            };
        }
        self.file(&path, uri.query(), &asking).await
    }

    /// The file of the site at a path.
    async fn file(&self, path: &str, query: Option<&str>, asking: &Asking<'_>) -> Response {
        let (state, mark, trouble) = {
            let status = self.status.borrow();
            (status.state.clone(), status.mark(), status.trouble.clone())
        };
        let Some(state) = state else {
            let text = trouble.as_deref().unwrap_or_default();
            return asking.trouble("The site cannot be built", text, &mark);
        };
        let found = match place(&state, path) {
            Place::File(inside) => Some(inside),
            Place::Elsewhere(to) => return leads_to(&to, query),
            Place::Nowhere => None,
        };
        let (inside, status) = match found {
            Some(inside) => (inside, StatusCode::OK),
            None => (MISSING.to_owned(), StatusCode::NOT_FOUND),
        };
        let kind = kind::of(&inside);
        let content = {
            let mark = mark.clone();
            // The state is let go as soon as the page is made: who reads slowly keeps the page and nothing else.
            tokio::task::spawn_blocking(move || state.content(&inside, &mark)).await
        };
        match content {
            Ok(Some(Content::Page(bytes) | Content::Whole(bytes))) => {
                asking.whole(bytes.into(), kind, status)
            }
            Ok(Some(Content::Large {
                file,
                size,
                changed,
            })) => asking.large(file, (size, changed), kind),
            Ok(Some(Content::Faulty(text))) => {
                asking.trouble("This page cannot be made", &text, &mark)
            }
            Ok(Some(Content::Gone) | None) => text(StatusCode::NOT_FOUND, "not here"),
            Err(_) => text(StatusCode::INTERNAL_SERVER_ERROR, "the page was not made"),
        }
    }
}

/// Where a path leads.
enum Place {
    /// To a file of the site.
    File(String),
    /// To another path.
    Elsewhere(String),
    Nowhere,
}

fn place(state: &State, path: &str) -> Place {
    let base = state.base();
    let Some(inside) = path.strip_prefix(base) else {
        // Who opens the host means the site, and so does who forgets the last `/`.
        let means_home = path == "/" || base.strip_suffix('/') == Some(path);
        return if means_home {
            Place::Elsewhere(base.to_owned())
        } else {
            Place::Nowhere
        };
    };
    let is_folder = inside.is_empty() || inside.ends_with('/');
    let file = if is_folder {
        format!("{inside}{HOME}")
    } else {
        inside.to_owned()
    };
    if state.has(&file) {
        return Place::File(file);
    }
    // The site has it, so its path begins with no second `/`.
    if !is_folder && state.has(&format!("{inside}/{HOME}")) {
        return Place::Elsewhere(format!("{base}{inside}/"));
    }
    Place::Nowhere
}

/// A request, as far as the answer depends on it.
struct Asking<'a> {
    is_head: bool,
    headers: &'a HeaderMap,
}

impl Asking<'_> {
    /// The answer with a file that is here as a whole.
    fn whole(&self, bytes: Bytes, kind: &'static str, status: StatusCode) -> Response {
        let tag = format!("\"{:016x}\"", xxh3_64(&bytes));
        let size = bytes.len() as u64;
        self.of(&tag, size, kind, status, |part| {
            Body::from(bytes.slice(usize_of(part.start)..usize_of(part.end)))
        })
    }

    /// The answer with a file that goes out part by part. Its tag is made of its size and its time: to read all of it for a tag would cost
    /// as much as to send it.
    fn large(
        &self,
        file: File,
        (size, changed): (u64, Option<std::time::SystemTime>),
        kind: &'static str,
    ) -> Response {
        let tag = xxh3_64(format!("{size} {changed:?}").as_bytes());
        let tag = format!("\"{tag:016x}\"");
        self.of(&tag, size, kind, StatusCode::OK, |part| parts(file, part))
    }

    fn of(
        &self,
        tag: &str,
        size: u64,
        kind: &'static str,
        status: StatusCode,
        body: impl FnOnce(Range<u64>) -> Body,
    ) -> Response {
        let mut response = Response::new(Body::empty());
        let headers = response.headers_mut();
        headers.insert(ETAG, value(tag));
        if status == StatusCode::OK && self.has(tag) {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            return response;
        }
        headers.insert(CONTENT_TYPE, constant(kind));
        headers.insert(ACCEPT_RANGES, constant("bytes"));
        let mut status = status;
        let part = match self.part(tag, size, status) {
            Asked::Whole => 0..size,
            Asked::Part(part) => {
                let named = format!("bytes {}-{}/{size}", part.start, part.end - 1);
                headers.insert(CONTENT_RANGE, value(&named));
                status = StatusCode::PARTIAL_CONTENT;
                part
            }
            Asked::Beyond => {
                headers.insert(CONTENT_RANGE, value(&format!("bytes */{size}")));
                headers.remove(CONTENT_TYPE);
                headers.insert(CONTENT_LENGTH, constant("0"));
                *response.status_mut() = StatusCode::RANGE_NOT_SATISFIABLE;
                return response;
            }
        };
        headers.insert(CONTENT_LENGTH, HeaderValue::from(part.end - part.start));
        *response.status_mut() = status;
        if !self.is_head {
            *response.body_mut() = body(part);
        }
        response
    }

    /// Whether the browser has the file of that tag already.
    fn has(&self, tag: &str) -> bool {
        let known = self.headers.get_all(IF_NONE_MATCH).iter();
        let mut known = known.filter_map(|known| known.to_str().ok());
        known.any(|known| {
            let mut tags = known.split(',').map(str::trim);
            tags.any(|known| known == "*" || known.strip_prefix("W/").unwrap_or(known) == tag)
        })
    }

    /// The part of the file that is asked for.
    fn part(&self, tag: &str, size: u64, status: StatusCode) -> Asked {
        let range = self
            .headers
            .get(RANGE)
            .and_then(|range| range.to_str().ok());
        let Some(range) = range.filter(|_| status == StatusCode::OK && !self.is_head) else {
            return Asked::Whole;
        };
        // The rest of another file than the one that was begun is of no use.
        if self.headers.get(IF_RANGE).is_some_and(|of| of != tag) {
            return Asked::Whole;
        }
        range::asked(range, size)
    }

    /// The answer where there is nothing to show but what is wrong.
    fn trouble(&self, title: &str, text: &str, mark: &str) -> Response {
        let bytes = page::trouble(title, text, mark);
        self.whole(bytes.into(), kind::HTML, StatusCode::INTERNAL_SERVER_ERROR)
    }
}

/// A part of an open file, in parts. No more than two of them wait for a slow reader, and no thread does.
fn parts(mut file: File, range: Range<u64>) -> Body {
    let (sender, receiver) = mpsc::channel::<std::io::Result<Bytes>>(1);
    tokio::spawn(async move {
        let mut left = range.end - range.start;
        let mut start = Some(range.start);
        while left > 0 {
            let most = usize_of(left.min(PART as u64));
            let read = tokio::task::spawn_blocking(move || {
                let mut read = || {
                    if let Some(start) = start {
                        file.seek(SeekFrom::Start(start))?;
                    }
                    let mut part = vec![0; most];
                    file.read_exact(&mut part)?;
                    Ok(Bytes::from(part))
                };
                let part = read();
                (file, part)
            });
            let Ok((back, part)) = read.await else { return };
            (file, start) = (back, None);
            left -= most as u64;
            // A file that has become shorter ends the connection: what was announced cannot be kept.
            let is_end = part.is_err();
            if sender.send(part).await.is_err() || is_end {
                return;
            }
        }
    });
    Body::from_stream(ReceiverStream::new(receiver))
}

/// The answer that leads to another path of this host.
fn leads_to(path: &str, query: Option<&str>) -> Response {
    let mut to = path::encode(path);
    if let Some(query) = query {
        to.push('?');
        to.push_str(query);
    }
    let mut response = text(StatusCode::PERMANENT_REDIRECT, "");
    response.headers_mut().insert(LOCATION, value(&to));
    response
}

fn text(status: StatusCode, words: &'static str) -> Response {
    let mut response = Response::new(Body::from(words));
    *response.status_mut() = status;
    let kind = constant("text/plain; charset=utf-8");
    response.headers_mut().insert(CONTENT_TYPE, kind);
    response
}

fn constant(value: &'static str) -> HeaderValue {
    HeaderValue::from_static(value)
}

/// A value that is ASCII already.
fn value(text: &str) -> HeaderValue {
    HeaderValue::from_str(text).unwrap_or_else(|_| constant(""))
}

/// A place in a file that fits into memory.
fn usize_of(place: u64) -> usize {
    usize::try_from(place).unwrap_or(usize::MAX)
}
