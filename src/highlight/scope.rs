//! What the scopes of a grammar mean: names such as `keyword.control.go`, from the outermost construct to the innermost.

use super::Class;

/// What a scope says.
#[derive(Debug, Clone, Copy)]
enum Meaning {
    /// That what stands in it is of that class.
    Is(Class),
    /// That it is plain, whatever the scope around it says.
    Plain,
}

use Meaning::{Is, Plain};

/// What the beginning of a scope means. The first that fits counts, so that what is narrower stands before what is wider.
const TABLE: &[(&str, Meaning)] = &[
    ("comment", Is(Class::Comment)),
    ("punctuation.section.embedded", Plain),
    ("string.unquoted", Plain),
    ("string.interpolated.makefile", Is(Class::Variable)),
    ("string", Is(Class::String)),
    ("constant.other.placeholder", Is(Class::String)),
    ("constant.language.symbol", Is(Class::String)),
    ("constant.character", Is(Class::String)),
    ("constant.other.symbol", Is(Class::String)),
    ("constant.other.option", Is(Class::Property)),
    ("constant", Is(Class::Number)),
    ("support.constant", Is(Class::Number)),
    ("markup.inserted", Is(Class::Inserted)),
    ("markup.deleted", Is(Class::Deleted)),
    ("meta.diff", Is(Class::Heading)),
    ("entity.name.section.group-title", Is(Class::Heading)),
    ("keyword.other.definition.ini", Is(Class::Property)),
    ("storage.type.java", Is(Class::Type)),
    ("storage.type.object", Is(Class::Type)),
    ("storage.type.generic.java", Is(Class::Type)),
    ("storage", Is(Class::Keyword)),
    ("entity.name.function", Is(Class::Function)),
    ("entity.name.command", Is(Class::Function)),
    ("support.function", Is(Class::Function)),
    ("entity.name.tag", Is(Class::Keyword)),
    ("entity.tag", Is(Class::Keyword)),
    ("entity.other.attribute-name", Is(Class::Property)),
    ("support.type.property-name", Is(Class::Property)),
    ("variable.declaration.hcl", Is(Class::Property)),
    ("entity.name.type", Is(Class::Type)),
    ("entity.name.class", Is(Class::Type)),
    ("entity.other.inherited-class", Is(Class::Type)),
    ("support.type", Is(Class::Type)),
    ("support.class", Is(Class::Type)),
    ("variable.language", Is(Class::Keyword)),
    ("variable.other.php", Is(Class::Variable)),
    ("variable.other.readwrite.module", Is(Class::Variable)),
    ("variable.other.enummember", Is(Class::String)),
    ("variable.other.readwrite.instance", Is(Class::Variable)),
    ("variable.other.readwrite.global", Is(Class::Variable)),
    ("meta.embedded", Plain),
    ("meta.interpolation", Plain),
    ("source.ruby.embedded", Plain),
];

/// What words with those scopes are; nothing where they are plain.
pub(super) fn class<'a>(scopes: impl Iterator<Item = &'a str>, words: &str) -> Option<Class> {
    let scopes: smallvec::SmallVec<[&str; 12]> = scopes.collect();
    let meaning = scopes.iter().rev().find_map(|scope| of_scope(scope, words));
    let Some(Is(class)) = meaning else {
        return None;
    };
    // Of the language are its words; its signs are told apart by their shape already.
    let is_sign = !words.contains(|sign: char| sign.is_alphanumeric());
    (class != Class::Keyword || !is_sign).then_some(class)
}

/// What one scope says; nothing where that is for the scope around it.
fn of_scope(scope: &str, words: &str) -> Option<Meaning> {
    let known = TABLE
        .iter()
        .find(|(beginning, _)| scope.starts_with(beginning));
    if let Some((_, meaning)) = known {
        return Some(*meaning);
    }
    if scope.starts_with("keyword") {
        return Some(Is(Class::Keyword));
    }
    let is_marked = words.starts_with(['$', '@']);
    (scope.starts_with("variable") && is_marked).then_some(Is(Class::Variable))
}
