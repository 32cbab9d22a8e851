//! One script of a list, and how it is saved.

use std::borrow::Cow;
use std::cell::Cell;
use std::hash::Hasher;
use std::sync::atomic::{AtomicU16, Ordering};

use bevy::ecs::entity::{EntityMapper, MapEntities};
use bevy::ecs::intern::{Internable, Interned, Interner};
use bevy::reflect::{Reflect, ReflectDeserialize, ReflectSerialize};
use serde::{Deserialize, Serialize};

use super::known::Identity;
use super::phase::Phase;
use crate::shape::Value;

/// One script on an entity (or a global one), with its order and its properties.
///
/// ```
/// use bevy_zig::{Phase, Script};
/// let script = Script::new("spinner").with("speed", 2.0).with_phase(Phase::PostUpdate).with_priority(-1);
/// assert!(script.is_enabled());
/// ```
///
/// In a scene file it is a record; only the name is required:
///
/// ```ron
/// (name: "spinner", priority: -1, phase: PostUpdate, enabled: true, properties: {"speed": Float(2.0)})
/// ```
#[derive(Clone, Debug, Reflect, Serialize, Deserialize)]
// Scenes name the type so, wherever the file lies.
#[type_path = "bevy_zig::scripts"]
#[reflect(opaque)]
#[reflect(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(from = "SavedScript", into = "SavedScript")]
pub struct Script {
    name: Interned<ScriptName>,
    #[expect(clippy::box_collection, reason = "most scripts have none, and 100,000 of them should stay small")]
    properties: Option<Box<Vec<Property>>>,
    priority: i32,
    /// `None`: the one that the script declares.
    phase: Option<Phase>,
    enabled: bool,
    identity: Identity,
}

impl PartialEq for Script {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        let Self { name, properties, priority, phase, enabled, identity: _ } = self;
        *name == other.name
            && *properties == other.properties
            && *priority == other.priority
            && *phase == other.phase
            && *enabled == other.enabled
    }
}

/// A script's name, kept once for all who carry it.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct ScriptName(Cow<'static, str>);

impl ScriptName {
    pub(crate) fn intern(name: &str) -> Interned<Self> {
        static NAMES: Interner<ScriptName> = Interner::new();
        // Thousands of the same are mostly made one after the other.
        thread_local!(static LAST: Cell<Option<Interned<ScriptName>>> = const { Cell::new(None) });
        if let Some(last) = LAST.get().filter(|last| last.0.0 == name) {
            return last;
        }
        let interned = NAMES.intern(&Self(name.to_owned().into()));
        LAST.set(Some(interned));
        interned
    }

    /// The same for a name that lies where it is for ever: thousands of scripts mostly come with one.
    fn of_static(name: &'static str) -> Interned<Self> {
        thread_local!(static LAST: Cell<Option<(&'static str, Interned<ScriptName>)>> = const { Cell::new(None) });
        if let Some((_, interned)) = LAST.get().filter(|(last, _)| std::ptr::eq(*last, name)) {
            return interned;
        }
        let interned = Self::intern(name);
        LAST.set(Some((name, interned)));
        interned
    }
}

impl Internable for ScriptName {
    fn leak(&self) -> &'static Self {
        Box::leak(Box::new(Self(self.0.clone())))
    }

    fn ref_eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }

    fn ref_hash<H: Hasher>(&self, state: &mut H) {
        std::ptr::hash(self, state);
    }
}

/// An identity that no other script has, unless it was made very long ago.
fn next_identity() -> Identity {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    // Each thread takes some at a time, since thousands are made one after the other.
    const TAKEN: Identity = 64;
    thread_local!(static LEFT: Cell<(Identity, Identity)> = const { Cell::new((0, 0)) });
    LEFT.with(|kept| {
        let (mut next, mut left) = kept.get();
        if left == 0 {
            (next, left) = (NEXT.fetch_add(TAKEN, Ordering::Relaxed), TAKEN);
        }
        kept.set((next.wrapping_add(1), left - 1));
        next
    })
}

