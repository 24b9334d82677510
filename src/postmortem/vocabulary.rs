//! What causes, services and ways of noticing are suggested by: the starter vocabulary, or what an archive makes of it.
//!
//! Takes the vocabularies as data, gives them ready to be searched for. They are made once for an archive; all reports share them. Names
//! that an archive declares for values that reports state are no part of it.

use std::sync::{Arc, LazyLock};

pub use super::cause::terms::{Axis, Causes, Term};
pub use super::detection::ways::{Way, Ways};
pub use super::service::lists::{Services, Technology};
use super::{cause, detection, service};

/// The texts of the starter vocabulary: causes, detection, services.
pub const STARTER: [(&str, &str); 3] = [
    ("causes", super::cause::terms::STARTER),
    ("detection", super::detection::ways::STARTER),
    ("services", super::service::lists::STARTER),
];

/// The vocabularies of one archive. A copy is the same one, not another.
#[derive(Debug, Clone)]
pub struct Vocabulary {
    ready: Arc<Ready>,
}

/// What is searched for, and what it was made of.
#[derive(Debug)]
struct Ready {
    causes: cause::Vocabulary,
    detection: detection::Vocabulary,
    /// `None` where there are no words to know services by.
    services: Option<service::Lexicon>,
    of: (Causes, Ways, Services),
}

impl Vocabulary {
    /// Makes vocabularies ready.
    pub fn new(causes: Causes, ways: Ways, services: Services) -> Self {
        let has_services = !services.technology.is_empty() || !services.lists.is_empty();
        Self {
            ready: Arc::new(Ready {
                causes: cause::Vocabulary::new(&causes),
                detection: detection::Vocabulary::new(&ways),
                services: has_services.then(|| service::Lexicon::new(&services)),
                of: (causes, ways, services),
            }),
        }
    }

    pub(super) fn causes(&self) -> &cause::Vocabulary {
        &self.ready.causes
    }

    pub(super) fn detection(&self) -> &detection::Vocabulary {
        &self.ready.detection
    }

    pub(super) fn services(&self) -> Option<&service::Lexicon> {
        self.ready.services.as_ref()
    }
}

/// The starter vocabulary, made when it is first asked for.
static READY: LazyLock<Vocabulary> =
    LazyLock::new(|| Vocabulary::new(Causes::starter(), Ways::starter(), Services::starter()));

impl Default for Vocabulary {
    fn default() -> Self {
        READY.clone()
    }
}

impl PartialEq for Vocabulary {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.ready, &other.ready) || self.ready.of == other.ready.of
    }
}
