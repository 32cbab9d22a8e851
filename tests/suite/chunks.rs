//! Queries that scripts go over in chunks, and what they change so.

use bevy::prelude::*;
use bevy_zig::{ComponentApp, GlobalScripts, Script, ScriptFault, ScriptFields, ScriptLimits, Tags, Value, Velocity};
use bevy_zig_tests::components::*;

use crate::tools::*;

struct Game {
    app: App,
    entities: Vec<Entity>,
}

impl Game {
    fn new() -> Self {
        Self::with(app())
    }

    fn with(mut app: App) -> Self {
        app.register_zig_component::<Health>()
            .register_zig_component::<Everything>()
            .register_zig_component::<Frozen>()
            .register_zig_component::<Sparse>()
            .register_zig_component::<Points>()
            .register_zig_component::<Badge>()
            .init_resource::<Changes>()
            .add_systems(Last, note_changes);
        app.world_mut().resource_mut::<GlobalScripts>().attach(Script::new("chunks"));
        app.update();
        Self { app, entities: Vec::new() }
    }

    /// Spawns so many, with a health that counts up to 9, at x = 0, 1, 2 and so on, and with what else `more` gives
    /// them.
    fn spawn(&mut self, count: u16, mut more: impl FnMut(u16, &mut EntityWorldMut)) {
        for index in 0..count {
            let health = Health { current: f32::from(index % 10), max: 10.0 };
            let mut entity = self.app.world_mut().spawn((health, Transform::from_xyz(index.into(), 0.0, 0.0)));
            more(index, &mut entity);
            self.entities.push(entity.id());
        }
        self.app.update();
    }

    fn call(&mut self, call: &'static str) -> String {
        self.app.world_mut().set_script_field(None, "chunks", "call", call).unwrap();
        self.app.update();
        match self.app.world().script_field(None, "chunks", "outcome").unwrap() {
            Value::Text(outcome) => outcome.into_owned(),
            other => panic!("{other:?}"),
        }
    }

    fn number(&self, path: &str) -> f64 {
        match self.app.world().script_field(None, "chunks", path).unwrap() {
            Value::Int(number) => number as f64,
            Value::Float(number) => number,
            other => panic!("{other:?}"),
        }
    }

    fn all<C: Component + Copy>(&self) -> Vec<Option<C>> {
        self.entities.iter().map(|entity| self.app.world().get::<C>(*entity).copied()).collect()
    }

    fn healths(&self) -> Vec<f32> {
        self.all::<Health>().into_iter().map(|health| health.map_or(f32::NAN, |health| health.current)).collect()
    }

    /// The numbers of the entities whose component has changed in the last frame.
    fn changed(&self, list: fn(&Changes) -> &Vec<Entity>) -> Vec<usize> {
        let changed = list(self.app.world().resource());
        (0..self.entities.len()).filter(|index| changed.contains(&self.entities[*index])).collect()
    }
}

#[derive(Resource, Default)]
struct Changes {
    healths: Vec<Entity>,
    transforms: Vec<Entity>,
    everythings: Vec<Entity>,
}

fn note_changes(
    mut changes: ResMut<Changes>,
    healths: Query<Entity, Changed<Health>>,
    transforms: Query<Entity, Changed<Transform>>,
    everythings: Query<Entity, Changed<Everything>>,
) {
    changes.healths = healths.iter().collect();
    changes.transforms = transforms.iter().collect();
    changes.everythings = everythings.iter().collect();
}

fn everything(index: u16) -> Everything {
    Everything {
        flag: index.is_multiple_of(2),
        large: index.into(),
        small: -1,
        at: Vec3::splat(index.into()),
        turn: Quat::IDENTITY,
        mood: Mood::AngryAtAll,
        slots: [Slot { item: index, count: 1 }, Slot { item: 2, count: 3 }],
        target: None,
        tag: *b"abcdef",
    }
}

