//! Addresses of the web that reports link to: whether they answer.
//!
//! Takes an archive, gives the addresses that its documents link to; takes what these answered when they were asked, gives a message for
//! each place where one stands that is gone or has moved. Nobody is asked unless somebody wants it: [`ask`] is called by
//! `pmsite check --links` alone, and exists with the feature `links` only. It reads and writes no file.

mod address;
#[cfg(feature = "links")]
mod ask;
mod places;
mod results;

pub use places::{Ignored, addresses, told};
pub use results::{Answer, NAME, Outcome, Problem, Results, State};

#[cfg(feature = "links")]
pub use ask::{Asked, Way, ask};
