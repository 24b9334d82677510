//! Conditions: `ifdef::name[]`, `ifndef::name[]`, `ifeval::[a == b]` and the `endif::[]` that closes them.
//!
//! Takes a line and the attributes, says what the line is and whether it holds.

use super::attribute::Attributes;

/// What a line does.
#[derive(Debug, PartialEq)]
pub(super) enum Line {
    /// It begins what is shown where the condition holds.
    If(bool),
    /// It is one line that is shown where the condition holds: so many bytes stand before its words.
    One(bool, usize),
    /// It ends a condition.
    End,
}

/// What a line does, where it speaks of a condition.
pub(super) fn condition(line: &str, attributes: &Attributes) -> Option<Line> {
    let (name, rest) = line.split_once("::")?;
    let rest = rest.strip_suffix(']')?;
    let (target, words) = rest.split_once('[')?;
    if target.contains([' ', '\t']) {
        return None;
    }
    match name {
        "endif" => Some(Line::End),
        "ifdef" | "ifndef" => {
            let is_set = |name: &str| attributes.is_set(name);
            let found = if target.is_empty() {
                return None;
            } else if target.contains(',') {
                target.split(',').any(is_set)
            } else {
                target.split('+').all(is_set)
            };
            let holds = found == (name == "ifdef");
            let before = line.len() - 1 - words.len();
            Some(if words.is_empty() {
                Line::If(holds)
            } else {
                Line::One(holds, before)
            })
        }
        "ifeval" if target.is_empty() => Some(Line::If(holds(words, attributes)?)),
        _ => None,
    }
}

/// The truth of `"{a}" == "b"`.
fn holds(words: &str, attributes: &Attributes) -> Option<bool> {
    let signs = ["==", "!=", "<=", ">=", "<", ">"];
    let (at, sign) = signs
        .iter()
        .filter_map(|sign| words.find(sign).map(|at| (at, *sign)))
        .min_by_key(|(at, sign)| (*at, std::cmp::Reverse(sign.len())))?;
    let side = |words: &str| {
        let words = words.trim();
        let quoted = |quote: char| words.strip_prefix(quote)?.strip_suffix(quote);
        let bare = quoted('"').or_else(|| quoted('\'')).unwrap_or(words);
        attributes.expanded(bare)
    };
    let (left, right) = (side(&words[..at]), side(&words[at + sign.len()..]));
    let order = match (left.parse::<f64>(), right.parse::<f64>()) {
        (Ok(left), Ok(right)) => left.partial_cmp(&right)?,
        _ => left.cmp(&right),
    };
    Some(match sign {
        "==" => order.is_eq(),
        "!=" => order.is_ne(),
        "<=" => order.is_le(),
        ">=" => order.is_ge(),
        "<" => order.is_lt(),
        _ => order.is_gt(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_hold_as_asciidoctor_has_it() {
        let mut attributes = Attributes::new();
        attributes.set("a", "1");
        attributes.set("b", "two");
        for (line, expected) in [
            ("ifdef::a[]", Some(Line::If(true))),
            ("ifdef::x[]", Some(Line::If(false))),
            ("ifdef::x,a[]", Some(Line::If(true))),
            ("ifdef::x+a[]", Some(Line::If(false))),
            ("ifndef::x[]", Some(Line::If(true))),
            ("ifndef::a,x[]", Some(Line::If(false))),
            ("ifdef::a[some words]", Some(Line::One(true, 9))),
            ("ifeval::[{a} < 10]", Some(Line::If(true))),
            ("ifeval::[\"{b}\" == \"two\"]", Some(Line::If(true))),
            ("ifeval::[\"{b}\" != \"two\"]", Some(Line::If(false))),
            ("ifeval::[{a} >= 2]", Some(Line::If(false))),
            ("endif::a[]", Some(Line::End)),
            ("ifdef::[]", None),
            ("see ifdef::a[]", None),
        ] {
            assert_eq!(condition(line, &attributes), expected, "{line}");
        }
    }
}
