//! The properties that reports are told apart by, and the indexes that an archive can have of them: the one list of both.
//!
//! Takes nothing, gives names: what programs, people and addresses call each. Whoever treats all of them alike walks `ALL`; whoever
//! has something of its own to say of each asks in a `match` without an arm for the rest, so that the compiler names what a new one still
//! lacks. It knows no report, no page and no configuration.

/// A property of a report whose values are names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Property {
    /// What it struck: `Checkout`.
    Service,
    /// What contributed to it: `capacity/memory`.
    Cause,
    /// What set it off: `change/deploy`.
    Trigger,
    /// How it was noticed: `alert`.
    Detection,
    /// A word of the author's: `night`.
    Tag,
    /// Who owns what broke: `Payments`.
    Team,
}

/// What a property is called.
struct Names {
    /// In queries and in `book.toml`, and the key of its index: `service`.
    key: &'static str,
    /// In the export, in heads, and the address of its index: `services`.
    list: &'static str,
    /// By people, its values: `Services`.
    title: &'static str,
    /// By people, one of them: `Service`.
    one: &'static str,
}

impl Property {
    /// Every property, in the order of pages and of programs.
    pub const ALL: [Self; 6] = [
        Self::Service,
        Self::Cause,
        Self::Trigger,
        Self::Detection,
        Self::Tag,
        Self::Team,
    ];

    /// The same in the order in which a terminal tells them: the author's own words at last.
    pub const TOLD: [Self; 6] = [
        Self::Service,
        Self::Cause,
        Self::Trigger,
        Self::Detection,
        Self::Team,
        Self::Tag,
    ];

    /// The table of names.
    const fn names(self) -> Names {
        let (key, list, title, one) = match self {
            Self::Service => ("service", "services", "Services", "Service"),
            Self::Cause => ("cause", "causes", "Causes", "Cause"),
            Self::Trigger => ("trigger", "triggers", "Triggers", "Trigger"),
            Self::Detection => ("detection", "detection", "Detection", "Detection"),
            Self::Tag => ("tag", "tags", "Tags", "Tag"),
            Self::Team => ("team", "teams", "Teams", "Team"),
        };
        Names {
            key,
            list,
            title,
            one,
        }
    }

    /// The key of its index, also in queries: `service`.
    pub const fn key(self) -> &'static str {
        self.names().key
    }

    /// What the list of its values is called in heads and for programs: `services`.
    pub const fn list(self) -> &'static str {
        self.names().list
    }

    /// What people call its values, in English: `Services`.
    pub const fn title(self) -> &'static str {
        self.names().title
    }

    /// What people call one of them, in English: `Service`.
    pub const fn one(self) -> &'static str {
        self.names().one
    }

    /// The property of that key.
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.key() == key)
    }
}

/// An index that an archive can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Index {
    /// By the values of a property.
    Of(Property),
    /// By how bad it was.
    Severity,
    /// By who took part: only where somebody asks for it.
    People,
    /// By the year of its day, with the months below.
    Year,
}

impl Index {
    /// Every index, in the order of the site. How something was noticed has none: there are a few ways, and the search knows them.
    pub const ALL: [Self; 8] = [
        Self::Of(Property::Service),
        Self::Of(Property::Cause),
        Self::Of(Property::Trigger),
        Self::Severity,
        Self::Of(Property::Tag),
        Self::Of(Property::Team),
        Self::People,
        Self::Year,
    ];

    /// Its key, also in `[taxonomies]`: `service`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Of(property) => property.key(),
            Self::Severity => "severity",
            Self::People => "people",
            Self::Year => "year",
        }
    }

    /// The first part of its addresses: `services`.
    pub const fn plural(self) -> &'static str {
        match self {
            Self::Of(property) => property.list(),
            Self::Severity => "severities",
            Self::People => "people",
            Self::Year => "years",
        }
    }

    /// The title of its page, in English: `Services`.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Of(property) => property.title(),
            Self::Severity => "Severities",
            Self::People => "People",
            Self::Year => "Years",
        }
    }
}

/// The key of the months, which are no index of their own: they stand below the years.
pub const MONTH: &str = "month";

/// What can be switched on and off: the keys of all indexes, in the order of the site, and the months.
pub fn switches() -> impl Iterator<Item = &'static str> {
    Index::ALL.into_iter().map(Index::key).chain([MONTH])
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Index, Property};

    /// No compiler counts what stands in a list.
    #[test]
    fn every_property_stands_in_both_lists_once() {
        let text = include_str!("facet.rs");
        let variants = text.split("pub enum Property {").nth(1).unwrap();
        let variants = variants.split("\n}").next().unwrap();
        let variants: Vec<&str> = (variants.lines())
            .filter_map(|line| line.trim().strip_suffix(','))
            .collect();
        let all = Property::ALL.map(|property| format!("{property:?}"));
        assert_eq!(variants, all);
        let told: BTreeSet<Property> = Property::TOLD.into_iter().collect();
        assert_eq!(told, Property::ALL.into_iter().collect());
    }

    #[test]
    fn a_property_has_an_index_or_is_known_to_have_none() {
        for property in Property::ALL {
            let is_indexed = Index::ALL.contains(&Index::Of(property));
            assert_eq!(is_indexed, property != Property::Detection, "{property:?}");
        }
    }

    #[test]
    fn no_two_have_one_name() {
        let keys: BTreeSet<&str> = Property::ALL.map(Property::key).into();
        assert_eq!(keys.len(), Property::ALL.len());
        let addresses: BTreeSet<&str> = Index::ALL.map(Index::plural).into();
        assert_eq!(addresses.len(), Index::ALL.len());
    }
}
