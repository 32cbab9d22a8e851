//! Bindings that scripts change.

use bevy::ecs::reflect::ReflectEvent;
use bevy::log::{warn, warn_once};
use bevy::prelude::{Entity, Event, On, ResMut};
use bevy::reflect::Reflect;

use super::ScriptInput;
use super::source::{AxisSource, InputSource};

/// Names of actions and axes, above which scripts cannot make up more.
const NAMES_MAX: usize = 1_024;
/// What one action or axis may be bound to.
const SOURCES_MAX: usize = 64;

/// Binds an action to these, in place of what it was bound to: `ctx.bindAction` in Zig.
///
/// It counts from the next frame on.
#[derive(Event, Reflect, Clone, Debug, PartialEq)]
#[reflect(Event)]
#[type_path = "bevy_zig"]
pub struct BindAction {
    /// The action, which need not exist.
    pub action: String,
    /// Keys and buttons.
    pub to: Vec<InputSource>,
}

/// Binds an axis to these, in place of what it was bound to: `ctx.bindAxis` in Zig.
///
/// It counts from the next frame on.
#[derive(Event, Reflect, Clone, Debug, PartialEq)]
#[reflect(Event)]
#[type_path = "bevy_zig"]
pub struct BindAxis {
    /// The axis, which need not exist.
    pub axis: String,
    /// What it adds up.
    pub to: Vec<AxisSource>,
    /// How far a stick may be from its middle and still count as 0, from 0 to 1.
    pub dead_zone: f32,
}

/// Has an action or an axis hear only one gamepad: `ctx.bindGamepad` in Zig.
///
/// It counts from the next frame on.
#[derive(Event, Reflect, Clone, Debug, PartialEq)]
#[reflect(Event)]
#[type_path = "bevy_zig"]
pub struct BindGamepad {
    /// The action or axis.
    pub name: String,
    /// The gamepad; none: all of them.
    pub gamepad: Option<Entity>,
}

pub(crate) fn bind_action(bind: On<BindAction>, mut input: ResMut<ScriptInput>) {
    let BindAction { action, to } = bind.event();
    if input.may_bind(action, to.len()) {
        input.set_action_bindings(action.clone(), to.iter().copied());
    }
}

pub(crate) fn bind_axis(bind: On<BindAxis>, mut input: ResMut<ScriptInput>) {
    let BindAxis { axis, to, dead_zone } = bind.event();
    if input.may_bind(axis, to.len()) {
        input.set_axis_bindings(axis.clone(), to.iter().copied());
        input.set_dead_zone(axis.clone(), *dead_zone);
    }
}

pub(crate) fn bind_gamepad(bind: On<BindGamepad>, mut input: ResMut<ScriptInput>) {
    let BindGamepad { name, gamepad } = bind.event();
    if !input.set_gamepad(name, *gamepad) {
        warn!("'{name}' gets no gamepad: there is neither an action nor an axis of this name; bind it first");
    }
}

impl ScriptInput {
    fn may_bind(&self, name: &str, sources: usize) -> bool {
        if name.is_empty() {
            warn_once!("an action or axis without a name is not bound");
            return false;
        }
        let is_known = self.actions.contains_key(name) || self.axes.contains_key(name);
        let fits = sources <= SOURCES_MAX && (is_known || self.actions.len() + self.axes.len() < NAMES_MAX);
        if !fits {
            warn_once!("'{name}' is not bound: at most {NAMES_MAX} names have at most {SOURCES_MAX} bindings each");
        }
        fits
    }
}
