//! The game, played by a script of its own without a window, beside the same rules in Rust.

mod native;
#[path = "../../../tests/games/play.rs"]
mod play;

use bevy::log::LogPlugin;
use bevy::math::{Vec2, Vec3Swizzles};
use bevy::prelude::*;
use bevy::render::RenderPlugin;
use bevy::render::settings::WgpuSettings;
use bevy::winit::WinitPlugin;
use native::Native;
use play::Game;

fn new() -> Game {
    Game::new(bevy_zig::scripts!(), |app| {
        app.init_asset::<ColorMaterial>()
            .register_asset_reflect::<ColorMaterial>()
            .register_type::<MeshMaterial2d<ColorMaterial>>();
    })
}

/// Plays both games with the same input, and compares them after each step.
struct Players {
    game: Game,
    native: Native,
    frame: u32,
}

impl Players {
    fn new() -> Self {
        Self { game: new(), native: Native::new(), frame: 0 }
    }

    /// Follows the ball, a little to its side, so that it flies everywhere; now and then it sleeps, and loses.
    fn steer(&self) -> f32 {
        let (Some(bat), Some(ball)) = (self.native.bat, &self.native.ball) else { return 0.0 };
        if self.frame % 4000 > 3300 {
            return 0.0;
        }
        let aside = (self.frame / 50 % 9) as f32 * 11.0 - 44.0;
        ((ball.at.x + aside - bat.x) / 12.0).clamp(-1.0, 1.0)
    }

    fn step(&mut self) {
        let steer = self.steer();
        let launch = self.frame.is_multiple_of(40);
        let mut input = self.game.input();
        input.set_axis("steer", steer);
        if launch {
            input.press("launch");
        } else {
            input.release("launch");
        }
        self.game.step();
        self.native.step(steer, launch);
        self.compare();
        self.frame += 1;
    }

    fn compare(&mut self) {
        let frame = self.frame;
        let places = |game: &mut Game, tag: &str| -> Vec<Vec2> { game.places(tag).iter().map(|at| at.xy()).collect() };
        let (game, native) = (&mut self.game, &self.native);
        assert_eq!(places(game, "bat"), Vec::from_iter(native.bat), "bat, frame {frame}");
        assert_eq!(places(game, "ball"), Vec::from_iter(native.ball.as_ref().map(|ball| ball.at)), "frame {frame}");
        let mut bricks = native.bricks.clone();
        bricks.sort_by(|a, b| a.to_array().partial_cmp(&b.to_array()).unwrap());
        assert_eq!(places(game, "brick"), bricks, "bricks, frame {frame}");
        for (field, value) in
            [("score", native.score), ("lives", native.lives), ("wave", native.wave), ("best", native.best)]
        {
            assert_eq!(game.number(field), value.into(), "{field}, frame {frame}");
        }
    }
}

#[test]
fn every_position_is_as_in_rust() {
    let mut players = Players::new();
    for _ in 0..9000 {
        players.step();
    }
    let native = &players.native;
    assert!(native.games_over > 1 && native.best > 1000, "not much was played: {} points", native.best);
    let what = format!("best {}, ball at {:?}", native.best, native.ball.as_ref().map(|ball| ball.at));
    players.game.tell("breakout", &what);
}

#[cfg(feature = "hot-reload")]
#[test]
fn each_script_is_exchanged_while_it_runs() {
    let mut players = Players::new();
    for _ in 0..500 {
        players.step();
    }
    let mut reloading = players.game.reload(&["ball", "bat", "game", "shard"]);
    while !reloading.is_over(&players.game) {
        players.step();
    }
    for _ in 0..500 {
        players.step();
    }
}

#[test]
fn it_is_played_with_all_parts_of_bevy() {
    let nothing = WgpuSettings { backends: None, ..default() };
    let render = RenderPlugin { render_creation: nothing.into(), ..default() };
    let mut app = App::new();
    app.add_plugins(DefaultPlugins.set(render).disable::<WinitPlugin>().disable::<LogPlugin>());
    let game = Game::begin(app, bevy_zig::scripts!());
    let mut players = Players { game, native: Native::new(), frame: 0 };
    for _ in 0..300 {
        players.step();
    }
    assert!(players.native.score > 0);
}

#[test]
fn restarts_leave_no_entity() {
    let mut game = new();
    let mut counts = Vec::new();
    for _ in 0..10 {
        // Until all balls are lost: launched, and not followed.
        game.input().set_axis("steer", 1.0);
        loop {
            game.input().press("launch");
            game.step();
            game.input().release("launch");
            game.step();
            if game.places("ball").is_empty() && game.number("wave") > 0 {
                break;
            }
        }
        // Until the last shards are gone.
        (0..64).for_each(|_| game.step());
        let bricks = game.places("brick").len();
        counts.push(game.app.world().entities().count_spawned() as usize - 2 * bricks);
    }
    assert!(counts.iter().all(|count| *count == counts[0]), "{counts:?}");
}

#[test]
fn scripts_pass_their_own_tests() {
    bevy_zig_build::test_scripts!();
}