#[test]
fn chunks_have_the_rows_of_a_query_in_its_order() {
    let mut game = Game::new();
    game.spawn(3_000, |index, entity| {
        match index % 5 {
            0 => entity.insert(Frozen),
            1 => entity.insert(Tags::one("tagged")),
            2 => entity.insert(Sparse { value: index.into() }),
            3 => entity.insert(Points { value: 1 }),
            _ => entity,
        };
    });
    assert_eq!(game.call("same_as_query"), "ok");
    assert_eq!(game.number("rows"), 2_400.0);
    assert!(game.number("chunks") >= 4.0 && game.number("largest") <= 600.0, "entities of a chunk are alike");
    assert_eq!(game.call("same_tagged"), "ok");
    assert_eq!(game.number("rows"), 600.0);
    assert_eq!(game.call("optional"), "ok");
    assert_eq!((game.number("rows"), game.number("sum")), (3_000.0, 600.0 + 300.0));
    assert_eq!(game.call("optional"), "ok");
    assert_eq!(game.number("sum"), 1_200.0 + 300.0, "points that were written are read");
    game.spawn(6_000, |_, _| ());
    assert_eq!(game.call("same_as_query"), "ok");
    assert_eq!(game.number("rows"), 8_400.0);
    assert!((16.0..=2_048.0).contains(&game.number("largest")), "they are chunks, however many are alike");
}

#[test]
fn rows_that_differ_change_and_no_others() {
    let mut game = Game::new();
    game.spawn(1_000, |index, entity| {
        entity.insert(everything(index));
        if index % 3 == 0 {
            entity.insert(Frozen);
        }
    });
    assert_eq!(game.call("raise_odd"), "ok");
    let odd: Vec<_> = (0..1_000).filter(|index| index % 2 == 1).collect();
    assert_eq!(game.changed(|changes| &changes.healths), odd);
    assert!(game.changed(|changes| &changes.transforms).is_empty(), "it was read only");
    for (index, health) in game.healths().into_iter().enumerate() {
        let expected = (index % 10) as f32 + if index % 2 == 1 { 100.0 } else { 0.0 };
        assert_eq!(health, expected);
    }
    assert_eq!(game.call("rewrite"), "ok");
    assert!(game.changed(|changes| &changes.healths).is_empty());
    assert!(game.changed(|changes| &changes.everythings).is_empty(), "what lies between the fields is no value");
}

#[test]
fn a_script_sees_what_has_changed_once() {
    let mut game = Game::new();
    game.spawn(700, |index, entity| {
        if index % 7 == 0 {
            entity.insert(Sparse { value: 1 });
        }
    });
    game.call("changed");
    game.app.update();
    assert_eq!(game.number("rows"), 0.0);
    for entity in &game.entities[..5] {
        game.app.world_mut().get_mut::<Health>(*entity).unwrap().current = 50.0;
    }
    game.app.update();
    assert_eq!(game.number("rows"), 5.0);
    game.app.update();
    assert_eq!(game.number("rows"), 0.0);
}

#[test]
fn what_was_written_counts_however_the_loop_ends() {
    let mut game = Game::new();
    game.spawn(3_000, |_, _| ());
    assert_eq!(game.call("heal_and_break"), "ok");
    let rows = game.number("rows") as usize;
    assert!(rows < 3_000);
    assert!(game.healths()[..rows].iter().all(|health| *health == 10.0));
    assert!(game.healths()[rows..].iter().any(|health| *health != 10.0));
    assert_eq!(game.call("heal_in_last"), "ok");
    assert!(game.healths().iter().all(|health| *health == 10.0));
}

#[test]
fn a_fault_drops_all_that_the_instance_has_written() {
    let mut game = Game::new();
    game.spawn(900, |_, _| ());
    let before = game.healths();
    game.app.world_mut().set_script_field(None, "chunks", "call", "heal_and_panic").unwrap();
    game.app.update();
    let faults: Vec<_> = game.app.world_mut().resource_mut::<Messages<ScriptFault>>().drain().collect();
    assert_eq!(faults.len(), 1);
    assert_eq!(game.healths(), before);
}

