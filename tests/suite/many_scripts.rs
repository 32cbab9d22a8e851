//! Several scripts on one entity: what they do to each other, and to the entity, while they run.

use bevy::prelude::*;
use bevy_zig::{GlobalVars, Phase, Script, ScriptFields, ScriptRuntime, Value, ZigScriptCommands, ZigScripts};

use crate::tools::*;

fn lifecycle(name: u32) -> Script {
    Script::new("lifecycle").with("name", name)
}

/// An entity with these scripts and the script `caller`, which runs before them.
fn with_caller(app: &mut App, scripts: impl IntoIterator<Item = Script>) -> Entity {
    let caller = Script::new("caller").with_priority(-1);
    let scripts = ZigScripts::new(std::iter::once(caller).chain(scripts));
    let entity = app.world_mut().spawn((Transform::IDENTITY, scripts)).id();
    app.update();
    logged(app);
    entity
}

/// What is logged in the frame in which `caller` makes a call.
fn call(app: &mut App, entity: Entity, call: &'static str) -> Vec<String> {
    set(app, entity, "caller", "call", call);
    app.update();
    assert_eq!(field(app, entity, "caller", "outcome"), "ok".into());
    logged(app)
}

#[test]
fn a_script_attaches_another_to_its_own_entity() {
    let mut app = app();
    let entity = with_caller(&mut app, []);
    set(&mut app, entity, "caller", "name", "lifecycle");
    assert_eq!(call(&mut app, entity, "attach"), ["init 0"], "at the start of the next phase");
    app.update();
    assert_eq!(logged(&mut app), ["update 0"]);
}

#[test]
fn a_script_detaches_another_on_its_own_entity() {
    let mut app = app();
    let late = lifecycle(2).with_phase(Phase::PostUpdate);
    let entity = with_caller(&mut app, [lifecycle(1), late]);
    set(&mut app, entity, "caller", "name", "lifecycle");
    // It was to run in this phase, and does; then it ends. The other one stays.
    assert_eq!(call(&mut app, entity, "detach"), ["update 1", "shutdown 1 after 2", "update 2"]);
    assert_eq!(call(&mut app, entity, "detach"), ["shutdown 2 after 2"]);
    assert_eq!(call(&mut app, entity, "detach"), [""; 0], "nothing happens if there is none");
}

#[test]
fn a_script_detaches_itself() {
    let mut app = app();
    let entity = with_caller(&mut app, [lifecycle(1)]);
    set(&mut app, entity, "caller", "name", "caller");
    set(&mut app, entity, "caller", "call", "detach");
    app.update();
    app.update();
    assert!(app.world().script_field(Some(entity), "caller", "call").is_err());
    assert_eq!(logged(&mut app), ["update 1", "update 1"]);
}

#[test]
fn despawning_ones_entity_in_update_ends_all_its_scripts_once() {
    let mut app = app();
    let early = lifecycle(1).with_phase(Phase::PreUpdate);
    let late = lifecycle(3).with_phase(Phase::PostUpdate);
    let entity = with_caller(&mut app, [early, lifecycle(2), late, lifecycle(4).disabled()]);
    set(&mut app, entity, "caller", "call", "despawn");
    app.update();
    let mut log = logged(&mut app);
    assert_eq!(log[..2], ["update 1", "update 2"], "what comes before it in the phase, and after");
    log[2..].sort();
    let ends = ["shutdown 1 after 2", "shutdown 2 after 2", "shutdown 3 after 1", "shutdown 4 after 0"];
    assert_eq!(log[2..], ends, "nothing runs after it");
    app.update();
    assert!(logged(&mut app).is_empty());
    assert_eq!(app.world().resource::<ScriptRuntime>().instance_count(), 0);
}

#[test]
fn a_script_attaches_a_script_to_what_it_has_just_spawned() {
    let mut app = app();
    let entity = with_caller(&mut app, []);
    assert_eq!(call(&mut app, entity, "spawn_and_use"), ["init 0"]);
    let Value::Entity(Some(spawned)) = field(&app, entity, "caller", "found") else { panic!("a handle") };
    assert_eq!(field(&app, spawned, "lifecycle", "updates"), Value::Int(0));
    app.update();
    assert_eq!(logged(&mut app), ["update 0"]);
}

#[test]
fn priorities_order_each_phase_from_the_lowest_negative_on() {
    let mut app = app();
    let priorities = [7, i32::MIN, 0, -5, i32::MAX];
    let scripts = Phase::EVERY_FRAME.into_iter().rev().zip(0u32..).flat_map(|(phase, index)| {
        let one = move |(priority, name)| lifecycle(index * 10 + name).with_priority(priority).with_phase(phase);
        priorities.into_iter().zip(0u32..).map(one)
    });
    app.world_mut().spawn(ZigScripts::new(scripts.collect::<Vec<_>>()));
    app.update();
    logged(&mut app);
    app.update();
    let expected =
        [20, 10, 0].into_iter().flat_map(|tens| [1, 3, 2, 0, 4].map(|name| format!("update {}", tens + name)));
    assert_eq!(logged(&mut app), expected.collect::<Vec<_>>());
}

