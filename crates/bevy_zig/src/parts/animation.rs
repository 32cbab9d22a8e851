//! Animations of glTF files, which scripts play by name.

use std::time::Duration;

use bevy::animation::graph::{AnimationGraph, AnimationGraphHandle, AnimationNodeIndex};
use bevy::animation::transition::AnimationTransitions;
use bevy::animation::{AnimationPlayer, RepeatAnimation};
use bevy::app::{AnimationSystems, App, PostUpdate};
use bevy::asset::{AssetId, AssetServer, Assets, Handle, LoadState};
use bevy::ecs::lifecycle::Insert;
use bevy::gltf::Gltf;
use bevy::log::warn;
use bevy::prelude::{
    Children, Commands, Component, DetectChanges, Entity, IntoScheduleConfigs, On, Query, Ref, ReflectComponent,
    ReflectDefault, Res, ResMut, With,
};
use bevy::reflect::Reflect;

use crate::base::{ZigScriptSystems, did_you_mean};
use crate::signal::{EmitSignal, Signal};

/// Which animation of a glTF file the scene below this entity plays: `bevy.Animation` in scripts.
///
/// Whatever of the file is loaded and spawned later begins to play then. Changing `name` changes to another animation;
/// changing the other fields changes how this one is played, and inserting the component begins it anew. When an
/// animation that is not looped has ended, the entity gets the signal `animation_finished`.
#[derive(Component, Reflect, Clone, Debug, PartialEq)]
#[reflect(Component, Default, Clone)]
#[require(Playing)]
#[type_path = "bevy_zig"]
pub struct ScriptAnimation {
    /// The file that has the animations.
    pub source: Handle<Gltf>,
    /// The name of the animation in the file; empty: none.
    pub name: String,
    /// In how many seconds the one that was played before fades out. Default 0: at once.
    pub fade: f32,
    /// How fast it is played; below 0: backwards; infinite or not a number: not at all. Default 1.
    pub speed: f32,
    /// Whether it begins again when it has ended. Default true.
    pub looped: bool,
    /// Whether it stands still. Default false.
    pub paused: bool,
}

impl Default for ScriptAnimation {
    fn default() -> Self {
        Self { source: Handle::default(), name: String::new(), fade: 0.0, speed: 1.0, looped: true, paused: false }
    }
}

/// What an entity's [`ScriptAnimation`] has come to.
#[derive(Component, Default)]
struct Playing {
    /// The players in the scene.
    players: Vec<Entity>,
    /// What they play, by the names of the file it is of.
    source: Handle<Gltf>,
    nodes: Vec<(Box<str>, AnimationNodeIndex)>,
    name: String,
    /// Something is to be done, now or when all is there.
    is_due: bool,
    /// Whether the animation starts again, even if its name has not changed.
    begins: bool,
    /// Whether its end is to be told.
    tells_end: bool,
}

pub(super) fn install(app: &mut App) {
    app.register_type::<ScriptAnimation>()
        .add_observer(|it: On<Insert, ScriptAnimation>, mut playing: Query<&mut Playing>| {
            if let Ok(mut playing) = playing.get_mut(it.entity) {
                (playing.is_due, playing.begins) = (true, true);
            }
        })
        .add_systems(PostUpdate, play.after(ZigScriptSystems::PostUpdate).before(AnimationSystems))
        .add_systems(PostUpdate, tell_ends.after(AnimationSystems));
}

