//! Each kind of fault once, with an instance beside it that has to stay alive: for machines on which the suite is not
//! built. `tests/cross/run` runs it, and the suite in a process for each kind (`each_fault KIND`). Prints each kind
//! before it is tried, since one that is not caught ends the program.

use bevy::prelude::*;
use bevy_zig::{FaultKind, Script, ScriptFault, ScriptFields, ScriptRuntime, Value, ZigScriptPlugin, ZigScripts};

/// What the script `faulty` calls it, and whether a fault is one of that kind.
type Kind = (&'static str, fn(FaultKind) -> bool);

const KINDS: [Kind; 14] = [
    ("index", |kind| kind == FaultKind::Panic),
    ("overflow", |kind| kind == FaultKind::Panic),
    ("explicit", |kind| kind == FaultKind::Panic),
    ("null_write", |kind| matches!(kind, FaultKind::Memory { .. })),
    ("wild_read", |kind| matches!(kind, FaultKind::Memory { .. })),
    ("divide_by_zero", |kind| kind == FaultKind::Arithmetic),
    ("trap", |kind| matches!(kind, FaultKind::Trap | FaultKind::IllegalInstruction)),
    ("breakpoint", |kind| matches!(kind, FaultKind::Trap | FaultKind::IllegalInstruction)),
    ("stack", |kind| kind == FaultKind::StackOverflow),
    ("big_stack", |kind| kind == FaultKind::StackOverflow),
    ("overrun", |_| true),
    ("abort", |kind| kind == FaultKind::Abort),
    ("endless", |kind| kind == FaultKind::Deadline),
    ("endless_in_host", |kind| kind == FaultKind::Deadline),
];

/// A guard without signals, in WebAssembly: address 0 is memory like any other, and nobody interrupts a loop.
const IS_WEB: bool = cfg!(target_arch = "wasm32");

/// How long the game goes on after a fault.
const FRAMES: i128 = 60;

fn main() {
    let only = std::env::args().nth(1);
    let mut app = App::new();
    app.add_plugins((MinimalPlugins, ZigScriptPlugin::new(bevy_zig_tests::scripts())));
    let neighbour = app.world_mut().spawn((Transform::IDENTITY, ZigScripts::one("faulty"))).id();
    app.update();

    let (mut caught, mut tried) = (0, 0_i128);
    let optimize = app.world().resource::<ScriptRuntime>().registry().get("faulty").expect("it is there").optimize();
    let is_checked = ["Debug", "ReleaseSafe"].contains(&optimize);
    let exists = |kind: &str| match kind {
        // ARM's result is 0.
        "divide_by_zero" => !cfg!(target_arch = "aarch64"),
        "index" | "overflow" => is_checked,
        // Nobody can take back what ends a process there.
        "abort" => cfg!(unix),
        "overrun" | "null_write" | "endless" | "endless_in_host" => !IS_WEB,
        _ => true,
    };
    let is_wanted = |kind: &str| only.as_ref().is_none_or(|only| only == kind);
    for (kind, is_expected) in KINDS.into_iter().filter(|(kind, _)| exists(kind) && is_wanted(kind)) {
        say(&format!("{kind}: "));
        let script = Script::new("faulty").with("when", "update").with("kind", kind);
        let entity = app.world_mut().spawn((Transform::IDENTITY, ZigScripts::new([script]))).id();
        app.update();
        let faults: Vec<_> = app.world_mut().resource_mut::<Messages<ScriptFault>>().drain().collect();
        let is_caught = matches!(&*faults, [fault] if is_expected(fault.kind));
        for _ in 1..FRAMES {
            app.update();
        }
        // What it had requested before the fault was dropped.
        let at = app.world().get::<Transform>(entity).expect("it has one").translation;
        let is_caught = is_caught && at == Vec3::ZERO && app.world().resource::<Messages<ScriptFault>>().is_empty();
        // With debug info, the line in the script.
        let place = faults.first().and_then(ScriptFault::place).map(ToString::to_string).unwrap_or_default();
        say(&if is_caught { format!("caught {place}\n") } else { format!("{faults:?}\n") });
        tried += 1;
        caught += i128::from(is_caught);
    }
    let updates = app.world().script_field(Some(neighbour), "faulty", "updates");
    let lives_on = matches!(updates, Ok(Value::Int(count)) if count == tried * FRAMES + 1);
    say(&format!("faults caught={caught}/{tried} others={}\n", if lives_on { "unharmed" } else { "harmed" }));
    assert!(caught == tried && lives_on);
}

#[cfg(not(target_arch = "wasm32"))]
fn say(text: &str) {
    print!("{text}");
    std::io::Write::flush(&mut std::io::stdout()).expect("somebody listens");
}

#[cfg(target_arch = "wasm32")]
fn say(text: &str) {
    #[wasm_bindgen::prelude::wasm_bindgen]
    extern "C" {
        #[wasm_bindgen(js_namespace = console)]
        fn log(text: &str);
    }
    log(text.trim_end());
}
