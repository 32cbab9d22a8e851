//! Applies requests that change vars.

use bevy::ecs::change_detection::DetectChangesMut;
use bevy::prelude::World;

use crate::attached::Owner;
use crate::base::ScriptLimits;
use crate::world::{GlobalVars, Outcome, ScriptVars, VarChange};

/// Changes a var. True if it changed the world; whose var could not be changed, and why, if it could not.
pub(super) fn apply(
    world: &mut World,
    owner: u64,
    change: VarChange,
    limits: &ScriptLimits,
) -> Result<bool, (Owner, &'static str)> {
    let vars_max = limits.vars_per_entity;
    let Some(owner) = Owner::from_bits(owner) else { return Ok(false) };
    if change.value.len() > limits.var_bytes {
        // Only a script that writes the request itself comes here with it.
        return Err((owner, "its value is above the limit var_bytes"));
    }
    let outcome = match owner {
        Owner::Game => {
            world.init_resource::<GlobalVars>();
            change_if(world.resource_mut::<GlobalVars>().map_unchanged(|vars| &mut **vars), change, vars_max)
        }
        Owner::Entity(entity) => {
            let Ok(mut entity) = world.get_entity_mut(entity) else { return Ok(false) };
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
        Outcome::Changed => Ok(true),
        Outcome::Unchanged => Ok(false),
        Outcome::WrongType => Err((owner, "a number or vector is added to it, but it holds another type")),
        Outcome::Full => Err((owner, "the limit vars_per_entity is reached")),
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
