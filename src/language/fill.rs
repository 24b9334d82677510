//! Values in a text: `Page {number} of {of}.`

/// A text with its values. `value` writes the value of that name and says true, or says false: then what stands in the braces stays.
pub fn fill(text: &str, mut value: impl FnMut(&str, &mut String) -> bool) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('{') {
        out.push_str(before);
        match behind.split_once('}') {
            Some((name, after)) if value(name, &mut out) => rest = after,
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
