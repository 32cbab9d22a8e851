//! Commands that come too late. Bevy queues one for the parent when an entity gets a `ChildOf`, and the like for every
//! relationship; the game's observers queue theirs. If another observer despawns the entity in between, the command
//! fails, and Bevy's own handler of errors panics: a script's request would have ended the game.

use bevy::ecs::entity::EntityNotSpawnedError;
use bevy::ecs::error::{BevyError, ErrorContext, ErrorHandler, FallbackErrorHandler, match_severity};
use bevy::ecs::world::error::EntityMutableFetchError;
use bevy::log::warn;
use bevy::prelude::World;

/// Has Bevy make the entity for the handler beforehand: where the world is full, there is no room for it later.
pub(super) fn prepare(world: &mut World) {
    forgive_late_commands(world);
    forgive_no_more(world);
}

/// From now on, a command for an entity that is gone is a warning, unless the game has a handler of errors of its own.
pub(crate) fn forgive_late_commands(world: &mut World) {
    if !world.contains_resource::<FallbackErrorHandler>() {
        world.insert_resource(FallbackErrorHandler(warn_if_late));
    }
}

/// The end of that. A handler that the game has set meanwhile stays.
pub(crate) fn forgive_no_more(world: &mut World) {
    let handler = world.get_resource::<FallbackErrorHandler>();
    if handler.is_some_and(|handler| std::ptr::fn_addr_eq(handler.0, warn_if_late as ErrorHandler)) {
        world.remove_resource::<FallbackErrorHandler>();
    }
}

fn warn_if_late(error: BevyError, context: ErrorContext) {
    let gone = match error.downcast_ref() {
        Some(EntityMutableFetchError::NotSpawned(gone)) => Some(gone),
        _ => error.downcast_ref::<EntityNotSpawnedError>(),
    };
    match (&context, gone) {
        (ErrorContext::Command { name }, Some(gone)) => warn!(
            "command `{name}` does nothing: {} was despawned before, by a hook, an observer or a command of the game, \
             while a script's requests are applied",
            gone.entity()
        ),
        // As without this.
        _ => match_severity(error, context),
    }
}

#[cfg(test)]
mod tests {
    use bevy::ecs::error::ignore;
    use bevy::prelude::Component;

    use super::*;

    #[derive(Component)]
    struct Late;

    /// A command for an entity that is gone before it runs.
    fn come_late(world: &mut World) {
        let gone = world.spawn_empty().id();
        world.commands().entity(gone).insert(Late);
        world.despawn(gone);
        world.flush();
    }

    #[test]
    fn only_late_commands_are_forgiven_and_only_meanwhile() {
        let panics = |what: fn(&mut World), world: &mut World| {
            std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| what(world))).is_err()
        };
        let mut world = World::new();
        forgive_late_commands(&mut world);
        assert!(!panics(come_late, &mut world));
        let other = |world: &mut World| {
            world.commands().queue(|_: &mut World| -> bevy::prelude::Result { Err("not late".into()) });
            world.flush();
        };
        assert!(panics(other, &mut world));
        forgive_no_more(&mut world);
        assert!(panics(come_late, &mut world), "Bevy's own handler is back");
    }

    #[test]
    fn the_games_own_handler_stays() {
        let mut world = World::new();
        world.insert_resource(FallbackErrorHandler(ignore));
        forgive_late_commands(&mut world);
        come_late(&mut world);
        forgive_no_more(&mut world);
        assert!(world.contains_resource::<FallbackErrorHandler>());
    }
}
