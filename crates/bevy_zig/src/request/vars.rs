//! Applies requests that change vars.

use std::collections::HashSet;

use bevy::ecs::change_detection::DetectChangesMut;
use bevy::log::warn;
use bevy::prelude::World;

use crate::attached::Owner;
use crate::base::ScriptLimits;
use crate::world::{GlobalVars, Outcome, ScriptVars, VarChange};

/// Of how many keys something is said, so that a script that makes up keys does not fill log and memory.
const COMPLAINTS_MAX: usize = 100;

/// Changes vars, and says once for each key what could not be done.
#[derive(Default)]
pub(crate) struct VarApplier {
    complained: HashSet<String>,
}

impl VarApplier {
    /// True if it changed the world.
    pub(crate) fn apply(&mut self, world: &mut World, owner: u64, change: VarChange, limits: &ScriptLimits) -> bool {
        let vars_max = limits.vars_per_entity;
        let Some(owner) = Owner::from_bits(owner) else { return false };
        if change.value.len() > limits.var_bytes {
            // Only a script that writes the request itself comes here with it.
            return self.complain(owner, change.key, "its value is above the limit var_bytes");
        }
        let outcome = match owner {
            Owner::Game => {
                world.init_resource::<GlobalVars>();
                change_if(world.resource_mut::<GlobalVars>().map_unchanged(|vars| &mut **vars), change, vars_max)
            }
            Owner::Entity(entity) => {
                let Ok(mut entity) = world.get_entity_mut(entity) else { return false };
                match entity.get_mut::<ScriptVars>() {
                    Some(vars) => change_if(vars, change, vars_max),
                    None => {
                        let mut vars = ScriptVars::default();
                        let outcome = vars.apply(change, vars_max);
                        if outcome == Outcome::Changed {
                            entity.insert(vars);
                        }
                        outcome
                    }
                }
            }
        };
        match outcome {
            Outcome::Changed => true,
            Outcome::Unchanged => false,
            Outcome::WrongType => {
                self.complain(owner, change.key, "a script adds a number or vector to it, but it holds another type")
            }
            Outcome::Full => self.complain(owner, change.key, "it is not set: the limit vars_per_entity is reached"),
        }
    }

    fn complain(&mut self, owner: Owner, key: &str, what: &str) -> bool {
        if self.complained.len() < COMPLAINTS_MAX && self.complained.insert(key.to_owned()) {
            warn!(target: "bevy_zig::script", "var '{key}' {owner}: {what} (reported once for this key)");
        }
        false
    }
}

/// Marks as changed only what changes.
fn change_if(mut vars: bevy::prelude::Mut<ScriptVars>, change: VarChange, vars_max: usize) -> Outcome {
    let outcome = vars.bypass_change_detection().apply(change, vars_max);
    if outcome == Outcome::Changed {
        vars.set_changed();
    }
    outcome
}
