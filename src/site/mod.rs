//! Pages.

pub mod views;
