//! What the scopes of a grammar mean: names such as `keyword.control.go`, from the outermost construct to the innermost.

use super::Class;

/// What the beginning of a scope means. The first that fits counts, so that what is narrower stands before what is wider. `None`
/// ends the search: that is plain, wherever it stands.
const TABLE: &[(&str, Option<Class>)] = &[
    ("comment", Some(Class::Comment)),
    ("string.unquoted", None),
    ("string", Some(Class::String)),
    ("constant.character", Some(Class::String)),
    ("constant.other.symbol", Some(Class::String)),
    ("constant.other.option", Some(Class::Property)),
    ("constant", Some(Class::Number)),
    ("support.constant", Some(Class::Number)),
    ("markup.inserted", Some(Class::Inserted)),
    ("markup.deleted", Some(Class::Deleted)),
    ("meta.diff", Some(Class::Heading)),
    ("entity.name.section.group-title", Some(Class::Heading)),
    ("keyword.other.definition.ini", Some(Class::Property)),
    ("storage.type.java", Some(Class::Type)),
    ("storage.type.object", Some(Class::Type)),
    ("storage.type.generic.java", Some(Class::Type)),
    ("storage", Some(Class::Keyword)),
    ("entity.name.function", Some(Class::Function)),
    ("entity.name.command", Some(Class::Function)),
    ("support.function", Some(Class::Function)),
    ("entity.name.tag", Some(Class::Property)),
    ("entity.other.attribute-name", Some(Class::Property)),
    ("support.type.property-name", Some(Class::Property)),
    ("variable.declaration.hcl", Some(Class::Property)),
    ("entity.name.type", Some(Class::Type)),
    ("entity.name.class", Some(Class::Type)),
    ("entity.other.inherited-class", Some(Class::Type)),
    ("support.type", Some(Class::Type)),
    ("support.class", Some(Class::Type)),
    ("variable.language", Some(Class::Keyword)),
    ("variable.other.readwrite.instance", Some(Class::Variable)),
    ("variable.other.readwrite.global", Some(Class::Variable)),
    ("meta.embedded", None),
    ("meta.interpolation", None),
    ("source.ruby.embedded", None),
];

/// What words with those scopes are; nothing where they are plain.
pub(super) fn class<'a>(scopes: impl Iterator<Item = &'a str>, words: &str) -> Option<Class> {
    let scopes: smallvec::SmallVec<[&str; 12]> = scopes.collect();
    let is_word = words
        .chars()
        .all(|sign| sign.is_alphanumeric() || sign == '_');
    for scope in scopes.iter().rev() {
        if scope.starts_with("keyword") && !scope.starts_with("keyword.other.definition.ini") {
            // Operators are plain where they are signs, and words of the language where they are words.
            let is_operator = scope.starts_with("keyword.operator");
            return (!is_operator || is_word).then_some(Class::Keyword);
        }
        if scope.starts_with("variable") && words.starts_with(['$', '@']) {
            return Some(Class::Variable);
        }
        let known = TABLE
            .iter()
            .find(|(beginning, _)| scope.starts_with(beginning));
        if let Some((_, class)) = known {
            return *class;
        }
    }
    None
}
