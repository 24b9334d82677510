//! Lines that stand around a block: `----`, `====`, `|===`.

/// What stands between two such lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// `////`.
    Comment,
    /// `====`.
    Example,
    /// ```` ``` ````.
    Fence,
    /// `----`.
    Listing,
    /// `....`.
    Literal,
    /// `--`.
    Open,
    /// `++++`.
    Pass,
    /// `____`.
    Quote,
    /// `****`.
    Sidebar,
    /// `|===`, with the sign before it.
    Table(u8),
}

impl Kind {
    /// True where what stands inside is no `AsciiDoc`.
    pub(super) fn is_verbatim(self) -> bool {
        matches!(
            self,
            Self::Comment | Self::Fence | Self::Listing | Self::Literal | Self::Pass
        )
    }
}

/// What a line stands around, if it does.
pub(super) fn delimiter(line: &str) -> Option<Kind> {
    let bytes = line.as_bytes();
    let first = *bytes.first()?;
    match first {
        b'`' => {
            let language = line.strip_prefix("```")?;
            let fits = language.is_empty()
                || (!language.contains('`') && language.starts_with(char::is_alphanumeric));
            return fits.then_some(Kind::Fence);
        }
        b'|' | b',' | b':' | b'!' => {
            let is_table = bytes.len() >= 4 && bytes[1..].iter().all(|byte| *byte == b'=');
            return is_table.then_some(Kind::Table(first));
        }
        b'-' if line == "--" => return Some(Kind::Open),
        _ => {}
    }
    let kind = match first {
        b'/' => Kind::Comment,
        b'=' => Kind::Example,
        b'-' => Kind::Listing,
        b'.' => Kind::Literal,
        b'+' => Kind::Pass,
        b'_' => Kind::Quote,
        b'*' => Kind::Sidebar,
        _ => return None,
    };
    (bytes.len() >= 4 && bytes.iter().all(|byte| *byte == first)).then_some(kind)
}

/// True for the line that ends what that line began.
pub(super) fn ends(kind: Kind, first: &str, line: &str) -> bool {
    match kind {
        Kind::Fence => line == "```",
        _ => line == first,
    }
}
