//! Lesson 6: spawning and despawning.
//!
//! A nest hatches birds, which fly off and disappear after a while. A prefab, described here in Rust, defines a bird;
//! `scripts/nest.zig` decides when and where one appears; and `scripts/bird.zig` despawns itself.
//!
//! - The result of `ctx.spawn` can be used at once for further requests; reads find the entity from the next phase on.
//! - Despawning an entity ends its scripts, with `shutdown`, and despawns its children.

use bevy::prelude::*;
use bevy_zig::{PrefabApp, Script, ScriptFields, ScriptVars, Tags, Value, ZigScripts};
use bevy_zig_lessons::{end, lesson, play};

#[derive(Component)]
struct Bird;

fn main() {
    let mut app = lesson();
    app.register_prefab("bird", |entity| {
        entity.insert((Bird, Transform::default(), Tags::one("bird"), ZigScripts::new([Script::new("bird")])));
    });
    let nest = app.world_mut().spawn((Transform::from_xyz(0.0, 5.0, 0.0), ZigScripts::one("nest"))).id();

    play(&mut app);

    let field = |path| app.world().script_field(Some(nest), "nest", path).expect("it is a field");
    let Value::Int(hatched) = field("hatched") else { panic!("a whole number") };
    assert_eq!(field("refused"), Value::Bool(true), "there is no prefab of that name, and the script was told so");
    let mut birds = app.world_mut().query_filtered::<(&ScriptVars, &Transform), With<Bird>>();
    let alive: Vec<_> = birds.iter(app.world()).collect();
    assert!(hatched > 3);
    assert!(!alive.is_empty() && (alive.len() as i128) < hatched, "some have flown off: {} of {hatched}", alive.len());
    for (vars, transform) in &alive {
        assert!(matches!(vars.get("number"), Some(Value::Int(number)) if *number <= hatched));
        assert!(transform.translation.y >= 5.0, "each began at the nest");
    }
    info!("lesson learned: {} of {hatched} birds are here", alive.len());
    end(app);
}
