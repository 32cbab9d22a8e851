//! Components, resources and messages that scripts declare: data of the game, without any Rust of its own.
//!
//! What a script declares is a name and a shape. A component of it is one of Bevy's, with a column of values, and
//! an entry of [`ScriptComponents`](super::ScriptComponents) like any other; so whatever deals with components deals
//! with these. A resource is a component on an entity that scripts do not see, as Bevy has it. Messages are
//! [`ZigMessage`]s of one queue.
//!
//! ```text
//!  descriptor ──► Declared ──► declare ──► RegisteredComponent ──► get, set, query, spawn of scripts
//!                                 │                 └──► access: by name and field, from Rust
//!                                 └ a home: an id of Bevy's for values of this size
//! ```
//!
//! The layout of an id of Bevy's never changes, and a reload may change that of a declared component. So a name has a
//! *home* for each size of value that it has had, and where scripts may be reloaded, a home has room to spare.

mod access;
#[cfg(feature = "hot-reload")]
mod carry;
mod conflict;
mod declare;
mod filter;
mod messages;
mod raw;
mod saved;
mod value;

use std::sync::Arc;

use super::registry::ComponentId;
use crate::shape::Shape;

pub use access::{DataAccess, ZigDataError};
#[cfg(feature = "hot-reload")]
pub(crate) use carry::DataSnapshot;
pub use conflict::DataConflict;
pub(crate) use declare::{Data, Target};
pub use filter::{WithZig, ZigName};
pub(crate) use messages::DataMessages;
pub use messages::ZigMessage;
pub(crate) use raw::resource_entity;
pub use saved::{SavedZigComponents, SavedZigResources, capture_zig_data};
pub(crate) use saved::{load_components, load_resources};
pub use value::ZigData;

/// What declared data are to the game.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DataKind {
    Component,
    Resource,
    Message,
}

impl DataKind {
    /// For messages.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Component => "component",
            Self::Resource => "resource",
            Self::Message => "message",
        }
    }
}

/// How Bevy stores values of a component.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DeclaredStorage {
    Table,
    SparseSet,
}

/// A component, resource or message, as a script declares it.
#[derive(Clone, Debug)]
pub(crate) struct Declared {
    name: String,
    pub(crate) kind: DataKind,
    pub(crate) storage: DeclaredStorage,
    pub(crate) shape: Arc<Shape>,
    /// A value with every field at its default.
    pub(crate) default: Arc<[u8]>,
    /// New path, old path.
    pub(crate) renames: Arc<[(String, String)]>,
}

impl Declared {
    /// `None` if the default is no value.
    pub(crate) fn new(
        name: String,
        (kind, storage): (DataKind, DeclaredStorage),
        shape: Shape,
        default: &[u8],
        renames: Vec<(String, String)>,
    ) -> Option<Self> {
        let mut clean = vec![0; shape.size()];
        shape.is_sound(default).then(|| shape.copy_leaves(default, &mut clean))?;
        Some(Self { name, kind, storage, shape: Arc::new(shape), default: clean.into(), renames: renames.into() })
    }

    /// The name in the game.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// The number of its name.
    pub(crate) fn id(&self) -> ComponentId {
        ComponentId::of(&self.name)
    }

    /// How it differs from what another script means by the name, if it does. `names` are whose they are.
    pub(crate) fn difference(&self, other: &Self, names: (&str, &str)) -> Option<String> {
        let (us, them) = names;
        if self.kind != other.kind {
            return Some(format!("it is a {} in {us} and a {} in {them}", self.kind.name(), other.kind.name()));
        }
        if self.storage != other.storage {
            return Some(format!("its storage is {:?} in {us} and {:?} in {them}", self.storage, other.storage));
        }
        self.shape.difference_between(&other.shape, names).or_else(|| {
            let differs = |leaf: &&crate::shape::Leaf| self.default[leaf.range()] != other.default[leaf.range()];
            let leaf = self.shape.leaves().iter().find(differs)?;
            Some(format!("the default of the field '{}' differs between {us} and {them}", leaf.path))
        })
    }
}