#[test]
fn a_write_stands_in_the_order_of_requests_where_it_was_begun() {
    let mut game = Game::new();
    game.spawn(2, |_, _| ());
    assert_eq!(game.call("heal_then_add"), "ok");
    assert_eq!(game.all::<Health>()[0], Some(Health { current: 3.0, max: 30.0 }), "the last one counts");
    assert_eq!(game.all::<Health>()[1], Some(Health { current: 77.0, max: 10.0 }));
    assert_eq!(game.call("add_then_heal"), "ok");
    let merged = Health { current: 77.0, max: 30.0 };
    assert_eq!(game.all::<Health>()[0], Some(merged), "only the field that was written is in the way of another's");
    // Of many chunks, those whose order makes no difference are applied from the last on.
    game.spawn(5_000, |_, entity| {
        entity.insert(Health { current: 7.0, max: 10.0 });
    });
    assert_eq!(game.call("two_at_once"), "ok");
    for health in game.all::<Health>() {
        assert_eq!(health, Some(Health { current: 2.0, max: 11.0 }), "the second has written one field only");
    }
}

#[test]
fn chunks_within_chunks_have_memory_of_their_own() {
    let mut game = Game::new();
    game.spawn(600, |index, entity| {
        if index < 7 {
            entity.insert(Points { value: 1 });
        }
    });
    assert_eq!(game.call("nested"), "ok");
    let healths = game.healths();
    let expected: f32 = healths.iter().sum::<f32>() * healths[..7].iter().sum::<f32>();
    assert_eq!((game.number("rows"), game.number("sum")), (600.0, expected.into()));
}

#[test]
fn a_chunk_that_is_kept_too_long_shows_the_scripts_own_memory() {
    let mut game = Game::new();
    game.spawn(2_000, |_, _| ());
    let before = game.healths();
    assert_eq!(game.call("kept_over_next"), "ok");
    assert_eq!(game.number("sum"), 0.0, "the memory is used again");
    assert_eq!(game.healths(), before, "and what is written too late does nothing");
    assert_eq!(game.call("after_end"), "InvalidArgument");
    game.app.world_mut().set_script_field(None, "chunks", "call", "read_too_late").unwrap();
    game.app.update();
    let fault = game.app.world_mut().resource_mut::<Messages<ScriptFault>>().drain().next().expect("it has panicked");
    assert!(fault.message.contains("the loop over ctx.each has ended"), "{fault}");
}

#[test]
fn fields_that_others_change_in_the_same_phase_stay() {
    let mut game = Game::new();
    game.spawn(500, |_, _| ());
    assert_eq!(game.call("turn"), "ok");
    let half = Quat::from_xyzw(0.0, 0.0, 1.0, 0.0);
    for (index, transform) in game.all::<Transform>().into_iter().enumerate() {
        let transform = transform.unwrap();
        assert_eq!(transform.translation, Vec3::new(index as f32, 0.0, 5.0), "moved by a request");
        assert_eq!(transform.rotation, half, "turned in a chunk");
    }
    assert_eq!(game.call("move_and_turn"), "ok");
    assert_eq!(game.all::<Transform>()[7].unwrap().translation, Vec3::new(7.0, 1.0, 5.0));
    assert_eq!(game.call("move"), "ok");
    assert_eq!(game.changed(|changes| &changes.transforms).len(), 500);
}

#[test]
fn of_a_field_that_is_several_numbers_only_those_change_that_were_changed() {
    let mut game = Game::new();
    game.spawn(600, |index, entity| {
        entity.insert(everything(index));
    });
    assert_eq!(game.call("slots"), "ok");
    for (index, found) in game.all::<Everything>().into_iter().enumerate() {
        let slots = [Slot { item: index as u16 + 100, count: 11 }, Slot { item: 102, count: 13 }];
        assert_eq!(found.unwrap(), Everything { slots, ..everything(index as u16) });
    }
    assert_eq!(game.changed(|changes| &changes.everythings).len(), 600);
}

