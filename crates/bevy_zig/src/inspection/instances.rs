//! Instances, for tools.

use bevy::prelude::{Entity, World};

use crate::attached::{Owner, Phase, Place, Script};
use crate::instances::{Column, Run};
use crate::report::ScriptFault;
use crate::runtime::ScriptRuntime;
use crate::shape::{Leaf, Value};

/// One of all instances, with the facts that do not need a look at its entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InstanceRow<'a> {
    /// Its number, unique in a run.
    pub instance: u64,
    /// The entity; `None` for a global script.
    pub entity: Option<Entity>,
    /// The script's name.
    pub script: &'a str,
    /// Whether it is in quarantine.
    pub quarantined: bool,
}

/// An instance of an owner, with its fields.
#[derive(Clone, Debug, PartialEq)]
pub struct InstanceView {
    /// Its number, unique in a run; `None` if it has not started yet, or will not start because the script is refused.
    pub instance: Option<u64>,
    /// The entity; `None` for a global script.
    pub entity: Option<Entity>,
    /// The script's name.
    pub script: String,
    /// The priority; lower runs first.
    pub priority: i32,
    /// The phase of its `update`.
    pub phase: Phase,
    /// Whether it is updated and receives signals, as long as it is not in quarantine.
    pub enabled: bool,
    /// Why it is in quarantine, if it is.
    pub fault: Option<ScriptFault>,
    /// Whether it is kept but not called: in quarantine, because of a fault or because its file was deleted.
    pub quarantined: bool,
    /// Its fields, in the order of the state.
    pub fields: Vec<FieldView>,
}

/// A field and its value.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldView {
    /// Path and type.
    pub field: Leaf,
    /// The value; `None` for types that the host carries over but does not read.
    pub value: Option<Value>,
}

impl<'a> InstanceRow<'a> {
    fn of(column: &'a Column, row: usize) -> Self {
        Self {
            instance: column.ids[row],
            entity: Entity::try_from_bits(column.entities[row]),
            script: column.script.name(),
            quarantined: column.key.run == Run::Quarantined,
        }
    }
}

impl ScriptRuntime {
    /// All instances, in the order in which their columns were created: those of one script, phase and priority are
    /// together. Skipping many is fast.
    pub fn instances(&self) -> impl Iterator<Item = InstanceRow<'_>> {
        self.instances.columns().iter().flat_map(|column| (0..column.len()).map(|row| InstanceRow::of(column, row)))
    }

    /// The same, with what [`instance_at`](Self::instance_at) takes.
    #[cfg(feature = "inspector")]
    pub(crate) fn placed_instances(&self) -> impl Iterator<Item = (Place, InstanceRow<'_>)> {
        (0..).zip(self.instances.columns()).flat_map(|(index, column)| {
            (0..column.len()).map(move |row| (Place { column: index, row: row as u32 }, InstanceRow::of(column, row)))
        })
    }

    /// Who is at a place by now; it may be somebody else, or nobody, as soon as instances have come or gone.
    #[cfg(feature = "inspector")]
    pub(crate) fn instance_at(&self, place: Place) -> Option<InstanceRow<'_>> {
        let column = self.instances.columns().get(place.column as usize)?;
        let row = place.row as usize;
        (row < column.len()).then(|| InstanceRow::of(column, row))
    }

    /// The number of instances of a script.
    pub fn instance_count_of(&self, script: &str) -> usize {
        let Some(id) = self.registry.id(script) else { return 0 };
        self.instances.columns().iter().filter(|column| column.key.script == id).map(|column| column.len()).sum()
    }

    /// The number of instances of a script in quarantine.
    pub fn quarantined_count_of(&self, script: &str) -> usize {
        let Some(id) = self.registry.id(script) else { return 0 };
        let is_it = |column: &&Column| column.key.script == id && column.key.run == Run::Quarantined;
        self.instances.columns().iter().filter(is_it).map(|column| column.len()).sum()
    }
}

/// Inspects the scripts of an owner: an entity, or the game (`None`).
pub trait InspectScripts {
    /// The scripts of an owner, in the order of its list, each with its instance; empty if it has no scripts.
    fn inspect_scripts(&self, owner: Option<Entity>) -> Vec<InstanceView>;
}

impl InspectScripts for World {
    fn inspect_scripts(&self, owner: Option<Entity>) -> Vec<InstanceView> {
        let Some(runtime) = self.get_resource::<ScriptRuntime>() else { return Vec::new() };
        let owner = Owner::from(owner);
        let known = owner.instances(self);
        let now = ScriptRuntime::now_seconds(self);
        let view = |script| view(runtime, owner, script, runtime.instances.place_of(known, script), now);
        owner.scripts(self).iter().map(view).collect()
    }
}

fn view(
    runtime: &ScriptRuntime,
    owner: Owner,
    script: &Script,
    place: Option<Place>,
    now_seconds: f64,
) -> InstanceView {
    let column = place.map(|place| (runtime.instances.column(place.column), place.row));
    let instance = column.map(|(column, row)| column.ids[row as usize]);
    let field = |(field, state): (&Leaf, &[u8])| FieldView {
        field: field.clone(),
        value: field.read(state).map(|value| field.at_time(value, now_seconds)),
    };
    InstanceView {
        instance,
        entity: owner.entity(),
        script: script.name().to_owned(),
        priority: script.priority(),
        phase: runtime.phase_of(script),
        enabled: script.is_enabled(),
        fault: instance.and_then(|instance| runtime.fault_of(instance)).cloned(),
        quarantined: column.is_some_and(|(column, _)| column.key.run == Run::Quarantined),
        fields: column.map_or_else(Vec::new, |(column, row)| {
            column.script.fields().iter().map(|known| field((known, column.state(row)))).collect()
        }),
    }
}
