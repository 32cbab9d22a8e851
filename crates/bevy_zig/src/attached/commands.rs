//! Attaching, detaching and re-ordering scripts at run time.

use std::borrow::Cow;

use bevy::log::warn;
use bevy::prelude::{EntityCommands, EntityWorldMut};

use super::{Phase, Script, ZigScripts};

/// Changes an entity's scripts, with commands or directly in the world.
///
/// ```
/// use bevy::prelude::*;
/// use bevy_zig::{Script, ZigScriptCommands};
///
/// fn power_up(mut commands: Commands, ship: Single<Entity, With<Transform>>) {
///     commands.entity(*ship).attach_script(Script::new("shield").with("seconds", 5.0));
/// }
/// # bevy::ecs::system::assert_is_system(power_up);
/// ```
pub trait ZigScriptCommands {
    /// Attaches a script after the existing ones. The same script can be attached more than once.
    fn attach_script(&mut self, script: Script) -> &mut Self;
    /// Detaches the first script of this name. Its `shutdown` runs at the start of the next phase.
    fn detach_script(&mut self, name: impl Into<Cow<'static, str>>) -> &mut Self;
    /// Enables or disables the first script of this name; its state is kept.
    fn set_script_enabled(&mut self, name: impl Into<Cow<'static, str>>, enabled: bool) -> &mut Self;
    /// Changes the order of the first script of this name.
    fn set_script_priority(&mut self, name: impl Into<Cow<'static, str>>, priority: i32) -> &mut Self;
    /// Moves the first script of this name to another phase.
    fn set_script_phase(&mut self, name: impl Into<Cow<'static, str>>, phase: Phase) -> &mut Self;
}

impl ZigScriptCommands for EntityWorldMut<'_> {
    fn attach_script(&mut self, script: Script) -> &mut Self {
        if self.contains::<ZigScripts>() {
            self.modify_component(|scripts: &mut ZigScripts| scripts.attach(script));
        } else {
            self.insert(ZigScripts::new([script]));
        }
        self
    }

    fn detach_script(&mut self, name: impl Into<Cow<'static, str>>) -> &mut Self {
        let name = name.into();
        change(self, &name, |scripts| scripts.detach(&name).is_some());
        self
    }

    fn set_script_enabled(&mut self, name: impl Into<Cow<'static, str>>, enabled: bool) -> &mut Self {
        change_script(self, name.into(), |script| script.set_enabled(enabled))
    }

    fn set_script_priority(&mut self, name: impl Into<Cow<'static, str>>, priority: i32) -> &mut Self {
        change_script(self, name.into(), |script| script.set_priority(priority))
    }

    fn set_script_phase(&mut self, name: impl Into<Cow<'static, str>>, phase: Phase) -> &mut Self {
        change_script(self, name.into(), |script| script.set_phase(phase))
    }
}

impl ZigScriptCommands for EntityCommands<'_> {
    fn attach_script(&mut self, script: Script) -> &mut Self {
        self.queue(move |mut entity: EntityWorldMut| {
            entity.attach_script(script);
        })
    }

    fn detach_script(&mut self, name: impl Into<Cow<'static, str>>) -> &mut Self {
        let name = name.into();
        self.queue(move |mut entity: EntityWorldMut| {
            entity.detach_script(name);
        })
    }

    fn set_script_enabled(&mut self, name: impl Into<Cow<'static, str>>, enabled: bool) -> &mut Self {
        let name = name.into();
        self.queue(move |mut entity: EntityWorldMut| {
            entity.set_script_enabled(name, enabled);
        })
    }

    fn set_script_priority(&mut self, name: impl Into<Cow<'static, str>>, priority: i32) -> &mut Self {
        let name = name.into();
        self.queue(move |mut entity: EntityWorldMut| {
            entity.set_script_priority(name, priority);
        })
    }

    fn set_script_phase(&mut self, name: impl Into<Cow<'static, str>>, phase: Phase) -> &mut Self {
        let name = name.into();
        self.queue(move |mut entity: EntityWorldMut| {
            entity.set_script_phase(name, phase);
        })
    }
}

fn change_script<'e, 'w>(
    entity: &'e mut EntityWorldMut<'w>,
    name: Cow<'static, str>,
    change_it: impl FnOnce(&mut Script),
) -> &'e mut EntityWorldMut<'w> {
    change(entity, &name, |scripts| scripts.get_mut(&name).map(change_it).is_some());
    entity
}

/// Applies a change, and says so if there was no such script: a misspelt name should not go unnoticed.
fn change(entity: &mut EntityWorldMut, name: &str, change_them: impl FnOnce(&mut ZigScripts) -> bool) {
    let found = entity.modify_component(change_them).unwrap_or(false);
    if !found {
        warn!("entity {} has no script '{name}' to change", entity.id());
    }
}
