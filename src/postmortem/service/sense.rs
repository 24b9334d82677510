//! What a word may mean to the search for services, as bits: a word may mean several things.

/// What a word may mean: some of the constants, joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Sense(u32);

impl Sense {
    /// What a name is: `service`, `cluster`.
    pub(super) const KIND: Self = Self(1);
    /// A noun of trouble: `outage`.
    pub(super) const TROUBLE: Self = Self(1 << 1);
    /// What a service is said to be: `down`.
    pub(super) const STATE: Self = Self(1 << 2);
    /// A word of being: `was`, `went`.
    pub(super) const BEING: Self = Self(1 << 3);
    /// What may stand between those: `not`, `completely`.
    pub(super) const ADVERB: Self = Self(1 << 4);
    /// What a service does in trouble: `crashed`.
    pub(super) const VERB: Self = Self(1 << 5);
    /// What stands before `of` and `to`: `outage`, `access`.
    pub(super) const ABOUT: Self = Self(1 << 6);
    /// `of`, `to`.
    pub(super) const PREPOSITION: Self = Self(1 << 7);
    /// What stands behind the name of a tool or of people: `channel`, `team`.
    pub(super) const TOOL: Self = Self(1 << 8);
    /// What stands before it: `via`.
    pub(super) const TOOL_BEFORE: Self = Self(1 << 9);
    /// What stands before a name in small letters: `that`, `noticed`.
    pub(super) const INTRODUCES: Self = Self(1 << 10);
    /// `the`, `a`.
    pub(super) const DETERMINER: Self = Self(1 << 11);
    /// The end of a name in parts: `api`.
    pub(super) const ENDING: Self = Self(1 << 12);
    /// The end of a host name: `org`.
    pub(super) const DOMAIN: Self = Self(1 << 13);
    /// One that ends files, too, or is a word.
    pub(super) const AMBIGUOUS: Self = Self(1 << 14);
    /// A month or a day.
    pub(super) const CALENDAR: Self = Self(1 << 15);
    /// A part of a word joined by dashes that is no name: `third`, `party`.
    pub(super) const COMPOUND: Self = Self(1 << 16);
    /// What is never a name by itself.
    pub(super) const NEVER: Self = Self(1 << 17);
    /// The first word of a software.
    pub(super) const SOFTWARE: Self = Self(1 << 18);
    /// The end of the name of a field or a condition: `probe`.
    pub(super) const ATTRIBUTE: Self = Self(1 << 19);
    /// What many services are together: `systems`, `packages`.
    pub(super) const COLLECTIVE: Self = Self(1 << 20);
    /// What the last word of a name may say that it is, which no other word beside a name does: `sdk`.
    pub(super) const THING: Self = Self(1 << 21);
    /// What introduces examples, alone or with the word behind it: `including`, `such`.
    pub(super) const EXAMPLE: Self = Self(1 << 22);
    /// People, and where they talk: `team`, `channel`.
    pub(super) const PEOPLE: Self = Self(1 << 23);
    /// What stands before a place: `in`.
    pub(super) const PLACE: Self = Self(1 << 24);
    /// The first word of a software that is written in several.
    pub(super) const LONGER: Self = Self(1 << 25);
    /// What people do, and no service: `noticed`.
    pub(super) const AGENT: Self = Self(1 << 26);
    /// What a place is: `datacenter`.
    pub(super) const SITE: Self = Self(1 << 27);
    /// What begins words of what people left undone: `failed to notice`.
    pub(super) const NEGLECT: Self = Self(1 << 28);
    /// A word of a language that only joins others: `war`, `il`. Capitals make it an abbreviation, which may be a name.
    pub(super) const FUNCTION: Self = Self(1 << 29);
    /// What people say of what they run: `wonky`. It may be a name, but before `cluster` it need be none.
    pub(super) const QUALITY: Self = Self(1 << 30);
    /// What names nothing by itself: words, and what services are and suffer.
    pub(super) const NOTHING: Self =
        Self(Self::NEVER.0 | Self::TROUBLE.0 | Self::STATE.0 | Self::VERB.0 | Self::KIND.0);

    /// True where it is that, too.
    #[inline]
    pub(super) fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// What one or the other means.
    pub(super) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}
