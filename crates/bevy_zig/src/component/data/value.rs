//! A value of data that scripts declare, as Rust has it.

use std::fmt;
use std::sync::Arc;

use smallvec::SmallVec;

use super::ZigDataError;
use crate::shape::{Leaf, Shape, Value};

/// A copy of a component's, a resource's or a message's value that scripts declare: fields by path.
///
/// ```no_run
/// use bevy::prelude::*;
/// use bevy_zig::DataAccess;
///
/// fn heal(world: &mut World, entity: Entity) {
///     let Ok(mut health) = world.zig_component(entity, "Health") else { return };
///     if let Some(full) = health.get("max") {
///         health.set("now", full).unwrap();
///         world.insert_zig_component(entity, &health).unwrap();
///     }
/// }
/// ```
#[derive(Clone, PartialEq)]
pub struct ZigData {
    name: &'static str,
    shape: Arc<Shape>,
    bytes: SmallVec<[u8; 32]>,
}

impl ZigData {
    /// Of bytes that are a value of this shape.
    pub(super) fn of_bytes(name: &'static str, shape: Arc<Shape>, bytes: &[u8]) -> Self {
        let mut clean = SmallVec::from_elem(0, shape.size());
        shape.copy_leaves(bytes, &mut clean);
        Self { name, shape, bytes: clean }
    }

    /// The name that the script has declared.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The layout.
    pub fn shape(&self) -> &Shape {
        &self.shape
    }

    pub(super) fn shared_shape(&self) -> &Arc<Shape> {
        &self.shape
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The value of the field with this path: `"now"`, `"at"`, `"body.mass"`. `None` if there is no such field, or the
    /// host cannot read its type; [`Value::None`] if an optional around it is empty.
    pub fn get(&self, path: &str) -> Option<Value> {
        self.shape.leaf(path)?.read(&self.bytes)
    }

    /// All fields that the host can read.
    pub fn fields(&self) -> impl Iterator<Item = (&str, Value)> {
        self.shape.values(&self.bytes).into_iter()
    }

    /// Sets a field.
    ///
    /// # Errors
    /// There is no such field, or the value does not suit it.
    pub fn set(&mut self, path: &str, value: impl Into<Value>) -> Result<(), ZigDataError> {
        let value = value.into();
        let Some(leaf) = self.shape.leaf(path) else { return Err(self.unknown_field(path)) };
        if self.shape.set(&mut self.bytes, leaf, &value) {
            return Ok(());
        }
        Err(self.wrong_type(leaf, &value.to_string()))
    }

    /// That something is not a value of a field.
    pub(crate) fn wrong_type(&self, leaf: &Leaf, found: &str) -> ZigDataError {
        let (name, path) = (self.name.to_owned(), leaf.path.clone());
        ZigDataError::WrongType { name, path, expected: leaf.expectation(), found: found.to_owned() }
    }

    /// That there is no such field.
    pub(crate) fn unknown_field(&self, path: &str) -> ZigDataError {
        let known: Vec<&str> = self.shape.leaves().iter().map(|leaf| leaf.path.as_str()).collect();
        let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
        ZigDataError::UnknownField { name: self.name.to_owned(), path: path.to_owned(), known }
    }

    /// The same value with a field set.
    ///
    /// # Errors
    /// As for [`set`](Self::set).
    pub fn with(mut self, path: &str, value: impl Into<Value>) -> Result<Self, ZigDataError> {
        self.set(path, value)?;
        Ok(self)
    }
}

impl fmt::Debug for ZigData {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct(self.name);
        for (path, value) in self.fields() {
            shown.field(path, &format_args!("{value}"));
        }
        shown.finish()
    }
}
