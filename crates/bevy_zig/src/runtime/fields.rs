//! Reading and setting the fields of a running script from Rust.

use bevy::prelude::{Entity, World};

use super::ScriptRuntime;
use crate::attached::{GlobalScripts, Owner, Place, ZigScripts, with_scripts};
use crate::component::capture_zig_data;
use crate::shape::{LeafError, Value};

/// A running script's fields, by path. `entity` is the script's entity, or `None` for a global script; if an entity has
/// several instances of the script, the first one is used.
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
    /// The value of a field. An empty optional, and each field inside it, is [`Value::None`]. A tagged union is the
    /// name of its variant; the fields of its other variants are [`Value::None`].
    ///
    /// # Errors
    /// No such instance, no such field, or one that the host cannot read.
    fn script_field(&self, entity: Option<Entity>, script: &str, path: &str) -> Result<Value, LeafError>;

    /// Sets a field, at once. [`Value::None`] empties an optional. What lies in an optional (`home.?.x`) fills it, and
    /// what lies in a variant of a union (`goal.hunt.speed`) gives the union that variant; the rest of its value
    /// begins as zeroes, enums as their first variant, and rotations as `Quat::IDENTITY`.
    ///
    /// # Errors
    /// No such instance, no such field, or a value that does not suit it.
    fn set_script_field(
        &mut self,
        entity: Option<Entity>,
        script: &str,
        path: &str,
        value: impl Into<Value>,
    ) -> Result<(), LeafError>;

    /// The scripts of an entity, or the global ones, with the current fields of their instances as properties: save
    /// this to continue from here after loading. `None` if the entity has no scripts, and while scripts run.
    ///
    /// When they are loaded, `init` runs again, with the saved fields. Fields that the host cannot read (unions without
    /// a tag, packed structs, arrays of more than 64 items other than bytes, and optionals and unions that hold these)
    /// are not saved and start with their defaults; the bytes of a `[N]u8` after its first zero are not saved, either.
    fn capture_scripts(&self, entity: Option<Entity>) -> Option<ZigScripts>;

    /// Writes the result of [`capture_scripts`](Self::capture_scripts) to every entity with scripts, and to
    /// [`GlobalScripts`], and the components and resources that scripts declare to
    /// [`SavedZigComponents`](crate::SavedZigComponents) and [`SavedZigResources`](crate::SavedZigResources). Call it
    /// before you save a scene. The running instances continue unchanged.
    ///
    /// ```no_run
    /// use bevy::prelude::*;
    /// use bevy_zig::ScriptFields;
    ///
    /// fn save(world: &mut World) {
    ///     world.capture_all_scripts();
    ///     // and now what Bevy has for it, such as `DynamicWorldBuilder`
    /// }
    /// ```
    fn capture_all_scripts(&mut self);
}

impl ScriptFields for World {
    fn script_field(&self, entity: Option<Entity>, script: &str, path: &str) -> Result<Value, LeafError> {
        let place = find(self, entity.into(), script)?;
        let column = self.resource::<ScriptRuntime>().instances.column(place.column);
        let field = column.script.field(path)?;
        let value = field.read(column.state(place.row));
        let value = value.ok_or_else(|| column.script.wrong_type(path, "bytes that are none of its values"))?;
        Ok(field.at_time(value, ScriptRuntime::now_seconds(self)))
    }

    fn set_script_field(
        &mut self,
        entity: Option<Entity>,
        script: &str,
        path: &str,
        value: impl Into<Value>,
    ) -> Result<(), LeafError> {
        let place = find(self, entity.into(), script)?;
        let now = ScriptRuntime::now_seconds(self);
        self.resource_mut::<ScriptRuntime>().set_field(place, path, &value.into(), now)
    }

    fn capture_scripts(&self, entity: Option<Entity>) -> Option<ZigScripts> {
        let mut scripts = match entity {
            Some(entity) => self.get::<ZigScripts>(entity)?.clone(),
            None => self.get_resource::<GlobalScripts>().map(|globals| (**globals).clone())?,
        };
        let runtime = self.get_resource::<ScriptRuntime>()?;
        for script in scripts.as_mut_slice() {
            // One that does not run yet is still as it was described.
            let known = Owner::from(entity).instances(self);
            let Some(place) = runtime.instances.place_of(known, script) else { continue };
            let column = runtime.instances.column(place.column);
            let state = column.state(place.row);
            let now = ScriptRuntime::now_seconds(self);
            let properties = column.script.shape.values_at_time(state, now).into_iter();
            script.set_properties(properties.map(|(path, value)| (path.to_owned().into(), value)).collect());
        }
        Some(scripts)
    }

    fn capture_all_scripts(&mut self) {
        for entity in with_scripts(self) {
            // An observer of the list may despawn entities.
            if let (Some(captured), Ok(mut entity)) = (self.capture_scripts(Some(entity)), self.get_entity_mut(entity))
            {
                entity.insert(captured);
            }
        }
        if let (Some(captured), Some(mut globals)) =
            (self.capture_scripts(None), self.get_resource_mut::<GlobalScripts>())
        {
            **globals = captured;
        }
        capture_zig_data(self);
    }
}

impl ScriptRuntime {
    /// Sets a field of the instance that lies there. `now_seconds` is the game's time.
    pub(crate) fn set_field(
        &mut self,
        place: Place,
        path: &str,
        value: &Value,
        now_seconds: f64,
    ) -> Result<(), LeafError> {
        let column = self.instances.column_mut(place.column);
        let script = column.script.clone();
        script.set(column.state_mut(place.row), path, value, now_seconds)
    }
}

fn find(world: &World, owner: Owner, script: &str) -> Result<Place, LeafError> {
    let Some(runtime) = world.get_resource::<ScriptRuntime>() else {
        return Err(LeafError::NotNow { script: script.to_owned() });
    };
    let is_it = |place: &Place| runtime.instances.column(place.column).script.is_called(script);
    let found = owner.instances(world).iter().map(|known| known.place).find(is_it);
    found.ok_or_else(|| LeafError::NoInstance { script: script.to_owned(), on: owner.to_string() })
}
