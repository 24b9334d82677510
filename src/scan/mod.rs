//! Walking the source folder.
