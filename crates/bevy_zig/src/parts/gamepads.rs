//! Gamepads, which are entities in Bevy.

use bevy::app::App;
use bevy::input::gamepad::Gamepad;
use bevy::prelude::{Entity, World};

use crate::function::FunctionApp;

/// As many as scripts see at a time.
const GAMEPADS_MAX: usize = 16;

pub(super) fn install(app: &mut App) {
    app.register_zig_function("bevy.gamepads", |world: &World| -> [Option<Entity>; GAMEPADS_MAX] {
        let mut found = [None; GAMEPADS_MAX];
        let Some(mut gamepads) = world.try_query::<(Entity, &Gamepad)>() else { return found };
        let mut all: Vec<Entity> = gamepads.iter(world).map(|(entity, _)| entity).collect();
        // As a rule the older entity has the lower index; `Entity` itself is ordered the other way round.
        all.sort_unstable_by_key(|gamepad| gamepad.index_u32());
        for (place, gamepad) in found.iter_mut().zip(all) {
            *place = Some(gamepad);
        }
        found
    });
}
