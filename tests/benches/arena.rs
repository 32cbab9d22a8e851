//! The frame of `examples/arena` with 2,000 scripted things, beside the same rules in Rust: shadows that follow a
//! player and keep away from each other, lights that float and are gathered, sparks that fly and end, lamps that turn.
//! What is gone is spawned again in both, by the same system.
//!
//! Both games are run in turns, a frame each, so that the ratio holds when the machine's speed drifts. The last line
//! says all:
//!   arena things=2000 scripts_ms=… native_ms=… ratio=… caught=…/… gathered=…/…

use std::time::{Duration, Instant};

use bevy::ecs::system::EntityCommands;
use bevy::prelude::*;
use bevy::time::TimeUpdateStrategy;
use bevy_zig::{Script, Tags, ZigScriptPlugin, ZigScripts, ZigStates};

/// Of each kind.
const COUNT: usize = 500;
const FRAMES: usize = 1_500;
/// Frames that are not counted.
const WARM_UP: usize = 100;
const STEP: Duration = Duration::from_micros(15_625);

/// As in the game's `rules.zig`, `shadow.zig` and `spark.zig`.
const RADIUS: f32 = 20.0;
const REACH: f32 = 1.3;
const APART: f32 = 2.5;
const SHADOW_SPEED: f32 = 3.0;
const LIFETIME: f32 = 0.6;
const GRAVITY: f32 = 9.0;

#[derive(Component, Clone, Copy, PartialEq, Debug)]
enum Kind {
    Shadow,
    Light,
    Spark,
    Lamp,
}

const KINDS: [Kind; 4] = [Kind::Shadow, Kind::Light, Kind::Spark, Kind::Lamp];

#[derive(Component)]
struct Player;

#[derive(Component)]
struct Age(f32);

#[derive(Component)]
struct Speed(Vec3);

/// What `ctx.emit` is in the scripts.
#[derive(Message)]
#[expect(dead_code, reason = "nobody hears them, as in the scripts")]
enum Told {
    Caught,
    Gathered(Vec3),
}

/// Numbers that are the same in both games.
#[derive(Resource, Default)]
struct Random(u64);

impl Random {
    /// From 0 to 1.
    fn part(&mut self) -> f32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 40) as f32 / (1 << 24) as f32
    }

    fn place(&mut self) -> Vec3 {
        let angle = self.part() * std::f32::consts::TAU;
        Vec3::new(angle.cos(), 0.0, angle.sin()) * (RADIUS - 0.7) * self.part().sqrt()
    }

    fn flight(&mut self) -> Vec3 {
        let angle = self.part() * std::f32::consts::TAU;
        let speed = 1.0 + 3.0 * self.part();
        Vec3::new(angle.cos() * speed, 2.0 + 3.0 * self.part(), angle.sin() * speed)
    }
}

/// How many of each kind were spawned.
#[derive(Resource, Default)]
struct Spawned([usize; 4]);

/// What makes one of a kind act.
type Dress = fn(&mut EntityCommands, Kind, Entity, &mut Random);

#[derive(Resource)]
struct Dresser(Dress);

/// A game without its rules: the player runs in a circle, and what is gone is replaced.
fn new(dress: Dress) -> App {
    let mut app = App::new();
    app.add_plugins((MinimalPlugins, TransformPlugin))
        .insert_resource(TimeUpdateStrategy::ManualDuration(STEP))
        .insert_resource(Dresser(dress))
        .init_resource::<Random>()
        .init_resource::<Spawned>()
        .add_systems(Startup, |mut commands: Commands| {
            commands.spawn((Player, Tags::one("player"), Transform::from_xyz(12.0, 0.8, 0.0)));
        })
        .add_systems(PreUpdate, (run, replace).chain());
    app
}

fn run(mut player: Single<&mut Transform, With<Player>>, mut frame: Local<u32>) {
    *frame += 1;
    let angle = *frame as f32 * STEP.as_secs_f32() * 0.7;
    player.translation = Vec3::new(12.0 * angle.cos(), 0.8, 12.0 * angle.sin());
}

fn replace(
    mut commands: Commands,
    player: Single<Entity, With<Player>>,
    things: Query<&Kind>,
    dresser: Res<Dresser>,
    mut random: ResMut<Random>,
    mut spawned: ResMut<Spawned>,
) {
    let mut there = [0; 4];
    things.iter().for_each(|kind| there[*kind as usize] += 1);
    for kind in KINDS {
        for _ in there[kind as usize]..COUNT {
            spawned.0[kind as usize] += 1;
            let place = random.place() + Vec3::Y * if kind == Kind::Shadow { 0.75 } else { 0.8 };
            let mut entity = commands.spawn((kind, Transform::from_translation(place)));
            (dresser.0)(&mut entity, kind, *player, &mut random);
        }
    }
}

