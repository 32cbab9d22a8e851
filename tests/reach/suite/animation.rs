//! Animations of a glTF file, played by name. The calls are in `scripts/animator.zig`.

use bevy::ecs::schedule::SingleThreadedExecutor;
use bevy::prelude::*;
use bevy_zig::{ScriptAnimation, Value, ZigScripts};

use crate::tools::*;

struct Animator {
    app: App,
    entity: Entity,
}

impl Animator {
    /// With a ship that is spawned, and idles.
    fn new() -> Self {
        let mut app = app();
        let entity = app.world_mut().spawn(ZigScripts::one("animator")).id();
        let mut animator = Self { app, entity };
        // It goes from (0, 1, 0) to (0, 2, 0) in a second.
        until(&mut animator.app, |app| place(app).is_some_and(|place| place.y > 1.1));
        animator
    }

    fn call(&mut self, name: &'static str) {
        call(&mut self.app, self.entity, "animator", name);
    }

    fn place(&mut self) -> Vec3 {
        place(&mut self.app).expect("the ship is there")
    }

    fn frames(&mut self, count: usize) {
        for _ in 0..count {
            self.app.update();
        }
    }

    /// What is logged of the animation while `run` runs.
    fn said_while(&mut self, run: impl FnOnce(&mut Self)) -> Vec<String> {
        // In this thread, to whose log the test listens.
        self.app.edit_schedule(PostUpdate, |schedule| {
            schedule.set_executor(SingleThreadedExecutor::new());
        });
        let said = said_while(|| run(self));
        said.into_iter().filter(|line| line.contains("cannot play ")).collect()
    }

    fn ended(&self) -> Value {
        field(&self.app, self.entity, "animator", "ended")
    }
}

/// Where the animated node is.
fn place(app: &mut App) -> Option<Vec3> {
    let world = app.world_mut();
    let mut nodes = world.query::<(&Name, &Transform)>();
    nodes.iter(world).find(|(name, _)| name.as_str() == "Barrel").map(|(_, transform)| transform.translation)
}

#[test]
fn an_animation_begins_when_scene_and_file_are_there_and_goes_on() {
    let mut animator = Animator::new();
    let mut highest: f32 = 0.0;
    let mut falls = 0;
    let mut last = animator.place().y;
    for _ in 0..180 {
        animator.frames(1);
        let now = animator.place().y;
        highest = highest.max(now);
        falls += usize::from(now < last - 0.5);
        last = now;
    }
    assert!(highest > 1.9, "{highest}");
    assert!(falls >= 2, "it is looped");
}

#[test]
fn an_animation_fades_into_another_which_ends_with_a_signal_and_begins_anew() {
    let mut animator = Animator::new();
    animator.call("fire");
    // To (3, 1, 0) in half a second; a quarter is mixed with the first.
    animator.frames(4);
    let place = animator.place();
    assert!(place.x > 0.01 && place.x < 0.5 && place.y > 1.0, "{place}");
    animator.frames(60);
    assert!(animator.place().abs_diff_eq(Vec3::new(3.0, 1.0, 0.0), 0.05), "{}", animator.place());
    assert_eq!(animator.ended(), 1.into());
    animator.frames(30);
    assert_eq!(animator.ended(), 1.into(), "once");
    animator.call("fire_again");
    animator.frames(5);
    let place = animator.place();
    assert!(place.x > 0.1 && place.x < 1.5, "{place}");
    animator.frames(60);
    assert_eq!(animator.ended(), 2.into());
}

#[test]
fn an_animation_is_paused_and_stopped() {
    let mut animator = Animator::new();
    animator.call("pause");
    animator.frames(2);
    let place = animator.place();
    animator.frames(10);
    assert_eq!(animator.place(), place);
    animator.call("stop");
    animator.frames(2);
    let world = animator.app.world_mut();
    let mut players = world.query::<&AnimationPlayer>();
    assert!(players.iter(world).all(|player| player.playing_animations().count() == 0));
}

#[test]
fn an_animation_that_the_file_lacks_is_named_with_those_that_it_has() {
    let mut animator = Animator::new();
    let said = animator.said_while(|animator| {
        animator.call("unknown");
        animator.frames(3);
    });
    let [line] = said.as_slice() else { panic!("{said:?}") };
    for part in ["Fier", "ship.gltf", "did you mean 'Fire'", "Fire, Idle"] {
        assert!(line.contains(part), "'{part}' is not in: {line}");
    }
}

#[test]
fn a_file_that_was_not_loaded_is_named_once() {
    let mut animator = Animator::new();
    let said = animator.said_while(|animator| {
        animator.call("missing");
        let world = animator.app.world_mut();
        let source = world.query::<&ScriptAnimation>().single(world).expect("there is one ship").source.clone();
        until(&mut animator.app, |app| app.world().resource::<AssetServer>().load_state(&source).is_failed());
        animator.frames(3);
    });
    let [line] = said.as_slice() else { panic!("{said:?}") };
    assert!(line.ends_with(" cannot play an animation: 'shop.gltf' was not loaded"), "{line}");
}

/// Bevy loads nothing from outside of the folder of assets, and nothing is left of the path.
#[test]
fn a_file_that_bevy_refuses_to_load_is_told_once() {
    let mut animator = Animator::new();
    let said = animator.said_while(|animator| {
        animator.call("outside");
        animator.frames(3);
    });
    let [line] = said.as_slice() else { panic!("{said:?}") };
    assert!(line.ends_with(" cannot play an animation: its file was not loaded"), "{line}");
}

/// The game may despawn a part of the scene at any moment, such as right before the animation comes to it.
#[test]
fn players_may_go_while_an_animation_is_prepared() {
    let mut app = app();
    app.add_observer(
        |it: On<Insert, AnimationGraphHandle>,
         players: Query<Entity, With<AnimationPlayer>>,
         mut commands: Commands| {
            players.iter().filter(|player| *player != it.entity).for_each(|other| commands.entity(other).try_despawn());
        },
    );
    let entity = app.world_mut().spawn(ZigScripts::one("animator")).id();
    app.update();
    let Value::Entity(Some(ship)) = field(&app, entity, "animator", "ship") else { panic!("it spawns one") };
    for _ in 0..3 {
        app.world_mut().spawn((AnimationPlayer::default(), ChildOf(ship)));
    }
    let playing = |app: &mut App| {
        let world = app.world_mut();
        let mut players = world.query::<&AnimationPlayer>();
        players.iter(world).map(|player| player.playing_animations().count()).collect::<Vec<_>>()
    };
    until(&mut app, |app| playing(app) == [1]);
}
