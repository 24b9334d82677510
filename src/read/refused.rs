//! Why a file is not taken into a document that asks for it, and what would help: the same words in every syntax.
//!
//! Takes names as written, gives a message and its help. Who asks for files, and how many it may, is decided elsewhere.

/// A message, and what would help.
pub(super) type Refused = (String, String);

pub(super) fn refused(message: String, help: &str) -> Refused {
    (message, help.to_owned())
}

pub(super) fn out_of_folder(written: &str) -> Refused {
    refused(
        format!("`{written}` is out of the source folder and not included"),
        "copy the file into the source folder",
    )
}

pub(super) fn in_itself(written: &str) -> Refused {
    refused(
        format!("`{written}` includes itself"),
        "take the file out of the circle",
    )
}

pub(super) fn too_many(written: &str) -> Refused {
    refused(
        format!("`{written}` is not included: too many files stand in this document"),
        "write what it holds into the document",
    )
}

pub(super) fn too_long(written: &str) -> Refused {
    refused(
        format!("`{written}` is not included: the files in this document are too long"),
        "link to it instead",
    )
}

pub(super) fn missing(path: &str) -> Refused {
    refused(
        format!("there is no text `{path}` to include"),
        "correct the path, or add the file to the source folder",
    )
}
