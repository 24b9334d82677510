//! Values in a text: `Page {number} of {of}.`

/// A text with its values. `value` writes the value of that name and says true, or says false: then what stands in the braces stays.
pub fn fill(text: &str, mut value: impl FnMut(&str, &mut String) -> bool) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    // Texts are short, and every list has thousands: bytes one by one are found soonest.
    while let Some(open) = rest.bytes().position(|byte| byte == b'{') {
        let (before, behind) = (&rest[..open], &rest[open + 1..]);
        out.push_str(before);
        match behind.bytes().position(|byte| byte == b'}') {
            Some(end) if value(&behind[..end], &mut out) => rest = &behind[end + 1..],
            _ => {
                out.push('{');
                rest = behind;
            }
        }
    }
    out.push_str(rest);
    out
}

/// The names of the values in a text, in their order.
pub(super) fn names(text: &str) -> impl Iterator<Item = &str> {
    let behind = text.split('{').skip(1);
    behind.filter_map(|behind| behind.split_once('}').map(|(name, _)| name))
}
