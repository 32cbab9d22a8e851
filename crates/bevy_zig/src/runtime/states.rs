//! Changes of states, told to scripts: who runs, and signals for what was left and entered.

use bevy::ecs::entity::EntityIndexSet;
use bevy::ecs::reflect::AppTypeRegistry;
use bevy::log::error;
use bevy::prelude::{Entity, Mut, World};
use bevy::state::reflect::ReflectState;

use super::ScriptRuntime;
use crate::abi::BevyZigFrame;
use crate::attached::Owner;
use crate::script::ScriptId;
use crate::signal::{NameId, Waiting};
use crate::states::{Transition, apply_next};

/// The half of a transition that scripts hear of.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Half {
    Exit,
    Enter,
}

/// Owners of scripts that have not begun, since they do not run in the state that the game is in.
#[derive(Default)]
pub(super) struct IdleOwners {
    entities: EntityIndexSet,
    /// Whether there are such among the global scripts.
    pub(super) has_globals: bool,
}

impl IdleOwners {
    pub(super) fn note(&mut self, world: &World, entity: Entity) {
        let idle = &mut self.entities;
        // Those that are gone are forgotten when there is no room for more.
        if idle.len() == idle.capacity() {
            idle.retain(|entity| world.get_entity(*entity).is_ok());
            let room = idle.len().max(64);
            idle.reserve(room);
        }
        idle.insert(entity);
    }
}

/// Has the game enter the variants that were set of states that Zig declares. At the end of `PreUpdate`.
pub(crate) fn change_states(world: &mut World) {
    let declared = world.resource_scope(|_, mut runtime: Mut<ScriptRuntime>| {
        runtime.learn_states();
        runtime.states.declared().to_vec()
    });
    apply_next(world, &declared);
}

impl ScriptRuntime {
    /// Takes note of what the descriptors of scripts say of states.
    pub(super) fn learn_states(&mut self) {
        for script in self.registry.iter() {
            for known in &script.states {
                if !known.is_zigs {
                    self.states.watch(&known.state);
                    continue;
                }
                let by = (script.name(), script.generation());
                if let Some(Err(conflict)) = self.states.declare(by, &known.state, &known.variants)
                    && conflict.with != script.name()
                {
                    let (name, state) = (script.name(), &known.state);
                    self.reports.once(name, &format!("state {state}"), || {
                        format!("script '{name}' cannot use the state '{state}': {conflict}")
                    });
                }
            }
        }
    }

    /// Says which states a script waits for that the game has not registered.
    pub(super) fn complain_of_states(&mut self, world: &World, id: ScriptId) {
        let types = world.get_resource::<AppTypeRegistry>().map(|types| types.read());
        let script = self.registry.script(id);
        for known in script.states.iter().filter(|known| !known.is_zigs && !known.runs_in.is_empty()) {
            let found = types.as_ref().and_then(|types| types.get_with_type_path(&known.state));
            if found.is_none_or(|found| found.data::<ReflectState>().is_none()) {
                let (name, state) = (script.name(), &known.state);
                self.reports.once(name, &format!("state {state}"), || {
                    format!(
                        "script '{name}' waits for the state '{state}', which is not registered; write: \
                         app.register_type_state::<{state}>()"
                    )
                });
            }
        }
    }

    /// What has changed since the last phase. Whoever runs in some states only is compared again.
    pub(super) fn look_at_states(&mut self, world: &World) -> Vec<Transition> {
        self.learn_states();
        let changed = self.states.poll(world);
        if changed.is_empty() {
            return changed;
        }
        let depends = |script: ScriptId| {
            let uses = &self.registry.script(script).states;
            uses.iter().any(|known| {
                !known.runs_in.is_empty() && changed.iter().any(|transition| transition.state == known.state)
            })
        };
        let scripts: Vec<ScriptId> = self.registry.ids().filter(|script| depends(*script)).collect();
        for place in scripts.into_iter().flat_map(|script| self.instances.places_of(script)) {
            self.rephased.push(self.instances.owner(place));
        }
        let IdleOwners { entities: idle, has_globals } = std::mem::take(&mut self.idle);
        self.rephased.extend(idle.into_iter().map(Owner::Entity));
        if has_globals {
            self.rephased.push(Owner::Game);
        }
        changed
    }

    /// Tells listeners what was left, or entered.
    pub(super) fn tell_states(
        &mut self,
        world: &mut World,
        frame: &mut BevyZigFrame,
        transitions: &[Transition],
        half: Half,
    ) {
        let mut told = Waiting::default();
        for Transition { state, exited, entered } in transitions {
            let (word, variant) = match half {
                Half::Exit => ("exit", exited),
                Half::Enter => ("enter", entered),
            };
            let Some(variant) = variant else { continue };
            let limit = self.requests.limits().signal_names;
            for (name, payload) in
                [(format!("{state}.{word}"), variant.as_bytes()), (format!("{state}.{word}.{variant}"), [].as_slice())]
            {
                match NameId::of(&name, limit) {
                    // Others have no place in the run, which does not depend on scripts that nobody has attached.
                    Ok(id) if self.signals.connections.hears(id) => {
                        self.signals.queue.add(&mut told, id, payload, self.frame);
                    }
                    Ok(_) => {}
                    Err(_) => error!("the signal '{name}' is not emitted: ScriptLimits::signal_names is reached"),
                }
            }
        }
        if !told.is_empty() {
            let faults = self.deliver_these(world, frame, &mut told);
            self.settle(world, faults);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn owners_that_are_gone_are_forgotten_and_the_others_stay() {
        let mut world = World::new();
        let mut idle = IdleOwners::default();
        let stays = world.spawn_empty().id();
        idle.note(&world, stays);
        for _ in 0..10_000 {
            let gone = world.spawn_empty().id();
            idle.note(&world, gone);
            world.despawn(gone);
        }
        assert!(idle.entities.contains(&stays));
        assert!(idle.entities.len() <= 256, "{}", idle.entities.len());
    }
}
