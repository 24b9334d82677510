//! Writing a site to disk without accidents.
