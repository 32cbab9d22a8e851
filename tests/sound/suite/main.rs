//! What scripts do with sounds. Where the machine has a device to play them on (`tests/sound/run` gives it one that
//! nobody hears), they are loaded and play; without one, Bevy makes no sinks, and their settings are all there is.

mod odd;

use std::path::PathBuf;
use std::time::{Duration, Instant};

use bevy::asset::AssetPlugin;
use bevy::audio::{AudioPlayer, AudioPlugin, AudioSink, PlaybackMode, PlaybackSettings, SpatialAudioSink, Volume};
use bevy::prelude::*;
use bevy_zig::testing::headless;
use bevy_zig::{ScriptFields, Value, ZigScriptPlugin, ZigScripts};

/// The folder of the game's assets, with a sound in it.
fn assets() -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("assets");
    std::fs::create_dir_all(&folder).expect("the folder for tests can be written");
    let samples: Vec<u8> = (0..44_100u32).flat_map(|at| ((at % 100 * 100) as i16).to_le_bytes()).collect();
    let mut wav = Vec::new();
    wav.extend(b"RIFF");
    wav.extend((36 + samples.len() as u32).to_le_bytes());
    wav.extend(b"WAVEfmt ");
    wav.extend(16u32.to_le_bytes());
    // PCM, one channel, 44,100 samples of 16 bits a second.
    wav.extend([1u16, 1].iter().flat_map(|number| number.to_le_bytes()));
    wav.extend([44_100u32, 88_200].iter().flat_map(|number| number.to_le_bytes()));
    wav.extend([2u16, 16].iter().flat_map(|number| number.to_le_bytes()));
    wav.extend(b"data");
    wav.extend((samples.len() as u32).to_le_bytes());
    wav.extend(samples);
    let file = folder.join("beep.wav");
    // Several tests write the same.
    let part = folder.join(format!("beep.{:?}.part", std::thread::current().id()));
    std::fs::write(&part, wav).and_then(|()| std::fs::rename(&part, file)).expect("the sound can be written");
    folder
}

struct Jukebox {
    app: App,
    entity: Entity,
}

impl Jukebox {
    fn new() -> Self {
        let mut app = headless(ZigScriptPlugin::new(bevy_zig_sound::scripts()));
        let file_path = assets().to_str().expect("the path is text").to_owned();
        app.add_plugins((AssetPlugin { file_path, ..default() }, AudioPlugin::default()));
        let entity = app.world_mut().spawn((Transform::default(), ZigScripts::one("jukebox"))).id();
        app.update();
        Self { app, entity }
    }

    fn step(&mut self, step: &'static str) {
        let world = self.app.world_mut();
        world.set_script_field(Some(self.entity), "jukebox", "step", step).expect("the field is there");
        // One frame for the request, and one to see it.
        (0..2).for_each(|_| self.app.update());
    }

    fn get(&self, path: &str) -> Value {
        self.app.world().script_field(Some(self.entity), "jukebox", path).expect("the field is there")
    }

    fn music(&self) -> Entity {
        let Value::Entity(Some(music)) = self.get("music") else { panic!("nothing was played") };
        music
    }

    /// Waits until the sound plays. False: the machine has no device.
    fn plays(&mut self) -> bool {
        if std::env::var_os("BEVY_ZIG_NO_SOUND").is_some() {
            return false;
        }
        let end = Instant::now() + Duration::from_secs(60);
        while self.get("ready") != Value::Bool(true) {
            assert!(Instant::now() < end, "the sound does not begin; without a device, set BEVY_ZIG_NO_SOUND=1");
            std::thread::sleep(Duration::from_millis(5));
            self.app.update();
        }
        true
    }
}

#[test]
fn a_sound_is_played_from_a_file() {
    let mut game = Jukebox::new();
    game.step("shot");
    let music = game.music();
    if let Ok(entity) = game.app.world().get_entity(music) {
        let settings = entity.get::<PlaybackSettings>().expect("it has settings");
        assert!(matches!(settings.mode, PlaybackMode::Despawn));
        assert_eq!(settings.volume, Volume::Linear(0.25));
        let player = entity.get::<AudioPlayer>().expect("it plays something");
        assert_eq!(player.0.path().map(ToString::to_string).as_deref(), Some("beep.wav"));
    }
}

#[test]
fn music_is_changed_while_it_plays() {
    let mut game = Jukebox::new();
    game.step("music");
    let music = game.music();
    let plays = game.plays();
    let world = game.app.world();
    assert_eq!(world.get::<ChildOf>(music).map(ChildOf::parent), Some(game.entity));
    let settings = world.get::<PlaybackSettings>(music).expect("it has settings");
    assert!(matches!(settings.mode, PlaybackMode::Loop) && settings.spatial);
    assert_eq!(world.get::<SpatialAudioSink>(music).is_some(), plays);
    assert_eq!((game.get("volume"), game.get("speed")), (Value::Float(0.5), Value::Float(2.0)));
    game.step("louder");
    assert_eq!(game.get("volume"), Value::Float(0.75));
    game.step("slower");
    assert_eq!(game.get("speed"), Value::Float(0.5));
    game.step("pause");
    assert_eq!(game.get("paused"), Value::Bool(true));
    game.step("go_on");
    assert_eq!(game.get("paused"), Value::Bool(false));
    game.step("mute");
    assert_eq!(game.get("muted"), Value::Bool(true));
    game.step("unmute");
    assert_eq!(game.get("muted"), Value::Bool(false));
    game.step("stop");
    assert!(game.app.world().get_entity(music).is_err());
    assert_eq!(game.get("over"), Value::Bool(true));
    // What is over can be asked for anything.
    game.step("faster");
    assert_eq!(game.get("speed"), Value::Float(0.0));
}

#[test]
fn what_is_asked_for_while_a_sound_is_loaded_counts_from_its_beginning() {
    let mut game = Jukebox::new();
    game.step("music");
    let music = game.music();
    let is_loaded = |game: &Jukebox| {
        let world = game.app.world();
        world.get::<AudioSink>(music).is_some() || world.get::<SpatialAudioSink>(music).is_some()
    };
    let before = is_loaded(&game);
    game.step("louder");
    if !before && !is_loaded(&game) {
        let settings = game.app.world().get::<PlaybackSettings>(music).expect("it has settings");
        assert_eq!(settings.volume, Volume::Linear(0.75));
    }
    game.plays();
    assert_eq!(game.get("volume"), Value::Float(0.75));
}

#[test]
fn only_sounds_are_stopped() {
    let mut game = Jukebox::new();
    game.step("wrong");
    assert!(game.app.world().get_entity(game.entity).is_ok());
}
