//! Hooks, observers, prefabs and physics of the game, which run while requests are applied: they may despawn whatever
//! they like, and they find the runtime as it is.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};

use bevy::ecs::lifecycle::HookContext;
use bevy::ecs::world::DeferredWorld;
use bevy::prelude::*;
use bevy_zig::{
    ComponentApp, EmitSignal, FaultPolicy, Phase, PhysicsHook, PrefabApp, Script, ScriptComponents, ScriptFields,
    ScriptPhysics, ScriptRuntime, ScriptSignal, ScriptVars, Signal, Tags, Value, ZigScripts,
};
use bevy_zig_tests::components::{Health, Points};
use bevy_zig_tests::reflected::Caption;

use crate::tools::*;

/// An entity that asks, and the app.
struct Meddler {
    app: App,
    entity: Entity,
}

impl Meddler {
    fn new() -> Self {
        let mut app = app();
        app.register_zig_component::<Health>().register_zig_component::<Points>().register_type::<Caption>();
        app.register_prefab("rock", |entity| {
            entity.insert(Transform::IDENTITY);
        });
        let entity = app.world_mut().spawn(ZigScripts::one("meddler")).id();
        app.update();
        Self { app, entity }
    }

    /// For another case in the same game: who asks is there, and has found nobody yet.
    fn again(&mut self) {
        if self.app.world().get_entity(self.entity).is_err() {
            self.entity = self.app.world_mut().spawn(ZigScripts::one("meddler")).id();
            self.app.update();
        }
        set(&mut self.app, self.entity, "meddler", "found", Value::Entity(None));
    }

    /// What the last call has made, or what it was for.
    fn found_or(&self, target: Entity) -> Entity {
        match field(&self.app, self.entity, "meddler", "found") {
            Value::Entity(Some(found)) => found,
            _ => target,
        }
    }

    fn call(&mut self, call: &'static str, target: Option<Entity>) {
        set(&mut self.app, self.entity, "meddler", "target", Value::Entity(target));
        set(&mut self.app, self.entity, "meddler", "call", call);
        self.app.update();
        assert_eq!(field(&self.app, self.entity, "meddler", "outcome"), "ok".into(), "{call}");
    }
}

const CALLS: [&str; 8] = ["spawn", "tag_and_move", "set_position", "add", "remove", "attach", "detach", "set_var"];

/// What scripts can ask for besides, of fields, reflected and declared components, parents, and chunks.
const LATER_CALLS: [&str; 14] = [
    "set_fields",
    "insert_caption",
    "set_caption",
    "remove_caption",
    "insert_vigor",
    "set_vigor",
    "remove_vigor",
    "adopt",
    "adopt_in_place",
    "release",
    "place_in_world",
    "heal_all",
    "disable",
    "spawn_tree",
];

/// Despawns what was touched, but not who has asked.
fn despawn_it(entity: Entity, commands: &mut Commands, scripts: &Query<&ZigScripts>) {
    if !scripts.get(entity).is_ok_and(|scripts| scripts.get("meddler").is_some()) {
        commands.entity(entity).try_despawn();
    }
}

fn despawn(mut world: DeferredWorld, context: HookContext) {
    if world.get::<ZigScripts>(context.entity).is_none_or(|scripts| scripts.get("meddler").is_none()) {
        world.commands().entity(context.entity).try_despawn();
    }
}

