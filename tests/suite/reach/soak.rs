//! Every call, over and over: nothing that a call takes outlives its phase.

use bevy::prelude::*;
use bevy::state::app::StatesPlugin;
use bevy_zig::{Kind, MessageApp, ScriptRuntime, Tags, Value, ZigScripts};
use bevy_zig_tests::reflected::*;

use crate::tools::*;

/// Instances that make calls at once, each at another one.
const CALLERS: usize = 8;

/// The names of all calls of `scripts/reach.zig`.
fn calls(app: &App) -> Vec<String> {
    let runtime = app.world().resource::<ScriptRuntime>();
    let leaf = runtime.registry().get("reach").unwrap().fields().iter().find(|leaf| leaf.path == "call").unwrap();
    let Kind::Enum(names) = &leaf.kind else { panic!("{:?}", leaf.kind) };
    let only = std::env::var("BEVY_ZIG_REACH_CALLS").ok();
    let is_wanted =
        |name: &&String| only.as_ref().is_none_or(|only| only.split(',').any(|wanted| wanted == name.as_str()));
    names.iter().map(|(name, _)| name).filter(is_wanted).cloned().collect()
}

fn entities(app: &mut App) -> usize {
    let world = app.world_mut();
    world.query::<Entity>().iter(world).count()
}

/// `BEVY_ZIG_REACH_FRAMES` is how many frames there are; `tests/soak/reach` runs a hundred thousand. With names in
/// `BEVY_ZIG_REACH_CALLS`, there are only these calls: that finds one that leaks.
#[test]
fn calls_without_end_leak_nothing() {
    let asked = std::env::var("BEVY_ZIG_REACH_FRAMES").ok().map(|frames| frames.parse().expect("a number"));
    let frames: usize = asked.unwrap_or(600);
    let mut app = app();
    app.add_plugins((StatesPlugin, AssetPlugin::default()))
        .init_asset::<Sheet>()
        .init_state::<Stage>()
        .register_type_mutable_state::<Stage>()
        .register_zig_message::<Ping>();
    let callers: Vec<Entity> =
        (0..CALLERS).map(|_| app.world_mut().spawn((Transform::IDENTITY, ZigScripts::one("reach"))).id()).collect();
    let other = app.world_mut().spawn(Transform::IDENTITY).id();
    app.update();
    for caller in &callers {
        set(&mut app, *caller, "reach", "other", other);
        set(&mut app, *caller, "reach", "listens", true);
    }
    let all = calls(&app);
    let (mut warm, mut warm_entities, mut done) = (1, 0, 0_usize);
    for frame in 0..frames {
        if frame == frames / 10 {
            (warm, warm_entities) = (resident_bytes(), entities(&mut app));
        }
        for (index, caller) in callers.iter().enumerate() {
            let call = (frame + index * all.len() / CALLERS) % all.len();
            // A handle without a path, which the host keeps a number for.
            if all[call] == "copy_picture" {
                let sheet = app.world_mut().resource_mut::<Assets<Sheet>>().add(Sheet { size: 4 });
                app.world_mut().entity_mut(*caller).insert(Picture { sheet });
            }
            set(&mut app, *caller, "reach", "call", all[call].as_str());
        }
        app.update();
        done += callers.iter().filter(|caller| field(&app, **caller, "reach", "outcome") == "ok".into()).count();
        let world = app.world_mut();
        let is_spawned = |(entity, tags): (Entity, &Tags)| tags.iter().any(|tag| tag == "spawned").then_some(entity);
        let spawned: Vec<Entity> = world.query::<(Entity, &Tags)>().iter(world).filter_map(is_spawned).collect();
        spawned.into_iter().for_each(|entity| {
            world.despawn(entity);
        });
    }
    let growth = 100.0 * (resident_bytes() as f64 / warm as f64 - 1.0);
    println!("reach frames={frames} calls={done} rss_kb={} rss_growth_pct={growth:.2}", resident_bytes() / 1024);
    if std::env::var_os("BEVY_ZIG_REACH_CALLS").is_some() {
        return;
    }
    // Most calls succeed: it is not only refusals that leak nothing.
    assert!(done > frames * CALLERS / 2, "{done} of {}", frames * CALLERS);
    assert!(matches!(field(&app, callers[0], "reach", "pings"), Value::Int(pings) if pings > 0));
    let entities = entities(&mut app);
    assert!(entities <= warm_entities + 1, "{entities} entities, and {warm_entities} after the first frames");
    assert_eq!(app.world().resource::<ScriptRuntime>().instance_count(), CALLERS);
    app.update();
    assert!(app.world().resource::<Assets<Sheet>>().len() <= CALLERS + 1, "assets that nobody uses are kept");
    // Beside other tests, which need memory of their own, this says nothing.
    assert!(asked.is_none() || growth < 5.0, "{growth} %");
}
