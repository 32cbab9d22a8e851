//! The game, played without a window.

#[path = "../../../tests/games/play.rs"]
mod play;

use bevy::math::{Vec3, Vec3Swizzles};
use bevy::prelude::*;
use bevy_zig::{EmitSignal, Signal};
use play::Game;

/// A player who runs to the nearest light, and away from shadows that are nearer.
fn run(game: &mut Game) {
    let Some(player) = game.places("player").first().copied() else { return };
    let nearest = |places: Vec<Vec3>| {
        places.into_iter().min_by(|a, b| a.distance(player).total_cmp(&b.distance(player))).map(|place| place - player)
    };
    let mut way = nearest(game.places("light")).unwrap_or_default().xz().normalize_or_zero();
    let shadow = nearest(game.places("shadow")).unwrap_or(Vec3::splat(100.0)).xz();
    if shadow.length() < 5.0 {
        way -= shadow.normalize_or_zero() * 1.5;
    }
    let mut input = game.input();
    input.set_axis("right", way.x.clamp(-1.0, 1.0));
    input.set_axis("up", (-way.y).clamp(-1.0, 1.0));
}

/// Presses and releases a key.
fn tap(game: &mut Game, action: &'static str) {
    game.input().press(action);
    game.step();
    game.input().release(action);
    (0..3).for_each(|_| game.step());
}

/// The words on the screen, without empty ones.
fn words(game: &mut Game) -> Vec<String> {
    let mut texts = game.app.world_mut().query::<&Text>();
    let words = texts.iter(game.app.world()).filter(|text| !text.is_empty());
    words.map(|text| text.0.clone()).collect()
}

fn has(game: &mut Game, word: &str) -> bool {
    words(game).iter().any(|text| text == word)
}

fn entities(game: &Game) -> u32 {
    game.app.world().entities().count_spawned()
}

fn new() -> Game {
    let mut game = Game::new(bevy_zig::scripts!(), |app| {
        app.init_asset::<StandardMaterial>()
            .register_asset_reflect::<StandardMaterial>()
            .register_type::<MeshMaterial3d<StandardMaterial>>();
    });
    (0..5).for_each(|_| game.step());
    game
}

#[test]
fn menus_come_and_go_with_the_states() {
    let mut game = new();
    assert!(has(&mut game, "ARENA") && has(&mut game, "Play"));
    assert_eq!(game.places("player"), []);
    tap(&mut game, "go");
    assert!(!has(&mut game, "ARENA"));
    assert_eq!(game.places("light").len(), 7);

    tap(&mut game, "pause");
    assert!(has(&mut game, "PAUSED"));
    let shadows = game.places("shadow");
    (0..20).for_each(|_| game.step());
    assert_eq!(game.places("shadow"), shadows, "nothing moves while the game is paused");
    game.app.world_mut().commands().emit_signal(Signal::new("resume"));
    (0..20).for_each(|_| game.step());
    assert!(!has(&mut game, "PAUSED"));
    assert_ne!(game.places("shadow"), shadows);
}

#[test]
fn lights_are_gathered_in_waves_until_the_shadows_win() {
    let mut game = new();
    tap(&mut game, "go");
    for _ in 0..20_000 {
        run(&mut game);
        game.step();
        if has(&mut game, "CAUGHT") {
            break;
        }
    }
    assert!(game.number("score") > 7 && game.number("wave") > 1, "{:?}", words(&mut game));
    assert!(has(&mut game, "CAUGHT"));
    let lights = game.places("light");
    let what = format!("score {}, wave {}, lights at {lights:?}", game.number("score"), game.number("wave"));
    game.tell("arena", &what);
    tap(&mut game, "go");
    assert_eq!((game.number("score"), game.number("hearts")), (0, 3));
}

#[test]
fn the_lamp_turns_around_the_player() {
    let mut game = new();
    tap(&mut game, "go");
    let place = |game: &mut Game| {
        let mut lamps = game.app.world_mut().query::<(&Name, &GlobalTransform, &PointLight)>();
        let found = lamps.iter(game.app.world()).find(|(name, ..)| name.as_str() == "lamp");
        found.expect("there is a lamp").1.translation()
    };
    let before = place(&mut game);
    (0..32).for_each(|_| game.step());
    let after = place(&mut game);
    let player = game.places("player")[0];
    assert!(before.distance(after) > 0.5, "{before} {after}");
    assert!((after.xz().distance(player.xz()) - 0.7).abs() < 1e-3);
}

#[test]
fn fifty_restarts_leave_no_entity() {
    let mut game = new();
    let empty = entities(&game);
    let mut counts = Vec::new();
    for round in 0..50 {
        tap(&mut game, "go");
        counts.push(entities(&game));
        for _ in 0..round {
            run(&mut game);
            game.step();
        }
        game.app.world_mut().commands().emit_signal(Signal::new("to_menu"));
        (0..4).for_each(|_| game.step());
        assert_eq!(entities(&game), empty, "round {round}");
    }
    assert!(counts.iter().all(|count| *count == counts[0] && *count > empty), "{counts:?}");
}

#[cfg(feature = "hot-reload")]
#[test]
fn each_script_is_exchanged_while_it_runs() {
    let mut game = new();
    tap(&mut game, "go");
    let names = ["camera", "game", "light", "player", "shadow", "spark", "spinner"];
    let mut reloading = game.reload(&names);
    let before = game.places("shadow");
    while !reloading.is_over(&game) {
        run(&mut game);
        game.step();
    }
    (0..20).for_each(|_| game.step());
    assert_ne!(game.places("shadow"), before);
}

#[test]
fn scripts_pass_their_own_tests() {
    bevy_zig_build::test_scripts!();
}
