//! Many reloads that change the layout of a component which many entities have. A few by default; `tests/soak/data`
//! makes many, and then looks at what has grown, which other tests of the same process would disturb.

use bevy::prelude::Entity;
use bevy_zig::{DataAccess, Script, Value};

use super::*;
use crate::tools::resident_bytes;

/// A file that declares the component with one of several layouts. No two rounds have the same text.
fn version(round: usize) -> String {
    let fields = [
        "number: u32 = 0, sum: u64 = 0,",
        "a: u8 = 1, sum: u64 = 0, number: u32 = 0,",
        "b: [30]f32 = @splat(2), number: u32 = 0, sum: u64 = 0,",
        "c: ?struct { x: f32 = 1, y: f64 = 2 } = .{}, number: u32 = 0, d: enum { one, two } = .two, sum: u64 = 0,",
        "number: u32 = 0, e: [200]u8 = @splat(5), f: bool = true, sum: u64 = 0,",
    ][round % 5];
    format!(
        "// Round {round}.
        const bevy = @import(\"bevy\");
        pub const Health = struct {{ pub const component = bevy.component(\"Health\", .{{}}); {fields} }};"
    )
}

/// A script that reads them all in each frame.
fn reader() -> String {
    script(
        "const game = @import(\"lib/game.zig\");
        sum: u64 = 0,
        pub fn update(self: *S, ctx: *bevy.Context, _: f32) !void {
            self.sum = 0;
            const found = try ctx.query(.{game.Health}, .{});
            for (found.of(game.Health)) |health| self.sum += health.sum;
        }",
    )
}

#[test]
fn reloads_of_data_leave_values_exact_and_nothing_behind() {
    let asked = std::env::var("BEVY_ZIG_DATA_ROUNDS").ok();
    let asked: Option<usize> = asked.map(|rounds| rounds.parse().expect("a number of rounds"));
    let (rounds, entities_len) = if let Some(rounds) = asked { (rounds, 10_000) } else { (6, 50) };
    let (first, text) = (version(0), reader());
    let name = if asked.is_some() { "data-soak-long" } else { "data-soak" };
    let mut game = studio(name, &[("lib/game", &first), ("one", &text), ("other", &text)]);
    let reader = game.spawn(Script::new("one"));
    game.spawn(Script::new("other"));
    game.frame();
    let world = game.app.world_mut();
    let default = world.zig_default("Health").unwrap();
    let entities: Vec<Entity> = (0..entities_len)
        .map(|number: u32| {
            let entity = world.spawn_empty().id();
            world.insert_zig_component(entity, &default.clone().with("number", number).unwrap()).unwrap();
            entity
        })
        .collect();
    let mut before = None;
    let mut wrong = 0;
    for round in 1..=rounds {
        let sum = |number: usize| (number * 3 + round) as u64;
        let world = game.app.world_mut();
        for (number, entity) in entities.iter().enumerate() {
            world.set_zig_component_field(*entity, "Health", "sum", sum(number)).unwrap();
        }
        game.forget();
        game.save("lib/game", version(round));
        game.wait_for("one", is_swap);
        game.wait_for("other", is_swap);
        let is_wrong = |(number, entity): (usize, &Entity)| {
            let health = game.app.world().zig_component(*entity, "Health").unwrap();
            health.get("number") != Some(Value::Int(number as i128)) || health.get("sum") != Some(sum(number).into())
        };
        wrong += entities.iter().enumerate().filter(|it| is_wrong(*it)).count();
        game.frame();
        let all: u64 = (0..entities.len()).map(sum).sum();
        wrong += usize::from(game.int(reader, "one", "sum") != i128::from(all));
        if round == 100.min(rounds / 2).max(1) {
            before = Some(resident_bytes());
        }
    }
    let growth = (resident_bytes() as f64 / before.expect("there are rounds") as f64 - 1.0) * 100.0;
    println!("data reloads={rounds} entities={} wrong={wrong} rss_growth_pct={growth:.1}", entities.len());
    assert_eq!(wrong, 0);
    assert!(asked.is_none() || growth <= 10.0, "something has grown");
}
