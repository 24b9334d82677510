//! Connections, and how many there may be.
//!
//! Takes a listener, answers on every connection that comes. Whoever opens many and says nothing takes nobody's place: beyond a number the
//! one that has been still for longest is closed. Who sends no whole request in some seconds is closed as well, and so is a connection
//! that waits for the next one; browsers open another without a word.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use hyper::server::conn::http1::Builder;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;

use super::answer::Server;

/// Connections at once: more than any number of tabs needs, and less than systems let a program open.
const MOST: usize = 200;
/// How long a request may take to come, from the first byte on or from the last answer.
const PATIENCE: Duration = Duration::from_secs(10);
/// Bytes that a request may have before it is answered.
const LARGEST_HEAD: usize = 16 * 1024;
/// Headers that it may have.
const MOST_HEADERS: usize = 64;
/// How long to wait where the system has no room for another connection.
const BREATH: Duration = Duration::from_millis(50);

/// Answers on every connection that comes; does not end by itself.
pub(super) async fn accept(listener: TcpListener, server: Arc<Server>) {
    let room = Arc::new(Room::default());
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            tokio::time::sleep(BREATH).await;
            continue;
        };
        // Answers are small: they go at once.
        let _ = stream.set_nodelay(true);
        let seat = room.enter();
        tokio::spawn(converse(stream, Arc::clone(&server), seat));
    }
}

/// Answers on one connection until it ends, or until its place is needed.
async fn converse(stream: TcpStream, server: Arc<Server>, seat: Seat) {
    let used = Arc::clone(&seat.used);
    let room = Arc::clone(&seat.room);
    let service = service_fn(move |request| {
        used.store(room.now(), Ordering::Relaxed);
        let server = Arc::clone(&server);
        async move { Ok::<_, Infallible>(server.answer(request).await) }
    });
    let connection = Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(PATIENCE)
        .max_buf_size(LARGEST_HEAD)
        .max_headers(MOST_HEADERS)
        .serve_connection(TokioIo::new(stream), service);
    tokio::select! {
        // How a connection ends is nobody's concern.
        _ = connection => {}
        () = seat.leave.notified() => {}
    }
}

/// The connections that are open.
#[derive(Debug, Default)]
struct Room {
    seats: Mutex<BTreeMap<u64, Taken>>,
    /// Counts what happens: who was used last has the highest number.
    time: AtomicU64,
}

/// A connection, as the others see it.
#[derive(Debug)]
struct Taken {
    used: Arc<AtomicU64>,
    leave: Arc<Notify>,
}

impl Room {
    fn now(&self) -> u64 {
        self.time.fetch_add(1, Ordering::Relaxed)
    }

    fn seats(&self) -> MutexGuard<'_, BTreeMap<u64, Taken>> {
        self.seats.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A place for one more; where all are taken, that of the one that has been still for longest.
    fn enter(self: &Arc<Self>) -> Seat {
        let number = self.now();
        let used = Arc::new(AtomicU64::new(number));
        let leave = Arc::new(Notify::new());
        let mut seats = self.seats();
        if seats.len() >= MOST {
            let still = seats
                .iter()
                .min_by_key(|(_, taken)| taken.used.load(Ordering::Relaxed))
                .map(|(number, _)| *number);
            if let Some(taken) = still.and_then(|number| seats.remove(&number)) {
                taken.leave.notify_one();
            }
        }
        let taken = Taken {
            used: Arc::clone(&used),
            leave: Arc::clone(&leave),
        };
        seats.insert(number, taken);
        drop(seats);
        Seat {
            room: Arc::clone(self),
            number,
            used,
            leave,
        }
    }
}

/// The place of one connection.
#[derive(Debug)]
struct Seat {
    room: Arc<Room>,
    number: u64,
    used: Arc<AtomicU64>,
    leave: Arc<Notify>,
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.room.seats().remove(&self.number);
    }
}
