//! What reports share: a ticket, a title, a service, a word; what it counts, and that a report has it.
//!
//! Who has what, the index knows (`index.rs`).

use std::sync::Arc;

use super::weights::Weights;

/// A kind of thing that reports share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// A ticket.
    Ticket,
    /// The title, where it is one of several words.
    Title,
    /// The words of the title, where the title is another.
    TitleWords,
    /// A service.
    Service,
    /// A cause.
    Cause,
    /// A trigger.
    Trigger,
    /// A link to the same place.
    Link,
    /// A name that is mentioned.
    Word,
}

impl What {
    /// So many things of a kind count for one report, the rarest ones: a head may list thousands.
    pub(super) fn most(self) -> usize {
        match self {
            Self::Service | Self::Cause | Self::Ticket | Self::Link => 16,
            Self::Trigger => 4,
            Self::Title | Self::TitleWords => 1,
            Self::Word => 24,
        }
    }

    pub(super) fn weight(self, weights: &Weights) -> u32 {
        match self {
            Self::Ticket => weights.ticket,
            Self::Title | Self::TitleWords => weights.title,
            Self::Service => weights.service,
            Self::Cause => weights.cause,
            Self::Trigger => weights.trigger,
            Self::Link => weights.link,
            Self::Word => weights.word,
        }
    }
}

/// Something that several reports have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Feature {
    pub(super) what: What,
    /// What it is called.
    pub(super) name: Arc<str>,
    /// What it counts where two reports share it.
    pub(super) weight: u32,
    /// True for what says little of two reports that share it.
    pub(super) is_common: bool,
    /// True for what may be a part of many names: a word with a capital.
    pub(super) is_vague: bool,
    /// For a word: the service that is called so. Who shares that has one reason, not two.
    pub(super) service: Option<u32>,
}

impl Feature {
    /// What says that two reports are alike: `Some(true)` for what does so by itself, `Some(false)` for a hint, which needs another,
    /// `None` for what never does. A hint is a service that one of two reports suggests, or software that both mention, unless a
    /// title says it; the name of a machine or of a piece of code is more, and so is a rare name in capitals.
    pub(super) fn speaks(&self, suggested: bool, in_title: bool) -> Option<bool> {
        match self.what {
            What::Trigger => None,
            What::Service if suggested => (!self.is_common).then_some(in_title),
            What::Word if in_title => Some(true),
            What::Word => (!self.is_vague).then(|| {
                let is_language = self.name.chars().all(|c| c.is_alphabetic() || c == ' ');
                !is_language || is_acronym(&self.name) && !self.is_common
            }),
            _ => Some(true),
        }
    }

    /// What it counts where one of two reports only suggests it, or where both have it: a guess counts half.
    pub(super) fn worth(&self, suggested: bool) -> u32 {
        self.weight / if suggested { 2 } else { 1 }
    }
}

/// That a report has a feature, whether that is only suggested, and whether its title says it: the number of the feature among what a
/// report has, that of the report among those that have a feature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Having(u32);

impl Having {
    const SUGGESTED: u32 = 1 << 31;
    const IN_TITLE: u32 = 1 << 30;
    const NUMBER: u32 = Self::IN_TITLE - 1;

    pub(super) fn new(number: u32, suggested: bool, in_title: bool) -> Self {
        let flag = |is_set: bool, flag: u32| if is_set { flag } else { 0 };
        let flags = flag(suggested, Self::SUGGESTED) | flag(in_title, Self::IN_TITLE);
        Self(number & Self::NUMBER | flags)
    }

    /// The same of the other side.
    pub(super) fn with_number(self, number: u32) -> Self {
        Self(number & Self::NUMBER | self.0 & !Self::NUMBER)
    }

    pub(super) fn number(self) -> u32 {
        self.0 & Self::NUMBER
    }

    pub(super) fn feature(self) -> usize {
        self.number() as usize
    }

    pub(super) fn is_suggested(self) -> bool {
        self.0 & Self::SUGGESTED != 0
    }

    pub(super) fn is_in_title(self) -> bool {
        self.0 & Self::IN_TITLE != 0
    }
}

/// True for capitals alone. Who has hosts or projects called by its capitals is an organisation: that of the archive, or one that its
/// incidents have nothing to do with.
pub(super) fn is_acronym(name: &str) -> bool {
    name.bytes().all(|byte| byte.is_ascii_uppercase())
}
