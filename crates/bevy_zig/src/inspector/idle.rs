//! egui's systems, which run only while there is something to show.
//!
//! They are some thirty, with conditions of their own, which Bevy looks at even if the set that they are in is not to
//! run: that was nearly half of what a closed panel cost. So they are in schedules of ours, and a closed panel only
//! decides that they do not run.

use bevy::a11y::AccessibilitySystems;
use bevy::app::{App, PostUpdate, PreUpdate};
use bevy::ecs::change_detection::CheckChangeTicks;
use bevy::ecs::schedule::{Schedule, Schedules, SingleThreadedExecutor};
use bevy::input::InputSystems;
use bevy::prelude::{IntoScheduleConfigs, Mut, On, ResMut, Resource, World};
use bevy_egui::EguiPlugin;
use bevy_egui::input::ModifierKeysState;

use super::ScriptInspector;
use crate::base::ZigScriptSystems;
use crate::inspection::ScriptProblems;

/// How long egui still runs when there is nothing to show any more: it has to clear the screen, and to let go of mouse
/// and keyboard.
const LINGER_FRAMES: u32 = 10;

#[derive(Resource)]
struct Egui {
    /// What the plugin has put into `PreUpdate`, and nobody else.
    pre_update: Schedule,
    /// Likewise.
    post_update: Schedule,
    /// For how many frames more they run.
    awake_frames: u32,
}

/// Adds egui to a game that has not got it. A game that has egui for itself wants it in each frame.
pub(super) fn add_egui(app: &mut App) {
    let taken = take_schedules(app);
    app.add_plugins(EguiPlugin::default());
    let [pre_update, post_update] = take_schedules(app).map(|schedule| {
        let mut schedule = schedule.unwrap_or_default();
        // Many systems that do next to nothing.
        schedule.set_executor(SingleThreadedExecutor::new());
        schedule
    });
    let mut schedules = app.world_mut().resource_mut::<Schedules>();
    for schedule in taken.into_iter().flatten() {
        schedules.insert(schedule);
    }
    app.insert_resource(Egui { pre_update, post_update, awake_frames: 0 })
        .add_systems(PreUpdate, run_pre_update.after(super::toggle).after(InputSystems).before(ZigScriptSystems::Input))
        .add_systems(PostUpdate, run_post_update.before(AccessibilitySystems::Update))
        // Bevy does so for the schedules that it knows of.
        .add_observer(|check: On<CheckChangeTicks>, egui: Option<ResMut<Egui>>| {
            if let Some(mut egui) = egui {
                egui.pre_update.check_change_ticks(*check);
                egui.post_update.check_change_ticks(*check);
            }
        });
}

fn take_schedules(app: &mut App) -> [Option<Schedule>; 2] {
    let mut schedules = app.world_mut().resource_mut::<Schedules>();
    [schedules.remove(PreUpdate), schedules.remove(PostUpdate)]
}

fn run_pre_update(world: &mut World) {
    let is_wanted = world.resource::<ScriptInspector>().open || !world.resource::<ScriptProblems>().is_empty();
    let mut egui = world.resource_mut::<Egui>();
    if is_wanted {
        let has_slept = std::mem::replace(&mut egui.awake_frames, LINGER_FRAMES) == 0;
        // What was pressed or released meanwhile has not been heard of.
        if let (true, Some(mut modifiers)) = (has_slept, world.get_resource_mut::<ModifierKeysState>()) {
            *modifiers = ModifierKeysState::default();
        }
    } else if egui.awake_frames > 0 {
        egui.awake_frames -= 1;
    }
    run_if_awake(world, |egui| &mut egui.pre_update);
}

fn run_post_update(world: &mut World) {
    run_if_awake(world, |egui| &mut egui.post_update);
}

fn run_if_awake(world: &mut World, schedule: impl FnOnce(&mut Egui) -> &mut Schedule) {
    if world.resource::<Egui>().awake_frames > 0 {
        world.resource_scope(|world, mut egui: Mut<Egui>| schedule(&mut egui).run(world));
    }
}