#[test]
fn rows_that_are_gone_are_skipped_and_those_that_have_moved_are_found() {
    let mut game = Game::new();
    game.spawn(900, |_, _| ());
    assert_eq!(game.call("despawn_and_raise"), "ok");
    let raised = |index: usize| (index % 10) as f32 + if index % 2 == 1 { 100.0 } else { 0.0 };
    for (index, health) in game.healths().into_iter().enumerate() {
        if index % 3 == 2 {
            assert!(health.is_nan(), "it is despawned");
        } else {
            assert_eq!(health, raised(index), "entity {index}");
        }
    }
    let mut game = Game::new();
    game.spawn(900, |_, _| ());
    assert_eq!(game.call("freeze_and_raise"), "ok");
    assert_eq!(game.all::<Frozen>().iter().flatten().count(), 300);
    for (index, health) in game.healths().into_iter().enumerate() {
        assert_eq!(health, raised(index), "entity {index}, in whichever table it is now");
    }
    let mut game = Game::new();
    game.spawn(900, |_, _| ());
    assert_eq!(game.call("remove_and_raise"), "ok");
    for (index, health) in game.healths().into_iter().enumerate() {
        assert!(if index % 3 == 2 { health.is_nan() } else { health == raised(index) }, "entity {index}: {health}");
    }
}

#[test]
fn components_of_any_kind_are_written() {
    let mut game = Game::new();
    game.spawn(50, |index, entity| {
        entity.insert(Sparse { value: index.into() });
        if index % 2 == 0 {
            let velocity = Velocity { linear: Vec3::Y, ..default() };
            entity.insert((Name::new(if index % 4 == 0 { "rock" } else { "tree" }), velocity));
        }
    });
    assert_eq!(game.call("sparse"), "ok");
    for (index, sparse) in game.all::<Sparse>().into_iter().enumerate() {
        let expected = index as i32 + if index % 10 > 5 { 1_000 } else { 0 };
        assert_eq!(sparse, Some(Sparse { value: expected }));
    }
    assert_eq!(game.call("rename"), "ok");
    let name = |index: usize| game.app.world().get::<Name>(game.entities[index]).unwrap().as_str().to_owned();
    assert_eq!((name(0), name(2)), ("stone".into(), "tree".into()));
    assert_eq!(game.all::<Velocity>()[2].unwrap().angular, Vec3::Y);
    assert_eq!(game.call("read_only"), "ReadOnly");
    assert_eq!(game.call("missing"), "UnknownComponent");
}

#[test]
fn values_that_are_none_are_dropped_and_the_rest_is_written() {
    let mut game = Game::new();
    game.spawn(10, |index, entity| {
        entity.insert(everything(index));
    });
    let said = said_while(|| assert_eq!(game.call("bad_flag"), "ok"));
    let expected = format!("script 'chunks' could not change Everything on {}", game.entities[1]);
    assert!(said.iter().any(|line| line.contains(&expected)), "{said:?}");
    let small: Vec<_> = game.all::<Everything>().into_iter().map(|value| value.unwrap().small).collect();
    assert_eq!(small, [9, -1, 9, 9, 9, 9, 9, 9, 9, 9]);
    assert_eq!(game.call("fields"), "ok");
    for (index, value) in game.all::<Everything>().into_iter().enumerate() {
        let value = value.unwrap();
        assert_eq!((value.flag, value.slots[1].item), (index % 2 == 1, 2 + index as u16), "entity {index}");
    }
    assert_eq!(game.call("bad_field"), "ok");
    let flags: Vec<_> = game.all::<Everything>().into_iter().map(|value| value.unwrap().flag).collect();
    assert_eq!(flags, [true, true, true, false, true, false, true, false, true, false]);
    let said = said_while(|| assert_eq!(game.call("not_finite"), "ok"));
    assert!(said.iter().any(|line| line.contains("could not change Transform")), "{said:?}");
    let x: Vec<_> = game.all::<Transform>().into_iter().map(|value| value.unwrap().translation.x).collect();
    assert_eq!(x, [9.0, 1.0, 9.0, 9.0, 9.0, 9.0, 9.0, 9.0, 9.0, 9.0]);
}