fn scripts() -> App {
    let mut app = new(|entity, kind, player, _| {
        let (tag, script) = match kind {
            Kind::Shadow => ("shadow", Script::new("shadow").with("player", player).with("speed", SHADOW_SPEED)),
            Kind::Light => ("light", Script::new("light").with("player", player)),
            Kind::Spark => ("spark", Script::new("spark")),
            Kind::Lamp => ("lamp", Script::new("spinner")),
        };
        entity.insert((Tags::one(tag), ZigScripts::new([script])));
    });
    app.add_plugins(ZigScriptPlugin::new(bevy_zig::scripts!()));
    app.finish();
    app.cleanup();
    app.world_mut().resource_mut::<ZigStates>().set("Stage", "playing");
    app
}

fn native() -> App {
    let mut app = new(|entity, kind, _, random| {
        match kind {
            Kind::Light => entity.insert(Age(0.0)),
            Kind::Spark => entity.insert((Age(0.0), Speed(random.flight()))),
            _ => entity,
        };
    });
    app.add_message::<Told>()
        .add_systems(FixedUpdate, (follow, float).chain())
        .add_systems(Update, (fly, turn).chain());
    app.finish();
    app.cleanup();
    app
}

fn is_near(a: Vec3, b: Vec3, distance: f32) -> bool {
    a.distance_squared(b) <= distance * distance
}

fn flat(vector: Vec3) -> Vec3 {
    vector.with_y(0.0)
}

/// `shadow.zig`. All see where the others were before the step.
fn follow(
    mut commands: Commands,
    time: Res<Time>,
    player: Single<&Transform, With<Player>>,
    mut things: Query<(Entity, &Kind, &mut Transform), Without<Player>>,
    mut told: MessageWriter<Told>,
    mut before: Local<Vec<(Entity, Vec3)>>,
) {
    before.clear();
    let shadows = things.iter().filter(|(_, kind, _)| **kind == Kind::Shadow);
    before.extend(shadows.map(|(entity, _, transform)| (entity, transform.translation)));
    for (entity, here) in &*before {
        let way = flat(player.translation - here);
        if way.length() < REACH {
            told.write(Told::Caught);
            commands.entity(*entity).despawn();
            continue;
        }
        let mut wanted = way.normalize_or_zero();
        for (other, place) in &*before {
            if other != entity && is_near(*here, *place, APART) {
                wanted += flat(here - place).normalize_or_zero() * 0.6;
            }
        }
        let there = here + wanted.clamp_length_max(1.0) * SHADOW_SPEED * time.delta_secs();
        if let Ok((.., mut transform)) = things.get_mut(*entity) {
            transform.translation = flat(there).clamp_length_max(RADIUS - 0.7).with_y(there.y);
        }
    }
}

/// `light.zig`.
fn float(
    mut commands: Commands,
    time: Res<Time>,
    player: Single<&Transform, With<Player>>,
    mut lights: Query<(Entity, &Kind, &mut Age, &mut Transform), Without<Player>>,
    mut told: MessageWriter<Told>,
) {
    for (entity, kind, mut age, mut transform) in &mut lights {
        if *kind != Kind::Light {
            continue;
        }
        age.0 += time.delta_secs();
        transform.translation.y = 0.8 + 0.25 * (3.0 * age.0).sin();
        if flat(player.translation - transform.translation).length() <= REACH {
            told.write(Told::Gathered(transform.translation));
            commands.entity(entity).despawn();
        }
    }
}

/// `spark.zig`.
fn fly(mut commands: Commands, time: Res<Time>, mut sparks: Query<(Entity, &mut Age, &mut Speed, &mut Transform)>) {
    for (entity, mut age, mut speed, mut transform) in &mut sparks {
        age.0 += time.delta_secs();
        if age.0 >= LIFETIME {
            commands.entity(entity).despawn();
            continue;
        }
        speed.0.y -= GRAVITY * time.delta_secs();
        transform.translation += speed.0 * time.delta_secs();
        transform.scale = Vec3::splat(0.8 * (1.0 - age.0 / LIFETIME));
    }
}

/// `spinner.zig`.
fn turn(time: Res<Time>, mut lamps: Query<(&Kind, &mut Transform)>) {
    for (kind, mut transform) in &mut lamps {
        if *kind == Kind::Lamp {
            transform.rotate(Quat::from_rotation_y(std::f32::consts::TAU * time.delta_secs()));
        }
    }
}

/// The median in milliseconds.
fn median(times: &mut [Duration]) -> f64 {
    times.sort_unstable();
    times[times.len() / 2].as_secs_f64() * 1e3
}

fn main() {
    let mut apps = [scripts(), native()];
    let mut times = [Vec::new(), Vec::new()];
    for frame in 0..FRAMES + WARM_UP {
        for (app, times) in apps.iter_mut().zip(&mut times) {
            let start = Instant::now();
            app.update();
            if frame >= WARM_UP {
                times.push(start.elapsed());
            }
        }
    }
    let [scripts, native] = times.each_mut().map(|times| median(times));
    let [ours, theirs] = apps.each_ref().map(|app| app.world().resource::<Spawned>().0.map(|count| count - COUNT));
    let ratio = scripts / native;
    println!(
        "arena things={} scripts_ms={scripts:.3} native_ms={native:.3} ratio={ratio:.2} caught={}/{} gathered={}/{}",
        4 * COUNT,
        ours[0],
        theirs[0],
        ours[1],
        theirs[1]
    );
}