/// Does what the components say, as far as it is possible yet.
#[expect(clippy::too_many_arguments, reason = "what a system is given")]
fn play(
    mut animations: Query<(Entity, Ref<ScriptAnimation>, &mut Playing)>,
    children: Query<&Children>,
    is_player: Query<(), With<AnimationPlayer>>,
    mut players: Query<(&mut AnimationPlayer, Option<&mut AnimationTransitions>)>,
    files: Option<Res<Assets<Gltf>>>,
    graphs: Option<ResMut<Assets<AnimationGraph>>>,
    server: Option<Res<AssetServer>>,
    mut commands: Commands,
) {
    let (Some(files), Some(mut graphs)) = (files, graphs) else { return };
    for (entity, animation, mut playing) in &mut animations {
        // A scene that is spawned again has other players.
        let has_lost = playing.players.iter().any(|player| !is_player.contains(*player));
        if !playing.is_due && !animation.is_changed() && !has_lost {
            continue;
        }
        playing.is_due = true;
        if animation.name.is_empty() && playing.name.is_empty() {
            playing.is_due = false;
            continue;
        }
        let Some(file) = files.get(&animation.source) else {
            let state = server.as_ref().map(|server| server.load_state(&animation.source));
            // Of a path that Bevy refuses it has the handle of no file.
            if matches!(state, Some(LoadState::Failed(_))) || animation.source.id() == AssetId::default() {
                playing.is_due = false;
                warn!(target: "bevy_zig::script", "{entity} cannot play an animation: {} was not loaded", path(&animation));
            }
            continue;
        };
        if playing.players.is_empty() || has_lost {
            let below = children.iter_descendants(entity);
            playing.players = std::iter::once(entity).chain(below).filter(|found| is_player.contains(*found)).collect();
            playing.nodes.clear();
        }
        // The scene is not spawned yet.
        if playing.players.is_empty() {
            continue;
        }
        if playing.nodes.is_empty() || playing.source != animation.source {
            let mut names: Vec<_> = file.named_animations.iter().collect();
            names.sort_unstable_by_key(|(name, _)| *name);
            let (graph, nodes) = AnimationGraph::from_clips(names.iter().map(|(_, clip)| (*clip).clone()));
            playing.nodes = names.iter().map(|(name, _)| (*name).clone()).zip(nodes).collect();
            playing.source = animation.source.clone();
            (playing.name, playing.begins) = (String::new(), true);
            let graph = graphs.add(graph);
            for player in &playing.players {
                // What it plays are nodes of the graph that it had.
                if let Ok((mut player, _)) = players.get_mut(*player) {
                    player.stop_all();
                }
                let parts = (AnimationGraphHandle(graph.clone()), AnimationTransitions::new());
                commands.entity(*player).try_insert(parts);
            }
            // The players have these only when the commands were applied: in the next frame.
            continue;
        }
        playing.is_due = false;
        let playing = &mut *playing;
        let node = playing.nodes.iter().find(|(name, _)| **name == *animation.name).map(|(_, node)| *node);
        if node.is_none() && !animation.name.is_empty() {
            let known: Vec<&str> = playing.nodes.iter().map(|(name, _)| &**name).collect();
            let meant = did_you_mean(&animation.name, known.iter().copied());
            let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
            let (name, path) = (&animation.name, path(&animation));
            warn!(target: "bevy_zig::script", "{entity} cannot play the animation '{name}': {path} does not have it; {meant}it has: {known}");
        }
        let begins = playing.begins || playing.name != animation.name;
        for player in &playing.players {
            let Ok((mut player, Some(mut transitions))) = players.get_mut(*player) else { continue };
            let Some(node) = node else {
                player.stop_all();
                *transitions = AnimationTransitions::new();
                continue;
            };
            let active = match player.animation_mut(node).filter(|_| !begins) {
                Some(active) => active,
                None => {
                    // Else it would fade out what is to fade in.
                    if playing.name == animation.name {
                        *transitions = AnimationTransitions::new();
                        player.stop_all();
                    }
                    let fade = Duration::try_from_secs_f32(animation.fade).unwrap_or_default();
                    transitions.play(&mut player, node, fade)
                }
            };
            active.set_repeat(if animation.looped { RepeatAnimation::Forever } else { RepeatAnimation::Never });
            // At a time that is none, Bevy panics.
            active.set_speed(if animation.speed.is_finite() { animation.speed } else { 0.0 });
            if animation.paused {
                active.pause();
            } else {
                active.resume();
            }
        }
        playing.begins = false;
        playing.tells_end = node.is_some() && (begins || playing.tells_end);
        playing.name = if node.is_some() { animation.name.clone() } else { String::new() };
    }
}

/// Emits a signal to each entity whose animation has ended.
fn tell_ends(mut animations: Query<(Entity, &mut Playing)>, players: Query<&AnimationPlayer>, mut commands: Commands) {
    for (entity, mut playing) in &mut animations {
        if !playing.tells_end {
            continue;
        }
        let node = playing.nodes.iter().find(|(name, _)| **name == *playing.name).map(|(_, node)| *node);
        let active = |player: &Entity| players.get(*player).ok()?.animation(node?);
        let mut active = playing.players.iter().filter_map(active).peekable();
        if active.peek().is_some() && active.all(|active| active.is_finished()) {
            playing.tells_end = false;
            commands.emit_signal(Signal::new("animation_finished").to(entity));
        }
    }
}

fn path(animation: &ScriptAnimation) -> String {
    animation.source.path().map_or_else(|| "its file".to_owned(), |path| format!("'{path}'"))
}
