//! Reading and setting the fields of a running script from Rust.

use bevy::prelude::{Entity, World};

use crate::instance::{EntityInstances, Place};
use crate::registry::FieldError;
use crate::reports::on;
use crate::runner::ScriptRuntime;
use crate::scripts::GlobalScripts;
use crate::value::Value;

/// A running script's fields, by path. `entity` is the entity that it is on, or `None` for a global script; of several
/// instances of one script on an entity it is the first.
///
/// ```no_run
/// use bevy::prelude::*;
/// use bevy_zig::{ScriptFields, Value};
///
/// fn show_score(world: &mut World) {
///     if let Ok(Value::Int(score)) = world.script_field(None, "game", "score") {
///         info!("score {score}");
///     }
/// }
/// ```
pub trait ScriptFields {
    /// The value of a field.
    ///
    /// # Errors
    /// No such instance, no such field, or one that the host cannot read.
    fn script_field(&self, entity: Option<Entity>, script: &str, path: &str) -> Result<Value, FieldError>;

    /// Sets a field, at once.
    ///
    /// # Errors
    /// No such instance, no such field, or a value that does not suit it.
    fn set_script_field(
        &mut self,
        entity: Option<Entity>,
        script: &str,
        path: &str,
        value: impl Into<Value>,
    ) -> Result<(), FieldError>;
}

impl ScriptFields for World {
    fn script_field(&self, entity: Option<Entity>, script: &str, path: &str) -> Result<Value, FieldError> {
        let place = find(self, entity, script)?;
        let column = self.resource::<ScriptRuntime>().instances.column(place.column);
        let field = column.script.field(path)?;
        field.read(column.state(place.row)).ok_or_else(|| FieldError::WrongType {
            script: script.to_owned(),
            path: path.to_owned(),
            expected: field.expectation(),
            found: "bytes that are none of its values".to_owned(),
        })
    }

    fn set_script_field(
        &mut self,
        entity: Option<Entity>,
        script: &str,
        path: &str,
        value: impl Into<Value>,
    ) -> Result<(), FieldError> {
        let place = find(self, entity, script)?;
        let mut runtime = self.resource_mut::<ScriptRuntime>();
        let column = runtime.instances.column_mut(place.column);
        let info = column.script.clone();
        info.set(column.state_mut(place.row), path, &value.into())
    }
}

fn find(world: &World, entity: Option<Entity>, script: &str) -> Result<Place, FieldError> {
    let instances = match entity {
        Some(entity) => world.get::<EntityInstances>(entity),
        None => world.get_resource::<GlobalScripts>().map(GlobalScripts::instances),
    };
    let runtime = world.get_resource::<ScriptRuntime>();
    instances
        .zip(runtime)
        .and_then(|(instances, runtime)| {
            let is_it = |place: &Place| runtime.instances.column(place.column).script.name() == script;
            instances.0.as_slice().iter().map(|known| known.place).find(is_it)
        })
        .ok_or_else(|| FieldError::NoInstance { script: script.to_owned(), on: on(entity) })
}