/// The path of a field and the value that it begins with.
pub(crate) type Property = (Cow<'static, str>, Value);

impl Script {
    /// The script of this name, with default properties, priority 0, in the phase that it declares (or else
    /// [`Phase::Update`]), enabled.
    pub fn new(name: impl Into<Cow<'static, str>>) -> Self {
        Self::called(match name.into() {
            Cow::Borrowed(name) => ScriptName::of_static(name),
            Cow::Owned(name) => ScriptName::intern(&name),
        })
    }

    /// Likewise.
    #[inline]
    pub(crate) fn called(name: Interned<ScriptName>) -> Self {
        Self { name, properties: None, priority: 0, phase: None, enabled: true, identity: next_identity() }
    }

    /// Sets what else a script may come with.
    #[inline]
    pub(crate) fn set(&mut self, priority: i32, phase: Option<Phase>, enabled: bool) {
        (self.priority, self.phase, self.enabled) = (priority, phase, enabled);
    }

    /// Sets a field of the script's state before `init`. `path` is the field's name, dotted for nested ones
    /// (`body.mass`, `slots.2`). An unknown path or wrong type is logged as an error, and the script does not start.
    #[must_use]
    pub fn with(mut self, path: impl Into<Cow<'static, str>>, value: impl Into<Value>) -> Self {
        self.properties.get_or_insert_default().push((path.into(), value.into()));
        self
    }

    /// Sets the priority. Scripts of an entity run by priority, lowest first, then in the order of the list.
    #[must_use]
    pub fn with_priority(mut self, priority: i32) -> Self {
        self.priority = priority;
        self
    }

    /// Sets the phase in which `update` runs, whatever the script declares.
    #[must_use]
    pub fn with_phase(mut self, phase: Phase) -> Self {
        self.phase = Some(phase);
        self
    }

    /// The script starts disabled: its `init` runs, but it is not updated until it is enabled.
    #[must_use]
    pub fn disabled(mut self) -> Self {
        self.enabled = false;
        self
    }

    /// The script's name.
    pub fn name(&self) -> &str {
        &self.name.0.0
    }

    /// Whether this is what somebody means by a name, which may lack the package: `ship` is `game/ship`.
    pub(crate) fn is_called(&self, name: &str) -> bool {
        self.name().strip_suffix(name).is_some_and(|package| package.is_empty() || package.ends_with('/'))
    }

    /// The priority; lower runs first.
    pub fn priority(&self) -> i32 {
        self.priority
    }

    /// The phase that was set; `None`: the one that the script declares with `pub const phase`, or else
    /// [`Phase::Update`].
    pub fn phase(&self) -> Option<Phase> {
        self.phase
    }

    /// Whether it is updated.
    pub fn is_enabled(&self) -> bool {
        self.enabled
    }

    /// Changes the priority.
    pub fn set_priority(&mut self, priority: i32) {
        self.priority = priority;
    }

    /// Changes the phase.
    pub fn set_phase(&mut self, phase: Phase) {
        self.phase = Some(phase);
    }

    /// Enables or disables it. State is kept.
    pub fn set_enabled(&mut self, enabled: bool) {
        self.enabled = enabled;
    }

    pub(crate) fn identity(&self) -> Identity {
        self.identity
    }

    pub(crate) fn properties(&self) -> &[Property] {
        self.properties.as_deref().map_or(&[], Vec::as_slice)
    }

    pub(crate) fn set_properties(&mut self, properties: Vec<Property>) {
        self.properties = (!properties.is_empty()).then(|| Box::new(properties));
    }
}

impl MapEntities for Script {
    fn map_entities<M: EntityMapper>(&mut self, mapper: &mut M) {
        for (_, value) in self.properties.iter_mut().flat_map(|properties| properties.iter_mut()) {
            value.map_entities(mapper);
        }
    }
}

/// A script as a scene file has it.
#[derive(Serialize, Deserialize)]
#[serde(rename = "Script", deny_unknown_fields)]
struct SavedScript {
    name: Cow<'static, str>,
    #[serde(default)]
    priority: i32,
    #[serde(default)]
    phase: SavedPhase,
    #[serde(default = "enabled")]
    enabled: bool,
    #[serde(default, with = "property_map")]
    properties: Vec<Property>,
}

/// A phase as a scene file has it.
#[derive(Clone, Copy, Default, Serialize, Deserialize)]
#[serde(rename = "Phase")]
enum SavedPhase {
    /// The one that the script declares.
    #[default]
    OfScript,
    PreUpdate,
    Update,
    PostUpdate,
    FixedUpdate,
}

impl From<SavedPhase> for Option<Phase> {
    fn from(saved: SavedPhase) -> Self {
        Some(match saved {
            SavedPhase::OfScript => return None,
            SavedPhase::PreUpdate => Phase::PreUpdate,
            SavedPhase::Update => Phase::Update,
            SavedPhase::PostUpdate => Phase::PostUpdate,
            SavedPhase::FixedUpdate => Phase::FixedUpdate,
        })
    }
}

impl From<Option<Phase>> for SavedPhase {
    fn from(phase: Option<Phase>) -> Self {
        match phase {
            None => Self::OfScript,
            Some(Phase::PreUpdate) => Self::PreUpdate,
            Some(Phase::Update) => Self::Update,
            Some(Phase::PostUpdate) => Self::PostUpdate,
            Some(Phase::FixedUpdate) => Self::FixedUpdate,
        }
    }
}

impl From<&'static str> for Script {
    /// The script of this name: [`Script::new`].
    fn from(name: &'static str) -> Self {
        Self::new(name)
    }
}

fn enabled() -> bool {
    true
}

impl From<SavedScript> for Script {
    fn from(saved: SavedScript) -> Self {
        let mut script = Self::new(saved.name).with_priority(saved.priority);
        script.phase = saved.phase.into();
        script.set_enabled(saved.enabled);
        script.set_properties(saved.properties);
        script
    }
}

impl From<Script> for SavedScript {
    fn from(script: Script) -> Self {
        Self {
            name: script.name.0.0.clone(),
            priority: script.priority,
            phase: script.phase.into(),
            enabled: script.enabled,
            properties: script.properties.map(|properties| *properties).unwrap_or_default(),
        }
    }
}

/// Properties as a map, in their order.
mod property_map {
    use std::fmt;

    use serde::de::{Deserializer, MapAccess, Visitor};
    use serde::ser::Serializer;

    use super::Property;

    pub(super) fn serialize<S: Serializer>(properties: &[Property], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(properties.iter().map(|(path, value)| (path, value)))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Property>, D::Error> {
        struct Properties;

        impl<'de> Visitor<'de> for Properties {
            type Value = Vec<Property>;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a map from a field's path to its value")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                std::iter::from_fn(|| map.next_entry().transpose()).collect()
            }
        }

        deserializer.deserialize_map(Properties)
    }
}
