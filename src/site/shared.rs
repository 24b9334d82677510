//! Values of the template engine that cost nothing to hand on: views that many pages show alike, made once, and what a page sees.
//!
//! Takes views and values, gives values. It does not decide what is alike.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use minijinja::Value;
use minijinja::value::{Enumerator, Object, Serde};
use serde::{Serialize, Serializer};

/// A view that was made once.
pub struct Shared<T> {
    value: Value,
    view: PhantomData<fn() -> T>,
}

impl<T: Serialize> Shared<T> {
    /// Makes the view ready for templates.
    pub fn new(view: &T) -> Self {
        Self::from(Value::from(Serde(view)))
    }
}

impl<T> From<Value> for Shared<T> {
    fn from(value: Value) -> Self {
        Self {
            value,
            view: PhantomData,
        }
    }
}

impl<T> Shared<T> {
    /// The same view for another page: it differs in its `url` alone, and in the `key` that says so.
    #[must_use]
    pub fn at(&self, key: String, url: String) -> Self {
        Self::from(Value::from_object(Placed {
            key: key.into(),
            url: url.into(),
            view: self.value.clone(),
        }))
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self::from(self.value.clone())
    }
}

impl<T> fmt::Debug for Shared<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(f)
    }
}

impl<T> Serialize for Shared<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

/// HTML that is safe: templates write it as it is, with `safe` or without, and it is not copied on the way.
#[derive(Debug, Clone)]
pub struct Markup(Value);

impl Default for Markup {
    fn default() -> Self {
        Self::from(String::new())
    }
}

impl From<String> for Markup {
    fn from(html: String) -> Self {
        Self(Value::from_safe_string(html))
    }
}

impl Serialize for Markup {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// A view with an address of its own.
#[derive(Debug)]
struct Placed {
    key: Value,
    url: Value,
    view: Value,
}

impl Object for Placed {
    fn get_value(self: &Arc<Self>, name: &Value) -> Option<Value> {
        self.get_value_by_str(name.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, name: &str) -> Option<Value> {
        match name {
            "key" => Some(self.key.clone()),
            "url" => Some(self.url.clone()),
            _ => {
                let value = self.view.get_attr(name).ok();
                value.filter(|value| !value.is_undefined())
            }
        }
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        match self.view.try_iter() {
            Ok(names) => Enumerator::Values(names.collect()),
            Err(_) => Enumerator::NonEnumerable,
        }
    }
}

/// What the template of a page sees.
#[derive(Debug)]
pub(super) struct Seen {
    pub(super) page: Value,
    pub(super) site: Value,
    /// The name of the page's own view.
    pub(super) name: &'static str,
    pub(super) view: Value,
}

impl Object for Seen {
    fn get_value(self: &Arc<Self>, name: &Value) -> Option<Value> {
        self.get_value_by_str(name.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, name: &str) -> Option<Value> {
        match name {
            "page" => Some(self.page.clone()),
            "site" => Some(self.site.clone()),
            _ => (name == self.name).then(|| self.view.clone()),
        }
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Values(["page", "site", self.name].map(Value::from).into())
    }
}
