//! The mirrors of a game that has one of everything.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::ops::Range;
use std::path::PathBuf;
use std::time::Duration;

use bevy::prelude::*;
use bevy::reflect::TypeRegistry;

use super::*;

/// How the game stands.
#[derive(Resource, Reflect)]
#[reflect(Resource, Default)]
struct Score {
    points: usize,
    best: Option<f64>,
    names: Vec<String>,
    took: Duration,
    lives: NonZero<u8>,
    key: char,
    file: PathBuf,
    span: Range<f32>,
    by_name: BTreeMap<String, i16>,
    cells: [u8; 4],
    pair: (u8, bool),
    owner: Entity,
    at: Vec3,
    wide: Vec4,
    part: Part,
    turn: Turn,
    #[reflect(ignore)]
    _hidden: u8,
    lock: std::sync::Arc<u8>,
}

impl Default for Score {
    fn default() -> Self {
        Self {
            points: 3,
            best: None,
            names: vec!["Ada".to_owned()],
            took: Duration::from_millis(1500),
            lives: NonZero::<u8>::MIN,
            key: 'x',
            file: PathBuf::new(),
            span: 0.5..1.0,
            by_name: [("a".to_owned(), -1)].into(),
            cells: [7; 4],
            pair: (1, true),
            owner: Entity::PLACEHOLDER,
            at: Vec3::ONE,
            wide: Vec4::W,
            part: Part { size: 2.0, ..Default::default() },
            turn: Turn::By { angle: f32::INFINITY, error: 1 },
            _hidden: 0,
            lock: std::sync::Arc::new(0),
        }
    }
}

#[derive(Reflect, Default)]
#[reflect(Default)]
struct Part {
    size: f32,
    r#type: u8,
}

#[derive(Component, Reflect, Default)]
#[reflect(Component, Default)]
enum Turn {
    #[default]
    NotAtAll,
    Around(f32),
    Both(f32, Vec2),
    By {
        angle: f32,
        error: u8,
    },
}

#[derive(States, Reflect, Default, Clone, PartialEq, Eq, Hash, Debug)]
#[reflect(State, Default)]
enum Stage {
    #[default]
    Playing,
    GameOver,
}

/// A list of itself.
#[derive(Message, Reflect)]
#[reflect(Message)]
struct Tree(Vec<Tree>, u8);

#[derive(Component, Reflect)]
#[reflect(Component)]
struct Locked(std::sync::Arc<u8>);

fn mirrors() -> Mirrors {
    let mut registry = TypeRegistry::default();
    registry.register::<Score>();
    registry.register::<Turn>();
    registry.register::<Stage>();
    registry.register::<Tree>();
    registry.register::<Locked>();
    Mirrors::write(&registry, &Sdk::default(), Whose::Games, &|_| true)
}

#[test]
fn a_game_has_one_of_everything() {
    let mirrors = mirrors();
    let names: Vec<&String> = mirrors.files().keys().collect();
    // The SDK has no four-dimensional vector.
    assert_eq!(names, ["bevy_zig.zig", "glam.zig"]);
    let written = &mirrors.files()["bevy_zig.zig"];
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/src/mirror/tests.zig"), written).unwrap();
    } else {
        assert_eq!(written, include_str!("tests.zig"), "BLESS=1 writes it again");
    }
}

#[test]
fn what_is_left_out_is_named_with_its_reason() {
    let opaque = "`bevy_platform::sync::Arc<u8>` is opaque: reflection does not see what is in it";
    let mirrors = mirrors();
    let told: Vec<(Option<Role>, &str, &str, &str)> = mirrors
        .left_out()
        .iter()
        .map(|part| (part.role, part.path.rsplit("::").next().unwrap(), &*part.member, &*part.reason))
        .collect();
    let endless = "`bevy_zig::mirror::tests::Tree` would be a part of itself";
    let expected =
        [(None, "Score", "lock", opaque), (None, "Tree", "_0", endless), (Some(Role::Component), "Locked", "", opaque)];
    assert_eq!(told, expected);
    assert_eq!(mirrors.counts()[&Role::Component], (2, 1));
}

/// Which key fires.
#[derive(Component, Reflect)]
#[reflect(Component, Default)]
struct Trigger {
    /// The key, on a [`Turn`].
    key: KeyCode,
    place: Transform,
}

impl Default for Trigger {
    fn default() -> Self {
        Self { key: KeyCode::KeyF, place: Transform::IDENTITY }
    }
}

#[test]
fn a_game_refers_to_the_sdks_mirrors_of_bevy() {
    let mut registry = TypeRegistry::default();
    registry.register::<Trigger>();
    registry.register::<bevy::input::mouse::MouseWheel>();
    let mirrors = Mirrors::of(&registry).unwrap();
    let files: Vec<(&String, &String)> = mirrors.files().iter().collect();
    let [(name, text)] = files[..] else { panic!("{files:?}") };
    assert_eq!(name, "bevy_zig.zig");
    for line in [
        "    key: bevy.input.KeyCode = .key_f,",
        "    place: bevy.Transform = .{},",
        "/// Which key fires.",
        "    /// The key, on a `Turn`.",
    ] {
        assert!(text.lines().any(|written| written == line), "{text}");
    }
    assert_eq!(mirrors.counts()[&Role::Message], (1, 1));
}
