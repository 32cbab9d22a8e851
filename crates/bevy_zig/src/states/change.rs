//! Changes of the states that Zig declares.

use bevy::log::{error, warn};
use bevy::prelude::{DetectChangesMut, Event, Message, Res, World};

use super::scoped::{DespawnOnZigEnter, DespawnOnZigExit, despawn};
use super::table::Declared;
use super::zig::ZigStates;
use crate::base::did_you_mean;

/// A state that Zig declares has another variant: an event for observers, and a message.
///
/// It is sent at the end of `PreUpdate`, before Bevy's own state transitions; scripts hear of the change in the next
/// phase.
///
/// ```
/// use bevy::prelude::*;
/// use bevy_zig::ZigStateChanged;
///
/// # let mut app = App::new();
/// app.add_observer(|changed: On<ZigStateChanged>| {
///     if changed.state == "Stage" && changed.entered == "over" {
///         info!("game over");
///     }
/// });
/// ```
#[derive(Event, Message, Clone, Debug, PartialEq)]
pub struct ZigStateChanged {
    /// The state's name.
    pub state: String,
    /// The variant that the game has left; `None` when the state is new.
    pub exited: Option<String>,
    /// The variant that it has entered.
    pub entered: String,
}

/// A run condition: the game is in this variant of a state that Zig declares.
///
/// ```
/// use bevy::prelude::*;
/// use bevy_zig::in_zig_state;
///
/// # fn move_clouds() {}
/// # let mut app = App::new();
/// app.add_systems(Update, move_clouds.run_if(in_zig_state("Stage", "playing")));
/// ```
pub fn in_zig_state(state: &'static str, variant: &'static str) -> impl Fn(Option<Res<ZigStates>>) -> bool + Clone {
    move |states: Option<Res<ZigStates>>| states.is_some_and(|states| states.get(state) == Some(variant))
}

/// Has the game enter what was set, and the initial variants of states that are new.
pub(crate) fn apply_next(world: &mut World, declared: &[Declared]) {
    for Declared { name, variants } in declared {
        let Some(mut states) = world.get_resource_mut::<ZigStates>() else { return };
        let current = states.current(name).cloned();
        // `set` and `enter` are changes; that nothing is set is none.
        let next = states.bypass_change_detection().take_next(name).filter(|next| {
            let is_known = variants.contains(next);
            if !is_known {
                error!("the state '{name}' has no variant '{next}'; it has: {}", variants.join(", "));
            }
            is_known
        });
        // A reload may have removed the variant that the game is in.
        let stays = current.as_ref().is_some_and(|current| variants.contains(current));
        let Some(entered) = next.or_else(|| if stays { None } else { variants.first().cloned() }) else { continue };
        if current.as_ref() == Some(&entered) {
            continue;
        }
        states.enter(name, &entered);
        if let Some(exited) = &current {
            despawn(world, |scoped: &DespawnOnZigExit| scoped.state == *name && scoped.variant == *exited);
        }
        let changed = ZigStateChanged { state: name.to_string(), exited: current, entered };
        world.trigger(changed.clone());
        despawn(world, |scoped: &DespawnOnZigEnter| scoped.state == *name && scoped.variant == changed.entered);
        world.write_message(changed);
        world.flush();
    }
    let Some(mut states) = world.get_resource_mut::<ZigStates>() else { return };
    let is_declared = |name: &str| declared.iter().any(|known| known.name == name);
    for unknown in states.bypass_change_detection().newly_unknown(is_declared) {
        let meant = did_you_mean(&unknown, declared.iter().map(|known| known.name));
        let known = declared.iter().map(|known| format!("{} ({})", known.name, known.variants.join(", ")));
        let known: Vec<String> = known.collect();
        let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
        warn!(
            "the state '{unknown}' was set, and no script has declared it; {meant}declared states: {known} (reported once)"
        );
    }
}
