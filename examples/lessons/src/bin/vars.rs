//! Lesson 4: vars.
//!
//! A dwarf digs for gold and forges swords of it. Those are two scripts on one entity (`scripts/miner.zig`, `scripts/smith.zig`), and
//! what they share is a var: a value by name that the host keeps.
//!
//! - The vars of an entity are the component `ScriptVars`, those of the whole game the resource `GlobalVars`: Rust reads and writes
//!   both, and scenes save them.
//! - A script's own fields are its own. What another script has to see goes into a var, or into a signal.

use bevy::prelude::*;
use bevy_zig::{GlobalVars, Script, ScriptFields, ScriptVars, Value, Var, ZigScripts};
use bevy_zig_lessons::{end, lesson, play};

/// Gold for a sword.
const PRICE: i32 = 20;

fn main() {
    let mut app = lesson();
    let scripts = ZigScripts::new([Script::new("miner"), Script::new("smith").with("price", PRICE)]);
    let vars = ScriptVars::default().with("title", "master");
    let dwarf = app.world_mut().spawn((scripts, vars)).id();

    play(&mut app);

    let vars = app.world().get::<ScriptVars>(dwarf).expect("it came with some");
    let (Some(Var::Int(gold)), Some(Var::Int(swords))) = (vars.get("gold"), vars.get("swords")) else {
        panic!("both scripts have written theirs: {vars:?}");
    };
    let Ok(Value::Int(dug)) = app.world().script_field(Some(dwarf), "miner", "dug") else { panic!("a whole number") };
    assert!(*swords > 0);
    assert_eq!(
        i128::from(gold + i64::from(PRICE) * swords),
        dug,
        "nothing is lost, although both add to it in the same phase"
    );
    assert_eq!(app.world().resource::<GlobalVars>().get("forged"), Some(&Var::Int(*swords)));
    info!("lesson learned: {gold} gold and {swords} swords");
    end(app);
}