#[test]
fn two_instances_of_a_script_on_an_entity_have_nothing_in_common() {
    let mut app = app();
    let entity = app.world_mut().spawn(ZigScripts::new([lifecycle(1)])).id();
    app.update();
    app.update();
    app.world_mut().entity_mut(entity).attach_script(lifecycle(2));
    app.update();
    app.world_mut().entity_mut(entity).set_script_enabled("lifecycle", false);
    app.update();
    app.update();
    logged(&mut app);
    app.world_mut().entity_mut(entity).detach_script("lifecycle");
    app.update();
    assert_eq!(logged(&mut app), ["shutdown 1 after 3", "update 2"]);
    app.world_mut().entity_mut(entity).detach_script("lifecycle");
    app.update();
    assert_eq!(logged(&mut app), ["shutdown 2 after 4"]);
}

const SCRIPTS: [&str; 3] = ["count_a", "count_b", "count_c"];

/// What a script must have come to.
#[derive(Clone, Copy)]
struct Model {
    updates: i64,
    enabled: bool,
}

/// Numbers from a seed (SplitMix64).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % end as u64) as usize
    }
}

#[test]
fn ten_thousand_entities_with_three_scripts_each_come_to_what_a_simple_model_says() {
    const ENTITIES: usize = 10_000;
    const FRAMES: u64 = 200;
    let seed = 1;
    let mut numbers = Numbers(seed);
    let mut app = app();
    let spawn = |app: &mut App| app.world_mut().spawn(ZigScripts::new(SCRIPTS.map(Script::new))).id();
    let fresh = Some(Model { updates: 0, enabled: true });
    let mut subjects: Vec<_> = (0..ENTITIES).map(|_| (spawn(&mut app), [fresh; 3])).collect();
    let (mut ended, mut ended_updates) = (0, 0);
    let mut touched = vec![0; ENTITIES];
    for frame in 1..=FRAMES {
        // In the first frame all begin: what ends before it has begun has no end, either.
        for _ in 0..if frame == 1 { 0 } else { ENTITIES / 20 } {
            let index = numbers.below(ENTITIES);
            // One change for each between two phases: a script that is taken away and put back at once keeps its
            // instance.
            if std::mem::replace(&mut touched[index], frame) == frame {
                continue;
            }
            let (entity, models) = &mut subjects[index];
            let script = numbers.below(3);
            let (name, model) = (SCRIPTS[script], &mut models[script]);
            let mut world = app.world_mut().entity_mut(*entity);
            let mut end = |model: Model| {
                ended += 1;
                ended_updates += model.updates;
            };
            match (numbers.below(10), *model) {
                (0, _) => {
                    world.despawn();
                    models.iter().copied().flatten().for_each(end);
                    *entity = spawn(&mut app);
                    *models = [fresh; 3];
                }
                (1..=3, Some(was)) => {
                    world.detach_script(name);
                    end(was);
                    *model = None;
                }
                (4..=6, Some(was)) => {
                    world.set_script_enabled(name, !was.enabled);
                    *model = Some(Model { enabled: !was.enabled, ..was });
                }
                (7, Some(_)) => {
                    world.set_script_phase(name, Phase::EVERY_FRAME[numbers.below(3)]);
                }
                (_, Some(_)) => {
                    world.set_script_priority(name, numbers.below(7) as i32 - 3);
                }
                (_, None) => {
                    world.attach_script(Script::new(name).with_priority(numbers.below(7) as i32 - 3));
                    *model = fresh;
                }
            }
        }
        app.update();
        for model in subjects.iter_mut().flat_map(|(_, models)| models).flatten() {
            model.updates += i64::from(model.enabled);
        }
        if frame % 50 == 0 {
            compare(&app, &subjects, &format!("seed {seed}, frame {frame}"));
        }
    }
    let total = |key: &str| app.world().resource::<GlobalVars>().get(key).cloned();
    assert_eq!((total("ended"), total("ended_updates")), (Some(ended.into()), Some(ended_updates.into())));
}

fn compare(app: &App, subjects: &[(Entity, [Option<Model>; 3])], place: &str) {
    let mut count = 0;
    for (entity, models) in subjects {
        for (name, model) in SCRIPTS.into_iter().zip(models) {
            let found = |path| app.world().script_field(Some(*entity), name, path).ok();
            let expected = model.map(|model| Value::Int(model.updates.into()));
            assert_eq!(found("updates"), expected, "{place}: {name} on {entity}");
            assert_eq!(found("inits"), model.map(|_| Value::Int(1)), "{place}: {name} on {entity}");
            count += usize::from(model.is_some());
        }
    }
    assert_eq!(app.world().resource::<ScriptRuntime>().instance_count(), count, "{place}");
}
