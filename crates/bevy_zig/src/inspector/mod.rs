//! The panel in the game's window, which shows and controls scripts, instances and problems (feature `inspector`).
//! `docs/inspector.md` describes it.
//! Uses base, shape, component, script, attached, world, runtime, reload, inspection.

mod data;
mod field;
mod idle;
mod instances;
mod pick;
mod problems;
mod run;
mod scripts;
#[cfg(feature = "remote")]
mod widgets;

use bevy::app::{App, Plugin, PreUpdate};
use bevy::input::InputSystems;
use bevy::prelude::{ButtonInput, Entity, IntoScheduleConfigs, KeyCode, Mut, Res, ResMut, Resource, With, World};
use bevy_egui::{
    EguiContext, EguiGlobalSettings, EguiPlugin, EguiPreUpdateSet, EguiPrimaryContextPass, PrimaryEguiContext, egui,
};

use crate::base::ZigScriptSystems;
#[cfg(feature = "remote")]
pub(crate) use widgets::{Widget, widgets};

/// Adds the panel. It needs a window and a camera; a game that has `bevy_egui`'s plugin adds it before this one.
///
/// Problems are shown whether or not the panel is open. Keys and clicks in the panel do not reach the game.
#[derive(Clone, Debug)]
pub struct ZigInspectorPlugin {
    /// The key that opens and closes it. Default F1.
    pub key: KeyCode,
}

impl Default for ZigInspectorPlugin {
    fn default() -> Self {
        Self { key: KeyCode::F1 }
    }
}

/// The panel's state. Can be changed at any time.
#[derive(Resource, Debug)]
pub struct ScriptInspector {
    /// Whether it is open.
    pub open: bool,
    /// The key that opens and closes it.
    pub key: KeyCode,
    /// Whose scripts it shows.
    pub selected: Selected,
    /// The filter: a text that the names of listed scripts or entities contain.
    pub filter: String,
    /// The script that the button attaches.
    attach: String,
    /// The number of a problem that was copied last.
    copied: Option<u64>,
    /// What went wrong with the last change.
    refusal: Option<String>,
    /// The instances that the filter lets through.
    filtered: instances::Filtered,
}

/// Whose scripts the panel shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Selected {
    /// The global scripts.
    #[default]
    Globals,
    /// The scripts of an entity.
    Entity(Entity),
}

impl Selected {
    pub(crate) fn owner(self) -> Option<Entity> {
        match self {
            Self::Globals => None,
            Self::Entity(entity) => Some(entity),
        }
    }
}

impl Plugin for ZigInspectorPlugin {
    fn build(&self, app: &mut App) {
        if !app.is_plugin_added::<EguiPlugin>() {
            idle::add_egui(app);
        }
        app.insert_resource(ScriptInspector {
            open: false,
            key: self.key,
            selected: Selected::default(),
            filter: String::new(),
            attach: String::new(),
            copied: None,
            refusal: None,
            filtered: instances::Filtered::default(),
        })
        // What egui takes for itself is gone behind it, this key too.
        .configure_sets(PreUpdate, EguiPreUpdateSet::ProcessInput.before(ZigScriptSystems::Input))
        .add_systems(PreUpdate, toggle.after(InputSystems).before(EguiPreUpdateSet::InitContexts))
        .add_systems(EguiPrimaryContextPass, show);
        let mut settings = app.world_mut().resource_mut::<EguiGlobalSettings>();
        settings.enable_absorb_bevy_input_system = true;
    }
}

fn toggle(keys: Res<ButtonInput<KeyCode>>, mut inspector: ResMut<ScriptInspector>) {
    if keys.just_pressed(inspector.key) {
        inspector.open = !inspector.open;
    }
}

/// Calls a widget something that says whose it is, too: for those who cannot see that.
fn name(response: &egui::Response, name: impl FnOnce() -> String) {
    response.ctx.accesskit_node_builder(response.id, |node| node.set_label(name()));
}

fn show(world: &mut World) {
    let mut contexts = world.query_filtered::<&mut EguiContext, With<PrimaryEguiContext>>();
    let Ok(context) = contexts.single_mut(world).map(|mut context| context.get_mut().clone()) else { return };
    world.resource_scope(|world, mut inspector: Mut<ScriptInspector>| {
        problems::show(world, &context, &mut inspector);
        if !inspector.open {
            return;
        }
        pick::pick(world, &context, &mut inspector);
        let mut open = true;
        egui::Window::new("Zig scripts").open(&mut open).default_pos([8.0, 8.0]).default_size([720.0, 640.0]).show(
            &context,
            |ui| {
                scripts::show(world, ui);
                ui.separator();
                instances::show(world, ui, &mut inspector);
            },
        );
        inspector.open = open;
    });
}
