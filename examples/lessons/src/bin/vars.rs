//! Lesson 4: vars.
//!
//! A dwarf digs for gold and forges swords from it. These are two scripts on one entity (`scripts/miner.zig`,
//! `scripts/smith.zig`), which share a var: a named value that the host stores.
//!
//! - The vars of an entity are the component `ScriptVars`, those of the whole game the resource `GlobalVars`: Rust
//!   reads and writes both, and scenes save them.
//! - A script's fields are private. Put values for other scripts into a var, or into a signal.

use bevy::prelude::*;
use bevy_zig::{GlobalVars, Script, ScriptFields, ScriptVars, Value, ZigScripts};
use bevy_zig_lessons::{end, lesson, play};

/// The price of a sword in gold.
const PRICE: i32 = 20;

fn main() {
    let mut app = lesson();
    let scripts = ZigScripts::new([Script::new("miner"), Script::new("smith").with("price", PRICE)]);
    let vars = ScriptVars::default().with("title", "master");
    let dwarf = app.world_mut().spawn((scripts, vars)).id();

    play(&mut app);

    let vars = app.world().get::<ScriptVars>(dwarf).expect("it came with some");
    let (Some(Value::Int(gold)), Some(Value::Int(swords))) = (vars.get("gold"), vars.get("swords")) else {
        panic!("both scripts have written theirs: {vars:?}");
    };
    let Ok(Value::Int(dug)) = app.world().script_field(Some(dwarf), "miner", "dug") else { panic!("a whole number") };
    assert!(*swords > 0);
    assert_eq!(gold + i128::from(PRICE) * swords, dug, "nothing is lost, although both add to it in the same phase");
    assert_eq!(app.world().resource::<GlobalVars>().get("forged"), Some(&Value::Int(*swords)));
    info!("lesson learned: {gold} gold and {swords} swords");
    end(app);
}