#[test]
fn a_hook_may_despawn_the_entity_at_any_moment() {
    type Hooked = (&'static str, fn(&mut World) -> Entity);
    // Inserted, added, discarded, removed: of each component that requests touch.
    macro_rules! moments {
        ($($component:ty),*) => {
            [$(
                (concat!(stringify!($component), " added"), (|world: &mut World| {
                    world.add_observer(|it: On<Add, $component>, mut commands: Commands, scripts: Query<&ZigScripts>| despawn_it(it.entity, &mut commands, &scripts)).id()
                }) as fn(&mut World) -> Entity),
                (concat!(stringify!($component), " inserted"), (|world: &mut World| {
                    world.add_observer(|it: On<Insert, $component>, mut commands: Commands, scripts: Query<&ZigScripts>| despawn_it(it.entity, &mut commands, &scripts)).id()
                }) as fn(&mut World) -> Entity),
                (concat!(stringify!($component), " removed"), (|world: &mut World| {
                    world.add_observer(|it: On<Remove, $component>, mut commands: Commands, scripts: Query<&ZigScripts>| despawn_it(it.entity, &mut commands, &scripts)).id()
                }) as fn(&mut World) -> Entity),
            )*]
        };
    }
    let hooked: Vec<Hooked> = moments!(Transform, Tags, Health, Points, ZigScripts, ScriptVars).into();
    let mut despawned = 0;
    let mut meddler = Meddler::new();
    for (moment, install) in hooked {
        for call in CALLS {
            meddler.again();
            let world = meddler.app.world_mut();
            let scripts = ZigScripts::new([Script::new("alpha"), Script::new("beta")]);
            let mut target = world.spawn(scripts);
            if call != "set_position" {
                target.insert(Health { current: 1.0, max: 1.0 });
            }
            let target = target.id();
            meddler.app.update();
            let observer = install(meddler.app.world_mut());
            let ran = catch_unwind(AssertUnwindSafe(|| {
                meddler.call(call, Some(target));
                meddler.app.update();
            }));
            assert!(ran.is_ok(), "{call} with {moment}");
            let world = meddler.app.world();
            despawned += u32::from(world.get_entity(meddler.found_or(target)).is_err());
            meddler.app.world_mut().despawn(observer);
        }
    }
    assert!(despawned >= 20, "the hooks have despawned only {despawned}");
}

#[test]
fn a_hook_may_despawn_the_entity_whatever_a_script_asks_for() {
    let mut despawned = 0;
    let mut meddler = Meddler::new();
    for moment in ["added", "inserted", "removed"] {
        for call in LATER_CALLS {
            meddler.again();
            let world = meddler.app.world_mut();
            let health = Health { current: 1.0, max: 1.0 };
            let mut target = world.spawn((Transform::IDENTITY, health, ZigScripts::one("alpha")));
            if call == "set_caption" || call == "remove_caption" {
                target.insert(Caption("before".into()));
            }
            let target = target.id();
            let meddles = meddler.entity;
            if call == "release" {
                meddler.app.world_mut().entity_mut(target).insert(ChildOf(meddles));
            }
            meddler.app.update();
            if call == "set_vigor" || call == "remove_vigor" {
                meddler.call("insert_vigor", Some(target));
            }
            let world = meddler.app.world_mut();
            // Those that scripts declare have no type in Rust.
            let vigor = world.resource::<ScriptComponents>().zig_id("Vigor").expect("a script declares it");
            let ids = [
                world.register_component::<Health>(),
                world.register_component::<Points>(),
                world.register_component::<Caption>(),
                world.register_component::<ChildOf>(),
                world.register_component::<Transform>(),
                world.register_component::<ZigScripts>(),
                vigor,
            ];
            let observers = ids.map(|id| {
                let observer = match moment {
                    "added" => Observer::new(|it: On<Add>, mut commands: Commands, scripts: Query<&ZigScripts>| {
                        despawn_it(it.entity, &mut commands, &scripts);
                    }),
                    "inserted" => {
                        Observer::new(|it: On<Insert>, mut commands: Commands, scripts: Query<&ZigScripts>| {
                            despawn_it(it.entity, &mut commands, &scripts);
                        })
                    }
                    _ => Observer::new(|it: On<Remove>, mut commands: Commands, scripts: Query<&ZigScripts>| {
                        despawn_it(it.entity, &mut commands, &scripts);
                    }),
                };
                world.spawn(observer.with_component(id)).id()
            });
            let ran = catch_unwind(AssertUnwindSafe(|| {
                meddler.call(call, Some(target));
                meddler.app.update();
            }));
            assert!(ran.is_ok(), "{call} with a component {moment}");
            let found = meddler.found_or(target);
            despawned += u32::from(meddler.app.world().get_entity(found).is_err());
            observers.into_iter().for_each(|observer| _ = meddler.app.world_mut().despawn(observer));
        }
    }
    assert!(despawned >= 15, "the hooks have despawned only {despawned}");
}

/// What an observer does to those around an entity.
type Reaction = fn(Entity, Option<&ChildOf>, Option<&Children>, &mut Commands);

const REACTIONS: [(&str, Reaction); 4] = [
    ("despawns its parent", |_, parent, _, commands| {
        if let Some(parent) = parent {
            commands.entity(parent.parent()).try_despawn();
        }
    }),
    ("despawns its children", |_, _, children, commands| {
        for child in children.iter().flat_map(|children| children.iter()) {
            commands.entity(child).try_despawn();
        }
    }),
    ("despawns it, and goes on with it", |entity, _, _, commands| {
        commands.entity(entity).try_despawn();
        commands.entity(entity).insert(Touched);
    }),
    ("takes it from its parent", |entity, _, _, commands| {
        commands.entity(entity).try_remove::<ChildOf>();
    }),
];

#[derive(Component)]
struct Touched;

#[test]
fn an_observer_may_do_anything_to_those_around() {
    macro_rules! observers {
        ($react:expr, $($event:ty),*) => {
            [$(Observer::new(
                move |it: $event, family: Query<(Option<&ChildOf>, Option<&Children>)>, mut commands: Commands| {
                    let (parent, children) = family.get(it.entity).unwrap_or_default();
                    $react(it.entity, parent, children, &mut commands);
                },
            )),*]
        };
    }
    const MOMENTS: [&str; 5] = ["Add", "Insert", "Discard", "Remove", "Despawn"];
    let mut gone = 0;
    let mut meddler = Meddler::new();
    for call in CALLS.into_iter().chain(LATER_CALLS) {
        for (does, react) in REACTIONS {
            for (at, moment) in MOMENTS.into_iter().enumerate() {
                meddler.again();
                let world = meddler.app.world_mut();
                let health = Health { current: 1.0, max: 1.0 };
                let parent = world.spawn(Transform::IDENTITY).id();
                let scripts = ZigScripts::new([Script::new("alpha"), Script::new("beta")]);
                let target = world.spawn((Transform::IDENTITY, health, scripts, ChildOf(parent))).id();
                world.spawn((Transform::IDENTITY, ChildOf(target)));
                meddler.app.update();
                let world = meddler.app.world_mut();
                let vigor = world.resource::<ScriptComponents>().zig_id("Vigor").expect("a script declares it");
                let observer = observers!(react, On<Add>, On<Insert>, On<Discard>, On<Remove>, On<Despawn>)
                    .into_iter()
                    .nth(at)
                    .unwrap();
                let ids = [
                    world.register_component::<ChildOf>(),
                    world.register_component::<Children>(),
                    world.register_component::<Transform>(),
                    world.register_component::<Health>(),
                    world.register_component::<Caption>(),
                    world.register_component::<Tags>(),
                    world.register_component::<ZigScripts>(),
                    vigor,
                ];
                let observer = world.spawn(ids.into_iter().fold(observer, Observer::with_component)).id();
                let app = &mut meddler.app;
                set(app, meddler.entity, "meddler", "target", Value::Entity(Some(target)));
                set(app, meddler.entity, "meddler", "call", call);
                let ran = catch_unwind(AssertUnwindSafe(|| (0..3).for_each(|_| app.update())));
                assert!(ran.is_ok(), "{call}, and at {moment} an observer {does}");
                let world = app.world_mut();
                gone += u32::from([parent, target, meddler.entity].iter().any(|it| world.get_entity(*it).is_err()));
                // Nobody is left with a parent that is not there.
                let mut children = world.query::<&ChildOf>();
                let lost = children.iter(world).filter(|child| world.get_entity(child.parent()).is_err()).count();
                assert_eq!(lost, 0, "{call}, and at {moment} an observer {does}");
                world.despawn(observer);
            }
        }
    }
    assert!(gone >= 40, "the observers have despawned somebody in {gone} cases only");
}

/// Bevy adds a child to its parent with a command that is run later, and an observer is quicker.
#[test]
fn a_command_that_comes_too_late_is_told_to_the_games_handler_of_errors_or_logged() {
    static TOLD: AtomicUsize = AtomicUsize::new(0);
    let adopted_by_nobody = |meddler: &mut Meddler| {
        meddler.app.add_observer(|it: On<Add, ChildOf>, children: Query<&ChildOf>, mut commands: Commands| {
            commands.entity(children.get(it.entity).unwrap().parent()).despawn();
        });
        let target = meddler.app.world_mut().spawn(Transform::IDENTITY).id();
        set(&mut meddler.app, meddler.entity, "meddler", "target", Value::Entity(Some(target)));
        set(&mut meddler.app, meddler.entity, "meddler", "call", "adopt");
        let said = said_while(|| meddler.app.update());
        assert!(meddler.app.world().get::<ChildOf>(target).is_none(), "its parent is gone");
        assert!(meddler.app.world().get_entity(meddler.entity).is_err());
        said
    };
    let said = adopted_by_nobody(&mut Meddler::new());
    assert!(said.iter().any(|line| line.contains("was despawned before, by a hook, an observer")), "{said:?}");

    let mut meddler = Meddler::new();
    meddler.app.set_error_handler(|_, _| _ = TOLD.fetch_add(1, Ordering::Relaxed));
    let said = adopted_by_nobody(&mut meddler);
    assert!(!said.iter().any(|line| line.contains("was despawned before")), "{said:?}");
    assert!(TOLD.load(Ordering::Relaxed) > 0);
}

#[test]
fn a_components_own_hook_may_despawn_it() {
    for call in ["spawn", "add"] {
        let mut meddler = Meddler::new();
        meddler.app.world_mut().register_component_hooks::<Health>().on_add(despawn).on_remove(despawn);
        let target = meddler.app.world_mut().spawn_empty().id();
        meddler.call(call, Some(target));
        assert!(meddler.app.world().get_entity(meddler.found_or(target)).is_err(), "{call}");
    }
}

/// What the game's code has read of the meddler, by where it ran.
#[derive(Resource, Default)]
struct Read(BTreeMap<&'static str, u32>);

/// Reads and writes what scripts have, as the game may at any time.
fn look(world: &mut World, place: &'static str) {
    let mut query = world.query::<(Entity, &ZigScripts)>();
    let meddler = query.iter(world).find(|(_, scripts)| scripts.get("meddler").is_some()).unwrap().0;
    let runtime = world.resource::<ScriptRuntime>();
    assert!(
        runtime.instance_count() >= 1 && runtime.frame_number() >= 1 && runtime.registry().get("meddler").is_some()
    );
    assert_eq!(world.script_field(Some(meddler), "meddler", "outcome"), Ok("ok".into()), "{place}");
    world.set_script_field(Some(meddler), "meddler", "outcome", place).unwrap();
    let captured = world.capture_scripts(Some(meddler)).unwrap();
    assert!(format!("{captured:?}").contains(place), "{captured:?}");
    world.set_script_field(Some(meddler), "meddler", "outcome", "ok").unwrap();
    assert!(!world.resource_mut::<ScriptRuntime>().restart(u64::MAX));
    assert!(world.resource::<bevy_zig::ScriptComponents>().names().count() > 0);
    world.emit_signal(Signal::new("seen"));
    *world.resource_mut::<Read>().0.entry(place).or_default() += 1;
}

#[test]
fn the_games_code_finds_the_runtime_while_requests_are_applied() {
    struct Looks;
    impl ScriptPhysics for Looks {
        fn translate(&self, entity: &mut EntityWorldMut, _: Vec3) -> bool {
            entity.world_scope(|world| look(world, "physics"));
            true
        }
    }
    let mut meddler = Meddler::new();
    let app = &mut meddler.app;
    set(app, meddler.entity, "meddler", "outcome", "ok");
    app.init_resource::<Read>().insert_resource(PhysicsHook::new(Looks));
    app.register_prefab("rock", |entity| entity.world_scope(|world| look(world, "prefab")));
    app.add_observer(|_: On<Insert, Tags>, runtime: Res<ScriptRuntime>, mut commands: Commands| {
        assert!(runtime.instance_count() > 0);
        commands.queue(|world: &mut World| look(world, "observer"));
    });
    app.world_mut().register_component_hooks::<Health>().on_insert(|mut world, _| {
        assert!(world.get_resource::<ScriptRuntime>().is_some());
        world.commands().queue(|world: &mut World| look(world, "hook"));
    });
    app.add_observer(|_: On<ScriptSignal>, mut commands: Commands| {
        commands.queue(|world: &mut World| look(world, "signal"));
    });
    let signaller = Script::new("signaller").with("says", false).with("call", "ping");
    app.world_mut().spawn(ZigScripts::new([signaller]));
    app.update();
    meddler.call("spawn", None);
    let read = &meddler.app.world().resource::<Read>().0;
    let places: Vec<_> = read.keys().copied().collect();
    assert_eq!(places, ["hook", "observer", "physics", "prefab", "signal"]);
}

#[test]
fn a_fault_that_removes_its_script_is_observed_with_the_runtime_in_the_world() {
    let mut app = app_with(plugin().with_fault_policy(FaultPolicy::Remove));
    app.init_resource::<Read>();
    app.add_observer(|_: On<Insert, ZigScripts>, runtime: Res<ScriptRuntime>, mut read: ResMut<Read>| {
        *read.0.entry("removed").or_default() += runtime.fault_count() as u32;
    });
    let faulty = Script::new("faulty").with("when", "update").with("kind", "index");
    let entity = app.world_mut().spawn(ZigScripts::new([faulty, Script::new("alpha")])).id();
    app.update();
    app.update();
    let names: Vec<&str> = app.world().get::<ZigScripts>(entity).unwrap().iter().map(Script::name).collect();
    assert_eq!((names, app.world().resource::<Read>().0["removed"]), (vec!["alpha"], 1));
    assert_eq!(app.world().resource::<ScriptRuntime>().instance_count(), 1);
}

#[test]
fn a_schedule_of_scripts_inside_of_a_hook_does_not_run() {
    let mut meddler = Meddler::new();
    let app = &mut meddler.app;
    app.world_mut().register_component_hooks::<Health>().on_insert(|mut world, _| {
        world.commands().queue(|world: &mut World| world.run_schedule(PostUpdate));
    });
    let target = app.world_mut().spawn_empty().id();
    let counter = app.world_mut().spawn(ZigScripts::one("lifecycle")).id();
    app.update();
    let said = said_while(|| meddler.call("add", Some(target)));
    assert!(said.iter().any(|line| line.contains("scripts do not run while their requests are applied")), "{said:?}");
    assert_eq!(field(&meddler.app, counter, "lifecycle", "updates"), Value::Int(2));
    meddler.app.update();
    assert_eq!(field(&meddler.app, counter, "lifecycle", "updates"), Value::Int(3));

    // Nor while scripts are taken off lists because of their faults.
    let mut app = app_with(plugin().with_fault_policy(FaultPolicy::Remove));
    let faulty = Script::new("faulty").with("when", "update").with("kind", "index");
    let faulty = app.world_mut().spawn(ZigScripts::new([faulty])).id();
    let late = ZigScripts::new([Script::new("lifecycle").with_phase(Phase::PostUpdate)]);
    let counter = app.world_mut().spawn(late).id();
    app.add_observer(|_: On<Insert, ZigScripts>, mut commands: Commands| {
        commands.queue(|world: &mut World| world.run_schedule(PostUpdate));
    });
    app.update();
    assert!(app.world().get::<ZigScripts>(faulty).unwrap().get("faulty").is_none(), "it was observed");
    assert_eq!(field(&app, counter, "lifecycle", "updates"), Value::Int(1));
    app.update();
    assert_eq!(field(&app, counter, "lifecycle", "updates"), Value::Int(2));
}

#[test]
fn a_panic_of_the_games_code_loses_no_script() {
    let mut meddler = Meddler::new();
    meddler.app.world_mut().register_component_hooks::<Health>().on_insert(|_, _| panic!("the game's own"));
    let target = meddler.app.world_mut().spawn_empty().id();
    let counter = meddler.app.world_mut().spawn(ZigScripts::one("lifecycle")).id();
    meddler.app.update();
    let panicked = catch_unwind(AssertUnwindSafe(|| meddler.call("add", Some(target))));
    assert!(panicked.is_err());
    assert_eq!(field(&meddler.app, counter, "lifecycle", "updates"), Value::Int(2));
    assert_eq!(field(&meddler.app, meddler.entity, "meddler", "outcome"), "ok".into());
}

#[test]
fn without_the_plugin_a_field_says_why_it_cannot_be_reached() {
    let world = World::new();
    let error = world.script_field(None, "rules", "score").unwrap_err().to_string();
    assert_eq!(error, "script 'rules' cannot be reached: not while scripts run, and not without ZigScriptPlugin");
}
