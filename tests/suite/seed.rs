//! The same seed and inputs give the same run.

use bevy::prelude::*;
use bevy_zig::{Value, ZigScripts};

use crate::tools::*;

/// What three dice have drawn after ten frames, the second one's entity last.
fn draws(seed: u64, with_others: bool) -> Vec<Value> {
    let mut app = app_with(plugin().with_seed(seed));
    let dice: Vec<_> = (0..3).map(|_| app.world_mut().spawn(ZigScripts::one("dice")).id()).collect();
    if with_others {
        app.world_mut().spawn_batch((0..10).map(|_| ZigScripts::one("dice")));
    }
    for _ in 0..10 {
        app.update();
    }
    dice.iter().map(|entity| field(&app, *entity, "dice", "sum")).collect()
}

#[test]
fn the_same_seed_gives_the_same_numbers() {
    assert_eq!(draws(1, false), draws(1, false));
    assert_ne!(draws(1, false), draws(2, false));
}

#[test]
fn each_instance_has_numbers_of_its_own_whatever_others_draw() {
    let draws_alone = draws(1, false);
    assert_ne!(draws_alone[0], draws_alone[1]);
    assert_eq!(draws_alone, draws(1, true));
}