#[test]
fn memory_has_limits_and_is_used_again() {
    let limits = ScriptLimits { scratch_bytes_per_batch: 1 << 20, ..default() };
    let mut game = Game::with(app_with(plugin().with_limits(limits)));
    game.spawn(2_000, |_, _| ());
    assert_eq!(game.call("open_many"), "LimitReached");
    assert!((10.0..100.0).contains(&game.number("rows")), "{}", game.number("rows"));
    assert_eq!(game.call("end_many"), "ok");
    assert_eq!(game.call("nested"), "ok");

    let limits = ScriptLimits { request_bytes_per_instance: 64 << 10, ..default() };
    let mut game = Game::with(app_with(plugin().with_limits(limits)));
    game.spawn(20_000, |_, _| ());
    let said = said_while(|| assert_eq!(game.call("heal_in_last"), "LimitReached"));
    assert!(said.iter().any(|line| line.contains("request_bytes_per_instance")), "{said:?}");
    let healed = game.changed(|changes| &changes.healths).len();
    assert!((2_000..8_000).contains(&healed), "what was written before counts: {healed}");
}

/// Whatever a script changes, the outcome is that of inserting each value by itself.
#[test]
fn random_changes_have_the_outcome_of_single_requests() {
    let outcome = |call: &'static str, seed: i64| {
        let mut game = Game::new();
        game.spawn(700, |index, entity| {
            if index % 4 != 3 {
                entity.insert(everything(index));
            }
            match index % 11 {
                0 => entity.insert(Frozen),
                1 => entity.insert(Sparse { value: 0 }),
                2 => entity.remove::<Health>(),
                _ => entity,
            };
        });
        game.app.world_mut().set_script_field(None, "chunks", "seed", seed).unwrap();
        let mut outcome = Vec::new();
        for _ in 0..3 {
            assert_eq!(game.call(call), "ok");
            let changed = [
                game.changed(|changes| &changes.healths),
                game.changed(|changes| &changes.transforms),
                game.changed(|changes| &changes.everythings),
            ];
            outcome.push((changed, game.all::<Health>(), game.all::<Transform>(), game.all::<Everything>()));
        }
        outcome
    };
    for seed in 0..4 {
        let expected = outcome("random_slow", seed);
        assert!(expected.iter().all(|(changed, ..)| changed.iter().all(|list| list.len() > 20)));
        assert_eq!(outcome("random", seed), expected, "seed {seed}");
    }
}

/// Bevy changes an immutable component by putting another value in its place, which hooks and observers see.
#[test]
fn an_immutable_component_is_inserted_anew_where_it_differs() {
    #[derive(Resource, Default)]
    struct Inserted(Vec<Entity>);
    let mut game = Game::new();
    game.app.init_resource::<Inserted>();
    game.spawn(100, |index, entity| {
        entity.insert(Badge { number: index.into(), worth: 0.0 });
    });
    game.app.add_observer(|inserted: On<Insert, Badge>, mut seen: ResMut<Inserted>| seen.0.push(inserted.entity));
    let even: Vec<Entity> = game.entities.iter().copied().step_by(2).collect();
    for (call, number, worth) in
        [("badges", 0, 1.0), ("set_badges", 0, 7.0), ("insert_badges", 0, 9.0), ("badge_numbers", 100, 9.0)]
    {
        let said = said_while(|| assert_eq!(game.call(call), "ok", "{call}"));
        assert_eq!(said, [""; 0], "{call}");
        let mut inserted = std::mem::take(&mut game.app.world_mut().resource_mut::<Inserted>().0);
        inserted.sort_unstable();
        let mut expected = even.clone();
        expected.sort_unstable();
        assert_eq!(inserted, expected, "{call}");
        for (index, badge) in game.all::<Badge>().into_iter().enumerate() {
            let index = index as u32;
            let expected = if index.is_multiple_of(2) { (index + number, worth) } else { (index, 0.0) };
            let badge = badge.unwrap();
            assert_eq!((badge.number, badge.worth), expected, "{call}");
        }
    }
}
