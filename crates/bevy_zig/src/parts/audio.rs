//! Sounds that play: what of them is no reflected value. Sounds are started with `AudioPlayer` and `PlaybackSettings`.
//!
//! A sound that is still being loaded has no sink yet: what a script asks for is then written to its settings, with
//! which it begins.

use bevy::app::App;
use bevy::asset::{AssetServer, Assets};
use bevy::audio::{AudioPlayer, AudioSink, AudioSinkPlayback, AudioSource, PlaybackSettings, SpatialAudioSink, Volume};
use bevy::prelude::{Entity, World};
use bevy_zig_derive::ZigValue;

use crate::function::FunctionApp;

/// `Sound.State` in `zig/api/sound.zig`.
#[derive(ZigValue)]
struct SoundState {
    volume: f32,
    speed: f32,
    position_seconds: f32,
    is_paused: bool,
    is_muted: bool,
    /// It has come to its end, or was stopped, or its file could not be loaded.
    is_over: bool,
    /// It is loaded, and plays or is paused.
    is_ready: bool,
}

pub(super) fn install(app: &mut App) {
    // Bevy does not register it, as it is generic.
    app.register_type::<AudioPlayer>()
        .register_zig_command("bevy.sound.volume", |world: &mut World, sound: Entity, volume: f32| {
            // The SDK refuses other numbers; a script in C may send any.
            let volume = Volume::Linear(if volume.is_finite() { volume.max(0.0) } else { 0.0 });
            change(world, sound, |sink| sink.set_volume(volume), |settings| settings.volume = volume);
        })
        .register_zig_command("bevy.sound.speed", |world: &mut World, sound: Entity, speed: f32| {
            // Sound cannot run backwards, and what does not run is paused. Resampling panics at enormous speeds.
            let speed = if speed.is_finite() { speed.clamp(0.01, 100.0) } else { 1.0 };
            change(world, sound, |sink| sink.set_speed(speed), |settings| settings.speed = speed);
        })
        .register_zig_command("bevy.sound.pause", |world: &mut World, sound: Entity, paused: bool| {
            let in_sink = |sink: &mut dyn AudioSinkPlayback| if paused { sink.pause() } else { sink.play() };
            change(world, sound, in_sink, |settings| settings.paused = paused);
        })
        .register_zig_command("bevy.sound.mute", |world: &mut World, sound: Entity, muted: bool| {
            let in_sink = |sink: &mut dyn AudioSinkPlayback| if muted { sink.mute() } else { sink.unmute() };
            change(world, sound, in_sink, |settings| settings.muted = muted);
        })
        .register_zig_command("bevy.sound.stop", |world: &mut World, sound: Entity| {
            if let Ok(entity) = world.get_entity_mut(sound)
                && entity.contains::<PlaybackSettings>()
            {
                entity.despawn();
            }
        })
        .register_zig_function("bevy.sound.state", |world: &World, sound: Entity| -> SoundState {
            let sink = world.get::<AudioSink>(sound).map(|sink| sink as &dyn AudioSinkPlayback);
            let sink = sink.or_else(|| world.get::<SpatialAudioSink>(sound).map(|sink| sink as &dyn AudioSinkPlayback));
            let settings = world.get::<PlaybackSettings>(sound);
            match (sink, settings) {
                (Some(sink), _) => SoundState {
                    volume: sink.volume().to_linear(),
                    speed: sink.speed(),
                    position_seconds: sink.position().as_secs_f32(),
                    is_paused: sink.is_paused(),
                    is_muted: sink.is_muted(),
                    is_over: sink.empty(),
                    is_ready: true,
                },
                (None, settings) => SoundState {
                    volume: settings.map_or(0.0, |settings| settings.volume.to_linear()),
                    speed: settings.map_or(0.0, |settings| settings.speed),
                    position_seconds: 0.0,
                    is_paused: settings.is_some_and(|settings| settings.paused),
                    is_muted: settings.is_some_and(|settings| settings.muted),
                    // One that was started in this phase is there when the requests are applied.
                    is_over: settings.is_none() && !is_awaited(world, sound) || has_failed(world, sound),
                    is_ready: false,
                },
            }
        });
}

/// Whether an entity has its number already, and nothing else yet.
fn is_awaited(world: &World, entity: Entity) -> bool {
    world.entities().contains(entity) && !world.entities().contains_spawned(entity)
}

/// Whether there is nothing to play, and never will be: no such file, or a path that Bevy refuses.
fn has_failed(world: &World, sound: Entity) -> bool {
    let Some(player) = world.get::<AudioPlayer>(sound) else { return false };
    let is_there = world.get_resource::<Assets<AudioSource>>().is_some_and(|sounds| sounds.contains(&player.0));
    let state = world.get_resource::<AssetServer>().and_then(|assets| assets.get_load_state(&player.0));
    !is_there && state.is_none_or(|state| state.is_failed())
}

/// Changes a sound that plays, or else what it is to begin with.
fn change(
    world: &mut World,
    sound: Entity,
    in_sink: impl FnOnce(&mut dyn AudioSinkPlayback),
    in_settings: impl FnOnce(&mut PlaybackSettings),
) {
    if let Some(mut sink) = world.get_mut::<AudioSink>(sound) {
        in_sink(&mut *sink);
    } else if let Some(mut sink) = world.get_mut::<SpatialAudioSink>(sound) {
        in_sink(&mut *sink);
    } else if let Some(mut settings) = world.get_mut::<PlaybackSettings>(sound) {
        in_settings(&mut settings);
    }
}
